package import Domain

/// What is wrong with a file as a file: it cannot be opened, is no text, or its quotes do not pair.
///
/// A fault that ``endsReading`` leaves the rest of the file without a meaning. After any other one the reader stands
/// at the next record, and may be asked for it.
package struct SpreadsheetFault: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The system does not give the file out; with the system's words for why.
        case unreadable(String)
        /// Nothing but blank lines, or not even these.
        case empty
        /// It is a workbook, or is called one.
        case workbook(WorkbookFault)
        /// A NUL byte, which no text holds.
        case notText
        /// Bytes that mean nothing in the encoding the file is otherwise in.
        case encoding(SpreadsheetEncoding)
        /// The file ends within a character: it was copied or sent in part.
        case cutOff(SpreadsheetEncoding)
        /// The system has no converter for the encoding.
        case noConverter(SpreadsheetEncoding)
        /// The file was written to while it was read.
        case changed
        /// A quoted cell that nothing closes. The line is the one it begins in.
        case openQuote
        /// A quote inside a cell that is not quoted, or text after a closing quote.
        case strayQuote
        case cellTooLong
        case tooManyColumns
    }

    package let kind: Kind
    /// From 1, in a workbook the row of the sheet; 1 too where the fault is the whole file's.
    package let line: Int
    /// The cell's place in its row, from 1; nil where the fault is in no cell.
    package let column: Int?

    init(_ kind: Kind, line: Int = 1, column: Int? = nil) {
        self.kind = kind
        self.line = line
        self.column = column
    }

    /// Whether what follows cannot be read.
    package var endsReading: Bool { kind != .strayQuote }

    /// The fault as an input error: what is wrong and what would be right.
    package var rejection: Rejection {
        switch kind {
        case .unreadable(let reason):
            Rejection(.reference, "the file cannot be read (\(reason)): name an ordinary file that may be read")
        case .empty:
            Rejection(.required, "the file is empty: it needs a line of headings and the rows below it")
        case .workbook(let fault): fault.rejection
        case .notText:
            Rejection(.format, "this is not text, there is a NUL byte in it: save the table as CSV (“CSV UTF-8”)")
        case .encoding(.gb18030):
            Rejection(.format, "there are bytes here that are neither UTF-8 nor GB18030: save the file as “CSV UTF-8”")
        case .encoding(let encoding):
            Rejection(.format, "there are bytes here that are not \(encoding.name): save the file anew as “CSV UTF-8”")
        case .cutOff:
            Rejection(.format, "the file ends in the middle of a character: it is cut off, take the whole file")
        case .noConverter(let encoding):
            Rejection(.format, "this machine has no converter for \(encoding.name): save the file as “CSV UTF-8”")
        case .changed:
            Rejection(.conflict, "the file changed while it was read: import it when it is written to no more")
        case .openQuote:
            Rejection(.format, "the quote (\") that opens this cell is never closed: close it, or take the whole file")
        case .strayQuote:
            Rejection(.format, "a quote (\") stands astray: quote the whole cell and double the quotes in it")
        case .cellTooLong:
            Rejection(
                .length,
                """
                the cell is longer than \(SpreadsheetReader.longestCell) characters: shorten it, or close the quote that \
                opens it
                """
            )
        case .tooManyColumns:
            Rejection(
                .tooMany, "the row has more than \(SpreadsheetReader.mostColumns) columns: remove the needless ones")
        }
    }
}
