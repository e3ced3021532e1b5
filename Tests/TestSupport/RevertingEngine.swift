package import Storage
import Synchronization

/// An engine that can be told to answer as if it wrote, of which nothing stays: what comes next finds everything as it was.
package final class RevertingEngine: Engine {
    private struct State {
        var isReverting = false
        var writes = 0
    }

    /// What takes a write back that had come to its end.
    private struct Reverted: Error {}

    /// What would go on from a write that was taken back, and might do so without end.
    private struct WroteAgain: Error {}

    private let base: any Engine
    private let state = Mutex(State())

    package init(_ base: any Engine) {
        self.base = base
    }

    /// Carries out what writes once at the most, and lets nothing of it stay.
    ///
    /// - Returns: what comes of it; nil where it wrote again, which it cannot without what it had written before.
    package func reverting<Value>(_ work: () async throws -> Value) async rethrows -> Value? {
        state.withLock { $0 = State(isReverting: true) }
        defer { state.withLock { $0.isReverting = false } }
        let value = try await work()
        return state.withLock { $0.writes } > 1 ? nil : value
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await base.read(body)
    }

    package func write<Value: Sendable>(
        in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        let (isReverting, writes) = state.withLock { state in
            state.writes += 1
            return (state.isReverting, state.writes)
        }
        guard isReverting else { return try await base.write(in: place, body) }
        guard writes == 1 else { throw WroteAgain() }
        let written = Mutex<Value?>(nil)
        do {
            try await base.write(in: place) { session in
                let value = try body(session)
                written.withLock { $0 = value }
                throw Reverted()
            }
        } catch let reverted as Reverted {
            guard let value = written.withLock({ $0 }) else { throw reverted }
            return value
        }
        preconditionFailure("what was taken back was carried out")
    }

    package func close() throws {
        try base.close()
    }
}
