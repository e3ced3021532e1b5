package import Domain

/// What a year leaves with a member: a row of the table that goes into the annual appraisal.
package struct HonourListing: Hashable, Sendable {
    package let member: PersonReference
    package let branch: Code
    /// Months in which an area the member held won the award, finally.
    package let monthsWon: Int
    /// Months in which such an area was ranked, whatever place.
    package let monthsRanked: Int
    /// Of the finals in those months.
    package let mean: Points
    /// The mean of the last three of those finals.
    package let trend: Points
}

extension Transaction {
    /// The year's table, by branch and member number. Months that are still open do not count.
    package func honours(of year: Int, branch: ID<Branch>? = nil) throws -> [HonourListing] {
        try authority.require(.readResults)
        guard let january = Month(year: year, month: 1), let december = Month(year: year, month: 12) else { return [] }
        let only: SQL = if let branch { "cycle.branch_id = \(branch)" } else { "1 = 1" }
        let cycles = try session.rows(
            """
            SELECT \(Self.cycleColumns) FROM cycle
             WHERE cycle.month BETWEEN \(january) AND \(december) AND cycle.status <> \(Cycle.Status.open) AND \(only)
               AND \(try isWithin(.readResults, branch: "cycle.branch_id"))
             ORDER BY cycle.month, cycle.branch_id
            """,
            Cycle.init(row:)
        )
        var records: [HonourKey: HonourRecord] = [:]
        for cycle in cycles {
            let ranking = Ranking(try rankingInputs(of: cycle))
            let won = cycle.status == .final ? Set(ranking.winners) : []
            for row in ranking.rows {
                for holder in row.holders {
                    records[HonourKey(branch: ranking.branch, member: holder), default: HonourRecord()]
                        .add(row.score.final, in: cycle.month, won: won.contains(row.area))
                }
            }
        }
        return try records.keys.sorted().compactMap { key in
            guard let record = records[key], let mean = record.finals.mean, let trend = record.finals.suffix(3).mean
            else { return nil }
            let name: String? = try session.value("SELECT name FROM member WHERE number = \(key.member)")
            return HonourListing(
                member: PersonReference(number: key.member, name: name ?? ""), branch: key.branch,
                monthsWon: record.won.count, monthsRanked: record.months.count, mean: mean, trend: trend
            )
        }
    }
}

private struct HonourKey: Hashable, Comparable {
    let branch: Code
    let member: Code

    static func < (left: Self, right: Self) -> Bool {
        (left.branch, left.member) < (right.branch, right.member)
    }
}

private struct HonourRecord {
    var finals: [Points] = []
    var months: Set<Month> = []
    var won: Set<Month> = []

    mutating func add(_ final: Points, in month: Month, won isWinner: Bool) {
        finals.append(final)
        months.insert(month)
        if isWinner { won.insert(month) }
    }
}
