import Domain
import Testing

@testable import Server
@testable import Storage

/// What an open month keeps to itself, when it closes, and who may go back on that (design §4 "Cycle", "Ranking").
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct OpenMonthTests {
    // MARK: - The trend

    @Test func `a later month shows nothing of an open one, and does not close before it`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let october = try await bureau.open("A", "2026-10")
        try await bureau.scoreAll(in: october, more: [("lateReason", "补录")])
        let november = try await bureau.open()
        try await bureau.scoreAll(in: november)

        let refused = try await bureau.close(november)
        #expect(refused.status == 409 && refused.code == "earlierMonthsOpen", "\(refused.text)")
        #expect(refused.json["detail"]?.string?.hasPrefix("2026-10 still open") == true)
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let page = try await secretary.get("/cycles/\(november)/close")
        #expect(page.status == 409 && page.text.contains("2026年10月") || page.text.contains("2026-10"), "\(page.text)")

        #expect(try await bureau.close(october).status == 200)
        #expect(try await bureau.close(november).status == 200)
        let told = try await server.get("/cycles/\(november)/areas/1").json["preceding"]?.array ?? []
        #expect(told.map { $0["month"] } == ["2026-10"])
    }

    @Test func `a month without sheets holds nobody up, and what comes into it later is not seen while it is open`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let october = try await bureau.open("A", "2026-10")
        let november = try await bureau.open()
        try await bureau.scoreAll(in: november)
        let closed = try await bureau.close(november)
        #expect(closed.json["warnings"]?.array?.count == 1, "\(closed.text)")
        let before = try await server.get("/cycles/\(november)/areas/1").json
        for order in [30, 60] as [JSON] {
            let sheet = SmallBureau.sheet(
                "A-1", "branch", by: "101", order, 36,
                more: [("comment", "占道"), ("lateReason", "补录"), ("revisionReason", "更正")])
            #expect(try await server.post("/cycles/\(october)/sheets", sheet).status == 201)
            let now = try await server.get("/cycles/\(november)/areas/1").json
            #expect(now == before)
            #expect(now["preceding"] == [] && now["trend"] == now["final"])
        }
        // What is frozen is not to be made of what may still change.
        #expect(try await server.post("/cycles/\(november)/post").code == "earlierMonthsOpen")
    }

    // MARK: - Closing

    @Test func `a month is closed after its last day`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try bureau.server.go(to: "2026-11-30")
        let early = try await bureau.server.post("/cycles/\(cycle)/close")
        #expect(early.status == 409 && early.code == "monthNotOver", "\(early.text)")
        try bureau.server.go(to: "2026-12-01")
        let closed = try await bureau.server.post("/cycles/\(cycle)/close")
        #expect(closed.status == 200 && closed.json["warnings"] == [], "\(closed.text)")
    }

    @Test func `a month is closed incomplete only with a reason, which stands on it, its ranking and its notice`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let cycle = try await bureau.open()
        for area in ["A-1", "A-2"] { try await bureau.score(area, in: cycle, 55, 36) }
        for body in [nil, [:], ["incompleteReason": " "]] as [JSON?] {
            let refused = try await server.post("/cycles/\(cycle)/close", body)
            #expect(refused.errors == ["incompleteReason required"], "\(refused.text)")
        }
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let asked = try await secretary.get("/cycles/\(cycle)/close")
        #expect(asked.status == 200 && asked.text.contains("name=\"incompleteReason\""), "\(asked.text)")
        let reason = "A-3 评分表遗失"
        // On the page they say how many areas it is, too.
        for count in ["", "2"] {
            let refused = try await secretary.post(
                "/cycles/\(cycle)/close", ["incompleteReason": reason, "incompleteAreas": count])
            #expect(refused.status == 422, "\(refused.text)")
        }
        let done = try await secretary.post(
            "/cycles/\(cycle)/close", ["incompleteReason": reason, "incompleteAreas": "1"])
        #expect(done.status == 303, "\(done.text)")
        #expect(try await server.get("/cycles/\(cycle)").json["remarks"]?["incompleteReason"] == .string(reason))
        #expect(try await bureau.ranking()["remarks"]?["incompleteReason"] == .string(reason))
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        for page in ["", "/ranking", "/notice"] {
            #expect(try await secretary.get("/cycles/\(cycle)\(page)").text.contains(reason), "\(page)")
        }
    }

    // MARK: - Opening again

    @Test func `the committee's office opens a closed month again, which stands on it for ever`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let secretary = Browser(server, as: try await server.account("101", member: "101"))
        let office = Browser(
            server, as: try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")]))
        let path = "/cycles/\(cycle)/reopen"
        let reason = "漏收一份支部评分表"
        #expect(try await server.post(path, ["reason": .string(reason)]).code == "cycleNotReopenable")
        try await bureau.close(cycle)
        #expect(try await secretary.get(path).status == 403)
        #expect(try await office.get("/cycles/\(cycle)").text.contains("href=\"\(path)\""))
        try await office.get(path)
        #expect(try await office.post(path, ["reason": ""]).status == 422)
        #expect(try await office.post(path, ["reason": reason]).status == 303)
        let open = try await server.get("/cycles/\(cycle)").json
        #expect(open["status"] == "open")
        #expect(open["remarks"]?["reopenings"]?.array?.map { $0["by"] } == ["office"])
        // Its figures are nobody's again, and what comes in now is marked.
        #expect(try await server.send("GET", "/rankings?month=2026-11", by: nil).status == 401)
        #expect(try await secretary.get("/cycles/\(cycle)/ranking").text.contains("截止后才显示"))
        let late = try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "branch", by: "105"))
        #expect(late.status == 201 && late.json["sinceReopening"] == true, "\(late.text)")
        let adjusted = try await bureau.adjust(in: cycle)
        try await bureau.close(cycle)
        #expect(try await server.post("/cycles/\(cycle)/post").status == 200)
        #expect(try await server.post(path, ["reason": "再退"]).code == "cycleNotReopenable")
        let sheets = try await server.get("/cycles/\(cycle)/sheets?area=A-1").items
        #expect(sheets.filter { $0["sinceReopening"] == true }.map { $0["assessor"] } == ["105"])
        let adjustments = try await server.get("/cycles/\(cycle)/adjustments").items
        #expect(adjustments.map { $0["id"]?.integer } == [Int64(adjusted)])
        #expect(adjustments.allSatisfy { $0["sinceReopening"] == true })
        for page in ["", "/ranking", "/notice"] {
            #expect(try await secretary.get("/cycles/\(cycle)\(page)").text.contains(reason), "\(page)")
        }
        #expect(try await secretary.get("/cycles/\(cycle)/areas/1").text.contains("退回后录入"))
        #expect(try await bureau.ranking()["remarks"]?["reopenings"]?.array?.first?["reason"] == .string(reason))
        let audit = try await server.get("/audit?subject=cycle&action=reopened").items
        #expect(audit.map { $0["after"]?["reason"] } == [.string(reason)])
    }

    // MARK: - Ending without award

    @Test(arguments: [false, true])
    func `a month with a clear winner ends without award only by the committee's office`(posted: Bool) async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try await bureau.close(cycle)
        if posted { #expect(try await server.post("/cycles/\(cycle)/post").status == 200) }
        let secretary = try await server.account("101", member: "101")
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        let (path, body): (String, JSON) = ("/cycles/\(cycle)/end-without-award", ["reason": "不评"])
        #expect(try await server.send("POST", path, body, by: secretary.principal).status == 403)
        #expect(try await Browser(server, as: secretary).get(path).status == 403)
        #expect(try await server.get("/cycles/\(cycle)").json["status"] == (posted ? "posted" : "closed"))
        let ended = try await server.send("POST", path, body, by: office.principal)
        #expect(ended.status == 200 && ended.json["status"] == "withoutAward", "\(ended.text)")
    }

    @Test func `where nobody reaches the minimum it is the secretary's, and none of the office's`() async throws {
        let bureau = try await SmallBureau(scheme: SmallBureau.scheme { $0["awardMinimum"] = 99 })
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        try await bureau.close(cycle)
        let secretary = try await server.account("101", member: "101")
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        let (path, body): (String, JSON) = ("/cycles/\(cycle)/end-without-award", ["reason": "无达标者"])
        #expect(try await server.send("POST", path, body, by: office.principal).status == 403)
        #expect(try await server.send("POST", path, body, by: secretary.principal).status == 200)
    }

    // MARK: - One rubric

    @Test func `no month has two rubrics`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        _ = try await bureau.open("A", "2026-10")
        func publish(_ effective: String) async throws -> Answer {
            let made = try await server.post(
                "/schemes", ["content": SmallBureau.scheme { $0["effectiveFrom"] = .string(effective) }])
            return try await server.post("/schemes/\(made.id)/publish")
        }
        for month in ["2026-03", "2026-10"] {
            let refused = try await publish(month)
            #expect(refused.status == 409 && refused.code == "schemeMonthsInUse", "\(month): \(refused.text)")
            #expect(refused.json["detail"]?.string?.contains("2026-10") == true)
        }
        #expect(try await publish("2026-11").status == 200)
        // Branches that open the month later go by the same scheme as the others.
        let scheme = try await server.get("/cycles/\(bureau.open("B", "2026-10"))").json["scheme"]
        #expect(try await server.get("/cycles/\(bureau.open("A", "2026-10"))").json["scheme"] == scheme)
    }
}
