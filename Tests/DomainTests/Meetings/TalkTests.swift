import Testing

@testable import Domain

/// What a talk is, and whom a branch's talks leave out, decided by tables.
struct TalkTests {
    @Test(arguments: [
        (day: "2026-11-24", parties: [1, 2], step: true, followUp: "2026-11-24", wrong: [String]()),
        (day: "2026-11-25", parties: [1, 2], step: true, followUp: nil, wrong: ["day"]),
        (day: "2026-11-20", parties: [1, 1], step: false, followUp: nil, wrong: ["parties"]),
        (day: "2026-11-20", parties: [1, 2], step: false, followUp: "2026-12-01", wrong: ["followUp"]),
        (day: "2026-11-20", parties: [1, 2], step: true, followUp: "2026-11-19", wrong: ["followUp"]),
    ])
    func `a talk was held, by different people, and only a next step is followed up`(
        day: String, parties: [Int64], step: Bool, followUp: String?, wrong: [String]
    ) throws {
        let errors: [String]
        do throws(FieldErrors) {
            _ = try Talk(
                day: Self.day(day), place: Text(kept: "谈话室"), parties: parties.map { ID($0) }, occasion: .yearly,
                topics: [.work], nextStep: step ? Text(kept: "学习") : nil, followUp: followUp.map(Self.day),
                today: Self.day("2026-11-24"))
            errors = []
        } catch {
            errors = error.errors.map(\.field)
        }
        #expect(errors == wrong)
    }

    /// Members 1 and 2 are of the committee, 3 to 5 are not.
    @Test(arguments: [
        (talks: [[Int64]](), missing: ["c1", "c2", "w3", "w4", "w5", "m3", "m4", "m5"]),
        ([[1, 2]], ["w3", "w4", "w5", "m3", "m4", "m5"]),
        // Any of the committee will do, and any other member.
        ([[1, 2], [1, 3], [2, 4], [3, 4]], ["w5", "m5"]),
        // All who talked at once talked with each other.
        ([[1, 2, 3], [1, 4, 5], [3, 5]], []),
        ([[1, 3], [2, 3]], ["c1", "c2", "w4", "w5", "m3", "m4", "m5"]),
        // Somebody who is not asked counts for nobody.
        ([[3, 9]], ["c1", "c2", "w3", "w4", "w5", "m3", "m4", "m5"]),
    ])
    func `the committee talks each with each, and members with one of it and with another member`(
        talks: [[Int64]], missing: [String]
    ) throws {
        let pairs = Self.pairs(committee: [1, 2], members: [3, 4, 5], talks.map { ("2026-05-01", $0) })
        #expect(pairs.lines.filter { !$0.isCovered }.map(Self.name) == missing)
        #expect((pairs.coveredOn != nil) == missing.isEmpty)
    }

    @Test func `it is covered since the last talk that it took, whatever came after`() {
        let pairs = Self.pairs(
            committee: [1, 2], members: [3, 4],
            [
                ("2026-03-01", [1, 2]), ("2026-06-01", [1, 3]), ("2026-09-01", [1, 4, 3]), ("2026-11-01", [3, 4]),
                ("2026-10-01", [2, 4]),
            ])
        #expect(pairs.coveredOn == Self.day("2026-09-01"))
        let three = pairs.lines.first { $0.relation == .withCommittee && $0.person == ID(3) }
        #expect(three?.with == [ID(1)] && three?.without == [ID(2)] && three?.coveredOn == Self.day("2026-06-01"))
    }

    @Test(arguments: [
        (committee: [Int64](), members: [Int64](), asked: [String]()), ([1], [], []), ([], [3], []),
        ([1], [3], ["w3"]), ([], [3, 4], ["m3", "m4"]),
    ])
    func `nobody is asked to talk with nobody`(committee: [Int64], members: [Int64], asked: [String]) {
        let pairs = Self.pairs(committee: committee, members: members, [])
        #expect(pairs.lines.map(Self.name) == asked && pairs.coveredOn == nil)
    }

    private static func pairs(
        committee: [Int64], members: [Int64], _ talks: [(day: String, parties: [Int64])]
    ) -> TalkPairs {
        TalkPairs(
            committee: committee.map { ID($0) }, members: members.map { ID($0) },
            talks: talks.map { TalkPairs.Held(on: day($0.day), Set($0.parties.map { ID($0) })) })
    }

    private static func name(_ line: TalkPairs.Line) -> String {
        let letter =
            switch line.relation {
            case .withinCommittee: "c"
            case .withCommittee: "w"
            case .amongMembers: "m"
            }
        return "\(letter)\(line.person.rawValue)"
    }

    private static func day(_ text: String) -> LocalDate {
        (try? LocalDate(parsing: text)) ?? LocalDate(dayNumber: 0)
    }
}
