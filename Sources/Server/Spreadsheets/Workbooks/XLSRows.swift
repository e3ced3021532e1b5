/// The rows of a sheet of an `.xls` file, of Excel 5 to 2003.
///
/// Its records need not come in the order of the rows, so a first pass over them notes where each cell lies, eight bytes
/// for each; the cells themselves are read with their row.
///
/// Debian's libfreexl was tried and not taken: it gives out nothing of formulas, takes errors for numbers, and knows of
/// no merged cells, nor of what is hidden.
final class XLSRows: SpreadsheetRows {
    /// 65,536 rows of a hundred cells.
    private static let mostCells = 7_000_000

    /// To read them in their order is to go to and fro in the file.
    private static let mostUnordered = 500_000

    private struct Cell {
        /// The row in the upper half, the column in the lower.
        let key: UInt32
        /// Of its record's contents in the stream.
        let place: UInt32

        var row: Int { Int(key >> 16) }
        var column: Int { Int(key & 0xFFFF) }
    }

    private let stream: CompoundFile.Stream
    private let contents: XLSContents
    /// Whether the program that wrote the file computes: those that do say who they are.
    private let isComputed: Bool
    private let sheet: String
    private let others: [String]
    private var rows: SheetRows
    private var cells: [Cell] = []
    private var hiddenRows: Set<Int> = []
    /// Of the first cell that is not read yet.
    private var position = 0
    private var hasRows = false
    private var ending: SpreadsheetFault?

    var notes: SpreadsheetNotes { rows.notes }

    init(file: SpreadsheetFile, sheet wanted: String?) throws(SpreadsheetFault) {
        let compound = try CompoundFile(file: file)
        if try compound.stream("EncryptedPackage") != nil { throw SpreadsheetFault(.workbook(.encrypted)) }
        let found: CompoundFile.Stream?
        if let workbook = try compound.stream("Workbook") {
            found = workbook
        } else {
            found = try compound.stream("Book")
        }
        guard let stream = found else {
            throw SpreadsheetFault(
                .workbook(
                    .other(
                        compound.names.contains("worddocument")
                            ? .wordDocument
                            : compound.names.contains("powerpoint document") ? .presentation : .compoundFile
                    )
                )
            )
        }
        let contents = try XLSContents(of: stream)
        let (sheet, notes) = try WorkbookSheet.chosen(from: contents.sheets, named: wanted)
        guard case .offset(let offset) = sheet.place else { throw SpreadsheetFault(.workbook(.nothingToSee)) }
        self.stream = stream
        isComputed = compound.names.contains("\u{5}summaryinformation")
        self.contents = contents
        self.sheet = sheet.name
        others = notes.otherSheets
        rows = SheetRows(notes)
        try survey(from: offset)
    }

    private static var broken: SpreadsheetFault { SpreadsheetFault(.workbook(.broken(part: "Workbook"))) }

    func next() throws(SpreadsheetFault) -> SpreadsheetRow? {
        if let ending { throw ending }
        do throws(SpreadsheetFault) {
            while position < cells.count {
                let row = cells[position].row
                rows.begin(row: row + 1, isHidden: hiddenRows.contains(row))
                while position < cells.count, cells[position].row == row {
                    try put(cells[position])
                    position += 1
                }
                if let ready = try rows.end() {
                    hasRows = true
                    return ready
                }
            }
            if !hasRows { throw SpreadsheetFault(.workbook(.emptySheet(sheet, others: others))) }
            return nil
        } catch {
            ending = error
            throw error
        }
    }

    /// Goes over the sheet once: where its cells are, what is merged and what is hidden.
    private func survey(from offset: Int) throws(SpreadsheetFault) {
        var cursor = BIFFCursor(stream, at: offset)
        guard let begin = try cursor.next(), begin.kind == BIFFRecord.begin else { throw Self.broken }
        var depth = 1
        while depth > 0 {
            guard let record = try cursor.next() else { throw Self.broken }
            let contents = record.contents
            switch record.kind {
            // A chart in the sheet has records of its own.
            case BIFFRecord.begin: depth += 1
            case BIFFRecord.endOfFile: depth -= 1
            case _ where depth > 1: break
            case BIFFRecord.row where contents.u8(12) & 0x20 != 0: hiddenRows.insert(contents.u16(0))
            case BIFFRecord.columnInfo where contents.u8(8) & 1 != 0:
                let last = min(contents.u16(2), SpreadsheetReader.mostColumns - 1)
                if contents.u16(0) <= last { rows.hiddenColumns.formUnion(contents.u16(0)...last) }
            case BIFFRecord.mergedCells: try readMerges(contents)
            case BIFFRecord.severalRK:
                let first = contents.u16(2)
                for index in 0..<max(0, (contents.count - 6) / 6) {
                    try note(row: contents.u16(0), column: first + index, record.place)
                }
            case BIFFRecord.formula, BIFFRecord.sharedText, BIFFRecord.text, BIFFRecord.richText, BIFFRecord.number,
                BIFFRecord.rk, BIFFRecord.booleanOrError:
                try note(row: contents.u16(0), column: contents.u16(2), record.place)
            default: break
            }
        }
        rows.merges.settle()
        // Of two for one place the later one is what is seen.
        if zip(cells, cells.dropFirst()).contains(where: { $0.key >= $1.key }) {
            guard cells.count <= Self.mostUnordered else { throw SpreadsheetFault(.workbook(.tooLarge(part: sheet))) }
            cells.sort { ($0.key, $0.place) < ($1.key, $1.place) }
        }
    }

