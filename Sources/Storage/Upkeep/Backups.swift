package import Domain
import Foundation

/// A copy of the database that was found sound.
package struct Backup: Hashable, Sendable {
    package let name: BackupName
    package let path: String
    /// In bytes.
    package let size: Int64
    /// How many files that records carry were not there to be copied beside it, or not what they were; nil for one that was
    /// made before.
    package var filesMissing: Int?

    /// Whether others of this machine can read it: its file system keeps no modes, as those of sticks and shares.
    package var isOpenToOthers: Bool { Self.isOpenToOthers(path) }

    /// The same of a copy of one.
    package static func isOpenToOthers(_ path: String) -> Bool { DiskFile.isOpenToOthers(path) }

    /// Puts a copy of a backup elsewhere: on disk and whole, or not there at all; beside it, before it has its name, the
    /// files that records carry.
    ///
    /// - Throws: ``StorageFault``, also for a file that is there already.
    package static func copy(_ path: String, to new: String) async throws {
        _ = try Checksum.check(path)
        try await DiskFile.whole(new) { part in
            try DiskFile.copy(path, to: part)
            let files = AttachmentFiles(AttachmentFiles.besideCopy(path))
            _ = try await files.copy(files.all, to: AttachmentFiles.besideCopy(new))
            try Checksum.write(of: part, as: new)
        }
    }
}

/// A copy of the database that is not sound, and so was not kept.
package struct UnsoundBackup: Error, Sendable {
    package let findings: [Examination.Finding]
}

/// The folder in which a database's backups are kept. A file that has a backup's name there was checked and is on disk:
/// it gets the name last.
package struct BackupFolder: Sendable {
    package let path: String
    private let database: String

    /// - Parameter path: nil for the usual one, beside the database.
    package init(_ path: String? = nil, of database: String) {
        let files = DatabaseFiles(of: database)
        self.path = path ?? files.backupFolder
        self.database = URL(filePath: files.database).deletingPathExtension().lastPathComponent
    }

    /// What is there, the newest first.
    package func backups() -> [Backup] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap { BackupName(parsing: $0, of: database) }
            .sorted { $0.madeAt > $1.madeAt }
            .map { Backup(name: $0, path: file($0), size: DatabaseFiles.size(of: file($0))) }
    }

    /// Makes another one, while the database goes on being used.
    ///
    /// - Throws: ``StorageFault``, ``UnsoundBackup``. Nothing of it is left behind then.
    package func make(from store: Store) async throws -> Backup {
        try makeFolder()
        let name = freeName(from: store.clock.now())
        let path = file(name)
        let missing = try await store.copy(to: path)
        return Backup(name: name, path: path, size: DatabaseFiles.size(of: path), filesMissing: missing)
    }

    /// Removes all but the newest `keep`.
    package func prune(keeping keep: Int) {
        for name in BackupPlan.outdated(backups().map(\.name), keeping: keep) {
            for path in [file(name), Checksum.path(for: file(name))] { unlink(path) }
        }
    }

    /// Of two in one second, the later is called after the next.
    private func freeName(from now: Instant) -> BackupName {
        var name = BackupName(of: database, madeAt: now)
        while FileManager.default.fileExists(atPath: file(name)) {
            name = BackupName(of: database, madeAt: name.madeAt.adding(seconds: 1))
        }
        return name
    }

    private func file(_ name: BackupName) -> String { path + "/" + name.text }

    private func makeFolder() throws {
        if FileManager.default.fileExists(atPath: path) { return }
        let above = URL(filePath: path).deletingLastPathComponent().path
        try? FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
        // With its mode from the start: to change it afterwards some file systems refuse.
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw StorageFault.cannotWrite("cannot create the folder \(path)")
        }
    }
}

extension Store {
    /// Seals the audit and copies the database into a new file: checked, with its checksum beside it, on disk and whole or
    /// not there at all. Its keys are not in it. The files that records carry are copied beside it, as far as they do not
    /// lie there from a copy before; all are there before it has its name.
    ///
    /// - Returns: how many of these files were not there, or not what they were: the copy is made without them.
    /// - Throws: ``StorageFault``, also for a file that is there already; ``UnsoundBackup``; `CancellationError`.
    @discardableResult
    package func copy(to path: String) async throws -> Int {
        try await sealAudit()
        var missing = 0
        try await DiskFile.whole(path) { part in
            try requireSpace(for: path, await database.sizeOfCopy())
            try await database.copy(to: part)
            let examined = try await Doctor.examine(copy: part, keys: keys, now: clock.now())
            guard examined.isSound else { throw UnsoundBackup(findings: examined.findings) }
            // Read after the copy, so that none of its own is missing: what a row refers to stays.
            let contents = try await database.read { try Transaction.keptContents(in: $0) }
            let folder = AttachmentFiles.besideCopy(path)
            try requireSpace(for: path, AttachmentFiles.missing(contents, in: folder))
            try await database.bring(contents, to: files)
            missing = try await files.copy(contents, to: folder).count
            try Checksum.write(of: part, as: path)
        }
        return missing
    }

    /// A copy must not fill the disk that the database itself writes to.
    ///
    /// - Parameter needed: in bytes.
    private func requireSpace(for path: String, _ needed: Int64) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        guard let free = DatabaseFiles.freeSpace(at: folder) else {
            throw StorageFault.cannotWrite("there is no folder \(folder)")
        }
        guard free >= needed + DatabaseFiles.leastSpace else {
            throw StorageFault.diskFull(
                "the copy needs \(needed.inMebibytes), and \(free.inMebibytes) are free in \(folder)"
            )
        }
    }
}

extension Transaction {
    /// Notes that a backup was made.
    package func noteBackup(_ name: String, size: Int64) throws {
        try require(.maintainDatabase, in: placeOfBureau())
        try audit(
            .backedUp, .database, nil as ID<Backup>?, in: placeOfBureau(),
            after: ["name": .open(.string(name)), "bytes": .open(JSON(size))]
        )
    }
}
