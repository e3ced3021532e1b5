import Domain
import Testing

@testable import Server

/// What a cell of an `.xlsx` file says, by its type and its format.
struct WorkbookCellTests {
    @Test(
        arguments: [
            ("<c t=\"s\"><v>0</v></c>", "林惠风"),
            ("<c t=\"s\"><v> 1 </v></c>", "多段文字"),
            ("<c t=\"s\"><v>2</v></c>", "東京"),
            ("<c t=\"s\"><v>3</v></c>", "上\n下\n_x000D_ <&"),
            ("<c t=\"inlineStr\"><is><t>甲</t></is></c>", "甲"),
            (
                "<c t=\"inlineStr\"><is><r><rPr><b/></rPr><t xml:space=\"preserve\">甲 </t></r><r><t>乙</t></r></is></c>",
                "甲 乙"
            ),
            ("<c t=\"inlineStr\"><is><t>漢</t><rPh sb=\"0\" eb=\"1\"><t>カン</t></rPh></is></c>", "漢"),
            ("<c t=\"str\"><f>A1&amp;B1</f><v>甲乙</v></c>", "甲乙"),
            ("<c t=\"inlineStr\"><is><t><![CDATA[<甲>]]></t></is></c>", "<甲>"),
            ("<c t=\"inlineStr\"><is><t>𠮷&#x4DB2;&#10;</t></is></c>", "𠮷䶲\n"),
            ("<c t=\"b\"><v>1</v></c>", "TRUE"),
            ("<c t=\"b\"><v>0</v></c>", "FALSE"),
            ("<c t=\"d\"><v>2005-07-01T00:00:00</v></c>", "2005-07-01"),
            ("<c t=\"d\"><v>2005-07-01T09:30:00.000Z</v></c>", "2005-07-01 09:30"),
            ("<c><v>1001</v></c>", "1001"),
            ("<c t=\"n\"><v>13800000001</v></c>", "13800000001"),
            ("<c><v>90.5</v></c>", "90.5"),
            ("<c><v>90.340000000000003</v></c>", "90.34"),
            ("<c><v>1.1000000000000001</v></c>", "1.1"),
            ("<c><v>0.30000000000000004</v></c>", "0.3"),
            ("<c><v>1001.0</v></c>", "1001"),
            ("<c><v>1.1E+17</v></c>", "110000000000000000"),
            ("<c><v>1.10101199001011E+17</v></c>", "110101199001011000"),
            ("<c><v>110101199001011234</v></c>", "110101199001011234"),
            ("<c><v>-3.5e-3</v></c>", "-0.0035"),
            ("<c><v>-0</v></c>", "0"),
            ("<c s=\"1\"><v>0.855</v></c>", "0.855"),
            ("<c s=\"2\"><v>103</v></c>", "0103"),
            ("<c s=\"2\"><v>10300</v></c>", "10300"),
            ("<c s=\"3\"><v>38534</v></c>", "2005-07-01"),
            ("<c s=\"3\"><v>38534.395833333336</v></c>", "2005-07-01"),
            ("<c s=\"4\"><v>38534.395833333336</v></c>", "2005-07-01 09:30"),
            ("<c s=\"4\"><v>38534</v></c>", "2005-07-01"),
        ] as [(String, String)])
    func `a cell is read by its type`(_ cell: String, _ expected: String) throws {
        let texts = """
            <si><t>林惠风</t></si><si><r><t>多段</t></r><r><rPr><sz val="9"/></rPr><t>文字</t></r></si>\
            <si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si>\
            <si><t>上_x000D_&#10;下&#13;_x005F_x000D_ &lt;&amp;</t></si>
            """
        let fixture = WorkbookFixture(
            "<row>\(cell)</row>", texts: texts,
            formats: ["0.00%", "0000", "yyyy\"年\"m\"月\"d\"日\";@", "[$-804]yyyy/m/d\\ h:mm;@"])
        let reading = try WorkbookReading(fixture)
        #expect(reading.cell == expected, "\(reading)")
        #expect(reading.faults == [])
    }

