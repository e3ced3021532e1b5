import Domain
import Testing

@Suite struct JSONWritingTests {
    @Test(
        arguments: [
            (JSON.null, "null"), (true, "true"), (false, "false"), (0, "0"), (.number("14.50"), "14.50"), ("", "\"\""),
            ([], "[]"),
            (.object(JSON.Object()), "{}"), ([1, "a", nil, []], "[1,\"a\",null,[]]"),
            (["b": 1, "a": [true]], "{\"b\":1,\"a\":[true]}"),
            (["a": 1, "a": 2], "{\"a\":2}"),
        ] as [(JSON, String)])
    func `text is compact, members in their order`(value: JSON, text: String) {
        #expect(value.text == text)
        #expect(value.bytes() == Array(text.utf8))
    }

    @Test(arguments: [
        ("\"\\", #""\"\\""#), ("/", #""/""#), ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#),
        ("\u{0}\u{1}\u{F}\u{10}\u{1F}", #""\u0000\u0001\u000f\u0010\u001f""#),
        ("\u{7F}", "\"\u{7F}\""), ("支部😀", "\"支部😀\""), ("\u{2028}<>&", "\"\u{2028}<>&\""), ("\r\n", #""\r\n""#),
    ])
    func `only what must be escaped is, in the shortest way`(string: String, text: String) {
        #expect(JSON.string(string).text == text)
        #expect(JSON.string(string).canonicalBytes() == Array(text.utf8))
    }

    @Test(arguments: [
        (#"{"b":1,"a":2}"#, #"{"a":2,"b":1}"#),
        (#"{ "b" : [ {"z":1,"y":2} ] , "a" : {} }"#, #"{"a":{},"b":[{"y":2,"z":1}]}"#),
        (#"{"a":1,"B":2,"A":3,"_":4}"#, #"{"A":3,"B":2,"_":4,"a":1}"#),
        (#"{"aa":1,"a":2,"":3}"#, #"{"":3,"a":2,"aa":1}"#),
        (#"{"10":1,"9":2}"#, #"{"10":1,"9":2}"#), (#"{"é":1,"z":2,"支":3}"#, #"{"z":2,"é":1,"支":3}"#),
        // By UTF-8 bytes, where UTF-16 would put the emoji first.
        (#"{"😀":1,"\ufb33":2}"#, "{\"\u{FB33}\":2,\"😀\":1}"),
        (#"["\u0041\/\u000a","\ud83d\ude00"]"#, #"["A/\n","😀"]"#), (#"[3,1,2]"#, #"[3,1,2]"#), (#"[1.50]"#, #"[1.50]"#),
    ])
    func `the canonical spelling has no white space, sorted names and the shortest escapes`(
        text: String, canonical: String
    ) throws {
        #expect(try String(decoding: JSON.parse(text.utf8).canonicalBytes(), as: UTF8.self) == canonical)
    }

    @Test func `the order in which members were written does not change the canonical spelling`() throws {
        let (one, other) = (
            try JSON.parse(#"{"a":{"x":1,"y":2},"b":3}"#.utf8), try JSON.parse(#"{"b":3,"a":{"y":2,"x":1}}"#.utf8)
        )
        #expect(one != other)
        #expect(one.canonicalBytes() == other.canonicalBytes())
    }

    @Test func `the text for people is indented`() {
        let value: JSON = ["a": [1, ["b": nil]], "c": [], "d": .object(JSON.Object())]
        #expect(
            value.prettyText == """
                {
                  "a": [
                    1,
                    {
                      "b": null
                    }
                  ],
                  "c": [],
                  "d": {}
                }
                """
        )
    }

    @Test func `values of the domain are written as the API shows them`() throws {
        #expect(JSON(Points(hundredths: 1450)).text == "14.5")
        #expect(JSON(Points?.none).text == "null")
        #expect(JSON(ID<Branch>(12)).text == "12")
        #expect(JSON(ID<Branch>?.none).text == "null")
        #expect(JSON(try LocalDate(parsing: "2026-11-23")).text == "\"2026-11-23\"")
        #expect(JSON(try Month(parsing: "2026-11")).text == "\"2026-11\"")
        #expect(JSON(Instant(seconds: 0)).text == "\"1970-01-01T00:00:00Z\"")
        #expect(JSON(String?.none).text == "null")
        #expect(JSON(Int64.min).text == "-9223372036854775808")
        #expect(JSON([1, 2]) { JSON($0 * 2) }.text == "[2,4]")
    }

    @Test func `a member is set, replaced and removed by its name`() {
        var object = JSON.Object()
        object["a"] = 1
        object["b"] = 2
        object["a"] = 3
        object["c"] = Optional<JSON>.none
        #expect(JSON.object(object).text == #"{"a":3,"b":2}"#)
        object["a"] = Optional<JSON>.none
        #expect(JSON.object(object).text == #"{"b":2}"#)
    }
}
