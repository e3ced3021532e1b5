/// One thing that was done: who, from where, what, on what, how it stood before and after. Entries are only ever
/// appended, numbered from 1 without a gap.
package struct AuditEntry: Hashable, Sendable {
    package let id: Int64
    package let at: Instant
    /// A sign-in name, `operator:` and a system user, or `nobody`.
    package let actor: String
    package let account: ID<Account>?
    /// The network address; `local` for a command beside the file. nil in entries from before it was kept.
    package let origin: String?
    package let action: String
    package let subject: String
    package let subjectID: Int64?
    package let committee: ID<Committee>?
    package let branch: ID<Branch>?
    /// JSON, as it is stored; personal values stand in it as keyed hashes.
    package let before: String?
    package let after: String?
    package let salt: String?
    package let request: String?
    /// JSON: by `subject:id`, what the records were that the entry left behind, as keyed hashes; null for what went. nil
    /// in entries that left none, and in those from before it was kept.
    package let records: String?

    package init(
        id: Int64, at: Instant, actor: String, account: ID<Account>?, origin: String?, action: String, subject: String,
        subjectID: Int64?, committee: ID<Committee>?, branch: ID<Branch>?, before: String?, after: String?,
        salt: String?, request: String?, records: String?
    ) {
        self.id = id
        self.at = at
        self.actor = actor
        self.account = account
        self.origin = origin
        self.action = action
        self.subject = subject
        self.subjectID = subjectID
        self.committee = committee
        self.branch = branch
        self.before = before
        self.after = after
        self.salt = salt
        self.request = request
        self.records = records
    }

    /// What a seal is computed over: every column, in canonical JSON, and a line break. It never changes, or old seals
    /// would no longer hold.
    package var canonicalLine: [UInt8] {
        let json: JSON = [
            "id": JSON(id), "at": JSON(at.seconds), "actor": .string(actor), "account": JSON(account),
            "origin": JSON(origin), "action": .string(action), "subject": .string(subject),
            "subjectId": subjectID.map { JSON($0) } ?? .null, "committee": JSON(committee), "branch": JSON(branch),
            "before": JSON(before), "after": JSON(after), "salt": JSON(salt), "request": JSON(request),
        ]
        guard let records, var object = json.object else { return json.canonicalBytes() + [0x0A] }
        object["records"] = .string(records)
        return JSON.object(object).canonicalBytes() + [0x0A]
    }
}
