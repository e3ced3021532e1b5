import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// A database of the version before, in which names are written as they came.
@Suite(.onSQLite) struct NameFormsTests {
    private static let hard: [(written: String, kept: String)] = [
        ("\u{F92C}清河", "郎清河"), ("袁　强", "袁强"), ("阿依江•吐尔洪", "阿依江·吐尔洪"), ("阿依江．买买提", "阿依江·买买提"),
        ("陈\u{E863}", "陈䶮"), ("Jose\u{301}  Smith", "José Smith"), ("李１２", "李12"),
    ]
    /// These are as they were: in their form, or with what no form has any more.
    private static let kept = ["𠮷泽", "王㐂明", "李𬭎", "陈?", "欧阳·锋", "J. Smith"]

    /// A bureau with a final month and hard names, closed, as the program of the version before has left it.
    private func old() async throws -> Bureau {
        let bureau = try await Bureau()
        let test = bureau.test
        try await test.write { transaction in
            for (index, name) in (Self.hard.map(\.written) + Self.kept).enumerated() {
                let facts = try Member.Facts(
                    number: Code("9\(index)"), name: Text(kept: name), standing: .full,
                    joined: LocalDate(parsing: "2010-01-01"), becameFull: LocalDate(parsing: "2011-01-01"))
                _ = try transaction.createMember(facts, branch: bureau.a, group: nil)
            }
            for name in ["第一 党小组", "第一党小组", "第１党小组", "第1党小组", "第 1 党小组", "Team A", "Team  A", "第1党小组(2)"] {
                _ = try transaction.group(named: Text(kept: name), in: bureau.a)
            }
            _ = try transaction.group(named: Text(kept: "第一 党小组"), in: bureau.b)
            _ = try transaction.createArea(
                ResponsibilityArea.Facts(code: Code("A-9"), name: Text(kept: "夕照 夜市"), kind: .nightMarket),
                branch: bureau.b)
        }
        _ = try await bureau.finalMonth()
        try await test.run(
            "DELETE FROM setting WHERE key = 'nameForm'",
            "DELETE FROM grdb_migrations WHERE identifier = \(Migration.m0015NameForms.name)")
        try test.store.close()
        return bureau
    }

    @Test func `names from before are brought into their form once, told by the audit, and the file is well`()
        async throws
    {
        let bureau = try await old()
        let (path, clock) = (bureau.test.path, bureau.test.store.clock)
        var store = try await Store.open(at: path, clock: clock)
        func names(_ sql: SQL) async throws -> [String] {
            try await store.database.read { session in try session.rows(sql) { try $0.at(0) as String } }
        }
        let members = try await names("SELECT name FROM member WHERE number LIKE '9%' ORDER BY id")
        #expect(members.map { Array($0.utf8) } == (Self.hard.map(\.kept) + Self.kept).map { Array($0.utf8) })
        #expect(
            try await names("SELECT name FROM party_group WHERE branch_id = \(bureau.a) ORDER BY id") == [
                "一组", "第一党小组（2）", "第一党小组", "第1党小组（3）", "第1党小组", "第1党小组（4）", "Team A", "Team A (2)",
                "第1党小组（2）",
            ])
        #expect(try await names("SELECT name FROM party_group WHERE branch_id = \(bureau.b)") == ["第一党小组"])
        #expect(try await names("SELECT name FROM responsibility_area WHERE code = 'A-9'") == ["夕照夜市"])

        let entries = try await store.read(by: TestStore.principal) { transaction in
            try transaction.whole { try transaction.auditEntries(AuditFilter(action: .normalised), $0) }
        }
        #expect(entries.count(where: { $0.subject == "member" }) == Self.hard.count)
        let told = try #require(entries.first { $0.subject == "database" }?.after.map { try JSON.parse($0.utf8) })
        #expect(told["members"]?.integer == Int64(Self.hard.count))
        #expect(told["groups"]?.integer == 6)
        #expect(
            told["keptApart"]?.array?.compactMap(\.string) == [
                "A 第一 党小组 → 第一党小组（2）", "A 第１党小组 → 第1党小组（3）", "A 第 1 党小组 → 第1党小组（4）",
                "A Team  A → Team A (2)",
            ])
        let audit = try await store.read(by: TestStore.principal) { try $0.verifyAudit() }
        #expect(audit.holds, "\(audit.faults)")
        try store.close()
        let moment = clock.now()
        let examined = try await Doctor(for: .file(path), clock: Clock { moment }).examine()
        #expect(examined.isSound, "\(examined.findings)")

        // Once is enough.
        store = try await Store.open(at: path, clock: clock)
        #expect(try await store.read(by: TestStore.principal) { try $0.auditCount() } == audit.entries)
        try store.close()
    }

    @Test func `posted rankings recompute to themselves afterwards`() async throws {
        let bureau = try await old()
        let before = try await SnapshotRows(at: bureau.test.path)
        let store = try await bureau.test.open(clock: bureau.test.store.clock)
        try store.close()
        #expect(try await SnapshotRows(at: bureau.test.path) == before)
        #expect(!before.rows.isEmpty)
    }

    @Test func `a new database has nothing to bring into form`() async throws {
        let test = try await TestStore()
        #expect(try await test.value("SELECT value FROM setting WHERE key = 'nameForm'") == "1")
    }

    @Test func `members are found by each spelling of their name`() async throws {
        let bureau = try await old()
        let store = try await bureau.test.open(clock: bureau.test.store.clock)
        defer { try? store.close() }
        for (written, kept) in Self.hard {
            for typed in [written, kept, String(written.prefix(2)), String(kept.prefix(2))] {
                let found = try await store.read(by: TestStore.principal) { transaction in
                    try transaction.whole { try transaction.members(MemberFilter(name: typed), $0) }.map(\.member.name)
                }
                #expect(found.contains(kept), "\(typed)")
            }
        }
    }
}

/// What is kept of posted rankings.
private struct SnapshotRows: Equatable {
    let rows: [String]

    init(at path: String) async throws {
        let file = try SQLiteFile(reading: path)
        defer { try? file.close() }
        rows = try await file.read { session in
            try session.rows("SELECT inputs, ranking, hash FROM snapshot ORDER BY id") { row in
                "\(try row.at(0) as String)\n\(try row.at(1) as String)\n\(try row.at(2) as String)"
            }
        }
    }
}
