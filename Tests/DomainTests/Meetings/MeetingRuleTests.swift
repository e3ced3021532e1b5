import Domain
import Testing

@Suite struct MeetingRuleTests {
    @Test(arguments: [
        ("2nd Tuesday 09:00", "2nd Tuesday 09:00"),
        ("the 2nd Tuesday, 09:00", "2nd Tuesday 09:00"),
        ("second Tue 9:00", "2nd Tuesday 09:00"),
        ("  SECOND   tues ,9:00  ", "2nd Tuesday 09:00"),
        ("every first thurs 0:00", "1st Thursday 00:00"),
        ("1st mon 08:05", "1st Monday 08:05"),
        ("3RD Wednesday 23:59", "3rd Wednesday 23:59"),
        ("the third sat 9:00", "3rd Saturday 09:00"),
        ("4th Sunday 10:00", "4th Sunday 10:00"),
        ("last Friday 14:30", "last Friday 14:30"),
        ("第二个星期二 09:00", "2nd Tuesday 09:00"),
        ("每月第2个周二 9:00", "2nd Tuesday 09:00"),
        ("每月的第 2 个周二,9:00", "2nd Tuesday 09:00"),
        ("每个月第一个礼拜一8:30", "1st Monday 08:30"),
        ("最后一个星期五 14:30", "last Friday 14:30"),
        ("最后1个周天\u{3000}9:00", "last Sunday 09:00"),
        ("第4个周日 09:00", "4th Sunday 09:00"),
        ("第三个星期六、10:00", "3rd Saturday 10:00"),
        ("每月10日 09:00", "day 10 09:00"), ("10号 9:00", "day 10 09:00"), ("the 10th 9:00", "day 10 09:00"),
        ("day 10 9:00", "day 10 09:00"), ("1st 9:00", "day 1 09:00"), ("每月22日、14:30", "day 22 14:30"),
        ("每月１０日　９：００", "day 10 09:00"), ("28日 8:00", "day 28 08:00"),
        ("每月最后一个工作日 14:30", "last working day 14:30"), ("last working day, 14:30", "last working day 14:30"),
        ("最后1个工作日14:30", "last working day 14:30"),
        // Full-width comma, digits, colon and letters; the ideographic space.
        ("第\u{FF12}个周四\u{FF0C}\u{FF10}\u{FF19}\u{FF1A}\u{FF13}\u{FF10}", "2nd Thursday 09:30"),
        ("\u{FF12}\u{FF4E}\u{FF44}\u{3000}\u{FF34}\u{FF55}\u{FF45} 9\u{FF1A}00", "2nd Tuesday 09:00"),
    ])
    func `a rule is read as people write it`(raw: String, canonical: String) throws {
        #expect(try MeetingRule(parsing: raw).description == canonical)
    }

    @Test(arguments: ["5th Tuesday 09:00", "the fifth Fri 9:00", "第五个星期二 09:00", "每月第5个周五 9:00"])
    func `a fifth is refused in favour of the last`(raw: String) {
        let rejection = #expect(throws: Rejection.self) { try MeetingRule(parsing: raw) }
        #expect(rejection?.code == .range)
        #expect(rejection?.detail.description.contains("use ‘last’") == true)
    }

    @Test(arguments: ["29日 09:00", "每月31号 9:00", "day 30 9:00", "the 31st 9:00", "0日 9:00", "99日 9:00"])
    func `a day that not every month has is refused in favour of the last working day`(raw: String) {
        let rejection = #expect(throws: Rejection.self) { try MeetingRule(parsing: raw) }
        #expect(rejection?.code == .range)
        #expect(rejection?.detail.description.contains("最后一个工作日") == true)
    }

    @Test(arguments: ["第一周星期五 09:00", "每月第1周周五 9:00", "第二星期星期二 9:00", "第三周礼拜四 9:00"])
    func `a weekday of a week by its number can be read in two ways`(raw: String) {
        let rejection = #expect(throws: Rejection.self) { try MeetingRule(parsing: raw) }
        #expect(rejection?.code == .format)
        #expect(rejection?.detail.description.contains("write 第一个星期五") == true)
    }