    @Test(
        arguments: [
            ("yyyy/m/d", 38534.0, "2005-07-01"), ("m/d/yy", 38534, "2005-07-01"), ("d-mmm-yy", 38534, "2005-07-01"),
            ("yyyy年m月d日", 38534, "2005-07-01"), ("[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", 38534, "2005-07-01"),
            ("[$-F800]dddd, mmmm dd, yyyy", 38534, "2005-07-01"), ("e/m/d", 38534, "2005-07-01"),
            ("aaaa", 38534, "2005-07-01"),
            ("yyyy\"年\"m\"月\"", 38534, "2005-07"), ("yyyy\"年\"m\"月\"", 38540, "2005-07-07"),
            ("yyyy.mm", 38534, "2005-07"),
            ("yyyy", 38353, "2005"), ("yyyy", 38534, "2005-07-01"), ("m\"月\"d\"日\"", 38534, "2005-07-01"),
            ("yyyy-mm-dd hh:mm:ss", 38534.5, "2005-07-01 12:00"),
            ("yyyy-mm-dd hh:mm:ss", 38534.500_011_574, "2005-07-01 12:00:01"),
            ("yyyy-mm-dd hh:mm", 38534.999_999_999, "2005-07-02"), ("h:mm", 0.395_833_333, "09:30"),
            ("上午/下午h\"时\"mm\"分\"", 0.75, "18:00"), ("h:mm AM/PM", 0.75, "18:00"), ("[h]:mm", 1.0625, "25:30"),
            ("mm:ss.0", 0.000_694_444, "00:01"), ("h:mm", 38534.5, "2005-07-01 12:00"),
            ("yyyy-mm-dd", 1, "1900-01-01"), ("yyyy-mm-dd", 59, "1900-02-28"), ("yyyy-mm-dd", 60, "1900-02-29"),
            ("yyyy-mm-dd", 61, "1900-03-01"), ("yyyy-mm-dd", 0, "0"), ("yyyy-mm-dd", -1, "-1"),
            ("yyyy-mm-dd", 3_000_000, "3000000"),
            ("General", 38534, "38534"), ("G/通用格式", 38534, "38534"), ("0.00", 38534, "38534"),
            ("#,##0", 38534, "38534"),
            ("0.00E+00", 38534, "38534"), ("0%", 0.5, "0.5"), ("@", 38534, "38534"), ("0\"天\"", 3, "3"),
            ("¥#,##0.00;[Red]¥-#,##0.00", 12.5, "12.5"), ("# ?/?", 0.5, "0.5"), ("\"day\" 0", 7, "7"), ("", 7, "7"),
            ("000000", 42, "000042"), ("00", 4.5, "4.5"), ("[Red]General", 5, "5"),
        ] as [(String, Double, String)])
    func `a number is what its format shows`(_ code: String, _ number: Double, _ expected: String) {
        #expect(CellFormat(code: code).text(of: number, isSince1904: false) == expected)
    }

    @Test func `the formats that Excel knows by number are days, times or neither`() {
        var days: Set<Int> = []
        var times: Set<Int> = []
        for number in 0...80 {
            guard case .date(let shown) = CellFormat(builtIn: number) else { continue }
            if shown.isDisjoint(with: .wholeDay) { times.insert(number) } else { days.insert(number) }
        }
        #expect(days == Set(14...17).union([22]).union(27...31).union([36]).union(50...54).union([57, 58]))
        #expect(times == Set(18...21).union(32...35).union(45...47).union([55, 56]))
        #expect(CellFormat(builtIn: 31).text(of: 38534, isSince1904: false) == "2005-07-01")
        #expect(CellFormat(builtIn: 57).text(of: 38534, isSince1904: false) == "2005-07")
    }

