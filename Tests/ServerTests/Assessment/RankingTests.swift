import Domain
import Foundation
import Testing

@testable import Server

/// Places and their reasons (design §4 "Scoring", "Ranking"), from sheets sent to the API to the figures it answers with.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct RankingTests {
    /// The totals of an area's sheets, one in each tier.
    struct Totals {
        let own: String
        let group: String
        let branch: String
        let `public`: String

        init(_ all: String) {
            self.init(all, all, all, all)
        }

        init(_ own: String, _ group: String, _ branch: String, _ public: String) {
            self.own = own
            self.group = group
            self.branch = branch
            self.public = `public`
        }
    }

    /// Gives one sheet in each tier; each total is 36 for service and the rest for order.
    private static func score(_ bureau: SmallBureau, _ cycle: Int, _ area: String, _ totals: Totals) async throws {
        let base = area.hasPrefix("A") ? 100 : 200
        let holder = base + 2 + (Int(area.suffix(1)) ?? 0)
        let leader = holder == base + 3 ? base + 2 : base + 3
        for (tier, assessor, total) in [
            ("self", "\(holder)", totals.own), ("group", "\(leader)", totals.group),
            ("branch", "\(base + 1)", totals.branch), ("public", "商户代表1", totals.public),
        ] {
            let order = try Points(total) - Points(hundredths: 3600)
            let answer = try await bureau.server.post(
                "/cycles/\(cycle)/sheets",
                SmallBureau.sheet(
                    area, tier, by: assessor, JSON(order), 36, more: [("comment", "说明"), ("lateReason", "补录")]
                )
            )
            try #require(answer.status == 201, "\(answer.text)")
        }
    }

    private static func adjust(
        _ bureau: SmallBureau, _ cycle: Int, _ area: String, _ item: String, times: Int = 1
    ) async throws {
        let answer = try await bureau.server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": .string(area), "item": .string(item), "times": JSON(times), "date": "2026-11-03",
                "reason": .string("核实 \(UUID().uuidString)"), "recorder": "101",
            ]
        )
        try #require(answer.status == 201, "\(answer.text)")
    }

    /// Each ranked row as `place area decidedBy`.
    private static func places(_ ranking: JSON) -> [String] {
        (ranking["ranked"]?.array ?? []).map { row in
            "\(row["place"]?.integer ?? 0) \(row["area"]?.string ?? "") \(row["decidedBy"]?.string ?? "-")"
        }
    }

    private static func points(_ json: JSON?, sourceLocation: SourceLocation = #_sourceLocation) throws -> Points {
        guard case .number(let digits)? = json else {
            try #require(Bool(false), "no figure: \(String(describing: json))", sourceLocation: sourceLocation)
            return .zero
        }
        return try Points(digits)
    }

    // MARK: - The chain

    @Test func `the final decides first`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        for (area, total) in [("A-1", "89.99"), ("A-2", "90"), ("A-3", "90.01")] {
            try await Self.score(bureau, cycle, area, Totals(total))
        }
        #expect(try await Self.places(bureau.ranking()) == ["1 A-3 -", "2 A-2 final", "3 A-1 final"])
    }

    @Test func `of equal finals the fewer deductions decide`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await Self.score(bureau, cycle, "A-1", Totals("92"))
        try await Self.adjust(bureau, cycle, "A-1", "complaint")
        try await Self.score(bureau, cycle, "A-2", Totals("90"))
        try await Self.score(bureau, cycle, "A-3", Totals("94"))
        try await Self.adjust(bureau, cycle, "A-3", "complaint", times: 2)
        #expect(try await Self.places(bureau.ranking()) == ["1 A-2 -", "2 A-1 deductions", "3 A-3 deductions"])
    }

    @Test func `of equal deductions the branch tier decides`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await Self.score(bureau, cycle, "A-1", Totals("90"))
        try await Self.score(bureau, cycle, "A-2", Totals("90", "85", "94", "85"))
        try await Self.score(bureau, cycle, "A-3", Totals("90", "85", "92", "90"))
        #expect(
            try await Self.places(bureau.ranking()) == ["1 A-2 -", "2 A-3 branchTier", "3 A-1 branchTier"]
        )
    }

    @Test func `of equal branch tiers the trend decides, and without earlier months it is the current final`()
        async throws
    {
        let bureau = try await SmallBureau()
        let earlier = try await bureau.open("A", "2026-10")
        try await Self.score(bureau, earlier, "A-1", Totals("80"))
        try await Self.score(bureau, earlier, "A-2", Totals("85"))
        try await bureau.close(earlier)
        let cycle = try await bureau.open()
        for area in ["A-1", "A-2", "A-3"] { try await Self.score(bureau, cycle, area, Totals("90")) }
        let ranking = try await bureau.ranking()
        #expect(Self.places(ranking) == ["1 A-3 -", "2 A-2 trend", "3 A-1 trend"])
        #expect(ranking["ranked"]?.array?.map { $0["trend"] } == [90, 85, 80])
        #expect(ranking["ranked"]?.array?.map { $0["trendMonths"] } == [0, 1, 1])
    }

    @Test func `the trend is the mean of the three months before, rounded half up, and of no more`() async throws {
        let bureau = try await SmallBureau()
        for (month, total) in [("2026-07", "60"), ("2026-08", "90"), ("2026-09", "90"), ("2026-10", "90.01")] {
            let cycle = try await bureau.open("A", month)
            try await Self.score(bureau, cycle, "A-1", Totals(total))
            if month < "2026-09" { try await bureau.close(cycle) }
        }
        // A month in which the area is not ranked does not count: 90 and 90.01 make 90.005.
        let september = try #require(await bureau.server.get("/cycles?month=2026-09").items.first?["id"]?.integer)
        let veto = try await bureau.server.post(
            "/cycles/\(september)/adjustments",
            [
                "area": "A-1", "item": "sanction", "times": 1, "date": "2026-09-03", "reason": "x", "recorder": "101",
                "lateReason": "x",
            ]
        )
        #expect(veto.status == 201)
        for month in ["2026-09", "2026-10"] {
            #expect(try await bureau.close(bureau.open("A", month)).status == 200)
        }
        try await Self.score(bureau, bureau.open(), "A-1", Totals("90"))
        let row = try await bureau.ranking()["ranked"]?.array?.first
        #expect(row?["trendMonths"] == 2)
        #expect(row?["trend"] == .number("90.01"))
    }

    @Test func `what nothing parts shares its place, and the next place skips`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        for (area, total) in [("A-1", "85"), ("A-2", "90"), ("A-3", "90")] {
            try await Self.score(bureau, cycle, area, Totals(total))
        }
        let ranking = try await bureau.ranking()
        #expect(Self.places(ranking) == ["1 A-2 -", "1 A-3 shared", "3 A-1 final"])
        #expect(ranking["winners"] == ["A-2", "A-3"])
    }

    @Test(
        arguments: [
            (80, 1, ["A-3"]), (80, 2, ["A-3", "A-2"]), (80, 3, ["A-3", "A-2"]), (90, 3, ["A-3"]),
            (.number("90.01"), 3, []),
        ] as [(JSON, JSON, [String])])
    func `the places up to the number of awards win, from the minimum on`(
        minimum: JSON, awards: JSON, winners: [String]
    ) async throws {
        let bureau = try await SmallBureau(
            scheme: SmallBureau.scheme {
                $0["awardMinimum"] = minimum
                $0["awardsPerBranch"] = awards
            }
        )
        let cycle = try await bureau.open()
        for (area, total) in [("A-1", "79.99"), ("A-2", "80"), ("A-3", "90")] {
            try await Self.score(bureau, cycle, area, Totals(total))
        }
        #expect(try await bureau.ranking()["winners"] == JSON(winners) { .string($0) })
    }

    // MARK: - What is not ranked

    @Test func `vetoed and incomplete areas stand below, each with its cause`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await server.post(
            "/areas", ["code": "A-9", "name": "新区", "branch": "A", "kind": "park", "established": "2026-11-01"]
        )
        try await Self.score(bureau, cycle, "A-1", Totals("95"))
        try await Self.adjust(bureau, cycle, "A-1", "sanction")
        try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-2", "branch", by: "101"))
        try await Self.score(bureau, cycle, "A-3", Totals("85"))
        try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-9", "branch", by: "101"))

        let closed = try await bureau.close(cycle)
        #expect(closed.json["warnings"]?.array?.contains { $0.string?.contains("A-2, A-9") == true } == true)
        let ranking = try await bureau.ranking()
        #expect(Self.places(ranking) == ["1 A-3 -"])
        let unranked = ranking["unranked"]?.array ?? []
        #expect(unranked.map { $0["area"] } == ["A-1", "A-2", "A-9"])
        #expect(unranked.map { $0["cause"] } == ["vetoed", "incomplete", "incomplete"])
        #expect(unranked.map { $0["vetoes"] } == [["sanction"], [], []])
        #expect(
            unranked.map { $0["missing"] } == [
                [], ["self", "group", "public"], ["holder", "self", "group", "public"],
            ]
        )

        let vetoed = try await server.get("/cycles/\(cycle)/areas/1").json
        #expect(vetoed["standing"] == "vetoed")
        #expect(vetoed["final"] == 0)
        #expect(vetoed["place"] == .null)
        let incomplete = try await server.get("/cycles/\(cycle)/areas/2").json
        #expect(incomplete["standing"] == "incomplete")
        // Missing is not zero.
        #expect(incomplete["final"] == .null)
        let completeness = try await server.get("/cycles/\(cycle)/completeness").items
        #expect(completeness.map { $0["vetoed"] } == [true, false, false, false])
        #expect(
            completeness.map { $0["missing"] } == [[]] + unranked.dropFirst().prefix(1).map { $0["missing"] }
                + [[]] + unranked.suffix(1).map { $0["missing"] })
    }

    @Test func `a withdrawn veto leaves the area its place`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await Self.score(bureau, cycle, "A-1", Totals("95"))
        try await Self.adjust(bureau, cycle, "A-1", "sanction")
        #expect(try await Self.places(bureau.ranking()).isEmpty)
        try await bureau.server.post("/adjustments/1/withdraw", ["revisionReason": "查无此事"])
        #expect(try await Self.places(bureau.ranking()) == ["1 A-1 -"])
    }

    @Test func `an open month's ranking is a preview, a closed one's is not`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let preview = try await bureau.ranking()
        #expect(preview["preview"] == true)
        #expect(preview["status"] == "open")
        #expect(preview["snapshot"] == .null)
        try await bureau.close(cycle)
        let closed = try await bureau.ranking()
        #expect(closed["preview"] == false)
        #expect(closed["ranked"] == preview["ranked"])
        try await bureau.server.post("/cycles/\(cycle)/post")
        #expect(try await bureau.ranking()["snapshot"]?["number"] == 1)
    }

    @Test func `a month without any sheet ranks nobody`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        #expect(try await server.get("/rankings?month=2026-11").items.isEmpty)
        #expect(try await server.get("/comparisons?month=2026-11").json["branches"] == [])
        let cycle = try await bureau.open()
        try await bureau.close(cycle)
        let ranking = try await bureau.ranking()
        #expect(ranking["ranked"] == [])
        #expect(ranking["winners"] == [])
        #expect(ranking["unranked"]?.array?.map { $0["missing"]?.array?.count } == [4, 4, 4])
        let row = try await server.get("/comparisons?month=2026-11").json["branches"]?.array?.first
        #expect(row?["completeness"] == 0)
        for figure in ["mean", "lowest", "highest", "spread"] { #expect(row?[figure] == .null) }
    }

    // MARK: - Adding up

    @Test func `an explanation adds up, and its caps show`() async throws {
        let bureau = try await SmallBureau(
            scheme: SmallBureau.scheme {
                $0["bonuses"] = [
                    ["key": "praised", "titleZh": "受到表扬", "titleEn": "Praised", "points": 2, "cap": 4],
                    ["key": "helped", "titleZh": "办实事", "titleEn": "Helped", "points": .number("1.5"), "cap": 3],
                ]
            }
        )
        let cycle = try await bureau.open()
        try await Self.score(bureau, cycle, "A-1", Totals("81.35", "82.5", "83.33", "84.07"))
        try await Self.adjust(bureau, cycle, "A-1", "praised", times: 2)
        try await Self.adjust(bureau, cycle, "A-1", "praised", times: 1)
        try await Self.adjust(bureau, cycle, "A-1", "helped", times: 1)
        try await Self.adjust(bureau, cycle, "A-1", "complaint", times: 4)
        try await bureau.close(cycle)

        let area = try await bureau.server.get("/cycles/\(cycle)/areas/1").json
        let tiers = area["tiers"]?.array ?? []
        #expect(tiers.map { $0["weight"] } == [10, 20, 50, 20])
        #expect(tiers.map { $0["combine"] } == ["mean", "mean", "trimmedMean", "median"])
        let sum = try tiers.reduce(0) { sum, tier in
            sum + Int(tier["weight"]?.integer ?? 0) * (try Self.points(tier["score"])).hundredths
        }
        let weighted = try Self.points(area["weighted"])
        #expect(weighted.hundredths == Points.divideRoundingHalfUp(sum, by: 100))
        let items = area["items"]?.array ?? []
        #expect(items.map { $0["item"] } == ["praised", "helped", "complaint"])
        #expect(items.map { $0["uncapped"] } == [6, .number("1.5"), 8])
        #expect(items.map { $0["points"] } == [4, .number("1.5"), 6])
        #expect(area["uncappedBonuses"] == .number("5.5"))
        #expect(area["bonuses"] == 5)
        #expect(area["bonusCap"] == 5)
        #expect(area["deductions"] == 6)
        let final = weighted + (try Self.points(area["bonuses"])) - (try Self.points(area["deductions"]))
        #expect(area["final"] == JSON(final))

        let sheets = area["sheets"]?.array ?? []
        #expect(sheets.map { $0["total"] } == tiers.map { $0["score"] })
        for sheet in sheets {
            let parts = try (sheet["points"]?.object?.members ?? []).map { try Self.points($0.value) }
            #expect(JSON(parts.sum()) == sheet["total"])
        }
        #expect(area["adjustments"]?.array?.count == 4)
        let row = try await bureau.ranking()["ranked"]?.array?.first
        for figure in ["place", "final", "weighted", "bonuses", "deductions", "trend"] {
            #expect(row?[figure] == area[figure])
        }
    }

    @Test func `a weighted sum is rounded once, half up`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        // 9.005 + 18 + 45 + 18
        try await Self.score(bureau, cycle, "A-1", Totals("90.05", "90", "90", "90"))
        try await Self.score(bureau, cycle, "A-2", Totals("90.04", "90", "90", "90"))
        let rows = try await bureau.ranking()["ranked"]?.array ?? []
        #expect(rows.map { $0["final"] } == [.number("90.01"), 90])
    }

    @Test func `deductions never take a final below zero`() async throws {
        let bureau = try await SmallBureau(
            scheme: SmallBureau.scheme {
                $0["deductions"] = [
                    ["key": "complaint", "titleZh": "有责投诉", "titleEn": "Complaint", "points": 100, "cap": 1000]
                ]
            }
        )
        let cycle = try await bureau.open()
        try await Self.score(bureau, cycle, "A-1", Totals("90"))
        try await Self.adjust(bureau, cycle, "A-1", "complaint", times: 3)
        let row = try await bureau.ranking()["ranked"]?.array?.first
        #expect(row?["final"] == 0)
        #expect(row?["deductions"] == 300)
    }

    @Test func `comparisons add up to the rankings`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let first = try await bureau.open("A")
        for (area, total) in [("A-1", "90"), ("A-2", "80.01"), ("A-3", "70")] {
            try await Self.score(bureau, first, area, Totals(total))
        }
        try await Self.adjust(bureau, first, "A-3", "sanction")
        try await bureau.close(first)
        let second = try await bureau.open("B")
        try await Self.score(bureau, second, "B-1", Totals("60"))
        #expect(try await server.get("/comparisons?month=2026-11").json["preview"] == true)
        try await bureau.close(second)

        let comparison = try await server.get("/comparisons?month=2026-11").json
        #expect(comparison["preview"] == false)
        let branches = comparison["branches"]?.array ?? []
        let kinds = comparison["kinds"]?.array ?? []
        #expect(branches.map { $0["branch"] } == ["A", "B"])
        #expect(branches.map { $0["mean"] } == [.number("85.01"), 60])
        #expect(branches.map { $0["spread"] } == [.number("9.99"), 0])
        #expect(branches.map { $0["vetoed"] } == [1, 0])
        // A vetoed area was assessed in full; two of B's three were not assessed.
        #expect(branches.map { $0["completeness"] } == [100, 33])
        #expect(kinds.map { $0["kind"] } == ["nightMarket", "mainRoad", "community"])
        #expect(kinds.map { $0["mean"] } == [75, .number("80.01"), .null])
        for count in ["areas", "ranked", "vetoed"] {
            let byBranch = branches.compactMap { $0[count]?.integer }
            let byKind = kinds.compactMap { $0[count]?.integer }
            #expect(byBranch.reduce(0, +) == byKind.reduce(0, +), "\(count)")
        }
        for (row, branch) in zip(branches, ["A", "B"]) {
            let finals = try (try await bureau.ranking(branch: branch)["ranked"]?.array ?? []).map {
                try Self.points($0["final"])
            }
            #expect(row["ranked"] == JSON(finals.count))
            #expect(row["mean"] == JSON(finals.mean))
            #expect(row["highest"] == JSON(finals.max()))
            #expect(row["lowest"] == JSON(finals.min()))
        }
    }
}
