import Testing

@testable import Domain

/// What a care case is, what follows from its steps, and which numbers say nothing of anybody.
struct CareTests {
    private static func day(_ text: String) throws -> LocalDate { try LocalDate(parsing: text) }
    private static let facts = CareCase.Facts(
        kind: .illness, cause: Text(kept: "重病"), income: nil, sources: [], needs: [.medical, .money])

    private static func care(_ steps: [CareStep.Content] = []) throws -> CareCase {
        CareCase(
            kept: try day("2026-01-05"), try day("2026-01-06"), Text(kept: "支部党员大会"), facts,
            firstVisit: try day("2026-02-01"), recorded: try day("2026-01-10"),
            steps: try steps.enumerated().map { index, content in
                CareStep(ID(Int64(index + 1)), content, recorded: try day("2026-06-01"), by: "101")
            })
    }

    private static func visit(_ on: String, next: String?) throws -> CareStep.Content {
        .visit(
            CareStep.Visit(
                on: try day(on), who: Text(kept: "书记"), next: nil, nextVisit: try next.map { try day($0) }))
    }

    private static func errors(_ act: () throws -> Void) throws -> [String] {
        do {
            try act()
            return []
        } catch let errors as FieldErrors {
            return errors.errors.map(\.field)
        } catch let refusal as CareCase.Refusal {
            return [refusal.code]
        }
    }

    @Test(arguments: [
        (consent: "2026-11-24", recognised: "2026-11-24", visit: "2026-11-24", wrong: [String]()),
        ("2026-11-25", "2026-11-20", nil, ["consentOn"]),
        ("2026-11-20", "2026-11-25", "2026-11-23", ["recognisedOn", "nextVisit"]),
        ("2026-11-20", "2020-01-01", nil, []),
    ])
    func `consent and recognition have been given, and the first visit is still to come`(
        consent: String, recognised: String, visit: String?, wrong: [String]
    ) throws {
        let found = try Self.errors {
            _ = try CareCase(
                consent: Self.day(consent), recognised: Self.day(recognised), recogniser: Text(kept: "支部"),
                first: Self.facts, firstVisit: visit.map(Self.day), today: Self.day("2026-11-24"))
        }
        #expect(found == wrong)
    }

