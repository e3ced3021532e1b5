package import Domain

/// A branch's year book (支部工作手册): what its records of a year say, in the order in which the office's handbook has them.
/// Nothing of it is kept for it.
///
/// What there are no records of yet has no place in it: appraisals come with their records. Talks are confidential, and have
/// theirs behind the meetings once they are kept.
package struct YearBook: Sendable {
    /// Somebody of the roster, on ``YearBook/day``.
    package struct Person: Hashable, Sendable {
        package let member: PersonReference
        package let group: String?
        package let standing: Member.Standing
        package let joined: LocalDate
        package let becameFull: LocalDate?
        package let post: String?
    }

    /// A meeting that was held, and its place among those of its kind in the year.
    package struct Held: Sendable {
        package let number: Int?
        package let record: MeetingRecordListing
        /// Of organisational life.
        package let steps: [OrgLifeStepListing]
    }

    /// What changed in the roster during the year.
    package struct Movement: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Hashable, Sendable {
            /// 发展: they joined the party, in this branch.
            case joined
            /// 转正
            case becameFull
            /// 转入, from another branch or from outside.
            case cameIn
            /// 转出, to another branch of the bureau.
            case wentOver
            /// 流动, and back.
            case floating, returned
            /// Of the bureau's branches no longer.
            case transferredOut, leftParty, expelled, died
        }

        package let kind: Kind
        package let member: PersonReference
        package let on: LocalDate
        package let reason: String?
        package let document: String?
    }

    /// A month of the assessment; what its areas came to stands in it once it is closed.
    package struct AssessedMonth: Hashable, Sendable {
        package let month: Month
        package let status: Cycle.Status
        package let areas: [YearFigures.AreaMonth]
    }

    package let branch: Branch
    /// As it was called at the year's end, or is called now.
    package let name: String
    package let committeeName: String
    package let year: Int
    /// The year's last day, today, or the last on which there was the branch: of what the roster is.
    package let day: LocalDate
    package let changes: [BranchChange]
    /// Held on any day of the year, by when they began.
    package let offices: [AppointmentListing]
    /// By number.
    package let roster: [Person]
    package let plan: [PlanItemListing]
    /// In the order they were held.
    package let meetings: [Held]
    package let movements: [Movement]
    package let honours: [HonoursLedgerEntry]
    /// Those of the year's numbers.
    package let findings: [FindingContent]
    package let months: [AssessedMonth]
    package let obligations: [ObligationListing]
    package let attendance: [YearOfAttendance]

    /// Those of the kind, alone or first.
    package func meetings(of kind: Meeting.Kind) -> [Held] {
        meetings.filter { $0.record.meeting.meeting.kind == kind }
    }
}

extension Transaction {
    /// Whether a branch's year book is the reader's to see: whoever sees all that stands in it, the reasons of those who were
    /// not at a meeting and of those who left included. So it says, and its digest is, the same for all who read it.
    package func readsYearBook(of branch: ID<Branch>) throws -> Bool {
        if authority.isUnlimited { return true }
        let place = try place(of: branch)
        let reads: [Action] = [
            .readMeetings, .readBranchMeetings, .readOrganisation, .readFindings, .readPlans, .readMonths, .readResults,
            .readCadence,
        ]
        return reads.allSatisfy { authority.allows($0, in: place) }
            && (authority.allows(.manageMembers, in: place) || authority.allows(.readAudit, in: place))
    }

    /// - Parameter rules: of what is to be done how often.
    /// - Throws: a denial; ``StoreError/notFound(_:)``.
    package func yearBook(of id: ID<Branch>, in year: Int, by rules: CadenceRules) throws -> YearBook {
        try require(.readMeetings, in: id)
        guard try readsYearBook(of: id) else { throw Authority.Denial.notPermitted(.readMeetings) }
        guard let months = Month.months(of: year) else { throw StoreError.notFound("year") }
        let branch = try branch(id).branch
        let days = months.lowerBound.firstDay...months.upperBound.lastDay
        let end = min(days.upperBound, max(today, days.lowerBound))
        let day = branch.dissolved.map { min(end, max($0.adding(days: -1), days.lowerBound)) } ?? end
        let committee: String? = try session.value("SELECT name FROM committee WHERE id = \(branch.committee)")
        return YearBook(
            branch: branch, name: try branchName(id, in: day.month), committeeName: committee ?? "", year: year,
            day: day, changes: try changes(of: id).map(\.change).filter { days.contains($0.from) },
            offices: try offices(of: id, in: days), roster: try roster(of: id, on: day),
            plan: try planItems(of: months, in: id), meetings: try heldMeetings(of: id, in: year),
            movements: try movements(of: id, in: days),
            honours: try honoursLedger(HonoursLedgerFilter(year: year, branch: id)),
            findings: try whole { try findings(FindingFilter(branch: id, year: year), $0) }
                .map { try findingContent($0.id) },
            months: try assessedMonths(of: id, in: months),
            obligations: try obligations(of: months, by: rules, in: .branch(id), on: today)
                .filter { $0.subject.branch == id },
            attendance: try attendance(of: id, in: year).lines)
    }

    private func offices(of branch: ID<Branch>, in days: ClosedRange<LocalDate>) throws -> [AppointmentListing] {
        try whole { try appointments(of: branch, $0) }.filter { listing in
            let span = listing.appointment.span
            return (span.from ?? days.lowerBound) <= days.upperBound
                && (span.until ?? days.upperBound) >= days.lowerBound
        }
    }

