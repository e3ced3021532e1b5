/// An election of a branch's committee, or of its secretary where there is none (选举工作条例 2020): the higher organisation
/// agrees to it, candidates are named, the assembly votes in rounds, two tellers count apart, and the higher organisation
/// approves who was elected. What the program does of it is arithmetic.
package struct Election: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 支部委员会: more candidates than seats, by a fifth.
        case committee
        /// 支部书记, of a branch without a committee.
        case secretary
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// 请示: the branch asks the higher organisation.
        case asked
        /// 批复
        case agreed
        /// Candidates are named.
        case nominated
        /// A round is open, and not counted by both yet.
        case voting
        /// All seats are filled.
        case elected
        case approved, refused
        case withdrawn
    }

    /// Of a committee (支部工作条例 ch. 6), and of a secretary.
    package static let seats = 1...7
    package static let titleMaximum = 60
    package static let tellers = 2

    package let kind: Kind
    /// Such as 第三届支部委员会换届选举.
    package let title: Text
    package let seats: Int
    /// When the term ends that it follows.
    package let termEnds: LocalDate

    /// - Throws: ``FieldErrors`` for `seats`.
    package init(kind: Kind, title: Text, seats: Int, termEnds: LocalDate) throws(FieldErrors) {
        if kind == .secretary, seats != 1 { throw FieldErrors("seats", .rule, "a branch has one secretary") }
        if kind == .committee, seats < 3 {
            throw FieldErrors("seats", .rule, "a branch’s committee has three members at least")
        }
        self.init(kept: kind, title, seats, termEnds)
    }

    /// As it stands in its row.
    package init(kept kind: Kind, _ title: Text, _ seats: Int, _ termEnds: LocalDate) {
        (self.kind, self.title, self.seats, self.termEnds) = (kind, title, seats, termEnds)
    }

    /// How many candidates there have to be, at least.
    package var candidates: Int { kind == .committee ? BallotResult.candidates(for: seats) : 1 }

    /// The days on which the branch is reminded: six and two months before the term ends.
    package var reminders: [LocalDate] { Self.reminders(ofTermEnding: termEnds) }

    package static func reminders(ofTermEnding day: LocalDate) -> [LocalDate] {
        [-6, -2].map { day.adding(months: $0) }
    }

    package enum Refusal: StateRefusal {
        case status(Status)
        case countIsThere
        /// Somebody else has to enter the other teller's.
        case countedByYou
        case notATeller

        package var code: String {
            switch self {
            case .status: "electionStatus"
            case .countIsThere: "tellerCounted"
            case .countedByYou: "countedByYou"
            case .notATeller: "notATeller"
            }
        }

        package var detail: Sentence {
            switch self {
            case .status(.asked): "the higher organisation has not agreed to the election yet"
            case .status(.agreed): "the higher organisation has agreed: name the candidates"
            case .status(.nominated): "candidates are named, and no ballot is open"
            case .status(.voting): "a ballot is open: both tellers enter what they counted"
            case .status(.elected): "all seats are filled: the higher organisation approves"
            case .status(.approved): "the higher organisation has approved who was elected"
            case .status(.refused): "the higher organisation has refused"
            case .status(.withdrawn): "the election was withdrawn"
            case .countIsThere: "this teller’s count is entered already: the other’s is awaited"
            case .countedByYou: "the two counts are entered by two people, each on their own"
            case .notATeller:
                "only this round’s tellers enter their counts, or somebody who keeps the branch’s elections for one of them"
            }
        }
    }
}

/// A round of an election: who has a vote on its day, who of them was there, who counts.
package struct Ballot: Hashable, Sendable {
    /// Somebody whom the assembly left out of those entitled, by its vote (不计入应到).
    package struct Excluded: Hashable, Sendable {
        package let member: ID<Member>
        package let reason: Text

        package init(member: ID<Member>, reason: Text) { (self.member, self.reason) = (member, reason) }
    }

    package let heldOn: LocalDate
    package let seats: Int
    package let candidates: [ID<Member>]
    package let excluded: [Excluded]
    package let present: [ID<Member>]
    package let scrutineer: ID<Member>
    package let tellers: [ID<Member>]

    package init(
        heldOn: LocalDate, seats: Int, candidates: [ID<Member>], excluded: [Excluded], present: [ID<Member>],
        scrutineer: ID<Member>, tellers: [ID<Member>]
    ) {
        (self.heldOn, self.seats, self.candidates) = (heldOn, seats, candidates)
        (self.excluded, self.present) = (excluded, present)
        (self.scrutineer, self.tellers) = (scrutineer, tellers)
    }

    /// Whether it can be held as it is said.
    ///
    /// - Parameter entitled: the roll of that day.
    /// - Throws: ``FieldErrors``, with all that does not fit.
    package func check(entitled: Set<ID<Member>>) throws(FieldErrors) {
        var errors = FieldErrors()
        let left = excluded.map(\.member)
        if Set(left).count < left.count { errors.add("excluded", .duplicate, "somebody is named twice") }
        for (place, member) in left.enumerated() where !entitled.contains(member) {
            errors.add("excluded[\(place)].member", .rule, "this one has no vote on that day anyway")
        }
        if Set(present).count < present.count { errors.add("present", .duplicate, "somebody is named twice") }
        for (place, member) in present.enumerated() {
            if !entitled.contains(member) {
                errors.add("present[\(place)]", .rule, "this one has no vote on that day: only who has one is counted")
            } else if left.contains(member) {
                errors.add("present[\(place)]", .rule, "this one was left out of those entitled, and is there")
            }
        }
        if errors.isEmpty,
            !BallotResult.isQuorate(present: present.count, entitled: entitled.count, excluded: excluded.count)
        {
            let counted = entitled.count - excluded.count
            errors.add(
                "present", .rule,
                "\(present.count) of \(counted) are there, and four fifths have to be: no ballot is held")
        }
        if tellers.count != Election.tellers { errors.add("tellers", .rule, "two tellers, who count apart") }
        errors.add(
            VoteCount.faults(of: scrutineer, tellers, present: present, votedOn: Set(candidates)))
        try errors.check()
    }
}
