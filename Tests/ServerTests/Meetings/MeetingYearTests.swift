import Domain
import Testing

@testable import Server
@testable import Storage

/// A year's meetings are shown before they are scheduled.
@Suite(.timeLimit(.minutes(60)))
struct MeetingYearTests {
    private static let asked = [
        "committee": "JG", "year": "2026", "rule": "2nd Tuesday 09:00", "minutes": "90", "place": "三楼会议室",
    ]

    @Test func `the office sees every day of the year first, and schedules what it saw`() async throws {
        let server = try await SmallBureau().server
        let office = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        try await office.get("/meetings/schedule")
        let shown = try await office.post("/meetings/schedule", Self.asked)
        #expect(shown.status == 200)
        #expect(shown.text.contains("2026 年例会预览"))
        #expect(shown.text.contains("2026年12月8日（周二） 09:00"))
        #expect(shown.text.contains("2026年11月的日子已过，不安排。"))
        #expect(shown.text.contains("按此安排 1 次例会"))
        #expect(try await server.get("/meetings").items.isEmpty, "nothing was scheduled by looking")

        var fields = Self.asked
        fields["seen"] = try #require(shown.text.firstMatch(of: /name="seen" value="([^"]*)"/)).output.1.description
        let other = try await office.post("/meetings/schedule", fields.merging(["rule": "2nd Wednesday 09:00"]) { $1 })
        #expect(other.status == 200 && other.text.contains("2026年12月9日"), "what was not shown is shown first")
        #expect(try await server.get("/meetings").items.isEmpty)
        let done = try await office.post("/meetings/schedule", fields)
        #expect(done.location?.hasPrefix("/meetings?year=2026") == true, "\(done.status)")
        #expect(try await server.get("/meetings").items.map { $0["date"] } == ["2026-12-08"])
    }

    @Test func `a mistake is told before there is anything to see`() async throws {
        let server = try await SmallBureau().server
        let office = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        try await office.get("/meetings/schedule")
        let wrong = try await office.post("/meetings/schedule", Self.asked.merging(["rule": "sometimes"]) { $1 })
        #expect(wrong.status == 422)
        #expect(!wrong.text.contains("name=\"seen\""))
    }

    @Test func `a dry run tells the year and changes nothing, whoever asks`() async throws {
        let server = try await SmallBureau().server
        let tried = try await server.post(
            "/meetings/year?dryRun=true",
            ["committee": "JG", "year": 2026, "rule": "2nd Tuesday 09:00", "minutes": 90, "place": "三楼会议室"])
        #expect(tried.status == 201 && tried.json["scheduled"]?.array?.count == 1, "\(tried.text)")
        #expect(try await server.get("/meetings").items.isEmpty)
    }
}
