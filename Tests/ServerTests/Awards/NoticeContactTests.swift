import Domain
import Testing

@testable import Server
@testable import Storage

/// To whom objections to a notice are made.
@Suite struct NoticeContactTests {
    private static let contact: JSON = [
        "body": "区局机关党委", "phone": "0571-87654321 转 802", "hours": "工作日 9:00–11:30", "address": "解放路 1 号",
        "postcode": "310000", "email": "dangwei@example.gov.cn", "letterDeadline": "postmark",
    ]

    private static func path(_ bureau: WideBureau, _ committee: String) throws -> String {
        "/committees/\(try #require(bureau.ids[committee]))/notice-contact"
    }

    @Test func `it is recorded over what was read, and over nothing else`() async throws {
        let bureau = try await WideBureau()
        let path = try Self.path(bureau, "QA")
        let none = try await bureau.server.get(path)
        #expect(none.json["contact"] == .null && none.json["version"] == 0 && none.headers["etag"] == "\"0\"")
        func record(_ contact: JSON, over version: Int) async throws -> Answer {
            try await bureau.server.send("PUT", path, contact, headers: ["If-Match": "\"\(version)\""])
        }
        let made = try await record(Self.contact, over: 0)
        #expect(made.status == 200 && made.json["contact"] == Self.contact && made.json["version"] == 1)
        #expect(try await record(Self.contact, over: 0).status == 412)
        let changed = try await record(
            ["body": "机关纪委", "phone": "0571-1", "hours": "全天", "address": "解放路 2 号"], over: 1)
        #expect(changed.json["contact"]?["email"] == .null && changed.json["version"] == 2)
        #expect(try await bureau.server.get(path).json == changed.json)

        let audit = try await bureau.server.get("/audit?subject=noticeContact").items
        #expect(audit.map { $0["before"]?["body"] } == ["区局机关党委", nil])
        #expect(audit.map { $0["after"]?["body"] } == ["机关纪委", "区局机关党委"])
    }

    @Test func `all that is wrong with it is told at once`() async throws {
        let bureau = try await WideBureau()
        let answer = try await bureau.server.send(
            "PUT", Self.path(bureau, "QA"),
            ["body": " ", "phone": .string(String(repeating: "1", count: 41)), "email": "x"],
            headers: ["If-Match": "0"])
        #expect(
            answer.errors == ["body required", "phone length", "hours required", "address required", "email format"])
    }

    @Test(arguments: Language.allCases)
    func `a notice names its committee's, or the nearest one's above it; without any, the committee`(
        language: Language
    ) async throws {
        let bureau = try await WideBureau()
        let notice = "/cycles/\(try #require(bureau.ids["A posted"]))/notice"
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.member]))
        func page() async throws -> String {
            try await browser.get(notice, headers: ["Accept-Language": language.rawValue]).text
        }
        let committee = try await bureau.server.get("/committees/\(try #require(bureau.ids["QA"]))").json["name"]?
            .string
        let before = try await page()
        #expect(before.contains(try #require(committee)) && !before.contains("87654321"))

        for (code, body) in [("JG", "市局机关党委"), ("QA", "区局机关党委")] {
            var contact = try #require(Self.contact.object)
            contact["body"] = .string(body)
            let made = try await bureau.server.send(
                "PUT", Self.path(bureau, code), .object(contact), headers: ["If-Match": "0"])
            #expect(made.status == 200)
            let page = try await page()
            #expect(page.contains(body) && page.contains("0571-87654321 转 802") && page.contains("解放路 1 号"))
            #expect(page.contains("310000"))
            #expect(page.contains(language == .chinese ? "来信以邮戳日为准" : "Letters count that are postmarked by"))
            #expect(!page.contains("来信以送达日为准") && !page.contains("Letters count that arrive"))
        }
    }

    @Test func `the office says it on a form, which comes back with what stands there`() async throws {
        let bureau = try await WideBureau()
        let browser = Browser(bureau.server, as: try #require(bureau.accounts[.committee]))
        let form = "/administration/committees/\(try #require(bureau.ids["QA"]))/notice-contact"
        let list = try await browser.get("/administration/committees").text
        #expect(list.contains(form))
        #expect(!list.contains("/administration/committees/\(try #require(bureau.ids["JG"]))/notice-contact"))
        var fields = ["body": "区局机关党委", "phone": "0571-87654321", "hours": "工作日", "address": "", "version": "0"]
        #expect(try await browser.post(form, fields).status == .init(422))
        fields["address"] = "解放路 1 号"
        #expect(try await browser.post(form, fields).location == "/administration/committees?notice=recorded")
        #expect(try await browser.get(form).text.contains("value=\"解放路 1 号\""))
    }
}
