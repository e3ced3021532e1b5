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

    @Test func `length is counted in characters as a reader counts them`() throws {
        #expect(try Text(String(repeating: "字", count: 200)).string.count == 200)
        #expect(rejected { try Text(String(repeating: "字", count: 201)) } == .length)
        #expect(rejected { try Text("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", maximum: 1) } == .length)
        #expect(try Text("👨‍👩‍👧‍👦", maximum: 1).string.count == 1)
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
