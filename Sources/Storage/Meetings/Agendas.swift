import Crypto
package import Domain

/// The agenda of a meeting as it is shown.
package struct AgendaListing: Hashable, Sendable {
    package let meeting: MeetingListing
    package let agenda: Agenda
    /// nil for whoever does not edit it, and once it is frozen.
    package let edits: Agenda.Edits?
    /// What it was drafted from, whatever is left out of it; empty for whoever does not edit it.
    package let drafted: [Agenda.Line]
    /// What is left out of it, also once it is frozen; empty for whoever does not read the whole of it.
    package let leftOut: [Agenda.Edits.LeftOut]
    /// Since when it stands; nil while it follows the records.
    package let frozenAt: Instant?
    /// SHA-256 over the frozen agenda.
    package let digest: String?
    /// Names for the codes in it.
    package let branchNames: [Code: String]
}

extension Transaction {
    // MARK: Reading

    /// The agenda of a secretaries' meeting: drafted anew each time until the meeting opens, as it was then from there on.
    ///
    /// A secretary reads what is of no branch and of their own; the whole of it is the committee's office's and the auditor's.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, also for a meeting of another kind.
    package func agenda(of id: ID<Meeting>) throws -> AgendaListing {
        let meeting = try meetingWithAgenda(id)
        let kept = try keptAgenda(of: id)
        let edits = kept?.edits ?? .none
        let branches = try branchesReporting(at: meeting)
        let draft = try kept?.frozen == nil ? draft(of: meeting, branches) : nil
        var agenda =
            kept?.frozen ?? Agenda(drafted: draft?.lines ?? [], rest: draft?.rest ?? [:], edits: edits)
        let readsAll = try readsWholeAgenda(of: meeting)
        if !readsAll { agenda = agenda.only(of: Set(branches.filter(\.isRead).map(\.code))) }
        let mayEdit = try kept?.frozen == nil && mayArrange(meeting)
        return AgendaListing(
            meeting: meeting, agenda: agenda, edits: mayEdit ? edits : nil,
            drafted: mayEdit ? draft?.lines ?? [] : [], leftOut: readsAll ? edits.leftOut : [],
            frozenAt: kept?.frozenAt,
            digest: readsAll ? kept?.digest : nil,
            branchNames: Dictionary(branches.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Whether a meeting has an agenda in eight parts.
    package func hasAgenda(_ meeting: MeetingListing) -> Bool {
        meeting.branch == nil && meeting.meeting.kind == .secretaries
    }

    private func meetingWithAgenda(_ id: ID<Meeting>) throws -> MeetingListing {
        let meeting = try meeting(id)
        guard hasAgenda(meeting) else { throw StoreError.notFound("agenda") }
        return meeting
    }

    private func readsWholeAgenda(of meeting: MeetingListing) throws -> Bool {
        try allows(.readFindings, in: meeting.committee)
    }

    private struct KeptAgenda {
        let edits: Agenda.Edits
        let frozen: Agenda?
        let digest: String?
        let frozenAt: Instant?
    }

    private func keptAgenda(of meeting: ID<Meeting>) throws -> KeptAgenda? {
        try session.one(
            "SELECT edits, frozen, digest, frozen_at FROM meeting_agenda WHERE meeting_id = \(meeting)"
        ) { row in
            let frozen: String? = try row["frozen"]
            guard let edits = Agenda.Edits(try JSON.parse((try row["edits"] as String).utf8)) else {
                throw StoreError.notFound("agenda")
            }
            return KeptAgenda(
                edits: edits, frozen: try frozen.flatMap { Agenda(try JSON.parse($0.utf8)) },
                digest: try row["digest"], frozenAt: try row["frozen_at"])
        }
    }

    // MARK: Drafting

    private struct Reporting {
        let id: ID<Branch>
        let code: Code
        let name: String
        /// Whether the principal reads what is of it.
        let isRead: Bool
    }

    /// The branches that are called to it, as they are on its day, by code.
    private func branchesReporting(at meeting: MeetingListing) throws -> [Reporting] {
        let day = meeting.meeting.slot.date
        return try session.rows(
            """
            SELECT id, code, name,
                   CASE WHEN \(try isWithin(.readFindings, branch: "branch.id")) THEN 1 ELSE 0 END AS is_read
              FROM branch
             WHERE \(try isCalled(by: meeting.committee)) AND (founded IS NULL OR founded <= \(day))
               AND (dissolved IS NULL OR dissolved > \(day))
             ORDER BY code
            """
        ) { row in
            Reporting(id: try row["id"], code: try row["code"], name: try row["name"], isRead: try row["is_read"])
        }
    }

    /// What the records bring to it, and how many more there are of a part that are not near their day.
    private func draft(
        of meeting: MeetingListing, _ branches: [Reporting]
    ) throws -> (lines: [Agenda.Line], rest: [Agenda.Part: Int]) {
        let (committee, day) = (meeting.committee, meeting.meeting.slot.date)
        let last = try lastHeld(before: meeting)
        let since = last?.date ?? day.adding(days: -31)
        let findings = try findingsForAgenda(of: committee, on: day)
        let items = try planItemsForAgenda(of: committee, on: day, after: since)
        let asks = try asksForAgenda(of: committee, on: day, after: since)
        let open = findings.carried + findings.others
        // What was given since the last meeting is talked about for the first time.
        let given = open.filter { $0.course.givenOn > since && !$0.isOwn }
        let carried = findings.carried.filter { !given.contains($0) }
        let escalation = try escalation(of: committee)
        // What is of a committee below is brought further at the meetings of that one alone.
        func stage(_ finding: FindingListing) -> FindingEscalation.Stage? {
            guard finding.committee == committee, finding.course.isOverdue(on: day) else { return nil }
            return escalation?.next(after: finding.escalations, due: finding.course.due)?.stage
        }
        var lines: [Agenda.Line] = []
        if let last {
            let results = Dictionary(
                try decisionResults(of: last.id).map { ($0.result.decision, $0.result) },
                uniquingKeysWith: { _, later in later })
            lines += try decisions(of: last.id).enumerated().map { index, decision in
                let result = results[index + 1]
                return Agenda.Line(
                    .carriedOver, .decision(last.id, index + 1), decision.text.string, state: result?.kind.rawValue,
                    due: decision.due, outcome: result?.said.string)
            }
        }
        lines += carried.map { Self.line(.carriedOver, $0, on: day, stage($0)) }
        lines += Self.once(items.listings, in: .carriedOver, on: day)
        lines += try reports(of: branches, in: day.month.adding(months: -1), open, on: day)
        lines += Self.comments(given, on: day, stage: stage)
        lines += try fociForAgenda(of: committee, in: day.month...day.month.adding(months: 1)).map { listing in
            Agenda.Line(.nextMonth, .focus(listing.id), listing.focus.title.string)
        }
        let coming = items.others.filter { $0.month <= day.month.adding(months: 1) }
        lines += Self.once(coming, in: .nextMonth, on: day)
        lines += asks.listings.map { ask in
            Agenda.Line(
                .asks, .ask(ask.id), branch: ask.branchCode, ask.ask.title.string, state: ask.status.rawValue,
                due: ask.due, isOverdue: ask.isOverdue(on: day))
        }
        return (
            lines,
            [
                .carriedOver: findings.others.count { !given.contains($0) },
                .nextMonth: items.others.count - coming.count, .asks: asks.rest,
            ]
        )
    }

    /// The committee's last secretaries' meeting before one that was held.
    private func lastHeld(before meeting: MeetingListing) throws -> (id: ID<Meeting>, date: LocalDate)? {
        try session.one(
            """
            SELECT meeting.id, meeting.date
              FROM meeting JOIN meeting_record ON meeting_record.meeting_id = meeting.id
             WHERE meeting.committee_id = \(meeting.committee) AND meeting.kind = 'secretaries'
               AND meeting.status = 'scheduled' AND meeting.date < \(meeting.meeting.slot.date)
               AND meeting_record.taken_at IS NOT NULL
             ORDER BY meeting.date DESC, meeting.start DESC, meeting.id DESC LIMIT 1
            """
        ) { (try $0["id"], try $0["date"]) }
    }

    private static func line(
        _ part: Agenda.Part, _ finding: FindingListing, on day: LocalDate, _ stage: FindingEscalation.Stage?
    ) -> Agenda.Line {
        Agenda.Line(
            part, .finding(finding.id), branch: finding.branchCode,
            "\(finding.number.text) \(finding.matter.what.string)", state: finding.course.status.rawValue,
            due: finding.course.due, isOverdue: finding.course.isOverdue(on: day), stage: stage)
    }

    private static func line(_ part: Agenda.Part, _ listing: PlanItemListing, on day: LocalDate) -> Agenda.Line {
        Agenda.Line(
            part, .planItem(listing.id), branch: listing.branchCode, listing.item.title.string,
            state: listing.status.rawValue, due: listing.item.due, isOverdue: listing.isOverdue(on: day))
    }

    /// Each branch's month. Who begins changes from month to month.
    private func reports(
        of branches: [Reporting], in month: Month, _ open: [FindingListing], on day: LocalDate
    ) throws -> [Agenda.Line] {
        let read = branches.filter(\.isRead)
        guard !read.isEmpty else { return [] }
        let listings = try whole { try cycles(CycleFilter(month: month), $0) }
        let opened = Dictionary(listings.map { ($0.cycle.branch, $0) }, uniquingKeysWith: { first, _ in first })
        let findings = Dictionary(grouping: open, by: \.branch)
        let first = month.index % read.count
        return (read[first...] + read[..<first]).map { branch in
            let (listing, own) = (opened[branch.id], findings[branch.id] ?? [])
            return Agenda.Line(
                .reports, .branch(branch.id), branch: branch.code, branch.name,
                figures: Agenda.Figures(
                    month: month, status: listing?.cycle.status, areas: listing?.areas ?? 0,
                    complete: listing?.complete, openFindings: own.count,
                    overdueFindings: own.count { $0.course.isOverdue(on: day) }))
        }
    }

    /// What was found since the last meeting: what is common to several branches is said once, and first.
    private static func comments(
        _ given: [FindingListing], on day: LocalDate, stage: (FindingListing) -> FindingEscalation.Stage?
    ) -> [Agenda.Line] {
        let parts = Dictionary(grouping: given) { $0.matter.scope == .common ? $0.matter.what.string : "\($0.id)" }
        let ordered = parts.values.sorted { ($1.count, $0[0].id) < ($0.count, $1[0].id) }
        return ordered.compactMap { found in
            Agenda.Line.once(
                found[0].matter.what.string, found.map { line(.comments, $0, on: day, stage($0)) }, in: .comments)
        }
    }

    /// What several branches are to do for their committee, and how far it is: said once where it is the same. What a branch
    /// arranged itself is its own.
    private static func once(
        _ items: [PlanItemListing], in part: Agenda.Part, on day: LocalDate
    ) -> [Agenda.Line] {
        struct Name: Hashable {
            let title: Text
            let kind: Text
            let due: LocalDate
            let status: PlanItem.Status
            let own: ID<PlanItem>?
        }
        let parts = Dictionary(grouping: items) {
            Name(
                title: $0.item.title, kind: $0.item.kind, due: $0.item.due, status: $0.status,
                own: $0.arranger == .branch ? $0.id : nil)
        }
        return parts.values.sorted { ($0[0].item.due, $0[0].id) < ($1[0].item.due, $1[0].id) }.compactMap { same in
            Agenda.Line.once(same[0].item.title.string, same.map { line(part, $0, on: day) }, in: part)
        }
    }

    // MARK: Writing

    /// Says what the office adds to a meeting's agenda, leaves out of it, and plans otherwise, in place of what it said before.
    ///
    /// - Throws: ``MeetingRecord/Refusal`` for a meeting that is cancelled or was opened; ``FieldErrors`` for a part that is
    ///   planned twice; ``StoreError/staleVersion(current:)``.
    package func editAgenda(
        of id: ID<Meeting>, _ edits: Agenda.Edits, ifVersion expected: Int? = nil
    ) throws -> AgendaListing {
        let meeting = try meetingWithAgenda(id)
        try requireArranging(meeting)
        if meeting.meeting.status == .cancelled { throw MeetingRecord.Refusal.cancelled }
        if meeting.opened != nil { throw MeetingRecord.Refusal.agendaFrozen }
        let version = try check(version: meeting.version, against: expected)
        var planned: Set<Agenda.Part> = []
        for (index, time) in edits.times.enumerated() where !planned.insert(time.part).inserted {
            throw FieldErrors("times[\(index)].part", .duplicate, "it is planned above")
        }
        let standing = try keptAgenda(of: id)?.edits ?? .none
        let drafted = try draft(of: meeting, branchesReporting(at: meeting)).lines
        let edits = edits.said(over: standing, of: drafted, by: principal.name, at: now)
        try keep(edits, of: id)
        try update("meeting", id, at: version)
        try audit(
            .revised, .meeting, id, in: place(of: meeting),
            after: [
                "notes": .open(JSON(edits.notes.count)), "leftOut": .open(JSON(edits.leftOut.count)),
                "agenda": .hashed(edits.json),
            ])
        return try agenda(of: id)
    }

    private func keep(_ edits: Agenda.Edits, of meeting: ID<Meeting>) throws {
        try session.run(
            """
            INSERT INTO meeting_agenda (meeting_id, edits) VALUES (\(meeting), \(edits.json.text))
            ON CONFLICT (meeting_id) DO UPDATE SET edits = excluded.edits
            """
        )
    }

    /// Keeps the agenda as it is when its meeting opens.
    ///
    /// - Returns: SHA-256 over it; nil for a meeting without one.
    func freezeAgenda(of meeting: MeetingListing) throws -> String? {
        guard hasAgenda(meeting) else { return nil }
        let edits = try keptAgenda(of: meeting.id)?.edits ?? .none
        let draft = try draft(of: meeting, branchesReporting(at: meeting))
        let agenda = Agenda(drafted: draft.lines, rest: draft.rest, edits: edits).json
        let digest = SHA256.hash(data: agenda.bytes()).hexadecimal
        try keep(edits, of: meeting.id)
        try session.run(
            """
            UPDATE meeting_agenda SET frozen = \(agenda.text), digest = \(digest), frozen_at = \(now)
             WHERE meeting_id = \(meeting.id)
            """
        )
        return digest
    }
}
