package import Domain

extension Finding.Source: SQLTextValue {}
extension Finding.Scope: SQLTextValue {}
extension Finding.Category: SQLTextValue {}
extension Finding.Handling: SQLTextValue {}
extension Finding.Status: SQLTextValue {}
extension Finding.Step.Kind: SQLTextValue {}

/// A finding as lists show it.
package struct FindingListing: Hashable, Sendable {
    package let id: ID<Finding>
    package let number: Finding.Number
    package let committee: ID<Committee>
    package let committeeCode: Code
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let matter: Finding.Matter
    /// Given by the branch to itself.
    package let isOwn: Bool
    /// A sign-in name, or the operator's.
    package let givenBy: String
    package let givenAt: Instant
    package let course: Finding.Course
    /// Who has the office now; nil for nobody.
    package let holder: PersonReference?
    /// So many days before it is due its committee reminds of it.
    package let remindDays: Int
    /// At which secretaries' meetings it was overdue, the first one first, also before it was given more time.
    package let escalations: [FindingEscalation.Entry]
    package let version: Int

    /// How far it has come since it was due; nil for what is not overdue, or was not at a meeting yet.
    package var escalation: FindingEscalation.Entry? {
        course.status.isOpen ? escalations.last { $0.due == course.due } : nil
    }

    package func isDueSoon(on today: LocalDate) -> Bool { course.isDueSoon(on: today, within: remindDays) }
}

/// A step that was taken, as it is kept.
package struct FindingStep: Hashable, Sendable {
    package let kind: Finding.Step.Kind
    package let text: String?
    package let evidence: String?
    /// Who carries a measure out; of what a ledger of before reported, who it names.
    package let who: String?
    /// Of a recheck, and of what a ledger of before dates.
    package let on: LocalDate?
    /// Of a measure, or of the finding from then on.
    package let due: LocalDate?
    /// When it was due before it was extended.
    package let wasDue: LocalDate?
    package let at: Instant
    /// A sign-in name, or the operator's.
    package let by: String
}

/// A finding with all that became of it.
package struct FindingContent: Hashable, Sendable {
    package let listing: FindingListing
    /// The oldest first.
    package let steps: [FindingStep]
    /// The other branches' that were given in the same act, as far as the reader sees them.
    package let others: [FindingReference]
    /// What the reader may do next.
    package let next: [Finding.Step.Kind]

    /// Those since it was given or relapsed.
    package var measures: [FindingStep] {
        let last = steps.lastIndex { $0.kind == .relapsed }.map { $0 + 1 } ?? 0
        return steps[last...].filter { $0.kind == .measured }
    }

    /// The last since it was given or relapsed.
    package var report: FindingStep? {
        let last = steps.lastIndex { $0.kind == .relapsed }.map { $0 + 1 } ?? 0
        return steps[last...].last { $0.kind == .reported }
    }
}

/// A finding by its number.
package struct FindingReference: Hashable, Sendable {
    package let id: ID<Finding>
    package let number: Finding.Number
    package let branchCode: Code
}

/// Which findings are wanted.
package struct FindingFilter: Hashable, Sendable {
    package var branch: ID<Branch>?
    /// At which they were found.
    package var meeting: ID<Meeting>?
    /// What it was found by, exactly so.
    package var reference: Text?
    /// Of which the number is.
    package var year: Int?
    package var number: Int?
    package var status: Finding.Status?
    /// Those alone that the branch has still to report, and should have.
    package var isOverdue: Bool
    /// Those alone about which something is still to be done.
    package var isOpen: Bool

    package init(
        branch: ID<Branch>? = nil, year: Int? = nil, number: Int? = nil, status: Finding.Status? = nil,
        isOverdue: Bool = false, isOpen: Bool = false, meeting: ID<Meeting>? = nil, reference: Text? = nil
    ) {
        (self.meeting, self.reference) = (meeting, reference)
        (self.branch, self.year, self.number, self.status) = (branch, year, number, status)
        (self.isOverdue, self.isOpen) = (isOverdue, isOpen)
    }
}

/// What of a committee's findings comes to the agenda of a day, and how many others are still open.
package struct FindingsForAgenda: Hashable, Sendable {
    /// Due soon, overdue, or reported; by when they are due.
    package let carried: [FindingListing]
    /// Open, and not near their day.
    package let others: [FindingListing]

    package var folded: Int { others.count }
}

extension Transaction {
    static let findingListing: SQL =
        """
        SELECT finding.id, finding.committee_id, committee.code AS committee_code, finding.year, finding.number,
               finding.branch_id, branch.code AS branch_code, branch.name AS branch_name, finding.by_branch,
               finding.source, finding.meeting_id, finding.reference, finding.scope, finding.what, finding.direction,
               finding.cause, finding.category, finding.standard, finding.handling, finding.interval_months,
               finding.office, finding.given_on, finding.given_at, finding.given_by, finding.first_due, finding.status,
               finding.due_on, finding.extensions, finding.relapses, finding.measures, finding.reporter,
               finding.reporter_id, finding.reported_on, finding.closed_on, finding.version,
               CASE WHEN escalation_policy.is_off = 0 THEN escalation_policy.remind_days END AS remind_days
          FROM finding
          JOIN committee ON committee.id = finding.committee_id
          JOIN branch ON branch.id = finding.branch_id
          LEFT JOIN escalation_policy ON escalation_policy.committee_id = finding.committee_id
        """

