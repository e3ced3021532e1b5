import Domain
import Testing

@testable import Server

/// What somebody does with their own account, by a browser.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct AccountFlowTests {
    @Test func `a token is made, shown once, used and revoked`() async throws {
        let server = try await TestServer()
        let browser = try await server.signedIn()
        try await browser.get("/account")
        let refused = try await browser.post("/account/tokens", ["name": "报表<b>", "extent": "write", "days": "九"])
        #expect(refused.status == 422 && refused.text.contains("须是 1 至 366 的整数"))
        // What was typed stays, as text.
        #expect(refused.text.contains("value=\"报表&lt;b&gt;\"") && refused.text.contains("value=\"write\" selected"))

        let made = try await browser.post("/account/tokens", ["name": "报表<b>", "extent": "read", "days": "30"])
        #expect(made.status == 201 && made.text.contains("只显示这一次"))
        let secret = String(try #require(made.text.firstMatch(of: /<code>(zhibu_[^<]+)<\/code>/)).output.1)
        let account = try await browser.get("/account").text
        #expect(account.contains("报表&lt;b&gt;") && !account.contains(secret))

        let program = Browser(server)
        let bearer = ["Authorization": "Bearer \(secret)", "Accept": "application/json"]
        #expect(try await program.get("/api/v1/session", headers: bearer).status == 200)
        // The pages are for whoever signs in.
        #expect(try await program.get("/account", headers: bearer).status == 403)

        let id = try #require(account.firstMatch(of: /tokens\/([0-9]+)\/revoke/)).output.1
        let revoked = try await browser.post("/account/tokens/\(id)/revoke")
        #expect(revoked.location == "/account?notice=token-revoked")
        #expect(try await program.get("/api/v1/session", headers: bearer).status == 401)
        // Twice is once.
        #expect(try await browser.post("/account/tokens/\(id)/revoke").location == "/account?notice=token-revoked")
    }

    @Test func `a change of the password ends the other sessions`() async throws {
        let server = try await TestServer()
        let browser = try await server.signedIn()
        let other = Browser(server)
        try await other.post("/sign-in", ["name": "duty", "password": TestServer.password])
        #expect(try await other.get("/account").status == 200)
        try await browser.get("/account")
        let wrong = try await browser.post(
            "/account/password", ["password": "不是这个口令", "newPassword": "另一个口令-2027", "again": "另一个口令-2027"])
        #expect(wrong.status == 422 && wrong.text.contains("id=\"change-password-error\">不是您登录用的口令。"))
        let changed = try await browser.post(
            "/account/password",
            ["password": TestServer.password, "newPassword": "另一个口令-2027", "again": "另一个口令-2027"])
        #expect(changed.location == "/account?notice=password-changed")
        #expect(try await browser.get("/account?notice=password-changed").text.contains("口令已修改"))
        #expect(try await other.get("/account").location == "/sign-in?return=/account&notice=session-ended")
    }

    @Test func `another session is ended, and one that has ended leads to signing in and back`() async throws {
        let server = try await TestServer()
        let browser = try await server.signedIn()
        let other = Browser(server)
        try await other.post("/sign-in", ["name": "duty", "password": TestServer.password])
        let account = try await browser.get("/account").text
        #expect(account.matches(of: /sessions\/[0-9]+\/end/).count == 1)
        let id = try #require(account.firstMatch(of: /sessions\/([0-9]+)\/end/)).output.1
        #expect(try await browser.post("/account/sessions/\(id)/end").location == "/account?notice=session-closed")
        #expect(try await other.get("/").location == "/sign-in?notice=session-ended")
        #expect(try await other.get("/sign-in?notice=session-ended").text.contains("登录已过期"))
        server.clock.now = server.clock.now.adding(seconds: 31 * 60)
        #expect(try await browser.post("/account/tokens").location == "/sign-in?return=/account&notice=session-ended")
    }

    @Test func `a form without the session's token is refused, on a page that says so`() async throws {
        let server = try await TestServer()
        let browser = try await server.signedIn()
        try await browser.get("/account")
        for path in ["/account/tokens", "/sign-out", "/language"] {
            let answer = try await browser.post(path, ["language": "en"], token: false)
            #expect(answer.status == 403 && answer.text.contains("页面已过期"), "\(path)")
            let forged = try await browser.post(path, ["language": "en", "csrfToken": "x"], token: false)
            #expect(forged.status == 403, "\(path)")
        }
        #expect(try await browser.get("/account").status == 200)
        let foreign = try await browser.post("/sign-out", headers: ["Origin": "https://evil.example"])
        #expect(foreign.status == 403 && foreign.text.contains("请求来自别的网站"))
        let site = try await Browser(server).post("/sign-in", ["name": "a"], headers: ["Sec-Fetch-Site": "cross-site"])
        #expect(site.status == 403)
        // A form is no way into the API.
        try await browser.get("/account")
        #expect(try await browser.post("/api/v1/tokens", ["name": "x"]).status == 403)
    }
}
