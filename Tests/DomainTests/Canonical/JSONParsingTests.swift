import Domain
import Testing

@Suite struct JSONParsingTests {
    @Test(
        arguments: [
            ("null", JSON.null), ("true", true), ("false", false), ("0", 0), ("-0", .number("-0")), ("\"\"", ""),
            ("[]", []), ("{}", .object(JSON.Object())), (" \t\r\n[ 1 , 2 ]\n ", [1, 2]),
            ("{\"a\" : {\"b\":[]}}", ["a": ["b": []]]),
            ("\u{FEFF}1", 1),
        ] as [(String, JSON)])
    func `every kind of value is read`(text: String, value: JSON) throws {
        #expect(try JSON.parse(text.utf8) == value)
    }

    @Test(arguments: [
        "0", "-1", "14.50", "14.5", "1e5", "1E+05", "-0.0e-0", "0.10000000000000000000000000000001",
        "123456789012345678901234567890",
    ])
    func `a number stays as it was written`(digits: String) throws {
        let value = try JSON.parse(digits.utf8)
        #expect(value == .number(digits))
        #expect(value.text == digits)
    }

    @Test(
        arguments: [
            ("1", 1), ("-1", -1), ("9223372036854775807", .max), ("9223372036854775808", nil), ("1.0", 1),
            ("-3.00", -3), ("1.5", nil), ("1.05", nil), ("1e3", nil), ("1.0e3", nil), ("\"1\"", nil),
        ] as [(String, Int64?)])
    func `only a whole number, in plain digits, is an integer`(text: String, integer: Int64?) throws {
        #expect(try JSON.parse(text.utf8).integer == integer)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u00E9""#, "Aéé"),
        (#""\u652f\u90e8""#, "支部"),
        (#""\ud83d\ude00""#, "😀"), (#""\uD800\uDC00\uDBFF\uDFFF""#, "\u{10000}\u{10FFFF}"), (#""\u0000""#, "\u{0}"),
        (#""😀支部""#, "😀支部"), (#""\u007f""#, "\u{7F}"), ("\"\u{7F}\u{2028}\"", "\u{7F}\u{2028}"),
    ])
    func `escapes are undone`(text: String, string: String) throws {
        #expect(try JSON.parse(text.utf8) == .string(string))
    }

    @Test(arguments: [
        // No value, or more than one.
        ("", "ends where a value", 0), (" ", "ends where a value", 1), ("1 2", "unexpected text", 2),
        ("{} x", "unexpected text", 3),
        ("nul", "a value was expected", 0), ("True", "a value was expected", 0),
        ("undefined", "a value was expected", 0),
        ("NaN", "a value was expected", 0), ("Infinity", "a value was expected", 0), ("'a'", "a value was expected", 0),
        ("nullx", "unexpected text", 4), ("// a\n1", "a value was expected", 0),
        // Numbers.
        ("01", "unexpected text", 1), ("-01", "unexpected text", 2), ("+1", "a value was expected", 0),
        (".5", "a value was expected", 0),
        ("1.", "a digit", 2), ("1.e5", "a digit", 2), ("1e", "a digit", 2), ("1e+", "a digit", 3), ("-", "a digit", 1),
        ("0x10", "unexpected text", 1), ("１", "a value was expected", 0), ("- 1", "a digit", 1),
        // Arrays.
        ("[", "ends where a value", 1), ("[1", "‘,’ or ‘]’", 2), ("[1,]", "a value was expected", 3),
        ("[1 2]", "‘,’ or ‘]’", 3),
        ("[,1]", "a value was expected", 1), ("]", "a value was expected", 0), ("[1}", "‘,’ or ‘]’", 2),
        // Objects.
        ("{", "a member's name", 1), ("{a:1}", "a member's name", 1), ("{\"a\"}", "‘:’", 4),
        ("{\"a\":}", "a value was expected", 5),
        ("{\"a\":1,}", "a member's name", 7), ("{\"a\":1", "‘,’ or ‘}’", 6), ("{\"a\":1 \"b\":2}", "‘,’ or ‘}’", 7),
        ("{1:2}", "a member's name", 1),
        // Names twice, however they are spelled.
        (#"{"a":1,"a":1}"#, "stands twice", 10), (#"{"a":1,"b":2,"a":3}"#, "stands twice", 16),
        (#"{"a":1,"\u0061":2}"#, "stands twice", 15), (#"[{"b":{"a":1,"a":1}}]"#, "stands twice", 16),
        (#"{"":1,"":2}"#, "stands twice", 8),
        // Strings.
        ("\"a", "closing quote", 2), ("\"a\\", "closing quote", 3), ("\"a\nb\"", "a control character", 3),
        ("\"\u{0}\"", "a control character", 2), ("\"\u{1F}\"", "a control character", 2),
        ("\"\t\"", "a control character", 2),
        (#""\x""#, "unknown escape", 3), (#""\U0041""#, "unknown escape", 3), (#""\'""#, "unknown escape", 3),
        (#""\u12""#, "four hexadecimal", 5), (#""\u12G4""#, "four hexadecimal", 5),
        (#""\u１234""#, "four hexadecimal", 3),
        (#""\ud83d""#, "half of a surrogate", 7), (#""\ud83dx""#, "half of a surrogate", 7),
        (#""\ude00""#, "half of a surrogate", 7),
        (#""\ud83d\u0041""#, "half of a surrogate", 13), (#""\ud83d\ud83d""#, "half of a surrogate", 13),
        (#""\ude00\ud83d""#, "half of a surrogate", 7), (#""\ud83d\n""#, "half of a surrogate", 8),
    ])
    func `what is not JSON is refused, with the place`(text: String, reason: String, offset: Int) throws {
        let error = try #require(throws: JSON.SyntaxError.self) { try JSON.parse(text.utf8) }
        #expect(error.message.contains(reason))
        #expect(error.offset == offset)
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0x80, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xE0, 0x80, 0xAF, 0x22],
            [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], [0x22, 0xE6, 0x94, 0x22],
            [0x22, 0xD6, 0xA7, 0xB2, 0xBF, 0x22],
            [0xFF], [0xFE, 0xFF, 0x00, 0x31], [0x31, 0x00], [0xEF, 0xBB, 0xBF],
            [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, 0x31],
        ] as [[UInt8]])
    func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(bytes) }
    }

    @Test func `nesting is read down to 64 levels`() throws {
        func nested(_ levels: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: levels) + String(repeating: close, count: levels)
        }
        #expect(try JSON.parse(nested(64, "[", "]").utf8).array?.count == 1)
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(nested(65, "[", "]").utf8) }
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(nested(100_000, "[", "]").utf8) }
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(String(repeating: "[", count: 100_000).utf8) }
        #expect(throws: JSON.SyntaxError.self) { try JSON.parse(String(repeating: "{\"a\":", count: 100_000).utf8) }
    }

    @Test func `members keep their order`() throws {
        let object = try #require(try JSON.parse(#"{"b":1,"a":2,"c":3}"#.utf8).object)
        #expect(object.members.map(\.name) == ["b", "a", "c"])
    }

    @Test func `a value gives only what it is`() throws {
        let value = try JSON.parse(#"{"s":"x","b":true,"n":1,"a":[null],"o":{},"z":null}"#.utf8)
        #expect(value["s"]?.string == "x")
        #expect(value["b"]?.bool == true)
        #expect(value["n"]?.integer == 1)
        #expect(value["a"]?.array == [.null])
        #expect(value["o"]?.object == JSON.Object())
        #expect(value["z"]?.isNull == true)
        #expect(value["missing"] == nil)
        #expect(value["s"]?["x"] == nil)
        #expect(
            value["n"]?.string == nil && value["s"]?.integer == nil && value["z"]?.bool == nil
                && value["s"]?.array == nil)
        #expect(
            ["s", "b", "n", "a", "o", "z"].map { value[$0]?.kind } == [
                "string", "boolean", "number", "array", "object", "null",
            ])
    }
}
