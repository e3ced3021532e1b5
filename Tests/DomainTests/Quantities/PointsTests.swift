import Domain
import Testing

@Suite struct PointsTests {
    @Test(arguments: [
        ("0", 0), ("14", 1400), ("14.5", 1450), ("14.50", 1450), ("14.05", 1405), ("0.01", 1), ("0.10", 10),
        ("007", 700), ("10000", 1_000_000), ("10000.00", 1_000_000),
    ])
    func `plain digits with at most two decimals are points`(raw: String, hundredths: Int) throws {
        #expect(try Points(raw).hundredths == hundredths)
    }

    @Test(arguments: [
        ("", Rejection.Code.required),
        ("14.505", .precision), ("0.001", .precision), ("1.00000000000000000000000001", .precision),
        (".5", .format), ("5.", .format), (".", .format), ("1.2.3", .format), ("1..2", .format),
        ("+5", .format), ("-5", .format), ("-0", .format), ("−5", .format),
        ("1e2", .format), ("1E2", .format), ("0x10", .format),
        ("１４", .format), ("14.５", .format), ("١٤", .format), ("十四", .format), ("½", .format), ("1\u{0301}", .format),
        ("=1+1", .format), ("=SUM(A1:A3)", .format), ("1+1", .format), ("@1", .format),
        ("14,5", .format), ("1,000", .format), ("1_000", .format), (" 14", .format), ("14 ", .format), ("14分", .format),
        ("nan", .format), ("inf", .format), ("null", .format),
        ("10000.01", .range), ("10001", .range), ("1000000", .range), ("1000001", .range),
        ("99999999999999999999999999999999999999", .range),
    ])
    func `anything else is refused, never guessed at`(raw: String, code: Rejection.Code) {
        #expect(rejected { try Points(raw) } == code)
    }

    @Test func `what a refusal quotes is kept short`() {
        #expect(
            throws: Rejection(
                .format,
                """
                ‘\(String(repeating: "x", count: 40))’ is not a number of points: write it in plain digits, for example \
                14.5
                """)
        ) {
            try Points(String(repeating: "x", count: 5000))
        }
    }

    @Test(arguments: [
        (0, 3, 0), (1, 2, 1), (1, 3, 0), (2, 3, 1), (3, 2, 2), (4, 3, 1), (5, 3, 2), (5, 2, 3), (7, 5, 1), (8, 5, 2),
        (50, 100, 1), (49, 100, 0), (149, 100, 1), (150, 100, 2), (6, 3, 2), (5, 1, 5),
        (-1, 2, -1), (-1, 3, 0), (-2, 3, -1), (-3, 2, -2), (-5, 2, -3), (-49, 100, 0), (-50, 100, -1), (-6, 3, -2),
    ])
    func `a half is rounded away from zero, less than a half towards it`(dividend: Int, divisor: Int, quotient: Int) {
        #expect(Points.divideRoundingHalfUp(dividend, by: divisor) == quotient)
    }

    @Test func `a rounded quotient is never further than half a step from the exact one`() {
        for divisor in 1...12 {
            for dividend in -100...100 {
                let distance = abs(Points.divideRoundingHalfUp(dividend, by: divisor) * divisor - dividend)
                #expect(2 * distance <= divisor, "\(dividend) by \(divisor)")
            }
        }
    }

    @Test(arguments: [
        (0, "0", "0.00"), (1, "0.01", "0.01"), (10, "0.1", "0.10"), (99, "0.99", "0.99"), (100, "1", "1.00"),
        (1400, "14", "14.00"), (1405, "14.05", "14.05"), (1450, "14.5", "14.50"), (1_000_000, "10000", "10000.00"),
        (-1, "-0.01", "-0.01"), (-50, "-0.5", "-0.50"), (-1450, "-14.5", "-14.50"), (-200, "-2", "-2.00"),
    ])
    func `points are written shortest for people and with two decimals for columns`(
        hundredths: Int, shortest: String, fixed: String
    ) {
        #expect(Points(hundredths: hundredths).description == shortest)
        #expect(Points(hundredths: hundredths).fixed == fixed)
    }

    @Test func `what is written is read back the same, up to a hundred points`() throws {
        for hundredths in 0...10_000 {
            let points = Points(hundredths: hundredths)
            guard try Points(points.description) == points, try Points(points.fixed) == points else {
                Issue.record("\(points)")
                return
            }
        }
    }

    @Test func `sums, differences and order are exact`() throws {
        let tenth = try Points("0.1")
        #expect(Array(repeating: tenth, count: 10).sum() == (try Points("1")))
        #expect(try Points("0.3") - Points("0.1") == Points("0.2"))
        #expect(try Points("9.99") < Points("10"))
        var total = Points.zero
        total += tenth
        #expect(total == tenth)
        #expect([Points]().sum() == .zero)
    }

    @Test(
        arguments: [
            ([], nil), ([1000], 1000), ([1000, 1001], 1001), ([1000, 1000, 1001], 1000), ([1000, 1001, 1001], 1001),
            ([0, 0, 0, 1], 0), ([0, 0, 1, 1], 1),
        ] as [([Int], Int?)])
    func `a mean is rounded half up to hundredths`(hundredths: [Int], mean: Int?) {
        #expect(hundredths.map { Points(hundredths: $0) }.mean?.hundredths == mean)
    }
}
