import Domain
import ServiceLifecycleTestKit
import TestSupport
import Testing

@testable import Server

/// The end of a server: what is in flight is finished, and nothing can put it off for ever.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct ShutdownTests {
    private static let body = #"{"code":"JG","name":"机关党委"}"#

    private static func head(_ served: Served) -> String {
        "POST /api/v1/committees HTTP/1.1\r\nHost: localhost\r\n\(served.authorization)\r\n"
            + "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    }

    /// Until the server has the head of what is slow in coming, before it is told to stop: that and the question are in
    /// flight.
    private static func waitForHead(_ served: Served) async throws {
        try await wait(until: "the head") {
            try await served.send("GET /metrics").text.contains("zhibu_http_requests_in_flight 2")
        }
    }

    @Test func `what is in flight is answered, and connections that only wait are ended`() async throws {
        try await testGracefulShutdown { trigger in
            try await withServed(TestServer()) { served in
                try await Conversation.with(served) { waiting in
                    #expect(try await waiting.get("/")?.status == 200)
                    try await Conversation.with(served) { slow in
                        try await slow.send(Self.head(served) + Self.body.prefix(5))
                        try await Self.waitForHead(served)
                        trigger.triggerGracefulShutdown()
                        #expect(try await waiting.receiveAll().isEmpty)
                        try await slow.send(String(Self.body.dropFirst(5)))
                        let answer = try await slow.receiveAll()
                        #expect(answer.hasPrefix("HTTP/1.1 201 "), "\(answer)")
                        #expect(answer.contains("机关党委"))
                    }
                }
                let late = try? await served.exchange([Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)])
                #expect((late ?? []).isEmpty, "nobody listens any more")
                #expect(try await served.bureau.get("/committees").items.count == 1)
            }
        }
    }

    @Test func `a body that does not come puts the end off for a limited time`() async throws {
        var options = ServingOptions(port: 0)
        options.limits.shutdown = .milliseconds(300)
        let limited = options
        try await testGracefulShutdown { trigger in
            try await withServed(TestServer(options: limited)) { served in
                try await Conversation.with(served) { slow in
                    try await slow.send(Self.head(served) + Self.body.prefix(5))
                    try await Self.waitForHead(served)
                    trigger.triggerGracefulShutdown()
                    let answer = try await slow.receiveAll()
                    #expect(!answer.contains(" 201 "), "\(answer)")
                }
                #expect(try await served.bureau.get("/committees").items.isEmpty)
            }
        }
    }
}
