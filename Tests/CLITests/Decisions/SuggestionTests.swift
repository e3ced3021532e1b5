import Domain
import Foundation
import Testing

/// Suggestions by the command line: handed in without a name, answered, held back, and read by their codes.
struct SuggestionCommandTests {
    @Test func `a suggestion is handed in without a name, answered, and its answer read by the code`() async throws {
        let place = try await Workplace.withBureau()
        func zhibu(_ words: String...) async throws -> Workplace.Outcome {
            try await place.zhibu(["suggestion"] + words)
        }
        let made = try await place.zhibu(
            "suggestion", "hand-in", "--anonymous", "--branch", "B-1", "--kind", "process", typing: ["录分时间太集中"])
        #expect(made.status == 0, "\(made.err)")
        let code = try #require(made.out.split(separator: "\n").first.map(String.init))
        let id = try String(#require(try await zhibu("list", "--json").json().array?.first?["id"]?.integer))
        #expect(try await zhibu("outcome", id, "--said", "已办").err.contains("answer it first"))
        #expect(try await zhibu("answer", id, "--said", "提前五天开放").out.contains("answered"))
        #expect(try await zhibu("outcome", id, "--said", "已办").out.contains("followed"))
        #expect(try await zhibu("hold", id, "--reason", "涉及个人").out.contains("held"))
        #expect(try await zhibu("show", id).out.contains("录分时间太集中"))
        let read = try await place.zhibu("suggestion", "read", typing: [code])
        #expect(read.status == 0 && read.out.contains("提前五天开放"), "\(read.err)")
        let wrong = try await place.zhibu("suggestion", "read", typing: ["2222-3333"])
        #expect(wrong.status == 65 && wrong.err.contains("no code that was shown"), "\(wrong.err)")
        // The operator is nobody's account, and signs for nobody.
        let own = try await zhibu("hand-in", "--kind", "process", "--said", "?")
        #expect(own.status != 0 && !own.err.isEmpty)
        let neither = try await zhibu("hand-in", "--kind", "process", "--said", "?", "--branch", "B-1")
        #expect(neither.status == 64 && neither.err.contains("go together"), "\(neither.err)")
    }
}
