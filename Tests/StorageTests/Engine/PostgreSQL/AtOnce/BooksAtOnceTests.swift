import Domain
import TestSupport
import Testing

@testable import Storage

/// What two servers do at once with what serves them all: the audit, kept replies, the calendar.
@Suite(.onPostgreSQL) struct BooksAtOnceTests {
    @Test func `entries bear times in the order of their numbers, whichever server's clock is ahead`() async throws {
        let test = try await TestStore()
        let address = try #require(TestDatabase(in: test.folder).address)
        let behind = TestStore.start.adding(seconds: -90)
        let other = Store(
            on: PostgreSQLEngine(at: address), at: test.store.place, clock: Clock { behind },
            settings: test.store.settings, keys: test.store.keys)
        for (number, store) in [test.store, other, test.store, other].enumerated() {
            try await store.write(by: TestStore.principal) {
                _ = try $0.createCommittee(Committee.Draft(code: "C\(number)", name: "党委\(number)"))
            }
        }
        try other.close()
        let times: [Instant] = try await test.values("SELECT at FROM audit ORDER BY id")
        #expect(times == Array(repeating: TestStore.start, count: 4))
    }

    @Test(arguments: [true, false])
    func `numbers are without gaps, also where a write is undone`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        struct Undone: Error {}
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.createCommittee(Committee.Draft(code: "C1", name: "党委"))
        } _: { transaction in
            _ = try transaction.createCommittee(Committee.Draft(code: "C2", name: "党委"))
            try transaction.finishAudit()
            throw Undone()
        }
        #expect(first.isSuccess)
        #expect(throws: Undone.self) { try second.get() }
        try await test.write { _ = try $0.createCommittee(Committee.Draft(code: "C3", name: "党委")) }
        let ids: [Int64] = try await test.values("SELECT id FROM audit ORDER BY id")
        #expect(ids == Array(1...Int64(ids.count)))
        #expect(try await test.read { try $0.verifyAudit() }.holds)
    }

    @Test(arguments: [true, false])
    func `what two seal at once is sealed once`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let (first, second) = try await bureau.test.serversAtOnce(holdingLocks: holdsLocks) {
            try await $0.sealAudit()
        } _: {
            try await $0.sealAudit()
        }
        #expect(first.isSuccess && second.isSuccess)
        #expect(try await bureau.test.value("SELECT count(*) FROM audit_seal") == 1)
        let found = try await bureau.test.read { try $0.verifyAudit() }
        #expect(found.holds && found.unsealed == 0)
    }

    @Test(arguments: [true, false])
    func `a request that comes twice at once is carried out once`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let request = { @Sendable (transaction: Transaction) throws in
            if let kept = try transaction.keptReply(key: "k", fingerprint: "f") { return kept.status }
            _ = try transaction.createCommittee(
                Committee.Draft(code: "C\(try transaction.auditCount())", name: "党委"))
            try transaction.keep(KeptReply(status: 201, headers: [:], body: []), key: "k", fingerprint: "f")
            return 0
        }
        let (first, second) = try await test.atOnce(holdingLocks: holdsLocks, request, request)
        #expect(try first.get() == 0)
        #expect(try second.get() == 201)
        #expect(try await test.value("SELECT count(*) FROM committee") == 1)
    }

    @Test(arguments: [true, false])
    func `of two years' calendars the second one counts, whole`(holdsLocks: Bool) async throws {
        let test = try await TestStore()
        let enter = { @Sendable (day: String) in
            { @Sendable (transaction: Transaction) throws in
                let holiday = CalendarDay(
                    date: try LocalDate(parsing: day), kind: .holiday, name: "元旦", source: "通知")
                _ = try transaction.changeCalendar(by: [holiday], replacing: 2027)
            }
        }
        let (first, second) = try await test.atOnce(
            holdingLocks: holdsLocks, enter("2027-01-01"), enter("2027-01-04"))
        #expect(first.isSuccess && second.isSuccess)
        let days = try await test.values("SELECT date FROM calendar_day ORDER BY date") as [String]
        #expect(days == (holdsLocks ? ["2027-01-04"] : ["2027-01-01", "2027-01-04"]))
    }
}