    private func note(row: Int, column: Int, _ place: Int) throws(SpreadsheetFault) {
        guard cells.count < Self.mostCells else { throw SpreadsheetFault(.workbook(.tooLarge(part: sheet))) }
        guard let place = UInt32(exactly: place), let column = UInt16(exactly: column) else { throw Self.broken }
        cells.append(Cell(key: UInt32(row) << 16 | UInt32(column), place: place))
    }

    private func readMerges(_ contents: Bytes) throws(SpreadsheetFault) {
        for index in 0..<min(contents.u16(0), max(0, contents.count - 2) / 8) {
            let place = 2 + 8 * index
            let (first, last) = (Int32(contents.u16(place)) + 1, Int32(contents.u16(place + 2)) + 1)
            let (left, right) = (Int32(contents.u16(place + 4)) + 1, Int32(contents.u16(place + 6)) + 1)
            guard first <= last, left <= right else { continue }
            try rows.merges.append(MergedCells.Area(rows: first...last, columns: left...right))
        }
    }

    private func put(_ cell: Cell) throws(SpreadsheetFault) {
        var cursor = BIFFCursor(stream, at: Int(cell.place) - 4)
        guard let record = try cursor.next() else { throw Self.broken }
        let contents = record.contents
        let column = cell.column + 1
        let style = contents.u16(4)
        switch record.kind {
        case BIFFRecord.severalRK:
            let place = 4 + 6 * (cell.column - contents.u16(2))
            let number = BIFFRecord.number(ofRK: contents.u32(place + 2))
            try put(number, style: contents.u16(place), inColumn: column)
        case BIFFRecord.rk: try put(BIFFRecord.number(ofRK: contents.u32(6)), style: style, inColumn: column)
        case BIFFRecord.number: try put(contents.double(6), style: style, inColumn: column)
        case BIFFRecord.sharedText:
            guard Int(contents.u32(6)) < self.contents.texts.count else { throw Self.broken }
            try rows.put(self.contents.texts[Int(contents.u32(6))], inColumn: column)
        case BIFFRecord.text, BIFFRecord.richText:
            var text = CellText()
            self.contents.text.append(contents, at: 8, count: contents.u16(6), to: &text)
            text.settle()
            try rows.put(text.result, inColumn: column)
        case BIFFRecord.booleanOrError:
            try put(contents.u8(6), isError: contents.u8(7) != 0, inColumn: column)
        case BIFFRecord.formula: try putFormula(contents, &cursor, style: style, inColumn: column)
        default: throw Self.broken
        }
    }

    private func put(_ number: Double, style: Int, inColumn column: Int) throws(SpreadsheetFault) {
        guard number.isFinite else { throw Self.broken }
        let text = contents.styles[style].text(of: number, isSince1904: contents.isSince1904)
        try rows.put(.success(text), inColumn: column)
    }

    private func put(_ value: Int, isError: Bool, inColumn column: Int) throws(SpreadsheetFault) {
        try rows.put(
            isError
                ? .failure(.errorCell(BIFFRecord.errors[value] ?? "#\(value)"))
                : .success(value == 0 ? "FALSE" : "TRUE"),
            inColumn: column
        )
    }

    /// The stored value. It is a number, unless its upper bytes say otherwise; a text stands in a record of its own.
    private func putFormula(
        _ contents: Bytes, _ cursor: inout BIFFCursor, style: Int, inColumn column: Int
    ) throws(SpreadsheetFault) {
        guard contents.u16(12) == 0xFFFF else {
            rows.notes.formulas += 1
            try put(contents.double(6), style: style, inColumn: column)
            return
        }
        switch contents.u8(6) {
        case 0:
            // Behind the formula itself, where several cells share one.
            for _ in 0..<4 {
                guard let record = try cursor.next() else { break }
                guard record.kind == BIFFRecord.textOfFormula else { continue }
                var text = CellText()
                self.contents.text.append(record.contents, at: 2, count: record.contents.u16(0), to: &text)
                text.settle()
                rows.notes.formulas += 1
                try rows.put(text.result, inColumn: column)
                return
            }
            try rows.put(.failure(.noStoredValue), inColumn: column)
        case 1, 2:
            rows.notes.formulas += 1
            try put(contents.u8(8), isError: contents.u8(6) == 2, inColumn: column)
        default:
            // An empty text. Programs that do not compute write it for every formula.
            if isComputed { rows.notes.formulas += 1 } else { try rows.put(.failure(.noStoredValue), inColumn: column) }
        }
    }
}
