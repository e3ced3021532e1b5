import Domain
import Foundation
import TestSupport
import Testing

struct AwardTests {
    @Test func `the ranking of a closed month explains itself`() async throws {
        let place = try await Workplace.withMonth()
        try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches",
            "--incomplete-reason", "缺支部评")
        let outcome = try await place.succeed("award", "rank", "--month", Workplace.month, "--json")
        #expect(outcome.err.isEmpty)
        let rankings = try outcome.json().array ?? []
        #expect(rankings.map { $0["branch"]?.string } == ["B-1", "B-2"])
        let ranked = try #require(rankings.first?["ranked"]?.array)
        #expect(ranked.map { $0["area"]?.string } == ["B-1-A2", "B-1-A1"])
        // 20 % of 97 and 80 % of 93, less 2; 20 % of 93 and 80 % of 86.5, and 2 more.
        #expect(ranked.map { $0["final"] } == [.number("91.8"), .number("89.8")])
        #expect(ranked.map { $0["decidedBy"]?.string } == [nil, "final"])
        #expect(rankings.first?["winners"] == ["B-1-A2"])
        let unranked = rankings.last?["unranked"]?.array?.first
        #expect(unranked?["cause"]?.string == "incomplete")
        #expect(unranked?["missing"] == ["branch"])

        let text = try await place.succeed("award", "rank", "--month", Workplace.month).out
        #expect(text.contains("B-1 第一支部, 2024-03: closed"))
        #expect(text.contains("★      1  B-1-A2"))
        #expect(text.contains("final: a lower final score"))
        #expect(text.contains("Not ranked:"))

        // What was entered on the day of the closing, the winner first.
        let changes = try await place.succeed(
            "award", "changes", "--month", Workplace.month, "--branch", "B-1", "--area", "B-1-A2"
        ).out
        #expect(changes.hasPrefix("B-1, 2024-03: last days from "), "\(changes)")
        #expect(changes.contains("★  B-1-A2") && changes.contains("other areas on average: "), "\(changes)")
        #expect(changes.contains(": sheet self ") && changes.contains("entered (lastDays)"), "\(changes)")
    }

    @Test func `the ranking of an open month is marked as a preview`() async throws {
        let place = try await Workplace.withMonth()
        let text = try await place.succeed("award", "rank", "--month", Workplace.month, "--branch", "B-1").out
        #expect(text.hasPrefix("B-1 第一支部, 2024-03: preview — the month is still open\n"))
    }

    @Test func `an area's month is explained down to its sheets`() async throws {
        let place = try await Workplace.withMonth()
        let text = try await place.succeed("assess", "explain", "--month", Workplace.month, "--area", "B-1-A1").out
        #expect(text.contains("final 89.8 = weighted 87.8 + bonuses 2 − deductions 0"))
        #expect(text.contains("held by 李二 (2); place 2"))
    }

    @Test func `a posted ranking verifies, its export too, and an altered one does not`() async throws {
        let place = try await Workplace.withMonth()
        try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches",
            "--incomplete-reason", "缺支部评")
        try await place.succeed("award", "post", "--month", Workplace.month, "--all-branches")
        let verified = try await place.succeed("award", "verify", "--month", Workplace.month, "--json").json()
        #expect(verified.array?.map { $0["holds"]?.bool } == [true, true])

        let export = try await place.succeed("award", "export", "--month", Workplace.month, "--branch", "B-1").out
        let elsewhere = try Workplace()
        try elsewhere.write(export, to: "export.json")
        #expect(try await elsewhere.succeed("award", "verify", "--file", "export.json").out.contains("holds"))
        try elsewhere.write(export.replacing("9180", with: "9280"), to: "altered.json")
        let altered = try await elsewhere.zhibu("award", "verify", "--file", "altered.json")
        #expect(altered.status == 1)
        #expect(altered.out.contains("DOES NOT HOLD"))

        let month = try await place.succeed("award", "export", "--month", Workplace.month).out
        try elsewhere.write(month, to: "month.json")
        let checked = try await elsewhere.succeed("award", "verify", "--file", "month.json").out
        #expect(
            ["B-1", "B-2"].allSatisfy { checked.contains("\($0), \(Workplace.month), snapshot 1: holds") }, "\(checked)"
        )
        try elsewhere.write(month.replacing("9180", with: "9280"), to: "forged.json")
        #expect(try await elsewhere.zhibu("award", "verify", "--file", "forged.json").status == 1)

        // The script for strangers comes to the same without the program.
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/verify/verify.py").standardizedFileURL.path
        for (file, status) in [
            ("export.json", 0), ("altered.json", 1), ("month.json", 0), ("forged.json", 1),
        ] as [(String, Int32)] {
            let python = try ChildProcess(
                "python3", ["-I", "-S", "-B", script, file], in: elsewhere.folder.path,
                output: elsewhere.path("python.out"))
            #expect(try await python.end() == status, "\(file)")
        }
    }

    @Test func `a year is told by member and by branch, down to its months`() async throws {
        let place = try await Workplace.withMonth()
        try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches",
            "--incomplete-reason", "缺支部评")
        let year = String(Workplace.month.prefix(4))
        let honours = try await place.succeed("award", "honours", "--year", year).out
        #expect(honours.contains("Vetoes") && honours.contains("李二 (2)"))
        let statement = try await place.succeed("award", "statement", "--year", year, "--member", "2").out
        #expect(statement.contains("李二 (2), B-1: 1 months ranked, 0 won, mean 89.8, vetoes 0"), "\(statement)")
        #expect(statement.contains("\(Workplace.month)  B-1-A1"), "\(statement)")
        let branches = try await place.succeed("award", "branch-years", "--year", year, "--json").json()
        #expect(branches.array?.map { $0["branch"]?.string } == ["B-1", "B-2"])
        #expect(branches.array?.first?["mean"] == .number("90.8"))
    }

    @Test func `a notice is waited for, and a month can end without award`() async throws {
        let place = try await Workplace.withMonth()
        try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches",
            "--incomplete-reason", "缺支部评")
        try await place.succeed("award", "post", "--month", Workplace.month, "--all-branches")
        let early = try await place.zhibu("award", "finalise", "--month", Workplace.month, "--all-branches")
        #expect(early.status == 65)
        #expect(early.err.contains("B-1: the notice stands"))
        #expect(early.err.contains("B-2: "))
        let without = try await place.succeed(
            "award", "finalise", "--month", Workplace.month, "--branch", "B-2", "--without-award", "--reason", "无人入围"
        )
        #expect(without.out.contains("withoutAward"))
        #expect(try await place.succeed("award", "list", "--json").json() == [])
    }

    @Test func `branches and kinds are compared`() async throws {
        let place = try await Workplace.withMonth()
        try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches",
            "--incomplete-reason", "缺支部评")
        let comparison = try await place.succeed("award", "compare", "--month", Workplace.month, "--json").json()
        #expect(comparison["branches"]?.array?.count == 2)
        #expect(try await place.succeed("award", "compare", "--month", Workplace.month).out.contains("nightMarket"))
    }
}
