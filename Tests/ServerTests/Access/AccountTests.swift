import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Accounts: who is let in by a link, what a request cannot bring along, and who must be left.
@Suite(.serialized)
struct AccountTests {
    // MARK: - Links

    private func use(_ server: TestServer, _ link: String, _ password: String = "桥头早市的油条 42") async throws -> Answer {
        try await server.send(
            "POST", "/password-links/use", ["link": .string(link), "newPassword": .string(password)], by: nil)
    }

    private func link(_ server: TestServer, of account: TestAccount) async throws -> String {
        try #require(try await server.post("/accounts/\(account.id.rawValue)/links").json["link"]?.string)
    }

    @Test func `a link sets a password once, and ends what was opened before`() async throws {
        let server = try await TestServer()
        let account = try await server.account("li.wei")
        let link = try await link(server, of: account)
        // What cannot be a password does not spend it.
        for (password, error) in [
            ("short", "newPassword length"), ("abababababab", "newPassword rule"), ("li.wei2026", "newPassword rule"),
            ("password123", "newPassword rule"),
        ] { #expect(try await use(server, link, password).errors == [error], "\(password)") }
        let used = try await use(server, link)
        #expect(used.status == 200 && used.json["name"] == "li.wei")
        #expect(try await server.send("GET", "/session", headers: account.headers, by: nil).status == 401)
        #expect(try await use(server, link).code == "linkSpent")
    }

    @Test func `a link that has expired, was replaced or is of a closed account is spent`() async throws {
        let server = try await TestServer()
        let account = try await server.account("li.wei")
        let first = try await link(server, of: account)
        let second = try await link(server, of: account)
        #expect(try await use(server, first).code == "linkSpent")
        server.clock.now = TestServer.start.adding(seconds: 86_400)
        #expect(try await use(server, second).code == "linkSpent")
        // Nor does a clock that is set back prolong one.
        let future = try await link(server, of: account)
        server.clock.now = TestServer.start
        #expect(try await use(server, future).code == "linkSpent")
        let third = try await link(server, of: account)
        #expect(try await server.post("/accounts/\(account.id.rawValue)/close").status == 200)
        #expect(try await use(server, third).code == "linkSpent")
        #expect(try await use(server, "no link at all").status == 409)
    }

    // MARK: - What a request cannot bring along

    @Test(
        arguments: [
            (
                "/accounts", #"{"name": "x", "#,
                ["roles": "[]", "id": "7", "closed": "false", "hasPassword": "true", "version": "9"]
            ),
            (
                "/members",
                #"{"number": "301", "name": "新", "standing": "probationary", "joined": "2026-06-01", "branch": "A", "#,
                ["id": "7", "status": "\"active\"", "offices": "[]", "version": "9"]
            ),
            (
                "/cycles/1/sheets", #"{"area": "A-1", "tier": "self", "points": {"order": 50, "service": 30}, "#,
                [
                    "recordedBy": "\"x\"", "recordedAt": "\"2026-11-01T00:00:00Z\"", "revision": "3", "total": "99",
                    "stands": "true",
                ]
            ),
            (
                "/cycles/1/adjustments",
                #"{"area": "A-1", "item": "praised", "times": 1, "date": "2026-11-03", "reason": "r", "recorder": "101", "#,
                ["recordedBy": "\"x\"", "recordedAt": "\"2026-11-01T00:00:00Z\"", "kind": "\"veto\"", "points": "99"]
            ),
            (
                "/cycles", #"{"branch": "A", "month": "2026-11", "#,
                ["status": "\"final\"", "dueDate": "\"2030-01-01\""]
            ),
            ("/tokens", #"{"name": "t", "extent": "read", "days": 1, "#, ["account": "1", "secret": "\"zhibu_x\""]),
        ] as [(String, String, [String: String])])
    func `what is not the caller's to say is refused, not passed over`(
        path: String, body: String, more: [String: String]
    ) async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        if path.hasPrefix("/cycles/") { #expect(try await bureau.open() == 1) }
        let account = try await server.account("li.wei", member: "103")
        for (name, value) in more {
            let json = try JSON.parse("\(body)\"\(name)\": \(value)}".utf8)
            let principal: Principal = path == "/tokens" ? account.principal : .operator(systemUser: "test")
            let answer = try await server.send("POST", path, json, by: principal)
            #expect(answer.status == 422, "\(name): \(answer.text)")
            #expect(answer.errors == ["\(name) unexpected"])
        }
    }

    @Test func `who recorded a sheet, and when, is the server's to say`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let account = try await bureau.server.account("li.wei", member: "103")
        let points: JSON = ["order": 55, "service": 36]
        let made = try await bureau.server.send(
            "POST", "/cycles/\(cycle)/sheets", ["area": "A-1", "tier": "self", "points": points], by: account.principal)
        #expect(made.status == 201, "\(made.text)")
        #expect(made.json["recordedBy"] == "li.wei" && made.json["assessor"] == "103")
        #expect(made.json["recordedAt"]?.string == TestServer.start.description)
    }

    @Test(
        arguments: [
            // A member: as themselves alone.
            ("104", "A-2", "self", nil, 201), ("104", "A-2", "self", "104", 201), ("104", "A-1", "branch", nil, 201),
            ("104", "A-1", "branch", "105", 403), ("104", "A-1", "public", "商户代表1", 403),
            ("104", "A-1", "group", "103", 403),
            // A branch officer (102 is one): also what others wrote on paper.
            ("102", "A-2", "self", "104", 201), ("102", "A-1", "public", "商户代表1", 201),
            ("102", "A-1", "branch", "105", 201),
            // Nobody of another branch.
            ("204", "A-1", "branch", nil, 404), ("201", "A-1", "branch", "104", 404),
        ] as [(String, String, String, String?, Int)])
    func `a member scores as themselves, an officer for those on paper too`(
        member: String, area: String, tier: String, assessor: String?, status: Int
    ) async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        let account = try await bureau.server.account("m\(member)", member: member)
        var sheet = JSON.Object()
        sheet["area"] = .string(area)
        sheet["tier"] = .string(tier)
        if let assessor { sheet["assessor"] = .string(assessor) }
        sheet["points"] = ["order": 55, "service": 36]
        let answer = try await bureau.server.send(
            "POST", "/cycles/\(cycle)/sheets", .object(sheet), by: account.principal)
        #expect(answer.status == status, "\(answer.text)")
    }

