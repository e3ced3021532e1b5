import Domain
import Testing

@Suite struct CodeTests {
    @Test(arguments: [
        "CG-03", "CG-03-A07", "monthly-2026", "1042", "a", "A_b.c-d", "0", "12345678901234567890123456789012",
    ])
    func `letters, digits, hyphens, underscores and points make a code`(raw: String) throws {
        #expect(try Code(raw).text == raw)
    }

    @Test(arguments: [
        ("", Rejection.Code.required), ("  ", .required), ("\u{3000}", .required),
        ("123456789012345678901234567890123", .length),
        ("-a", .format), ("_a", .format), (".a", .format), ("CG 03", .format), ("CG/03", .format),
        ("支部", .format), ("é", .format), ("a\u{0}b", .format), ("a\nb", .format), ("=A1", .format), ("<b>", .format),
    ])
    func `anything else is refused`(raw: String, code: Rejection.Code) {
        #expect(rejected { try Code(raw) } == code)
    }

    @Test func `white space around a code is dropped, case is kept`() throws {
        #expect(try Code(" \u{3000}CG-03\t\n").text == "CG-03")
        #expect(try Code("cg-03") != Code("CG-03"))
        #expect(try Code("ＣＧ－０３").text == "CG-03", "a Chinese keyboard's")
    }

    @Test func `codes are ordered by their characters`() throws {
        let codes = try ["b", "A10", "a", "A2", "A.1", "A-1", "10", "9"].map { try Code($0) }
        #expect(codes.sorted().map(\.text) == ["10", "9", "A-1", "A.1", "A10", "A2", "a", "b"])
    }

    @Test func `ids are ordered by their numbers`() {
        #expect(ID<Branch>(9) < ID<Branch>(10))
        #expect(ID<Branch>(7) == ID<Branch>(7))
    }
}
