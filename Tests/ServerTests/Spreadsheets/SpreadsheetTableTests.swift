import Domain
import Testing

@testable import Server

/// Headings, records, and the telling of all that is wrong with them.
struct SpreadsheetTableTests {
    static let columns = [
        SpreadsheetColumn(key: "area", titles: ["责任区编号", "Area"]),
        SpreadsheetColumn(key: "points", titles: ["学习与纪律", "Learning and discipline", "discipline"])
            .with(\.figures, [Points(hundredths: 1500)]),
        SpreadsheetColumn(key: "comment", titles: ["说明", "Comment"], required: false),
    ]

    /// The table's records as `line area points comment`, and its errors as `line column code`.
    func read(_ text: String) throws -> (records: [String], errors: [String], details: [String]) {
        var records: [String] = []
        var errors = RowErrors()
        try withSpreadsheet(Array(text.utf8)) { path in
            do throws(RowErrors) {
                var table = try SpreadsheetTable(path: path, columns: Self.columns)
                table.readAll(noting: &errors) { record, _ in
                    records.append("\(record.line) \(record["area"]) \(record["points"]) \(record["comment"])")
                }
            } catch {
                errors = error
            }
        }
        let told = errors.kept.map { "\($0.line) \($0.column ?? "–") \($0.code)" }
        return (records, told, errors.kept.map(\.detail.description))
    }

    @Test(arguments: [
        ("责任区编号,学习与纪律,说明\nA,1,好", ["2 A 1 好"]),
        ("discipline;AREA\n 1 ;　A ", ["2 A 1 "]),
        (" comment ,\"LEARNING AND DISCIPLINE\",Area,\nx,1,A,\n", ["2 A 1 x"]),
        ("Area,discipline,Comment\nA,1\nB,2,,,,\n", ["2 A 1 ", "3 B 2 "]),
        (
            "Area,discipline\nA,-1.5\nB,+2\nC,-\nD,-5%\nE,\"-1,000\"\n-,－甲\n@x,-(2)\n",
            ["2 A -1.5 ", "3 B +2 ", "4 C  ", "5 D -5% ", "6 E -1,000 ", "7  －甲 ", "8 @x -(2) "]
        ),
        // What stands for nothing, and what a program marked as text.
        ("Area,discipline,Comment\nA,无,—\nB,／,'-1分\nC,\"=\"\"0103\"\"\",'@x\n", ["2 A  ", "3 B  -1分", "4 C 0103 @x"]),
        // A name may look like a line below the table.
        ("Area,discipline\n合计,1\n东湖：一段,2\n注,\n", ["2 合计 1 ", "3 东湖：一段 2 "]),
        // Under no column of ours, whatever it is.
        ("序号,Area,备注,discipline\n1,A,=A1,1\n", ["2 A 1 "]),
        (
            "责任区评分表\n填报单位：甲,,\n责任区 编号,\"学习与\n纪律（15分）\",说  明*\n必填,必填,选填\nA,1,x\n责任区 编号,\"学习与\n纪律（15分）\",说  明*\nB,2,\n合计,,3\n备注：此表一式两份,,\n制表人：甲,,2026年11月\n",
            ["6 A 1 x", "9 B 2 "]
        ),
    ])
    func `a sound table`(_ text: String, _ records: [String]) throws {
        let reading = try read(text)
        #expect(reading.errors == [])
        #expect(reading.records == records)
    }

    @Test(arguments: [
        ("Area,Comment\nA,x", ["1 学习与纪律 required"]),
        ("x\n", ["1 责任区编号 required", "1 学习与纪律 required"]),
        ("Area,area,discipline,学习与纪律", ["1 area duplicate", "1 学习与纪律 duplicate"]),
        ("Area，discipline", ["1 责任区编号 required", "1 学习与纪律 required", "1 Area，discipline unknown"]),
        ("Area,discipline（其他）\nA,1", ["1 学习与纪律 required"]),
        ("Area,discipline（20分）\nA,1", ["1 discipline（20分） conflict"]),
        ("", ["1 – required"]),
        ("PK\u{3}\u{4}", ["1 – format"]),
    ])
    func `headings that do not do`(_ text: String, _ errors: [String]) throws {
        let reading = try read(text)
        #expect(reading.records == [])
        #expect(reading.errors == errors)
    }

