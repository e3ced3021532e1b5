import Domain
import Testing

@Suite struct LocalDateTests {
    @Test(arguments: [
        (1900, false), (1904, true), (1999, false), (2000, true), (2024, true), (2026, false), (2028, true),
        (2100, false), (2196, true),
    ])
    func `every fourth year is a leap year, of full centuries only every fourth`(year: Int, isLeap: Bool) throws {
        #expect((LocalDate(year: year, month: 2, day: 29) != nil) == isLeap)
        let newYear = try #require(LocalDate(year: year, month: 1, day: 1))
        #expect(newYear.adding(days: isLeap ? 366 : 365).components == (year + 1, 1, 1))
    }

    /// Counts the days one by one, as a wall calendar would.
    @Test func `every day from 1900 to 2199 has its number, its parts, its name and its weekday`() throws {
        let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        var number = -25_567  // 1900-01-01: 70 years with 17 leap days before 1970.
        var weekday = 0  // It was a Monday.
        for year in 1900...2199 {
            for month in 1...12 {
                let isLongFebruary = month == 2 && (year % 400 == 0 || year % 4 == 0 && year % 100 != 0)
                for day in 1...lengths[month - 1] + (isLongFebruary ? 1 : 0) {
                    let date = try #require(LocalDate(year: year, month: month, day: day))
                    let name = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    guard date.dayNumber == number, date.components == (year, month, day),
                        date.description == name, try LocalDate(parsing: name) == date,
                        date.weekday == Weekday.allCases[weekday],
                        date.month.year == year, date.month.number == month
                    else {
                        Issue.record("\(name) is taken for \(date), \(date.weekday)")
                        return
                    }
                    number += 1
                    weekday = (weekday + 1) % 7
                }
            }
        }
    }

    @Test(arguments: [
        ("1900-01-01", Weekday.monday), ("1949-10-01", .saturday), ("1970-01-01", .thursday),
        ("1999-12-31", .friday), ("2000-01-01", .saturday), ("2000-02-29", .tuesday), ("2008-08-08", .friday),
        ("2026-01-01", .thursday), ("2026-11-24", .tuesday), ("2100-03-01", .monday), ("2199-12-31", .tuesday),
    ])
    func `known days have their weekdays`(date: String, weekday: Weekday) throws {
        #expect(try LocalDate(parsing: date).weekday == weekday)
    }

    @Test func `Saturday and Sunday are the weekend`() {
        #expect(Weekday.allCases.filter(\.isWeekend) == [.saturday, .sunday])
        #expect(Weekday.allCases.map(\.rawValue) == Array(1...7))
    }

    @Test(arguments: [
        ("2026-02-29", Rejection.Code.range), ("2100-02-29", .range), ("2026-04-31", .range), ("2026-13-01", .range),
        ("2026-00-10", .range), ("2026-01-00", .range), ("2026-01-32", .range), ("1899-12-31", .range),
        ("2200-01-01", .range), ("0000-00-00", .range),
        ("", .format), ("2026", .format), ("2026-1-1", .format), ("2026-11-3", .format), ("26-11-03", .format),
        ("2026/11/03", .format), ("20261103", .format), ("2026-11-03T00:00", .format), ("2026-11-03-", .format),
        ("2026-11--3", .format), ("-2026-11-03", .format), ("+026-11-03", .format), (" 2026-11-03", .format),
        ("２０２６-11-03", .format), ("2026－11－03", .format), ("2026年11月3日", .format), ("2026-11-0x", .format),
    ])
    func `what is no day of the calendar is refused`(raw: String, code: Rejection.Code) {
        #expect(rejected { try LocalDate(parsing: raw) } == code)
    }

    @Test(arguments: [
        (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 6, 31), (1899, 12, 31), (2200, 1, 1), (2026, -1, -1),
    ])
    func `parts that name no day make none`(year: Int, month: Int, day: Int) {
        #expect(LocalDate(year: year, month: month, day: day) == nil)
    }

    @Test func `days are ordered and counted`() throws {
        let eve = try LocalDate(parsing: "2025-12-31")
        let newYear = try LocalDate(parsing: "2026-01-01")
        #expect(eve < newYear)
        #expect(eve.adding(days: 1) == newYear)
        #expect(newYear.adding(days: -1) == eve)
        #expect(newYear.adding(days: 0) == newYear)
    }
}
