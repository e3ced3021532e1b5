import Domain
import Testing

@Suite struct ClashTests {
    private typealias Invitation = Booking<String>

    private func booking(
        _ meeting: Int64? = nil, _ date: String = "2026-10-13", _ start: String = "09:00", minutes: Int = 60,
        place: String = "301会议室", inviting invited: Set<String> = []
    ) throws -> Invitation {
        Booking(
            meeting.map { ID($0) },
            slot: try MeetingSample.slot(date, start, minutes: minutes, place: place), invited: invited
        )
    }

    @Test(arguments: [
        ("301会议室", "301会议室", true),
        ("301会议室", "301 会议室", true),
        ("301会议室", " 301\u{3000}会议室 ", true),
        ("Room A", "ROOM a", true),
        ("RoomA", "room\u{3000}a", true),
        ("301会议室", "302会议室", false),
        ("Room A", "Room B", false),
        ("Ärzte", "ärzte", false),
        ("Room [", "Room {", false),
    ])
    func `a place is the same whatever its blanks and the case of its letters`(
        one: String, other: String, same: Bool
    ) throws {
        let existing = try booking(1, place: one)
        let proposed = try booking(place: other)
        let clashes = Clash.all(of: [proposed], against: [existing])
        #expect(clashes.map(\.cause) == (same ? [.place] : []))
    }

    @Test(arguments: [
        ("2026-10-13", "09:59", true), ("2026-10-13", "10:00", false), ("2026-10-13", "08:00", false),
        ("2026-10-13", "08:01", true), ("2026-10-14", "09:00", false),
    ])
    func `nothing clashes unless the times overlap`(date: String, start: String, clash: Bool) throws {
        let existing = try booking(1, inviting: ["王芳"])
        let proposed = try booking(nil, date, start, inviting: ["王芳"])
        #expect(Clash.all(of: [proposed], against: [existing]).isEmpty != clash)
    }

    @Test func `each clash says with what and why`() throws {
        let sameRoom = try booking(1, inviting: ["李强"])
        let samePeople = try booking(2, place: "大会议室", inviting: ["王芳", "赵敏", "李强"])
        let both = try booking(3, place: "301 会议室", inviting: ["王芳"])
        let neither = try booking(4, place: "别处", inviting: ["李强"])
        let proposed = try booking(inviting: ["王芳", "赵敏"])
        #expect(
            Clash.all(of: [proposed], against: [sameRoom, samePeople, both, neither]) == [
                Clash(proposed: proposed, other: sameRoom, cause: .place),
                Clash(proposed: proposed, other: samePeople, cause: .people(["王芳", "赵敏"])),
                Clash(proposed: proposed, other: both, cause: .place),
                Clash(proposed: proposed, other: both, cause: .people(["王芳"])),
            ]
        )
    }

    @Test func `a meeting does not clash with itself when it is moved`() throws {
        let existing = [try booking(1, inviting: ["王芳"]), try booking(2, "2026-10-13", "14:00", inviting: ["王芳"])]
        #expect(Clash.all(of: [try booking(1, "2026-10-13", "09:30", inviting: ["王芳"])], against: existing).isEmpty)
        let onto = Clash.all(of: [try booking(1, "2026-10-13", "14:30", inviting: ["王芳"])], against: existing)
        #expect(onto.map(\.other.meeting) == [ID(2), ID(2)])
    }

    @Test func `proposed meetings clash with each other, the later with the earlier`() throws {
        let one = try booking(inviting: ["王芳"])
        let two = try booking(nil, "2026-10-13", "09:30", place: "大会议室", inviting: ["王芳"])
        #expect(
            Clash.all(of: [one, two], against: []) == [Clash(proposed: two, other: one, cause: .people(["王芳"]))]
        )
    }
}
