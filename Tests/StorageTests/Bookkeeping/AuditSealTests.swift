import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What somebody does to the audit who has the file, and has dropped the triggers that refuse it.
@Suite struct AuditSealTests {
    /// Nine entries under three seals: 1 to 3, 4 to 6, 7 to 9.
    private func sealed() async throws -> TestStore {
        let test = try await TestStore()
        for round in 1...3 {
            for number in 1...3 {
                try await test.write { transaction in
                    _ = try transaction.createCommittee(Committee.Draft(code: "C\(round)\(number)", name: "党委"))
                }
            }
            try await test.store.sealAudit()
        }
        return test
    }

    private func verify(_ test: TestStore, against checkpoint: AuditCheckpoint? = nil) async throws
        -> AuditVerification
    {
        try await test.read { try $0.checkAudit(against: checkpoint, signedBy: $0.keys) }
    }

    private func dropTriggers(in test: TestStore) async throws {
        try await test.run(
            "DROP TRIGGER audit_is_never_edited", "DROP TRIGGER audit_is_never_shortened",
            "DROP TRIGGER audit_seal_is_never_edited", "DROP TRIGGER audit_seal_is_never_removed"
        )
    }

    /// Puts seals on everything anew, as whoever has these keys.
    private func sealAnew(_ test: TestStore, with keys: Keyring) async throws {
        try await test.run("DELETE FROM audit_seal")
        // They can write what stands beside the database as well.
        try? FileManager.default.removeItem(atPath: test.path + ".seal")
        let store = Store(
            on: test.store.database, at: test.store.place, clock: test.store.clock, settings: test.store.settings,
            keys: keys)
        try await store.sealAudit()
    }

    @Test func `an audit that nobody touched holds`() async throws {
        let test = try await sealed()
        let sound = try await verify(test)
        #expect(sound.holds)
        #expect(sound.entries == 9 && sound.seals == 3 && sound.unsealed == 0)
        let head = try #require(sound.head)
        #expect(try await verify(test, against: head).holds)
        // What is appended is sealed by and by, and the paper still holds.
        try await test.write { _ = try $0.createCommittee(Committee.Draft(code: "D", name: "党委")) }
        let appended = try await verify(test, against: head)
        #expect(appended.holds && appended.entries == 10 && appended.unsealed == 1)
        try await test.store.sealAudit()
        try await test.store.sealAudit()
        let again = try await verify(test, against: head)
        #expect(again.holds && again.seals == 4 && again.unsealed == 0)
    }

    @Test func `an audit without entries has no seals, and holds`() async throws {
        let test = try await TestStore()
        try await test.store.sealAudit()
        let empty = try await verify(test)
        #expect(empty.holds && empty.entries == 0 && empty.seals == 0 && empty.head == nil)
    }

    @Test(
        arguments: [
            "UPDATE audit SET actor = 'x' WHERE id = 1", "DELETE FROM audit WHERE id = 1",
            "UPDATE audit_seal SET sealed_at = 0 WHERE id = 1", "DELETE FROM audit_seal WHERE id = 1",
        ] as [SQL])
    func `the database itself refuses to change the audit`(statement: SQL) async throws {
        let test = try await sealed()
        await #expect(throws: (any Error).self) { try await test.run(statement) }
        #expect(try await verify(test).holds)
    }

    // MARK: - Tampering

    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let statements: [SQL]
        let faults: [AuditFault]

