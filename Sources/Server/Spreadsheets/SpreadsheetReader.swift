/// Reads the rows of a CSV file one after the other, in constant memory whatever the file's size.
///
/// It takes what an office's programs write: UTF-8 with or without byte order mark, GB18030 and UTF-16; comma,
/// semicolon or tab, as the heading line or a first line `sep=;` has it; CRLF, LF or CR; cells quoted as RFC 4180 says,
/// with delimiters, line breaks and doubled quotes in them. A line break in a cell becomes a line feed, and a line. Rows without a
/// word in them are left out, but their lines are counted.
///
/// SwiftCSV was considered and not taken: it reads the whole file into one `String`.
package struct SpreadsheetReader: ~Copyable {
    /// The greatest number of characters (Unicode scalars) in a cell.
    package static let longestCell = 10_000
    /// The greatest number of cells in a row.
    package static let mostColumns = 200

    package let delimiter: SpreadsheetDelimiter
    package var encoding: SpreadsheetEncoding { text.encoding }

    var text: SpreadsheetText
    /// The next byte to be read is `text.bytes[position]`.
    var position: Int
    /// The line and the column that the next byte stands in, from 1.
    var line = 1
    var column = 1
    /// After a carriage return a line feed is a part of the same line break.
    var isAfterReturn = false
    /// The bytes of a cell that cannot be cut out of the text as it is: it crosses a chunk's border, or has quotes.
    var cell: [UInt8] = []
    /// What is wrong with the current row, while the following ones can still be read.
    var damage: SpreadsheetFault?
    private var hasRows = false
    private var width = 0
    private var ending: SpreadsheetFault?

    /// Opens the file and passes over it once to tell its encoding; no row is read yet.
    ///
    /// - Parameter chunk: how many bytes are read at a time. The tests set it low.
    /// - Throws: where the file as a whole cannot be read: not there, a workbook, no text.
    package init(path: String, chunk: Int = 65_536) throws(SpreadsheetFault) {
        var text = try SpreadsheetText(path: path, chunk: chunk)
        if case .fault(let kind) = try text.advance() { throw SpreadsheetFault(kind, column: 1) }
        let beginning = text.bytes[..<text.count]
        if let (declared, length) = SpreadsheetDelimiter.declared(in: beginning) {
            delimiter = declared
            position = length
        } else {
            delimiter = .guessed(from: beginning)
            position = 0
        }
        self.text = text
    }

    /// The next row; nil after the last.
    ///
    /// - Throws: If the fault does not end the reading, the row is passed over, and the next call gives the one
    ///   after it. Otherwise every further call throws the same fault again.
    package mutating func next() throws(SpreadsheetFault) -> SpreadsheetRow? {
        if let ending { throw ending }
        do throws(SpreadsheetFault) {
            while let row = try record() {
                if row.isBlank { continue }
                hasRows = true
                return row
            }
            if !hasRows { throw SpreadsheetFault(.empty) }
            return nil
        } catch {
            if error.endsReading { ending = error } else { hasRows = true }
            throw error
        }
    }

    private mutating func record() throws(SpreadsheetFault) -> SpreadsheetRow? {
        column = 1
        damage = nil
        guard try hasMore() else { return nil }
        let begin = line
        var cells: [String] = []
        cells.reserveCapacity(width)
        while true {
            cells.append(try nextCell())
            guard try hasMore() else { break }
            let byte = text.bytes[position]
            position += 1
            guard byte == delimiter.rawValue else {
                isAfterReturn = byte == UInt8(ascii: "\r")
                line += 1
                break
            }
            column += 1
            if column > Self.mostColumns { throw SpreadsheetFault(.tooManyColumns, line: begin, column: column) }
        }
        if let damage { throw damage }
        width = cells.count
        return SpreadsheetRow(line: begin, cells: cells)
    }

    /// Whether a byte stands at ``position``; takes in the next chunk where it is needed.
    mutating func hasMore() throws(SpreadsheetFault) -> Bool {
        while true {
            if position == text.count {
                position = 0
                switch try text.advance() {
                case nil: break
                case .regular: return false
                case .fault(let kind): throw SpreadsheetFault(kind, line: line, column: column)
                }
            }
            guard isAfterReturn else { return true }
            isAfterReturn = false
            guard text.bytes[position] == UInt8(ascii: "\n") else { return true }
            position += 1
        }
    }
}
