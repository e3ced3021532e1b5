import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// What a session and a token let their bearer do, and until when.
struct SessionTests {
    private static func status(_ browser: Surfer) async throws -> Int {
        var browser = browser
        return try await browser.send("GET", "/session").status
    }

    // MARK: - Until when

    @Test func `a session that nobody uses for half an hour has ended`() async throws {
        let server = try await TestServer()
        let browser = Surfer(server, as: try await server.account("zhao"))
        server.clock.now = TestServer.start.adding(seconds: 1799)
        #expect(try await Self.status(browser) == 200)
        server.clock.now = TestServer.start.adding(seconds: 1799 + 1799)
        #expect(try await Self.status(browser) == 200)
        server.clock.now = TestServer.start.adding(seconds: 1799 + 1799 + 1800)
        #expect(try await Self.status(browser) == 401)
    }

    @Test func `a session lasts eight hours in all, however much it is used`() async throws {
        let server = try await TestServer()
        let browser = Surfer(server, as: try await server.account("zhao"))
        for minutes in stride(from: Int64(20), to: 8 * 60, by: 20) {
            server.clock.now = TestServer.start.adding(seconds: minutes * 60)
            #expect(try await Self.status(browser) == 200, "after \(minutes) minutes")
        }
        server.clock.now = TestServer.start.adding(seconds: 8 * 3600 - 1)
        #expect(try await Self.status(browser) == 200)
        server.clock.now = TestServer.start.adding(seconds: 8 * 3600)
        #expect(try await Self.status(browser) == 401)
    }

    @Test func `a clock that is set back does not prolong a session`() async throws {
        let server = try await TestServer()
        let browser = Surfer(server, as: try await server.account("zhao"))
        server.clock.now = TestServer.start.adding(seconds: -60)
        #expect(try await Self.status(browser) == 200)
        server.clock.now = TestServer.start.adding(seconds: -61)
        #expect(try await Self.status(browser) == 401)
    }

    @Test func `a session that was seen to have ended does not begin again`() async throws {
        let server = try await TestServer()
        let browser = Surfer(server, as: try await server.account("zhao"))
        server.clock.now = TestServer.start.adding(seconds: 1800)
        #expect(try await Self.status(browser) == 401)
        server.clock.now = TestServer.start
        #expect(try await Self.status(browser) == 401)
    }

