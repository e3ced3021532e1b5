import Foundation
import TestSupport
import Testing

@testable import Storage

/// The schema as PostgreSQL is told it.
struct PostgreSQLSchemaTests {
    private static let golden = URL(filePath: #filePath).appending(path: "../../../../Fixtures/postgresql.sql")
        .standardized

    /// A released step is never edited: what it is rendered as does not change either. Where one is added, the file is
    /// written anew (ZHIBU_GOLDEN=1), and looked at.
    @Test func `every migration is rendered as it was`() throws {
        let rendered =
            zip(Migration.all, PostgreSQLSchema(Migration.all).statements)
            .map { "-- \($0.name)\n\($1)\n" }.joined(separator: "\n")
        if ProcessInfo.processInfo.environment["ZHIBU_GOLDEN"] != nil {
            try Data(rendered.utf8).write(to: Self.golden)
        }
        #expect(rendered == String(decoding: try Data(contentsOf: Self.golden), as: UTF8.self))
    }

    @Test func `every table, index and trigger that SQLite has is there`() async throws {
        let queue = try await TestStore.sqliteNames()
        let names = PostgreSQLSchema(Migration.all).names
        // What refuses that a table is emptied all at once, which SQLite cannot.
        let own = names.filter { $0.hasSuffix("_at_all") }
        #expect(names.subtracting(own).subtracting(PostgreSQLSchema([]).names) == queue)
        #expect(own.count > 50)
    }

    @Test(
        arguments: [
            ("SELECT 1", "SELECT 1"), ("a = ? AND b = ?", "a = $1 AND b = $2"),
            ("a = '?' AND b = ?", "a = '?' AND b = $1"), ("a = 'it''s ?' AND b = ?", "a = 'it''s ?' AND b = $1"),
        ])
    func `marks are numbered, but for what is quoted`(text: String, numbered: String) {
        #expect(PostgreSQLConnection.numbered(text) == numbered)
    }
}

extension TestStore {
    /// By kind and name, what SQLite's schema has after all migrations.
    fileprivate static func sqliteNames() async throws -> Set<String> {
        let folder = try makeFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let engine = try SQLiteEngine(creating: folder.appending(path: "names.sqlite").path)
        defer { try? engine.close() }
        try engine.migrate(Migration.all)
        return try await engine.read { session in
            try Set(
                session.rows(
                    """
                    SELECT type || ' ' || name FROM sqlite_schema
                     WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'grdb_migrations'
                    """
                ) { try $0.at(0) as String })
        }
    }
}
