import Domain
import Testing

@testable import Server
@testable import Storage

/// Findings from the day they are given until they are looked at again, with those who try what they may not.
@Suite struct FindingStoryTests {
    private struct Desk {
        let bureau: SmallBureau
        var accounts: [String: TestAccount] = [:]

        var server: TestServer { bureau.server }

        init() async throws {
            bureau = try await SmallBureau()
            try bureau.server.go(to: "2026-11-02")
            for (name, member) in [
                ("101", "101"), ("102", "102"), ("104", "104"), ("201", "201"),
            ] { accounts[name] = try await bureau.server.account(name, member: member) }
            accounts["office"] = try await bureau.server.account(
                "office", grants: [.init(.committeeOfficer, committee: "JG")])
            // Of the office, and leads a group of the branch.
            accounts["103"] = try await bureau.server.account(
                "103", member: "103", grants: [.init(.committeeOfficer, committee: "JG")])
            accounts["auditor"] = try await bureau.server.account("auditor", grants: [.init(.auditor)])
        }

        func send(_ method: String, _ path: String, _ body: JSON? = nil, by name: String) async throws -> Answer {
            try await server.send(method, path, body, by: try #require(accounts[name]).principal)
        }

        func post(_ path: String, _ body: JSON? = nil, by name: String) async throws -> Answer {
            try await send("POST", path, body, by: name)
        }

        /// Another day, for which everybody signs in again.
        mutating func go(to day: String) async throws {
            try server.go(to: day)
            for (name, account) in accounts { accounts[name] = try await server.session(of: account.id, name) }
        }

        func step(_ id: Int, _ part: String, _ body: JSON, by name: String) async throws -> Answer {
            try await post("/findings/\(id)/\(part)", body, by: name)
        }

        /// What the step is refused by.
        func refusal(_ id: Int, _ part: String, _ body: JSON, by name: String) async throws -> String {
            let answer = try await step(id, part, body, by: name)
            return answer.errors.first ?? answer.json["code"]?.string ?? "\(answer.status)"
        }
    }

    private static let measure: JSON = ["text": "每日巡查登记", "who": "组长A", "due": "2026-11-06"]

