import Domain
import Foundation
import Testing

@testable import Server

/// The files of offices that are about names, numbers and encodings (Tests/Fixtures/cases).
@Suite(.serialized)
struct CaseNamesTests {
    @Test(arguments: [
        ("07a", "0 0 2"), ("07b", "0 0 1"), ("08b", "4 0 0"), ("09a", "0 0 1"), ("09b", "0 0 1"), ("10", "7 0 0"),
        ("11a", "0 0 3"), ("12a", "2 0 0"),
    ])
    func `a file goes in with whole names in one form, and again changes nothing`(
        file: String, counts: String
    ) async throws {
        let bureau = try await CaseBureau()
        let answer = try await bureau.importing("members", file)
        #expect(answer.status == 200 && answer.counts == counts, "\(answer.text)")
        let again = try await bureau.importing("members", file)
        #expect(again.status == 200 && again.counts.hasPrefix("0 0 "), "\(again.text)")
        for listing in try await bureau.server.get("/members?limit=500").items {
            let name = try #require(listing["name"]?.string)
            #expect(NameForm.of(name).utf8.elementsEqual(name.utf8), "\(name)")
        }
    }

    @Test(arguments: [
        ("08b", "1011", "陈䶮"), ("08b", "1012", "𠮷泽"), ("08b", "1013", "王㐂明"), ("08b", "1014", "李𬭎"),
        ("07a", "1003", "袁强"),
        ("07a", "1004", "钱平"), ("09a", "1006", "郎清河"), ("10", "1022", "阿依江·吐尔洪"), ("10", "1026", "阿依江·吐尔洪"),
        ("11a", "1006", "郎清河"),
    ])
    func `a name is kept byte for byte`(file: String, number: String, name: String) async throws {
        let bureau = try await CaseBureau()
        try await SmallBureau.expectImported(bureau.importing("members", file))
        let kept = try #require(try await bureau.member(number)["name"]?.string)
        #expect(kept.utf8.elementsEqual(name.utf8), "\(kept)")
    }

    @Test func `question marks for characters are refused, each with its line`() async throws {
        let answer = try await CaseBureau().importing("members", "08a")
        #expect(answer.status == 422)
        #expect(answer.rowErrors == ["2 姓名 format", "3 姓名 format", "4 姓名 format"], "\(answer.text)")
        #expect(answer.details.allSatisfy { $0.contains("CSV UTF-8") })
    }

    @Test func `a slip in a group's name is asked about, and a numeral written otherwise; blanks and widths are not`()
        async throws
    {
        let bureau = try await CaseBureau()
        let asked = try await bureau.importing("members", "11c")
        #expect(
            asked.code == "confirmationNeeded" && asked.rowErrors == ["3 党小组 confirm", "5 党小组 confirm"], "\(asked.text)"
        )
        let done = try await bureau.importing("members", "11c", "?confirm=true")
        #expect(done.counts == "4 0 0", "\(done.text)")
        #expect(try await bureau.member("1031")["group"] == "第一党小组")
        #expect(try await bureau.member("1032")["group"] == "第1党小组")
        #expect(try await bureau.member("1033")["group"] == "第二党小组")
    }

    @Test func `numbers that lost their zeros are asked about`() async throws {
        let bureau = try await CaseBureau()
        try await SmallBureau.expectImported(bureau.importing("members", "12a"))
        let asked = try await bureau.importing("members", "12b")
        #expect(asked.code == "confirmationNeeded", "\(asked.text)")
        #expect(asked.rowErrors == ["2 党员编号 confirm", "3 党员编号 confirm"])
        #expect(asked.details.first?.contains("0103") == true)
        #expect(try await bureau.importing("members", "12b", "?confirm=true").counts == "2 0 0")
    }
}
