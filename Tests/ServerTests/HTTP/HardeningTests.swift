import Domain
import Foundation
import Testing

@testable import Server

/// What was once let through, and is no longer.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct HardeningTests {
    private static let json = "Content-Type: application/json"

    @Test(arguments: ["Bearer nonsense", "Bearer ", "Basic b3BlcmF0b3I6", ""])
    func `a credential that is not this run's is refused`(credential: String) async throws {
        try await withServed(TestServer()) { served in
            let answer = try await served.send("GET /api/v1/branches", ["Authorization: \(credential)"])
            #expect(answer.status == 401)
            #expect(answer.headers["www-authenticate"] == "Bearer")
            #expect(answer.text.contains(#""code":"unauthorised""#), "\(answer.text)")
            // So that a local command can tell this server from its own without asking for data.
            #expect(try await served.send("HEAD /", ["Authorization: \(credential)"]).status == 401)
        }
    }

    @Test(arguments: [
        "[::1]evil.example", "localhost:80@evil.example", "localhost:80:90", "localhost:x", "127.0.0.1:99999",
        "localhostevil", "[::1",
    ])
    func `a page that only begins like this server's is another's`(host: String) async throws {
        try await withServed(TestServer()) { served in
            for origin in [
                "http://\(served.host)\(host)", "http://\(host)", "\(served.host)", "http://\(served.host)/",
            ] {
                let answer = try await served.sendAsNobody(
                    "POST /api/v1/session", [Self.json, "Origin: \(origin)"], body: #"{"name":"x","password":"y"}"#
                )
                #expect(answer.status == 403)
                #expect(answer.text.contains("foreignOrigin"), "\(answer.text)")
            }
        }
    }

    @Test(arguments: ["name=%zz", "name=%", "name=%ff%fe", "%zz=1", "limit=5&name=%e5%bc"])
    func `a query that does not decode is refused`(query: String) async throws {
        try await withServed(TestServer()) { served in
            let answer = try await served.send("GET /api/v1/members?\(query)")
            #expect(answer.status == 400)
            #expect(answer.text.contains("unreadableQuery"), "\(answer.text)")
            #expect(try await served.send("GET /api/v1/members?name=%E5%BC%A0&limit=5").status == 200)
        }
    }

    @Test(arguments: ["TRACE", "CONNECT"])
    func `rare methods are wrong methods too`(method: String) async throws {
        try await withServed(TestServer()) { served in
            let answer = try await served.send("\(method) /api/v1/branches")
            #expect(answer.status == 405, "\(answer.text)")
            #expect(answer.headers["allow"] == "GET, HEAD, POST")
        }
    }

    @Test func `a body of very many errors is answered briefly`() async throws {
        let bureau = try await TestServer()
        let many = "{" + (0..<60_000).map { "\"m\($0)\":1" }.joined(separator: ",") + "}"
        let brief = try await bureau.sendRaw("POST", "/committees", Array(many.utf8), type: "application/json")
        #expect(brief.status == 422)
        #expect(brief.json["errors"]?.array?.count == 200)
        // The two members that are needed are missing besides.
        #expect(brief.json["omittedErrors"] == 59_802)
        #expect(brief.body.count < 100_000)
        let long = #"{"code":"JG","name":"委","\#(String(repeating: "y", count: 100_000))":1}"#
        let answer = try await bureau.sendRaw("POST", "/committees", Array(long.utf8), type: "application/json")
        #expect(answer.status == 422)
        #expect(answer.json["errors"]?.array?.first?["field"]?.string?.count == 200)
        #expect(answer.json["omittedErrors"] == nil)
    }

    @Test func `a body whose framing breaks is the client's fault`() async throws {
        try await withServed(TestServer()) { served in
            let head =
                "POST /api/v1/committees HTTP/1.1\r\nHost: \(served.host)\r\n\(served.authorization)\r\n\(Self.json)\r\n"
            for framing in ["Transfer-Encoding: chunked\r\n\r\nZZ\r\n", "Transfer-Encoding: xchunked\r\n\r\n{}"] {
                let answers = try await served.exchange([Array((head + framing).utf8)])
                #expect(answers.map(\.status) == [400], "\(framing): \(answers.map(\.text))")
            }
            #expect(try await served.send("GET /api/v1/branches").status == 200)
        }
    }
}
