import Domain
import HTTPTypes
import Storage

/// What an import came to. A file goes in whole or not at all: with any error there is no report, but a ``Problem``.
struct ImportReport: Sendable, Equatable {
    var created = 0
    var changed = 0
    var unchanged = 0
    /// Sentences on what the office should know, though nothing is wrong.
    var warnings: [Sentence] = []
    /// Sentences on how the file was read: what was passed over, what is not used, what stays though its cell is empty.
    var notes: [Sentence] = []

    var rows: Int { created + changed + unchanged }

    mutating func count(_ outcome: ImportOutcome) {
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        }
    }

    static let query: [Operation.Query] =
        [
            .optional("dryRun", .boolean.means("Check everything and report, but change nothing.")),
            .optional(
                "confirm",
                .boolean.means(
                    "What may be a slip of the pen is meant: a new member who seems to be on record, a group all but called like another."
                )),
        ] + SpreadsheetOptions.query

    /// With `dryRun` as the request had it.
    struct Finished: Sendable {
        let report: ImportReport
        let isDryRun: Bool
    }

    static let shape = Shape<Finished>(
        "ImportReport",
        [
            .init("dryRun", .boolean) { .bool($0.isDryRun) },
            .init("rows", .count) { JSON($0.report.rows) },
            .init("created", .count) { JSON($0.report.created) },
            .init("changed", .count) { JSON($0.report.changed) },
            .init("unchanged", .count) { JSON($0.report.unchanged) },
            .init("warnings", .list(.anyText(2_000))) { JSON($0.report.warnings) { .string($0.description) } },
            .init(
                "notes",
                .list(.anyText(2_000)).means(
                    "How the file was read: what was passed over, what is not used, what stays though its cell is empty."
                )
            ) { JSON($0.report.notes) { .string($0.description) } },
        ]
    )

    static var schema: Schema { shape.schema }

    /// Runs an import on the request's file, for somebody whom one of the operation's actions is permitted anywhere:
    /// whether it is in its own place, each row decides.
    static func reply(
        importing call: Call, by transaction: Transaction, _ run: (ImportedFile) throws -> ImportReport
    ) throws -> Reply {
        try transaction.authority.require(call.operation)
        guard let path = call.file else { throw Problem(.badRequest, "unreadableBody", "a spreadsheet was expected") }
        transaction.doubts.answer = call.queryFlag("confirm") ? .confirmed : .open
        var report = try run(
            ImportedFile(
                path: path, sentBy: transaction.principal, options: SpreadsheetOptions(call),
                memory: HeadingMemory(transaction: transaction, list: call.operation.id)))
        report.warnings += transaction.doubts.confirmed
        var reply = Reply.json(shape.json(Finished(report: report, isDryRun: call.queryFlag("dryRun"))))
        reply.warnings = report.warnings + report.notes
        return reply
    }
}
