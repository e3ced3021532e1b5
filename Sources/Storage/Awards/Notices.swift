package import Domain

extension Transaction {
    /// Posts a closed month: its ranking is frozen and the notice begins to stand.
    ///
    /// - Throws: ``Cycle/Refusal/notClosed(_:)``.
    package func postCycle(_ id: ID<Cycle>) throws -> (Cycle, SnapshotReference, warnings: [Cycle.Warning]) {
        let cycle = try storedCycle(id)
        try require(.publishMonths, in: cycle.branch)
        let days = try storedScheme(cycle.scheme).scheme.content.noticeWorkingDays
        let calendar = try workCalendar()
        let ends = try cycle.notice(postedOn: today, workingDays: days, calendar: calendar)
        let snapshot = try takeSnapshot(of: cycle)
        try setStatus(of: cycle, to: .posted, .posted, ", posted_on = \(today), notice_ends = \(ends)")
        var warnings: [Cycle.Warning] = []
        for year in Set([today, ends].map(\.components.year)).sorted() where !calendar.knows(year: year) {
            warnings.append(.holidaysUnknown(year: year))
        }
        warnings += try openMonthsWarning(before: cycle)
        if try Ranking(recordedInputs(of: cycle)).winners.isEmpty { warnings.append(.noWinner) }
        return (try storedCycle(id), snapshot, warnings)
    }

    /// Makes a posted month's awards final, once its notice has stood.
    ///
    /// - Throws: ``Cycle/Refusal``.
    package func finaliseCycle(_ id: ID<Cycle>) throws -> (Cycle, [AwardListing]) {
        let cycle = try storedCycle(id)
        try require(.publishMonths, in: cycle.branch)
        guard cycle.status == .posted else { throw Cycle.Refusal.notPosted(cycle.status) }
        try requireSnapshotHolds(of: cycle)
        let ranking = Ranking(try rankingInputs(of: cycle))
        try cycle.requireFinalisable(today: today, hasWinners: !ranking.winners.isEmpty)
        for row in ranking.rows where ranking.winners.contains(row.area) {
            guard let area = try areaID(row.area), let holder = row.holder, let member = try memberID(holder) else {
                throw StorageFault.corrupt("a winner of a ranking is not on record")
            }
            let award: ID<Award> = try session.insert(
                """
                INSERT INTO award (cycle_id, area_id, member_id, month, place, final, awarded_on)
                VALUES (\(id), \(area), \(member), \(cycle.month), \(row.place), \(row.score.final), \(today))
                RETURNING id
                """
            )
            try audit(
                .created, .award, award, in: place(of: cycle.branch),
                after: ["area": .open(.string(row.area.text)), "member": .open(.string(holder.text))]
            )
        }
        try setStatus(of: cycle, to: .final, .finalised)
        return (try storedCycle(id), try awards(of: id))
    }

    /// Ends a closed or posted month without a winner.
    ///
    /// - Throws: ``Cycle/Refusal``.
    package func endWithoutAward(_ id: ID<Cycle>, reason: Text) throws -> Cycle {
        let cycle = try storedCycle(id)
        try require(.publishMonths, in: cycle.branch)
        try cycle.requireEndableWithoutAward()
        // What the decision was taken on stays as it was, whatever becomes of earlier months.
        if cycle.status == .closed { _ = try takeSnapshot(of: cycle) }
        try setStatus(of: cycle, to: .withoutAward, .endedWithoutAward, ", reason = \(reason.string)")
        return try storedCycle(id)
    }
}
