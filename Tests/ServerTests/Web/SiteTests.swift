import Domain
import HTTPTypes
import Testing

@testable import Server

/// What holds for all pages: their language, their errors, their forms.
@Suite(.timeLimit(.minutes(60)))
struct SiteTests {
    @Test(arguments: [
        ("zh-CN,zh;q=0.9", "zh-CN"), ("en-GB,en;q=0.8", "en"), ("fr", "zh-CN"), ("", "zh-CN"),
        ("en;q=0.3,zh;q=0.7", "zh-CN"), ("de,en;q=0.5", "en"), ("en;q=0", "zh-CN"), ("*", "zh-CN"),
    ])
    func `the browser's language is spoken, Chinese first`(accepted: String, language: String) async throws {
        let browser = Browser(try await TestServer())
        browser.language = accepted
        #expect(try await browser.get("/sign-in").text.contains("<html lang=\"\(language)\">"))
    }

    @Test func `the language chosen stands before the browser's, and leads back to the page`() async throws {
        let browser = Browser(try await TestServer())
        let page = try await browser.get("/sign-in?return=/account").text
        #expect(page.contains("name=\"return\" value=\"/sign-in?return=/account\""))
        let chosen = try await browser.post("/language", ["language": "en", "return": "/sign-in?return=/account"])
        #expect(chosen.location == "/sign-in?return=/account")
        #expect(try await browser.get("/sign-in").text.contains("<h1>Sign in</h1>"))
        #expect(try await browser.post("/language", ["language": "xx"]).status == 400)
    }

    @Test func `a person gets a page of an error, a program a problem`() async throws {
        let server = try await TestServer()
        let browser = Browser(server)
        let page = try await browser.get("/nothing")
        #expect(page.status == 404 && page.text.contains("<h1>没有这一页</h1>"))
        #expect(page.text.contains(page.headers["x-request-id"] ?? "-"))
        browser.language = "en"
        #expect(try await browser.get("/nothing").text.contains("There is no such page"))
        #expect(try await browser.get("/nothing", headers: ["Accept": "*/*"]).code == "notFound")
        #expect(try await browser.get("/api/v1/nothing").code == "notFound")
        let method = try await browser.get("/sign-out")
        #expect(method.status == 405 && method.headers["allow"] == "POST")
        #expect(try await browser.get("/", headers: ["Accept": "*/*"]).status == 200)
        #expect(try await browser.get("/api").text.contains("/api/v1/openapi.json"))
    }

    @Test func `every operation stands on the page of its room, and no other`() async throws {
        let browser = Browser(try await TestServer())
        for room in Room.allCases {
            let page = try await browser.get("/api?room=\(room.rawValue.lowercased())")
            let shown = Set(page.text.matches(of: /<li class="member"><a href="\/api\/(\w+)"/).map { String($0.1) })
            #expect(shown == Set(API.operations.filter { $0.room == room }.map(\.id)), "\(room)")
        }
        #expect(try await browser.get("/api?room=nothing").status == 404)
    }

    @Test func `whoever has signed in keeps the menu where a page is not there or not theirs, and is told whose it is`()
        async throws
    {
        let server = try await SmallBureau().server
        let member = Browser(server, as: try await server.account("104", member: "104"))
        let missing = try await member.get("/nothing")
        #expect(missing.status == 404 && missing.text.contains("<h1>没有这一页</h1>"))
        let refused = try await member.get("/branches/new")
        #expect(refused.status == 403 && refused.text.contains("能做的是：机关党委办公室"), "\(refused.text)")
        let form = try await member.get("/imports")
        #expect(form.status == 403 && form.text.contains("能做的是：支部委员、支部书记"))
        for page in [missing, refused, form] {
            #expect(page.text.contains("<nav class=\"places\"") && page.text.contains("href=\"/cycles\""))
            #expect(page.text.contains("action=\"/sign-out\""))
        }
        // The choice of a language leads back to what was asked for, and is taken.
        #expect(missing.text.contains("name=\"return\" value=\"/nothing\""))
        _ = try await member.get("/nothing")
        #expect(try await member.post("/language", ["language": "en", "return": "/nothing"]).location == "/nothing")
        #expect(try await member.get("/nothing").text.contains("There is no such page"))
        // Whoever has not, is shown none; and an error of a form keeps the menu too.
        #expect(try await !Browser(server).get("/nothing").text.contains("<nav"))
        let lost = try await member.post("/branches/new", ["name": "x"])
        #expect(lost.status == 403 && lost.text.contains("<nav class=\"places\""))
    }

    @Test(arguments: [
        (503, "cannotWrite", "暂时无法处理"), (507, "diskFull", "磁盘已满"), (500, "internal", "系统出错了"),
        (429, "tooManyTries", "请等 2 分钟"),
        (429, "busy", "请等 61 秒"), (403, "notPermitted", "不能这样做"), (400, "unreadableForm", "请求无法处理"),
    ])
    func `every kind of error has its words`(status: Int, code: String, message: String) throws {
        let words = try WebResources.embedded.get().words(of: .chinese)
        let problem = Problem(.init(code: status), code, "", headers: [.retryAfter: "61"])
        let page = ErrorPage(problem, of: problem, requestID: "1", words)
        #expect("\(page.title) \(page.intro)".contains(message))
    }

    @Test(arguments: ["name=%", "name=%4", "name=%ff", "name=a&name=b", "name=%00", "name=%zz"])
    func `a form that is not what forms are is refused`(body: String) async throws {
        let answer = try await Browser(TestServer()).post("/sign-in", raw: Array(body.utf8))
        #expect(answer.status == 400 && answer.text.contains("请求无法处理"))
    }

    @Test func `a form has its bounds, and other media types are no forms`() async throws {
        let server = try await TestServer()
        let large = Array("name=".utf8) + [UInt8](repeating: UInt8(ascii: "a"), count: Form.largest)
        #expect(try await Browser(server).post("/sign-in", raw: large).status == 413)
        let plain = try await Browser(server).post(
            "/sign-in", raw: Array("name=a&password=b".utf8), headers: ["Content-Type": "text/plain"])
        #expect(plain.status == 422)
    }

    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge, Windows"
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("curl/7.88.1", "curl/7.88.1"),
    ])
    func `a browser is named as people name it`(agent: String, name: String) {
        #expect(AgentName.shown(agent) == name)
    }

    @Test(arguments: [("123 456", "123456"), ("１２３４５６", "123456"), ("ABCDE-fghjk", "abcdefghjk")])
    func `a code is taken as people type it`(typed: String, code: String) {
        #expect(Site.typedCode(typed) == code)
    }
}
