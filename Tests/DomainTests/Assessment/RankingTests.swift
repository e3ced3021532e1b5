import Domain
import Testing

@Suite struct RankingTests {
    /// One area each: `code | sheets | entries | finals of the preceding months`. The sheets are the branch tier's total
    /// and the public tier's, or one figure for both.
    private func ranking(_ areas: [String], _ changes: [String: String] = [:]) throws -> Ranking {
        // Branch and public weigh the same, so that what one lacks the other makes up.
        let scheme = try SchemeSample.content(
            ["tiers": SchemeSample.tiers("branch 50 mean, public 50 mean")].merging(changes) { $1 }
        )
        return try Ranking(
            try areas.map { area in
                let parts = area.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
                let totals = parts[1].split(separator: " ")
                let sheets = totals.isEmpty ? "" : "branch \(totals[0]) | public \(totals[totals.count - 1])"
                return try AreaSample.contender(
                    parts[0], sheets: sheets, entries: parts.count > 2 ? parts[2] : "",
                    preceding: parts.count > 3 ? parts[3].split(separator: " ").map(String.init) : [], by: scheme
                )
            },
            by: scheme
        )
    }

    @Test(arguments: [
        // The final first, however the rest stands.
        (["A01|90", "A02|91|complaint|50"], ["1 A01", "2 A02 final"]),
        (["A01|90", "A02|90.01"], ["1 A02", "2 A01 final"]),
        // Then fewer deductions: 88 + 2 − 0 against 92 − 2.
        (["A01|92|complaint", "A02|88|commended"], ["1 A02", "2 A01 deductions"]),
        (["A01|90.5|absence", "A02|90", "A03|91|caseOverdue"], ["1 A02", "2 A01 deductions", "3 A03 deductions"]),
        // Deductions before the branch tier and the trend.
        (["A01|99 85|complaint|100", "A02|80 100||10"], ["1 A02", "2 A01 deductions"]),
        // Then the branch tier's score, before the trend.
        (["A01|80 100||100", "A02|100 80||10"], ["1 A02", "2 A01 branchTier"]),
        (["A01|89.99 90.01", "A02|90 90"], ["1 A02", "2 A01 branchTier"]),
        // Then the trend.
        (["A01|90||80", "A02|90||81"], ["1 A02", "2 A01 trend"]),
        (["A01|90||89", "A02|90"], ["1 A02", "2 A01 trend"]), (["A01|90", "A02|90||91"], ["1 A02", "2 A01 trend"]),
        // Then nothing: the place is shared.
        (["A02|90", "A01|90"], ["1 A01", "1 A02 shared"]), (["A01|90||90", "A02|90"], ["1 A01", "1 A02 shared"]),
        (["A01|90||80 100", "A02|90||90 90 90"], ["1 A01", "1 A02 shared"]),
    ])
    func `each link of the chain breaks the ties that those before it left`(areas: [String], lines: [String]) throws {
        #expect(try ranking(areas).lines == lines)
        #expect(try ranking(areas.reversed()).lines == lines)
    }

    @Test(arguments: [
        (["A01|90", "A02|80", "A03|80", "A04|70"], ["1 A01", "2 A02 final", "2 A03 shared", "4 A04 final"]),
        (["A01|90", "A02|90", "A03|80"], ["1 A01", "1 A02 shared", "3 A03 final"]),
        (["A01|90", "A02|90", "A03|90"], ["1 A01", "1 A02 shared", "1 A03 shared"]),
        (
            ["A01|70", "A02|80", "A03|70", "A04|80", "A05|60", "A06|70"],
            ["1 A02", "1 A04 shared", "3 A01 final", "3 A03 shared", "3 A06 shared", "6 A05 final"]
        ),
        (["A01|0", "A02|0"], ["1 A01", "1 A02 shared"]),
        (["A07|90"], ["1 A07"]), ([], []),
    ])
    func `a shared place makes the next one skip`(areas: [String], lines: [String]) throws {
        #expect(try ranking(areas).lines == lines)
    }

