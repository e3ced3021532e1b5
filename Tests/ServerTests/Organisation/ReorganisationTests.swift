import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Branches renamed, dissolved, merged and split from a day: months before it stand as they were, those after it expect
/// nothing of what is no more, nobody is lost, and nobody sees more than before but through the branch they come to.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct ReorganisationTests {
    private static let decided: [String: JSON] = ["reason": "机构改革", "document": "机关党委〔2026〕12号"]

    private static func body(_ more: [String: JSON], from day: String = "2026-11-01") -> JSON {
        var object = JSON.Object()
        for (name, value) in decided.merging(more, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            object[name] = value
        }
        object["from"] = .string(day)
        return .object(object)
    }

    private static func founding(_ code: String, _ name: String) -> JSON {
        ["code": .string(code), "name": .string(name), "kind": "ordinary", "secretaryPost": "fullTime"]
    }

    /// A bureau whose branches have October behind them, final, on 12 November; A-1 won in A.
    private static func bureau() async throws -> SmallBureau {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-11-02")
        for branch in ["A", "B"] {
            let october = try await bureau.open(branch, "2026-10")
            try await bureau.scoreAll(in: october, branch: branch)
            #expect(try await bureau.close(october).status == 200)
            #expect(try await server.post("/cycles/\(october)/post").status == 200)
        }
        try server.go(to: "2026-11-12")
        for branch in ["A", "B"] {
            let cycle = try await server.first("/cycles?month=2026-10&branch=\(branch)")
            let final = try await server.post("/cycles/\(cycle)/finalise")
            #expect(final.status == 200, "\(final.text)")
        }
        return bureau
    }

    private static func branch(_ code: String, _ server: TestServer) async throws -> Int {
        try await server.first("/branches?code=\(code)")
    }

    /// All that is told of October, byte by byte.
    private static func october(_ server: TestServer, besides paths: [String] = []) async throws -> [String: String] {
        var told: [String: String] = [:]
        for branch in ["A", "B"] {
            let cycle = try await server.first("/cycles?month=2026-10&branch=\(branch)")
            for path in [
                "/cycles/\(cycle)", "/cycles/\(cycle)/completeness", "/cycles/\(cycle)/sheets?limit=500",
                "/cycles/\(cycle)/adjustments", "/rankings?month=2026-10&branch=\(branch)",
                "/awards?branch=\(branch)",
            ] + paths { told[path] = try await server.get(path).text }
            for area in 1...3 {
                let id = try await server.first("/areas?code=\(branch)-\(area)")
                let path = "/cycles/\(cycle)/areas/\(id)"
                let answer = try await server.get(path)
                #expect(answer.status == 200, "\(path): \(answer.text)")
                told[path] = answer.text
            }
        }
        return told
    }

    /// Every member has one membership on each day since the first, and every area one branch.
    private static func expectNobodyLost(_ server: TestServer, sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        for member in try await server.get("/members?limit=500").items {
            let id = try #require(member["id"]?.integer)
            let spans = try await server.get("/members/\(id)/memberships").items
            let pairs = zip(spans, spans.dropFirst())
            for (one, next) in pairs {
                let (until, from) = (one["until"]?.string ?? "", next["from"]?.string ?? "")
                let day = try LocalDate(parsing: until).adding(days: 1)
                #expect(day.description == from, "\(member.text)", sourceLocation: sourceLocation)
            }
            #expect(spans.last?["until"]?.isNull == true, "\(member.text)", sourceLocation: sourceLocation)
        }
        try await server.store.read(by: .operator(systemUser: "test")) { transaction in
            for area in try transaction.whole({ try transaction.areas(AreaFilter(), $0) }) {
                let stretches = try transaction.storedStretches(of: area.area.id)
                #expect(stretches.first?.span.from == nil && stretches.last?.span.until == nil)
                #expect(stretches.last?.branch == area.area.branch)
                for (one, next) in zip(stretches, stretches.dropFirst()) {
                    #expect(one.span.until?.adding(days: 1) == next.span.from, "\(area.area.code)")
                }
            }
            #expect(try transaction.verifyAudit().holds)
        }
    }

    // MARK: - Merging

    @Test func `a merger moves members, groups and areas, ends offices, and leaves the months before as they were`()
        async throws
    {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let (a, b) = (try await Self.branch("A", server), try await Self.branch("B", server))
        let before = try await Self.october(server)
        let secretary = try await server.account("101", member: "101")
        let other = try await server.account("201", member: "201")
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])

        // What is not theirs to decide they do not even try.
        let body = Self.body(["into": "B"])
        for (who, status) in [(secretary, 403), (other, 404)] {
            let answer = try await server.send("POST", "/branches/\(a)/merge?dryRun=true", body, by: who.principal)
            #expect(answer.status == status, "\(answer.text)")
        }
        let grab = try await server.send(
            "POST", "/branches/\(b)/merge", Self.body(["into": "A"]), by: secretary.principal)
        #expect(grab.status == 404, "\(grab.text)")

        let shown = try await server.send("POST", "/branches/\(a)/merge?dryRun=true", body, by: office.principal)
        #expect(shown.status == 200 && shown.json["obstacles"] == [], "\(shown.text)")
        #expect(shown.json["ended"] == ["A"] && shown.json["members"]?.array?.count == 5)
        #expect(shown.json["groups"]?.array?.map { $0["isNew"] } == [false, false])
        #expect(shown.json["areas"]?.array?.map { $0["to"] } == ["B", "B", "B"])
        #expect(
            shown.json["offices"]?.array?.compactMap { $0["office"]?.string }.sorted()
                == ["groupLeader", "groupLeader", "organisation", "secretary"])
        #expect(try await server.get("/branches/\(a)").json["members"] == 5)

        let done = try await server.send(
            "POST", "/branches/\(a)/merge",
            Self.body(["into": "B", "state": try #require(shown.json["state"])]),
            headers: ["Idempotency-Key": "once"], by: office.principal)
        #expect(done.status == 200, "\(done.text)")
        let twice = try await server.send(
            "POST", "/branches/\(a)/merge",
            Self.body(["into": "B", "state": try #require(shown.json["state"])]),
            headers: ["Idempotency-Key": "once"], by: office.principal)
        #expect(twice.status == 200 && twice.text == done.text)
        let again = try await server.send("POST", "/branches/\(a)/merge", body, by: office.principal)
        #expect(again.status == 409 && again.code == "branchChangeRefused", "\(again.text)")

        try await Self.expectNobodyLost(server)
        #expect(try await Self.october(server) == before)
        #expect(try await server.get("/branches/\(b)").json["members"] == 10)
        #expect(try await server.get("/branches/\(a)").json["dissolved"] == "2026-11-01")
        #expect(try await server.get("/branches").items.map { $0["code"] } == ["B"])
        #expect(try await server.get("/branches?dissolved=true").items.map { $0["code"] } == ["A", "B"])

        // Whoever led A is a member of B now, and reads what members of B read: of A's months nothing.
        let october = try await server.first("/cycles?month=2026-10&branch=A")
        for path in ["/branches/\(a)", "/cycles/\(october)", "/rankings?month=2026-10&branch=A"] {
            let answer = try await server.send("GET", path, by: secretary.principal)
            #expect([404, 422].contains(answer.status), "\(path): \(answer.text)")
        }
        #expect(try await server.send("GET", "/branches/\(b)", by: secretary.principal).status == 200)
        let pages = try await server.send(
            "POST", "/cycles", ["branch": "B", "month": "2026-11"], by: secretary.principal)
        #expect(pages.status == 403, "\(pages.text)")
    }

    @Test func `the months after a merger have its areas, and their trend goes on`() async throws {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let a = try await Self.branch("A", server)
        let final = try await bureau.ranking("2026-10", branch: "A")["ranked"]?.array?.first { $0["area"] == "A-1" }
        #expect(try await server.post("/branches/\(a)/merge", Self.body(["into": "B"])).status == 200)

        let gone = try await server.post("/cycles", ["branch": "A", "month": "2026-11"])
        #expect(gone.status == 409 && gone.code == "branchDissolved", "\(gone.text)")
        #expect(gone.json["detail"]?.string?.contains("it went to B 乙支部") == true)

        let november = try await bureau.open("B", "2026-11")
        let areas = try await server.get("/cycles/\(november)/completeness").items.map { $0["area"] }
        #expect(areas == ["A-1", "A-2", "A-3", "B-1", "B-2", "B-3"])
        // Nobody leads the groups of those who came: B's leaders do.
        for (tier, assessor) in [("self", "103"), ("group", "202"), ("branch", "201"), ("public", "商户代表1")] {
            let sheet = try await server.post(
                "/cycles/\(november)/sheets", SmallBureau.sheet("A-1", tier, by: assessor, 40, 30))
            #expect(sheet.status == 201, "\(tier): \(sheet.text)")
        }
        #expect(try await bureau.close(november).status == 200)
        let area = try await server.first("/areas?code=A-1")
        let told = try await server.get("/cycles/\(november)/areas/\(area)").json
        #expect(told["preceding"]?.array?.map { $0["month"] } == ["2026-10"])
        #expect(told["preceding"]?.array?.first?["final"] == final?["final"])
        #expect(told["trend"] == final?["final"])
    }

    @Test func `several are merged into a new branch in one step`() async throws {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let before = try await Self.october(server)
        let a = try await Self.branch("A", server)
        let body = Self.body(["with": ["B"], "found": Self.founding("N", "联合支部")])
        let done = try await server.post("/branches/\(a)/merge", body)
        #expect(done.status == 200, "\(done.text)")
        let new = try await Self.branch("N", server)
        let branch = try await server.get("/branches/\(new)").json
        #expect(branch["members"] == 10 && branch["areas"] == 6 && branch["founded"] == "2026-11-01")
        #expect(try await server.get("/branches/\(new)/groups").items.map { $0["name"] } == ["一组", "二组"])
        #expect(
            try await server.get("/branches/\(new)/changes").items.map {
                "\($0["kind"]?.string ?? "") \($0["other"]?.string ?? "")"
            }
                == ["founded A", "founded B"])
        try await Self.expectNobodyLost(server)
        #expect(try await Self.october(server) == before)
    }

    // MARK: - Splitting

    @Test func `a part becomes a branch of its own, its holders with their areas`() async throws {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let before = try await Self.october(server)
        let a = try await Self.branch("A", server)
        // 103 to 105 are of the second group; they hold A-1, A-2 and A-3.
        func split(_ more: [String: JSON], dryRun: Bool = false) async throws -> Answer {
            let all = more.merging(["found": Self.founding("N", "新设支部")]) { first, _ in first }
            return try await server.post("/branches/\(a)/split\(dryRun ? "?dryRun=true" : "")", Self.body(all))
        }
        let left = try await split(["members": ["104"], "areas": ["A-1", "A-2"]], dryRun: true)
        #expect(
            left.json["obstacles"]?.array?.map { $0.string ?? "" } == [
                "area A-1 would go without who holds it, 103 次组长A: let them go along, or give the area to somebody else first"
            ])
        #expect(try await split(["members": ["104"], "areas": ["A-1", "A-2"]]).status == 409)
        let kept = try await split(["members": ["104"]], dryRun: true)
        #expect(kept.json["obstacles"]?.array?.count == 1, "\(kept.text)")
        let nobody = try await split(["areas": ["A-2"]])
        #expect(nobody.status == 422 && nobody.errors == ["members required"], "\(nobody.text)")
        let others = try await split(["members": ["204"]])
        #expect(others.status == 422 && others.errors == ["members reference"], "\(others.text)")

        let done = try await split(["groups": ["二组"], "areas": ["A-1", "A-2", "A-3"]])
        #expect(done.status == 200, "\(done.text)")
        #expect(done.json["offices"]?.array?.map { $0["member"]?["number"] } == ["103"])
        let new = try await Self.branch("N", server)
        #expect(try await server.get("/branches/\(new)").json["members"] == 3)
        #expect(try await server.get("/branches/\(a)").json["members"] == 2)
        try await Self.expectNobodyLost(server)
        #expect(try await Self.october(server) == before)

        // What is not its own any more, A's November does not ask for.
        let november = try await bureau.open("A", "2026-11")
        #expect(try await server.get("/cycles/\(november)/completeness").items.isEmpty)
        let own = try await bureau.open("N", "2026-11")
        #expect(try await server.get("/cycles/\(own)/completeness").items.count == 3)
        // Who was seen by A is seen by N alone.
        let secretary = try await server.account("101", member: "101")
        #expect(try await server.send("GET", "/branches/\(new)", by: secretary.principal).status == 404)
        let area = try await server.first("/areas?code=A-1")
        #expect(try await server.send("GET", "/areas/\(area)", by: secretary.principal).status == 404)
        let october = try await server.first("/cycles?month=2026-10&branch=A")
        #expect(
            try await server.send("GET", "/cycles/\(october)/areas/\(area)", by: secretary.principal).status == 200)
    }

    @Test func `an open month of the branch that was split is scored and closed as it was`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let october = try await bureau.open("A", "2026-10")
        let a = try await Self.branch("A", server)
        let body = Self.body(["found": Self.founding("N", "新设支部"), "groups": ["二组"], "areas": ["A-1", "A-2", "A-3"]])
        let done = try await server.post("/branches/\(a)/split", body)
        #expect(done.status == 200, "\(done.text)")
        let secretary = try await server.account("101", member: "101")
        for (tier, assessor) in [("self", "103"), ("group", "102"), ("branch", "101"), ("public", "商户代表1")] {
            let sheet = try await server.send(
                "POST", "/cycles/\(october)/sheets",
                SmallBureau.sheet("A-1", tier, by: assessor, 55, 36, more: [("lateReason", "补录")]),
                by: secretary.principal)
            #expect(sheet.status == 201, "\(tier): \(sheet.text)")
        }
        let complaint = try await server.send(
            "POST", "/cycles/\(october)/adjustments",
            [
                "area": "A-1", "item": "complaint", "times": 1, "date": "2026-10-03", "reason": "台账核实",
                "recorder": "101", "lateReason": "补录",
            ], by: secretary.principal)
        #expect(complaint.status == 201, "\(complaint.text)")
        let closed = try await bureau.close(october)
        #expect(closed.status == 200, "\(closed.text)")
        #expect(try await bureau.ranking("2026-10")["ranked"]?.array?.map { $0["area"] } == ["A-1"])
    }

    // MARK: - Dissolving

    @Test func `a branch is dissolved only once its months are ended, and lists say where it went`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let a = try await Self.branch("A", server)
        let october = try await bureau.open("A", "2026-10")
        try await bureau.scoreAll(in: october, more: [("lateReason", "补录")])
        let body = Self.body(["membersTo": "B", "areasTo": "B"])
        let early = try await server.post("/branches/\(a)/dissolve", body)
        #expect(early.status == 409 && early.json["detail"]?.string?.contains("not final yet") == true, "\(early.text)")
        #expect(try await bureau.close(october).status == 200)
        let into = try await server.post(
            "/branches/\(a)/dissolve", Self.body(["membersTo": "B", "areasTo": "B"], from: "2026-10-31"))
        #expect(into.json["detail"]?.string?.contains("name a day after 2026-10-31") == true, "\(into.text)")
        #expect(try await server.post("/cycles/\(october)/post").status == 200)
        try server.go(to: "2026-12-02")
        #expect(try await server.post("/cycles/\(october)/finalise").status == 200)
        let ahead = try await server.post(
            "/branches/\(a)/dissolve?dryRun=true", Self.body(["membersTo": "B"], from: "2027-01-01"))
        #expect(ahead.json["obstacles"]?.array?.first?.string?.contains("still to come") == true, "\(ahead.text)")

        let inspector = try await server.account("inspector", grants: [.init(.auditor, branch: "A")])
        #expect(try await server.send("GET", "/branches/\(a)", by: inspector.principal).status == 200)
        let done = try await server.post("/branches/\(a)/dissolve", body)
        #expect(done.status == 200, "\(done.text)")
        #expect(try await server.send("GET", "/branches/\(a)", by: inspector.principal).status == 404)
        try await Self.expectNobodyLost(server)

        let roster = "党员编号,姓名,支部编号,党员类别,入党时间,转正时间\n901,新人,A,正式党员,2010-01-01,2011-01-01\n"
        let listed = try await server.importing("members", roster)
        #expect(listed.status == 422 && listed.text.contains("branch A is no more since 2026-11-01: it went to B 乙支部"))
        let byName = try await server.importing(
            "members", roster.replacing("支部编号", with: "所在党支部").replacing(",A,", with: ",甲支部,"))
        #expect(byName.status == 422 && byName.text.contains("it went to B 乙支部"), "\(byName.text)")
        for (path, new) in [
            (
                "/members",
                ["number": "902", "name": "新人", "standing": "probationary", "joined": "2026-06-01", "branch": "A"]
            ),
            ("/areas", ["code": "A-9", "name": "新区", "branch": "A", "kind": "park", "established": "2026-12-01"]),
        ] as [(String, JSON)] {
            let answer = try await server.post(path, new)
            #expect(answer.status == 409 && answer.code == "branchDissolved", "\(answer.text)")
        }
        let member = try await server.first("/members?number=201")
        let back = try await server.post(
            "/members/\(member)/transfers", ["branch": "A", "on": "2026-12-01", "reason": "调动"])
        #expect(back.status == 409 && back.code == "branchDissolved", "\(back.text)")
        // Nothing of it is asked for any more.
        let page = try await Browser(server, as: server.account("office", grants: [.init(.committeeOfficer)]))
            .get("/cycles?month=2026-11")
        #expect(!page.text.contains("甲支部") && page.text.contains("乙支部"), "\(page.text)")
    }

    @Test func `with a branch its areas are retired where they go nowhere`() async throws {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let a = try await Self.branch("A", server)
        let left = try await server.post("/branches/\(a)/dissolve?dryRun=true", Self.body([:]))
        #expect(left.json["obstacles"]?.array?.first?.string?.contains("members would be left") == true)
        let done = try await server.post("/branches/\(a)/dissolve", Self.body(["membersTo": "B"]))
        #expect(done.status == 200, "\(done.text)")
        let area = try await server.get("/areas?code=A-1").items.first
        #expect(area?["retired"] == "2026-10-31" && area?["branch"] == "A")
        let holding = try await server.get("/areas/\(try await server.first("/areas?code=A-1"))/assignments").items
        #expect(holding.map { $0["until"] } == ["2026-10-31"])
        try await Self.expectNobodyLost(server)
    }

    // MARK: - Renaming

    @Test func `a new name is that of the months from its day on, and a list that has the old one is told`()
        async throws
    {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let a = try await Self.branch("A", server)
        let november = try await bureau.open("A", "2026-11")
        let renamed = try await server.post("/branches/\(a)/rename", Self.body(["name": "执法一支部"]))
        #expect(renamed.status == 200, "\(renamed.text)")
        #expect(try await server.get("/branches/\(a)").json["name"] == "执法一支部")
        let october = try await server.get("/cycles?month=2026-10&branch=A").items.first
        #expect(october?["branchName"] == "甲支部")
        #expect(try await bureau.ranking("2026-10")["branchName"] == "甲支部")
        #expect(try await server.get("/cycles/\(november)").json["branchName"] == "执法一支部")
        #expect(
            try await server.get("/branches/\(a)/changes").items.map { $0["formerName"] } == ["甲支部"])
        let office = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        let cycle = try #require(october?["id"]?.integer)
        for path in ["/cycles/\(cycle)", "/cycles/\(cycle)/notice", "/cycles?month=2026-10", "/overview?month=2026-10"]
        {
            let page = try await office.get(path)
            #expect(page.text.contains("甲支部") && !page.text.contains("执法一支部"), "\(path)")
        }
        let award = try await server.first("/awards?branch=A")
        #expect(try await office.get("/awards/\(award)").text.contains("甲支部"))
        #expect(try await office.get("/cycles/\(november)").text.contains("执法一支部"))
        let roster = "党员编号,姓名,所在党支部,党员类别,入党时间,转正时间\n901,新人,甲支部,正式党员,2010-01-01,2011-01-01\n"
        let listed = try await server.importing("members", roster)
        #expect(listed.text.contains("called 执法一支部 since 2026-11-01: write its code, A"), "\(listed.text)")
        try await Self.expectNobodyLost(server)
    }

    // MARK: - What was shown is what happens

    @Test func `what is not as it was shown is not carried out`() async throws {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let a = try await Self.branch("A", server)
        let shown = try await server.post("/branches/\(a)/merge?dryRun=true", Self.body(["into": "B"]))
        let member = try await server.first("/members?number=102")
        let moved = try await server.post(
            "/members/\(member)/transfers", ["branch": "A", "group": "二组", "on": "2026-11-10", "reason": "调组"])
        #expect(moved.status == 201, "\(moved.text)")
        let state = try #require(shown.json["state"])
        let stale = try await server.post("/branches/\(a)/merge", Self.body(["into": "B", "state": state]))
        #expect(stale.status == 409 && stale.code == "previewOutdated", "\(stale.text)")
        #expect(try await server.get("/branches/\(a)").json["dissolved"]?.isNull == true)
    }

    @Test func `the page lists what would change, carries it out by one button, and shows it anew where it is another`()
        async throws
    {
        let bureau = try await Self.bureau()
        let server = bureau.server
        let a = try await Self.branch("A", server)
        let office = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        let page = "/branches/\(a)/merge"
        #expect(try await office.get("/branches/\(a)").text.contains("href=\"\(page)\""))
        try await office.get(page)
        var fields = office.fields(of: page)
        fields.merge(
            ["into": "B", "from": "2026-11-05", "reason": "机构改革", "document": "机关党委〔2026〕12号"],
            uniquingKeysWith: { $1 })
        let shown = try await office.post(page, fields)
        #expect(shown.status == 200, "\(shown.text)")
        for said in ["次组长A", "A区1", "一组 党小组长", "一组（并入同名党小组）", "确认办理：合并支部"] {
            #expect(shown.text.contains(said), "\(said) in \(shown.text)")
        }
        #expect(try await server.get("/branches/\(a)").json["dissolved"]?.isNull == true)
        // The first of the page's two forms is the button.
        let button = office.fields(of: page)
        #expect(button["into"] == "B" && button["state"] != nil)

        let member = try await server.first("/members?number=102")
        let moved = try await server.post(
            "/members/\(member)/transfers", ["branch": "A", "group": "二组", "on": "2026-11-03", "reason": "调组"])
        #expect(moved.status == 201, "\(moved.text)")
        let anew = try await office.post(page, button)
        #expect(anew.status == 409 && anew.text.contains("情况已有变化"), "\(anew.text)")
        #expect(try await server.get("/branches/\(a)").json["dissolved"]?.isNull == true)
        let again = office.fields(of: page)
        #expect(again["state"] != button["state"])
        let done = try await office.post(page, again)
        #expect(done.status == 303, "\(done.text)")
        #expect(try await server.get("/branches/\(a)").json["dissolved"] == "2026-11-05")
        let twice = try await office.post(page, again)
        #expect(twice.status == 303, "\(twice.text)")
        try await Self.expectNobodyLost(server)

        let gone = try await office.get("/branches/\(a)")
        #expect(gone.text.contains("并入乙支部 B") && gone.text.contains("机关党委〔2026〕12号，机构改革"))
        #expect(!gone.text.contains("href=\"\(page)\""))
        #expect(!(try await office.get("/branches")).text.contains("甲支部"))
        #expect(try await office.get("/branches?dissolved=true").text.contains("甲支部（已撤销）"))
        // What stands in the way is said, and nothing can be pressed.
        let b = try await Self.branch("B", server)
        let early = try await office.post(
            "/branches/\(b)/dissolve",
            ["from": "2026-10-31", "reason": "撤销", "document": "1", "membersTo": "", "areasTo": ""])
        #expect(early.status == 200 && early.text.contains("须先处理以下情况") && !early.text.contains("确认办理"))
        let wrong = try await office.post(
            "/branches/\(b)/rename", ["from": "", "reason": "", "document": "", "name": "乙支部"])
        #expect(wrong.status == 422, "\(wrong.text)")
    }

    @Test func `whatever is merged or split, months before are the same and nobody is lost`() async throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<3 {
            let bureau = try await Self.bureau()
            let server = bureau.server
            let before = try await Self.october(server)
            var (day, standing, made) = (try LocalDate(parsing: "2026-11-01"), ["A", "B"], 0)
            var done: [String] = []
            for _ in 0..<4 {
                let code = try #require(standing.randomElement(using: &random))
                let id = try await Self.branch(code, server)
                let others = standing.filter { $0 != code }
                made += 1
                let new = Self.founding("N\(made)", "新支部\(made)")
                let answer: Answer
                switch Int.random(in: 0..<4, using: &random) {
                case 0:
                    let members = try await server.get("/members?branch=\(code)&limit=500").items
                        .compactMap { $0["number"]?.string }.filter { _ in Bool.random(using: &random) }
                    let areas = try await server.get("/areas?branch=\(code)&limit=500").items
                        .filter { area in
                            area["retired"]?.isNull == true && members.contains { area.text.contains("\"\($0)\"") }
                        }
                        .compactMap { $0["code"]?.string }
                    answer = try await server.post(
                        "/branches/\(id)/split",
                        Self.body(
                            [
                                "found": new, "members": JSON(members) { .string($0) },
                                "areas": JSON(areas) { .string($0) },
                            ], from: day.description))
                    if answer.status == 200 { standing.append("N\(made)") }
                case 1 where !others.isEmpty:
                    let into = try #require(others.randomElement(using: &random))
                    answer = try await server.post(
                        "/branches/\(id)/merge", Self.body(["into": .string(into)], from: day.description))
                    if answer.status == 200 { standing.removeAll { $0 == code } }
                case 2 where !others.isEmpty:
                    answer = try await server.post(
                        "/branches/\(id)/merge",
                        Self.body(
                            ["with": JSON(others) { .string($0) }, "found": new], from: day.description))
                    if answer.status == 200 { standing = ["N\(made)"] }
                default:
                    answer = try await server.post(
                        "/branches/\(id)/rename", Self.body(["name": .string("改名\(made)")], from: day.description))
                }
                #expect([200, 422].contains(answer.status), "\(done): \(answer.text)")
                done.append("\(answer.status) \(code) from \(day)")
                try await Self.expectNobodyLost(server)
                #expect(try await Self.october(server) == before, "\(done)")
                day = day.adding(days: 2)
            }
        }
    }

    @Test func `a new branch's code is its own`() async throws {
        let bureau = try await Self.bureau()
        let a = try await Self.branch("A", bureau.server)
        let taken = try await bureau.server.post(
            "/branches/\(a)/split", Self.body(["found": Self.founding("B", "新设支部"), "members": ["104"]]))
        #expect(taken.status == 422 && taken.errors == ["found.code duplicate"], "\(taken.text)")
        let both = try await bureau.server.post(
            "/branches/\(a)/merge", Self.body(["into": "B", "found": Self.founding("N", "新设支部")]))
        #expect(both.status == 422 && both.errors == ["into conflict"], "\(both.text)")
    }

    // MARK: - Groups

    @Test func `a group is given another name, which no other has`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let a = try await Self.branch("A", server)
        let group = try #require(await server.get("/branches/\(a)/groups").items.first?["id"]?.integer)
        let taken = try await server.post("/branches/\(a)/groups/\(group)/rename", ["name": "二组"])
        #expect(taken.status == 422 && taken.errors == ["name duplicate"], "\(taken.text)")
        let renamed = try await server.post("/branches/\(a)/groups/\(group)/rename", ["name": "机关组"])
        #expect(renamed.status == 200 && renamed.json["name"] == "机关组", "\(renamed.text)")
        #expect(try await server.get("/members?number=101").items.first?["group"] == "机关组")
        let b = try await Self.branch("B", server)
        #expect(try await server.post("/branches/\(b)/groups/\(group)/rename", ["name": "机关组"]).status == 404)
        #expect(try await server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }.holds)
    }
}
