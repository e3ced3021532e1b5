import Domain
import Testing

@Suite struct MeetingTests {
    private let earlier: LocalDateTime
    private let meeting: Meeting
    private let reason: Text

    init() throws {
        earlier = try MeetingSample.moment("2026-10-08 10:00")
        meeting = try Meeting(
            .secretaries, .regular, for: Month(parsing: "2026-10"), at: MeetingSample.slot("2026-10-13")
        )
        reason = try Text("市局检查")
    }

    @Test func `moving changes the slot, raises the sequence and keeps the reason and the month`() throws {
        let slot = try MeetingSample.slot("2026-11-02", "14:30", minutes: 60, place: "大会议室")
        let moved = try meeting.moved(to: slot, reason: reason, now: earlier)
        #expect(moved.slot == slot)
        #expect(moved.status == .scheduled)
        #expect(moved.sequence == 1)
        #expect(moved.reason == reason)
        #expect(moved.month.description == "2026-10")
        #expect(meeting.sequence == 0 && meeting.reason == nil)
    }

    @Test func `cancelling keeps the slot and raises the sequence`() throws {
        let moved = try meeting.moved(to: MeetingSample.slot("2026-10-14"), reason: reason, now: earlier)
        let cancelled = try moved.cancelled(reason: Text("台风"), now: earlier)
        #expect(cancelled.status == .cancelled)
        #expect(cancelled.slot == moved.slot)
        #expect(cancelled.sequence == 2)
        #expect(cancelled.reason?.string == "台风")
    }

    @Test(arguments: [
        // The meeting is on 2026-10-13, 09:00 to 10:30.
        ("2026-10-13 08:59", "2026-10-13", "09:30", nil),
        ("2026-10-13 08:59", "2026-10-13", "08:59", nil),
        ("2026-10-13 08:59", "2026-10-13", "08:58", Meeting.Refusal.past),
        ("2026-10-08 10:00", "2026-10-07", "15:00", .past),
        ("2026-10-08 10:00", "2026-10-13", "09:00", .unchanged),
        ("2026-10-13 09:00", "2026-10-14", "09:00", .begun),
        ("2026-10-13 09:20", "2026-10-13", "09:00", .begun),
        ("2026-10-20 00:00", "2026-10-21", "09:00", .begun),
    ])
    func `only a meeting still to come moves, to another time still to come`(
        now: String, date: String, start: String, refusal: Meeting.Refusal?
    ) throws {
        let now = try MeetingSample.moment(now)
        let slot = try MeetingSample.slot(date, start)
        if let refusal {
            #expect(throws: refusal) { try meeting.moved(to: slot, reason: reason, now: now) }
        } else {
            #expect(try meeting.moved(to: slot, reason: reason, now: now).slot == slot)
        }
    }

    @Test func `another room or length alone is a move`() throws {
        let room = try MeetingSample.slot("2026-10-13", place: "302会议室")
        #expect(try meeting.moved(to: room, reason: reason, now: earlier).sequence == 1)
        let longer = try MeetingSample.slot("2026-10-13", minutes: 120)
        #expect(try meeting.moved(to: longer, reason: reason, now: earlier).sequence == 1)
    }

    @Test func `a meeting that has begun is not cancelled`() throws {
        #expect(throws: Meeting.Refusal.begun) {
            try meeting.cancelled(reason: reason, now: MeetingSample.moment("2026-10-13 09:00"))
        }
        #expect(try meeting.cancelled(reason: reason, now: MeetingSample.moment("2026-10-13 08:59")).sequence == 1)
    }

    @Test func `a cancelled meeting stays cancelled, whatever the time`() throws {
        let cancelled = try meeting.cancelled(reason: reason, now: earlier)
        let other = try MeetingSample.slot("2026-10-14")
        for now in [earlier, try MeetingSample.moment("2026-10-14 09:00")] {
            #expect(throws: Meeting.Refusal.cancelled) { try cancelled.moved(to: other, reason: reason, now: now) }
            #expect(throws: Meeting.Refusal.cancelled) { try cancelled.cancelled(reason: reason, now: now) }
        }
    }
}

@Suite struct MeetingSlotTests {
    @Test(arguments: [
        ("09:00", 5, "2026-10-13T09:05"),
        ("09:00", 90, "2026-10-13T10:30"),
        ("09:00", 720, "2026-10-13T21:00"),
        ("12:00", 720, "2026-10-14T00:00"),
        ("23:55", 5, "2026-10-14T00:00"),
        ("23:00", 59, "2026-10-13T23:59"),
    ])
    func `a slot ends by midnight`(start: String, minutes: Int, ends: String) throws {
        #expect(try MeetingSample.slot("2026-10-13", start, minutes: minutes).ends.description == ends)
    }

    @Test(arguments: [
        ("09:00", 4), ("09:00", 0), ("09:00", -90), ("00:00", 721), ("00:00", Int.max), ("12:01", 720), ("23:56", 5),
    ])
    func `a slot too short, too long or past midnight is refused`(start: String, minutes: Int) {
        let rejection = #expect(throws: Rejection.self) {
            try MeetingSample.slot("2026-10-13", start, minutes: minutes)
        }
        #expect(rejection?.code == .range)
    }

    @Test func `a place is named in at most a hundred characters`() throws {
        let longest = String(repeating: "厅", count: 100)
        #expect(try MeetingSample.slot("2026-10-13", place: longest).place.string == longest)
        let text = try Text(longest + "堂")
        #expect(throws: Rejection.tooLong(maximum: 100)) {
            try MeetingSample.slot("2026-10-13", place: text.string)
        }
    }

    @Test(arguments: [
        ("2026-10-13", "09:00", 90, true),
        ("2026-10-13", "10:29", 5, true),
        ("2026-10-13", "10:30", 60, false),
        ("2026-10-13", "08:00", 60, false),
        ("2026-10-13", "08:00", 61, true),
        ("2026-10-13", "09:30", 10, true),
        ("2026-10-13", "08:00", 600, true),
        ("2026-10-14", "09:00", 90, false),
        ("2026-10-12", "09:00", 90, false),
    ])
    func `slots overlap if they share a minute`(date: String, start: String, minutes: Int, overlap: Bool) throws {
        let slot = try MeetingSample.slot("2026-10-13", "09:00", minutes: 90)
        let other = try MeetingSample.slot(date, start, minutes: minutes, place: "别处")
        #expect(slot.overlaps(other) == overlap)
        #expect(other.overlaps(slot) == overlap)
    }

    @Test func `a slot until midnight does not overlap one from midnight`() throws {
        let late = try MeetingSample.slot("2026-10-13", "23:00", minutes: 60)
        #expect(!late.overlaps(try MeetingSample.slot("2026-10-14", "00:00")))
    }
}
