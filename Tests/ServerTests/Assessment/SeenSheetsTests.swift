import Domain
import Testing

@testable import Server
@testable import Storage

/// Where fewer than three scored an area in a tier, the assessed see the tier's score and not the sheets.
///
/// In branch A, 101 is secretary, 102 of the committee; 103 leads a group and holds A-1, 104 holds A-2, 102 holds A-3.
struct SeenSheetsTests {
    @Test func `the assessed see the score of a tier of one or two, and not whose sheet says what`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        let handed = try await server.post(
            "/areas/3/assignments", ["member": "102", "from": "2026-11-01", "reason": "交接"])
        #expect(handed.status == 201, "\(handed.text)")
        try await bureau.score("A-1", in: cycle, 58, 38)
        try await bureau.score("A-2", in: cycle, 55, 36)
        for (area, tier, assessor) in [
            ("A-1", "branch", "104"), ("A-1", "branch", "105"), ("A-3", "group", "103"), ("A-3", "branch", "101"),
        ] {
            let made = try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet(area, tier, by: assessor))
            #expect(made.status == 201, "\(made.text)")
        }
        try await bureau.close(cycle)

        func seen(_ area: String, by account: TestAccount) async throws -> [String] {
            try await server.send("GET", "/cycles/\(cycle)/sheets?area=\(area)", by: account.principal).items
                .compactMap { $0["tier"]?.string }
        }
        let all = ["self", "group", "branch", "public", "branch", "branch"]
        let table: [(member: String, area: String, tiers: [String])] = [
            ("101", "A-1", all), ("102", "A-1", all),
            // The holder, and a member who would tell them; each sees what they gave themselves.
            ("103", "A-1", ["self", "branch", "branch", "branch"]),
            ("104", "A-1", ["self", "branch", "branch", "branch"]),
            ("105", "A-2", ["self"]), ("103", "A-2", ["self", "group"]),
            // Who holds the area is assessed, whatever their office.
            ("101", "A-3", ["group", "branch"]), ("102", "A-3", []), ("103", "A-3", ["group"]),
        ]
        var accounts: [String: TestAccount] = [:]
        for member in Set(table.map(\.member)) {
            accounts[member] = try await server.account(member, member: member)
        }
        for row in table {
            let tiers = try await seen(row.area, by: #require(accounts[row.member]))
            #expect(tiers == row.tiers, "\(row.member) of \(row.area)")
        }

        let holder = try #require(accounts["103"])
        let explained = try await server.send("GET", "/cycles/\(cycle)/areas/1", by: holder.principal).json
        let tiers = explained["tiers"]?.array ?? []
        #expect(tiers.map { $0["sheetsShown"] } == [true, false, true, false])
        #expect(tiers.allSatisfy { $0["score"] != .null })
        let page = try await Browser(server, as: holder).get("/cycles/\(cycle)/areas/1").text
        #expect(page.contains("党小组评、群众评不足 3 人评分"))
        #expect(!page.contains("商户代表1"))
        let secretary = Browser(server, as: try #require(accounts["101"]))
        #expect(try await !secretary.get("/cycles/\(cycle)/areas/1").text.contains("人评分：只显示得分"))
    }

    @Test func `those who scored stand side by side, once the month is closed, for the secretary and the office`()
        async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        for (area, assessor, order) in [("A-1", "104", 40), ("A-2", "103", 60), ("A-1", "105", 38)] {
            let made = try await server.post(
                "/cycles/\(cycle)/sheets", SmallBureau.sheet(area, "branch", by: assessor, JSON(order), 38))
            #expect(made.status == 201, "\(made.text)")
        }
        let path = "/cycles/\(cycle)/assessors"
        let office = try await server.account("office", grants: [.init(.committeeOfficer, committee: "JG")])
        #expect(try await server.send("GET", path, by: office.principal).status == 409, "nobody sees figures yet")
        try await bureau.close(cycle)
        let secretary = try await server.account("101", member: "101")

        let figures = try await server.send("GET", path, by: secretary.principal).json.array ?? []
        let lines = figures.filter { $0["tier"] == "branch" }.map { line in
            ["assessor", "sheets", "mean", "spread", "compared", "distance"].map {
                (line[$0]?.string ?? line[$0]?.text ?? "")
            }
            .joined(separator: " ")
        }
        #expect(lines == ["101 3 90 13 2 6", "103 1 98 0 1 7", "104 1 78 0 1 -8", "105 1 76 0 1 -11"])
        let page = try await Browser(server, as: secretary).get(path)
        #expect(page.text.contains("评分人对照") && page.text.contains("−11"), "\(page.status) \(page.text)")
        let member = try await server.account("104", member: "104")
        #expect(try await server.send("GET", path, by: member.principal).status == 403)
        #expect(try await !Browser(server, as: member).get("/cycles/\(cycle)/ranking").text.contains("评分人对照"))
    }
}
