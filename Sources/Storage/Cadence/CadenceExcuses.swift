package import Domain

/// An excuse, as lists show it.
package struct CadenceExcuseListing: Hashable, Sendable {
    package let id: ID<CadenceExcuse>
    /// Its key.
    package let rule: String
    package let subject: AskedSubject.Kind
    package let subjectID: Int64
    package let committee: ID<Committee>?
    package let branch: ID<Branch>?
    /// The committee's or the branch's.
    package let code: Code
    package let period: String
    package let from: LocalDate
    package let until: LocalDate
    package let reason: String
    package let at: Instant
    package let by: String
    /// nil while it stands.
    package let withdrawal: Withdrawal?

    package struct Withdrawal: Hashable, Sendable {
        package let reason: String
        package let at: Instant
        package let by: String
    }
}

/// Of whom an excuse is.
package struct ExcusedSubject: Hashable, Sendable {
    package let scope: AskedScope
    /// Of a rule for groups, the group's name.
    package let group: String?
    /// Of a rule for secretaries, their number.
    package let person: Code?

    package init(_ scope: AskedScope, group: String? = nil, person: Code? = nil) {
        (self.scope, self.group, self.person) = (scope, group, person)
    }
}

extension Transaction {
    /// Excuses somebody from what a rule asks in a period, in the name of the committee's office.
    ///
    /// - Throws: ``FieldErrors``; ``CadenceExcuse/Refusal``.
    package func excuse(
        _ excused: ExcusedSubject, from rule: CadenceRule, in period: CadencePeriod, because reason: Text
    ) throws -> CadenceExcuseListing {
        let place: Place
        switch excused.scope {
        case .branch(let branch): place = try self.place(of: branch)
        case .committee(let committee): place = try self.place(of: committee)
        case .everything: throw FieldErrors("branch", .missing)
        }
        try require(.excuseDuties, in: place)
        let subject = try subject(excused, of: rule, in: period)
        let isExcused = try storedExcuses(in: excused.scope, from: period.first).contains {
            $0.rule == rule.key.text && $0.subject == subject.kind && $0.subjectID == subject.id
                && $0.from == period.first
        }
        if isExcused { throw CadenceExcuse.Refusal.isExcusedAlready(period) }
        let committee: ID<Committee>? = subject.kind == .committee ? subject.committee : nil
        let id: ID<CadenceExcuse> = try session.insert(
            """
            INSERT INTO cadence_excuse (rule, subject, subject_id, committee_id, branch_id, period, from_date, until_date,
                                        reason, excused_at, excused_by)
            VALUES (\(rule.key), \(subject.kind), \(subject.id), \(committee),
                    \(subject.branch), \(period.name), \(period.first), \(period.last), \(reason), \(now),
                    \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .cadenceExcuse, id, in: place,
            after: [
                "rule": .open(.string(rule.key.text)), "subject": .open(.string(subject.kind.rawValue)),
                "committee": .open(JSON(committee)),
                "branch": .open(JSON(subject.branch)), "group": .open(JSON(subject.group)),
                "member": .open(JSON(subject.person?.number.text)), "period": .open(.string(period.name)),
                "reason": .open(.string(reason.string)),
            ])
        return try cadenceExcuse(id)
    }

    /// Takes an excuse back: what it excused is asked again.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; ``CadenceExcuse/Refusal``.
    package func withdrawExcuse(_ id: ID<CadenceExcuse>, because reason: Text) throws -> CadenceExcuseListing {
        let excuse = try cadenceExcuse(id)
        let place = try place(of: excuse)
        try require(.excuseDuties, in: place)
        if excuse.withdrawal != nil { throw CadenceExcuse.Refusal.isTakenBackAlready }
        try session.run(
            """
            UPDATE cadence_excuse
               SET withdrawal_reason = \(reason), withdrawn_at = \(now), withdrawn_by = \(principal.name)
             WHERE id = \(id)
            """
        )
        try audit(
            .withdrawn, .cadenceExcuse, id, in: place, after: ["reason": .open(.string(reason.string))])
        return try cadenceExcuse(id)
    }

    /// One excuse, for whoever sees what is due there.
    package func cadenceExcuse(_ id: ID<CadenceExcuse>) throws -> CadenceExcuseListing {
        let found = try excuseListings("cadence_excuse.id = \(id)").first
        guard let found, try authority.sees(place(of: found)) else { throw StoreError.notFound("excuse") }
        try require(.readCadence, in: place(of: found))
        return found
    }

    /// The excuses of a branch or of a committee itself, those that were taken back included, the latest first.
    package func cadenceExcuses(
        of scope: AskedScope, _ page: PageRequest = PageRequest()
    ) throws -> Page<CadenceExcuseListing> {
        let whose: SQL
        switch scope {
        case .everything: throw FieldErrors("branch", .missing)
        case .branch(let branch):
            try require(.readCadence, in: branch)
            whose = "cadence_excuse.branch_id = \(branch)"
        case .committee(let committee):
            try require(.readCadence, in: committee)
            whose = "cadence_excuse.committee_id = \(committee)"
        }
        let after = page.after?.integer() ?? Int64.max
        let rows = try excuseListings(
            "\(whose) AND cadence_excuse.id < \(after) ORDER BY cadence_excuse.id DESC LIMIT \(page.limit + 1)")
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// Those that stand for periods that end on the day or later.
    func storedExcuses(in scope: AskedScope, from first: LocalDate) throws -> [CadenceExcuseListing] {
        let condition = try askedBranches(in: scope)
        let branches = try excuseListings(
            """
            cadence_excuse.branch_id IN (SELECT branch.id FROM branch WHERE \(condition))
               AND cadence_excuse.until_date >= \(first) AND cadence_excuse.withdrawn_at IS NULL
            """)
        let asked = try askedCommittees(in: scope).map(\.id)
        guard !asked.isEmpty else { return branches }
        return try branches
            + excuseListings(
                """
                cadence_excuse.committee_id IN \(list: asked)
                   AND cadence_excuse.until_date >= \(first) AND cadence_excuse.withdrawn_at IS NULL
                """)
    }

    /// Who is asked, of those that the scope names.
    ///
    /// - Throws: ``FieldErrors``; ``CadenceExcuse/Refusal/isNotAsked(_:)``.
    private func subject(
        _ excused: ExcusedSubject, of rule: CadenceRule, in period: CadencePeriod
    ) throws -> AskedSubject {
        switch (rule.subject, excused.scope) {
        case (.committee, .branch): throw FieldErrors("committee", .required, "the rule is for committees: name one")
        case (.committee, _), (_, .branch): break
        case (_, .committee), (_, .everything):
            throw FieldErrors("branch", .required, "the rule is for branches: name one")
        }
        let asked = try AskedSubjects(in: excused.scope, from: period.first, of: [rule], self).asked(by: rule)
        let named: [AskedSubject]
        switch rule.subject {
        case .committee: named = asked.filter { AskedScope.committee($0.committee) == excused.scope }
        case .group:
            guard let group = excused.group else {
                throw FieldErrors("group", .required, "the rule is for groups: name one of the branch")
            }
            named = asked.filter { $0.group == group }
            if named.isEmpty { throw FieldErrors("group", .reference, "there is no group \(group) in the branch") }
        case .secretary:
            guard let number = excused.person else {
                throw FieldErrors("member", .required, "the rule is for secretaries: give the number of one")
            }
            named = asked.filter { $0.person?.number == number }
        case .branch, .branchWithCommittee, .member: named = asked
        }
        let whole = period.first...period.last
        let subject = named.first { subject in
            subject.periods(of: rule, within: whole).contains(period)
                && rule.asks(in: period, whoExisted: subject.spans)
        }
        guard let subject else { throw CadenceExcuse.Refusal.isNotAsked(period) }
        return subject
    }

    private func place(of excuse: CadenceExcuseListing) throws -> Place {
        if let branch = excuse.branch { return try place(of: branch) }
        guard let committee = excuse.committee else { throw StorageFault.corrupt("an excuse of nobody") }
        return try place(of: committee)
    }

    /// - Parameter tail: the condition, with what follows it.
    private func excuseListings(_ tail: SQL) throws -> [CadenceExcuseListing] {
        try session.rows(
            """
            SELECT cadence_excuse.id, cadence_excuse.rule, cadence_excuse.subject, cadence_excuse.subject_id,
                   cadence_excuse.committee_id, cadence_excuse.branch_id, cadence_excuse.period,
                   cadence_excuse.from_date, cadence_excuse.until_date, cadence_excuse.reason,
                   cadence_excuse.excused_at, cadence_excuse.excused_by, cadence_excuse.withdrawal_reason,
                   cadence_excuse.withdrawn_at, cadence_excuse.withdrawn_by,
                   coalesce(branch.code, committee.code) AS code
              FROM cadence_excuse
              LEFT JOIN branch ON branch.id = cadence_excuse.branch_id
              LEFT JOIN committee ON committee.id = cadence_excuse.committee_id
             WHERE \(tail)
            """
        ) { row in
            let withdrawn: Instant? = try row["withdrawn_at"]
            return CadenceExcuseListing(
                id: try row["id"], rule: try row["rule"], subject: try row["subject"],
                subjectID: try row["subject_id"], committee: try row["committee_id"], branch: try row["branch_id"],
                code: try row["code"], period: try row["period"], from: try row["from_date"],
                until: try row["until_date"], reason: try row["reason"], at: try row["excused_at"],
                by: try row["excused_by"],
                withdrawal: try withdrawn.map {
                    CadenceExcuseListing.Withdrawal(
                        reason: try row["withdrawal_reason"], at: $0, by: try row["withdrawn_by"])
                })
        }
    }
}
