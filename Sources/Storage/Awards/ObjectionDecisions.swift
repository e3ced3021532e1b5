package import Domain

/// An objection as it was decided, and what that moved.
package struct DecidedObjection: Sendable {
    package let listing: ObjectionListing
    /// The areas of which place, final or award is another.
    package let moves: [RankingMove]
    package let winnersChange: Bool
    /// Until when the notice stands now; nil for a month that is not posted any more.
    package let noticeEnds: LocalDate?
}

extension Transaction {
    /// Decides an objection that was admitted. What comes of it is recorded with the decision as its author, and the ranking
    /// is taken anew beside the one that hung: it moves what the decision touched, and nothing else. Where others win by it, a
    /// full notice stands from today; otherwise the notice's end stays.
    ///
    /// - Throws: ``Objection/Refusal``, ``FieldErrors``, ``SnapshotDoesNotHold``.
    package func decideObjection(_ id: ID<Objection>, _ decision: ObjectionDecision) throws -> DecidedObjection {
        let stored = try receivedObjection(id)
        guard stored.status == .admitted else {
            throw Objection.Refusal.notIn(stored.status, needed: .admitted)
        }
        guard let investigator = stored.investigator else { throw Objection.Refusal.noInvestigator }
        try requireUnbarred(investigator, from: stored)
        let findings = try keys.encrypt(decision.findings.string, for: stored.number.context(.findings))
        var more: SQL =
            """
            , outcome = \(decision.outcome), findings = \(findings), reasons = \(decision.reasons),
            decided_on = \(today)
            """
        var (moves, winnersChange): ([RankingMove], Bool) = ([], false)
        if decision.outcome.movesThings {
            let (result, moved, notice) = try carryOut(decision, of: stored, investigator)
            (moves, winnersChange) = (moved, notice != nil)
            more = "\(more), result_id = \(result.id)"
            if let notice { more = "\(more), notice_ended = \(notice.ended), notice_ends = \(notice.ends)" }
        }
        return DecidedObjection(
            listing: try move(stored, to: decision.outcome.status, more), moves: moves, winnersChange: winnersChange,
            noticeEnds: try storedCycle(stored.cycle).noticeEnds)
    }

    /// - Returns: the ranking that came of it, what it moved, and of the notice, if it begins anew, when it would have ended and
    ///   when it ends.
    private func carryOut(
        _ decision: ObjectionDecision, of stored: StoredObjection, _ investigator: ID<Member>
    ) throws -> (SnapshotReference, [RankingMove], (ended: LocalDate, ends: LocalDate)?) {
        let cycle = try storedCycle(stored.cycle)
        try Objection.requirePosted(cycle)
        guard let posted = try latestSnapshot(of: cycle.id), let ended = cycle.noticeEnds else {
            throw StorageFault.corrupt("a posted month without a snapshot")
        }
        // What is revised has to be what hung.
        try requireSnapshotHolds(of: cycle)
        let before = try frozen(posted)
        let author = try DecisionAuthor(self, stored, cycle, decision.reasons, investigator)
        var touched: Set<Code> = []
        for (index, consequence) in decision.consequences.enumerated() {
            do {
                touched.insert(try author.carryOut(consequence))
            } catch let errors as FieldErrors {
                throw FieldErrors(errors.errors.map { $0.under("consequences[\(index)]") })
            }
        }
        let inputs = before.inputs.revised(in: touched, by: try recordedInputs(of: cycle))
        let result = try takeSnapshot(of: cycle, inputs)
        let after = Ranking(inputs)
        let moves = RankingMove.moves(from: before.ranking, to: after)
        guard Set(before.ranking.winners) != Set(after.winners) else { return (result, moves, nil) }
        let ends = author.scheme.noticeEnds(postedOn: today, calendar: try workCalendar())
        try update(
            "cycle", cycle.id, at: check(version: cycle.version),
            setting: "posted_on = \(today), notice_ends = \(ends)")
        try audit(
            .posted, .cycle, cycle.id, in: place(of: cycle.branch), before: ["noticeEnds": .open(JSON(ended))],
            after: ["noticeEnds": .open(JSON(ends))])
        return (result, moves, (ended, ends))
    }

