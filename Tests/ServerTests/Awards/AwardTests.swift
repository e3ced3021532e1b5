import Domain
import Foundation
import Storage
import Testing

@testable import Server

/// From the closed month to what stands in the winner's honours (design §4 "Awards").
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct AwardTests {
    /// A month with its three areas scored and one deduction, closed.
    private static func closed(_ bureau: SmallBureau, _ month: String = "2026-11") async throws -> Int {
        let cycle = try await bureau.open("A", month)
        try await bureau.scoreAll(in: cycle, more: [("lateReason", "补录")])
        let adjusted = try await bureau.server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-2", "item": "complaint", "times": 1, "date": .string("\(month)-03"), "reason": "核实",
                "recorder": "101", "lateReason": "补录",
            ]
        )
        try #require(adjusted.status == 201, "\(adjusted.text)")
        try #require(await bureau.close(cycle).status == 200)
        return cycle
    }

    private static func posted(_ bureau: SmallBureau, _ month: String = "2026-11") async throws -> Int {
        let cycle = try await closed(bureau, month)
        try #require(await bureau.server.post("/cycles/\(cycle)/post").status == 200)
        return cycle
    }

    // MARK: - The story

    @Test func `a month goes from open to an award that stands in the winner's honours`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await Self.closed(bureau)
        // Tuesday: five working days after it is the next Tuesday.
        let posted = try await server.post("/cycles/\(cycle)/post")
        #expect(posted.status == 200)
        #expect(posted.json["warnings"] == [])
        #expect(posted.json["cycle"]?["status"] == "posted")
        #expect(posted.json["cycle"]?["postedOn"] == "2026-12-01")
        #expect(posted.json["cycle"]?["noticeEnds"] == "2026-12-08")
        #expect(try await bureau.ranking()["snapshot"] == posted.json["snapshot"])

        try server.go(to: "2026-12-08")
        let early = try await server.post("/cycles/\(cycle)/finalise")
        #expect(early.status == 409)
        #expect(early.code == "noticeStands")
        #expect(early.json["detail"]?.string?.contains("2026-12-08") == true)
        #expect(try await server.get("/awards").items.isEmpty)

        try server.go(to: "2026-12-09")
        let final = try await server.post("/cycles/\(cycle)/finalise")
        #expect(final.status == 200)
        #expect(final.json["cycle"]?["status"] == "final")
        let awards = final.json["awards"]?.array ?? []
        #expect(awards.map { $0["area"] } == ["A-1"])
        #expect(awards.first?["member"] == ["number": "103", "name": "次组长A"])
        #expect(awards.first?["place"] == 1)
        #expect(awards.first?["final"] == 96)
        #expect(awards.first?["awardedOn"] == "2026-12-09")

        for query in ["", "?month=2026-11", "?year=2026&branch=A", "?member=103"] {
            #expect(try await server.get("/awards\(query)").items == awards, "\(query)")
        }
        for query in ["?month=2026-10", "?year=2025", "?branch=B", "?member=104"] {
            #expect(try await server.get("/awards\(query)").items.isEmpty, "\(query)")
        }
        let honours = try await server.get("/honours?year=2026").items
        #expect(honours.map { $0["member"]?["number"] } == ["103", "104", "105"])
        #expect(honours.map { $0["monthsWon"] } == [1, 0, 0])
        #expect(honours.map { $0["lastWon"] } == ["2026-11", .null, .null])
        #expect(honours.map { $0["monthsRanked"] } == [1, 1, 1])
        #expect(honours.map { $0["mean"] } == [96, 89, 83])
        #expect(try await server.get("/honours?year=2025").items.isEmpty)
        #expect(try await server.get("/honours?year=2026&branch=B").items.isEmpty)
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
    }

    @Test func `an outcome is reached once, in order, and never goes back`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let reason: JSON = ["reason": "无突出者"]
        func refused(_ act: String, _ code: String, _ body: JSON? = nil) async throws {
            let answer = try await server.post("/cycles/\(cycle)/\(act)", body)
            #expect(answer.status == 409, "\(act)")
            #expect(answer.code == code, "\(act)")
        }
        try await refused("post", "cycleNotClosed")
        try await refused("finalise", "cycleNotPosted")
        try await refused("end-without-award", "cycleNotClosed", reason)
        try await bureau.scoreAll(in: cycle)
        try await bureau.close(cycle)
        try await refused("close", "cycleNotOpen")
        try await refused("finalise", "cycleNotPosted")
        try await server.post("/cycles/\(cycle)/post")
        try await refused("post", "cycleNotClosed")
        try server.go(to: "2026-12-09")
        #expect(try await server.post("/cycles/\(cycle)/finalise").status == 200)
        for act in ["close", "post", "finalise"] {
            #expect(try await server.post("/cycles/\(cycle)/\(act)").status == 409)
        }
        try await refused("end-without-award", "cycleEnded", reason)
        #expect(try await server.get("/awards").items.count == 1)
    }

    // MARK: - The notice

    @Test(arguments: [
        // Over the National Day's holidays 1–7 October; Saturday 10 October is worked to make up for them.
        ("2026-08", "2026-09-29", 5, "2026-10-12"), ("2026-08", "2026-09-30", 3, "2026-10-10"),
        // Posted on a holiday: the first day that counts is the first one worked.
        ("2026-09", "2026-10-03", 1, "2026-10-08"),
        // Over the Spring Festival 15–23 February, with Saturday 28 February worked.
        ("2026-01", "2026-02-13", 5, "2026-02-27"), ("2026-01", "2026-02-13", 7, "2026-03-02"),
        ("2026-10", "2026-11-24", 1, "2026-11-25"), ("2026-10", "2026-11-27", 1, "2026-11-30"),
    ])
    func `a notice stands its working days by the calendar, and through the last of them`(
        month: String, day: String, days: Int, ends: String
    ) async throws {
        let bureau = try await SmallBureau(scheme: SmallBureau.scheme { $0["noticeWorkingDays"] = JSON(days) })
        let server = bureau.server
        try server.go(to: day)
        let cycle = try await Self.closed(bureau, month)
        let posted = try await server.post("/cycles/\(cycle)/post").json
        #expect(posted["cycle"]?["postedOn"] == .string(day))
        #expect(posted["cycle"]?["noticeEnds"] == .string(ends))
        try server.go(to: ends)
        let early = try await server.post("/cycles/\(cycle)/finalise")
        #expect(early.code == "noticeStands")
        #expect(early.json["detail"]?.string?.contains(ends) == true)
        try server.go(to: LocalDate(parsing: ends).adding(days: 1).description)
        #expect(try await server.post("/cycles/\(cycle)/finalise").status == 200)
    }

    @Test func `a notice that reaches a year without known holidays warns`() async throws {
        let bureau = try await SmallBureau()
        try bureau.server.go(to: "2026-12-30")
        let cycle = try await Self.closed(bureau, "2026-12")
        let warnings = try await bureau.server.post("/cycles/\(cycle)/post").json["warnings"]?.array ?? []
        #expect(warnings.count == 1)
        #expect(warnings.first?.string?.contains("2027") == true)
    }

    @Test func `posting with an earlier month still open warns, and names it`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let october = try await bureau.open("A", "2026-10")
        _ = try await bureau.open("A", "2026-07")
        _ = try await bureau.open("B", "2026-09")
        let cycle = try await Self.closed(bureau)
        let warnings = try await server.post("/cycles/\(cycle)/post").json["warnings"]?.array ?? []
        #expect(warnings.count == 1)
        #expect(warnings.first?.string?.hasPrefix("2026-10 still open") == true)
        // Of an open month nobody is told anything, by what is compared neither. What then changes there is told apart from
        // a change of the month itself.
        try await bureau.score("A-1", in: october, 40, 30, more: [("lateReason", "补录")])
        #expect(try await server.get("/snapshots/1/verification").json["holds"] == true)
        try await bureau.close(october)
        let verification = try await server.get("/snapshots/1/verification").json
        #expect(verification["faults"]?.array?.map { $0["code"] } == ["precedingDiffer"])
        // The posted ranking is what was frozen.
        #expect(try await bureau.ranking()["ranked"]?.array?.map { $0["trendMonths"] } == [0, 0, 0])
    }

    // MARK: - Without award

    @Test(arguments: [false, true])
    func `a month can end without award, with a reason`(afterPosting: Bool) async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await (afterPosting ? Self.posted(bureau) : Self.closed(bureau))
        let path = "/cycles/\(cycle)/end-without-award"
        #expect(try await server.post(path, [:]).errors == ["reason required"])
        #expect(try await server.post(path, ["reason": " "]).errors == ["reason required"])
        let ended = try await server.post(path, ["reason": "支部决定本月不评"])
        #expect(ended.status == 200)
        #expect(ended.json["status"] == "withoutAward")
        #expect(ended.json["reason"] == "支部决定本月不评")
        #expect(try await bureau.ranking()["winners"] == [])
        #expect(try await bureau.ranking()["ranked"]?.array?.count == 3)
        try server.go(to: "2026-12-10")
        #expect(try await server.post("/cycles/\(cycle)/finalise").status == 409)
        #expect(try await server.post(path, ["reason": "再次"]).code == "cycleEnded")
        // The months count in the year's table, though nobody won; that they ended so stands there with the reason.
        let member = Browser(server, as: try await server.account("104", member: "104"))
        let page = try await member.get("/honours?year=2026").text
        #expect(page.contains("未评出的月份") && page.contains("支部决定本月不评"))
        let honours = try await server.get("/honours?year=2026").items
        #expect(honours.allSatisfy { $0["lastWon"] == .null })
        #expect(honours.map { $0["monthsWon"] } == [0, 0, 0])
        #expect(honours.map { $0["monthsRanked"] } == [1, 1, 1])
    }

    @Test func `a month in which nobody reaches the minimum ends without award only`() async throws {
        let bureau = try await SmallBureau(scheme: SmallBureau.scheme { $0["awardMinimum"] = 99 })
        let server = bureau.server
        let cycle = try await Self.closed(bureau)
        let posted = try await server.post("/cycles/\(cycle)/post").json
        #expect(posted["warnings"]?.array?.first?.string?.contains("no area reaches the minimum") == true)
        try server.go(to: "2026-12-09")
        let refused = try await server.post("/cycles/\(cycle)/finalise")
        #expect(refused.status == 409)
        #expect(refused.code == "noWinner")
        #expect(try await server.post("/cycles/\(cycle)/end-without-award", ["reason": "无达标者"]).status == 200)
        #expect(try await server.get("/awards").items.isEmpty)
    }

    @Test func `a shared place makes as many awards, each to its holder`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        for area in ["A-1", "A-2", "A-3"] { try await bureau.score(area, in: cycle, 55, 36) }
        try await bureau.close(cycle)
        try await server.post("/cycles/\(cycle)/post")
        try server.go(to: "2026-12-09")
        let awards = try await server.post("/cycles/\(cycle)/finalise").json["awards"]?.array ?? []
        #expect(awards.map { $0["member"]?["number"] } == ["103", "104", "105"])
        #expect(awards.map { $0["place"] } == [1, 1, 1])
    }
}
