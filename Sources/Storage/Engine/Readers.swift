import Dispatch
import GRDB
import Synchronization

/// Reads beside one another, each on a view of its own.
///
/// As many run at once as the pool has readers; what waits is taken up by the thread that has just finished another read,
/// without a change of threads between.
final class Readers: Sendable {
    /// A read with its caller, given a reader, or why there is none.
    private typealias Job = @Sendable (Result<Database, any Error>) -> Void

    private struct Waiting {
        /// Oldest last.
        var jobs: [Job] = []
        var arrived: [Job] = []
        var running = 0

        mutating func next() -> Job? {
            if jobs.isEmpty {
                jobs = arrived.reversed()
                arrived.removeAll(keepingCapacity: true)
            }
            return jobs.popLast()
        }
    }

    /// How many are read before a reader is given back: whoever copies the database waits for one as well.
    private static let mostOfOneReader = 64

    private let pool: DatabasePool
    private let limit: Int
    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "zhibu.readers", attributes: .concurrent)

    /// - Parameter limit: the pool's number of readers.
    init(pool: DatabasePool, limit: Int) {
        self.pool = pool
        self.limit = limit
    }

    /// Runs `body` on a consistent, unchanging view of the database.
    ///
    /// - Throws: what `body` throws, or `CancellationError` once the task is cancelled.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database, Cancellation) throws -> Value
    ) async throws -> Value {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                add { reader in
                    continuation.resume(
                        with: Result { try Self.inTransaction(on: reader.get(), cancellation, body) })
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    /// The pool's own transactions look for a changed schema each time; here it does not change once the pool is in use.
    private static func inTransaction<Value>(
        on database: Database, _ cancellation: Cancellation, _ body: (Database, Cancellation) throws -> Value
    ) throws -> Value {
        let session = SQLiteSession(database: database)
        try cancellation.check()
        try session.run("BEGIN")
        defer { try? session.run("COMMIT") }
        return try body(database, cancellation)
    }

    private func add(_ job: @escaping Job) {
        let isToStart = waiting.withLock { waiting in
            waiting.arrived.append(job)
            guard waiting.running < limit else { return false }
            waiting.running += 1
            return true
        }
        if isToStart { queue.async { self.work() } }
    }

    private func work() {
        while workWithOneReader() {}
    }

    /// Several jobs one after another: to get a reader from the pool costs more than many a read.
    ///
    /// - Returns: false once nothing waits, and this worker's place is given up.
    private func workWithOneReader() -> Bool {
        do {
            return try pool.unsafeRead { reader in
                for _ in 0..<Self.mostOfOneReader {
                    // Not before there is a reader: who waits for one keeps nobody's read.
                    guard let job = nextJob() else { return false }
                    job(.success(reader))
                }
                return true
            }
        } catch {
            guard let job = nextJob() else { return false }
            job(.failure(error))
            return true
        }
    }

    private func nextJob() -> Job? {
        waiting.withLock { waiting in
            let job = waiting.next()
            if job == nil { waiting.running -= 1 }
            return job
        }
    }
}

/// Tells a read that is under way that nobody waits for it any more.
final class Cancellation: Sendable {
    private let isCancelled = Atomic(false)

    func cancel() {
        isCancelled.store(true, ordering: .relaxed)
    }

    /// - Throws: `CancellationError`.
    func check() throws {
        if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
    }
}
