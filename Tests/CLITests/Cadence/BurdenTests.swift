import Domain
import Foundation
import Testing

struct BurdenTests {
    @Test func `a committee is told what it asks`() async throws {
        let place = try await Workplace.withMonth()
        let committees = try await place.succeed("committee", "list", "--json").json().array ?? []
        let code = try #require(committees.first?["code"]?.string)
        let found =
            try await place.succeed(
                "burden", "--committee", code, "--month", Workplace.month, "--json"
            ).json().array ?? []
        #expect(found.contains { $0["kind"] == "branchSheet" && $0["by"] == "scheme" }, "\(found)")
        #expect(
            try await place.succeed("burden", "--committee", code, "--month", Workplace.month).out.contains(
                "branchSheet"))
    }
}