    @Test func `a missing column is told with what stands in the file`() throws {
        let details = try read("责任区,说明\n").details
        #expect(details.contains { $0.contains("‘学习与纪律’ is missing") && $0.contains("‘责任区’, ‘说明’") })
    }

    @Test(arguments: [
        ("Area,discipline\nA\nB,2", ["2 discipline required"], ["3 B 2 "]),
        ("Area,discipline\nA,1,x\nB,2", ["2 3 unexpected"], ["3 B 2 "]),
        ("Area,,discipline\nA,x,1\nB,,2", ["2 2 unexpected"], ["3 B 2 "]),
        ("Area,discipline\nA,1\"\nB,2", ["2 discipline format"], ["3 B 2 "]),
        ("Area,discipline\nA,\"1\nB,2", ["2 discipline format"], []),
        (
            "Area,discipline\n=SUM(A1),＝A1\nB,2\n=cmd|x!A0, =-B2\n=,@\n+A1,=去年\n",
            ["2 Area format", "2 discipline format", "4 Area format", "4 discipline format"],
            ["3 B 2 ", "5 = @ ", "6 +A1 =去年 "]
        ),
        ("Area,discipline\nA,=A1\nB,2\nC,\"3", ["2 discipline format", "4 discipline format"], ["3 B 2 "]),
    ])
    func `bad rows are all told, and the good ones still read`(_ text: String, _ errors: [String], _ records: [String])
        throws
    {
        let reading = try read(text)
        #expect(reading.errors == errors)
        #expect(reading.records == records)
    }

    @Test func `a value that does not parse is told by the heading of the file`() throws {
        try withSpreadsheet(Array("Area,discipline\nA,12.345\nB,\n,15\n".utf8)) { path in
            var errors = RowErrors()
            var table = try SpreadsheetTable(path: path, columns: Self.columns)
            let present = Self.columns.map(\.key).filter { table.has($0) }
            #expect(present == ["area", "points"])
            table.readAll(noting: &errors) { record, errors in
                _ = errors.take(record, "area") { raw throws(Rejection) in try Text(raw) }
                _ = errors.takeOptional(record, "points") { raw throws(Rejection) in try Points(raw) }
                _ = errors.takeOptional(record, "comment") { _ throws(Rejection) -> Int in throw .missing }
                #expect(record.title("comment") == "说明")
            }
            #expect(errors.kept.map(\.line) == [2, 4])
            #expect(errors.kept.map(\.column) == ["discipline", "Area"])
            #expect(errors.kept.map(\.code) == [.precision, .required])
            #expect(throws: RowErrors.self) { try errors.check() }
        }
    }

    @Test func `of many errors the first are kept, and no more are looked for`() throws {
        let text = "Area,discipline\n" + String(repeating: "A\n", count: 5_000)
        try withSpreadsheet(Array(text.utf8)) { path in
            var errors = RowErrors()
            var table = try SpreadsheetTable(path: path, columns: Self.columns)
            table.readAll(noting: &errors) { _, _ in Issue.record("no row is sound") }
            #expect(errors.kept.count == RowErrors.maximum)
            #expect(errors.hasStopped)
            #expect(errors.count == RowErrors.maximum)
            #expect(errors.kept.last?.line == 201)
        }
    }

    @Test func `whoever reads may stop with an error of their own`() throws {
        struct Enough: Error {}
        try withSpreadsheet(Array("Area,discipline\nA,1\nB,2\n".utf8)) { path in
            var errors = RowErrors()
            var table = try SpreadsheetTable(path: path, columns: Self.columns)
            var seen = 0
            do throws(Enough) {
                try table.readAll(noting: &errors) { _, _ throws(Enough) in
                    seen += 1
                    throw Enough()
                }
            } catch {}
            #expect(seen == 1)
            let rest = try table.next(noting: &errors)
            #expect(rest?.line == 3)
        }
    }
}
