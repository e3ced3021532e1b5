/// The parts of an archive that may be a document of Word or Excel: what they are called and how much each unpacks to.
package struct OfficeParts: Sendable {
    /// In parts, folders included; a document has one for each picture and sheet.
    package static let most = 5_000
    /// All of them together, unpacked, in bytes.
    package static let largest = 128 << 20
    /// Where the kinds of the parts are said; unpacked, in bytes.
    package static let (kinds, largestKinds) = ("[content_types].xml", 1 << 20)

    private let names: Set<String>
    private let kinds: String

    /// - Parameters:
    ///   - names: in small letters, with `/` between folders.
    ///   - kinds: what ``kinds`` says; nil where there is none.
    package init(names: Set<String>, kinds: String?) {
        (self.names, self.kinds) = (names, (kinds ?? "").lowercased())
    }

    /// - Throws: a rejection of what is no such document, or has something in it that runs.
    package func format() throws(Rejection) -> AttachmentFormat {
        let runs = ["vbaproject", "vbadata", "macrosheets/", "activex"]
        if kinds.contains("macroenabled") || kinds.contains("vbaproject")
            || names.contains(where: { name in runs.contains { name.contains($0) } })
        {
            throw Rejection(
                .format, "the document has macros or controls in it: save it without them, as .docx or .xlsx")
        }
        let isWord = names.contains("word/document.xml") && kinds.contains("wordprocessingml.document.main+xml")
        let isExcel = names.contains("xl/workbook.xml") && kinds.contains("spreadsheetml.sheet.main+xml")
        switch (isWord, isExcel) {
        case (true, false): return .docx
        case (false, true): return .xlsx
        default:
            throw Rejection(.format, "the archive is no document of Word (.docx) or Excel (.xlsx)")
        }
    }

    package static let tooLarge = Rejection(
        .format, "the document unpacks to more than \(largest >> 20) MiB, or has too many parts")
    package static let locked = Rejection(.format, "the document is locked with a password: save it without one")
}