    /// Refuses while an objection to the month is received or admitted.
    ///
    /// - Throws: ``Objection/Refusal/stillOpen(_:)``
    func requireNoOpenObjection(to cycle: ID<Cycle>) throws {
        try Objection.requireNone(open: openObjections(to: cycle))
    }

    /// Those for which the month waits.
    package func openObjections(to cycle: ID<Cycle>) throws -> [Objection.Number] {
        try session.rows(
            """
            SELECT committee.code, objection.year, objection.number
              FROM objection JOIN committee ON committee.id = objection.committee_id
             WHERE objection.cycle_id = \(cycle) AND objection.status IN ('received', 'admitted')
            """
        ) { Objection.Number(committee: try $0.at(0), year: try $0.at(1), number: try $0.at(2)) }.sorted()
    }
}

/// A decision as the author of what comes of it, in its month and on what it is about alone.
private struct DecisionAuthor {
    let transaction: Transaction
    let stored: StoredObjection
    let cycle: Cycle
    let scheme: SchemeContent
    let reasons: Text
    let investigator: ID<Member>
    let place: Place

    init(
        _ transaction: Transaction, _ stored: StoredObjection, _ cycle: Cycle, _ reasons: Text,
        _ investigator: ID<Member>
    ) throws {
        (self.transaction, self.stored, self.cycle) = (transaction, stored, cycle)
        (self.reasons, self.investigator) = (reasons, investigator)
        scheme = try transaction.storedScheme(cycle.scheme).scheme.content
        place = try transaction.place(of: cycle.branch)
    }

    private var name: String { stored.number.author }

    /// - Returns: the area that it touched.
    /// - Throws: ``FieldErrors``.
    func carryOut(_ consequence: ObjectionDecision.Consequence) throws -> Code {
        switch consequence {
        case .reviseSheet(let sheet, let points, let losses, let comment):
            try revise(sheet, points, losses, comment)
        case .adjust(let area, let item, let times, let reason, let date, let details):
            try adjust(area, item, times, reason, date, details)
        case .reviseAdjustment(let adjustment, let times, let reason, let date, let details):
            try revise(adjustment, times, reason, date, details)
        case .withdrawAdjustment(let adjustment): try withdraw(adjustment)
        }
    }

    /// The area in the month, if the objection is about it.
    private func area(_ id: ID<ResponsibilityArea>, field: String) throws -> AreaInMonth {
        if let only = stored.matter.area, only != id {
            throw FieldErrors(
                field, .rule, "the objection is not about this area: a decision moves only what it touches")
        }
        guard let area = try transaction.monthRecords(of: cycle, only: id).areas.first else {
            throw FieldErrors(field, .reference, "the month does not have this area")
        }
        return area
    }

    private func revise(
        _ id: ID<Sheet>, _ points: [String: Points], _ losses: [String: String], _ comment: String?
    ) throws -> Code {
        let found = try transaction.standingSheet(id, in: cycle.id)
        guard let found else { throw FieldErrors("sheet", .reference, "no sheet of the month has this number") }
        let area = try area(found.area, field: "sheet")
        // A revision would count, whatever was known of its assessor.
        if try transaction.uncountedSheets(in: cycle, only: found.area)[id] != nil {
            throw FieldErrors("sheet", .rule, "this sheet does not count: revising it would make it count")
        }
        let draft = try Sheet.Draft(
            tier: found.tier, points: points, losses: losses, comment: comment, lateReason: reasons.string,
            revisionReason: reasons.string, scheme: scheme)
        if draft.says(theSameAs: found) { throw FieldErrors("points", .unchanged, "the sheet says the same already") }
        let kept = KeptSheet(
            cycle: cycle.id, area: found.area, assessor: found.assessor, draft: draft, lateReason: reasons)
        let made = try transaction.insertSheet(
            kept, .after(found.revision, because: reasons), replacing: found, by: name, in: place)
        try note(area.id, sheet: made)
        return area.code
    }

