import Domain
import Testing

@Suite struct JSONFieldsTests {
    /// The complaints about `text` when `read` asks for its members.
    private func complaints(_ text: String, _ read: (inout JSONFields) -> Void) throws -> [String] {
        var fields = JSONFields(try JSON.parse(text.utf8))
        read(&fields)
        fields.refuseUnknown()
        return fields.errors.errors.map { "\($0.field) \($0.code.rawValue)" }
    }

    @Test(arguments: [
        (#"{"n":5}"#, []), (#"{"n":1}"#, []), (#"{"n":28}"#, []),
        (#"{}"#, ["n required"]), (#"{"n":null}"#, ["n required"]),
        (#"{"n":0}"#, ["n range"]), (#"{"n":29}"#, ["n range"]), (#"{"n":-5}"#, ["n range"]),
        (#"{"n":5.0}"#, []), (#"{"n":5.5}"#, ["n range"]), (#"{"n":29.0}"#, ["n range"]),
        (#"{"n":5e0}"#, ["n range"]), (#"{"n":"5"}"#, ["n range"]), (#"{"n":true}"#, ["n range"]),
        (#"{"n":[5]}"#, ["n range"]),
        (#"{"n":99999999999999999999}"#, ["n range"]),
        (#"{"n":5,"m":6,"k":null}"#, ["m unexpected", "k unexpected"]),
        (#"{"N":5}"#, ["n required", "N unexpected"]),
        (#"[5]"#, [" format", "n required"]), (#"5"#, [" format", "n required"]),
        (#"null"#, [" format", "n required"]),
    ])
    func `a whole number is written in plain digits, in its range`(text: String, expected: [String]) throws {
        #expect(try complaints(text) { _ = $0.integer("n", in: 1...28) } == expected)
    }

    @Test(arguments: [
        (#"{"p":14}"#, []), (#"{"p":14.5}"#, []), (#"{"p":14.50}"#, []), (#"{"p":0}"#, []), (#"{"p":15}"#, []),
        (#"{"p":15.01}"#, ["p range"]), (#"{"p":14.505}"#, ["p precision"]), (#"{"p":-1}"#, ["p format"]),
        (#"{"p":1e1}"#, ["p format"]), (#"{"p":"14"}"#, ["p format"]), (#"{"p":99999999999}"#, ["p range"]),
        (#"{"p":null}"#, ["p required"]), (#"{"p":false}"#, ["p format"]),
    ])
    func `points are numbers with at most two decimals`(text: String, expected: [String]) throws {
        #expect(try complaints(text) { _ = $0.points("p", atMost: Points(hundredths: 1500)) } == expected)
    }

    @Test(arguments: [
        (#"{"t":"字"}"#, []), (#"{"t":" "}"#, ["t required"]), (#"{"t":""}"#, ["t required"]),
        (#"{"t":1}"#, ["t format"]),
        (#"{"t":"abcd"}"#, ["t length"]), (#"{"t":"a\u0000"}"#, ["t format"]), (#"{}"#, ["t required"]),
    ])
    func `a text is there, and no longer than allowed`(text: String, expected: [String]) throws {
        #expect(try complaints(text) { _ = $0.text("t", maximum: 3) } == expected)
    }

    @Test(arguments: [
        (#"{"t":"字"}"#, []), (#"{"t":""}"#, []), (#"{"t":null}"#, []), (#"{}"#, []), (#"{"t":1}"#, ["t format"]),
        (#"{"t":"abcd"}"#, ["t length"]),
    ])
    func `an optional text may be left out, null or empty`(text: String, expected: [String]) throws {
        #expect(try complaints(text) { _ = $0.optionalLines("t", maximum: 3) } == expected)
    }

    @Test(arguments: [
        (#"{"t":"self"}"#, []), (#"{"t":"public"}"#, []), (#"{"t":"own"}"#, ["t unknown"]),
        (#"{"t":"Self"}"#, ["t unknown"]),
        (#"{"t":""}"#, ["t unknown"]), (#"{"t":1}"#, ["t format"]), (#"{}"#, ["t required"]),
    ])
    func `a choice is one of its words`(text: String, expected: [String]) throws {
        var tier: Tier?
        #expect(try complaints(text) { tier = $0.choice("t") } == expected)
        #expect((tier != nil) == expected.isEmpty)
    }

    @Test(arguments: [
        (#"{"l":[{"n":1}]}"#, []), (#"{"l":[{"n":1},{"n":2}]}"#, []),
        (#"{"l":[]}"#, ["l length"]), (#"{"l":[{"n":1},{"n":1},{"n":1}]}"#, ["l length"]),
        (#"{"l":{"n":1}}"#, ["l length"]),
        (#"{}"#, ["l required"]),
        (#"{"l":[{"n":9},{"m":1}]}"#, ["l[0].n range", "l[1].n required", "l[1].m unexpected"]),
        (#"{"l":[1]}"#, ["l[0] format", "l[0].n required"]),
    ])
    func `errors inside a list say which entry they are in`(text: String, expected: [String]) throws {
        #expect(try complaints(text) { _ = $0.list("l", count: 1...2) { $0.integer("n", in: 1...5) } } == expected)
    }

    @Test func `a list in a list has both places in its path`() throws {
        let found = try complaints(#"{"a":[{"b":[{"n":1},{"n":"x"}]}]}"#) {
            _ = $0.list("a", count: 1...9) { $0.list("b", count: 1...9) { $0.integer("n", in: 1...5) } }
        }
        #expect(found == ["a[0].b[1].n range"])
    }
}
