import Domain
import Storage

extension Shape<PlanItemListing> {
    static let planItem = Shape(
        "PlanItem",
        [
            Field("id", .id) { JSON($0.id) }, PlanFields.branch.told,
            Field("branchName", .text) { .string($0.branchName) },
            Field("own", .boolean.means("Whether the branch arranged it itself, not the committee's office.")) {
                .bool($0.committee == nil)
            },
            PlanFields.month.told, PlanFields.title.told, PlanFields.kind.told, PlanFields.theme.told,
            PlanFields.content.told, PlanFields.participants.told, PlanFields.due.told, PlanFields.standard.told,
            PlanFields.madeFrom.told, PlanFields.answerable.told, PlanFields.focus.told, PlanFields.status.told,
            Field("recordedOn", .date) { JSON($0.recordedOn) },
            Field("recordedBy", .text) { .string($0.recordedBy) },
            .nested("report", optional: .planReport) { $0.report },
            .nested("withdrawal", optional: .planWithdrawal) { $0.withdrawal },
        ]
    )
}

extension Shape<PlanReport> {
    static let planReport = Shape(
        "PlanReport",
        [
            Field("revision", .integer(1...Int64.max)) { JSON($0.revision) },
            Field("result", .choice(WorkResult.Kind.self)) { .string($0.result.kind.rawValue) },
            Field("reason", .reason.orNull.means("Why it is not done, or not wholly.")) {
                JSON($0.result.reason?.string)
            },
            Field("evidence", .lines(500).orNull.means("What shows it.")) { JSON($0.result.evidence?.string) },
            Field("revisionReason", .reason.orNull.means("Why it took the place of the one before.")) {
                JSON($0.revisionReason)
            },
            Field("on", .date) { JSON($0.on) }, Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<PlanWithdrawal> {
    fileprivate static let planWithdrawal = Shape(
        "PlanWithdrawal",
        [
            Field("reason", .reason) { .string($0.reason) }, Field("on", .date) { JSON($0.on) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

/// A plan item with all that was reported of it.
struct PlanItemRecord: Sendable {
    let listing: PlanItemListing
    let reports: [PlanReport]
}

extension Shape<PlanItemRecord> {
    fileprivate static let planItemRecord = Shape(
        "PlanItemRecord",
        [
            .nested("item", .planItem) { $0.listing },
            .list("reports", .planReport) { $0.reports },
        ]
    )
}

extension API {
    /// What branches are to do in a month, and what came of it.
    static let planOperations: [Operation] = [
        listPlanItems, showPlanItem, recordPlanItems, reportPlanItem, withdrawPlanItem, importPlanItems,
    ]

    static let listPlanItems: Operation = .get(
        "listPlanItems", "/plan-items", .meetings,
        "What branches are to do in a month, by when it is due, with what came of it", needing: [.readPlans],
        query: [
            .optional("month", .month.means("This month if left out.")), .optional("branch", .code),
            .optional("status", .choice(PlanItem.Status.self)),
        ], returns: .list(Shape.planItem.schema)
    ) { call, transaction in
        let month = try call.queryValue("month") { raw throws(Rejection) in try Month(parsing: raw) }
        let items = try transaction.planItems(
            of: month ?? transaction.today.month,
            branch: call.query["branch"].map { try transaction.requireBranch($0) })
        let status = call.query["status"].flatMap(PlanItem.Status.init(rawValue:))
        return .json(JSON(items.filter { status == nil || $0.status == status }, Shape.planItem.json))
    }

    static let showPlanItem: Operation = .get(
        "showPlanItem", "/plan-items/{planItem}", .meetings, "One plan item, with all that was reported of it",
        needing: [.readPlans], returns: Shape.planItemRecord.schema
    ) { call, transaction in
        let listing = try transaction.planItem(call.id("planItem"))
        let record = PlanItemRecord(listing: listing, reports: try transaction.reports(of: listing))
        return .json(Shape.planItemRecord.json(record))
    }

    static let recordPlanItems: Operation = .post(
        "recordPlanItems", "/plan-items", .meetings,
        "Arrange what branches are to do in a month, an item for each (200 if all of them stand)",
        needing: [.planWork], asking: NewPlanItems.asked, mayStandAlready: true,
        returns: .list(Shape.planItem.schema)
    ) { _, new, transaction in
        let branches = try new.branches ?? transaction.plannedBranches()
        let made = try branches.map { try transaction.recordPlanItem(new.item, of: $0, in: new.month) }
        let reply = Reply.json(JSON(try made.map { try transaction.planItem($0.0) }, Shape.planItem.json))
        return made.contains { $0.1 != .unchanged } ? reply : reply.unchanged
    }

    static let reportPlanItem: Operation = .post(
        "reportPlanItem", "/plan-items/{planItem}/report", .meetings,
        "Say what came of a plan item; another result corrects it, with the reason (200 if it is the same)",
        needing: [.reportPlans],
        asking: Asking<(result: WorkResult, because: Text?)>("PlanItemReport") { input in
            let (result, because) = (PlanFields.takeResult(&input), input.take(PlanFields.revisionReason))
            guard let result, let because else { return nil }
            return (result, because)
        }, mayStandAlready: true, returns: Shape.planItem.schema
    ) { call, asked, transaction in
        let (listing, outcome) = try transaction.reportPlanItem(
            call.id("planItem"), asked.result, revisionReason: asked.because)
        let reply = Reply.json(Shape.planItem.json(listing))
        return outcome == .unchanged ? reply.unchanged : reply
    }

    static let withdrawPlanItem: Operation = .post(
        "withdrawPlanItem", "/plan-items/{planItem}/withdraw", .meetings,
        "Withdraw a plan item that nothing was reported of, with the reason; it stays visible as withdrawn",
        needing: [.planWork], asking: Asking("PlanItemWithdrawal") { $0.take(PlanFields.reason) }, makesNew: false,
        returns: Shape.planItem.schema
    ) { call, reason, transaction in
        .json(Shape.planItem.json(try transaction.withdrawPlanItem(call.id("planItem"), reason: reason)))
    }

    static let importPlanItems: Operation = .post(
        "importPlanItems", "/imports/planItems", .meetings,
        "The office's list of a month's work, from a spreadsheet: a row is an item for each of its branches",
        needing: [.planWork], query: ImportReport.query + [.required("month", .month)], body: .spreadsheet,
        makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            let month = try call.queryValue("month") { raw throws(Rejection) in try Month(parsing: raw) }
            guard let month else { throw FieldErrors("month", .missing) }
            return try PlanSpreadsheet.importing(file, of: month, into: transaction)
        }
    }
}
