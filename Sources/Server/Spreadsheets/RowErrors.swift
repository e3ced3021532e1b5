package import Domain

/// One thing wrong with a spreadsheet, where it stands, and what would be right.
package struct RowError: Error, Hashable, Sendable {
    /// The line of the file, from 1; 1 too where the file as a whole is meant.
    package let line: Int
    /// The heading as it stands in the file, or the column's number where it has none; nil if the whole row is meant.
    package let column: String?
    package let code: Rejection.Code
    package let detail: Sentence

    package init(line: Int, column: String? = nil, _ rejection: Rejection) {
        self.line = line
        self.column = column
        self.code = rejection.code
        self.detail = rejection.detail
    }
}

/// Collects what is wrong with a spreadsheet, so that the office mends it in one go.
///
/// The first ``maximum`` errors are kept and told, and the file is read no further than that: a spoiled file of a million
/// rows takes no more time and memory than a spoiled one of two hundred.
package struct RowErrors: Error, Sendable {
    package static let maximum = 200

    /// In the order in which they were found, which is the file's but for what is looked up after the reading.
    package private(set) var kept: [RowError] = []
    /// Whether rows are left that were not looked at.
    package private(set) var hasStopped = false
    /// How many were found beyond the kept ones, in the last row that was looked at.
    package private(set) var omitted = 0

    package init() {}

    package init(_ fault: SpreadsheetFault) {
        add(fault)
    }

    package var isEmpty: Bool { kept.isEmpty }
    /// Whether nothing is wrong but what may be a slip, and has to be confirmed.
    package var areDoubts: Bool { !isEmpty && kept.allSatisfy { $0.code == .confirm } }
    package var count: Int { kept.count + omitted }
    /// Whether more would not be told.
    package var isFull: Bool { kept.count >= Self.maximum }

    /// Notes that the file is read no further.
    mutating func stop() {
        hasStopped = true
    }

    package mutating func add(_ error: RowError) {
        if kept.count < Self.maximum { kept.append(error) } else { omitted += 1 }
    }

    package mutating func add(line: Int, column: String? = nil, _ rejection: Rejection) {
        add(RowError(line: line, column: column, rejection))
    }

    package mutating func add(line: Int, column: String? = nil, _ code: Rejection.Code, _ detail: Sentence) {
        add(line: line, column: column, Rejection(code, detail))
    }

    /// Notes `rejection` against the cell under `key`, by the heading that the file has for it.
    package mutating func add(_ record: SpreadsheetTable.Record, _ key: String, _ rejection: Rejection) {
        add(line: record.line, column: record.title(key), rejection)
    }

    package mutating func add(
        _ record: SpreadsheetTable.Record, _ key: String, _ code: Rejection.Code, _ detail: Sentence
    ) {
        add(record, key, Rejection(code, detail))
    }

    /// - Parameter headings: the file's, to name the column by; where there is none, its number stands for it.
    package mutating func add(_ fault: SpreadsheetFault, headings: [String] = []) {
        let title = fault.column.map { column in
            headings.indices.contains(column - 1) && !headings[column - 1].isEmpty ? headings[column - 1] : "\(column)"
        }
        add(line: fault.line, column: title, fault.rejection)
    }

    /// The value that `parse` yields for the cell under `key`, or nil with its rejection noted.
    package mutating func take<Value>(
        _ record: SpreadsheetTable.Record, _ key: String, _ parse: (String) throws(Rejection) -> Value
    ) -> Value? {
        do {
            return try parse(record[key])
        } catch {
            add(record, key, error)
            return nil
        }
    }

    /// Like ``take(_:_:_:)``, for a cell that may be empty: nil for an empty one, without an error.
    package mutating func takeOptional<Value>(
        _ record: SpreadsheetTable.Record, _ key: String, _ parse: (String) throws(Rejection) -> Value
    ) -> Value? {
        record[key].isEmpty ? nil : take(record, key, parse)
    }

    /// Throws what was collected, if anything was.
    package func check() throws(RowErrors) {
        if !isEmpty { throw self }
    }
}
