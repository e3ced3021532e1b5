import TestSupport
import Testing

@testable import Domain

struct AttachmentFormatTests {
    private static func found(_ bytes: [UInt8]) -> Result<AttachmentFormat.Found, Rejection> {
        bytes.withUnsafeBytes { bytes in
            Result { () throws(Rejection) in try AttachmentFormat.found(in: bytes) }
        }
    }

    @Test func `a file is what its content is`() throws {
        #expect(try Self.found(SampleFiles.pdf()).get() == .whole(.pdf))
        #expect(try Self.found(SampleFiles.pdf() + [0x0D, 0x0A, 0]).get() == .whole(.pdf))
        #expect(try Self.found(SampleFiles.jpeg()).get() == .whole(.jpeg))
        #expect(try Self.found(SampleFiles.png()).get() == .whole(.png))
        #expect(try Self.found(SampleFiles.archive()).get() == .archive)
        // A phone's own things behind the picture, as with pictures that move.
        #expect(try Self.found(SampleFiles.jpeg(trailer: Array("SEFH ftypmp42".utf8))).get() == .whole(.jpeg))
    }

    private static let html = Array("<html><script>alert(1)</script></html>".utf8)

    private static let refused: [(String, [UInt8])] = [
        ("nothing", []), ("a page", html), ("a text", Array("会议记录".utf8)), ("a program", [0x7F, 0x45, 0x4C, 0x46, 2]),
        ("Word as it was", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]),
        ("HEIC", [0, 0, 0, 0x18] + Array("ftypheic".utf8)),
        ("SVG", Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)),
        ("GIF", Array("GIF89a".utf8)),
        // Something before it, something behind it.
        ("a page before a PDF", html + SampleFiles.pdf()), ("a blank before a PDF", [0x20] + SampleFiles.pdf()),
        ("a page behind a PDF", SampleFiles.pdf() + html), ("a page behind a PNG", SampleFiles.png() + html),
        ("an archive behind a PDF", SampleFiles.pdf() + SampleFiles.archive()),
        ("an archive behind a PNG", SampleFiles.png() + SampleFiles.archive()),
        ("an archive behind a JPEG", SampleFiles.jpeg(trailer: SampleFiles.archive())),
        // Its comment hides that it is one.
        ("an archive in a PDF", SampleFiles.pdf() + SampleFiles.archive(comment: Array("\n%%EOF\n".utf8))),
        (
            "an archive in a JPEG",
            SampleFiles.jpeg(trailer: SampleFiles.archive(comment: [0xFF, 0xD9]))
        ),
        ("an archive in a PNG", archiveInPNG),
        ("a page before an archive", SampleFiles.archive(before: html)),
        ("an archive before an archive", SampleFiles.archive(before: SampleFiles.archive())),
        ("an archive with a comment", SampleFiles.archive(comment: html)),
        // Of bombs.
        ("too many pixels", SampleFiles.png(width: 100_000, height: 100_000)),
        ("all pixels", SampleFiles.png(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF)),
        ("a JPEG of too many", SampleFiles.jpeg(width: 0xFFFF, height: 0xFFFF)),
        ("no pixels", SampleFiles.png(width: 0)),
    ]

    /// In a part of the picture, of which the archive takes all that follows for its comment.
    private static var archiveInPNG: [UInt8] {
        let tail = SampleFiles.chunk("IEND", [])
        let archive = SampleFiles.archive(comment: [0, 0, 0, 0] + tail)
        let hidden = Array(archive.dropLast(tail.count + 4))
        return Array(SampleFiles.png().dropLast(tail.count)) + SampleFiles.chunk("tEXt", hidden) + tail
    }

    @Test(arguments: refused) func `what is none of ours, or is also something else, is refused`(
        name: String, bytes: [UInt8]
    ) {
        #expect(throws: Rejection.self, "\(name)") { try Self.found(bytes).get() }
    }

    @Test(arguments: [SampleFiles.pdf(), SampleFiles.jpeg(), SampleFiles.png(), SampleFiles.archive()])
    func `a file that was cut off anywhere is refused`(bytes: [UInt8]) {
        // But for the line break behind a PDF's mark.
        for count in 0..<bytes.count - 1 {
            #expect(throws: Rejection.self, "\(count) of \(bytes.count)") {
                try Self.found(Array(bytes.prefix(count))).get()
            }
        }
    }

    @Test func `whatever bytes come, they are judged and nothing else happens`() {
        var random = SplitMix64(seed: 19)
        for start in [SampleFiles.pdf(), SampleFiles.jpeg(), SampleFiles.png(), SampleFiles.archive()] {
            for _ in 0..<500 {
                var bytes = start
                for _ in 0..<3 {
                    bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                _ = Self.found(bytes)
            }
        }
    }

    private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    private static let excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    private static let macros = "application/vnd.ms-word.document.macroEnabled.main+xml"

    @Test(arguments: [
        (["word/document.xml"], word, AttachmentFormat.docx), (["xl/workbook.xml"], excel, .xlsx),
        (["word/document.xml"], excel, nil), (["xl/workbook.xml"], nil, nil), (["ofd.xml"], word, nil),
        (["word/document.xml", "xl/workbook.xml"], word + excel, nil),
        // What runs, under whatever name.
        (["word/document.xml", "word/vbaproject.bin"], word, nil), (["word/document.xml"], macros + word, nil),
        (["word/document.xml", "word/x.bin"], word + "application/vnd.ms-office.vbaProject", nil),
        (["xl/workbook.xml", "xl/activex/activex1.xml"], excel, nil),
        (["xl/workbook.xml", "xl/macrosheets/sheet1.xml"], excel, nil),
    ])
    func `a document is told by its parts and what they say they are, and has nothing in it that runs`(
        names: [String], kinds: String?, format: AttachmentFormat?
    ) {
        let parts = OfficeParts(names: Set(names), kinds: kinds)
        #expect((try? parts.format()) == format)
    }
}

