import Domain
import TestSupport
import Testing

@testable import Storage

/// ``TestStore`` and the server's tests hold every statement that they run against ``PortableSQL``. Here it is shown that
/// it would notice.
@Suite(.onSQLite) struct PortableSQLTests {
    @Test(
        arguments: [
            ("SELECT rowid FROM member ORDER BY id", "‘rowid’"),
            ("SELECT name FROM member WHERE number GLOB '1*'", "‘glob’"),
            ("SELECT name FROM member WHERE name LIKE '王%'", "‘like’"),
            ("SELECT name FROM member WHERE name = ? COLLATE NOCASE", "‘collate’"),
            ("PRAGMA foreign_keys", "‘pragma’"),
            ("SELECT name FROM sqlite_schema", "‘sqlite_schema’"),
            ("SELECT name FROM pragma_table_list", "‘pragma_table_list’"),
            ("SELECT name FROM member WHERE id == ?", "‘==’"),
            ("SELECT ifnull(post, '') FROM member", "‘ifnull(…)’"),
            ("SELECT iif(id = 1, 1, 0) FROM member", "‘iif(…)’"),
            ("SELECT group_concat(office, ' ') FROM appointment", "‘group_concat(…)’"),
            ("SELECT strftime('%Y', joined) FROM member", "‘strftime(…)’"),
            ("SELECT date('now')", "‘date(…)’"),
            ("SELECT json_extract(before, '$.a') FROM audit", "‘json_extract(…)’"),
            ("UPDATE account SET factor_last_step = min(factor_last_step, ?)", "‘min’ of several"),
            ("INSERT OR IGNORE INTO setting (key, value) VALUES (?, ?)", "INSERT OR"),
            ("UPDATE OR REPLACE setting SET value = ?", "UPDATE OR"),
            ("REPLACE INTO setting (key, value) VALUES (?, ?)", "REPLACE is"),
            ("SELECT 1 FROM appointment WHERE group_id IS ?", "IS compares"),
            ("DELETE FROM api_token WHERE id IS NOT ?", "IS compares"),
            ("SELECT 1 FROM appointment WHERE ? IS NULL OR until_date >= ?", "without a type"),
            ("SELECT CASE WHEN ? THEN 1 ELSE 0 END FROM member", "no condition"),
            ("SELECT name FROM member LIMIT 1", "LIMIT without"),
            (
                "SELECT name FROM member WHERE id IN (SELECT member_id FROM membership LIMIT 1) ORDER BY name",
                "LIMIT without"
            ),
            ("SELECT branch_id FROM membership ORDER BY from_date, id", "ORDER BY from_date does"),
            ("SELECT branch_id FROM membership AS m ORDER BY m.until_date DESC, m.id", "ORDER BY m.until_date does"),
            (
                "SELECT area.code FROM responsibility_area AS area LEFT JOIN member ON member.id = area.id "
                    + "ORDER BY member.number", "ORDER BY member.number does"
            ),
            ("SELECT name FROM member ORDER BY length(name)", "ORDER BY length(name) does"),
        ])
    func `what another engine would not run, or would order otherwise, is refused`(
        statement: String, fault: String
    ) async throws {
        let faults = try await Self.portable().faults(in: statement)
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.contains(fault) == true, "\(faults)")
    }

    @Test(
        arguments: [
            "SELECT max(id), count(*) FROM audit",
            "SELECT month, date FROM meeting WHERE date IN (?, ?) ORDER BY date, start, id LIMIT 20",
            "SELECT 1 FROM appointment WHERE group_id IS NOT DISTINCT FROM ? AND until_date IS NULL",
            "SELECT replace(name, 'rowid', ' IS ? ') FROM member",
            "SELECT branch_id FROM membership ORDER BY from_date DESC NULLS LAST, id DESC LIMIT 1",
            "SELECT m.name FROM member AS m LEFT JOIN membership ON membership.member_id = m.id ORDER BY m.number",
            "SELECT id FROM committee WHERE id = ? UNION ALL SELECT id FROM branch ORDER BY id LIMIT 3",
        ])
    func `what both run alike is not`(statement: String) async throws {
        #expect(try await Self.portable().faults(in: statement) == [])
    }

    @Test func `whatever a use case asks is heard, reading and writing`() async throws {
        let bureau = try await Bureau()
        let heard = HeardStatements()
        var store = bureau.test.store
        store.engine = OverheardEngine(store.engine) { heard.append($0.text) }
        try await store.write(by: TestStore.principal) { _ = try $0.group(named: Text("二组"), in: bureau.a) }
        _ = try await store.read(by: TestStore.principal) { try $0.groups(of: bureau.a) }
        try await store.sealAudit()
        for beginning in ["INSERT INTO party_group", "SELECT id, branch_id, name FROM", "INSERT INTO audit_seal"] {
            #expect(heard.all.contains { $0.hasPrefix(beginning) }, "\(beginning)")
        }
    }

    private static func portable() async throws -> PortableSQL {
        let test = try await TestStore()
        defer { withExtendedLifetime(test) {} }
        return PortableSQL(try await PortableSQL.schema(of: test.store.sqlite))
    }
}
