import Domain

extension SearchedRecords {
    /// Every kind of which texts are searched.
    static let all: [SearchedRecords] = [
        meetings, findings, planItems, foci, asks, adjustments, sheets, objections, ledgerEntries, motions,
        suggestions, awards, honours,
    ]

    private static let meetings = SearchedRecords(
        kind: .meeting,
        from: """
            meeting
            LEFT JOIN branch ON branch.id = meeting.branch_id
            LEFT JOIN meeting_record ON meeting_record.meeting_id = meeting.id
            """,
        id: "meeting.id", code: "meeting.kind", name: "COALESCE(meeting.theme, '')", day: "meeting.date",
        isPast: "meeting.status = 'cancelled'",
        texts: [
            "meeting.theme", "meeting.place", "meeting_record.lecture", "meeting_record.speaker",
            "meeting_record.changed", "meeting_record.changed_for", "meeting_record.seen_by",
        ],
        lines: [
            Lines(table: "meeting_item", record: "meeting_id", texts: ["title", "said", "dissent"]),
            Lines(table: "meeting_decision", record: "meeting_id", texts: ["decision", "answerable"]),
            Lines(table: "meeting_amendment", record: "meeting_id", texts: ["amendment"]),
            Lines(table: "meeting_change", record: "meeting_id", texts: ["reason"]),
        ],
        within: { reader in
            """
            (meeting.committee_id IS NOT NULL AND \(try reader.isWithin(.readMeetings, committee: "meeting.committee_id"))
             OR meeting.branch_id IS NOT NULL AND \(try reader.isWithin(.readBranchMeetings, branch: "meeting.branch_id")))
            """
        })

    private static let findings = SearchedRecords(
        kind: .finding, from: "finding JOIN branch ON branch.id = finding.branch_id", id: "finding.id",
        name: "finding.what", day: "finding.given_on",
        isPast: "finding.status NOT IN \(list: Finding.Status.stillOpen)",
        number: ("finding.year", "finding.number", { $0.text }),
        texts: [
            "finding.what", "finding.direction", "finding.cause", "finding.standard", "finding.reference",
        ],
        lines: [Lines(table: "finding_step", record: "finding_id", texts: ["text", "evidence", "who"])],
        within: { try $0.isWithin(.readFindings, branch: "finding.branch_id") })

    private static let ledgerEntries = SearchedRecords(
        kind: .ledgerEntry, from: "ledger_entry JOIN branch ON branch.id = ledger_entry.branch_id",
        id: "ledger_entry.id", name: "ledger_entry.title", day: "ledger_entry.day",
        isPast: "ledger_entry.state = 'withdrawn'", texts: ["ledger_entry.said"],
        lines: [Lines(table: "ledger_step", record: "entry_id", texts: ["said"])],
        within: { try $0.isReadableOfAnyLedger() })

    private static let motions = SearchedRecords(
        kind: .motion, from: "motion JOIN branch ON branch.id = motion.branch_id", id: "motion.id",
        name: "motion.title", isPast: "motion.status = 'withdrawn'",
        number: ("motion.year", "motion.number", { "\($0.year)-\($0.number)" }),
        texts: ["motion.title", "motion.wording", "motion.origin", "motion.papers"],
        lines: [
            Lines(table: "motion_person", record: "motion_id", texts: ["name"]),
            Lines(table: "motion_step", record: "motion_id", texts: ["said", "dissent", "document"]),
        ],
        within: { try $0.isWithin(.readMotions, branch: "motion.branch_id") })

    /// Those that somebody signed: by no search is it found what nobody signed, nor what is held back.
    private static let suggestions = SearchedRecords(
        kind: .suggestion, from: "suggestion JOIN branch ON branch.id = suggestion.branch_id", id: "suggestion.id",
        name: "suggestion.said", day: "suggestion.handed_in_on", texts: ["suggestion.said"],
        lines: [Lines(table: "suggestion_step", record: "suggestion_id", texts: ["said"])],
        within: { reader in
            """
            suggestion.member_id IS NOT NULL AND suggestion.held = 0
            AND \(try reader.isWithin(.readMotions, branch: "suggestion.branch_id"))
            """
        })

    private static let planItems = SearchedRecords(
        kind: .planItem, from: "plan_item JOIN branch ON branch.id = plan_item.branch_id", id: "plan_item.id",
        name: "plan_item.title", day: "plan_item.due", month: "plan_item.month",
        isPast: """
            EXISTS (SELECT 1 FROM plan_item_withdrawal WHERE plan_item_withdrawal.plan_item_id = plan_item.id)
            """,
        texts: [
            "plan_item.title", "plan_item.kind", "plan_item.theme", "plan_item.content", "plan_item.participants",
            "plan_item.standard",
        ],
        lines: [
            Lines(table: "plan_item_result", record: "plan_item_id", texts: ["reason", "evidence", "revision_reason"]),
            Lines(table: "plan_item_withdrawal", record: "plan_item_id", texts: ["reason"]),
        ],
        within: { try $0.isWithin(.readPlans, branch: "plan_item.branch_id") })

    private static let foci = SearchedRecords(
        kind: .focus, from: "focus", id: "focus.id", name: "focus.title", branch: "NULL", month: "focus.from_month",
        isPast: "EXISTS (SELECT 1 FROM focus_withdrawal WHERE focus_withdrawal.focus_id = focus.id)",
        number: ("focus.year", "focus.number", { "\($0.year)-\($0.number)" }),
        texts: ["focus.title", "focus.source", "focus.area"],
        lines: [Lines(table: "focus_withdrawal", record: "focus_id", texts: ["reason"])],
        within: { reader in
            guard reader.authority.allows(.readPlans) else { return "1 = 0" }
            return try reader.isWithin(.readCommittees, committee: "focus.committee_id")
        })

