import Testing

@testable import Domain

@Suite struct AssessorNamingTests {
    private static func month(_ raw: String) -> Month {
        do { return try Month(parsing: raw) } catch { fatalError("\(raw): \(error)") }
    }

    private static func naming(_ month: String, _ isStanding: Bool, _ member: Int64) -> AssessorNaming {
        AssessorNaming(tier: .branch, month: Self.month(month), isStanding: isStanding, members: [ID(member)])
    }

    private static let namings = [
        naming("2026-10", true, 1), naming("2026-12", true, 2), naming("2026-11", false, 3), naming("2026-11", true, 4),
        naming("2026-11", false, 5), naming("2027-02", false, 6),
    ]

    @Test(
        arguments: [
            ("2026-09", nil), ("2026-10", 1), ("2026-11", 5), ("2026-12", 2), ("2027-01", 2), ("2027-02", 6),
            ("2027-03", 2),
        ] as [(String, Int64?)])
    func `a month's own naming goes before the standing one that began last`(month: String, member: Int64?) {
        let found = AssessorNaming.inForce(Self.namings, in: Self.month(month))
        #expect(found?.members == member.map { [ID($0)] })
    }

    @Test func `of two for the same months the later one counts`() {
        let twice = [Self.naming("2026-10", true, 1), Self.naming("2026-10", true, 2)]
        #expect(AssessorNaming.inForce(twice, in: Self.month("2026-11"))?.members == [ID(2)])
    }
}
