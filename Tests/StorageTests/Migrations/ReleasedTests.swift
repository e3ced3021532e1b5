import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

/// Databases that earlier versions left, kept with the sources: each is taken over as a bureau's would be.
@Suite(.onSQLite) struct ReleasedTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        .standardized
    private static let folder = root.appending(path: "Tests/Fixtures/released")
    private static let ending = ".tar.xz"

    static let kept: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
    }()

    @Test func `of every version that is out a database is kept`() throws {
        let changelog = try String(contentsOf: Self.root.appending(path: "CHANGELOG.md"), encoding: .utf8)
        let versions = changelog.matches(of: /(?m)^## (\S+) \(/).map { String($0.1) }
        #expect(versions.count > 1)
        // The newest is still in the making; `make keep-release` keeps its database once it is out.
        #expect(Set(versions.dropFirst()).subtracting(Self.kept).isEmpty)
        #expect(Set(Self.kept).isSubset(of: versions))
    }

    @Test(arguments: kept)
    func `a database of an earlier version is brought up to date, and all that is in it holds`(version: String)
        async throws
    {
        let folder = try TestStore.makeFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let archive = Self.folder.appending(path: version + Self.ending)
        let unpacking = try ChildProcess(
            "tar", ["-xJf", archive.path, "-C", folder.path], output: folder.appending(path: "told").path)
        try #require(try await unpacking.end() == 0)
        let path = folder.appending(path: "zhibu.sqlite").path
        // Later than anything in it, whatever this machine's clock says.
        let moment = Instant(seconds: 1_893_456_000)
        let store = try await Store.open(at: path, clock: Clock { moment })
        let audit = try await store.read(by: TestStore.principal) { try $0.verifyAudit() }
        #expect(audit.holds && audit.entries > 1_000 && audit.records > 1_000, "\(audit.faults)")
        let snapshots = try await store.read(by: TestStore.principal) { transaction in
            try transaction.whole { try transaction.snapshots(CycleFilter(), $0) }
                .map { try transaction.verifySnapshot($0.reference.id).1.holds }
        }
        #expect(!snapshots.isEmpty && snapshots.allSatisfy { $0 })
        try await store.sealAudit()
        try store.close()
        let examined = try await Doctor(for: .file(path), clock: Clock { moment }).examine()
        #expect(examined.isSound, "\(examined.findings)")
        #expect(Set(examined.checks) == Set(Examination.Finding.Check.allCases).subtracting([.server]))
        #expect(examined.extent.sheets > 1_000 && examined.extent.attachments > 0)
    }
}
