import Domain
import Testing

@Suite struct TimeOfDayTests {
    @Test(arguments: [("00:00", 0), ("09:00", 540), ("9:00", 540), ("0:05", 5), ("14:30", 870), ("23:59", 1439)])
    func `hours and minutes are a time of day, the leading zero is optional`(raw: String, minutes: Int) throws {
        #expect(try TimeOfDay(parsing: raw).minutes == minutes)
    }

    @Test(arguments: [
        "", "9", "24:00", "23:60", "9:5", "09:5", "009:00", "09:000", "-1:00", "+9:00", "９:00", "09：00", "09.00",
        "0900",
        "09:00:00", "9am", "09:00 ", ":30", "09:", "上午9点",
    ])
    func `anything else is no time of day`(raw: String) {
        #expect(rejected { try TimeOfDay(parsing: raw) } == .format)
    }

    @Test func `every minute of the day is written and read back`() throws {
        var minutes = 0
        for hour in 0...23 {
            for minute in 0...59 {
                let time = try #require(TimeOfDay(hour: hour, minute: minute))
                guard time.minutes == minutes, time.hour == hour, time.minute == minute,
                    try TimeOfDay(parsing: time.description) == time, time.description.count == 5
                else {
                    Issue.record("\(hour) \(minute)")
                    return
                }
                minutes += 1
            }
        }
        #expect(TimeOfDay(hour: 24, minute: 0) == nil)
        #expect(TimeOfDay(hour: 0, minute: 60) == nil)
        #expect(TimeOfDay(hour: -1, minute: 0) == nil)
    }
}
