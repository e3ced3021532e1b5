import Domain
import TestSupport
import Testing

@testable import Storage

/// What the database itself refuses, whoever asks and however.
@Suite struct RefusalTests {
    /// A statement, and a word of the refusal.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let statement: String
        let word: String
        var testDescription: String { statement }

        init(_ statement: String, _ word: String) {
            self.statement = statement
            self.word = word
        }
    }

    /// Refused in the small bureau with a month that is final.
    static let refusals: [Refusal] = [
        // Nothing is overwritten.
        Refusal("UPDATE audit SET actor = 'nobody'", "append-only"),
        Refusal("UPDATE audit SET id = id + 1000", "append-only"),
        Refusal("DELETE FROM audit WHERE id = 1", "append-only"),
        Refusal("UPDATE scheme SET content = '{}'", "never changes"),
        Refusal("UPDATE scheme SET status = 'draft', published_at = NULL", "never changes"),
        Refusal("DELETE FROM scheme", "never goes"),
        Refusal("UPDATE sheet SET total = total + 1", "never overwritten"),
        Refusal("UPDATE sheet SET total = total + 1, stands = 0", "never overwritten"),
        Refusal("UPDATE sheet SET comment = 'other', stands = 0", "never overwritten"),
        Refusal("UPDATE sheet SET recorded_by = 'nobody', stands = 0", "never overwritten"),
        Refusal("UPDATE sheet SET recorded_at = 1, stands = 0", "never overwritten"),
        Refusal("UPDATE sheet SET late_reason = 'late', stands = 0", "never overwritten"),
        Refusal("UPDATE sheet SET id = 99, stands = 0", "never overwritten"),
        Refusal("UPDATE sheet SET revision = 2, revision_reason = 'r', stands = 0", "never overwritten"),
        Refusal("DELETE FROM sheet", "never deleted"),
        Refusal("UPDATE sheet_point SET points = 0", "never overwritten"),
        Refusal("DELETE FROM sheet_point", "never deleted"),
        Refusal("UPDATE adjustment SET times = 2", "never overwritten"),
        Refusal("UPDATE adjustment SET times = 2, stands = 0", "never overwritten"),
        Refusal("UPDATE adjustment SET reason = 'other', stands = 0", "never overwritten"),
        Refusal("UPDATE adjustment SET withdrawn = 1, stands = 0", "never overwritten"),
        Refusal("UPDATE adjustment SET late_reason = 'late', stands = 0", "never overwritten"),
        Refusal(
            "UPDATE adjustment SET revision = 2, origin_id = 1, revision_reason = 'r', stands = 0", "never overwritten"),
        Refusal("DELETE FROM adjustment", "never deleted"),
        Refusal("UPDATE snapshot SET ranking = '{}'", "never changes"),
        Refusal("DELETE FROM snapshot", "never goes"),
        Refusal(
            "REPLACE INTO audit (id, at, actor, action, subject) VALUES (1, 1, 'nobody', 'created', 'file')",
            "append-only"),
        Refusal("UPDATE award SET place = 2", "never changes"),
        Refusal("DELETE FROM award", "never goes"),
        Refusal("DELETE FROM cycle", "FOREIGN KEY"),
        Refusal("DELETE FROM member", "FOREIGN KEY"),
        Refusal("DELETE FROM branch", "FOREIGN KEY"),
        Refusal("DELETE FROM responsibility_area", "FOREIGN KEY"),
        // One at a time.
        Refusal(
            """
            INSERT INTO appointment (branch_id, member_id, office, basis)
            VALUES (1, 1, 'secretary', 'fullTime'), (1, 2, 'secretary', 'fullTime')
            """, "UNIQUE"),
        Refusal(
            """
            INSERT INTO appointment (branch_id, member_id, office, group_id)
            VALUES (1, 1, 'groupLeader', 1), (1, 2, 'groupLeader', 1)
            """, "UNIQUE"),
        Refusal("INSERT INTO membership (member_id, branch_id) VALUES (1, 2)", "UNIQUE"),
        Refusal("INSERT INTO assignment (area_id, member_id) VALUES (1, 2)", "UNIQUE"),
        Refusal("INSERT INTO cycle (branch_id, month, scheme_id, status) VALUES (1, '2026-11', 1, 'open')", "UNIQUE"),
        Refusal(
            """
            INSERT INTO sheet (cycle_id, area_id, tier, assessor_id, revision, stands, total, recorded_at, recorded_by)
            SELECT cycle_id, area_id, tier, assessor_id, revision, stands, total, recorded_at, recorded_by FROM sheet
            """, "UNIQUE"),
        Refusal(
            """
            INSERT INTO adjustment (origin_id, revision, stands, cycle_id, area_id, kind, item, times, reason,
                                    happened_on, recorder_id, revision_reason, recorded_at, recorded_by)
            SELECT id, 2, 1, cycle_id, area_id, kind, item, times, reason, happened_on, recorder_id, 'r', recorded_at,
                   recorded_by FROM adjustment
            """, "UNIQUE"),
        Refusal(
            """
            INSERT INTO snapshot (cycle_id, number, inputs, ranking, hash, taken_at, taken_by)
            SELECT cycle_id, number, inputs, ranking, hash, taken_at, taken_by FROM snapshot
            """, "UNIQUE"),
        Refusal("\(meeting("regular")), (1, 'secretaries', 'regular', \(meetingRest))", "UNIQUE"),
        // Domains.
        Refusal("INSERT INTO sheet_point (sheet_id, criterion, points) VALUES (1, 'new', -1)", "CHECK"),
        Refusal("INSERT INTO sheet_point (sheet_id, criterion, points) VALUES (1, 'new', 'many')", "cannot store TEXT"),
        Refusal("INSERT INTO sheet_point (sheet_id, criterion, points) VALUES (1, 'new', 1.5)", "cannot store REAL"),
        Refusal("INSERT INTO sheet_point (sheet_id, criterion, points) VALUES (99, 'new', 1)", "FOREIGN KEY"),
        Refusal(loss(item: "NULL", reason: "NULL"), "CHECK"),
        Refusal(loss(item: "'late'", reason: "'r'"), "CHECK"),
        Refusal(loss(item: "'late'", reason: "NULL", points: "0"), "CHECK"),
        Refusal(loss(item: "'late'", reason: "NULL", points: "1.5"), "cannot store REAL"),
        Refusal(sheet("'self'", member: "2", label: "NULL", total: "-1"), "CHECK"),
        Refusal(sheet("'self'", member: "NULL", label: "NULL"), "CHECK"),
        Refusal(sheet("'self'", member: "2", label: "'商户'"), "CHECK"),
        Refusal(sheet("'public'", member: "2", label: "NULL"), "CHECK"),
        Refusal(sheet("'public'", member: "NULL", label: "''"), "CHECK"),
        Refusal(sheet("'street'", member: "2", label: "NULL"), "CHECK"),
        Refusal(adjustment("'veto'", times: 2), "CHECK"),
        Refusal(adjustment("'bonus'", times: 0), "CHECK"),
        Refusal(adjustment("'bonus'", times: 101), "CHECK"),
        Refusal(adjustment("'gift'", times: 1), "CHECK"),
        Refusal("INSERT INTO cycle (branch_id, month, scheme_id, status) VALUES (2, '2026-1', 1, 'open')", "CHECK"),
        Refusal("INSERT INTO cycle (branch_id, month, scheme_id, status) VALUES (2, '2026-12', 1, 'begun')", "CHECK"),
        Refusal("INSERT INTO cycle (branch_id, month, scheme_id, status) VALUES (2, '2026-12', 1, 'posted')", "CHECK"),
        Refusal("UPDATE member SET became_full = '2009-12-31'", "CHECK"),
        Refusal("UPDATE member SET standing = 'probationary'", "CHECK"),
        Refusal("UPDATE member SET status = 'expelled'", "CHECK"),
        Refusal("UPDATE member SET number = ''", "CHECK"),
        Refusal("UPDATE branch SET founded = '2020-01-02', dissolved = '2020-01-01'", "CHECK"),
        Refusal("UPDATE committee SET parent_id = id", "CHECK"),
        Refusal("UPDATE membership SET from_date = '2026-02-02', until_date = '2026-02-01'", "CHECK"),
        Refusal("UPDATE membership SET group_id = 1, branch_id = 2", "FOREIGN KEY"),
        Refusal("UPDATE assignment SET until_date = '2025-12-31'", "CHECK"),
        Refusal("UPDATE responsibility_area SET retired = '2025-12-31'", "CHECK"),
        Refusal("INSERT INTO appointment (branch_id, member_id, office) VALUES (1, 1, 'secretary')", "CHECK"),
        Refusal(
            "INSERT INTO appointment (branch_id, member_id, office, group_id) VALUES (2, 3, 'groupLeader', 1)",
            "FOREIGN"),
        Refusal("INSERT INTO calendar_day (date, kind, name, source) VALUES ('2026-1-1', 'holiday', '', '')", "CHECK"),
        Refusal("\(meeting("weekly"))", "CHECK"),
        Refusal("INSERT INTO setting (key, value) VALUES ('instance', 'second')", "UNIQUE"),
    ]

    private static let meetingRest = "'2027-01', '2027-01-12', '09:00', 90, '301', 'scheduled', 1, 1"

    private static func meeting(_ standing: String) -> String {
        """
        INSERT INTO meeting (committee_id, kind, standing, month, date, start, minutes, place, status, created_at,
                             changed_at)
        VALUES (1, 'secretaries', '\(standing)', \(meetingRest))
        """
    }

    private static func sheet(_ tier: String, member: String, label: String, total: String = "1") -> String {
        """
        INSERT INTO sheet (cycle_id, area_id, tier, assessor_id, assessor_label, revision, stands, total, recorded_at,
                           recorded_by)
        VALUES (1, 1, \(tier), \(member), \(label), 1, 0, \(total), 1, 'test')
        """
    }

    private static func loss(item: String, reason: String, points: String = "1") -> String {
        """
        INSERT INTO sheet_loss (sheet_id, criterion, position, item, times, points, reason)
        VALUES (1, 'order', 1, \(item), 1, \(points), \(reason))
        """
    }

    private static func adjustment(_ kind: String, times: Int) -> String {
        """
        INSERT INTO adjustment (revision, stands, cycle_id, area_id, kind, item, times, reason, happened_on, recorder_id,
                                recorded_at, recorded_by)
        VALUES (1, 1, 1, 1, \(kind), 'x', \(times), 'r', '2026-11-01', 1, 1, 'test')
        """
    }

    @Test func `what contradicts the records is refused by the database itself`() async throws {
        let bureau = try await Bureau()
        _ = try await bureau.finalMonth()
        // PostgreSQL rounds a fraction where SQLite's STRICT refuses it, and has no REPLACE; no type of ours is a fraction.
        let foreign = ["cannot store REAL", "REPLACE"]
        for refusal in Self.refusals
        where !TestDatabase.isPostgreSQL || !foreign.contains(where: (refusal.statement + refusal.word).contains) {
            do {
                try await bureau.test.run(SQL(stringLiteral: refusal.statement))
                Issue.record("taken: \(refusal.statement)")
            } catch {
                #expect(Self.words(of: error).contains(refusal.word), "\(refusal.statement): \(error)")
            }
        }
    }

    /// As SQLite would say it.
    private static func words(of error: any Error) -> String {
        guard let error = error as? PostgreSQLError else { return "\(error)" }
        return switch error.state {
        case "23503": "FOREIGN KEY"
        case "23505": "UNIQUE"
        case "23514": "CHECK"
        case "22P02": "cannot store TEXT"
        default: error.words ?? error.state
        }
    }

    @Test func `an ended office, a cancelled meeting and an extraordinary one leave room`() async throws {
        let bureau = try await Bureau()
        try await bureau.test.run(
            """
            INSERT INTO appointment (branch_id, member_id, office, basis, until_date)
            VALUES (1, 1, 'secretary', 'fullTime', '2026-01-01'), (1, 2, 'secretary', 'fullTime', NULL)
            """,
            SQL(stringLiteral: Self.meeting("regular")), "UPDATE meeting SET status = 'cancelled'",
            SQL(stringLiteral: Self.meeting("regular")), SQL(stringLiteral: Self.meeting("extraordinary")),
            SQL(stringLiteral: Self.meeting("extraordinary"))
        )
        #expect(try await bureau.test.value("SELECT count(*) FROM meeting") == 4)
    }

    /// From where to where a cycle's status goes.
    private static let forward: Set<[Cycle.Status]> = [
        [.open, .closed], [.closed, .posted], [.closed, .withoutAward], [.posted, .final], [.posted, .withoutAward],
    ]

    @Test func `a cycle never goes back, whatever the way`() async throws {
        let bureau = try await Bureau()
        var month = try Month(parsing: "2020-01")
        for old in Cycle.Status.allCases {
            for new in Cycle.Status.allCases {
                month = month.adding(months: 1)
                let day = new == .posted || new == .final ? "2026-12-01" : nil
                let reason = new == .withoutAward ? "reason" : nil
                let oldDay = old == .posted || old == .final ? "2026-12-01" : nil
                let oldReason = old == .withoutAward ? "reason" : nil
                try await bureau.test.run(
                    """
                    INSERT INTO cycle (branch_id, month, scheme_id, status, posted_on, notice_ends, reason)
                    VALUES (\(bureau.a), \(month), 1, \(old), \(oldDay), \(oldDay), \(oldReason))
                    """
                )
                let step: SQL = """
                    UPDATE cycle SET status = \(new), posted_on = \(day), notice_ends = \(day), reason = \(reason)
                     WHERE month = \(month)
                    """
                if old == new || Self.forward.contains([old, new]) {
                    try await bureau.test.run(step)
                } else {
                    do {
                        try await bureau.test.run(step)
                        Issue.record("\(old) went to \(new)")
                    } catch {
                        #expect("\(error)".contains("a cycle never goes back"), "\(old) to \(new): \(error)")
                    }
                }
            }
        }
    }
}
