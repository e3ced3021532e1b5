package import Domain

/// An audit entry as people read it: with the codes they know things by, in place of numbers of the database.
package struct AuditListing: Hashable, Sendable {
    /// What an entry is about: a branch by its code, a sheet by its area and month.
    package struct Reference: Hashable, Sendable {
        package let code: String
        /// What has a page of its own on which the thing is found: for a sheet its month.
        package let record: AuditSubject
        package let recordID: Int64
    }

    package let entry: AuditEntry
    /// nil for what has no record, such as the clock, and for what is not there any more.
    package let about: Reference?
    /// Whose account the actor's is; nil for who has none, and where the reader may not know of the people.
    package let actorName: String?
}

extension Transaction {
    /// The audit as ``auditEntries(_:_:)`` has it, in the words that people use.
    package func auditListings(
        _ filter: AuditFilter = AuditFilter(), _ page: PageRequest = PageRequest()
    ) throws -> Page<AuditListing> {
        let (entries, next) = try auditEntries(filter, page).rowsAndNext
        var references: [AuditSubject: [Int64: AuditListing.Reference]] = [:]
        for (subject, alike) in Dictionary(grouping: entries, by: { AuditSubject(rawValue: $0.subject) }) {
            guard let subject else { continue }
            references[subject] = try auditReferences(to: subject, Set(alike.compactMap(\.subjectID)).sorted())
        }
        let names =
            try authority.allows(.readOrganisation)
            ? accountOwners(Set(entries.compactMap(\.account)).sorted()) : [:]
        let listings = entries.map { entry in
            AuditListing(
                entry: entry,
                about: AuditSubject(rawValue: entry.subject).flatMap { subject in
                    entry.subjectID.flatMap { references[subject]?[$0] }
                },
                actorName: entry.account.flatMap { names[$0] })
        }
        return Page(items: listings, next: next)
    }

    /// What people know records by, of those that the audit speaks of and that are still there.
    package func auditCodes(of ids: [AuditSubject: Set<Int64>]) throws -> [AuditSubject: [Int64: String]] {
        try authority.require(.readAudit)
        return try ids.reduce(into: [:]) { codes, wanted in
            let (subject, ids) = (wanted.key, wanted.value.sorted())
            for some in ids.listsOfOneStatement {
                let found = try auditReferences(to: subject, some)
                codes[subject, default: [:]].merge(found.mapValues(\.code)) { first, _ in first }
            }
        }
    }

