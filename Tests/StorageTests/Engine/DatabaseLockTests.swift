import Foundation
import TestSupport
import Testing

@testable import Storage

/// The lock on a database file, as whoever opens and closes many of them at once has it.
@Suite(.onSQLite) struct DatabaseLockTests {
    /// A file system gives a removed file's number to the next new one: that is another file, which nobody holds.
    @Test func `a new file is free, though it has the number of one that is just being given up`() async throws {
        let folder = try TestStore.makeFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    for round in 0..<2_000 {
                        let path = folder.appending(path: "\(task)-\(round)").path
                        try Data().write(to: URL(filePath: path))
                        let lock = try DatabaseLock(for: path)
                        try FileManager.default.removeItem(atPath: path)
                        lock.release()
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