    @Test func `the next visit is the one that the latest visit agreed, and a look holds for a year`() throws {
        let untouched = try Self.care()
        #expect(try untouched.nextVisit == Self.day("2026-02-01") && untouched.reviewDue == Self.day("2027-01-10"))
        let visits = try [Self.visit("2026-05-01", next: nil), Self.visit("2026-03-01", next: "2026-04-01")]
        #expect(try Self.care(visits).nextVisit == nil)
        // What was entered wrongly counts for nothing.
        let withdrawn = try Self.care(visits + [.withdrawal(of: ID(1), why: Text(kept: "错"))])
        #expect(try withdrawn.nextVisit == Self.day("2026-04-01") && withdrawn.withdrawn == [ID(1)])
        let now = CareCase.Facts(
            kind: .burden, cause: Text(kept: "负担重"), income: nil, sources: [], needs: [.child])
        let reviewed = try Self.care([.review(now, on: Self.day("2028-02-29"))])
        #expect(
            try reviewed.facts == now && reviewed.first == Self.facts && reviewed.reviewDue == Self.day("2029-02-28"))
        let closed = try Self.care([.closing(on: Self.day("2026-06-01"), why: Text(kept: "已脱困"))])
        #expect(closed.status == .closed && closed.nextVisit == nil && closed.reviewDue == nil)
    }

    @Test func `a step follows the consent, is not still to come, and nothing follows the end`() throws {
        let today = try Self.day("2026-06-01")
        func wrong(_ content: CareStep.Content, _ steps: [CareStep.Content] = []) throws -> [String] {
            try Self.errors { try Self.care(steps).requireNext(content, today: today) }
        }
        let end = try CareStep.Content.closing(on: today, why: Text(kept: "已脱困"))
        let visit = try Self.visit("2026-05-01", next: "2026-06-05")
        #expect(try wrong(visit) == [])
        #expect(try wrong(Self.visit("2026-06-02", next: nil)) == ["on"])
        #expect(try wrong(Self.visit("2026-01-04", next: "2026-01-04")) == ["on", "nextVisit"])
        #expect(try wrong(visit, [end]) == ["careCaseClosed"])
        let wrongly = CareStep.Content.withdrawal(of: ID(1), why: Text(kept: "错"))
        #expect(try wrong(wrongly) == ["step"])
        #expect(try wrong(wrongly, [.review(Self.facts, on: today)]) == ["step"])
        #expect(try wrong(wrongly, [visit]) == [])
        #expect(try wrong(wrongly, [visit, wrongly]) == ["careStepWithdrawn"])
    }

    /// Of branches, how many are old, burdened and ill; what is told of these three, and in all.
    @Test(
        arguments: [
            (branches: [[2, 2, 2]], told: [nil, nil, nil], total: 6),
            ([[0, 0, 2]], [nil, nil, nil], nil),
            ([[0, 0, 3]], [nil, nil, 3], nil),
            // The rest would be what the total leaves: four kinds of them are told as nothing.
            ([[3, 1, 3]], [3, nil, 3], nil),
            ([[1, 1, 1]], [nil, nil, nil], 3),
            // What one branch is told is taken off what both are.
            ([[0, 0, 3], [0, 0, 0]], [nil, nil, nil], nil),
            ([[0, 0, 3], [0, 0, 2]], [nil, nil, nil], nil),
            ([[0, 0, 3], [0, 0, 3]], [nil, nil, 6], nil),
            ([[0, 0, 2], [0, 0, 2]], [nil, nil, 4], nil),
            ([], [nil, nil, nil], nil),
        ] as [(branches: [[Int]], told: [Int?], total: Int?)])
    func `a number is told from three on, and none from which fewer can be reckoned`(
        branches: [[Int]], told: [Int?], total: Int?
    ) {
        let kinds: [CareCase.Kind] = [.old, .burden, .illness]
        let counts = CareCounts(branches.map { Dictionary(uniqueKeysWithValues: zip(kinds, $0)) })
        #expect(kinds.map { counts.kinds[$0] } == told)
        #expect(counts.total == total)
    }

    /// Every table of up to two of each of six kinds, and of what a reader is told of it: each kind that is not told may be 0, 1
    /// or 2.
    @Test func `of every small table, what is told leaves each kind that is hidden open`() {
        var possible: [String: [Set<Int>]] = [:]
        var tables: [(String, [Int])] = []
        for number in 0..<4096 {
            let table = CareCase.Kind.allCases.indices.map { number >> (2 * $0) & 3 }
            let counts = CareCounts([
                Dictionary(uniqueKeysWithValues: zip(CareCase.Kind.allCases, table))
            ])
            let told = "\(CareCase.Kind.allCases.map { counts.kinds[$0] ?? -1 }) \(counts.total ?? -1)"
            tables.append((told, table))
            for (index, count) in table.enumerated() {
                possible[told, default: Array(repeating: [], count: 6)][index].insert(count)
            }
        }
        for (told, table) in tables {
            for (index, count) in table.enumerated() where count < CareCounts.least {
                #expect(possible[told]?[index] == [0, 1, 2], "\(told): \(table)")
            }
        }
    }

    @Test(
        arguments: [
            ("1000", 100_000), ("0.01", 1), ("1000.5", 100_050), ("10000000", 1_000_000_000), ("10000000.01", nil),
            ("0", nil),
            ("1.005", nil), ("-1", nil), ("1,000", nil), ("1.", nil), (".5", nil), ("１０", nil), ("", nil),
            ("99999999999999999999", nil),
        ] as [(String, Int?)])
    func `money is in whole fen`(yuan: String, fen: Int?) throws {
        #expect((try? Money(yuan: yuan))?.fen == fen)
        if let fen { #expect(try Money(yuan: Money(fen: fen).description).fen == fen) }
    }
}
