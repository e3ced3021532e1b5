import Crypto
package import Domain

/// What a check of the audit came to.
package struct AuditVerification: Hashable, Sendable {
    /// The first of them, if there are very many.
    package let faults: [AuditFault]
    package let entries: Int64
    package let seals: Int64
    /// Entries since the last seal: nothing vouches for these yet.
    package let unsealed: Int64
    package let head: AuditCheckpoint?
    /// Records that were compared with what the audit says of them.
    package let records: Int64

    package var holds: Bool { faults.isEmpty }

    /// The first faults of each kind, if there are very many.
    static let mostFaults = 100

    fileprivate func with(_ found: (faults: [AuditFault], records: Int64)) -> AuditVerification {
        AuditVerification(
            faults: faults + found.faults.prefix(Self.mostFaults), entries: entries, seals: seals, unsealed: unsealed,
            head: head, records: found.records)
    }
}

// MARK: - Sealing

extension Store {
    /// How many entries a seal is put on at the most: so many a check can tell apart at the most, too.
    private static let longestRun = 2_000

    /// Seals what has been appended to the audit since the last seal, and puts the newest seal beside the database.
    ///
    /// - Throws: ``StorageFault/corrupt(_:)`` if the audit does not have the seal that stands there: then it is older than
    ///   it was, or another one, and what is sealed now would make that look right.
    package func sealAudit() async throws {
        let known = try lastSeal.read(keys)
        let stands = try await engine.read { session in
            try known.map { try Self.seal($0.seal, in: session).map($0.matches) ?? false } ?? true
        }
        guard stands else {
            throw StorageFault.corrupt("the audit does not have the seal that stands in \(lastSeal.path)")
        }
        while let (run, last) = try await engine.read(Self.unsealedRun) {
            let now = clock.now()
            try await engine.write { session in
                // Another sealing may have been at it.
                guard try Self.lastSeal(session)?.number == last?.number else { return }
                try Self.put(run, after: last, at: now, signedBy: keys, in: session)
            }
        }
        if let newest = try await engine.read(Self.lastSeal).map(AuditCheckpoint.init(of:)), newest != known {
            try lastSeal.write(newest, keys)
        }
    }

    private static func seal(_ number: Int64, in session: any Session) throws -> AuditSeal? {
        try session.one("SELECT \(AuditSeal.columns) FROM audit_seal WHERE id = \(number)", AuditSeal.init(row:))
    }

    private struct Run: Sendable {
        let first: Int64
        let last: Int64
        let contentHash: String
    }

    private static func lastSeal(_ session: any Session) throws -> AuditSeal? {
        try session.one(
            "SELECT \(AuditSeal.columns) FROM audit_seal ORDER BY id DESC LIMIT 1", AuditSeal.init(row:)
        )
    }

    private static func unsealedRun(_ session: any Session) throws -> (Run, AuditSeal?)? {
        let last = try lastSeal(session)
        var hash = SHA256()
        var first: Int64?
        var end: Int64?
        try session.forEachOfMany(
            """
            SELECT \(Transaction.auditColumns) FROM audit
             WHERE audit.id > \(last?.lastEntry ?? 0)
             ORDER BY audit.id LIMIT \(longestRun)
            """
        ) { row in
            let entry = try AuditEntry(row: row)
            hash.update(data: entry.canonicalLine)
            first = first ?? entry.id
            end = entry.id
        }
        guard let first, let end else { return nil }
        return (Run(first: first, last: end, contentHash: hash.finalize().hexadecimal), last)
    }

    private static func put(
        _ run: Run, after last: AuditSeal?, at now: Instant, signedBy keys: Keyring, in session: any Session
    ) throws {
        let number = (last?.number ?? 0) + 1
        let previous = last?.hash ?? AuditSeal.origin
        let hash = SHA256.hash(
            data: AuditSeal.head(
                number: number, firstEntry: run.first, lastEntry: run.last, contentHash: run.contentHash,
                previous: previous, sealedAt: now
            )
        ).hexadecimal
        try session.run(
            """
            INSERT INTO audit_seal (id, first_entry, last_entry, content_hash, previous, hash, sealed_at, signature)
            VALUES (\(number), \(run.first), \(run.last), \(run.contentHash), \(previous), \(hash), \(now),
                    \(try keys.sign(hash)))
            """
        )
    }
}

// MARK: - Checking

extension Transaction {
    /// The newest seal in short; nil before there is one.
    package func auditHead() throws -> AuditCheckpoint? {
        try require(.verifyAudit, in: placeOfBureau())
        return try session.one(
            "SELECT \(AuditSeal.columns) FROM audit_seal ORDER BY id DESC LIMIT 1", AuditSeal.init(row:)
        ).map(AuditCheckpoint.init(of:))
    }

    /// Checks every entry against its seal, every seal against the one before, its signature, and the whole against a
    /// checkpoint on paper.
    package func verifyAudit(_ checkpoint: AuditCheckpoint? = nil) throws -> AuditVerification {
        try require(.verifyAudit, in: placeOfBureau())
        return try checkAudit(against: checkpoint, signedBy: keys).with(checkRecords(signedBy: keys))
    }

