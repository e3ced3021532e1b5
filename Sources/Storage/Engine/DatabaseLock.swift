import Foundation
import Synchronization

/// The exclusive lock beside a database file: one process owns it.
///
/// SQLite before 3.51.3 can corrupt a WAL that two processes checkpoint at once, and Debian 12 ships 3.40.1.
/// The kernel gives the lock up when the process ends, however it ends.
final class DatabaseLock: Sendable {
    /// nil once released.
    private let descriptor: Mutex<Int32?>

    /// - Throws: ``StorageFault/inUse(path:)`` if another process has it, or this one.
    init(for path: String) throws {
        let lockPath = path + ".lock"
        let opened = open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw StorageFault.cannotWrite("cannot create the lock file \(lockPath)") }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(opened)
            throw StorageFault.inUse(path: path)
        }
        descriptor = Mutex(opened)
    }

    deinit {
        release()
    }

    /// Gives the lock up. Once given up, it stays so: what the number of the descriptor stands for later is not touched.
    func release() {
        descriptor.withLock { descriptor in
            guard let held = descriptor else { return }
            flock(held, LOCK_UN)
            close(held)
            descriptor = nil
        }
    }
}
