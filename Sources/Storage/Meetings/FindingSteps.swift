package import Domain

/// What is done about findings: they are given, measures are written down, they are reported, verified, extended, looked at
/// again.
extension Transaction {
    /// Who gives a finding to the branch, and takes the giver's steps: the committee's office, and never somebody who
    /// answers for that branch. nil for whoever is not.
    private func gives(in branch: ID<Branch>) throws -> Bool {
        try allows(.giveFindings, in: branch) && !authority.actsFor(branch)
    }

    /// Whether the principal may take such a step, as it stands.
    func mayTake(_ kind: Finding.Step.Kind, of listing: FindingListing) throws -> Bool {
        guard kind.states.contains(listing.course.status) else { return false }
        if kind == .extended, listing.course.handling == .standing { return false }
        if kind == .closed || kind == .returned, listing.course.reporter?.isTheSame(as: person) ?? false {
            return false
        }
        return (try? requireTaking(kind, of: listing)) != nil
    }

    /// - Throws: a denial: what the branch does is its secretary's and officers', what the giver does is the office's, or of
    ///   what the branch gave itself also the branch's.
    package func requireTaking(_ kind: Finding.Step.Kind, of listing: FindingListing) throws {
        if kind.isOfBranch { return try require(.answerFindings, in: listing.branch) }
        if try gives(in: listing.branch) { return }
        if listing.isOwn, try allows(.answerFindings, in: listing.branch) { return }
        try require(.readFindings, in: listing.branch)
        throw Authority.Denial.notPermitted(.giveFindings)
    }

    private var person: Finding.Person { Finding.Person(account: principal.name, member: authority.member) }

    /// - Throws: a denial for whoever is not of the committee's office, or answers for the branch.
    func requireGiving(in branch: ID<Branch>) throws {
        if try !gives(in: branch) { throw Authority.Denial.notPermitted(.giveFindings) }
    }

    // MARK: Giving

    /// Gives a finding to branches, a line for each with the one text.
    ///
    /// - Parameter numbered: as a ledger has it that was kept elsewhere; the next one that is free if nil.
    /// - Throws: ``FieldErrors``; a denial for whoever neither is of the office nor answers for the one branch.
    package func giveFindings(
        _ matter: Finding.Matter, to branches: [ID<Branch>], numbered number: Finding.Number? = nil
    ) throws -> [FindingListing] {
        try authority.require(authority.allows(.giveFindings) ? .giveFindings : .answerFindings)
        var isOwn = false
        for branch in branches where try !gives(in: branch) {
            try require(.readFindings, in: branch)
            guard try allows(.answerFindings, in: branch) else { throw Authority.Denial.notPermitted(.giveFindings) }
            if branches.count > 1 || matter.source != .own {
                throw FieldErrors("source", .rule, "what a branch gives itself it has found itself")
            }
            isOwn = true
        }
        for branch in branches { try refuseDissolved(branch) }
        // One that they do not see is not there for them.
        if let meeting = matter.meeting, (try? self.meeting(meeting)) == nil {
            throw FieldErrors("meeting", .reference, "there is no such meeting")
        }
        let course = Finding.Course(matter.term, givenOn: matter.givenOn, calendar: try workCalendar())
        var given: [FindingListing] = []
        for branch in branches {
            given.append(
                try keep(matter, course, of: branch, isOwn: isOwn, after: given.first?.id, numbered: number))
        }
        return given
    }

    private func keep(
        _ matter: Finding.Matter, _ course: Finding.Course, of branch: ID<Branch>, isOwn: Bool,
        after first: ID<Finding>?, numbered given: Finding.Number?
    ) throws -> FindingListing {
        guard let committee = try place(of: branch).committees.first else { throw StoreError.notFound("committee") }
        let year = matter.givenOn.components.year
        let last: Int? = try session.value(
            "SELECT coalesce(max(number), 0) FROM finding WHERE committee_id = \(committee) AND year = \(year)")
        let number = given ?? Finding.Number(year: year, number: (last ?? 0) + 1)
        let id: ID<Finding> = try session.insert(
            """
            INSERT INTO finding (committee_id, year, number, branch_id, first_id, by_branch, source, meeting_id, reference,
                                 scope, what, direction, cause, category, standard, handling, interval_months, office,
                                 given_on, given_at, given_by, first_due, status, due_on)
            VALUES (\(committee), \(number.year), \(number.number), \(branch), \(first), \(isOwn), \(matter.source),
                    \(matter.meeting), \(matter.reference), \(matter.scope), \(matter.what), \(matter.direction),
                    \(matter.cause), \(matter.category), \(matter.standard), \(matter.term.handling),
                    \(matter.term.interval), \(matter.office), \(matter.givenOn), \(now), \(principal.name),
                    \(course.firstDue), \(course.status), \(course.due))
            RETURNING id
            """
        )
        try audit(
            .recorded, .finding, id, in: place(of: branch),
            after: [
                "number": .open(.string(number.text)), "branch": .open(JSON(branch)),
                "what": .open(.string(matter.what.string)), "class": .open(.string(matter.term.handling.rawValue)),
                "due": .open(JSON(course.due)), "status": .open(.string(course.status.rawValue)),
            ])
        return try finding(id)
    }

