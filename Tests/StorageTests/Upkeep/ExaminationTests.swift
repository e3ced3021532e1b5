import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What ``Doctor`` finds in a file that somebody has been at.
@Suite(.onSQLite) struct ExaminationTests {
    /// A bureau with all that can be checked: a final month, a telephone number, a second factor, seals.
    private func sound() async throws -> Bureau {
        let bureau = try await Bureau()
        _ = try await bureau.finalMonth()
        try await bureau.test.write { transaction in
            _ = try transaction.recordPhone(PhoneNumber("13800138000"), of: bureau.holder, ifVersion: nil)
        }
        try await bureau.test.store.sealAudit()
        return bureau
    }

    private func examine(_ test: TestStore) async throws -> Examination {
        try test.store.close()
        let moment = test.clock.now
        return try await Doctor(for: .file(test.path), clock: Clock { moment }).examine()
    }

    @Test func `a file that nobody touched is well, and everything is looked at`() async throws {
        let bureau = try await sound()
        let examined = try await examine(bureau.test)
        #expect(examined.isSound, "\(examined.findings)")
        #expect(Set(examined.checks) == Set(Examination.Finding.Check.allCases).subtracting([.server]))
        #expect(examined.extent.sheets == 1 && examined.extent.snapshots == 1 && examined.extent.seals == 1)
    }

    @Test func `what comes from before records were vouched for is vouched for once, as it is`() async throws {
        let bureau = try await Bureau()
        let (test, clock) = (bureau.test, bureau.test.store.clock)
        try await test.run("DROP TRIGGER audit_is_never_edited", "UPDATE audit SET records = NULL")
        let path = test.path
        try test.store.close()
        let vouched = try await Store.open(at: path, clock: clock)
        let first = try await vouched.read(by: TestStore.principal) { try $0.verifyAudit() }
        #expect(first.holds && first.records > 10)
        try await vouched.database.write { try $0.run("UPDATE member SET post = '处长' WHERE number = '102'") }
        try vouched.close()
        let again = try await Store.open(at: path, clock: clock)
        let second = try await again.read(by: TestStore.principal) { try $0.verifyAudit() }
        #expect(second.entries == first.entries && second.faults.map(\.code) == ["recordDiffers"])
        try again.close()
    }

    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let statements: [SQL]
        let checks: Set<Examination.Finding.Check>

