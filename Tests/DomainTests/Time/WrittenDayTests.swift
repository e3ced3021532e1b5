import Domain
import Testing

/// Days as people and their programs write them.
@Suite struct WrittenDayTests {
    @Test(arguments: [
        "2005-07-01", "2005/7/1", "2005/07/01", "2005.7.1", "2005.07.01", "20050701", "2005年7月1日", "2005年07月01日",
        "2005年7月1号",
        "2005-7-1", "２００５-０７-０１", "２００５年７月１日", "2005／7／1", "2005．7．1", "2005—7—1", "2005 年 7 月 1 日", " 2005-07-01 ",
        "2005-07-01 00:00:00", "2005-07-01T00:00:00", "2005/7/1 0:00", "2005-07-01 00:00:00.000", "2005年7月1日 00:00:00",
        "2005年7月1日 星期五", "2005-7-1（周五）", "二〇〇五年七月一日", "二零零五年七月一日", "2005. 7. 1", "2005.7.1.", "1-Jul-2005",
        "1 July 2005",
        "July 1, 2005", "2005-Jul-01", "2005年7月1",
    ])
    func `a day is read however it is written`(_ raw: String) throws {
        #expect(try LocalDate(written: raw) == LocalDate(parsing: "2005-07-01"))
    }

    @Test(arguments: [("二〇二五年十二月二十三日", "2025-12-23"), ("二〇二五年十月廿一日", "2025-10-21"), ("一九九八年十一月三十日", "1998-11-30")])
    func `Chinese numerals go up to thirty-one`(_ raw: String, _ day: String) throws {
        #expect(try LocalDate(written: raw).description == day)
    }

    @Test(arguments: [
        ("2005.07", "‘2005.07’ is a month: which day of it? Write it such as 2005-07-01"),
        ("2005年7月", "‘2005年7月’ is a month: which day of it? Write it such as 2005-07-01"),
        ("200507", "‘200507’ is a month: which day of it? Write it such as 2005-07-01"),
        ("1998-3", "‘1998-3’ is a month: which day of it? Write it such as 1998-03-01"),
        ("二〇〇五年七月", "‘二〇〇五年七月’ is a month: which day of it? Write it such as 2005-07-01"),
        ("2005", "‘2005’ is a year: which day of it? Write it such as 2005-07-01"),
        ("2005年", "‘2005年’ is a year: which day of it? Write it such as 2005-07-01"),
        (
            "38534",
            "‘38534’ is the number under which Excel keeps 2005-07-01: format the column as dates, or write the day"
        ),
        (
            "38534.0",
            "‘38534.0’ is the number under which Excel keeps 2005-07-01: format the column as dates, or write the day"
        ),
        ("1/7/2005", "‘1/7/2005’ may be 2005-07-01 or 2005-01-07: write the year first, as one of these"),
        ("25/7/2005", "‘25/7/2005’ has the year last: write 2005-07-25"),
        ("1.1.2005", "‘1.1.2005’ has the year last: write 2005-01-01"),
        ("05/7/1", "the year of ‘05/7/1’ has two digits: write all four, such as 2026-11-23"),
        ("2005-07-01 08:30", "‘2005-07-01 08:30’ has a time of day: write the day alone, such as 2026-11-23"),
        ("2005-7-1 星期六", "2005-07-01 is another day of the week than ‘2005-7-1 星期六’ says"),
        ("2005-02-30", "there is no day 2005-02-30 between 1900 and 2199"),
        ("20051301", "there is no day 20051301 between 1900 and 2199"),
        ("2005/7-1", "‘2005/7-1’ is not a date: write it as 2026-11-23"),
        ("7月1日", "‘7月1日’ is not a date: write it as 2026-11-23"),
        ("入党", "‘入党’ is not a date: write it as 2026-11-23"), ("-", "‘-’ is not a date: write it as 2026-11-23"),
        ("99999999999999999999", "‘99999999999999999999’ is not a date: write it as 2026-11-23"),
    ])
    func `what may mean several days, or none, is refused with what would be right`(_ raw: String, _ said: String) {
        do throws(Rejection) {
            let day = try LocalDate(written: raw)
            Issue.record("\(raw) was read as \(day)")
        } catch {
            #expect(error.detail.description == said)
        }
    }
}