    /// Findings in the order they were given, of the branches whose findings the principal reads.
    package func findings(
        _ filter: FindingFilter = FindingFilter(), _ page: PageRequest = PageRequest()
    ) throws -> Page<FindingListing> {
        try authority.require(.readFindings)
        var conditions: [SQL] = [
            "finding.id > \(page.after?.integer() ?? 0)", try isWithin(.readFindings, branch: "finding.branch_id"),
        ]
        if let branch = filter.branch { conditions.append("finding.branch_id = \(branch)") }
        if let meeting = filter.meeting { conditions.append("finding.meeting_id = \(meeting)") }
        if let reference = filter.reference { conditions.append("finding.reference = \(reference)") }
        if let year = filter.year { conditions.append("finding.year = \(year)") }
        if let number = filter.number { conditions.append("finding.number = \(number)") }
        if let status = filter.status { conditions.append("finding.status = \(status)") }
        if filter.isOverdue {
            conditions.append("finding.status IN \(list: Finding.Status.withBranch) AND finding.due_on < \(today)")
        }
        if filter.isOpen { conditions.append("finding.status IN \(list: Finding.Status.stillOpen)") }
        let rows = try findings(
            """
            \(Self.findingListing)
             WHERE \(SQL.all(conditions))
             ORDER BY finding.id LIMIT \(page.limit + 1)
            """)
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func finding(_ id: ID<Finding>) throws -> FindingListing {
        guard let found = try findings("\(Self.findingListing) WHERE finding.id = \(id)").first else {
            throw StoreError.notFound("finding")
        }
        try require(.readFindings, in: found.branch)
        return found
    }

    /// One with all that became of it.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func findingContent(_ id: ID<Finding>) throws -> FindingContent {
        let listing = try finding(id)
        let first: ID<Finding>? = try session.value(
            "SELECT first_id FROM finding WHERE id = \(id) AND first_id IS NOT NULL")
        let others = try session.rows(
            """
            SELECT finding.id, finding.year, finding.number, branch.code
              FROM finding JOIN branch ON branch.id = finding.branch_id
             WHERE (finding.id = \(first ?? id) OR finding.first_id = \(first ?? id)) AND finding.id <> \(id)
               AND \(try isWithin(.readFindings, branch: "finding.branch_id"))
            """
        ) { row in
            FindingReference(
                id: try row.at(0), number: Finding.Number(year: try row.at(1), number: try row.at(2)),
                branchCode: try row.at(3))
        }.sorted { $0.id < $1.id }
        return FindingContent(
            listing: listing, steps: try findingSteps(of: id), others: others,
            next: try Finding.Step.Kind.allCases.filter { try mayTake($0, of: listing) })
    }

    /// What of the committee's findings comes to an agenda, as far as the principal reads them.
    ///
    /// - Parameter day: of the meeting.
    package func findingsForAgenda(of committee: ID<Committee>, on day: LocalDate) throws -> FindingsForAgenda {
        let all = try findings(
            """
            \(Self.findingListing)
             WHERE \(try isCalled(by: committee, "finding.committee_id")) AND finding.status IN \(list: Finding.Status.stillOpen)
               AND \(try isWithin(.readFindings, branch: "finding.branch_id"))
             ORDER BY finding.due_on, finding.id
            """)
        func isCarried(_ listing: FindingListing) -> Bool {
            let course = listing.course
            return course.status == .reported || course.isOverdue(on: day) || listing.isDueSoon(on: day)
        }
        return FindingsForAgenda(carried: all.filter(isCarried), others: all.filter { !isCarried($0) })
    }

    /// What waits for the principal: of the branches that they answer for what is due soon, overdue or came back;
    /// of those that they give findings to, what was reported.
    package func findingsToHandle() throws -> [FindingListing] {
        if authority.isUnlimited { return [] }
        var found: [FindingListing] = []
        let answered = authority.branchesActedFor
        if authority.allows(.answerFindings) {
            found += try findings(
                """
                \(Self.findingListing)
                 WHERE finding.status IN \(list: Finding.Status.withBranch)
                   AND (finding.due_on <= \(today.adding(days: FindingEscalation.reminders.upperBound))
                       OR finding.status = 'returned')
                   AND \(try isWithin(.answerFindings, branch: "finding.branch_id"))
                 ORDER BY finding.due_on, finding.id
                """
            ).filter { listing in
                let course = listing.course
                return course.status == .returned || course.isOverdue(on: today) || listing.isDueSoon(on: today)
            }
        }
        if authority.allows(.giveFindings) {
            found += try findings(
                """
                \(Self.findingListing)
                 WHERE finding.status = 'reported' AND \(try isWithin(.giveFindings, branch: "finding.branch_id"))
                 ORDER BY finding.due_on, finding.id
                """
            ).filter { !answered.contains($0.branch) }
        }
        return found
    }

