package import Domain

/// What a year leaves with a member: a row of the table that goes into the annual appraisal.
package struct HonourListing: Hashable, Sendable {
    package let id: ID<Member>
    package let member: PersonReference
    package let branch: Code
    /// As it was called in the last of the months.
    package let branchName: String
    package let figures: YearFigures
    /// The last month, of this year or before, of which the member has an award that stands; nil for none.
    package let lastWon: Month?
    /// By the table in force for the year; nil where the branch's committees published none.
    package let performance: Performance?
    /// What the branch's appraisal of the year decided; nil where nothing is decided, and for whoever is not told.
    package let grade: Appraisal.Grade?

    /// What the figures come to, and by which table.
    package struct Performance: Hashable, Sendable {
        package let table: PerformanceTableListing
        package let outcome: PerformanceTable.Outcome
    }
}

/// What a year leaves with a branch.
package struct BranchYear: Hashable, Sendable {
    package let branch: Code
    /// As it was called in the last of the months.
    package let name: String
    /// Of all its areas.
    package let figures: YearFigures
    /// Months that ended without award.
    package let monthsWithoutAward: [Month]
    /// Objections and appeals to its months, and how many of them were upheld, wholly or in part.
    package let objections: Int
    package let objectionsUpheld: Int
}

/// A year's closed months, by member and by branch.
package struct YearResults: Hashable, Sendable {
    package let year: Int
    /// By branch and member number.
    package let members: [HonourListing]
    /// By code.
    package let branches: [BranchYear]
}

extension Transaction {
    /// What the year's months come to. Months that are still open do not count.
    ///
    /// - Parameter member: only this one's, in whatever branch; all branches' rows are left out then.
    /// - Throws: ``StoreError/notFound(_:)`` for a member that there is not.
    package func yearResults(
        of year: Int, branch: ID<Branch>? = nil, member: ID<Member>? = nil
    ) throws -> YearResults {
        try authority.require(.readResults)
        let only: Code? = try member.flatMap { try session.value("SELECT number FROM member WHERE id = \($0)") }
        if member != nil, only == nil { throw StoreError.notFound("member") }
        guard let months = Month.months(of: year) else { return YearResults(year: year, members: [], branches: []) }
        let cycles = try cycles(in: months, of: branch, where: "cycle.status <> \(Cycle.Status.open)")
        var members: [HonourKey: [YearFigures.AreaMonth]] = [:]
        var branches: [Code: BranchRecord] = [:]
        for cycle in cycles {
            let month = try ClosedMonth(of: cycle, self)
            branches[month.ranking.branch, default: BranchRecord(cycle.branch)].add(month)
            for (area, holders) in month.areas {
                for holder in holders where only.map({ $0 == holder }) ?? true {
                    members[HonourKey(branch: month.ranking.branch, member: holder), default: []]
                        .append(month.areaMonth(area, of: holder))
                }
            }
        }
        for code in branches.keys { try branches[code]?.look(in: self) }
        let lastWon = try lastAwards(of: Set(members.keys.map(\.member)), through: months.upperBound)
        let tables = try performanceTables(in: year, of: branches.values.map(\.id))
        let grades = try decidedGrades(in: year, of: branches.values.map(\.id))
        let listings = try members.keys.sorted().compactMap { key -> HonourListing? in
            let figures = YearFigures(members[key] ?? [])
            // Whoever held nothing but what was never assessed has nothing to be told.
            guard figures.areaMonths.contains(where: { $0.standing != .incomplete }), let of = branches[key.branch]
            else { return nil }
            let person: (ID<Member>, String)? = try session.one(
                "SELECT id, name FROM member WHERE number = \(key.member)"
            ) { (try $0.at(0), try $0.at(1)) }
            guard let person else { throw StorageFault.corrupt("a ranking names nobody's number") }
            return HonourListing(
                id: person.0, member: PersonReference(number: key.member, name: person.1), branch: key.branch,
                branchName: of.name,
                figures: figures, lastWon: lastWon[key.member],
                performance: tables[of.id].map {
                    HonourListing.Performance(table: $0, outcome: $0.table.outcome(of: figures))
                }, grade: grades[of.id]?[person.0])
        }
        return YearResults(
            year: year, members: listings,
            branches: member == nil
                ? branches.sorted { $0.key < $1.key }.map { code, record in record.year(of: code) } : [])
    }
}

/// A month that is closed, with what of it goes into the year's figures.
private struct ClosedMonth {
    let cycle: Cycle
    let ranking: Ranking
    /// Every area with those who held it.
    let areas: [(area: Code, holders: [Code])]
    private let stands: [Code: (name: String, standing: YearFigures.Standing)]
    private let corrections: [Code: [Objection.Number]]
    private let revoked: Set<RevokedAward>
    private let withheld: Set<RevokedAward>
    private let hash: String?

