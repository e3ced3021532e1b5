import Domain
import HTTPTypes
import Testing

@testable import Server
@testable import Storage

/// Signing in and out, through the router. Each password takes a third of a second to check, and two at once are all
/// there is room for: so one test after the other, and what needs no password stands in `SessionTests`.
@Suite(.serialized)
struct SignInTests {
    @Test func `who it is that does not get in, the answer does not tell`() async throws {
        let server = try await TestServer()
        _ = try await server.account("zhao", password: true)
        _ = try await server.account("without-password")
        let closed = try await server.account("closed", password: true)
        #expect(try await server.post("/accounts/\(closed.id.rawValue)/close").status == 200)
        var answers: [(String, Answer)] = []
        for (name, password) in [
            ("zhao", "wrong"), ("nobody-of-that-name", TestServer.password), ("without-password", TestServer.password),
            ("closed", TestServer.password), ("no name at all!", "x"),
        ] {
            let before = try await server.auditCount()
            var browser = Surfer(server)
            answers.append((name, try await browser.signIn(name, password)))
            #expect(try await server.auditCount() == before + 1)
        }
        for (name, answer) in answers {
            #expect(answer.status == 401, "\(name)")
            #expect(answer.code == "wrongCredentials")
            #expect(answer.json["detail"] == answers[0].1.json["detail"])
            #expect(answer.cookies.isEmpty)
            #expect(Set(answer.headers.keys) == Set(answers[0].1.headers.keys))
        }
        // What was typed for a name may have been a password: none of it is kept.
        let typed = try await server.store.database.read { session in
            try session.rows("SELECT after FROM audit WHERE action = 'refused'") { try $0["after"] as String }
        }
        #expect(typed.count == 5)
        #expect(!typed.contains { $0.contains("no name") || $0.contains("zhao") })
    }

    @Test func `a session lies in a cookie that no script reads and no other site sends with a change`() async throws {
        let server = try await TestServer()
        _ = try await server.account("zhao", password: true)
        var browser = Surfer(server)
        // Names know no case.
        let answer = try await browser.signIn(" ZHAO ")
        #expect(answer.status == 201)
        #expect(answer.cookies.count == 2)
        for cookie in answer.cookies {
            #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Lax"))
            // This way to the server is not encrypted: a browser would keep no cookie that says so.
            #expect(!cookie.contains("Secure"))
        }
        let session = try #require(answer.cookies.first { $0.hasPrefix("zhibu-session=") })
        #expect(!session.contains("Max-Age") && !session.contains("Expires"), "gone with the browser")
        #expect(try await browser.send("GET", "/session").json["account"]?["name"] == "zhao")
        // The file holds what lets in as a hash.
        let kept = try await server.store.database.read { session in
            try session.rows("SELECT hash FROM sign_in_session") { try $0["hash"] as [UInt8] }
        }
        #expect(kept.allSatisfy { $0.count == 32 })
        let out = try await browser.send("DELETE", "/session")
        #expect(out.status == 200)
        #expect(out.cookies.contains { $0.hasPrefix("zhibu-session=; Max-Age=0") })
        #expect(browser.session == nil)
        #expect(browser.cookies["zhibu-device"] != nil, "that one let nobody in, and is still known")
    }

    @Test func `over TLS the cookies are of this host alone`() async throws {
        let options = try ServingOptions(
            host: "127.0.0.1", port: 0, tls: nil, trustedProxies: AddressRange.loopback, maximumConnections: 10
        )
        let server = try await TestServer(options: options)
        _ = try await server.account("zhao", password: true)
        try await withServed(server) { served in
            let secure = ["X-Forwarded-Proto: https", "X-Forwarded-For: 198.51.100.7"]
            let answer = try await served.sendAsNobody(
                "POST /api/v1/session", secure + ["Content-Type: application/json", "Origin: https://\(served.host)"],
                body: #"{"name":"zhao","password":"\#(TestServer.password)"}"#
            )
            #expect(answer.status == 201, "\(answer.text)")
            let cookie = try #require(answer.headers["set-cookie"])
            #expect(cookie.hasPrefix("__Host-zhibu-"))
            #expect(cookie.contains("; Path=/; HttpOnly; SameSite=Lax; Secure"))
            #expect(!cookie.contains("Domain"))
            let account = try await server.session(of: ID(1), "zhao")
            // A cookie without the prefix may have been set by another name's page: over TLS it is none.
            for (name, status) in [("__Host-zhibu-session", 200), ("zhibu-session", 401)] {
                let own = try await served.sendAsNobody(
                    "GET /api/v1/session", secure + ["Cookie: \(name)=\(account.cookie.text)"]
                )
                #expect(own.status == status, "\(name)")
            }
            let who = try await server.store.database.read { session in
                try session.value(
                    "SELECT actor || ' ' || account_id || ' ' || origin FROM audit WHERE action = 'signedIn'",
                    as: String.self)
            }
            #expect(who == "zhao 1 198.51.100.7")
        }
    }

