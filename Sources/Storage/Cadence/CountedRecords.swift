import Domain

/// What there is that a rule may count, within some days.
struct CountedRecords {
    /// Whose a record is.
    private enum Owner: Hashable {
        case committee(ID<Committee>), branch(ID<Branch>), group(ID<Group>)
    }

    private var meetings: [Meeting.Kind: [Owner: [Obligation.Record]]] = [:]
    private var months: [Owner: [Obligation.Record]] = [:]
    private var appraisals: [Owner: [Obligation.Record]] = [:]

    init(
        in scope: AskedScope, within days: ClosedRange<LocalDate>, of rules: [CadenceRule], _ transaction: Transaction
    ) throws {
        let condition = try transaction.askedBranches(in: scope)
        if rules.contains(where: { $0.counts.kind == .meeting }) {
            try readMeetings(
                "meeting.branch_id IN (SELECT branch.id FROM branch WHERE \(condition))", within: days, transaction)
            if rules.contains(where: { $0.subject == .committee }) {
                let committees = try transaction.askedCommittees(in: scope).map(\.id)
                try readMeetings("meeting.committee_id IN \(list: committees)", within: days, transaction)
            }
        }
        if rules.contains(where: { $0.counts == .rankedMonth }) {
            try readMonths(condition, within: days, transaction)
        }
        if rules.contains(where: { $0.counts == .appraisal }) {
            try readAppraisals(condition, within: days, transaction)
        }
    }

    /// What counts for somebody by a rule, whatever its day, by day.
    func records(of subject: AskedSubject, by rule: CadenceRule) -> [Obligation.Record] {
        let owner: Owner =
            switch subject.kind {
            case .committee: .committee(subject.committee)
            case .group: .group(ID(subject.id))
            case .branch, .secretary: subject.branch.map { Owner.branch($0) } ?? .committee(subject.committee)
            }
        return switch rule.counts {
        case .meeting(let kind): meetings[kind]?[owner] ?? []
        case .rankedMonth: months[owner] ?? []
        // What follows from a whole year is found period by period (``TalkRolls``).
        case .talkPairs: []
        case .appraisal: (appraisals[owner] ?? []).sorted { ($0.on, $0.id) < ($1.on, $1.id) }
        }
    }

    /// Meetings that were held, each by its kind and by what else it was.
    private mutating func readMeetings(
        _ condition: SQL, within days: ClosedRange<LocalDate>, _ transaction: Transaction
    ) throws {
        var found: [(owners: [Owner], kinds: [Meeting.Kind], record: Obligation.Record)] = []
        try transaction.session.forEach(
            """
            SELECT meeting.id, meeting.date, meeting.kind, meeting.also, meeting.committee_id, meeting.branch_id,
                   meeting.group_id
              FROM meeting
              JOIN meeting_record ON meeting_record.meeting_id = meeting.id AND meeting_record.taken_at IS NOT NULL
             WHERE \(condition) AND meeting.date >= \(days.lowerBound) AND meeting.date <= \(days.upperBound)
            """
        ) { row in
            let (committee, branch, group): (ID<Committee>?, ID<Branch>?, ID<Group>?) =
                (try row["committee_id"], try row["branch_id"], try row["group_id"])
            let owners: [Owner?] = [
                committee.map { Owner.committee($0) }, branch.map { Owner.branch($0) }, group.map { Owner.group($0) },
            ]
            let also: Meeting.Kind? = try row["also"]
            let kinds = [try row["kind"] as Meeting.Kind, also].compactMap(\.self)
            found.append(
                (
                    owners.compactMap(\.self), kinds,
                    Obligation.Record(id: try row["id"], on: try row["date"])
                ))
        }
        for (owners, kinds, record) in found.sorted(by: { ($0.record.on, $0.record.id) < ($1.record.on, $1.record.id) })
        {
            for kind in kinds {
                for owner in owners { meetings[kind, default: [:]][owner, default: []].append(record) }
            }
        }
    }