    init(of cycle: Cycle, _ transaction: Transaction) throws {
        self.cycle = cycle
        ranking = Ranking(try transaction.rankingInputs(of: cycle))
        let snapshot = try transaction.latestSnapshot(of: cycle.id)
        hash = snapshot?.hash
        var stands: [Code: (name: String, standing: YearFigures.Standing)] = [:]
        for row in ranking.rows {
            stands[row.area] = (row.labels.area, .ranked(place: row.place, final: row.score.final))
        }
        for area in ranking.unranked {
            stands[area.area] = (area.labels.area, area.standing)
        }
        self.stands = stands
        areas = ranking.rows.map { ($0.area, $0.holders) } + ranking.unranked.map { ($0.area, $0.holders) }
        var corrections: [Code: [Objection.Number]] = [:]
        if let snapshot, snapshot.number > 1 {
            for objection in try transaction.storedObjections(to: cycle) where objection.isUpheld {
                for move in objection.moves where move.isOfItself {
                    corrections[move.area, default: []].append(objection.number)
                }
            }
        }
        self.corrections = corrections
        revoked = cycle.status == .final ? try transaction.revokedAwards(of: cycle.id) : []
        withheld = cycle.status == .final ? try transaction.withheldAwards(of: cycle.id) : []
    }

    func areaMonth(_ area: Code, of holder: Code?) -> YearFigures.AreaMonth {
        let isWithheld = holder.map { withheld.contains(RevokedAward(area: area, member: $0)) } ?? false
        let isWinner = cycle.status == .final && ranking.winners.contains(area) && !isWithheld
        let isRevoked = holder.map { revoked.contains(RevokedAward(area: area, member: $0)) } ?? false
        return YearFigures.AreaMonth(
            month: cycle.month, area: area, areaName: stands[area]?.name ?? "",
            standing: stands[area]?.standing ?? .incomplete, honour: isWinner ? isRevoked ? .revoked : .stands : nil,
            corrections: corrections[area] ?? [], hash: hash)
    }
}

extension Ranking.Unranked {
    fileprivate var standing: YearFigures.Standing {
        if case .vetoed = score.outcome { .vetoed } else { .incomplete }
    }
}

/// What is gathered of a branch's months.
private struct BranchRecord {
    let id: ID<Branch>
    private(set) var name = ""
    private var areaMonths: [YearFigures.AreaMonth] = []
    private var cycles: [Cycle] = []
    private var objections: [Objection.Outcome?] = []

    init(_ id: ID<Branch>) {
        self.id = id
    }

    mutating func add(_ month: ClosedMonth) {
        cycles.append(month.cycle)
        areaMonths += month.areas.map { month.areaMonth($0.area, of: nil) }
    }

    mutating func look(in transaction: Transaction) throws {
        name = try cycles.last.map { try transaction.branchName(id, in: $0.month) } ?? ""
        objections = try transaction.objectionOutcomes(of: cycles.map(\.id))
    }

    func year(of code: Code) -> BranchYear {
        BranchYear(
            branch: code, name: name, figures: YearFigures(areaMonths),
            monthsWithoutAward: cycles.filter { $0.status == .withoutAward }.map(\.month),
            objections: objections.count, objectionsUpheld: objections.count { $0?.movesThings == true })
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
        guard let months = Month.months(of: year) else { return [] }
        return try cycles(in: months, of: branch, where: "cycle.status = \(Cycle.Status.withoutAward)").map { cycle in
            MonthWithoutAward(
                cycle: cycle.id, month: cycle.month, branchName: try branchName(cycle.branch, in: cycle.month),
                reason: cycle.reason ?? "")
        }
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

    /// What became of the objections to those months; nil of one that is not decided.
    fileprivate func objectionOutcomes(of cycles: [ID<Cycle>]) throws -> [Objection.Outcome?] {
        try session.rows(
            "SELECT outcome FROM objection WHERE cycle_id IN \(list: cycles) ORDER BY id"
        ) { try $0.at(0) }
    }

    /// The honours that the committee's office decided not to give.
    fileprivate func withheldAwards(of cycle: ID<Cycle>) throws -> Set<RevokedAward> {
        Set(try withheldHonours(of: cycle).map { RevokedAward(area: $0.area, member: $0.member.number) })
    }

    fileprivate func revokedAwards(of cycle: ID<Cycle>) throws -> Set<RevokedAward> {
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
