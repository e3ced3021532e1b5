import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// Files that records carry, from what is sent to what is saved.
@Suite struct AttachmentStoryTests {
    private struct Office {
        let bureau: WideBureau

        init() async throws { bureau = try await WideBureau() }

        var finding: String { "holder=finding&record=\(bureau.ids["A finding"] ?? 0)" }

        /// Sends a file.
        func add(
            _ bytes: [UInt8], to record: String? = nil, called name: String = "x.pdf", type: String? = nil,
            by visitor: WideBureau.Visitor = .officer
        ) async throws -> Answer {
            let path = bureau.server.folder.appending(path: UUID().uuidString).path
            try Data(bytes).write(to: URL(filePath: path))
            let encoded = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            return try await bureau.server.send(
                "POST", "/attachments?\(record ?? finding)&name=\(encoded)", file: path,
                headers: type.map { ["Content-Type": $0] } ?? [:], by: bureau.principal(visitor))
        }

        func get(_ path: String, by visitor: WideBureau.Visitor = .member) async throws -> Answer {
            try await bureau.server.send("GET", path, by: bureau.principal(visitor))
        }

        func post(_ path: String, _ body: JSON, by visitor: WideBureau.Visitor = .officer) async throws -> Answer {
            try await bureau.server.send("POST", path, body, by: bureau.principal(visitor))
        }
    }

    private static func document(_ parts: [(String, String)]) throws -> [UInt8] {
        var file = WorkbookFixture("")
        file.parts = []
        for (name, text) in parts { file.add(name, text) }
        return try file.bytes()
    }

