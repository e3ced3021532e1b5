import Domain
import Foundation
import Testing

struct FactsTests {
    @Test func `the platform's figures are imported, revised with a reason, and shown with the result`() async throws {
        let place = try await Workplace.withMonth()
        let (file, month) = ("facts.csv", ["--month", Workplace.month])
        try place.write("责任区编号,立案,按期结案,投诉,查实\nB-1-A1,32,30,2,1\nB-1-A2,5,,,\n", to: file)
        let tried = try await place.succeeding(["assess", "facts", "import", file, "--dry-run"] + month)
        #expect(tried.out.contains("B-1-A1"), "\(tried.out)")
        #expect(try await place.zhibu(["assess", "facts", "show"] + month).err.contains("nothing is known of 2024-03"))
        try await place.succeeding(["assess", "facts", "import", file] + month)
        try place.write("责任区编号,立案,按期结案,投诉,查实\nB-1-A1,32,33,2,1\n", to: "impossible.csv")
        let impossible = try await place.zhibu(["assess", "facts", "import", "impossible.csv"] + month)
        #expect(impossible.status == 65)
        #expect(impossible.err.contains("line 2, 按期结案: ‘closed in time’ is a part of ‘cases filed’: 33 cannot"))
        try place.write("责任区编号,立案\nB-1-A2,6\n", to: file)
        #expect(try await place.zhibu(["assess", "facts", "import", file] + month).status == 65)
        try await place.succeeding(["assess", "facts", "import", file, "--revision-reason", "平台更正"] + month)
        let shown = try await place.succeeding(["assess", "facts", "show"] + month).out
        #expect(shown.contains("B-1-A1") && shown.contains("revised: 平台更正"), "\(shown)")
        let rows = try await place.succeeding(
            ["assess", "facts", "show", "--area", "B-1-A2", "--revisions", "--json"] + month
        )
        .json()
        #expect(rows.array?.map { $0["filed"] } == [5, 6])

        // The scheme names no figure from which anything would be proposed.
        let proposed = try await place.succeeding(["assess", "proposals", "--branch", "B-1"] + month)
        #expect(proposed.err.contains("nothing is proposed for 2024-03") && proposed.out.isEmpty, "\(proposed.out)")
        #expect(try await place.succeeding(["assess", "proposals", "--json"] + month).json() == [])

        try await place.succeeding(
            ["assess", "close", "--branch", "B-1", "--incomplete-reason", "评分表未收齐"] + month)
        let explained = try await place.succeeding(["assess", "explain", "--area", "B-1-A1"] + month).out
        #expect(
            explained.contains(
                "platform figures, which are no points: filed 32, in time 30, complaints 2, substantiated 1"),
            "\(explained)")
    }
}

extension Workplace {
    @discardableResult
    fileprivate func succeeding(_ arguments: [String]) async throws -> Outcome {
        let outcome = try await zhibu(arguments)
        try #require(outcome.status == 0, "\(arguments): \(outcome.err)")
        return outcome
    }
}