    @Test func `nobody sees others' figures before the month closes`() async throws {
        let bureau = try await SmallBureau()
        let server = bureau.server
        try server.go(to: "2026-12-01")
        let cycle = try await bureau.open()
        try await bureau.scoreAll(in: cycle)
        let readers = [
            try await server.account("m103", member: "103"), try await server.account("m101", member: "101"),
            try await server.account("office", grants: [TestServer.Grant(.committeeOfficer, committee: "JG")]),
            try await server.account("auditor", grants: [TestServer.Grant(.auditor)]),
        ]
        for reader in readers {
            let path = "/cycles/\(cycle)/sheets?limit=500"
            let open = try await server.send("GET", path, by: reader.principal)
            for sheet in open.items {
                let isOwn = reader.name == "m\(sheet["assessor"]?.string ?? "")"
                #expect((sheet["points"] != .null) == isOwn, "\(reader.name): \(sheet.text)")
                #expect((sheet["total"] != .null) == isOwn && (sheet["comment"] == .null || isOwn))
            }
            let rankings = try await server.send("GET", "/rankings?month=2026-11", by: reader.principal)
            #expect(rankings.items.isEmpty, "\(reader.name): \(rankings.text.prefix(200))")
        }
        // Not by way of the audit either.
        let audit = try await server.send("GET", "/audit?subject=sheet&limit=500", by: readers[3].principal)
        #expect(audit.items.count == 12)
        #expect(audit.items.allSatisfy { $0["after"]?["points"]?["hash"] != nil || $0["after"]?["points"] == nil })
        #expect(!audit.text.contains("order=58"))
        #expect(try await bureau.close(cycle).status == 200)
        for reader in readers {
            let closed = try await server.send("GET", "/cycles/\(cycle)/sheets?limit=500", by: reader.principal)
            #expect(closed.items.allSatisfy { $0["points"] != .null }, "\(reader.name)")
            // One scored in each tier: who has no such task in the branch is told the score, and sees their own sheets.
            if reader.name == "m103" {
                #expect(closed.items.count < 12)
                #expect(closed.items.allSatisfy { $0["tier"] == "self" || $0["assessor"] == "103" })
            } else {
                #expect(closed.items.count == 12, "\(reader.name)")
            }
        }
    }

    // MARK: - Repeated requests

    @Test func `a key belongs to the account that used it`() async throws {
        let server = try await TestServer()
        let (li, wang) = (try await server.account("li.wei"), try await server.account("wang"))
        func make(_ account: TestAccount) async throws -> Answer {
            try await server.send(
                "POST", "/tokens", ["name": "t", "extent": "read", "days": 1], headers: ["Idempotency-Key": "k"],
                by: account.principal
            )
        }
        let (first, other, again) = (try await make(li), try await make(wang), try await make(li))
        #expect(first.status == 201 && other.status == 201)
        #expect(other.headers["idempotency-replayed"] == nil)
        #expect(other.json["secret"] != first.json["secret"])
        #expect(again.headers["idempotency-replayed"] == "true" && again.body == first.body)
    }

    // MARK: - Administrators

    @Test func `the last administrator who can sign in stays one`() async throws {
        let server = try await TestServer()
        let first = try await server.account("admin.a", grants: [TestServer.Grant(.administrator)], password: true)
        let second = try await server.account("admin.b", grants: [TestServer.Grant(.administrator)])
        func grant(_ account: TestAccount) async throws -> Int64 {
            try #require(
                try await server.get("/accounts/\(account.id.rawValue)").json["roles"]?.array?.first?["grant"]?.integer)
        }
        // One who has no password yet lets nobody in.
        #expect(try await server.post("/accounts/\(first.id.rawValue)/close").code == "lastAdministrator")
        #expect(try await server.post("/grants/\(grant(first))/end").code == "lastAdministrator")
        let own = try await server.send("POST", "/grants/\(grant(first))/end", by: first.principal)
        #expect(own.status == 409 && own.code == "lastAdministrator")
        // Nor does their page lead where they would be refused.
        let ending = "/administration/grants/\(try await grant(first))/end"
        let page = try await Browser(server, as: first).get("/administration/accounts/\(first.id.rawValue)")
        #expect(page.status == 200 && !page.text.contains(ending))
        let hash = try TestServer.passwordHash.get()
        try await server.store.write(by: .operator(systemUser: "test")) { transaction in
            let link = try transaction.makePasswordLink(for: second.id)
            _ = try transaction.setPassword(hash, byLink: Secret(link.secret))
        }
        #expect(try await server.post("/accounts/\(first.id.rawValue)/close").status == 200)
        #expect(try await server.post("/accounts/\(second.id.rawValue)/close").code == "lastAdministrator")
    }
}
