import Domain
import TestSupport
import Testing

@testable import Storage

/// What the schema promises whatever the program does.
@Suite(.onSQLite) struct SchemaTests {
    @Test func `the tables are these`() async throws {
        let tables = try await TestStore().values(
            """
            SELECT name FROM sqlite_schema
             WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations' ORDER BY name
            """, as: String.self
        )
        #expect(
            tables == [
                "account", "adjustment", "api_token", "appointment", "appraisal", "appraisal_line",
                "appraisal_statement", "appraisal_step", "area_branch", "area_facts", "ask", "ask_step",
                "assessor_naming", "assignment", "assignment_task", "attachment", "attachment_withdrawal", "attendance",
                "audit",
                "audit_seal", "authority_basis", "award", "award_paper", "award_revocation", "ballot_line",
                "ballot_mark", "ballot_step",
                "ballot_tally", "ballot_voter", "branch", "branch_change", "cadence_excuse",
                "cadence_switch", "calendar_address",
                "calendar_day", "care_case", "care_step", "closed_area",
                "closed_holder",
                "closed_sheet", "committee", "cycle", "cycle_closing", "cycle_reopening", "decision_result", "digest",
                "election", "election_candidate", "election_count", "election_round", "election_step",
                "election_voter", "eligibility_decision", "eligibility_note", "eligibility_note_closing",
                "escalation_policy", "finding", "finding_escalation", "finding_step", "focus", "focus_revision",
                "focus_withdrawal", "handover", "handover_step",
                "heading_meaning", "holder_change", "holder_change_other",
                "honour", "honour_withdrawal", "honour_withheld", "inspection_checklist",
                "kept_reply", "known_device", "late_paper", "leader_change", "ledger_entry", "ledger_revision",
                "ledger_step", "mail_reminder", "meeting", "meeting_agenda",
                "meeting_amendment", "meeting_change",
                "meeting_decision", "meeting_item", "meeting_record", "meeting_signature", "member",
                "member_status_change", "membership", "motion", "motion_count", "motion_person", "motion_step",
                "motion_vote", "motion_voter", "named_assessor", "notice_contact",
                "notice_prolongation", "objection", "objection_consequence", "objection_tie",
                "org_life_step",
                "party_group", "password_link", "performance_table", "plan_item", "plan_item_result",
                "plan_item_withdrawal",
                "recovery_code", "recusal",
                "responsibility_area", "role_grant", "scheme", "secret_ballot", "setting", "sheet", "sheet_loss",
                "sheet_point",
                "sheet_withdrawal", "sign_in_session",
                "sign_in_try", "snapshot", "suggestion", "suggestion_step", "talk", "talk_note", "talk_party",
                "written_opinion",
            ]
        )
    }

    @Test func `every table is strict about its types`() async throws {
        let lax = try await TestStore().values(
            """
            SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'
               AND name <> 'grdb_migrations'
            """, as: String.self
        )
        #expect(lax == [])
    }

    /// Foreign keys without an index that begins with their columns. What they refer to is never deleted and keeps its
    /// id, and no list asks that way: an index would be paid for by every row and used by none.
    private static let unindexed: Set<String> = [
        "appraisal meeting_id", "appraisal_step member_id",
        "adjustment area_id", "adjustment origin_id", "adjustment recorder_id", "appointment group_id,branch_id",
        "attendance branch_id", "award area_id", "branch_change other_id", "closed_area area_id",
        "closed_holder area_id",
        "closed_holder member_id",
        "closed_sheet sheet_id", "cycle scheme_id", "late_paper area_id", "late_paper closing_id",
        "late_paper holder_change_id", "holder_change after_id", "holder_change before_id",
        "finding reporter_id", "finding_step member_id",
        "ledger_entry member_id", "ledger_step member_id",
        "ballot_line member_id", "election_candidate member_id", "election_candidate step_id",
        "election_count member_id",
        "election_count teller_id", "motion_count member_id", "motion_person member_id", "written_opinion member_id",
        "holder_change_other member_id", "honour_withheld area_id", "honour_withheld member_id",
        "meeting group_id", "meeting_record chair_account_id", "meeting_record chair_member_id",
        "meeting_record recorder_account_id", "meeting_record recorder_member_id",
        "membership group_id,branch_id", "named_assessor member_id", "recusal assessor_id",
        "recusal holder_id", "objection adjustment_id", "objection area_id",
        "objection investigator_id", "objection sheet_id", "objection snapshot_id",
        "objection_consequence adjustment_id",
        "objection_consequence area_id", "objection_consequence sheet_id", "objection_tie member_id",
        "role_grant committee_id", "role_grant group_id,branch_id", "sheet area_id",
        "sheet assessor_id", "talk_note revision_id",
    ]

    @Test func `every foreign key is indexed, but for those that nothing looks up`() async throws {
        let test = try await TestStore()
        let unindexed = try await test.store.database.read { session in
            var unindexed: Set<String> = []
            for table in try session.rows(
                "SELECT name FROM sqlite_schema WHERE type = 'table'", { try $0.at(0) as String })
            {
                let indexes = try session.rows(
                    """
                    SELECT list.name, group_concat(info.name) AS columns
                      FROM pragma_index_list(\(table)) AS list, pragma_index_info(list.name) AS info
                     WHERE list.partial = 0 GROUP BY list.name ORDER BY info.seqno
                    """
                ) { try $0["columns"] as String }
                // A whole number that is the primary key is the table's own order.
                let own = try session.rows(
                    "SELECT name FROM pragma_table_info(\(table)) WHERE pk = 1 AND type = 'INTEGER'",
                    { try $0.at(0) as String })
                let keys = try session.rows(
                    """
                    SELECT group_concat("from") AS columns FROM pragma_foreign_key_list(\(table)) GROUP BY id
                    """
                ) { try $0["columns"] as String }
                for key in keys where !(indexes + own).contains(where: { "\($0),".hasPrefix("\(key),") }) {
                    unindexed.insert("\(table) \(key)")
                }
            }
            return unindexed
        }
        #expect(unindexed == Self.unindexed)
        withExtendedLifetime(test) {}
    }

    /// Tables whose rows stay as they were written: a trigger refuses every change, or every one but to the columns named.
    private static let kept: [String: Set<String>] = [
        "audit": [], "audit_seal": [], "sheet": ["stands"], "sheet_point": [], "sheet_loss": [],
        "adjustment": ["stands"],
        "snapshot": [], "award": [], "scheme": [], "cycle_reopening": [], "holder_change": [],
        "member_status_change": [], "leader_change": [], "branch_change": [], "cycle_closing": [], "closed_area": [],
        "closed_holder": [],
        "closed_sheet": [],
        "late_paper": [], "area_facts": ["stands"], "assessor_naming": [], "named_assessor": [], "recusal": [],
        "performance_table": [], "inspection_checklist": [],
        "holder_change_other": [],
        "meeting_agenda": [], "meeting_amendment": [], "notice_prolongation": [], "sheet_withdrawal": [],
        "award_revocation": [],
        "objection_consequence": [],
        "objection_tie": [], "eligibility_note": [], "eligibility_note_closing": [], "eligibility_decision": [],
        "cadence_excuse": ["withdrawal_reason", "withdrawn_at", "withdrawn_by"], "cadence_switch": [],
        "honour_withheld": [], "honour": [], "honour_withdrawal": [], "award_paper": [], "finding_step": [],
        "finding_escalation": [], "decision_result": [],
        "finding": [
            "status", "due_on", "extensions", "relapses", "measures", "reporter", "reporter_id", "reported_on",
            "closed_on", "version",
        ],
        "focus": ["title", "kind", "from_month", "until_month", "source", "area", "version"], "focus_revision": [],
        "focus_withdrawal": [],
        "plan_item": ["committee_id"], "plan_item_withdrawal": [], "plan_item_result": [], "ask": ["status"],
        "ask_step": [],
        "talk": ["stands"], "talk_party": [], "talk_note": [],
        "motion": ["status"], "motion_person": [], "motion_step": [], "motion_vote": [], "motion_voter": [],
        "motion_count": [], "written_opinion": ["withdrawn_at", "withdrawn_by"],
        "election": ["status"], "election_candidate": [], "election_count": [], "election_round": [],
        "election_step": [], "election_voter": [],
        "secret_ballot": ["status", "secret", "roll_on", "issued", "returned"], "ballot_line": [], "ballot_mark": [],
        "ballot_step": [], "ballot_tally": [], "ballot_voter": ["taken"],
        "suggestion": ["status", "held"], "suggestion_step": [],
        "appraisal": ["status"], "appraisal_line": [], "appraisal_step": [],
        "care_case": [], "care_step": [],
        "attachment": [], "attachment_withdrawal": [],
        "handover": ["status", "content", "digest"], "handover_step": [],
        "ledger_entry": ["title", "day", "due", "state", "content", "said", "version", "focus_id"],
        "ledger_revision": [],
        "ledger_step": [],
        "objection": [
            "status", "outcome", "investigator_id", "findings", "reasons", "decided_on", "notice_ended", "notice_ends",
            "result_id", "told_on", "version",
        ],
    ]

    @Test func `what is never overwritten is protected in every column`() async throws {
        let test = try await TestStore()
        let unprotected = try await test.store.database.write { try Self.unprotected(in: $0) }
        #expect(unprotected == Self.kept)
        // A column that comes later than the trigger is noticed.
        let later = try await test.store.database.write { session in
            try session.run("ALTER TABLE sheet ADD COLUMN remark TEXT")
            try session.run("ALTER TABLE award ADD COLUMN remark TEXT")
            return try Self.unprotected(in: session)
        }
        #expect(later["sheet"] == ["stands", "remark"] && later["award"] == [])
        withExtendedLifetime(test) {}
    }

    /// By table with a trigger before any change of a row, the columns that the trigger does not compare.
    private static func unprotected(in session: any Session) throws -> [String: Set<String>] {
        let triggers = try session.rows(
            "SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%BEFORE UPDATE ON%'"
        ) { (table: try $0.at(0) as String, sql: try $0.at(1) as String) }
        var unprotected: [String: Set<String>] = [:]
        for trigger in triggers {
            let columns = try session.rows("SELECT name FROM pragma_table_info(\(trigger.table))") {
                try $0.at(0) as String
            }
            // One that compares nothing with what is to be written refuses whatever that is.
            let compares = trigger.sql.contains("NEW.")
            // `(OLD.a, OLD.b) IS NOT (NEW.a, NEW.b)`: column by column, in the same order.
            func list(_ side: String) -> [String] {
                trigger.sql.matches(of: /\(((?:OLD|NEW)\.[^()]*)\)/).map { String($0.output.1) }
                    .first { $0.hasPrefix(side) }?
                    .split(separator: ",").map { $0.filter { !$0.isWhitespace }.replacing("\(side).", with: "") } ?? []
            }
            #expect(list("OLD") == list("NEW"))
            unprotected[trigger.table] = compares ? Set(columns).subtracting(list("OLD")) : []
        }
        return unprotected
    }

    @Test func `migrating again changes nothing`() async throws {
        let test = try await TestStore()
        let schema: SQL = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY type, name)"
        let before: String? = try await test.value(schema)
        try test.store.sqlite.migrate(Migration.all)
        #expect(try await test.value(schema) == before)
        let applied = try await test.values("SELECT identifier FROM grdb_migrations ORDER BY rowid", as: String.self)
        #expect(applied == Migration.all.map(\.name))
    }

    @Test func `migrations are numbered in their order`() {
        for (index, migration) in Migration.all.enumerated() {
            #expect(migration.name.hasPrefix("\(String(repeating: "0", count: index + 1 < 10 ? 3 : 2))\(index + 1) "))
        }
    }
}
