import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

/// Getting in and out by a browser. Each password that is checked or set takes a good part of a second.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct SignInFlowTests {
    @Test func `a link sets a password once, and the password lets its owner in`() async throws {
        let server = try await TestServer()
        let path = try await server.passwordPath(for: "duty")
        let browser = Browser(server)

        let shown = try await browser.get(path)
        #expect(shown.status == 200 && shown.text.contains("设置口令"))
        #expect(shown.headers["cache-control"] == "no-store")
        // With `no-referrer` a browser's own form would come as a foreign page's.
        #expect(shown.headers["referrer-policy"] == "same-origin")
        #expect(shown.headers["content-security-policy"]?.contains("style-src 'self'") == true)

        for (new, again, message) in [
            ("1234567890", "1234567890", "这个口令"), ("短", "短", "口令须有 10 至 128 个字符。"),
            (TestServer.password, "另一个", "两次输入的口令不一致"), ("", "", "请填写"),
        ] {
            let answer = try await browser.post(path, ["newPassword": new, "again": again])
            #expect(answer.status == 422 && answer.text.contains(message), "\(new)")
            #expect(!answer.text.contains("value=\"\(TestServer.password)"))
        }
        let set = try await browser.post(path, ["newPassword": TestServer.password, "again": TestServer.password])
        #expect(set.location == "/sign-in?notice=password-set")
        #expect(try await browser.get("/sign-in?notice=password-set").text.contains("口令已设置"))
        let spent = try await browser.get(path)
        #expect(spent.status == 410 && spent.text.contains("链接已失效") && spent.text.contains("另要一个"))

        let wrong = try await browser.post("/sign-in", ["name": "duty<b>", "password": "不对的口令口令口令"])
        #expect(wrong.status == 401 && wrong.text.contains("登录名、口令或动态口令不对"))
        #expect(wrong.text.contains("value=\"duty&lt;b&gt;\"") && !wrong.text.contains("不对的口令"))
        #expect(browser.cookies["zhibu-session"] == nil)

        let right = try await browser.post(
            "/sign-in", ["name": "Duty", "password": TestServer.password, "return": "/account"])
        #expect(right.location == "/account")
        #expect(browser.cookies["zhibu-session"] != nil)
        let home = try await browser.get("/")
        #expect(home.status == 200 && home.text.contains("您好，值班&lt;b&gt;"))
        #expect(try await browser.get("/sign-in").location == "/")

        #expect(try await browser.post("/sign-out").location == "/sign-in?notice=signed-out")
        #expect(browser.cookies["zhibu-session"] == "" || browser.cookies["zhibu-session"] == nil)
        #expect(try await browser.get("/account").location == "/sign-in?return=/account")
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)",
        "/sign-out", "evil", "", "/%0d%0aX: y\r\n",
    ])
    func `nothing but a page of this server is led on to`(target: String) async throws {
        let server = try await TestServer()
        let browser = Browser(server)
        let page = try await browser.post("/sign-in", ["name": "a", "return": target])
        #expect(page.status == 422 && !page.text.contains("name=\"return\" value=\"\(target)\""))
        #expect(try await browser.post("/language", ["language": "en", "return": "//evil.example"]).location == "/")
    }

    @Test func `the second factor asks for its code and not for the password again`() async throws {
        let server = try await TestServer()
        let owner = try await server.signedIn()
        try await owner.get("/account/second-factor")
        #expect(try await owner.post("/account/second-factor").location == "/account/second-factor")
        let setup = try await owner.get("/account/second-factor").text
        let secret = try #require(setup.firstMatch(of: /<code>([A-Z2-7 ]+)<\/code>/)).output.1.filter { $0 != " " }
        #expect(setup.contains("otpauth://totp/Zhibu:duty?secret=\(secret)&amp;issuer=Zhibu"))
        #expect(try await owner.post("/account/second-factor/confirm", ["code": "12"]).status == 422)
        let codes = try await owner.post(
            "/account/second-factor/confirm", ["code": OneTimeCode.of(String(secret), at: server.clock.now)])
        #expect(codes.status == 200)
        let recovery = codes.text.matches(of: /<li><code>([a-z2-9]{10})<\/code>/).map { String($0.output.1) }
        #expect(recovery.count == 10)
        #expect(try await !owner.get("/account").text.contains(recovery[0]))

        let browser = Browser(server)
        let asked = try await browser.post(
            "/sign-in", ["name": "duty", "password": TestServer.password, "return": "/account"])
        #expect(asked.status == 200 && asked.text.contains("动态口令或恢复码"))
        #expect(!asked.text.contains(TestServer.password) && browser.cookies["zhibu-session"] == nil)
        let ticket = try #require(asked.text.firstMatch(of: /name="ticket" value="([^"]+)"/)).output.1
        let wrong = try await browser.post("/sign-in/code", ["ticket": String(ticket), "code": "000000"])
        #expect(wrong.status == 422 && wrong.text.contains("不是应用此刻显示的动态口令"))
        // In capitals and groups, as people type it.
        let typed = "\(recovery[0].prefix(5).uppercased()) \(recovery[0].dropFirst(5))"
        let right = try await browser.post(
            "/sign-in/code", ["ticket": String(ticket), "code": typed, "return": "/account"])
        #expect(right.location == "/account")
        // The ticket is spent.
        let late = Browser(server)
        let carried = "/areas/1/edit name=x&reader=duty"
        let again = try await late.post(
            "/sign-in/code",
            ["ticket": String(ticket), "code": recovery[1], "return": "/account", "carried": carried])
        #expect(again.status == 401 && again.text.contains("停留时间过长，请重新登录。"))
        let kept = late.fields(of: "/sign-in")
        #expect(kept["return"] == "/account" && kept["carried"] == carried)
        try await late.post("/sign-in/again", ["return": "/account", "carried": carried])
        #expect(late.fields(of: "/sign-in")["carried"] == carried)
    }

    /// Somebody with a second factor, and what their authenticator app goes by.
    private static func withSecondFactor(
        on server: TestServer, _ name: String = "duty"
    ) async throws -> (secret: String, recovery: [String]) {
        let owner = try await server.signedIn(name)
        try await owner.get("/account/second-factor")
        try await owner.post("/account/second-factor")
        let setup = try await owner.get("/account/second-factor").text
        let secret = try #require(setup.firstMatch(of: /<code>([A-Z2-7 ]+)<\/code>/)).output.1.filter { $0 != " " }
        let codes = try await owner.post(
            "/account/second-factor/confirm", ["code": OneTimeCode.of(String(secret), at: server.clock.now)])
        return (
            String(secret), codes.text.matches(of: /<li><code>([a-z2-9]{10})<\/code>/).map { String($0.output.1) }
        )
    }

    /// Gives the password.
    ///
    /// - Returns: what the page that asks for the code has sealed.
    private static func ticket(_ browser: Browser, _ name: String = "duty") async throws -> String {
        let asked = try await browser.post("/sign-in", ["name": name, "password": TestServer.password])
        return String(try #require(asked.text.firstMatch(of: /name="ticket" value="([^"]+)"/)).output.1)
    }

    @Test func `the password is given to one server and the code to another, and a wrong code counts at both`()
        async throws
    {
        let server = try await TestServer()
        let (secret, recovery) = try await Self.withSecondFactor(on: server)
        let other = ZhibuServer(
            store: server.store, systemUser: "test", options: ServingOptions(port: 0), logger: TestServer.silent)
        let browser = Browser(server)
        let ticket = try await Self.ticket(browser)
        #expect(!ticket.contains("duty"))
        browser.goOn(through: other)
        let wrong = try await browser.post("/sign-in/code", ["ticket": ticket, "code": "000000"])
        #expect(wrong.status == 422 && wrong.text.contains("不是应用此刻显示的动态口令"))
        let tries = try await server.store.database.read { try $0.value("SELECT count(*) FROM sign_in_try") as Int? }
        #expect(tries == 1)
        server.clock.now = server.clock.now.adding(seconds: 60)
        let right = try await browser.post(
            "/sign-in/code", ["ticket": ticket, "code": OneTimeCode.of(secret, at: server.clock.now)])
        #expect(right.location == "/")
        #expect(try await browser.get("/").status == 200)
        // Neither lets it be used again, with whichever code.
        for one in [server.server, other] {
            let late = Browser(server)
            late.goOn(through: one)
            let again = try await late.post("/sign-in/code", ["ticket": ticket, "code": recovery[0]])
            #expect(again.status == 401 && again.text.contains("停留时间过长，请重新登录。"))
        }
    }

    @Test func `a ticket that is changed, too old, another's or of another database lets nobody in`() async throws {
        let server = try await TestServer()
        let (_, recovery) = try await Self.withSecondFactor(on: server)
        let (_, others) = try await Self.withSecondFactor(on: server, "other")
        let ticket = try await Self.ticket(Browser(server))
        func refused(_ ticket: String, _ code: String = recovery[0], by server: TestServer) async throws -> Bool {
            let answer = try await Browser(server).post("/sign-in/code", ["ticket": ticket, "code": code])
            return answer.status == 401 && answer.text.contains("停留时间过长")
        }
        let bytes = try #require(Data(base64Encoded: ticket))
        for place in [0, 12, bytes.count / 2, bytes.count - 1] {
            var changed = bytes
            changed[place] ^= 1
            #expect(try await refused(changed.base64EncodedString(), by: server), "\(place)")
        }
        for none in ["", "x", String(ticket.dropLast(4)), ticket + ticket, Secret(new: "").text] {
            #expect(try await refused(none, by: server), "\(none)")
        }
        // Sealed with the same keys, for something else.
        let elsewhere = try server.store.keys.encrypt(
            JSON.parse(Array(#"{"name": "duty", "account": 1, "until": 9999999999, "standing": ""}"#.utf8)).bytes(),
            for: "account.factor:1")
        #expect(try await refused(Data(elsewhere).base64EncodedString(), by: server))
        // Whose it is stands in it: another's code is a wrong one.
        let anothers = try await Browser(server).post("/sign-in/code", ["ticket": ticket, "code": others[0]])
        #expect(anothers.status == 422)
        // Of a database with other keys.
        let stranger = try await TestServer()
        _ = try await Self.withSecondFactor(on: stranger)
        #expect(try await refused(ticket, by: stranger))

        server.clock.now = server.clock.now.adding(seconds: SignInTicket.life)
        #expect(try await refused(ticket, by: server))
        // A new password ends what the old one began.
        let begun = try await Self.ticket(Browser(server))
        let account = try #require(
            try await server.get("/accounts").items.first { $0["name"] == "duty" }?["id"]?.integer)
        let path = try #require(try await server.post("/accounts/\(account)/links").json["path"]?.string)
        let set = try await Browser(server).post(path, ["newPassword": "另一个足够长的新口令呀", "again": "另一个足够长的新口令呀"])
        #expect(set.status == 303)
        #expect(try await refused(begun, by: server))
    }

    @Test func `who must set up a second factor is led there from everywhere`() async throws {
        let server = try await TestServer()
        let policy = try await server.get("/access-policy")
        try await server.send(
            "PUT", "/access-policy", ["secondFactorRoles": ["administrator"]],
            headers: ["If-Match": policy.headers["etag"] ?? ""])
        let browser = try await server.signedIn("boss", role: "administrator")
        for path in ["/", "/account"] {
            #expect(try await browser.get(path).location == "/account/second-factor", "\(path)")
        }
        #expect(try await browser.get("/account/second-factor").text.contains("设好后才能继续使用"))
        #expect(try await browser.post("/account/tokens", ["name": "x"]).location == "/account/second-factor")
        #expect(try await browser.post("/sign-out").location == "/sign-in?notice=signed-out")
    }
}