    @Test func `a cookie that the browser brings is never taken up`() async throws {
        let server = try await TestServer()
        _ = try await server.account("zhao", password: true)
        var browser = Surfer(server)
        browser.cookies = ["zhibu-session": "chosen-by-another", "zhibu-device": "chosen-by-another"]
        #expect(try await browser.signIn("zhao").status == 201)
        #expect(browser.session != "chosen-by-another")
        #expect(browser.cookies["zhibu-device"] != "chosen-by-another")
        var other = Surfer(server)
        other.cookies = ["zhibu-session": "chosen-by-another"]
        #expect(try await other.send("GET", "/session").status == 401)
        // Nor is a session that another put there: nobody signs in on top of it unawares.
        let mallory = try await server.account("mallory")
        var planted = Surfer(server, as: mallory)
        planted.csrfToken = nil
        #expect(try await planted.signIn("zhao").code == "csrfToken")
    }

    @Test func `ten wrong tries in a quarter of an hour are enough, and keep a known browser out no longer`()
        async throws
    {
        let server = try await TestServer()
        _ = try await server.account("zhao", password: true)
        var known = Surfer(server)
        #expect(try await known.signIn("zhao").status == 201)
        try await server.tryWrongly("zhao", times: 9, from: "198.51.100.1")
        var stranger = Surfer(server)
        #expect(try await stranger.signIn("zhao", "wrong").status == 401)
        let refused = try await stranger.signIn("zhao")
        #expect(refused.status == 429)
        #expect(refused.code == "tooManyTries")
        #expect(refused.headers["retry-after"] == "900")
        // The colleague whose name it is goes on where they signed in before.
        known.cookies["zhibu-session"] = nil
        #expect(try await known.signIn("zhao").status == 201)
        server.clock.now = server.clock.now.adding(seconds: 900)
        #expect(try await stranger.signIn("zhao").status == 201)
    }

    @Test func `a second factor is set up where a role needs one, and asked for from then on`() async throws {
        let server = try await SmallBureau().server
        _ = try await server.account("101", member: "101", password: true)
        let policy = try await server.send(
            "PUT", "/access-policy", ["secondFactorRoles": ["secretary"]], headers: ["If-Match": "1"]
        )
        #expect(policy.status == 200)
        var browser = Surfer(server)
        let first = try await browser.signIn("101")
        #expect(first.status == 201)
        #expect(first.json["needsSecondFactor"] == true)
        // Until then nothing is theirs but the setting up.
        #expect(try await browser.send("GET", "/branches").code == "secondFactorNeeded")
        let token: JSON = ["name": "x", "extent": "read", "days": 1]
        #expect(try await browser.send("POST", "/tokens", token).code == "secondFactorNeeded")
        let setup = try await browser.send("POST", "/account/second-factor")
        let app = try TOTP(base32: setup.json["secret"]?.string ?? "")
        func code() -> String { app.code(at: server.clock.now.seconds / TOTP.step) }
        let wrong = try await browser.send("POST", "/account/second-factor/confirm", ["code": "abcdef"])
        #expect(wrong.errors == ["code rule"])
        let confirmed = try await browser.send("POST", "/account/second-factor/confirm", ["code": .string(code())])
        let recovery = try #require(confirmed.json["recoveryCodes"]?.array?.first?.string)
        #expect(try await browser.send("GET", "/branches").status == 200)

        var other = Surfer(server)
        #expect(try await other.signIn("101").code == "codeNeeded")
        #expect(other.session == nil)
        // The code that confirmed it was used.
        #expect(try await other.signIn("101", code: code()).code == "wrongCredentials")
        server.clock.now = server.clock.now.adding(seconds: 30)
        #expect(try await other.signIn("101", code: code()).status == 201)
        #expect(try await Surfer(server).signedIn("101", code: recovery) == 201)
        #expect(try await Surfer(server).signedIn("101", code: recovery) == 401)
    }

