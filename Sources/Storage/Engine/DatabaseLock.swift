import Foundation
import Synchronization

/// The exclusive lock on a database file: one process owns it, and within the process one engine.
///
/// SQLite before 3.51.3 can corrupt a WAL that two processes checkpoint at once, and Debian 12 ships 3.40.1. The lock
/// is a `flock` on the file itself, so that neither a symbolic link nor the removal of a lock file gets around it; SQLite
/// uses another kind of lock (`fcntl`) and is not disturbed. The kernel gives it up when the process ends, however it ends.
final class DatabaseLock: Sendable {
    /// Which file it is, whatever the path.
    struct Identity: Hashable {
        private let device: UInt64
        private let inode: UInt64

        init(_ status: stat) {
            (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
        }
    }

    /// Closing any descriptor of a file drops the process's `fcntl` locks on it, SQLite's too. So a file that this process
    /// has open is not opened again, not even to find that it is locked.
    private static let held = Mutex<Set<Identity>>([])

    private let identity: Identity
    /// nil once released.
    private let descriptor: Mutex<Int32?>

    /// - Throws: ``StorageFault/inUse(path:)``, ``StorageFault/notFound(path:)``, ``StorageFault/notPermitted(path:)``,
    ///   ``StorageFault/notADatabase(path:)`` for what is not a regular file.
    init(for path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Self.fault(errno, path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw StorageFault.notADatabase(path: path) }
        let identity = Identity(status)
        guard Self.held.withLock({ $0.insert(identity).inserted }) else { throw StorageFault.inUse(path: path) }
        do {
            descriptor = Mutex(try Self.lock(path))
        } catch {
            _ = Self.held.withLock { $0.remove(identity) }
            throw error
        }
        self.identity = identity
    }

    deinit {
        release()
    }

    private static func lock(_ path: String) throws -> Int32 {
        let opened = open(path, O_RDWR | O_CLOEXEC)
        guard opened >= 0 else { throw fault(errno, path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw StorageFault.inUse(path: path)
        }
        return opened
    }

    private static func fault(_ code: Int32, _ path: String) -> StorageFault {
        switch code {
        case ENOENT, ENOTDIR: .notFound(path: path)
        case EACCES, EPERM, EROFS: .notPermitted(path: path)
        default: .cannotWrite("\(path): \(String(cString: strerror(code)))")
        }
    }

    /// Why what is written to the locked file would not be found at `path`; nil if it would.
    func loss(at path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, Identity(status) == identity else {
            return "the file is no longer at its place"
        }
        // SQLite names its log after the one name it knows: by another, the file would be opened without.
        return status.st_nlink == 1 ? nil : "the file has more than one name: remove the hard link"
    }

    /// Which file lies at a path; nil if none does.
    static func identity(at path: String) -> Identity? {
        var status = stat()
        return stat(path, &status) == 0 ? Identity(status) : nil
    }

    /// The file's first bytes, read by the lock's own descriptor.
    func header(_ count: Int) -> [UInt8] {
        descriptor.withLock { descriptor in
            guard let descriptor else { return [] }
            var bytes = [UInt8](repeating: 0, count: count)
            let read = pread(descriptor, &bytes, count, 0)
            return Array(bytes.prefix(max(read, 0)))
        }
    }

    /// Gives the lock up. To be called when SQLite has closed the file. Once given up, it stays so: what the number of
    /// the descriptor stands for later is not touched.
    func release() {
        descriptor.withLock { descriptor in
            guard let open = descriptor else { return }
            // Said aloud: a child process that is just being started has a copy of the descriptor for a moment.
            flock(open, LOCK_UN)
            descriptor = nil
            // At once: when the file has been removed, its number is another file's as soon as it is closed.
            Self.held.withLock { held in
                _ = close(open)
                held.remove(identity)
            }
        }
    }
}
