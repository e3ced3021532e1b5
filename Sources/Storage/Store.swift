package import Domain
import Foundation

/// The database as the server sees it: a place to run use cases.
///
/// A use case is a method on ``Transaction``; `read` and `write` open the one transaction it runs in. So whatever an
/// operation does, its audit entries and the reply kept for a repeated request stand or fall together.
package struct Store: Sendable {
    /// Where everything is read and written. The tests hear there what the database is asked.
    package internal(set) var engine: any Engine
    /// The file behind it, for what is SQLite's alone: where it lies, copies of it, its state.
    package let file: SQLiteEngine
    package let clock: Clock
    package let settings: Settings
    package let keys: Keyring
    private let documents = ParsedDocuments()
    var lastSeal: LastSeal { LastSeal(beside: file.path) }
    /// The files that records carry.
    package let files: AttachmentFiles

    init(on file: SQLiteEngine, clock: Clock, settings: Settings, keys: Keyring) {
        self.file = file
        engine = file
        files = AttachmentFiles(DatabaseFiles(of: file.path).attachments)
        (self.clock, self.settings, self.keys) = (clock, settings, keys)
    }

    /// Opens an existing database, bringing its schema up to date.
    ///
    /// - Parameter clock: the system's if left out, kept from going behind what was recorded.
    /// - Throws: ``StorageFault``.
    package static func open(at path: String, clock: Clock? = nil) async throws -> Store {
        let file = try SQLiteEngine(opening: path, knownBy: .m0001Bookkeeping)
        try file.migrate(Migration.all)
        try file.watch(AuditSubject.allCases)
        guard let settings = try await file.read({ try Settings(in: $0) }) else {
            throw StorageFault.notADatabase(path: path)
        }
        let keys = try await Self.keys(of: file)
        let clock = if let clock { clock } else { try await steadyClock(after: file) }
        let store = Store(on: file, clock: clock, settings: settings, keys: keys)
        try await store.vouchForRecords()
        try await store.bringNamesIntoForm()
        try await store.keepClosedMonths()
        return store
    }

    /// The keys that lie beside the database; made for one that comes from before there were any.
    private static func keys(of file: SQLiteEngine) async throws -> Keyring {
        let path = file.path
        let known: String? = try await file.read { try $0.value("SELECT value FROM setting WHERE key = 'keys'") }
        guard let known else {
            let made = try Keyring.read(for: path) ?? Keyring.make(for: path)
            try await file.write { try made.register(in: $0) }
            return made
        }
        guard let found = try Keyring.read(for: path) else {
            throw StorageFault.keysMissing(path: Keyring.path(for: path))
        }
        guard found.fingerprint == known else { throw StorageFault.keysUnreadable(path: Keyring.path(for: path)) }
        return found
    }

    /// Makes a new database.
    ///
    /// - Throws: ``StorageFault``. What was half made is removed again.
    package static func create(
        at path: String, timeZone: BureauTimeZone, clock: Clock = .system
    ) async throws -> Store {
        let file = try SQLiteEngine(creating: path)
        var made = ["", "-wal", "-shm"]
        do {
            try file.migrate(Migration.all)
            try file.watch(AuditSubject.allCases)
            let settings = Settings(instance: UUID().uuidString.lowercased(), timeZone: timeZone)
            let keys = try Keyring.make(for: file.path)
            made.append(".keys")
            try await file.write { session in
                try settings.save(in: session)
                try keys.register(in: session)
                try Settings.noteNameForm(in: session)
                try Settings.noteClosedMonths(in: session)
            }
            return Store(on: file, clock: clock, settings: settings, keys: keys)
        } catch {
            try? file.close()
            for suffix in made { try? FileManager.default.removeItem(atPath: path + suffix) }
            throw error
        }
    }

    /// Runs a use case that changes nothing, on a consistent view.
    package func read<Value: Sendable>(
        by principal: Principal, _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let now = clock.now()
        return try await engine.read { session in
            try useCase(
                Transaction(
                    session: session, principal: principal, now: now, settings: settings, keys: keys,
                    documents: documents, lastSeal: lastSeal
                )
            )
        }
    }

    /// Runs a use case that would change things as far as to its first change, on a consistent view and without holding the
    /// writer: what it refuses until there, it would refuse as well when it is carried out.
    ///
    /// - Throws: ``ChangeAhead`` where it would have changed something.
    package func look<Value: Sendable>(
        by principal: Principal, for caller: Transaction.Caller = .local,
        _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let now = clock.now()
        return try await engine.read { session in
            try useCase(
                Transaction(
                    session: LookingSession(session: session), principal: principal, now: now, settings: settings,
                    keys: keys, documents: documents, caller: caller, isWrite: true
                )
            )
        }
    }

    /// Runs a use case that changes things. When it returns, its effects are on disk.
    ///
    /// - Parameters:
    ///   - caller: from where, and by which request, for the audit.
    ///   - isReading: it only leaves a trace that something was read, for which a token for reading will do.
    package func write<Value: Sendable>(
        by principal: Principal, for caller: Transaction.Caller = .local, isReading: Bool = false,
        _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await engine.write { session in
            let transaction = try Transaction(
                session: session, principal: principal, now: clock.now(), settings: settings, keys: keys,
                documents: documents, caller: caller, lastSeal: lastSeal, isWrite: !isReading
            )
            try transaction.beginAudit()
            let value = try useCase(transaction)
            try transaction.finishAudit()
            return value
        }
    }

    /// Vouches for what is in a database that comes from before the audit vouched for anything.
    private func vouchForRecords() async throws {
        let vouches = try await engine.read { try $0.exists("SELECT 1 FROM audit WHERE records IS NOT NULL") }
        if !vouches { try await write(by: .operator(systemUser: "zhibu")) { try $0.vouchForRecords() } }
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