    @Test func `a new password ends whatever was opened with the old one`() async throws {
        let server = try await TestServer()
        let account = try await server.account("zhao", password: true)
        var browser = Surfer(server, as: account)
        var elsewhere = Surfer(server, as: try await server.session(of: account.id, "zhao"))
        let token = try await server.token(of: account)
        func change(_ password: String, _ new: String) -> JSON {
            ["password": .string(password), "newPassword": .string(new)]
        }
        let new = "另一棵槐树也很高大 92"
        #expect(try await browser.send("PUT", "/account/password", change("wrong", new)).errors == ["password rule"])
        #expect(
            try await browser.send("PUT", "/account/password", change(TestServer.password, "password123")).errors
                == ["newPassword rule"])
        #expect(try await elsewhere.send("GET", "/session").status == 200)
        #expect(try await browser.send("PUT", "/account/password", change(TestServer.password, new)).status == 200)
        #expect(try await browser.send("GET", "/session").status == 200)
        #expect(try await elsewhere.send("GET", "/session").status == 401)
        let bearer = ["Authorization": "Bearer \(token.secret)"]
        #expect(try await server.send("GET", "/session", headers: bearer, by: nil).status == 401)
    }

    @Test func `a throttled address takes nobody's place, and a browser that is known signs in from it`() async throws {
        let server = try await TestServer()
        _ = try await server.account("zhao", password: true)
        _ = try await server.account("qian", password: true)
        var known = Surfer(server)
        #expect(try await known.signIn("zhao").status == 201)
        // The whole office is one address (of these tests, `local`), and has mistyped ten names.
        for number in 0..<10 { try await server.tryWrongly("name\(number)", times: 1, from: "local") }
        let before = try await server.tries()
        var others: [Int] = []
        for _ in 0..<20 {
            var stranger = Surfer(server)
            let answer = try await stranger.signIn("qian")
            others.append(answer.code == "tooManyTries" ? answer.status : 0)
        }
        #expect(others == Array(repeating: 429, count: 20))
        #expect(try await server.tries() == before, "what is refused counts for nothing")
        known.cookies["zhibu-session"] = nil
        #expect(try await known.signIn("zhao").status == 201)
        // The browser knows zhao, and nobody else.
        known.cookies["zhibu-session"] = nil
        #expect(try await known.signIn("qian").status == 429)
    }

    @Test func `where an address is throttled its tries are refused at once, however busy the desk is`() async throws {
        let server = try await TestServer()
        _ = try await server.account("zhao", password: true)
        for number in 0..<10 { try await server.tryWrongly("name\(number)", times: 1, from: "local") }
        let steps = server.server.api.steps(
            for: Visitor(principal: .nobody, address: "local", door: .local, agent: nil, device: nil), request: "r")
        try await steps.passwords.withTurn(for: Turns.Guest(name: "one")) { _ in
            try await steps.passwords.withTurn(for: Turns.Guest(name: "another")) { _ in
                _ = await #expect {
                    try await API.trySignIn(name: "zhao", .password("x"), code: nil, steps)
                } throws: { ($0 as? Problem)?.code == "tooManyTries" }
            }
        }
    }

    @Test func `where two passwords are being checked a third one waits for seconds, and none was counted`()
        async throws
    {
        let desk = PasswordDesk(hashing: TestServer.hashing, patience: .milliseconds(50))
        func guest(_ name: String) -> Turns.Guest { Turns.Guest(name: name) }
        try await desk.withTurn(for: guest("a")) { _ in
            try await desk.withTurn(for: guest("b")) { _ in
                _ = await #expect {
                    try await desk.withTurn(for: guest("c")) { _ in () }
                } throws: { error in
                    (error as? Problem)?.status == .tooManyRequests && (error as? Problem)?.headers[.retryAfter] == "1"
                }
            }
        }
        #expect(try await desk.withTurn(for: guest("c")) { _ in 7 } == 7)
    }
}

extension Surfer {
    fileprivate func signedIn(_ name: String, code: String) async throws -> Int {
        var browser = self
        return try await browser.signIn(name, code: code).status
    }
}

extension TestServer {
    /// How many tries are counted.
    func tries() async throws -> Int {
        try await store.database.read { try $0.value("SELECT count(*) FROM sign_in_try") ?? 0 }
    }

    /// Wrong tries, without the time that checking a password takes.
    func tryWrongly(_ name: String, times: Int, from address: String) async throws {
        for _ in 0..<times {
            try await store.write(by: .nobody) { transaction in
                let attempt = SignInTry(name: name, address: address, agent: nil, device: nil)
                guard case .admitted(let admitted) = try transaction.admit(attempt) else { return }
                _ = try transaction.conclude(attempt, admitted, isRight: false, code: nil)
            }
        }
    }
}
