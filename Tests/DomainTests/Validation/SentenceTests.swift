import Testing

@testable import Domain

@Suite struct SentenceTests {
    private static func numbers(_ count: Int) -> [Sentence] { (1...count).map { "\($0)" } }

    @Test(arguments: [
        (2, "1, 2"), (3, "1, 2, 3"), (4, "1, 2, 3, … and 1 more"), (80, "1, 2, 3, … and 77 more"),
    ]) func `a long list says its first parts, and how many there are beside them`(count: Int, expected: String) {
        let sentence: Sentence = "there are \(Self.numbers(count), most: 3)"
        #expect(sentence.description == "there are \(expected)")
    }

    @Test func `what is counted is said in the other language too`() {
        let sentence: Sentence = "there are \(Self.numbers(5), most: 3)"
        let chinese = ["there are {1}": "有{1}", ", ": "、", "… and {1} more": "……另有 {1} 项"]
        #expect(sentence.said { chinese[$0] } == "有1、2、3、……另有 2 项")
    }

    @Test(arguments: [1_999, 2_000, 2_001, 50_000]) func `no more is told than the API promises`(length: Int) {
        let told = Sentence(String(repeating: "区", count: length)).told
        #expect(told.unicodeScalars.count == min(length, Sentence.mostTold))
        #expect(told.hasSuffix("…") == (length > Sentence.mostTold))
    }
}
