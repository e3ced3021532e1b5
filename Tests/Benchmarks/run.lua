-- What every script for wrk begins and ends with: threads that know their number, and the result as a line of JSON.

local threads = {}

function setup(thread)
    thread:set("thread_index", #threads)
    table.insert(threads, thread)
end

function done(summary, latency)
    local errors = summary.errors
    io.write(string.format(
        'RESULT {"requests":%d,"seconds":%f,"failed":%d,"bytes":%d,"p50":%f,"p99":%f}\n', summary.requests,
        summary.duration / 1e6, errors.status + errors.connect + errors.read + errors.write + errors.timeout,
        summary.bytes, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
