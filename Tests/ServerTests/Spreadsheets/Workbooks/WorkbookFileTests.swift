import Domain
import Foundation
import Testing

@testable import Server

/// Workbooks as other programs write them (Tests/Fixtures/workbooks/make.py): openpyxl and xlwt, and the one that downloads
/// are made by.
struct WorkbookFileTests {
    private static func reading(_ name: String) -> WorkbookReading {
        WorkbookReading(path: SmallBureau.root.appending(path: "Tests/Fixtures/workbooks/\(name)").path)
    }

    private static let roster = [
        ["党员编号", "姓名", "支部编号", "党小组", "党员类别", "入党时间", "转正时间", "职务", "党内职务", "党小组长"],
        ["301", "王一", "A", "一组", "正式党员", "2005-07-01", "2006-07-01", "中队长"],
        ["302", "李二", "A", "一组", "正式党员", "2010-06-20", "2011-06-20", "队员"],
        ["303", "𠮷三", "B", "二组", "预备党员", "2026-06-01", "", "队员"],
    ]

    @Test(arguments: [("roster.xlsx", ["说明"]), ("roster.xls", [])] as [(String, [String])])
    func `a roster is read by what its cells are`(_ name: String, _ others: [String]) {
        let reading = Self.reading(name)
        #expect(reading.cells == Self.roster)
        #expect(reading.faults == [])
        #expect(reading.notes.sheet == "花名册")
        #expect(reading.notes.hiddenSheets == ["字典"])
        #expect(reading.notes.otherSheets == others)
    }

    @Test func `merged, hidden, computed and broken cells of openpyxl`() {
        let reading = Self.reading("merged.xlsx")
        #expect(
            reading.cells == [
                ["支部编号", "党小组", "党员编号", "姓名", "分数", "合计"], ["A", "一组", "301", "王一", "90.34", ""],
                ["A", "一组", "302", "李二", "88.5", "#N/A"], ["A", "二组", "303", "张三", "100"],
            ])
        #expect(reading.faults == ["2 6 format", "3 6 format"])
        #expect(reading.notes.filledDown == 3)
        #expect(reading.notes.firstHiddenRow == 4)
        #expect(reading.notes.hiddenColumns == ["E"])
    }

    @Test func `merged, hidden, computed and broken cells of xlwt`() {
        let reading = Self.reading("merged.xls")
        #expect(
            reading.cells == [
                ["支部编号", "姓名", "分数", "合计"], ["A", "王一", "90.34", ""], ["A", "李二", "88.5", "#N/A"],
                ["A", "张三", "110000000000000000"],
            ])
        #expect(reading.faults == ["2 4 format", "3 4 format"])
        #expect(reading.notes.filledDown == 2)
        #expect(reading.notes.firstHiddenRow == 4)
        #expect(reading.notes.hiddenColumns == ["C"])
    }

    @Test func `what was downloaded as a workbook is read as it was`() throws {
        let rows = [["甲", "=1+1", " 乙\n丙 "], ["90.34", "", "<&>\"'"], ["1001", "-5", "𠮷"]]
        let table = DownloadTable(
            name: "表", columns: ["名称", "文字", "其他"],
            rows: rows.map { row in
                row.map { cell in Double(cell) == nil ? .text(cell) : .number(cell) }
            })
        let reading = try WorkbookReading(Workbook.bytes(of: table))
        #expect(reading.cells == [["名称", "文字", "其他"]] + rows, "\(reading)")
    }
}
