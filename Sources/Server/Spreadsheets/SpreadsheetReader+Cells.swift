/// Cells, byte by byte. All that has a meaning in CSV is one ASCII byte, and no byte of a longer UTF-8 character looks
/// like one; so no character is decoded before its cell is cut out.
extension SpreadsheetReader {
    private static var quote: UInt8 { UInt8(ascii: "\"") }
    private static var lineFeed: UInt8 { UInt8(ascii: "\n") }
    private static var carriageReturn: UInt8 { UInt8(ascii: "\r") }

    /// Reads a cell, and stops at the delimiter, the line break or the end of the file behind it.
    mutating func nextCell() throws(SpreadsheetFault) -> String {
        // Only at the very end, after a last delimiter, there is none.
        guard try hasMore() else { return "" }
        return text.bytes[position] == Self.quote ? try quotedCell() : try plainCell()
    }

    private mutating func plainCell() throws(SpreadsheetFault) -> String {
        cell.removeAll(keepingCapacity: true)
        while true {
            let start = position
            scanPlain()
            if position < text.count {
                let byte = text.bytes[position]
                if byte != Self.quote {
                    if cell.isEmpty { return try string(text.bytes[start..<position], begin: line) }
                    cell += text.bytes[start..<position]
                    return try string(cell[...], begin: line)
                }
                // Read on as if it were a letter, so that the row's other cells and the rows below keep their places.
                noteStrayQuote()
                position += 1
            }
            try take(from: start, begin: line)
            guard try hasMore() else { return try string(cell[...], begin: line) }
        }
    }

    private mutating func quotedCell() throws(SpreadsheetFault) -> String {
        let begin = line
        cell.removeAll(keepingCapacity: true)
        position += 1
        while true {
            guard try hasMore() else { throw SpreadsheetFault(.openQuote, line: begin, column: column) }
            let start = position
            scanQuoted()
            try take(from: start, begin: begin)
            guard position < text.count else { continue }
            let byte = text.bytes[position]
            position += 1
            if byte != Self.quote {
                isAfterReturn = byte == Self.carriageReturn
                line += 1
                cell.append(Self.lineFeed)
                continue
            }
            guard try hasMore(), text.bytes[position] == Self.quote else { break }
            position += 1
            cell.append(Self.quote)
        }
        let value = try string(cell[...], begin: begin)
        if try hasMore(), !isEndOfCell(text.bytes[position]) {
            noteStrayQuote()
            _ = try plainCell()
        }
        return value
    }

    private func isEndOfCell(_ byte: UInt8) -> Bool {
        byte == delimiter.rawValue || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    /// Moves to the next byte that a cell without quotes cannot hold, or to the end of the chunk.
    private mutating func scanPlain() {
        let delimiter = delimiter.rawValue
        var index = position
        let end = text.count
        while index < end {
            let byte = text.bytes[index]
            if byte == delimiter || byte == Self.lineFeed || byte == Self.carriageReturn || byte == Self.quote { break }
            index += 1
        }
        position = index
    }

    /// Moves to the next quote or line break, or to the end of the chunk.
    private mutating func scanQuoted() {
        var index = position
        let end = text.count
        while index < end {
            let byte = text.bytes[index]
            if byte == Self.quote || byte == Self.lineFeed || byte == Self.carriageReturn { break }
            index += 1
        }
        position = index
    }

    /// Adds what was passed over since `start` to ``cell``, which cannot grow beyond what the longest one may take.
    private mutating func take(from start: Int, begin: Int) throws(SpreadsheetFault) {
        cell += text.bytes[start..<position]
        // A scalar has at most four bytes.
        if cell.count > 4 * Self.longestCell { throw SpreadsheetFault(.cellTooLong, line: begin, column: column) }
    }

    private func string(_ bytes: ArraySlice<UInt8>, begin: Int) throws(SpreadsheetFault) -> String {
        if bytes.count > Self.longestCell, bytes.count(where: { $0 & 0xC0 != 0x80 }) > Self.longestCell {
            throw SpreadsheetFault(.cellTooLong, line: begin, column: column)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func noteStrayQuote() {
        if damage == nil { damage = SpreadsheetFault(.strayQuote, line: line, column: column) }
    }
}
