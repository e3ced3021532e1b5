import Testing

@testable import Domain

/// The rules by which a vote is quorate and carried, against a plain reckoning, and what a count has to be.
struct VoteTests {
    /// By fractions instead of by products: half is what is left over in no way.
    private static func reference(_ rule: VoteRule, present: Int, yes: Int, entitled: Int) -> VoteCount.Outcome {
        let half = entitled / 2
        let isOdd = entitled % 2 == 1
        let isQuorate =
            switch rule {
            case .general: present > half || present == half && !isOdd
            case .admission: present > half
            }
        if entitled == 0 || !isQuorate { return .notQuorate }
        return yes > half ? .carried : .failed
    }

    @Test(arguments: VoteRule.allCases)
    func `every count of every roll up to sixty is as plain reckoning has it`(rule: VoteRule) {
        for entitled in 1...60 {
            for present in 1...entitled {
                for written in rule.takesWrittenOpinions ? [0, 1, entitled - present] : [0] {
                    for yes in 0...present {
                        let count = VoteCount(
                            present: (1...present).map { ID(Int64($0)) }, ballots: nil,
                            tallies: [Tally(yes: yes, no: present - yes, abstained: 0)], scrutineer: ID(1),
                            tellers: [ID(2)], reason: nil)
                        let opinions = Tally(yes: written, no: 0, abstained: 0)
                        let expected = Self.reference(rule, present: present, yes: yes + written, entitled: entitled)
                        let found = count.outcomes(by: rule, entitled: entitled, written: opinions, places: 1)
                        if found != [expected] {
                            Issue.record("\(rule) \(present) of \(entitled), \(yes) and \(written) for: \(found)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: [
        // Exactly half is enough for a general vote, and not for an admission.
        (rule: VoteRule.general, entitled: 16, present: 8, yes: 8, outcome: VoteCount.Outcome.failed),
        (.general, 16, 9, 9, .carried), (.general, 16, 9, 8, .failed), (.general, 15, 7, 7, .notQuorate),
        (.general, 15, 8, 8, .carried), (.admission, 16, 8, 8, .notQuorate), (.admission, 16, 9, 9, .carried),
        (.admission, 3, 2, 2, .carried), (.general, 1, 1, 1, .carried), (.general, 2, 1, 1, .failed),
    ])
    func `the boundaries`(
        rule: VoteRule, entitled: Int, present: Int, yes: Int, outcome: VoteCount.Outcome
    ) {
        #expect(Self.reference(rule, present: present, yes: yes, entitled: entitled) == outcome)
        let count = VoteCount(
            present: (1...present).map { ID(Int64($0)) }, ballots: nil,
            tallies: [Tally(yes: yes, no: present - yes, abstained: 0)], scrutineer: ID(1), tellers: [ID(2)],
            reason: nil)
        let none = Tally(yes: 0, no: 0, abstained: 0)
        #expect(count.outcomes(by: rule, entitled: entitled, written: none, places: 1) == [outcome])
    }

    // MARK: -

    private static func faults(
        _ method: VoteCount.Method = .secretBallot, present: ClosedRange<Int64> = 1...6, ballots: (Int, Int)? = (6, 6),
        tallies: [Tally], scrutineer: Int64 = 1, tellers: [Int64] = [2, 3], votedOn: Set<ID<Member>> = [],
        places: Int = 1
    ) -> [String] {
        let count = VoteCount(
            present: present.map { ID($0) },
            ballots: ballots.map { VoteCount.Ballots(issued: $0.0, returned: $0.1) }, tallies: tallies,
            scrutineer: ID(scrutineer), tellers: tellers.map { ID($0) }, reason: nil)
        do {
            try count.check(
                method, by: .general, entitled: Set((1...10).map { ID<Member>($0) }), votedOn: votedOn,
                places: places)
            return []
        } catch {
            return error.errors.map(\.field)
        }
    }

    @Test func `a count says of each as much as there were ballots, or people`() {
        #expect(Self.faults(tallies: [Tally(yes: 4, no: 1, abstained: 0, void: 1)]) == [])
        #expect(Self.faults(tallies: [Tally(yes: 4, no: 1, abstained: 0)]) == ["results[0].yes"])
        #expect(Self.faults(ballots: (6, 5), tallies: [Tally(yes: 4, no: 1, abstained: 0)]) == [])
        #expect(Self.faults(ballots: nil, tallies: [Tally(yes: 6, no: 0, abstained: 0)]) == ["issued"])
        #expect(Self.faults(.showOfHands, tallies: [Tally(yes: 6, no: 0, abstained: 0)]) == ["issued"])
        #expect(
            Self.faults(.showOfHands, ballots: nil, tallies: [Tally(yes: 5, no: 0, abstained: 0, void: 1)]) == [
                "results[0].invalid"
            ])
        #expect(Self.faults(tallies: []) == ["results"])
        #expect(Self.faults(tallies: [Tally(yes: 6, no: 0, abstained: 0)], places: 2) == ["results"])
    }

    @Test func `of no vote nothing has to be said`() {
        #expect(Self.faults(present: 1...4, ballots: (4, 4), tallies: []) == [])
        for ballots in [(7, 7), (6, 7)] { #expect(Self.faults(ballots: ballots, tallies: []) == []) }
        let count = VoteCount(
            present: (1...6).map { ID($0) }, ballots: VoteCount.Ballots(issued: 6, returned: 7), tallies: [],
            scrutineer: ID(1), tellers: [ID(2)], reason: nil)
        let none = Tally(yes: 0, no: 0, abstained: 0)
        #expect(
            count.outcomes(by: .general, entitled: 10, written: none, places: 2) == [.ballotsVoid, .ballotsVoid])
    }

    @Test func `who counts has a vote, was there, is not voted on, and watches nobody but others`() {
        let tally = [Tally(yes: 6, no: 0, abstained: 0)]
        #expect(Self.faults(tallies: tally, scrutineer: 2) == ["tellers"])
        #expect(Self.faults(tallies: tally, tellers: [2, 9]) == ["tellers"])
        #expect(Self.faults(tallies: tally, scrutineer: 9) == ["scrutineer"])
        #expect(Self.faults(tallies: tally, votedOn: [ID(3)]) == ["tellers"])
        #expect(
            Self.faults(present: 6...11, tallies: [Tally(yes: 6, no: 0, abstained: 0)], scrutineer: 6, tellers: [7])
                == [
                    "present[5]"
                ])
    }

    @Test(arguments: [
        ("2026-11-30", "2027-02-28"), ("2027-11-30", "2028-02-29"), ("2026-01-31", "2026-04-30"),
        ("2026-12-05", "2027-03-05"),
    ])
    func `the higher organisation answers within three months`(vote: String, due: String) throws {
        #expect(try Motion.answerDue(after: LocalDate(parsing: vote)).description == due)
    }

    @Test(arguments: [
        (kind: Motion.Kind.general, people: 0, wrong: [String]()), (.general, 1, ["people"]),
        (.sanction, 0, ["people"]), (.nomination, 3, []), (.admission, 1, []), (.admission, 2, ["people"]),
        (.becomingFull, 2, ["people"]),
    ])
    func `who is voted on`(kind: Motion.Kind, people: Int, wrong: [String]) throws {
        let text = Text(kept: "议题")
        let persons = (0..<people).map { Motion.Person(name: "候选人\($0)", member: nil) }
        let today = try LocalDate(parsing: "2026-11-30")
        var found: [String] = []
        do throws(FieldErrors) {
            _ = try Motion(
                kind: kind, title: text, wording: text, origin: text, committeeOn: nil, papers: nil, people: persons,
                today: today)
        } catch {
            found = error.errors.map(\.field)
        }
        #expect(found == wrong)
    }
}
