import Domain
import Storage

extension Shape<ClosingChangeListing> {
    fileprivate static let closingChange = Shape(
        "ClosingChange",
        [
            Field("record", .choice(ClosingChange.Record.self)) { .string($0.change.record.rawValue) },
            Field("id", .id.means("Of the sheet or the adjustment.")) { JSON($0.id) },
            Field("act", .choice(ClosingChange.Act.self)) { .string($0.change.act.rawValue) },
            Field(
                "phase",
                .choice(ClosingChange.Phase.self).means(
                    "In the last two working days up to the closing, or after the month was opened again.")
            ) { .string($0.change.phase.rawValue) },
            Field("tier", .choice(Tier.self).orNull.means("Of a sheet.")) { JSON($0.tier?.rawValue) },
            .nested("assessor", optional: .person) { $0.assessor },
            Field("label", .text.orNull.means("The assessor's, in the public tier.")) { JSON($0.label) },
            Field("item", .code.orNull.means("Of an adjustment.")) { JSON($0.item?.text) },
            Field("reason", .reason.orNull.means("Of a revision, or of what was taken back.")) { JSON($0.reason) },
            Field("at", .instant) { JSON($0.at) }, Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<ClosingFigures> {
    private static func acts(_ record: ClosingChange.Record) -> Shape<ClosingFigures> {
        Shape(
            "ClosingActs",
            ClosingChange.Act.allCases.map { act in Field(act.rawValue, .count) { JSON($0[record, act]) } })
    }

    fileprivate static let sheets = acts(.sheet)
    fileprivate static let adjustments = acts(.adjustment)
}

extension Shape<AreaClosingChanges> {
    fileprivate static let areaClosingChanges = Shape(
        "AreaClosingChanges",
        [
            Field("area", .code) { .string($0.area.text) }, Field("name", .text) { .string($0.name) },
            Field("winner", .boolean) { .bool($0.isWinner) }, Field("total", .count) { JSON($0.figures.total) },
            .nested("sheets", .sheets) { $0.figures }, .nested("adjustments", .adjustments) { $0.figures },
            .list("changes", .closingChange) { $0.changes },
        ]
    )
}

extension Shape<ClosingChanges> {
    fileprivate static let closingChanges = Shape(
        "ClosingChanges",
        [
            Field(
                "lastDaysFrom",
                .date.orNull.means("The first of the last two working days up to the first closing.")
            ) { JSON($0.window.lastDaysFrom) },
            Field(
                "closedAt", .list(.instant).means("Each time it was closed; from the second on it had been reopened.")
            ) {
                JSON($0.window.closings) { JSON($0.at) }
            },
            Field("othersMean", .points.orNull.means("How many an area that does not win had on average.")) {
                JSON($0.othersMean)
            },
            .list("areas", .areaClosingChanges) { $0.areas },
        ]
    )
}

extension API {
    static let closingChangeOperations: [Operation] = [showClosingChanges]

    static let showClosingChanges: Operation = .get(
        "showClosingChanges", "/cycles/{cycle}/closing-changes", .assessment,
        "What was entered, revised or taken back late in a month, by area, the winners first; once it is closed",
        needing: [.compareAssessors], returns: Shape<ClosingChanges>.closingChanges.schema
    ) { call, transaction in
        .json(Shape<ClosingChanges>.closingChanges.json(try transaction.closingChanges(in: call.id("cycle"))))
    }
}
