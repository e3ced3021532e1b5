import Domain
import Testing

@Suite struct CombinationTests {
    @Test(
        arguments: [
            ("", nil), ("80", "80"), ("80 81", "80.5"), ("80 80.01", "80.01"), ("80 80 80.01", "80"),
            ("80 80.01 80.01", "80.01"),
            ("0 100 100 100", "75"), ("10 20 30 40 100", "40"), ("0 0 0 0 0 0.03", "0.01"), ("0 0 0 0 0 0.02", "0"),
        ] as [(String, String?)])
    func `the mean is of all sheets`(totals: String, score: String?) throws {
        try check(.mean, totals, score)
    }

    @Test(
        arguments: [
            ("", nil), ("80", "80"), ("80 90", "85"), ("80 80.01", "80.01"), ("90 70 80", "80"),
            ("0 80 80.01 100", "80.01"),
            ("100 0 81 80", "80.5"), ("10 20 30 40 100", "30"), ("100 10 20 30 40 0", "25"),
            ("80 80 80 90 90 90", "85"),
        ] as [(String, String?)])
    func `the median is the middle one, of an even count the mean of the two middle ones`(
        totals: String, score: String?
    ) throws {
        try check(.median, totals, score)
    }

    @Test(
        arguments: [
            ("", nil), ("80", "80"), ("80 81", "80.5"), ("0 90 90", "60"), ("0 90 90 100", "70"),
            ("0 80 85 90 100", "85"),
            ("100 100 80 0 0", "60"), ("80 80 80 80 80", "80"), ("0 80 80 80 80.02 100", "80.01"),
            ("0 80 80 80 80.01 100", "80"),
        ] as [(String, String?)])
    func `the trimmed mean drops one highest and one lowest from five sheets on`(totals: String, score: String?) throws
    {
        try check(.trimmedMean, totals, score)
    }

    @Test(
        arguments: [
            (3, "0 90 100", "90"), (3, "0 90", "45"), (4, "0 90 100", "63.33"), (4, "0 80 90 100", "85"),
            (6, "0 80 85 90 100", "71"), (6, "0 80 80 90 90 100", "85"), (100, "0 80 85 90 100", "71"),
        ] as [(Int, String, String)])
    func `a scheme says from how many sheets a trimmed mean drops`(trimFrom: Int, totals: String, score: String) throws
    {
        let totals = try totals.split(separator: " ").map { try Points($0) }
        #expect(Combination.trimmedMean.combine(totals, trimFrom: trimFrom)?.rounded.description == score)
        #expect(Combination.trimmedMean.drops(totals.count, trimFrom: trimFrom) == (totals.count >= trimFrom))
        #expect(!Combination.mean.drops(totals.count, trimFrom: trimFrom))
    }

    @Test func `the order of the sheets does not matter, nor does a combination leave their range`() throws {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<500 {
            let totals = (0..<generator.number(1...9)).map { _ in Points(hundredths: generator.number(0...10_000)) }
            let (least, most) = (try #require(totals.min()), try #require(totals.max()))
            for combination in Combination.allCases {
                let score = try #require(combination.combine(totals))
                #expect(combination.combine(totals.shuffled(using: &generator)) == score)
                #expect((least...most).contains(score.rounded))
            }
        }
    }

    private func check(_ combination: Combination, _ totals: String, _ score: String?) throws {
        let totals = try totals.split(separator: " ").map { try Points($0) }
        #expect(try combination.combine(totals)?.rounded == score.map { try Points($0) })
    }
}
