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

    var rows: Int { created + changed + unchanged }

    mutating func count(_ outcome: ImportOutcome) {
        switch outcome {
        case .created: created += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        }
    }

    static let query: [Operation.Query] = [
        .optional("dryRun", .boolean.means("Check everything and report, but change nothing.")),
        .optional(
            "confirm",
            .boolean.means(
                "What may be a slip of the pen is meant: a new member who seems to be on record, a group all but called like another."
            )),
    ]

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
            .init("warnings", .list(.text(500))) { JSON($0.report.warnings) { .string($0.description) } },
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
        var report = try run(ImportedFile(path: path, sentBy: transaction.principal))
        report.warnings += transaction.doubts.confirmed
        var reply = Reply.json(shape.json(Finished(report: report, isDryRun: call.queryFlag("dryRun"))))
        reply.warnings = report.warnings
        return reply
    }

    /// Reads a spreadsheet row by row.
    ///
    /// As many bad rows are noted as are told before the import is given up. The columns' keys are the field names that the domain's
    /// errors speak of, so that each error finds its column. A row whose `identity` came before is an error.
    static func importing(
        _ file: ImportedFile, columns: [SpreadsheetColumn],
        identity: (SpreadsheetTable.Record) -> String,
        _ take: (SpreadsheetTable.Record) throws -> ImportOutcome
    ) throws -> ImportReport {
        var report = ImportReport()
        var errors = RowErrors()
        var table = try opening(file, columns)
        // Hashes instead of the identities: a million rows cost a few megabytes.
        var seen: Set<Int> = []
        // What is wrong with the month as a whole is told once, not for every row.
        var told: Set<Sentence> = []
        var rows = 0
        try table.readAll(noting: &errors) { record, errors in
            rows += 1
            // To ask the system costs as much as a small part of a row.
            if rows.isMultiple(of: 16) { try file.check() }
            guard seen.insert(identity(record).inASCIIWidth.hashValue).inserted else {
                errors.add(line: record.line, .duplicate, "this row stands in the file already")
                return
            }
            do {
                report.count(try take(record))
            } catch is ChangeAhead {
                // On a reader: so far nothing is wrong with it.
                report.count(.changed)
            } catch let found as FieldErrors {
                for error in found.errors where error.code != .late || told.insert(error.detail).inserted {
                    errors.add(record, error.field, error.code, error.detail)
                }
            } catch is Authority.Denial {
                errors.add(line: record.line, .rule, "your roles do not permit what this row asks for")
            } catch let refusal as any StateRefusal {
                if told.insert(refusal.detail).inserted { errors.add(line: record.line, .conflict, refusal.detail) }
            }
        }
        try errors.check()
        report.warnings += table.notes.sentences
        return report
    }

    /// - Throws: a ``Problem`` where that alone takes too long.
    private static func opening(
        _ file: ImportedFile, _ columns: [SpreadsheetColumn]
    ) throws -> SpreadsheetTable {
        do {
            return try SpreadsheetTable(path: file.path, columns: columns, isOver: { file.isOver })
        } catch {
            try file.check()
            throw error
        }
    }
}
