package import Domain

/// An objection as it stands on its month for ever: its number, how far it is, and of one that was upheld why, and what
/// moved. Nothing of who objected, nor of what.
package struct MonthObjection: Hashable, Sendable {
    package let id: ID<Objection>
    package let number: Objection.Number
    package let status: Objection.Status
    package let outcome: Objection.Outcome?
    package let due: LocalDate
    package let decidedOn: LocalDate?
    /// Of one that was upheld, wholly or in part.
    package let reasons: String?
    package let moves: [RankingMove]
    /// Until when the notice would have stood, where it began anew because others win.
    package let noticeEnded: LocalDate?
    package let noticeEnds: LocalDate?

    package var isUpheld: Bool { outcome?.movesThings == true }
}

extension Transaction {
    /// The objections to a month, in the order they came.
    func storedObjections(to cycle: Cycle) throws -> [MonthObjection] {
        guard cycle.postedOn != nil else { return [] }
        let stored: [(MonthObjection, result: ID<Snapshot>?)] = try session.rows(
            """
            SELECT objection.id, committee.code, objection.year, objection.number, objection.status, objection.outcome,
                   objection.due_on, objection.decided_on, objection.reasons, objection.notice_ended,
                   objection.notice_ends, objection.result_id
              FROM objection JOIN committee ON committee.id = objection.committee_id
             WHERE objection.cycle_id = \(cycle.id)
             ORDER BY objection.id
            """
        ) { row in
            let outcome: Objection.Outcome? = try row["outcome"]
            let isUpheld = outcome?.movesThings == true
            let objection = MonthObjection(
                id: try row["id"],
                number: Objection.Number(
                    committee: try row["code"], year: try row["year"], number: try row["number"]),
                status: try row["status"], outcome: outcome, due: try row["due_on"],
                decidedOn: try row["decided_on"], reasons: isUpheld ? try row["reasons"] : nil, moves: [],
                noticeEnded: try row["notice_ended"], noticeEnds: try row["notice_ends"])
            return (objection, try row["result_id"])
        }
        guard stored.contains(where: { $0.result != nil }) else { return stored.map(\.0) }
        let snapshots = try storedSnapshotReferences(of: cycle.id)
        return try stored.map { objection, result in
            guard let index = snapshots.firstIndex(where: { $0.id == result }), index > 0 else { return objection }
            return objection.with(
                moves: RankingMove.moves(
                    from: try frozen(snapshots[index - 1]).ranking, to: try frozen(snapshots[index]).ranking))
        }
    }

    /// Whether a snapshot says of areas that no decision touched what the one before it did not, or came of no decision at all.
    func movesUntouched(_ stored: StoredSnapshot) throws -> Bool {
        guard stored.reference.number > 1 else { return false }
        let snapshots = try storedSnapshotReferences(of: stored.cycle)
        let decided: ID<Objection>? = try session.value(
            "SELECT id FROM objection WHERE result_id = \(stored.reference.id) ORDER BY id LIMIT 1")
        guard let decided, let before = snapshots.last(where: { $0.number < stored.reference.number }) else {
            return true
        }
        // What cannot be read is a fault of its own.
        guard let inputs = Ranking.Inputs(snapshotJSON: stored.inputs), let posted = try? frozen(before).inputs else {
            return false
        }
        let touched: [Code] = try session.rows(
            """
            SELECT responsibility_area.code
              FROM objection_consequence
              JOIN responsibility_area ON responsibility_area.id = objection_consequence.area_id
             WHERE objection_consequence.objection_id = \(decided)
            """
        ) { try $0.at(0) }
        return posted.revised(in: Set(touched), by: inputs) != inputs
    }
}

extension MonthObjection {
    fileprivate func with(moves: [RankingMove]) -> MonthObjection {
        MonthObjection(
            id: id, number: number, status: status, outcome: outcome, due: due, decidedOn: decidedOn, reasons: reasons,
            moves: moves, noticeEnded: noticeEnded, noticeEnds: noticeEnds)
    }
}
