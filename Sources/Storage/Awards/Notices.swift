package import Domain

/// A posted month whose notice has fewer working days than its scheme says.
package struct ShortNotice: Hashable, Sendable {
    package let cycle: Cycle
    package let branch: Code
    /// On which day it would have them.
    package let prolongedTo: LocalDate
}

extension Transaction {
    /// Posts a closed month: its ranking is frozen and the notice begins to stand.
    ///
    /// - Throws: ``Cycle/Refusal/notClosed(_:)``.
    package func postCycle(_ id: ID<Cycle>) throws -> (Cycle, SnapshotReference, warnings: [Cycle.Warning]) {
        let cycle = try storedCycle(id)
        try require(.publishMonths, in: cycle.branch)
        guard cycle.status == .closed else { throw Cycle.Refusal.notClosed(cycle.status) }
        try Cycle.requireSettled(openTrendMonths(before: cycle, withSheets: true))
        let scheme = try storedScheme(cycle.scheme).scheme.content
        let calendar = try workCalendar()
        let ends = try cycle.notice(postedOn: today, by: scheme, calendar: calendar)
        let snapshot = try takeSnapshot(of: cycle)
        try setStatus(of: cycle, to: .posted, .posted, ", posted_on = \(today), notice_ends = \(ends)")
        var warnings: [Cycle.Warning] = []
        for year in Set([today, ends].map(\.components.year)).sorted() where !calendar.knows(year: year) {
            warnings.append(.holidaysUnknown(year: year))
        }
        warnings += try openMonthsWarning(before: cycle)
        if try ranking(of: cycle).winners.isEmpty { warnings.append(.noWinner) }
        return (try storedCycle(id), snapshot, warnings)
    }

    /// Prolongs a posted month's notice to its working days, where the calendar has fewer of them in it than it had when the
    /// month was posted. That it was stands on the month for ever.
    ///
    /// - Throws: ``Cycle/Refusal``.
    package func prolongNotice(of id: ID<Cycle>) throws -> Cycle {
        let cycle = try storedCycle(id)
        try require(.publishMonths, in: cycle.branch)
        guard cycle.status == .posted, let ended = cycle.noticeEnds else { throw Cycle.Refusal.notPosted(cycle.status) }
        guard let ends = try prolongedNotice(of: cycle) else {
            throw Cycle.Refusal.noticeHasItsDays(ended)
        }
        try session.run(
            """
            INSERT INTO notice_prolongation (cycle_id, ended_on, ends_on, prolonged_at, prolonged_by)
            VALUES (\(id), \(ended), \(ends), \(now), \(principal.name))
            """
        )
        try update("cycle", id, at: check(version: cycle.version), setting: "notice_ends = \(ends)")
        try audit(
            .prolonged, .cycle, id, in: place(of: cycle.branch), before: ["noticeEnds": .open(JSON(ended))],
            after: ["noticeEnds": .open(JSON(ends))])
        return try storedCycle(id)
    }

    /// To which day a month's notice is to be prolonged; nil where it has its working days, or is not posted.
    package func prolongedNotice(of cycle: Cycle) throws -> LocalDate? {
        guard cycle.status == .posted else { return nil }
        return cycle.prolongedNotice(
            by: try storedScheme(cycle.scheme).scheme.content, calendar: try workCalendar())
    }

    /// The posted months whose notice has fewer working days than its scheme says, by branch and month, with the day to
    /// which it is to be prolonged: of those that the principal may see.
    package func shortNotices() throws -> [ShortNotice] {
        let calendar = try workCalendar()
        let posted: [(cycle: Cycle, branch: Code)] = try session.rows(
            """
            SELECT \(Self.cycleColumns), branch.code AS branch_code
              FROM cycle JOIN branch ON branch.id = cycle.branch_id
             WHERE cycle.status = 'posted'
             ORDER BY branch.code, cycle.month
            """
        ) { (try Cycle(row: $0), try $0["branch_code"]) }
        return try posted.compactMap { cycle, branch in
            guard try allows(.readMonths, in: cycle.branch),
                let ends = cycle.prolongedNotice(
                    by: try storedScheme(cycle.scheme).scheme.content, calendar: calendar)
            else { return nil }
            return ShortNotice(cycle: cycle, branch: branch, prolongedTo: ends)
        }
    }

