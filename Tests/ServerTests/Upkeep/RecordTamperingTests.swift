import Domain
import Foundation
import TestSupport
import Testing

@testable import Server
@testable import Storage

/// What is changed, put in or taken out past the program, whatever it is, is not what the audit says.
@Suite(.onSQLite, .timeLimit(.minutes(60))) struct RecordTamperingTests {
    /// How many changes are tried out; more by the environment, for a longer look.
    private static let tries = ProcessInfo.processInfo.environment["TAMPERING_TRIES"].flatMap(Int.init) ?? 300

    /// The tables that no entry vouches for, and the columns of the others, each with the reason (docs/security.md).
    private static let unvouched: [String: String] = [
        "audit": "sealed itself", "audit_seal": "signed itself",
        "setting": "the time zone and the instance by a keyed hash of their own; the keys' fingerprint by the keys",
        "authority_basis": "counts changes of what others vouch for",
        "account.factor_last_step": "goes on with every code", "api_token.last_used": "goes on with every use",
        "calendar_address.last_used": "goes on with every use",
        "sign_in_session": "comes and goes with signing in, and ends with a restoring",
        "sign_in_try": "comes and goes with signing in", "known_device": "comes and goes with signing in",
        "digest": "which reminders were sent in the last weeks: no record of the bureau’s",
        "password_link": "lasts hours; setting the password by it is audited",
        "recovery_code": "using one is audited", "kept_reply": "lasts days",
        "ballot_mark": "what was cast: an entry would say when, and so whose it may be",
        "ballot_voter.taken": "who took a ballot: an entry would say when",
        "heading_meaning":
            "what headings mean in files of one account: said in the report of each that it is taken for",
    ]

    /// The columns of the file's tables, in their order.
    private static func columns(of store: Store) async throws -> [String: [String]] {
        try await store.database.read { session in
            var columns: [String: [String]] = [:]
            try session.forEach(
                """
                SELECT made.name, info.name FROM sqlite_schema AS made, pragma_table_info(made.name) AS info
                 WHERE made.type = 'table' AND made.name NOT LIKE 'sqlite%' AND made.name <> 'grdb_migrations'
                 ORDER BY made.name, info.cid
                """
            ) { columns[try $0.at(0), default: []].append(try $0.at(1)) }
            return columns
        }
    }

    @Test func `every column of every table is vouched for, or it is said why not`() async throws {
        let bureau = try await SmallBureau()
        let vouched = AuditSubject.allCases.flatMap(\.rows)
        for (table, columns) in try await Self.columns(of: bureau.server.store) {
            let rows = vouched.filter { $0.table == table }
            if rows.isEmpty {
                #expect(Self.unvouched[table] != nil, "\(table): which subject's rows are these?")
                continue
            }
            let known = Set(rows.flatMap { $0.columns + [$0.key ?? ""] })
            for column in columns where Self.unvouched["\(table).\(column)"] == nil {
                // A table's own id says nothing but which row it is.
                #expect(known.contains(column) || column == "id", "\(table).\(column) is not vouched for")
            }
        }
    }

    @Test func `a bureau that was only used is what the audit says`() async throws {
        let bureau = try await WideBureau()
        let found = try await bureau.server.store.read(by: .operator(systemUser: "test")) { try $0.verifyAudit() }
        #expect(found.faults == [] && found.records > 50)
    }

    private enum Change: CaseIterable { case value, row, noRow }

    /// How often each change of each table was tried; thrown, so that nothing of it stays.
    private struct Tried: Error {
        var counts: [String: Int] = [:]
    }

    @Test func `whatever is changed past the program is found`() async throws {
        let bureau = try await WideBureau()
        let store = bureau.server.store
        let columns = try await Self.columns(of: store)
        let tried = try #require(
            await #expect(throws: Tried.self) {
                try await store.database.write { try Self.tamper(in: $0, of: store, columns) }
            })
        #expect(tried.counts.values.reduce(0, +) > Self.tries / 4, "\(tried.counts)")
    }

    private static func tamper(in session: any Session, of store: Store, _ columns: [String: [String]]) throws {
        let transaction = try Transaction(
            session: session, principal: .operator(systemUser: "test"), now: store.clock.now(),
            settings: store.settings, keys: store.keys)
        let rows = AuditSubject.allCases.flatMap { subject in subject.rows.map { (subject, $0) } }
        var random = SystemRandomNumberGenerator()
        var tried = Tried()
        try session.run("PRAGMA defer_foreign_keys = ON")
        let triggers = try session.rows("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
            try $0.at(0) as String
        }
        for name in triggers { try session.run(SQL(stringLiteral: "DROP TRIGGER \(name)")) }
        for _ in 0..<tries {
            guard let (subject, part) = rows.randomElement(using: &random),
                let change = Change.allCases.randomElement(using: &random)
            else { continue }
            try session.run("SAVEPOINT tampering")
            if let statement = try statement(change, part, columns[part.table] ?? [], session, &random),
                (try? session.changed(by: statement)) == 1
            {
                let faults = try transaction.checkRecords(signedBy: store.keys).faults
                #expect(
                    faults.contains { $0.detail.description.contains("\(subject.rawValue):") }, "\(statement.text)")
                tried.counts["\(part.table) \(change)", default: 0] += 1
            }
            try session.run("ROLLBACK TO tampering")
            try session.run("RELEASE tampering")
        }
        throw tried
    }

    /// A statement that changes one row; nil where the table has none.
    private static func statement(
        _ change: Change, _ part: RecordRows, _ columns: [String], _ session: any Session,
        _ random: inout SystemRandomNumberGenerator
    ) throws -> SQL? {
        let only = part.condition(on: "")
        let count: Int = try session.value(SQL(stringLiteral: "SELECT count(*) FROM \(part.table) WHERE \(only)")) ?? 0
        guard count > 0 else { return nil }
        let offset = Int.random(in: 0..<count, using: &random)
        // Of what else than a number a table's rows go by, that is the first column.
        let keys = part.table == "sheet_point" ? "sheet_id, criterion" : columns[0]
        let row = "(\(keys)) IN (SELECT \(keys) FROM \(part.table) WHERE \(only) LIMIT 1 OFFSET \(offset))"
        switch change {
        case .noRow: return SQL(stringLiteral: "DELETE FROM \(part.table) WHERE \(row)")
        case .value:
            guard let column = part.columns.randomElement(using: &random) else { return nil }
            // Another row's value, the next number, or nothing: what a forger would write.
            let value =
                [
                    "(SELECT other.\(column) FROM \(part.table) AS other WHERE other.\(column) IS NOT \(part.table).\(column) LIMIT 1)",
                    "\(column) + 1", "NULL", "\(column) || 'x'",
                ].randomElement(using: &random) ?? "NULL"
            return SQL(
                stringLiteral: """
                    UPDATE \(part.table) SET \(column) = \(value) WHERE \(row) AND \(column) IS NOT (\(value))
                    """)
        case .row:
            let copied = columns.map { column in
                switch column {
                case "id": "(SELECT max(id) + 1 FROM \(part.table))"
                case "code", "number", "name", "hash", "month", "key", "date", "criterion":
                    ["\(column) || 'x'", "\(column) + 1", column].randomElement(using: &random) ?? "NULL"
                default: column
                }
            }
            return SQL(
                stringLiteral: """
                    INSERT INTO \(part.table) (\(columns.joined(separator: ", ")))
                    SELECT \(copied.joined(separator: ", ")) FROM \(part.table) WHERE \(row)
                    """)
        }
    }
}
