import Domain
import Storage

extension ImportReport {
    /// How many remarks on single rows are told; the rest are counted.
    static let mostRemarks = 50

    /// How many of those who are not in a file are named.
    private static let mostMissing = 20

    /// Reads a spreadsheet with a row for each on a roll, by number or name: once it is in, something is said of everybody.
    ///
    /// - Parameters:
    ///   - missing: the numbers of those of whom nothing is said yet, in the file or before.
    ///   - telling: that of these nothing is said: their numbers, and how many more there are than are named.
    ///   - finish: keeps what the rows say.
    static func importingRoll(
        _ file: ImportedFile, columns: [SpreadsheetColumn], missing: () -> [String],
        telling: (_ numbers: String, _ more: Int) -> Sentence, finish: () throws -> Void,
        _ take: (SpreadsheetTable.Record) throws -> ImportedRecord?
    ) throws -> ImportReport {
        var last = 1
        let report = try importing(
            file, columns: columns, names: ["number", "name"],
            identity: { record in record["number"].nonEmpty ?? "\t\(NameForm.of(record["name"]))" }
        ) { record in
            last = max(last, record.line)
            return try take(record)
        }
        guard report.rows > 0 else { return report }
        let missing = missing()
        if !missing.isEmpty {
            var errors = RowErrors()
            let numbers = missing.prefix(mostMissing).joined(separator: ", ")
            errors.add(line: last, .required, telling(numbers, missing.count - mostMissing))
            try errors.check()
        }
        try finish()
        return report
    }

    /// Reads a spreadsheet row by row.
    ///
    /// As many bad rows are noted as are told before the import is given up. The columns' keys are the field names that the domain's
    /// errors speak of, so that each error finds its column. A row whose `identity` came before is an error.
    ///
    /// - Parameters:
    ///   - names: the columns by which people know what a row is about.
    ///   - take: nil for a row that is none.
    static func importing(
        _ file: ImportedFile, columns: [SpreadsheetColumn], names: [String],
        identity: (SpreadsheetTable.Record) -> String,
        _ take: (SpreadsheetTable.Record) throws -> ImportedRecord?
    ) throws -> ImportReport {
        var report = ImportReport()
        var errors = RowErrors()
        var table = try opening(file, columns)
        // Hashes instead of the identities: a million rows cost a few megabytes.
        var seen: Set<Int> = []
        var told = Told(columns.filter { table.has($0.key) })
        var gaps = Gaps(columns.filter { $0.runsDown && table.has($0.key) })
        var rows = 0
        let notes = file.changes.flatMap { $0.areWanted ? $0 : nil }
        var changes = ChangeTable()
        try table.readAll(noting: &errors) { record, errors in
            rows += 1
            // To ask the system costs as much as a small part of a row.
            if rows.isMultiple(of: 16) { try file.check() }
            guard seen.insert(identity(record).inASCIIWidth.hashValue).inserted else {
                errors.add(line: record.line, .duplicate, "this row stands in the file already")
                return
            }
            let hasGap = gaps.take(record)
            file.doubts?.line = record.line
            do {
                guard let taken = try take(record) else { return }
                report.count(taken.outcome)
                told.note(taken)
                let noted = notes?.take()
                if let noted, let outcome = RowChange.Outcome(taken.outcome) {
                    changes.note(line: record.line, outcome, record.names(names), noted)
                }
            } catch is ChangeAhead {
                // On a reader: so far nothing is wrong with it.
                report.count(.changed)
                report.isOfReader = true
            } catch let found as FieldErrors {
                for error in found.errors where !(hasGap && gaps.tells(error)) {
                    told.add(error, of: record, to: &errors)
                }
            } catch is Authority.Denial {
                errors.add(line: record.line, .rule, "your roles do not permit what this row asks for")
            } catch let refusal as any StateRefusal {
                if told.isNew(refusal.detail) { errors.add(line: record.line, .conflict, refusal.detail) }
            }
        }
        gaps.tell(&errors)
        try errors.check()
        if !file.options.columns.isEmpty { try file.memory?.keep(file.options.columns, of: table.headings) }
        report.notes = table.notes + told.spared(titles: columns.map { ($0.key, table.title($0.key)) })
        if notes != nil { report.changes = changes }
        report.warnings += told.remarks
        if report.created > 0 { report.warnings += gaps.doubts }
        return report
    }

