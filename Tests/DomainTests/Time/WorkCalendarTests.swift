import Domain
import Testing

@Suite struct WorkCalendarTests {
    /// The year 2026 by the State Council's notice.
    private let calendar: WorkCalendar

    init() throws {
        var exceptions: [LocalDate: WorkCalendar.Exception] = [:]
        for (first, last) in [
            ("2026-01-01", "2026-01-03"),  // 元旦
            ("2026-02-15", "2026-02-23"),  // 春节
            ("2026-04-04", "2026-04-06"),  // 清明节
            ("2026-05-01", "2026-05-05"),  // 劳动节
            ("2026-06-19", "2026-06-21"),  // 端午节
            ("2026-09-25", "2026-09-27"),  // 中秋节
            ("2026-10-01", "2026-10-07"),  // 国庆节
        ] {
            var day = try LocalDate(parsing: first)
            while try day <= LocalDate(parsing: last) {
                exceptions[day] = .holiday
                day = day.adding(days: 1)
            }
        }
        for day in ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"] {
            exceptions[try LocalDate(parsing: day)] = .workday
        }
        calendar = WorkCalendar(exceptions: exceptions)
    }

    @Test(arguments: [
        // An ordinary week, and one across a month.
        ("2026-11-05", "2026-11-12"), ("2026-11-27", "2026-12-04"),
        // 元旦: the Sunday after it is worked.
        ("2025-12-26", "2026-01-05"), ("2025-12-31", "2026-01-08"), ("2026-01-01", "2026-01-08"),
        ("2026-01-04", "2026-01-09"),
        // 春节: the Saturdays before and after it are worked.
        ("2026-02-06", "2026-02-13"), ("2026-02-09", "2026-02-14"), ("2026-02-10", "2026-02-24"),
        ("2026-02-13", "2026-02-27"), ("2026-02-14", "2026-02-28"), ("2026-02-20", "2026-02-28"),
        ("2026-02-24", "2026-03-02"),
        // 清明节
        ("2026-03-27", "2026-04-03"), ("2026-03-30", "2026-04-07"), ("2026-04-03", "2026-04-13"),
        // 劳动节: the Saturday after it is worked.
        ("2026-04-24", "2026-05-06"), ("2026-04-27", "2026-05-07"), ("2026-04-30", "2026-05-11"),
        ("2026-05-06", "2026-05-12"),
        // 端午节
        ("2026-06-12", "2026-06-22"), ("2026-06-15", "2026-06-23"), ("2026-06-18", "2026-06-26"),
        // 国庆节 takes a Sunday before 中秋节 and a Saturday after itself.
        ("2026-09-18", "2026-09-24"), ("2026-09-20", "2026-09-28"), ("2026-09-24", "2026-10-09"),
        ("2026-09-30", "2026-10-13"), ("2026-10-08", "2026-10-14"),
    ])
    func `a notice of five working days stands over holidays and weekends`(posted: String, ends: String) throws {
        #expect(try calendar.day(after: LocalDate(parsing: posted), workingDays: 5).description == ends)
    }

    @Test(arguments: [
        ("2026-01-02", "2026-01-04"), ("2026-01-04", "2026-01-04"), ("2026-02-15", "2026-02-24"),
        ("2026-02-28", "2026-02-28"),
        ("2026-05-01", "2026-05-06"), ("2026-05-09", "2026-05-09"), ("2026-10-01", "2026-10-08"),
        ("2026-11-14", "2026-11-16"),
        ("2026-11-13", "2026-11-13"),
    ])
    func `a day off moves to the next working day, a working day stays`(date: String, moved: String) throws {
        #expect(try calendar.workingDay(onOrAfter: LocalDate(parsing: date)).description == moved)
    }

    /// 365 days, less 104 of weekends and 13 of public holidays.
    @Test func `2026 has 248 working days`() throws {
        let (eve, end) = (try LocalDate(parsing: "2025-12-31"), try LocalDate(parsing: "2026-12-31"))
        #expect(calendar.workingDays(after: eve, through: end) == 248)
    }

    @Test func `counting forward and counting between agree on every day of the year`() throws {
        let first = try LocalDate(parsing: "2026-01-01")
        for offset in 0..<365 {
            let start = first.adding(days: offset)
            #expect(calendar.day(after: start, workingDays: 0) == start)
            for count in [1, 2, 5, 30] {
                let end = calendar.day(after: start, workingDays: count)
                guard calendar.isWorkingDay(end), calendar.workingDays(after: start, through: end) == count else {
                    Issue.record("\(count) working days after \(start) is not \(end)")
                    return
                }
            }
        }
    }

    @Test func `no working days lie before a day or on it`() throws {
        let day = try LocalDate(parsing: "2026-11-24")
        #expect(calendar.workingDays(after: day, through: day) == 0)
        #expect(calendar.workingDays(after: day, through: day.adding(days: -9)) == 0)
    }

    @Test func `of a year whose holidays are not entered only the weekends are known`() throws {
        #expect(calendar.knows(year: 2026))
        #expect(!calendar.knows(year: 2027))
        #expect(try calendar.day(after: LocalDate(parsing: "2026-12-28"), workingDays: 5).description == "2027-01-04")
        #expect(!WorkCalendar(exceptions: [:]).knows(year: 2026))
    }
}