    /// - Parameter keys: nil to leave unchecked what takes them: the signatures, and the seal beside the database.
    func checkAudit(against checkpoint: AuditCheckpoint?, signedBy keys: Keyring?) throws -> AuditVerification {
        var check = AuditCheck(checkpoint: checkpoint, keys: keys)
        if let keys, let lastSeal {
            do {
                check.beside = try lastSeal.read(keys)
            } catch {
                check.note(.lastSealUnreadable)
            }
        }
        let seals = try session.rows("SELECT \(AuditSeal.columns) FROM audit_seal ORDER BY id", AuditSeal.init(row:))
        for (index, seal) in seals.enumerated() {
            check.take(seal)
            // Entries are numbered from 1: one put before them all is held against the first seal, or none would be.
            let first = index == 0 ? Int64.min : seal.firstEntry
            try session.forEachOfMany(
                """
                SELECT \(Self.auditColumns) FROM audit
                 WHERE audit.id BETWEEN \(first) AND \(seal.lastEntry)
                 ORDER BY audit.id
                """
            ) { check.take(try AuditEntry(row: $0)) }
            check.finish(seal)
        }
        let tail = try session.rows(
            "SELECT id FROM audit WHERE id > \(seals.last?.lastEntry ?? 0) ORDER BY id"
        ) { try $0.at(0) as Int64 }
        check.takeUnsealed(tail)
        return check.result(seals)
    }
}

/// A check under way.
private struct AuditCheck {
    let checkpoint: AuditCheckpoint?
    let keys: Keyring?
    private var faults: [AuditFault] = []
    private var nextSeal: Int64 = 1
    private var nextEntry: Int64 = 1
    private var previous = AuditSeal.origin
    private var content = SHA256()
    private var entries: Int64 = 0
    private var unsealed: Int64 = 0
    private var hasMetCheckpoint = false
    /// The seal that stands beside the database.
    var beside: AuditCheckpoint?
    private var hasMetBeside = false

    init(checkpoint: AuditCheckpoint?, keys: Keyring?) {
        self.checkpoint = checkpoint
        self.keys = keys
    }

    mutating func note(_ fault: AuditFault) {
        if faults.count < AuditVerification.mostFaults { faults.append(fault) }
    }

    mutating func take(_ seal: AuditSeal) {
        for missing in stride(from: nextSeal, to: min(seal.number, nextSeal + 100), by: 1) {
            note(.sealMissing(missing))
        }
        let follows = seal.previous == previous && seal.firstEntry == nextEntry
        let isWhole = SHA256.hash(data: seal.head).hexadecimal == seal.hash
        if seal.number == nextSeal, !follows || !isWhole { note(.sealBroken(seal.number)) }
        if let keys, !keys.hasSigned(seal.hash, seal.signature) { note(.notSigned(seal.number)) }
        if seal.number == checkpoint?.seal {
            hasMetCheckpoint = true
            if checkpoint?.matches(seal) == false { note(.checkpointDiffers(seal.number)) }
        }
        if seal.number == beside?.seal {
            hasMetBeside = true
            if beside?.matches(seal) == false { note(.lastSealDiffers(seal.number)) }
        }
        nextSeal = seal.number + 1
        nextEntry = seal.firstEntry
        previous = seal.hash
        content = SHA256()
    }

    mutating func take(_ entry: AuditEntry) {
        if entry.id > nextEntry { note(.entriesMissing(nextEntry, entry.id - 1)) }
        nextEntry = max(nextEntry, entry.id + 1)
        entries += 1
        content.update(data: entry.canonicalLine)
    }

    mutating func finish(_ seal: AuditSeal) {
        if nextEntry <= seal.lastEntry { note(.entriesMissing(nextEntry, seal.lastEntry)) }
        nextEntry = seal.lastEntry + 1
        if content.finalize().hexadecimal != seal.contentHash {
            note(.entriesDiffer(seal: seal.number, seal.firstEntry, seal.lastEntry))
        }
    }

    mutating func takeUnsealed(_ ids: [Int64]) {
        for id in ids {
            if id > nextEntry { note(.entriesMissing(nextEntry, id - 1)) }
            nextEntry = id + 1
            entries += 1
            unsealed += 1
        }
    }

    mutating func result(_ seals: [AuditSeal]) -> AuditVerification {
        if let checkpoint, !hasMetCheckpoint { note(.checkpointMissing(checkpoint.seal)) }
        if let beside, !hasMetBeside { note(.lastSealMissing(beside.seal)) }
        return AuditVerification(
            faults: faults, entries: entries, seals: Int64(seals.count), unsealed: unsealed,
            head: seals.last.map(AuditCheckpoint.init(of:)), records: 0
        )
    }
}

extension AuditSeal {
    static let columns: SQL = "id, first_entry, last_entry, content_hash, previous, hash, sealed_at, signature"

    init(row: SQLRow) throws {
        self.init(
            number: try row["id"], firstEntry: try row["first_entry"], lastEntry: try row["last_entry"],
            contentHash: try row["content_hash"], previous: try row["previous"], hash: try row["hash"],
            sealedAt: try row["sealed_at"], signature: try row["signature"]
        )
    }
}
