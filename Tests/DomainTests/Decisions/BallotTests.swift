import Testing

@testable import Domain

/// The arithmetic of an election: who may hold it, who is elected, where it is voted again; against a plain reckoning.
struct BallotTests {
    private static func count(
        _ yes: [Int], returned: Int, issued: Int? = nil, void: Int = 0, others: [(Int64, Int)] = []
    ) -> BallotCount {
        BallotCount(
            issued: issued ?? returned, returned: returned, void: void,
            marks: yes.map { BallotCount.Marks(yes: $0, no: returned - void - $0, blank: 0) },
            others: others.map { BallotCount.Other(member: ID($0.0), yes: $0.1) })
    }

    private static func candidates(_ count: Int) -> [ID<Member>] { (0..<count).map { ID(Int64($0 + 1)) } }

    @Test func `four fifths have to be there, of those entitled without those left out`() {
        for entitled in 1...60 {
            for excluded in 0..<entitled {
                let counted = entitled - excluded
                for present in 0...counted {
                    // Four of each five, and of what is left over as much as reaches beyond four fifths.
                    let needed = counted - counted / 5
                    #expect(
                        BallotResult.isQuorate(present: present, entitled: entitled, excluded: excluded)
                            == (present >= needed), "\(present) of \(counted)")
                }
            }
        }
    }

    @Test(arguments: [
        (seats: 3, candidates: 4), (1, 2), (5, 6), (6, 8), (7, 9), (10, 12), (11, 14),
    ])
    func `a committee has a fifth more candidates than seats, rounded up`(seats: Int, candidates: Int) {
        #expect(BallotResult.candidates(for: seats) == candidates)
    }

    @Test func `every small ballot is as plain reckoning has it`() {
        for present in 1...5 {
            for seats in 1...3 {
                for code in 0..<((present + 1) * (present + 1) * (present + 1) * (present + 1)) {
                    let base = present + 1
                    let yes = [code % base, code / base % base, code / base / base % base, code / base / base / base]
                    let result = BallotResult(
                        of: Self.count(yes, returned: present), candidates: Self.candidates(4), seats: seats,
                        present: present)
                    // One after the other: whoever has more than half, and is outdone by fewer than there are seats.
                    let enough = yes.indices.filter { yes[$0] > present / 2 }
                    let sure = enough.filter { one in enough.count { yes[$0] >= yes[one] } <= seats }
                    let possible = enough.filter { one in enough.count { yes[$0] > yes[one] } < seats }
                    let elected = Set(result.elected.map { Int($0.member.rawValue) - 1 })
                    #expect(elected == Set(sure), "\(yes) of \(present) for \(seats)")
                    let isTied = possible.count > sure.count
                    #expect((result.outcome == .tied) == isTied, "\(yes) of \(present) for \(seats)")
                    #expect(
                        Set(result.tied.map { Int($0.member.rawValue) - 1 })
                            == (isTied ? Set(possible).subtracting(sure) : []))
                    if !isTied { #expect((result.outcome == .filled) == (sure.count == seats)) }
                }
            }
        }
    }

    @Test func `three are tied at the last seat, and half of those there is not enough`() {
        let tied = BallotResult(
            of: Self.count([9, 7, 7, 7, 5], returned: 10), candidates: Self.candidates(5), seats: 3, present: 10)
        #expect(tied.outcome == .tied && tied.elected.map(\.yes) == [9] && tied.tied.count == 3)
        let half = BallotResult(
            of: Self.count([5, 10], returned: 10), candidates: Self.candidates(2), seats: 2, present: 10)
        #expect(half.outcome == .tooFew && half.elected.map(\.yes) == [10])
        // Of those there, not of the ballots: who takes none with them counts against everybody.
        let few = BallotResult(
            of: Self.count([5], returned: 6), candidates: Self.candidates(1), seats: 1, present: 10)
        #expect(few.outcome == .tooFew && few.elected.isEmpty)
        // Somebody whom the ballots named.
        let other = BallotResult(
            of: Self.count([4], returned: 10, others: [(9, 6)]), candidates: Self.candidates(1), seats: 1, present: 10)
        #expect(other.outcome == .filled && other.elected.map(\.member) == [ID(9)])
    }

    @Test(arguments: [
        (issued: 10, returned: 11, isVoid: true), (11, 10, true), (10, 10, false), (10, 9, false),
    ])
    func `more ballots than were issued, or than people, is no vote`(issued: Int, returned: Int, isVoid: Bool) {
        let result = BallotResult(
            of: Self.count([9], returned: returned, issued: issued), candidates: Self.candidates(1), seats: 1,
            present: 10)
        #expect((result.outcome == .ballotsVoid) == isVoid)
    }

    @Test func `what is counted fits together`() {
        func faults(_ count: BallotCount, seats: Int = 1) -> [String] {
            do throws(FieldErrors) {
                try count.check(
                    present: 10, seats: seats, candidates: Self.candidates(2),
                    voters: Set((1...9).map { ID<Member>($0) }))
                return []
            } catch {
                return error.errors.map(\.field)
            }
        }
        #expect(faults(Self.count([6, 3], returned: 10)) == [])
        #expect(faults(Self.count([6], returned: 10)) == ["marks"])
        #expect(
            faults(
                BallotCount(
                    issued: 10, returned: 10, void: 1,
                    marks: [.init(yes: 6, no: 3, blank: 1), .init(yes: 2, no: 5, blank: 2)], others: []))
                == ["marks[0].yes"])
        // Twelve chosen on ten ballots of one each.
        #expect(faults(Self.count([6, 6], returned: 10)) == ["marks"])
        #expect(faults(Self.count([6, 6], returned: 10), seats: 2) == [])
        #expect(faults(Self.count([5, 2], returned: 10, others: [(2, 1)])) == ["others[0].member"])
        #expect(faults(Self.count([5, 2], returned: 10, others: [(99, 1)])) == ["others[0].member"])
        #expect(faults(Self.count([0, 0], returned: 10, others: [(5, 11)])) == ["others[0].yes"])
        #expect(faults(Self.count([3, 3], returned: 5, void: 6)).contains("invalid"))
        // Of what was no vote nothing more is asked.
        #expect(faults(BallotCount(issued: 10, returned: 11, void: 0, marks: [], others: [])) == [])
    }

    @Test(arguments: [
        (kind: Election.Kind.secretary, seats: 1, isRight: true), (.secretary, 2, false), (.committee, 3, true),
        (.committee, 2, false), (.committee, 7, true),
    ])
    func `how many seats there are`(kind: Election.Kind, seats: Int, isRight: Bool) throws {
        let day = try LocalDate(parsing: "2026-12-31")
        let election = try? Election(kind: kind, title: Text(kept: "换届"), seats: seats, termEnds: day)
        #expect((election != nil) == isRight)
    }

    @Test func `the branch is reminded six and two months before, also where a month is shorter`() throws {
        let election = try Election(
            kind: .committee, title: Text(kept: "换届"), seats: 3, termEnds: LocalDate(parsing: "2027-08-31"))
        #expect(election.reminders.map(\.description) == ["2027-02-28", "2027-06-30"])
    }
}
