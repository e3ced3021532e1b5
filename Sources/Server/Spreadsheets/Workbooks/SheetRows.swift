/// A row of a sheet while its cells come, whatever kind of workbook it is of: what makes a ``SpreadsheetRow`` of it, and
/// keeps count of what the office should know.
struct SheetRows {
    /// Excel's own bound.
    static let most = 1_048_576

    var notes: SpreadsheetNotes
    var merges = MergedCells()
    /// By column, from 0.
    var hiddenColumns: Set<Int> = []

    private var row = 0
    private var isHidden = false
    private var cells: [String] = []
    private var faults: [SpreadsheetFault] = []
    private var width = 0
    private var noted: Set<Int> = []

    init(_ notes: SpreadsheetNotes) {
        self.notes = notes
    }

    mutating func begin(row: Int, isHidden: Bool) {
        self.row = row
        self.isHidden = isHidden
        cells = []
        cells.reserveCapacity(width)
        faults = []
    }

    /// - Parameter column: from 1, as those of faults are.
    mutating func put(_ text: Result<String, WorkbookFault>, inColumn column: Int) throws(SpreadsheetFault) {
        var value = ""
        switch text {
        case .success(let text): value = text
        case .failure(let fault):
            guard column <= SpreadsheetReader.mostColumns else { return }
            faults.append(SpreadsheetFault(.workbook(fault), line: row, column: column))
            while cells.count < column { cells.append("") }
            if case .errorCell(let shown) = fault { value = shown }
        }
        if value.isEmpty { return }
        guard column <= SpreadsheetReader.mostColumns else {
            if value.isBlankCell { return }
            throw SpreadsheetFault(.tooManyColumns, line: row, column: column)
        }
        while cells.count < column { cells.append("") }
        cells[column - 1] = value
    }

    /// The row, if it has something of its own.
    mutating func end() throws(SpreadsheetFault) -> SpreadsheetRow? {
        let filled = try merges.apply(toRow: row, &cells, &faults)
        if faults.isEmpty, cells.allSatisfy(\.isBlankCell) { return nil }
        if isHidden {
            notes.hiddenRows += 1
            if notes.firstHiddenRow == nil { notes.firstHiddenRow = row }
        }
        if !hiddenColumns.isEmpty {
            for column in hiddenColumns where column < cells.count && !cells[column].isBlankCell {
                if noted.insert(column).inserted {
                    notes.hiddenColumns = noted.sorted().map { Self.letters(ofColumn: $0 + 1) }
                }
            }
        }
        for (column, value, fault) in filled {
            while cells.count < column { cells.append("") }
            cells[column - 1] = value
            if let fault { faults.append(SpreadsheetFault(fault.kind, line: row, column: column)) }
            notes.filledDown += 1
        }
        width = cells.count
        return SpreadsheetRow(line: row, cells: cells, faults: faults.sorted { ($0.column ?? 0) < ($1.column ?? 0) })
    }

    /// A to Z, AA, AB …
    static func letters(ofColumn column: Int) -> String {
        var rest = column
        var letters: [UInt8] = []
        while rest > 0 {
            letters.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
            rest = (rest - 1) / 26
        }
        return String(decoding: letters, as: UTF8.self)
    }
}
