import Domain
import Foundation
import Storage
import Testing

@testable import Server

/// A clerk has a workbook and no wish to save it as anything else.
struct WorkbookImportTests {
    private static func file(_ name: String) -> String {
        SmallBureau.root.appending(path: "Tests/Fixtures/workbooks/\(name)").path
    }

    private static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @Test func `a roster goes in as .xlsx, and the same as .xls and CSV changes nothing`() async throws {
        let server = try await SmallBureau().server
        let first = try await server.send("POST", "/imports/members", file: Self.file("roster.xlsx"))
        #expect(first.status == 200, "\(first.text)")
        #expect(first.json["created"]?.integer == 3)
        #expect(first.text.contains("hidden sheets were not read: ‘字典’"))
        #expect(first.text.contains("the sheet ‘花名册’ was read, and none of the others: ‘说明’"))
        let second = try await server.send("POST", "/imports/members", file: Self.file("roster.xls"))
        #expect(second.json["unchanged"]?.integer == 3, "\(second.text)")
        let rows = WorkbookReading(path: Self.file("roster.xls")).cells.map { $0.joined(separator: ",") }
        let third = try await server.sendRaw(
            "POST", "/imports/members", Array(rows.joined(separator: "\r\n").utf8), type: "text/csv")
        #expect(third.json["unchanged"]?.integer == 3, "\(third.text)")
        let names = try await server.get("/members?branch=B").items.compactMap { $0["name"]?.string }
        #expect(names.contains("𠮷三"))
    }

    @Test(arguments: ["text/csv", xlsx, "application/vnd.ms-excel", "application/octet-stream"])
    func `a workbook is known by what it holds, whatever it is called`(_ type: String) async throws {
        let server = try await SmallBureau().server
        let bytes = try Array(Data(contentsOf: URL(filePath: Self.file("roster.xlsx"))))
        let answer = try await server.sendRaw("POST", "/imports/members?dryRun=true", bytes, type: type)
        #expect(answer.status == 200, "\(answer.text)")
    }

    @Test func `what is wrong in a workbook is told by the sheet's row and the column's heading`() async throws {
        let server = try await SmallBureau().server
        let cells = ["支部编号", "支部名称", "类型", "书记任职"]
        let heading = cells.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined()
        let fixture = WorkbookFixture(
            "<row r=\"4\">\(heading)</row><row r=\"9\"><c t=\"inlineStr\"><is><t>C</t></is></c>"
                + "<c t=\"e\"><v>#N/A</v></c><c><f>B9</f><v/></c><c t=\"inlineStr\"><is><t>专职</t></is></c></row>")
        let answer = try await server.sendRaw("POST", "/imports/branches", fixture.bytes(), type: Self.xlsx)
        #expect(answer.status == 422)
        let errors = (answer.json["errors"]?.array ?? []).map { error in
            "\(error["line"]?.integer ?? 0) \(error["field"]?.string ?? "") \(error["detail"]?.string ?? "")"
        }
        #expect(
            errors == [
                "9 支部名称 the cell holds the error #N/A: mend its formula, or write the value",
                "9 类型 a formula stands here that was never computed: open the workbook in Excel, save it, and import it again",
            ])
    }

    @Test func `a web page that is called a workbook is told`() async throws {
        let server = try await SmallBureau().server
        let page = "<html><body><table><tr><td>党员编号</td></tr></table></body></html>"
        let answer = try await server.sendRaw(
            "POST", "/imports/members", page.bytes(in: .gb18030), type: "application/vnd.ms-excel")
        #expect(answer.status == 422)
        #expect(answer.text.contains("this is a web page that is called a workbook"))
    }
}

extension WorkbookImportTests {
    /// A file that takes an account's second before its first row: the others wait no longer than for any other.
    @Test func `a workbook that takes too long to open is given up`() throws {
        let fixture = WorkbookFixture("<row><c><v>1</v></c></row>")
        try withSpreadsheet(fixture.bytes()) { path in
            var asked = 0
            var kind: SpreadsheetFault.Kind?
            do throws(SpreadsheetFault) {
                _ = try SpreadsheetSource(
                    path: path,
                    isOver: {
                        asked += 1
                        return asked > 4
                    }
                )
            } catch {
                kind = error.kind
            }
            #expect(kind == .workbook(.takesTooLong))
        }
        let account = Principal.account(ID(1), name: "a", .session(ID(1)))
        let spent = ImportedFile(path: "/dev/null", sentBy: account, longest: .seconds(-1))
        #expect(throws: Problem.self) {
            try ImportReport.importing(
                spent, columns: [], names: [], identity: { _ in "" }, { _ in ImportedRecord(.created) })
        }
    }
}
