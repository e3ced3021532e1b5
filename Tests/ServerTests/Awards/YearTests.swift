import Domain
import Foundation
import Storage
import Testing

@testable import Server

/// What follows from a year's months: figures with what they stand on, by a table that was published (DOMAIN §18).
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct YearTests {
    private static let table: JSON = [
        "title": "责任区考核绩效积分办法", "document": "局党委〔2026〕3号", "firstYear": 2026, "perMonthWon": 2,
        "mostForWins": 10, "perVeto": .number("1.5"), "leastMonths": 1,
        "meanLevels": [["from": 80, "points": 1], ["from": 95, "points": 3]],
    ]

    /// A final month in which the area A-3 was vetoed.
    private static func final() async throws -> (SmallBureau, cycle: Int) {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open("A", "2026-11")
        try await bureau.scoreAll(in: cycle, more: [("lateReason", "补录")])
        let vetoed = try await server.post(
            "/cycles/\(cycle)/adjustments",
            [
                "area": "A-3", "item": "sanction", "times": 1, "date": "2026-11-03", "reason": "责任事故",
                "recorder": "101",
                "lateReason": "补录",
            ])
        try #require(vetoed.status == 201, "\(vetoed.text)")
        try #require(await bureau.close(cycle).status == 200)
        try #require(await server.post("/cycles/\(cycle)/post").status == 200)
        try server.go(to: "2026-12-09")
        try #require(await server.post("/cycles/\(cycle)/finalise").status == 200)
        return (bureau, cycle)
    }

    private static func committee(_ bureau: SmallBureau) async throws -> Int {
        try #require(try await bureau.server.get("/committees").items.first?["id"]?.integer.map { Int($0) })
    }

    @Test func `the year's figures stand on its months, and without a published table there are no points`()
        async throws
    {
        let (bureau, _) = try await Self.final()
        let server = bureau.server
        let honours = try await server.get("/honours?year=2026").items
        #expect(honours.map { $0["member"]?["number"] } == ["103", "104", "105"])
        #expect(honours.map { $0["vetoes"] } == [0, 0, 1])
        #expect(honours.map { $0["monthsRanked"] } == [1, 1, 0])
        #expect(honours.last?["mean"] == .null && honours.last?["trend"] == .null)
        #expect(honours.allSatisfy { $0["performance"] == .null })
        let month = try #require(honours.first?["months"]?.array?.first)
        #expect(month["month"] == "2026-11" && month["area"] == "A-1" && month["honour"] == "stands")
        #expect(month["hash"] == (try await server.get("/snapshots").items.first?["hash"]))
        #expect(honours.last?["months"]?.array?.map { $0["outcome"] } == ["vetoed"])
        #expect(
            try await server.get("/honours?year=2026&member=104").items.map { $0["member"]?["number"] } == ["104"])
        #expect(try await server.get("/honours?year=2026&member=nobody").status == 422)

        let years = try await server.get("/branch-years?year=2026").items
        #expect(years.map { $0["branch"] } == ["A"])
        let year = try #require(years.first)
        #expect(year["monthsRanked"] == 1 && year["monthsWon"] == 1 && year["vetoes"] == 1)
        #expect(year["objections"] == 0 && year["objectionsUpheld"] == 0 && year["monthsWithoutAward"] == 0)
        #expect(try await server.get("/branch-years?year=2025").items.isEmpty)
    }

    @Test func `points come by the table in force, part by part, from the nearest committee`() async throws {
        let (bureau, _) = try await Self.final()
        let server = bureau.server
        let committee = try await Self.committee(bureau)
        let made = try await server.post("/committees/\(committee)/performance-tables", Self.table)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["publishedOn"] == "2026-12-09")
        #expect(made.json["meanLevels"]?.array?.map { $0["from"] } == [95, 80])
        let honours = try await server.get("/honours?year=2026").items
        // Won and above 95; between the levels; vetoed, and never below 0.
        #expect(honours.map { $0["performance"]?["total"] } == [5, 1, 0])
        #expect(honours.map { $0["performance"]?["vetoes"] } == [0, 0, .number("1.5")])
        #expect(honours.first?["performance"]?["document"] == "局党委〔2026〕3号")
        // Another one for the same year takes its place; both stand in the list.
        var other = try #require(Self.table.object)
        other["perMonthWon"] = 4
        #expect(
            try await server.post("/committees/\(committee)/performance-tables", .object(other)).status == 201)
        #expect(
            try await server.get("/honours?year=2026").items.first?["performance"]?["total"] == 7)
        let listed = try await server.get("/committees/\(committee)/performance-tables").items
        #expect(listed.map { $0["perMonthWon"] } == [4, 2])
    }

    @Test func `a year that is over keeps the table it had, and no table says nonsense`() async throws {
        let (bureau, _) = try await Self.final()
        let server = bureau.server
        let path = "/committees/\(try await Self.committee(bureau))/performance-tables"
        #expect(try await server.post(path, Self.table).status == 201)
        try server.go(to: "2027-01-04")
        func changed(_ name: String, _ value: JSON?) throws -> JSON {
            var table = try #require(Self.table.object)
            table["firstYear"] = 2027
            table[name] = value
            return .object(table)
        }
        #expect(try await server.post(path, try changed("firstYear", 2026)).errors == ["firstYear late"])
        #expect(try await server.post(path, try changed("mostForWins", 1)).errors == ["mostForWins rule"])
        #expect(try await server.post(path, try changed("perMonthWon", -1)).errors == ["perMonthWon format"])
        #expect(
            try await server.post(path, try changed("meanLevels", [["from": 90, "points": 0]])).errors
                == ["meanLevels[0].points range"])
        #expect(try await server.post(path, try changed("document", nil)).errors == ["document required"])
        #expect(try await server.post(path, try changed("perMonthWon", 9)).status == 201)
        #expect(try await server.get("/honours?year=2026").items.first?["performance"]?["wins"] == 2)
    }

    @Test func `the statement tells each figure with what it stands on, on paper and as a table`() async throws {
        let (bureau, _) = try await Self.final()
        let server = bureau.server
        let committee = try await Self.committee(bureau)
        #expect(try await server.post("/committees/\(committee)/performance-tables", Self.table).status == 201)
        let browser = Browser(server, as: try await server.account("104", member: "104"))
        let chinese = ["Accept-Language": "zh-CN"]
        let honours = try await browser.get("/honours?year=2026", headers: chinese).text
        #expect(honours.contains("各支部全年情况") && honours.contains("/honours/statement?year=2026"))
        for (path, said) in [
            ("/honours/statement?year=2026", "参评"), ("/honours/statement?year=2026&branch=A", "仅供年度考核"),
        ] {
            let page = try await browser.get(path, headers: chinese)
            #expect(page.status == 200 && page.text.contains(said), "\(path)")
            #expect(page.text.contains("按《责任区考核绩效积分办法》（局党委〔2026〕3号，2026年12月9日公布）"), "\(path)")
            #expect(page.text.contains("获评1个月×2＝2；均分达到95，加3"), "\(path)")
        }
        let table = try await browser.get("/honours/statement.csv?year=2026", headers: chinese).text
        let lines = table.split(separator: "\r\n")
        #expect(lines.first?.hasSuffix("依据,备注") == true)
        #expect(lines.count == 4 && lines.dropFirst().allSatisfy { $0.hasSuffix("仅供参考") })
        #expect(lines.last?.contains("一票否决：2026年11月 A-3") == true)
        #expect(try await browser.get("/honours/statement.xlsx?year=2026").status == 200)

        let member = try await server.first("/members?number=105")
        let own = try await browser.get("/honours/members/\(member)?year=2026", headers: chinese).text
        #expect(own.contains("2026年11月 A-3") && own.contains("获评0个月×2＝0"))
        #expect(own.contains("扣1.5"))
        // What stands in the ledger is told with its paper; what was withdrawn is not.
        #expect(!own.contains("优秀共产党员"))
        let honour: JSON = [
            "title": "优秀共产党员", "level": "district", "document": "区委〔2026〕8号", "awardedOn": "2026-06-30",
        ]
        let recorded = try await server.post("/members/\(member)/honours", honour)
        #expect(recorded.status == 201, "\(recorded.text)")
        let path = "/honours/members/\(member)?year=2026"
        let said = "优秀共产党员（区级、区委〔2026〕8号、2026年6月30日）"
        #expect(try await browser.get(path, headers: chinese).text.contains(said))
        #expect(try await browser.get("/honours/statement.csv?year=2026", headers: chinese).text.contains(said))
        let withdrawn = try await server.post("/honours/\(recorded.id)/withdraw", ["reason": "登记错了"])
        #expect(withdrawn.status == 200, "\(withdrawn.text)")
        #expect(try await !browser.get(path, headers: chinese).text.contains(said))
        // A year of which there is nothing, and nobody.
        #expect(try await browser.get("/honours/members/\(member)?year=2020", headers: chinese).text.contains("没有已截止"))
        #expect(try await browser.get("/honours/members/4711?year=2026").status == 404)
    }
}