    /// Appraisals in which something is decided: of the year that was appraised, though the meeting may be in the next.
    private mutating func readAppraisals(
        _ condition: SQL, within days: ClosedRange<LocalDate>, _ transaction: Transaction
    ) throws {
        try transaction.session.forEach(
            """
            SELECT appraisal.id, appraisal.branch_id, appraisal.year, appraisal.held_on,
                   (SELECT min(appraisal_step.taken_at) FROM appraisal_step
                     WHERE appraisal_step.appraisal_id = appraisal.id
                       AND appraisal_step.step = \(AppraisalStep.Kind.decided)) AS decided_at
              FROM appraisal
             WHERE appraisal.branch_id IN (SELECT branch.id FROM branch WHERE \(condition))
               AND appraisal.year >= \(days.lowerBound.components.year)
               AND appraisal.year <= \(days.upperBound.components.year)
               AND appraisal.status IN \(list: Appraisal.Status.standing)
            """
        ) { row in
            let (year, held, decided): (Int, LocalDate, Instant?) = (
                try row["year"], try row["held_on"], try row["decided_at"]
            )
            guard let last = Month.months(of: year)?.upperBound.lastDay else { return }
            appraisals[.branch(try row["branch_id"]), default: []].append(
                Obligation.Record(
                    id: try row["id"], on: min(held, last),
                    since: decided.map(transaction.settings.timeZone.date(of:)) ?? held))
        }
    }

    /// Months that are closed, each since the day on which it was.
    private mutating func readMonths(
        _ condition: SQL, within days: ClosedRange<LocalDate>, _ transaction: Transaction
    ) throws {
        try transaction.session.forEach(
            """
            SELECT cycle.id, cycle.branch_id, cycle.month,
                   (SELECT max(cycle_closing.closed_at) FROM cycle_closing WHERE cycle_closing.cycle_id = cycle.id)
                       AS closed_at
              FROM cycle
             WHERE cycle.branch_id IN (SELECT branch.id FROM branch WHERE \(condition))
               AND cycle.month >= \(days.lowerBound.month) AND cycle.month <= \(days.upperBound.month)
               AND cycle.status <> \(Cycle.Status.open)
            """
        ) { row in
            let (month, closed): (Month, Instant?) = (try row["month"], try row["closed_at"])
            months[.branch(try row["branch_id"]), default: []].append(
                Obligation.Record(
                    id: try row["id"], on: month.lastDay,
                    since: closed.map(transaction.settings.timeZone.date(of:)) ?? month.lastDay))
        }
    }
}

/// Until when a branch's months are closed in time, and of which branches that is asked.
struct AssessedMonths {
    private var areas: [ID<Branch>: [DateSpan]] = [:]
    private var dueDates: [Key: LocalDate?] = [:]

    private struct Key: Hashable {
        let committee: ID<Committee>
        let month: Month
    }

    init(in scope: AskedScope, _ transaction: Transaction) throws {
        let condition = try transaction.askedBranches(in: scope)
        try transaction.session.forEach(
            """
            SELECT area_branch.branch_id, area_branch.from_date, area_branch.until_date,
                   responsibility_area.established, responsibility_area.retired
              FROM area_branch
              JOIN responsibility_area ON responsibility_area.id = area_branch.area_id
             WHERE area_branch.branch_id IN (SELECT branch.id FROM branch WHERE \(condition))
            """
        ) { row in
            let own = DateSpan(from: try row["established"], until: try row["retired"])
            guard let span = try own?.intersection(DateSpan(row: row)) else { return }
            areas[try row["branch_id"], default: []].append(span)
        }
    }

    /// nil for a month of which nothing is asked: the branch has no area on its last day, or no scheme is in force.
    mutating func dueDate(of subject: AskedSubject, in month: Month, _ transaction: Transaction) throws -> LocalDate? {
        guard let branch = subject.branch, areas[branch]?.contains(where: { $0.contains(month.lastDay) }) == true else {
            return nil
        }
        let key = Key(committee: subject.committee, month: month)
        if let known = dueDates[key] { return known }
        let scheme = try transaction.schemeInForce(under: subject.committee, in: month)
        let due = try scheme.map { try transaction.storedScheme($0).scheme.content.dueDate(for: month) }
        dueDates.updateValue(due, forKey: key)
        return due
    }
}

extension CadenceRule.Source {
    fileprivate var kind: Kind {
        switch self {
        case .meeting: .meeting
        case .rankedMonth: .rankedMonth
        case .talkPairs: .talkPairs
        case .appraisal: .appraisal
        }
    }
}
