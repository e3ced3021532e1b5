/// The rows of a sheet of an `.xlsx` file, as they are unpacked. Kept are the shared texts, the styles and the merged cells,
/// none of the rows.
final class XLSXRows: SpreadsheetRows {
    /// In bytes, of a sheet: a million rows of twelve full cells.
    private static let longestSheet = 2 << 30
    private static let longestStyles = 64 << 20

    private let cells: XLSXCells
    private let xml: WorkbookXML
    private let sheet: String
    private let others: [String]
    private var hasRows = false
    private var ending: SpreadsheetFault?

    var notes: SpreadsheetNotes { cells.rows.notes }

    init(file: SpreadsheetFile, sheet wanted: String?) throws(SpreadsheetFault) {
        let archive = try WorkbookArchive(file: file)
        let contents = try WorkbookContents(of: archive)
        let (sheet, found) = try WorkbookSheet.chosen(from: contents.sheets, named: wanted)
        guard case .part(let name) = sheet.place else { throw SpreadsheetFault(.workbook(.nothingToSee)) }
        var notes = found
        notes.isToBeComputed = contents.isToBeComputed
        var styles = WorkbookStyles()
        if let name = contents.styles, let part = try archive.part(name, most: Self.longestStyles) {
            styles = try WorkbookStyles(of: part)
        }
        var texts = SharedTexts()
        if let name = contents.sharedTexts, let part = try archive.part(name, most: Self.longestSheet) {
            let list = SharedTextList()
            try WorkbookXML.read(part, by: list)
            texts = list.texts
        }
        var rows = SheetRows(notes)
        rows.merges = try Self.merges(of: name, in: archive)
        guard let part = try archive.part(name, most: Self.longestSheet) else {
            throw SpreadsheetFault(.workbook(.broken(part: name)))
        }
        let cells = XLSXCells(rows, texts: texts, styles: styles, isSince1904: contents.isSince1904, part: name)
        self.sheet = sheet.name
        others = notes.otherSheets
        self.cells = cells
        xml = try WorkbookXML(part, to: cells)
    }

    func next() throws(SpreadsheetFault) -> SpreadsheetRow? {
        if let ending { throw ending }
        do throws(SpreadsheetFault) {
            while try xml.advance() {
                if let row = cells.takeRow() {
                    hasRows = true
                    return row
                }
            }
            if !hasRows { throw SpreadsheetFault(.workbook(.emptySheet(sheet, others: others))) }
            return nil
        } catch {
            ending = error
            throw error
        }
    }

    /// They stand behind the rows that they are about, so the sheet is unpacked twice. It is read twice only if it has any,
    /// and each time it is held against its checksum.
    private static func merges(of sheet: String, in archive: WorkbookArchive) throws(SpreadsheetFault) -> MergedCells {
        guard let part = try archive.part(sheet, most: longestSheet) else {
            throw SpreadsheetFault(.workbook(.broken(part: sheet)))
        }
        guard try mentionsMerges(part) else { return MergedCells() }
        guard let again = try archive.part(sheet, most: longestSheet) else { return MergedCells() }
        let list = MergeList()
        try WorkbookXML.read(again, by: list)
        list.merges.settle()
        return list.merges
    }

    /// Whether the part has such an element at all, which is found out much faster than by reading it. True for UTF-16, in
    /// which it is written otherwise.
    private static func mentionsMerges(_ part: WorkbookArchive.Part) throws(SpreadsheetFault) -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
        defer { buffer.deallocate() }
        guard let base = buffer.baseAddress else { return true }
        var kept = 0
        var isFirst = true
        var isFound = false
        while true {
            let got = try part.read(into: base + kept, count: buffer.count - kept)
            if got == 0 { return isFound }
            let read = buffer[..<(kept + got)]
            if isFirst, read.prefix(2).contains(where: { $0 == 0 || $0 >= 0xFE }) { isFound = true }
            isFirst = false
            if !isFound { isFound = read.mentionsMerge }
            kept = min(8, read.count)
            base.copyMemory(from: base + (read.count - kept), byteCount: kept)
        }
    }
}

extension Slice<UnsafeMutableRawBufferPointer> {
    /// Whether `mergeCell` stands in it. Its `g` is in next to nothing else of a sheet.
    fileprivate var mentionsMerge: Bool {
        var rest = self
        while let place = rest.firstIndex(of: UInt8(ascii: "g")) {
            if place - startIndex >= 3, self[(place - 3)...].starts(with: "mergeCell".utf8) { return true }
            rest = self[(place + 1)...]
        }
        return false
    }
}
