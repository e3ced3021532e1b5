import Dispatch
import Foundation
import GRDB
import Synchronization

extension SQLiteEngine {
    /// Copies the database as it is at this moment into a new file, by SQLite's backup interface, while it goes on being
    /// read and written. The copy is one file that needs no log beside it, on disk when this returns, mode 0600 where its file system keeps modes.
    ///
    /// - Throws: ``StorageFault``, `CancellationError`. What was half made is removed again.
    package func copy(to path: String) async throws {
        try DiskFile.create(path, [])
        do {
            try await Self.onItsOwnThread { isCancelled in
                try translatingFaults { try self.copyPages(to: path, isCancelled: isCancelled) }
                try DiskFile.synchronise(path)
            }
        } catch {
            DatabaseFiles(of: path).removeSQLite()
            throw error
        }
    }

    private func copyPages(to path: String, isCancelled: @escaping @Sendable () -> Bool) throws {
        let copy = try DatabaseQueue(path: path)
        // The source is read in one transaction of a reader's: what is written meanwhile does not make it begin anew.
        try pool.backup(to: copy, pagesPerStep: Self.pagesPerStep) { _ in
            if isCancelled() { throw CancellationError() }
        }
        try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try copy.close()
    }

    /// 8 MiB of the usual pages.
    private static let pagesPerStep: CInt = 2_048

    /// What waits for the disk for long must not hold up a thread that all others share.
    private static func onItsOwnThread(
        _ work: @escaping @Sendable (_ isCancelled: @escaping @Sendable () -> Bool) throws -> Void
    ) async throws {
        let isCancelled = Flag()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                DispatchQueue.global(qos: .utility).async {
                    continuation.resume(with: Result { try work { isCancelled.isRaised } })
                }
            }
        } onCancel: {
            isCancelled.raise()
        }
    }

    private final class Flag: Sendable {
        private let raised = Atomic(false)

        var isRaised: Bool { raised.load(ordering: .relaxed) }
        func raise() { raised.store(true, ordering: .relaxed) }
    }
}
