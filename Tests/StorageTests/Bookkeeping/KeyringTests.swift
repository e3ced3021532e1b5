import Domain
import Foundation
import Testing

@testable import Storage

/// The keys beside a database: its own, for its user alone, and never another's.
@Suite struct KeyringTests {
    private let folder: URL
    private var path: String { folder.appending(path: "bureau.sqlite").path }
    private var keys: String { path + ".keys" }

    init() throws {
        folder = try TestStore.makeFolder()
    }

    private func make(_ name: String = "bureau") async throws {
        let path = folder.appending(path: "\(name).sqlite").path
        try await Store.create(at: path, timeZone: BureauTimeZone(BureauTimeZone.standard)).close()
    }

    private func tidyUp() {
        try? FileManager.default.removeItem(at: folder)
    }

    @Test func `the keys lie beside the database, for its user alone, and nothing half made beside them`() async throws
    {
        defer { tidyUp() }
        try await make()
        let attributes = try FileManager.default.attributesOfItem(atPath: keys)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(!FileManager.default.fileExists(atPath: keys + ".new"))
        let before = FileManager.default.contents(atPath: keys)
        try await Store.open(at: path).close()
        #expect(FileManager.default.contents(atPath: keys) == before)
    }

    @Test func `a database without its keys is not opened, and no others are made`() async throws {
        defer { tidyUp() }
        try await make()
        try FileManager.default.removeItem(atPath: keys)
        await #expect(throws: StorageFault.keysMissing(path: keys)) { try await Store.open(at: path) }
        #expect(!FileManager.default.fileExists(atPath: keys))
    }

    @Test func `another database's keys are refused`() async throws {
        defer { tidyUp() }
        try await make()
        try await make("other")
        try FileManager.default.removeItem(atPath: keys)
        try FileManager.default.copyItem(atPath: folder.appending(path: "other.sqlite.keys").path, toPath: keys)
        await #expect(throws: StorageFault.keysUnreadable(path: keys)) { try await Store.open(at: path) }
    }

    @Test(arguments: [
        "", "{}", "not JSON", #"{"format": "zhibu-keys-1", "fields": "x", "digests": "x", "seals": "x"}"#,
    ])
    func `damaged keys are refused`(text: String) async throws {
        defer { tidyUp() }
        try await make()
        try Data(text.utf8).write(to: URL(filePath: keys))
        await #expect(throws: StorageFault.keysUnreadable(path: keys)) { try await Store.open(at: path) }
    }

    @Test func `keys that lie there are not overwritten by a new database`() async throws {
        defer { tidyUp() }
        try Data("somebody's".utf8).write(to: URL(filePath: keys))
        await #expect(throws: StorageFault.alreadyExists(path: keys)) { try await make() }
        #expect(FileManager.default.contents(atPath: keys) == Data("somebody's".utf8))
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
