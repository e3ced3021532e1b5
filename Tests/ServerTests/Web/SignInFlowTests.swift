import Domain
import Testing

@testable import Server

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
