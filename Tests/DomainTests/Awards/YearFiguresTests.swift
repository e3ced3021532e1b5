import Domain
import Testing

/// What a year comes to, and what a published table makes of it (DOMAIN §18).
struct YearFiguresTests {
    private static let number = Objection.Number(committee: code("JG"), year: 2026, number: 1)

    private static func code(_ text: String) -> Code {
        do { return try Code(text) } catch { preconditionFailure("\(error)") }
    }

    private static func areaMonth(
        _ month: Int, _ standing: YearFigures.Standing, _ honour: YearFigures.Honour? = nil, area: String = "A-1",
        corrections: [Objection.Number] = []
    ) throws -> YearFigures.AreaMonth {
        YearFigures.AreaMonth(
            month: try #require(Month(year: 2026, month: month)), area: code(area), areaName: "街", standing: standing,
            honour: honour, corrections: corrections, hash: nil)
    }

    private static func ranked(_ final: Int, place: Int = 1) -> YearFigures.Standing {
        .ranked(place: place, final: Points(hundredths: final * 100))
    }

    @Test func `months are counted once, finals each, and what is incomplete in nothing`() throws {
        let figures = YearFigures([
            try Self.areaMonth(1, Self.ranked(90), .stands),
            try Self.areaMonth(1, Self.ranked(80, place: 2), area: "A-2"),
            try Self.areaMonth(2, .vetoed),
            try Self.areaMonth(3, .incomplete),
            try Self.areaMonth(4, Self.ranked(96), .revoked, corrections: [Self.number]),
            try Self.areaMonth(5, Self.ranked(70)),
            try Self.areaMonth(6, Self.ranked(71)),
        ])
        #expect(figures.monthsRanked.map(\.number) == [1, 4, 5, 6])
        #expect(figures.monthsWon.map(\.number) == [1])
        #expect(figures.monthsRevoked.map(\.number) == [4])
        #expect(figures.vetoes.map(\.month.number) == [2])
        #expect(figures.corrected.map(\.month.number) == [4])
        // 90 + 80 + 96 + 70 + 71, and of these the last three.
        #expect(figures.mean == Points(hundredths: 8140))
        #expect(figures.trend == Points(hundredths: 7900))
        #expect(figures.trendOfMonths == Points(hundredths: 7900))
        // A branch's trend is of months, however many areas they have.
        let branch = YearFigures([
            try Self.areaMonth(1, Self.ranked(90)), try Self.areaMonth(2, Self.ranked(60)),
            try Self.areaMonth(3, Self.ranked(80)), try Self.areaMonth(3, Self.ranked(70, place: 2), area: "A-2"),
            try Self.areaMonth(4, Self.ranked(70)), try Self.areaMonth(5, .vetoed),
        ])
        #expect(branch.trendOfMonths == Points(hundredths: 7000))
        #expect(branch.trend == Points(hundredths: 7333))
        #expect(YearFigures([]).mean == nil && YearFigures([]).trend == nil)
    }

    private static func table(
        won: Int = 2, most: Int? = nil, veto: Int = 0, levels: [(Int, Int)] = [], months: Int = 1,
        _ errors: inout FieldErrors
    ) throws -> PerformanceTable? {
        PerformanceTable(
            title: try Text("办法"), document: try Text("〔2026〕1号"), firstYear: 2026,
            perMonthWon: Points(hundredths: won * 100), mostForWins: most.map { Points(hundredths: $0 * 100) },
            perVeto: Points(hundredths: veto * 100),
            meanLevels: levels.map {
                PerformanceTable.MeanLevel(
                    from: Points(hundredths: $0.0 * 100), points: Points(hundredths: $0.1 * 100))
            }, leastMonths: months, noting: &errors)
    }