struct AttachmentNameTests {
    @Test(arguments: [
        ("整改报告.pdf", "整改报告.pdf"), ("报告.PDF", "报告.pdf"), ("报告", "报告.pdf"), ("报告.exe", "报告.pdf"),
        ("报告.pdf.exe", "报告.pdf"), ("报告.html", "报告.pdf"), ("v1.2", "v1.2.pdf"), ("2026.11工作总结.docx", "2026.11工作总结.pdf"),
        ("../../etc/passwd", "passwd.pdf"), ("C:\\temp\\表.pdf", "表.pdf"), ("a/b/", "b.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "附件.pdf"), ("...", "附件.pdf"), (".pdf", "pdf.pdf"), ("/", "附件.pdf"), ("\u{200B}\u{202E}", "附件.pdf"),
        // Read from right to left it would end in pdf.
        ("a\u{202E}fdp.exe", "afdp.pdf"), ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("a\u{0}b.pdf", "ab.pdf"),
        ("\"a\"<b>|c?*.pdf", "_a__b__c__.pdf"), ("a.pdf.", "a.pdf"), (" a .pdf", "a.pdf"),
    ])
    func `of a name stays what can be seen and stands in no path, with the ending of what it is`(
        raw: String, name: String
    ) {
        #expect(AttachmentName(raw, .pdf).text == name)
    }

    @Test func `a name is no longer than it may be`() {
        let name = AttachmentName(String(repeating: "长", count: 500) + ".docx", .docx).text
        #expect(name.unicodeScalars.count == AttachmentName.longest && name.hasSuffix("长.docx"))
        #expect(AttachmentName("照.jpeg", .jpeg).text == "照.jpg")
    }

    @Test func `a record, and the bureau, carry as much as they may and no more`() throws {
        let most = Domain.Attachment.largestOfBureau
        try Domain.Attachment.check(1, beside: [], total: most)
        #expect(throws: Domain.Attachment.Refusal.bureauFull) {
            try Domain.Attachment.check(1, beside: [], total: most + 1)
        }
        #expect(throws: Domain.Attachment.Refusal.tooManyOfRecord) {
            try Domain.Attachment.check(1, beside: [1, 1, 1, 1, 1], total: 6)
        }
        let half = Domain.Attachment.largestOfRecord / 2
        try Domain.Attachment.check(half, beside: [half], total: 2 * half)
        #expect(throws: Domain.Attachment.Refusal.recordFull) {
            try Domain.Attachment.check(half, beside: [half, 1], total: 1)
        }
    }
}
