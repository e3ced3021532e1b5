import Domain
import Testing

@testable import Server
@testable import Storage

/// The design's story from the posting on: an appeal is upheld and moves a place, the award becomes final and stands in the
/// winner's honours. With those who try what they may not.
@Suite struct ObjectionStoryTests {
    /// A branch's November, posted on 7 December: A-1 is first, A-2 second, A-3 third; A-2 was deducted for a complaint.
    struct Office {
        let bureau: SmallBureau
        let cycle: Int
        let complaint: Int
        var accounts: [String: TestAccount] = [:]

        var server: TestServer { bureau.server }

        init() async throws {
            bureau = try await SmallBureau()
            try bureau.server.go(to: "2026-11-20")
            cycle = try await bureau.open()
            try await bureau.score("A-1", in: cycle, 58, 38)
            try await bureau.score("A-2", in: cycle, 59, 38)
            try await bureau.score("A-3", in: cycle, 50, 33)
            let made = try await bureau.server.post(
                "/cycles/\(cycle)/adjustments",
                [
                    "area": "A-2", "item": "complaint", "times": 1, "date": "2026-11-03", "reason": "台账核实",
                    "recorder": "101",
                ])
            try #require(made.status == 201, "\(made.text)")
            complaint = made.id
            try #require(await bureau.close(cycle).status == 200)
            try bureau.server.go(to: "2026-12-07")
            try #require(await bureau.server.post("/cycles/\(cycle)/post").status == 200)
            for (name, member) in [
                ("101", "101"), ("102", "102"), ("103", "103"), ("104", "104"), ("105", "105"), ("201", "201"),
                ("202", "202"),
            ] { accounts[name] = try await bureau.server.account(name, member: member) }
            accounts["office"] = try await bureau.server.account(
                "office", grants: [.init(.committeeOfficer, committee: "JG")])
            accounts["auditor"] = try await bureau.server.account("auditor", grants: [.init(.auditor)])
        }

        func send(
            _ method: String, _ path: String, _ body: JSON? = nil, by name: String, headers: [String: String] = [:]
        ) async throws -> Answer {
            try await server.send(
                method, path, body, headers: headers, by: try #require(accounts[name]).principal)
        }

        /// Another day, for which everybody signs in again.
        mutating func go(to day: String) async throws {
            try server.go(to: day)
            for (name, account) in accounts { accounts[name] = try await server.session(of: account.id, name) }
        }

        func post(_ path: String, _ body: JSON? = nil, by name: String) async throws -> Answer {
            try await send("POST", path, body, by: name)
        }

        /// The holder of A-2 appeals about the complaint, and it is taken in.
        func appealed(investigator: String? = "202") async throws -> Int {
            let made = try await post(
                "/cycles/\(cycle)/appeals",
                ["about": "adjustment", "adjustment": JSON(complaint), "grounds": "投诉与本区无关"], by: "104")
            try #require(made.status == 201, "\(made.text)")
            try #require(await post("/objections/\(made.id)/admit", by: "office").status == 200)
            if let investigator {
                let named = try await post(
                    "/objections/\(made.id)/investigator", ["member": .string(investigator)], by: "office")
                try #require(named.status == 200, "\(named.text)")
            }
            return made.id
        }

        func upheld(_ more: [JSON] = []) -> JSON {
            [
                "outcome": "upheld", "findings": "工单地点不在本区", "reasons": "投诉地点不属该责任区",
                "consequences": .array(
                    more.isEmpty ? [["what": "withdrawAdjustment", "adjustment": JSON(complaint)]] : more),
            ]
        }

        func places() async throws -> [String] {
            try await bureau.ranking()["ranked"]?.array?.map {
                "\($0["place"]?.integer ?? 0) \($0["area"]?.string ?? "")"
            } ?? []
        }
    }

