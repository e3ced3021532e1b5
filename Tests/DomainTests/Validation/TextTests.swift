import Domain
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("城东夜市", "城东夜市"), ("  a b  ", "a b"), ("\u{3000}支部\u{3000}", "支部"), ("\n\t一\n二\t", "一\n二"),
        ("\u{A0}x\u{A0}", "x"),
        ("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"),
    ])
    func `white space at both ends is dropped, that within is kept`(raw: String, kept: String) throws {
        #expect(try Text(raw).string == kept)
    }

    @Test(arguments: ["", " ", "\u{3000}", "\n\r\n\t"])
    func `nothing but white space is nothing`(raw: String) {
        #expect(rejected { try Text(raw) } == .required)
    }

    @Test(arguments: ["a\u{0}b", "a\u{7}b", "a\u{1B}[31mb", "a\u{7F}b"])
    func `control characters are refused`(raw: String) {
        #expect(rejected { try Text(raw) } == .format)
    }

    @Test(arguments: ["a\u{202E}b", "a\u{2066}b", "a\u{200B}b", "\u{FEFF}a"])
    func `what is not seen but turns or parts the text is refused`(raw: String) {
        #expect(rejected { try Text(raw) } == .format)
    }

    @Test func `line ends of every kind become one`() throws {
        #expect(try Text("一\r\n二\r三\n四").string == "一\n二\n三\n四")
    }

    @Test func `length is counted as Unicode and JSON Schema count it`() throws {
        #expect(try Text(String(repeating: "字", count: 200)).string.count == 200)
        #expect(rejected { try Text(String(repeating: "字", count: 201)) } == .length)
        #expect(rejected { try Text("e\u{301}e\u{301}", maximum: 3) } == .length)
        #expect(try Text("e\u{301}", maximum: 2).string.count == 1)
        #expect(try Text(" \(String(repeating: "a", count: 10)) ", maximum: 10).string.count == 10)
    }

    @Test func `a reason may be longer than a name`() throws {
        #expect(try Text.reason(String(repeating: "字", count: 500)).string.count == 500)
        #expect(rejected { try Text.reason(String(repeating: "字", count: 501)) } == .length)
    }

    @Test(arguments: [("", nil), (" \u{3000}", nil), (" a ", "a")] as [(String, String?)])
    func `an empty form field is a missing one`(raw: String, kept: String?) {
        #expect(raw.nonEmpty == kept)
    }
}
