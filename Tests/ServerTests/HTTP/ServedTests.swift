import Domain
import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Server

/// What only shows on a socket: who is let in, and what happens to requests that no client of good will would send.
@Suite(.serialized)  // Each case has a server and a database of its own: one at a time.
struct ServedTests {
    private static let json = "Content-Type: application/json"

    @Test(arguments: ["127.0.0.1", "localhost", "[::1]:8080", "zhibu.example", "localhost@evil.example", ""])
    func `a name that leads here lets nobody in: a credential does`(host: String) async throws {
        try await withServed(TestServer()) { served in
            // So a page that has its own name lead to this machine learns nothing.
            let stranger = try await served.sendAsNobody("GET /api/v1/branches", host: host)
            #expect(stranger.status == 401)
            #expect(stranger.headers["www-authenticate"] == "Bearer")
            #expect(try await served.send("GET /api/v1/branches", host: host).status == 200)
        }
    }

    @Test(arguments: [
        ("Origin: https://evil.example", 403), ("Origin: null", 403), ("Origin: http://127.0.0.1:1", 403),
        ("Origin: http://localhost", 403), ("Sec-Fetch-Site: cross-site", 403), ("Sec-Fetch-Site: same-site", 403),
        ("Sec-Fetch-Site: same-origin", 201), ("Sec-Fetch-Site: none", 201), ("Origin: http://{host}", 201),
        ("X-Nothing: 1", 201), ("Origin: HTTP://{host}", 201), ("Origin: https://{host}", 403),
    ])
    func `what another site's page sends is refused`(header: String, status: Int) async throws {
        try await withServed(TestServer()) { served in
            let account = try await served.bureau.account("zhao", grants: [.init(.committeeOfficer)])
            let session = account.headers.map { "\($0): \($1)" }
            let answer = try await served.sendAsNobody(
                "POST /api/v1/committees", [Self.json, header.replacing("{host}", with: served.host)] + session,
                body: #"{"code":"JG","name":"机关党委"}"#
            )
            #expect(answer.status == status, "\(answer.text)")
            let committees = try await served.bureau.get("/committees").items
            #expect(committees.count == (status == 201 ? 1 : 0))
            if status == 403 {
                #expect(answer.headers["content-type"] == "application/problem+json")
                #expect(answer.text.contains("foreignOrigin"))
            }
        }
    }

    @Test func `nobody acts but a local command with this run's credential, in its user's name`() async throws {
        let bureau = try await TestServer()
        try await withServed(bureau) { served in
            let token = try #require(LocalCredential.find(for: bureau.database)).token
            for (code, status, headers) in [
                ("A", 401, []), ("B", 401, ["Zhibu-System-User: mallory"]),
                // A credential of another run was meant for another server.
                ("C", 401, ["Zhibu-System-User: mallory", "Authorization: Bearer nonsense"]),
                ("D", 201, ["Zhibu-System-User: wang", "Authorization: Bearer \(token)"]),
                ("E", 201, ["Authorization: Bearer \(token)"]),
                // What is no name of a system user is not taken for one.
                ("F", 201, ["Zhibu-System-User: wang li", "Authorization: Bearer \(token)"]),
            ] {
                let answer = try await served.sendAsNobody(
                    "POST /api/v1/committees", [Self.json] + headers, body: #"{"code":"\#(code)","name":"委"}"#
                )
                #expect(answer.status == status, "\(answer.text)")
            }
            let actors = try await bureau.store.database.read { session in
                try session.rows("SELECT actor FROM audit WHERE subject = 'committee' ORDER BY id") {
                    try $0["actor"] as String
                }
            }
            #expect(actors == ["operator:wang", "operator:test", "operator:test"])
        }
    }

