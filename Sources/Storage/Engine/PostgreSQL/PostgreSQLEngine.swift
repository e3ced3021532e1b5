import Domain
import Synchronization

/// PostgreSQL behind the seam: several servers can work on one database.
///
/// What a use case found still holds when it is written: from before its first read until its commit a write holds locks
/// of the database's, which keep away whatever could change that, whichever server it comes from.
package final class PostgreSQLEngine: DatabaseEngine {
    let address: PostgreSQLAddress
    /// One at a time.
    private let writer: PostgreSQLThreads
    /// Of what may be written beside one another.
    private let concurrentWriters: PostgreSQLThreads
    private let holdsLocks: Bool
    private let readers: PostgreSQLThreads
    private let tally = Mutex(CommitTally())

    /// - Parameters:
    ///   - readers: how many reads run beside one another.
    ///   - writers: how many writes do that are each of one branch.
    ///   - holdsLocks: false for those tests alone that show what the locks are for.
    package init(at address: PostgreSQLAddress, readers: Int = 8, writers: Int = 8, holdsLocks: Bool = true) {
        self.address = address
        self.holdsLocks = holdsLocks
        writer = PostgreSQLThreads(to: address, limit: 1)
        concurrentWriters = PostgreSQLThreads(to: address, limit: writers)
        self.readers = PostgreSQLThreads(to: address, limit: readers)
    }

    static let reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    static let writingEverywhere = "BEGIN; SELECT pg_advisory_xact_lock(20, 1)"

    /// Whoever writes everywhere has the one lock alone. Whoever writes in a branch shares it, and then has the branch's, in
    /// this order. Each statement sees what was committed before the lock was given that was asked for before it; so the
    /// branch is found once nobody changes any more whose a month is.
    private func beginning(in place: WritePlace) -> String {
        guard holdsLocks else { return "BEGIN" }
        guard place != .everywhere else { return Self.writingEverywhere }
        let shared = "BEGIN; SELECT pg_advisory_xact_lock_shared(20, 1)"
        guard let branch = place.branch?.withItsNumbers else { return shared }
        return "\(shared); SELECT pg_advisory_xact_lock(21, (id % 2147483647)::int) FROM (\(branch)) AS branch (id)"
    }

    /// A body is run again at most so often.
    private static let mostTries = 3

    package func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value
    {
        let cancellation = Cancellation()
        return try await withTaskCancellationHandler {
            try await readers.run { connection in
                try Self.transaction(Self.reading, on: connection) {
                    try cancellation.check()
                    return try body(PostgreSQLSession(connection: $0, cancellation: cancellation))
                }
            }
        } onCancel: {
            cancellation.cancel()
        }
    }

    package func write<Value: Sendable>(
        in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        let beginning = beginning(in: place)
        let value = try await (place == .everywhere ? writer : concurrentWriters).run { connection in
            try Self.transaction(beginning, on: connection) { try body(PostgreSQLSession(connection: $0)) }
        }
        tally.withLock { $0.add(1) }
        return value
    }

    /// What was begun is committed, or taken back. It is run again where it met another one, or where the connection had
    /// gone before anything was committed.
    ///
    /// - Throws: what `body` throws; ``StorageFault``.
    private static func transaction<Value>(
        _ beginning: String, on connection: () throws -> PostgreSQLConnection,
        _ body: (PostgreSQLConnection) throws -> Value
    ) throws -> Value {
        var tries = 0
        while true {
            tries += 1
            let connection = try connection()
            do {
                try connection.begin(beginning)
                let value = try body(connection)
                try connection.commit()
                return value
            } catch let error as PostgreSQLError {
                connection.rollBack()
                if error.endsConnection { connection.giveUp() }
                guard error.mayPassLater || error.endsConnection, tries < mostTries else {
                    throw error.storageFault ?? error
                }
            } catch {
                connection.rollBack()
                throw error
            }
        }
    }

    package func close() throws {
        writer.close()
        concurrentWriters.close()
        readers.close()
    }
}

extension SQL {
    /// For a statement that takes no arguments: with its numbers in their places.
    fileprivate var withItsNumbers: String {
        var numbers = arguments.makeIterator()
        return text.reduce(into: "") { written, character in
            if character == "?", case .integer(let number)? = numbers.next() {
                written += String(number)
            } else {
                written.append(character)
            }
        }
    }
}

// MARK: - Its state

extension PostgreSQLEngine {
    package func condition() async -> DatabaseCondition {
        do {
            _ = try await read { try $0.exists("SELECT 1 FROM setting") }
            return .well
        } catch StorageFault.diskFull {
            return .full
        } catch {
            return .lost("PostgreSQL does not answer")
        }
    }

    package func measurements() async -> DatabaseMeasurements {
        DatabaseMeasurements(
            commits: tally.withLock { $0 }, queuedWrites: writer.waiting + concurrentWriters.waiting,
            databaseSize: await sizeOfCopy(), logSize: nil
        )
    }

    /// As large as the database is here; 0 where it cannot be told.
    package func sizeOfCopy() async -> Int64 {
        (try? await read { try $0.value("SELECT pg_database_size(current_database())") }) ?? 0
    }
}

// MARK: - Its schema

extension PostgreSQLEngine {
    /// Whether no bureau is in the database, or only the beginnings of one.
    package func isBlank() async throws -> Bool {
        try await read { session in
            let hasSettings = try session.exists("SELECT 1 WHERE to_regclass('setting') IS NOT NULL")
            return try !hasSettings || !session.exists("SELECT 1 FROM setting WHERE key = 'instance'")
        }
    }

    /// Which of these it has not been through, by their names, and the digest of the triggers that watch its records.
    ///
    /// - Throws: ``StorageFault/newerThanProgram(path:)``.
    func schemaState(among migrations: [Migration]) async throws -> (pending: [String], watched: String?) {
        let (done, watched) = try await read { try PostgreSQLSchema.state(in: $0) }
        guard done.isSubset(of: migrations.map(\.name)) else {
            throw StorageFault.newerThanProgram(path: address.shown)
        }
        return (migrations.map(\.name).filter { !done.contains($0) }, watched)
    }

    /// Where nothing is missing, nothing is changed: a server's role may own nothing.
    package func prepare(_ migrations: [Migration], watching subjects: [AuditSubject]) async throws {
        let (pending, watched) = try await schemaState(among: migrations)
        if pending.isEmpty, watched == PostgreSQLSchema.digest(of: subjects) { return }
        do {
            try await makeSchema(migrations, watching: subjects)
        } catch let error as PostgreSQLError where error.state == PostgreSQLError.notPermitted {
            throw StorageFault.schemaIsOthers(path: address.shown)
        }
    }

    private func makeSchema(_ migrations: [Migration], watching subjects: [AuditSubject]) async throws {
        let beginning = beginning(in: .everywhere)
        try await writer.run { connection in
            try Self.transaction(beginning, on: connection) { connection in
                try connection.run(PostgreSQLSchema.steps)
                let session = PostgreSQLSession(connection: connection)
                let (done, _) = try PostgreSQLSchema.state(in: session)
                if done.count < migrations.count {
                    for (migration, statements) in zip(migrations, PostgreSQLSchema.of(migrations).statements)
                    where !done.contains(migration.name) {
                        try connection.run(statements)
                        try session.run("INSERT INTO schema_step (name) VALUES (\(migration.name))")
                    }
                }
                try connection.run(PostgreSQLSchema.watching(subjects))
            }
        }
    }
}