    /// Names those on record of the branches in a whole roster that it does not have, in the order of the branches.
    mutating func miss(_ records: [MissingRecord]) {
        missingCount += records.count
        missing += records.prefix(MissingRecord.mostTold - missing.count)
    }

    /// - Throws: a ``Problem`` where that alone takes too long.
    private static func opening(_ file: ImportedFile, _ columns: [SpreadsheetColumn]) throws -> SpreadsheetTable {
        var forgotten: (any Error)?
        do {
            let table = try SpreadsheetTable(
                path: file.path, columns: columns, options: file.options, isOver: { file.isOver },
                recalling: { headings in
                    do {
                        return try file.memory?.recall(headings) ?? []
                    } catch {
                        forgotten = error
                        return []
                    }
                })
            if let forgotten { throw forgotten }
            return table
        } catch {
            try file.check()
            throw error
        }
    }

    /// What is told of all rows together.
    private struct Told {
        /// What is wrong with the month as a whole is told once, not for every row.
        private var sentences: Set<Sentence> = []
        /// The columns that the file does not have, and that new records take.
        private var missing: Set<String> = []
        private var sparing: [String: Int] = [:]
        private var remarked: [Sentence] = []
        private var remarkCount = 0
        /// The columns of the file that say what another one would.
        private let inPlace: [String: String]

        /// - Parameter columns: those of the file.
        init(_ columns: [SpreadsheetColumn]) {
            inPlace = Dictionary(
                columns.compactMap { column in column.insteadOf.map { ($0, column.key) } }, uniquingKeysWith: { $1 })
        }

        mutating func isNew(_ sentence: Sentence) -> Bool { sentences.insert(sentence).inserted }

        mutating func note(_ record: ImportedRecord) {
            for field in record.spared.fields { sparing[field, default: 0] += 1 }
            for remark in record.remarks {
                remarkCount += 1
                if remarked.count < ImportReport.mostRemarks { remarked.append(remark) }
            }
        }

        var remarks: [Sentence] {
            let rest = remarkCount - remarked.count
            return rest == 0 ? remarked : remarked + ["… and \(rest) more of the kind" as Sentence]
        }

        mutating func add(_ error: FieldError, of record: SpreadsheetTable.Record, to errors: inout RowErrors) {
            if error.detail == Rejection.missing.detail, record.lacks(error.field) {
                if let other = inPlace[error.field] {
                    errors.add(record, other, .missing)
                    return
                }
                guard missing.insert(error.field).inserted else { return }
                errors.add(
                    record, error.field, .required,
                    "the row is of somebody or something new, which takes ‘\(record.title(error.field))’, and the file has no such column: add it, or say which one is meant (--column, or “more” on the import page)"
                )
            } else if error.code != .late || isNew(error.detail) {
                errors.add(record, error.field, error.code, error.detail)
            }
        }

        /// In the order of the columns.
        func spared(titles: [(key: String, title: String)]) -> [Sentence] {
            titles.compactMap { key, title in
                guard let count = sparing[key] else { return nil }
                return count == 1
                    ? "‘\(title)’ is empty in a row of which something is on record: that stays (--empty-clears, or “more” on the import page, would empty it)"
                        as Sentence
                    : "‘\(title)’ is empty in \(count) rows of which something is on record: that stays (--empty-clears, or “more” on the import page, would empty it)"
                        as Sentence
            }
        }
    }

    /// Rows whose branch is empty below one that is not: what is left of cells that were merged downwards.
    private struct Gaps {
        /// The columns that say the branch, and the others that values run down in.
        private let branch: [String]
        private let others: [String]
        /// Those that may say what an error of a row misses.
        private let named: Set<String>
        private var count = 0
        private var first: SpreadsheetTable.Record?
        /// The columns that are empty in those rows.
        private var empty: Set<String> = []
        /// The columns of which a cell above was not empty.
        private var stood: Set<String> = []
        /// In how many rows one of the others is empty below one that is not, by key.
        private var below: [String: Int] = [:]
        private var titles: [String: String] = [:]

