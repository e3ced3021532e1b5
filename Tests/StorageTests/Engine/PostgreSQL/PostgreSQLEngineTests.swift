import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What several servers are to each other that work on one database.
@Suite(.onPostgreSQL) struct PostgreSQLEngineTests {
    @Test func `two servers write one after another, and the audit has neither gaps nor a number twice`() async throws {
        let test = try await TestStore()
        let other = try await test.open(clock: test.store.clock)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...20 {
                let store = number.isMultiple(of: 2) ? test.store : other
                group.addTask {
                    try await store.write(by: TestStore.principal) { transaction in
                        _ = try transaction.createCommittee(
                            Committee.Draft(code: "C\(number)", name: "党委\(number)"))
                    }
                }
            }
            try await group.waitForAll()
        }
        let ids: [Int64] = try await test.values("SELECT id FROM audit ORDER BY id")
        #expect(ids == Array(1...Int64(ids.count)))
        #expect(try await test.value("SELECT count(*) FROM committee") == 20)
        #expect(try await test.read { try $0.verifyAudit() }.holds)
        try other.close()
    }

    @Test func `a code that two servers give at once is given once`() async throws {
        let test = try await TestStore()
        let other = try await test.open(clock: test.store.clock)
        let refused = try await withThrowingTaskGroup(of: Bool.self) { group in
            for store in [test.store, other] {
                group.addTask {
                    do {
                        try await store.write(by: TestStore.principal) { transaction in
                            _ = try transaction.createCommittee(Committee.Draft(code: "JG", name: "机关党委"))
                        }
                        return false
                    } catch is FieldErrors {
                        return true
                    }
                }
            }
            return try await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(refused.count { $0 } == 1)
        try other.close()
    }

    @Test func `where connections are cut in between, what is written next is written once`() async throws {
        let test = try await TestStore()
        let other = try await test.open(clock: test.store.clock)
        for number in 1...5 {
            let cut: Int? = try await other.database.read { session in
                try session.value(
                    """
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                     WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """)
            }
            try await test.write { transaction in
                _ = try transaction.createCommittee(Committee.Draft(code: "C\(number)", name: "机关党委"))
            }
            #expect(cut ?? 0 > 0 || number == 1)
        }
        #expect(try await test.value("SELECT count(*) FROM committee") == 5)
        #expect(try await test.read { try $0.verifyAudit() }.holds)
        try other.close()
    }

    @Test func `a connection that is cut within a body leaves nothing of it, and the body is run again`() async throws {
        let test = try await TestStore()
        try await test.store.database.write { session in
            try session.run("INSERT INTO setting (key, value) VALUES ('a', 'b')")
            let isFirst = try !session.exists("SELECT 1 FROM committee")
            if isFirst { try test.cutOnce(session) }
        }
        #expect(try await test.value("SELECT count(*) FROM setting WHERE key = 'a'") == 1)
    }

    @Test func `a connection that is cut within a commit leaves it open what became of it, which the key tells`()
        async throws
    {
        let test = try await TestStore()
        try await test.run(
            """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
            """,
            """
            CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON kept_reply DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION cut()
            """)
        let request = { @Sendable (transaction: Transaction) throws in
            if let kept = try transaction.keptReply(key: "k", fingerprint: "f") { return kept.status }
            _ = try transaction.createCommittee(Committee.Draft(code: "JG", name: "机关党委"))
            try transaction.keep(KeptReply(status: 201, headers: [:], body: []), key: "k", fingerprint: "f")
            return 0
        }
        await #expect(throws: StorageFault.outcomeUnknown) { try await test.write(request) }
        try await test.run("DROP TRIGGER cut")
        // This one was not committed; so it is done now, and found the next time.
        #expect(try await test.write(request) == 0)
        #expect(try await test.write(request) == 201)
        #expect(try await test.value("SELECT count(*) FROM committee") == 1)
    }

    @Test func `a commit whose wait for a standby was cancelled is not told as done`() async throws {
        let test = try await TestStore()
        // What PostgreSQL says then, and when.
        try await test.run(
            """
            CREATE FUNCTION cancel() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE WARNING 'canceling wait for synchronous replication'; RETURN NULL; END $$
            """)
        try await test.run(
            """
            CREATE CONSTRAINT TRIGGER cancelled AFTER INSERT ON setting DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION cancel()
            """)
        let fault = await #expect(throws: StorageFault.self) {
            try await test.run("INSERT INTO setting (key, value) VALUES ('a', 'b')")
        }
        #expect(fault == .outcomeUnknown)
        #expect(try await test.value("SELECT count(*) FROM setting WHERE key = 'a'") == 1)
    }

    @Test func `a commit waits as PostgreSQL is set to, and what a connection leaves behind for nobody`() async throws {
        let test = try await TestStore()
        let found: String? = try await test.store.database.read { session in
            try session.value("SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'")
        }
        try await test.run(
            """
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO setting VALUES ('noted', current_setting('synchronous_commit')); RETURN NULL; END $$
            """)
        try await test.run(
            """
            CREATE CONSTRAINT TRIGGER noted AFTER INSERT ON setting DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW.key = 'a') EXECUTE FUNCTION note()
            """)
        try await test.run("INSERT INTO setting (key, value) VALUES ('a', 'b')")
        #expect(try await test.value("SELECT value FROM setting WHERE key = 'noted'") == found)
        #expect(try await test.value("SELECT current_setting('synchronous_commit')") == "local")
    }

    @Test func `tables of another schema are not taken for its own`() async throws {
        let engine = PostgreSQLEngine(
            at: try #require(TestDatabase.address(of: TestDatabase.makeEmpty(), as: TestDatabase.owner)))
        try await engine.write { session in
            try session.run("CREATE SCHEMA other")
            for table in ["setting", "schema_watch"] {
                try session.run(SQL(stringLiteral: "CREATE TABLE other.\(table) (key TEXT)"))
            }
        }
        #expect(try await engine.isBlank())
        try await engine.prepare(Migration.all, watching: AuditSubject.allCases)
        #expect(try await engine.schemaState(among: Migration.all).pending.isEmpty)
        try engine.close()
    }

    @Test func `a server that is not there is told as often as it is asked`() async throws {
        let engine = PostgreSQLEngine(at: try #require(PostgreSQLAddress("postgres://zhibu@/?host=/nowhere")))
        for _ in 1...20 {
            let fault = await #expect(throws: StorageFault.self) { try await engine.read { _ in } }
            #expect(fault == .cannotWrite("PostgreSQL cannot be reached at postgres:///nowhere"))
        }
        try engine.close()
    }

    @Test func `a fault within a body is the one that is told, whatever is asked after it`() async throws {
        let test = try await TestStore()
        let fault = await #expect(throws: PostgreSQLError.self) {
            try await test.store.database.write { session in
                try? session.run("INSERT INTO nowhere (x) VALUES (1)")
                try session.run("INSERT INTO setting (key, value) VALUES ('a', 'b')")
            }
        }
        #expect(fault?.state == "42P01")
        #expect(try await test.value("SELECT count(*) FROM setting WHERE key = 'a'") == 0)
    }

    @Test func `a read has one view of everything, whatever is written meanwhile`() async throws {
        let test = try await TestStore()
        let (before, after) = try await test.store.database.read { session in
            let before: Int? = try session.value("SELECT count(*) FROM setting")
            let written = Flag()
            Task {
                try await test.run("INSERT INTO setting (key, value) VALUES ('a', 'b')")
                written.signal()
            }
            written.wait()
            return (before, try session.value("SELECT count(*) FROM setting") as Int?)
        }
        #expect(before == after)
        #expect(try await test.value("SELECT count(*) FROM setting") == (before ?? 0) + 1)
    }

    @Test(arguments: ["audit", "audit_seal", "sheet", "sheet_point", "adjustment", "snapshot", "award"])
    func `what is never deleted is not emptied either`(table: String) async throws {
        let test = try await TestStore()
        let fault = await #expect(throws: PostgreSQLError.self) {
            try await test.run(SQL(stringLiteral: "TRUNCATE \(table) CASCADE"))
        }
        #expect(fault?.state == PostgreSQLError.refused)
    }

    @Test(
        arguments: [
            ("DROP TRIGGER audit_is_never_edited", "trigger audit_is_never_edited is missing"),
            ("DROP INDEX award_by_member", "index award_by_member is missing"),
            ("CREATE TABLE spy (x TEXT)", "table spy was added"),
            ("ALTER TABLE audit DISABLE TRIGGER audit_is_never_edited", "trigger audit_is_never_edited is missing"),
        ])
    func `a schema that was altered is told`(statement: String, told: String) async throws {
        let test = try await TestStore()
        #expect(try await test.read { try $0.session.faults(.schema, of: Migration.all) }.isEmpty)
        try await test.run(SQL(stringLiteral: statement))
        let faults = try await test.read { try $0.session.faults(.schema, of: Migration.all) }
        #expect(faults.map(\.description) == [told])
    }

    @Test func `a database of a later program is refused`() async throws {
        let test = try await TestStore()
        try await test.run("INSERT INTO schema_step (name) VALUES ('9999 later')")
        try test.store.close()
        let fault = await #expect(throws: StorageFault.self) { try await test.open() }
        guard case .newerThanProgram = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test func `very many rows are read in parts`() async throws {
        let test = try await TestStore()
        let numbers = try await test.store.database.read { session in
            var numbers: [Int64] = []
            try session.forEachOfMany("SELECT generate_series(1, \(2_500))") { numbers.append(try $0.at(0)) }
            return numbers
        }
        #expect(numbers == Array(1...2_500))
    }
}

extension TestStore {
    /// Cuts the connection that a session is on.
    fileprivate func cutOnce(_ session: any Session) throws {
        guard !FileManager.default.fileExists(atPath: path + ".cut") else { return }
        try Data().write(to: URL(filePath: path + ".cut"))
        try session.run("SELECT pg_terminate_backend(pg_backend_pid())")
    }
}

/// Lets a thread wait for a task.
private struct Flag: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func signal() { semaphore.signal() }
    func wait() { semaphore.wait() }
}
