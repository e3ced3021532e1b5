import Domain
import Logging
import Storage
import Synchronization
import Testing

@testable import Server

/// The log says that something failed and where, and nothing about people.
@Suite(.serialized, .timeLimit(.minutes(60)))
struct LogTests {
    private static let secret = "王小明 13800138000"

    @Test func `a value that cannot be read is not quoted, to the log or to the client`() async throws {
        let log = CapturedLog()
        let bureau = try await SmallBureau(logger: log.logger).server
        // What no program of ours writes: a date that is a name and a telephone number.
        try await bureau.store.database.write { session in
            try session.run("UPDATE branch SET founded = \(Self.secret)")
        }
        try await withServed(bureau) { served in
            let token = try #require(LocalCredential.find(for: bureau.database)).token
            let answer = try await served.send(
                "GET /api/v1/branches/1",
                ["Authorization: Bearer \(token)", "Cookie: session=s3cr3t"]
            )
            #expect(answer.status == 500)
            let id = try #require(answer.headers["x-request-id"])
            let text = log.text
            #expect(text.contains(id))
            #expect(text.contains("StorageFault"))
            #expect(text.contains("founded"))
            for secret in ["王小明", "13800138000", token, "s3cr3t"] {
                #expect(!text.contains(secret), "\(text)")
                #expect(!answer.text.contains(secret))
            }
        }
    }

    @Test func `an error's description stays out of the log`() {
        struct Talkative: Error, CustomStringConvertible {
            let description = LogTests.secret
        }
        let label = ErrorLabel(Talkative())
        #expect(label.type.contains("Talkative"))
        #expect(label.code == nil)
        #expect(label.cause == nil)
    }
}

/// Takes up what is logged.
final class CapturedLog: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(log: self) }
        logger.logLevel = .trace
        return logger
    }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            log.lines.withLock { $0.append("\(event.level) \(event.message) \(all)") }
        }
    }
}
