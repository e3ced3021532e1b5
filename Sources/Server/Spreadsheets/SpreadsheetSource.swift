/// The rows of a spreadsheet one after the other, whatever kind of file it is: the contents say which, not the name.
package struct SpreadsheetSource: ~Copyable {
    private let rows: any SpreadsheetRows

    /// Opens the file; no row is read yet.
    ///
    /// - Parameters:
    ///   - sheet: the sheet of a workbook that is meant; nil for the first that is to be seen.
    ///   - isOver: whether the file has taken as long as it may. A workbook may be much work before its first row.
    /// - Throws: where the file as a whole cannot be read.
    package init(
        path: String, sheet: String? = nil, isOver: @escaping () -> Bool = { false }
    ) throws(SpreadsheetFault) {
        let file = try SpreadsheetFile(path: path, isOver: isOver)
        let beginning = try file.read(4096, at: 0)
        if beginning.starts(with: Self.archiveSignature) {
            rows = try XLSXRows(file: file, sheet: sheet)
        } else if beginning.starts(with: CompoundFile.signature) {
            rows = try XLSRows(file: file, sheet: sheet)
        } else if let foreign = ForeignFile(beginning: beginning) {
            throw SpreadsheetFault(.workbook(.other(foreign)))
        } else {
            rows = try TextRows(path: path)
        }
    }

    /// A ZIP archive's, which `.xlsx` is.
    private static let archiveSignature: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    /// The next row; nil after the last.
    ///
    /// - Throws: If the fault does not end the reading, the row is passed over, and the next call gives the one
    ///   after it. Otherwise every further call throws the same fault again.
    package mutating func next() throws(SpreadsheetFault) -> SpreadsheetRow? {
        try rows.next()
    }

    /// What the office should know of how the file was read. Complete after the last row.
    package var notes: SpreadsheetNotes { rows.notes }
}

/// A kind of file that rows can be read from.
protocol SpreadsheetRows: AnyObject {
    func next() throws(SpreadsheetFault) -> SpreadsheetRow?
    var notes: SpreadsheetNotes { get }
}

/// The rows of a text file.
private final class TextRows: SpreadsheetRows {
    private var reader: SpreadsheetReader
    var notes: SpreadsheetNotes { SpreadsheetNotes() }

    init(path: String) throws(SpreadsheetFault) {
        reader = try SpreadsheetReader(path: path)
    }

    func next() throws(SpreadsheetFault) -> SpreadsheetRow? {
        try reader.next()
    }
}
