import Testing

@testable import Domain

struct AssessorFiguresTests {
    private static func given(_ lines: [(area: Int64, tier: Tier, label: String, total: String)]) throws
        -> [AssessorFigures.Given]
    {
        try lines.map {
            AssessorFigures.Given(
                area: ID($0.area), tier: $0.tier, assessor: .label(try Text(name: $0.label)),
                total: try Points($0.total))
        }
    }

    private static func line(_ figures: AssessorFigures) -> String {
        let name = if case .label(let label) = figures.assessor { label.string } else { "" }
        return
            "\(figures.tier.rawValue) \(name) \(figures.sheets) \(figures.mean) \(figures.spread) \(figures.compared) "
            + (figures.distance?.description ?? "-")
    }

    @Test func `on the same areas each stands beside the others' mean`() throws {
        let figures = AssessorFigures.all(
            of: try Self.given([
                (1, .branch, "甲", "90"), (1, .branch, "乙", "80"), (1, .branch, "丙", "85.01"),
                (2, .branch, "甲", "70"), (2, .branch, "乙", "71"),
                // Nobody else scored it.
                (3, .branch, "丙", "60"),
                // Another tier's are no others.
                (1, .public, "甲", "10"),
            ]))
        #expect(
            figures.map(Self.line) == [
                // 90 − 82.51 (82.505 half up) = 7.49, and 70 − 71: 3.245 is 3.25.
                "branch 甲 2 80 20 2 3.25",
                // 80 − 87.51 (87.505) = −7.51, and 71 − 70: −3.255 is −3.26.
                "branch 乙 2 75.5 9 2 -3.26",
                "branch 丙 2 72.51 25.01 1 0.01",
                "public 甲 1 10 0 0 -",
            ])
    }

    @Test func `of two the distances are each other's opposite, and of all alike none`() throws {
        var random = SplitMix64(seed: 17)
        for _ in 0..<200 {
            let totals = (0..<5).map { _ in
                (Int.random(in: 0...10_000, using: &random), Int.random(in: 0...10_000, using: &random))
            }
            let lines = totals.enumerated().flatMap { place, pair in
                [
                    (Int64(place), Tier.branch, "甲", Points(hundredths: pair.0).description),
                    (Int64(place), Tier.branch, "乙", Points(hundredths: pair.1).description),
                ]
            }
            let figures = AssessorFigures.all(
                of: try Self.given(lines.map { (area: $0.0, tier: $0.1, label: $0.2, total: $0.3) }))
            #expect(figures[0].distance == figures[1].distance.map { Points.zero - $0 })
        }
        let same = try Self.given(
            (1...4).flatMap { area in
                ["甲", "乙", "丙"].map { (area: Int64(area), tier: Tier.branch, label: $0, total: "80.33") }
            })
        #expect(
            AssessorFigures.all(of: same).allSatisfy { $0.distance == .zero && $0.compared == 4 && $0.spread == .zero })
    }
}