    @Test func `HEAD answers as GET does, without the body`() async throws {
        try await withServed(SmallBureau().server) { served in
            for path in ["/", "/api/v1/branches", "/api/v1/branches/1", "/api/v1/openapi.json"] {
                let get = try await served.send("GET \(path)")
                let head = try await served.send("HEAD \(path)")
                #expect(get.status == 200)
                #expect(head.status == 200, "\(path)")
                #expect(head.body.isEmpty)
                for header in ["content-type", "content-length", "etag"] {
                    #expect(head.headers[header] == get.headers[header], "\(path) \(header)")
                }
            }
            #expect(try await served.send("HEAD /api/v1/branches/99").status == 404)
        }
    }

    @Test(arguments: [
        ("DELETE /api/v1/branches", "GET, HEAD, POST"), ("HEAD /api/v1/cycles/1/close", "POST"),
        ("OPTIONS /api/v1/branches/1", "GET, HEAD, PUT"),
    ])
    func `a wrong method says which are right`(request: String, allow: String) async throws {
        try await withServed(TestServer()) { served in
            let answer = try await served.send(request)
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == allow)
        }
    }

    @Test func `every answer has its request's id, is not kept and is what it says it is`() async throws {
        try await withServed(TestServer()) { served in
            for line in ["GET /", "GET /api/v1/branches", "GET /nothing", "DELETE /api/v1/branches"] {
                let answer = try await served.send(line)
                #expect(answer.headers["x-request-id"]?.isEmpty == false, "\(line)")
                #expect(answer.headers["cache-control"] == "no-store")
                #expect(answer.headers["x-content-type-options"] == "nosniff")
                #expect(answer.headers["server"] == nil)
            }
        }
    }

    @Test func `the API's pages list every operation, room by room`() async throws {
        try await withServed(TestServer()) { served in
            let page = try await served.send("GET /api")
            #expect(page.headers["content-type"] == "text/html; charset=utf-8")
            #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
            var text = ""
            for room in Room.allCases {
                text += try await served.send("GET /api?room=\(room.rawValue.lowercased())").text
            }
            // Braces stand as references: the template language has its own use for them.
            text = text.replacing("&#123;", with: "{").replacing("&#125;", with: "}")
            let missing = API.operations.filter { !text.contains("/api/v1\($0.path)") }.map(\.id)
            #expect(missing.isEmpty)
        }
    }

    // MARK: - Connections

    @Test func `a connection is kept for the next request`() async throws {
        try await withServed(SmallBureau().server) { served in
            let head = "HTTP/1.1\r\nHost: \(served.host)\r\n\(served.authorization)\r\n"
            let keep = "GET /api/v1/branches/1 \(head)\r\n"
            let last = "GET /api/v1/branches/2 \(head)Connection: close\r\n\r\n"
            let apart = try await served.exchange([Array(keep.utf8), Array(keep.utf8), Array(last.utf8)])
            #expect(apart.map(\.status) == [200, 200, 200])
            // Sent at once, they are answered in their order.
            let together = try await served.exchange([Array((keep + keep + last).utf8)])
            #expect(together.map(\.body) == apart.map(\.body))
            #expect(together.last?.text.contains("乙支部") == true)
        }
    }

    @Test(arguments: [
        "\u{16}\u{3}\u{1}\u{2}garbage\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n\r\n",
        "POST /api/v1/committees HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: x\r\n\r\n",
        "POST /api/v1/committees HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/committees HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ])
    func `garbage is refused, and the server lives on`(garbage: String) async throws {
        try await withServed(SmallBureau().server) { served in
            let letIn = "Host: \(served.host)\r\n\(served.authorization)\r\n"
            let good = "GET /api/v1/branches/1 HTTP/1.1\r\n\(letIn)\r\n"
            let garbage = garbage.replacing("Host: 127.0.0.1\r\n", with: letIn)
            let answers = try await served.exchange([Array((good + garbage).utf8)])
            #expect(answers.first?.status == 200)
            #expect(answers.dropFirst().allSatisfy { $0.status == 400 }, "\(answers.map(\.status))")
            #expect(answers.count == 2)
            #expect(try await served.send("GET /api/v1/branches/1").status == 200)
            #expect(try await served.bureau.get("/committees").items.count == 1)
        }
    }

    @Test func `a huge header is refused, and the server lives on`() async throws {
        try await withServed(TestServer()) { served in
            let header = "X-Huge: \(String(repeating: "x", count: 1 << 20))"
            let request = "GET /api/v1/branches HTTP/1.1\r\nHost: \(served.host)\r\n\(header)\r\n\r\n"
            let answers = try await served.exchange([Array(request.utf8)])
            #expect(answers.allSatisfy { $0.status == 431 }, "\(answers.map(\.status))")
            #expect(try await served.send("GET /api/v1/branches").status == 200)
        }
    }

    @Test func `a body in pieces is one body`() async throws {
        try await withServed(TestServer()) { served in
            let body = #"{"code":"JG","name":"机关党委"}"#
            let head =
                "POST /api/v1/committees HTTP/1.1\r\nHost: \(served.host)\r\n\(served.authorization)\r\n"
                + "Connection: close\r\n\(Self.json)\r\n"
            let sized = Array((head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body).utf8)
            let third = sized.count / 3
            let answers = try await served.exchange(
                [Array(sized[..<third]), Array(sized[third..<(2 * third)]), Array(sized[(2 * third)...])]
            )
            #expect(answers.map(\.status) == [201])
            let chunked =
                head + "Transfer-Encoding: chunked\r\n\r\n"
                + "5\r\n{\"cod\r\n" + "14\r\ne\":\"QT\",\"name\":\"abc\"\r\n" + "1\r\n}\r\n0\r\n\r\n"
            let second = try await served.exchange([Array(chunked.utf8)])
            #expect(second.map(\.status) == [201], "\(second.map(\.text))")
        }
    }

    @Test func `a body that never ends is refused at its limit`() async throws {
        try await withServed(TestServer()) { served in
            let head =
                "POST /api/v1/committees HTTP/1.1\r\nHost: \(served.host)\r\n\(served.authorization)\r\n"
                + "Connection: close\r\n\(Self.json)\r\n"
            let announced = try await served.exchange(
                [Array((head + "Content-Length: 9000000\r\n\r\n").utf8) + [UInt8](repeating: 0x20, count: 2 << 20)]
            )
            #expect(announced.first?.status == 413 || announced.isEmpty, "\(announced.map(\.status))")
            #expect(try await served.send("GET /api/v1/branches").status == 200)
        }
    }

    @Test func `a request that takes longer than its time is ended`() async throws {
        let begun = ContinuousClock.now
        await #expect {
            try await Deadline.run(within: .milliseconds(50)) {
                try await Task.sleep(for: .seconds(600))
            }
        } throws: { error in
            (error as? Problem)?.code == "deadline" && (error as? Problem)?.status == .serviceUnavailable
        }
        #expect(ContinuousClock.now - begun < .seconds(300))
        #expect(try await Deadline.run(within: .seconds(60)) { 7 } == 7)
        // A test's own requests have more of it.
        let patient = try await Deadline.$patience.withValue(100_000) {
            try await Deadline.run(within: .milliseconds(20)) {
                try await Task.sleep(for: .milliseconds(600))
                return 7
            }
        }
        #expect(patient == 7)
    }

    // MARK: - The credential

    @Test func `the credential lies beside the database, for its user alone, as long as the server runs`() async throws
    {
        let bureau = try await TestServer()
        let path = bureau.database + ".server"
        let first = try await withServed(bureau) { served in
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
            let credential = try #require(LocalCredential.find(for: bureau.database))
            #expect(credential.address == "http://\(served.host)")
            #expect(credential.token.count == 64)
            return credential.token
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(LocalCredential.find(for: bureau.database) == nil)
        // Each server has a credential of its own.
        #expect(LocalCredential(address: "x").token != first)
        #expect(LocalCredential(address: "x").token != LocalCredential(address: "x").token)
    }
}