    private func auditReferences(
        to subject: AuditSubject, _ ids: [Int64]
    ) throws -> [Int64: AuditListing.Reference] {
        guard !ids.isEmpty, let (record, query) = Self.auditRecord(of: subject) else { return [:] }
        let found = try session.rows("\(query) IN \(list: ids)") { row in
            let reference = AuditListing.Reference(
                code: try row["code"], record: record, recordID: try row["record_id"])
            return (try row["id"] as Int64, reference)
        }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// What has a page on which a subject is found, and the query for both, which ends where the ids follow.
    private static func auditRecord(of subject: AuditSubject) -> (record: AuditSubject, query: SQL)? {
        switch subject {
        case .committee, .noticeContact, .findingEscalation:
            (.committee, "SELECT id, code, id AS record_id FROM committee WHERE id")
        case .branch: (.branch, "SELECT id, code, id AS record_id FROM branch WHERE id")
        case .group:
            (
                .branch,
                """
                SELECT party_group.id, branch.code || ' ' || party_group.name AS code, branch.id AS record_id
                  FROM party_group JOIN branch ON branch.id = party_group.branch_id WHERE party_group.id
                """
            )
        case .member: (.member, "SELECT id, number AS code, id AS record_id FROM member WHERE id")
        case .appointment:
            (
                .member,
                """
                SELECT appointment.id, member.number AS code, member.id AS record_id
                  FROM appointment JOIN member ON member.id = appointment.member_id WHERE appointment.id
                """
            )
        case .area: (.area, "SELECT id, code, id AS record_id FROM responsibility_area WHERE id")
        case .assignment:
            (
                .area,
                """
                SELECT assignment.id, area.code, area.id AS record_id
                  FROM assignment JOIN responsibility_area AS area ON area.id = assignment.area_id WHERE assignment.id
                """
            )
        case .scheme: (.scheme, "SELECT id, code || '/' || number AS code, id AS record_id FROM scheme WHERE id")
        case .assessorNaming:
            (
                .branch,
                """
                SELECT assessor_naming.id, branch.code || ' ' || assessor_naming.month AS code, branch.id AS record_id
                  FROM assessor_naming JOIN branch ON branch.id = assessor_naming.branch_id WHERE assessor_naming.id
                """
            )
        case .checklist:
            (
                .committee,
                """
                SELECT inspection_checklist.id, committee.code || ' ' || inspection_checklist.number AS code,
                       committee.id AS record_id
                  FROM inspection_checklist JOIN committee ON committee.id = inspection_checklist.committee_id
                 WHERE inspection_checklist.id
                """
            )
        case .performanceTable:
            (
                .committee,
                """
                SELECT performance_table.id, committee.code || ' ' || performance_table.first_year AS code,
                       committee.id AS record_id
                  FROM performance_table JOIN committee ON committee.id = performance_table.committee_id
                 WHERE performance_table.id
                """
            )
        case .recusal:
            (
                .branch,
                """
                SELECT recusal.id, branch.code || ' ' || recusal.from_month AS code, branch.id AS record_id
                  FROM recusal JOIN branch ON branch.id = recusal.branch_id WHERE recusal.id
                """
            )
        case .cadenceExcuse:
            (
                .cadenceExcuse,
                """
                SELECT cadence_excuse.id,
                       coalesce(branch.code, committee.code) || ' ' || cadence_excuse.rule || ' ' ||
                           cadence_excuse.period AS code,
                       cadence_excuse.id AS record_id
                  FROM cadence_excuse
                  LEFT JOIN branch ON branch.id = cadence_excuse.branch_id
                  LEFT JOIN committee ON committee.id = cadence_excuse.committee_id
                 WHERE cadence_excuse.id
                """
            )
        case .cadenceSwitch:
            (
                .branch,
                """
                SELECT cadence_switch.id, branch.code || ' ' || cadence_switch.rule AS code, branch.id AS record_id
                  FROM cadence_switch JOIN branch ON branch.id = cadence_switch.branch_id WHERE cadence_switch.id
                """
            )
        case .cycle:
            (
                .cycle,
                """
                SELECT cycle.id, branch.code || ' ' || cycle.month AS code, cycle.id AS record_id
                  FROM cycle JOIN branch ON branch.id = cycle.branch_id WHERE cycle.id
                """
            )
        case .snapshot:
            (
                .cycle,
                """
                SELECT snapshot.id, branch.code || ' ' || cycle.month AS code, cycle.id AS record_id
                  FROM snapshot JOIN cycle ON cycle.id = snapshot.cycle_id JOIN branch ON branch.id = cycle.branch_id
                 WHERE snapshot.id
                """
            )
        case .facts:
            (
                .area,
                """
                SELECT area_facts.id, area.code || ' ' || area_facts.month AS code, area.id AS record_id
                  FROM area_facts JOIN responsibility_area AS area ON area.id = area_facts.area_id WHERE area_facts.id
                """
            )
        case .sheet: (.cycle, areaMonths("sheet"))
        case .adjustment: (.cycle, areaMonths("adjustment"))
        case .award: (.cycle, areaMonths("award"))
        case .objection:
            (
                .cycle,
                """
                SELECT objection.id, committee.code || ' ' || objection.year || '-' || objection.number AS code,
                       objection.cycle_id AS record_id
                  FROM objection JOIN committee ON committee.id = objection.committee_id WHERE objection.id
                """
            )
        case .honour:
            (
                .member,
                """
                SELECT honour.id, member.number AS code, member.id AS record_id
                  FROM honour JOIN member ON member.id = honour.member_id WHERE honour.id
                """
            )
        case .finding:
            (
                .finding,
                """
                SELECT finding.id, committee.code || ' ' || finding.year || '-' || finding.number AS code,
                       finding.id AS record_id
                  FROM finding JOIN committee ON committee.id = finding.committee_id WHERE finding.id
                """
            )
        case .eligibility:
            (
                .committee,
                """
                SELECT eligibility_note.id,
                       committee.code || ' ' || eligibility_note.year || '-' || eligibility_note.number AS code,
                       committee.id AS record_id
                  FROM eligibility_note JOIN committee ON committee.id = eligibility_note.committee_id
                 WHERE eligibility_note.id
                """
            )
        case .meeting:
            (
                .meeting,
                """
                SELECT meeting.id, COALESCE(committee.code, branch.code) || ' ' || meeting.month AS code,
                       meeting.id AS record_id
                  FROM meeting
                  LEFT JOIN committee ON committee.id = meeting.committee_id
                  LEFT JOIN branch ON branch.id = meeting.branch_id
                 WHERE meeting.id
                """
            )
        case .planItem:
            (
                .planItem,
                """
                SELECT plan_item.id, branch.code || ' ' || plan_item.month AS code, plan_item.id AS record_id
                  FROM plan_item JOIN branch ON branch.id = plan_item.branch_id WHERE plan_item.id
                """
            )
        case .focus:
            (.focus, "SELECT id, year || '-' || number AS code, id AS record_id FROM focus WHERE id")
        case .ask:
            (
                .ask,
                """
                SELECT ask.id, branch.code || ' ' || ask.year AS code, ask.id AS record_id
                  FROM ask JOIN branch ON branch.id = ask.branch_id WHERE ask.id
                """
            )
        case .talk:
            (
                .talk,
                """
                SELECT talk.id, branch.code || ' ' || substr(talk.day, 1, 7) AS code, talk.id AS record_id
                  FROM talk JOIN branch ON branch.id = talk.branch_id WHERE talk.id
                """
            )
        case .motion:
            (
                .motion,
                """
                SELECT motion.id, branch.code || ' ' || motion.year || '-' || motion.number AS code,
                       motion.id AS record_id
                  FROM motion JOIN branch ON branch.id = motion.branch_id WHERE motion.id
                """
            )
        case .election:
            (
                .election,
                """
                SELECT election.id, branch.code || ' ' || election.title AS code, election.id AS record_id
                  FROM election JOIN branch ON branch.id = election.branch_id WHERE election.id
                """
            )
        case .secretBallot:
            (
                .secretBallot,
                """
                SELECT secret_ballot.id, branch.code || ' ' || secret_ballot.title AS code,
                       secret_ballot.id AS record_id
                  FROM secret_ballot JOIN branch ON branch.id = secret_ballot.branch_id WHERE secret_ballot.id
                """
            )
        case .appraisal:
            (
                .appraisal,
                """
                SELECT appraisal.id, branch.code || ' ' || appraisal.year AS code, appraisal.id AS record_id
                  FROM appraisal JOIN branch ON branch.id = appraisal.branch_id WHERE appraisal.id
                """
            )
        case .suggestion:
            (
                .suggestion,
                """
                SELECT suggestion.id, branch.code || ' ' || suggestion.id AS code, suggestion.id AS record_id
                  FROM suggestion JOIN branch ON branch.id = suggestion.branch_id WHERE suggestion.id
                """
            )
        case .care: (.care, "SELECT id, '' || id AS code, id AS record_id FROM care_case WHERE id")
        case .handover:
            (
                .handover,
                """
                SELECT handover.id, branch.code || ' ' || incoming.name AS code, handover.id AS record_id
                  FROM handover
                  JOIN branch ON branch.id = handover.branch_id
                  JOIN member AS incoming ON incoming.id = handover.incoming_id
                 WHERE handover.id
                """
            )
        case .ledgerEntry:
            (
                .ledgerEntry,
                """
                SELECT ledger_entry.id, branch.code || ' ' || ledger_entry.title AS code, ledger_entry.id AS record_id
                  FROM ledger_entry JOIN branch ON branch.id = ledger_entry.branch_id WHERE ledger_entry.id
                """
            )
        case .attachment: (.attachment, "SELECT id, name AS code, id AS record_id FROM attachment WHERE id")
        case .account: (.account, "SELECT id, name AS code, id AS record_id FROM account WHERE id")
        case .grant: (.account, ofAccounts("role_grant"))
        case .token: (.account, ofAccounts("api_token"))
        case .calendarAddress: (.account, ofAccounts("calendar_address"))
        case .mailReminder: (.account, ofAccounts("mail_reminder"))
        case .calendar, .file, .policy, .database, .clock: nil
        }
    }

    /// What is recorded of an area in a month.
    private static func areaMonths(_ table: SQL) -> SQL {
        """
        SELECT record.id, area.code || ' ' || cycle.month AS code, cycle.id AS record_id
          FROM \(table) AS record
          JOIN cycle ON cycle.id = record.cycle_id
          JOIN responsibility_area AS area ON area.id = record.area_id
         WHERE record.id
        """
    }

    private static func ofAccounts(_ table: SQL) -> SQL {
        """
        SELECT record.id, account.name AS code, account.id AS record_id
          FROM \(table) AS record JOIN account ON account.id = record.account_id WHERE record.id
        """
    }

    /// Whose the accounts are; one of nobody's is left out.
    private func accountOwners(_ ids: [ID<Account>]) throws -> [ID<Account>: String] {
        let found = try session.rows(
            """
            SELECT account.id, coalesce(member.name, account.title) AS name
              FROM account LEFT JOIN member ON member.id = account.member_id
             WHERE account.id IN \(list: ids)
            """
        ) { row in (try row["id"] as ID<Account>, try row["name"] as String?) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first }).compactMapValues(\.self)
    }
}
