import Domain
import Foundation

/// Carries a database over from a file into PostgreSQL, or back: every table, its keys, its newest seal, and the files that
/// records carry. What it comes from stays as it is.
package struct Moving: Sendable {
    private let source: DatabaseAddress
    private let destination: DatabaseAddress

    /// - Parameters:
    ///   - source: of one kind.
    ///   - destination: of the other kind; nothing is there but, of PostgreSQL, a database with nothing of ours in it.
    package init(from source: DatabaseAddress, to destination: DatabaseAddress) {
        (self.source, self.destination) = (source, destination)
    }

    package struct Outcome: Sendable {
        package let tables: Int
        package let rows: Int64
        package let keys: String
        /// Of the files that records carry: how many are not there, or not what they were.
        package let filesMissing: Int
    }

    /// From a file into a file, or between two of PostgreSQL's: a backup and its restoring do that.
    package struct NotBetweenEngines: Error, Sendable {}

    /// Each table is held against its source, by a hash of all of its rows.
    ///
    /// - Throws: ``StorageFault``: what stands in the way, what cannot be read or written; ``NotBetweenEngines``. Nothing is
    ///   left of what was half carried over, but keys and files that are the same.
    package func move() async throws -> Outcome {
        switch (source, destination) {
        case (.file, .postgreSQL), (.postgreSQL, .file): break
        default: throw NotBetweenEngines()
        }
        let store = try await Store.open(at: source)
        defer { try? store.close() }
        // One file that nobody writes to: what PostgreSQL is filled from, or what takes the destination's name.
        let passing = DatabaseFiles(of: destination.place.database + ".moving")
        passing.removeSQLite()
        defer { passing.removeSQLite() }
        return if case .postgreSQL(let address, _) = destination {
            try await take(store, by: passing, into: address)
        } else {
            try await take(store, by: passing)
        }
    }

    private func take(
        _ store: Store, by passing: DatabaseFiles, into address: PostgreSQLAddress
    ) async throws -> Outcome {
        let engine = PostgreSQLEngine(at: address)
        defer { try? engine.close() }
        guard try await engine.isBlank() else { throw StorageFault.alreadyExists(path: address.shown) }
        try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        let (contents, missing) = try await bring(store)
        try await store.database.copy(to: passing.database)
        let file = try SQLiteFile(reading: passing.database)
        defer { try? file.close() }
        do {
            for content in contents {
                // What is missing or spoilt was counted.
                guard let path = try? store.files.checked(content) else { continue }
                try await engine.keep(contentAt: path, as: content.hash, now: store.clock.now())
            }
            let (tables, rows) = try await engine.fill(from: file)
            return Outcome(tables: tables, rows: rows, keys: destination.place.keys, filesMissing: missing)
        } catch let error as PostgreSQLError where error.state == PostgreSQLError.notPermitted {
            throw StorageFault.schemaIsOthers(path: address.shown)
        }
    }

    private func take(_ store: Store, by passing: DatabaseFiles) async throws -> Outcome {
        let place = destination.place
        if let there = place.inTheWay() { throw StorageFault.alreadyExists(path: there) }
        let (_, missing) = try await bring(store)
        // It holds each table against its source.
        try await store.database.copy(to: passing.database)
        let file = try SQLiteFile(reading: passing.database)
        let (tables, rows) = try file.look { session in
            let tables = try TableShape.all(in: session)
            return (tables.count, try tables.reduce(0) { try $0 + $1.count(in: session) })
        }
        try file.close()
        try DiskFile.rename(passing.database, to: place.database)
        return Outcome(tables: tables, rows: rows, keys: place.keys, filesMissing: missing)
    }

    /// Keys and files first: without them the database is nothing.
    ///
    /// - Returns: the contents of files that records refer to, and how many of them are missing.
    private func bring(_ store: Store) async throws -> (contents: [KeptContent], missing: Int) {
        let place = destination.place
        let keys = FileManager.default.contents(atPath: store.place.keys).map(Array.init) ?? []
        if let there = FileManager.default.contents(atPath: place.keys) {
            guard Array(there) == keys else { throw StorageFault.alreadyExists(path: place.keys) }
        } else {
            try DiskFile.create(place.keys, keys)
        }
        if let seal = FileManager.default.contents(atPath: store.place.lastSeal) {
            try DiskFile.replace(place.lastSeal, Array(seal))
        }
        let contents = try await store.read(by: .operator(systemUser: "zhibu")) { try $0.keptContents() }
        try await store.database.bring(contents, to: store.files)
        return (contents, try await store.files.copy(contents, to: place.attachments).count)
    }
}
