import Crypto
package import Domain

/// A snapshot, named beside something else.
package struct SnapshotReference: Hashable, Sendable {
    package let id: ID<Snapshot>
    /// 1 for the posting's, 2 for that after the first upheld appeal, and so on.
    package let number: Int
    package let hash: String
    package let takenAt: Instant
}

/// A snapshot as it is stored and exported: whole, so that it can be verified anywhere.
package struct StoredSnapshot: Hashable, Sendable {
    package let reference: SnapshotReference
    package let branch: Code
    package let month: Month
    package let takenBy: String
    package let inputs: JSON
    package let ranking: JSON
    let cycle: ID<Cycle>
}

/// What a check of a snapshot came to.
package struct Verification: Hashable, Sendable {
    package let hash: String
    package let faults: [Snapshot.Fault]

    package var holds: Bool { faults.isEmpty }

    package init(hash: String, faults: [Snapshot.Fault]) {
        self.hash = hash
        self.faults = faults
    }
}

extension Snapshot {
    /// SHA-256 in lower-case hexadecimal.
    package static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).hexadecimal
    }

    /// Checks an exported snapshot, which needs no database.
    package static func verify(inputs: JSON, ranking: JSON, recordedHash: String) -> Verification {
        Verification(
            hash: recordedHash,
            faults: verify(inputs: inputs, ranking: ranking, recordedHash: recordedHash, current: nil, hash: sha256)
        )
    }
}

