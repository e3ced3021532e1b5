import Domain
import Foundation
import Testing

struct RemindTests {
    @Test func `reminders are kept and listed, and sent by a server alone`() async throws {
        let place = try await Workplace.withBranches()
        try await place.succeed("user", "add", "office", "--title", "局办值班")
        let nothing = try await place.succeed("remind", "address", "office", "--json").json()
        #expect(nothing["address"] == .null && nothing["version"] == 0, "\(nothing)")
        let kept = try await place.succeed("remind", "address", "office", "li.wei@bureau.example", "--json").json()
        #expect(kept["address"] == "li.wei@bureau.example" && kept["wanted"] == true, "\(kept)")
        // Nothing is due for an account of no member.
        #expect(try await place.succeed("remind", "send", "--dry-run").out.contains("nothing would be sent"))
        let refused = try await place.zhibu("remind", "send")
        #expect(refused.status == 64 && refused.err.contains("--mail-by"), "\(refused)")
        #expect(try await place.succeed("remind", "list", "--day", "2026-11-24", "--json").json().array == [])
        #expect(try await place.zhibu("remind", "address", "office", "a@b").status == 65)
    }
}
