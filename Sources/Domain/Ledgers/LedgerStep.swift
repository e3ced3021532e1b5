/// What becomes of an entry of a ledger: one step after another, each kept with who took it and when. None is taken back.
package struct LedgerStep: Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 办结: what was done for whoever asked.
        case done
        /// What the person for whom it was done says of it, on paper or by telephone.
        case confirmed
        /// Whether it still helps after some time.
        case lookedAgain
        /// 立项: the topic is approved.
        case approved
        /// 提交
        case submitted
        /// 盲评: by somebody from elsewhere.
        case reviewed
        /// 评定等次
        case graded
        /// 转化: what it changed.
        case adopted
        /// 践诺: what came of a commitment, by whoever made it.
        case kept
        /// 评诺: what the branch says of it.
        case judged
        /// 答复: what those who decide made of an opinion.
        case answered
        /// What followed at the same people's or in the same street.
        case followedUp
        /// Signed on the spot by the side that was inspected, with its comment.
        case countersigned
        /// 反馈
        case fedBack
        /// What a visitor takes home.
        case takenHome
        /// 推广: every branch reads it.
        case published
        /// Another branch takes it up.
        case takenUp
        /// What came of it there.
        case triedOut
        /// A milestone of a campaign.
        case reached
        /// Looked at again, and stands.
        case renewed
        /// In force or going on no longer, with what became of it.
        case ended
        /// 补充说明: what has to be said to what stands.
        case remarked
        /// Taken back, with the reason.
        case withdrawn
    }

    /// Whose it is to take.
    package enum Hand: Hashable, Sendable {
        /// Whoever keeps the branch's ledgers.
        case branch
        /// The committee's office.
        case office
        /// Whoever keeps another branch's ledgers.
        case guest
    }

    package let kind: Kind
    package let hand: Hand
    package let parts: [LedgerPart]
    /// In which states it can be taken.
    package let from: [LedgerState]
    /// What comes of it; nil where the state stays.
    package let to: LedgerState?
    /// Whether it is for another person than whoever took the step before it, or whom the entry is about.
    package let isByAnother: Bool
    /// How often it can be taken before the state changes; a guest's, for each branch.
    package let times: Int
    /// Which step has to have been taken how often before.
    package let after: (kind: Kind, times: Int)?
    /// How many months have to have passed since the last day before it: sooner it says nothing yet.
    package let months: Int

    package init(
        _ kind: Kind, by hand: Hand, from: [LedgerState], to: LedgerState?, times: Int = 1, isByAnother: Bool = false,
        after: (kind: Kind, times: Int)? = nil, months: Int = 0, _ parts: [LedgerPart]
    ) {
        (self.kind, self.hand, self.parts, self.from, self.to) = (kind, hand, parts, from, to)
        (self.isByAnother, self.times, self.after, self.months) = (isByAnother, times, after, months)
    }
}

/// How far an entry of a ledger is.
package enum LedgerState: String, CaseIterable, Hashable, Sendable {
    /// On record, with nothing to follow.
    case recorded
    /// Something is still to be done.
    case open
    case done
    case confirmed
    case approved
    case submitted
    case graded
    /// By both sides.
    case signed
    case fedBack
    case published
    /// Until it ends.
    case inForce
    case closed
    case withdrawn

    /// Whether something is still to come of it, so that its due day counts.
    package var isOpen: Bool { [.open, .approved, .signed, .inForce].contains(self) }

    /// Whether it holds, so that it is to be looked at again.
    package var isStanding: Bool { self == .published || self == .inForce }

    package static let stillOpen = allCases.filter(\.isOpen)
}
