import Domain
import Testing

/// What a committee does about findings that are overdue, by the command line.
struct EscalationCommandTests {
    @Test func `a committee's table is put on record, changed and taken out of use`() async throws {
        let place = try await Workplace.withBranches()
        let committees = try await place.succeed("committee", "list", "--json").json().array ?? []
        let code = try #require(committees.first?["code"]?.string)
        func escalation(_ words: String...) async throws -> Workplace.Outcome {
            try await place.zhibu(["committee", "escalation", code] + words)
        }
        #expect(try await escalation().out.contains("nothing is on record"))
        // What is not given is as usual.
        let recorded = try await escalation("--circulated-at", "4", "--json").json()["escalation"]
        #expect(
            recorded == ["remindDays": 7, "supervisedAt": 2, "circulatedAt": 4, "off": false], "\(recorded ?? .null)")
        let wrong = try await escalation("--supervised-at", "3", "--circulated-at", "3")
        #expect(wrong.status == 65 && wrong.err.contains("at a later meeting"), "\(wrong.err)")
        #expect(try await escalation("--json").json()["version"] == 1)
        #expect(try await escalation("--off", "--json").json()["escalation"]?["off"] == true)
        #expect(try await place.zhibu("committee", "escalation", "no-such").status != 0)
    }
}
