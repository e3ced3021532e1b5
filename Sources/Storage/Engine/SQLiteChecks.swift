import Domain
import GRDB

/// What SQLite itself can tell about a database's state. These are its own words (`PRAGMA`, `sqlite_schema`), which no
/// other engine knows.
enum SQLiteChecks {
    private static let most = 100

    /// What is damaged in pages and indexes, at most a hundred faults; empty if the file is sound.
    static func damage(in session: any Session) throws -> [String] {
        try session.rows("PRAGMA integrity_check(100)") { try $0.at(0) as String }.filter { $0 != "ok" }
    }

    /// Tables with references that lead nowhere, and how many.
    static func danglingReferences(in session: any Session) throws -> [(table: String, parent: String, count: Int)] {
        var counts: [String: [String: Int]] = [:]
        try session.forEach("PRAGMA foreign_key_check") { row in
            counts[try row["table"], default: [:]][try row["parent"], default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.flatMap { table, parents in
            parents.sorted { $0.key < $1.key }.map { (table, $0.key, $0.value) }
        }
    }

    /// Tables, indexes and triggers that are missing, changed or added, compared with what the migrations make.
    static func alteredSchema(of session: any Session, comparedTo migrations: [Migration]) throws -> [Sentence] {
        let expected = try schema(of: migrations)
        let found = try schema(in: session)
        return Set(expected.keys).union(found.keys).sorted().filter { expected[$0] != found[$0] }.prefix(most)
            .map { alteration(of: $0, from: expected[$0], to: found[$0]) }
    }

    private static func alteration(of name: String, from expected: String?, to found: String?) -> Sentence {
        switch (expected, found) {
        case (_?, _?): "\(name) is another one than the program made"
        case (_, nil): "\(name) is missing"
        case (nil, _): "\(name) was added"
        }
    }

    /// Which migrations the file has not been through; nil if it knows some that this program does not.
    static func pendingMigrations(of session: any Session, among migrations: [Migration]) throws -> [String]? {
        let done = Set(try session.rows("SELECT identifier FROM grdb_migrations") { try $0.at(0) as String })
        guard done.isSubset(of: migrations.map(\.name)) else { return nil }
        return migrations.map(\.name).filter { !done.contains($0) }
    }

    private static func schema(of migrations: [Migration]) throws -> [String: String] {
        let blank = try DatabaseQueue()
        try SQLiteEngine.migrator(for: migrations).migrate(blank)
        return try blank.read { try schema(in: SQLiteSession(database: $0)) }
    }

    /// By kind and name, such as `trigger audit_is_never_edited`, what it was made by.
    private static func schema(in session: any Session) throws -> [String: String] {
        var statements: [String: String] = [:]
        try session.forEach("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'") {
            statements["\(try $0.at(0) as String) \(try $0.at(1) as String)"] = try $0.at(2) ?? ""
        }
        return statements
    }
}
