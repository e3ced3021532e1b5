import Domain

/// What one write has audited so far. Its entries go in last, so that each can say what the records became.
final class PendingAudit {
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
    }

    var entries: [Entry] = []
}

extension Transaction {
    /// Forgets what was written to the tables by anything but a use case.
    func beginAudit() throws {
        _ = try session.takeTouched()
    }

    /// Appends what was audited. Each record that the write has touched stands in the last entry about it, or in the last
    /// of all where none is, as a keyed hash of what it is now.
    ///
    /// - Throws: ``StorageFault/corrupt(_:)`` where something was touched and nothing audited: a use case's mistake.
    func finishAudit() throws {
        let touched = try session.takeTouched().map { RecordName($0.subject, $0.record) }
            .sorted { ($0.subject.rawValue, $0.id) < ($1.subject.rawValue, $1.id) }
        guard let last = pendingAudit.entries.indices.last else {
            guard let first = touched.first else { return }
            throw StorageFault.corrupt("a change of \(first.text) was not audited")
        }
        var owner: [RecordName: Int] = [:]
        for (index, entry) in pendingAudit.entries.enumerated() {
            owner[RecordName(entry.subject, entry.subjectID ?? 0)] = index
        }
        let contents = try recordContents(of: touched)
        var kept = Array(repeating: [RecordName](), count: pendingAudit.entries.count)
        for name in touched { kept[owner[name] ?? last].append(name) }
        try append(pendingAudit.entries, kept, contents)
        pendingAudit.entries = []
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
        _ entries: [PendingAudit.Entry], _ records: [[RecordName]], _ contents: [RecordName: String]
    ) throws {
        let first = try session.nextKey(of: "audit")
        for (index, entry) in entries.enumerated() {
            let id = first + Int64(index)
            var kept = JSON.Object()
            for name in records[index] {
                kept.append(name.text, JSON(contents[name].map { keys.hash(of: name, $0, in: id) }))
            }
            try session.run(
                """
                INSERT INTO audit (id, at, actor, account_id, origin, action, subject, subject_id, committee_id,
                                   branch_id, before, after, salt, request_id, records)
                VALUES (\(id), \(now), \(entry.actor), \(entry.account), \(caller.address), \(entry.action),
                        \(entry.subject), \(entry.subjectID), \(entry.place.committees.first), \(entry.place.branch),
                        \(entry.before?.text), \(entry.after?.text), \(entry.salt), \(caller.request),
                        \(kept.members.isEmpty ? nil : JSON.object(kept).text))
                """
            )
        }
    }
}
