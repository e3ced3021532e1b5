import Domain
import Foundation
import XLSXWriter

/// A table as an Excel workbook, by the system's libxlsxwriter.
enum Workbook {
    /// - Throws: a ``Problem`` where the file cannot be made on this machine.
    static func bytes(of table: DownloadTable) throws -> [UInt8] {
        let url = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: url) }
        guard let workbook = workbook_new(url.path), let sheet = workbook_add_worksheet(workbook, nil) else {
            throw Problem.cannotMakeFile
        }
        let heading = workbook_add_format(workbook)
        format_set_bold(heading)
        format_set_bottom(heading, UInt8(LXW_BORDER_THIN.rawValue))
        for (column, name) in table.columns.enumerated() {
            worksheet_write_string(sheet, 0, UInt16(column), name, heading)
            let widths = table.rows.map { $0[column].width } + [DownloadTable.Cell.text(name).width]
            worksheet_set_column(sheet, UInt16(column), UInt16(column), Double(min(widths.max() ?? 8, 60) + 2), nil)
        }
        for (row, cells) in table.rows.enumerated() {
            for (column, cell) in cells.enumerated() { cell.write(to: sheet, UInt32(row + 1), UInt16(column)) }
        }
        worksheet_freeze_panes(sheet, 1, 0)
        guard workbook_close(workbook) == LXW_NO_ERROR, let data = try? Data(contentsOf: url) else {
            throw Problem.cannotMakeFile
        }
        return Array(data)
    }
}

extension DownloadTable.Cell {
    /// Texts are written as texts, whatever they begin with: nothing of them is a formula.
    fileprivate func write(to sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16) {
        switch self {
        case .text(let text): worksheet_write_string(sheet, row, column, text.keepingItsMarks, nil)
        case .number(let digits):
            if let number = Double(digits) { worksheet_write_number(sheet, row, column, number, nil) }
        }
    }

    /// In columns of a Latin letter; a Chinese character takes two.
    fileprivate var width: Int {
        switch self {
        case .text(let text): text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) }
        case .number(let digits): digits.utf8.count
        }
    }
}
