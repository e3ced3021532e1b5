import Domain

/// Where records of one kind are looked for, and which of them: a line of ``all``. What of them is read by whom is said by
/// the same conditions as in the kind's own list.
///
/// Never among the texts: what is encrypted, the note on a talk, telephone numbers and addresses, why somebody was not there,
/// an agenda, of which each reads another part.
struct SearchedRecords: Sendable {
    /// A table with lines of the records, by an index of the column that names the record.
    struct Lines: Sendable {
        let table: SQL
        let record: SQL
        let texts: [SQL]
    }

    let kind: FoundRecord.Kind
    /// The record's table, and whatever else its columns are of.
    let from: SQL
    /// The record's key, in the order of which they came.
    let id: SQL
    /// By which people know it, if anything; empty otherwise.
    var code: SQL = "''"
    let name: SQL
    /// Its branch's code; NULL for a committee's.
    var branch: SQL = "branch.code"
    var day: SQL = "NULL"
    var month: SQL = "NULL"
    var cycle: SQL = "NULL"
    var area: SQL = "NULL"
    var isPast: SQL = "false"
    /// Whether its name is among its texts, which need not be told again then.
    var isFoundByName = true
    /// Year and number, where these are what it is known by.
    var number: (year: SQL, number: SQL, written: @Sendable (Finding.Number) -> String)?
    /// What is looked at of the record itself, and of its lines.
    let texts: [SQL]
    var lines: [Lines] = []
    /// Holds for the records that the principal reads.
    let within: @Sendable (Transaction) throws -> SQL
    /// Of those that were found, which the principal reads, where it takes more than a condition to say that.
    var shown: (@Sendable (Transaction, SearchTerms, [FoundRecord]) throws -> [FoundRecord])?

    /// Holds for the rows in whose column the word is. Signs that stand for any other in patterns are no such here.
    static func has(_ term: String, _ column: SQL) -> SQL {
        "replace(lower(\(column)), \(term), '') <> lower(\(column))"
    }

    /// Holds for the records that have the word somewhere, in one of its spellings.
    fileprivate func has(_ spellings: [String]) -> SQL {
        func any(of columns: [SQL]) -> SQL {
            .any(columns.flatMap { column in spellings.map { Self.has($0, column) } })
        }
        var conditions = [any(of: texts)]
        for lines in lines {
            conditions.append(
                "EXISTS (SELECT 1 FROM \(lines.table) WHERE \(lines.record) = \(id) AND \(any(of: lines.texts)))")
        }
        for spelling in spellings {
            guard let number, let asked = Finding.Number(parsing: spelling), number.written(asked) == spelling else {
                continue
            }
            conditions.append("\(number.year) = \(asked.year) AND \(number.number) = \(asked.number)")
        }
        return .any(conditions)
    }

    /// What is told of a record anyway, of what it is found by.
    fileprivate func told(of record: FoundRecord) -> [String] {
        (isFoundByName ? [record.name] : []) + (number == nil ? [] : [record.code])
    }

    fileprivate var columns: SQL {
        var columns: SQL = """
            \(id) AS found_id, \(code) AS found_code, \(name) AS found_name, \(branch) AS found_branch,
            \(day) AS found_day, \(month) AS found_month, \(cycle) AS found_cycle, \(area) AS found_area,
            \(isPast) AS is_past
            """
        if let number { columns = "\(columns), \(number.year) AS found_year, \(number.number) AS found_number" }
        for text in texts { columns = "\(columns), \(text)" }
        return columns
    }

    /// How many columns stand before the texts.
    fileprivate var firstText: Int { number == nil ? 9 : 11 }
}

extension Transaction {
    /// The newest first.
    func found(
        _ records: SearchedRecords, _ terms: SearchTerms, after: Cursor?, atMost limit: Int
    ) throws -> [FoundRecord] {
        guard terms.areForTexts else { return [] }
        guard let shown = records.shown else {
            return try candidates(records, terms, before: after?.integer(), atMost: limit)
        }
        var (found, last, isMore): ([FoundRecord], Int64?, Bool) = ([], after?.integer(), true)
        while isMore, found.count < limit {
            let some = try candidates(records, terms, before: last, atMost: Self.candidatesAtOnce)
            found += try shown(self, terms, some)
            (last, isMore) = (some.last?.id, some.count == Self.candidatesAtOnce)
        }
        return Array(found.prefix(limit))
    }

    private static let candidatesAtOnce = 100

    private func candidates(
        _ records: SearchedRecords, _ terms: SearchTerms, before last: Int64?, atMost limit: Int
    ) throws -> [FoundRecord] {
        var conditions: [SQL] = [try records.within(self)]
        if let last { conditions.append("\(records.id) < \(last)") }
        conditions += terms.spellings.map { records.has($0) }
        let rows = try session.rows(
            """
            SELECT \(records.columns)
              FROM \(records.from)
             WHERE \(SQL.all(conditions))
             ORDER BY \(records.id) DESC LIMIT \(limit)
            """
        ) { row in
            let texts = try records.texts.indices.map { try row.at(records.firstText + $0) as String? }
            return (try FoundRecord(row: row, of: records), texts)
        }
        return try rows.map { record, texts in
            let known = records.told(of: record)
            let excerpt =
                try terms.excerpt(of: texts, beside: known) ?? excerpt(ofLinesOf: record.id, records, terms, known)
            return record.saying(excerpt)
        }
    }

    private func excerpt(
        ofLinesOf id: Int64, _ records: SearchedRecords, _ terms: SearchTerms, _ known: [String]
    ) throws -> String? {
        for lines in records.lines {
            for text in lines.texts {
                let texts = try session.rows("SELECT \(text) FROM \(lines.table) WHERE \(lines.record) = \(id)") {
                    try $0.at(0) as String?
                }
                if let excerpt = terms.excerpt(of: texts, beside: known) { return excerpt }
            }
        }
        return nil
    }
}

extension FoundRecord {
    /// How much of a name is shown that is all that there is to tell.
    private static let longestName = 80

    fileprivate init(row: SQLRow, of records: SearchedRecords) throws {
        var code: String = try row["found_code"]
        if let number = records.number {
            code = number.written(Finding.Number(year: try row["found_year"], number: try row["found_number"]))
        }
        let name: String = try row["found_name"]
        self.init(
            kind: records.kind, id: try row["found_id"], code: code,
            name: String(name.replacing("\n", with: " ").prefix(Self.longestName)), branch: try row["found_branch"],
            day: try row["found_day"], month: try row["found_month"], cycle: try row["found_cycle"],
            area: try row["found_area"], isPast: try row["is_past"])
    }

    fileprivate func saying(_ excerpt: String?) -> FoundRecord {
        FoundRecord(
            kind: kind, id: id, code: code, name: name, branch: branch, day: day, month: month, cycle: cycle,
            area: area, excerpt: excerpt, isPast: isPast)
    }
}
