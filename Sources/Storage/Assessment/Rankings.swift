package import Domain

/// A branch's ranking in a month, with what is needed to show it to people.
package struct RankingListing: Hashable, Sendable {
    package let cycle: Cycle
    package let branch: Code
    package let branchName: String
    /// The month is still open: the figures may change, and only some may see them.
    package let isPreview: Bool
    package let ranking: Ranking
    /// The areas that were assessed and are not among the branch's on the month's last day.
    package let departed: [Code: DepartedArea]
    package let remarks: MonthRemarks
    /// The sheets that stand and do not count.
    package let uncounted: [UncountedSheet]
    package let publicSheets: [PublicSheets]
    /// The latest snapshot; nil before the month is posted.
    package let snapshot: SnapshotReference?

    /// The areas that win; none in a month that ended without award, whatever their places.
    package var winners: [Ranking.Row] {
        ranking.rows.filter(isWinner)
    }

    /// What is not ranked, each with why it left the month, if it did.
    package var unranked: [UnrankedArea] {
        ranking.unranked.map { UnrankedArea(row: $0, departure: departed[$0.area]?.departure) }
    }

    package func isWinner(_ row: Ranking.Row) -> Bool { ranking.wins(row, in: cycle) }
}

extension Ranking {
    /// Whether the area wins the month, which one that ended without award has nobody do.
    fileprivate func wins(_ row: Row, in cycle: Cycle) -> Bool {
        cycle.status != .withoutAward && winners.contains(row.area)
    }
}

/// An area without a place, and why it is no longer among the branch's areas of the month, if it is not.
package struct UnrankedArea: Hashable, Sendable {
    package let row: Ranking.Unranked
    package let departure: ResponsibilityArea.Departure?
}

