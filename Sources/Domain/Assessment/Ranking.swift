/// The ranking of one branch's areas in one month, each row with what decided its place.
///
/// The chain is: final ↓, deductions ↑, branch-tier score ↓, trend ↓. Areas equal in all four share a place and the
/// next place skips. Neither name nor id ever decides; within a shared place rows stand in the order of their codes.
package struct Ranking: Hashable, Sendable {
    /// An area's record with the finals of those of the three preceding months in which it was ranked.
    package struct Contender: Hashable, Sendable {
        package let record: AreaRecord
        package let preceding: [Points]

        package init(record: AreaRecord, preceding: [Points]) {
            self.record = record
            self.preceding = preceding
        }
    }

    /// How many months before the ranked one make the trend.
    package static let trendMonths = 3

    /// What a ranking is computed from. The same inputs give the same ranking, for ever.
    package struct Inputs: Hashable, Sendable {
        package let branch: Code
        package let month: Month
        package let scheme: SchemeContent
        /// In the order of their codes.
        package let contenders: [Contender]

        package init(branch: Code, month: Month, scheme: SchemeContent, contenders: [Contender]) {
            self.branch = branch
            self.month = month
            self.scheme = scheme
            self.contenders = contenders.sorted { $0.record.area < $1.record.area }
        }
    }

    /// Which link of the chain put a row below the row above it.
    package enum Link: String, CaseIterable, Hashable, Sendable {
        case final, deductions, branchTier, trend
        /// No link: the place is shared with the row above.
        case shared
    }

    package struct Row: Hashable, Sendable {
        package let place: Int
        package let area: Code
        package let holder: Code?
        package let labels: AreaRecord.Labels
        package let score: Score
        package let trend: Points
        /// How many months the trend was taken over; 0 if it is the current final.
        package let trendMonths: Int
        /// nil for the first row.
        package let decidedBy: Link?
    }

    package struct Unranked: Hashable, Sendable {
        package let area: Code
        package let holder: Code?
        package let labels: AreaRecord.Labels
        package let score: Score
    }

    package let branch: Code
    package let month: Month
    package let rows: [Row]
    /// Incomplete and vetoed areas, in the order of their codes.
    package let unranked: [Unranked]
    /// The codes of the areas that win, should the month be finalised with award.
    package let winners: [Code]

    package init(_ inputs: Inputs) {
        branch = inputs.branch
        month = inputs.month
        var candidates: [Candidate] = []
        var unranked: [Unranked] = []
        for contender in inputs.contenders {
            let score = Score(of: contender.record, by: inputs.scheme)
            if score.isRanked {
                candidates.append(Candidate(contender, score))
            } else {
                let record = contender.record
                unranked.append(
                    Unranked(area: record.area, holder: record.holder, labels: record.labels, score: score)
                )
            }
        }
        candidates.sort { left, right in
            Self.link(between: left, and: right).map { left.beats(right, at: $0) } ?? (left.area < right.area)
        }
        var rows: [Row] = []
        for (index, candidate) in candidates.enumerated() {
            let link = index == 0 ? nil : Self.link(between: candidates[index - 1], and: candidate) ?? .shared
            rows.append(
                Row(
                    place: link == .shared ? rows[index - 1].place : index + 1, area: candidate.area,
                    holder: candidate.holder, labels: candidate.labels, score: candidate.score, trend: candidate.trend,
                    trendMonths: candidate.trendMonths, decidedBy: link
                )
            )
        }
        self.rows = rows
        self.unranked = unranked
        winners = Award.winners(of: rows, by: inputs.scheme)
    }

    /// An area in the running, with the four figures of the chain.
    private struct Candidate {
        let area: Code
        let holder: Code?
        let labels: AreaRecord.Labels
        let score: Score
        let trend: Points
        let trendMonths: Int

        init(_ contender: Contender, _ score: Score) {
            area = contender.record.area
            holder = contender.record.holder
            labels = contender.record.labels
            self.score = score
            trend = contender.preceding.mean ?? score.final
            trendMonths = contender.preceding.count
        }

        /// Whether this one stands above the other, which differs from it at `link`.
        func beats(_ other: Candidate, at link: Link) -> Bool {
            switch link {
            case .final: score.final > other.score.final
            case .deductions: score.deductions < other.score.deductions
            case .branchTier: score.branchTier > other.score.branchTier
            case .trend: trend > other.trend
            case .shared: false
            }
        }
    }

    /// The first link of the chain at which two candidates differ; nil if they are equal in all four.
    private static func link(between left: Candidate, and right: Candidate) -> Link? {
        if left.score.final != right.score.final { return .final }
        if left.score.deductions != right.score.deductions { return .deductions }
        if left.score.branchTier != right.score.branchTier { return .branchTier }
        if left.trend != right.trend { return .trend }
        return nil
    }
}
