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
        let cycles = try session.rows(
            """
            SELECT \(Self.cycleColumns) FROM cycle
             WHERE cycle.branch_id = \(area.branch) AND cycle.month > \(last.adding(months: -count))
               AND cycle.month <= \(last) AND cycle.status <> \(Cycle.Status.open)
             ORDER BY cycle.month
            """,
            Cycle.init(row:)
        )
        return try cycles.compactMap { cycle in
            try require(.readResults, in: cycle.branch)
            let ranking = try ranking(of: cycle)
            let row = ranking.rows.first { $0.area == area.code }
            let unranked = ranking.unranked.first { $0.area == area.code }
            guard let score = row?.score ?? unranked?.score else { return nil }
            return AreaMonth(cycle: cycle.id, month: cycle.month, score: score, place: row?.place)
        }
    }
}
