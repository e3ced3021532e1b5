/// What parts the cells of a row. The full-width comma (，) does not: it is a part of Chinese sentences.
package enum SpreadsheetDelimiter: UInt8, Hashable, Sendable, CaseIterable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09

    /// The delimiter that Excel's own first line `sep=;` names, and how long the line is without its line break.
    /// nil if `text` does not begin with such a line.
    static func declared(in text: ArraySlice<UInt8>) -> (delimiter: SpreadsheetDelimiter, length: Int)? {
        let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count <= 8 else { return nil }
        let quoted = line.count > 1 && line.first == quote && line.last == quote
        let words = quoted ? line.dropFirst().dropLast() : line
        guard words.count == 5, words.dropLast().map({ $0 | 0x20 }) == Array("sep=".utf8),
            let delimiter = words.last.flatMap(SpreadsheetDelimiter.init)
        else { return nil }
        return (delimiter, line.count)
    }

    /// The delimiter that stands most often, outside quotes, in the first line that has any: a title above the table need not;
    /// of several, the first in the order of the cases. A comma where there is none: the table has one column.
    static func guessed(from text: ArraySlice<UInt8>) -> SpreadsheetDelimiter {
        var counts = Array(repeating: 0, count: allCases.count)
        var isQuoted = false
        // A line of delimiters alone says nothing.
        var isBlank = true
        for byte in text {
            if byte == quote {
                isQuoted.toggle()
                isBlank = false
            } else if !isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if !isBlank, counts.contains(where: { $0 > 0 }) { break }
                counts = Array(repeating: 0, count: allCases.count)
                isBlank = true
            } else if let delimiter = SpreadsheetDelimiter(rawValue: byte) {
                if !isQuoted, let place = allCases.firstIndex(of: delimiter) { counts[place] += 1 }
            } else if byte != UInt8(ascii: " ") {
                isBlank = false
            }
        }
        let most = counts.max() ?? 0
        return most == 0 ? .comma : zip(allCases, counts).first { $0.1 == most }?.0 ?? .comma
    }

    private static let quote = UInt8(ascii: "\"")
}
