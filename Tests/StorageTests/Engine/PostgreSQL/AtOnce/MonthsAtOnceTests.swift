import Domain
import TestSupport
import Testing

@testable import Storage

/// What two servers do at once in a branch's month comes to what it would come to one after the other.
@Suite(.onPostgreSQL) struct MonthsAtOnceTests {
    private static func score(_ transaction: Transaction, in cycle: ID<Cycle>, revises: Int? = nil) throws {
        _ = try transaction.submitSheet(
            in: cycle, area: "A-1", tier: .own, assessor: "102",
            points: ["order": Points(hundredths: 5000), "service": Points(hundredths: 3600)], comment: nil,
            lateReason: nil, revisionReason: revises == nil ? nil : "看错表", revises: revises)
    }

    private static func adjust(_ transaction: Transaction, in cycle: ID<Cycle>, _ bureau: Bureau) throws {
        let facts = Adjustment.Facts(
            kind: .deduction, item: try Code("complaint"), times: 1, reason: try Text("噪声"),
            happenedOn: try LocalDate(parsing: "2026-11-12"), lateReason: nil)
        _ = try transaction.adjustmentDesk(for: cycle).desk
            .record(facts, on: bureau.area, by: bureau.secretary, matchingEvents: false)
    }

    /// A month of A's without anything in it, that is over.
    private static func emptyMonth() async throws -> (Bureau, ID<Cycle>) {
        let bureau = try await Bureau()
        let cycle = try await bureau.test.write {
            try $0.openCycle(of: bureau.a, in: Month(parsing: "2026-11")).0.id
        }
        try bureau.test.go(to: "2026-12-01")
        return (bureau, cycle)
    }

    /// The same with what is entered into it, and closed if it is to be.
    private static func fullMonth(closed: Bool = false) async throws -> (Bureau, ID<Cycle>) {
        let bureau = try await Bureau()
        let cycle = try await bureau.openMonth()
        try bureau.test.go(to: "2026-12-01")
        if closed { try await bureau.test.write { _ = try $0.closeCycle(cycle) } }
        return (bureau, cycle)
    }

