-- Reads the same kind of thing, one after another, as clients that have signed in.
--
--     wrk -s read.lua URL -- REQUESTS
--
-- REQUESTS is a file that returns a list of paths with their cookies.

local threads = {}

function setup(thread)
    thread:set("thread_index", #threads)
    table.insert(threads, thread)
end

local requests = {}
local turn = 0

function init(arguments)
    for _, request in ipairs(dofile(arguments[1])) do
        table.insert(requests, wrk.format("GET", request.path, { ["Cookie"] = request.cookie }))
    end
    turn = math.floor(#requests * thread_index / 2)
end

function request()
    turn = turn % #requests + 1
    return requests[turn]
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        'RESULT {"requests":%d,"seconds":%f,"failed":%d,"bytes":%d,"p50":%f,"p99":%f}\n', summary.requests,
        summary.duration / 1e6, errors.status + errors.connect + errors.read + errors.write + errors.timeout,
        summary.bytes, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
