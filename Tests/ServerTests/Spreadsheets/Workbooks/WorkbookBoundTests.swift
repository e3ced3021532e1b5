import Domain
import Foundation
import Testing

@testable import Server

/// What somebody could send to fill the memory or the day, and files that arrived in part.
struct WorkbookBoundTests {
    private static let sound = WorkbookFixture(
        "<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>",
        tail: "<mergeCells><mergeCell ref=\"A1:A3\"/></mergeCells>",
        texts: "<si><t>甲</t></si>", formats: ["yyyy-mm-dd"])

    private static func isTooLarge(_ fixture: WorkbookFixture) throws -> Bool {
        if case .workbook(.tooLarge)? = try WorkbookReading(fixture).fault?.kind { return true }
        return false
    }

    @Test(arguments: ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"])
    func `what unpacks to far more than it takes is not unpacked`(_ part: String) throws {
        var fixture = Self.sound
        let end = fixture[part].lastIndex(of: "<") ?? fixture[part].startIndex
        var text = fixture[part]
        text.insert(contentsOf: String(repeating: " ", count: 20 << 20), at: end)
        fixture[part] = text
        #expect(try Self.isTooLarge(fixture))
    }

    @Test(arguments: [
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE x>",
    ])
    func `no document type is taken`(_ declaration: String) throws {
        for part in ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "_rels/.rels"] {
            var fixture = Self.sound
            fixture[part] = fixture[part].replacing("?>\n", with: "?>\n\(declaration)", maxReplacements: 1)
            #expect(try WorkbookReading(fixture).fault?.kind == .workbook(.documentType(part: part)))
        }
    }

    @Test func `elements that lie in one another without end are refused`() throws {
        let deep = String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
        #expect(try WorkbookReading(WorkbookFixture("<row>\(deep)</row>")).refusal?.contains("damaged") == true)
    }

    @Test func `names without end, and a tag that does not end, are refused`() throws {
        let names = (0..<10_000).map { "<n\($0)/>" }.joined()
        #expect(try Self.isTooLarge(WorkbookFixture("<row>\(names)</row>")))
        let attributes = (0..<10_000).map { "<c a\($0)=\"\"/>" }.joined()
        #expect(try Self.isTooLarge(WorkbookFixture("<row>\(attributes)</row>")))
        var generator = SpreadsheetRandomness(seed: 3)
        let noise = (0..<3_000_000).map { _ in UInt8.random(in: 0x61...0x7A, using: &generator) }
        let long = "<row><c r=\"\(String(decoding: noise, as: UTF8.self))\"/></row>"
        #expect(try Self.isTooLarge(WorkbookFixture(long)))
    }

    @Test func `merged cells that lie over one another without end are refused`() throws {
        let merges = String(repeating: "<mergeCell ref=\"A1:A9\"/>", count: 1000)
        let fixture = WorkbookFixture("<row><c><v>1</v></c></row>", tail: "<mergeCells>\(merges)</mergeCells>")
        #expect(try WorkbookReading(fixture).refusal?.contains("damaged") == true)
    }

    @Test func `a cell and a row have their bounds`() throws {
        let long = String(repeating: "长", count: 10_001)
        let fits = String(long.dropLast())
        let fixture = WorkbookFixture(
            "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row><row><c t=\"inlineStr\"><is><t>\(long)</t></is></c></row>"
                + "<row><c t=\"inlineStr\"><is><t>\(fits)</t></is></c></row>",
            texts: "<si><t>\(long)</t></si><si><t>\(fits)</t></si>")
        let reading = try WorkbookReading(fixture)
        #expect(reading.faults == ["1 1 length", "2 1 length"])
        #expect(reading.cells == [["", fits], [""], [fits]])
        let wide = try WorkbookReading(WorkbookFixture("<row><c r=\"GR1\"><v>1</v></c><c r=\"GS1\"/></row>"))
        #expect(wide.cells.first?.count == 200)
        let wider = try WorkbookReading(
            WorkbookFixture("<row><c r=\"GR1\"><v>1</v></c><c r=\"GS1\"><v>1</v></c></row>"))
        #expect(wider.fault == SpreadsheetFault(.tooManyColumns, line: 1, column: 201))
    }

    @Test func `a million rows end at Excel's own bound`() throws {
        #expect(try WorkbookReading(WorkbookFixture("<row r=\"1048576\"><c><v>1</v></c></row>")).lines == [1_048_576])
        #expect(try Self.isTooLarge(WorkbookFixture("<row r=\"1048577\"><c><v>1</v></c></row>")))
        #expect(try Self.isTooLarge(WorkbookFixture("<row r=\"1048576\"/><row><c><v>1</v></c></row>")))
    }

    @Test func `a workbook that was cut off anywhere is refused, not read in part`() throws {
        let bytes = try Self.sound.bytes()
        for length in stride(from: 30, to: bytes.count - 1, by: 11) {
            let reading = try WorkbookReading(Array(bytes[..<length]))
            #expect(reading.fault != nil, "\(length) of \(bytes.count) bytes")
        }
    }

    @Test(arguments: [UInt64](1...400))
    func `any damage is refused, or makes no difference that would crash`(_ seed: UInt64) throws {
        var generator = SpreadsheetRandomness(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        var bytes = try Self.sound.bytes()
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            bytes[Int.random(in: 4..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
        }
        let reading = try WorkbookReading(bytes)
        #expect(reading.fault != nil || reading.rows.count == 1)
    }

    @Test func `a part that is not there is named`() throws {
        for part in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"] {
            var fixture = Self.sound
            fixture.parts.removeAll { $0.name == part }
            #expect(try WorkbookReading(fixture).refusal?.contains("damaged") == true, "\(part)")
        }
    }

    @Test func `two hundred thousand rows come one after the other`() throws {
        var data = "<sheetData>"
        for row in 1...200_000 {
            data += "<row><c><v>\(row)</v></c><c t=\"inlineStr\"><is><t>第\(row)行的姓名</t></is></c></row>"
        }
        let fixture = WorkbookFixture(sheets: [("表", "", data + "</sheetData>")])
        try withSpreadsheet(fixture.bytes()) { path in
            var source = try SpreadsheetSource(path: path)
            var count = 0
            var last = 0
            while let row = try source.next() {
                count += 1
                last = row.line
            }
            #expect(count == 200_000)
            #expect(last == 200_000)
        }
    }
}