extension Transaction {
    /// Freezes the month's ranking.
    ///
    /// - Parameter inputs: what it is computed from; nil for what the records say.
    func takeSnapshot(of cycle: Cycle, _ inputs: Ranking.Inputs? = nil) throws -> SnapshotReference {
        let snapshot = Snapshot(of: try inputs ?? recordedInputs(of: cycle), hash: Snapshot.sha256)
        let ranking = snapshot.ranking.canonicalBytes()
        let number = ((try latestSnapshot(of: cycle.id))?.number ?? 0) + 1
        let hash = Snapshot.sha256(ranking)
        let id: ID<Snapshot> = try session.insert(
            """
            INSERT INTO snapshot (cycle_id, number, inputs, ranking, hash, taken_at, taken_by)
            VALUES (\(cycle.id), \(number), \(String(decoding: snapshot.inputs.canonicalBytes(), as: UTF8.self)),
                    \(String(decoding: ranking, as: UTF8.self)), \(hash), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .created, .snapshot, id, in: place(of: cycle.branch),
            after: ["cycle": .open(JSON(cycle.id)), "hash": .open(.string(hash))]
        )
        return SnapshotReference(id: id, number: number, hash: hash, takenAt: now)
    }

    func latestSnapshot(of cycle: ID<Cycle>) throws -> SnapshotReference? {
        try session.one(
            """
            SELECT id, number, hash, taken_at FROM snapshot
             WHERE cycle_id = \(cycle) ORDER BY number DESC LIMIT 1
            """,
            SnapshotReference.init(row:)
        )
    }

    /// The snapshots of a month, in the order they were taken.
    func storedSnapshotReferences(of cycle: ID<Cycle>) throws -> [SnapshotReference] {
        try session.rows(
            "SELECT id, number, hash, taken_at FROM snapshot WHERE cycle_id = \(cycle) ORDER BY number",
            SnapshotReference.init(row:))
    }

    /// What a snapshot froze.
    func frozen(_ snapshot: SnapshotReference) throws -> ParsedDocuments.FrozenRanking {
        try known.documents.ranking(snapshot.hash) {
            let document: String? = try session.value("SELECT inputs FROM snapshot WHERE id = \(snapshot.id)")
            guard let document, let json = try? JSON.parse(document.utf8),
                let inputs = Ranking.Inputs(snapshotJSON: json)
            else { throw StorageFault.corrupt("the inputs of a snapshot cannot be read") }
            return inputs
        }
    }

    private static let snapshotListing: SQL =
        """
        SELECT snapshot.id, snapshot.number, snapshot.hash, snapshot.taken_at, snapshot.taken_by, snapshot.cycle_id,
               snapshot.inputs, snapshot.ranking, branch.code, cycle.month
          FROM snapshot
          JOIN cycle ON cycle.id = snapshot.cycle_id
          JOIN branch ON branch.id = cycle.branch_id
        """

    /// - Throws: ``StoreError/notFound(_:)``.
    package func snapshot(_ id: ID<Snapshot>) throws -> StoredSnapshot {
        let found = try session.one("\(Self.snapshotListing) WHERE snapshot.id = \(id)", StoredSnapshot.init(row:))
        guard let found else { throw StoreError.notFound("snapshot") }
        try require(.readResults, in: storedCycle(found.cycle).branch)
        return found
    }

    /// A snapshot that leaves the house: the audit says to whom.
    package func exportSnapshot(_ id: ID<Snapshot>) throws -> StoredSnapshot {
        let found = try snapshot(id)
        try audit(.exported, .snapshot, id, in: place(of: storedCycle(found.cycle).branch))
        return found
    }

    /// All snapshots of a month that the reader may see leave the house, the first ones and those after objections, in
    /// the order they were taken.
    ///
    /// - Throws: ``ListTooLong``.
    package func exportSnapshots(of month: Month) throws -> [StoredSnapshot] {
        let found = try whole { try snapshots(CycleFilter(month: month), $0) }
        for snapshot in found {
            try audit(.exported, .snapshot, snapshot.reference.id, in: place(of: storedCycle(snapshot.cycle).branch))
        }
        return found
    }

    /// Snapshots in the order they were taken.
    package func snapshots(_ filter: CycleFilter, _ page: PageRequest = PageRequest()) throws -> Page<StoredSnapshot> {
        try authority.require(.readResults)
        var conditions: [SQL] = [
            "snapshot.id > \(page.after?.integer() ?? 0)", try isWithin(.readResults, branch: "cycle.branch_id"),
        ]
        if let month = filter.month { conditions.append("cycle.month = \(month)") }
        if let branch = filter.branch { conditions.append("cycle.branch_id = \(branch)") }
        let rows = try session.rows(
            """
            \(Self.snapshotListing)
             WHERE \(SQL.all(conditions))
             ORDER BY snapshot.id LIMIT \(page.limit + 1)
            """,
            StoredSnapshot.init(row:)
        )
        return Page(rows, page) { [JSON($0.reference.id)] }
    }

    /// Recomputes a snapshot from its inputs and compares; the latest of a cycle also with what the records say now.
    package func verifySnapshot(_ id: ID<Snapshot>) throws -> (StoredSnapshot, Verification) {
        let stored = try snapshot(id)
        var current: Ranking.Inputs?
        var comparesTrend = true
        if try latestSnapshot(of: stored.cycle)?.id == id {
            let cycle = try storedCycle(stored.cycle)
            current = try recordedInputs(of: cycle)
            comparesTrend = try trendCycles(before: cycle).allSatisfy { $0.status != .open }
        }
        var faults = Snapshot.verify(
            inputs: stored.inputs, ranking: stored.ranking, recordedHash: stored.reference.hash, current: current,
            comparesTrend: comparesTrend, hash: Snapshot.sha256
        )
        if current != nil, !faults.contains(.recordsDiffer), try hasAlteredPoints(stored.cycle) {
            faults.append(.recordsDiffer)
        }
        if current != nil, try hasAlteredAwards(stored) { faults.append(.awardsDiffer) }
        if try movesUntouched(stored) { faults.append(.movesUntouched) }
        return (stored, Verification(hash: stored.reference.hash, faults: faults))
    }

    /// - Throws: ``SnapshotDoesNotHold`` if what was posted is no longer what it was computed from. Earlier months that
    ///   changed since do not stand in the way: what was posted counts.
    func requireSnapshotHolds(of cycle: Cycle) throws {
        guard let latest = try latestSnapshot(of: cycle.id) else { return }
        let faults = try verifySnapshot(latest.id).1.faults.filter { $0 != .precedingDiffer }
        if let first = faults.first { throw SnapshotDoesNotHold(fault: first) }
    }

    /// Whether the awards of a final month are others than the ranking's winners.
    private func hasAlteredAwards(_ stored: StoredSnapshot) throws -> Bool {
        let cycle = try storedCycle(stored.cycle)
        // Inputs that cannot be read are a fault of their own.
        guard let inputs = Ranking.Inputs(snapshotJSON: stored.inputs) else { return false }
        let ranking = Ranking(inputs)
        let withheld = try Set(withheldHonours(of: cycle.id).map { "\($0.area.text) \($0.member.number.text) " })
        let standing = try awards(of: cycle.id).map {
            "\($0.area.text) \($0.member.number.text) \($0.place) \($0.final)"
        }
        let brought = ranking.rows.filter { ranking.winners.contains($0.area) }
            .flatMap { row in
                row.holders.filter { !withheld.contains("\(row.area.text) \($0.text) ") }
                    .map { "\(row.area.text) \($0.text) \(row.place) \(row.score.final)" }
            }
        return standing.sorted() != (cycle.status == .final ? brought.sorted() : [])
    }

    /// Whether the points of a sheet that counts no longer sum up to its total, which is what a snapshot holds of it.
    private func hasAlteredPoints(_ cycle: ID<Cycle>) throws -> Bool {
        try session.exists(
            """
            SELECT 1 FROM sheet
             WHERE cycle_id = \(cycle) AND \(KeptSheet.counts)
               AND total <> (SELECT coalesce(sum(points), 0) FROM sheet_point WHERE sheet_id = sheet.id)
            """
        )
    }
}

/// A posted month cannot become final: its snapshot fails the check.
struct SnapshotDoesNotHold: StateRefusal {
    let fault: Snapshot.Fault

    let code = "snapshotDoesNotHold"
    var detail: Sentence { "\(fault.detail): ‘zhibu award verify’ shows more; the month can only end without award" }
}

extension SnapshotReference {
    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        number = try row["number"]
        hash = try row["hash"]
        takenAt = try row["taken_at"]
    }
}

extension StoredSnapshot {
    fileprivate init(row: SQLRow) throws {
        reference = try SnapshotReference(row: row)
        branch = try row["code"]
        month = try row["month"]
        takenBy = try row["taken_by"]
        cycle = try row["cycle_id"]
        // Whatever cannot be read any more is for the verification to report, not for the list to fail on.
        inputs = (try? JSON.parse((try row["inputs"] as String).utf8)) ?? .null
        ranking = (try? JSON.parse((try row["ranking"] as String).utf8)) ?? .null
    }
}
