import Domain

/// What is wrong with a workbook, or with a file that is called one.
package enum WorkbookFault: Hashable, Sendable {
    /// Something else, or a kind of workbook that is not read.
    case other(ForeignFile)
    case encrypted
    /// What should stand in the file is not there or cannot be read: it was cut off, or written badly.
    case broken(part: String)
    /// It unpacks to more than any workbook of an office, or holds more of something.
    case tooLarge(part: String)
    /// A document type declaration, which no workbook has and which may be made to blow up.
    case documentType(part: String)
    case noSheet(named: String, among: [String])
    case sheetIsHidden(String)
    /// None of the sheets is to be seen, or is a table.
    case nothingToSee
    case emptySheet(String, others: [String])
    /// `#N/A`, `#REF!` and the like.
    case errorCell(String)
    /// A formula that no program has computed.
    case noStoredValue
    case longCell
    /// Whoever sent it may not keep the others waiting for so long.
    case takesTooLong

    var rejection: Rejection {
        switch self {
        case .other(let file): file.rejection
        case .encrypted:
            Rejection(.format, "the workbook has a password: take the password off, save it, and import that file")
        case .broken(let part):
            Rejection(
                .format,
                """
                the workbook is damaged or cut off (\(part)): take the whole file, or open it in Excel and save it anew
                """
            )
        case .tooLarge(let part):
            Rejection(
                .tooMany,
                """
                the workbook holds more than is read (\(part)): copy the table alone into a new workbook, or save it as \
                CSV (“CSV UTF-8”)
                """
            )
        case .documentType(let part):
            Rejection(
                .format,
                "there is a document type in the workbook (\(part)), which Excel never writes: open it in Excel and save it anew"
            )
        case .noSheet(let name, let names):
            Rejection(
                .unknown, "the workbook has no sheet ‘\(name.prefix(40))’: it has \(SpreadsheetNotes.named(names))")
        case .sheetIsHidden(let name):
            Rejection(
                .rule, "the sheet ‘\(name.prefix(40))’ is hidden: show it in the workbook if it is meant, and save")
        case .nothingToSee:
            Rejection(.required, "the workbook has no sheet that is to be seen: show the one that is meant, and save")
        case .emptySheet(let name, let others):
            others.isEmpty
                ? Rejection(
                    .required, "the sheet ‘\(name)’ is empty: it needs a line of headings and the rows below it")
                : Rejection(
                    .required,
                    "the sheet ‘\(name)’ is empty: name the one that is meant: \(SpreadsheetNotes.named(others))")
        case .errorCell(let text):
            Rejection(.format, "the cell holds the error \(text): mend its formula, or write the value")
        case .noStoredValue:
            Rejection(
                .format,
                "a formula stands here that was never computed: open the workbook in Excel, save it, and import it again"
            )
        case .takesTooLong:
            Rejection(.tooMany, "the workbook takes too long to read: copy the table alone into a new workbook")
        case .longCell:
            Rejection(.length, "the cell is longer than \(SpreadsheetReader.longestCell) characters: shorten it")
        }
    }
}
