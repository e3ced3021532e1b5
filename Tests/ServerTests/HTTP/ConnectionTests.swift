import Domain
import NIOCore
import NIOPosix
import Synchronization
import TestSupport
import Testing

@testable import Server

/// What one connection may take of the server, and how many there may be.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct ConnectionTests {
    private static func limited(_ change: (inout ConnectionLimits) -> Void) -> ServingOptions {
        var options = ServingOptions(port: 0)
        change(&options.limits)
        return options
    }

    @Test(arguments: ["", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "])
    func `a connection that does not come to a request is ended`(beginning: String) async throws {
        let options = Self.limited { $0.firstHead = .milliseconds(200) }
        try await withServed(TestServer(options: options)) { served in
            let received = try await Conversation.with(served) { connection in
                // The server may have ended it before anything was sent.
                try? await connection.send(beginning)
                return try await connection.receiveAll()
            }
            #expect(received.isEmpty)
            #expect(try await served.send("GET /").status == 200)
        }
    }

    @Test func `a head that trickles is ended, however often something of it comes`() async throws {
        let options = Self.limited { $0.firstHead = .milliseconds(300) }
        try await withServed(TestServer(options: options)) { served in
            try await Conversation.with(served) { connection in
                let head = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: " + String(repeating: "x", count: 1000)
                await #expect(throws: (any Error).self) {
                    for byte in head {
                        try await connection.send(String(byte))
                        try await Task.sleep(for: .milliseconds(10))
                    }
                }
            }
        }
    }

    @Test func `a request in time may take longer than its head, and the next head has its time again`() async throws {
        let options = Self.limited { $0.firstHead = .seconds(2) }
        try await withServed(TestServer(options: options)) { served in
            try await Conversation.with(served) { connection in
                let letIn = [served.authorization]
                #expect(try await connection.get("/api/v1/branches", letIn)?.status == 200)
                try await Task.sleep(for: .milliseconds(2500))
                #expect(try await connection.get("/api/v1/branches", letIn)?.status == 200)
                let body = #"{"code":"JG","name":"委"}"#
                try await connection.send(
                    "POST /api/v1/committees HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "\(served.authorization)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                )
                try await Task.sleep(for: .milliseconds(2500))
                try await connection.send(body)
                #expect(try await connection.receive(upTo: "\r\n").contains(" 201 "))
            }
        }
    }

    @Test func `a connection without requests is ended`() async throws {
        let options = Self.limited { $0.idle = .seconds(2) }
        try await withServed(TestServer(options: options)) { served in
            try await Conversation.with(served) { connection in
                let answer = try await connection.get("/")
                #expect(answer?.status == 200)
                #expect(try await connection.receiveAll().isEmpty)
            }
        }
    }

    @Test func `a body that nobody wants any more ends, however it trickles`() async throws {
        let options = Self.limited { $0.lingering = .milliseconds(300) }
        try await withServed(TestServer(options: options)) { served in
            try await Conversation.with(served) { connection in
                try await connection.send(
                    "POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
                )
                #expect(try await connection.receive(upTo: "\r\n").contains(" 404 "))
                await #expect(throws: (any Error).self) {
                    for _ in 0..<1000 {
                        try await connection.send("x")
                        try await Task.sleep(for: .milliseconds(10))
                    }
                }
            }
        }
    }

    @Test func `a file that is cut short is not taken for a whole one`() async throws {
        let options = Self.limited { $0.idle = .milliseconds(300) }
        try await withServed(SmallBureau(options: options).server) { served in
            let rows = "党员编号,姓名,支部,状态,加入日期\n"
            let before = try await served.bureau.get("/members").items.count
            for framing in ["Content-Length: 5000", "Transfer-Encoding: chunked"] {
                let body = framing.hasPrefix("C") ? rows : "\(String(rows.utf8.count, radix: 16))\r\n\(rows)\r\n"
                let received = try await Conversation.with(served) { connection in
                    try await connection.send(
                        "POST /api/v1/imports/members HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\n"
                            + "\(served.authorization)\r\n\(framing)\r\n\r\n\(body)"
                    )
                    return try await connection.receiveAll()
                }
                #expect(!received.contains(" 200 "), "\(received)")
                #expect(!received.contains(" 422 "), "\(received)")
            }
            #expect(try await served.bureau.get("/members").items.count == before)
        }
    }

    // MARK: - Heads

    @Test(arguments: [
        ("X-A: " + String(repeating: "x", count: 8000), 200), ("X-A: " + String(repeating: "x", count: 8200), 431),
        ((0..<90).map { "X-\($0): x" }.joined(separator: "\r\n"), 200),
        ((0..<110).map { "X-\($0): x" }.joined(separator: "\r\n"), 431),
        ((0..<10).map { "X-\($0): " + String(repeating: "x", count: 4000) }.joined(separator: "\r\n"), 431),
    ])
    func `a head has a size, in all and in each part`(headers: String, status: Int) async throws {
        try await withServed(TestServer()) { served in
            let answer = try await served.send("GET /", [headers])
            #expect(answer.status == status)
        }
    }

    @Test func `a path has a size`() async throws {
        try await withServed(TestServer()) { served in
            let path = "/api/v1/branches?name=" + String(repeating: "x", count: 40_000)
            let answer = try await served.send("GET \(path)")
            #expect(answer.status == 431)
        }
    }

    @Test func `an answer before a head that is too large is still sent`() async throws {
        try await withServed(SmallBureau().server) { served in
            let good = "GET /api/v1/branches/1 HTTP/1.1\r\nHost: localhost\r\n\(served.authorization)\r\n\r\n"
            let bad = "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: \(String(repeating: "x", count: 9000))\r\n\r\n"
            let answers = try await served.exchange([Array((good + bad).utf8)])
            #expect(answers.map(\.status) == [200, 431])
        }
    }

    @Test func `a client that asks whether to send its body is told to`() async throws {
        try await withServed(TestServer()) { served in
            try await Conversation.with(served) { connection in
                let body = #"{"code":"JG","name":"委"}"#
                try await connection.send(
                    "POST /api/v1/committees HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "\(served.authorization)\r\nExpect: 100-continue\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
                )
                #expect(try await connection.receive(upTo: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                try await connection.send(body)
                #expect(try await connection.receive(upTo: "\r\n") == "HTTP/1.1 201 Created\r\n")
            }
        }
    }

    // MARK: - How many

    /// Idle connections of one address, more than there are places; with the first ones, which are kept for this machine.
    private static let many = 40

    private static func few(proxies: [AddressRange]? = nil) throws -> ServingOptions {
        try ServingOptions(host: "127.0.0.1", port: 0, tls: nil, trustedProxies: proxies, maximumConnections: 12)
    }

    @Test func `idle connections of one address keep nobody out`() async throws {
        try await withServed(TestServer(options: Self.few())) { served in
            try await Self.holding(Self.many, at: served) { held in
                for _ in 0..<5 {
                    let answer = try await served.send("GET /api/v1/branches")
                    #expect(answer.status == 200)
                }
                #expect(try await served.sendAsNobody("GET /livez").status == 200)
                // Those of this machine's own, and the share of one address.
                try await wait(until: "the end of the others") { held.alive <= 16 + 8 }
            }
        }
    }

    @Test func `those who have signed in go after those who have not`() async throws {
        let bureau = try await TestServer(options: Self.few())
        let account = try await bureau.account("zhao")
        try await withServed(bureau) { served in
            try await Self.holding(16, at: served) { _ in
                try await Conversation.with(served) { connection in
                    let cookie = "Cookie: \(account.headers["Cookie"] ?? "")"
                    #expect(try await connection.get("/api/v1/session", [cookie])?.status == 200)
                    try await Self.holding(Self.many, at: served) { _ in
                        let answer = try await connection.get("/api/v1/session", [cookie])
                        #expect(answer?.status == 200)
                    }
                }
            }
        }
    }

    @Test func `behind a proxy an address has its share of the requests under way`() async throws {
        let bureau = try await TestServer(options: Self.few(proxies: AddressRange.loopback))
        let account = try await bureau.account("office", grants: [.init(.committeeOfficer)])
        try await withServed(bureau) { served in
            let cookie = "Cookie: \(account.headers["Cookie"] ?? "")"
            let slow =
                "POST /api/v1/committees HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\(cookie)\r\n"
                + "X-CSRF-Token: \(account.csrfToken)\r\nX-Forwarded-For: 198.51.100.1\r\nContent-Length: 50\r\n\r\n{"
            try await Self.holding(8, at: served, saying: slow) { _ in
                // Once all of them are under way.
                try await wait(until: "too many at once") {
                    let one = try await served.sendAsNobody(
                        "GET /api/v1/session", [cookie, "X-Forwarded-For: 198.51.100.1"])
                    return one.status == 429 && one.text.contains("tooManyAtOnce")
                }
                let other = try await served.sendAsNobody(
                    "GET /api/v1/session", [cookie, "X-Forwarded-For: 198.51.100.2"])
                #expect(other.status == 200, "\(other.text)")
            }
            let after = try await served.sendAsNobody("GET /api/v1/session", [cookie, "X-Forwarded-For: 198.51.100.1"])
            #expect(after.status == 200)
        }
    }

    /// Connections that say nothing, or no more than the beginning of a request.
    private final class Held: Sendable {
        fileprivate let channels = Mutex<[any Channel]>([])

        /// How many the server has left open.
        var alive: Int { channels.withLock { $0.count { $0.isActive } } }
    }

    private static func holding(
        _ count: Int, at served: Served, saying text: String = "", _ body: (Held) async throws -> Void
    ) async throws {
        let held = Held()
        for _ in 0..<count {
            let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(host: "127.0.0.1", port: Int(served.port)).get()
            if !text.isEmpty { try await channel.writeAndFlush(ByteBuffer(string: text)).get() }
            held.channels.withLock { $0.append(channel) }
        }
        do {
            try await body(held)
        } catch {
            await close(held)
            throw error
        }
        await close(held)
    }

    private static func close(_ held: Held) async {
        for channel in held.channels.withLock({ $0 }) { try? await channel.close().get() }
    }
}
