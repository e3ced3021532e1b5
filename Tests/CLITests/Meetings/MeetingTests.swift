import Domain
import Foundation
import Testing

struct MeetingTests {
    /// Far enough ahead to be still to come by any clock.
    private static func withYear() async throws -> Workplace {
        let place = try await Workplace.withBranches()
        try await place.succeed(
            "meeting", "schedule", "--year", "2100", "--rule", "2nd Tuesday 09:00", "--minutes", "90", "--place",
            "三楼会议室"
        )
        return place
    }

    @Test func `a year is scheduled once`() async throws {
        let place = try await Self.withYear()
        let meetings = try await place.succeed("meeting", "list", "--year", "2100", "--json").json().array ?? []
        #expect(meetings.count == 12)
        #expect(meetings.first?["date"]?.string == "2100-01-12")
        let again = try await place.zhibu(
            "meeting", "schedule", "--year", "2100", "--rule", "1st Friday 09:00", "--minutes", "60", "--place", "二楼"
        )
        #expect(again.status == 65)
        #expect(again.err.contains("2100-01"))
    }

    @Test func `a month that has its meeting is skipped with a note`() async throws {
        let place = try await Workplace.withBranches()
        try await place.succeed(
            "meeting", "add", "--regular", "--date", "2100-06-02", "--start", "14:00", "--minutes", "60", "--place",
            "二楼"
        )
        let year = try await place.succeed(
            "meeting", "schedule", "--year", "2100", "--rule", "2nd Tuesday 09:00", "--minutes", "90", "--place",
            "三楼会议室",
            "--json"
        )
        #expect(try year.json()["scheduled"]?.array?.count == 11)
        #expect(year.err.contains("2100-06 has its regular meeting already: skipped"))
    }

    @Test func `a meeting is moved and cancelled by its month, with a reason`() async throws {
        let place = try await Self.withYear()
        let moved = try await place.succeed("meeting", "move", "2100-03", "--date", "2100-03-10", "--reason", "检查")
        #expect(moved.out == "2100-03: 2100-03-10 09:00–10:30, 三楼会议室: moved\n")
        try await place.succeed("meeting", "cancel", "2100-04", "--reason", "防汛")
        #expect(try await place.zhibu("meeting", "move", "2100-05", "--date", "2100-05-12").status == 64)
        let shown = try await place.succeed("meeting", "show", "2100-03", "--json").json()
        #expect(shown["history"]?.array?.first?["reason"]?.string == "检查")
        let cancelled = try await place.succeed("meeting", "list", "--status", "cancelled", "--json").json()
        #expect(cancelled.array?.map { $0["month"]?.string } == ["2100-04"])
    }

    @Test func `the calendar goes to standard output or to a file`() async throws {
        let place = try await Self.withYear()
        let out = try await place.succeed("meeting", "calendar").out
        #expect(out.hasPrefix("BEGIN:VCALENDAR\r\n"))
        #expect(out.components(separatedBy: "BEGIN:VEVENT").count == 13)
        try await place.succeed("meeting", "calendar", "--output", "meetings.ics")
        let file = try String(contentsOf: place.folder.appending(path: "meetings.ics"), encoding: .utf8)
        #expect(file.hasPrefix("BEGIN:VCALENDAR\r\n"))
        let english = try await place.succeed("meeting", "calendar", "--language", "en").out
        #expect(out.contains("支部书记例会") && !english.contains("支部书记例会"))
        #expect(english.contains("SUMMARY:Secretaries’ meeting"))
        #expect(try await place.zhibu("meeting", "calendar", "--language", "fr").status == 65)
        #expect(try await place.zhibu("meeting", "calendar", "--output", "no/such/folder.ics").status == 73)
    }

    @Test func `a clash is refused with what it clashes with`() async throws {
        let place = try await Self.withYear()
        let outcome = try await place.zhibu(
            "meeting", "add", "--date", "2100-01-12", "--start", "10:00", "--minutes", "60", "--place", "三楼会议室"
        )
        #expect(outcome.status == 65)
        #expect(outcome.err.contains("2100-01-12 at 09:00"))
    }
}
