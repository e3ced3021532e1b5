import Domain
import Testing

@testable import Server
@testable import Storage

/// One box for people, areas, branches and months, by any part of what people know them by, and for whatever records say.
@Suite(.timeLimit(.minutes(60)))
struct SearchTests {
    private typealias Office = ObjectionStoryTests.Office

    private static func items(
        _ text: String, in server: TestServer, by account: TestAccount, _ more: String = ""
    ) async throws -> [JSON] {
        let answer = try await server.send(
            "GET", "/search?q=\(LocalPath.encoded(text))\(more)", by: account.principal)
        #expect(answer.status == 200, "\(answer.text)")
        return (answer.json["groups"]?.array ?? []).flatMap { $0["items"]?.array ?? [] }
    }

    private static func found(_ text: String, in server: TestServer, by account: TestAccount) async throws -> [String] {
        try await items(text, in: server, by: account).map {
            "\($0["kind"]?.string ?? "") \($0["code"]?.string ?? "") \($0["branch"]?.string ?? "")"
        }
    }

    @Test func `whoever sees everything finds by any part, one Chinese character or several words`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        _ = try await bureau.open("A", "2026-10")
        _ = try await bureau.open("B", "2026-10")
        _ = try await bureau.open("A", "2026-11")
        let office = try await server.account("office", grants: [.init(.committeeOfficer)])
        let cases: [(String, [String])] = [
            ("四", ["person 104 A", "person 204 B"]), ("党员a五", ["person 105 A"]),
            ("０３", ["person 103 A", "person 203 B"]),
            ("书记", ["person 101 A", "person 201 B"]), ("长 1", ["person 102 A", "person 103 A"]),
            ("区2", ["area A-2 A", "area B-2 B"]), ("b-3", ["area B-3 B"]), ("乙", ["branch B B"]),
            ("10月", ["month 2026-10 A", "month 2026-10 B"]), ("十月 甲支部", ["month 2026-10 A"]),
            ("2026年11月", ["month 2026-11 A"]), ("202611", ["month 2026-11 A"]), ("Nov 2026", ["month 2026-11 A"]),
            ("2026", ["month 2026-11 A", "month 2026-10 A", "month 2026-10 B"]), ("没有", []), ("%", []), ("_", []),
        ]
        for (text, expected) in cases {
            #expect(try await Self.found(text, in: server, by: office) == expected, "\(text)")
        }
    }

    @Test func `nobody finds what is out of their scope, nor is told of it`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        _ = try await bureau.open("A", "2026-10")
        _ = try await bureau.open("B", "2026-10")
        let member = try await server.account("104", member: "104")
        let cases: [(String, [String])] = [
            ("四", ["person 104 A"]), ("204", []), ("区2", ["area A-2 A"]), ("乙", []), ("10月", ["month 2026-10 A"]),
        ]
        for (text, expected) in cases {
            #expect(try await Self.found(text, in: server, by: member) == expected, "\(text)")
        }
        let root = try await server.account("root", grants: [.init(.administrator)])
        #expect(try await Self.found("10月", in: server, by: root).isEmpty, "whoever runs the machine reads no months")
        for (query, errors) in [
            ("q=%20", ["q required"]), ("", ["q required"]),
            ("q=\(String(repeating: "1", count: 51))", ["q length"]), ("q=1&limit=101", ["limit range"]),
            ("q=1&cursor=WzFd", ["cursor unexpected"]),
        ] {
            #expect(
                try await server.send("GET", "/search?\(query)", by: member.principal).errors == errors, "\(query)")
        }
    }

    @Test func `a member is found where they are now, and marked once they have left`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let made = try await server.post(
            "/members",
            [
                "number": "206", "name": "新人", "standing": "full", "joined": "2010-01-01", "becameFull": "2011-01-01",
                "branch": "B",
            ])
        #expect(made.status == 201, "\(made.text)")
        let moved = try await server.post(
            "/members/\(made.id)/transfers", ["branch": "A", "on": "2026-11-10", "reason": "调动"])
        #expect(moved.status == 201, "\(moved.text)")
        let (here, there) = (
            try await server.account("101", member: "101"), try await server.account("201", member: "201")
        )
        #expect(try await Self.found("206", in: server, by: here) == ["person 206 A"])
        #expect(try await Self.found("206", in: server, by: there).isEmpty)
        let left = try await server.post(
            "/members/\(made.id)/leavings",
            ["leaving": "transferredOut", "on": "2026-11-20", "reason": "调往外区", "document": "介绍信〔2026〕8号"])
        #expect(left.status == 201, "\(left.text)")
        let found = try await Self.items("206", in: server, by: here)
        #expect(found.map { $0["isPast"] } == [true], "\(found)")
    }

    @Test func `each kind goes on by itself`() async throws {
        let bureau = try await SmallBureau()
        let office = try await bureau.server.account("office", grants: [.init(.committeeOfficer)])
        for (kind, codes) in [("person", ["101", "102", "103", "104", "105"]), ("area", ["A-1", "A-2", "A-3"])] {
            var (cursor, found): (String?, [String]) = (nil, [])
            repeat {
                let more = cursor.map { "&kind=\(kind)&cursor=\($0)" } ?? ""
                let answer = try await bureau.server.send(
                    "GET", "/search?q=a&limit=2\(more)", by: office.principal)
                let group = answer.json["groups"]?.array?.first { $0["kind"]?.string == kind }
                found += (group?["items"]?.array ?? []).compactMap { $0["code"]?.string }
                cursor = group?["nextCursor"]?.string
            } while cursor != nil
            #expect(found == codes)
        }
    }

    @Test func `people are found by the first letters of their pinyin, whichever of its readings a character has`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        for (number, name, branch) in [("106", "曾乐", "A"), ("107", "张三丰", "A"), ("206", "张三峰", "B")] {
            let made = try await server.post(
                "/members",
                [
                    "number": .string(number), "name": .string(name), "standing": "full", "joined": "2010-01-01",
                    "becameFull": "2011-01-01", "branch": .string(branch),
                ])
            #expect(made.status == 201, "\(made.text)")
        }
        let office = try await server.account("office", grants: [.init(.committeeOfficer)])
        let member = try await server.account("104", member: "104")
        for (text, everything, own) in [
            ("zsf", ["107", "206"], ["107"]), ("ZSF", ["107", "206"], ["107"]), ("ｚｓ", ["107", "206"], ["107"]),
            ("sf 2", ["206"], []), ("zl", ["106"], ["106"]), ("cy", ["106"], ["106"]), ("zsff", [], []), ("z", [], []),
        ] as [(String, [String], [String])] {
            for (account, expected) in [(office, everything), (member, own)] {
                let people = try await Self.items(text, in: server, by: account, "&kind=person")
                #expect(people.compactMap { $0["code"]?.string } == expected, "\(text)")
            }
        }
    }

    /// In everything that branches A and B can say, a word that stands nowhere else, and what may not be found.
    @Test func `each kind is found by whoever reads it, and by nobody else`() async throws {
        var office = try await Office()
        let server = office.server
        office.accounts["admin"] = try await server.account("admin", grants: [.init(.administrator)])
        func made(_ path: String, _ body: JSON, by name: String) async throws -> Int {
            let answer = try await office.post(path, body, by: name)
            try #require([200, 201].contains(answer.status), "\(path): \(answer.text)")
            return answer.json.array?.first?["id"]?.integer.map { Int($0) }
                ?? answer.items.first?["id"]?.integer.map { Int($0) } ?? answer.id
        }
        let branch = try await server.first("/branches?code=A")
        // Planted where it is to be found ...
        let meeting = try await made(
            "/branches/\(branch)/meetings",
            [
                "kind": "assembly", "date": "2026-12-07", "start": "00:05", "minutes": 30, "place": "活动室",
            ], by: "101")
        _ = try await made("/meetings/\(meeting)/open", ["chair": "101", "recorder": "102"], by: "101")
        let roll = (101...105).map { number -> JSON in
            number == 105
                ? ["member": "105", "state": "excused", "reason": "因密语住院"]
                : ["member": .string(String(number)), "state": "present"]
        }
        let attended = try await office.send(
            "PUT", "/meetings/\(meeting)/attendance", ["entries": .array(roll)], by: "101",
            headers: ["If-Match": "\"2\""])
        try #require(attended.status == 200, "\(attended.text)")
        let written = try await office.send(
            "PUT", "/meetings/\(meeting)/minutes",
            [
                "began": "00:05", "ended": "00:30", "items": [["title": "学习", "said": "讨论了１００％整改的虹桥办法"]],
                "decisions": [["decision": "每周_巡查"]],
            ], by: "101", headers: ["If-Match": "\"3\""])
        try #require(written.status == 200, "\(written.text)")
        let finding = try await made(
            "/findings",
            [
                "branches": ["A"], "source": "inspection", "what": "巡查不到位", "direction": "落实虹桥要求",
                "category": "vanguardRole", "class": "immediate",
            ], by: "office")
        let plan = try await made(
            "/plan-items",
            [
                "branches": ["A"], "month": "2026-12", "title": "专题党课", "kind": "党课", "content": "讲虹桥经验",
                "due": "2026-12-20",
            ], by: "office")
        let ask = try await made(
            "/asks",
            ["branch": "A", "title": "增设停车位", "request": "请协调虹桥停车场", "standard": "划线", "due": "2026-12-20"],
            by: "101")
        let member = try await server.first("/members?number=104")
        _ = try await made(
            "/members/\(member)/honours",
            ["title": "优秀共产党员", "level": "district", "awardedOn": "2026-07-01", "issuer": "虹桥街道"], by: "office")
        let objection = try await office.appealed()
        let decided = try await office.post(
            "/objections/\(objection)/decide",
            ["outcome": "dismissed", "findings": "查了密语", "reasons": "投诉地点在虹桥"], by: "office")
        try #require(decided.status == 200, "\(decided.text)")
        // ... and where not.
        let talk: JSON = [
            "branch": "A", "day": "2026-12-01", "place": "谈话室", "parties": ["104", "105"], "occasion": "yearly",
            "topics": ["life"], "nextStep": "密语", "note": "密语：家里老人住院",
        ]
        _ = try await made("/talks", talk, by: "104")

        let all = ["meeting", "finding", "planItem", "ask", "objection", "honour"]
        let branchs = ["meeting", "finding", "planItem", "ask", "honour"]
        for (name, expected) in [
            ("office", all), ("101", branchs), ("102", branchs), ("105", branchs), ("auditor", branchs),
            // Who appealed is told the reasons.
            ("104", all), ("201", []), ("202", []), ("admin", []),
        ] as [(String, [String])] {
            let account = try #require(office.accounts[name])
            let items = try await Self.items("虹桥", in: server, by: account)
            #expect(items.compactMap { $0["kind"]?.string } == expected, "\(name): \(items)")
            #expect(items.allSatisfy { $0["excerpt"]?.string?.contains("虹桥") == true }, "\(name): \(items)")
            let browser = Browser(server, as: account)
            for item in items {
                let page = try #require(item["page"]?.string)
                #expect(try await browser.get(page).status == 200, "\(name): \(page)")
            }
            // By the number alone everybody who reads the month finds it, with nothing that was decided.
            let numbered = try await Self.items("2026-1", in: server, by: account, "&kind=objection")
            #expect(numbered.count == (name.hasPrefix("20") || name == "admin" ? 0 : 1), "\(name)")
            #expect(numbered.allSatisfy { $0["excerpt"]?.isNull == true }, "\(name)")
            let guessed = try await Self.items("2026-1 虹桥", in: server, by: account, "&kind=objection")
            #expect(guessed.count == (expected == all ? 1 : 0), "\(name)")
            for text in ["密语", "无关", "13800138000"] {
                #expect(try await Self.items(text, in: server, by: account).isEmpty, "\(name): \(text)")
            }
            if expected.isEmpty { continue }
            for (text, kind) in [
                ("100%", "meeting"), ("１００％", "meeting"), ("周_巡", "meeting"), ("不到位 落实", "finding"),
                ("巡查 虹桥 每周", "meeting"),
            ] {
                let kinds = try await Self.items(text, in: server, by: account).compactMap { $0["kind"]?.string }
                #expect(kinds == [kind], "\(name): \(text)")
            }
            // A single character is looked for in names alone, and a sign stands for itself.
            for text in ["虹", "周%巡", "1_0%", "虹_"] {
                #expect(try await Self.items(text, in: server, by: account).isEmpty, "\(name): \(text)")
            }
        }
        #expect(finding > 0 && plan > 0 && ask > 0)
    }

    /// In branch A, 103 holds A-1, 104 holds A-2 and 105 A-3; the office is over all.
    @Test func `a sheet's comment is found by whoever is shown the sheet, an adjustment by whoever reads it`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.score("A-1", in: cycle, 58, 38, more: [("comment", "虹桥夜市秩序好")])
        try await bureau.score("A-2", in: cycle, 57, 38)
        try await bureau.score("A-3", in: cycle, 56, 38)
        let adjusted = try await server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-2", "item": "complaint", "times": 1, "date": "2026-11-03", "reason": "虹桥工单核实",
                "recorder": "101",
            ])
        try #require(adjusted.status == 201, "\(adjusted.text)")
        var accounts: [String: TestAccount] = [:]
        for name in ["101", "103", "105", "201"] { accounts[name] = try await server.account(name, member: name) }
        accounts["office"] = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        func kinds(_ name: String) async throws -> [String] {
            try await Self.items("虹桥", in: server, by: #require(accounts[name])).compactMap { $0["kind"]?.string }
        }
        // While the month is open there is no comment, and an adjustment is for those in charge.
        for (name, expected) in [("101", ["adjustment"]), ("office", ["adjustment"]), ("105", []), ("201", [])]
            as [(String, [String])]
        {
            #expect(try await kinds(name) == expected, "\(name)")
        }
        try await bureau.close(cycle)
        for (name, account) in accounts { accounts[name] = try await server.session(of: account.id, name) }
        // Four sheets, one of each tier: whoever sees all of them, and the holder and a member who see their own tier's.
        for (name, sheets) in [("101", 4), ("office", 4), ("103", 1), ("105", 1)] {
            let expected = ["adjustment"] + Array(repeating: "sheet", count: sheets)
            #expect(try await kinds(name) == expected, "\(name)")
        }
        #expect(try await kinds("201").isEmpty)
        let found = try await Self.items("虹桥夜市", in: server, by: #require(accounts["105"]))
        #expect(found.first?["page"] == .string("/cycles/\(cycle)/areas/1"), "\(found)")
    }

    @Test func `a committee's meeting is found by its branches' secretaries, and what they decided there`() async throws
    {
        let office = try await Office()
        let server = office.server
        let meeting = try await office.post(
            "/meetings",
            ["committee": "JG", "date": "2026-12-08", "start": "09:00", "minutes": 60, "place": "虹桥会议室"], by: "office")
        try #require(meeting.status == 201, "\(meeting.text)")
        for (name, count) in [("101", 1), ("201", 1), ("office", 1), ("auditor", 1), ("102", 1), ("105", 0)] {
            let found = try await Self.items("虹桥", in: server, by: #require(office.accounts[name]))
            #expect(found.count == count, "\(name)")
            #expect(found.allSatisfy { $0["branch"]?.isNull == true && $0["code"] == "secretaries" }, "\(name)")
        }
    }

    @Test func `the box on every page leads to what was found, and straight to what is the only one`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let member = try await server.first("/members?number=105")
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        #expect(try await secretary.get("/help").text.contains("action=\"/search\""))
        let several = try await secretary.get("/search?q=%E5%85%9A%E5%91%98")
        #expect(several.text.contains("href=\"/members/\(member)\">党员A五 105</a>"))
        #expect(several.text.contains("value=\"党员\""), "what was looked for stays in the box")
        #expect(try await secretary.get("/search?q=105").location == "/members/\(member)")
        #expect(try await secretary.get("/search?q=205").text.contains("没有找到“205”"))
        #expect(try await secretary.get("/search").status == 200)
    }
}
