import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// A page's table as a file to take along.
struct DownloadTable: Sendable {
    enum Format: String, CaseIterable, Sendable {
        case csv, xlsx
    }

    /// What stands in a cell.
    enum Cell: Sendable {
        case text(String)
        case number(String)
    }

    /// The file's name without its ending.
    let name: String
    let columns: [String]
    let rows: [[Cell]]

    init(name: String, columns: [String], rows: [[Cell]]) {
        // As all file systems take it.
        self.name = name.replacing("/", with: "-")
        (self.columns, self.rows) = (columns, rows)
    }

    /// - Parameter heading: the words of the columns, in the reader's language, as is all that stands below.
    init(_ words: Words, _ name: [String], _ heading: [Word], _ rows: [[Cell]]) {
        self.init(name: name.joined(separator: " "), columns: heading.map { words($0) }, rows: rows)
    }

    /// A column of records: what stands above it, and in each one's cell.
    struct Column<Record: Sendable> {
        fileprivate let heading: (Words) -> String
        fileprivate let cell: (Record, Words) -> String

        /// Dates are written as programs read them, everything else as people do. The heading is the one by which an import
        /// knows the column, where it has one.
        init<Value>(_ field: Field<Record, Value>) {
            heading = { words in field.headings?.written(in: words.language) ?? words(field.label) }
            cell = { field.exported($0, $1) }
        }

        init(_ heading: Word, _ cell: @escaping (Record) -> String?) {
            self.heading = { $0(heading) }
            self.cell = { record, _ in cell(record) ?? "" }
        }

        init(_ headings: SpreadsheetHeadings, _ cell: @escaping (Record, Words) -> String?) {
            heading = { headings.written(in: $0.language) }
            self.cell = { cell($0, $1) ?? "" }
        }
    }

    init<Record>(_ words: Words, _ name: [String], _ columns: [Column<Record>], of records: [Record]) {
        self.init(
            name: name.joined(separator: " "), columns: columns.map { $0.heading(words) },
            rows: records.map { record in columns.map { .text($0.cell(record, words)) } })
    }

    /// As Excel opens it with a double click: UTF-8 with a byte order mark, CRLF, and no text that it would take for a
    /// formula (OWASP, "CSV Injection").
    var csv: [UInt8] {
        var text = "\u{FEFF}"
        for row in [columns.map(Cell.text)] + rows {
            text += row.map(\.csv).joined(separator: ",") + "\r\n"
        }
        return Array(text.utf8)
    }
}

extension String {
    /// A text as a cell of a workbook has it, which no program takes for a formula: with one apostrophe more where it begins
    /// with some before a formula's sign, for what reads it takes one off (``SpreadsheetTable/Record``).
    var keepingItsMarks: String {
        hasPrefix("'") && unicodeScalars.first { $0 != "'" }.map(FormulaMark.signs.contains) == true ? "'\(self)" : self
    }
}

extension DownloadTable.Cell {
    fileprivate var csv: String {
        switch self {
        case .number(let digits): return digits
        case .text(let text):
            // With one apostrophe more where there are some already: what reads it takes one off.
            let isFormula = text.unicodeScalars.first { $0 != "'" }.map(FormulaMark.signs.contains) ?? false
            let safe = isFormula ? "'\(text)" : text
            let needsQuotes = safe.unicodeScalars.contains { ["\"", ",", "\n", "\r"].contains($0) }
            return needsQuotes ? "\"\(safe.replacing("\"", with: "\"\""))\"" : safe
        }
    }
}

/// The links to a table's files.
struct Downloads: Sendable {
    let csvPath: String
    let xlsxPath: String

    /// - Parameter table: the page's path, with what chooses its content.
    init(_ table: LocalPath) {
        let query = table.text.dropFirst(table.path.count)
        csvPath = "\(table.path).csv\(query)"
        xlsxPath = "\(table.path).xlsx\(query)"
    }
}

extension Site.Route {
    /// The files of a table: `path` with the format's ending.
    static func table(
        _ path: String, _ make: @escaping @Sendable (Visit) async throws -> DownloadTable
    ) -> Site.Route {
        .get("\(path).{format}", for: .signedIn) { visit in try visit.download(try await make(visit)) }.takingLong
    }
}

extension Visit {
    /// The table in the format that the path names.
    fileprivate func download(_ table: DownloadTable) throws -> Response {
        guard let format = parameters["format"].flatMap(DownloadTable.Format.init(rawValue:)) else {
            throw Problem.notFound
        }
        return try download(table, as: format)
    }

    func download(_ table: DownloadTable, as format: DownloadTable.Format) throws -> Response {
        let (bytes, type) =
            switch format {
            case .csv: (table.csv, "text/csv; charset=utf-8")
            case .xlsx:
                (
                    try Workbook.bytes(of: table),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                )
            }
        return file(bytes, named: "\(table.name).\(format.rawValue)", type: type)
    }

    /// A file to be saved under a name.
    func file(_ bytes: [UInt8], named name: String, type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type,
                // RFC 6266: the name in UTF-8.
                .contentDisposition: "attachment; filename*=UTF-8''\(LocalPath.encoded(name))",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
