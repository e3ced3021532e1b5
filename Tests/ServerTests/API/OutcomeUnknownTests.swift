import Domain
import Logging
import Synchronization
import Testing

@testable import Server
@testable import Storage

/// Where the connection to the database is lost while something is committed, nobody knows whether it was.
struct OutcomeUnknownTests {
    /// An engine of whose first commit the answer is lost.
    private final class LosingEngine: Engine {
        private let base: any Engine
        private let isFirst = Mutex(true)

        init(_ base: any Engine) {
            self.base = base
        }

        func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value {
            try await base.read(body)
        }

        func write<Value: Sendable>(
            in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
        ) async throws -> Value {
            let value = try await base.write(in: place, body)
            let isLost = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            if isLost { throw StorageFault.outcomeUnknown }
            return value
        }

        func close() throws { try base.close() }
    }

    @Test func `it is told so, and the same request under its key is done once and answered as it was`() async throws {
        let bureau = try await SmallBureau()
        let cycle = try await bureau.open()
        var store = bureau.server.store
        store.engine = LosingEngine(store.engine)
        let server = ZhibuServer(
            store: store, systemUser: "test", options: ServingOptions(port: 0), logger: TestServer.silent)
        func send() async throws -> Answer {
            Answer(
                try await server.respond(
                    to: ZhibuServer.LocalRequest(
                        "POST", "\(API.root)/cycles/\(cycle)/sheets", headers: ["Idempotency-Key": "k"],
                        body: .json(SmallBureau.sheet("A-1", "self", by: "103"))),
                    by: .operator(systemUser: "test")))
        }
        let lost = try await send()
        #expect(lost.status == 503 && lost.code == "outcomeUnknown" && lost.headers["retry-after"] == "10")
        #expect(lost.json["detail"]?.string?.contains("repeat it under the same key") == true)
        let audited = try await bureau.server.auditCount()
        let again = try await send()
        #expect(again.status == 201 && again.headers["idempotency-replayed"] == "true")
        #expect(try await bureau.server.auditCount() == audited)
        #expect(try await bureau.server.get("/cycles/\(cycle)/sheets").items.count == 1)
    }
}