    private func roster(of branch: ID<Branch>, on day: LocalDate) throws -> [YearBook.Person] {
        try session.rows(
            """
            SELECT member.number, member.name, member.joined, member.became_full, member.post,
                   party_group.name AS group_name
              FROM membership
              JOIN member ON member.id = membership.member_id
              LEFT JOIN party_group ON party_group.id = membership.group_id
             WHERE membership.branch_id = \(branch) AND \(SpanColumns(of: "membership").areInForce(on: day))
             ORDER BY member.number
            """
        ) { row in
            let becameFull: LocalDate? = try row["became_full"]
            let isFull = becameFull.map { $0 <= day } ?? false
            return YearBook.Person(
                member: PersonReference(number: try row["number"], name: try row["name"]),
                group: try row["group_name"], standing: isFull ? .full : .probationary, joined: try row["joined"],
                becameFull: isFull ? becameFull : nil, post: try row["post"])
        }
    }

    private func heldMeetings(of branch: ID<Branch>, in year: Int) throws -> [YearBook.Held] {
        try whole { try meetings(of: branch, year: year, $0) }
            .filter { $0.taken != nil && $0.meeting.status == .scheduled }
            .compactMap { meeting in
                try wholeRecord(of: meeting).map { record in
                    YearBook.Held(
                        number: try number(of: meeting), record: record, steps: try orgLifeSteps(of: meeting))
                }
            }
    }

    private func assessedMonths(
        of branch: ID<Branch>, in months: ClosedRange<Month>
    ) throws -> [YearBook.AssessedMonth] {
        let figures = try yearResults(of: months.lowerBound.year, branch: branch).branches.first?.figures
        let areas = Dictionary(grouping: figures?.areaMonths ?? [], by: \.month)
        return try session.rows(
            """
            SELECT month, status FROM cycle
             WHERE branch_id = \(branch) AND month BETWEEN \(months.lowerBound) AND \(months.upperBound)
             ORDER BY month
            """
        ) { row in
            let month: Month = try row["month"]
            return YearBook.AssessedMonth(month: month, status: try row["status"], areas: areas[month] ?? [])
        }
    }

    // MARK: Who came and went

    /// By day and number.
    private func movements(of branch: ID<Branch>, in days: ClosedRange<LocalDate>) throws -> [YearBook.Movement] {
        let found =
            try movementsOfMembers(of: branch, in: days)
            + session.rows(
                """
                SELECT member.number, member.name, member_status_change.kind, member_status_change.from_date,
                       member_status_change.reason, member_status_change.document
                  FROM member_status_change JOIN member ON member.id = member_status_change.member_id
                 WHERE member_status_change.branch_id = \(branch)
                   AND member_status_change.from_date BETWEEN \(days.lowerBound) AND \(days.upperBound)
                 ORDER BY member_status_change.id
                """
            ) { row in
                YearBook.Movement(
                    kind: YearBook.Movement.Kind(try row["kind"]),
                    member: PersonReference(number: try row["number"], name: try row["name"]),
                    on: try row["from_date"], reason: try row["reason"], document: try row["document"])
            }
        return found.sorted {
            ($0.on, $0.member.number, $0.kind.rawValue) < ($1.on, $1.member.number, $1.kind.rawValue)
        }
    }

    /// What their days in the branch, and their own facts, say of its members.
    private func movementsOfMembers(
        of branch: ID<Branch>, in days: ClosedRange<LocalDate>
    ) throws -> [YearBook.Movement] {
        struct Stay {
            let member: ID<Member>
            let branch: ID<Branch>
            let span: DateSpan
            let person: PersonReference
            let joined: LocalDate
            let becameFull: LocalDate?
        }
        guard let year = DateSpan(from: days.lowerBound, until: days.upperBound) else { return [] }
        let stays = try session.rows(
            """
            SELECT membership.member_id, membership.branch_id, membership.from_date, membership.until_date, member.number,
                   member.name, member.joined, member.became_full
              FROM membership JOIN member ON member.id = membership.member_id
             WHERE membership.member_id IN
                   (SELECT here.member_id FROM membership AS here
                     WHERE here.branch_id = \(branch) AND \(SpanColumns(of: "here").meet(year)))
             ORDER BY member.number, membership.from_date NULLS FIRST, membership.id
            """
        ) { row in
            Stay(
                member: try row["member_id"], branch: try row["branch_id"], span: try DateSpan(row: row),
                person: PersonReference(number: try row["number"], name: try row["name"]),
                joined: try row["joined"], becameFull: try row["became_full"])
        }
        var movements: [YearBook.Movement] = []
        func note(_ kind: YearBook.Movement.Kind, _ stay: Stay, _ day: LocalDate?) {
            guard let day, days.contains(day) else { return }
            movements.append(YearBook.Movement(kind: kind, member: stay.person, on: day, reason: nil, document: nil))
        }
        for all in Dictionary(grouping: stays, by: \.member).values {
            for (index, stay) in all.enumerated() where stay.branch == branch {
                let (before, after) = (
                    index > 0 ? all[index - 1] : nil, index + 1 < all.count ? all[index + 1] : nil
                )
                // From one group to another nobody comes or goes.
                if before?.branch != branch {
                    let isNew = before == nil && days.contains(stay.joined)
                    note(isNew ? .joined : .cameIn, stay, isNew ? stay.joined : stay.span.from)
                }
                if let after, after.branch != branch { note(.wentOver, stay, after.span.from) }
                if let full = stay.becameFull, stay.span.contains(full) { note(.becameFull, stay, full) }
            }
        }
        return movements
    }
}

extension YearBook.Movement.Kind {
    fileprivate init(_ kind: Member.StatusChange.Kind) {
        switch kind {
        case .returned: self = .returned
        case .floating: self = .floating
        case .transferredOut: self = .transferredOut
        case .leftParty: self = .leftParty
        case .expelled: self = .expelled
        case .died: self = .died
        }
    }
}
