/// The ranking of one branch's areas in one month, each row with what decided its place.
///
/// The chain is: final ↓, deductions ↑, branch-tier score ↓, trend ↓. Areas equal in all four share a place and the
/// next place skips. Where the scheme rounds at the end, branch-tier score and trend are compared exactly. Neither name nor id ever decides; within a shared place rows stand in the order of their codes.
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
        package let holders: [Code]
        package let labels: AreaRecord.Labels
        package let score: Score
        /// Before it is rounded.
        package let meanTrend: Mean
        /// How many months the trend was taken over; 0 if it is the current final.
        package let trendMonths: Int
        /// nil for the first row.
        package let decidedBy: Link?

        /// Rounded.
        package var trend: Points { meanTrend.rounded }
    }

    package struct Unranked: Hashable, Sendable {
        package let area: Code
        package let holders: [Code]
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
                candidates.append(Candidate(contender, score, inputs.scheme.rounding))
            } else {
                let record = contender.record
                unranked.append(
                    Unranked(area: record.area, holders: record.holders, labels: record.labels, score: score)
                )
            }
        }
        candidates.sort { left, right in
            Self.stands(left, above: right) ?? (left.area < right.area)
        }
        var rows: [Row] = []
        for (index, candidate) in candidates.enumerated() {
            let link = index == 0 ? nil : Self.link(between: candidates[index - 1], and: candidate) ?? .shared
            rows.append(
                Row(
                    place: link == .shared ? rows[index - 1].place : index + 1, area: candidate.area,
                    holders: candidate.holders, labels: candidate.labels, score: candidate.score,
                    meanTrend: candidate.meanTrend, trendMonths: candidate.trendMonths, decidedBy: link
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
        let holders: [Code]
        let labels: AreaRecord.Labels
        let score: Score
        let final: Points
        let branchTier: Mean
        let trend: Mean
        let meanTrend: Mean
        let trendMonths: Int

        init(_ contender: Contender, _ score: Score, _ rounding: SchemeContent.Rounding) {
            area = contender.record.area
            holders = contender.record.holders
            labels = contender.record.labels
            self.score = score
            final = score.final
            branchTier = score.comparedBranchTier
            meanTrend = Mean(of: contender.preceding) ?? Mean(score.final)
            trend = rounding == .final ? meanTrend : Mean(meanTrend.rounded)
            trendMonths = contender.preceding.count
        }

        /// A ranked area as it would stand if only the weighted sum were rounded.
        init(roundedOnce row: Row) {
            area = row.area
            holders = row.holders
            labels = row.labels
            score = row.score
            final = row.score.finalRoundedOnce
            branchTier = row.score.tiers.first { $0.tier == .branch }?.mean ?? Mean(.zero)
            meanTrend = row.trendMonths == 0 ? Mean(final) : row.meanTrend
            trend = meanTrend
            trendMonths = row.trendMonths
        }

        /// A ranked area as it would stand with another final; its trend follows where there are no months before.
        init(_ row: Row, final: Points, _ rounding: SchemeContent.Rounding) {
            area = row.area
            holders = row.holders
            labels = row.labels
            score = row.score
            self.final = final
            branchTier = row.score.comparedBranchTier
            meanTrend = row.trendMonths == 0 ? Mean(final) : row.meanTrend
            trend = rounding == .final ? meanTrend : Mean(meanTrend.rounded)
            trendMonths = row.trendMonths
        }

        /// Whether this one stands above the other, which differs from it at `link`.
        func beats(_ other: Candidate, at link: Link) -> Bool {
            switch link {
            case .final: final > other.final
            case .deductions: score.deductions < other.score.deductions
            case .branchTier: branchTier.isAbove(other.branchTier)
            case .trend: trend.isAbove(other.trend)
            case .shared: false
            }
        }
    }

    /// The first link of the chain at which two candidates differ; nil if they are equal in all four.
    private static func link(between left: Candidate, and right: Candidate) -> Link? {
        [Link.final, .deductions, .branchTier, .trend].first { left.beats(right, at: $0) || right.beats(left, at: $0) }
    }

    /// Whether two rows, one below the other, stand so only because the tiers are rounded each: rounded once at the end, they
    /// would change places, or share one, or share none.
    package static func roundingDecides(_ row: Row, below above: Row) -> Bool {
        let (lower, upper) = (Candidate(roundedOnce: row), Candidate(roundedOnce: above))
        guard let link = link(between: upper, and: lower) else { return row.decidedBy != .shared }
        return row.decidedBy == .shared || lower.beats(upper, at: link)
    }
}

extension Ranking {
    /// The fewest points of an area's final by which it would have come to another place.
    package struct Distance: Hashable, Sendable {
        /// More, or fewer, than its final.
        package let points: Points
        /// Which place it would have come to.
        package let place: Int
    }

    /// By how many points more the area would have risen; nil for one on the first place.
    package func distanceUp(from row: Row, by scheme: SchemeContent) -> Distance? {
        guard let above = rows.last(where: { $0.place < row.place }) else { return nil }
        // As high as the other, it may rise, or share the place, or still lack one hundredth.
        let gap = above.score.final - row.score.final
        let other = Candidate(above, final: above.score.final, scheme.rounding)
        let raised = Candidate(row, final: above.score.final, scheme.rounding)
        let isEnough = Self.stands(raised, above: other) ?? true
        let points = isEnough ? gap : gap + .hundredth
        return Distance(points: points, place: place(of: row, with: row.score.final + points, scheme))
    }

    /// By how many points fewer the area would have fallen; nil for one that nobody could have overtaken.
    package func distanceDown(from row: Row, by scheme: SchemeContent) -> Distance? {
        let sharing = rows.first { $0.place == row.place && $0.area != row.area }
        guard let below = sharing ?? rows.first(where: { $0.place > row.place }) else { return nil }
        let gap = row.score.final - below.score.final
        let other = Candidate(below, final: below.score.final, scheme.rounding)
        let lowered = Candidate(row, final: below.score.final, scheme.rounding)
        let isEnough = Self.stands(other, above: lowered) ?? false
        let points = isEnough ? gap : gap + .hundredth
        guard points <= row.score.final else { return nil }
        return Distance(points: points, place: place(of: row, with: row.score.final - points, scheme))
    }

    /// Whether the first of two stands above the other; nil where they share a place.
    private static func stands(_ one: Candidate, above other: Candidate) -> Bool? {
        link(between: one, and: other).map { one.beats(other, at: $0) }
    }

    /// The place that an area would have with another final.
    private func place(of row: Row, with final: Points, _ scheme: SchemeContent) -> Int {
        let moved = Candidate(row, final: final, scheme.rounding)
        return 1
            + rows.count { other in
                guard other.area != row.area else { return false }
                let standing = Candidate(other, final: other.score.final, scheme.rounding)
                return Self.stands(standing, above: moved) ?? false
            }
    }
}
