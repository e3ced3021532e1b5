/// Rows of one table that are part of a kind of record, as the audit vouches for them: each entry keeps a keyed hash over
/// what the records were that it left behind, so that a row that was changed, put in or taken out by anything but a use
/// case is told by the next check.
struct RecordRows: Sendable {
    let table: String
    /// The column with the record's id; nil where all rows are one record.
    let key: String?
    /// What is vouched for. A column that is added later has to take NULL, which is not part of the hash.
    let columns: [String]
    /// In which order one record's rows are taken: a column that differs in each of them.
    let order: String
    /// Which rows alone are meant, with `{row}` before each column.
    let condition: String?
    /// All of them, with the record's id first.
    let selection: SQL

    init(
        _ table: String, of key: String? = "id", by order: String? = nil, only condition: String? = nil,
        _ columns: String
    ) {
        self.table = table
        self.key = key
        self.columns = columns.split(separator: " ").map(String.init)
        self.order = order ?? key ?? "id"
        self.condition = condition
        selection = SQL(stringLiteral: "SELECT \(key ?? "0"), \(self.columns.joined(separator: ", ")) FROM \(table)")
    }

    /// Those of some records, record by record.
    func selection(of ids: [Int64]) -> SQL {
        let order = SQL(stringLiteral: order)
        guard let key else { return "\(selection) WHERE \(meant) ORDER BY \(order)" }
        return "\(selection) WHERE \(SQL(stringLiteral: key)) IN \(list: ids) AND \(meant) ORDER BY \(order)"
    }

    /// The ids of the records that have such rows.
    var ids: SQL {
        "SELECT \(SQL(stringLiteral: key ?? "0")) FROM \(SQL(stringLiteral: table)) WHERE \(meant)"
    }

    private var meant: SQL { SQL(stringLiteral: condition(on: "")) }

    /// Holds for the rows that are meant.
    ///
    /// - Parameter row: what stands before each column, such as `NEW.`.
    func condition(on row: String) -> String { condition?.replacing("{row}", with: row) ?? "1 = 1" }
}

extension AuditSubject {
    /// Where the records of this kind stand, the record's own row first; empty for what is no record.
    var rows: [RecordRows] { Self.rowsOfAll[self] ?? [] }

