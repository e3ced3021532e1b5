/// One row of a spreadsheet, whatever kind of file it comes from: its cells as text.
package struct SpreadsheetRow: Hashable, Sendable {
    /// From 1: the line of a text file in which the row begins, or the row of a workbook's sheet.
    package let line: Int
    /// As they stand in the file, not trimmed. At least one holds a word.
    package let cells: [String]
    /// What is wrong with single cells, though the others can be read. Whether it matters depends on what the column is
    /// for, so it is for whoever knows the columns to tell.
    package let faults: [SpreadsheetFault]

    package init(line: Int, cells: [String], faults: [SpreadsheetFault] = []) {
        self.line = line
        self.cells = cells
        self.faults = faults
    }

    /// Whether there is nothing in it but white space.
    var isBlank: Bool { faults.isEmpty && cells.allSatisfy(\.isBlankCell) }
}

extension String {
    var isBlankCell: Bool {
        guard let first = utf8.first else { return true }
        return first < 0x21 || first > 0x7E ? allSatisfy(\.isWhitespace) : false
    }
}
