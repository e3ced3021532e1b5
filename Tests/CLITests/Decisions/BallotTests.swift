import Domain
import Foundation
import Testing

/// What a secretary does about secret ballots, by the command line.
struct BallotCommandTests {
    @Test func `a ballot is drafted, issued and withdrawn, and no code but a ballot's own is taken`() async throws {
        let place = try await Workplace.withBureau()
        func zhibu(_ words: String...) async throws -> Workplace.Outcome { try await place.zhibu(["ballot"] + words) }
        let made = try await zhibu(
            "straw", "--branch", "B-1", "--title", "意见征求", "--question", "放在哪一天？", "--choice", "周五", "--choice", "周六")
        #expect(made.status == 0 && made.out.contains("意见征求: drafted"), "\(made.err)")
        let id = try String(#require(try await zhibu("list", "--json").json().array?.first?["id"]?.integer))
        let few = try await zhibu("straw", "--branch", "B-1", "--title", "意见", "--question", "?", "--choice", "周五")
        #expect(few.status == 65 && few.err.contains("choices"), "\(few.err)")
        #expect(try await zhibu("issue", id).out.contains("issuing"))
        // The operator is nobody's account, and nobody has taken a ballot.
        #expect(try await zhibu("take", id).err.contains("not on the roll"))
        #expect(try await zhibu("open", id).err.contains("nobody has taken a ballot yet"))
        let wrong = try await place.zhibu("ballot", "cast", "--mark", "1=chosen", typing: ["2222-3333"])
        #expect(wrong.status == 65 && wrong.err.contains("no code that was shown"), "\(wrong.err)")
        let withdrawn = try await zhibu("withdraw", id, "--reason", "改用纸质选票")
        #expect(withdrawn.status == 0 && withdrawn.out.contains("withdrawn"), "\(withdrawn.err)")
    }
}
