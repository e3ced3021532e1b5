import Foundation
import GRDB

/// SQLite behind the seam: one writer with group commit, several readers, WAL.
///
/// Acknowledged means on disk: the writer runs `synchronous = FULL`, set after GRDB has opened the pool (which sets
/// NORMAL) and read back before the first use. No memory-mapped I/O.
package final class SQLiteEngine: DatabaseEngine {
    let pool: DatabasePool
    let groupCommit: GroupCommit
    private let readers: Readers
    let touched = TouchedRecords()
    let lock: DatabaseLock
    let location: DatabaseLocation
    package let path: String

    /// What a database file begins with.
    static let magic = Array("SQLite format 3\0".utf8)

    /// Opens an existing database file for this process alone. A file that is none of ours stays as it is.
    ///
    /// - Parameter first: the migration that every database of ours has been through.
    /// - Throws: ``StorageFault``.
    package convenience init(opening path: String, knownBy first: Migration) throws {
        try self.init(path: path, knownBy: first)
    }

    /// Makes a new database file, empty, in an existing folder.
    ///
    /// - Throws: ``StorageFault``.
    package convenience init(creating path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw StorageFault.alreadyExists(path: path) }
        try FileSystem.requireOwn(of: path)
        // Made with the mode it is to keep: only the system user who runs Zhibu reads a bureau's file.
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            guard FileManager.default.isWritableFile(atPath: folder) || !FileManager.default.fileExists(atPath: folder)
            else { throw StorageFault.notPermitted(path: path) }
            throw StorageFault.cannotWrite("cannot create \(path)")
        }
        do {
            try self.init(path: path, knownBy: nil)
        } catch {
            try? FileManager.default.removeItem(atPath: path)
            throw error
        }
    }

    private init(path: String, knownBy first: Migration?) throws {
        _ = SQLiteLibrary.isSetUp
        // One name for one file, however it was called: what stands beside the file is named after it.
        self.path = URL(filePath: path).resolvingSymlinksInPath().path
        try FileSystem.requireOwn(of: self.path)
        lock = try DatabaseLock(for: path)
        guard first == nil || lock.header(16) == Self.magic else {
            throw StorageFault.notADatabase(path: path)
        }
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = max(4, ProcessInfo.processInfo.activeProcessorCount)
        configuration.label = "zhibu"
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA mmap_size = 0")
            // No copy of what is kept lies in /var/tmp, and nothing fails because there is no room there.
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA trusted_schema = OFF")
            // So that REPLACE, which deletes on its way, asks the triggers that forbid it.
            try database.execute(sql: "PRAGMA recursive_triggers = ON")
        }
        do {
            if let first { try Self.require(first, in: self.path) }
            pool = try DatabasePool(path: self.path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // 16 MB: a day's entries touch pages all over the file.
                try database.execute(sql: "PRAGMA cache_size = -16384")
            }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
            throw StorageFault.notADatabase(path: path)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            throw StorageFault.corrupt("\(path): \(error.message ?? "damaged")")
        } catch let error as DatabaseError {
            throw StorageFault.cannotWrite("\(path): \(error.message ?? "cannot be opened")")
        }
        let location = DatabaseLocation(path: self.path, lock: lock)
        self.location = location
        groupCommit = GroupCommit(pool: pool, loss: location.loss)
        readers = Readers(pool: pool, limit: configuration.maximumReaderCount)
        try checkDurability()
        // SQLite asks for this when it makes the log, and goes on if the system could not do it.
        try Folder.sync(around: self.path)
    }

    /// Refuses a file that `first` has never been run on, before a pool makes it a WAL database and migrates it.
    private static func require(_ first: Migration, in path: String) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration(first.name) { _ in }
        let probe = try DatabaseQueue(path: path)
        defer { try? probe.close() }
        guard try probe.read(migrator.hasCompletedMigrations) else { throw StorageFault.notADatabase(path: path) }
    }

    /// How the writer is set, read back from SQLite.
    package struct Durability: Equatable, Sendable {
        package let journalMode: String
        /// 2 is FULL.
        package let synchronous: Int
        package let foreignKeys: Bool
    }

    package func durability() throws -> Durability {
        try pool.writeWithoutTransaction { database in
            Durability(
                journalMode: try String.fetchOne(database, sql: "PRAGMA journal_mode") ?? "",
                synchronous: try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? -1,
                foreignKeys: try Bool.fetchOne(database, sql: "PRAGMA foreign_keys") ?? false
            )
        }
    }

    private func checkDurability() throws {
        let found = try durability()
        guard found == Durability(journalMode: "wal", synchronous: 2, foreignKeys: true) else {
            throw StorageFault.cannotWrite("SQLite did not take the durable settings: \(found)")
        }
    }

    /// Runs `body` on a consistent, unchanging view of the database.
    package func read<Value: Sendable>(_ body: @escaping @Sendable (any Session) throws -> Value) async throws -> Value
    {
        try await readers.read { try body(SQLiteSession(database: $0, cancellation: $1)) }
    }

    /// Runs `body` in a transaction and returns once its effects are on disk. Writes that arrive together share a
    /// commit; each is undone alone if it throws.
    ///
    /// `body` may be run again, and must touch nothing but the session.
    ///
    /// - Parameter place: whatever it is, one write runs at a time.
    package func write<Value: Sendable>(
        in place: WritePlace, _ body: @escaping @Sendable (any Session) throws -> Value
    ) async throws -> Value {
        try await groupCommit.write { [touched] in try body(SQLiteSession(database: $0, touched: touched)) }
    }

    package func prepare(_ migrations: [Migration], watching subjects: [AuditSubject]) throws {
        try migrate(migrations)
        try watch(subjects)
    }

    /// Brings the schema up to date.
    ///
    /// - Throws: ``StorageFault/newerThanProgram(path:)`` if the file knows migrations that this program does not.
    package func migrate(_ migrations: [Migration]) throws {
        let migrator = Self.migrator(for: migrations)
        guard try !pool.read(migrator.hasBeenSuperseded) else { throw StorageFault.newerThanProgram(path: path) }
        try migrator.migrate(pool)
    }

    static func migrator(for migrations: [Migration]) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { database in
                try database.execute(sql: migration.statements)
            }
        }
        return migrator
    }

    /// Moves what is in the WAL into the file, so that the file alone is the whole database, closes the connections and
    /// gives up the lock. Writes that were taken are carried out first; later ones get ``StorageFault/closed``.
    package func close() throws {
        // A connection of GRDB's must not be asked anything once it is closed, not even to close.
        guard groupCommit.close() else { return }
        // A checkpoint that fails (no space) loses nothing: the next start finds the WAL and recovers.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try pool.close()
        lock.release()
    }
}

/// One step of the schema. Once released it is never edited: a later step corrects it.
package struct Migration: Sendable {
    /// `0001 organisation`: the order, and the subject.
    package let name: String
    package let statements: String

    package init(_ name: String, _ statements: String) {
        self.name = name
        self.statements = statements
    }
}