    /// Makes a posted month's awards final, once its notice has stood.
    ///
    /// An honour that the committee's office decided not to give is not given, and the ranking stands.
    ///
    /// - Throws: ``Cycle/Refusal``, ``EligibilityDecision/Refusal/undecided(_:)``.
    package func finaliseCycle(_ id: ID<Cycle>) throws -> (Cycle, [AwardListing]) {
        let cycle = try storedCycle(id)
        try require(.publishMonths, in: cycle.branch)
        guard cycle.status == .posted else { throw Cycle.Refusal.notPosted(cycle.status) }
        try requireNoOpenObjection(to: id)
        if let ends = try prolongedNotice(of: cycle) { throw Cycle.Refusal.noticeIsShort(until: ends) }
        try requireSnapshotHolds(of: cycle)
        let ranking = Ranking(try rankingInputs(of: cycle))
        try cycle.requireFinalisable(today: today, hasWinners: !ranking.winners.isEmpty)
        let notAwarded = try requireEligibilityDecided(in: cycle)
        for row in ranking.rows where ranking.winners.contains(row.area) {
            guard let area = try areaID(row.area), !row.holders.isEmpty else {
                throw StorageFault.corrupt("a winner of a ranking is not on record")
            }
            for holder in row.holders {
                if notAwarded.contains(holder) {
                    try withhold(area, from: holder, in: cycle)
                } else {
                    try award(row, of: area, to: holder, in: cycle)
                }
            }
        }
        try setStatus(of: cycle, to: .final, .finalised)
        return (try storedCycle(id), try awards(of: id))
    }

    /// The award of an area to one who holds it.
    private func award(
        _ row: Ranking.Row, of area: ID<ResponsibilityArea>, to holder: Code, in cycle: Cycle
    ) throws {
        guard let member = try memberID(holder) else {
            throw StorageFault.corrupt("a winner of a ranking is not on record")
        }
        let award: ID<Award> = try session.insert(
            """
            INSERT INTO award (cycle_id, area_id, member_id, month, place, final, awarded_on)
            VALUES (\(cycle.id), \(area), \(member), \(cycle.month), \(row.place), \(row.score.final), \(today))
            RETURNING id
            """
        )
        try audit(
            .created, .award, award, in: place(of: cycle.branch),
            after: ["area": .open(.string(row.area.text)), "member": .open(.string(holder.text))]
        )
    }

    /// Ends a closed or posted month without a winner: the secretary's to do where no area reaches the minimum, the
    /// committee's office's where one does.
    ///
    /// - Throws: ``Cycle/Refusal``.
    package func endWithoutAward(_ id: ID<Cycle>, reason: Text) throws -> Cycle {
        let cycle = try storedCycle(id)
        if try !allows(.overruleMonths, in: cycle.branch) { try require(.publishMonths, in: cycle.branch) }
        try cycle.requireEndableWithoutAward()
        try requireNoOpenObjection(to: id)
        try require(endingAction(of: cycle), in: cycle.branch)
        // What the decision was taken on stays as it was, whatever becomes of earlier months.
        if cycle.status == .closed { _ = try takeSnapshot(of: cycle) }
        try setStatus(
            of: cycle, to: .withoutAward, .endedWithoutAward, ", reason = \(reason.string)", because: ("reason", reason)
        )
        return try storedCycle(id)
    }

    /// Whether the principal may end the month without award as it stands.
    package func mayEndWithoutAward(_ cycle: Cycle) throws -> Bool {
        switch cycle.status {
        case .closed, .posted: break
        case .open, .final, .withoutAward: return false
        }
        // The ranking is only looked at for whom it makes a difference.
        let (ends, overrules) = (
            try allows(.publishMonths, in: cycle.branch), try allows(.overruleMonths, in: cycle.branch)
        )
        if ends == overrules { return ends }
        return try allows(endingAction(of: cycle), in: cycle.branch)
    }

    /// What it takes to end a closed or posted month without award.
    private func endingAction(of cycle: Cycle) throws -> Action {
        try ranking(of: cycle).winners.isEmpty ? .publishMonths : .overruleMonths
    }
}
