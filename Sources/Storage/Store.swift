package import Domain
import Foundation

/// The database as the server sees it: a place to run use cases.
///
/// A use case is a method on ``Transaction``; `read` and `write` open the one transaction it runs in. So whatever an
/// operation does, its audit entries and the reply kept for a repeated request stand or fall together.
package struct Store: Sendable {
    package let engine: SQLiteEngine
    package let clock: Clock
    package let settings: Settings

    /// Opens an existing database, bringing its schema up to date.
    ///
    /// - Throws: ``StorageFault``.
    package static func open(at path: String, clock: Clock = .system) async throws -> Store {
        let engine = try SQLiteEngine(opening: path, knownBy: .m0001Bookkeeping)
        try engine.migrate(Migration.all)
        guard let settings = try await engine.read({ try Settings(in: $0) }) else {
            throw StorageFault.notADatabase(path: path)
        }
        return Store(engine: engine, clock: clock, settings: settings)
    }

    /// Makes a new database.
    ///
    /// - Throws: ``StorageFault``. What was half made is removed again.
    package static func create(
        at path: String, timeZone: BureauTimeZone, clock: Clock = .system
    ) async throws -> Store {
        let engine = try SQLiteEngine(creating: path)
        do {
            try engine.migrate(Migration.all)
            let settings = Settings(instance: UUID().uuidString.lowercased(), timeZone: timeZone)
            try await engine.write { try settings.save(in: $0) }
            return Store(engine: engine, clock: clock, settings: settings)
        } catch {
            try? engine.close()
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            throw error
        }
    }

    /// Runs a use case that changes nothing, on a consistent view.
    package func read<Value: Sendable>(
        by principal: Principal, _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let now = clock.now()
        return try await engine.read { session in
            try useCase(Transaction(session: session, principal: principal, now: now, settings: settings))
        }
    }

    /// Runs a use case that changes things. When it returns, its effects are on disk.
    ///
    /// - Parameter request: the id of the request it serves, for the audit.
    package func write<Value: Sendable>(
        by principal: Principal, request: String? = nil,
        _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await engine.write { session in
            try useCase(
                Transaction(
                    session: session, principal: principal, now: clock.now(), settings: settings, request: request
                )
            )
        }
    }

    package func close() throws {
        try engine.close()
    }
}

/// What holds for the whole database and was decided when it was made.
package struct Settings: Sendable {
    /// Tells this database from every other: part of the calendar's UIDs.
    package let instance: String
    package let timeZone: BureauTimeZone

    init(instance: String, timeZone: BureauTimeZone) {
        self.instance = instance
        self.timeZone = timeZone
    }

    /// nil if the file has none: then it is not a database of Zhibu's.
    init?(in session: any Session) throws {
        func setting(_ key: String) throws -> String? {
            try session.value("SELECT value FROM setting WHERE key = \(key)")
        }
        guard let instance = try setting("instance"), let zone = try setting("timeZone") else { return nil }
        self.instance = instance
        do {
            timeZone = try BureauTimeZone(zone)
        } catch {
            throw StorageFault.corrupt("the time zone ‘\(zone)’ is unknown to this system")
        }
    }

    func save(in session: any Session) throws {
        for (key, value) in [("instance", instance), ("timeZone", timeZone.identifier)] {
            try session.run("INSERT INTO setting (key, value) VALUES (\(key), \(value))")
        }
    }
}
