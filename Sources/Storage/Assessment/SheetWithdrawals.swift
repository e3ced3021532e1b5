package import Domain

/// That a sheet was taken back by whoever had entered it.
package struct WithdrawnSheet: Hashable, Sendable {
    package let sheet: ID<Sheet>
    package let area: Code
    package let tier: Tier
    /// The assessor, where it is a member.
    package let assessor: PersonReference?
    /// The assessor's label, in the public tier.
    package let label: String?
    package let reason: String
    package let at: Instant
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// A sheet that is to be taken back, as it stands.
private struct EnteredSheet {
    let id: ID<Sheet>
    let area: ID<ResponsibilityArea>
    let tier: Tier
    let assessor: Sheet.Assessor
    let revision: Int
    let enteredBy: String
    /// The one in whose place it was put.
    let before: (id: ID<Sheet>, comment: String?, enteredBy: String)?

    /// What the next one puts in the place of.
    func standing(in cycle: ID<Cycle>) -> Sheet {
        Sheet(
            id: id, cycle: cycle, area: area, tier: tier, assessor: assessor, points: [:], comment: nil,
            revision: revision)
    }
}

extension Transaction {
    /// The sheets of an open month that the principal entered and may take back, the last one first.
    package func sheetsToWithdraw(in id: ID<Cycle>) throws -> [SheetListing] {
        let cycle = try cycle(id)
        try cycle.requireOpen()
        return try whole { try sheets(of: id, $0) }
            .filter { try $0.recordedBy == principal.name && withdrawal(of: entered($0.sheet.id, in: id)) == nil }
            .sorted { $0.sheet.id > $1.sheet.id }
    }

    /// What people know a sheet of the cycle by; of one that the principal is not to know of, its id.
    package func called(_ id: ID<Sheet>, in cycle: ID<Cycle>) throws -> String {
        do {
            let sheet = try entered(id, in: cycle)
            return "\(try area(sheet.area).area.code.text) \(sheet.tier.rawValue)"
        } catch is FieldErrors {
            return "\(id.rawValue)"
        }
    }

    /// Takes a sheet back that the principal entered: what they had entered before it stands again, as one more revision.
    ///
    /// - Returns: the sheet that was taken back.
    /// - Throws: ``FieldErrors`` for `sheets`, ``Cycle/Refusal``.
    package func withdrawSheet(_ id: ID<Sheet>, in cycleID: ID<Cycle>, reason: Text) throws -> SheetListing {
        let cycle = try cycle(cycleID)
        try cycle.requireOpen()
        let sheet = try entered(id, in: cycleID)
        if let rejection = try withdrawal(of: sheet) { throw FieldErrors("sheets", rejection) }
        guard let area = try areaInMonth(sheet.area, cycle.month) else {
            throw FieldErrors("sheets", .reference, "the branch does not have its area in \(cycle.month) any more")
        }
        try requireEntry(in: sheet.tier, by: sheet.assessor, of: area, in: cycle)
        try session.run(
            """
            INSERT INTO sheet_withdrawal (sheet_id, cycle_id, reason, withdrawn_at, withdrawn_by)
            VALUES (\(id), \(cycleID), \(reason), \(now), \(principal.name))
            """
        )
        if let before = sheet.before {
            try restore(before.id, comment: before.comment, over: sheet, in: cycle, because: reason)
        } else {
            try session.run("UPDATE sheet SET stands = 0 WHERE id = \(id)")
            try audit(
                .withdrawn, .sheet, id, in: place(of: cycle.branch),
                before: ["area": .open(JSON(sheet.area)), "tier": .open(JSON(sheet.tier.rawValue))],
                after: ["reason": .hashed(JSON(reason.string))])
        }
        return try self.sheet(id)
    }

    /// Lets the earlier revision's figures stand again.
    private func restore(
        _ before: ID<Sheet>, comment: String?, over sheet: EnteredSheet, in cycle: Cycle, because reason: Text
    ) throws {
        let scheme = try storedScheme(cycle.scheme).scheme.content
        let points = try points(of: before)
        let draft = try Sheet.Draft(
            tier: sheet.tier,
            points: Dictionary(uniqueKeysWithValues: points.map { ($0.key.text, $0.value) }),
            losses: Dictionary(
                uniqueKeysWithValues: try losses(of: before).map { ($0.key.text, LossLine.written($0.value)) }),
            comment: comment, lateReason: reason.string, revisionReason: reason.string, scheme: scheme)
        let deadline = Deadline(scheme.dueDate(for: cycle.month), today: today)
        let kept = KeptSheet(
            cycle: cycle.id, area: sheet.area, assessor: sheet.assessor, draft: draft,
            lateReason: deadline.kept(reason))
        _ = try insertSheet(
            kept, .after(sheet.revision, because: reason), replacing: sheet.standing(in: cycle.id),
            in: place(of: cycle.branch))
    }

    /// The sheet as it stands in the cycle.
    ///
    /// - Throws: ``FieldErrors`` for `sheets`; of an open month, who is not in charge of it is not told whose there are.
    private func entered(_ id: ID<Sheet>, in cycle: ID<Cycle>) throws -> EnteredSheet {
        let found = try session.one(
            """
            SELECT area_id, tier, assessor_id, assessor_label, revision, recorded_by FROM sheet
             WHERE id = \(id) AND cycle_id = \(cycle) AND \(KeptSheet.counts)
            """
        ) { row in
            (
                area: try row.at(0) as ID<ResponsibilityArea>, tier: try row.at(1) as Tier,
                member: try row.at(2) as ID<Member>?, label: try row.at(3) as String?, revision: try row.at(4) as Int,
                enteredBy: try row.at(5) as String
            )
        }
        let isTold =
            try found.map { $0.enteredBy == principal.name } ?? false || isInCharge(of: storedCycle(cycle).branch)
        guard let found, isTold else {
            throw FieldErrors("sheets", .reference, "there is no such sheet that stands in this month")
        }
        let before: (id: ID<Sheet>, comment: String?, enteredBy: String)? =
            found.revision == 1
            ? nil
            : try session.one(
                """
                SELECT id, comment, recorded_by FROM sheet
                 WHERE cycle_id = \(cycle) AND area_id = \(found.area) AND tier = \(found.tier)
                   AND coalesce(assessor_id, 0) = \(found.member?.rawValue ?? 0)
                   AND coalesce(assessor_label, '') = \(found.label ?? "")
                   AND revision = \(found.revision - 1) AND id < \(id)
                 ORDER BY id DESC LIMIT 1
                """
            ) { (try $0.at(0), try $0.at(1), try $0.at(2)) }
        return EnteredSheet(
            id: id, area: found.area, tier: found.tier,
            assessor: try .kept(member: found.member, label: found.label), revision: found.revision,
            enteredBy: found.enteredBy, before: before)
    }

    /// Why a sheet is not the principal's to take back; nil where it is.
    private func withdrawal(of sheet: EnteredSheet) throws -> Rejection? {
        let lastSeen: Int64? = try session.value(
            """
            SELECT coalesce(max(cycle_reopening.last_sheet), 0) FROM sheet
              JOIN cycle_reopening ON cycle_reopening.cycle_id = sheet.cycle_id
             WHERE sheet.id = \(sheet.id)
            """)
        return Sheet.Withdrawal(
            enteredBy: sheet.enteredBy, beforeEnteredBy: sheet.before?.enteredBy,
            isBeforeReopening: sheet.id.rawValue <= lastSeen ?? 0
        ).rejection(of: principal.name)
    }

    /// The sheets of a cycle that were taken back, in the order in which they had been entered; of an open month, who is
    /// not in charge of it sees their own.
    func storedWithdrawnSheets(in cycle: Cycle) throws -> [WithdrawnSheet] {
        let seesAll = try cycle.status != .open || isInCharge(of: cycle.branch)
        let withdrawn = try session.rows(
            """
            SELECT sheet_withdrawal.sheet_id, responsibility_area.code, sheet.tier, sheet.assessor_label,
                   sheet_withdrawal.reason, sheet_withdrawal.withdrawn_at, sheet_withdrawal.withdrawn_by,
                   member.number, member.name
              FROM sheet_withdrawal
              JOIN sheet ON sheet.id = sheet_withdrawal.sheet_id
              JOIN responsibility_area ON responsibility_area.id = sheet.area_id
              LEFT JOIN member ON member.id = sheet.assessor_id
             WHERE sheet_withdrawal.cycle_id = \(cycle.id)
             ORDER BY sheet_withdrawal.sheet_id
            """
        ) { row in
            let at: Instant = try row["withdrawn_at"]
            return WithdrawnSheet(
                sheet: try row["sheet_id"], area: try row["code"], tier: try row["tier"],
                assessor: try PersonReference(row: row, number: "number", name: "name"),
                label: try row["assessor_label"], reason: try row["reason"], at: at,
                on: settings.timeZone.date(of: at), by: try row["withdrawn_by"])
        }
        return seesAll ? withdrawn : withdrawn.filter { $0.by == principal.name }
    }
}
