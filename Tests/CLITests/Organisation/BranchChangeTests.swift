import Domain
import Foundation
import Testing

struct BranchChangeTests {
    private static let decision = ["--from", "2024-02-01", "--reason", "机构改革", "--document", "机关党委〔2026〕1号"]

    private static func place() async throws -> Workplace {
        let place = try await Workplace.withBranches()
        try place.write(Workplace.members, to: "members.csv")
        try await place.succeed("member", "import", "members.csv")
        return place
    }

    private static func succeed(
        _ place: Workplace, _ arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Workplace.Outcome {
        let outcome = try await place.zhibu(arguments)
        try #require(outcome.status == 0, "\(arguments): \(outcome.err)", sourceLocation: sourceLocation)
        return outcome
    }

    @Test func `a merger is listed by a dry run, and carried out without one`() async throws {
        let place = try await Self.place()
        let tried = try await Self.succeed(
            place, ["branch", "merge", "B-1", "--into", "B-2", "--dry-run"] + Self.decision)
        #expect(
            tried.out.hasPrefix("from 2024-02-01 on (dry run: nothing was changed)\nno more: B-1\n"), "\(tried.out)")
        #expect(try await place.succeed("branch", "show", "B-1", "--json").json()["dissolved"]?.isNull == true)
        let done = try await Self.succeed(place, ["branch", "merge", "B-1", "--into", "B-2"] + Self.decision)
        #expect(done.out.hasPrefix("from 2024-02-01 on\nno more: B-1\n"), "\(done.out)")
        #expect(try await place.succeed("branch", "list", "--json").json().array?.map { $0["code"] } == ["B-2"])
        #expect(
            try await place.succeed("branch", "list", "--dissolved", "--json").json().array?.map { $0["code"] }
                == ["B-1", "B-2"])
        let shown = try await place.succeed("branch", "show", "B-1")
        #expect(shown.out.contains("merged") && shown.out.contains("机关党委〔2026〕1号"), "\(shown.out)")
        let again = try await place.zhibu(["branch", "merge", "B-1", "--into", "B-2"] + Self.decision)
        #expect(again.status != 0 && again.err.contains("branch B-1 is no more since 2024-02-01"), "\(again.err)")
    }

    @Test func `what stands in the way is told, and the dry run says so by its status`() async throws {
        let place = try await Self.place()
        let ahead = try await place.zhibu([
            "branch", "dissolve", "B-1", "--members-to", "B-2", "--from", "2199-01-01", "--reason", "撤销", "--document",
            "1", "--dry-run",
        ])
        #expect(ahead.status == 1 && ahead.err.contains("2199-01-01 is still to come"), "\(ahead.err)")
    }

    @Test func `branches are renamed and split, groups renamed, and members moved together`() async throws {
        let place = try await Self.place()
        let renamed = try await Self.succeed(place, ["branch", "rename", "B-1", "--to", "执法一支部"] + Self.decision)
        #expect(renamed.out.contains("→ 执法一支部"), "\(renamed.out)")
        let members = try await place.succeed("member", "list", "--branch", "B-1", "--json").json().array ?? []
        let numbers = members.compactMap { $0["number"]?.string }
        let moved = try await Self.succeed(
            place,
            ["member", "transfer"] + numbers.suffix(1) + [
                "--to", "B-2", "--on", "2024-02-05", "--reason", "调动",
            ])
        #expect(moved.out.contains("in B-2 from 2024-02-05 on"), "\(moved.out)")
        let split = try await Self.succeed(
            place,
            [
                "branch", "split", "B-1", "--found", "B-9", "--name", "新设支部", "--members", numbers[0], "--from",
                "2024-02-10", "--reason", "分设", "--document", "2", "--json",
            ])
        #expect(try split.json()["founded"] == "B-9")
        #expect(try await place.succeed("branch", "show", "B-9", "--json").json()["members"] == 1)
    }
}
