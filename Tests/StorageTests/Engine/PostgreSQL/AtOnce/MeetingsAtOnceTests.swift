import Domain
import TestSupport
import Testing

@testable import Storage

/// What two servers do at once with meetings and what is decided there.
@Suite(.onPostgreSQL) struct MeetingsAtOnceTests {
    private static func slot(_ day: String, in room: String) throws -> Meeting.Slot {
        try Meeting.Slot(
            date: LocalDate(parsing: day), start: TimeOfDay(parsing: "09:00"), minutes: 60, place: Text(room))
    }

    /// Both committees of the bureau want the same.
    @Test(arguments: [true, false])
    func `a room has one meeting at a time, whoever holds it`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let other = try await bureau.test.write {
            try $0.createCommittee(Committee.Draft(code: "ZD", name: "支队党委")).id
        }
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.scheduleMeeting(.regular, of: bureau.committee, at: Self.slot("2026-12-25", in: "会议室"))
        } _: {
            _ = try $0.scheduleMeeting(.regular, of: other, at: Self.slot("2026-12-25", in: "会议室"))
        }
        #expect(first.isSuccess && second.isSuccess == !holdsLocks)
        if holdsLocks { #expect(throws: Meeting.SchedulingRefusal.self) { try second.get() } }
    }

    @Test(arguments: [true, false])
    func `a month has one regular meeting`(holdsLocks: Bool) async throws {
        let bureau = try await Bureau()
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks) {
            _ = try $0.scheduleMeeting(.regular, of: bureau.committee, at: Self.slot("2026-12-25", in: "会议室"))
        } _: {
            _ = try $0.scheduleMeeting(.regular, of: bureau.committee, at: Self.slot("2026-12-24", in: "礼堂"))
        }
        #expect(first.isSuccess)
        #expect(throws: Meeting.SchedulingRefusal.self) { try second.get() }
    }

    /// A straw vote of A's whose ballots are issued, and one of its members.
    private static func ballot() async throws -> (Bureau, ID<SecretBallot>, Principal) {
        let bureau = try await Bureau()
        return try await bureau.test.write { transaction in
            let asked = try SecretBallot(
                asking: Text("选哪个"), title: Text("意向"), choices: [Text("甲"), Text("乙")], most: 1,
                asksProbationary: false)
            let id = try transaction.makeSecretBallot(asked, of: bureau.a).id
            _ = try transaction.issueBallots(id, without: [])
            let account = try transaction.createAccount(
                Account.Draft(name: "102", title: nil), member: bureau.holder
            ).account
            let session = try transaction.beginSession(
                of: account.id, isEnrolling: false, address: "127.0.0.1", agent: nil)
            return (bureau, id, .account(account.id, name: account.name, .session(session.0)))
        }
    }

    @Test(arguments: [true, false])
    func `a ballot is taken once`(holdsLocks: Bool) async throws {
        let (bureau, ballot, voter) = try await Self.ballot()
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks, by: (voter, voter)) {
            _ = try $0.takeBallot(ballot)
        } _: {
            _ = try $0.takeBallot(ballot)
        }
        #expect(first.isSuccess)
        #expect(throws: SecretBallot.Refusal.self) { try second.get() }
    }

    @Test(arguments: [true, false])
    func `a ballot is cast once`(holdsLocks: Bool) async throws {
        let (bureau, ballot, voter) = try await Self.ballot()
        let code = try await bureau.test.store.write(by: voter) { try $0.takeBallot(ballot).code }
        try await bureau.test.write { _ = try $0.openBallotBox(ballot) }
        let (first, second) = try await bureau.test.atOnce(holdingLocks: holdsLocks, by: (.nobody, .nobody)) {
            try $0.castBallot(code, [1: .chosen])
        } _: {
            try $0.castBallot(code, [2: .chosen])
        }
        #expect(first.isSuccess)
        #expect(throws: SecretBallot.Refusal.self) { try second.get() }
        #expect(try await bureau.test.values("SELECT line FROM ballot_mark ORDER BY line") as [Int64] == [0, 1])
    }
}
