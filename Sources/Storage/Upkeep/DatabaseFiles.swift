package import Domain
import Foundation

/// A database's files, by name, and what can be told from outside.
///
///     F           the database
///     F-wal, …    SQLite's own, beside it while it is open
///     F.keys      its keys
///     F.seal      the audit's newest seal
///     F.server    while a server runs
///     F.backups   the folder of its backups, unless another is named
///     F.files     the folder of the files that records carry
package struct DatabaseFiles: Sendable {
    package let database: String

    package init(of database: String) {
        self.database = URL(filePath: database).resolvingSymlinksInPath().path
    }

    package var keys: String { Keyring.path(for: database) }
    package var lastSeal: String { LastSeal(beside: database).path }
    package var backupFolder: String { database + ".backups" }
    package var attachments: String { database + ".files" }
    /// Where those files are of a backup: beside it, as beside a database, or in the folder of all copies there.
    var attachmentsOfCopy: String {
        FileManager.default.fileExists(atPath: attachments) ? attachments : AttachmentFiles.besideCopy(database)
    }
    /// SQLite's write-ahead log.
    var log: String { database + "-wal" }
    /// What SQLite keeps beside a database that is open, and leaves beside one that was not closed.
    package var sqlite: [String] { [log, database + "-shm", database + "-journal"] }

    /// Whatever stands in the way of putting a database here; its keys alone do not.
    func inTheWay() -> String? {
        ([database] + sqlite + [database + ".server"]).first { FileManager.default.fileExists(atPath: $0) }
    }

    /// Removes all that makes up the database; for one that was half made.
    func remove() {
        removeSQLite()
        for path in [keys, lastSeal] { unlink(path) }
    }

    /// Removes the file, and what SQLite keeps beside it.
    func removeSQLite() {
        for path in [database] + sqlite { unlink(path) }
    }

    /// Less room than this is as good as none: a write and its log need some.
    package static let leastSpace: Int64 = 1 << 20

    /// What is free on the disk under the database, in bytes, for the user who runs this; nil if it cannot be told.
    package func freeSpace() -> Int64? {
        Self.freeSpace(at: URL(filePath: database).deletingLastPathComponent().path)
    }

    static func freeSpace(at folder: String) -> Int64? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        return Int64(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }

    /// The size of a file in bytes; 0 if there is none.
    static func size(of path: String) -> Int64 {
        var status = stat()
        return stat(path, &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Checks modes and space.
    package func examine() -> (checks: [Examination.Finding.Check], findings: [Examination.Finding]) {
        var findings: [Examination.Finding] = []
        for path in [database, keys, lastSeal, attachments] + sqlite {
            var status = stat()
            guard stat(path, &status) == 0 else { continue }
            if status.st_mode & 0o077 != 0 {
                findings.append(
                    Examination.Finding(
                        .files, "\(path) can be used by others (mode \(String(status.st_mode & 0o777, radix: 8)))"))
            }
        }
        // Room for the log of a large import, or for one more backup.
        let wanted = max(64 << 20, Self.size(of: database))
        if let free = freeSpace(), free < wanted {
            findings.append(
                Examination.Finding(
                    .space, "\(free.inMebibytes) are free on the disk; \(wanted.inMebibytes) would do for a backup")
            )
        }
        return ([.files, .space], findings)
    }
}

extension Int64 {
    /// Bytes, as people are told of them.
    package var inMebibytes: String {
        self < 10 << 20 ? "\((self + 1023) / 1024) KiB" : "\(self / (1 << 20)) MiB"
    }
}
