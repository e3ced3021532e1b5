package import Domain

/// A late change as lists show it.
package struct ClosingChangeListing: Hashable, Sendable {
    package let change: ClosingChange
    /// Of the sheet or the adjustment.
    package let id: Int64
    /// The tier of a sheet, nil for an adjustment.
    package let tier: Tier?
    /// Who assessed, where it is a member; of an adjustment nil.
    package let assessor: PersonReference?
    /// The assessor's label, in the public tier.
    package let label: String?
    /// The adjustment's item; nil for a sheet.
    package let item: Code?
    /// Of a revision, or of what was taken back.
    package let reason: String?
    package let at: Instant
    /// A sign-in name, or the operator's.
    package let by: String
}

/// An area's late changes in a month.
package struct AreaClosingChanges: Hashable, Sendable {
    package let id: ID<ResponsibilityArea>
    package let area: Code
    package let name: String
    /// As the month stands now.
    package let isWinner: Bool
    /// In the order in which they were made.
    package let changes: [ClosingChangeListing]

    package var figures: ClosingFigures { ClosingFigures(changes.map(\.change)) }
}

/// What was changed late in a month, area by area: the winners first, as they are ranked.
package struct ClosingChanges: Hashable, Sendable {
    package let window: ClosingWindow
    package let areas: [AreaClosingChanges]

    /// On average of the areas that do not win; nil where all do.
    package var othersMean: Points? { ClosingFigures.mean(of: areas.filter { !$0.isWinner }.map(\.figures)) }
}

extension Transaction {
    /// What was entered, revised or taken back late in a month, for the secretary, the committee's office and the auditor.
    ///
    /// - Throws: ``FiguresNotVisible`` while the month is open.
    package func closingChanges(in id: ID<Cycle>) throws -> ClosingChanges {
        let cycle = try cycle(id)
        try require(.compareAssessors, in: cycle.branch)
        if cycle.status == .open { throw FiguresNotVisible() }
        let window = ClosingWindow(closings: try closingMoments(of: id), calendar: try workCalendar())
        var changes: [ID<ResponsibilityArea>: [ClosingChangeListing]] = [:]
        for (area, moment, listing) in try changesOfSheets(in: id) + withdrawals(in: id) + changesOfAdjustments(in: id)
        {
            guard let phase = window.phase(of: moment) else { continue }
            changes[area, default: []].append(listing(phase))
        }
        let listing = try rankingListing(of: cycle)
        let winners = Set(listing.winners.map(\.area))
        let records = try monthRecords(of: cycle)
        let ids = Dictionary(records.areas.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
        let ranking = listing.ranking
        let areas = ranking.rows.map { ($0.area, $0.labels.area) } + ranking.unranked.map { ($0.area, $0.labels.area) }
        let all = areas.compactMap { code, name in
            ids[code].map { id in
                AreaClosingChanges(
                    id: id, area: code, name: name, isWinner: winners.contains(code),
                    changes: (changes[id] ?? []).sorted { ($0.at, $0.id) < ($1.at, $1.id) })
            }
        }
        return ClosingChanges(window: window, areas: all.filter(\.isWinner) + all.filter { !$0.isWinner })
    }

    private func closingMoments(of cycle: ID<Cycle>) throws -> [ClosingWindow.Moment] {
        try session.rows("SELECT closed_at FROM cycle_closing WHERE cycle_id = \(cycle) ORDER BY id") {
            moment(try $0.at(0))
        }
    }

    private func moment(_ at: Instant) -> ClosingWindow.Moment {
        ClosingWindow.Moment(at, on: settings.timeZone.date(of: at))
    }

    private typealias Found = (
        ID<ResponsibilityArea>, ClosingWindow.Moment, (ClosingChange.Phase) -> ClosingChangeListing
    )

    /// Each revision of the month's sheets, but for those that only put back what had stood before one that was taken back.
    private func changesOfSheets(in cycle: ID<Cycle>) throws -> [Found] {
        try session.rows(
            """
            SELECT sheet.id, sheet.area_id, sheet.tier, sheet.assessor_label, sheet.revision, sheet.revision_reason,
                   sheet.recorded_at, sheet.recorded_by, member.number, member.name
              FROM sheet LEFT JOIN member ON member.id = sheet.assessor_id
             WHERE sheet.cycle_id = \(cycle)
               AND NOT EXISTS (SELECT 1 FROM sheet_withdrawal JOIN sheet AS gone ON gone.id = sheet_withdrawal.sheet_id
                                WHERE sheet_withdrawal.cycle_id = sheet.cycle_id AND gone.area_id = sheet.area_id
                                  AND gone.tier = sheet.tier
                                  AND coalesce(gone.assessor_id, 0) = coalesce(sheet.assessor_id, 0)
                                  AND coalesce(gone.assessor_label, '') = coalesce(sheet.assessor_label, '')
                                  AND gone.revision = sheet.revision - 1
                                  AND sheet_withdrawal.withdrawn_at = sheet.recorded_at)
            """
        ) { row in
            let revision: Int = try row["revision"]
            return try found(
                row, .sheet, revision == 1 ? .entered : .revised, reason: "revision_reason", at: "recorded_at",
                by: "recorded_by")
        }
    }

    private func withdrawals(in cycle: ID<Cycle>) throws -> [Found] {
        try session.rows(
            """
            SELECT sheet.id, sheet.area_id, sheet.tier, sheet.assessor_label, sheet_withdrawal.reason,
                   sheet_withdrawal.withdrawn_at, sheet_withdrawal.withdrawn_by, member.number, member.name
              FROM sheet_withdrawal
              JOIN sheet ON sheet.id = sheet_withdrawal.sheet_id
              LEFT JOIN member ON member.id = sheet.assessor_id
             WHERE sheet_withdrawal.cycle_id = \(cycle)
            """
        ) { try found($0, .sheet, .takenBack, reason: "reason", at: "withdrawn_at", by: "withdrawn_by") }
    }

    private func changesOfAdjustments(in cycle: ID<Cycle>) throws -> [Found] {
        try session.rows(
            """
            SELECT id, area_id, item, revision, withdrawn, revision_reason, recorded_at, recorded_by FROM adjustment
             WHERE cycle_id = \(cycle)
            """
        ) { row in
            let (revision, isWithdrawn): (Int, Bool) = (try row["revision"], try row["withdrawn"])
            return try found(
                row, .adjustment, isWithdrawn ? .takenBack : revision == 1 ? .entered : .revised,
                reason: "revision_reason", at: "recorded_at", by: "recorded_by")
        }
    }

    private func found(
        _ row: SQLRow, _ record: ClosingChange.Record, _ act: ClosingChange.Act, reason: String, at: String, by: String
    ) throws -> Found {
        let (id, instant): (Int64, Instant) = (try row["id"], try row[at])
        let (why, author): (String?, String) = (try row[reason], try row[by])
        let isSheet = record == .sheet
        let tier: Tier? = isSheet ? try row["tier"] : nil
        let label: String? = isSheet ? try row["assessor_label"] : nil
        let item: Code? = isSheet ? nil : try row["item"]
        let assessor = isSheet ? try PersonReference(row: row, number: "number", name: "name") : nil
        return (
            try row["area_id"], moment(instant),
            { phase in
                ClosingChangeListing(
                    change: ClosingChange(record, act, phase), id: id, tier: tier, assessor: assessor, label: label,
                    item: item, reason: why, at: instant, by: author)
            }
        )
    }
}