    private static let rowsOfAll = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.tables) })

    /// Why a table is in none of these lists stands in docs/security.md.
    private var tables: [RecordRows] {
        switch self {
        case .committee: [RecordRows("committee", "code name parent_id version")]
        case .branch:
            [
                RecordRows(
                    "branch",
                    "code name committee_id kind secretary_post founded dissolved term_began term_ends version"),
                RecordRows(
                    "branch_change", of: "branch_id", by: "id",
                    "id kind from_date other_id former_name reason document changed_at changed_by"),
            ]
        case .group: [RecordRows("party_group", "branch_id name")]
        case .member:
            [
                RecordRows("member", "number name standing joined became_full post status version phone"),
                RecordRows(
                    "membership", of: "member_id", by: "id",
                    "id branch_id group_id from_date until_date reason recorded_on"),
                RecordRows(
                    "member_status_change", of: "member_id", by: "id",
                    "id branch_id kind from_date reason document recorded_at recorded_by"),
                RecordRows(
                    "late_paper", of: "member_id", by: "id",
                    """
                    id branch_id month closing_id kind area_id holder_change_id from_date reason recorded_at \
                    recorded_by
                    """),
                RecordRows(
                    "leader_change", of: "member_id", by: "id", "id leads from_date recorded_at recorded_by"),
            ]
        case .appointment:
            [
                RecordRows(
                    "appointment",
                    "branch_id member_id office basis group_id from_date until_date document recorded_on")
            ]
        case .area:
            [
                RecordRows("responsibility_area", "code name branch_id kind boundary established retired version"),
                RecordRows(
                    "holder_change", of: "area_id", by: "id",
                    "id before_id after_id from_date first_month last_month reason changed_at changed_by"),
                RecordRows(
                    "holder_change_other", of: "area_id", by: "id", "id change_id member_id held_before held_after"),
                // Of an area that never moved the one stretch says no more than the area's own row.
                RecordRows(
                    "area_branch", of: "area_id", by: "id",
                    only: "({row}from_date IS NOT NULL OR {row}until_date IS NOT NULL)",
                    "id branch_id from_date until_date"),
            ]
        case .assignment:
            [
                RecordRows("assignment", "area_id member_id from_date until_date"),
                RecordRows("assignment_task", of: "assignment_id", by: "id", "id objective measure due"),
            ]
        case .scheme:
            [
                RecordRows(
                    "scheme", "committee_id code number effective_from status content published_at version")
            ]
        case .assessorNaming:
            [
                RecordRows("assessor_naming", "branch_id tier month is_standing named_at named_by"),
                RecordRows("named_assessor", of: "naming_id", by: "id", "id member_id"),
            ]
        case .recusal:
            [
                RecordRows(
                    "recusal",
                    "branch_id assessor_id holder_id ground reason from_month until_month declared_at declared_by")
            ]
        case .cycle:
            [
                RecordRows(
                    "cycle",
                    "branch_id month scheme_id status posted_on notice_ends reason incomplete_reason version"),
                RecordRows(
                    "cycle_reopening", of: "cycle_id", by: "id",
                    "id reason last_sheet last_adjustment reopened_at reopened_by"),
                RecordRows(
                    "notice_prolongation", of: "cycle_id", by: "id", "id ended_on ends_on prolonged_at prolonged_by"),
                RecordRows("cycle_closing", of: "cycle_id", by: "id", "id closed_at closed_by"),
                RecordRows(
                    "closed_area", of: "cycle_id", by: "id", "id closing_id area_id departure departure_day"),
                RecordRows("closed_holder", of: "cycle_id", by: "id", "id closing_id area_id member_id"),
                RecordRows("closed_sheet", of: "cycle_id", by: "id", "id closing_id sheet_id cause"),
                RecordRows(
                    "eligibility_decision", of: "cycle_id", by: "id", "id subject facts decided_at decided_by"),
                RecordRows("honour_withheld", of: "cycle_id", by: "id", "id area_id member_id withheld_on"),
            ]
        case .sheet:
            [
                RecordRows(
                    "sheet",
                    """
                    cycle_id area_id tier assessor_id assessor_label revision stands total comment late_reason \
                    revision_reason recorded_at recorded_by
                    """),
                RecordRows("sheet_point", of: "sheet_id", by: "criterion", "criterion points"),
                RecordRows("sheet_withdrawal", of: "sheet_id", "cycle_id reason withdrawn_at withdrawn_by"),
                RecordRows("sheet_loss", of: "sheet_id", by: "id", "id criterion position item times points reason"),
            ]
        case .adjustment:
            [
                RecordRows(
                    "adjustment",
                    """
                    origin_id revision stands withdrawn cycle_id area_id kind item times reason happened_on \
                    recorder_id late_reason revision_reason recorded_at recorded_by points level event document
                    """)
            ]
        case .facts:
            [
                RecordRows(
                    "area_facts",
                    """
                    area_id month revision stands filed closed_in_time redone complaints substantiated called_back \
                    satisfied late since_closing revision_reason recorded_at recorded_by
                    """)
            ]
        case .snapshot: [RecordRows("snapshot", "cycle_id number inputs ranking hash taken_at taken_by")]
        case .award:
            [
                RecordRows("award", "cycle_id area_id member_id month place final awarded_on"),
                RecordRows("award_revocation", of: "award_id", "reason revoked_on revoked_at revoked_by"),
                RecordRows(
                    "award_paper", of: "award_id", by: "id",
                    "id revision document dated revision_reason recorded_at recorded_by"),
            ]
        case .objection:
            [
                RecordRows(
                    "objection",
                    """
                    committee_id year number cycle_id snapshot_id kind matter area_id sheet_id adjustment_id way anonymous \
                    objector grounds lead appellant received_on received_at received_by due_on status outcome \
                    investigator_id findings reasons decided_on notice_ended notice_ends result_id told_on version
                    """),
                RecordRows(
                    "objection_tie", of: "objection_id", by: "id", "id member_id tie declared_at declared_by"),
                RecordRows(
                    "objection_consequence", of: "objection_id", by: "id", "id area_id sheet_id adjustment_id"),
            ]
        case .honour:
            [
                RecordRows(
                    "honour",
                    "member_id branch_id title level document awarded_on issuer recorded_at recorded_by"),
                RecordRows(
                    "honour_withdrawal", of: "honour_id", "reason withdrawn_on withdrawn_at withdrawn_by"),
            ]
        case .finding:
            [
                RecordRows(
                    "finding",
                    """
                    committee_id year number branch_id first_id by_branch source meeting_id reference scope what direction \
                    cause category standard handling interval_months office given_on given_at given_by first_due status \
                    due_on extensions relapses measures reporter reporter_id reported_on closed_on version
                    """),
                RecordRows(
                    "finding_step", of: "finding_id", by: "id",
                    "id kind text evidence who day due_on was_due taken_at taken_by member_id"),
                RecordRows(
                    "finding_escalation", of: "finding_id", by: "id", "id meeting_id number stage due_on recorded_at"),
            ]
        case .findingEscalation:
            [
                RecordRows(
                    "escalation_policy", of: "committee_id",
                    "remind_days supervised_at circulated_at is_off version")
            ]
        case .planItem:
            [
                RecordRows(
                    "plan_item",
                    "branch_id committee_id month title kind theme content participants due standard made_from answerable recorded_at recorded_by focus_id"
                ),
                RecordRows("plan_item_withdrawal", of: "plan_item_id", "reason withdrawn_at withdrawn_by"),
                RecordRows(
                    "plan_item_result", of: "plan_item_id", by: "id",
                    "id revision result reason evidence revision_reason reported_at reported_by"),
            ]
        case .focus:
            [
                RecordRows(
                    "focus",
                    "committee_id year number title kind from_month until_month source area version set_at set_by"),
                RecordRows(
                    "focus_revision", of: "focus_id", by: "number",
                    "number title kind from_month until_month source area reason revised_at revised_by"),
                RecordRows("focus_withdrawal", of: "focus_id", "reason withdrawn_at withdrawn_by"),
            ]
        case .ask:
            [
                RecordRows("ask", "committee_id branch_id year title request standard due status asked_at asked_by"),
                RecordRows(
                    "ask_step", of: "ask_id", by: "id",
                    "id number status said due evidence recorded_at recorded_by"),
            ]
        case .talk:
            [
                RecordRows(
                    "talk",
                    """
                    origin_id revision stands withdrawn branch_id day place occasion topics next_step follow_up outcome \
                    revision_reason recorded_at recorded_by
                    """),
                RecordRows("talk_party", of: "talk_id", by: "id", "id member_id"),
                RecordRows("talk_note", of: "talk_id", "revision_id note written_at written_by"),
            ]
        case .motion:
            [
                RecordRows(
                    "motion",
                    "branch_id year number kind title wording origin committee_on papers status brought_at brought_by"),
                RecordRows("motion_person", of: "motion_id", by: "place", "place name member_id"),
                RecordRows(
                    "motion_step", of: "motion_id", by: "id",
                    "id step day said dissent approved document taken_at taken_by"),
                RecordRows("motion_vote", of: "motion_id", by: "round", "round held_on method opened_at opened_by"),
                RecordRows("motion_voter", of: "motion_id", by: "round, member_id", "round member_id document"),
                RecordRows(
                    "motion_count", of: "motion_id", by: "id",
                    """
                    id round content written_yes written_no written_abstained reason counted_at counted_by member_id
                    """),
                RecordRows(
                    "written_opinion", of: "motion_id", by: "id",
                    "id member_id received_on choice entered_at entered_by withdrawn_at withdrawn_by"),
            ]
        case .election:
            [
                RecordRows("election", "branch_id kind title seats term_ends status asked_at asked_by"),
                RecordRows(
                    "election_step", of: "election_id", by: "id", "id status day document said taken_at taken_by"),
                RecordRows("election_candidate", of: "election_id", by: "step_id, place", "step_id place member_id"),
                RecordRows("election_round", of: "election_id", by: "round", "round content opened_at opened_by"),
                RecordRows("election_voter", of: "election_id", by: "round, member_id", "round member_id"),
                RecordRows(
                    "election_count", of: "election_id", by: "id",
                    "id round attempt teller_id content counted_at counted_by member_id"),
            ]
        case .secretBallot:
            [
                RecordRows(
                    "secret_ballot",
                    """
                    branch_id kind title question most asks_probationary status secret roll_on issued returned made_at \
                    made_by
                    """),
                RecordRows("ballot_line", of: "ballot_id", by: "line", "line text member_id"),
                RecordRows("ballot_step", of: "ballot_id", by: "id", "id step reason taken_at taken_by"),
                // Neither who took a ballot nor what was cast: no entry may say when either came.
                RecordRows("ballot_voter", of: "ballot_id", by: "member_id", "member_id document"),
                RecordRows("ballot_tally", of: "ballot_id", by: "line, mark", "line mark count"),
            ]
        case .appraisal:
            [
                RecordRows(
                    "appraisal", "branch_id year held_on meeting_id probationary status drafted_at drafted_by"),
                RecordRows("appraisal_line", of: "appraisal_id", by: "member_id", "member_id graded"),
                RecordRows(
                    "appraisal_step", of: "appraisal_id", by: "id",
                    "id step content reason taken_at taken_by member_id"),
                RecordRows(
                    "appraisal_statement", of: "appraisal_id", by: "member_id", "member_id statement written_at"),
            ]
        case .suggestion:
            [
                // Of what nobody signed no entry says when it came: it is a record from the first thing that the branch does about it.
                RecordRows(
                    "suggestion",
                    only: "({row}member_id IS NOT NULL OR {row}status <> 'open' OR {row}held = 1)",
                    "branch_id kind said handed_in_on member_id code_hash status held"),
                RecordRows(
                    "suggestion_step", of: "suggestion_id", by: "number", "number step said taken_at taken_by"),
            ]
        case .care:
            [
                RecordRows("care_case", "subject facts recorded_at recorded_by"),
                RecordRows("care_step", of: "case_id", by: "id", "id facts recorded_at recorded_by"),
            ]
        case .handover:
            [
                RecordRows("handover", "branch_id outgoing_id incoming_id status content digest made_at made_by"),
                RecordRows(
                    "handover_step", of: "handover_id", by: "id", "id status in_place said taken_at taken_by"),
            ]
        case .ledgerEntry:
            [
                RecordRows(
                    "ledger_entry",
                    "ledger branch_id title day due state content said version entered_at entered_by member_id focus_id"
                ),
                RecordRows(
                    "ledger_revision", of: "entry_id", by: "id", "id number content reason revised_at revised_by"),
                RecordRows(
                    "ledger_step", of: "entry_id", by: "id",
                    "id number step content said state taken_at taken_by member_id"),
            ]
        case .attachment:
            [
                RecordRows(
                    "attachment",
                    "ledger_entry_id finding_id meeting_id plan_item_id name format size hash total added_at added_by"),
                RecordRows("attachment_withdrawal", of: "attachment_id", "reason withdrawn_at withdrawn_by"),
            ]
        case .eligibility:
            [
                RecordRows(
                    "eligibility_note", "committee_id year number subject facts recorded_at recorded_by"),
                RecordRows("eligibility_note_closing", of: "note_id", "kind facts closed_at closed_by"),
            ]
        case .noticeContact:
            [
                RecordRows(
                    "notice_contact", of: "committee_id",
                    "body phone hours address email version postcode letter_deadline")
            ]
        case .checklist:
            [
                RecordRows(
                    "inspection_checklist", "committee_id number title items published_on published_at published_by")
            ]
        case .performanceTable:
            [
                RecordRows(
                    "performance_table",
                    """
                    committee_id title document first_year per_month_won most_for_wins per_veto mean_levels least_months \
                    published_on published_at published_by
                    """)
            ]
        case .meeting:
            [
                RecordRows(
                    "meeting",
                    """
                    committee_id kind standing month date start minutes place status sequence created_at changed_at \
                    version branch_id group_id also theme
                    """),
                RecordRows(
                    "meeting_change", of: "meeting_id", by: "id",
                    "id sequence change old_date old_start old_minutes old_place reason changed_at changed_by"),
                RecordRows(
                    "meeting_record", of: "meeting_id", by: "id",
                    """
                    id opened_at opened_by taken_at chair_member_id chair_account_id chair_name recorder_member_id \
                    recorder_account_id recorder_name began ended signed_at late_reason form scale changed changed_for \
                    seen_by speaker lecture hours focus_id
                    """),
                RecordRows(
                    "attendance", of: "meeting_id", by: "id",
                    """
                    id member_id branch_id entitled votes state reason late left_early deputy made_up_on made_up_form
                    """),
                RecordRows(
                    "meeting_item", of: "meeting_id", by: "position", "position title planned taken said dissent"),
                RecordRows("org_life_step", of: "meeting_id", by: "step", "step done_on noted_at noted_by"),
                RecordRows("meeting_decision", of: "meeting_id", by: "position", "position decision answerable due"),
                RecordRows(
                    "decision_result", of: "meeting_id", by: "id", "id decision result said on_date noted_at noted_by"),
                RecordRows(
                    "meeting_signature", of: "meeting_id", by: "id", "id signer on_paper digest signed_at signed_by"),
                RecordRows("meeting_amendment", of: "meeting_id", by: "number", "number amendment made_at made_by"),
                RecordRows("meeting_agenda", of: "meeting_id", by: "id", "id edits frozen digest frozen_at"),
            ]
        case .cadenceExcuse:
            [
                RecordRows(
                    "cadence_excuse",
                    """
                    rule subject subject_id committee_id branch_id period from_date until_date reason excused_at \
                    excused_by withdrawal_reason withdrawn_at withdrawn_by
                    """)
            ]
        case .cadenceSwitch:
            [RecordRows("cadence_switch", "rule branch_id is_off period from_date reason switched_at switched_by")]
        case .calendar: [RecordRows("calendar_day", of: nil, by: "date", "date kind name source")]
        case .account:
            [
                RecordRows(
                    "account",
                    "name title member_id password password_set_at factor factor_confirmed created_at closed_at version"
                )
            ]
        case .grant:
            [
                RecordRows(
                    "role_grant",
                    """
                    account_id role scope committee_id branch_id group_id granted_at granted_by ended_at ended_by \
                    renewed_at renewed_by founding
                    """)
            ]
        case .token: [RecordRows("api_token", "account_id name extent hash made_at expires_at")]
        case .calendarAddress: [RecordRows("calendar_address", "account_id hash made_at")]
        case .mailReminder: [RecordRows("mail_reminder", "account_id address wanted language version by_other")]
        case .policy: [RecordRows("setting", of: nil, by: "key", only: "{row}key = 'accessPolicy'", "key value")]
        case .file, .database, .clock: []
        }
    }
}
