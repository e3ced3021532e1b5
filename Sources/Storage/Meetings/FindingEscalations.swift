package import Domain

extension FindingEscalation.Stage: SQLTextValue {}

/// What a committee does about findings that are overdue.
package struct FindingEscalationListing: Hashable, Sendable {
    package let committee: Committee
    /// nil where nothing is on record.
    package let escalation: FindingEscalation?
    /// 0 where nothing is on record.
    package let version: Int
}

extension Transaction {
    /// - Throws: ``StoreError/notFound(_:)``.
    package func findingEscalation(of id: ID<Committee>) throws -> FindingEscalationListing {
        let committee = try committee(id)
        let stored = try storedEscalation(of: id)
        return FindingEscalationListing(
            committee: committee, escalation: stored?.escalation, version: stored?.version ?? 0)
    }

    /// Puts another one in the place of what is on record. It goes for the meetings that open from then on.
    ///
    /// - Parameter version: what the caller had read, 0 for nothing; nil to record it whatever stands there.
    package func recordFindingEscalation(
        _ escalation: FindingEscalation, of id: ID<Committee>, ifVersion version: Int?
    ) throws -> FindingEscalationListing {
        let before = try findingEscalation(of: id)
        try put(
            escalation, of: id, in: "escalation_policy", .findingEscalation,
            inPlaceOf: (before.escalation, before.version), ifVersion: version)
        return try findingEscalation(of: id)
    }

    /// What a committee does about what is overdue; nil where it does nothing.
    func escalation(of committee: ID<Committee>) throws -> FindingEscalation? {
        try storedEscalation(of: committee).flatMap { $0.escalation.isOff ? nil : $0.escalation }
    }

    private func storedEscalation(
        of committee: ID<Committee>
    ) throws -> (escalation: FindingEscalation, version: Int)? {
        try session.one(
            """
            SELECT \(columnsOf: FindingEscalation.self), version FROM escalation_policy
             WHERE committee_id = \(committee)
            """
        ) { (try FindingEscalation(row: $0), try $0["version"]) }
    }

    /// At which meetings these findings were overdue, the first meeting first.
    func escalations(of findings: [ID<Finding>]) throws -> [ID<Finding>: [FindingEscalation.Entry]] {
        var found: [ID<Finding>: [(id: Int64, entry: FindingEscalation.Entry)]] = [:]
        for some in findings.listsOfOneStatement {
            try session.forEach(
                """
                SELECT finding_escalation.id, finding_escalation.finding_id, finding_escalation.meeting_id, meeting.date,
                       finding_escalation.number, finding_escalation.stage, finding_escalation.due_on,
                       finding_escalation.recorded_at
                  FROM finding_escalation JOIN meeting ON meeting.id = finding_escalation.meeting_id
                 WHERE finding_escalation.finding_id IN \(list: some)
                """
            ) { row in
                let entry = FindingEscalation.Entry(
                    meeting: try row["meeting_id"], on: try row["date"], number: try row["number"],
                    stage: try row["stage"], due: try row["due_on"], at: try row["recorded_at"])
                found[try row["finding_id"], default: []].append((try row["id"], entry))
            }
        }
        return found.mapValues { $0.sorted { $0.id < $1.id }.map(\.entry) }
    }

    /// Brings what is overdue at a secretaries' meeting, which just opened, a stage further.
    func escalateFindings(at meeting: MeetingListing) throws {
        guard hasAgenda(meeting), let escalation = try escalation(of: meeting.committee) else { return }
        let overdue = try session.rows(
            """
            SELECT id, branch_id, year, number, due_on FROM finding
             WHERE committee_id = \(meeting.committee) AND status IN \(list: Finding.Status.withBranch)
               AND due_on < \(meeting.meeting.slot.date)
            """
        ) { row in
            (
                id: try row["id"] as ID<Finding>, branch: try row["branch_id"] as ID<Branch>,
                number: Finding.Number(year: try row["year"], number: try row["number"]),
                due: try row["due_on"] as LocalDate
            )
        }.sorted { $0.id < $1.id }
        let before = try escalations(of: overdue.map(\.id))
        for finding in overdue {
            guard let next = escalation.next(after: before[finding.id] ?? [], due: finding.due) else { continue }
            try session.run(
                """
                INSERT INTO finding_escalation (finding_id, meeting_id, number, stage, due_on, recorded_at)
                VALUES (\(finding.id), \(meeting.id), \(next.number), \(next.stage), \(finding.due), \(now))
                """
            )
            try audit(
                .changed, .finding, finding.id, in: place(of: finding.branch),
                after: [
                    "number": .open(.string(finding.number.text)), "stage": .open(.string(next.stage.rawValue)),
                    "meeting": .open(JSON(meeting.id)), "meetings": .open(JSON(next.number)),
                    "due": .open(JSON(finding.due)),
                ])
        }
    }

    /// What has come so far that it is to go to the party group, of the branches to which the principal gives findings and
    /// for which they do not answer.
    package func findingsToCirculate() throws -> [FindingListing] {
        if authority.isUnlimited || !authority.allows(.giveFindings) { return [] }
        let answered = authority.branchesActedFor
        return try findings(
            """
            \(Self.findingListing)
             WHERE finding.status IN \(list: Finding.Status.withBranch) AND finding.due_on < \(today)
               AND EXISTS (
                   SELECT 1 FROM finding_escalation
                    WHERE finding_escalation.finding_id = finding.id AND finding_escalation.due_on = finding.due_on
                      AND finding_escalation.stage = 'circulated')
               AND \(try isWithin(.giveFindings, branch: "finding.branch_id"))
             ORDER BY finding.due_on, finding.id
            """
        ).filter { !answered.contains($0.branch) }
    }
}

extension FindingEscalation: Columned {
    static let columns: [Column<FindingEscalation>] = [
        Column("remind_days", as: "remindDays", audited: .open) { $0.remindDays },
        Column("supervised_at", as: "supervisedAt", audited: .open) { $0.supervisedAt },
        Column("circulated_at", as: "circulatedAt", audited: .open) { $0.circulatedAt },
        Column("is_off", as: "off", audited: .open) { $0.isOff },
    ]

    fileprivate init(row: SQLRow) throws {
        self.init(
            kept: try row["remind_days"], supervisedAt: try row["supervised_at"],
            circulatedAt: try row["circulated_at"], isOff: try row["is_off"])
    }
}
