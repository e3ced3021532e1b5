-- Sheets of the branch tier, each by another assessor for another area, from clients that have signed in.
--
--     wrk -s submit.lua URL -- CLIENTS FIRST
--
-- CLIENTS is a file that returns their list; FIRST is which of its sheets each client begins with, so that a second run
-- goes on where the first one ended. Once every member has scored every area, sheets are revised, with a reason.

-- Beside this file.
dofile(debug.getinfo(1, "S").source:match("^@(.*/)") .. "run.lua")

local clients = {}
local turn = 0

function init(arguments)
    local first = tonumber(arguments[2])
    for index, client in ipairs(dofile(arguments[1])) do
        -- Each thread has clients of its own.
        if index % 2 == thread_index then
            client.next = first
            client.headers = {
                ["Content-Type"] = "application/json", ["Cookie"] = client.cookie, ["X-CSRF-Token"] = client.csrf,
            }
            table.insert(clients, client)
        end
    end
end

function request()
    turn = turn % #clients + 1
    local client = clients[turn]
    -- Two clients of one branch take every other sheet.
    local number = client.next * client.parts + client.part
    client.next = client.next + 1
    local area = number % client.members
    local other = math.floor(number / client.members)
    local assessor = (area + 1 + other % (client.members - 1)) % client.members
    local pass = math.floor(other / (client.members - 1))
    local reason = pass > 0 and ',"revisionReason":"与纸质评分表核对，录入时看错一栏"' or ""
    local body = string.format(
        '{"area":"%s-A%02d","tier":"branch","assessor":"%s%02d","points":{"conduct":%g,"service":%g,"order":%g,' ..
        '"law":%g,"example":%g}%s}',
        client.branch, area + 1, client.numbers, assessor + 1, 15 + number % 10 / 2, 20 + number % 9 / 2,
        20 + pass % 20 / 2, 12 + number % 6 / 2, 8 + number % 4 / 2, reason)
    return wrk.format("POST", client.path, client.headers, body)
end
