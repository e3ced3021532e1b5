import Domain
import Foundation
import Testing

@testable import Server

/// `.xls` files: as Excel 97 to 2003 and before wrote them, and as other programs do.
struct XLSTests {
    private static func name(_ text: String) -> [UInt8] {
        [UInt8(text.utf16.count), 1] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static func label(_ row: Int, _ column: Int, _ text: String) -> [UInt8] {
        BIFFFixture.little(row, column, 0) + BIFFFixture.text(text, isWide: true)
    }

    private static func number(_ row: Int, _ column: Int, _ number: Double, style: Int = 0) -> [UInt8] {
        BIFFFixture.little(row, column, style) + CompoundFixture.little(number.bitPattern)
    }

    private static func file(
        _ sheets: [(String, UInt8, BIFFFixture)], globals: (inout BIFFFixture) -> Void = { _ in }
    ) -> [UInt8] {
        CompoundFixture.bytes(of: [
            ("Workbook", BIFFFixture.workbook(sheets: sheets.map { (name($0.0), $0.1, $0.2) }, globals: globals)),
            ("\u{5}SummaryInformation", [1]),
        ])
    }

    private static func sheet(_ fill: (inout BIFFFixture) -> Void) -> BIFFFixture {
        var sheet = BIFFFixture()
        fill(&sheet)
        return sheet
    }

    @Test func `every kind of cell`() throws {
        let sheet = Self.sheet { sheet in
            sheet.add(0x0208, BIFFFixture.little(2, 0, 3, 0, 0, 0, 0x20, 0))
            sheet.add(0x007D, BIFFFixture.little(1, 1, 0, 0, 1, 0))
            sheet.add(0x00FD, BIFFFixture.little(0, 0, 0, 1, 0))
            sheet.add(0x0204, Self.label(0, 1, "甲𠮷"))
            sheet.add(0x00D6, Self.label(0, 2, "富") + BIFFFixture.little(1, 0, 0))
            sheet.add(0x0203, Self.number(1, 0, 90.34))
            sheet.add(0x027E, BIFFFixture.little(1, 1, 1) + CompoundFixture.little(UInt32(38534 << 2 | 2)))
            sheet.add(
                0x00BD,
                BIFFFixture.little(1, 2) + BIFFFixture.little(0) + CompoundFixture.little(UInt32(12345 << 2 | 3))
                    + BIFFFixture.little(1) + CompoundFixture.little(UInt32(38899 << 2 | 2)) + BIFFFixture.little(3))
            sheet.add(0x0205, BIFFFixture.little(2, 0, 0) + [1, 0])
            sheet.add(0x0205, BIFFFixture.little(2, 1, 0) + [0x2A, 1])
            let tail = BIFFFixture.little(0, 0, 0, 0)
            sheet.add(0x0006, Self.number(3, 0, 7.5) + tail)
            sheet.add(0x0006, BIFFFixture.little(3, 1, 0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + tail)
            sheet.add(0x0207, BIFFFixture.text("算出", isWide: true))
            sheet.add(0x0006, BIFFFixture.little(3, 2, 0) + [1, 0, 1, 0, 0, 0, 0xFF, 0xFF] + tail)
            sheet.add(0x0006, BIFFFixture.little(3, 3, 0) + [2, 0, 0x17, 0, 0, 0, 0xFF, 0xFF] + tail)
            sheet.add(0x0006, BIFFFixture.little(3, 4, 0) + [3, 0, 0, 0, 0, 0, 0xFF, 0xFF] + tail)
            sheet.add(0x0201, BIFFFixture.little(9, 0, 0))
        }
        let reading = try WorkbookReading(
            Self.file([("隐", 1, BIFFFixture()), ("花名册", 0, sheet), ("很隐", 2, BIFFFixture()), ("另", 0, sheet)]) {
                globals in
                globals.add(0x041E, BIFFFixture.little(164) + BIFFFixture.text("yyyy\"年\"m\"月\"d\"日\"", isWide: true))
                globals.add(0x00E0, BIFFFixture.little(0, 0) + Array(repeating: 0, count: 16))
                globals.add(0x00E0, BIFFFixture.little(0, 164) + Array(repeating: 0, count: 16))
                globals.add(
                    0x00FC,
                    BIFFFixture.little(2, 0, 2, 0) + BIFFFixture.text("A", isWide: false)
                        + BIFFFixture.text("共享", isWide: true))
            }
        )
        #expect(
            reading.cells == [
                ["共享", "甲𠮷", "富"], ["90.34", "2005-07-01", "123.45", "2006-07-01"], ["TRUE", "#N/A"],
                ["7.5", "算出", "TRUE", "#REF!"],
            ], "\(reading)")
        #expect(reading.lines == [1, 2, 3, 4])
        #expect(reading.faults == ["3 2 format", "4 4 format"])
        #expect(reading.notes.formulas == 5)
        #expect(reading.notes.hiddenSheets == ["隐", "很隐"])
        #expect(reading.notes.otherSheets == ["另"])
        #expect(reading.notes.firstHiddenRow == 3)
        #expect(reading.notes.hiddenColumns == ["B"])
    }

    @Test func `cells that come in any order are read by their rows`() throws {
        let sheet = Self.sheet { sheet in
            for column in 0..<3 {
                for row in (0..<40).reversed() { sheet.add(0x0204, Self.label(row, column, "\(row)-\(column)")) }
            }
            sheet.add(0x00E5, BIFFFixture.little(1, 40, 42, 0, 0))
            sheet.add(0x0204, Self.label(40, 0, "并"))
            sheet.add(0x0204, Self.label(42, 1, "下"))
        }
        let reading = try WorkbookReading(Self.file([("表", 0, sheet)]))
        #expect(reading.cells == (0..<40).map { row in (0..<3).map { "\(row)-\($0)" } } + [["并"], ["并", "下"]])
        #expect(reading.notes.filledDown == 1)
    }

    /// The table of shared texts is cut into records wherever one is full, in the midst of a text too.
    @Test(arguments: [1, 3, 7, 50, 8000])
    func `shared texts go on from record to record`(_ piece: Int) throws {
        let texts = (0..<60).map { index in
            index % 3 == 0 ? "text \(index)" : String(repeating: "第\(index)行", count: index % 7 + 1)
        }
        var contents = BIFFFixture.little(texts.count, 0, texts.count, 0)
        var records: [[UInt8]] = []
        for (index, text) in texts.enumerated() {
            let isWide = index % 3 != 0
            // With a run of another look, and with a reading.
            let flags: UInt8 = (isWide ? 1 : 0) | (index % 4 == 0 ? 8 : 0) | (index % 5 == 0 ? 4 : 0)
            contents += BIFFFixture.little(text.utf16.count) + [flags]
            if flags & 8 != 0 { contents += BIFFFixture.little(1) }
            if flags & 4 != 0 { contents += BIFFFixture.little(6, 0) }
            for (place, unit) in text.utf16.enumerated() {
                if contents.count >= piece, place > 0 {
                    records.append(contents)
                    contents = [isWide ? 1 : 0]
                }
                contents += isWide ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit)]
            }
            if flags & 8 != 0 { contents += BIFFFixture.little(0, 0) }
            if contents.count >= piece {
                records.append(contents)
                contents = []
            }
            if flags & 4 != 0 { contents += [1, 2, 3, 4, 5, 6] }
        }
        records.append(contents)
        let sheet = Self.sheet { sheet in
            for row in texts.indices { sheet.add(0x00FD, BIFFFixture.little(row, 0, 0, row, 0)) }
        }
        let reading = try WorkbookReading(
            Self.file([("表", 0, sheet)]) { globals in
                for (index, record) in records.enumerated() { globals.add(index == 0 ? 0x00FC : 0x003C, record) }
            }
        )
        #expect(reading.cells == texts.map { [$0] }, "\(reading)")
    }

    @Test func `Excel 95 wrote GBK`() throws {
        let sheet = Self.sheet { sheet in
            let text = (try? "姓名".bytes(in: .gb18030)) ?? []
            sheet.add(0x0204, BIFFFixture.little(0, 0, 0, text.count) + text)
            sheet.add(0x0203, Self.number(1, 0, 38534, style: 1))
        }
        let name = try "表".bytes(in: .gb18030)
        let stream = BIFFFixture.workbook(
            version: 0x0500, sheets: [([UInt8(name.count)] + name, 0, sheet)],
            globals: { globals in
                let code = Array("yyyy/m/d".utf8)
                globals.add(0x041E, BIFFFixture.little(164) + [UInt8(code.count)] + code)
                globals.add(0x00E0, BIFFFixture.little(0, 0) + Array(repeating: 0, count: 12))
                globals.add(0x00E0, BIFFFixture.little(0, 164) + Array(repeating: 0, count: 12))
            }
        )
        let reading = try WorkbookReading(CompoundFixture.bytes(of: [("Book", stream)]))
        #expect(reading.cells == [["姓名"], ["2005-07-01"]], "\(reading)")
        #expect(reading.notes.sheet == "表")
    }

    @Test func `sectors may lie anywhere, and small streams in small ones`() throws {
        for rows in [1, 300] {
            let sheet = Self.sheet { sheet in
                for row in 0..<rows { sheet.add(0x0204, Self.label(row, 0, "第\(row)行")) }
            }
            let stream = BIFFFixture.workbook(sheets: [(Self.name("表"), 0, sheet)])
            for scattered in [false, true] {
                let bytes = CompoundFixture.bytes(
                    of: [("\u{5}SummaryInformation", Array(repeating: 1, count: 300)), ("Workbook", stream)],
                    scattered: scattered)
                #expect(try WorkbookReading(bytes).cells == (0..<rows).map { ["第\($0)行"] })
            }
        }
    }

    @Test func `a password is told`() throws {
        let bytes = Self.file([("表", 0, BIFFFixture())]) { globals in globals.add(0x002F, BIFFFixture.little(1, 1)) }
        #expect(try WorkbookReading(bytes).fault?.kind == .workbook(.encrypted))
    }

    private static let sound = file([
        (
            "表", 0,
            sheet { sheet in
                for row in 0..<200 {
                    sheet.add(0x00FD, BIFFFixture.little(row, 0, 0, row % 2, 0))
                    sheet.add(0x0203, number(row, 1, Double(row)))
                }
                sheet.add(0x00E5, BIFFFixture.little(1, 3, 5, 0, 0))
            }
        )
    ]) { globals in
        globals.add(
            0x00FC,
            BIFFFixture.little(2, 0, 2, 0) + BIFFFixture.text("甲", isWide: true) + BIFFFixture.text("B", isWide: false))
    }

    @Test func `a file that was cut off is refused, not read in part`() throws {
        for length in stride(from: 8, to: Self.sound.count - 512, by: 97) {
            #expect(
                try WorkbookReading(Array(Self.sound[..<length])).fault != nil, "\(length) of \(Self.sound.count) bytes"
            )
        }
    }

    @Test(arguments: [UInt64](1...400))
    func `any damage is read or refused`(_ seed: UInt64) throws {
        var generator = SpreadsheetRandomness(seed: seed &* 0x9E37_79B9_7F4A_7C15)
        var bytes = Self.sound
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            // Mostly where it matters: in the header, the tables and the heads of records.
            let place = Int.random(in: 0..<(Bool.random(using: &generator) ? 1200 : bytes.count), using: &generator)
            bytes[place] = .random(in: 0...255, using: &generator)
        }
        let reading = try WorkbookReading(bytes)
        #expect(reading.fault != nil || !reading.rows.isEmpty)
        #expect(reading.rows.allSatisfy { $0.cells.count <= SpreadsheetReader.mostColumns })
        #expect(zip(reading.lines, reading.lines.dropFirst()).allSatisfy { $0 < $1 })
    }
}