        /// - Parameter columns: those of the file that values run down in.
        init(_ columns: [SpreadsheetColumn]) {
            let main = columns.first { $0.need != .never || $0.insteadOf != nil }
            branch = columns.filter { $0.key == main?.key || $0.insteadOf != nil && $0.insteadOf == main?.key }.map(
                \.key)
            others = columns.filter { $0.need == .never && $0.insteadOf == nil }.map(\.key)
            named = Set(branch + columns.compactMap(\.insteadOf))
        }

        /// Whether the row has a gap; it is noted then.
        mutating func take(_ record: SpreadsheetTable.Record) -> Bool {
            for key in others {
                if !record[key].isEmpty {
                    if !stood.contains(key) { stood.insert(key) }
                } else if stood.contains(key) {
                    below[key, default: 0] += 1
                    titles[key] = record.title(key)
                }
            }
            guard let main = branch.first else { return false }
            guard branch.allSatisfy({ record[$0].isEmpty }) else {
                if !stood.contains(main) { stood.insert(main) }
                return false
            }
            guard stood.contains(main) else { return false }
            count += 1
            if first == nil { first = record }
            empty.insert(main)
            for key in others where record[key].isEmpty && stood.contains(key) { empty.insert(key) }
            return true
        }

        /// Whether the error is that of the gap.
        func tells(_ error: FieldError) -> Bool {
            named.contains(error.field) && error.code == .required
        }

        /// What may be left of merged cells, or be meant: a member may be in no group.
        var doubts: [Sentence] {
            below.sorted { $0.key < $1.key }.map { key, count in
                "‘\(titles[key] ?? key)’ is empty in rows below filled ones (\(count)): where these cells were merged downwards, have the column filled down (--fill-down, or “more” on the import page)"
                    as Sentence
            }
        }

        func tell(_ errors: inout RowErrors) {
            guard let main = branch.first, let first else { return }
            let names = (branch + others).filter(empty.contains).map { "‘\(first.title($0))’" as Sentence }
            errors.add(
                line: first.line, column: first.title(main), .required,
                count == 1
                    ? "a row has nothing under \(names), as where cells were merged downwards: have these columns filled down (--fill-down, or “more” on the import page), or fill them in"
                    : "\(count) rows have nothing under \(names), as where cells were merged downwards: have these columns filled down (--fill-down, or “more” on the import page), or fill them in"
            )
        }
    }
}

extension RowChange.Outcome {
    fileprivate init?(_ outcome: ImportOutcome) {
        switch outcome {
        case .created: self = .created
        case .changed: self = .changed
        case .unchanged: return nil
        }
    }
}

extension SpreadsheetTable.Record {
    /// What stands in the columns, of those that are not empty.
    fileprivate func names(_ columns: [String]) -> [RowChange.Name] {
        columns.compactMap { column in self[column].nonEmpty.map { RowChange.Name(field: column, value: $0) } }
    }
}

extension SpreadsheetOptions {
    /// What an import takes beside its file.
    static let query: [Operation.Query] = [
        .optional("sheet", .text(31).means("Of a workbook; the first that is to be seen if left out.")),
        .optional(
            "fillDown",
            .anyText(500).means(
                "The columns whose values stand for the empty cells below them, by heading or key, with commas between: 支部编号,党小组."
            )),
        .optional(
            "columns",
            .anyText(2_000).means(
                "What headings mean, with commas between: 职务=post,备注=-. A heading's own commas are left out; ‘-’ for a column that is not to be used. Kept for the next file with the same headings."
            )),
        .optional(
            "emptyClears", .boolean.means("Empty cells empty what is on record; if left out they change nothing.")),
        .optional(
            "strict", .boolean.means("A column without a use here is an error; if left out it is named in the notes.")),
    ]

    init(_ call: Call) throws(FieldErrors) {
        self.init()
        sheet = call.query["sheet"]?.nonEmpty
        fillDown = call.query["fillDown"].map(Self.names) ?? []
        if let text = call.query["columns"] {
            guard let mapped = Self.mappings(in: text) else {
                throw FieldErrors("columns", .format, "such as 职务=post: a heading, ‘=’, and the column that it means")
            }
            columns = mapped
        }
        (emptyClears, isStrict) = (call.queryFlag("emptyClears"), call.queryFlag("strict"))
    }
}
