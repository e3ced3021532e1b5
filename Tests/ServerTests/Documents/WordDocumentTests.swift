import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Documents for word processors: what stands in the file, and that the pages' content is what they say.
struct WordDocumentTests {
    private static let small = WordDocument(
        title: "会议<纪要>", language: .chinese,
        blocks: [
            .text("关于“甲 & 乙”的\n公示", as: .title), .text("一、<结果>", as: .heading1),
            .paragraph(
                WordDocument.Paragraph(
                    [WordDocument.Run("出席："), WordDocument.Run("王芳", isBold: true, role: .heading2, size: 14)],
                    as: .label, alignment: .start, line: 31, startsPage: true)),
            .table(
                WordDocument.Table(
                    columns: [.init("名次", share: 1, alignment: .centre), .init("责任区", share: 3)],
                    rows: [.init(["1", "A-1"], isBold: true)])),
        ])

    @Test(arguments: [
        ("a<b>&\"c\"", #"<w:t xml:space="preserve">a&lt;b&gt;&amp;&quot;c&quot;</w:t>"#),
        ("一\u{0}\u{8}\u{1B}二\u{FFFE}\u{FFFF}", #"<w:t xml:space="preserve">一二</w:t>"#),
        ("𠮷\u{7F}", "<w:t xml:space=\"preserve\">𠮷\u{7F}</w:t>"),
        ("a\r\nb", #"<w:t xml:space="preserve">a</w:t><w:br/><w:t xml:space="preserve">b</w:t>"#),
        ("\ta", #"<w:tab/><w:t xml:space="preserve">a</w:t>"#), ("", ""),
    ])
    func `what people wrote is escaped, and what XML cannot hold is left out`(text: String, xml: String) {
        #expect(XMLText.inRun(text) == xml)
    }

    @Test func `a small document is written word for word`() throws {
        let body = try #require(Self.small.parts.first { $0.name == "word/document.xml" }).xml
        let text = { (words: String) in #"<w:t xml:space="preserve">\#(words)</w:t>"# }
        let cell = { (width: Int, alignment: String, words: String) in
            """
            <w:tc><w:tcPr><w:tcW w:w="\(width)" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>\
            <w:pStyle w:val="ZhibuCell"/><w:jc w:val="\(alignment)"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>\(text(words))\
            </w:r></w:p></w:tc>
            """
        }
        let lines = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
            #"<w:\#($0) w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#
        }
        #expect(
            body == """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <w:document \(WordDocument.namespaces)><w:body>\
                <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r>\(text("关于“甲 &amp; 乙”的"))<w:br/>\(text("公示"))</w:r></w:p>\
                <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r>\(text("一、&lt;结果&gt;"))</w:r></w:p>\
                <w:p><w:pPr><w:pStyle w:val="ZhibuLabel"/><w:pageBreakBefore/>\
                <w:spacing w:line="620" w:lineRule="exact"/><w:jc w:val="left"/></w:pPr><w:r>\(text("出席："))</w:r>\
                <w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="楷体_GB2312"/>\
                <w:b/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>\(text("王芳"))</w:r></w:p>\
                <w:tbl><w:tblPr><w:tblW w:w="8844" w:type="dxa"/><w:tblBorders>\(lines.joined())</w:tblBorders>\
                <w:tblLayout w:type="fixed"/></w:tblPr>\
                <w:tblGrid><w:gridCol w:w="2211"/><w:gridCol w:w="6633"/></w:tblGrid>\
                <w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>\
                \(cell(2211, "center", "名次"))\(cell(6633, "left", "责任区"))</w:tr>\
                <w:tr><w:trPr><w:cantSplit/></w:trPr>\(cell(2211, "center", "1"))\(cell(6633, "left", "A-1"))</w:tr>\
                </w:tbl><w:p><w:pPr><w:spacing w:before="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>\
                <w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>\
                <w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" \
                w:header="851" w:footer="1304" w:gutter="0"/></w:sectPr></w:body></w:document>
                """)
    }

    @Test(arguments: [true, false])
    func `the file is an archive of sound XML, the same each time`(isNumbered: Bool) throws {
        var document = Self.small
        document.page.isNumbered = isNumbered
        document.page.isFramed = !isNumbered
        let bytes = try document.bytes()
        #expect(try document.bytes() == bytes)
        #expect(document.parts.count == (isNumbered ? 10 : 8))
        try withSpreadsheet(bytes) { path in
            let archive = try WorkbookArchive(file: SpreadsheetFile(path: path))
            for part in document.parts {
                let kept = try #require(try archive.part(part.name, most: 1 << 20), "\(part.name)")
                var content = [UInt8](repeating: 0, count: kept.size)
                let count = try content.withUnsafeMutableBytes { buffer in
                    try kept.read(into: #require(buffer.baseAddress), count: buffer.count)
                }
                #expect(count == content.count && String(decoding: content, as: UTF8.self) == part.xml)
                #expect(XMLParser(data: Data(content)).parse(), "\(part.name)")
            }
        }
    }

    // MARK: - What is written

    private static func certificate(
        _ id: ID<Award>, _ transaction: Transaction, _ words: Words
    ) throws -> CertificatePage {
        let award = try transaction.award(id).0
        return CertificatePage(award, branchName: award.branchName, mayRevoke: false, words)
    }

    @Test func `a notice and a certificate say what their pages print, and no other branch reads them`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open("A", "2026-11")
        try await bureau.scoreAll(in: cycle, more: [("lateReason", "补录")])
        try #require(await bureau.close(cycle).status == 200)
        #expect(try await bureau.server.get("/cycles/\(cycle)/notice.docx").status == 404, "it hangs nowhere yet")
        try #require(await bureau.server.post("/cycles/\(cycle)/post").status == 200)
        try bureau.server.go(to: "2026-12-09")
        try #require(await bureau.server.post("/cycles/\(cycle)/finalise").status == 200)
        let award = try await bureau.server.first("/awards")
        for language in Language.allCases {
            let words = try WebResources.embedded.get().words(of: language)
            let (notice, certificate) = try await bureau.server.store.read(by: .operator(systemUser: "test")) {
                (
                    try NoticePage(NoticePage.Content($0, ID(Int64(cycle))), words),
                    try Self.certificate(ID(Int64(award)), $0, words)
                )
            }
            let texts = notice.document(words).texts
            for text in [notice.heading, notice.opening, notice.outcome, notice.closing, notice.ways, notice.signature]
            {
                #expect(texts.contains(text))
            }
            #expect(!notice.rows.isEmpty)
            for row in notice.rows {
                #expect(texts.contains([row.place, row.area, row.holder, row.final].joined(separator: "|")))
            }
            #expect(
                certificate.document(words).texts == [
                    certificate.heading, certificate.recipient, certificate.citation, certificate.issuer,
                    certificate.date,
                ])
            let query = "?language=\(language.rawValue)"
            let answer = try await bureau.server.get("/cycles/\(cycle)/notice.docx\(query)")
            #expect(answer.status == 200 && answer.headers["content-type"] == WordDocument.mediaType)
            #expect(try answer.body == notice.document(words).bytes())
            let paper = try await bureau.server.get("/awards/\(award)/certificate.docx\(query)")
            #expect(try paper.body == certificate.document(words).bytes())
        }
    }
}

extension WordDocument {
    /// What it says, a text for each paragraph and each row.
    var texts: [String] {
        blocks.flatMap { block in
            switch block {
            case .paragraph(let paragraph): [paragraph.runs.map(\.text).joined()]
            case .table(let table): table.rows.map { $0.cells.joined(separator: "|") }
            }
        }
    }
}
