package import Domain
import Foundation

/// The database as the server sees it: a place to run use cases.
///
/// A use case is a method on ``Transaction``; `read` and `write` open the one transaction it runs in. So whatever an
/// operation does, its audit entries and the reply kept for a repeated request stand or fall together.
package struct Store: Sendable {
    /// Where everything is read and written. The tests hear there what the database is asked.
    package internal(set) var engine: any Engine
    /// The same, for what is one engine's alone: its state, copies of it.
    package let database: any DatabaseEngine
    /// The files of the machine that belong to it.
    package let place: DatabaseFiles
    package let clock: Clock
    package let settings: Settings
    package let keys: Keyring
    let known = Known()
    var lastSeal: LastSeal { LastSeal(beside: place.database) }
    /// The files that records carry.
    package let files: AttachmentFiles

    init(on database: any DatabaseEngine, at place: DatabaseFiles, clock: Clock, settings: Settings, keys: Keyring) {
        (self.database, self.place) = (database, place)
        engine = database
        files = AttachmentFiles(place.attachments)
        (self.clock, self.settings, self.keys) = (clock, settings, keys)
    }

    /// Opens an existing database, wherever it is, bringing its schema up to date.
    ///
    /// - Parameter clock: the system's if left out, kept from going behind what was recorded.
    /// - Throws: ``StorageFault``.
    package static func open(at address: DatabaseAddress, clock: Clock? = nil) async throws -> Store {
        switch address {
        case .file(let path): try await open(at: path, clock: clock)
        case .postgreSQL(let address, let path): try await open(at: address, beside: path, clock: clock)
        }
    }

    /// The same of one in a file.
    package static func open(at path: String, clock: Clock? = nil) async throws -> Store {
        let file = try SQLiteEngine(opening: path, knownBy: .m0001Bookkeeping)
        return try await open(file, called: path, at: DatabaseFiles(of: file.path), clock)
    }

    /// Opens an existing database of PostgreSQL's, bringing its schema up to date.
    ///
    /// - Parameters:
    ///   - path: where a file would lie: what belongs to it on this machine, its keys first, is named after it.
    ///   - clock: the system's if left out, kept from going behind what was recorded.
    /// - Throws: ``StorageFault``.
    package static func open(
        at address: PostgreSQLAddress, beside path: String, clock: Clock? = nil
    ) async throws -> Store {
        let engine = PostgreSQLEngine(at: address)
        do {
            guard try await !engine.isBlank() else { throw StorageFault.notADatabase(path: address.shown) }
            return try await open(engine, called: address.shown, at: DatabaseFiles(of: path), clock)
        } catch {
            try? engine.close()
            throw error
        }
    }

    /// Whether a database of PostgreSQL's is there in which nothing of ours is, or only an empty schema.
    ///
    /// - Throws: ``StorageFault`` where it cannot be reached.
    package static func isBlank(at address: PostgreSQLAddress) async throws -> Bool {
        let engine = PostgreSQLEngine(at: address)
        defer { try? engine.close() }
        return try await engine.isBlank()
    }

    /// Brings the schema of a database of PostgreSQL's up to date, as the role that owns it, and lets another role work on it.
    ///
    /// - Returns: what that role may change, by table.
    /// - Throws: ``StorageFault``; ``PostgreSQLEngine/NoSuchRole``.
    package static func prepare(
        _ address: PostgreSQLAddress, for role: String
    ) async throws -> [PostgreSQLGrant] {
        let engine = PostgreSQLEngine(at: address)
        defer { try? engine.close() }
        try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        return try await engine.grant(to: role)
    }

    private static func open(
        _ engine: any DatabaseEngine, called name: String, at place: DatabaseFiles, _ clock: Clock?
    ) async throws -> Store {
        try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        guard let settings = try await engine.read({ try Settings(in: $0) }) else {
            throw StorageFault.notADatabase(path: name)
        }
        let keys = try await Self.keys(of: engine, at: place)
        let clock = if let clock { clock } else { try await steadyClock(after: engine) }
        let store = Store(on: engine, at: place, clock: clock, settings: settings, keys: keys)
        try await store.vouchForRecords()
        try await store.bringNamesIntoForm()
        try await store.keepClosedMonths()
        return store
    }

    /// The keys that lie beside the database; made for one that comes from before there were any.
    private static func keys(of engine: any DatabaseEngine, at place: DatabaseFiles) async throws -> Keyring {
        let path = place.database
        let known: String? = try await engine.read { try $0.value("SELECT value FROM setting WHERE key = 'keys'") }
        guard let known else {
            let made = try Keyring.read(for: path) ?? Keyring.make(for: path)
            try await engine.write { try made.register(in: $0) }
            return made
        }
        guard let found = try Keyring.read(for: path) else {
            throw StorageFault.keysMissing(path: Keyring.path(for: path))
        }
        guard found.fingerprint == known else { throw StorageFault.keysUnreadable(path: Keyring.path(for: path)) }
        return found
    }

    /// Makes a new database, wherever it is to be.
    ///
    /// - Throws: ``StorageFault``. What was half made is removed again.
    package static func create(
        at address: DatabaseAddress, timeZone: BureauTimeZone, clock: Clock = .system
    ) async throws -> Store {
        switch address {
        case .file(let path): try await create(at: path, timeZone: timeZone, clock: clock)
        case .postgreSQL(let address, let path):
            try await create(at: address, beside: path, timeZone: timeZone, clock: clock)
        }
    }

    /// The same in a file.
    package static func create(
        at path: String, timeZone: BureauTimeZone, clock: Clock = .system
    ) async throws -> Store {
        let file = try SQLiteEngine(creating: path)
        do {
            return try await create(on: file, at: DatabaseFiles(of: file.path), timeZone, clock)
        } catch {
            try? file.close()
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            throw error
        }
    }

    /// Makes a new database of PostgreSQL's, in one that is there and that nothing of ours is in.
    ///
    /// - Parameter path: where a file would lie: what belongs to it on this machine, its keys first, is named after it.
    /// - Throws: ``StorageFault``. What was half made is removed again.
    package static func create(
        at address: PostgreSQLAddress, beside path: String, timeZone: BureauTimeZone, clock: Clock = .system
    ) async throws -> Store {
        let engine = PostgreSQLEngine(at: address)
        do {
            guard try await engine.isBlank() else { throw StorageFault.alreadyExists(path: address.shown) }
            return try await create(on: engine, at: DatabaseFiles(of: path), timeZone, clock)
        } catch {
            try? engine.close()
            // Two began at once.
            let isTaken = (error as? PostgreSQLError)?.state == PostgreSQLError.sameKey
            throw isTaken ? StorageFault.alreadyExists(path: address.shown) : error
        }
    }

    private static func create(
        on engine: any DatabaseEngine, at place: DatabaseFiles, _ timeZone: BureauTimeZone, _ clock: Clock
    ) async throws -> Store {
        try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        let settings = Settings(instance: UUID().uuidString.lowercased(), timeZone: timeZone)
        let keys = try Keyring.make(for: place.database)
        do {
            try await engine.write { session in
                try settings.save(in: session)
                try keys.register(in: session)
                try Settings.noteNameForm(in: session)
                try Settings.noteClosedMonths(in: session)
            }
        } catch {
            try? FileManager.default.removeItem(atPath: place.keys)
            throw error
        }
        return Store(on: engine, at: place, clock: clock, settings: settings, keys: keys)
    }

    /// Runs a use case that changes nothing, on a consistent view.
    package func read<Value: Sendable>(
        by principal: Principal, _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let now = clock.now()
        return try await engine.read { session in
            let transaction = try Transaction(
                session: session, principal: principal, now: now, settings: settings, keys: keys,
                known: known, lastSeal: lastSeal
            )
            defer { known.keep(transaction.learnt) }
            return try useCase(transaction)
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
            let transaction = try Transaction(
                session: LookingSession(session: session), principal: principal, now: now, settings: settings,
                keys: keys, known: known, caller: caller, isWrite: true
            )
            defer { known.keep(transaction.learnt) }
            return try useCase(transaction)
        }
    }

    /// Runs a use case that changes things. When it returns, its effects are on disk.
    ///
    /// - Parameters:
    ///   - caller: from where, and by which request, for the audit.
    ///   - place: which records it touches; it fails where it touches another one.
    ///   - isReading: it only leaves a trace that something was read, for which a token for reading will do.
    package func write<Value: Sendable>(
        by principal: Principal, for caller: Transaction.Caller = .local, in place: WritePlace = .everywhere,
        isReading: Bool = false, _ useCase: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let (value, learnt) = try await engine.write(in: place) { session in
            let transaction = try Transaction(
                session: session, principal: principal, now: clock.now(), settings: settings, keys: keys,
                known: known, caller: caller, lastSeal: lastSeal,
                writePlace: place, isWrite: !isReading
            )
            try transaction.beginAudit()
            let value = try useCase(transaction)
            try transaction.finishAudit()
            return (value, transaction.learnt)
        }
        // Not before: what is undone was never so.
        known.keep(learnt)
        // Whatever it was, a session may have ended by it; but what is entered into a month, or that something was used, ends none.
        if place == .everywhere { known.sessions.forgetAll() }
        return value
    }

    /// Vouches for what is in a database that comes from before the audit vouched for anything.
    private func vouchForRecords() async throws {
        // From the newest on, of which most do.
        let vouching: Int64? = try await engine.read {
            try $0.value("SELECT id FROM audit WHERE records IS NOT NULL ORDER BY id DESC LIMIT 1")
        }
        if vouching == nil { try await write(by: .operator(systemUser: "zhibu")) { try $0.vouchForRecords() } }
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
