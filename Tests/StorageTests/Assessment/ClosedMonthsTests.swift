import Domain
import TestSupport
import Testing

@testable import Storage

/// What months count that were closed before that was kept.
@Suite struct ClosedMonthsTests {
    /// A file from before: a month of A that is final, one that is closed, one that is open; without what the migration
    /// brings.
    private func old() async throws -> Bureau {
        let bureau = try await Bureau()
        _ = try await bureau.finalMonth()
        try bureau.test.go(to: "2027-01-02")
        try await bureau.test.write { transaction in
            for month in ["2026-12", "2027-01"] {
                let cycle = try transaction.openCycle(of: bureau.a, in: Month(parsing: month)).0.id
                _ = try transaction.submitSheet(
                    in: cycle, area: "A-1", tier: .own, assessor: "102",
                    points: ["order": Points(hundredths: 5000), "service": Points(hundredths: 3500)], comment: nil,
                    lateReason: nil, revisionReason: nil)
                if month == "2026-12" { _ = try transaction.closeCycle(cycle) }
            }
        }
        try await bureau.test.run(
            "DROP TABLE late_paper", "DROP TABLE closed_sheet", "DROP TABLE closed_holder", "DROP TABLE closed_area",
            "DROP TABLE cycle_closing", "DROP TABLE named_assessor", "DROP TABLE assessor_naming", "DROP TABLE recusal",
            "DELETE FROM setting WHERE key = 'closedMonths'",
            "DELETE FROM grdb_migrations WHERE identifier = \(Migration.m0024ClosedMonths.name)",
            "DELETE FROM grdb_migrations WHERE identifier = \(Migration.m0025NamedAssessors.name)",
            "DELETE FROM grdb_migrations WHERE identifier = \(Migration.m0031Recusals.name)")
        try bureau.test.store.close()
        return bureau
    }

    @Test(.onSQLite) func `they are kept once, as they are, vouched for by the audit, and stand from then on`()
        async throws
    {
        let bureau = try await old()
        let (path, clock) = (bureau.test.path, bureau.test.store.clock)
        var store = try await Store.open(at: path, clock: clock)
        let kept = try await store.database.read { session in
            try session.rows(
                """
                SELECT cycle.month, responsibility_area.code, member.number
                  FROM cycle
                  JOIN cycle_closing ON cycle_closing.cycle_id = cycle.id
                  JOIN closed_area ON closed_area.closing_id = cycle_closing.id
                  JOIN closed_holder
                    ON closed_holder.closing_id = cycle_closing.id AND closed_holder.area_id = closed_area.area_id
                  JOIN responsibility_area ON responsibility_area.id = closed_area.area_id
                  JOIN member ON member.id = closed_holder.member_id
                 ORDER BY cycle.month
                """
            ) { "\(try $0.at(0) as String) \(try $0.at(1) as String) \(try $0.at(2) as String)" }
        }
        #expect(kept == ["2026-11 A-1 102", "2026-12 A-1 102"])
        let entries = try await store.read(by: TestStore.principal) { transaction in
            try transaction.whole { try transaction.auditEntries(AuditFilter(action: .kept), $0) }
        }
        #expect(entries.map(\.subject) == ["cycle", "cycle"])
        let audit = try await store.read(by: TestStore.principal) { try $0.verifyAudit() }
        #expect(audit.holds, "\(audit.faults)")

        func ranking(_ month: String) async throws -> [Ranking] {
            try await store.read(by: TestStore.principal) { try $0.rankings(of: Month(parsing: month)).map(\.ranking) }
        }
        let before = try await (ranking("2026-11"), ranking("2026-12"))
        // The holder had left already in November, as it turns out.
        try await store.write(by: TestStore.principal) { transaction in
            _ = try transaction.leaveMember(
                bureau.holder, as: .died,
                StatusGrounds(on: LocalDate(parsing: "2026-11-20"), reason: Text("因病"), document: nil),
                isEnding: true, lateReason: Text("迟报"))
        }
        let after = try await (ranking("2026-11"), ranking("2026-12"))
        #expect(after == before)
        let remarks = try await store.read(by: TestStore.principal) { transaction in
            try transaction.rankings(of: Month(parsing: "2026-12")).flatMap(\.remarks.latePapers)
        }
        #expect(remarks.map(\.kind) == [.gaveUp, .left] && remarks.allSatisfy(\.isAfterClosing))
        try store.close()
        let moment = clock.now()
        let examined = try await Doctor(for: .file(path), clock: Clock { moment }).examine()
        #expect(examined.isSound, "\(examined.findings)")

        // Once is enough.
        store = try await Store.open(at: path, clock: clock)
        let closings: Int? = try await store.database.read { try $0.value("SELECT count(*) FROM cycle_closing") }
        #expect(closings == 2)
        try store.close()
    }

    @Test func `a month that is over is read by as many statements, however many areas it has`() async throws {
        func statements(areas: Int) async throws -> [String: Int] {
            let bureau = try await Bureau()
            try await bureau.test.write { transaction in
                for number in 1..<areas {
                    let facts = ResponsibilityArea.Facts(
                        code: try Code("A-\(number + 1)"), name: try Text("夜市"), kind: .nightMarket,
                        established: try LocalDate(parsing: "2026-01-01"))
                    _ = try transaction.createArea(facts, branch: bureau.a)
                }
            }
            let cycle = try await bureau.openMonth()
            try bureau.test.go(to: "2026-12-01")
            try await bureau.test.write {
                _ = try $0.closeCycle(cycle, incompleteReason: Text("未评"))
            }
            try await bureau.test.write { _ = try $0.postCycle(cycle) }
            let heard = HeardStatements()
            var store = bureau.test.store
            store.engine = OverheardEngine(store.engine) { heard.append($0.text) }
            var counts: [String: Int] = [:]
            let reads: [(String, @Sendable (Transaction) throws -> Void)] = [
                ("sheets", { _ = try $0.sheets(of: cycle) }),
                ("explanation", { _ = try $0.explanation(of: bureau.area, in: cycle) }),
                ("rankings", { _ = try $0.rankings(of: Month(parsing: "2026-11")) }),
                ("comparison", { _ = try $0.comparison(of: Month(parsing: "2026-11")) }),
            ]
            for (name, read) in reads {
                let before = heard.all.count
                try await store.read(by: TestStore.principal, read)
                counts[name] = heard.all.count - before
            }
            return counts
        }
        #expect(try await statements(areas: 1) == statements(areas: 9))
    }

    @Test func `a new database has nothing to keep`() async throws {
        let test = try await TestStore()
        #expect(try await test.value("SELECT value FROM setting WHERE key = 'closedMonths'") == "1")
    }
}
