import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// What may be opened as a database, and what a refusal leaves behind.
@Suite(.onSQLite) struct OpeningTests {
    private let folder: URL
    private var path: String { folder.appending(path: "bureau.sqlite").path }

    init() throws {
        folder = try TestStore.makeFolder()
    }

    private func create() async throws -> Store {
        try await Store.create(at: path, timeZone: BureauTimeZone(BureauTimeZone.standard))
    }

    private var names: Set<String> {
        get throws { Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) }
    }

    private func tidyUp() {
        try? FileManager.default.removeItem(at: folder)
    }

    @Test func `what is acknowledged is on disk, for the writer runs WAL with synchronous FULL`() async throws {
        defer { tidyUp() }
        let store = try await create()
        let durable = SQLiteEngine.Durability(journalMode: "wal", synchronous: 2, foreignKeys: true)
        #expect(try store.sqlite.durability() == durable)
        // Nothing that readers, migrations or writes do changes it.
        try await store.database.write { try $0.run("INSERT INTO setting (key, value) VALUES ('a', 'b')") }
        _ = try await store.database.read { try $0.value("SELECT count(*) FROM setting", as: Int.self) }
        #expect(try store.sqlite.durability() == durable)
        try store.close()
        let again = try await Store.open(at: path)
        #expect(try again.sqlite.durability() == durable)
        try again.close()
    }

    @Test func `neither the writer nor the readers map the file into memory`() async throws {
        defer { tidyUp() }
        let store = try await create()
        let writer = try await store.database.write { try $0.value("PRAGMA mmap_size", as: Int.self) }
        #expect(writer == 0)
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    try await store.database.read { session in
                        Thread.sleep(forTimeInterval: 0.01)
                        return try session.value("PRAGMA mmap_size", as: Int.self)
                    }
                }
            }
            for try await size in group { #expect(size == 0) }
        }
        try store.close()
    }

    @Test func `foreign keys are enforced`() async throws {
        defer { tidyUp() }
        let store = try await create()
        await #expect(throws: (any Error).self) {
            try await store.database.write { session in
                try session.run("INSERT INTO party_group (branch_id, name) VALUES (7, '一组')")
            }
        }
        try store.close()
    }

    @Test func `a file is open once in a process, and again after it was closed`() async throws {
        defer { tidyUp() }
        let store = try await create()
        await #expect(throws: StorageFault.inUse(path: path)) { try await Store.open(at: path) }
        // The refusal did not take the lock away from whoever has it.
        await #expect(throws: StorageFault.inUse(path: path)) { try await Store.open(at: path) }
        try store.close()
        let again = try await Store.open(at: path)
        #expect(again.settings.instance == store.settings.instance)
        #expect(again.settings.timeZone.identifier == "Asia/Shanghai")
        // Closing the first once more leaves the second's lock alone.
        try store.close()
        await #expect(throws: StorageFault.inUse(path: path)) { try await Store.open(at: path) }
        try again.close()
    }

    @Test func `a file is open in one process at a time, and free when that is killed`() async throws {
        defer { tidyUp() }
        try await create().close()
        let other = try OtherProcess.locking(path)
        await #expect(throws: StorageFault.inUse(path: path)) { try await Store.open(at: path) }
        other.kill()
        try await Store.open(at: path).close()
    }

    @Test func `an engine that is let go gives up its lock`() async throws {
        defer { tidyUp() }
        _ = try await create()
        // The last hold on it is let go by whichever thread has it, on a busy machine a little later.
        var again: Store?
        try await wait(until: "the lock of an engine that was let go") {
            do {
                again = try await Store.open(at: path)
                return true
            } catch StorageFault.inUse {
                return false
            } catch StorageFault.cannotWrite {
                // The lock may be gone a moment before the last connection is closed.
                return false
            }
        }
        try again?.close()
    }

    @Test func `a file that is not there is not made by opening it`() async throws {
        defer { tidyUp() }
        await #expect(throws: StorageFault.notFound(path: path)) { try await Store.open(at: path) }
        #expect(try names.isEmpty)
    }

    @Test(arguments: ["", "党员编号,姓名\n1001,王\n", "SQLite format 4\0 and more", "SQLite"])
    func `what is not SQLite's is no database, and stays alone`(_ content: String) async throws {
        defer { tidyUp() }
        try Data(content.utf8).write(to: URL(filePath: path))
        await #expect(throws: StorageFault.notADatabase(path: path)) { try await Store.open(at: path) }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data(content.utf8))
        #expect(try names == ["bureau.sqlite"])
    }

    @Test func `a folder is no database`() async throws {
        defer { tidyUp() }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        await #expect(throws: StorageFault.notADatabase(path: path)) { try await Store.open(at: path) }
        #expect(try names == ["bureau.sqlite"])
    }

    @Test(arguments: [
        "CREATE TABLE note (text TEXT)",
        "CREATE TABLE setting (key TEXT, value TEXT)",
        "CREATE TABLE grdb_migrations (identifier TEXT PRIMARY KEY); INSERT INTO grdb_migrations VALUES ('other')",
    ])
    func `another program's database is refused and stays as it is`(_ schema: String) async throws {
        defer { tidyUp() }
        try OtherProcess.sqlite(path, schema)
        let before = try Data(contentsOf: URL(filePath: path))
        await #expect(throws: StorageFault.notADatabase(path: path)) { try await Store.open(at: path) }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
        // The refusal is repeatable: nothing of it stays locked.
        await #expect(throws: StorageFault.notADatabase(path: path)) { try await Store.open(at: path) }
    }

    @Test func `a damaged file is told from one that is in use, time after time`() async throws {
        defer { tidyUp() }
        try Data("SQLite format 3\0".utf8 + Array(repeating: 0xAA, count: 8192)).write(to: URL(filePath: path))
        for _ in 0..<2 {
            await #expect(throws: StorageFault.notADatabase(path: path)) { try await Store.open(at: path) }
        }
    }

    @Test func `a database whose making was never finished is none`() async throws {
        defer { tidyUp() }
        let engine = try SQLiteEngine(creating: path)
        try engine.migrate(Migration.all)
        try engine.close()
        for _ in 0..<2 {
            await #expect(throws: StorageFault.notADatabase(path: path)) { try await Store.open(at: path) }
        }
    }

    @Test func `a file of a later version of the program is refused and stays as it is`() async throws {
        defer { tidyUp() }
        try await create().close()
        try OtherProcess.sqlite(path, "INSERT INTO grdb_migrations (identifier) VALUES ('9999 later')")
        for _ in 0..<2 {
            await #expect(throws: StorageFault.newerThanProgram(path: path)) { try await Store.open(at: path) }
        }
        try OtherProcess.sqlite(path, "DELETE FROM grdb_migrations WHERE identifier = '9999 later'")
        try await Store.open(at: path).close()
    }

    @Test func `an older file is brought up to date`() async throws {
        defer { tidyUp() }
        let engine = try SQLiteEngine(creating: path)
        try engine.migrate([.m0001Bookkeeping])
        let settings = Settings(instance: "old", timeZone: try BureauTimeZone("Asia/Shanghai"))
        try await engine.write { try settings.save(in: $0) }
        try engine.close()
        let store = try await Store.open(at: path)
        #expect(store.settings.instance == "old")
        #expect(try await store.database.read { try $0.value("SELECT count(*) FROM meeting", as: Int.self) } == 0)
        try store.close()
    }

    @Test func `a time zone that the system does not know is reported`() async throws {
        defer { tidyUp() }
        try await create().close()
        try OtherProcess.sqlite(path, "UPDATE setting SET value = 'Mars/Olympus' WHERE key = 'timeZone'")
        let fault = StorageFault.corrupt("the time zone ‘Mars/Olympus’ is unknown to this system")
        await #expect(throws: fault) { try await Store.open(at: path) }
        await #expect(throws: fault) { try await Store.open(at: path) }
    }

    @Test func `a new database never takes the place of a file`() async throws {
        defer { tidyUp() }
        try Data("precious".utf8).write(to: URL(filePath: path))
        await #expect(throws: StorageFault.alreadyExists(path: path)) { try await create() }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("precious".utf8))
        #expect(try names == ["bureau.sqlite"])
    }

    @Test func `a database that cannot be made leaves nothing behind`() async throws {
        defer { tidyUp() }
        // SQLite wants to write its log where a folder stands.
        try FileManager.default.createDirectory(atPath: path + "-wal/x", withIntermediateDirectories: true)
        await #expect(throws: StorageFault.self) { try await create() }
        #expect(try !names.contains("bureau.sqlite"))
        try FileManager.default.removeItem(atPath: path + "-wal")
        try await create().close()
    }

    @Test func `a link to a database that is open leads to the same lock`() async throws {
        defer { tidyUp() }
        let store = try await create()
        let link = path + ".link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        await #expect(throws: StorageFault.inUse(path: link)) { try await Store.open(at: link) }
        // The refusal did not cost the first its own hold on the file.
        _ = try await store.read(by: .operator(systemUser: "test")) { try $0.auditCount() }
        try store.close()
        try await Store.open(at: link).close()
    }

    @Test func `a database is made in a folder that is there`() async throws {
        defer { tidyUp() }
        let nowhere = folder.appending(path: "nowhere/bureau.sqlite").path
        await #expect(throws: StorageFault.cannotWrite("cannot create \(nowhere)")) {
            try await Store.create(at: nowhere, timeZone: BureauTimeZone(BureauTimeZone.standard))
        }
    }

    @Test func `only the system user who runs the program reads its files`() async throws {
        defer { tidyUp() }
        let store = try await create()
        try await store.database.write { try $0.run("INSERT INTO setting (key, value) VALUES ('a', 'b')") }
        for name in try names {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
            #expect(attributes[.posixPermissions] as? NSNumber == 0o600, "\(name)")
        }
        #expect(try names.contains("bureau.sqlite-wal"))
        try store.close()
    }
}