    // MARK: Reading

    func findings(_ query: SQL) throws -> [FindingListing] {
        var holders: [FindingHolder: PersonReference?] = [:]
        let rows = try session.rows(query, KeptFinding.init(row:))
        let escalations = try escalations(of: rows.map(\.id))
        return try rows.map { kept in
            let key = FindingHolder(branch: kept.branch, office: kept.matter.office)
            let holder: PersonReference?
            if let known = holders[key] {
                holder = known
            } else {
                holder = try self.holder(of: kept.matter.office, in: kept.branch)
                holders[key] = .some(holder)
            }
            return kept.listing(holder: holder, escalations: escalations[kept.id] ?? [])
        }
    }

    /// Who has an office of the branch today.
    private func holder(of office: Appointment.Office, in branch: ID<Branch>) throws -> PersonReference? {
        try session.rows(
            """
            SELECT appointment.id, member.number, member.name
              FROM appointment JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id = \(branch) AND appointment.office = \(office)
               AND \(SpanColumns(of: "appointment").areInForce(on: today))
            """
        ) { row -> (ID<Appointment>, PersonReference) in
            (try row.at(0), PersonReference(number: try row.at(1), name: try row.at(2)))
        }.min { $0.0 < $1.0 }?.1
    }

    private func findingSteps(of id: ID<Finding>) throws -> [FindingStep] {
        try session.rows(
            """
            SELECT kind, text, evidence, who, day, due_on, was_due, taken_at, taken_by FROM finding_step
             WHERE finding_id = \(id)
             ORDER BY id
            """
        ) { try FindingStep(row: $0) }
    }
}

extension FindingStep {
    init(row: SQLRow) throws {
        self.init(
            kind: try row["kind"], text: try row["text"], evidence: try row["evidence"], who: try row["who"],
            on: try row["day"], due: try row["due_on"], wasDue: try row["was_due"], at: try row["taken_at"],
            by: try row["taken_by"])
    }
}

private struct FindingHolder: Hashable {
    let branch: ID<Branch>
    let office: Appointment.Office
}

/// A finding as it stands in its row.
private struct KeptFinding {
    let id: ID<Finding>
    let number: Finding.Number
    let committee: ID<Committee>
    let committeeCode: Code
    let branch: ID<Branch>
    let branchCode: Code
    let branchName: String
    let isOwn: Bool
    let matter: Finding.Matter
    let course: Finding.Course
    let givenBy: String
    let givenAt: Instant
    let remindDays: Int
    let version: Int

    init(row: SQLRow) throws {
        let handling: Finding.Handling = try row["handling"]
        let interval: Int? = try row["interval_months"]
        let firstDue: LocalDate? = try row["first_due"]
        let term: Finding.Term =
            switch (handling, firstDue, interval) {
            case (.immediate, _, _): .immediate
            case (.byDate, let due?, _): .byDate(due)
            case (.standing, _, let months?): .standing(months: months)
            default: throw StorageFault.corrupt("a finding without the day on which it is due")
            }
        let givenOn: LocalDate = try row["given_on"]
        let reporter: String? = try row["reporter"]
        let reporterID: ID<Member>? = try row["reporter_id"]
        (id, version) = (try row["id"], try row["version"])
        number = Finding.Number(year: try row["year"], number: try row["number"])
        (committee, committeeCode) = (try row["committee_id"], try row["committee_code"])
        (branch, branchCode, branchName) = (try row["branch_id"], try row["branch_code"], try row["branch_name"])
        isOwn = try row["by_branch"]
        matter = Finding.Matter(
            kept: try row["source"], meeting: try row["meeting_id"], reference: try row["reference"],
            scope: try row["scope"], what: try row["what"], direction: try row["direction"], cause: try row["cause"],
            category: try row["category"], standard: try row["standard"], office: try row["office"], term: term,
            givenOn: givenOn)
        course = Finding.Course(
            handling: handling, interval: interval, givenOn: givenOn, firstDue: firstDue, status: try row["status"],
            due: try row["due_on"], extensions: try row["extensions"], relapses: try row["relapses"],
            measures: try row["measures"],
            reporter: reporter.map { Finding.Person(account: $0, member: reporterID) },
            reportedOn: try row["reported_on"], closedOn: try row["closed_on"])
        (givenBy, givenAt) = (try row["given_by"], try row["given_at"])
        remindDays = (try row["remind_days"] as Int?) ?? Finding.soon
    }

    func listing(holder: PersonReference?, escalations: [FindingEscalation.Entry]) -> FindingListing {
        FindingListing(
            id: id, number: number, committee: committee, committeeCode: committeeCode, branch: branch,
            branchCode: branchCode, branchName: branchName, matter: matter, isOwn: isOwn, givenBy: givenBy,
            givenAt: givenAt, course: course, holder: holder, remindDays: remindDays, escalations: escalations,
            version: version)
    }
}
