import Domain
import Testing

@testable import Server
@testable import Storage

/// That one does not score what another answers for, and who may say so.
///
/// In branch A, 101 is secretary; 103 leads a group and holds A-1, 104 holds A-2, 105 holds A-3.
struct RecusalTests {
    @Test func `whoever is of one family with a holder does not score their area, and the month says so`() async throws
    {
        let bureau = try await SmallBureau()
        let server = bureau.server
        let cycle = try await bureau.open()
        try await bureau.score("A-1", in: cycle, 58, 38)
        let given = try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "branch", by: "105"))
        #expect(given.status == 201)
        let branch = try await server.get("/branches?code=A").items.first?["id"]?.integer ?? 0
        let path = "/branches/\(branch)/recusals"
        var accounts: [String: TestAccount] = [:]
        for member in ["101", "103", "104", "204"] {
            accounts[member] = try await server.account(member, member: member)
        }
        accounts["office"] = try await server.account(
            "office", grants: [.init(.committeeOfficer, committee: "JG")])
        func declare(_ more: [(String, JSON)], by name: String) async throws -> Answer {
            var body = JSON.Object()
            for (key, value) in [("ground", "household"), ("from", "2026-11")] + more { body[key] = value }
            return try await server.send(
                "POST", path, .object(body), by: try #require(accounts[name]).principal)
        }

        // Of oneself alone: nobody is rid of somebody else's sheets that way, whoever they are in the branch.
        #expect(try await declare([("assessor", "105"), ("holder", "103")], by: "103").status == 403)
        #expect(try await declare([("assessor", "105"), ("holder", "103")], by: "101").status == 403)
        #expect(try await declare([("holder", "103")], by: "204").status == 404)
        #expect(try await declare([("holder", "104")], by: "104").errors == ["holder rule"])
        let foreign = try await declare([("holder", "204")], by: "104")
        #expect(foreign.errors == ["holder reference"], "\(foreign.text)")
        let both = try await declare([("holder", "103"), ("ground", "other"), ("until", "2026-10")], by: "104")
        #expect(both.errors == ["until range", "reason required"], "\(both.text)")
        let own = try await declare([("holder", "103")], by: "104")
        #expect(own.status == 201 && own.json["assessor"]?["number"] == "104", "\(own.text)")
        let refused = try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-1", "branch", by: "104"))
        #expect(refused.errors == ["assessor rule"] && refused.text.contains("declared"))
        #expect(
            try await server.post("/cycles/\(cycle)/sheets", SmallBureau.sheet("A-3", "branch", by: "104")).status
                == 201)
        let grid = try await Browser(server, as: try #require(accounts["104"])).get(
            "/cycles/\(cycle)/scores?tier=branch")
        #expect(!grid.text.contains("A-1") && grid.text.contains("A-3"))

        // The committee's office says it of somebody who had scored: that sheet stays, and counts no more.
        let bySomebody = try await declare(
            [("assessor", "105"), ("holder", "103"), ("until", "2026-12")], by: "office")
        #expect(bySomebody.status == 201, "\(bySomebody.text)")
        let sheets = try await server.get("/cycles/\(cycle)/sheets?area=A-1").items
        #expect(sheets.last?["assessor"] == "105" && sheets.last?["notCounted"] == "recused")
        let page = try await Browser(server, as: try #require(accounts["104"])).get("/cycles/\(cycle)").text
        #expect(page.contains("回避：党员A四不给次组长A的责任区打分") && !page.contains("一家人"))
        #expect(try await server.get(path).items.map { $0["ground"] } == ["household", "household"])
        let audit = try await server.get("/audit?subject=recusal").items
        #expect(audit.map { $0["actor"] } == ["office", "104"])

        try await bureau.close(cycle)
        let ranking = try await bureau.ranking()
        #expect(ranking["remarks"]?["recusals"]?.array?.count == 2)
        #expect(ranking["uncountedSheets"]?.array?.map { $0["cause"] } == ["recused"])
        // What is closed stands as it was closed.
        let late = try await server.post(
            path, ["assessor": "101", "holder": "105", "ground": "household", "from": "2026-11"])
        #expect(late.status == 409 && late.code == "monthClosed", "\(late.text)")
        let next = try await server.post(
            path, ["assessor": "101", "holder": "105", "ground": "standingIn", "from": "2026-12", "until": "2027-01"])
        #expect(next.status == 201, "\(next.text)")
        #expect(try await server.get("/rankings?month=2026-11&branch=A").items.first == ranking)
    }
}