    @Test(.onSQLite) func `who cannot be noted to have used a session or a token goes on reading`() async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao")
        let bearer = ["Authorization": "Bearer \(try await server.token(of: account).secret)"]
        // As a full disk would: no page may be written any more.
        try await server.store.database.write { session in
            for table in ["sign_in_session", "api_token"] {
                try session.run(
                    SQL(
                        stringLiteral: """
                            CREATE TRIGGER full_\(table) BEFORE UPDATE ON \(table)
                            BEGIN SELECT RAISE(ABORT, 'full'); END
                            """
                    )
                )
            }
        }
        server.clock.now = TestServer.start.adding(seconds: 61)
        #expect(try await Self.status(Surfer(server, as: account)) == 200)
        #expect(try await server.send("GET", "/session", headers: bearer, by: nil).status == 200)
    }

    // MARK: - Revoked

    @Test func `what was signed out is not to be replayed`() async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao")
        let other = Surfer(server, as: try await server.session(of: account.id, "zhao"))
        let stolen = Surfer(server, as: account)
        var browser = stolen
        #expect(try await browser.send("DELETE", "/session").status == 200)
        #expect(try await Self.status(stolen) == 401)
        #expect(try await Self.status(other) == 200)
    }

    @Test func `a session is ended from the list of one's own, and of nobody else's`() async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao")
        let lost = try await server.session(of: account.id, "zhao")
        let stranger = try await server.account("qian")
        var browser = Surfer(server, as: account)
        #expect(try await browser.send("DELETE", "/sessions/\(stranger.session.rawValue)").status == 404)
        #expect(try await browser.send("GET", "/sessions").items.count == 2)
        #expect(try await browser.send("DELETE", "/sessions/\(lost.session.rawValue)").status == 204)
        #expect(try await Self.status(Surfer(server, as: lost)) == 401)
        #expect(try await Self.status(Surfer(server, as: stranger)) == 200)
        #expect(try await browser.send("GET", "/sessions").items.count == 1)
    }

    @Test(arguments: ["sign-out", "close"])
    func `an administrator ends every session and token of an account at once`(verb: String) async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao")
        let token = try await server.token(of: account)
        let administrator = try await server.account("admin", grants: [.init(.administrator)])
        var browser = Surfer(server, as: administrator)
        #expect(try await browser.send("POST", "/accounts/\(account.id.rawValue)/\(verb)").status == 200)
        #expect(try await Self.status(Surfer(server, as: account)) == 401)
        let bearer = ["Authorization": "Bearer \(token.secret)"]
        #expect(try await server.send("GET", "/session", headers: bearer, by: nil).status == 401)
    }

    @Test func `a role that ends is gone with the next request`() async throws {
        let server = try await SmallBureau().server
        let officer = try await server.account("102", member: "102")
        let cycle: (String) -> JSON = { ["branch": "A", "month": .string($0)] }
        #expect(try await server.send("POST", "/cycles", cycle("2026-10"), by: officer.principal).status == 201)
        for item in try await server.get("/branches/1/appointments").items where item["member"]?["number"] == "102" {
            let id = item["id"]?.integer ?? 0
            #expect(try await server.post("/appointments/\(id)/end", ["on": "2026-11-23"]).status == 200)
        }
        #expect(try await server.send("POST", "/cycles", cycle("2026-11"), by: officer.principal).status == 403)
    }

    // MARK: - Changes from a browser

    @Test(arguments: [
        (nil, 403), ("", 403), ("nonsense", 403), ("another session's", 403), ("its own", 201),
    ])
    func `a change by a cookie needs the session's own token`(token: String?, status: Int) async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao", grants: [.init(.committeeOfficer)])
        let other = try await server.session(of: account.id, "zhao")
        var browser = Surfer(server, as: account)
        switch token {
        case "another session's": browser.csrfToken = other.csrfToken
        case "its own": break
        default: browser.csrfToken = token
        }
        let answer = try await browser.send("POST", "/committees", ["code": "JG", "name": "机关党委"])
        #expect(answer.status == status, "\(answer.text)")
        if status == 403 { #expect(answer.code == "csrfToken") }
        // What changes nothing needs none.
        browser.csrfToken = nil
        #expect(try await browser.send("GET", "/committees").status == 200)
    }

    @Test(arguments: [
        ["Origin": "https://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
        ["Sec-Fetch-Site": "same-site"], ["Origin": "https://localhost"], ["Origin": "http://localhost.evil.example"],
    ])
    func `another site's page changes nothing, though it had the token`(headers: [String: String]) async throws {
        let server = try await TestServer()
        var browser = Surfer(server, as: try await server.account("zhao", grants: [.init(.committeeOfficer)]))
        let body: JSON = ["code": "JG", "name": "机关党委"]
        #expect(try await browser.send("POST", "/committees", body, headers: headers).code == "foreignOrigin")
        #expect(
            try await browser.send("POST", "/session", ["name": "x", "password": "y"], headers: headers).status == 403)
        let own = ["Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"]
        #expect(try await browser.send("POST", "/committees", body, headers: own).status == 201)
    }

    // MARK: - Tokens

    @Test func `a token for reading changes nothing, and one for writing nothing of the account itself`() async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao", grants: [.init(.committeeOfficer)])
        let body: JSON = ["code": "JG", "name": "机关党委"]
        let reading = ["Authorization": "Bearer \(try await server.token(of: account, .read).secret)"]
        let writing = ["Authorization": "bearer \(try await server.token(of: account, .write).secret)"]
        #expect(try await server.send("GET", "/committees", headers: reading, by: nil).status == 200)
        #expect(try await server.send("POST", "/committees", body, headers: reading, by: nil).code == "readOnlyToken")
        // What a program sends is no browser's doing: it needs no further token.
        #expect(try await server.send("POST", "/committees", body, headers: writing, by: nil).status == 201)
        for (method, path, body) in [
            ("POST", "/tokens", ["name": "x", "extent": "write", "days": 1]), ("POST", "/account/second-factor", nil),
            ("DELETE", "/sessions/\(account.session.rawValue)", nil), ("DELETE", "/tokens/1", nil),
            ("PUT", "/account/password", ["password": "x", "newPassword": "另一棵槐树也很高大 92"]),
        ] as [(String, String, JSON?)] {
            let answer = try await server.send(method, path, body, headers: writing, by: nil)
            #expect(answer.status == 403, "\(method) \(path): \(answer.text)")
            #expect(answer.code == "sessionNeeded")
        }
    }

    @Test func `a token ends with its days, when it is revoked and when it signs out`() async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao")
        func status(_ secret: String) async throws -> Int {
            try await server.send("GET", "/session", headers: ["Authorization": "Bearer \(secret)"], by: nil).status
        }
        let (expiring, revoked, leaving) = (
            try await server.token(of: account, days: 1), try await server.token(of: account, days: 2),
            try await server.token(of: account, .read, days: 2)
        )
        var browser = Surfer(server, as: account)
        #expect(try await browser.send("DELETE", "/tokens/\(revoked.id.rawValue)").status == 204)
        #expect(try await status(revoked.secret) == 401)
        server.clock.now = TestServer.start.adding(seconds: 86_399)
        #expect(try await status(expiring.secret) == 200)
        server.clock.now = TestServer.start.adding(seconds: 86_400)
        #expect(try await status(expiring.secret) == 401)
        let out = try await server.send(
            "DELETE", "/session", headers: ["Authorization": "Bearer \(leaving.secret)"], by: nil
        )
        #expect(out.status == 200)
        #expect(try await status(leaving.secret) == 401)
    }

    @Test func `a calendar sends its token as a password`() async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao", grants: [.init(.committeeOfficer)])
        let token = try await server.token(of: account, .read)
        for (pair, status) in [
            ("anybody:\(token.secret)", 200), (":\(token.secret)", 200), ("\(token.secret):", 401), ("zhao:wrong", 401),
            (token.secret, 401),
        ] {
            let basic = ["Authorization": "Basic \(Data(pair.utf8).base64EncodedString())"]
            let answer = try await server.send("GET", "/meetings/calendar.ics", headers: basic, by: nil)
            #expect(answer.status == status, "\(pair)")
        }
    }

    @Test func `a credential that does not do is refused, whatever cookie comes with it`() async throws {
        let server = try await TestServer()
        var browser = Surfer(server, as: try await server.account("zhao"))
        for authorization in ["Bearer nonsense", "Bearer ", "Basic !", "Digest x", ""] {
            let answer = try await browser.send("GET", "/session", headers: ["Authorization": authorization])
            #expect(answer.status == 401, "\(authorization)")
            #expect(answer.headers["www-authenticate"] == "Bearer")
        }
        #expect(try await browser.send("GET", "/session").status == 200)
    }
}
