/// What the tellers report of a vote: who was there, and how many said what of each that was voted on.
package struct VoteCount: Hashable, Sendable {
    /// How it is voted.
    package enum Method: String, CaseIterable, Hashable, Sendable {
        /// 举手
        case showOfHands
        /// 无记名投票
        case secretBallot
        /// 记名投票
        case namedBallot

        package var hasBallots: Bool { self != .showOfHands }
    }

    package struct Ballots: Hashable, Sendable {
        package let issued: Int
        package let returned: Int

        package init(issued: Int, returned: Int) { (self.issued, self.returned) = (issued, returned) }

        /// With more returned than issued, or more issued than there are people, it was no vote (DESIGN §4).
        package func areVoid(present: Int) -> Bool { returned > issued || issued > present }
    }

    /// What came of a vote.
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        case carried, failed
        /// Too few were there: it is voted again another day.
        case notQuorate
        /// There were more ballots than there may be: it is voted again.
        case ballotsVoid

        /// Whether something was decided.
        package var isDecision: Bool { self == .carried || self == .failed }
    }

    package static let tellers = 1...5

    /// Each once, in the order of their numbers.
    package let present: [ID<Member>]
    /// nil for a show of hands.
    package let ballots: Ballots?
    /// One for each person that is voted on, in their order; one for what names nobody.
    package let tallies: [Tally]
    /// 监票人
    package let scrutineer: ID<Member>
    /// 计票人
    package let tellers: [ID<Member>]
    /// Why it is counted anew; nil for the first count.
    package let reason: Text?

    package init(
        present: [ID<Member>], ballots: Ballots?, tallies: [Tally], scrutineer: ID<Member>, tellers: [ID<Member>],
        reason: Text?
    ) {
        (self.present, self.ballots, self.tallies) = (present, ballots, tallies)
        (self.scrutineer, self.tellers, self.reason) = (scrutineer, tellers, reason)
    }

    /// Whether the numbers fit together. Of a vote that too few came to, or whose ballots are void, nothing has to be said of
    /// what they said.
    ///
    /// - Parameters:
    ///   - entitled: the roll of that day.
    ///   - votedOn: the members that are voted on, who do not count themselves.
    ///   - places: of how many it is voted.
    /// - Throws: ``FieldErrors``, with all that does not fit.
    package func check(
        _ method: Method, by rule: VoteRule, entitled: Set<ID<Member>>, votedOn: Set<ID<Member>>, places: Int
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if Set(present).count < present.count { errors.add("present", .duplicate, "somebody is named twice") }
        for (place, member) in present.enumerated() where !entitled.contains(member) {
            errors.add("present[\(place)]", .rule, "this one has no vote on that day: only who has one is counted")
        }
        let isVote =
            rule.quorum.isReached(present: present.count, of: entitled.count)
            && ballots?.areVoid(present: present.count) != true
        if tallies.count != places, isVote || !tallies.isEmpty {
            errors.add("results", .rule, "a result for each that is voted on, \(places) in all")
        }
        if method.hasBallots, ballots == nil {
            errors.add("issued", .required, "say how many ballots were issued and how many came back")
        }
        if !method.hasBallots, ballots != nil {
            errors.add("issued", .rule, "there are no ballots in a show of hands: leave this empty")
        }
        let sum = ballots?.returned ?? present.count
        if isVote {
            for (place, tally) in tallies.enumerated() {
                if !method.hasBallots, tally.void > 0 {
                    errors.add("results[\(place)].invalid", .rule, "no hand that is raised is invalid: leave this at 0")
                } else if tally.total != sum {
                    errors.add(
                        "results[\(place)].yes", .rule,
                        "for, against, abstentions and invalid ones together are \(tally.total), and have to be \(sum)")
                }
            }
        }
        errors.add(
            Self.faults(of: scrutineer, tellers, present: present, votedOn: votedOn))
        try errors.check()
    }

    /// Whether somebody may watch the counting (监票人), and others count (计票人): different people with a vote who are there, and
    /// are not voted on.
    static func faults(
        of scrutineer: ID<Member>, _ tellers: [ID<Member>], present: [ID<Member>], votedOn: Set<ID<Member>>
    ) -> FieldErrors {
        var errors = FieldErrors()
        let counting = [scrutineer] + tellers
        if Set(counting).count < counting.count {
            errors.add("tellers", .duplicate, "who counts and who watches the counting are different people")
        }
        if counting.contains(where: votedOn.contains) {
            errors.add("tellers", .rule, "who is voted on neither counts nor watches the counting")
        }
        let absent: Sentence = "only who has a vote and was there counts or watches the counting"
        if !present.contains(scrutineer) { errors.add("scrutineer", .rule, absent) }
        if !tellers.allSatisfy(present.contains) { errors.add("tellers", .rule, absent) }
        return errors
    }

    /// What came of it for each that was voted on.
    ///
    /// - Parameters:
    ///   - entitled: how many have a vote.
    ///   - written: what those wrote who were not there.
    ///   - places: of how many it is voted.
    package func outcomes(by rule: VoteRule, entitled: Int, written: Tally, places: Int) -> [Outcome] {
        if !rule.quorum.isReached(present: present.count, of: entitled) { return all(.notQuorate, places) }
        if ballots?.areVoid(present: present.count) == true { return all(.ballotsVoid, places) }
        return tallies.map { VoteRule.carries(yes: ($0 + written).yes, entitled: entitled) ? .carried : .failed }
    }

    private func all(_ outcome: Outcome, _ places: Int) -> [Outcome] {
        Array(repeating: outcome, count: places)
    }
}
