package import Domain

/// How an area did in one month.
package struct AreaMonth: Hashable, Sendable {
    package let cycle: ID<Cycle>
    package let month: Month
    package let score: Score
    /// nil for a month in which it was not ranked.
    package let place: Int?
}

extension Transaction {
    /// The area's months up to `last`, oldest first, at most `count`; those that are still open are left out.
    package func history(
        of areaID: ID<ResponsibilityArea>, through last: Month, count: Int = 12
    ) throws -> [AreaMonth] {
        let area = try area(areaID).area
        try require(.readResults, in: area.branch)
        let shown = last.adding(months: 1 - count)...last
        // Of a month in which it was another branch's, only whoever reads that one's.
        let stretches = try storedStretches(of: areaID).filter { try allows(.readResults, in: $0.branch) }
        let cycles = try stretches.flatMap { branch, span -> [Cycle] in
            let months = span.lastDays(within: shown)
            guard let months else { return [] }
            return try session.rows(
                """
                SELECT \(Self.cycleColumns) FROM cycle
                 WHERE cycle.branch_id = \(branch) AND cycle.month >= \(months.lowerBound)
                   AND cycle.month <= \(months.upperBound) AND cycle.status <> \(Cycle.Status.open)
                 ORDER BY cycle.month
                """,
                Cycle.init(row:)
            )
        }
        return try cycles.compactMap { cycle in
            let ranking = try ranking(of: cycle)
            let row = ranking.rows.first { $0.area == area.code }
            let unranked = ranking.unranked.first { $0.area == area.code }
            guard let score = row?.score ?? unranked?.score else { return nil }
            return AreaMonth(cycle: cycle.id, month: cycle.month, score: score, place: row?.place)
        }
    }
}
