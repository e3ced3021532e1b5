import Domain

/// The cells of a sheet's part, as its elements come: one row at a time.
final class XLSXCells: WorkbookXMLHandler {
    var rows: SheetRows
    private let texts: SharedTexts
    private let styles: WorkbookStyles
    private let isSince1904: Bool
    private let part: String

    private var isInData = false
    private var row = 0
    private var column = 0
    private var ready: SpreadsheetRow?

    // The cell that is read.
    private var kind = Kind.number
    private var style = 0
    private var hasFormula = false
    private var hasValue = false
    private var text = CellText()
    /// Whether the text that comes is the cell's: in `v`, or in a `t` that is not the reading of another.
    private var isCollecting = false
    private var isInline = false
    private var isPhonetic = false

    private enum Kind {
        case number, shared, text, boolean, error, date
    }

    init(_ rows: SheetRows, texts: SharedTexts, styles: WorkbookStyles, isSince1904: Bool, part: String) {
        (self.rows, self.texts, self.styles, self.isSince1904, self.part) = (rows, texts, styles, isSince1904, part)
    }

    /// The row that the reading paused behind; nil for one without anything in it.
    func takeRow() -> SpreadsheetRow? {
        defer { ready = nil }
        return ready
    }

    private var broken: SpreadsheetFault { SpreadsheetFault(.workbook(.broken(part: part)), line: max(row, 1)) }

    func start(_ name: String, _ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault) {
        switch name {
        case "c" where isInData: try startCell(attributes)
        case "v" where isInData:
            hasValue = true
            isCollecting = true
        case "f" where isInData: hasFormula = true
        case "t" where isInline: isCollecting = !isPhonetic
        case "rPh" where isInline: isPhonetic = true
        case "is" where isInData: isInline = true
        case "row" where isInData: try startRow(attributes)
        case "col": noteHidden(attributes)
        case "sheetData": isInData = true
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isCollecting { text.append(bytes) }
    }

    func end(_ name: String) throws(SpreadsheetFault) -> Bool {
        switch name {
        case "v", "t": isCollecting = false
        case "rPh": isPhonetic = false
        case "is": isInline = false
        case "c" where isInData: try endCell()
        case "row" where isInData:
            ready = try rows.end()
            return ready != nil
        case "sheetData": isInData = false
        default: break
        }
        return false
    }

    /// Rows and cells that do not say where they are come after those before them.
    private func startRow(_ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault) {
        var number = row + 1
        if let written = attributes["r"] {
            guard let said = Int(written.trimmed), said > row else { throw broken }
            number = said
        }
        guard number <= SheetRows.most else { throw SpreadsheetFault(.workbook(.tooLarge(part: part)), line: row) }
        row = number
        column = 0
        rows.begin(row: row, isHidden: attributes.flag("hidden"))
    }

    private func startCell(_ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault) {
        column += 1
        if let written = attributes.bytes("r") {
            guard let said = CellReference(written), said.row == row else { throw broken }
            column = said.column
        }
        kind =
            switch attributes["t"] {
            case nil, "n": .number
            case "s": .shared
            case "str", "inlineStr": .text
            case "b": .boolean
            case "e": .error
            case "d": .date
            default: throw broken
            }
        style = attributes["s"].flatMap { Int($0) } ?? 0
        (hasFormula, hasValue, isCollecting, isInline, isPhonetic) = (false, false, false, false, false)
        text.removeAll()
    }

    private func endCell() throws(SpreadsheetFault) {
        if text.bytes.isEmpty, !text.isTooLong {
            // A formula may well come to an empty text, and then it says so.
            if hasFormula, !(kind == .text && hasValue) { try put(.failure(.noStoredValue)) }
            return
        }
        if hasFormula { rows.notes.formulas += 1 }
        switch kind {
        case .number: try putNumber()
        case .shared:
            guard let index = Int(String(decoding: text.bytes, as: UTF8.self).trimmed), 0..<texts.count ~= index else {
                throw broken
            }
            try put(texts[index])
        case .text:
            text.settle()
            try put(text.result)
        case .boolean:
            let isTrue = text.bytes.first == UInt8(ascii: "1") || text.bytes.first == UInt8(ascii: "t")
            try put(.success(isTrue ? "TRUE" : "FALSE"))
        case .error:
            text.settle()
            try put(.failure(.errorCell(String(decoding: text.bytes.prefix(20), as: UTF8.self))))
        case .date: try put(.success(Self.day(of: String(decoding: text.bytes.prefix(40), as: UTF8.self).trimmed)))
        }
    }

    private func putNumber() throws(SpreadsheetFault) {
        let format = styles[style]
        let said = text.bytes.withUnsafeBufferPointer { format.text(ofNumber: $0, isSince1904: isSince1904) }
        guard let said else { throw broken }
        try put(.success(said))
    }

    private func put(_ value: Result<String, WorkbookFault>) throws(SpreadsheetFault) {
        try rows.put(value, inColumn: column)
    }

    /// `2005-07-01T00:00:00.000Z` without what says nothing.
    private static func day(of written: String) -> String {
        let halves = written.split(separator: "T", maxSplits: 1)
        guard halves.count == 2, let day = halves.first, let time = halves.last else { return written }
        let clock = time.prefix { $0 != "." && $0 != "Z" && $0 != "+" }
        let digits = clock.hasSuffix(":00") && clock.utf8.count == 8 ? clock.dropLast(3) : clock
        return digits == "00:00" ? String(day) : "\(day) \(digits)"
    }

    private func noteHidden(_ attributes: WorkbookXML.Attributes) {
        guard attributes.flag("hidden"), let first = attributes["min"].flatMap({ Int($0) }),
            let last = attributes["max"].flatMap({ Int($0) }), first >= 1, first <= last
        else { return }
        let end = min(last, SpreadsheetReader.mostColumns)
        if first <= end { rows.hiddenColumns.formUnion((first - 1)...(end - 1)) }
    }
}

/// The merged cells of a sheet's part.
final class MergeList: WorkbookXMLHandler {
    var merges = MergedCells()

    func start(_ name: String, _ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault) {
        guard name == "mergeCell", let area = attributes.bytes("ref").flatMap({ MergedCells.Area($0) }) else { return }
        try merges.append(area)
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func end(_ name: String) -> Bool { false }
}

/// The texts of `sharedStrings.xml`: runs of one text joined, without the readings of Chinese characters.
final class SharedTextList: WorkbookXMLHandler {
    private(set) var texts = SharedTexts()
    private var text = CellText()
    private var isCollecting = false
    private var isPhonetic = false

    func start(_ name: String, _ attributes: WorkbookXML.Attributes) {
        switch name {
        case "si": text.removeAll()
        case "t": isCollecting = !isPhonetic
        case "rPh": isPhonetic = true
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isCollecting { text.append(bytes) }
    }

    func end(_ name: String) throws(SpreadsheetFault) -> Bool {
        switch name {
        case "si":
            text.settle()
            try texts.append(text)
        case "t": isCollecting = false
        case "rPh": isPhonetic = false
        default: break
        }
        return false
    }
}
