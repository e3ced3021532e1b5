import Domain
import Testing

@Suite struct YearScheduleTests {
    private func schedule(
        _ rule: String, year: Int = 2026, today: String = "2026-01-01", calendar: WorkCalendar? = nil,
        minutes: Int = 90
    ) throws -> YearSchedule {
        try YearSchedule(
            MeetingRule(parsing: rule), year: year, minutes: minutes, place: Text("301会议室"),
            calendar: calendar ?? MeetingSample.calendar2026(), today: LocalDate(parsing: today)
        )
    }

    @Test(arguments: [
        // The State Council's 2026: 25–27 September and 1–7 October off; 20 September and 10 October worked.
        ("2nd Tuesday 09:00", "2026-10", "2026-10-13", "2026-10-13", nil),
        ("1st Thursday 09:00", "2026-10", "2026-10-01", "2026-10-08", YearSchedule.DayOff.holiday),
        ("1st Wednesday 09:00", "2026-10", "2026-10-07", "2026-10-08", .holiday),
        ("1st Saturday 09:00", "2026-10", "2026-10-03", "2026-10-08", .holiday),
        ("2nd Saturday 09:00", "2026-10", "2026-10-10", "2026-10-10", nil),
        ("2nd Sunday 09:00", "2026-10", "2026-10-11", "2026-10-12", .weekend),
        ("3rd Sunday 09:00", "2026-09", "2026-09-20", "2026-09-20", nil),
        ("3rd Saturday 09:00", "2026-09", "2026-09-19", "2026-09-20", .weekend),
        ("last Friday 09:00", "2026-09", "2026-09-25", "2026-09-28", .holiday),
        ("last Wednesday 09:00", "2026-09", "2026-09-30", "2026-09-30", nil),
        ("last Saturday 09:00", "2026-10", "2026-10-31", "2026-11-02", .weekend),
        ("1st Friday 09:00", "2026-01", "2026-01-02", "2026-01-04", .holiday),
    ])
    func `a meeting moves off days that are not worked, to the next that is`(
        rule: String, month: String, nominal: String, actual: String, movedOff: YearSchedule.DayOff?
    ) throws {
        let month = try Month(parsing: month)
        let entry = try #require(try schedule(rule).entries.first { $0.month == month })
        #expect(entry.nominal.description == nominal)
        #expect(entry.slot.date.description == actual)
        #expect(entry.movedOff == movedOff)
    }

    @Test func `a year has its twelve months in order, whatever days the meetings land on`() throws {
        let schedule = try schedule("last Saturday 14:30", minutes: 60)
        let january = try Month(parsing: "2026-01")
        #expect(schedule.entries.map(\.month) == (0..<12).map { january.adding(months: $0) })
        #expect(schedule.entries.map(\.slot.start.description) == Array(repeating: "14:30", count: 12))
        #expect(Set(schedule.entries.map(\.slot.minutes)) == [60])
        #expect(schedule.entries.map(\.isPast) == Array(repeating: false, count: 12))
    }

    @Test(arguments: [
        ("2nd Tuesday 09:00", "2026-10-13", 9, "2026-10-13"),
        ("2nd Tuesday 09:00", "2026-10-14", 10, "2026-11-10"),
        // Nominally on the 1st, but moved to the 8th: not past on the 5th.
        ("1st Thursday 09:00", "2026-10-05", 9, "2026-10-08"),
        ("1st Thursday 09:00", "2026-10-09", 10, "2026-11-05"),
        ("2nd Tuesday 09:00", "2025-06-01", 0, "2026-01-13"),
        ("2nd Tuesday 09:00", "2027-01-01", 12, nil),
    ])
    func `months whose day is past are skipped`(rule: String, today: String, skipped: Int, next: String?) throws {
        let schedule = try schedule(rule, today: today)
        #expect(schedule.entries.map(\.isPast) == (0..<12).map { $0 < skipped })
        #expect(schedule.entries.first { !$0.isPast }?.slot.date.description == next)
    }

    @Test func `a year whose holidays are unknown is warned of and moved off weekends only`() throws {
        let schedule = try schedule("1st Friday 09:00", calendar: WorkCalendar(exceptions: [:]))
        #expect(schedule.warnings == [.holidaysUnknown(year: 2026)])
        #expect(schedule.entries.allSatisfy { $0.movedOff == nil && $0.slot.date == $0.nominal })
        #expect(try self.schedule("1st Friday 09:00").warnings.isEmpty)
    }

    @Test func `a December meeting that lands in a year of unknown holidays is warned of`() throws {
        // 31 December 2022 was a Saturday; the next Monday is 2 January 2023.
        let known = WorkCalendar(exceptions: [try LocalDate(parsing: "2022-01-03"): .holiday])
        let schedule = try schedule("last Saturday 09:00", year: 2022, today: "2022-01-01", calendar: known)
        let december = try #require(schedule.entries.last)
        #expect(december.month.description == "2022-12")
        #expect(december.slot.date.description == "2023-01-02")
        #expect(schedule.warnings == [.holidaysUnknown(year: 2023)])
    }

    @Test(arguments: [(2026, 4), (2026, 721), (1999, 90), (2200, 90)])
    func `a year or length out of range is refused`(year: Int, minutes: Int) {
        let rejection = #expect(throws: Rejection.self) {
            try schedule("2nd Tuesday 09:00", year: year, minutes: minutes)
        }
        #expect(rejection?.code == .range)
    }

    @Test func `a meeting that would go past midnight is refused`() {
        #expect(throws: Rejection.self) { try schedule("2nd Tuesday 23:00") }
    }
}