    @Test func `an appeal is upheld and moves a place, and those who may not do none of it`() async throws {
        var office = try await Office()
        let (server, cycle) = (office.server, office.cycle)
        #expect(try await office.places() == ["1 A-1", "2 A-2", "3 A-3"])
        let ends = try #require(await server.get("/cycles/\(cycle)").json["noticeEnds"]?.string)
        #expect(ends == "2026-12-14")

        // A member appeals about their own area, and no other; another branch's members see no such month.
        let body: JSON = [
            "about": "adjustment", "adjustment": JSON(office.complaint), "grounds": "投诉与本区无关", "contact": "13800138000",
        ]
        #expect(try await office.post("/cycles/\(cycle)/appeals", body, by: "105").errors == ["area rule"])
        #expect(try await office.post("/cycles/\(cycle)/appeals", body, by: "201").status == 404)
        #expect(try await office.post("/cycles/\(cycle)/appeals", body, by: "office").status == 403)
        let made = try await office.post("/cycles/\(cycle)/appeals", body, by: "104")
        #expect(made.status == 201 && made.json["number"] == "2026-1" && made.json["status"] == "received")
        #expect(made.json["due"] == "2026-12-21" && made.json["details"]?["own"] == true)
        // Sent twice it is the same one.
        let again = try await office.post("/cycles/\(cycle)/appeals", body, by: "104")
        #expect(again.status == 200 && again.id == made.id)
        let id = made.id

        // The branch and the auditor see a number and a state, and nobody but the receiving body who appealed.
        for name in ["101", "102", "105", "auditor"] {
            let seen = try await office.send("GET", "/objections/\(id)", by: name)
            #expect(seen.json["number"] == "2026-1" && seen.json["details"] == .null, "\(name)")
            for step in ["admit", "refuse", "tell", "decide", "investigator", "ties", "objector/disclosures"] {
                let body: JSON = [
                    "reason": "想知道", "member": "202", "tie": "同住", "outcome": "dismissed", "findings": "无",
                    "reasons": "无",
                ]
                let fitting: JSON? =
                    switch step {
                    case "admit": nil
                    case "refuse", "objector/disclosures": ["reason": "想知道"]
                    case "tell": [:]
                    case "investigator": ["member": "202"]
                    case "ties": ["member": "202", "tie": "同住"]
                    default: ["outcome": "dismissed", "findings": body["findings"] ?? .null, "reasons": "无"]
                    }
                #expect(
                    try await office.post("/objections/\(id)/\(step)", fitting, by: name).status == 403,
                    "\(name) \(step)")
            }
        }
        #expect(try await office.send("GET", "/objections/\(id)", by: "201").status == 404)
        // The operator reads the file itself, and is not told either.
        #expect(try await server.post("/objections/\(id)/objector/disclosures", ["reason": "核对"]).status == 403)
        let told = try await office.post("/objections/\(id)/objector/disclosures", ["reason": "联系答复"], by: "office")
        #expect(told.json["name"]?.string?.contains("党员A四") == true && told.json["contact"] == "13800138000")
        // Neither the audit nor the list says who it was.
        let audit = try await server.get("/audit?subject=objection").items
        #expect(audit.map { $0["actor"] } == ["office", "protected:objector"])
        #expect(!audit.map(\.text).joined().contains("党员A四") && !audit.map(\.text).joined().contains("\"104\""))

        // Nothing goes on while it is open.
        try await office.go(to: "2026-12-15")
        for path in ["finalise", "end-without-award"] {
            let body: JSON? = path == "finalise" ? nil : ["reason": "不评了"]
            let refused = try await server.post("/cycles/\(cycle)/\(path)", body)
            #expect(refused.status == 409 && refused.json["code"] == "objectionOpen", "\(path)")
            #expect(refused.json["detail"]?.string?.contains("2026-1") == true)
        }
        #expect(try await office.post("/cycles/\(cycle)/post", by: "101").json["code"] == "cycleNotClosed")
        #expect(try await office.post("/cycles/\(cycle)/reopen", ["reason": "重来"], by: "office").status == 409)

