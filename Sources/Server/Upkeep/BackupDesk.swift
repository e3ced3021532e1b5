import Domain
import HTTPTypes
import Storage
import Synchronization

/// Where a server's backups are made, one at a time: on its schedule, or because somebody asks for one.
final class BackupDesk: Sendable {
    let store: Store
    let folder: BackupFolder
    private let plan: BackupPlan?
    private let isBusy = Atomic(false)
    private let failures = Atomic<Int64>(0)

    init(store: Store, options: UpkeepOptions) {
        self.store = store
        folder = BackupFolder(options.backupFolder, of: store.place.database)
        plan = options.plan
    }

    /// Since the server was started.
    var failureCount: Int64 { failures.load(ordering: .relaxed) }

    /// Makes a backup, removes those that are no longer kept, and notes it in the audit.
    ///
    /// - Throws: a ``Problem`` (409) while another one is being made, or if the copy was not sound; ``StorageFault``.
    func make(by principal: Principal, for caller: Transaction.Caller) async throws -> Backup {
        guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
            throw Problem(.conflict, "backupRunning", "a backup is being made: wait until it is done")
        }
        defer { isBusy.store(false, ordering: .releasing) }
        do {
            let backup = try await folder.make(from: store)
            try await store.write(by: principal, for: caller) {
                try $0.noteBackup(backup.name.text, size: backup.size)
            }
            if let plan { folder.prune(keeping: plan.keep) }
            try await store.clearStrayFiles()
            return backup
        } catch {
            failures.add(1, ordering: .relaxed)
            guard let unsound = error as? UnsoundBackup else { throw error }
            throw Problem(.conflict, "unsoundDatabase", Self.words(for: unsound))
        }
    }

    /// What is damaged is not copied over good backups.
    private static func words(for unsound: UnsoundBackup) -> Sentence {
        let first = unsound.findings.first?.detail ?? "damaged"
        return "the database is not sound, so no backup was kept (\(first)): ‘zhibu doctor’ shows all of it"
    }
}