    private func adjust(
        _ id: ID<ResponsibilityArea>, _ item: Code, _ times: Int, _ reason: Text, _ date: LocalDate,
        _ details: Adjustment.Details
    ) throws -> Code {
        let area = try area(id, field: "area")
        let kept = KeptAdjustment(
            cycle: cycle.id, area: id, facts: try facts(item, times, reason, date, details), recorder: investigator)
        if let standing = try transaction.standingAdjustment(ofTheEventIn: kept) {
            throw AdjustmentStands(id: standing.id)
        }
        try note(area.id, adjustment: transaction.record(kept, by: name, in: place))
        return area.code
    }

    private func revise(
        _ id: ID<Adjustment>, _ times: Int?, _ reason: Text?, _ date: LocalDate?, _ details: Adjustment.Details
    ) throws -> Code {
        let (standing, area) = try standing(id)
        let before = standing.kept.facts
        let facts = try facts(
            before.item, times ?? before.times, reason ?? before.reason, date ?? before.happenedOn,
            details.over(before.details))
        if facts.tellsTheSame(as: before) {
            throw FieldErrors("times", .unchanged, "the adjustment says the same already")
        }
        let kept = KeptAdjustment(
            cycle: cycle.id, area: area.id, facts: facts, recorder: standing.kept.recorder)
        try note(
            area.id,
            adjustment: transaction.revise(standing.revision, to: kept, because: reasons, by: name, in: place))
        return area.code
    }

    private func withdraw(_ id: ID<Adjustment>) throws -> Code {
        let (standing, area) = try standing(id)
        try note(
            area.id,
            adjustment: transaction.withdraw(
                standing.revision, saying: standing.kept, because: reasons, by: name, in: place))
        return area.code
    }

    private func standing(_ id: ID<Adjustment>) throws -> (StandingAdjustment, AreaInMonth) {
        let found = try transaction.standingAdjustment(id, in: cycle.id)
        guard let found else {
            throw FieldErrors("adjustment", .reference, "no adjustment of the month has this number")
        }
        return (found, try area(found.kept.area, field: "adjustment"))
    }

    private func facts(
        _ item: Code, _ times: Int, _ reason: Text, _ date: LocalDate, _ details: Adjustment.Details
    ) throws -> Adjustment.Facts {
        var errors = FieldErrors()
        let facts = Adjustment.Facts(
            item: item, times: times, reason: reason, happenedOn: date, details: details, lateReason: .some(reasons),
            by: Adjustment.Rules(scheme: scheme, month: cycle.month, today: transaction.today), noting: &errors)
        guard let facts else { throw errors }
        return facts
    }

    private func note(
        _ area: ID<ResponsibilityArea>, sheet: ID<Sheet>? = nil, adjustment: ID<Adjustment>? = nil
    ) throws {
        try transaction.session.run(
            """
            INSERT INTO objection_consequence (objection_id, area_id, sheet_id, adjustment_id)
            VALUES (\(stored.id), \(area), \(sheet), \(adjustment))
            """
        )
    }
}

extension Transaction {
    /// A sheet of the month that stands.
    fileprivate func standingSheet(_ id: ID<Sheet>, in cycle: ID<Cycle>) throws -> Sheet? {
        let points = try pointsOfSheets(where: "sheet.id = \(id)")[id] ?? [:]
        return try session.one(
            """
            SELECT area_id, tier, assessor_id, assessor_label, comment, revision FROM sheet
             WHERE id = \(id) AND cycle_id = \(cycle) AND \(KeptSheet.counts)
            """
        ) { row in
            let member: ID<Member>? = try row["assessor_id"]
            let label: String? = try row["assessor_label"]
            return Sheet(
                id: id, cycle: cycle, area: try row["area_id"], tier: try row["tier"],
                assessor: try .kept(member: member, label: label), points: points, losses: try losses(of: id),
                comment: try row["comment"], revision: try row["revision"])
        }
    }
}
