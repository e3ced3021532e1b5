import Synchronization

/// Where a database's files lie, and whether they are still those that are open.
final class DatabaseLocation: Sendable {
    private let path: String
    private let lock: DatabaseLock
    /// Which file SQLite's log is; nil until there is one.
    private let log = Mutex<DatabaseLock.Identity?>(nil)

    init(path: String, lock: DatabaseLock) {
        self.path = path
        self.lock = lock
    }

    /// Why what is written would not be found by whoever opens the database next; nil if it would.
    func loss() -> String? {
        if let loss = lock.loss(at: path) { return loss }
        let found = DatabaseLock.identity(at: path + "-wal")
        return log.withLock { log in
            guard let known = log else {
                log = found
                return nil
            }
            return found == known ? nil : "its log is no longer at its place"
        }
    }
}
