import Domain

/// Short forms for what the tests of this room are about.
enum MeetingSample {
    static func slot(
        _ date: String, _ start: String = "09:00", minutes: Int = 90, place: String = "301会议室"
    ) throws -> Meeting.Slot {
        try Meeting.Slot(
            date: LocalDate(parsing: date), start: TimeOfDay(parsing: start), minutes: minutes, place: Text(place)
        )
    }

    /// Reads `2026-10-13 09:00`.
    static func moment(_ raw: String) throws -> LocalDateTime {
        try LocalDateTime(
            date: LocalDate(parsing: String(raw.prefix(10))), time: TimeOfDay(parsing: String(raw.dropFirst(11)))
        )
    }

    /// The State Council's holidays for 2026, from the Mid-Autumn Festival on, and New Year's.
    static func calendar2026() throws -> WorkCalendar {
        var exceptions: [LocalDate: WorkCalendar.Exception] = [:]
        let holidays = ["2026-01-01", "2026-01-02", "2026-01-03", "2026-09-25", "2026-09-26", "2026-09-27"]
        for day in holidays + (1...7).map({ "2026-10-0\($0)" }) { exceptions[try LocalDate(parsing: day)] = .holiday }
        for day in ["2026-01-04", "2026-09-20", "2026-10-10"] { exceptions[try LocalDate(parsing: day)] = .workday }
        return WorkCalendar(exceptions: exceptions)
    }
}
