import Foundation

/// The exclusive lock beside a database file: one process owns it.
///
/// SQLite before 3.51.3 can corrupt a WAL that two processes checkpoint at once, and Debian 12 ships 3.40.1.
/// The kernel gives the lock up when the process ends, however it ends.
final class DatabaseLock: Sendable {
    private let descriptor: Int32

    /// - Throws: ``StorageFault/inUse(path:)`` if another process has it.
    init(for path: String) throws {
        let lockPath = path + ".lock"
        descriptor = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageFault.cannotWrite("cannot create the lock file \(lockPath)") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(descriptor)
            throw StorageFault.inUse(path: path)
        }
    }

    func release() {
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