        init(_ description: String, _ statements: SQL..., finds checks: Examination.Finding.Check...) {
            testDescription = description
            self.statements = statements
            self.checks = Set(checks)
        }
    }

    static let damages = [
        Damage(
            "a trigger that forbids rewriting is gone", "DROP TRIGGER audit_is_never_edited", finds: .schema
        ),
        Damage("an index is gone", "DROP INDEX award_by_member", finds: .schema),
        Damage("a table was added", "CREATE TABLE spy (x TEXT) STRICT", finds: .schema),
        Damage(
            "an entry of the audit was changed, and the trigger put back", "DROP TRIGGER audit_is_never_edited",
            "UPDATE audit SET actor = 'somebody' WHERE id = 2",
            """
            CREATE TRIGGER audit_is_never_edited BEFORE UPDATE ON audit
            BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END
            """, finds: .audit
        ),
        Damage(
            "a point of a sheet was changed", "DROP TRIGGER sheet_point_is_never_overwritten",
            "UPDATE sheet_point SET points = points - 100 WHERE criterion = 'order'",
            finds: .schema, .records, .snapshots, .sheets
        ),
        Damage(
            "a posted ranking was changed", "DROP TRIGGER snapshot_never_changes",
            "UPDATE snapshot SET ranking = replace(ranking, 'A-1', 'A-2')", finds: .schema, .records, .snapshots
        ),
        Damage(
            "an award was given to somebody else", "DROP TRIGGER award_never_changes",
            "UPDATE award SET member_id = (SELECT id FROM member WHERE number = '101')",
            finds: .schema, .records, .snapshots
        ),
        Damage(
            "a number was put in from another member", "UPDATE member SET phone = zeroblob(40) WHERE number = '101'",
            finds: .records, .fields
        ),
        Damage(
            "an entry is of the future",
            "INSERT INTO audit (at, actor, action, subject) VALUES (9000000000, 'x', 'created', 'branch')",
            finds: .clock
        ),
    ]

    @Test(arguments: damages)
    func `what was changed past the program is found`(damage: Damage) async throws {
        let bureau = try await sound()
        for statement in damage.statements { try await bureau.test.run(statement) }
        let examined = try await examine(bureau.test)
        #expect(Set(examined.findings.map(\.check)) == damage.checks, "\(examined.findings)")
        for finding in examined.findings { #expect(!finding.detail.description.contains("党员")) }
    }

    @Test func `a reference that leads nowhere is found`() async throws {
        let bureau = try await sound()
        try bureau.test.store.close()
        try OtherProcess.sqlite(
            bureau.test.path,
            "PRAGMA foreign_keys = OFF; UPDATE role_grant SET account_id = 1; INSERT INTO recovery_code (account_id, hash) VALUES (77, x'00')"
        )
        let examined = try await Doctor(for: .file(bureau.test.path), clock: bureau.test.store.clock).examine()
        #expect(
            examined.findings.map(\.detail.description) == [
                "1 rows of recovery_code refer to rows of account that are not there"
            ])
    }

    /// Overwrites the pages from one on.
    private func spoil(_ test: TestStore, from page: Int, count: Int = 1) throws {
        try test.store.close()
        let file = try #require(FileHandle(forUpdatingAtPath: test.path))
        try file.seek(toOffset: UInt64(4096 * (page - 1)))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096 * count))
        try file.close()
    }

    @Test func `a page that is overwritten is found, and the rest is still looked at`() async throws {
        let bureau = try await sound()
        let page: Int? = try await bureau.test.value("SELECT rootpage FROM sqlite_schema WHERE name = 'award_by_month'")
        try spoil(bureau.test, from: try #require(page))
        let examined = try await Doctor(for: .file(bureau.test.path), clock: bureau.test.store.clock).examine()
        #expect(examined.findings.contains { $0.check == .pages })
        #expect(examined.checks.contains(.clock))
    }

    @Test func `a file too damaged to be opened is a finding too`() async throws {
        let bureau = try await sound()
        try spoil(bureau.test, from: 2, count: 60)
        let examined = try await Doctor(for: .file(bureau.test.path), clock: bureau.test.store.clock).examine()
        #expect(examined.findings.map(\.check).contains(.pages))
        #expect(!examined.isSound)
    }

    @Test func `keys that are gone, damaged or another database's are found; what needs no keys is checked`()
        async throws
    {
        let bureau = try await sound()
        let path = bureau.test.path + ".keys"
        try bureau.test.store.close()
        let own = try #require(FileManager.default.contents(atPath: path))
        let other = try await TestStore()
        let others = try #require(FileManager.default.contents(atPath: other.path + ".keys"))
        let cases = [(nil, "is not there"), (Data("{}".utf8), "does not hold keys"), (others, "another database's")]
        for (content, words) in cases {
            unlink(path)
            if let content {
                try content.write(to: URL(filePath: path))
                chmod(path, 0o600)
            }
            let examined = try await Doctor(for: .file(bureau.test.path), clock: bureau.test.store.clock).examine()
            #expect(examined.findings.map(\.check) == [.keys])
            #expect(examined.findings.first?.detail.description.contains(words) == true)
            #expect(examined.checks.contains(.audit) && !examined.checks.contains(.fields))
        }
        let elsewhere = bureau.test.folder.appending(path: "copy.keys").path
        try own.write(to: URL(filePath: elsewhere))
        #expect(
            try await Doctor(for: .file(bureau.test.path), keys: elsewhere, clock: bureau.test.store.clock).examine()
                .isSound)
    }

    @Test func `files that others can read are found`() async throws {
        let bureau = try await sound()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: bureau.test.path + ".keys")
        let examined = try await examine(bureau.test)
        #expect(examined.findings.map(\.check) == [.files])
        #expect(
            examined.findings.map(\.detail.description) == ["\(bureau.test.path).keys can be used by others (mode 640)"]
        )
    }

    @Test func `a database in use, none at all, and what is none are told apart`() async throws {
        let test = try await TestStore()
        await #expect(throws: StorageFault.inUse(path: test.path)) { try await Doctor(for: .file(test.path)).examine() }
        let nowhere = test.folder.appending(path: "nowhere").path
        await #expect(throws: StorageFault.notFound(path: nowhere)) { try await Doctor(for: .file(nowhere)).examine() }
        let text = test.folder.appending(path: "text").path
        try Data("not a database at all".utf8).write(to: URL(filePath: text))
        await #expect(throws: StorageFault.notADatabase(path: text)) { try await Doctor(for: .file(text)).examine() }
    }

    @Test func `only those who maintain the database examine it`() async throws {
        let test = try await TestStore()
        await #expect(throws: (any Error).self) { try await test.store.read(by: .nobody) { try $0.examine() } }
        #expect(try await test.read { try $0.examine() }.isSound)
    }
}
