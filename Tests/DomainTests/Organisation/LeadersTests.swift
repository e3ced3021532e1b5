import Domain
import Testing

/// Since when somebody is a leading cadre, and since when no more.
@Suite struct LeadersTests {
    private static func history(_ changes: [(Bool, String)]) throws -> Member.LeaderHistory {
        Member.LeaderHistory(
            try changes.map { Member.LeaderChange(leads: $0, from: try LocalDate(parsing: $1)) })
    }

    @Test(
        arguments: [
            ([], []),
            ([(true, "2026-03-01")], ["2026-03-01…"]),
            ([(true, "2026-03-01"), (false, "2026-05-01")], ["2026-03-01…2026-04-30"]),
            // What ended on the day it began was none.
            ([(true, "2026-03-01"), (false, "2026-03-01")], []),
            (
                [(true, "2026-03-01"), (false, "2026-05-01"), (true, "2026-08-01")],
                ["2026-03-01…2026-04-30", "2026-08-01…"]
            ),
        ] as [([(Bool, String)], [String])])
    func `the days follow from what was recorded`(changes: [(Bool, String)], spans: [String]) throws {
        let found = try Self.history(changes).spans.map {
            "\($0.from?.description ?? "")…\($0.until?.description ?? "")"
        }
        #expect(found == spans)
    }

    @Test(
        arguments: [
            ([], true, "2026-03-01", nil),
            ([], false, "2026-03-01", "leaderAlready"),
            ([(true, "2026-03-01")], true, "2026-04-01", "leaderAlready"),
            ([(true, "2026-03-01")], false, "2026-02-28", "leaderBeforeLastChange"),
            ([(true, "2026-03-01")], false, "2026-03-01", nil),
        ] as [([(Bool, String)], Bool, String, String?)])
    func `one thing follows the other, not before it`(
        changes: [(Bool, String)], leads: Bool, day: String, refusal: String?
    ) throws {
        let change = Member.LeaderChange(leads: leads, from: try LocalDate(parsing: day))
        var found: String?
        do { try Self.history(changes).require(change) } catch let refused as Member.LeaderHistory.Refusal {
            found = refused.code
        }
        #expect(found == refusal)
    }
}
