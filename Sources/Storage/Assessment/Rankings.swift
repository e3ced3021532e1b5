package import Domain

/// A branch's ranking in a month, with what is needed to show it to people.
package struct RankingListing: Hashable, Sendable {
    package let cycle: Cycle
    package let branch: Code
    package let branchName: String
    /// The month is still open: the figures may change, and only some may see them.
    package let isPreview: Bool
    package let ranking: Ranking
    /// The latest snapshot; nil before the month is posted.
    package let snapshot: SnapshotReference?

    /// The areas that win; none in a month that ended without award, whatever their places.
    package var winners: [Ranking.Row] {
        cycle.status == .withoutAward ? [] : ranking.rows.filter { ranking.winners.contains($0.area) }
    }

    package func isWinner(_ row: Ranking.Row) -> Bool {
        cycle.status != .withoutAward && ranking.winners.contains(row.area)
    }
}

/// One area's month, opened down to its records.
package struct AreaExplanation: Hashable, Sendable {
    package let listing: RankingListing
    package let area: AreaInMonth
    package let scheme: SchemeContent
    package let score: Score
    /// nil for what is not ranked.
    package let row: Ranking.Row?
    package let sheets: [SheetListing]
    package let adjustments: [AdjustmentListing]
    /// The finals that make the trend, with their months.
    package let preceding: [PrecedingFinal]
}

/// An area's final in an earlier month in which it was ranked.
package struct PrecedingFinal: Hashable, Sendable {
    package let month: Month
    package let final: Points
}

extension Transaction {
    /// The rankings of a month by branch code; of one branch if given.
    ///
    /// Of a month that is open, only those are listed that the principal may preview.
    package func rankings(of month: Month, branch: ID<Branch>? = nil) throws -> [RankingListing] {
        try authority.require(.readResults)
        return try cycles(of: month, branch: branch).filter(mayShow).map(rankingListing(of:))
    }

    func mayShow(_ cycle: Cycle) throws -> Bool {
        try cycle.status != .open || allows(.previewOpenMonths, in: cycle.branch)
    }

    /// - Throws: ``Cycle/Refusal`` for an open month that the principal may not preview.
    func rankingListing(of cycle: Cycle) throws -> RankingListing {
        guard try mayShow(cycle) else { throw FiguresNotVisible() }
        let snapshot = try latestSnapshot(of: cycle.id)
        let ranking = try snapshot.map { try frozen($0).ranking } ?? Ranking(recordedInputs(of: cycle))
        let name: String? = try session.value("SELECT name FROM branch WHERE id = \(cycle.branch)")
        return RankingListing(
            cycle: cycle, branch: ranking.branch, branchName: name ?? "", isPreview: cycle.status == .open,
            ranking: ranking, snapshot: snapshot
        )
    }

    /// Why an area got its result, down to the sheets, the adjustments and the earlier months.
    package func explanation(of areaID: ID<ResponsibilityArea>, in cycleID: ID<Cycle>) throws -> AreaExplanation {
        let cycle = try cycle(cycleID)
        try require(.readResults, in: cycle.branch)
        guard let area = try areaInMonth(areaID, cycle.month), try branchID(of: areaID) == cycle.branch else {
            throw StoreError.notFound("area")
        }
        let listing = try rankingListing(of: cycle)
        let row = listing.ranking.rows.first { $0.area == area.code }
        let unranked = listing.ranking.unranked.first { $0.area == area.code }
        guard let score = row?.score ?? unranked?.score else { throw StoreError.notFound("area") }
        return AreaExplanation(
            listing: listing, area: area, scheme: try storedScheme(cycle.scheme).scheme.content, score: score, row: row,
            sheets: try whole { try sheets(of: cycle.id, area: areaID, $0) },
            adjustments: try whole { try adjustments(of: cycle.id, area: areaID, $0) },
            preceding: try precedingFinals(before: cycle, of: area)[area.code] ?? []
        )
    }

    /// What the month's ranking is computed from: of a posted month what its latest snapshot froze, before that what the
    /// records say now.
    func rankingInputs(of cycle: Cycle) throws -> Ranking.Inputs {
        if let snapshot = try latestSnapshot(of: cycle.id) { return try frozen(snapshot).inputs }
        return try recordedInputs(of: cycle)
    }

