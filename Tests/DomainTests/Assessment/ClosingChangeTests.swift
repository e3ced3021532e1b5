import Testing

@testable import Domain

/// What is late in a month: the last two working days up to the closing, and all between a reopening and the next closing.
@Suite struct ClosingChangeTests {
    /// Noon of the day, in a bureau at UTC.
    private static func moment(_ day: String, hour: Int = 12) throws -> ClosingWindow.Moment {
        let date = try LocalDate(parsing: day)
        return ClosingWindow.Moment(
            Instant(seconds: Int64(date.dayNumber) * 86_400 + Int64(hour) * 3600), on: date)
    }

    private static let calendar = WorkCalendar(
        exceptions: Dictionary(
            uniqueKeysWithValues: [
                ("2026-10-01", WorkCalendar.Exception.holiday), ("2026-10-02", .holiday), ("2026-10-05", .holiday),
                ("2026-10-06", .holiday), ("2026-10-07", .holiday), ("2026-10-10", .workday),
            ].compactMap { day, kind in (try? LocalDate(parsing: day)).map { ($0, kind) } }))

    @Test(arguments: [
        // A Tuesday, a Monday, a Sunday; over a holiday; on a weekend day that is worked.
        ("2026-12-01", "2026-11-30"), ("2026-11-30", "2026-11-27"), ("2026-11-29", "2026-11-26"),
        ("2026-10-08", "2026-09-30"), ("2026-10-04", "2026-09-29"), ("2026-10-10", "2026-10-09"),
        ("2026-10-12", "2026-10-10"),
    ])
    func `the last two working days reach back over days off`(closed: String, from: String) throws {
        let window = ClosingWindow(closings: [try Self.moment(closed)], calendar: Self.calendar)
        let expected = try LocalDate(parsing: from)
        #expect(window.lastDaysFrom == expected)
    }

    @Test(
        arguments: [
            ("2026-11-27", 23, nil), ("2026-11-30", 0, .lastDays), ("2026-12-01", 12, .lastDays),
            // Between the closing and the reopening nothing is recorded; a second later it is the reopened month's.
            ("2026-12-01", 13, .reopened), ("2026-12-03", 9, .reopened), ("2026-12-04", 12, .reopened),
            // What a decision on an objection recorded later.
            ("2026-12-04", 13, nil), ("2026-12-20", 9, nil),
        ] as [(String, Int, ClosingChange.Phase?)])
    func `late is what comes in the last days or after the reopening, and not what a decision records`(
        day: String, hour: Int, phase: ClosingChange.Phase?
    ) throws {
        let window = ClosingWindow(
            closings: [try Self.moment("2026-12-01"), try Self.moment("2026-12-04")], calendar: Self.calendar)
        let found = window.phase(of: try Self.moment(day, hour: hour))
        #expect(found == phase)
    }

    @Test func `a month that was never closed has nothing late`() throws {
        let window = ClosingWindow(closings: [], calendar: Self.calendar)
        let found = window.phase(of: try Self.moment("2026-12-01"))
        #expect(window.lastDaysFrom == nil && found == nil)
    }

    @Test func `figures count each kind, and the mean is that of all that are compared`() {
        let figures = ClosingFigures([
            ClosingChange(.sheet, .entered, .lastDays), ClosingChange(.sheet, .entered, .reopened),
            ClosingChange(.adjustment, .takenBack, .lastDays),
        ])
        #expect(figures[.sheet, .entered] == 2 && figures[.sheet, .revised] == 0)
        #expect(figures.count(of: .sheet) == 2 && figures.count(of: .adjustment) == 1 && figures.total == 3)
        let none = ClosingFigures([])
        #expect(ClosingFigures.mean(of: [figures, none])?.fixed == "1.50")
        #expect(ClosingFigures.mean(of: []) == nil)
    }
}
