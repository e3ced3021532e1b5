import Domain
import Testing

@Suite struct AwardTests {
    @Test(arguments: [
        // One award; the minimum is 85.
        (1, "85", ["90", "89"], ["A01"]), (1, "85", ["85", "84"], ["A01"]), (1, "85", ["84.99", "84"], []),
        (1, "85", [], []),
        (1, "85", ["90", "90", "89"], ["A01", "A02"]), (1, "85", ["84", "84"], []), (1, "0", ["0"], ["A01"]),
        // Two.
        (2, "85", ["90", "89", "88"], ["A01", "A02"]), (2, "85", ["90", "84"], ["A01"]), (2, "85", ["90"], ["A01"]),
        (2, "85", ["90", "89", "89", "88"], ["A01", "A02", "A03"]), (2, "85", ["90", "90", "89"], ["A01", "A02"]),
        (2, "85", ["90", "90", "90"], ["A01", "A02", "A03"]),
        // Three.
        (3, "85", ["90", "89", "88", "87"], ["A01", "A02", "A03"]),
        (3, "85", ["90", "90", "89", "88"], ["A01", "A02", "A03"]),
        (3, "85", ["90", "89", "89", "88"], ["A01", "A02", "A03"]),
        (3, "85", ["90", "90", "90", "89"], ["A01", "A02", "A03"]),
        (3, "85", ["90", "89", "88", "88", "88", "87"], ["A01", "A02", "A03", "A04", "A05"]),
        (3, "88.01", ["90", "89", "88"], ["A01", "A02"]),
    ])
    func `the places up to the number of awards win if they reach the minimum, shared ones all`(
        awards: Int, minimum: String, finals: [String], winners: [String]
    ) throws {
        let scheme = try SchemeSample.content(["awardsPerBranch": "\(awards)", "awardMinimum": minimum])
        let contenders = try finals.enumerated().map { index, final in
            try AreaSample.contender(
                "A0\(index + 1)", sheets: "self \(final) | group \(final) | branch \(final) | public \(final)",
                by: scheme
            )
        }
        let ranking = try Ranking(contenders.reversed(), by: scheme)
        #expect(ranking.winners.map(\.text) == winners)
        #expect(Award.winners(of: ranking.rows, by: scheme) == ranking.winners)
    }
}
