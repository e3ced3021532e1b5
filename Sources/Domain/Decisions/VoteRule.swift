/// By which rule a branch's vote decides (DESIGN §4 "Votes and elections"): counts, never weights. 以上 includes the number
/// itself, 超过 does not, so that the rules differ where exactly half came.
package enum VoteRule: String, CaseIterable, Hashable, Sendable {
    /// 一般表决: half of those entitled are there, and more than half of those entitled agree (支部工作条例 Art. 11).
    case general
    /// 接收、转正: more than half of those entitled are there, and more than half of those entitled agree; a written opinion
    /// that was handed in before counts (发展党员工作细则).
    case admission

    /// How many have to be there.
    package var quorum: Attendance.Quorum { self == .general ? .half : .moreThanHalf }

    /// Whether so many agreed that it is carried: of those entitled, not of those there.
    package static func carries(yes: Int, entitled: Int) -> Bool { 2 * yes > entitled }

    /// How many have to agree, at least.
    package static func majority(entitled: Int) -> Int { entitled / 2 + 1 }

    /// Whether the opinions of those who are not there count.
    package var takesWrittenOpinions: Bool { self == .admission }
}

/// What somebody says in a vote.
package enum VoteChoice: String, CaseIterable, Hashable, Sendable {
    case yes, no, abstain
}

/// How many said what.
package struct Tally: Hashable, Sendable {
    package let yes: Int
    package let no: Int
    package let abstained: Int
    /// Ballots that cannot be read, or say more than they may.
    package let void: Int

    /// In each of a tally's numbers, and of ballots.
    package static let range = 0...10_000

    package init(yes: Int, no: Int, abstained: Int, void: Int = 0) {
        (self.yes, self.no, self.abstained, self.void) = (yes, no, abstained, void)
    }

    package init(_ choices: [VoteChoice]) {
        self.init(
            yes: choices.count { $0 == .yes }, no: choices.count { $0 == .no },
            abstained: choices.count { $0 == .abstain })
    }

    /// Those that say something: yes, no, or that they abstain.
    package var valid: Int { yes + no + abstained }
    package var total: Int { valid + void }

    package static func + (one: Tally, other: Tally) -> Tally {
        Tally(
            yes: one.yes + other.yes, no: one.no + other.no, abstained: one.abstained + other.abstained,
            void: one.void + other.void)
    }
}
