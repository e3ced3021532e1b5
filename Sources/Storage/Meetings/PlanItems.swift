package import Domain

/// A plan item as it is shown: of one branch, with what came of it.
package struct PlanItemListing: Hashable, Sendable {
    package let id: ID<PlanItem>
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    /// Whose office arranged it; nil for what the branch arranged itself.
    package let committee: ID<Committee>?
    package let month: Month
    package let item: PlanItem
    /// Which focus it serves, by number and title; nil for none.
    package let focus: PlaceReference?
    package let recordedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let recordedBy: String
    /// What stands of its results; nil for none yet.
    package let report: PlanReport?
    package let withdrawal: PlanWithdrawal?

    package var arranger: PlanItem.Arranger { committee == nil ? .branch : .office }

    package var status: PlanItem.Status {
        if withdrawal != nil { return .withdrawn }
        return switch report?.result.kind {
        case nil: .open
        case .done: .done
        case .partly: .partly
        case .not: .not
        }
    }

    package func isOverdue(on today: LocalDate) -> Bool { status == .open && today > item.due }
}

/// What was reported of a plan item, once.
package struct PlanReport: Hashable, Sendable {
    package let revision: Int
    package let result: WorkResult
    /// Why it took the place of the one before; nil for the first.
    package let revisionReason: String?
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// That a plan item was withdrawn.
package struct PlanWithdrawal: Hashable, Sendable {
    package let reason: String
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// What an agenda takes up, and how many others of the kind there are.
package struct AgendaPart<Listing: Hashable & Sendable>: Hashable, Sendable {
    package let listings: [Listing]
    /// Those that stand and are not near: they are folded.
    package let others: [Listing]

    package var rest: Int { others.count }
}

extension Transaction {
    // MARK: Reading

    private static let planListing: SQL =
        """
        SELECT plan_item.id, plan_item.branch_id, branch.code AS branch_code, branch.name AS branch_name,
               plan_item.committee_id, plan_item.month, plan_item.title, plan_item.kind, plan_item.theme, plan_item.content,
               plan_item.participants, plan_item.due, plan_item.standard, plan_item.made_from, plan_item.answerable,
               plan_item.focus_id, focus.year AS focus_year, focus.number AS focus_number, focus.title AS focus_title,
               plan_item.recorded_at,
               plan_item.recorded_by, plan_item_withdrawal.reason AS ended_reason,
               plan_item_withdrawal.withdrawn_at AS ended_at, plan_item_withdrawal.withdrawn_by AS ended_by,
               report.revision AS report_revision, report.result AS report_result, report.reason AS report_reason,
               report.evidence AS report_evidence, report.revision_reason AS report_because,
               report.reported_at, report.reported_by
          FROM plan_item
          JOIN branch ON branch.id = plan_item.branch_id
          LEFT JOIN focus ON focus.id = plan_item.focus_id
          LEFT JOIN plan_item_withdrawal ON plan_item_withdrawal.plan_item_id = plan_item.id
          LEFT JOIN plan_item_result AS report
            ON report.plan_item_id = plan_item.id
           AND report.revision =
               (SELECT max(latest.revision) FROM plan_item_result AS latest WHERE latest.plan_item_id = plan_item.id)
        """

    /// A month's items of the branches whose plans the principal reads, by when they are due.
    package func planItems(of month: Month, branch: ID<Branch>? = nil) throws -> [PlanItemListing] {
        try authority.require(.readPlans)
        var conditions: [SQL] = [
            "plan_item.month = \(month)", try isWithin(.readPlans, branch: "plan_item.branch_id"),
        ]
        if let branch { conditions.append("plan_item.branch_id = \(branch)") }
        return try planListings(SQL.all(conditions))
    }

    /// What one branch was to do in some months, month by month and by when it is due.
    ///
    /// - Throws: a denial; ``StoreError/notFound(_:)``.
    func planItems(of months: ClosedRange<Month>, in branch: ID<Branch>) throws -> [PlanItemListing] {
        try require(.readPlans, in: branch)
        return try planListings(
            """
            plan_item.branch_id = \(branch) AND plan_item.month BETWEEN \(months.lowerBound) AND \(months.upperBound)
            """
        ).sorted { ($0.month, $0.item.due, $0.id) < ($1.month, $1.item.due, $1.id) }
    }

    private func planListings(_ condition: SQL) throws -> [PlanItemListing] {
        try session.rows("\(Self.planListing) WHERE \(condition)") { try planListing($0) }.sorted {
            ($0.item.due, $0.branchCode, $0.id) < ($1.item.due, $1.branchCode, $1.id)
        }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func planItem(_ id: ID<PlanItem>) throws -> PlanItemListing {
        let found = try session.one("\(Self.planListing) WHERE plan_item.id = \(id)") { try planListing($0) }
        guard let found else { throw StoreError.notFound("planItem") }
        try require(.readPlans, in: found.branch)
        return found
    }

    /// What was reported of an item, the oldest first.
    package func reports(of listing: PlanItemListing) throws -> [PlanReport] {
        try session.rows(
            """
            SELECT revision AS report_revision, result AS report_result, reason AS report_reason,
                   evidence AS report_evidence, revision_reason AS report_because, reported_at, reported_by
              FROM plan_item_result
             WHERE plan_item_id = \(listing.id)
             ORDER BY revision
            """
        ) { try planReport($0) }.compactMap(\.self)
    }

    private func planListing(_ row: SQLRow) throws -> PlanItemListing {
        let ended: String? = try row["ended_reason"]
        return PlanItemListing(
            id: try row["id"], branch: try row["branch_id"], branchCode: try row["branch_code"],
            branchName: try row["branch_name"], committee: try row["committee_id"], month: try row["month"],
            item: PlanItem(
                kept: try row["title"], try row["kind"], try row["theme"], try row["content"],
                try row["participants"], try row["due"], try row["standard"], try row["made_from"],
                try row["answerable"], try row["focus_id"]),
            focus: try focusServed(row),
            recordedOn: settings.timeZone.date(of: try row["recorded_at"]), recordedBy: try row["recorded_by"],
            report: try planReport(row),
            withdrawal: try ended.map { reason in
                PlanWithdrawal(
                    reason: reason, on: settings.timeZone.date(of: try row["ended_at"]), by: try row["ended_by"])
            })
    }

    /// By which focus something is named, from the columns `focus_year`, `focus_number` and `focus_title`.
    func focusServed(_ row: SQLRow) throws -> PlaceReference? {
        guard let year: Int = try row["focus_year"], let number: Int = try row["focus_number"] else { return nil }
        return PlaceReference(
            code: try Code(Focus.Number(year: year, number: number).text), name: try row["focus_title"])
    }

    private func planReport(_ row: SQLRow) throws -> PlanReport? {
        let revision: Int? = try row["report_revision"]
        return try revision.map { revision in
            PlanReport(
                revision: revision,
                result: WorkResult(
                    kept: try row["report_result"], try row["report_reason"], try row["report_evidence"]),
                revisionReason: try row["report_because"], on: settings.timeZone.date(of: try row["reported_at"]),
                by: try row["reported_by"])
        }
    }

    // MARK: What is near

    /// What the secretaries of a committee's branches talk about: what is near or overdue, and what was reported since the
    /// meeting before; the rest that stands is counted.
    ///
    /// - Parameter before: the day of the meeting before, whose reports were talked about then.
    package func planItemsForAgenda(
        of committee: ID<Committee>, on today: LocalDate, after before: LocalDate
    ) throws -> AgendaPart<PlanItemListing> {
        let listings = try planListings(
            """
            \(try isCalled(by: committee)) AND plan_item.month BETWEEN \(today.month.adding(months: -12))
            AND \(today.month.adding(months: 12)) AND \(try isWithin(.readPlans, branch: "plan_item.branch_id"))
            """)
        let open = listings.filter { $0.status == .open }
        let near = open.filter { $0.item.due <= ComingDue.last(from: today) }
        let reported = listings.filter { $0.withdrawal == nil && $0.report.map { $0.on > before } ?? false }
        return AgendaPart(
            listings: near + reported, others: open.filter { $0.item.due > ComingDue.last(from: today) })
    }

    /// What is near or overdue in the branches where the principal reports it.
    package func planItemsToReport() throws -> [PlanItemListing] {
        guard !authority.isUnlimited, authority.allows(.reportPlans) else { return [] }
        let branches = authority.reach(of: .reportPlans).branches.sorted()
        return try planListings(
            """
            plan_item.branch_id IN \(list: branches) AND plan_item.month BETWEEN \(today.month.adding(months: -12))
            AND \(today.month.adding(months: 1)) AND plan_item.due <= \(ComingDue.last(from: today))
            """
        ).filter { $0.status == .open }
    }

    // MARK: Writing

    /// The branches for which the principal may arrange something.
    package func plannedBranches() throws -> [ID<Branch>] {
        try authority.require(.planWork)
        return try session.rows(
            """
            SELECT branch.id FROM branch
             WHERE branch.dissolved IS NULL AND \(isWithin(.planWork, branch: "branch.id"))
            """
        ) { try $0.at(0) as ID<Branch> }.sorted()
    }

    /// Arranges something for a branch's month: for the committee's office, or for the branch itself where the principal is
    /// of no office over it. The same again is the one that stands; where the branch had entered it for itself before, it is
    /// the office's from then on.
    ///
    /// - Parameter isOwn: whether it is said to be the branch's own, whoever enters it.
    /// - Throws: ``FieldErrors`` where another one of that name stands.
    package func recordPlanItem(
        _ item: PlanItem, of branch: ID<Branch>, in month: Month, isOwn: Bool = false
    ) throws -> (ID<PlanItem>, ImportOutcome) {
        let place = try place(of: branch)
        try require(.planWork, in: place)
        let office = try place.committees.first.flatMap { try !isOwn && allows(.planWork, in: $0) ? $0 : nil }
        let standing = try planListings("plan_item.branch_id = \(branch) AND plan_item.month = \(month)").first {
            $0.withdrawal == nil && $0.item.isCalled(as: item)
        }
        if let standing {
            guard let field = item.firstDifference(from: standing.item) else {
                guard let office, standing.committee == nil else { return (standing.id, .unchanged) }
                try session.run("UPDATE plan_item SET committee_id = \(office) WHERE id = \(standing.id)")
                try audit(
                    .changed, .planItem, standing.id, in: place, before: ["committee": .open(.null)],
                    after: ["committee": .open(JSON(office))])
                return (standing.id, .changed)
            }
            throw FieldErrors(
                field, .conflict,
                "for \(standing.branchCode.text) the same stands in \(month) with something else here: withdraw that first, or call it otherwise"
            )
        }
        try requireServed(item.focus, by: branch, in: month)
        let kept = KeptPlanItem(item: item)
        let id: ID<PlanItem> = try session.insert(
            """
            INSERT INTO plan_item (branch_id, committee_id, month, \(columnsOf: KeptPlanItem.self), recorded_at,
                                   recorded_by)
            VALUES (\(branch), \(office), \(month), \(valuesOf: kept), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .planItem, id, in: place,
            after: kept.document.with("branch", .open(JSON(branch))).with("month", .open(JSON(month.description))))
        return (id, .created)
    }

    /// What a row of a file would bring, for whoever looks at it first.
    package func noteRecorded(_ item: PlanItem) throws {
        try note(
            try KeptPlanItem(item: item).changes(since: nil).map { change in
                // By the number that people know it by.
                guard change.field == "focus", let focus = item.focus else { return change }
                return FieldChange(
                    change.field, change.before, JSON(try references(to: [focus])[focus]?.code.text))
            })
    }

    /// Takes back what was arranged, with the reason, by whoever arranges such.
    ///
    /// - Throws: ``PlanItem/Refusal``, ``StoreError/notFound(_:)``.
    package func withdrawPlanItem(_ id: ID<PlanItem>, reason: Text) throws -> PlanItemListing {
        let listing = try planItem(id)
        if let committee = listing.committee {
            try require(.planWork, in: committee)
        } else {
            try require(.planWork, in: listing.branch)
        }
        if listing.withdrawal != nil { throw PlanItem.Refusal.withdrawn }
        if listing.report != nil { throw PlanItem.Refusal.reported }
        try session.run(
            """
            INSERT INTO plan_item_withdrawal (plan_item_id, reason, withdrawn_at, withdrawn_by)
            VALUES (\(id), \(reason), \(now), \(principal.name))
            """
        )
        try audit(
            .withdrawn, .planItem, id, in: place(of: listing.branch),
            before: ["title": .open(.string(listing.item.title.string))],
            after: ["reason": .open(.string(reason.string))])
        return try planItem(id)
    }

    /// Says what came of an item. The same again changes nothing; anything else is a revision with its reason.
    ///
    /// - Throws: ``FieldErrors`` for `revisionReason`; ``PlanItem/Refusal``, ``StoreError/notFound(_:)``.
    package func reportPlanItem(
        _ id: ID<PlanItem>, _ result: WorkResult, revisionReason: Text?
    ) throws -> (PlanItemListing, ImportOutcome) {
        let listing = try planItem(id)
        try require(.reportPlans, in: listing.branch)
        if listing.withdrawal != nil { throw PlanItem.Refusal.withdrawn }
        let before = listing.report
        if let before {
            if before.result == result { return (listing, .unchanged) }
            if revisionReason == nil {
                throw FieldErrors("revisionReason", .required, "another result is on record: say why it is corrected")
            }
        }
        try session.run(
            """
            INSERT INTO plan_item_result (plan_item_id, revision, result, reason, evidence, revision_reason, reported_at,
                                          reported_by)
            VALUES (\(id), \((before?.revision ?? 0) + 1), \(result.kind), \(result.reason), \(result.evidence),
                    \(before == nil ? nil : revisionReason), \(now), \(principal.name))
            """
        )
        func told(_ result: WorkResult) -> AuditDocument {
            [
                "result": .open(.string(result.kind.rawValue)), "reason": .open(JSON(result.reason?.string)),
                "evidence": .open(JSON(result.evidence?.string)),
            ]
        }
        try audit(
            before == nil ? .recorded : .revised, .planItem, id, in: place(of: listing.branch),
            before: before.map { told($0.result) },
            after: before == nil
                ? told(result) : told(result).with("revisionReason", .open(JSON(revisionReason?.string))))
        return (try planItem(id), before == nil ? .created : .changed)
    }
}

/// A plan item as it is kept.
struct KeptPlanItem: Columned {
    let item: PlanItem

    static let columns: [Column<KeptPlanItem>] = [
        Column("title", audited: .open) { $0.item.title },
        Column("kind", audited: .open) { $0.item.kind },
        Column("theme", audited: .open) { $0.item.theme },
        Column("content", audited: .open) { $0.item.content },
        Column("participants", audited: .open) { $0.item.participants },
        Column("due", audited: .open) { $0.item.due },
        Column("standard", audited: .open) { $0.item.standard },
        Column("made_from", as: "madeFrom", audited: .open) { $0.item.madeFrom },
        Column("answerable", audited: .open) { $0.item.answerable },
        Column("focus_id", as: "focus", audited: .open) { $0.item.focus },
    ]
}

extension WorkResult.Kind: SQLTextValue {}
