import Domain
import TestSupport
import Testing

@testable import Storage

/// What two servers do at once with people, branches and their offices.
@Suite(.onPostgreSQL) struct PeopleAtOnceTests {
    @Test(arguments: [true, false])
    func `a number is given once`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.createMember(Bureau.facts("103", "先到"), branch: bureau.a, group: nil)
        } _: {
            _ = try $0.createMember(Bureau.facts("103", "后到"), branch: bureau.b, group: nil)
        }
        #expect(first.isSuccess)
        let errors = #expect(throws: FieldErrors.self) { try second.get() }
        #expect(errors?.errors.map(\.code) == [.duplicate])
    }

    @Test(arguments: [true, false])
    func `a branch has one secretary at a time`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let appoint = { @Sendable (member: ID<Member>, first: String) in
            { @Sendable (transaction: Transaction) throws in
                _ = try transaction.appoint(
                    member, to: .secretary, in: bureau.a, from: LocalDate(parsing: first),
                    until: LocalDate(parsing: "2026-10-31"))
            }
        }
        let (first, second) = try await bureau.test.atOnce(
            holdingLocks: holdsLocks, appoint(bureau.secretary, "2026-01-01"), appoint(bureau.holder, "2026-06-01"))
        #expect(first.isSuccess && second.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: Appointment.Refusal.self) { try second.get() } }
        #expect(try await bureau.test.value("SELECT count(*) FROM appointment") == (holdsLocks ? 1 : 2))
    }

    @Test(arguments: [true, false])
    func `an office is its branch's members' alone`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let day = try LocalDate(parsing: "2026-11-24")
        let (leaving, appointing) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.transferMember(
                bureau.secretary, to: bureau.b, group: nil, on: day, reason: Text("工作调动"))
        } _: {
            _ = try $0.appoint(bureau.secretary, to: .publicity, in: bureau.a, from: day)
        }
        #expect(leaving.isSuccess && appointing.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: Appointment.Refusal.self) { try appointing.get() } }
    }

    @Test(arguments: [true, false])
    func `of two who read a record and change it the second is told of the first`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.changeMember(bureau.holder, to: Bureau.facts("102", "先到"), ifVersion: 1)
        } _: {
            _ = try $0.changeMember(bureau.holder, to: Bureau.facts("102", "后到"), ifVersion: 1)
        }
        #expect(first.isSuccess)
        #expect(throws: StoreError.staleVersion(current: 2)) { try second.get() }
    }

    @Test(arguments: [true, false])
    func `a group is made once`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            try $0.group(named: Text("二组"), in: bureau.a)
        } _: {
            try $0.group(named: Text("二组"), in: bureau.a)
        }
        #expect(try first.get() == second.get())
    }

    @Test(arguments: [true, false])
    func `of two lists with the same people one takes them on`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let list = { @Sendable (transaction: Transaction) throws in
            try ["301", "302", "303"].map { number in
                try transaction.importMember(
                    ListedMember(Bureau.facts(number, "新党员"), branch: bureau.a), clearing: false
                ).record.outcome
            }
        }
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks, list, list)
        #expect(try first.get() == Array(repeating: .created, count: 3))
        #expect(try second.get() == Array(repeating: .unchanged, count: 3))
    }
}
