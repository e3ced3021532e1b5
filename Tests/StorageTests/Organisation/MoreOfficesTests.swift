import Domain
import TestSupport
import Testing

@testable import Storage

/// A database of the version before, in which a branch committee had three kinds of members.
@Suite(.onSQLite) struct MoreOfficesTests {
    @Test func `appointments from before stand as they stood, and a committee may have more offices`() async throws {
        let bureau = try await Bureau()
        let test = bureau.test
        try await test.write { transaction in
            _ = try transaction.appoint(bureau.secretary, to: .secretary, in: bureau.a, from: nil)
            _ = try transaction.appoint(bureau.holder, to: .groupLeader, in: bureau.a, group: bureau.group, from: nil)
            // Since when they are known of, the records did not say then.
            try transaction.session.run("UPDATE appointment SET recorded_on = NULL")
        }
        let told: SQL =
            "SELECT id || office || member_id || coalesce(basis, '') || coalesce(group_id, '') FROM appointment ORDER BY id"
        let before = try await test.values(told, as: String.self)
        let indexes: SQL =
            "SELECT sql FROM sqlite_schema WHERE tbl_name = 'appointment' AND type = 'index' ORDER BY name"
        let known = try await test.values(indexes, as: String.self)
        let later = [Migration.m0017MoreOffices, .m0023SentOfficers].map(\.name)
        try await test.run("DELETE FROM grdb_migrations WHERE identifier IN \(list: later)")
        let (path, clock) = (test.path, test.store.clock)
        try test.store.close()

        let store = try await Store.open(at: path, clock: clock)
        func values(_ sql: SQL) async throws -> [String] {
            try await store.database.read { session in try session.rows(sql) { try $0.at(0) as String } }
        }
        #expect(try await values(told) == before && before.count == 2)
        #expect(try await values(indexes) == known && known.count == 4)
        let audit = try await store.read(by: TestStore.principal) { try $0.verifyAudit() }
        #expect(audit.holds, "\(audit.faults)")
        try await store.write(by: .operator(systemUser: "test")) { transaction in
            for office in [Appointment.Office.youth, .unitedFront, .committeeMember] {
                _ = try transaction.appoint(bureau.holder, to: office, in: bureau.a, from: nil)
            }
        }
        await #expect(throws: (any Error).self) {
            try await store.database.write {
                try $0.run("UPDATE appointment SET office = 'head' WHERE office = 'youth'")
            }
        }
        try store.close()
    }
}