    @Test(arguments: [
        // A Saturday the 31st; a month whose last working day is made up for on a Sunday.
        ("2026-10", "2026-10-30"), ("2026-11", "2026-11-30"), ("2026-02", "2026-02-28"), ("2026-01", "2026-01-29"),
    ])
    func `the last working day is the calendar's`(month: String, date: String) throws {
        let calendar = WorkCalendar(exceptions: [
            try LocalDate(parsing: "2026-02-28"): .workday, try LocalDate(parsing: "2026-01-30"): .holiday,
        ])
        let rule = try MeetingRule(parsing: "每月最后一个工作日 9:00")
        #expect(try rule.date(in: Month(parsing: month), by: calendar).description == date)
    }

    @Test(arguments: [
        ("", Rejection.Code.required),
        ("  ", .required),
        ("Tuesday 09:00", .format),
        ("2th 09:00", .format),
        ("10 09:00", .format),
        ("10日10日 09:00", .format),
        ("第10日 09:00", .format),
        ("第一周 09:00", .format),
        ("2nd Tuesday", .format),
        ("2nd Tuesday 9", .format),
        ("2nd Tuesday 24:00", .format),
        ("2nd Tuesday 09:00 weekly", .format),
        ("2th Tuesday 09:00", .format),
        ("6th Tuesday 09:00", .format),
        ("2nd Tuesdayish 09:00", .format),
        ("second last Friday 09:00", .format),
        ("09:00 2nd Tuesday", .format),
        ("第二个星期八 09:00", .format),
        ("第二个 09:00", .format),
        ("星期二 09:00", .format),
        ("第二个星期二", .format),
    ])
    func `what is not a rule is refused`(raw: String, code: Rejection.Code) {
        let rejection = #expect(throws: Rejection.self) { try MeetingRule(parsing: raw) }
        #expect(rejection?.code == code)
    }

    @Test func `every rule reads its own description`() throws {
        for ordinal in MeetingRule.Ordinal.allCases {
            for weekday in Weekday.allCases {
                let rule = MeetingRule(.weekday(ordinal, weekday), at: try TimeOfDay(parsing: "07:05"))
                #expect(try MeetingRule(parsing: rule.description) == rule)
            }
        }
    }

    @Test(arguments: [
        ("2nd Tuesday 09:00", "2026-10", "2026-10-13"),
        ("1st Thursday 09:00", "2026-10", "2026-10-01"),
        ("1st Wednesday 09:00", "2026-10", "2026-10-07"),
        ("last Wednesday 09:00", "2026-09", "2026-09-30"),
        ("last Thursday 09:00", "2026-09", "2026-09-24"),
        ("last Saturday 09:00", "2026-10", "2026-10-31"),
        ("4th Saturday 09:00", "2026-02", "2026-02-28"),
        ("last Sunday 09:00", "2026-02", "2026-02-22"),
        ("last Tuesday 09:00", "2028-02", "2028-02-29"),
        ("last Thursday 09:00", "2026-12", "2026-12-31"),
    ])
    func `a rule names a day of the month`(rule: String, month: String, date: String) throws {
        let month = try Month(parsing: month)
        #expect(try MeetingRule(parsing: rule).date(in: month, by: WorkCalendar(exceptions: [:])).description == date)
    }

    @Test func `the day named is the weekday's n-th or last in that month, in every month`() throws {
        let start = try TimeOfDay(parsing: "09:00")
        let first = try Month(parsing: "2000-01")
        for month in (0..<2400).map({ first.adding(months: $0) }) {
            for (ordinal, weekday) in MeetingRule.Ordinal.allCases.flatMap({ ordinal in
                Weekday.allCases.map { (ordinal, $0) }
            }) {
                let date = MeetingRule(.weekday(ordinal, weekday), at: start).date(
                    in: month, by: WorkCalendar(exceptions: [:]))
                let rightWeek =
                    ordinal == .last
                    ? !month.contains(date.adding(days: 7))
                    : (date.components.day + 6) / 7 == ordinal.rawValue
                guard month.contains(date), date.weekday == weekday, rightWeek else {
                    Issue.record("\(ordinal) \(weekday) of \(month) is not \(date)")
                    return
                }
            }
        }
    }
}
