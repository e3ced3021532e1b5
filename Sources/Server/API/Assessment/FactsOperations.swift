import Domain
import Storage

extension Shape<FactsListing> {
    static let facts = Shape(
        "AreaFacts",
        [
            Field("id", .id) { JSON($0.id) },
            FactsFields.area.told, Field("name", .text) { .string($0.areaName) },
            Field("branch", .code.means("Whose the area was at the month's end.")) { .string($0.branch.text) },
            FactsFields.month.told,
        ] + FactsFields.figures.map { $0.field.told } + [
            Field("revision", .integer(1...Int64.max)) { JSON($0.revision) },
            Field("stands", .boolean.means("Whether no other revision took its place.")) { .bool($0.stands) },
            FactsFields.revisionReason.told, FactsFields.late.told, FactsFields.sinceClosing.told,
            Field("recordedAt", .instant) { JSON($0.recordedAt) },
            Field("recordedBy", .text) { .string($0.recordedBy) },
        ]
    )
}

extension API {
    /// What the city-management platform and 12345 say of an area's month: shown beside the scores, never points.
    static let factsOperations: [Operation] = [listFacts, recordFacts, importFacts]

    static let listFacts: Operation = .list(
        "listFacts", "/facts", .assessment,
        "What the city-management platform and 12345 say of a month's areas, in the order it was recorded",
        needing: [.readMonths],
        query: [
            .required("month", .month), .optional("branch", .code), .optional("area", .code),
            .optional("revisions", .boolean.means("With what was revised.")),
        ], of: .facts
    ) { call, transaction in
        guard let month = try call.queryValue("month", { raw throws(Rejection) in try Month(parsing: raw) }) else {
            throw FieldErrors("month", .missing)
        }
        return try transaction.facts(
            of: month, branch: call.query["branch"].map { try transaction.requireBranch($0) },
            area: call.query["area"].map { try transaction.requireArea($0, in: month) },
            revisions: call.queryFlag("revisions"), call.page())
    }

    static let recordFacts: Operation = .post(
        "recordFacts", "/facts", .assessment,
        "Say what the city-management platform and 12345 have on an area's month, or say it anew (200 if it is the same)",
        needing: [.recordFacts], asking: NewFacts.asked, mayStandAlready: true, returns: Shape.facts.schema
    ) { _, new, transaction in
        let outcome = try new.desk.record(new.facts, on: new.area, from: .form, revisionReason: new.revisionReason)
        guard let made = try transaction.facts(of: new.area, in: new.month) else { throw Problem.notFound }
        let reply = Reply.json(Shape.facts.json(made))
        return outcome == .unchanged ? reply.unchanged : reply
    }

    static let importFacts: Operation = .post(
        "importFacts", "/imports/facts", .assessment,
        "A month's figures of the city-management platform and 12345, of all branches' areas, from a spreadsheet",
        needing: [.recordFacts],
        query: ImportReport.query + [
            .required("month", .month),
            .optional("revisionReason", .reason.means("Needed where the file says otherwise than what stands.")),
        ], body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try FactsSpreadsheet.importing(file, MonthImport(call), into: transaction)
        }
    }
}
