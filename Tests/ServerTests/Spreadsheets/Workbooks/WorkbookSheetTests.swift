import Domain
import Testing

@testable import Server

/// Which sheet is read, what is merged and hidden, and where the parts may lie.
struct WorkbookSheetTests {
    static func row(_ texts: String...) -> String {
        "<row>" + texts.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }

    private static func sheets(_ sheets: (name: String, attributes: String)...) -> WorkbookFixture {
        WorkbookFixture(
            sheets: sheets.map { sheet in
                (sheet.name, sheet.attributes, "<sheetData>\(row(sheet.name))</sheetData>")
            }
        )
    }

    private static let several = sheets(
        ("封面", "state=\"veryHidden\""), ("花名册", "state=\"visible\""), ("Notes", ""), ("字典", "state=\"hidden\""))

    @Test(arguments: [(nil, "花名册"), ("Notes", "Notes"), (" notes ", "Notes"), ("花名册", "花名册")] as [(String?, String)])
    func `the first sheet to be seen is read, or the one that is named`(_ name: String?, _ expected: String) throws {
        let reading = try WorkbookReading(Self.several, sheet: name)
        #expect(reading.cell == expected)
        #expect(reading.notes.sheet == expected)
        #expect(reading.notes.otherSheets == ["花名册", "Notes"].filter { $0 != expected })
        #expect(reading.notes.hiddenSheets == ["封面", "字典"])
        let said = reading.notes.sentences.map(\.description)
        #expect(said.count == 2)
        #expect(said.last == "hidden sheets were not read: ‘封面’, ‘字典’")
    }