    @Test(arguments: [true, false])
    func `nothing changes a closed month`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.fullMonth()
        let area = try await bureau.test.write { transaction in
            try transaction.createArea(
                ResponsibilityArea.Facts(
                    code: Code("A-2"), name: Text("西门夜市"), kind: .nightMarket,
                    established: LocalDate(parsing: "2026-01-01")), branch: bureau.a
            ).area.id
        }
        let (closing, retiring) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.closeCycle(cycle, incompleteReason: Text("无人包联"))
        } _: {
            _ = try $0.retireArea(area, on: LocalDate(parsing: "2026-11-15"), reason: Text("撤场"))
        }
        #expect(closing.isSuccess)
        if holdsLocks {
            #expect(throws: ResponsibilityArea.Refusal.self) { try retiring.get() }
        } else {
            #expect(retiring.isSuccess)
        }
    }

    @Test(arguments: [true, false])
    func `a sheet goes into an open month alone`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.emptyMonth()
        let (closing, scoring) = try await bureau.test.atOnce(
            holdingLocks: holdsLocks, in: (.everywhere, .month(cycle))
        ) {
            _ = try $0.closeCycle(cycle, incompleteReason: Text("无人评分"))
        } _: {
            try Self.score($0, in: cycle)
        }
        #expect(closing.isSuccess && scoring.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: Cycle.Refusal.self) { try scoring.get() } }
        #expect(try await bureau.test.value("SELECT count(*) FROM sheet") == (holdsLocks ? 0 : 1))
    }

    @Test(arguments: [true, false])
    func `an adjustment goes into an open month alone`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.fullMonth()
        let (closing, adjusting) = try await bureau.test.atOnce(
            holdingLocks: holdsLocks, in: (.everywhere, .month(cycle))
        ) {
            _ = try $0.closeCycle(cycle)
        } _: {
            try Self.adjust($0, in: cycle, bureau)
        }
        #expect(closing.isSuccess && adjusting.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: Cycle.Refusal.self) { try adjusting.get() } }
    }

    /// With the sheet the month is complete, and without it that would have to be given a reason.
    @Test(arguments: [true, false])
    func `a month is closed once the sheets that are being entered are there`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.emptyMonth()
        let (scoring, closing) = try await bureau.test.atOnce(
            holdingLocks: holdsLocks, in: (.month(cycle), .everywhere)
        ) {
            try Self.score($0, in: cycle)
        } _: {
            _ = try $0.closeCycle(cycle)
        }
        #expect(scoring.isSuccess && closing.isSuccess == holdsLocks)
        if !holdsLocks { #expect(throws: FieldErrors.self) { try closing.get() } }
    }

    @Test(arguments: [true, false])
    func `of two first sheets one stands, and the other wants a reason`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.emptyMonth()
        let (first, second) = try await bureau.test.atOnce(
            holdingLocks: holdsLocks, in: (.month(cycle), .month(cycle))
        ) {
            try Self.score($0, in: cycle)
        } _: { transaction in
            _ = try transaction.submitSheet(
                in: cycle, area: "A-1", tier: .own, assessor: "102",
                points: ["order": Points(hundredths: 4000), "service": Points(hundredths: 3600)], comment: nil,
                lateReason: nil, revisionReason: nil)
        }
        #expect(first.isSuccess)
        #expect(throws: FieldErrors.self) { try second.get() }
        #expect(try await bureau.test.value("SELECT count(*) FROM sheet WHERE stands = 1") == 1)
    }

    @Test(arguments: [true, false])
    func `of two who revise one sheet the second is told of the first`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.fullMonth()
        let (first, second) = try await bureau.test.atOnce(
            holdingLocks: holdsLocks, in: (.month(cycle), .month(cycle))
        ) {
            try Self.score($0, in: cycle, revises: 1)
        } _: { transaction in
            _ = try transaction.submitSheet(
                in: cycle, area: "A-1", tier: .own, assessor: "102",
                points: ["order": Points(hundredths: 4000), "service": Points(hundredths: 3600)], comment: nil,
                lateReason: nil, revisionReason: "另有一错", revises: 1)
        }
        #expect(first.isSuccess)
        #expect(throws: StoreError.staleVersion(current: 2)) { try second.get() }
    }

    @Test(arguments: [true, false])
    func `an event is recorded once`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.fullMonth()
        let (first, second) = try await bureau.test.atOnce(
            holdingLocks: holdsLocks, in: (.month(cycle), .month(cycle))
        ) {
            try Self.adjust($0, in: cycle, bureau)
        } _: {
            try Self.adjust($0, in: cycle, bureau)
        }
        #expect(first.isSuccess && second.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: AdjustmentStands.self) { try second.get() } }
        let count: Int? = try await bureau.test.value("SELECT count(*) FROM adjustment WHERE reason = \("噪声")")
        #expect(count == (holdsLocks ? 1 : 2))
    }

    @Test(arguments: [true, false])
    func `a month is opened once`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            try $0.openCycle(of: bureau.a, in: Month(parsing: "2026-11")).1
        } _: {
            try $0.openCycle(of: bureau.a, in: Month(parsing: "2026-11")).1
        }
        #expect(try first.get() == .created)
        #expect(try second.get() == .unchanged)
    }

    @Test(arguments: [true, false])
    func `a month is closed once`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.fullMonth()
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.closeCycle(cycle)
        } _: {
            _ = try $0.closeCycle(cycle)
        }
        #expect(first.isSuccess)
        if holdsLocks {
            #expect(throws: Cycle.Refusal.self) { try second.get() }
        } else {
            // Nothing is lost, but that it is closed already is not what it is told.
            #expect(throws: StoreError.staleVersion(current: 2)) { try second.get() }
        }
    }

    @Test(arguments: [true, false])
    func `a month is posted once, with one snapshot`(holdsLocks: Bool) async throws {
        let (bureau, cycle) = try await Self.fullMonth(closed: true)
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.postCycle(cycle)
        } _: {
            _ = try $0.postCycle(cycle)
        }
        #expect(first.isSuccess)
        #expect(throws: Cycle.Refusal.self) { try second.get() }
        #expect(try await bureau.test.value("SELECT count(*) FROM snapshot") == 1)
    }

    @Test func `two branches enter their sheets beside one another`() async throws {
        let bureau = try await Bureau()
        let (mine, theirs) = try await bureau.test.write { transaction in
            let area = try transaction.createArea(
                ResponsibilityArea.Facts(
                    code: Code("B-1"), name: Text("西门夜市"), kind: .nightMarket,
                    established: LocalDate(parsing: "2026-01-01")), branch: bureau.b)
            _ = try transaction.assign(area.area.id, to: bureau.other, from: LocalDate(parsing: "2026-01-01"))
            let month = try Month(parsing: "2026-11")
            return (
                try transaction.openCycle(of: bureau.a, in: month).0.id,
                try transaction.openCycle(of: bureau.b, in: month).0.id
            )
        }
        let address = try #require(TestDatabase(in: bureau.test.folder).address)
        let (encounter, other) = (Encounter(at: address), bureau.test.server(at: address))
        async let first: Void = bureau.test.store.write(by: TestStore.principal, in: .month(mine)) { transaction in
            try Self.score(transaction, in: mine)
            try encounter.meet(as: .firstCame)
        }
        async let second: Void = other.write(by: TestStore.principal, in: .month(theirs)) { transaction in
            _ = try transaction.submitSheet(
                in: theirs, area: "B-1", tier: .own, assessor: "202",
                points: ["order": Points(hundredths: 5000), "service": Points(hundredths: 3600)], comment: nil,
                lateReason: nil, revisionReason: nil)
            try encounter.meet(as: .otherCame)
        }
        _ = try await (first, second)
        try other.close()
        #expect(try await bureau.test.value("SELECT count(*) FROM sheet") == 2)
        #expect(try await bureau.test.read { try $0.verifyAudit() }.holds)
    }
}
