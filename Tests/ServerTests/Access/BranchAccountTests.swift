import Domain
import Testing

@testable import Server

/// A branch's members let in at one step, by slips of paper.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct BranchAccountTests {
    private static func made(_ answer: Answer) -> [JSON] { answer.json["made"]?.array ?? [] }

    @Test func `each member of the branch gets an account by their number and a link that works once`() async throws {
        let server = try await SmallBureau().server
        _ = try await server.account("102", member: "102", password: true)
        // Somebody else's account is called by a member's number already.
        _ = try await server.account("105", grants: [.init(.auditor)])
        let answer = try await server.post("/branches/1/accounts")
        #expect(answer.status == 200, "\(answer.text)")
        #expect(Self.made(answer).map { $0["name"] } == ["101", "103", "104"])
        #expect(Self.made(answer).allSatisfy { $0["isNew"] == true })
        let skipped = answer.json["skipped"]?.array ?? []
        #expect(skipped.map { $0["member"]?["number"] } == ["102", "105"])
        #expect(skipped.map { $0["cause"] } == ["isIn", "nameTaken"])
        // Nobody of the other branch.
        #expect(try await server.get("/accounts?name=201").items.isEmpty)

        // Again: nothing is made, and those who are not in yet get another link in the place of the first.
        let again = try await server.post("/branches/1/accounts")
        #expect(Self.made(again).map { $0["name"] } == ["101", "103", "104"])
        #expect(Self.made(again).allSatisfy { $0["isNew"] == false })
        for (answer, status) in [(answer, 409), (again, 200)] {
            let link = try #require(Self.made(answer).first?["link"]?["link"])
            let used = try await server.send(
                "POST", "/password-links/use", ["link": link, "newPassword": "七月流火，九月授衣。"], by: nil)
            #expect(used.status < 300 ? status == 200 : status == 409, "\(used.text)")
        }
        let third = try await server.post("/branches/1/accounts")
        #expect(Self.made(third).map { $0["name"] } == ["103", "104"])
        let audit = try await server.get("/audit?subject=account&action=linked").items
        #expect(audit.count >= 8)
    }

    @Test func `an administrator prints the slips, and nobody else makes any`() async throws {
        let server = try await SmallBureau().server
        let administrator = Browser(
            server, as: try await server.account("admin", grants: [.init(.administrator)]))
        let path = "/branches/1/accounts"
        #expect(try await administrator.get("/branches/1").text.contains("href=\"\(path)\""))
        _ = try await administrator.get(path)
        let slips = try await administrator.post(path, administrator.fields(of: path)).text
        #expect(slips.contains("共 5 人") && slips.contains("书记A 101"))
        #expect(slips.matches(of: /\/password\/[A-Za-z0-9_-]{20,}/).count == 5)
        let secretary = Browser(server, as: try await server.account("office", grants: [.init(.committeeOfficer)]))
        #expect(try await secretary.get(path).status == 403)
        #expect(try await !secretary.get("/branches/1").text.contains(path))
    }
}
