import Domain
import Storage

extension Shape<AdjustmentListing> {
    static let adjustment = Shape(
        "Adjustment",
        [
            Field("id", .id) { JSON($0.id) },
            AdjustmentFields.area.told, AdjustmentFields.kind.told, AdjustmentFields.item.told,
            AdjustmentFields.times.told, AdjustmentFields.reason.told, AdjustmentFields.date.told,
            AdjustmentFields.points.told, AdjustmentFields.level.told, AdjustmentFields.event.told,
            AdjustmentFields.document.told,
            .nested("recorder", .person) { $0.recorder },
            Field("revision", .integer(1...Int64.max)) { JSON($0.revision) },
            Field("withdrawn", .boolean) { .bool($0.isWithdrawn) },
            AdjustmentFields.revisionReason.told, AdjustmentFields.lateReason.told,
            Field("sinceReopening", .boolean.means("Entered after the month was opened again.")) {
                .bool($0.isSinceReopening)
            },
            Field("recordedAt", .instant) { JSON($0.recordedAt) },
            Field("recordedBy", .text) { .string($0.recordedBy) },
        ]
    )
}

extension API {
    /// Bonuses, deductions and vetoes.
    static let adjustmentOperations: [Operation] = [
        listAdjustments, adjust, reviseAdjustment, withdrawAdjustment, importAdjustments,
    ]

    static let listAdjustments: Operation = .list(
        "listAdjustments", "/cycles/{cycle}/adjustments", .assessment,
        "The adjustments that stand in a cycle, in the order they were recorded",
        needing: [.readResults, .readProgress], query: [.optional("area", .code)], of: .adjustment
    ) { call, transaction in
        let cycle = try transaction.cycle(call.id("cycle"))
        let area = try call.query["area"].map { try transaction.requireArea($0, in: cycle.month) }
        return try transaction.adjustments(of: cycle.id, area: area, call.page())
    }

    static let adjust: Operation = .post(
        "adjust", "/cycles/{cycle}/adjustments", .assessment, "Record a bonus, a deduction or a veto on an area",
        needing: [.adjust], asking: NewAdjustment.asked, returns: Shape.adjustment.schema
    ) { _, new, transaction in
        let (id, _) = try new.desk.record(new.facts, on: new.area, by: new.recorder, matchingEvents: false)
        return .json(Shape.adjustment.json(try transaction.adjustment(id)))
    }.written { .month(try $0.id("cycle")) }

    static let reviseAdjustment: Operation = .post(
        "reviseAdjustment", "/adjustments/{adjustment}/revise", .assessment,
        "Put other figures in the place of an adjustment's; the old ones stay readable", needing: [.adjust],
        asking: AdjustmentRevision.asked, returns: Shape.adjustment.schema
    ) { call, revision, transaction in
        let made = try transaction.reviseAdjustment(
            call.id("adjustment"), to: revision.facts, reason: revision.reason)
        return .json(Shape.adjustment.json(made))
    }.written { .adjustment(try $0.id("adjustment")) }

    static let withdrawAdjustment: Operation = .post(
        "withdrawAdjustment", "/adjustments/{adjustment}/withdraw", .assessment,
        "Take an adjustment back; it stays readable", needing: [.adjust],
        asking: Asking("AdjustmentWithdrawal") { $0.take(AdjustmentFields.withdrawnBecause) },
        returns: Shape.adjustment.schema
    ) { call, reason, transaction in
        .json(Shape.adjustment.json(try transaction.withdrawAdjustment(call.id("adjustment"), reason: reason)))
    }.written { .adjustment(try $0.id("adjustment")) }

    static let importAdjustments: Operation = .post(
        "importAdjustments", "/imports/adjustments", .assessment,
        "A month's adjustments of all branches, from a spreadsheet; opens the cycles it needs", needing: [.adjust],
        query: ImportReport.query + monthImportQuery, body: .spreadsheet, makesNew: false,
        returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try AdjustmentSpreadsheet.importing(file, MonthImport(call), into: transaction)
        }
    }
}
