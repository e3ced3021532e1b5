import Domain
import TestSupport
import Testing

@testable import Storage

/// What a server's role may do that owns no table.
@Suite(.onPostgreSQL) struct PostgreSQLGrantsTests {
    private static func engine(_ test: TestStore, as role: String) throws -> PostgreSQLEngine {
        PostgreSQLEngine(at: try #require(TestDatabase.address(of: TestDatabase(in: test.folder).name, as: role)))
    }

    @Test(arguments: [
        "UPDATE audit SET at = 0", "DELETE FROM audit", "TRUNCATE audit CASCADE", "DELETE FROM audit_seal",
        "ALTER TABLE audit DISABLE TRIGGER ALL", "DROP TRIGGER audit_is_never_edited ON audit",
        "DROP TABLE award CASCADE",
        "SET session_replication_role = replica", "CREATE TABLE mine (x INTEGER)", "DELETE FROM schema_step",
        "UPDATE sheet SET total = 1", "DELETE FROM last_key",
        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE sql AS ''",
    ])
    func `is refused by PostgreSQL itself what would change the past`(_ statement: String) async throws {
        let test = try await TestStore()
        let role = try TestDatabase.makeRole()
        let owner = try Self.engine(test, as: TestDatabase.owner)
        try await owner.grant(to: role)
        let engine = try Self.engine(test, as: role)
        let error = await #expect(throws: PostgreSQLError.self) {
            try await engine.write { try $0.run(SQL(stringLiteral: statement)) }
        }
        #expect(error?.state == "42501", "\(statement): \(error?.state ?? "")")
        try engine.close()
        try owner.close()
    }

    @Test func `columns are granted that no trigger keeps as they are`() async throws {
        let test = try await TestStore()
        let owner = try Self.engine(test, as: TestDatabase.owner)
        let grants = try await owner.grant(to: TestDatabase.makeRole())
        func grant(_ table: String) throws -> PostgreSQLGrant { try #require(grants.first { $0.table == table }) }
        for table in ["audit", "audit_seal", "snapshot", "sheet_point", "schema_step"] {
            #expect(try grant(table).columns.isEmpty && !grant(table).mayDelete, "\(table)")
        }
        #expect(try grant("sheet").columns == ["stands"])
        #expect(try grant("kept_reply").mayDelete)
        #expect(try grant("branch").columns.contains("name"))
        try owner.close()
    }

    @Test func `a role that is not there, or that owns the tables, is refused`() async throws {
        let test = try await TestStore()
        let owner = try Self.engine(test, as: TestDatabase.owner)
        await #expect(throws: PostgreSQLEngine.NoSuchRole(role: "nobody")) { try await owner.grant(to: "nobody") }
        await #expect(throws: PostgreSQLEngine.NoSuchRole(role: "zhibu", isOwner: true)) {
            try await owner.grant(to: TestDatabase.owner)
        }
        try owner.close()
    }

    @Test func `a schema of an earlier version is said to be its owner's affair`() async throws {
        let test = try await TestStore()
        let role = try TestDatabase.makeRole()
        let owner = try Self.engine(test, as: TestDatabase.owner)
        try await owner.grant(to: role)
        try await owner.write { try $0.run("DELETE FROM schema_watch") }
        let engine = try Self.engine(test, as: role)
        await #expect(throws: StorageFault.schemaIsOthers(path: engine.address.shown)) {
            try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        }
        try await owner.prepare(Migration.all, watching: AuditSubject.allCases)
        try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        try engine.close()
        try owner.close()
    }
}