    @Test(arguments: [(0, "1904-01-01"), (37_072, "2005-07-01"), (60, "1904-03-01")] as [(Int, String)])
    func `days since 1904 are counted from there`(_ number: Int, _ expected: String) throws {
        let fixture = WorkbookFixture(
            "<row><c s=\"1\"><v>\(number)</v></c></row>", formats: ["yyyy-mm-dd"],
            workbook: "<workbookPr date1904=\"1\"/>")
        #expect(try WorkbookReading(fixture).cell == expected)
    }

    /// Every day that an office could write: by the serial that Excel has for it.
    @Test func `a serial number is the day it was written as`() throws {
        let first = try LocalDate(parsing: "1900-03-01")
        for step in stride(from: 0, to: 109_000, by: 37) {
            let text = CellFormat(builtIn: 14).text(of: Double(61 + step), isSince1904: false)
            #expect(text == first.adding(days: step).description)
        }
    }

    @Test func `a number is written with as many digits as Excel keeps`() {
        var generator = SpreadsheetRandomness(seed: 15)
        for _ in 0..<20_000 {
            let digits = Int.random(in: 0...999_999_999_999_999, using: &generator)
            let places = Int.random(in: 0...6, using: &generator)
            let whole = "\(digits)"
            var text = whole
            if places > 0 {
                let padded = String(repeating: "0", count: max(0, places + 1 - whole.count)) + whole
                text = "\(padded.dropLast(places)).\(padded.suffix(places))"
                while text.last == "0" { text.removeLast() }
                if text.last == "." { text.removeLast() }
            }
            let number = Double(text) ?? .nan
            #expect(PlainNumber.text(number) == text)
            // As Excel writes what it computed: with a 16th and 17th digit.
            if digits > 0 { #expect(PlainNumber.text(number.nextUp) == text) }
        }
        #expect(PlainNumber.text(1e300).count == 301)
        #expect(PlainNumber.text(.leastNonzeroMagnitude).hasPrefix("0.000"))
        #expect(PlainNumber.text(999_999_999_999_999.9) == "1000000000000000")
    }

    @Test func `formulas count by their stored value, and one without is an error of its cell`() throws {
        let rows = """
            <row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><v>3</v></c></row>\
            <row r="3"><c r="A3"><f>1+1</f><v/></c><c r="B3"><f>1+1</f></c><c r="C3"><v>4</v></c></row>\
            <row r="4"><c r="A4" t="e"><f>NA()</f><v>#N/A</v></c><c r="B4" t="e"><v>#REF!</v></c></row>
            """
        let reading = try WorkbookReading(WorkbookFixture(rows, workbook: "<calcPr fullCalcOnLoad=\"1\"/>"))
        #expect(reading.cells == [["2", "", "3"], ["", "", "4"], ["#N/A", "#REF!"]])
        #expect(reading.lines == [1, 3, 4])
        #expect(reading.faults == ["3 1 format", "3 2 format", "4 1 format", "4 2 format"])
        #expect(reading.notes.formulas == 2)
        #expect(reading.notes.sentences.contains { $0.description.contains("did not compute them") })
    }

    @Test(arguments: [
        "<row><c t=\"s\"><v>7</v></c></row>", "<row><c t=\"s\"><v>-1</v></c></row>",
        "<row><c t=\"s\"><v>x</v></c></row>",
        "<row><c t=\"q\"><v>1</v></c></row>", "<row><c><v>1,5</v></c></row>", "<row><c><v>NaN</v></c></row>",
        "<row r=\"0\"><c><v>1</v></c></row>", "<row r=\"2\"/><row r=\"2\"/>", "<row r=\"2\"/><row r=\"1\"/>",
        "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"1A\"><v>1</v></c></row>",
        "<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "<row r=\"9999999999999999999\"/>", "<row><c></row>",
        "<row><c><v>&nbsp;</v></c></row>",
    ])
    func `what no program writes is refused as damaged`(_ rows: String) throws {
        let fixture = WorkbookFixture("<row><c t=\"s\"><v>0</v></c></row>\(rows)", texts: "<si><t>甲</t></si>")
        let reading = try WorkbookReading(fixture)
        #expect(reading.refusal?.contains("damaged") == true, "\(reading)")
    }
}
