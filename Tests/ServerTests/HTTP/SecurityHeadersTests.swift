import Domain
import Testing

@testable import Server

/// What every answer says to the browser that gets it.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct SecurityHeadersTests {
    private static let expected = [
        "cache-control": "no-store", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer",
        "x-frame-options": "DENY", "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    ]

    @Test func `every kind of answer says that it is kept nowhere, framed nowhere and what it is`() async throws {
        try await withServed(TestServer()) { served in
            let long = "X-Long: \(String(repeating: "x", count: 9000))"
            let kinds: [(status: Int, raw: String)] = [
                (200, "GET /api/v1/branches HTTP/1.1\r\nHost: {host}\r\n{letIn}\r\n\r\n"),
                (401, "GET /api/v1/branches HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                (200, "GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                (200, "HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                (404, "GET /nothing HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                (405, "DELETE /api/v1/branches HTTP/1.1\r\nHost: {host}\r\n\r\n"),
                (415, "POST /api/v1/committees HTTP/1.1\r\nHost: {host}\r\n{letIn}\r\n\r\n"),
                (200, "GET / HTTP/1.1\r\nHost: zhibu.example\r\n\r\n"),
                (403, "POST /api/v1/session HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: cross-site\r\n\r\n"),
                (401, "GET / HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer x\r\n\r\n"),
                // No request at all: these answers come from below the router.
                (400, "GET\r\n\r\n"),
                (431, "GET / HTTP/1.1\r\nHost: {host}\r\n\(long)\r\n\r\n"),
            ]
            for (status, raw) in kinds {
                let request = raw.replacing("{host}", with: served.host).replacing(
                    "{letIn}", with: served.authorization
                )
                .replacing("\r\n\r\n", with: "\r\nConnection: close\r\n\r\n")
                let answers = try await served.exchange([Array(request.utf8)])
                let answer = try #require(answers.first, "\(raw.prefix(60))")
                #expect(answer.status == status, "\(raw.prefix(60))")
                for (name, value) in Self.expected {
                    #expect(answer.headers[name] == value, "\(raw.prefix(60)) \(name)")
                }
                #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
                #expect(answer.headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
                #expect(answer.headers["permissions-policy"]?.contains("camera=()") == true)
                // Over plain HTTP it would mean nothing.
                #expect(answer.headers["strict-transport-security"] == nil)
            }
        }
    }

    @Test func `a request from inside the process gets them too`() async throws {
        let answer = try await TestServer().get("/branches")
        for (name, value) in Self.expected { #expect(answer.headers[name] == value) }
    }

    @Test func `only a trusted proxy can say that the client sees TLS`() async throws {
        let says = ["X-Forwarded-Proto: https", "X-Forwarded-For: 198.51.100.1"]
        for (proxies, expected) in [
            (nil, nil), (AddressRange.loopback, "max-age=31536000"), ([try #require(AddressRange("10.0.0.0/8"))], nil),
        ] as [([AddressRange]?, String?)] {
            let options = try ServingOptions(
                host: "127.0.0.1", port: 0, tls: nil, trustedProxies: proxies, maximumConnections: 10
            )
            try await withServed(TestServer(options: options)) { served in
                for path in ["/", "/nothing"] {
                    let answer = try await served.send("GET \(path)", says)
                    #expect(answer.headers["strict-transport-security"] == expected)
                    #expect(try await served.send("GET \(path)").headers["strict-transport-security"] == nil)
                }
            }
        }
    }
}
