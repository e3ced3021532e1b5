import Domain
import Storage

extension Shape<AdjustmentListing> {
    static let adjustment = Shape(
        "Adjustment",
        [
            Field("id", .id) { JSON($0.id) },
            Field("area", .code) { .string($0.area.text) },
            Field("kind", .choice(Adjustment.Kind.self)) { .string($0.kind.rawValue) },
            Field("item", .code.means("The key in the scheme's menu.")) { .string($0.item.text) },
            Field("times", .integer(1...100)) { JSON($0.times) },
            Field("reason", .reason) { .string($0.reason) },
            Field("date", .date.means("Of the event.")) { JSON($0.happenedOn) },
            .nested("recorder", .person) { $0.recorder },
            Field("revision", .integer(1...Int64.max)) { JSON($0.revision) },
            Field("withdrawn", .boolean) { .bool($0.isWithdrawn) },
            Field("revisionReason", .reason.orNull) { JSON($0.revisionReason) },
            Field("lateReason", .reason.orNull) { JSON($0.lateReason) },
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
        let area = try call.query["area"].map { try transaction.requireArea($0) }
        return try transaction.adjustments(of: cycle.id, area: area, call.page())
    }

    static let adjust: Operation = .post(
        "adjust", "/cycles/{cycle}/adjustments", .assessment, "Record a bonus, a deduction or a veto on an area",
        needing: [.adjust],
        body: .json(
            .object(
                "NewAdjustment",
                [
                    .required("area", .code),
                    .required("item", .code.means("The key in the scheme's menu.")),
                    .required("times", .integer(1...100)),
                    .required("date", .date.means("Of the event, in the month.")),
                    .required("reason", .reason),
                    .optional("recorder", .code.means("A member's number; whoever signs in if left out.")),
                    .optional("lateReason", .reason),
                ]
            )
        ),
        returns: Shape.adjustment.schema
    ) { call, transaction in
        let item = try call.text("item")
        let times = try call.integer("times")
        let reason = try call.text("reason")
        let date = try call.text("date")
        let made = try transaction.adjust(
            in: call.id("cycle"), area: call.text("area"), recorder: call.optionalText("recorder")
        ) { area, recorder in
            AdjustmentEntry(
                area: area, item: item, times: times, reason: reason, happenedOn: date, recorder: recorder,
                lateReason: call.optionalText("lateReason"), revisionReason: nil
            )
        }
        return .json(Shape.adjustment.json(made))
    }

    static let reviseAdjustment: Operation = .post(
        "reviseAdjustment", "/adjustments/{adjustment}/revise", .assessment,
        "Put other figures in the place of an adjustment's; the old ones stay readable", needing: [.adjust],
        body: .json(
            .object(
                "AdjustmentRevision",
                [
                    .optional("times", .integer(1...100)), .optional("reason", .reason), .optional("date", .date),
                    .optional("lateReason", .reason), .required("revisionReason", .reason),
                ]
            )
        ),
        returns: Shape.adjustment.schema
    ) { call, transaction in
        let made = try transaction.reviseAdjustment(
            call.id("adjustment"), times: call.body["times"]?.integer.map(Int.init),
            reason: call.optionalText("reason"),
            happenedOn: call.optionalText("date"), lateReason: call.optionalText("lateReason"),
            revisionReason: call.text("revisionReason")
        )
        return .json(Shape.adjustment.json(made))
    }

    static let withdrawAdjustment: Operation = .post(
        "withdrawAdjustment", "/adjustments/{adjustment}/withdraw", .assessment,
        "Take an adjustment back; it stays readable", needing: [.adjust],
        body: .json(.object("AdjustmentWithdrawal", [.required("revisionReason", .reason)])),
        returns: Shape.adjustment.schema
    ) { call, transaction in
        let made = try transaction.withdrawAdjustment(
            call.id("adjustment"), revisionReason: call.text("revisionReason")
        )
        return .json(Shape.adjustment.json(made))
    }

    static let importAdjustments: Operation = .post(
        "importAdjustments", "/imports/adjustments", .assessment,
        "A month's adjustments of all branches, from a spreadsheet; opens the cycles it needs", needing: [.adjust],
        query: ImportReport.query + monthImportQuery, body: .spreadsheet, makesNew: false,
        returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { path in
            try AdjustmentSpreadsheet.importing(path, MonthImport(call), into: transaction)
        }
    }
}
