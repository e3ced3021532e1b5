package import Domain
import Foundation

/// Puts a backup in the place of a database that is not there.
package struct Restoring: Sendable {
    private let backup: String
    private let destination: DatabaseAddress
    private let files: DatabaseFiles
    private let keys: String?
    private let goesWithoutFiles: Bool
    private let clock: Clock?

    /// - Parameters:
    ///   - backup: a file that ``BackupFolder`` or ``Store/copy(to:)`` made.
    ///   - destination: where it is to be. Its keys may lie there already, and nothing else; of PostgreSQL's, a database with
    ///     nothing of ours in it.
    ///   - keys: the database's keys; nil for those that lie at `database`, or beside the backup.
    ///   - goesWithoutFiles: whether it goes on where files that records carry are not at hand any more.
    package init(
        _ backup: String, to destination: DatabaseAddress, keys: String? = nil, goesWithoutFiles: Bool = false,
        clock: Clock? = nil
    ) {
        self.backup = backup
        self.goesWithoutFiles = goesWithoutFiles
        self.destination = destination
        files = destination.place
        self.keys = keys
        self.clock = clock
    }

    /// What came of it.
    package struct Outcome: Sendable {
        package fileprivate(set) var path: String
        package fileprivate(set) var keys: String
        package let examination: Examination
        /// Sign-ins and one-time links of that time, ended.
        package let ended: Int
        /// Tokens, and calendars' addresses, that hold again as they did then.
        package let tokens: Int
        /// Whether its SHA-256 stood beside the backup, and is right.
        package let hadChecksum: Bool
        /// How many files that records carry are not there.
        package fileprivate(set) var filesMissing = 0
    }

    /// Files that records carry lie neither beside the backup nor beside the database, or are not what they were.
    package struct FilesMissing: Error, Hashable, Sendable {
        package let count: Int
        /// Where the backup should have them.
        package let folder: String
    }

    /// Checks the backup, and gives it its name when all is done: until then nothing is at the place. The files that records
    /// carry are there before; those that lie there already are the same.
    ///
    /// - Throws: ``StorageFault``: what stands in the way, keys that are missing or another database's;
    ///   ``UnsoundBackup``; ``FilesMissing``.
    package func restore(by principal: Principal) async throws -> Outcome {
        guard FileManager.default.fileExists(atPath: backup) else { throw StorageFault.notFound(path: backup) }
        if case .postgreSQL(let address, _) = destination { return try await restore(into: address, by: principal) }
        if let path = files.inTheWay() { throw StorageFault.alreadyExists(path: path) }
        let bytesOfKeys = try keysOfBackup()
        let part = DatabaseFiles(of: files.database + ".restoring")
        part.remove()
        do {
            var (outcome, contents) = try await prepare(at: part, bytesOfKeys, by: principal)
            outcome.filesMissing = try await bringFiles(contents)
            try putInPlace(part)
            return outcome
        } catch {
            part.remove()
            throw error
        }
    }

    /// By way of a file, which is then carried over.
    private func restore(into address: PostgreSQLAddress, by principal: Principal) async throws -> Outcome {
        let engine = PostgreSQLEngine(at: address)
        defer { try? engine.close() }
        guard try await engine.isBlank() else { throw StorageFault.alreadyExists(path: address.shown) }
        let passing = DatabaseFiles(of: files.database + ".passing")
        func clear() {
            passing.remove()
            unlink(passing.attachments)
        }
        clear()
        defer { clear() }
        // What lies there already need not come again, and what comes is to stay.
        guard mkdir(files.attachments, 0o700) == 0 || errno == EEXIST,
            symlink(files.attachments, passing.attachments) == 0
        else { throw StorageFault.cannotWrite("cannot create \(files.attachments)") }
        let bytesOfKeys = try keysOfBackup()
        try DiskFile.create(passing.keys, bytesOfKeys)
        var outcome = try await Restoring(
            backup, to: .file(passing.database), goesWithoutFiles: goesWithoutFiles, clock: clock
        ).restore(by: principal)
        _ = try await Moving(from: .file(passing.database), to: destination).move()
        (outcome.path, outcome.keys) = (address.shown, files.keys)
        return outcome
    }

    private func keysOfBackup() throws -> [UInt8] {
        let candidates = keys.map { [$0] } ?? [files.keys, Keyring.path(for: backup)]
        guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw StorageFault.keysMissing(path: candidates[0])
        }
        guard let data = FileManager.default.contents(atPath: path), try Keyring.read(at: path) != nil else {
            throw StorageFault.keysUnreadable(path: path)
        }
        if keys != nil, let there = FileManager.default.contents(atPath: files.keys), there != data {
            throw StorageFault.alreadyExists(path: files.keys)
        }
        return Array(data)
    }

    /// Makes the database whole under its passing name.
    private func prepare(
        at part: DatabaseFiles, _ bytesOfKeys: [UInt8], by principal: Principal
    ) async throws -> (Outcome, [KeptContent]) {
        let hadChecksum = try Checksum.check(backup)
        try DiskFile.copy(backup, to: part.database)
        try DiskFile.create(part.keys, bytesOfKeys)
        let store: Store
        do {
            store = try await Store.open(at: part.database, clock: clock)
        } catch StorageFault.keysUnreadable {
            throw StorageFault.keysUnreadable(path: keys ?? files.keys)
        } catch StorageFault.notADatabase {
            throw StorageFault.notADatabase(path: backup)
        }
        defer { try? store.close() }
        let (examination, contents) = try await store.read(by: principal) { (try $0.examine(), try $0.keptContents()) }
        guard examination.findings.allSatisfy({ $0.check == .clock }) else {
            throw UnsoundBackup(findings: examination.findings)
        }
        let name = URL(filePath: backup).lastPathComponent
        // Where the audit stood that is given up.
        let given = try? LastSeal(beside: files.database).read(store.keys)
        let (ended, tokens) = try await store.write(by: principal) { try $0.beginAnew(from: name, givingUp: given) }
        try await store.sealAudit()
        let outcome = Outcome(
            path: files.database, keys: files.keys, examination: examination, ended: ended, tokens: tokens,
            hadChecksum: hadChecksum
        )
        return (outcome, contents)
    }

    /// Puts the files that records carry where the database is going to be.
    ///
    /// - Returns: how many are not to be had, where it goes on without.
    /// - Throws: ``FilesMissing``, before any is put there.
    private func bringFiles(_ contents: [KeptContent]) async throws -> Int {
        let own = AttachmentFiles(files.attachments)
        let source = AttachmentFiles(DatabaseFiles(of: backup).attachmentsOfCopy)
        let wanted = contents.filter { own.fault(of: $0) != nil }
        let missing = wanted.filter { source.fault(of: $0) != nil }
        if !missing.isEmpty, !goesWithoutFiles {
            throw FilesMissing(count: missing.count, folder: AttachmentFiles.besideCopy(backup))
        }
        let gone = Set(missing)
        for content in wanted where !gone.contains(content) {
            try await own.keep(source.checked(content), as: content.hash)
        }
        return missing.count
    }

    /// The keys before the database: without them it is nothing.
    private func putInPlace(_ part: DatabaseFiles) throws {
        // What still stood in the log would be lost.
        guard DatabaseFiles.size(of: part.log) == 0 else {
            throw StorageFault.cannotWrite("\(part.database) could not be closed")
        }
        if FileManager.default.fileExists(atPath: files.keys) {
            unlink(part.keys)
        } else {
            try DiskFile.rename(part.keys, to: files.keys)
        }
        // The audit of another time is what holds from here on.
        unlink(files.lastSeal)
        try DiskFile.rename(part.lastSeal, to: files.lastSeal)
        try DiskFile.rename(part.database, to: files.database)
        part.remove()
    }
}

extension Transaction {
    /// Ends what must not come back to life with an old file: sign-ins, one-time links, machines known from before.
    ///
    /// - Returns: how many sign-ins and links were ended, and how many tokens hold again as they did then.
    fileprivate func beginAnew(
        from backup: String, givingUp seal: AuditCheckpoint?
    ) throws -> (ended: Int, tokens: Int) {
        let sessions = try session.changed(by: "DELETE FROM sign_in_session")
        let links = try session.changed(by: "DELETE FROM password_link")
        try session.run("DELETE FROM known_device")
        let tokens: Int =
            try session.value(
                """
                SELECT (SELECT count(*) FROM api_token WHERE expires_at > \(now)) + (SELECT count(*) FROM calendar_address)
                """) ?? 0
        try audit(
            .restored, .database, nil as ID<Backup>?, in: placeOfBureau(),
            before: ["lastSeal": .open(JSON(seal?.text))],
            after: [
                "backup": .open(.string(backup)), "sessionsEnded": .open(JSON(sessions)),
                "linksEnded": .open(JSON(links)),
            ]
        )
        return (sessions + links, tokens)
    }
}
