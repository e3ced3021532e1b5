/// The records that an `.xls` file's stream is made of ([MS-XLS]), as far as a table's contents go.
enum BIFFRecord {
    static let formula = 0x0006
    static let endOfFile = 0x000A
    static let date1904 = 0x0022
    static let password = 0x002F
    static let continuation = 0x003C
    static let columnInfo = 0x007D
    static let sheet = 0x0085
    static let severalRK = 0x00BD
    static let richText = 0x00D6
    static let cellStyle = 0x00E0
    static let mergedCells = 0x00E5
    static let sharedTexts = 0x00FC
    static let sharedText = 0x00FD
    static let number = 0x0203
    static let text = 0x0204
    static let booleanOrError = 0x0205
    static let textOfFormula = 0x0207
    static let row = 0x0208
    static let rk = 0x027E
    static let format = 0x041E
    static let begin = 0x0809

    static let errors = [
        0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    ]

    /// A number in 30 bits: of a whole number, or the upper ones of a double, and perhaps divided by 100.
    static func number(ofRK value: UInt32) -> Double {
        let isHundredth = value & 1 != 0
        let number =
            value & 2 != 0
            ? Double(Int32(bitPattern: value) >> 2) : Double(bitPattern: UInt64(value & 0xFFFF_FFFC) << 32)
        return isHundredth ? number / 100 : number
    }
}

/// Goes through the records of a stream. No record is longer than 8224 bytes of contents.
struct BIFFCursor {
    struct Record {
        let kind: Int
        /// Where its contents begin in the stream.
        let place: Int
        let contents: Bytes
    }

    let stream: CompoundFile.Stream
    private(set) var place: Int

    init(_ stream: CompoundFile.Stream, at place: Int) {
        self.stream = stream
        self.place = place
    }

    /// nil at the end of the stream.
    mutating func next() throws(SpreadsheetFault) -> Record? {
        guard place + 4 <= stream.size else { return nil }
        let head = try stream.read(4, at: place)
        let length = head.u16(2)
        guard place + 4 + length <= stream.size else { throw SpreadsheetFault(.workbook(.broken(part: "BIFF"))) }
        let record = Record(kind: head.u16(0), place: place + 4, contents: try stream.read(length, at: place + 4))
        place += 4 + length
        return record
    }
}

/// Reads the texts of an `.xls` file: in UTF-16 with the upper halves left out where all of them are zero, or, before
/// Excel 97, in an encoding of Windows.
struct BIFFText {
    /// nil from Excel 97 on.
    let converter: SpreadsheetConverter?

    /// The text of a name or format, whose length takes `lengthBytes`.
    func short(_ bytes: Bytes, at place: Int, lengthBytes: Int) -> String {
        let count = lengthBytes == 1 ? bytes.u8(place) : bytes.u16(place)
        var text = CellText()
        append(bytes, at: place + lengthBytes, count: count, to: &text)
        text.settle()
        return String(decoding: text.bytes, as: UTF8.self)
    }

    /// Appends a text of `count` characters that begins with its flags; before Excel 97 without.
    func append(_ bytes: Bytes, at place: Int, count: Int, to text: inout CellText) {
        if let converter {
            let end = min(bytes.count, place + count)
            guard place < end else { return }
            var raw = Array(bytes.bytes[place..<end])
            var converted = [UInt8](repeating: 0, count: raw.count * 4 + 16)
            let (_, written, _) = converter.convert(&raw, count: raw.count, into: &converted)
            text.append(converted[..<written])
        } else {
            let left = Self.append(bytes, at: place + 1, count: count, isWide: bytes.u8(place) & 1 != 0, to: &text)
            // Only the longest go on in another record. What is not all here is not taken for all.
            if left > 0 { text.giveUp() }
        }
    }

    /// Appends as many of `count` characters as there are, and says how many were not.
    static func append(_ bytes: Bytes, at place: Int, count: Int, isWide: Bool, to text: inout CellText) -> Int {
        let room = max(0, bytes.count - place) / (isWide ? 2 : 1)
        let taken = min(count, room)
        let units = (0..<taken).map { UInt16(isWide ? bytes.u16(place + 2 * $0) : bytes.u8(place + $0)) }
        text.append(Array(String(decoding: units, as: UTF16.self).utf8))
        return count - taken
    }
}
