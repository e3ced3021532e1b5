import Testing

@testable import Domain

struct AttendanceTests {
    private static func id(_ number: Int) -> ID<Member> { ID(Int64(number)) }

    private static func attendance(
        _ entries: [Attendance.Entry], roll: ClosedRange<Int> = 1...3, sittingIn: [ID<Member>] = []
    ) -> (Attendance?, [String]) {
        var errors = FieldErrors()
        let made = Attendance(
            entries, sittingIn: sittingIn, roll: Set(roll.map(id)), name: { String($0.rawValue) }, noting: &errors)
        return (made, errors.errors.map { "\($0.field) \($0.code.rawValue)" })
    }

    @Test(arguments: [
        (Attendance.Quorum.half, 0, 1, false), (.half, 1, 2, true), (.half, 2, 5, false), (.half, 3, 5, true),
        (.half, 10, 20, true), (.half, 9, 20, false),
        (.moreThanHalf, 1, 2, false), (.moreThanHalf, 10, 20, false), (.moreThanHalf, 11, 20, true),
        (.moreThanHalf, 3, 5, true),
        (.fourFifths, 4, 5, true), (.fourFifths, 16, 20, true), (.fourFifths, 15, 20, false), (.fourFifths, 8, 9, true),
        (.fourFifths, 7, 9, false), (.half, 0, 0, false), (.moreThanHalf, 0, 0, false), (.fourFifths, 0, 0, false),
    ])
    func `half is enough to vote, more than half to admit, four fifths to elect`(
        quorum: Attendance.Quorum, present: Int, entitled: Int, isReached: Bool
    ) {
        #expect(quorum.isReached(present: present, of: entitled) == isReached)
    }

    @Test func `of everybody on the roll it is said once how they were there`() throws {
        let all = (1...3).map { Attendance.Entry(Self.id($0), .present) }
        #expect(Self.attendance(all).0 != nil)
        #expect(Self.attendance(Array(all.dropLast())).1 == ["entries required"])
        #expect(Self.attendance(all + [all[0]]).1 == ["entries[3].member conflict"])
        #expect(Self.attendance(all + [Attendance.Entry(Self.id(9), .present)]).1 == ["entries[3].member unexpected"])
    }

    @Test func `who is excused has a reason, and who was not there was neither late nor early`() throws {
        let two = (2...3).map { Attendance.Entry(Self.id($0), .present) }
        func told(_ entry: Attendance.Entry) -> [String] { Self.attendance([entry] + two).1 }
        #expect(told(Attendance.Entry(Self.id(1), .excused)) == ["entries[0].reason required"])
        #expect(told(Attendance.Entry(Self.id(1), .absent)) == [])
        #expect(told(Attendance.Entry(Self.id(1), .absent, isLate: true)) == ["entries[0].late unexpected"])
        #expect(told(Attendance.Entry(Self.id(1), .absent, leftEarly: true)) == ["entries[0].leftEarly unexpected"])
        let deputy = try Text("李某")
        #expect(told(Attendance.Entry(Self.id(1), .present, deputy: deputy)) == ["entries[0].deputy unexpected"])
        #expect(told(Attendance.Entry(Self.id(1), .absent, deputy: deputy)) == [])
    }

    @Test func `who sits in is not on the roll, and named once`() {
        let all = (1...3).map { Attendance.Entry(Self.id($0), .present) }
        #expect(Self.attendance(all, sittingIn: [Self.id(7)]).1 == [])
        #expect(Self.attendance(all, sittingIn: [Self.id(2)]).1 == ["sittingIn[0] conflict"])
        #expect(Self.attendance(all, sittingIn: [Self.id(7), Self.id(7)]).1 == ["sittingIn[1] conflict"])
    }

    @Test(arguments: 0..<200)
    func `entitled is present and excused and absent, however they were there`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let count = Int.random(in: 1...60, using: &random)
        let reason = try Text("出差")
        var tally = Attendance.Tally()
        let entries = (1...count).map { number -> Attendance.Entry in
            let state = Attendance.State.allCases.randomElement(using: &random) ?? .absent
            return Attendance.Entry(Self.id(number), state, reason: state == .excused ? reason : nil)
        }
        let made = try #require(Self.attendance(entries.shuffled(using: &random), roll: 1...count).0)
        for entry in made.entries { tally.count(entry.state) }
        #expect(tally.entitled == count)
        #expect(tally.present + tally.excused + tally.absent == count)
    }
}
