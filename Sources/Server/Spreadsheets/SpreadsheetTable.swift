import Domain

/// A spreadsheet as a table: its first row with a word in it is the headings, each further one a ``Record``.
///
/// A bad row does not end the reading, so that all of them are told at once:
///
/// ```swift
/// var errors = RowErrors()
/// var table = try SpreadsheetTable(path: path, columns: columns)
/// table.readAll(noting: &errors) { record, errors in
///     let points = errors.take(record, "points") { raw throws(Rejection) in try Points(parsing: raw) }
///     …
/// }
/// try errors.check()
/// ```
package struct SpreadsheetTable: ~Copyable {
    private var source: SpreadsheetSource
    private let layout: SpreadsheetLayout

    /// How the file was read, where that is not plain from it. Complete after the last record.
    package var notes: SpreadsheetNotes { source.notes }

    /// Opens the file and reads its headings.
    ///
    /// - Throws: what keeps the whole file from being read: a fault of the file, or all that is wrong with its headings
    ///   at once.
    package init(
        path: String, columns: [SpreadsheetColumn], isOver: @escaping () -> Bool = { false }
    ) throws(RowErrors) {
        var source = try Self.noting { () throws(SpreadsheetFault) in
            try SpreadsheetSource(path: path, isOver: isOver)
        }
        // The first call gives a row or throws: a file without one is empty.
        guard let headings = try Self.noting({ () throws(SpreadsheetFault) in try source.next() }) else {
            throw RowErrors(SpreadsheetFault(.empty))
        }
        layout = try SpreadsheetLayout(headings: headings, columns: columns)
        self.source = source
    }

    /// What `read` gives; its fault as the one error of the table.
    private static func noting<Value: ~Copyable>(
        _ read: () throws(SpreadsheetFault) -> Value
    ) throws(RowErrors) -> Value {
        do {
            return try read()
        } catch {
            throw RowErrors(error)
        }
    }

    /// Whether the file has the column, be it with empty cells.
    package func has(_ key: String) -> Bool {
        layout.places[key] != nil
    }

    /// The next sound record; nil after the last, or where there are as many errors as are told. Bad rows on the way are
    /// noted and passed over.
    ///
    /// - Throws: a fault that leaves the rest of the file without a meaning.
    package mutating func next(noting errors: inout RowErrors) throws(SpreadsheetFault) -> Record? {
        while true {
            do {
                guard let row = try source.next() else { return nil }
                if errors.isFull {
                    errors.stop()
                    return nil
                }
                let record = Record(row: row, layout: layout)
                if record.isSound(noting: &errors) { return record }
            } catch {
                if errors.isFull {
                    errors.stop()
                    return nil
                }
                if error.endsReading { throw error }
                errors.add(error, headings: layout.headings)
            }
        }
    }

    /// Hands every sound record to `body`, and notes what is wrong with the others. A fault that ends the reading is
    /// noted as well, after all that was wrong before it.
    package mutating func readAll<Failure: Error>(
        noting errors: inout RowErrors, _ body: (Record, inout RowErrors) throws(Failure) -> Void
    ) throws(Failure) {
        while true {
            let record: Record?
            do throws(SpreadsheetFault) {
                record = try next(noting: &errors)
            } catch {
                errors.add(error, headings: layout.headings)
                return
            }
            guard let record else { return }
            try body(record, &errors)
        }
    }
}
