import Domain
import Testing

@testable import Storage

/// Holidays come in day by day.
@Suite struct WorkCalendarTests {
    private func days(_ dates: String..., name: String = "节日") throws -> [CalendarDay] {
        try dates.map {
            CalendarDay(date: try LocalDate(parsing: $0), kind: .holiday, name: name, source: "国办发明电〔2025〕7号")
        }
    }

    @Test func `a file changes the days it names, and what else is known stays`() async throws {
        let test = try await TestStore()
        let first = try days("2026-01-01", "2026-01-02", "2027-01-01")
        let second = try days("2026-01-01", "2026-10-01")
        #expect(try await test.write { try $0.changeCalendar(by: first).counts } == [3, 0, 0, 0])
        let change = try await test.write { try $0.changeCalendar(by: second) }
        #expect(change.counts == [1, 0, 1, 0])
        #expect(change.kept.map(\.date.description) == ["2026-01-02"])
        let standing = try await test.read { try $0.calendarDays().map(\.date.description) }
        #expect(standing == ["2026-01-01", "2026-01-02", "2026-10-01", "2027-01-01"])
    }

    @Test func `of a year that is replaced nothing stays but what the file has, and other years stay`() async throws {
        let test = try await TestStore()
        let first = try days("2026-01-01", "2026-01-02", "2027-01-01")
        let second = try days("2026-01-01", "2026-10-01", "2027-01-02")
        try await test.write { _ = try $0.changeCalendar(by: first) }
        let change = try await test.write { try $0.changeCalendar(by: second, replacing: 2026) }
        #expect(change.counts == [2, 0, 1, 1])
        #expect(change.removed.map(\.date.description) == ["2026-01-02"])
        #expect(change.kept.map(\.date.description) == ["2027-01-01"])
        let standing = try await test.read { try $0.calendarDays().map(\.date.description) }
        #expect(standing == ["2026-01-01", "2026-10-01", "2027-01-01", "2027-01-02"])
        // The file need not name the year.
        #expect(try await test.write { try $0.changeCalendar(by: [], replacing: 2027).counts } == [0, 0, 0, 2])
    }

    @Test func `the same days again change nothing, and nothing is audited`() async throws {
        let test = try await TestStore()
        let standing = try days("2026-01-01", "2026-01-02")
        try await test.write { _ = try $0.changeCalendar(by: standing) }
        let audited = try await test.read { try $0.auditCount() }
        #expect(try await test.write { try $0.changeCalendar(by: standing.reversed()).counts } == [0, 0, 2, 0])
        #expect(try await test.write { try $0.changeCalendar(by: []).counts } == [0, 0, 0, 0])
        #expect(try await test.read { try $0.auditCount() } == audited)
        #expect(try await test.read { try $0.calendarDays() } == standing)
    }

    @Test func `a day of another name is a change`() async throws {
        let test = try await TestStore()
        try await test.write { _ = try $0.changeCalendar(by: days("2026-01-01")) }
        #expect(
            try await test.write { try $0.changeCalendar(by: days("2026-01-01", name: "元旦")).counts } == [
                0, 1, 0, 0,
            ])
        #expect(try await test.read { try $0.calendarDays().map(\.name) } == ["元旦"])
    }

    @Test func `the work calendar knows what was entered`() async throws {
        let test = try await TestStore()
        try await test.write { _ = try $0.changeCalendar(by: days("2026-11-24")) }
        let calendar = try await test.read { try $0.workCalendar() }
        #expect(try !calendar.isWorkingDay(LocalDate(parsing: "2026-11-24")))
        #expect(try calendar.isWorkingDay(LocalDate(parsing: "2026-11-25")))
        #expect(calendar.knows(year: 2026) && !calendar.knows(year: 2027))
    }
}

extension CalendarChange {
    /// Created, changed, unchanged, removed.
    fileprivate var counts: [Int] { [created, changed, unchanged, removed.count] }
}