        // Who scored, entered or holds anything concerned does not investigate, nor does who has a tie.
        #expect(try await office.post("/objections/\(id)/admit", by: "office").status == 200)
        #expect(
            try await office.post("/objections/\(id)/decide", office.upheld(), by: "office").json["code"]
                == "noInvestigator")
        for (member, what) in [
            ("101", "recorded adjustment"), ("103", "scored A-2"), ("104", "holds A-2"),
        ] {
            let refused = try await office.post(
                "/objections/\(id)/investigator", ["member": .string(member)], by: "office")
            #expect(refused.status == 409 && refused.json["code"] == "investigatorBarred", "\(member)")
            #expect(refused.json["detail"]?.string?.contains(what) == true, "\(refused.text)")
        }
        #expect(
            try await office.post("/objections/\(id)/investigator", ["member": "201"], by: "office").status == 200)
        #expect(
            try await office.post("/objections/\(id)/ties", ["member": "201", "tie": "与责任人同住"], by: "office").status
                == 200)
        let tied = try await office.post("/objections/\(id)/decide", office.upheld(), by: "office")
        #expect(tied.status == 409 && tied.json["detail"]?.string?.contains("同住") == true)
        #expect(
            try await office.post("/objections/\(id)/investigator", ["member": "202"], by: "office").status == 200)

        // Upheld, it needs a consequence, of what it is about alone.
        let bare: JSON = ["outcome": "upheld", "findings": "属实", "reasons": "属实"]
        #expect(
            try await office.post("/objections/\(id)/decide", bare, by: "office").errors == ["consequences required"])
        let elsewhere = office.upheld([
            ["what": "adjust", "area": "A-1", "item": "complaint", "reason": "顺带", "date": "2026-11-05"]
        ])
        #expect(
            try await office.post("/objections/\(id)/decide", elsewhere, by: "office").errors
                == ["consequences[0].area rule"])
        let decided = try await office.post("/objections/\(id)/decide", office.upheld(), by: "office")
        #expect(decided.status == 200 && decided.json["status"] == "upheld", "\(decided.text)")
        #expect(try await office.places() == ["1 A-2", "2 A-1", "3 A-3"])

        // Others win: a full notice from the day of the decision. What moved and why stands on the month.
        let cycleNow = try await server.get("/cycles/\(cycle)").json
        #expect(cycleNow["postedOn"] == "2026-12-15" && cycleNow["noticeEnds"] == "2026-12-22")
        let stands = cycleNow["remarks"]?["objections"]?.array?.first
        #expect(stands?["reasons"] == "投诉地点不属该责任区" && stands?["noticeEnds"] == "2026-12-22")
        #expect(stands?["moves"]?.array?.map { $0["area"] } == ["A-1", "A-2"])
        let snapshots = try await server.get("/snapshots?month=2026-11&branch=A").items
        #expect(snapshots.count == 2)
        for snapshot in snapshots {
            let checked = try await server.get("/snapshots/\(snapshot["id"]?.integer ?? 0)/verification")
            #expect(checked.json["holds"] == true, "\(checked.text)")
        }
        // The author of what came of it is the decision.
        let explained = try await server.get("/cycles/\(cycle)/adjustments?area=A-2").items
        #expect(explained == [])

        // Decided is decided, whoever investigates; and the same appeal is not made again about what it was about.
        #expect(
            try await office.post("/objections/\(id)/decide", office.upheld(), by: "office").json["code"]
                == "objectionStatus")
        #expect(
            try await office.post("/objections/\(id)/investigator", ["member": "202"], by: "office").status == 409)
        #expect(try await office.post("/objections/\(id)/withdraw", by: "104").status == 409)
        #expect(
            try await office.post("/objections/\(id)/tell", ["on": "2026-12-14"], by: "office").errors == ["on range"])
        #expect(try await office.post("/objections/\(id)/tell", [:], by: "office").json["status"] == "told")

        // The award becomes final after the new notice, and says how many there were.
        #expect(try await office.post("/cycles/\(cycle)/finalise", by: "101").json["code"] == "noticeStands")
        try await office.go(to: "2026-12-23")
        let final = try await office.post("/cycles/\(cycle)/finalise", by: "101")
        #expect(final.status == 200 && final.json["awards"]?.array?.map { $0["area"] } == ["A-2"], "\(final.text)")
        #expect(final.json["objections"] == ["received": 1, "upheld": 1])
        let honours = try await server.get("/honours?year=2026&branch=A").json.array ?? []
        #expect(honours.filter { $0["monthsWon"] == 1 }.map { $0["member"]?["number"] } == ["104"])
        // The decision stands by what it moved, and nothing says who appealed.
        let corrected = honours.filter { $0["corrected"] == 1 }
        #expect(corrected.map { $0["member"]?["number"] } == ["104"])
        #expect(corrected.first?["months"]?.array?.first?["corrections"] == ["2026-1"])
        let year = try await server.get("/branch-years?year=2026&branch=A").json.array?.first
        #expect(year?["objections"] == 1 && year?["objectionsUpheld"] == 1 && year?["corrected"] == 1)
        // An objection after the month is final comes too late; what is left is that the office revokes an honour.
        let late: JSON = [
            "about": "process", "way": "visit", "grounds": "程序不对", "anonymous": false, "name": "李四", "contact": "1",
        ]
        #expect(
            try await office.post("/cycles/\(cycle)/objections", late, by: "office").json["code"] == "cycleNotPosted")
        let faults = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.faults
        #expect(faults == [])
    }

    @Test func `an upheld objection that leaves the winners leaves the notice's end, and touches nothing else`()
        async throws
    {
        var office = try await Office()
        let (server, cycle) = (office.server, office.cycle)
        let entered = try await office.post(
            "/cycles/\(cycle)/objections",
            [
                "about": "area", "area": "A-3", "way": "letter", "receivedOn": "2026-12-07", "grounds": "少记了一次表扬",
                "anonymous": false, "name": "街坊王五", "contact": "解放路 3 号",
            ], by: "office")
        #expect(entered.status == 201, "\(entered.text)")
        let id = entered.id
        #expect(!entered.text.contains("王五"))
        let seen = try await office.send("GET", "/objections/\(id)", by: "office")
        #expect(seen.json["details"]?["grounds"] == "少记了一次表扬" && !seen.text.contains("王五"))
        #expect(try await office.post("/objections/\(id)/admit", by: "office").status == 200)
        #expect(
            try await office.post("/objections/\(id)/investigator", ["member": "202"], by: "office").status == 200)
        // Another month's or branch's sheet is none of this one.
        let foreign = try await office.post(
            "/objections/\(id)/decide", office.upheld([["what": "withdrawAdjustment", "adjustment": 4711]]),
            by: "office")
        #expect(foreign.errors == ["consequences[0].adjustment reference"])
        let off = try await office.post(
            "/objections/\(id)/decide",
            office.upheld([["what": "withdrawAdjustment", "adjustment": JSON(office.complaint)]]), by: "office")
        #expect(off.errors == ["consequences[0].adjustment rule"])
        let before = try await office.bureau.ranking()
        let sheets = try await server.get("/cycles/\(cycle)/sheets?area=A-3").items
        let sheet = try #require(sheets.first { $0["tier"] == "branch" }?["id"]?.integer)
        let decided = try await office.post(
            "/objections/\(id)/decide",
            office.upheld([
                ["what": "adjust", "area": "A-3", "item": "praised", "reason": "街道表扬信", "date": "2026-11-06"],
                ["what": "reviseSheet", "sheet": JSON(sheet), "points": ["order": 52, "service": 33]],
            ]), by: "office")
        #expect(decided.status == 200, "\(decided.text)")
        let after = try await office.bureau.ranking()
        for area in 0..<2 { #expect(before["ranked"]?.array?[area] == after["ranked"]?.array?[area]) }
        #expect(before["ranked"]?.array?[2] != after["ranked"]?.array?[2])
        #expect(try await server.get("/cycles/\(cycle)").json["noticeEnds"] == "2026-12-14")
        let revised = try await server.get("/cycles/\(cycle)/sheets?area=A-3").items.first { $0["tier"] == "branch" }
        #expect(revised?["recordedBy"] == "objection:JG-2026-1" && revised?["revision"] == 2)
        let added = try await server.get("/cycles/\(cycle)/adjustments?area=A-3").items
        #expect(added.map { $0["recordedBy"] } == ["objection:JG-2026-1"])
        // The branch that scored does not receive, whatever else its people are.
        for name in ["101", "102", "105", "auditor"] {
            let refused = try await office.post(
                "/cycles/\(cycle)/objections",
                ["about": "process", "way": "visit", "grounds": "程序", "anonymous": true, "lead": "录像"], by: name)
            #expect(refused.status == 403, "\(name)")
        }
        try await office.go(to: "2026-12-15")
        let final = try await office.post("/cycles/\(cycle)/finalise", by: "101")
        #expect(final.status == 200 && final.json["objections"] == ["received": 1, "upheld": 1])

        let chinese = ["Accept-Language": "zh-CN"]
        func page(_ path: String, by name: String) async throws -> String {
            try await Browser(server, as: try #require(office.accounts[name])).get(path, headers: chinese).text
        }
        #expect(try await page("/cycles/\(cycle)/notice", by: "105").contains("公示期间收到异议 1 件，成立 1 件"))
        // After final the committee may revoke the honour, visibly; the branch may not, and only once.
        let award = try #require(final.json["awards"]?.array?.first?["id"]?.integer)
        #expect(try await office.post("/awards/\(award)/revoke", ["reason": "算了"], by: "101").status == 403)
        #expect(try await office.post("/awards/\(award)/revoke", ["reason": "算了"], by: "201").status == 404)
        let revoked = try await office.post("/awards/\(award)/revoke", ["reason": "弄虚作假"], by: "office")
        #expect(revoked.status == 200 && revoked.json["revocation"]?["reason"] == "弄虚作假", "\(revoked.text)")
        #expect(
            try await office.post("/awards/\(award)/revoke", ["reason": "再来"], by: "office").json["code"]
                == "honourRevoked")
        let listed = try await server.get("/awards?branch=A&year=2026").items
        #expect(listed.map { $0["revocation"]?["by"] } == ["office"])
        let honours = try await server.get("/honours?year=2026&branch=A").json.array ?? []
        let winner = honours.first { $0["member"]?["number"] == "103" }
        #expect(winner?["monthsWon"] == 0 && winner?["monthsRevoked"] == 1)
        for path in [
            "/honours?year=2026", "/awards/\(award)", "/members/\(try await server.first("/members?number=103"))",
        ] {
            #expect(try await page(path, by: "105").contains("弄虚作假"), "\(path)")
        }
        for snapshot in try await server.get("/snapshots?month=2026-11&branch=A").items {
            let checked = try await server.get("/snapshots/\(snapshot["id"]?.integer ?? 0)/verification")
            #expect(checked.json["holds"] == true, "\(checked.text)")
        }
    }

    @Test func `a decision gathers its consequences one after another, and shows what it would move before it is made`()
        async throws
    {
        let office = try await Office()
        let (server, cycle) = (office.server, office.cycle)
        let entered = try await office.post(
            "/cycles/\(cycle)/objections",
            [
                "about": "process", "way": "letter", "grounds": "漏记表扬，投诉不实", "anonymous": false, "name": "街坊王五",
                "contact": "解放路 3 号",
            ], by: "office")
        let id = entered.id
        #expect(try await office.post("/objections/\(id)/admit", by: "office").status == 200)
        #expect(
            try await office.post("/objections/\(id)/investigator", ["member": "202"], by: "office").status == 200)
        let browser = Browser(server, as: try #require(office.accounts["office"]))
        let path = "/objections/\(id)/decide"
        try await browser.get(path)
        func fill(_ typed: [String: String], pressing button: String? = nil) async throws -> Answer {
            var fields = browser.fields(of: path).merging(typed) { $1 }
            if let button { fields[button] = "true" }
            return try await browser.post(path, fields)
        }
        func items() -> [String] {
            browser.page.matches(of: /<li>(.*?)\n<input type="hidden" name="consequences\[/).map { String($0.output.1) }
        }
        // Nothing chosen is nothing added; what is wrong with one is said beside its field, before anything else is filled in.
        #expect(try await fill([:], pressing: "gatherAdd").status == 422)
        let wrong = try await fill(
            ["consequences.change": "adjust:A-3:praised", "consequences.date": "2026-10-06"], pressing: "gatherAdd")
        for name in ["date", "reason"] {
            #expect(
                wrong.status == 422 && wrong.text.contains("id=\"decideObjection-consequences.\(name)-error\"")
                    || name == "date", "\(name): \(wrong.text)")
        }
        let added = try await fill(
            ["consequences.date": "2026-11-06", "consequences.reason": "街道表扬信"], pressing: "gatherAdd")
        #expect(added.status == 200, "\(added.text)")
        #expect(items().count == 1 && items().first?.contains("街道表扬信") == true, "\(items())")
        #expect(browser.fields(of: path)["consequences.reason"] == "")
        // The same event twice is refused as it is added; another can be taken out again.
        let twice = ["consequences.change": "adjust:A-3:praised", "consequences.date": "2026-11-06"]
        let same = try await fill(twice.merging(["consequences.reason": "街道表扬信"]) { $1 }, pressing: "gatherAdd")
        #expect(same.status == 409 && same.text.contains("consequences.reason"), "\(same.status)")
        #expect(
            try await fill(
                ["consequences.date": "2026-11-07", "consequences.reason": "另一封"], pressing: "gatherAdd"
            ).status == 200)
        #expect(items().count == 2)
        var fields = browser.fields(of: path)
        fields["gatherRemove"] = "1"
        #expect(try await browser.post(path, fields).status == 200)
        #expect(items().count == 1)

        // What is filled in last counts as well; the preview changes nothing.
        let preview = try await fill([
            "outcome": "upheld", "findings": "表扬信属实，工单不在本区", "reasons": "漏记表扬，投诉不属实",
            "consequences.change": "withdrawAdjustment:\(office.complaint)",
        ])
        #expect(preview.status == 200 && items().count == 2, "\(preview.text)")
        for text in ["第 2 名", "第 1 名", "当选者有变", "自今天起重新公示，到2026年12月14日为止"] {
            #expect(preview.text.contains(text), "\(text)")
        }
        #expect(try await office.places() == ["1 A-1", "2 A-2", "3 A-3"])
        let kept = browser.page.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/).map {
            (String($0.output.1), String($0.output.2).replacing("&quot;", with: "\"").replacing("&#123;", with: "{"))
        }
        let sent = Dictionary(kept, uniquingKeysWith: { first, _ in first })
        #expect(sent["seen"] != nil && sent["findings"] == "表扬信属实，工单不在本区", "\(sent)")
        #expect(try await browser.post(path, sent).location == "/objections/\(id)?notice=recorded")
        #expect(try await office.places() == ["1 A-2", "2 A-1", "3 A-3"])
        let praised = try await server.get("/cycles/\(cycle)/adjustments?area=A-3").items
        #expect(praised.map { $0["reason"] } == ["街道表扬信"])
    }

    @Test func `each is told what waits for them: the office what is due, the secretary what the month waits for`()
        async throws
    {
        var office = try await Office()
        let id = try await office.appealed()
        try await office.go(to: "2026-12-16")
        func home(_ name: String) async throws -> String {
            try await Browser(office.server, as: try #require(office.accounts[name]))
                .get("/", headers: ["Accept-Language": "zh-CN"]).text
        }
        #expect(try await home("office").contains("复核2026年11月异议 2026-1"))
        let secretary = try await home("101")
        #expect(secretary.contains("异议 2026-1 尚未办结") && !secretary.contains("/cycles/\(office.cycle)/finalise"))
        #expect(try await office.post("/objections/\(id)/withdraw", by: "104").status == 200)
        #expect(
            try await office.send(
                "POST", "/objections/\(id)/withdraw", by: "104", headers: ["Idempotency-Key": "k-0"]
            ).status == 200)
        #expect(try await home("101").contains("/cycles/\(office.cycle)/finalise"))
        #expect(try await !home("office").contains("2026-1"))
        // Sent twice it is withdrawn once. Of what a member does no reply is kept; what is kept of the office's is not to be read.
        let entered = try await office.send(
            "POST", "/cycles/\(office.cycle)/objections",
            [
                "about": "process", "way": "visit", "grounds": "程序不公", "anonymous": false, "name": "李四",
                "contact": "138",
            ], by: "office", headers: ["Idempotency-Key": "k-1"])
        #expect(entered.status == 201)
        let kept = try await office.server.store.database.read { session in
            try session.rows("SELECT body FROM kept_reply ORDER BY key") { row -> String in
                String(decoding: try row.at(0) as [UInt8], as: UTF8.self)
            }
        }
        #expect(kept.count == 1 && !kept.joined().contains("程序不公") && !kept.joined().contains("李四"))
    }

    @Test func `an anonymous objection needs a lead, a number is never used again, and a withdrawn one waits no more`()
        async throws
    {
        let office = try await Office()
        let cycle = office.cycle
        func enter(_ more: [(String, JSON)]) async throws -> Answer {
            var body = JSON.Object()
            for (name, value) in [("about", "process"), ("way", "telephone"), ("grounds", "程序不公"), ("anonymous", true)]
                as [(String, JSON)]
            {
                body[name] = value
            }
            for (name, value) in more { body[name] = value }
            return try await office.post("/cycles/\(cycle)/objections", .object(body), by: "office")
        }
        #expect(try await enter([("name", "李四")]).errors == ["name conflict"])
        #expect(try await enter([("about", "area")]).errors == ["area required"])
        #expect(try await enter([("area", "A-1")]).errors == ["area conflict"])
        #expect(try await enter([("receivedOn", "2026-12-04")]).errors == ["receivedOn rule"])
        #expect(try await enter([("about", "sheet"), ("sheet", 4711)]).errors == ["sheet reference"])
        let bare = try await enter([])
        #expect(bare.status == 201 && bare.json["number"] == "2026-1")
        #expect(try await office.post("/objections/\(bare.id)/admit", by: "office").json["code"] == "noLeadToCheck")
        #expect(
            try await office.post("/objections/\(bare.id)/objector/disclosures", ["reason": "联系"], by: "office").status
                == 404)
        let refused = try await office.post("/objections/\(bare.id)/refuse", ["reason": "无可查线索"], by: "office")
        #expect(refused.json["outcome"] == "notAdmitted" && refused.json["status"] == "notAdmitted")
        let led = try await enter([("lead", "视频编号 7")])
        #expect(led.json["number"] == "2026-2")
        #expect(try await office.post("/objections/\(led.id)/admit", by: "office").status == 200)
        // About the process, all areas are concerned, and so is whoever closed or posted the month.
        let barred = try await office.post("/objections/\(led.id)/investigator", ["member": "105"], by: "office")
        #expect(barred.json["detail"]?.string?.contains("holds A-3") == true)
        #expect(try await office.post("/objections/\(led.id)/withdraw", by: "101").status == 403)
        #expect(try await office.post("/objections/\(led.id)/withdraw", by: "office").json["status"] == "withdrawn")
        #expect(try await enter([("lead", "视频编号 8")]).json["number"] == "2026-3")
        // An appeal is taken back by whoever made it, and by no colleague.
        let appeal = try await office.appealed(investigator: nil)
        #expect(try await office.post("/objections/\(appeal)/withdraw", by: "105").status == 403)
        #expect(try await office.post("/objections/\(appeal)/withdraw", by: "104").json["status"] == "withdrawn")
        let open = try await office.server.get("/objections?open=true").items
        #expect(open.map { $0["number"] } == ["2026-3"])
        // What was objected stands encrypted in the file.
        let plain = try await office.server.store.database.read { session in
            try session.rows("SELECT grounds, lead, appellant FROM objection") { row -> String in
                let (grounds, lead): ([UInt8], [UInt8]?) = (try row["grounds"], try row["lead"])
                return String(decoding: grounds + (lead ?? []), as: UTF8.self)
            }.joined()
        }
        #expect(!plain.contains("程序不公") && !plain.contains("视频"))
    }
}