        init(_ name: String, _ statements: SQL..., finds faults: AuditFault...) {
            testDescription = name
            self.statements = statements
            self.faults = faults
        }
    }

    private static let edits: [Tampering] = [
        ("at", "at = at + 1"), ("actor", "actor = 'mallory'"), ("account", "account_id = 7"),
        ("origin", "origin = '192.0.2.1'"), ("action", "action = 'closed'"), ("subject", "subject = 'branch'"),
        ("subject's id", "subject_id = 99"), ("committee", "committee_id = 99"), ("branch", "branch_id = 99"),
        ("before", "before = '{}'"), ("after", "after = '{}'"), ("what it was after, gone", "after = NULL"),
        ("salt", "salt = 'ff'"), ("request", "request_id = 'r'"),
    ].map { (name: String, change: SQL) in
        Tampering("\(name) edited", "UPDATE audit SET \(change) WHERE id = 5", finds: .entriesDiffer(seal: 2, 4, 6))
    }

    private static let moves: [Tampering] = [
        Tampering(
            "an entry deleted", "DELETE FROM audit WHERE id = 5",
            finds: .entriesMissing(5, 5), .entriesDiffer(seal: 2, 4, 6)
        ),
        Tampering(
            "an entry deleted and those behind it moved up", "DELETE FROM audit WHERE id = 5",
            "UPDATE audit SET id = 1 - id WHERE id > 5", "UPDATE audit SET id = -id WHERE id < 0",
            finds: .entriesDiffer(seal: 2, 4, 6), .entriesMissing(9, 9), .entriesDiffer(seal: 3, 7, 9)
        ),
        Tampering(
            "an entry put between", "UPDATE audit SET id = -1 - id WHERE id > 4",
            "UPDATE audit SET id = -id WHERE id < 0",
            "INSERT INTO audit (id, at, actor, action, subject) VALUES (5, 0, 'mallory', 'created', 'branch')",
            finds: .entriesDiffer(seal: 2, 4, 6), .entriesDiffer(seal: 3, 7, 9)
        ),
        Tampering(
            "an entry put before all others",
            "INSERT INTO audit (id, at, actor, action, subject) VALUES (0, 0, 'mallory', 'created', 'branch')",
            finds: .entriesDiffer(seal: 1, 1, 3)
        ),
        Tampering(
            "an entry put far before all others",
            "INSERT INTO audit (id, at, actor, action, subject) VALUES (-9, 0, 'mallory', 'created', 'branch')",
            finds: .entriesDiffer(seal: 1, 1, 3)
        ),
        Tampering(
            "two entries exchanged", "UPDATE audit SET id = -4 WHERE id = 4", "UPDATE audit SET id = 4 WHERE id = 5",
            "UPDATE audit SET id = 5 WHERE id = -4", finds: .entriesDiffer(seal: 2, 4, 6)
        ),
        Tampering(
            "two entries exchanged across a seal", "UPDATE audit SET id = -3 WHERE id = 3",
            "UPDATE audit SET id = 3 WHERE id = 4", "UPDATE audit SET id = 4 WHERE id = -3",
            finds: .entriesDiffer(seal: 1, 1, 3), .entriesDiffer(seal: 2, 4, 6)
        ),
        Tampering(
            "the end cut off", "DELETE FROM audit WHERE id > 6",
            finds: .entriesMissing(7, 9), .entriesDiffer(seal: 3, 7, 9)
        ),
        Tampering(
            "the beginning cut off with its seal", "DELETE FROM audit WHERE id < 4",
            "DELETE FROM audit_seal WHERE id = 1",
            finds: .sealMissing(1)
        ),
        Tampering(
            "everything deleted but the seals", "DELETE FROM audit",
            finds: .entriesMissing(1, 3), .entriesDiffer(seal: 1, 1, 3), .entriesMissing(4, 6),
            .entriesDiffer(seal: 2, 4, 6), .entriesMissing(7, 9), .entriesDiffer(seal: 3, 7, 9)
        ),
    ]

    private static let sealEdits: [Tampering] = [
        Tampering("a seal's time edited", "UPDATE audit_seal SET sealed_at = 0 WHERE id = 2", finds: .sealBroken(2)),
        Tampering(
            "a seal's chain edited", "UPDATE audit_seal SET previous = \(AuditSeal.origin) WHERE id = 2",
            finds: .sealBroken(2)
        ),
        Tampering(
            "a seal's content edited", "UPDATE audit_seal SET content_hash = \(AuditSeal.origin) WHERE id = 2",
            finds: .sealBroken(2), .entriesDiffer(seal: 2, 4, 6)
        ),
        Tampering(
            "a seal's hash edited", "UPDATE audit_seal SET hash = \(AuditSeal.origin) WHERE id = 2",
            finds: .sealBroken(2), .notSigned(2), .sealBroken(3)
        ),
        Tampering(
            "a seal's signature edited",
            "UPDATE audit_seal SET signature = (SELECT signature FROM audit_seal WHERE id = 1) WHERE id = 2",
            finds: .notSigned(2)
        ),
        Tampering(
            "a seal's signature no signature", "UPDATE audit_seal SET signature = '' WHERE id = 2", finds: .notSigned(2)
        ),
        Tampering(
            "a seal put on less", "UPDATE audit_seal SET last_entry = 5 WHERE id = 2",
            finds: .sealBroken(2), .entriesDiffer(seal: 2, 4, 5), .sealBroken(3)
        ),
        Tampering("a seal removed", "DELETE FROM audit_seal WHERE id = 2", finds: .sealMissing(2)),
        Tampering(
            "two seals exchanged", "UPDATE audit_seal SET id = 99 WHERE id = 1",
            "UPDATE audit_seal SET id = 1 WHERE id = 2",
            "UPDATE audit_seal SET id = 2 WHERE id = 99",
            finds: .sealBroken(1), .sealBroken(2), .sealBroken(3)
        ),
    ]

    @Test(arguments: edits + moves)
    func `whatever is done to an entry is found, and where`(tampering: Tampering) async throws {
        let test = try await sealed()
        try await dropTriggers(in: test)
        for statement in tampering.statements { try await test.run(statement) }
        #expect(try await verify(test).faults == tampering.faults)
    }

    @Test(arguments: sealEdits)
    func `whatever is done to a seal is found`(tampering: Tampering) async throws {
        let test = try await sealed()
        try await dropTriggers(in: test)
        for statement in tampering.statements { try await test.run(statement) }
        let found = try await verify(test).faults
        // One seal out of its place breaks others besides.
        for fault in tampering.faults { #expect(found.contains(fault), "\(found)") }
    }

    @Test func `a chain made anew with another key is not signed`() async throws {
        let test = try await sealed()
        let other = try await TestStore()
        try await dropTriggers(in: test)
        try await test.run("UPDATE audit SET actor = 'mallory' WHERE id = 5")
        try await sealAnew(test, with: other.store.keys)
        // What stands beside the database is not signed by its keys either.
        #expect(try await verify(test).faults == [.lastSealUnreadable, .notSigned(1)])
    }

    @Test func `a chain made anew with the very keys is found by what is on paper`() async throws {
        let test = try await sealed()
        let paper = try #require(try await verify(test).head)
        try await dropTriggers(in: test)
        try await test.run("UPDATE audit SET actor = 'mallory' WHERE id = 5")
        try await sealAnew(test, with: test.store.keys)
        // By itself it holds: that is what the paper is for.
        #expect(try await verify(test).holds)
        #expect(try await verify(test, against: paper).faults == [.checkpointMissing(3)])
        for code in ["E1", "E2"] {
            try await test.write { _ = try $0.createCommittee(Committee.Draft(code: code, name: "党委")) }
            try await test.store.sealAudit()
        }
        #expect(try await verify(test, against: paper).faults == [.checkpointDiffers(3)])
    }

    @Test func `an end cut off with its seals is found by what stands beside the database, and not sealed over`()
        async throws
    {
        let test = try await sealed()
        try await dropTriggers(in: test)
        try await test.run("DELETE FROM audit WHERE id > 6", "DELETE FROM audit_seal WHERE id = 3")
        #expect(try await verify(test).faults == [.lastSealMissing(3)])
        try await test.write { _ = try $0.createCommittee(Committee.Draft(code: "F", name: "党委")) }
        await #expect(throws: StorageFault.self) { try await test.store.sealAudit() }
        // Whoever has no keys cannot say another seal was the last.
        try "2-6-00000000-00000000-00000000-00000000\n00\n".write(
            toFile: test.path + ".seal", atomically: true, encoding: .utf8)
        #expect(try await verify(test).faults.contains(.lastSealUnreadable))
        await #expect(throws: StorageFault.self) { try await test.store.sealAudit() }
    }

    @Test func `an end cut off with its seals is found by what is on paper`() async throws {
        let test = try await sealed()
        let paper = try #require(try await verify(test).head)
        try await dropTriggers(in: test)
        try await test.run("DELETE FROM audit WHERE id > 6", "DELETE FROM audit_seal WHERE id = 3")
        try FileManager.default.removeItem(atPath: test.path + ".seal")
        #expect(try await verify(test, against: paper).faults == [.checkpointMissing(3)])
    }

    // MARK: - What the file tells

    @Test(.onSQLite) func `personal values stand in the audit as hashes, equal ones unlike`() async throws {
        let test = try await Bureau().test
        let entries: [String] = try await test.values(
            "SELECT coalesce(before, '') || coalesce(after, '') FROM audit ORDER BY id"
        )
        let text = entries.joined()
        for name in ["书记甲", "党员甲", "党员乙"] { #expect(!text.contains(name)) }
        // Both were taken on record with the same joining day: nobody sees that they have it in common.
        let joined: [String] = try await test.values(
            "SELECT after ->> '$.joined.hash' FROM audit WHERE subject = 'member' AND action = 'created'"
        )
        #expect(joined.count == 4 && Set(joined).count == 4)
        #expect(joined.allSatisfy { $0.count == 64 })
        let salts: [String] = try await test.values("SELECT salt FROM audit WHERE subject = 'member'")
        #expect(Set(salts).count == salts.count)
    }

    @Test(.onSQLite) func `telephone numbers and kept replies are not to be read in the file`() async throws {
        let test = try await Bureau().test
        let member: Int64 = try #require(try await test.value("SELECT id FROM member WHERE number = '102'"))
        let phone = try PhoneNumber("13987654321")
        try await test.write { transaction in
            _ = try transaction.recordPhone(phone, of: ID(member), ifVersion: nil)
            try transaction.keep(
                KeptReply(status: 200, headers: [:], body: Array("a reply for two eyes".utf8)), key: "k",
                fingerprint: "f"
            )
            _ = try transaction.admit(
                SignInTry(name: "typed-a-password-here", address: "192.0.2.1", agent: nil, device: nil)
            )
        }
        #expect(try await test.read { try $0.member(ID(member)).maskedPhone } == "139****4321")
        let names = try FileManager.default.contentsOfDirectory(atPath: test.folder.path)
        let bytes = names.filter { !$0.hasSuffix(".keys") }.reduce(into: Data()) {
            $0 += FileManager.default.contents(atPath: test.folder.appending(path: $1).path) ?? Data()
        }
        // What is no secret is found, so what is not found is not there.
        #expect(bytes.firstRange(of: Data("书记甲".utf8)) != nil)
        for secret in ["13987654321", "987654321", "a reply for two eyes", "typed-a-password-here"] {
            #expect(bytes.firstRange(of: Data(secret.utf8)) == nil, "\(secret)")
        }
    }

    @Test func `a value that was put in another row does not open there`() async throws {
        let test = try await Bureau().test
        let phone = try PhoneNumber("13987654321")
        let ids: [Int64] = try await test.values("SELECT id FROM member ORDER BY id LIMIT 2")
        try await test.write { _ = try $0.recordPhone(phone, of: ID(ids[0]), ifVersion: nil) }
        try await test.run(
            "UPDATE member SET phone = (SELECT phone FROM member WHERE id = \(ids[0])) WHERE id = \(ids[1])"
        )
        await #expect(throws: StorageFault.self) { try await test.read { try $0.member(ID(ids[1])) } }
    }
}