    // MARK: Steps

    /// Takes a step.
    ///
    /// - Throws: ``Finding/Refusal``, ``FieldErrors``; a denial for whose step it is not.
    package func take(_ step: Finding.Step, of id: ID<Finding>, at expected: Int? = nil) throws -> FindingListing {
        try requireTaking(step.kind, of: finding(id))
        return try carryOut(step, of: id, at: expected)
    }

    /// Takes a step, whoever may.
    ///
    /// - Parameters:
    ///   - given: whose step it is; the principal's if nil.
    ///   - day: on which it was taken, as a ledger of before has it; today if nil.
    ///   - who: whom that ledger names.
    func carryOut(
        _ step: Finding.Step, of id: ID<Finding>, at expected: Int? = nil, by given: Finding.Person? = nil,
        on day: LocalDate? = nil, listed who: Text? = nil
    ) throws -> FindingListing {
        let listing = try finding(id)
        let before = listing.course
        let course = try before.taking(
            step, by: given ?? person, on: day ?? today, calendar: try workCalendar())
        try update(
            "finding", id, at: check(version: listing.version, against: expected),
            setting: """
                status = \(course.status), due_on = \(course.due), extensions = \(course.extensions),
                relapses = \(course.relapses), measures = \(course.measures), reporter = \(course.reporter?.account),
                reporter_id = \(course.reporter?.member), reported_on = \(course.reportedOn),
                closed_on = \(course.closedOn)
                """)
        var kept = KeptStep(step, from: before, to: course)
        if let day { kept.day = day }
        if let who { kept.who = who }
        try session.run(
            """
            INSERT INTO finding_step (finding_id, \(columnsOf: KeptStep.self), taken_at, taken_by, member_id)
            VALUES (\(id), \(valuesOf: kept), \(now), \(principal.name), \(authority.member))
            """
        )
        try audit(
            step.kind.action, .finding, id, in: place(of: listing.branch),
            before: ["status": .open(.string(before.status.rawValue)), "due": .open(JSON(before.due))],
            after: kept.document.with("number", .open(.string(listing.number.text)))
                .with("status", .open(.string(course.status.rawValue))).with("due", .open(JSON(course.due))))
        return try finding(id)
    }
}

extension Finding.Step.Kind {
    /// As the audit calls it.
    fileprivate var action: AuditAction {
        switch self {
        case .measured, .reported, .returned, .extended, .stands: .changed
        case .closed: .closed
        case .relapsed: .reopened
        case .withdrawn: .withdrawn
        }
    }
}

/// A step as it is kept.
private struct KeptStep: Columned {
    let kind: Finding.Step.Kind
    var text: Text?
    var evidence: Text?
    var who: Text?
    var day: LocalDate?
    var due: LocalDate?
    var wasDue: LocalDate?

    init(_ step: Finding.Step, from before: Finding.Course, to after: Finding.Course) {
        kind = step.kind
        switch step {
        case .measured(let measure): (text, who, due) = (measure.text, measure.who, measure.due)
        case .reported(let report, let evidence): (text, self.evidence) = (report, evidence)
        case .closed(let note): text = note
        case .returned(let reason), .withdrawn(let reason): text = reason
        case .extended(let day, let reason): (text, due, wasDue) = (reason, day, before.due)
        case .stands(let day, let note): (text, self.day) = (note, day)
        case .relapsed(let day, let reason, _): (text, self.day, due) = (reason, day, after.due)
        }
    }

    static let columns: [Column<KeptStep>] = [
        Column("kind", as: "step", audited: .open) { $0.kind },
        Column("text", audited: .open) { $0.text },
        Column("evidence", audited: .open) { $0.evidence },
        Column("who", audited: .open) { $0.who },
        Column("day", as: "on", audited: .open) { $0.day },
        Column("due_on", as: "measureDue", audited: .open) { $0.due },
        Column("was_due", as: "wasDue", audited: .open) { $0.wasDue },
    ]
}
