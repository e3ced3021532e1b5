import Domain
import Testing

/// The sample scheme: self 10 % mean, group 20 % mean, branch 50 % trimmed mean, public 20 % median; bonuses up to 8.
@Suite struct ScoreTests {
    private static let all80 = "self 80 | group 80 | branch 80 | public 80"

    private func score(
        _ sheets: String, _ entries: String = "", holder: String? = "1001", changing changes: [String: String] = [:]
    ) throws -> Score {
        let scheme = try SchemeSample.content(changes)
        return Score(
            of: try AreaSample.record(sheets: sheets, entries: entries, holder: holder, by: scheme), by: scheme)
    }

    @Test(arguments: [
        ("self 100 | group 100 | branch 100 | public 100", "100"), ("self 0 | group 0 | branch 0 | public 0", "0"),
        ("self 90 | group 88 | branch 86 | public 80", "85.6"), ("self 100 | group 0 | branch 0 | public 0", "10"),
        ("self 0 | group 100 | branch 0 | public 0", "20"), ("self 0 | group 0 | branch 100 | public 0", "50"),
        ("self 0 | group 0 | branch 0 | public 100", "20"),
        // Each tier by its combination: the group's mean, the branch's trimmed mean, the public's median.
        ("self 80 | group 70 90 | branch 0 80 85 90 100 | public 10 80 90", "82.5"),
        // One division at the end, rounded half up: 8000.50, 8000.49 and 8000.80 hundredths.
        ("self 80.05 | group 80 | branch 80 | public 80", "80.01"),
        ("self 80.04 | group 80 | branch 80 | public 80", "80"),
        ("self 80.04 | group 80.02 | branch 80 | public 80", "80.01"),
    ])
    func `the weighted score is the sum of the tiers' scores by their weights`(sheets: String, weighted: String) throws
    {
        let score = try score(sheets)
        #expect(score.weighted == (try Points(weighted)))
        #expect(score.final == score.weighted)
        #expect(score.isRanked)
    }

    @Test func `a score shows what each tier brought`() throws {
        let score = try score("self 80 | group 70 91 | branch 60 70 80 90 100 | public 75 85")
        #expect(score.tiers.map(\.tier) == [.own, .group, .branch, .public])
        #expect(score.tiers.map(\.weight) == [10, 20, 50, 20])
        #expect(score.tiers.map(\.sheets) == [1, 2, 5, 2])
        #expect(score.tiers.map { $0.score?.description } == ["80", "80.5", "80", "80"])
        #expect(score.branchTier.description == "80")
    }

    @Test(arguments: [
        // commended 2 each, at most 4; deedPraised 3 each, at most 6; both together at most 8.
        ("", "0", "0", "80"), ("commended", "2", "2", "82"), ("commended*2", "4", "4", "84"),
        ("commended*3", "4", "4", "84"),
        ("commended*100", "4", "4", "84"), ("commended commended commended", "4", "4", "84"),
        ("deedPraised*2", "6", "6", "86"),
        ("commended deedPraised*2", "8", "8", "88"), ("commended*2 deedPraised*2", "8", "10", "88"),
        ("commended*100 deedPraised*100", "8", "10", "88"),
    ])
    func `bonuses are capped by item and then together`(
        entries: String, bonuses: String, uncapped: String, final: String
    ) throws {
        let score = try score(Self.all80, entries)
        #expect(score.bonuses.description == bonuses)
        #expect(score.uncappedBonuses.description == uncapped)
        #expect(score.final.description == final)
        #expect(score.weighted.description == "80")
    }

    @Test(arguments: [
        // caseOverdue 1 each, at most 5; complaint 2 each, at most 6; absence 0.5 each, at most 2.
        ("caseOverdue", "1", "79"), ("caseOverdue*5", "5", "75"), ("caseOverdue*6", "5", "75"),
        ("absence", "0.5", "79.5"),
        ("absence absence*2", "1.5", "78.5"), ("absence*5", "2", "78"),
        ("caseOverdue*9 complaint*9 absence*9", "13", "67"),
        ("complaint commended", "2", "80"),
    ])
    func `deductions are capped by item only`(entries: String, deductions: String, final: String) throws {
        let score = try score(Self.all80, entries)
        #expect(score.deductions.description == deductions)
        #expect(score.final.description == final)
    }

