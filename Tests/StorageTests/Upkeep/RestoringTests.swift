import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite(.onSQLite) struct RestoringTests {
    private static let `operator` = Principal.operator(systemUser: "test")

    /// A bureau with a backup, and a folder to restore it in.
    private struct Scene {
        let bureau: Bureau
        let backup: String
        let keys: String
        let place: String

        init() async throws {
            bureau = try await Bureau()
            _ = try await bureau.finalMonth()
            backup = try await BackupFolder(of: bureau.test.path).make(from: bureau.test.store).path
            keys = bureau.test.path + ".keys"
            place = bureau.test.folder.appending(path: "restored.sqlite").path
        }

        func restore(keys: String? = nil) async throws -> Restoring.Outcome {
            let moment = bureau.test.clock.now
            return try await Restoring(backup, to: .file(place), keys: keys, clock: Clock { moment })
                .restore(by: RestoringTests.operator)
        }

        /// What lies in the place, by name.
        func found() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: bureau.test.folder.path)
                .filter { $0.hasPrefix("restored") }.sorted()
        }
    }

    @Test func `what was backed up is there again, and the audit says so`() async throws {
        let scene = try await Scene()
        let outcome = try await scene.restore(keys: scene.keys)
        #expect(outcome.examination.isSound)
        #expect(try scene.found() == ["restored.sqlite", "restored.sqlite.keys", "restored.sqlite.seal"])
        let store = try await Store.open(at: scene.place, clock: scene.bureau.test.store.clock)
        let entries = try await store.read(by: Self.operator) { try $0.auditEntries().rowsAndNext.0 }
        #expect(entries.first?.action == "restored")
        let holds = try await store.read(by: Self.operator) { try $0.verifyAudit() }
        #expect(holds.holds && holds.unsealed == 0)
        let honours = try await store.read(by: Self.operator) { try $0.yearResults(of: 2026).members }
        #expect(honours.count == 1)
        try store.close()
        for name in try scene.found() {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: scene.bureau.test.folder.path + "/" + name)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
        }
    }

    @Test func `nobody who was signed in then is signed in again`() async throws {
        let scene = try await Scene()
        let test = scene.bureau.test
        let secret = try await test.write { transaction in
            let account = try transaction.createAccount(Account.Draft(name: "zhao", title: "测试"), member: nil).account
                .id
            _ = try transaction.makePasswordLink(for: account)
            return try transaction.beginSession(of: account, isEnrolling: false, address: "127.0.0.1", agent: nil).1
        }
        let backup = try await BackupFolder(of: test.path).make(from: test.store).path
        let clock = test.store.clock
        let outcome = try await Restoring(backup, to: .file(scene.place), keys: scene.keys, clock: clock)
            .restore(by: Self.operator)
        #expect(outcome.ended == 2)
        let store = try await Store.open(at: scene.place, clock: clock)
        let signedIn = try await store.read(by: .nobody) { try $0.signedIn(bySession: secret) }
        #expect(signedIn == nil)
        try store.close()
    }

    @Test func `nothing is overwritten`() async throws {
        let scene = try await Scene()
        for suffix in ["", "-wal", "-journal", ".server"] {
            let there = scene.place + suffix
            try Data("mine".utf8).write(to: URL(filePath: there))
            await #expect(throws: StorageFault.alreadyExists(path: there)) { try await scene.restore(keys: scene.keys) }
            #expect(FileManager.default.contents(atPath: there) == Data("mine".utf8))
            try FileManager.default.removeItem(atPath: there)
        }
        // Another database's keys least of all.
        try Data("other keys".utf8).write(to: URL(filePath: scene.place + ".keys"))
        await #expect(throws: StorageFault.alreadyExists(path: scene.place + ".keys")) {
            try await scene.restore(keys: scene.keys)
        }
        #expect(try scene.found() == ["restored.sqlite.keys"])
    }

    @Test func `without its own keys nothing is restored, and nothing is left`() async throws {
        let scene = try await Scene()
        await #expect(throws: StorageFault.keysMissing(path: scene.place + ".keys")) { try await scene.restore() }
        let other = try await TestStore()
        await #expect(throws: StorageFault.keysUnreadable(path: other.path + ".keys")) {
            try await scene.restore(keys: other.path + ".keys")
        }
        await #expect(throws: StorageFault.keysUnreadable(path: scene.backup)) {
            try await scene.restore(keys: scene.backup)
        }
        #expect(try scene.found().isEmpty)
        // Keys that lie at the place already do.
        try FileManager.default.copyItem(atPath: scene.keys, toPath: scene.place + ".keys")
        _ = try await scene.restore()
        #expect(try scene.found() == ["restored.sqlite", "restored.sqlite.keys", "restored.sqlite.seal"])
    }

    @Test func `a backup that was changed since is refused`() async throws {
        let scene = try await Scene()
        try FileManager.default.removeItem(atPath: scene.backup + ".sha256")
        try OtherProcess.sqlite(
            scene.backup, "DROP TRIGGER award_never_goes; DELETE FROM award"
        )
        let failure = try await #require(throws: UnsoundBackup.self) { try await scene.restore(keys: scene.keys) }
        #expect(Set(failure.findings.map(\.check)) == [.schema, .records, .snapshots])
        #expect(try scene.found().isEmpty)
    }

    @Test func `a backup that was examined is as it was, and is restored`() async throws {
        let scene = try await Scene()
        let before = FileManager.default.contents(atPath: scene.backup)
        let folder = URL(filePath: scene.backup).deletingLastPathComponent().path
        let lying = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        let moment = scene.bureau.test.clock.now
        let found = try await Doctor(for: .file(scene.backup), keys: scene.keys, clock: Clock { moment }).examine()
        #expect(found.isSound, "\(found.findings)")
        #expect(FileManager.default.contents(atPath: scene.backup) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == lying)
        #expect(try await scene.restore(keys: scene.keys).hadChecksum)
        // One that was changed since is a finding.
        var bytes = try #require(before)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: URL(filePath: scene.backup))
        let spoilt = try await Doctor(for: .file(scene.backup), keys: scene.keys, clock: Clock { moment }).examine()
        #expect(spoilt.findings.map(\.check).contains(.pages))
    }

    @Test func `a backup of which one bit is wrong is refused`() async throws {
        let scene = try await Scene()
        #expect(try await scene.restore(keys: scene.keys).hadChecksum)
        var bytes = try #require(FileManager.default.contents(atPath: scene.backup))
        for _ in 0..<80 {
            let (place, bit) = (Int.random(in: bytes.indices), UInt8(1) << UInt8.random(in: 0..<8))
            bytes[place] ^= bit
            try bytes.write(to: URL(filePath: scene.backup))
            let elsewhere = scene.bureau.test.folder.appending(path: "elsewhere.sqlite").path
            await #expect(throws: StorageFault.self, "bit \(bit) of byte \(place)") {
                try await Restoring(scene.backup, to: .file(elsewhere), keys: scene.keys).restore(by: Self.operator)
            }
            bytes[place] ^= bit
        }
    }

    @Test func `a restored audit says where the one stood that it takes the place of`() async throws {
        let scene = try await Scene()
        let test = scene.bureau.test
        try await test.write { _ = try $0.createCommittee(Committee.Draft(code: "X", name: "党委")) }
        try await test.store.sealAudit()
        let given = try #require(try await test.read { try $0.auditHead() })
        try FileManager.default.copyItem(atPath: test.path + ".seal", toPath: scene.place + ".seal")
        _ = try await scene.restore(keys: scene.keys)
        let store = try await Store.open(at: scene.place, clock: test.store.clock)
        let entry = try await store.read(by: Self.operator) { try $0.auditEntries().rowsAndNext.0.first }
        #expect(entry?.before?.contains(given.text) == true)
        #expect(try await store.read(by: Self.operator) { try $0.verifyAudit().holds })
        try store.close()
    }

    @Test func `what is no backup is refused`() async throws {
        let scene = try await Scene()
        let clock = scene.bureau.test.store.clock
        for (file, fault) in [
            (scene.keys, StorageFault.notADatabase(path: scene.keys)),
            ("/nowhere/x", StorageFault.notFound(path: "/nowhere/x")),
        ] {
            await #expect(throws: fault) {
                _ = try await Restoring(file, to: .file(scene.place), keys: scene.keys, clock: clock).restore(
                    by: Self.operator)
            }
        }
        #expect(try scene.found().isEmpty)
    }
}