    /// 90.1666… and 90.5 against 90 and 90.68: rounded each, both weigh 90.34; exactly, 90.3333… and 90.34.
    @Test(arguments: [
        ([:], ["1 A01", "2 A02 branchTier"], true), (["format": "2"], ["1 A01", "2 A02 branchTier"], true),
        (["format": "2", "rounding": #""final""#], ["1 A02", "2 A01 final"], false),
    ])
    func `a scheme says whether each tier is rounded, or the weighted sum once`(
        changes: [String: String], lines: [String], rounds: Bool
    ) throws {
        let scheme = try SchemeSample.content(
            ["tiers": SchemeSample.tiers("branch 50 mean, public 50 mean")].merging(changes) { $1 })
        let ranking = try Ranking(
            [
                try AreaSample.contender("A01", sheets: "branch 90 90 90.5 | public 90.5", by: scheme),
                try AreaSample.contender("A02", sheets: "branch 90 90 | public 90.68", by: scheme),
            ], by: scheme)
        #expect(ranking.lines == lines)
        #expect(Ranking.roundingDecides(ranking.rows[1], below: ranking.rows[0]) == rounds)
        #expect(ranking.rows.map(\.score.finalRoundedOnce.description).sorted() == ["90.33", "90.34"])
    }

    @Test func `where the weighted sum is rounded once, branch tier and trend are compared exactly`() throws {
        let changes = ["format": "2", "rounding": #""final""#]
        // 90.004 and 90 are both 90.00; so are 80.0033… and 80.
        let scheme = try SchemeSample.content(
            ["tiers": SchemeSample.tiers("self 100 mean, branch 0 mean")].merging(changes) { $1 })
        let branch = try Ranking(
            [
                try AreaSample.contender("A01", sheets: "self 90 | branch 90", by: scheme),
                try AreaSample.contender("A02", sheets: "self 90 | branch 90 90 90.01", by: scheme),
            ], by: scheme)
        #expect(branch.lines == ["1 A02", "2 A01 branchTier"])
        let trend = try ranking(["A01|90||80", "A02|90||80 80 80.01"], changes)
        #expect(trend.lines == ["1 A02", "2 A01 trend"])
        #expect(trend.rows.map(\.trend.description) == ["80", "80"])
    }

    @Test func `an area with fewer sheets than a tier takes at least is incomplete`() throws {
        let scheme = try SchemeSample.content([
            "format": "2",
            "tiers":
                #"[{"tier":"branch","weight":100,"combine":"mean","minimumSheets":2},{"tier":"public","weight":0,"combine":"mean"}]"#,
        ])
        let ranking = try Ranking(
            [
                try AreaSample.contender("A01", sheets: "branch 100", by: scheme),
                try AreaSample.contender("A02", sheets: "branch 80 81", by: scheme),
            ], by: scheme)
        #expect(ranking.lines == ["1 A02"])
        #expect(ranking.unranked.map(\.score.outcome) == [.incomplete([.tier(.branch)])])
        #expect(ranking.unranked[0].score.tiers[0].needed == 2)
    }

    @Test(arguments: [
        ([], "90", 0), (["80"], "80", 1), (["80", "81"], "80.5", 2), (["80", "80.01"], "80.01", 2),
        (["80", "80", "80.01"], "80", 3),
        (["80", "80.01", "80.01"], "80.01", 3), (["0", "0", "0"], "0", 3), (["0", "0", "0.02"], "0.01", 3),
    ])
    func `the trend is the mean of the preceding finals, of none the current final`(
        preceding: [String], trend: String, months: Int
    ) throws {
        let row = try #require(try ranking(["A01|90||\(preceding.joined(separator: " "))"]).rows.first)
        #expect(row.trend.description == trend)
        #expect(row.trendMonths == months)
    }

    @Test func `incomplete and vetoed areas stand below by their codes, with the cause and without a place`() throws {
        let ranking = try ranking(["A04|100|sanction", "A03|90", "A02|", "A01|95|rough|99"])
        #expect(ranking.lines == ["1 A03"])
        #expect(ranking.unranked.map(\.area.text) == ["A01", "A02", "A04"])
        #expect(
            ranking.unranked.map(\.score.outcome) == [
                .vetoed([try Code("rough")]), .incomplete([.tier(.branch), .tier(.public)]),
                .vetoed([try Code("sanction")]),
            ])
        #expect(ranking.winners.map(\.text) == ["A03"])
    }

    @Test func `where every area is vetoed or incomplete nobody is ranked and nobody wins`() throws {
        let ranking = try ranking(["A01|100|sanction", "A02|"], ["awardMinimum": "0"])
        #expect(ranking.rows.isEmpty)
        #expect(ranking.winners.isEmpty)
        #expect(ranking.unranked.count == 2)
    }

    @Test func `a row says whose area it is`() throws {
        let scheme = try SchemeSample.content()
        let ranking = try Ranking([try AreaSample.contender("A01", holder: "1042", by: scheme)], by: scheme)
        #expect(ranking.rows.map(\.holders).map { $0.map(\.text) } == [["1042"]])
        #expect(ranking.branch.text == "CG-03")
        #expect(ranking.month.description == "2026-10")
    }

    @Test func `kinds do not separate a branch's ranking, nor break its ties`() throws {
        let scheme = try SchemeSample.content()
        let one = try AreaSample.record("A01", by: scheme)
        let other = AreaRecord(area: try Code("A02"), holders: one.holders, sheets: one.sheets, entries: [])
        let ranking = try Ranking([.init(record: one, preceding: []), .init(record: other, preceding: [])], by: scheme)
        #expect(ranking.lines == ["1 A01", "1 A02 shared"])
    }

    @Test func `every order of the same areas gives the same ranking`() throws {
        let areas = ["A01|90", "A02|90||80", "A03|92|complaint", "A04|90", "A05|100|rough"]
        let expected = try ranking(areas)
        #expect(expected.lines == ["1 A01", "1 A04 shared", "3 A02 trend", "4 A03 deductions"])
        func permutations(_ rest: [String]) -> [[String]] {
            rest.isEmpty
                ? [[]]
                : rest.indices.flatMap { index in
                    var others = rest
                    let first = others.remove(at: index)
                    return permutations(others).map { [first] + $0 }
                }
        }
        for order in permutations(areas) {
            #expect(try ranking(order) == expected)
        }
    }
}
