package import Domain

/// What a year leaves with a member: a row of the table that goes into the annual appraisal.
package struct HonourListing: Hashable, Sendable {
    package let member: PersonReference
    package let branch: Code
    /// Months in which an area the member held won the award, finally, and it stands.
    package let monthsWon: Int
    /// Months of which the award was revoked.
    package let monthsRevoked: Int
    /// The last month, of this year or before, of which the member has an award that stands; nil for none.
    package let lastWon: Month?
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
        guard let months = Self.months(of: year) else { return [] }
        let cycles = try cycles(in: months, of: branch, where: "cycle.status <> \(Cycle.Status.open)")
        var records: [HonourKey: HonourRecord] = [:]
        for cycle in cycles {
            let ranking = Ranking(try rankingInputs(of: cycle))
            let won = cycle.status == .final ? Set(ranking.winners) : []
            let revoked = won.isEmpty ? [] : try revokedAwards(of: cycle.id)
            for row in ranking.rows {
                for holder in row.holders {
                    records[HonourKey(branch: ranking.branch, member: holder), default: HonourRecord()]
                        .add(
                            row.score.final, in: cycle.month, won: won.contains(row.area),
                            revoked: revoked.contains(RevokedAward(area: row.area, member: holder)))
                }
            }
        }
        let lastWon = try lastAwards(of: Set(records.keys.map(\.member)), through: months.upperBound)
        return try records.keys.sorted().compactMap { key in
            guard let record = records[key], let mean = record.finals.mean, let trend = record.finals.suffix(3).mean
            else { return nil }
            let name: String? = try session.value("SELECT name FROM member WHERE number = \(key.member)")
            return HonourListing(
                member: PersonReference(number: key.member, name: name ?? ""), branch: key.branch,
                monthsWon: record.won.count, monthsRevoked: record.revoked.count, lastWon: lastWon[key.member],
                monthsRanked: record.months.count, mean: mean, trend: trend
            )
        }
    }
}

/// A month that ended without award.
package struct MonthWithoutAward: Hashable, Sendable {
    package let cycle: ID<Cycle>
    package let month: Month
    package let branchName: String
    package let reason: String
}

extension Transaction {
    /// The months of a year that ended without award, in their order.
    package func monthsWithoutAward(of year: Int, branch: ID<Branch>? = nil) throws -> [MonthWithoutAward] {
        try authority.require(.readResults)
        guard let months = Self.months(of: year) else { return [] }
        return try cycles(in: months, of: branch, where: "cycle.status = \(Cycle.Status.withoutAward)").map { cycle in
            MonthWithoutAward(
                cycle: cycle.id, month: cycle.month, branchName: try branchName(cycle.branch, in: cycle.month),
                reason: cycle.reason ?? "")
        }
    }

    /// From January to December; nil for a year that no month is of.
    private static func months(of year: Int) -> ClosedRange<Month>? {
        guard let january = Month(year: year, month: 1), let december = Month(year: year, month: 12) else { return nil }
        return january...december
    }

    /// The cycles of those months that the reader sees the results of, of one branch if given, by month.
    private func cycles(
        in months: ClosedRange<Month>, of branch: ID<Branch>?, where condition: SQL
    ) throws -> [Cycle] {
        let only: SQL = if let branch { "cycle.branch_id = \(branch)" } else { "1 = 1" }
        return try session.rows(
            """
            SELECT \(Self.cycleColumns) FROM cycle
             WHERE cycle.month BETWEEN \(months.lowerBound) AND \(months.upperBound) AND \(condition) AND \(only)
               AND \(try isWithin(.readResults, branch: "cycle.branch_id"))
             ORDER BY cycle.month, cycle.branch_id
            """,
            Cycle.init(row:)
        )
    }

    /// By the member's number, the last month up to this one of which they have an award that stands, as far as the reader
    /// sees them.
    private func lastAwards(of members: Set<Code>, through month: Month) throws -> [Code: Month] {
        let found: [(Code, Month)] = try session.rows(
            """
            SELECT member.number, award.month
              FROM member
              JOIN award ON award.member_id = member.id
              JOIN cycle ON cycle.id = award.cycle_id
             WHERE member.number IN \(list: members.sorted()) AND award.month <= \(month)
               AND NOT EXISTS (SELECT 1 FROM award_revocation WHERE award_revocation.award_id = award.id)
               AND \(try isWithin(.readResults, branch: "cycle.branch_id"))
            """
        ) { (try $0.at(0), try $0.at(1)) }
        return Dictionary(found, uniquingKeysWith: max)
    }

    private func revokedAwards(of cycle: ID<Cycle>) throws -> Set<RevokedAward> {
        Set(
            try session.rows(
                """
                SELECT responsibility_area.code, member.number
                  FROM award
                  JOIN award_revocation ON award_revocation.award_id = award.id
                  JOIN responsibility_area ON responsibility_area.id = award.area_id
                  JOIN member ON member.id = award.member_id
                 WHERE award.cycle_id = \(cycle)
                """
            ) { RevokedAward(area: try $0.at(0), member: try $0.at(1)) })
    }
}

private struct RevokedAward: Hashable {
    let area: Code
    let member: Code
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
    var revoked: Set<Month> = []

    mutating func add(_ final: Points, in month: Month, won isWinner: Bool, revoked isRevoked: Bool) {
        finals.append(final)
        months.insert(month)
        if isWinner { if isRevoked { revoked.insert(month) } else { won.insert(month) } }
    }
}