    @Test func `a table that contradicts itself, or gives nothing, is told where`() throws {
        func faults(
            won: Int = 2, most: Int? = nil, veto: Int = 0, levels: [(Int, Int)] = []
        ) throws -> [String] {
            var errors = FieldErrors()
            let made = try Self.table(won: won, most: most, veto: veto, levels: levels, &errors)
            #expect((made == nil) == !errors.isEmpty)
            return errors.errors.map { "\($0.field) \($0.code.rawValue)" }
        }
        #expect(try faults() == [])
        #expect(try faults(won: 0, levels: [(90, 3)]) == [])
        #expect(try faults(won: 0, veto: 1) == [])
        #expect(try faults(won: 0) == ["perMonthWon rule"])
        #expect(try faults(most: 1) == ["mostForWins rule"])
        #expect(try faults(most: 2) == [])
        #expect(try faults(levels: [(90, 3), (90, 2)]) == ["meanLevels[1].from duplicate"])
        #expect(try faults(levels: [(90, 2), (80, 3)]) == ["meanLevels[0].points rule"])
        #expect(try faults(levels: [(80, 2), (90, 2)]) == [])
        #expect(try faults(levels: (1...11).map { ($0, $0) }) == ["meanLevels tooMany"])
    }

    @Test func `points are bounded, of levels the highest counts alone, and never below nothing`() throws {
        var errors = FieldErrors()
        let table = try #require(
            try Self.table(won: 2, most: 5, veto: 3, levels: [(80, 1), (90, 4)], months: 3, &errors))
        func total(won: Int, other: Int = 0, final: Int, vetoes: Int = 0) throws -> (Points, PerformanceTable.Outcome) {
            let months = try (0..<won + other).map { index in
                try Self.areaMonth(index + 1, Self.ranked(final), index < won ? .stands : nil)
            }
            let vetoed = try (0..<vetoes).map { try Self.areaMonth(12 - $0, .vetoed) }
            let outcome = table.outcome(of: YearFigures(months + vetoed))
            return (outcome.total, outcome)
        }
        #expect(try total(won: 1, other: 2, final: 85).0 == Points(hundredths: 300))
        #expect(try total(won: 3, final: 90).0 == Points(hundredths: 900))
        #expect(try total(won: 3, final: 90).1.isBounded)
        #expect(try !total(won: 2, other: 1, final: 90).1.isBounded)
        // Two months are too few for the mean to bring anything.
        #expect(try total(won: 2, final: 99).0 == Points(hundredths: 400))
        #expect(try total(won: 0, other: 3, final: 79).0 == .zero)
        #expect(try total(won: 1, other: 2, final: 85, vetoes: 1).0 == .zero)
        #expect(try total(won: 1, other: 2, final: 90, vetoes: 2).0 == .zero)
        #expect(try total(won: 0, final: 0).0 == .zero)
    }

    @Test(arguments: 0..<400)
    func `a month more that is won never lowers the points, a veto fewer neither`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        var errors = FieldErrors()
        let won = Int.random(in: 0...5, using: &random)
        let levels = (0..<Int.random(in: 0...4, using: &random)).map { (60 + 10 * $0, $0 + 1) }
        let most = Bool.random(using: &random) ? won + 3 : nil
        let (veto, least) = (Int.random(in: 1...4, using: &random), Int.random(in: 1...6, using: &random))
        let made = try Self.table(won: won, most: most, veto: veto, levels: levels, months: least, &errors)
        let table = try #require(made)
        let months = try (1...Int.random(in: 1...11, using: &random)).map { month in
            Bool.random(using: &random)
                ? try Self.areaMonth(month, .vetoed)
                : try Self.areaMonth(month, Self.ranked(Int.random(in: 50...100, using: &random)))
        }
        let before = table.outcome(of: YearFigures(months)).total
        let best = try Self.areaMonth(12, Self.ranked(100), .stands)
        #expect(table.outcome(of: YearFigures(months + [best])).total >= before)
        var spared = months
        if let first = months.firstIndex(where: { $0.standing == .vetoed }) { spared.remove(at: first) }
        #expect(table.outcome(of: YearFigures(spared)).total >= before)
    }
}
