package import Domain
import Foundation

/// Examines a database, whatever state it is in; one in a file only where no server has it open.
package struct Doctor: Sendable {
    private let address: DatabaseAddress
    private let files: DatabaseFiles
    private let keysPath: String
    private let clock: Clock

    /// - Parameter keys: where the keys are; nil for beside the database.
    package init(for address: DatabaseAddress, keys: String? = nil, clock: Clock = .system) {
        self.address = address
        files = address.place
        keysPath = keys ?? files.keys
        self.clock = clock
    }

    /// What is damaged is a finding; what keeps the file from being looked at at all is thrown.
    ///
    /// - Throws: ``StorageFault``: not there, not a database, in use, from a later version.
    package func examine() async throws -> Examination {
        let outside = files.examine()
        let inside: Examination
        do {
            inside = try await examineInside()
        } catch StorageFault.corrupt(let cause) {
            // Too damaged even to be opened, or to say what it is.
            inside = Examination(
                checks: [.pages], findings: [Examination.Finding(.pages, Sentence(cause))], extent: Examination.Extent()
            )
        }
        return inside.following(outside.checks, outside.findings)
    }

    private func examineInside() async throws -> Examination {
        guard case .postgreSQL(let address, _) = address else { return try await examineFile() }
        let engine = PostgreSQLEngine(at: address)
        defer { try? engine.close() }
        guard try await !engine.isBlank() else { throw StorageFault.notADatabase(path: address.shown) }
        let now = clock.now()
        let (pending, _) = try await engine.schemaState(among: Migration.all)
        if pending.isEmpty {
            let contents = try await engine.read { try Transaction.keptContents(in: $0) }
            try await engine.bring(contents, to: AttachmentFiles(files.attachments))
        }
        return try await engine.read { try examine($0, without: pending, now: now) }
            .with(engine.setup(by: clock))
    }

    private func examineFile() async throws -> Examination {
        // A backup is read alone: what lies beside it tells its bytes, and it could not be restored if they changed.
        if try Checksum.check(files.database) {
            let file = try SQLiteFile(reading: files.database)
            defer { try? file.close() }
            let now = clock.now()
            return try await file.read { try examine($0, without: pending($0), now: now) }
        }
        // Owned as a server owns it, for as long as it is looked at; SQLite recovers what a crash left in its log.
        let engine = try SQLiteEngine(opening: files.database, knownBy: .m0001Bookkeeping)
        defer { try? engine.close() }
        let now = clock.now()
        return try await engine.read { try examine($0, without: pending($0), now: now) }
    }

    /// Examines a backup, or another copy that lies by itself, without changing anything about it.
    static func examine(copy path: String, keys: Keyring?, now: Instant) async throws -> Examination {
        let file = try SQLiteFile(reading: path)
        defer { try? file.close() }
        return try await file.read { session in
            guard let settings = try Settings(in: session) else { throw StorageFault.notADatabase(path: path) }
            return try Inspection(of: session, settings: settings, keys: keys, now: now, lastSeal: nil)
                .examine(.copy)
        }
    }

    private func pending(_ session: any Session) throws -> [String] {
        guard let pending = try SQLiteChecks.pendingMigrations(of: session, among: Migration.all) else {
            throw StorageFault.newerThanProgram(path: files.database)
        }
        return pending
    }

    /// - Parameter pending: the migrations that it has not been through.
    private func examine(_ session: any Session, without pending: [String], now: Instant) throws -> Examination {
        guard let settings = try Settings(in: session) else { throw StorageFault.notADatabase(path: address.shown) }
        guard pending.isEmpty else {
            let names = pending.joined(separator: ", ")
            return Examination(
                checks: [.pages, .schema],
                findings: try session.faults(.pages, of: Migration.all).map { Examination.Finding(.pages, $0) } + [
                    Examination.Finding(
                        .schema, "it is of an earlier version (without \(names)): start the server once, then ask again"
                    )
                ],
                extent: Examination.Extent()
            )
        }
        let (keys, fault) = try ownKeys(session)
        return try Inspection(
            of: session, settings: settings, keys: keys, now: now, lastSeal: LastSeal(beside: files.database)
        ).examine(.whole)
            .following([.keys], fault.map { [Examination.Finding(.keys, $0)] } ?? [])
            .with(AttachmentFiles(folderOfFiles), try Transaction.keptContents(in: session))
    }

    /// A backup is told by its checksum.
    private var folderOfFiles: String {
        FileManager.default.fileExists(atPath: Checksum.path(for: files.database))
            ? files.attachmentsOfCopy : files.attachments
    }

    /// The database's own keys, or why there are none.
    private func ownKeys(_ session: any Session) throws -> (Keyring?, fault: Sentence?) {
        let known: String? = try session.value("SELECT value FROM setting WHERE key = 'keys'")
        do {
            guard let found = try Keyring.read(at: keysPath) else {
                let missing: Sentence = "\(keysPath) is not there"
                return (nil, missing)
            }
            let others: Sentence = "\(keysPath) holds another database's keys"
            return found.fingerprint == known ? (found, nil) : (nil, others)
        } catch StorageFault.keysUnreadable {
            let broken: Sentence = "\(keysPath) does not hold keys, or not whole ones"
            return (nil, broken)
        }
    }
}

extension Examination {
    /// The same, with what was looked at before.
    fileprivate func following(_ checks: [Examination.Finding.Check], _ findings: [Examination.Finding]) -> Examination
    {
        Examination(checks: checks + self.checks, findings: findings + self.findings, extent: extent)
    }
}
