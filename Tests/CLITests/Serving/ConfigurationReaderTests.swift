import Testing

@testable import cli

/// The part of TOML that a configuration is written in.
struct ConfigurationReaderTests {
    private static func read(_ text: String) throws -> [ConfigurationFile.Entry] {
        try ConfigurationReader.entries(in: text)
    }

    @Test func `keys have strings, numbers, flags and lists of strings, each with its line`() throws {
        let entries = try Self.read(
            """
            # a comment

            host = "0.0.0.0"\t# and one behind a value
            port=8_443
              behind-proxy   =   true
            log-requests = false
            trusted-proxy = [
                "10.0.0.2",  # one
                '10.0.1.0/24',
            ]
            base-path = '/zhibu'
            mail-by = [] # not judged here
            keep = -1
            """)
        #expect(
            entries == [
                .init(key: "host", value: .text("0.0.0.0"), line: 3),
                .init(key: "port", value: .number(8443), line: 4),
                .init(key: "behind-proxy", value: .flag(true), line: 5),
                .init(key: "log-requests", value: .flag(false), line: 6),
                .init(key: "trusted-proxy", value: .texts(["10.0.0.2", "10.0.1.0/24"]), line: 7),
                .init(key: "base-path", value: .text("/zhibu"), line: 11),
                .init(key: "mail-by", value: .texts([]), line: 12),
                .init(key: "keep", value: .number(-1), line: 13),
            ])
    }

    @Test func `lines end as on Windows too, and the last one need not`() throws {
        #expect(try Self.read("a = 1\r\n# b\r\nb = 'c'\r\n").map(\.line) == [1, 3])
        #expect(try Self.read("").isEmpty && Self.read("\n# nothing").isEmpty)
    }

    @Test(arguments: [
        (#""""#, ""), (#""a\tb\"c\\d""#, "a\tb\"c\\d"), (#""支\u90E8 \U0001F600""#, "支部 😀"), (#"'C:\new'"#, #"C:\new"#),
        (#""it's # no comment""#, "it's # no comment"), ("'\t'", "\t"), (#""a,]b""#, "a,]b"),
    ])
    func `a string is what TOML says`(written: String, text: String) throws {
        #expect(try Self.read("key = \(written)") == [.init(key: "key", value: .text(text), line: 1)])
    }

    @Test(arguments: [
        ("port", 1, "behind port come a ="), ("port 8080", 1, "behind port come a ="), ("\n= 1", 2, "port = 8080"),
        ("[serve]", 1, "no tables"), ("[[a]]", 1, "no tables"), ("a.b = 1", 1, "behind a come"),
        ("\"port\" = 1", 1, "an option and its value"), ("port =", 1, "port has no value"),
        ("port = # none\n", 1, "port has no value"), ("port = 1 2", 1, "only a comment"),
        ("a = 'b' c", 1, "only a comment"), ("a = 1 b = 2", 1, "only a comment"), ("a = bare", 1, "a = \"…\""),
        ("a = 08:00", 1, "08:00 is neither"), ("a = 012", 1, "012 is neither"), ("a = 1.5", 1, "1.5 is neither"),
        ("a = 0x10", 1, "0x10 is neither"), ("a = 1__0", 1, "1__0 is neither"), ("a = True", 1, "True is neither"),
        ("a = 9223372036854775808", 1, "is neither"), ("a = 2026-11-30", 1, "is neither"),
        ("a = { b = 1 }", 1, "is neither"), ("a = \"open", 1, "is not ended by \""),
        ("a = 'open\n'", 1, "is not ended by '"), ("a = \"\"\"\nlong\n\"\"\"", 1, "on one line"),
        ("a = '''x'''", 1, "on one line"), (#"a = "C:\new\q""#, 1, #"\ is written as \\"#),
        (#"a = "\u12""#, 1, "is written as"), (#"a = "\uD800""#, 1, "is written as"),
        ("a = [\n1]", 2, "strings in quotes"), ("a = ['b'\n'c']", 2, "commas between them"),
        ("a = ['b'", 1, "commas between them"), ("a = [", 1, "strings in quotes"), ("a = ['b',,]", 1, "strings"),
        ("a = 1\n\na = 2", 3, "a stands in line 1 already"), ("a = \"\u{7}\"", 1, "is not ended"),
        ("# \u{0}", 1, "control character"), ("端口 = 1", 1, "an option and its value"),
    ])
    func `what is none is refused by its line, with what would be right`(text: String, line: Int, says: String) {
        let fault = #expect(throws: ConfigurationFile.Fault.self) { try Self.read(text) }
        #expect(fault?.line == line)
        #expect(fault?.detail.contains(says) == true, "\(fault?.detail ?? "")")
    }
}
