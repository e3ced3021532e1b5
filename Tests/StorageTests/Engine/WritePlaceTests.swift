import Domain
import Testing

@testable import Storage

/// A write touches what it said that it would touch, and nothing else: whichever engine it is, and whether anybody writes
/// beside it or not.
@Suite struct WritePlaceTests {
    private let bureau: Bureau
    private let cycle: ID<Cycle>

    init() async throws {
        bureau = try await Bureau()
        cycle = try await bureau.openMonth()
    }

    private static let outside = "written elsewhere than where it was said to be: "

    private func fault(
        in place: WritePlace, _ useCase: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> StorageFault? {
        do {
            try await bureau.test.store.write(by: TestStore.principal, in: place, useCase)
            return nil
        } catch let fault as StorageFault {
            return fault
        }
    }

    private func revise(_ transaction: Transaction) throws {
        _ = try transaction.submitSheet(
            in: cycle, area: "A-1", tier: .own, assessor: "102",
            points: ["order": Points(hundredths: 5000), "service": Points(hundredths: 3600)], comment: nil,
            lateReason: nil, revisionReason: "看错表")
    }

    private func withdraw(_ transaction: Transaction) throws {
        let id = try #require(try transaction.whole { try transaction.adjustments(of: cycle, $0) }.first?.id)
        _ = try transaction.withdrawAdjustment(id, reason: Text("查无此事"))
    }

    @Test func `in a month of its branch it enters sheets and adjustments`() async throws {
        let adjustment: ID<Adjustment>? = try await bureau.test.value("SELECT id FROM adjustment")
        #expect(try await fault(in: .month(cycle), revise) == nil)
        #expect(try await fault(in: .adjustment(#require(adjustment)), withdraw) == nil)
    }

    @Test func `in another branch's month it enters none, and nothing of it stays`() async throws {
        let theirs = try await bureau.test.write {
            try $0.openCycle(of: bureau.b, in: Month(parsing: "2026-11")).0.id
        }
        let audited = try await bureau.test.read { try $0.auditCount() }
        // The one that stands, and the one that would.
        #expect(try await fault(in: .month(theirs), revise) == .corrupt("\(Self.outside)sheet:1, sheet:2"))
        #expect(
            try await fault(in: .month(theirs), withdraw) == .corrupt("\(Self.outside)adjustment:1, adjustment:2"))
        #expect(try await bureau.test.read { try $0.auditCount() } == audited)
        #expect(try await bureau.test.value("SELECT count(*) FROM sheet") == 1)
    }

    @Test func `in one branch it touches nothing that others rest on`() async throws {
        let fault = try await fault(in: .month(cycle)) { transaction in
            _ = try transaction.changeMember(bureau.holder, to: Bureau.facts("102", "改名"), ifVersion: nil)
        }
        #expect(fault == .corrupt("\(Self.outside)member:\(bureau.holder.rawValue)"))
        #expect(try await bureau.test.value("SELECT name FROM member WHERE number = '102'") == "党员甲")
    }

    @Test func `nowhere it touches nothing`() async throws {
        #expect(try await fault(in: .nowhere, revise) != nil)
        #expect(try await fault(in: .nowhere) { try $0.noteUse(by: .nobody) } == nil)
    }

    @Test func `of a month that is not there it is refused as anywhere`() async throws {
        await #expect(throws: StoreError.notFound("cycle")) {
            try await fault(in: .month(ID(99))) { _ = try $0.cycle(ID(99)) }
        }
    }
}
