import Domain
import Foundation
import LibZip
import Testing

@testable import Server

/// An `.xlsx` file put together from its parts, so that a test can have them as any writer has, or as none should.
struct WorkbookFixture {
    /// By name, in the order of the file.
    var parts: [(name: String, bytes: [UInt8])] = []

    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook with one sheet, of which the rows are given as they stand in its part.
    ///
    /// - Parameters:
    ///   - tail: what stands behind the rows, such as `<mergeCells>`; `head` before them.
    ///   - texts: the `<si>` elements of the shared texts.
    ///   - formats: the code of each style's number format.
    init(
        _ rows: String, head: String = "", tail: String = "", texts: String? = nil, formats: [String] = [],
        workbook: String = ""
    ) {
        self.init(
            sheets: [("花名册", "", "<sheetData>\(rows)</sheetData>")], head: head, tail: tail, texts: texts,
            formats: formats, workbook: workbook)
    }

    init(
        sheets: [(name: String, attributes: String, data: String)], head: String = "", tail: String = "",
        texts: String? = nil, formats: [String] = [], workbook: String = ""
    ) {
        add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        add("_rels/.rels", Self.rels([("rId1", "officeDocument", "xl/workbook.xml")]))
        let list = sheets.enumerated().map { index, sheet in
            "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" \(sheet.attributes) r:id=\"rId\(index + 1)\"/>"
        }
        add(
            "xl/workbook.xml",
            """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relationships)">\(workbook)<sheets>\(list.joined())</sheets>\
            </workbook>
            """
        )
        add(
            "xl/_rels/workbook.xml.rels",
            Self.rels(
                sheets.indices.map { ("rId\($0 + 1)", "worksheet", "worksheets/sheet\($0 + 1).xml") }
                    + [("rIdT", "sharedStrings", "sharedStrings.xml"), ("rIdS", "styles", "styles.xml")]
            )
        )
        for (index, sheet) in sheets.enumerated() {
            add(
                "xl/worksheets/sheet\(index + 1).xml",
                "<worksheet xmlns=\"\(Self.main)\">\(head)\(sheet.data)\(tail)</worksheet>")
        }
        if let texts { add("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(texts)</sst>") }
        let codes = formats.enumerated().map { index, code in
            "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(code.escaped)\"/>"
        }
        let styles = formats.indices.map { "<xf numFmtId=\"\(164 + $0)\"/>" }
        add(
            "xl/styles.xml",
            """
            <styleSheet xmlns="\(Self.main)"><numFmts>\(codes.joined())</numFmts><cellStyleXfs><xf numFmtId="14"/>\
            </cellStyleXfs><cellXfs><xf numFmtId="0"/>\(styles.joined())</cellXfs></styleSheet>
            """
        )
    }

    static func rels(_ relations: [(id: String, type: String, target: String)]) -> String {
        let list = relations.map {
            "<Relationship Id=\"\($0.id)\" Type=\"\(relationships)/\($0.type)\" Target=\"\($0.target)\"/>"
        }
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(list.joined())"
            + "</Relationships>"
    }

    mutating func add(_ name: String, _ text: String) {
        parts.append((name, Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(text)".utf8)))
    }

    subscript(_ name: String) -> String {
        get { String(decoding: parts.first { $0.name == name }?.bytes ?? [], as: UTF8.self) }
        set {
            parts.removeAll { $0.name == name }
            parts.append((name, Array(newValue.utf8)))
        }
    }

    func renamed(_ rename: (String) -> String) -> WorkbookFixture {
        var other = self
        other.parts = parts.map { (rename($0.name), $0.bytes) }
        return other
    }

    /// The file, as the system's libzip packs it.
    func bytes() throws -> [UInt8] {
        let url = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: url) }
        var failure: CInt = 0
        let archive = try #require(zip_open(url.path, CInt(ZIP_CREATE | ZIP_TRUNCATE), &failure))
        for part in parts {
            // libzip frees the copy when it has packed it.
            let copy = try #require(malloc(max(1, part.bytes.count)))
            copy.copyMemory(from: part.bytes, byteCount: part.bytes.count)
            let source = try #require(zip_source_buffer(archive, copy, zip_uint64_t(part.bytes.count), 1))
            try #require(zip_file_add(archive, part.name, source, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
        }
        try #require(zip_close(archive) == 0)
        return Array(try Data(contentsOf: url))
    }
}

extension String {
    fileprivate var escaped: String {
        replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "\"", with: "&quot;")
    }
}

/// What reading a file by ``SpreadsheetSource`` gives.
struct WorkbookReading {
    var rows: [SpreadsheetRow] = []
    var fault: SpreadsheetFault?
    var notes = SpreadsheetNotes()

    var cells: [[String]] { rows.map(\.cells) }
    var lines: [Int] { rows.map(\.line) }
    /// The faults of single cells as `row column words`.
    var faults: [String] {
        rows.flatMap(\.faults).map { "\($0.line) \($0.column ?? 0) \($0.rejection.code)" }
    }
    /// The one cell of the one row.
    var cell: String? { rows.count == 1 && rows[0].cells.count == 1 ? rows[0].cells[0] : nil }
    var refusal: String? { fault?.rejection.detail.description }

    init(_ fixture: WorkbookFixture, sheet: String? = nil) throws {
        try self.init(fixture.bytes(), sheet: sheet)
    }

    init(_ bytes: [UInt8], sheet: String? = nil) throws {
        self = try withSpreadsheet(bytes) { WorkbookReading(path: $0, sheet: sheet) }
    }

    init(path: String, sheet: String? = nil) {
        do throws(SpreadsheetFault) {
            var source = try SpreadsheetSource(path: path, sheet: sheet)
            while let row = try source.next() { rows.append(row) }
            notes = source.notes
        } catch {
            fault = error
        }
    }
}
