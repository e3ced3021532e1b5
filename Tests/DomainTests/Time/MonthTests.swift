import Domain
import Testing

@Suite struct MonthTests {
    @Test(arguments: [
        ("2026-01", "2026-01-01", "2026-01-31"), ("2026-02", "2026-02-01", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"), ("2100-02", "2100-02-01", "2100-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"), ("2026-04", "2026-04-01", "2026-04-30"),
        ("2026-12", "2026-12-01", "2026-12-31"), ("2199-12", "2199-12-01", "2199-12-31"),
    ])
    func `a month runs from its first to its last day`(month: String, first: String, last: String) throws {
        let month = try Month(parsing: month)
        #expect(month.firstDay.description == first)
        #expect(month.lastDay.description == last)
    }

    @Test(arguments: [
        ("2026-11", 1, "2026-12"), ("2026-11", 2, "2027-01"), ("2026-12", 1, "2027-01"), ("2026-01", -1, "2025-12"),
        ("2026-01", -13, "2024-12"), ("2026-03", -3, "2025-12"), ("2026-11", 0, "2026-11"), ("2026-11", 12, "2027-11"),
        ("2000-01", 2399, "2199-12"), ("2199-12", -2399, "2000-01"),
    ])
    func `months add up over the years`(month: String, months: Int, sum: String) throws {
        #expect(try Month(parsing: month).adding(months: months).description == sum)
    }

    @Test func `every month from 2000 to 2199 is written and read back, and each follows the last`() throws {
        var previous: Month?
        for year in Month.years {
            for number in 1...12 {
                let month = try #require(Month(year: year, month: number))
                guard try Month(parsing: month.description) == month, month.year == year, month.number == number,
                    month.firstDay.month == month, month.lastDay.month == month,
                    previous.map({
                        $0 < month && $0.adding(months: 1) == month && $0.lastDay.adding(days: 1) == month.firstDay
                    })
                        ?? true
                else {
                    Issue.record("\(month)")
                    return
                }
                previous = month
            }
        }
    }

    @Test(arguments: [
        ("2026-13", Rejection.Code.range), ("2026-00", .range), ("1999-12", .range), ("2200-01", .range),
        ("0000-01", .range),
        ("2026-1", .format), ("２０２６-01", .format), ("2026-０1", .format), ("2026", .format), ("", .format),
        ("2026-011", .format), ("26-01", .format), ("2026-01-01", .format), ("2026/01", .format), ("202601", .format),
        ("2026-", .format), ("-2026-01", .format), ("2026-+1", .format), ("2026- 1", .format), ("2026年1月", .format),
        ("Jan 2026", .format),
    ])
    func `odd months are refused`(raw: String, code: Rejection.Code) {
        #expect(rejected { try Month(parsing: raw) } == code)
    }

    @Test(arguments: [
        ("2026-02-01", true), ("2026-02-28", true), ("2026-01-31", false), ("2026-03-01", false), ("2027-02-10", false),
    ])
    func `a month holds its own days only`(date: String, isIn: Bool) throws {
        #expect(try Month(parsing: "2026-02").contains(LocalDate(parsing: date)) == isIn)
    }

    @Test func `a month outside the years does not exist`() {
        #expect(Month(year: 1999, month: 12) == nil)
        #expect(Month(year: 2200, month: 1) == nil)
        #expect(Month(year: 2026, month: 0) == nil)
        #expect(Month(year: 2026, month: 13) == nil)
    }
}
