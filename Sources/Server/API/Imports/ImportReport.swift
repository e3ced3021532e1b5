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
    /// What may be a slip, was confirmed, and stands among the warnings too.
    var doubts: [Doubt] = []
    /// Row by row; nil where nobody asked.
    var changes: ChangeTable?
    /// What tells the changes from any others; nil where nobody asked.
    var digest: String?
    /// On record of the branches in a file that is the whole roster, and not in it: the first of them, and how many there are.
    var missing: [MissingRecord] = []
    var missingCount = 0
    /// Whether rows were gone through as far as to their first change, and no further.
    var isOfReader = false

    struct Doubt: Sendable, Equatable {
        let line: Int?
        let doubt: Sentence
    }

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
            .optional(
                "expect",
                .text(64).means(
                    "The digest of a dry run: the file goes in only if it still does what was shown there; 409 changesDiffer otherwise."
                )),
        ] + SpreadsheetOptions.query

    /// Of a list of which a file may be the whole.
    static let rosterQuery: [Operation.Query] =
        query + [
            .optional(
                "full",
                .boolean.means(
                    "The file is the whole roster of the branches that it has rows of: who is on record there and not in it is named. Nothing happens to them."
                ))
        ]

    /// With `dryRun` as the request had it.
    struct Finished: Sendable {
        let report: ImportReport
        let isDryRun: Bool

        fileprivate var told: ChangeTable? { isDryRun ? report.changes : nil }
    }

    static let shape = Shape<Finished>(
        "ImportReport",
        [
            .init("dryRun", .boolean) { .bool($0.isDryRun) },
            .init("rows", .count) { JSON($0.report.rows) },
            .init("created", .count) { JSON($0.report.created) },
            .init("changed", .count) { JSON($0.report.changed) },
            .init("unchanged", .count) { JSON($0.report.unchanged) },
            .init("warnings", .list(.anyText(Sentence.mostTold))) { JSON($0.report.warnings) { .string($0.told) } },
            .init(
                "notes",
                .list(.anyText(Sentence.mostTold)).means(
                    "How the file was read: what was passed over, what is not used, what stays though its cell is empty."
                )
            ) { JSON($0.report.notes) { .string($0.told) } },
            .init(
                "changes",
                .list(Shape<RowChange>.rowChange.schema, count: 0...ChangeTable.mostRows).orNull.means(
                    "Of a dry run, what the file would do: the rows that change something, in the order of the file. null once it went in."
                )
            ) { finished in finished.told.map { JSON($0.rows, Shape<RowChange>.rowChange.json) } ?? .null },
            .init("changesOmitted", .count.means("How many more rows change something.")) {
                JSON($0.told?.omitted ?? 0)
            },
            .init(
                "digest",
                .anyText(64).orNull.means(
                    "Of a dry run, tells what the file would do from anything else: goes back as ‘expect’.")
            ) { JSON($0.isDryRun ? $0.report.digest : nil) },
            .list("missing", .missingRecord) { $0.report.missing },
            .init("missingCount", .count.means("How many are missing from the whole roster, named or not.")) {
                JSON($0.report.missingCount)
            },
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
        let (isDryRun, expected) = (call.queryFlag("dryRun"), call.query["expect"])
        transaction.changeNotes.areWanted = isDryRun || expected != nil
        var report = try run(
            ImportedFile(
                path: path, sentBy: transaction.principal, options: SpreadsheetOptions(call),
                memory: HeadingMemory(transaction: transaction, list: call.operation.id),
                isWhole: call.queryFlag("full"), changes: transaction.changeNotes, doubts: transaction.doubts))
        report.add(transaction.doubts)
        report.changes?.bind(report.doubts.map(\.doubt.description))
        report.digest = report.changes.map { transaction.sealed($0.digest) }
        // On a reader they are not known yet.
        if let expected, !report.isOfReader, report.digest != expected { throw changesDiffer }
        var reply = Reply.json(shape.json(Finished(report: report, isDryRun: isDryRun)))
        reply.report = report
        return reply
    }

    /// Somebody changed something since it was shown what the file would do.
    static let changesDiffer = Problem(
        .conflict, "changesDiffer",
        "what this file would do is not what was shown: something was changed meanwhile; look at it once more")

    private mutating func add(_ doubts: Doubts) {
        self.doubts = doubts.confirmed.map { Doubt(line: $0.line, doubt: $0.doubt) }
        warnings += self.doubts.map(\.doubt)
        if doubts.omitted > 0 { warnings.append("… and \(doubts.omitted) more of the kind") }
    }
}
