/// What a teller counted of an election's ballots (DESIGN §4, DOMAIN §14).
package struct BallotCount: Hashable, Sendable {
    /// How many marked what of somebody: ○, ×, nothing.
    package struct Marks: Hashable, Sendable {
        package let yes: Int
        package let no: Int
        package let blank: Int

        package init(yes: Int, no: Int, blank: Int) { (self.yes, self.no, self.blank) = (yes, no, blank) }

        package var total: Int { yes + no + blank }
    }

    /// Somebody who is no candidate, and whom ballots name (另选人).
    package struct Other: Hashable, Sendable {
        package let member: ID<Member>
        package let yes: Int

        package init(member: ID<Member>, yes: Int) { (self.member, self.yes) = (member, yes) }
    }

    package let issued: Int
    package let returned: Int
    /// Ballots that cannot be read, or name more than there are seats.
    package let void: Int
    /// One for each candidate, in their order.
    package let marks: [Marks]
    package let others: [Other]

    package init(issued: Int, returned: Int, void: Int, marks: [Marks], others: [Other]) {
        (self.issued, self.returned, self.void, self.marks) = (issued, returned, void, marks)
        self.others = others.sorted { $0.member < $1.member }
    }

    /// 有效票
    package var valid: Int { returned - void }

    /// Whether it was no vote: more came back than were issued, or more were issued than there were people.
    package func isVoid(present: Int) -> Bool { returned > issued || issued > present }

    /// Whether the numbers fit together; of what was no vote, nothing more has to.
    ///
    /// - Parameters:
    ///   - present: how many with a vote were there.
    ///   - candidates: in the order of the marks.
    ///   - voters: who can be elected without being a candidate.
    /// - Throws: ``FieldErrors``, with all that does not fit.
    package func check(
        present: Int, seats: Int, candidates: [ID<Member>], voters: Set<ID<Member>>
    ) throws(FieldErrors) {
        if isVoid(present: present) { return }
        var errors = FieldErrors()
        if void > returned { errors.add("invalid", .range, "not more than came back: \(returned)") }
        if marks.count != candidates.count {
            errors.add("marks", .rule, "a line for each candidate, \(candidates.count) in all")
        }
        for (place, mark) in marks.enumerated() where mark.total != valid {
            errors.add(
                "marks[\(place)].yes", .rule,
                "for, against and blank together are \(mark.total), and have to be as many as valid ballots: \(valid)")
        }
        let named = others.map(\.member)
        if Set(named).count < named.count { errors.add("others", .duplicate, "somebody is named twice") }
        for (place, other) in others.enumerated() {
            if candidates.contains(other.member) {
                errors.add("others[\(place)].member", .rule, "this one is a candidate")
            } else if !voters.contains(other.member) {
                errors.add("others[\(place)].member", .rule, "only a full member of the branch can be elected")
            }
            if other.yes > valid { errors.add("others[\(place)].yes", .range, "not more than valid ballots: \(valid)") }
        }
        let chosen = marks.reduce(0) { $0 + $1.yes } + others.reduce(0) { $0 + $1.yes }
        if errors.isEmpty, chosen > valid * seats {
            errors.add(
                "marks", .rule,
                "\(chosen) were chosen on \(valid) valid ballots of \(seats) at most each: ballots that choose more are invalid"
            )
        }
        try errors.check()
    }
}

/// What came of a round of an election.
package struct BallotResult: Hashable, Sendable {
    package enum Outcome: String, CaseIterable, Hashable, Sendable {
        /// All seats are filled.
        case filled
        /// Fewer than there are seats had enough votes: it is voted again for the rest, or there are fewer seats.
        case tooFew
        /// At the last seat several had as many votes: it is voted again among these.
        case tied
        /// There were too many ballots: it was no vote. Where too few are there, none is opened.
        case ballotsVoid
    }

    package struct Standing: Hashable, Sendable {
        package let member: ID<Member>
        package let yes: Int

        package init(member: ID<Member>, yes: Int) { (self.member, self.yes) = (member, yes) }
    }

    package let outcome: Outcome
    /// Most votes first.
    package let elected: [Standing]
    /// Among whom it is voted again for the seats that are left.
    package let tied: [Standing]

    /// 五分之四以上: of those entitled, without those whom the assembly left out by its vote.
    package static func isQuorate(present: Int, entitled: Int, excluded: Int) -> Bool {
        Attendance.Quorum.fourFifths.isReached(present: present, of: entitled - excluded)
    }

    /// Whether somebody has enough votes: more than half of those there, whoever handed in a ballot or not.
    package static func elects(yes: Int, present: Int) -> Bool { 2 * yes > present }

    /// How many candidates there are to be for so many seats of a committee: a fifth more, rounded up.
    package static func candidates(for seats: Int) -> Int { seats + (seats + 4) / 5 }

    /// By votes; who has as many as the last who could have a seat is tied, if there are more of them than seats.
    package init(of count: BallotCount, candidates: [ID<Member>], seats: Int, present: Int) {
        if count.isVoid(present: present) {
            self.init(.ballotsVoid)
            return
        }
        let standings =
            zip(candidates, count.marks).map { Standing(member: $0, yes: $1.yes) }
            + count.others.map { Standing(member: $0.member, yes: $0.yes) }
        let enough = standings.filter { Self.elects(yes: $0.yes, present: present) }
            .sorted { ($1.yes, $0.member) < ($0.yes, $1.member) }
        if enough.count <= seats {
            self.init(enough.count == seats ? .filled : .tooFew, enough)
            return
        }
        let last = enough[seats - 1].yes
        let above = enough.filter { $0.yes > last }
        let even = enough.filter { $0.yes == last }
        if above.count + even.count == seats {
            self.init(.filled, above + even)
        } else {
            self.init(.tied, above, even)
        }
    }

    package init(_ outcome: Outcome, _ elected: [Standing] = [], _ tied: [Standing] = []) {
        (self.outcome, self.elected, self.tied) = (outcome, elected, tied)
    }
}