    private static let kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    @Test func `what is sent is what is saved, and nothing of it runs`() async throws {
        let office = try await Office()
        let page = "<script>alert(1)</script>"
        let bytes = SampleFiles.pdf(page)
        let made = try await office.add(bytes, called: "../整改\u{202E}报告.html", type: "application/octet-stream")
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["name"] == "整改报告.pdf" && made.json["format"] == "pdf" && made.json["addedBy"] == "102")
        #expect(made.headers["location"] == "/api/v1/attachments/\(made.id)")
        let saved = try await office.get("/attachments/\(made.id)/file")
        #expect(saved.body == bytes)
        #expect(saved.headers["content-type"] == "application/pdf")
        #expect(
            saved.headers["content-disposition"]
                == "attachment; filename*=UTF-8''%E6%95%B4%E6%94%B9%E6%8A%A5%E5%91%8A.pdf")
        #expect(saved.headers["x-content-type-options"] == "nosniff")
        #expect(saved.headers["content-security-policy"]?.hasPrefix("sandbox; default-src 'none'") == true)
        #expect(saved.headers["cache-control"] == "private, no-store")
        // The same again is the one that stands, whatever it is called.
        let again = try await office.add(bytes, called: "other.pdf", by: .secretary)
        #expect(again.status == 200 && again.id == made.id)
        let listed = try await office.get("/attachments?\(office.finding)")
        #expect(listed.items.map { $0["name"]?.string } == ["整改.pdf", "整改报告.pdf"])
        // The console hands out the same.
        let browser = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.member]))
        let shown = try await browser.get("/attachments/\(made.id)/file")
        #expect(shown.body == bytes && shown.headers["content-security-policy"]?.hasPrefix("sandbox") == true)
        #expect(shown.headers["content-disposition"] == saved.headers["content-disposition"])
    }

    @Test func `documents are opened before they are taken, and what runs, explodes or is broken is not`() async throws
    {
        let office = try await Office()
        let word = try await office.get("/hand-overs/\(office.bureau.ids["A hand-over"] ?? 0)/sheet.docx", by: .office)
        try #require(word.status == 200)
        let made = try await office.add(word.body, called: "清单")
        #expect(made.status == 201 && made.json["format"] == "docx" && made.json["name"] == "清单.docx", "\(made.text)")
        func refused(_ bytes: [UInt8]) async throws -> Bool {
            let answer = try await office.add(bytes)
            return answer.status == 422 && answer.errors == ["file format"]
        }
        let parts = [("[Content_Types].xml", Self.kinds), ("word/document.xml", "<w/>")]
        #expect(try await office.add(Self.document(parts)).status == 201)
        #expect(try await refused(Self.document(parts + [("word/vbaProject.bin", "x")])))
        #expect(try await refused(Self.document([("[Content_Types].xml", "x"), ("a.txt", "b")])))
        let zeros = String(repeating: "0", count: OfficeParts.largest / 4)
        #expect(try await refused(Self.document(parts + [("word/media/a", zeros)])))
        let whole = try Self.document(parts)
        // Its last part is damaged.
        var damaged = whole
        let place = try #require(whole.firstRange(of: Array("word/document.xml".utf8))).upperBound
        damaged[place + 4] ^= 0xFF
        #expect(try await refused(damaged))
        #expect(try await refused(Array("<html>".utf8) + whole))
        #expect(try await refused(whole + Array("<html>".utf8)))
        #expect(try await office.add([]).errors == ["file required"])
        // Nothing of what was refused lies there.
        let examined = try await office.bureau.server.store.examine(by: .operator(systemUser: "test"))
        #expect(examined.extent.attachments == 4 && examined.extent.strays == 0)
    }

    @Test func `a file is no larger than it may be, and a record carries no more than it may`() async throws {
        let office = try await Office()
        let large = SampleFiles.jpeg(trailer: [UInt8](repeating: 7, count: Domain.Attachment.largest))
        let tooLarge = try await office.add(large)
        #expect(tooLarge.status == 413 && tooLarge.code == "bodyTooLarge", "\(tooLarge.text)")
        // With the one that it has.
        for text in ["b", "c", "d"] { #expect(try await office.add(SampleFiles.pdf(text)).status == 201) }
        async let first = office.add(SampleFiles.pdf("e"), by: .officer)
        async let second = office.add(SampleFiles.pdf("f"), by: .secretary)
        let answers = try await [first, second]
        #expect(answers.map(\.status).sorted() == [201, 409], "\(answers.map(\.text))")
        #expect(answers.contains { $0.code == "recordFull" })
        let rows = try await office.get("/attachments?\(office.finding)").items
        #expect(rows.count == Domain.Attachment.mostOfRecord)
        // One that is taken off makes room.
        let path = "/attachments/\(rows[1]["id"]?.integer ?? 0)/withdraw"
        #expect(try await office.post(path, ["reason": "重复"]).status == 200)
        #expect(try await office.add(SampleFiles.pdf("g")).status == 201)
    }

    @Test func `what was taken off is read by the auditor alone, and stays to be seen`() async throws {
        let office = try await Office()
        let id = office.bureau.ids["A file"] ?? 0
        #expect(try await office.post("/attachments/\(id)/withdraw", [:]).errors == ["reason required"])
        let taken = try await office.post("/attachments/\(id)/withdraw", ["reason": "含身份证号"])
        #expect(taken.json["withdrawal"]?["reason"] == "含身份证号", "\(taken.text)")
        #expect(try await office.post("/attachments/\(id)/withdraw", ["reason": "再次"]).code == "attachmentWithdrawn")
        for visitor in [WideBureau.Visitor.member, .officer, .secretary, .committee, .office] {
            #expect(try await office.get("/attachments/\(id)/file", by: visitor).status == 404, "\(visitor)")
            #expect(try await office.get("/attachments/\(id)", by: visitor).status == 200)
        }
        #expect(try await office.get("/attachments/\(id)/file", by: .auditor).body == SampleFiles.pdf("A"))
        let page = "/findings/\(office.bureau.ids["A finding"] ?? 0)"
        for (visitor, isReadable) in [(WideBureau.Visitor.member, false), (.auditor, true)] {
            let browser = Browser(office.bureau.server, as: try #require(office.bureau.accounts[visitor]))
            let shown = try await browser.get(page).text
            #expect(shown.contains("已撤回：含身份证号"), "\(shown)")
            #expect(shown.contains("/attachments/\(id)/file") == isReadable)
        }
    }

    @Test func `a record that is closed takes no more, and what should not be there is still taken off`() async throws {
        let office = try await Office()
        let finding = office.bureau.ids["A finding"] ?? 0
        let id = try await office.add(SampleFiles.pdf("x")).id
        #expect(
            try await office.post("/findings/\(finding)/withdraw", ["reason": "不再需要"], by: .committee).status == 200)
        #expect(try await office.add(SampleFiles.pdf("y")).code == "recordClosed")
        #expect(try await office.post("/attachments/\(id)/withdraw", ["reason": "传错了"]).status == 200)
        // A meeting that was called off, and a deed of another branch.
        let meeting = office.bureau.ids["QA meeting"] ?? 0
        let record = "holder=meeting&record=\(meeting)"
        #expect(try await office.add(SampleFiles.pdf("z"), to: record, by: .committee).status == 201)
        _ = try await office.post("/meetings/\(meeting)/cancel", ["reason": "防汛"], by: .committee)
        #expect(try await office.add(SampleFiles.pdf("w"), to: record, by: .committee).code == "recordClosed")
        let other = "holder=ledgerEntry&record=\(office.bureau.ids["B deed"] ?? 0)"
        #expect(try await office.add(SampleFiles.pdf("z"), to: other).errors == ["record reference"])
        // Neither care cases nor talks carry files.
        for holder in ["care", "talk", "member"] {
            let answer = try await office.add(SampleFiles.pdf("z"), to: "holder=\(holder)&record=1", by: .secretary)
            #expect(answer.errors == ["holder unknown"], "\(answer.text)")
        }
    }

    @Test func `a form on the record's page brings the file, and says beside it what is wrong with one`() async throws {
        let office = try await Office()
        let deed = office.bureau.ids["A deed"] ?? 0
        let account = try #require(office.bureau.accounts[.officer])
        let browser = Browser(office.bureau.server, as: account)
        let page = try await browser.get("/deeds/\(deed)").text
        let action = "/attachments/of/ledgerEntry/\(deed)"
        #expect(page.contains("action=\"\(action)\"") && page.contains("不要求上传照片"), "\(page)")
        func send(_ content: String?, named name: String = "说明.txt") async throws -> Answer {
            let fields = [("csrfToken", account.csrfToken), ("key", "k-\(content?.utf8.count ?? 0)")]
            var form = String(decoding: UploadTests.form(fields, file: content), as: UTF8.self)
            form = form.replacing("表.csv", with: name)
            return try await browser.post(action, raw: Array(form.utf8), headers: UploadTests.header)
        }
        let none = try await send(nil)
        #expect(none.status == 422 && none.text.contains("请先选择文件"), "\(none.text)")
        let wrong = try await send("<html>")
        #expect(wrong.status == 422 && wrong.text.contains("id=\"attachment-file-error\""), "\(wrong.text)")
        let sent = String(decoding: SampleFiles.pdf("deed"), as: UTF8.self)
        for _ in 1...2 {
            #expect(try await send(sent).location == "/ledgers/\(deed)?notice=recorded")
        }
        let after = try await browser.get("/deeds/\(deed)").text
        #expect(after.contains("说明.pdf</a>") && after.matches(of: /说明.pdf/).count == 1, "\(after)")
        // Without the session's token nothing is received.
        let form = UploadTests.form([("csrfToken", "x")], file: sent)
        #expect(try await browser.post(action, raw: form, headers: UploadTests.header).status == 403)
        // Who only reads is offered no form.
        let member = Browser(office.bureau.server, as: try #require(office.bureau.accounts[.member]))
        #expect(try await !member.get("/deeds/\(deed)").text.contains("type=\"file\""))
    }
}
