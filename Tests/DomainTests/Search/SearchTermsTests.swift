import Foundation
import Testing

@testable import Domain

struct SearchTermsTests {
    @Test(arguments: [
        ("张三", ["张三"], [["张三"]]), (" ＡＢ　夜市 ", ["ab", "夜市"], [["ab", "ａｂ"], ["夜市"]]),
        ("100%", ["100%"], [["100%", "１００％"]]), ("办法(试行)", ["办法（试行）"], [["办法(试行)", "办法（试行）"]]),
    ])
    func `a word is looked for in the form that names have, in texts in both widths`(
        typed: String, terms: [String], spellings: [[String]]
    ) throws {
        let found = try #require(SearchTerms(typed))
        #expect(found.terms == terms)
        #expect(found.spellings == spellings)
    }

    @Test(arguments: [("张", false), ("张 1", false), ("夜市", true), ("张 夜市", true)])
    func `texts are looked through once a word has two characters`(typed: String, areForTexts: Bool) throws {
        #expect(try #require(SearchTerms(typed)).areForTexts == areForTexts)
    }

    @Test func `a found text is shown around what was found, in one line`() {
        let text = String(repeating: "前", count: 20) + "夜市\n管理" + String(repeating: "后", count: 60)
        let shown = "…" + String(repeating: "前", count: 16) + "夜市 管理" + String(repeating: "后", count: 43) + "…"
        #expect(Excerpt.of(text, around: ["没有", "夜市"]) == shown)
        #expect(Excerpt.of("ABC夜市", around: ["abc"]) == "ABC夜市")
        #expect(Excerpt.of("夜市", around: ["市夜"]) == nil)
    }
}

struct PinyinInitialsTests {
    @Test(arguments: [
        ("zsf", "张三丰", true), ("zs", "张三丰", true), ("sf", "张三丰", true), ("zf", "张三丰", false),
        ("zgf", "曾国藩", true), ("cgf", "曾国藩", true), ("sx", "单晓", true), ("oy", "欧阳", true),
        ("ayl", "阿依古丽·买买提", false), ("aygl", "阿依古丽·买买提", true), ("lm", "阿依古丽·买买提", true), ("dya", "党员A五", true),
        ("zsff", "张三丰", false),
    ])
    func `a name is found by how its characters begin`(typed: String, name: String, isFound: Bool) {
        #expect(PinyinInitials.stand(typed, in: name) == isFound)
    }

    @Test(arguments: [("zs", true), ("z", false), ("z3", false), ("张三", false), ("abcdefghi", false)])
    func `a few letters can be meant so`(typed: String, may: Bool) {
        #expect(PinyinInitials.may(be: typed) == may)
    }

    @Test func `the table has the commonest reading of each character`() {
        let letters = Array(PinyinInitials.table.utf8)
        #expect(letters.count == 0x9FFF - 0x4E00 + 1)
        for value in stride(from: UInt32(0x4E00), through: 0x9FA5, by: 7) {
            let character = Unicode.Scalar(value).map { String($0) } ?? ""
            let read = character.applyingTransform(.mandarinToLatin, reverse: false)?
                .folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
            let first = read?.utf8.first.flatMap { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 ? $0 : nil }
            #expect(letters[Int(value - 0x4E00)] == first ?? UInt8(ascii: "-"), "\(character)")
        }
    }
}
