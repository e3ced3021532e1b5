import Domain
import Foundation
import Testing

struct DueTests {
    @Test func `what is due is told by day, excused and done without for a reason`() async throws {
        let place = try await Workplace.withBranches()
        func states(_ rule: String) async throws -> [String?] {
            let rows =
                try await place.succeed(
                    "due", "--branch", "B-1", "--year", "2100", "--day", "2100-05-02", "--json"
                ).json().array ?? []
            return rows.filter { $0["rule"]?.string == rule }.map { $0["state"]?.string }
        }
        #expect(try await states("meet.assembly") == ["overdue", "due"])
        let excused = try await place.succeed(
            "cadence", "excuse", "meet.assembly", "--branch", "B-1", "--period", "2100-Q1", "--reason", "换届")
        #expect(excused.out.hasSuffix(": B-1 is excused from meet.assembly in 2100-Q1\n"), "\(excused.out)")
        try await place.succeed(
            "cadence", "switch", "meet.lecture.quarterly", "off", "--branch", "B-1", "--from", "2100-Q2", "--reason",
            "每年一次已够")
        #expect(try await states("meet.assembly") == ["excused", "due"])
        #expect(try await states("meet.lecture.quarterly").prefix(2) == ["overdue", "off"])
        let table = try await place.succeed("due", "--branch", "B-1", "--day", "2100-05-02").out
        #expect(table.contains("党员大会") && !table.contains("2100-Q1  excused"), "\(table)")

        let excuses = try await place.succeed("cadence", "excuses", "--branch", "B-1", "--json").json().array ?? []
        let id = try #require(excuses.first?["id"]?.integer)
        try await place.succeed("cadence", "withdraw", "\(id)", "--reason", "已补开")
        #expect(try await states("meet.assembly") == ["overdue", "due"])
        let rules = try await place.succeed("cadence", "rules").out
        #expect(rules.contains("meet.orgLife") && rules.contains("第十七条"), "\(rules)")
        #expect(try await place.succeed("cadence", "switches", "--branch", "B-1").out.contains("2100-Q2"))
        #expect(
            try await place.zhibu("cadence", "excuse", "meet.assembly", "--period", "2100", "--reason", "无").status
                == 64)
        #expect(
            try await place.zhibu(
                "cadence", "excuse", "meet.assembly", "--branch", "B-1", "--period", "2100", "--reason", "无"
            ).status == 65)
    }
}
