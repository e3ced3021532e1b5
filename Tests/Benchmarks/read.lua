-- Reads the same kind of thing, one after another, as clients that have signed in.
--
--     wrk -s read.lua URL -- REQUESTS
--
-- REQUESTS is a file that returns a list of paths with their cookies.

-- Beside this file.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "run.lua")

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
