import Domain
import HTTPTypes
import Testing

@testable import Server
@testable import Storage

/// Under which name and port a client reaches the server, told from what anybody can write into a header; and what is
/// taken from browsers behind proxies of all kinds.
struct DoorTests {
    private static func door(
        host: String, _ headers: [(String, String)] = [], from peer: String = "10.0.0.1", isOverTLS: Bool = false
    ) throws -> Door {
        var fields = HTTPFields()
        for (name, value) in headers {
            fields.append(HTTPField(name: try #require(HTTPField.Name(name)), value: value))
        }
        let proxies = [try #require(AddressRange("10.0.0.0/8"))]
        let client = ClientAddress(
            peer: IPAddress(peer), headers: fields, trustedProxies: proxies, isOverTLS: isOverTLS)
        return Door(client, host: host, headers: fields, below: .root)
    }

    private static let names: [(host: String, headers: [String], expected: String)] = [
        ("zhibu.example", [], "http://zhibu.example"), ("ZHIBU.example:80", [], "http://zhibu.example"),
        ("zhibu.example:8080", [], "http://zhibu.example:8080"), ("[::1]:8080", [], "http://[::1]:8080"),
        ("zhibu.example", ["X-Forwarded-Proto: https"], "https://zhibu.example"),
        ("zhibu.example:443", ["X-Forwarded-Proto: https"], "https://zhibu.example"),
        // What the proxy says stands before what it calls the server itself.
        (
            "127.0.0.1:8080", ["X-Forwarded-Host: zhibu.example:8443", "X-Forwarded-Proto: https"],
            "https://zhibu.example:8443"
        ),
        (
            "127.0.0.1:8080",
            ["X-Forwarded-Host: zhibu.example", "X-Forwarded-Port: 8443", "X-Forwarded-Proto: https"],
            "https://zhibu.example:8443"
        ),
        ("zhibu.example", ["X-Forwarded-Port: 8443", "X-Forwarded-Proto: https"], "https://zhibu.example:8443"),
        (
            "127.0.0.1", ["X-Forwarded-Host: zhibu.example:8443", "X-Forwarded-Port: 443", "X-Forwarded-Proto: https"],
            "https://zhibu.example:8443"
        ),
        ("127.0.0.1", ["X-Forwarded-Host: [2001:DB8::7]:8443"], "http://[2001:db8::7]:8443"),
        // Several, or none that is one: the request's own Host.
        ("zhibu.example", ["X-Forwarded-Host: a.example, b.example"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: a.example", "X-Forwarded-Host: b.example"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: "], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: a.example/evil"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: evil@a.example"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: a.example\u{604}, b.example"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: a.example:99999"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: a.example:0"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: [::1"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Host: [evil]"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Port: 8443, 9443"], "http://zhibu.example"),
        ("zhibu.example", ["X-Forwarded-Port: x"], "http://zhibu.example"),
    ]

    @Test(arguments: names)
    func `a trusted proxy says by which name and port it was asked`(
        host: String, headers: [String], expected: String
    ) throws {
        let fields = headers.map {
            ($0.split(separator: ":").first.map(String.init) ?? "", String($0.drop { $0 != ":" }.dropFirst(2)))
        }
        #expect(try Self.door(host: host, fields).address == expected)
    }

    @Test func `anybody else's word about it counts for nothing`() throws {
        let said = [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Port", "1"), ("X-Forwarded-Proto", "https")]
        let door = try Self.door(host: "zhibu.example", said, from: "203.0.113.5")
        #expect(door.address == "http://zhibu.example")
        #expect(!door.isOwn("https://evil.example", site: "same-origin"))
        #expect(!door.isOwn("http://evil.example:1", site: nil))
        #expect(door.isOwn("http://zhibu.example", site: nil))
    }

    private static let pages:
        [(host: String, headers: [(String, String)], origin: String, site: String?, isOwn: Bool)] = [
            // As docs/operations.md has it, on another port than 443: the Host comes without it.
            ("zhibu.example", [("X-Forwarded-Proto", "https")], "https://zhibu.example:8443", "same-origin", true),
            ("zhibu.example", [("X-Forwarded-Proto", "https")], "https://zhibu.example:8443", nil, true),
            ("zhibu.example", [("X-Forwarded-Proto", "https")], "http://zhibu.example:8443", nil, false),
            ("zhibu.example", [("X-Forwarded-Proto", "https")], "https://evil.example:8443", nil, false),
            ("zhibu.example", [("X-Forwarded-Proto", "https")], "https://zhibu.example.evil.example", nil, false),
            ("zhibu.example", [("X-Forwarded-Proto", "https")], "null", nil, false),
            // A proxy that asks by a name of its own: the browser's word is all there is.
            ("127.0.0.1:8080", [("X-Forwarded-Proto", "https")], "https://zhibu.example", "same-origin", true),
            ("127.0.0.1:8080", [("X-Forwarded-Proto", "https")], "https://zhibu.example", nil, false),
            ("127.0.0.1:8080", [("X-Forwarded-Proto", "https")], "https://zhibu.example", "none", false),
            // One that passes on the port is believed, and so is one that says what it was asked.
            ("zhibu.example:8443", [("X-Forwarded-Proto", "https")], "https://zhibu.example:8443", nil, true),
            ("zhibu.example:8443", [("X-Forwarded-Proto", "https")], "https://zhibu.example:9443", nil, false),
            (
                "x", [("X-Forwarded-Host", "zhibu.example:8443"), ("X-Forwarded-Proto", "https")],
                "https://zhibu.example:8443", nil, true
            ),
            (
                "x", [("X-Forwarded-Host", "zhibu.example"), ("X-Forwarded-Proto", "https")],
                "https://zhibu.example:8443",
                nil, false
            ),
            (
                "x", [("X-Forwarded-Host", "zhibu.example"), ("X-Forwarded-Proto", "https")], "https://evil.example",
                "same-origin", false
            ),
            // Of several words none is taken, and nothing is guessed.
            ("zhibu.example", [("X-Forwarded-Host", "a.example, b.example")], "http://zhibu.example:8443", nil, false),
            ("zhibu.example", [("X-Forwarded-Host", "a.example, b.example")], "http://a.example", "same-origin", false),
        ]

    @Test(arguments: pages)
    func `what counts as this server's own page behind a proxy`(
        host: String, headers: [(String, String)], origin: String, site: String?, isOwn: Bool
    ) throws {
        #expect(try Self.door(host: host, headers).isOwn(origin, site: site) == isOwn)
    }

    @Test func `without a proxy, the page's host and port are the server's`() throws {
        for (origin, isOwn) in [
            ("http://zhibu.example:8080", true), ("HTTP://ZHIBU.EXAMPLE:8080", true), ("http://zhibu.example", false),
            ("https://zhibu.example:8080", false), ("http://zhibu.example:8081", false), ("zhibu.example:8080", false),
            ("http://", false), ("", false), ("ftp://zhibu.example:8080", false),
        ] {
            for site in [nil, "same-origin"] {
                let door = try Self.door(host: "zhibu.example:8080", from: "203.0.113.5")
                #expect(door.isOwn(origin, site: site) == isOwn, "\(origin)")
            }
        }
    }

    private static func behindProxy() async throws -> TestServer {
        try await TestServer(
            options: ServingOptions(
                host: "127.0.0.1", port: 0, tls: nil, trustedProxies: AddressRange.loopback, maximumConnections: 10))
    }

    /// What a browser sends through nginx, as operators write it.
    @Test(arguments: [
        ["Sec-Fetch-Site: same-origin"], [], ["X-Forwarded-Host: zhibu.example:8443"], ["X-Forwarded-Port: 8443"],
    ])
    func `forms are taken, and links lead back, behind a proxy on another port`(more: [String]) async throws {
        let server = try await Self.behindProxy()
        let admin = try await server.account("duty", grants: [.init(.administrator)])
        _ = try await server.passwordPath(for: "zhao")
        try await withServed(server) { served in
            let headers =
                [
                    "X-Forwarded-Proto: https", "X-Forwarded-For: 198.51.100.7", "Accept: text/html",
                    "Origin: https://zhibu.example:8443", "Cookie: __Host-zhibu-session=\(admin.cookie.text)",
                    "Content-Type: application/x-www-form-urlencoded",
                ] + more
            let made = try await served.sendAsNobody(
                "POST /administration/accounts/2/link", headers,
                body: "csrfToken=\(admin.csrfToken)", host: "zhibu.example")
            #expect(made.status == 200, "\(made.text)")
            #expect(made.text.contains("https://zhibu.example:8443/password/"))
            let foreign = try await served.sendAsNobody(
                "POST /administration/accounts/2/link",
                headers.filter { !$0.hasPrefix("Origin") && !$0.hasPrefix("Sec-") } + [
                    "Origin: https://evil.example:8443"
                ],
                body: "csrfToken=\(admin.csrfToken)", host: "zhibu.example")
            #expect(foreign.status == 403, "\(foreign.text)")
        }
    }
}
