package import Domain

/// What of the audit is wanted. What is nil does not narrow the list.
package struct AuditFilter: Sendable {
    /// A sign-in name, or `operator:` and a system user.
    package var actor: String?
    /// What was done by this member's account, or to the member.
    package var member: ID<Member>?
    package var subject: AuditSubject?
    package var subjectID: Int64?
    package var action: AuditAction?
    package var days: DateSpan?

    package init(
        actor: String? = nil, member: ID<Member>? = nil, subject: AuditSubject? = nil, subjectID: Int64? = nil,
        action: AuditAction? = nil, days: DateSpan? = nil
    ) {
        self.actor = actor
        self.member = member
        self.subject = subject
        self.subjectID = subjectID
        self.action = action
        self.days = days
    }
}

extension Transaction {
    static let auditColumns: SQL =
        """
        audit.id, audit.at, audit.actor, audit.account_id, audit.origin, audit.action, audit.subject,
        audit.subject_id, audit.committee_id, audit.branch_id, audit.before, audit.after, audit.salt, audit.request_id,
        audit.records
        """

    /// The audit, the newest first, as far as the principal's scope goes.
    package func auditEntries(
        _ filter: AuditFilter = AuditFilter(), _ page: PageRequest = PageRequest()
    ) throws -> Page<AuditEntry> {
        try authority.require(.readAudit)
        var conditions: [SQL] = []
        if let after = page.after { conditions.append("audit.id < \(after.integer())") }
        if let actor = filter.actor { conditions.append("audit.actor = \(actor)") }
        if let subject = filter.subject { conditions.append("audit.subject = \(subject)") }
        if let id = filter.subjectID { conditions.append("audit.subject_id = \(id)") }
        if let action = filter.action { conditions.append("audit.action = \(action)") }
        if let first = filter.days?.from { conditions.append("audit.at >= \(settings.timeZone.midnight(of: first))") }
        if let last = filter.days?.until {
            conditions.append("audit.at < \(settings.timeZone.midnight(of: last.adding(days: 1)))")
        }
        let wanted = page.limit + 1
        let entries =
            try filter.member.map { try audit(about: $0, conditions) }
            ?? auditWithinReach(conditions, limit: wanted)
        let rows = try session.rows(
            "\(entries) ORDER BY id DESC LIMIT \(wanted)", AuditEntry.init(row:)
        )
        return Page(rows, page) { [JSON($0.id)] }
    }

    private static func entries(where conditions: [SQL]) -> SQL {
        "SELECT \(auditColumns) FROM audit WHERE \(SQL.all(conditions))"
    }

    /// The entries about a member, about their account and by it, for which the conditions hold, as far as the principal's
    /// scope goes: each of the three by its index, and none of them twice.
    private func audit(about member: ID<Member>, _ conditions: [SQL]) throws -> SQL {
        let isWithin: SQL =
            try placesOfAudit().map { committees, branches in
                "(audit.committee_id IN \(list: committees) OR audit.branch_id IN \(list: branches))"
            } ?? "1 = 1"
        func entries(where part: SQL) -> SQL { Self.entries(where: [part, isWithin] + conditions) }
        let ofMember = entries(
            where: "audit.subject = \(AuditSubject.member) AND audit.subject_id = \(member)")
        let account = try session.one("SELECT id, name FROM account WHERE member_id = \(member)") { row in
            (id: try row.at(0) as ID<Account>, name: try row.at(1) as String)
        }
        guard let account else { return ofMember }
        return SQL.merged([
            ofMember,
            entries(where: "audit.subject = \(AuditSubject.account) AND audit.subject_id = \(account.id)"),
            entries(
                where: """
                    audit.actor = \(account.name)
                    AND (audit.subject <> \(AuditSubject.member) OR audit.subject_id IS DISTINCT FROM \(member))
                    AND (audit.subject <> \(AuditSubject.account) OR audit.subject_id IS DISTINCT FROM \(account.id))
                    """),
        ])
    }

    /// The entries for which the conditions hold, as far as the principal's scope goes: place by place, so that those of
    /// a small place are not looked for among everybody's.
    private func auditWithinReach(_ conditions: [SQL], limit: Int) throws -> SQL {
        func entries(where place: SQL) -> SQL { Self.entries(where: [place] + conditions) }
        guard let (committees, branches) = try placesOfAudit() else { return entries(where: "1 = 1") }
        // So many places have most of the audit.
        if !(1...SQL.mostMerged).contains(committees.count + branches.count) {
            return entries(
                where: "(audit.committee_id IN \(list: committees) OR audit.branch_id IN \(list: branches))"
            )
        }
        func merged(_ places: [Int64], _ column: SQL) -> [SQL] {
            if places.isEmpty { return [] }
            return [
                session.merged(over: places, by: "id DESC", limit: limit) { entries(where: "\(column) = \($0)") }
            ]
        }
        return SQL.merged(
            merged(committees.map(\.rawValue), "audit.committee_id")
                + merged(branches.map(\.rawValue), "audit.branch_id"))
    }

    /// The places whose entries the principal reads, none of which has another one's; nil for all there are.
    private func placesOfAudit() throws -> (committees: [ID<Committee>], branches: [ID<Branch>])? {
        let reach = authority.reach(of: .readAudit)
        if reach.isEverything { return nil }
        // What is a branch's is its committee's as well.
        let committees = try Set(reach.committees.flatMap(committeesBelow)).sorted()
        let branches = try reach.branches.sorted().filter { branch in
            try !place(of: branch).committees.contains(where: committees.contains)
        }
        return (committees, branches)
    }
}

extension AuditEntry {
    /// The actor of what whoever objects does: no account can be called so.
    package static let protectedActor = "protected:objector"

    init(row: SQLRow) throws {
        self.init(
            id: try row["id"], at: try row["at"], actor: try row["actor"], account: try row["account_id"],
            origin: try row["origin"], action: try row["action"], subject: try row["subject"],
            subjectID: try row["subject_id"], committee: try row["committee_id"], branch: try row["branch_id"],
            before: try row["before"], after: try row["after"], salt: try row["salt"], request: try row["request_id"],
            records: try row["records"]
        )
    }
}