    private static func finding(_ branches: [JSON], source: String = "inspection", _ more: [String: JSON] = [:]) -> JSON
    {
        var body = JSON.Object()
        body["branches"] = .array(branches)
        body["source"] = .string(source)
        body["what"] = "责任区巡查不到位"
        body["direction"] = "落实每日巡查"
        body["category"] = "vanguardRole"
        body["class"] = "immediate"
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    private static func ids(_ answer: Answer) throws -> [Int] {
        try #require(answer.status == 201, "\(answer.text)")
        return (answer.json.array ?? []).compactMap { $0["id"]?.integer }.map { Int($0) }
    }

    @Test func `a finding goes its way, is late, comes back, is closed by another person and relapses`() async throws {
        var desk = try await Desk()
        let given = try await desk.post("/findings", Self.finding(["A", "B"]), by: "office")
        let ids = try Self.ids(given)
        let (a, b) = (try #require(ids.first), try #require(ids.last))
        let list = given.json.array ?? []
        #expect(list.map { $0["number"] } == ["2026-001", "2026-002"])
        #expect(
            list.map { $0["scope"] } == ["common", "common"] && list.map { $0["due"] } == ["2026-11-09", "2026-11-09"])
        #expect(list.first?["holder"]?["number"] == "101")

        // Each branch sees its own; who is of another has no such finding.
        for (name, id, status) in [
            ("104", a, 200), ("104", b, 404), ("201", a, 404), ("101", a, 200), ("auditor", b, 200),
        ] { #expect(try await desk.send("GET", "/findings/\(id)", by: name).status == status, "\(name)") }
        let seen = try await desk.send("GET", "/findings/\(a)", by: "101").json
        #expect(seen["next"] == ["measured"] && seen["others"] == [])
        #expect(try await desk.send("GET", "/findings/\(a)", by: "office").json["others"]?.array?.count == 1)

        // What the branch does is its secretary's and officers'.
        #expect(try await desk.refusal(a, "report", ["text": "已整改"], by: "101") == "findingStatus")
        for name in ["104", "office", "auditor"] {
            #expect(try await desk.step(a, "measures", Self.measure, by: name).status == 403, "\(name)")
        }
        #expect(try await desk.step(a, "measures", Self.measure, by: "201").status == 404)
        #expect(try await desk.step(a, "measures", Self.measure, by: "102").json["status"] == "measured")

        // It becomes late; more time is the giver's to give, and the first day stays.
        try await desk.go(to: "2026-11-10")
        #expect(try await desk.send("GET", "/findings?overdue=true", by: "office").items.count == 2)
        #expect(try await desk.send("GET", "/findings?overdue=true", by: "104").items.map { $0["id"] } == [JSON(a)])
        let later: JSON = ["due": "2026-11-20", "reason": "设备未到"]
        #expect(try await desk.step(a, "extend", later, by: "101").status == 403)
        #expect(try await desk.step(a, "extend", later, by: "103").status == 403)
        let extended = try await desk.step(a, "extend", later, by: "office").json
        #expect(extended["due"] == "2026-11-20" && extended["firstDue"] == "2026-11-09" && extended["extensions"] == 1)
        #expect(extended["overdue"] == false)

        // Reported, returned with a reason, reported again, closed.
        #expect(try await desk.step(a, "report", ["text": "已巡查"], by: "101").json["status"] == "reported")
        #expect(try await desk.refusal(a, "extend", later, by: "office") == "findingStatus")
        #expect(try await desk.step(a, "verify", ["verdict": "closed"], by: "102").status == 403)
        #expect(try await desk.refusal(a, "verify", ["verdict": "returned"], by: "office") == "reason required")
        let returned: JSON = ["verdict": "returned", "reason": "缺登记"]
        #expect(try await desk.step(a, "verify", returned, by: "office").json["status"] == "returned")
        let agenda = try await desk.server.store.read(by: .operator(systemUser: "test")) { transaction in
            try transaction.findingsForAgenda(
                of: try transaction.finding(ID(Int64(a))).committee, on: LocalDate(parsing: "2026-11-12"))
        }
        #expect(agenda.carried.map(\.id.rawValue) == [Int64(b)] && agenda.folded == 1)
        #expect(
            try await desk.step(a, "report", ["text": "登记已补", "evidence": "见登记本"], by: "102").json["status"]
                == "reported")
        let closed = try await desk.step(a, "verify", ["verdict": "closed"], by: "office").json
        #expect(closed["status"] == "closed" && closed["closedOn"] == "2026-11-10" && closed["closedLate"] == false)

        // Looked at again: it stands, then it has relapsed, under its number.
        try await desk.go(to: "2026-12-01")
        #expect(try await desk.step(a, "recheck", ["outcome": "stands"], by: "office").json["status"] == "closed")
        #expect(try await desk.refusal(a, "recheck", ["outcome": "relapsed"], by: "office") == "reason required")
        let relapsed = try await desk.step(
            a, "recheck", ["outcome": "relapsed", "reason": "又无人巡查"], by: "office"
        ).json
        #expect(relapsed["status"] == "open" && relapsed["number"] == "2026-001" && relapsed["relapses"] == 1)
        #expect(relapsed["due"] == "2026-12-08" && relapsed["firstDue"] == "2026-11-09")
        let steps = try await desk.send("GET", "/findings/\(a)", by: "104").json["steps"]?.array ?? []
        #expect(
            steps.map { $0["step"]?.string ?? "" } == [
                "measured", "extended", "reported", "returned", "reported", "closed", "stands", "relapsed",
            ])

        // What is withdrawn keeps its number.
        #expect(try await desk.step(b, "withdraw", ["reason": "查无此事"], by: "office").json["status"] == "withdrawn")
        let next = try await desk.post("/findings", Self.finding(["B"]), by: "office")
        #expect(next.json.array?.first?["number"] == "2026-003")
        #expect(next.json.array?.first?["scope"] == "individual")

        // It changes hands with the office.
        let branch = try await desk.server.first("/branches?code=A")
        let secretary = try #require(
            try await desk.server.get("/branches/\(branch)/appointments").items.first { $0["office"] == "secretary" })
        let ended = try await desk.server.post(
            "/appointments/\(secretary["id"]?.integer ?? 0)/end", ["on": "2026-11-30"])
        #expect(ended.status == 200, "\(ended.text)")
        #expect(try await desk.send("GET", "/findings/\(a)", by: "104").json["holder"] == .null)
        let appointed = try await desk.server.post(
            "/branches/\(branch)/appointments", ["member": "104", "office": "secretary", "from": "2026-12-01"])
        #expect(appointed.status == 201, "\(appointed.text)")
        #expect(try await desk.send("GET", "/findings/\(a)", by: "104").json["holder"]?["number"] == "104")
        let faults = try await desk.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `a branch gives itself what it found itself, and another of its people verifies`() async throws {
        let desk = try await Desk()
        #expect(try await desk.post("/findings", Self.finding(["A"]), by: "101").errors == ["source rule"])
        #expect(try await desk.post("/findings", Self.finding(["A"], source: "self"), by: "104").status == 403)
        #expect(
            try await desk.post("/findings", Self.finding(["A"], source: "self"), by: "201").errors
                == ["branches[0] reference"])
        let id = try #require(
            Self.ids(try await desk.post("/findings", Self.finding(["A"], source: "self"), by: "102")).first)
        _ = try await desk.step(id, "measures", Self.measure, by: "102")
        #expect(try await desk.step(id, "report", ["text": "已做"], by: "102").json["status"] == "reported")
        #expect(try await desk.refusal(id, "verify", ["verdict": "closed"], by: "102") == "samePerson")
        let closed = try await desk.step(id, "verify", ["verdict": "closed"], by: "101")
        #expect(closed.json["status"] == "closed" && closed.json["own"] == true, "\(closed.text)")
    }

    @Test(
        arguments: [
            (["class": "byDate"], ["standard required", "due required"]), (["office": "groupLeader"], ["office rule"]),
            (["due": "2026-11-20"], ["due conflict"]), (["givenOn": "2026-11-03"], ["givenOn range"]),
            (["scope": "individual", "branches": ["A", "B"]], ["scope conflict"]),
            (["branches": ["A", "A"]], ["branches duplicate"]), (["branches": []], ["branches required"]),
            (["branches": ["Z"]], ["branches[0] reference"]), (["meeting": 1], ["meeting conflict"]),
            (["source": "meeting", "meeting": 99], ["meeting reference"]),
            (["class": "standing", "standard": "长期", "interval": 25], ["interval range"]),
        ] as [([String: JSON], [String])])
    func `what cannot be given is told field by field`(more: [String: JSON], expected: [String]) async throws {
        let desk = try await Desk()
        let answer = try await desk.post("/findings", Self.finding(["A"], more), by: "office")
        #expect(answer.errors == expected, "\(answer.text)")
    }

    @Test(arguments: Language.allCases)
    func `the pages show the ledger, what was done, and what is next`(language: Language) async throws {
        let desk = try await Desk()
        let id = try #require(Self.ids(try await desk.post("/findings", Self.finding(["A"]), by: "office")).first)
        let header = ["Accept-Language": language.rawValue]
        func page(_ path: String, by name: String) async throws -> String {
            try await Browser(desk.server, as: try #require(desk.accounts[name])).get(path, headers: header).text
        }
        let words = try WebResources.embedded.get().words(of: language)
        #expect(try await page("/findings", by: "104").contains("责任区巡查不到位"))
        #expect(try await !page("/findings", by: "201").contains("责任区巡查不到位"))
        let own = try await page("/findings/\(id)", by: "101")
        #expect(own.contains(words(.measureFinding)) && !own.contains(words(.extendFinding)))
        let office = try await page("/findings/\(id)", by: "office")
        #expect(office.contains(words(.extendFinding)) && !office.contains(words(.measureFinding)))
        #expect(office.contains("书记A"))
    }

    @Test func `a ledger goes in, with what was closed on paper, and what was downloaded goes in again`() async throws {
        let desk = try await Desk()
        let text = """
            序号,责任单位,问题来源,问题描述,共性/个性,原因,整改标准,整改措施,责任人,整改时限,办理类别,完成情况,销号日期,提出日期
            1,甲支部,巡察,学习记录不全,个性,管理松散,记录齐全,"1.补齐记录
            2.每月检查",组长A,2026年10月20日,限期,已补齐,2026年10月19日,2026年10月8日
            2,乙支部,日常检查,责任区无公示牌,共性,,有公示牌,,,2026-12-31,限期整改,,,2026年10月8日

            """
        let taken = try await desk.server.importing("findings", text)
        #expect(taken.counts == "2 0 0", "\(taken.text)")
        let list = try await desk.server.get("/findings").items
        #expect(
            list.map { $0["status"] } == ["closed", "open"] && list.map { $0["number"] } == ["2026-001", "2026-002"])
        #expect(list.first?["closedOn"] == "2026-10-19" && list.first?["closedLate"] == false)
        #expect(list.last?["scope"] == "common")
        let first = try #require(list.first?["id"]?.integer)
        let steps = try await desk.server.get("/findings/\(first)").json["steps"]?.array ?? []
        #expect(steps.map { $0["step"] } == ["measured", "measured", "reported", "closed"])
        #expect(steps.map { $0["text"] }.prefix(2) == ["补齐记录", "每月检查"] && steps[2]["who"] == "组长A")
        // The same file again, and what was downloaded.
        let again = try await desk.server.importing("findings", text)
        #expect(again.counts == "0 0 2", "\(again.text)")
        for language in Language.allCases {
            let file = try await Browser(desk.server, as: try #require(desk.accounts["office"])).get(
                "/findings.csv?year=2026", headers: ["Accept-Language": language.rawValue]
            ).text
            let back = try await desk.server.importing("findings", file)
            #expect(back.counts == "0 0 2", "\(back.text) \(file)")
        }
        // What is on record is changed by no file; what was closed needs to say how.
        let changed = try await desk.server.importing(
            "findings", "编号,支部,问题来源,问题描述,办理类别\n2026-001,A,巡察,别的问题,限期\n")
        #expect(changed.status == 422, "\(changed.text)")
        let unsaid = try await desk.server.importing(
            "findings",
            "编号,支部,问题来源,问题描述,办理类别,提出日期,销号日期\n2026-009,A,巡察,别的问题,立行立改,2026-10-08,2026-10-09\n")
        #expect(unsaid.status == 422, "\(unsaid.text)")
        let faults = try await desk.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `what was found at a meeting is given from its page, and of no meeting that one does not see`()
        async throws
    {
        let bureau = try await WideBureau()
        let meeting = try #require(bureau.ids["A meeting"])
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.committee]))
        #expect(try await browser.get("/meetings/\(meeting)").text.contains("/findings/new?meeting=\(meeting)"))
        let form = "/findings/new?meeting=\(meeting)"
        _ = try await browser.get(form)
        var fields = browser.fields(of: form)
        #expect(fields["source"] == "meeting" && fields["meeting"] == String(meeting), "\(fields)")
        for (name, value) in [
            ("what", "记录不全"), ("direction", "补齐"), ("category", "activityForms"), ("class", "immediate"),
        ] { fields[name] = value }
        let given = try await browser.post(form, fields)
        #expect(given.status == 303, "\(given.text)")
        let found = try await bureau.server.get("/findings").items.last
        #expect(found?["what"] == "记录不全" && found?["branch"] == "A", "\(found ?? .null)")
        #expect(found?["meeting"] == JSON(meeting), "\(found ?? .null)")
        let body: JSON = [
            "branches": ["B"], "source": "meeting", "meeting": JSON(meeting), "what": "记录不全", "direction": "补齐",
            "category": "activityForms", "class": "immediate",
        ]
        let unseen = try await bureau.server.send(
            "POST", "/findings", body, by: bureau.principal(.otherCommittee))
        #expect(unseen.errors == ["meeting reference"], "\(unseen.text)")
    }
}
