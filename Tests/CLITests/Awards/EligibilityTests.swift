import Domain
import Testing

/// What the office weighs before an honour becomes final, by the command line.
struct EligibilityCommandTests {
    @Test func `a record against a winner waits for a decision, and what it says is the office's alone`() async throws {
        let place = try await Workplace.withMonth()
        try await place.succeed(
            "assess", "close", "--month", Workplace.month, "--all-branches", "--incomplete-reason", "缺支部评")
        try await place.succeed("award", "post", "--month", Workplace.month, "--all-branches")
        func zhibu(_ words: String...) async throws -> Workplace.Outcome {
            try await place.zhibu(["award", "eligibility"] + words)
        }
        let month = ["--month", Workplace.month, "--branch", "B-1"]
        #expect(try await place.zhibu(["award", "eligibility", "month"] + month).out.isEmpty)
        // The third holds the area that won.
        let made = try await zhibu(
            "record", "--member", "3", "--kind", "investigation", "--from", "2024-03-01", "--json")
        let number = try #require(try made.json()["number"]?.string, "\(made.err)")
        #expect(try await zhibu("list", "--standing").out.contains(number))
        let wrong = try await zhibu("record", "--member", "2", "--kind", "appraisal", "--from", "2024-03-01")
        #expect(wrong.status == 65, "\(wrong.err)")
        func cases() async throws -> [JSON] {
            try await place.zhibu(["award", "eligibility", "month", "--json"] + month).json().array ?? []
        }
        #expect(try await cases().map { [$0["member"]?["number"], $0["awaited"]] } == [["3", true]])
        // Who reads the file itself is not told what it says.
        #expect(try await zhibu("read", number, "--reason", "核对").status == 77)
        let decided = try await place.zhibu(
            ["award", "eligibility", "decide", "--member", "3", "--outcome", "awarded", "--reason", "核查未发现问题"] + month)
        #expect(decided.status == 0 && decided.out.contains("awarded"), "\(decided.err)")
        #expect(try await cases().map { $0["awaited"] } == [false])
        #expect(try await zhibu("end", number, "--reason", "核查结束").out.contains(number))
        #expect(try await zhibu("list", "--standing").err.contains("there are no records here"))
        #expect(try await zhibu("read", "2000-1", "--reason", "核对").err.contains("There is no record 2000-1"))
    }
}
