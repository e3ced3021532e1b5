import GRDB
import Synchronization

/// Lets writes that arrive together share one commit, and so one wait for the disk.
///
/// One drain loop takes all that wait, runs each in a savepoint of a single transaction, commits, and only then
/// answers every caller. A write that throws is rolled back to its savepoint and does not touch its neighbours.
final class GroupCommit: Sendable {
    /// So that one caller's answer does not wait for an endless queue of others.
    private static let largestBatch = 256

    private struct Waiting {
        var jobs: [Job] = []
        var isDraining = false
        var isClosed = false
    }

    /// A write with its caller: `run` executes it and returns what to do once the batch is committed.
    private struct Job: Sendable {
        let run: @Sendable (Database) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private let pool: DatabasePool
    private let loss: @Sendable () -> String?
    private let waiting = Mutex(Waiting())
    private let tally = Mutex(CommitTally())

    /// - Parameter loss: why what is written now would be lost; nil if it would not.
    init(pool: DatabasePool, loss: @escaping @Sendable () -> String?) {
        self.pool = pool
        self.loss = loss
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let job = Job(
                run: { database in
                    let value = try body(database)
                    return { continuation.resume(returning: value) }
                },
                fail: { continuation.resume(throwing: $0) }
            )
            let isTaken = waiting.withLock { waiting in
                guard !waiting.isClosed else { return false }
                waiting.jobs.append(job)
                // Still under the lock: whoever closes finds every drain on the writer's queue already.
                if !waiting.isDraining { drain() }
                waiting.isDraining = true
                return true
            }
            if !isTaken { job.fail(StorageFault.closed) }
        }
    }

    /// Takes no more writes. Those taken are carried out before anything that is asked of the writer from now on.
    ///
    /// - Returns: whether this is the first time.
    func close() -> Bool {
        waiting.withLock { waiting in
            defer { waiting.isClosed = true }
            return !waiting.isClosed
        }
    }

    private func drain() {
        pool.asyncWriteWithoutTransaction { database in
            while let batch = self.nextBatch() { self.commit(batch, to: database) }
        }
    }

    private func nextBatch() -> [Job]? {
        waiting.withLock { waiting in
            guard !waiting.jobs.isEmpty else {
                waiting.isDraining = false
                return nil
            }
            let batch = Array(waiting.jobs.prefix(Self.largestBatch))
            waiting.jobs.removeFirst(batch.count)
            return batch
        }
    }

    private func commit(_ batch: [Job], to database: Database) {
        do {
            // Before, so that nothing is written in vain; and after, so that nothing is acknowledged that was.
            try requirePlace()
            let answers = try Self.attempt(batch, on: database)
            try requirePlace()
            tally.withLock { $0.add(batch.count) }
            for answer in answers { answer() }
        } catch {
            Self.rollBack(database)
            // The fault may be one job's alone (a full disk hits the largest): give each its own try and answer.
            if batch.count > 1 {
                for job in batch { commit([job], to: database) }
            } else {
                for job in batch { job.fail(Self.translated(error)) }
            }
        }
    }

    /// - Throws: ``StorageFault/cannotWrite(_:)`` if the file is lost.
    private func requirePlace() throws {
        if let loss = loss() { throw StorageFault.cannotWrite(loss) }
    }

    /// What was committed since the start, and how many writes wait now.
    func measured() -> (tally: CommitTally, queued: Int) {
        (tally.withLock { $0 }, waiting.withLock { $0.jobs.count })
    }

    /// Runs and commits the batch. What it returns answers the callers.
    ///
    /// - Throws: if the transaction as a whole could not be carried out.
    private static func attempt(_ batch: [Job], on database: Database) throws -> [@Sendable () -> Void] {
        var answers: [@Sendable () -> Void] = []
        // Through a session, which keeps prepared statements.
        let session = SQLiteSession(database: database)
        try session.run("BEGIN IMMEDIATE")
        for job in batch {
            try session.run("SAVEPOINT job")
            do {
                answers.append(try job.run(database))
            } catch {
                // Some faults end the whole transaction; then no neighbour's work stands any more.
                guard database.isInsideTransaction else { throw error }
                try session.run("ROLLBACK TO job")
                let failure = translated(error)
                answers.append { job.fail(failure) }
            }
            try session.run("RELEASE job")
        }
        try session.run("COMMIT")
        return answers
    }

    private static func rollBack(_ database: Database) {
        guard database.isInsideTransaction else { return }
        try? database.execute(sql: "ROLLBACK")
    }

    private static func translated(_ error: any Error) -> any Error {
        do {
            return try translatingFaults { throw error }
        } catch {
            return error
        }
    }
}
