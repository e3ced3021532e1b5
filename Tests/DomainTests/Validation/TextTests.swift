import Domain
import Testing

@Suite struct TextTests {
    @Test(arguments: [
        ("城东夜市", "城东夜市"), ("  a b  ", "a b"), ("\u{3000}支部\u{3000}", "支部"), ("\n\t一 二\t", "一 二"),
        ("\u{A0}x\u{A0}", "x"), ("一\u{3000}二", "一\u{3000}二"), ("e\u{301}", "e\u{301}"), ("👍🏽", "👍🏽"),
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
        #expect(try Text.reason("一\r\n二\r三\n四").string == "一\n二\n三\n四")
    }

    @Test(arguments: [
        "\n", "\r", "\r\n", "\t", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1B}", "\u{9B}", "\u{AD}",
        "\u{34F}", "\u{61C}", "\u{115F}", "\u{180E}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{200E}", "\u{202E}",
        "\u{2060}", "\u{2066}", "\u{2800}", "\u{3164}", "\u{FE0F}", "\u{FEFF}", "\u{FFA0}", "\u{FFF9}", "\u{E0001}",
        "\u{E0100}",
    ])
    func `a name is one line, and all of it is to be seen`(hidden: String) {
        #expect(rejected { try Text("王\(hidden)芳") } == .format)
        #expect(rejected { try Text.requireLine("王芳\(hidden)") } == .format, "as a program sends it, at the end too")
    }

    @Test(arguments: ["一\n二", "一\t二", "👨‍👩‍👧‍👦", "✔\u{FE0F} 好"])
    func `a reason has lines, and joined signs`(raw: String) throws {
        #expect(try Text.reason(raw).string == raw)
    }

    @Test func `what is not seen is told by its number`() {
        #expect {
            try Text("王\u{202E}芳")
        } throws: { error in
            (error as? Rejection)?.detail.description
                == "U+202E is not to be seen, and is not allowed here: take it out"
        }
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
