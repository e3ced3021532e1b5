import Domain

/// What one write has audited and not appended yet. Entries go in as late as they can, so that each can say what the records
/// became.
final class PendingAudit {
    /// How many entries wait at most: a file of a million rows is one write.
    static let most = 1_000
    /// Stands for whoever objects, of whom the audit knows nothing else.
    static let protected = AuditEntry.protectedActor

    struct Entry {
        let actor: String
        let account: ID<Account>?
        let action: AuditAction
        let subject: AuditSubject
        let subjectID: Int64?
        let place: Place
        let before: JSON?
        let after: JSON?
        let salt: String?
        /// Whether it says nothing of who it was, nor from where.
        var isProtected = false
    }

    var entries: [Entry] = []
    /// Whether what is noted will be appended: only a write does so.
    var isBegun = false
    /// Records that were touched, and that no entry is about yet.
    var unowned: Set<RecordName> = []
}

extension Transaction {
    /// Forgets what was written to the tables by anything but a use case.
    func beginAudit() throws {
        _ = try session.takeTouched()
        pendingAudit.isBegun = true
    }

    /// Appends what was audited. Each record that the write has touched stands in the last entry about it, or in the last
    /// of all where none is, as a keyed hash of what it is now.
    ///
    /// - Throws: ``StorageFault/corrupt(_:)`` where something was touched and nothing audited: a use case's mistake.
    func finishAudit() throws {
        try appendAudit(keeping: 0)
    }

    /// Appends all entries but the last where there are many. A record that is touched again later stands in a later entry
    /// again, which is the one that counts; the last waits for what nothing is said about until the end.
    ///
    /// Not where others write beside this one: until it is committed they wait for the numbers that it takes.
    func appendAuditWhereLong() throws {
        if writePlace == .everywhere, pendingAudit.entries.count > PendingAudit.most { try appendAudit(keeping: 1) }
    }

    private func appendAudit(keeping waiting: Int) throws {
        let new = Set(try session.takeTouched().map { RecordName($0.subject, $0.record) })
        try requirePlace(of: new)
        let touched = pendingAudit.unowned.union(new)
        let due = pendingAudit.entries.count - waiting
        if pendingAudit.entries.isEmpty {
            guard let first = touched.min(by: RecordName.isBefore) else { return }
            throw StorageFault.corrupt("a change of \(first.text) was not audited")
        }
        var owner: [RecordName: Int] = [:]
        for (index, entry) in pendingAudit.entries.enumerated() {
            owner[RecordName(entry.subject, entry.subjectID ?? 0)] = index
        }
        var kept = Array(repeating: [RecordName](), count: due)
        var unowned: Set<RecordName> = []
        for name in touched.sorted(by: RecordName.isBefore) {
            let index = owner[name] ?? pendingAudit.entries.count - 1
            if index < due { kept[index].append(name) } else { unowned.insert(name) }
        }
        try append(Array(pendingAudit.entries.prefix(due)), kept, recordContents(of: kept.flatMap(\.self)))
        pendingAudit.entries.removeFirst(due)
        pendingAudit.unowned = unowned
    }

    /// Vouches for the records of a database that comes from before entries did: those that are there are taken as they are.
    func vouchForRecords() throws {
        for subject in AuditSubject.allCases {
            for some in try recordIDs(of: subject).listsOfOneStatement {
                let names = some.map { RecordName(subject, $0) }
                let entry = PendingAudit.Entry(
                    actor: principal.name, account: nil, action: .vouched, subject: .database, subjectID: nil,
                    place: .bureau, before: nil,
                    after: ["subject": .string(subject.rawValue), "records": JSON(names.count)], salt: nil)
                try append([entry], [names], try recordContents(of: names))
            }
        }
    }

    private func append(
        _ entries: [PendingAudit.Entry], _ records: [[RecordName]], _ contents: [RecordName: [UInt8]]
    ) throws {
        let first = try session.nextKeys(of: "audit", count: entries.count)
        // No entry is earlier than the one before it, which another server's clock may have dated.
        let earlier: Instant? = try session.value("SELECT at FROM audit WHERE id = \(first - 1)")
        var latest = max(now, earlier ?? now)
        for (index, entry) in entries.enumerated() {
            let id = first + Int64(index)
            var kept = JSON.Object()
            for name in records[index] {
                kept.append(name.text, JSON(contents[name].map { keys.hash(of: name, $0, in: id) }))
            }
            // Unless this one says that a clock which was ahead is left behind.
            if entry.subject == .clock { latest = now }
            try session.run(
                """
                INSERT INTO audit (id, at, actor, account_id, origin, action, subject, subject_id, committee_id,
                                   branch_id, before, after, salt, request_id, records)
                VALUES (\(id), \(latest), \(entry.actor), \(entry.account),
                        \(entry.isProtected ? PendingAudit.protected : caller.address), \(entry.action),
                        \(entry.subject), \(entry.subjectID), \(entry.place.committees.first), \(entry.place.branch),
                        \(entry.before?.text), \(entry.after?.text), \(entry.salt),
                        \(entry.isProtected ? nil : caller.request),
                        \(kept.members.isEmpty ? nil : JSON.object(kept).text))
                """
            )
        }
    }
}
