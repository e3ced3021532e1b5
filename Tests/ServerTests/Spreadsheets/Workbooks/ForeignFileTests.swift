import Domain
import Testing

@testable import Server

/// What is no workbook that can be read is known by what it holds, and told with what to do.
struct ForeignFileTests {
    private static func archive(_ parts: [(String, String)]) throws -> [UInt8] {
        var fixture = WorkbookFixture("")
        fixture.parts = parts.map { ($0.0, Array($0.1.utf8)) }
        return try fixture.bytes()
    }

    static let texts: [(String, ForeignFile?)] = [
        (
            "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><body><table><tr><td>党员编号</td></tr></table></body>",
            .webPage
        ),
        ("\u{FEFF}\r\n  <!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.0//EN\">\n<HTML>", .webPage),
        ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\"><table>", .webPage),
        ("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0//EN\"><html>", .webPage),
        (
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"\n",
            .xmlSpreadsheet
        ),
        ("<ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">", .xmlSpreadsheet),
        ("<?xml version=\"1.0\"?><rows><row/></rows>", .xml),
        (
            "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related; boundary=\"x\"\r\n",
            .webArchive
        ),
        ("{\\rtf1\\ansi", .richText), ("%PDF-1.7\n", .pdf), ("ID;PWXL;N;E\r\n", .symbolicLink),
        ("姓名,说明\n甲,<html>\n", nil), ("<18岁,人数\n1,2\n", nil), ("党员编号\t姓名\n", nil),
    ]

    @Test(arguments: ForeignFileTests.texts)
    func `a text that is no table is known for what it is`(_ text: String, _ file: ForeignFile?) throws {
        let reading = try WorkbookReading(Array(text.utf8))
        #expect(reading.fault?.kind == file.map { SpreadsheetFault.Kind.workbook(.other($0)) })
        #expect(file == nil || reading.refusal?.contains("this is") == true)
    }

    @Test func `a web page is one in any encoding`() throws {
        let page = "<html><head><title>花名册</title></head><table><tr><td>姓名</td></tr></table></html>"
        for encoding in SpreadsheetEncoding.allCases {
            let reading = try WorkbookReading(page.bytes(in: encoding, mark: encoding != .gb18030))
            #expect(reading.fault?.kind == .workbook(.other(.webPage)), "\(encoding)")
        }
    }

    @Test func `archives of other programs are known by their parts`() throws {
        let kinds: [([(String, String)], ForeignFile)] = [
            (
                [
                    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>"),
                    ("META-INF/manifest.xml", "<a/>"),
                ], .openDocument
            ),
            ([("[Content_Types].xml", "<a/>"), ("xl/workbook.bin", "x")], .binaryWorkbook),
            ([("Index/Document.iwa", "x"), ("Metadata/Properties.plist", "x")], .numbers),
            ([("[Content_Types].xml", "<a/>"), ("word/document.xml", "<a/>")], .wordDocument),
            ([("[Content_Types].xml", "<a/>"), ("ppt/presentation.xml", "<a/>")], .presentation),
            ([("花名册.xlsx", "x"), ("说明.txt", "x")], .archive),
        ]
        for (parts, file) in kinds {
            #expect(try WorkbookReading(Self.archive(parts)).fault?.kind == .workbook(.other(file)))
        }
        #expect(try WorkbookReading([0x52, 0x61, 0x72, 0x21, 0x1A, 7, 0]).fault?.kind == .workbook(.other(.archive)))
        #expect(try WorkbookReading([9, 0, 4, 0, 2, 0, 0x10, 0]).fault?.kind == .workbook(.other(.ancientWorkbook)))
    }

    @Test func `compound files without a workbook are told apart`() throws {
        let kinds: [(String, SpreadsheetFault.Kind)] = [
            ("EncryptedPackage", .workbook(.encrypted)), ("WordDocument", .workbook(.other(.wordDocument))),
            ("PowerPoint Document", .workbook(.other(.presentation))), ("Contents", .workbook(.other(.compoundFile))),
        ]
        for (name, kind) in kinds {
            let bytes = CompoundFixture.bytes(of: [(name, Array(repeating: 7, count: 5000))])
            #expect(try WorkbookReading(bytes).fault?.kind == kind, "\(name)")
        }
    }
}