    /// What the records say now.
    func recordedInputs(of cycle: Cycle) throws -> Ranking.Inputs {
        let branch: Code? = try session.value("SELECT code FROM branch WHERE id = \(cycle.branch)")
        guard let branch else { throw StoreError.notFound("branch") }
        let preceding = try precedingFinals(before: cycle)
        let records = try areaRecords(of: cycle)
        return Ranking.Inputs(
            branch: branch, month: cycle.month, scheme: try storedScheme(cycle.scheme).scheme.content,
            contenders: records.map { _, record in
                Ranking.Contender(record: record, preceding: (preceding[record.area] ?? []).map(\.final))
            }
        )
    }

    /// The finals of the preceding months in which an area was ranked, oldest first, by the area's code. A month counts
    /// whether it is closed or not: what was recorded of it is what was assessed.
    ///
    /// - Parameter area: the only one that is asked for; nil for all of the branch.
    private func precedingFinals(before cycle: Cycle, of area: AreaInMonth? = nil) throws -> [Code: [PrecedingFinal]] {
        let first = cycle.month.adding(months: -Ranking.trendMonths)
        let earlier = try session.rows(
            """
            SELECT \(Self.cycleColumns) FROM cycle
             WHERE cycle.branch_id = \(cycle.branch) AND cycle.month >= \(first) AND cycle.month < \(cycle.month)
             ORDER BY cycle.month
            """,
            Cycle.init(row:)
        )
        var finals: [Code: [PrecedingFinal]] = [:]
        for earlier in earlier {
            let scheme = try storedScheme(earlier.scheme).scheme.content
            for (_, record) in try areaRecords(of: earlier, only: area?.id) {
                let score = Score(of: record, by: scheme)
                guard score.isRanked else { continue }
                finals[record.area, default: []].append(PrecedingFinal(month: earlier.month, final: score.final))
            }
        }
        return finals
    }

    /// What was recorded of each of the branch's areas in the cycle, or of one.
    func areaRecords(of cycle: Cycle, only area: ID<ResponsibilityArea>? = nil) throws -> [(AreaInMonth, AreaRecord)] {
        let only: SQL = if let area { "area_id = \(area)" } else { "1 = 1" }
        var sheets: [ID<ResponsibilityArea>: [AreaRecord.SheetTotal]] = [:]
        try session.forEach(
            """
            SELECT area_id, id, tier, total FROM sheet
             WHERE cycle_id = \(cycle.id) AND \(KeptSheet.counts) AND \(only)
             ORDER BY area_id, id
            """
        ) { row in
            sheets[try row.at(0), default: []].append(
                AreaRecord.SheetTotal(sheet: try row.at(1), tier: try row.at(2), total: try row.at(3))
            )
        }
        var entries: [ID<ResponsibilityArea>: [AreaRecord.Entry]] = [:]
        try session.forEach(
            """
            SELECT area_id, id, kind, item, times FROM adjustment
             WHERE cycle_id = \(cycle.id) AND \(KeptAdjustment.counts) AND \(only)
             ORDER BY area_id, id
            """
        ) { row in
            entries[try row.at(0), default: []].append(
                AreaRecord.Entry(
                    adjustment: try row.at(1), kind: try row.at(2), item: try row.at(3), times: try row.at(4)
                )
            )
        }
        let areas = try area.map { try [areaInMonth($0, cycle.month)].compactMap { $0 } }
        return try (areas ?? storedAreas(of: cycle.branch, in: cycle.month)).map { area in
            let record = AreaRecord(
                area: area.code, holder: area.holderNumber, labels: .init(area: area.name, holder: area.holderName),
                sheets: sheets[area.id] ?? [], entries: entries[area.id] ?? []
            )
            return (area, record)
        }
    }
}

/// An open month's figures were asked for by somebody who may not see them yet.
struct FiguresNotVisible: StateRefusal {
    let code = "cycleOpen"
    let detail: Sentence = "the month is still open: its figures are shown once it is closed"
}
