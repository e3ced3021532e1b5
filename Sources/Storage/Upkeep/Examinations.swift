package import Domain

/// How closely a database is looked at.
package enum ExaminationDepth: Sendable {
    /// What tells whether a copy is a good one: pages, references, the schema, the audit, the snapshots' hashes.
    case copy
    /// All that can be checked: snapshots recomputed and compared with the records, sheets summed up, fields opened.
    case whole
}

extension Transaction {
    /// Checks the whole database for what no use case of ours does to it.
    package func examine() throws -> Examination {
        try require(.maintainDatabase, in: placeOfBureau())
        return try Inspection(of: session, settings: settings, keys: keys, now: now, lastSeal: lastSeal).examine(.whole)
    }

    /// - Throws: ``Authority/Denial``.
    package func requireMaintenance() throws {
        try require(.maintainDatabase, in: placeOfBureau())
    }
}

/// Examines a database on behalf of nobody in particular: what it reads it does not tell.
struct Inspection {
    private let transaction: Transaction
    /// nil where the database's own keys are not at hand: then what needs them is left out.
    private let keys: Keyring?

    init(of session: any Session, settings: Settings, keys: Keyring?, now: Instant, lastSeal: LastSeal?) throws {
        self.keys = keys
        transaction = try Transaction(
            session: session, principal: .operator(systemUser: "zhibu"), now: now, settings: settings,
            keys: keys ?? Keyring.blank, lastSeal: lastSeal
        )
    }

    func examine(_ depth: ExaminationDepth) throws -> Examination {
        var extent = Examination.Extent()
        var checks: [Examination.Finding.Check] = []
        var findings: [Examination.Finding] = []
        func check(_ check: Examination.Finding.Check, _ look: () throws -> [Sentence]) throws {
            checks.append(check)
            do {
                findings += try look().map { Examination.Finding(check, $0) }
            } catch StorageFault.corrupt(let cause) {
                findings.append(Examination.Finding(check, "what is to be checked cannot be read: \(cause)"))
            }
        }
        let session = transaction.session
        try check(.pages) { try session.faults(.pages, of: Migration.all) }
        try check(.references) { try session.faults(.references, of: Migration.all) }
        try check(.schema) { try session.faults(.schema, of: Migration.all) }
        try check(.audit) { try audit(&extent) }
        try check(.records) { try records(&extent) }
        try check(.snapshots) { try depth == .whole ? snapshots(&extent) : snapshotHashes(&extent) }
        if depth == .whole {
            try check(.sheets) { try sheets(&extent) }
            if let keys { try check(.fields) { try fields(keys) } }
        }
        try check(.clock, clock)
        return Examination(checks: checks, findings: findings, extent: extent)
    }

    private func audit(_ extent: inout Examination.Extent) throws -> [Sentence] {
        let found = try transaction.checkAudit(against: nil, signedBy: keys)
        extent.entries = found.entries
        extent.seals = found.seals
        return found.faults.map(\.detail)
    }

    private func records(_ extent: inout Examination.Extent) throws -> [Sentence] {
        let found = try transaction.checkRecords(signedBy: keys)
        extent.records = found.records
        return found.faults.prefix(100).map(\.detail)
    }

    private func snapshotHashes(_ extent: inout Examination.Extent) throws -> [Sentence] {
        var faults: [Sentence] = []
        try transaction.session.forEachOfMany("SELECT id, inputs, ranking, hash FROM snapshot ORDER BY id") { row in
            extent.snapshots += 1
            let id: Int64 = try row.at(0)
            let inputsHash = Snapshot.sha256(Array((try row.at(1) as String).utf8))
            let ranking = Array((try row.at(2) as String).utf8)
            guard Snapshot.sha256(ranking) == (try row.at(3) as String) else {
                faults.append(Self.fault(.rankingAltered, ofSnapshot: id))
                return
            }
            if (try? JSON.parse(ranking))?["inputsHash"]?.string != inputsHash {
                faults.append(Self.fault(.inputsAltered, ofSnapshot: id))
            }
        }
        return faults
    }

    private static func fault(_ fault: Snapshot.Fault, ofSnapshot id: Int64) -> Sentence {
        "snapshot \(id): \(fault.detail)"
    }

    private func snapshots(_ extent: inout Examination.Extent) throws -> [Sentence] {
        let ids: [ID<Snapshot>] = try transaction.session.rows("SELECT id FROM snapshot ORDER BY id") { try $0.at(0) }
        extent.snapshots = Int64(ids.count)
        return try ids.flatMap { id in
            let (snapshot, verification) = try transaction.verifySnapshot(id)
            // An earlier month that changed while it was open is as it should be.
            return verification.faults.filter { $0 != .precedingDiffer }.map { fault -> Sentence in
                "snapshot \(id.rawValue), \(snapshot.branch.text) in \(snapshot.month): \(fault.detail)"
            }
        }
    }

    private func sheets(_ extent: inout Examination.Extent) throws -> [Sentence] {
        extent.sheets = try transaction.session.value("SELECT count(*) FROM sheet") ?? 0
        return try transaction.session.rows(
            """
            SELECT sheet.id FROM sheet
             WHERE sheet.total <> (SELECT coalesce(sum(points), 0) FROM sheet_point WHERE sheet_id = sheet.id)
             ORDER BY sheet.id LIMIT 100
            """
        ) { row -> Sentence in
            "the points of sheet \(try row.at(0) as Int64) do not sum up to its total"
        }
    }

    private func fields(_ keys: Keyring) throws -> [Sentence] {
        let phones = try transaction.unreadablePhones().map { member -> Sentence in
            "the telephone number of member \(member.rawValue) does not open with the keys"
        }
        let factors = try transaction.unreadableFactors().map { account -> Sentence in
            "the second factor of account \(account.rawValue) does not open with the keys"
        }
        let objections = try transaction.unreadableObjections().map { objection -> Sentence in
            "what objection \(objection.rawValue) says does not open with the keys"
        }
        let notes = try transaction.unreadableEligibility().map { note -> Sentence in
            "what record \(note.rawValue) of eligibility says does not open with the keys"
        }
        let decisions = try transaction.unreadableEligibilityDecisions().map { cycle -> Sentence in
            "a decision on eligibility in month \(cycle.rawValue) does not open with the keys"
        }
        let reminders = try transaction.unreadableMailReminders().map { account -> Sentence in
            "the mail address of account \(account.rawValue) does not open with the keys"
        }
        let talks = try transaction.unreadableTalkNotes().map { talk -> Sentence in
            "the note on talk \(talk.rawValue) does not open with the keys"
        }
        let care = try transaction.unreadableCare().map { found -> Sentence in
            "care case \(found.rawValue) does not open with the keys"
        }
        let statements = try transaction.unreadableAppraisalStatements().map { appraisal -> Sentence in
            "a statement in appraisal \(appraisal.rawValue) does not open with the keys"
        }
        return phones + factors + objections + notes + decisions + reminders + talks + care + statements
    }

    private func clock() throws -> [Sentence] {
        let newest: Instant? = try transaction.session.value("SELECT at FROM audit ORDER BY id DESC LIMIT 1")
        guard let newest, newest > transaction.now.adding(seconds: 60) else { return [] }
        let fault: Sentence = "the newest entry of the audit is of \(newest), but the clock says \(transaction.now)"
        return [fault]
    }
}
