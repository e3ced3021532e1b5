import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

struct BackupTests {
    private func folder(of test: TestStore) -> BackupFolder { BackupFolder(of: test.path) }

    @Test func `a backup is one file for its user alone, whole and sound, and no key is in it`() async throws {
        let bureau = try await Bureau()
        _ = try await bureau.finalMonth()
        let backup = try await folder(of: bureau.test).make(from: bureau.test.store)
        #expect(backup.name.text == "zhibu-20261220T040000Z.sqlite")
        let attributes = try FileManager.default.attributesOfItem(atPath: backup.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder(of: bureau.test).path).sorted()
        #expect(names == [backup.name.text, backup.name.text + ".sha256"])
        let examined = try await Doctor.examine(
            copy: backup.path, keys: bureau.test.store.keys, now: bureau.test.clock.now)
        #expect(examined.isSound, "\(examined.findings)")
        #expect(examined.extent.snapshots == 1)
        #expect(examined.extent.entries > 5)
        // Looked at by SQLite alone: nothing stands beside it.
        #expect(try OtherProcess.sqlite(backup.path, "PRAGMA journal_mode") == "delete")
        #expect(try OtherProcess.sqlite(backup.path, "SELECT count(*) FROM member") == "4")
    }

    @Test func `while it is written to, a backup holds what stood when it was begun, and nothing by halves`()
        async throws
    {
        let bureau = try await Bureau()
        let test = bureau.test
        let writing = Task {
            var count = 0
            while !Task.isCancelled {
                count += 1
                let number = count
                // Two rows that belong together, and their entry in the audit.
                try await test.write { transaction in
                    _ = try transaction.createMember(Bureau.facts("9\(number)", "新党员"), branch: bureau.a, group: nil)
                }
            }
        }
        for _ in 1...5 {
            let backup = try await folder(of: test).make(from: test.store)
            let examined = try await Doctor.examine(copy: backup.path, keys: test.store.keys, now: test.clock.now)
            #expect(examined.isSound, "\(examined.findings)")
            let members = try OtherProcess.sqlite(
                backup.path, "SELECT (SELECT count(*) FROM member) - (SELECT count(DISTINCT member_id) FROM membership)"
            )
            #expect(members == "0")
        }
        writing.cancel()
        _ = await writing.result
        #expect(folder(of: test).backups().count == 5)
    }

    @Test func `two in one second have a name each, and the newest come first`() async throws {
        let test = try await TestStore()
        let folder = folder(of: test)
        let first = try await folder.make(from: test.store)
        let second = try await folder.make(from: test.store)
        #expect(folder.backups().map(\.name) == [second.name, first.name])
    }

    @Test func `only backups are removed, and never the newest`() async throws {
        let test = try await TestStore()
        let folder = folder(of: test)
        for day in ["2026-12-01", "2026-12-02", "2026-12-03"] {
            try test.go(to: day)
            _ = try await folder.make(from: test.store)
        }
        let other = folder.path + "/notes.txt"
        try Data("keep".utf8).write(to: URL(filePath: other))
        folder.prune(keeping: 1)
        #expect(folder.backups().map(\.name.text) == ["zhibu-20261203T040000Z.sqlite"])
        #expect(FileManager.default.fileExists(atPath: other))
    }

    @Test func `what is damaged is not kept as a backup`() async throws {
        let bureau = try await Bureau()
        _ = try await bureau.finalMonth()
        try await bureau.test.run(
            "DROP TRIGGER snapshot_never_changes",
            "UPDATE snapshot SET ranking = replace(ranking, 'A-1', 'A-2')"
        )
        let folder = folder(of: bureau.test)
        let failure = try await #require(throws: UnsoundBackup.self) { try await folder.make(from: bureau.test.store) }
        // In PostgreSQL it is the database that is looked at, before the copy is.
        let found: Set<Examination.Finding.Check> =
            TestDatabase.isPostgreSQL ? [.schema] : [.schema, .records, .snapshots]
        #expect(Set(failure.findings.map(\.check)) == found)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `a copy overwrites nothing, and leaves nothing where it cannot be made`() async throws {
        let test = try await TestStore()
        let there = test.folder.appending(path: "there.sqlite").path
        try Data("mine".utf8).write(to: URL(filePath: there))
        await #expect(throws: StorageFault.alreadyExists(path: there)) { try await test.store.copy(to: there) }
        #expect(FileManager.default.contents(atPath: there) == Data("mine".utf8))
        await #expect(throws: StorageFault.self) { try await test.store.copy(to: "/nowhere/copy.sqlite") }
    }
}
