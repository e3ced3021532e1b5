/// What a first pass over the whole file finds out, before any row is read: how it is encoded, and how far it is text.
///
/// The whole file, because the first of its Chinese may stand after megabytes of plain ASCII. A pass costs a
/// few hundredths of a second for 100 MB, and no memory.
struct SpreadsheetSurvey {
    let encoding: SpreadsheetEncoding
    /// How many bytes the byte order mark takes.
    let markLength: Int
    let byteCount: Int
    /// The byte at which the text stops being one, and why. Up to there it is read, so that all that is wrong with
    /// the rows before it is told as well.
    let spoiled: (at: Int, kind: SpreadsheetFault.Kind)?

    /// Reads `file` from its beginning, and leaves it there.
    init(of file: SpreadsheetFile, chunk: Int) throws(SpreadsheetFault) {
        var buffer = [UInt8](repeating: 0, count: chunk)
        var utf8 = UTF8Survey()
        var sample = SpreadsheetSample()
        var firstZero: Int?
        var marked: SpreadsheetEncoding?
        var count = try file.read(into: &buffer)
        marked = SpreadsheetEncoding.allCases.first { buffer[..<count].starts(with: $0.byteOrderMark) }
        let isWide = marked == .utf16LittleEndian || marked == .utf16BigEndian
        if !isWide, let zero = buffer[..<count].firstIndex(of: 0) {
            // So early, the file is something else; a later one is damage to a table.
            let breaks = buffer[..<zero].count { $0 == UInt8(ascii: "\n") }
            throw SpreadsheetFault(.notText, line: breaks + 1)
        }
        while count > 0 {
            if !isWide, firstZero == nil, let zero = buffer[..<count].firstIndex(of: 0) {
                firstZero = utf8.byteCount + zero
            }
            utf8.scan(buffer, count: count)
            sample.take(buffer, count: count)
            count = try file.read(into: &buffer)
        }
        try file.rewind()

        encoding = if let marked { marked } else { try Self.encoding(by: utf8, sample) }
        markLength = marked?.byteOrderMark.count ?? 0
        byteCount = utf8.byteCount
        var faults: [(at: Int, kind: SpreadsheetFault.Kind)] = []
        if let firstZero { faults.append((firstZero, .notText)) }
        if encoding == .utf8 {
            if let place = utf8.firstMalformed { faults.append((place, .encoding(.utf8))) }
            if let place = utf8.unfinished { faults.append((place, .cutOff(.utf8))) }
        }
        spoiled = faults.min { $0.at < $1.at }
    }

    /// UTF-8 if all of it is, or if it has so many Chinese characters in good UTF-8 that the rest must be damage: read
    /// as GB18030, such a file would give wrong characters without an error. Otherwise GB18030, and also where the words make
    /// sense as nothing else.
    private static func encoding(
        by utf8: UTF8Survey, _ sample: SpreadsheetSample
    ) throws(SpreadsheetFault) -> SpreadsheetEncoding {
        let doubtful = utf8.malformed + (utf8.unfinished == nil ? 0 : 1)
        guard doubtful == 0 || utf8.wideCharacters > 2 * doubtful else { return .gb18030 }
        return try sample.isGB18030() ? .gb18030 : .utf8
    }
}
