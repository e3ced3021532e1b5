/// What stands before the sheets in an `.xls` file: which there are, the styles and the shared texts.
struct XLSContents {
    private(set) var sheets: [WorkbookSheet] = []
    private(set) var isSince1904 = false
    private(set) var texts = SharedTexts()
    private(set) var styles = WorkbookStyles()
    /// How the cells' texts are written.
    private(set) var text = BIFFText(converter: nil)

    private static let mostSheets = 2000

    init(of stream: CompoundFile.Stream) throws(SpreadsheetFault) {
        var cursor = BIFFCursor(stream, at: 0)
        guard let begin = try cursor.next(), begin.kind == BIFFRecord.begin else { throw Self.broken }
        let isOld = begin.contents.u16(0) < 0x0600
        if isOld { text = BIFFText(converter: try SpreadsheetConverter(from: .gb18030)) }
        var numbers: [Int] = []
        var codes: [Int: String] = [:]
        reading: while let record = try cursor.next() {
            let contents = record.contents
            switch record.kind {
            case BIFFRecord.endOfFile: break reading
            case BIFFRecord.password: throw SpreadsheetFault(.workbook(.encrypted))
            case BIFFRecord.date1904: isSince1904 = contents.u16(0) == 1
            case BIFFRecord.sheet:
                guard sheets.count < Self.mostSheets else {
                    throw SpreadsheetFault(.workbook(.tooLarge(part: "BOUNDSHEET")))
                }
                // Charts, macros and modules are none.
                guard contents.u8(5) == 0 else { continue }
                sheets.append(
                    WorkbookSheet(
                        name: text.short(contents, at: 6, lengthBytes: 1), isHidden: contents.u8(4) & 3 != 0,
                        place: .offset(Int(contents.u32(0)))
                    )
                )
            case BIFFRecord.format where codes.count < 4096:
                codes[contents.u16(0)] = text.short(contents, at: 2, lengthBytes: isOld ? 1 : 2)
            case BIFFRecord.cellStyle where numbers.count < 65_536: numbers.append(contents.u16(2))
            case BIFFRecord.sharedTexts: try readTexts(record, &cursor)
            default: break
            }
        }
        styles = WorkbookStyles(numbers: numbers, codes: codes)
    }

    private static var broken: SpreadsheetFault { SpreadsheetFault(.workbook(.broken(part: "Workbook"))) }

    /// The table of shared texts goes on in further records, and so does each text: where one is cut, the rest says anew
    /// whether it is wide.
    private mutating func readTexts(
        _ record: BIFFCursor.Record, _ cursor: inout BIFFCursor
    ) throws(SpreadsheetFault) {
        var piece = TextPieces(record.contents, cursor, place: 8)
        let count = Int(record.contents.u32(4))
        for _ in 0..<count {
            guard let length = try piece.u16(), let flags = try piece.u8() else { throw Self.broken }
            var runs = 0
            var extended = 0
            if flags & 0x08 != 0 {
                guard let count = try piece.u16() else { throw Self.broken }
                runs = 4 * count
            }
            if flags & 0x04 != 0 {
                guard let low = try piece.u16(), let high = try piece.u16() else { throw Self.broken }
                extended = low | high << 16
            }
            var text = CellText()
            try piece.append(length, isWide: flags & 1 != 0, to: &text)
            // How parts of it look, and how it is read aloud.
            try piece.skip(runs + extended)
            text.settle()
            try texts.append(text)
        }
        cursor = piece.rest
    }

    /// The bytes of a record and those that it goes on in.
    private struct TextPieces {
        private var contents: Bytes
        private var cursor: BIFFCursor
        private var place: Int
        /// Where the records behind go on.
        private(set) var rest: BIFFCursor

        init(_ contents: Bytes, _ cursor: BIFFCursor, place: Int) {
            (self.contents, self.cursor, self.place, rest) = (contents, cursor, place, cursor)
        }

        /// Whether there is another byte; takes in the next record where it is needed.
        private mutating func hasMore() throws(SpreadsheetFault) -> Bool {
            while place >= contents.count {
                guard let record = try cursor.next(), record.kind == BIFFRecord.continuation else { return false }
                place -= contents.count
                contents = record.contents
                rest = cursor
            }
            return true
        }

        mutating func u8() throws(SpreadsheetFault) -> Int? {
            guard try hasMore() else { return nil }
            place += 1
            return contents.u8(place - 1)
        }

        mutating func u16() throws(SpreadsheetFault) -> Int? {
            guard let low = try u8(), let high = try u8() else { return nil }
            return low | high << 8
        }

        mutating func skip(_ count: Int) throws(SpreadsheetFault) {
            place += count
            if count > 0, place > contents.count, try !hasMore() { throw XLSContents.broken }
        }

        mutating func append(_ count: Int, isWide: Bool, to text: inout CellText) throws(SpreadsheetFault) {
            var left = count
            var isWide = isWide
            while left > 0 {
                let taken = left - BIFFText.append(contents, at: place, count: left, isWide: isWide, to: &text)
                left -= taken
                place += taken * (isWide ? 2 : 1)
                if left == 0 { return }
                // A character is not cut; what is left over is padding.
                place = max(place, contents.count)
                guard try hasMore(), let flags = try u8() else { throw XLSContents.broken }
                isWide = flags & 1 != 0
            }
        }
    }
}