    private static let asks = SearchedRecords(
        kind: .ask, from: "ask JOIN branch ON branch.id = ask.branch_id", id: "ask.id", name: "ask.title",
        day: "ask.due", isPast: "ask.status = 'withdrawn'", texts: ["ask.title", "ask.request", "ask.standard"],
        lines: [Lines(table: "ask_step", record: "ask_id", texts: ["said", "evidence"])],
        within: { try $0.isWithin(.readPlans, branch: "ask.branch_id") })

    /// Those that count. Of an open month they are for those in charge of it.
    private static let adjustments = SearchedRecords(
        kind: .adjustment,
        from: """
            adjustment
            JOIN cycle ON cycle.id = adjustment.cycle_id
            JOIN branch ON branch.id = cycle.branch_id
            JOIN responsibility_area ON responsibility_area.id = adjustment.area_id
            """,
        id: "adjustment.id", code: "responsibility_area.code", name: "responsibility_area.name",
        day: "adjustment.happened_on", month: "cycle.month", cycle: "adjustment.cycle_id", area: "adjustment.area_id",
        isFoundByName: false,
        texts: ["adjustment.reason", "adjustment.event", "adjustment.document"],
        within: { reader in
            """
            \(KeptAdjustment.counts)
            AND (cycle.status = 'open' AND \(try reader.isWithin(.readProgress, branch: "cycle.branch_id"))
                 OR cycle.status <> 'open' AND \(try reader.isWithin(.readResults, branch: "cycle.branch_id")))
            """
        })

    /// Comments and causes on sheets that count, of months that are no longer open: whose sheets somebody sees goes by the
    /// month.
    private static let sheets = SearchedRecords(
        kind: .sheet,
        from: """
            sheet
            JOIN cycle ON cycle.id = sheet.cycle_id
            JOIN branch ON branch.id = cycle.branch_id
            JOIN responsibility_area ON responsibility_area.id = sheet.area_id
            """,
        id: "sheet.id", code: "responsibility_area.code", name: "responsibility_area.name", month: "cycle.month",
        cycle: "sheet.cycle_id", area: "sheet.area_id", isFoundByName: false, texts: ["sheet.comment"],
        lines: [Lines(table: "sheet_loss", record: "sheet_id", texts: ["reason"])],
        within: { reader in
            """
            \(KeptSheet.counts) AND cycle.status <> 'open'
            AND \(try reader.isWithin(.readResults, branch: "cycle.branch_id"))
            """
        },
        shown: { reader, _, found in
            var shown: Set<Int64> = []
            for (cycle, sheets) in Dictionary(grouping: found, by: \.cycle) {
                guard let cycle else { continue }
                let isShown = try reader.shownOnceClosed(of: reader.storedCycle(cycle))
                let ids = try reader.session.rows(
                    "SELECT sheet.id FROM sheet WHERE sheet.id IN \(list: sheets.map(\.id)) AND \(isShown)"
                ) { try $0.at(0) as Int64 }
                shown.formUnion(ids)
            }
            return found.filter { shown.contains($0.id) }
        })

    /// By their numbers; by the reasons of what was decided for those alone to whom these are told. What was objected, by whom,
    /// and what was found is encrypted.
    private static let objections = SearchedRecords(
        kind: .objection,
        from: """
            objection
            JOIN cycle ON cycle.id = objection.cycle_id
            JOIN branch ON branch.id = cycle.branch_id
            JOIN committee ON committee.id = objection.committee_id
            """,
        id: "objection.id", name: "committee.name", day: "objection.due_on", month: "cycle.month",
        isFoundByName: false,
        number: ("objection.year", "objection.number", { "\($0.year)-\($0.number)" }), texts: ["objection.reasons"],
        within: { try $0.isWithin(.readResults, branch: "cycle.branch_id") },
        shown: { reader, terms, found in
            try found.filter { record in
                try terms.terms.allSatisfy { $0 == record.code } || reader.objection(ID(record.id)).details != nil
            }
        })

    private static let awards = SearchedRecords(
        kind: .award,
        from: """
            award
            JOIN cycle ON cycle.id = award.cycle_id
            JOIN branch ON branch.id = cycle.branch_id
            JOIN responsibility_area ON responsibility_area.id = award.area_id
            JOIN member ON member.id = award.member_id
            """,
        id: "award.id", code: "responsibility_area.code",
        name: "responsibility_area.name || ' ' || member.name", day: "award.awarded_on", month: "award.month",
        isPast: "EXISTS (SELECT 1 FROM award_revocation WHERE award_revocation.award_id = award.id)",
        texts: ["responsibility_area.name", "member.name"],
        lines: [Lines(table: "award_paper", record: "award_id", texts: ["document"])],
        within: { try $0.isWithin(.readResults, branch: "cycle.branch_id") })

    private static let honours = SearchedRecords(
        kind: .honour,
        from: """
            honour
            JOIN branch ON branch.id = honour.branch_id
            JOIN member ON member.id = honour.member_id
            """,
        id: "honour.id", code: "member.number", name: "honour.title || ' ' || member.name", day: "honour.awarded_on",
        isPast: "EXISTS (SELECT 1 FROM honour_withdrawal WHERE honour_withdrawal.honour_id = honour.id)",
        texts: ["honour.title", "honour.document", "honour.issuer", "member.name"],
        within: { try $0.isWithin(.readResults, branch: "honour.branch_id") })
}
