import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Areas that several hold at once (design §4 "Scheme, format 2").
///
/// In branch A, 101 is secretary, 102 and 103 lead groups, and 103, 104 and 105 hold A-1, A-2 and A-3; here 104 holds A-1
/// besides. The day is 24 November 2026.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct CoHolderTests {
    private static func assign(_ server: TestServer, _ body: JSON, by principal: Principal? = nil) async throws
        -> Answer
    {
        guard let principal else { return try await server.post("/areas/1/assignments", body) }
        return try await server.send("POST", "/areas/1/assignments", body, by: principal)
    }

    /// A bureau in which 103 and 104 hold A-1.
    private static func bureau(scheme: JSON = SmallBureau.scheme()) async throws -> SmallBureau {
        let bureau = try await SmallBureau(scheme: scheme)
        let officer = try await bureau.server.account("102", member: "102")
        let made = try await assign(
            bureau.server, ["member": "104", "from": "2026-11-10", "beside": true], by: officer.principal)
        try await SmallBureau.expectMade(made)
        return bureau
    }

    private static func office(_ server: TestServer) async throws -> TestAccount {
        try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
    }

    private static func sheet(_ bureau: SmallBureau, _ cycle: Int, _ tier: String, _ assessor: String, _ order: JSON)
        async throws -> Answer
    {
        try await bureau.server.post(
            "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", tier, by: assessor, order, 36))
    }

    /// A-1 scored by both, and in the other tiers; the other areas as ever. A-1 comes to 10 % of 86, and 91 for the rest.
    private static func score(_ bureau: SmallBureau, _ cycle: Int) async throws {
        for (tier, assessor, order) in [
            ("self", "103", 60), ("self", "104", 40), ("group", "102", 55), ("branch", "101", 55),
            ("public", "商户代表1", 55),
        ] as [(String, String, JSON)] {
            let answer = try await sheet(bureau, cycle, tier, assessor, order)
            #expect(answer.status == 201, "\(answer.text)")
        }
        try await bureau.score("A-2", in: cycle, 50, 36)
        try await bureau.score("A-3", in: cycle, 50, 33)
    }

    private static func numbers(_ json: JSON?) -> [String] { (json?.array ?? []).map { $0["number"]?.string ?? "" } }

    // MARK: - A month

    @Test func `the sheets of both are combined, neither scores it otherwise, and the honour is each one's`()
        async throws
    {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        #expect(Self.numbers(try await server.get("/areas/1").json["holders"]) == ["103", "104"])

        // Each is asked for a sheet of their own, on their own page too.
        var accounts: [TestAccount] = []
        for number in ["101", "103", "104"] { accounts.append(try await server.account(number, member: number)) }
        // A session of its own for every day: on another it has ended.
        func enter(_ account: TestAccount) async throws -> Browser {
            Browser(server, as: try await server.session(of: account.id, account.name))
        }
        let (secretary, first, second) = (
            try await enter(accounts[0]), try await enter(accounts[1]), try await enter(accounts[2])
        )
        #expect(try await first.get("/").text.contains("给自己的责任区打2026年11月的分"))
        #expect(try await Self.sheet(bureau, cycle, "self", "103", 60).status == 201)
        // One sheet makes the tier; who has not scored yet is named, and still asked.
        let area = try await server.get("/cycles/\(cycle)/completeness").items.first
        #expect(Self.numbers(area?["holders"]) == ["103", "104"])
        #expect(Self.numbers(area?["lackingHolders"]) == ["104"])
        #expect(area?["missing"]?.text == #"["group","branch","public"]"#)
        #expect(try await secretary.get("/cycles/\(cycle)").text.contains("未自评：党员A四"))
        #expect(try await !first.get("/").text.contains("给自己的责任区打2026年11月的分"))
        let own = try await second.get("/cycles/\(cycle)/scores?tier=self").text
        #expect(own.contains("data-code=\"A-1\"") && own.contains("data-holder=\"次组长A、党员A四\""))
        #expect(try await second.get("/members/\(server.first("/members?number=104"))").text.contains("A-1 A区1"))

        // Outside the self tier both are barred: sheets, grid, files, adjustments.
        for (tier, assessor) in [("branch", "103"), ("branch", "104"), ("group", "103")] {
            let refused = try await Self.sheet(bureau, cycle, tier, assessor, 60)
            #expect(refused.errors == ["assessor rule"], "\(tier) \(assessor): \(refused.text)")
        }
        #expect(try await !second.get("/cycles/\(cycle)/scores?tier=branch").text.contains("data-code=\"A-1\""))
        let file = "责任区编号,层级,评分人,秩序,服务\nA-1,支部评,104,60,40\n"
        let imported = try await server.importing("scores", file, query: "?month=2026-11")
        #expect(imported.rowErrors == ["2 评分人 rule"], "\(imported.text)")
        let bonus = try await server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-1", "item": "praised", "times": 1, "date": "2026-11-03", "reason": "表扬", "recorder": "104",
            ])
        #expect(bonus.errors == ["recorder rule"], "\(bonus.text)")
        // Who holds nothing of it is no holder.
        #expect(try await Self.sheet(bureau, cycle, "self", "105", 60).errors == ["assessor rule"])

        for (tier, assessor, order) in [
            ("self", "104", 40), ("group", "102", 55), ("branch", "101", 55), ("public", "商户代表1", 55),
        ] as [(String, String, JSON)] {
            #expect(try await Self.sheet(bureau, cycle, tier, assessor, order).status == 201)
        }
        try await bureau.score("A-2", in: cycle, 50, 36)
        try await bureau.score("A-3", in: cycle, 50, 33)
        try await bureau.close(cycle)
        let closed = try await server.post("/cycles/\(cycle)/post")
        #expect(closed.status == 200, "\(closed.text)")

        // 10 % of the mean of 96 and 76, and 91 for the rest.
        let row = try await bureau.ranking()["ranked"]?.array?.first
        #expect(row?["final"] == .number("90.5") && row?["tiers"]?["self"] == 86)
        #expect(Self.numbers(row?["holders"]) == ["103", "104"])
        let explained = try await server.get("/cycles/\(cycle)/areas/1").json
        #expect(Self.numbers(explained["holders"]) == ["103", "104"])
        #expect(explained["sheets"]?.array?.count { $0["tier"] == "self" } == 2)
        let reader = try await enter(accounts[0])
        for page in ["ranking", "notice", "areas/1"] {
            let text = try await reader.get("/cycles/\(cycle)/\(page)").text
            #expect(text.contains("次组长A") && text.contains("、党员A四"), "\(page)")
        }
        #expect(
            try await reader.get("/cycles/\(cycle)/ranking.csv").text.contains("次组长A、党员A四"))

        // The snapshot is of the next format, and holds; so does an export of it.
        let snapshot = try await server.get("/snapshots/1").json
        #expect(snapshot["ranking"]?["format"] == 3 && snapshot["inputs"]?["format"] == 3)
        #expect(snapshot["inputs"]?["areas"]?.array?.first?["holders"]?.text == #"["103","104"]"#)
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
        #expect(try SnapshotExport.verify(snapshot)["holds"] == true)

        try server.go(to: "2026-12-09")
        let final = try await server.post("/cycles/\(cycle)/finalise")
        let awards = try #require(final.json["awards"]?.array, "\(final.text)")
        #expect(awards.map { $0["member"]?["number"] } == ["103", "104"])
        #expect(awards.allSatisfy { $0["area"] == "A-1" && $0["place"] == 1 && $0["final"] == .number("90.5") })
        let honours = try await server.get("/honours?year=2026").items
        #expect(honours.filter { $0["monthsWon"] == 1 }.map { $0["member"]?["number"] } == ["103", "104"])
        // 104 was ranked with A-2 too, which did not win.
        #expect(honours.map { $0["monthsRanked"] } == [1, 1, 1])
        for (award, name) in zip(awards, ["次组长A", "党员A四"]) {
            let certificate = try await enter(accounts[0]).get("/awards/\(try #require(award["id"]?.integer))").text
            #expect(certificate.contains(name))
        }
        for account in accounts.dropFirst() {
            #expect(try await enter(account).get("/honours").text.contains("A区1"))
        }
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
        let audit = try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }
        #expect(audit.holds, "\(audit.faults)")
    }

    @Test func `with as many sheets as the scheme takes, one missing makes the area incomplete`() async throws {
        let scheme = SmallBureau.scheme {
            $0["format"] = 2
            var tiers = $0["tiers"]?.array ?? []
            if var own = tiers[0].object {
                own["minimumSheets"] = 2
                tiers[0] = .object(own)
            }
            $0["tiers"] = .array(tiers)
        }
        let bureau = try await Self.bureau(scheme: scheme)
        let cycle = try await bureau.open()
        #expect(try await Self.sheet(bureau, cycle, "self", "103", 60).status == 201)
        func missing() async throws -> String? {
            try await bureau.server.get("/cycles/\(cycle)/completeness").items.first?["missing"]?.text
        }
        #expect(try await missing() == #"["self","group","branch","public"]"#)
        #expect(try await Self.sheet(bureau, cycle, "self", "104", 60).status == 201)
        #expect(try await missing() == #"["group","branch","public"]"#)
    }

    @Test func `who leads the group of one of them scores it in the group tier`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        // 103 leads the second group, of which 105 is, and 101 is not.
        let leader = try await server.account("103", member: "103")
        func enter() async throws -> Answer {
            try await server.send(
                "POST", "/cycles/\(cycle)/sheets", SmallBureau.sheet("A-2", "group", by: "103"), by: leader.principal)
        }
        let alone: JSON = ["member": "101", "from": "2026-11-12"]
        #expect(try await server.post("/areas/2/assignments", alone).status == 201)
        #expect(try await enter().status == 403)
        let beside: JSON = ["member": "105", "from": "2026-11-12", "beside": true]
        #expect(try await server.post("/areas/2/assignments", beside).status == 201)
        #expect(try await enter().status == 201)
        let grid = try await Browser(server, as: leader).get("/cycles/\(cycle)/scores?tier=group").text
        #expect(grid.contains("data-code=\"A-2\"") && !grid.contains("data-code=\"A-1\""))
    }

    // MARK: - What insiders try

    @Test func `nobody becomes a co-holder of a month that is over for its honour, but by the office, visibly`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try server.go(to: "2026-12-01")
        let (secretary, office) = (
            try await server.account("101", member: "101"), try await Self.office(server)
        )
        let late: JSON = ["member": "101", "from": "2026-11-30", "beside": true, "reason": "一直共同负责"]
        #expect(try await Self.assign(server, late, by: secretary.principal).status == 403)
        let bare = try await Self.assign(
            server, ["member": "101", "from": "2026-11-30", "beside": true], by: office.principal)
        #expect(bare.errors == ["reason required"], "\(bare.text)")
        let done = try await Self.assign(server, late, by: office.principal)
        #expect(done.status == 201, "\(done.text)")
        // What they gave the area does not count any more, and says why.
        let sheets = try await server.get("/cycles/\(cycle)/sheets?area=A-1").items
        #expect(sheets.map { $0["notCounted"] } == [.null, .null, "isHolder", .null])
        let again = try await Self.sheet(bureau, cycle, "branch", "102", 55)
        #expect(again.status == 201, "\(again.text)")
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        let ranking = try await bureau.ranking()
        let change = ranking["remarks"]?["holderChanges"]?.array?.first
        #expect(Self.numbers(change?["before"]) == ["103"] && Self.numbers(change?["after"]) == ["101", "103"])
        #expect(change?["reason"] == "一直共同负责" && change?["by"] == "office")
        #expect(ranking["uncountedSheets"]?.array?.map { $0["cause"] } == ["isHolder"])
        let reader = Browser(server, as: try await server.account("105", member: "105"))
        for page in ["", "/ranking", "/notice", "/areas/1"] {
            let text = try await reader.get("/cycles/\(cycle)\(page)").text
            #expect(text.contains("由次组长A改为书记A、次组长A") && text.contains("一直共同负责"), "\(page)")
        }
        // Once it is closed, it stays as it was closed: who is added then wins nothing in it.
        let afterwards: JSON = ["member": "102", "from": "2026-11-30", "beside": true, "reason": "又补一位"]
        #expect(try await Self.assign(server, afterwards, by: secretary.principal).status == 403)
        #expect(try await Self.assign(server, afterwards, by: office.principal).status == 201)
        let stands = try await bureau.ranking()
        #expect(Self.numbers(stands["ranked"]?.array?.first?["holders"]) == ["101", "103"])
        let added = stands["remarks"]?["holderChanges"]?.array?.last
        #expect(Self.numbers(added?["after"]) == ["101", "102", "103"] && added?["monthStands"] == true)
        let ended = try await server.send(
            "POST", "/assignments/\(done.id)/end", ["on": "2026-11-30", "reason": "x"], by: office.principal)
        #expect(ended.status == 200, "\(ended.text)")
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
    }

    @Test func `an assessor is not barred by being made a co-holder once there are sheets, nor a holder dropped`()
        async throws
    {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await Self.score(bureau, cycle)
        #expect(try await Self.sheet(bureau, cycle, "branch", "105", 20, more: true).status == 201)
        let officer = try await server.account("officer", member: "101")
        let office = try await Self.office(server)
        let path = "/assignments/\(try await Self.assignment(of: "104", server))/end"
        let bar: JSON = ["member": "105", "from": "2026-11-24", "beside": true, "reason": "x"]
        #expect(try await Self.assign(server, bar, by: officer.principal).status == 403)
        #expect(try await server.send("POST", path, ["on": "2026-11-24"], by: officer.principal).status == 403)
        let replaced: JSON = ["member": "105", "from": "2026-11-24", "insteadOf": "104", "reason": "x"]
        #expect(try await Self.assign(server, replaced, by: officer.principal).status == 403)
        // From the month after that, it is the branch's to do.
        let next: JSON = ["member": "105", "from": "2026-12-01", "beside": true]
        #expect(try await Self.assign(server, next, by: officer.principal).status == 201)

        // By the office: what one gave does not count, and what another holds is no longer theirs.
        let dropped = try await server.send(
            "POST", path, ["on": "2026-11-24", "reason": "已调岗"], by: office.principal)
        #expect(dropped.status == 200 && dropped.json["until"] == "2026-11-24", "\(dropped.text)")
        try await bureau.close(cycle)
        let ranking = try await bureau.ranking()
        let change = ranking["remarks"]?["holderChanges"]?.array?.first
        #expect(Self.numbers(change?["before"]) == ["103", "104"] && Self.numbers(change?["after"]) == ["103"])
        #expect(ranking["uncountedSheets"]?.array?.map { $0["cause"] } == ["isNotHolder"])
        // Nobody adjusts an area that they held in that month, not on a day after either.
        #expect(try await server.post("/cycles/\(cycle)/reopen", ["reason": "x"]).status == 200)
        let bonus = try await server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-1", "item": "praised", "times": 1, "date": "2026-11-28", "reason": "表扬", "recorder": "104",
            ])
        #expect(bonus.errors == ["recorder rule"], "\(bonus.text)")
    }

    private static func assignment(of member: String, _ server: TestServer) async throws -> Int {
        let found = try await server.get("/areas/1/assignments").items.first {
            $0["member"]?["number"] == .string(member)
        }
        return Int(try #require(found?["id"]?.integer))
    }

    private static func sheet(
        _ bureau: SmallBureau, _ cycle: Int, _ tier: String, _ assessor: String, _ order: JSON, more: Bool
    ) async throws -> Answer {
        try await bureau.server.post(
            "/cycles/\(cycle)/sheets",
            SmallBureau.sheet("A-1", tier, by: assessor, order, 36, more: [("comment", "占道严重")]))
    }

    // MARK: - Who holds an area

    @Test func `one is added, one replaced, one ended, all succeeded; what cannot be says why`() async throws {
        let bureau = try await Self.bureau()
        let server = bureau.server
        func held(_ day: String) async throws -> String {
            try server.go(to: day)
            return Self.numbers(try await server.get("/areas/1").json["holders"]).joined(separator: " ")
        }
        let refusals: [(JSON, String)] = [
            (["member": "104", "from": "2026-11-12", "beside": true], "alreadyHolds"),
            (["member": "103", "from": "2026-11-12"], "alreadyHolds"),
            (["member": "105", "from": "2026-11-12", "insteadOf": "102"], "doesNotHold"),
            (["member": "105", "from": "2026-11-10", "insteadOf": "104"], "assignmentBeforeCurrent"),
            (["member": "201", "from": "2026-11-12", "beside": true], "notInBranch"),
        ]
        for (body, code) in refusals {
            let answer = try await Self.assign(server, body)
            #expect(answer.status == 409 && answer.code == code, "\(answer.text)")
        }
        let both = try await Self.assign(
            server, ["member": "105", "from": "2026-11-12", "beside": true, "insteadOf": "104"])
        #expect(both.errors == ["insteadOf conflict"], "\(both.text)")

        #expect(
            try await Self.assign(server, ["member": "105", "from": "2026-12-01", "insteadOf": "104"]).status == 201)
        #expect(try await held("2026-11-30") == "103 104")
        #expect(try await held("2026-12-01") == "103 105")
        let (first, second) = (
            try await Self.assignment(of: "103", server), try await Self.assignment(of: "105", server)
        )
        #expect(try await server.post("/assignments/\(first)/end", ["on": "2026-12-31"]).status == 200)
        #expect(try await server.post("/assignments/\(first)/end", ["on": "2026-12-31"]).code == "assignmentEnded")
        let last = try await server.post("/assignments/\(second)/end", ["on": "2026-12-31"])
        #expect(last.code == "lastHolder", "\(last.text)")
        #expect(try await server.post("/assignments/\(second)/end", ["on": "2026-11-30"]).code == "endsBeforeItBegan")
        #expect(try await server.post("/assignments/999/end", ["on": "2026-12-31"]).status == 404)
        #expect(try await held("2027-01-01") == "105")
        for member in ["103", "104"] {
            let body: JSON = ["member": .string(member), "from": "2027-01-10", "beside": true]
            #expect(try await Self.assign(server, body).status == 201)
        }
        #expect(try await held("2027-01-10") == "103 104 105")
        // Whoever gets it without more holds it alone, and an area that ends, ends for all.
        #expect(try await Self.assign(server, ["member": "102", "from": "2027-02-01"]).status == 201)
        #expect(try await Self.assign(server, ["member": "101", "from": "2027-02-01", "beside": true]).status == 201)
        #expect(try await held("2027-02-01") == "101 102")
        #expect(try await server.post("/areas/1/retire", ["on": "2027-02-28", "reason": "撤并"]).status == 200)
        let until = try await server.get("/areas/1/assignments").items.map { $0["until"]?.string ?? "" }
        #expect(
            until == [
                "2026-12-31", "2026-11-30", "2027-01-31", "2027-01-31", "2027-01-31", "2027-02-28", "2027-02-28",
            ])
    }

    @Test func `the branch adds, replaces and ends a holder on the area's page`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let page = try await secretary.get("/areas/1").text
        #expect(page.contains("增加共同责任人") && !page.contains("更换其中一位责任人"))
        let form = try await secretary.get("/areas/1/beside").text
        #expect(form.contains("次组长A继续负责") && !form.contains("value=\"103\""))
        let added = try await secretary.post("/areas/1/beside", ["member": "104", "from": "2026-11-10"])
        #expect(added.location == "/areas/1?notice=recorded", "\(added.text)")

        let held = try await secretary.get("/areas/1").text
        #expect(held.contains("次组长A 103、党员A四 104") && held.contains("更换其中一位责任人"))
        let ending = try #require(held.firstMatch(of: /href="(\/assignments\/\d+\/end)" aria-label="结束共同负责: 党员A四 104"/))
        #expect(try await secretary.get("/areas/1/assign").text.contains("现在由次组长A、党员A四共同负责"))
        try await secretary.get("/areas/1/hand-over")
        let replaced = try await secretary.post(
            "/areas/1/hand-over", ["insteadOf": "103", "member": "105", "from": "2026-11-20"])
        #expect(replaced.location == "/areas/1?notice=recorded", "\(replaced.text)")
        let end = try await secretary.get(String(ending.output.1)).text
        #expect(end.contains("党员A四负责到哪一天为止？以后由党员A五继续负责。"))
        let ended = try await secretary.post(String(ending.output.1), ["on": "2026-11-22"])
        #expect(ended.location == "/areas/1?notice=recorded", "\(ended.text)")
        #expect(Self.numbers(try await server.get("/areas/1").json["holders"]) == ["105"])

        secretary.language = "en"
        let english = try await secretary.get("/areas/1").text
        #expect(english.contains("Add a co-holder") && !english.contains("Replace one holder"))
        let last = try await server.get("/areas/1/assignments").items.last?["id"]?.integer ?? 0
        let refused = try await secretary.get("/assignments/\(last)/end").text
        #expect(refused.contains("End what they hold"))
        let alone = try await secretary.post("/assignments/\(last)/end", ["on": "2026-11-23"])
        #expect(alone.status == 409 && alone.text.contains("Nobody else holds the area"), "\(alone.text)")
        // What was done, the audit says.
        let auditor = Browser(server, as: try await server.account("auditor", grants: [.init(.auditor)]))
        let audit = try await auditor.get("/administration/audit?subject=assignment").text
        #expect(audit.contains("与他人共同负责") && audit.contains("接替哪一位"))
    }
}
