import Domain
import Testing

@testable import Storage

/// What was parsed once is not taken for anything else.
@Suite struct ParsedDocumentsTests {
    private struct Undone: Error {}

    /// A scheme's document that differs from every other in its code.
    private static func content(_ code: String) throws -> SchemeContent {
        try SchemeContent(
            [
                "code": .string(code), "titleZh": "考评办法", "titleEn": "Review", "effectiveFrom": "2020-01",
                "scoringDueDay": 5, "noticeWorkingDays": 5, "awardMinimum": 85, "awardsPerBranch": 1, "bonusCap": 5,
                "criteria": [["key": "all", "titleZh": "总分", "titleEn": "All", "maxPoints": 100]],
                "tiers": [["tier": "branch", "weight": 100, "combine": "mean"]],
                "bonuses": [], "deductions": [], "vetoes": [],
            ]
        )
    }

    @Test func `a scheme that was undone is not read under the id that another one gets`() async throws {
        let test = try await TestStore()
        let store = test.store
        try await store.write(by: TestStore.principal) {
            _ = try $0.createCommittee(Committee.Draft(code: "JG", name: "机关党委"))
        }
        await #expect(throws: Undone.self) {
            try await store.write(by: TestStore.principal) { transaction in
                let committee = try transaction.requireCommittee("JG")
                let made = try transaction.importScheme(Self.content("undone"), of: committee).0
                #expect(try transaction.scheme(made.scheme.id).scheme.content.code.text == "undone")
                throw Undone()
            }
        }
        let (id, code) = try await store.write(by: TestStore.principal) { transaction in
            let committee = try transaction.requireCommittee("JG")
            let made = try transaction.importScheme(Self.content("kept"), of: committee).0
            return (made.scheme.id, made.scheme.content.code.text)
        }
        #expect(code == "kept")
        #expect(try await store.read(by: TestStore.principal) { try $0.scheme(id).scheme.content.code.text } == "kept")
    }

    @Test func `more than can be kept is parsed again`() throws {
        let documents = ParsedDocuments()
        var parsed = 0
        for round in 0..<2 {
            for number in 0..<200 {
                let text = "scheme \(number)"
                let content = try documents.scheme(ID(Int64(number + 1)), text) { _ in
                    parsed += 1
                    return try Self.content("s-\(number)")
                }
                #expect(content.code.text == "s-\(number)", "round \(round)")
            }
        }
        #expect(parsed > 200 && parsed <= 400)
        _ = try documents.scheme(ID(1), "other") { _ in try Self.content("other") }
        #expect(try documents.scheme(ID(1), "other") { _ in throw Undone() }.code.text == "other")
    }

    @Test func `a posted ranking is known by its hash, however many areas there are`() throws {
        let documents = ParsedDocuments()
        func inputs(_ number: Int, areas: Int) throws -> Ranking.Inputs {
            Ranking.Inputs(
                branch: try Code("CG-\(number)"), month: try Month(parsing: "2026-10"), scheme: try Self.content("s"),
                contenders: try (0..<areas).map {
                    Ranking.Contender(
                        record: AreaRecord(area: try Code("A\($0)"), holders: [], sheets: [], entries: []),
                        preceding: []
                    )
                }
            )
        }
        for number in 0..<20 {
            let found = try documents.ranking("hash-\(number)") { try inputs(number, areas: 1_000) }
            #expect(found.ranking.branch.text == "CG-\(number)")
            #expect(found.ranking.unranked.count == 1_000)
        }
        #expect(try documents.ranking("hash-19") { throw Undone() }.inputs.contenders.count == 1_000)
        let large = try documents.ranking("large") { try inputs(99, areas: 20_000) }
        #expect(large.ranking.unranked.count == 20_000)
        #expect(throws: Undone.self) { try documents.ranking("large") { throw Undone() } }
    }
}