    @Test func `a sheet that is not there, or is hidden, is refused with those that are`() throws {
        #expect(
            try WorkbookReading(Self.several, sheet: "名册").refusal
                == "the workbook has no sheet ‘名册’: it has ‘花名册’, ‘Notes’")
        #expect(try WorkbookReading(Self.several, sheet: "字典").fault?.kind == .workbook(.sheetIsHidden("字典")))
        #expect(try WorkbookReading(Self.sheets(("甲", "state=\"hidden\""))).fault?.kind == .workbook(.nothingToSee))
    }

    @Test func `an empty sheet is told with the others`() throws {
        let fixture = WorkbookFixture(sheets: [
            ("封面", "", "<sheetData><row r=\"3\"><c s=\"1\"/></row></sheetData>"),
            ("花名册", "", "<sheetData>\(Self.row("甲"))</sheetData>"),
        ])
        #expect(
            try WorkbookReading(fixture).fault?.kind == .workbook(.emptySheet("封面", others: ["花名册"])))
        #expect(try WorkbookReading(WorkbookFixture("")).fault?.kind == .workbook(.emptySheet("花名册", others: [])))
    }

    @Test func `cells merged downwards are filled, others have their value once`() throws {
        let rows = """
            \(Self.row("标题", "x", "", ""))\(Self.row("支部", "姓名", "组", "备注"))\(Self.row("甲", "一", "子", "同"))\
            \(Self.row("盖住", "二", "", ""))\(Self.row("", "三", "丑", ""))<row/>\
            \(Self.row("", "", "", ""))\(Self.row("乙", "四", "", ""))
            """
        let fixture = WorkbookFixture(
            rows,
            tail: """
                <mergeCells count="5"><mergeCell ref="A1:D1"/><mergeCell ref="C3:C4"/><mergeCell ref="A3:A7"/>\
                <mergeCell ref="D3:D3"/><mergeCell ref="C8:D9"/></mergeCells>
                """
        )
        let reading = try WorkbookReading(fixture)
        #expect(
            reading.cells == [
                ["标题", ""], ["支部", "姓名", "组", "备注"], ["甲", "一", "子", "同"], ["甲", "二", "子"], ["甲", "三", "丑"],
                ["乙", "四"],
            ])
        #expect(reading.lines == [1, 2, 3, 4, 5, 8])
        #expect(reading.notes.filledDown == 3)
        #expect(
            reading.notes.sentences.map(\.description).contains(
                "cells filled down from the merged cells they belong to: 3"))
    }

    @Test func `an error in a merged cell is one of every row that it fills`() throws {
        let fixture = WorkbookFixture(
            "<row><c t=\"e\"><v>#REF!</v></c><c><v>1</v></c></row><row><c r=\"B2\"><v>2</v></c></row>",
            tail: "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>")
        #expect(try WorkbookReading(fixture).faults == ["1 1 format", "2 1 format"])
    }

    @Test func `what is hidden is read, and said`() throws {
        let rows = """
            <row r="1"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>\
            <row r="5" hidden="1"><c><v>4</v></c></row><row r="6" hidden="true"><c><v>5</v></c></row>\
            <row r="7" hidden="1"/>
            """
        let reading = try WorkbookReading(
            WorkbookFixture(
                rows,
                head: "<cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"9\" max=\"16384\" hidden=\"1\"/></cols>")
        )
        #expect(reading.lines == [1, 5, 6])
        #expect(reading.notes.hiddenRows == 2)
        #expect(reading.notes.firstHiddenRow == 5)
        #expect(reading.notes.hiddenColumns == ["B"])
        #expect(reading.notes.sentences.count == 2)
    }

    @Test func `rows and cells that do not say where they are follow one another`() throws {
        let fixture = WorkbookFixture(
            "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row r=\"9\"><c/><c><v>4</v></c></row>"
                + "<row><c r=\"C10\"><v>5</v></c><c r=\"A10\"><v>6</v></c></row>")
        let reading = try WorkbookReading(fixture)
        #expect(reading.cells == [["1", "", "", "2", "3"], ["", "4"], ["6", "", "5"]])
        #expect(reading.lines == [1, 9, 10])
    }

    // MARK: - Where other programs put the parts

    private static let plain = WorkbookFixture(
        row("甲", "乙") + "<row><c t=\"s\"><v>0</v></c></row>", texts: "<si><t>丙</t></si>")

    private static func changed(_ change: (inout WorkbookFixture) -> Void) -> WorkbookFixture {
        var fixture = plain
        change(&fixture)
        return fixture
    }

    private static func replacing(_ part: String, _ old: String, _ new: String) -> WorkbookFixture {
        changed { fixture in
            #expect(fixture[part].contains(old))
            fixture[part] = fixture[part].replacing(old, with: new)
        }
    }

    static let layouts: [(String, WorkbookFixture)] = [
        ("as Excel", plain),
        ("named absolutely", replacing("xl/_rels/workbook.xml.rels", "Target=\"", "Target=\"/xl/")),
        ("with dots", replacing("xl/_rels/workbook.xml.rels", "Target=\"", "Target=\"../xl/./")),
        ("in other case", plain.renamed { $0.hasPrefix("[") ? $0 : $0.uppercased() }),
        ("with backslashes", plain.renamed { $0.replacing("/", with: "\\") }),
        ("with a slash before", plain.renamed { "/\($0)" }),
        (
            "a sheet called sheet.xml",
            replacing("xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet.xml").renamed {
                $0.replacing("sheet1.xml", with: "sheet.xml")
            }
        ),
        (
            "a workbook elsewhere",
            replacing("_rels/.rels", "xl/workbook.xml", "/xl/book.xml").renamed {
                $0.replacing("workbook.xml", with: "book.xml")
            }
        ),
        ("without the package's relationships", changed { $0.parts.removeAll { $0.name == "_rels/.rels" } }),
        (
            "strict",
            changed { fixture in
                for place in fixture.parts.indices {
                    let text = String(decoding: fixture.parts[place].bytes, as: UTF8.self)
                        .replacing(WorkbookFixture.main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main")
                        .replacing(
                            WorkbookFixture.relationships,
                            with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
                    fixture.parts[place].bytes = Array(text.utf8)
                }
            }
        ),
        (
            "with prefixes",
            changed { fixture in
                for part in ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"] {
                    fixture[part] = fixture[part].replacing(#/<(\/?)([a-z])/#) { "<\($0.output.1)x:\($0.output.2)" }
                        .replacing("xmlns=", with: "xmlns:x=")
                }
            }
        ),
        (
            "in UTF-16",
            changed { fixture in
                for part in [
                    "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels",
                ] {
                    let text = fixture[part].replacing("encoding=\"UTF-8\"", with: "encoding=\"UTF-16\"")
                    fixture.parts.removeAll { $0.name == part }
                    fixture.parts.append(
                        (part, [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }))
                }
            }
        ),
        (
            "with a mark",
            changed { fixture in
                for place in fixture.parts.indices {
                    fixture.parts[place].bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
                }
            }
        ),
        ("without styles", changed { $0.parts.removeAll { $0.name == "xl/styles.xml" } }),
    ]

    @Test(arguments: WorkbookSheetTests.layouts.indices)
    func `a workbook is read however its parts lie`(_ index: Int) throws {
        let (name, fixture) = Self.layouts[index]
        let reading = try WorkbookReading(fixture)
        #expect(reading.cells == [["甲", "乙"], ["丙"]], "\(name): \(reading)")
    }

    @Test func `charts are no sheets`() throws {
        var fixture = Self.sheets(("图", ""), ("表", ""))
        fixture["xl/_rels/workbook.xml.rels"] = WorkbookFixture.rels([
            ("rId1", "chartsheet", "chartsheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"),
        ])
        let reading = try WorkbookReading(fixture)
        #expect(reading.cell == "表")
        #expect(reading.notes.otherSheets == [])
    }
}
