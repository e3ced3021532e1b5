import Domain
import Testing

@testable import Server

/// However a request spells what it asks for: what holds for the operation holds.
@Suite(.serialized)
struct RequestLineTests {
    private static let json = "Content-Type: application/json"

    @Test(arguments: [
        "//api/v1/committees", "/api//v1/committees", "/api/v1//committees", "/api/v1/committees/",
        "///api/v1/committees",
        "/api/v1/committees//", "http://127.0.0.1//api/v1/committees", "//api/v1/committees?x=//",
    ])
    func `a page of another site changes nothing by another spelling of the path`(path: String) async throws {
        try await withServed(TestServer()) { served in
            let account = try await served.bureau.account("zhao", grants: [.init(.committeeOfficer)])
            let cookie = try #require(account.headers["Cookie"])
            for token in [nil, account.csrfToken] {
                let answer = try await served.sendAsNobody(
                    "POST \(path)", [Self.json, "Cookie: \(cookie)"] + (token.map { ["X-CSRF-Token: \($0)"] } ?? []),
                    body: #"{"code":"JG","name":"机关党委"}"#)
                #expect(answer.status == 404, "\(answer.text)")
            }
            #expect(try await served.bureau.get("/committees").items.isEmpty)
        }
    }

    @Test(arguments: API.operations.filter(\.isNobodys))
    func `what is nobody's looks up no session, and asks for no token of one`(operation: Operation) async throws {
        let bureau = try await TestServer()
        let account = try await bureau.account("zhao")
        let answer = try await bureau.send(
            operation.verb, operation.path, [:], headers: ["Cookie": account.headers["Cookie"] ?? ""], by: nil)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(operation.pathParameters.isEmpty)
        // But no page of another site hands in for whoever looks at it.
        for headers in [["Origin": "http://evil.example"], ["Sec-Fetch-Site": "cross-site"], ["Origin": "null"]] {
            let foreign = try await bureau.send(operation.verb, operation.path, [:], headers: headers, by: nil)
            #expect(foreign.status == 403 && foreign.code == "foreignOrigin", "\(foreign.text)")
        }
    }

    @Test func `no change of a session's goes without its token, and none has to be named for it`() async throws {
        let bureau = try await TestServer()
        let account = try await bureau.account("zhao")
        for operation in API.operations where !operation.isSafe && !operation.isNobodys {
            let path = operation.path.replacing(/\{[A-Za-z]+\}/, with: "1")
            let answer = try await bureau.send(
                operation.verb, path, headers: ["Cookie": account.headers["Cookie"] ?? ""], by: nil)
            #expect(answer.status == 403 && answer.code == "csrfToken", "\(operation.id): \(answer.text)")
        }
    }

    @Test(arguments: [
        ("/", false), ("/?a=//", false), ("/api/v1/branches", false), ("*", false), ("", false), ("//", true),
        ("/a//b", true), ("/a/", true), ("/a/?b", true), ("http://host", false), ("http://host/", false),
        ("http://host/a", false), ("http://host//a", true), ("/a#//", false),
    ])
    func `a part of a path that is empty is seen wherever it stands`(target: String, isEmpty: Bool) {
        #expect(RequestLineMiddleware.hasEmptyPart(target) == isEmpty)
    }

    @Test(arguments: [
        ([], 400), (["Host: localhost", "Host: localhost"], 400), (["Host: localhost", "Host: evil.example"], 400),
        (["Host: localhost", "host: evil.example"], 400), (["Host: localhost"], 200), (["Host:"], 200),
    ])
    func `a request names its server once`(hosts: [String], status: Int) async throws {
        try await withServed(TestServer()) { served in
            for path in ["/livez", "/api/v1/branches"] {
                let lines = ["GET \(path) HTTP/1.1"] + hosts + ["Connection: close", served.authorization]
                let answers = try await served.exchange([Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)])
                #expect(answers.map(\.status) == [status], "\(answers.map(\.text))")
            }
        }
    }
}
