package import Domain

/// A spreadsheet as a table: among its first rows stand the headings, each further one is a ``Record``, unless it closes the
/// table on its page (``SpreadsheetPage``).
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
    /// A row that was read before its turn, or what is wrong with it.
    private enum Ahead {
        case row(SpreadsheetRow)
        case fault(SpreadsheetFault)
    }

    private var source: SpreadsheetSource
    let layout: SpreadsheetLayout
    private var ahead: ArraySlice<Ahead>
    private let needed: [Int]
    /// Whether a cell that begins with an equals sign may be one: in a workbook it is told from a text.
    private let isText: Bool
    /// By key, how columns are called.
    private let columnTitles: [String: String]
    /// What is taken from an earlier file with the same headings.
    private let recalled: [SpreadsheetOptions.Mapped]
    private let above: [SpreadsheetRow]
    /// Those below the headings that are no rows of the table: the first few, and how many there are.
    private var passedOver: [SpreadsheetRow] = []
    private var passedOverCount = 0
    private var isRightBelow = true
    /// By place, the value that stands for the empty cells below it, and how many it stood for.
    private var filling: [Int: (value: String, count: Int)] = [:]

    /// The headings as they stand in the file, without those of columns that have none.
    package var headings: [String] { layout.headings.filter { !$0.isEmpty } }
    /// The headings of the columns that are not used.
    package var unusedHeadings: [String] { layout.unused.map { layout.headings[$0] } }

    /// Opens the file and finds its headings.
    ///
    /// - Parameter recalling: what was said before that headings mean, of a file with these.
    /// - Throws: what keeps the whole file from being read: a fault of the file, or all that is wrong with its headings
    ///   at once.
    package init(
        path: String, columns: [SpreadsheetColumn], options: SpreadsheetOptions = SpreadsheetOptions(),
        isOver: @escaping () -> Bool = { false },
        recalling: (_ headings: [String]) -> [SpreadsheetOptions.Mapped] = { _ in [] }
    ) throws(RowErrors) {
        var source = try Self.noting { () throws(SpreadsheetFault) in
            try SpreadsheetSource(path: path, sheet: options.sheet, isOver: isOver)
        }
        var known = KnownColumns(columns, options)
        let ahead = try Self.firstRows(&source)
        let rows = ahead.compactMap { if case .row(let row) = $0 { row } else { nil } }
        guard let heading = SpreadsheetPage.heading(in: rows, known) else {
            throw RowErrors(SpreadsheetFault(.empty))
        }
        let recalled = recalling(heading.cells).filter { mapped in
            let heading = SpreadsheetHeading.named(mapped.heading)
            return !options.columns.contains { SpreadsheetHeading.named($0.heading) == heading }
                && mapped.key.map { known.column(named: $0) != nil } ?? true
        }
        if !recalled.isEmpty {
            var options = options
            options.columns += recalled
            known = KnownColumns(columns, options)
        }
        let layout = try SpreadsheetLayout(
            line: heading.line, headings: heading.cells, known: known, options: options)
        above = Array(rows[..<heading.rows.lowerBound])
        self.ahead =
            ahead.drop {
                switch $0 {
                case .row(let row): row.line <= heading.line
                case .fault(let fault): fault.line < heading.line
                }
            }[...]
        columnTitles = Dictionary(columns.map { ($0.key, $0.title) }) { first, _ in first }
        (self.layout, self.recalled) = (layout, recalled)
        needed = columns.filter { $0.need != .never && !$0.runsDown }.compactMap { layout.places[$0.key] }
        isText = source.notes.sheet == nil
        self.source = source
    }

    /// The headings of a file, as they stand there, and what those that are known mean by column.
    ///
    /// - Throws: a fault of the file.
    package static func headings(
        of path: String, columns: [SpreadsheetColumn], options: SpreadsheetOptions = SpreadsheetOptions()
    ) throws(RowErrors) -> [(heading: String, key: String?)] {
        var source = try Self.noting { () throws(SpreadsheetFault) in
            try SpreadsheetSource(path: path, sheet: options.sheet)
        }
        let known = KnownColumns(columns, options)
        let rows = try firstRows(&source).compactMap { if case .row(let row) = $0 { row } else { nil } }
        let cells = SpreadsheetPage.heading(in: rows, known)?.cells.map(\.trimmed) ?? []
        return zip(cells, known.fits(cells)).filter { !$0.0.isEmpty }.map { ($0.oneLine, $1?.key) }
    }

    /// As many rows as are looked through for the headings. The first call gives a row or throws: a file without one is
    /// empty.
    private static func firstRows(_ source: inout SpreadsheetSource) throws(RowErrors) -> [Ahead] {
        var ahead: [Ahead] = []
        var count = 0
        while count < SpreadsheetPage.mostAbove {
            do throws(SpreadsheetFault) {
                guard let row = try source.next() else { break }
                ahead.append(.row(row))
                count += 1
            } catch {
                if count == 0, error.endsReading { throw RowErrors(error) }
                ahead.append(.fault(error))
                if error.endsReading { break }
            }
        }
        if count == 0, case .fault(let fault)? = ahead.first { throw RowErrors(fault) }
        return ahead
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

    /// The column's heading as it stands in the file; the first of its titles where the file does not have it.
    package func title(_ key: String) -> String {
        layout.titles[key] ?? key
    }

    /// What was passed over so far, and what was done with the rest, for whoever sent the file.
    package var notes: [Sentence] {
        var notes = source.notes.sentences
        if !above.isEmpty {
            notes.append(
                above.count == 1
                    ? "the line above the headings is passed over: \(SpreadsheetPage.name(of: above[0]))"
                    : "\(above.count) lines above the headings are passed over: \(above.map(SpreadsheetPage.name))")
        }
        if passedOverCount > 0 {
            let names = passedOver.map(SpreadsheetPage.name)
            notes.append(
                passedOverCount == 1
                    ? "a line is no row of the table, and is passed over: \(names[0])"
                    : "\(passedOverCount) lines are no rows of the table, and are passed over: \(names)")
        }
        if !layout.unused.isEmpty {
            let names = layout.unused.prefix(30).map { "‘\(layout.headings[$0].prefix(40))’" as Sentence }
            notes.append("columns that are not used here: \(names)")
        }
        for mapped in recalled {
            notes.append(
                mapped.key.map { key in
                    "‘\(mapped.heading.prefix(40))’ is read as ‘\(title(of: key))’, as in the last file with these headings"
                        as Sentence
                } ?? "‘\(mapped.heading.prefix(40))’ is not used, as in the last file with these headings")
        }
        for place in layout.filledDown {
            let count = filling[place]?.count ?? 0
            if count == 0 { continue }
            notes.append("‘\(layout.name(ofColumnAt: place))’ was filled down into \(count) cells")
        }
        return notes
    }

    private func title(of key: String) -> String { columnTitles[key] ?? key }

    /// The next sound record; nil after the last, or where there are as many errors as are told. Bad rows on the way are
    /// noted and passed over.
    ///
    /// - Throws: a fault that leaves the rest of the file without a meaning.
    package mutating func next(noting errors: inout RowErrors) throws(SpreadsheetFault) -> Record? {
        while true {
            do {
                guard let row = try nextRow() else { return nil }
                if errors.isFull {
                    errors.stop()
                    return nil
                }
                if passesOver(row) { continue }
                let record = Record(row: fillingDown(row), layout: layout)
                if record.isSound(isText: isText, noting: &errors) { return record }
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

    private mutating func nextRow() throws(SpreadsheetFault) -> SpreadsheetRow? {
        switch ahead.popFirst() {
        case .row(let row): return row
        case .fault(let fault): throw fault
        case nil: return try source.next()
        }
    }

    /// Whether the row is none of the table's; it is counted then.
    private mutating func passesOver(_ row: SpreadsheetRow) -> Bool {
        let isFirst = isRightBelow
        isRightBelow = false
        guard isFirst && SpreadsheetPage.explains(row) || SpreadsheetPage.closes(row, needed: needed) || isHeadings(row)
        else { return false }
        isRightBelow = isFirst
        passedOverCount += 1
        if passedOver.count < 10 { passedOver.append(row) }
        return true
    }

    /// Whether the headings stand there once more, as above each page of a long table.
    private func isHeadings(_ row: SpreadsheetRow) -> Bool {
        guard let first = layout.firstPlace, first < row.cells.count,
            row.cells[first].oneLine == layout.headings[first]
        else { return false }
        return layout.places.values.allSatisfy { $0 < row.cells.count && row.cells[$0].oneLine == layout.headings[$0] }
    }

    private mutating func fillingDown(_ row: SpreadsheetRow) -> SpreadsheetRow {
        if layout.filledDown.isEmpty { return row }
        var cells = row.cells
        for place in layout.filledDown {
            let cell = place < cells.count ? cells[place].trimmed : ""
            if !cell.isEmpty {
                filling[place] = (cell, filling[place]?.count ?? 0)
            } else if let (value, count) = filling[place] {
                while cells.count <= place { cells.append("") }
                cells[place] = value
                filling[place] = (value, count + 1)
            }
        }
        return SpreadsheetRow(line: row.line, cells: cells, faults: row.faults)
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