    @Test(arguments: [
        ("self 5 | group 5 | branch 5 | public 5", "complaint*3", "0"),
        ("self 6 | group 6 | branch 6 | public 6", "complaint*3", "0"),
        ("self 6.01 | group 6.01 | branch 6.01 | public 6.01", "complaint*3", "0.01"),
        ("self 0 | group 0 | branch 0 | public 0", "absence", "0"),
        ("self 0 | group 0 | branch 0 | public 0", "complaint commended*2", "2"),
    ])
    func `the final is never below zero`(sheets: String, entries: String, final: String) throws {
        let score = try score(sheets, entries)
        #expect(score.final.description == final)
        #expect(score.isRanked)
    }

    @Test func `a final may go beyond a sheet's maximum by the bonuses`() throws {
        #expect(
            try score("self 100 | group 100 | branch 100 | public 100", "commended*2 deedPraised*2").final.description
                == "108")
    }

    @Test func `a scheme without a bonus cap to speak of gives no bonus`() throws {
        #expect(try score(Self.all80, "commended*2", changing: ["bonusCap": "0"]).final.description == "80")
    }

    @Test func `what each item brought stands in the order of the menu, its entries together`() throws {
        let items = try score(Self.all80, "absence*3 commended*2 complaint commended absence*2").items
        #expect(items.map(\.item.text) == ["commended", "complaint", "absence"])
        #expect(items.map(\.kind) == [.bonus, .deduction, .deduction])
        #expect(items.map(\.times) == [3, 1, 5])
        #expect(items.map(\.uncapped.description) == ["6", "2", "2.5"])
        #expect(items.map(\.points.description) == ["4", "2", "2"])
    }

    @Test(
        arguments: [
            ("group 80 | branch 80 | public 80", "1001", ["self"]),
            ("self 80 | group 80 | branch 80", "1001", ["public"]),
            ("self 80", "1001", ["group", "branch", "public"]), ("", "1001", ["self", "group", "branch", "public"]),
            (Self.all80, nil, ["holder"]), ("", nil, ["holder", "self", "group", "branch", "public"]),
        ] as [(String, String?, [String])])
    func `what is missing makes an area incomplete, and is named`(sheets: String, holder: String?, missing: [String])
        throws
    {
        let score = try score(sheets, holder: holder)
        guard case .incomplete(let found) = score.outcome else {
            Issue.record("\(score.outcome)")
            return
        }
        #expect(found.map(\.name) == missing)
        #expect(found == found.sorted())
        #expect(!score.isRanked)
    }

    @Test func `a tier of no weight may be missing, and counts for nothing if it is not`() throws {
        let tiers = ["tiers": SchemeSample.tiers("self 0 mean, branch 100 mean")]
        let without = try score("branch 80", changing: tiers)
        #expect(without.isRanked)
        #expect(without.final.description == "80")
        #expect(without.tiers.first?.score == nil)
        #expect(try score("self 0 | branch 80", changing: tiers).final.description == "80")
    }

    @Test func `sheets of a tier that the scheme does not have count for nothing`() throws {
        let score = try score("group 10 | branch 80", changing: ["tiers": SchemeSample.tiers("branch 100 mean")])
        #expect(score.final.description == "80")
        #expect(score.tiers.map(\.tier) == [.branch])
    }

    @Test func `a scheme without a branch tier has no branch score to break ties with`() throws {
        let score = try score("public 80", changing: ["tiers": SchemeSample.tiers("public 100 mean")])
        #expect(score.branchTier == .zero)
        #expect(score.isRanked)
    }

    @Test(
        arguments: [
            (Self.all80, "sanction", "1001", ["sanction"]),
            (Self.all80, "rough commended sanction rough", "1001", ["sanction", "rough"]),
            // A veto beats what is missing: it is the graver news.
            ("self 80", "rough", "1001", ["rough"]), ("", "rough", nil, ["rough"]),
        ] as [(String, String, String?, [String])])
    func `a veto leaves an area with nothing and without a place`(
        sheets: String, entries: String, holder: String?, vetoes: [String]
    ) throws {
        let score = try score(sheets, entries, holder: holder)
        #expect(score.outcome == .vetoed(try vetoes.map { try Code($0) }))
        #expect(score.final == .zero)
        #expect(!score.isRanked)
    }

    @Test func `a veto brings no points of its own, and the other parts stay readable`() throws {
        let score = try score(Self.all80, "sanction commended complaint")
        #expect(score.items.map(\.points.description) == ["2", "2", "0"])
        #expect(score.weighted.description == "80")
        #expect(score.bonuses.description == "2")
        #expect(score.deductions.description == "2")
    }
}
