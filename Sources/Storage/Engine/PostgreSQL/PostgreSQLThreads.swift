import Dispatch
import Foundation
import Synchronization

/// Threads of their own, each with a connection of its own, for what waits on a network: no thread is held up that others
/// share. They come when they are needed, up to a limit, and what waits is taken up in the order in which it came.
final class PostgreSQLThreads: Sendable {
    /// Is given what makes the thread's connection, or finds it.
    private typealias Job = @Sendable (() throws -> PostgreSQLConnection) -> Void

    private struct State {
        var jobs: [Job] = []
        var threads = 0
        var idle = 0
        var isClosed = false
    }

    private let address: PostgreSQLAddress
    private let limit: Int
    private let state = Mutex(State())
    private let arrivals = DispatchSemaphore(value: 0)

    init(to address: PostgreSQLAddress, limit: Int) {
        (self.address, self.limit) = (address, limit)
    }

    var waiting: Int { state.withLock { $0.jobs.count } }

    /// - Throws: what `work` throws; ``StorageFault/closed``.
    func run<Value: Sendable>(
        _ work: @escaping @Sendable (() throws -> PostgreSQLConnection) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = add { connection in continuation.resume(with: Result { try work(connection) }) }
            if !isTaken { continuation.resume(throwing: StorageFault.closed) }
        }
    }

    /// Takes no more. What was taken is carried out.
    func close() {
        let threads = state.withLock { state in
            state.isClosed = true
            return state.threads
        }
        for _ in 0..<threads { arrivals.signal() }
    }

    private func add(_ job: @escaping Job) -> Bool {
        let (isTaken, isNew) = state.withLock { state in
            guard !state.isClosed else { return (false, false) }
            state.jobs.append(job)
            let isNew = state.idle < state.jobs.count && state.threads < limit
            if isNew { state.threads += 1 }
            return (true, isNew)
        }
        guard isTaken else { return false }
        if isNew { Thread { self.work() }.start() }
        arrivals.signal()
        return true
    }

    private func work() {
        var kept: PostgreSQLConnection?
        while let job = next() {
            job {
                if let kept, kept.isAlive { return kept }
                let made = try PostgreSQLConnection(to: self.address)
                kept = made
                return made
            }
        }
    }

    /// nil once there is no more to come.
    private func next() -> Job? {
        state.withLock { $0.idle += 1 }
        arrivals.wait()
        return state.withLock { state in
            state.idle -= 1
            return state.jobs.isEmpty ? nil : state.jobs.removeFirst()
        }
    }
}
