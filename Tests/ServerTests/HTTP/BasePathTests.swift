import Domain
import Foundation
import Testing

@testable import Server

/// A server that has its host not to itself: everything stands below a path.
struct BasePathTests {
    private static func server() async throws -> TestServer {
        try await TestServer(
            options: ServingOptions(
                host: "127.0.0.1", port: 0, tls: nil, trustedProxies: AddressRange.loopback,
                basePath: #require(BasePath("/zhibu")), maximumConnections: 10))
    }

    @Test(arguments: [
        ("/zhibu", "/zhibu"), ("/zhibu/", "/zhibu"), ("/", ""), ("/a/b-c.d_e~f", "/a/b-c.d_e~f"), ("", nil),
        ("zhibu", nil), ("//zhibu", nil), ("/a//b", nil), ("/a/../b", nil), ("/./a", nil), ("/支部", nil), ("/a b", nil),
        ("/a?b", nil), ("/a%2Fb", nil), ("/a\"b", nil),
    ])
    func `a base path is one way to write one`(raw: String, text: String?) {
        #expect(BasePath(raw)?.text == text)
    }

    @Test(arguments: [
        ("/zhibu", "/"), ("/zhibu/", "/"), ("/zhibu?a=/b", "/?a=/b"),
        ("/zhibu/cycles/1?x=/zhibu", "/cycles/1?x=/zhibu"),
        ("http://host/zhibu/a", "/a"), ("/zhibu//a", "//a"), ("/zhibus", nil), ("/", nil), ("/cycles", nil),
        ("//zhibu/a", nil), ("/Zhibu/a", nil), ("*", nil), ("", nil), ("/a/zhibu/b", nil), ("http://host", nil),
    ])
    func `what is asked below it is told from what is not`(target: String, inside: String?) throws {
        #expect(try #require(BasePath("/zhibu")).inside(target) == inside)
        #expect(BasePath.root.inside(target) == target)
    }

    @Test func `addresses in markup move, what people wrote stays`() throws {
        let base = try #require(BasePath("/zhibu"))
        let page = "<a href=\"/x\">a href=&quot;/x&quot; /y</a><form method=\"post\" action=\"/\"><a href=\"#a\"></a>"
        #expect(
            base.moved(page)
                == "<a href=\"/zhibu/x\">a href=&quot;/x&quot; /y</a><form method=\"post\" action=\"/zhibu/\"><a href=\"#a\"></a>"
        )
        #expect(BasePath.root.moved(page) == page)
    }

    @Test func `all of it is below the path, and nothing beside it`() async throws {
        let server = try await Self.server()
        _ = try await server.account("zhao", grants: [.init(.committeeOfficer)], password: true)
        try await withServed(server) { served in
            for path in ["/livez", "/readyz", "/", "/sign-in", "/api/v1/openapi.json", "/metrics"] {
                #expect(try await served.send("GET /zhibu\(path)").status < 400, "\(path)")
                let outside = try await served.send("GET \(path)")
                #expect(outside.status == 404, "\(path)")
                #expect(outside.text.contains("/zhibu"), "it says where it is")
            }
            #expect(try await served.send("GET /zhibu").status < 400)
            #expect(try await served.send("GET /zhibu//livez").status == 404)
            let home = try await served.sendAsNobody("GET /zhibu/branches", ["Accept: text/html"])
            #expect(home.status == 303)
            #expect(home.headers["location"] == "/zhibu/sign-in?return=/branches")
            let document = try JSON.parse(try await served.send("GET /zhibu/api/v1/openapi.json").body)
            #expect(document["servers"]?.array?.first?["url"] == "/zhibu")
            // The cookies go to this path alone; over TLS by a name that other hosts cannot set.
            let signedIn = try await served.sendAsNobody(
                "POST /zhibu/api/v1/session",
                ["Content-Type: application/json", "X-Forwarded-Proto: https", "X-Forwarded-For: 198.51.100.7"],
                body: #"{"name":"zhao","password":"\#(TestServer.password)"}"#)
            #expect(signedIn.status == 201, "\(signedIn.text)")
            let cookie = try #require(signedIn.headers["set-cookie"])
            #expect(cookie.hasPrefix("__Secure-zhibu-"))
            #expect(cookie.contains("; Path=/zhibu; HttpOnly; SameSite=Lax; Secure"))
            let made = try await served.send(
                "POST /zhibu/api/v1/committees", ["Content-Type: application/json"],
                body: #"{"code":"JG","name":"机关党委"}"#)
            #expect(made.headers["location"] == "/zhibu/api/v1/committees/1")
        }
        #expect(LocalCredential.find(for: server.database) == nil, "gone with the server")
    }

    @Test func `a page that is not there leads home below the path`() async throws {
        try await withServed(Self.server()) { served in
            for path in ["/zhibu/nowhere", "/nowhere"] {
                let page = try await served.sendAsNobody("GET \(path)", ["Accept: text/html"])
                #expect(page.status == 404)
                #expect(page.text.contains("<a href=\"/zhibu/\">"))
                #expect(page.text.contains("href=\"/zhibu/assets/zhibu-"))
                #expect(page.text.firstMatch(of: /\ (href|src|action)="\/(?!zhibu\/)/) == nil)
            }
        }
    }
}