/// One area's month, opened down to its records.
package struct AreaExplanation: Hashable, Sendable {
    package let cycle: Cycle
    package let branch: Code
    /// Of all the month's areas.
    package let ranking: Ranking
    package let area: AreaInMonth
    /// Why it is no longer among the branch's areas of the month, if it is not.
    package let departure: ResponsibilityArea.Departure?
    package let scheme: SchemeContent
    package let score: Score
    /// nil for what is not ranked.
    package let row: Ranking.Row?
    package let sheets: [SheetListing]
    package let adjustments: [AdjustmentListing]
    /// The finals that make the trend, with their months.
    package let preceding: [PrecedingFinal]
    /// What the platform and 12345 say of the area: facts, of which none of the figures is made. nil for nothing.
    package let facts: FactsListing?

    /// The month is still open: the figures may change, and only some may see them.
    package var isPreview: Bool { cycle.status == .open }

    package func isWinner(_ row: Ranking.Row) -> Bool { ranking.wins(row, in: cycle) }

    /// Who hold the area and have not scored it themselves, where the self tier has weight.
    package var lackingHolders: [PersonReference] {
        guard scheme.neededTiers.contains(.own) else { return [] }
        let given = Set(
            sheets.filter { $0.sheet.tier == .own && $0.uncounted == nil }.compactMap { $0.assessor?.number })
        return area.holders.map(\.person).filter { !given.contains($0.number) }
    }
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
        let ranking = try ranking(of: cycle)
        let (departed, uncounted) = try setAside(in: cycle)
        return RankingListing(
            cycle: cycle, branch: ranking.branch, branchName: try storedBranchName(cycle.branch, in: cycle.month),
            isPreview: cycle.status == .open,
            ranking: ranking, departed: departed, remarks: try storedRemarks(on: cycle),
            uncounted: try storedUncounted(uncounted),
            publicSheets: try storedPublicSheets(in: cycle), snapshot: try latestSnapshot(of: cycle.id)
        )
    }

    /// A month's ranking: as it was posted, before that as the records have it now. Who asks for an open month's may see
    /// what nobody sees yet.
    func ranking(of cycle: Cycle) throws -> Ranking {
        if let snapshot = try latestSnapshot(of: cycle.id) { return try frozen(snapshot).ranking }
        return Ranking(try recordedInputs(of: cycle))
    }

    /// Why an area got its result, down to the sheets, the adjustments and the earlier months.
    package func explanation(of areaID: ID<ResponsibilityArea>, in cycleID: ID<Cycle>) throws -> AreaExplanation {
        let cycle = try cycle(cycleID)
        try require(.readResults, in: cycle.branch)
        let records = try monthRecords(of: cycle, only: areaID)
        guard let area = records.areas.first else { throw StoreError.notFound("area") }
        guard try mayShow(cycle) else { throw FiguresNotVisible() }
        let ranking = try ranking(of: cycle)
        let row = ranking.rows.first { $0.area == area.code }
        let unranked = ranking.unranked.first { $0.area == area.code }
        guard let score = row?.score ?? unranked?.score else { throw StoreError.notFound("area") }
        return AreaExplanation(
            cycle: cycle, branch: ranking.branch, ranking: ranking, area: area, departure: records.departures[areaID],
            scheme: try storedScheme(cycle.scheme).scheme.content, score: score, row: row,
            sheets: try whole { try storedSheets(of: cycle, area: areaID, records.uncounted, $0) },
            adjustments: try whole { try adjustments(of: cycle.id, area: areaID, $0) },
            preceding: try precedingFinals(before: cycle)[area.code] ?? [],
            facts: try storedFacts(of: [areaID], in: cycle.month)[areaID]
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

    /// The finals of those of the preceding months that are no longer open in which an area was ranked, oldest first, by
    /// the area's code: of a posted month as they were posted.
    private func precedingFinals(before cycle: Cycle) throws -> [Code: [PrecedingFinal]] {
        var finals: [Code: [PrecedingFinal]] = [:]
        for earlier in try trendCycles(before: cycle) where earlier.status != .open {
            for area in try storedFinals(of: earlier) {
                finals[area.area, default: []].append(PrecedingFinal(month: earlier.month, final: area.final))
            }
        }
        return finals
    }

    /// The finals of the areas that are ranked in a month. What its own trend is does not matter for them.
    private func storedFinals(of cycle: Cycle) throws -> [ParsedDocuments.AreaFinal] {
        if let snapshot = try latestSnapshot(of: cycle.id) {
            return try known.documents.finals(snapshot.hash) { try frozen(snapshot) }
        }
        let scheme = try storedScheme(cycle.scheme).scheme.content
        return try areaRecords(of: cycle).compactMap { _, record in
            let score = Score(of: record, by: scheme)
            return score.isRanked ? ParsedDocuments.AreaFinal(area: record.area, final: score.final) : nil
        }
    }

    /// The cycles of the months that make the trend, oldest first: the branch's, and those of the branches that had its
    /// areas then. The trend follows the area.
    func trendCycles(before cycle: Cycle) throws -> [Cycle] {
        let first = cycle.month.adding(months: -Ranking.trendMonths)
        let own = try session.rows(
            """
            SELECT \(Self.cycleColumns) FROM cycle
             WHERE cycle.branch_id = \(cycle.branch) AND cycle.month >= \(first) AND cycle.month < \(cycle.month)
             ORDER BY cycle.month
            """,
            Cycle.init(row:)
        )
        let others = try (1...Ranking.trendMonths).flatMap { back in
            let month = cycle.month.adding(months: -back)
            return try formerBranches(ofAreasOf: cycle.branch, on: cycle.month.lastDay, then: month.lastDay)
                .compactMap { try self.cycle(of: $0, in: month) }
        }
        return others.isEmpty ? own : (own + others).sorted { ($0.month, $0.branch) < ($1.month, $1.branch) }
    }

    /// What was recorded of each of the branch's areas in the cycle, as far as it counts.
    func areaRecords(of cycle: Cycle) throws -> [(AreaInMonth, AreaRecord)] {
        let records = try monthRecords(of: cycle)
        return records.areas.map { area in
            let record = AreaRecord(
                area: area.code, holders: area.holders.map(\.person.number),
                labels: .init(area: area.name, holders: area.holders.map(\.name)),
                sheets: records.sheets[area.id] ?? [], entries: records.entries[area.id] ?? []
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
