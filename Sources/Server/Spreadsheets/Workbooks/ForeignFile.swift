import Domain

/// What an office has that looks like a spreadsheet, or is called one, and cannot be read as one: known by its contents,
/// so that the office hears what it is and what to do.
package enum ForeignFile: Hashable, Sendable {
    /// `.xls` files that are a web page are what many older systems give out.
    case webPage
    /// A web page with all that belongs to it in one file, `.mht`.
    case webArchive
    /// Excel's “XML Spreadsheet 2003”.
    case xmlSpreadsheet
    case xml
    /// `.xlsb`
    case binaryWorkbook
    /// `.ods`
    case openDocument
    case numbers
    case wordDocument
    case presentation
    case pdf
    case richText
    /// Multiplan's `.slk`
    case symbolicLink
    /// Excel 4 and before: a bare stream of records.
    case ancientWorkbook
    /// `.zip`, `.rar` or `.7z` with something in it.
    case archive
    /// A compound file of Office or WPS without a workbook that can be read: `.et`, `.wps`, `.msi` …
    case compoundFile

    var rejection: Rejection {
        switch self {
        case .webPage:
            Rejection(
                .format,
                """
                this is a web page that is called a workbook, as older systems give out: open it in Excel, save it as an \
                Excel workbook (.xlsx), and import that file
                """
            )
        case .webArchive: Self.saveAnew("a web archive (MHTML)")
        case .xmlSpreadsheet: Self.saveAnew("an “XML Spreadsheet 2003”")
        case .xml: Self.saveAnew("an XML file")
        case .binaryWorkbook: Self.saveAnew("a binary workbook (.xlsb)")
        case .openDocument: Self.saveAnew("an OpenDocument table (.ods)")
        case .numbers: Self.saveAnew("a Numbers table")
        case .richText: Self.saveAnew("a rich text (RTF)")
        case .symbolicLink: Self.saveAnew("a SYLK file (.slk)")
        case .ancientWorkbook: Self.saveAnew("a workbook of before Excel 5")
        case .wordDocument: Self.copyTable("a Word document")
        case .presentation: Self.copyTable("a presentation")
        case .pdf: Self.copyTable("a PDF document")
        case .archive:
            Rejection(.format, "this is an archive: unpack it, and import the workbook that is in it")
        case .compoundFile:
            Rejection(
                .format,
                """
                this is a file of Office or WPS, but no workbook that can be read (.et?): open it there, save it as an \
                Excel workbook (.xlsx), and import that file
                """
            )
        }
    }

    private static func saveAnew(_ kind: Sentence) -> Rejection {
        Rejection(
            .format,
            "this is \(kind): open it in Excel or WPS, save it as an Excel workbook (.xlsx), and import that file")
    }

    private static func copyTable(_ kind: Sentence) -> Rejection {
        Rejection(
            .format, "this is \(kind): copy the table into an Excel workbook, save it, and import that file")
    }
}

extension ForeignFile {
    /// Told by how a file begins, if it is one of those that lie on the disk as they are.
    init?(beginning bytes: [UInt8]) {
        let signatures: [(String, ForeignFile)] = [
            ("%PDF-", .pdf), ("{\\rtf", .richText), ("ID;P", .symbolicLink), ("Rar!", .archive), ("7z\u{BC}", .archive),
        ]
        for (signature, file) in signatures where bytes.starts(with: signature.unicodeScalars.map { UInt8($0.value) }) {
            self = file
            return
        }
        // BOF of BIFF 2, 3 and 4: number, version, and a length of at least four.
        if bytes.count > 4, bytes[0] == 0x09, [0x00, 0x02, 0x04].contains(bytes[1]), bytes[3] == 0, bytes[2] < 16,
            bytes[2] >= 4
        {
            self = .ancientWorkbook
            return
        }
        // Enough to see tags by, in any encoding: in UTF-16 every other byte of them is zero.
        let text = bytes.prefix(4096).filter { (0x20...0x7E).contains($0) || $0 == 0x0A }
        let words = String(decoding: text, as: UTF8.self).trimmed.lowercased()
        if words.hasPrefix("mime-version:") || words.hasPrefix("from: <saved by"),
            words.contains("multipart/related") || words.contains("text/html")
        {
            self = .webArchive
        } else if words.hasPrefix("<") {
            if words.contains("urn:schemas-microsoft-com:office:spreadsheet\"") {
                self = .xmlSpreadsheet
            } else if ["<html", "<!doctype html", "<table", "<head", "<body", "<meta"].contains(where: words.contains) {
                self = .webPage
            } else if words.hasPrefix("<?xml") {
                self = .xml
            } else {
                return nil
            }
        } else {
            return nil
        }
    }
}
