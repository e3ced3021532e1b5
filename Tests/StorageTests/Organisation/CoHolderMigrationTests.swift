import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// A database of the version before, in which an area had one holder and its award one winner.
@Suite(.onSQLite) struct CoHolderMigrationTests {
    /// With a final month, and a change of holder that stands on it, closed as the program of the version before has left it.
    private func old() async throws -> Bureau {
        let bureau = try await Bureau()
        let test = bureau.test
        _ = try await bureau.finalMonth()
        try test.go(to: "2027-01-05")
        try await test.write { transaction in
            _ = try transaction.assign(
                bureau.area, to: bureau.secretary, from: LocalDate(parsing: "2026-12-05"), reason: Text("漏记"))
        }
        try await test.run(
            "DROP INDEX assignment_once_at_present",
            "CREATE UNIQUE INDEX assignment_one_at_present ON assignment (area_id) WHERE until_date IS NULL",
            "DROP TABLE holder_change_other",
            "DELETE FROM grdb_migrations WHERE identifier = \(Migration.m0022CoHolders.name)")
        try test.store.close()
        return bureau
    }

    @Test func `what an area's one holder did and won is there, vouched for, and others may hold it besides`()
        async throws
    {
        let bureau = try await old()
        let (path, clock) = (bureau.test.path, bureau.test.store.clock)
        let store = try await Store.open(at: path, clock: clock)
        func values(_ sql: SQL) async throws -> [String] {
            try await store.database.read { session in try session.rows(sql) { try $0.at(0) as String } }
        }
        #expect(try await values("SELECT place || ' ' || final FROM award").count == 1)
        #expect(try await values("SELECT reason FROM holder_change") == ["漏记"])
        #expect(
            try await values(
                "SELECT name FROM sqlite_schema WHERE tbl_name IN ('award', 'holder_change') AND type = 'trigger' ORDER BY name"
            ) == ["award_never_changes", "award_never_goes", "holder_change_never_changes", "holder_change_never_goes"])
        let audit = try await store.read(by: TestStore.principal) { try $0.verifyAudit() }
        #expect(audit.holds, "\(audit.faults)")
        let verified = try await store.read(by: TestStore.principal) { transaction in
            try transaction.whole { try transaction.snapshots(CycleFilter(), $0) }
                .map { try transaction.verifySnapshot($0.reference.id).1.holds }
        }
        #expect(verified == [true])
        try await store.write(by: .operator(systemUser: "test")) { transaction in
            _ = try transaction.assign(
                bureau.area, to: bureau.holder, from: transaction.today.adding(days: 40), as: .beside)
        }
        // Nobody holds an area twice at once.
        await #expect(throws: (any Error).self) {
            try await store.database.write { session in
                try session.run(
                    "INSERT INTO assignment (area_id, member_id, from_date) SELECT area_id, member_id, from_date FROM assignment WHERE until_date IS NULL"
                )
            }
        }
        try store.close()
    }
}
