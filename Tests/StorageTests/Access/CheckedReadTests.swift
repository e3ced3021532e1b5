import Domain
import Testing

@testable import Storage

/// No read relies on its caller to have asked whether the principal may: each says so itself, or takes what only a checked
/// read makes.
struct CheckedReadTests {
    private struct Subjects: Sendable {
        let bureau: Bureau
        let cycle: Cycle
        let appointment: ID<Appointment>
        let assignment: ID<Assignment>
        let sheet: ID<Sheet>
        let adjustment: ID<Adjustment>
        let snapshot: ID<Snapshot>
        let award: ID<Award>
        let meeting: ID<Meeting>
        let account: ID<Account>
    }

    private struct Read: Sendable {
        let name: String
        let read: @Sendable (Transaction, Subjects) throws -> Void

        init(_ name: String, _ read: @escaping @Sendable (Transaction, Subjects) throws -> some Any) {
            self.name = name
            self.read = { _ = try read($0, $1) }
        }
    }

    private static let reads: [Read] = [
        Read("committee") { try $0.committee($1.bureau.committee) },
        Read("branch") { try $0.branch($1.bureau.a) },
        Read("branchName") { try $0.branchName($1.bureau.a) },
        Read("groups") { try $0.groups(of: $1.bureau.a) },
        Read("requireGroup") { try $0.requireGroup("一组", in: $1.bureau.a) },
        Read("group") { try $0.group(named: Text("一组"), in: $1.bureau.a) },
        Read("member") { try $0.member($1.bureau.holder) },
        Read("memberships") { try $0.memberships(of: $1.bureau.holder) },
        Read("phone") { try $0.disclosePhone(of: $1.bureau.holder, reason: Text("核对")) },
        Read("appointment") { try $0.appointment($1.appointment) },
        Read("appointments") { try $0.appointments(of: $1.bureau.a) },
        Read("importAppointment") {
            try $0.importAppointment($1.bureau.secretary, to: .secretary, in: $1.bureau.a, group: nil, field: "office")
        },
        Read("area") { try $0.area($1.bureau.area) },
        Read("assignments") { try $0.assignments(of: $1.bureau.area) },
        Read("assignment") { try $0.assignment($1.assignment) },
        Read("cycle") { try $0.cycle($1.cycle.id) },
        Read("listing of the cycle") { try $0.listing(of: $1.cycle) },
        Read("schemeContent") { try $0.schemeContent(of: $1.cycle) },
        Read("areas of the cycle") { try $0.areas(of: $1.cycle) },
        Read("completeness") { try $0.completeness(of: $1.cycle) },
        Read("scoreGrid") { try $0.scoreGrid(of: $1.cycle.id, .own, by: .member($1.bureau.holder)) },
        Read("selfGrid") { try $0.selfGrid(of: $1.cycle.id) },
        Read("assessors") { try $0.assessors(of: $1.cycle, in: .branch) },
        Read("publicAssessors") { try $0.publicAssessors(of: $1.cycle) },
        Read("sheet") { try $0.sheet($1.sheet) },
        Read("sheets") { try $0.sheets(of: $1.cycle.id) },
        Read("adjustment") { try $0.adjustment($1.adjustment) },
        Read("adjustments") { try $0.adjustments(of: $1.cycle.id) },
        Read("adjustmentToRevise") { try $0.adjustmentToRevise($1.adjustment) },
        Read("facts of the cycle") { try $0.facts(of: $1.cycle) },
        Read("facts of an area") { try $0.facts(of: $1.bureau.area, in: $1.cycle.month) },
        Read("explanation") { try $0.explanation(of: $1.bureau.area, in: $1.cycle.id) },
        Read("history") { try $0.history(of: $1.bureau.area, through: $1.cycle.month) },
        Read("snapshot") { try $0.snapshot($1.snapshot) },
        Read("exportSnapshot") { try $0.exportSnapshot($1.snapshot) },
        Read("verifySnapshot") { try $0.verifySnapshot($1.snapshot) },
        Read("award") { try $0.award($1.award) },
        Read("account") { try $0.account($1.account) },
    ]

    /// Of everything that hangs on branch A, its own branch's member sees nothing who belongs to branch B, and neither does
    /// somebody who has not signed in.
    @Test func `what is another branch's is not read, whoever forgot to ask`() async throws {
        let subjects = try await Self.subjects()
        let store = subjects.bureau.test.store
        let stranger = try await Self.principal("202", of: subjects.bureau.other, in: subjects.bureau)
        for read in Self.reads {
            for (who, principal) in [("a member of B", stranger), ("nobody", .nobody)] {
                // What a committee is called is no secret to those below it.
                if read.name == "committee", who != "nobody" { continue }
                do {
                    try await store.write(by: principal, isReading: true) { try read.read($0, subjects) }
                    Issue.record("\(who) reads \(read.name)")
                } catch is Authority.Denial {
                } catch is StoreError {
                } catch is FieldErrors {
                }
            }
            // It is the asker that it is refused to.
            if read.name == "phone" || read.name == "adjustmentToRevise" { continue }
            try await store.write(by: TestStore.principal) { try read.read($0, subjects) }
        }
    }

    @Test func `an import of the calendar tells of no meeting that its author may not read`() async throws {
        let subjects = try await Self.subjects()
        let bureau = subjects.bureau
        try await bureau.test.run(
            "INSERT INTO calendar_day (date, kind, name, source) SELECT date, 'holiday', '停办', '通知' FROM meeting")
        #expect(try await bureau.test.read { try $0.meetingsOnDaysOff().count } == 1)
        let other = try await bureau.test.write { transaction in
            try transaction.createCommittee(Committee.Draft(code: "QT", name: "其他党委")).id
        }
        for (committee, known) in [(bureau.committee, 1), (other, 0)] {
            let officer = try await Self.principal("officer-\(known)", in: bureau) { transaction, account in
                _ = try transaction.grant(.committeeOfficer, in: .committee(committee), to: account)
            }
            #expect(try await bureau.test.store.read(by: officer) { try $0.meetingsOnDaysOff().count } == known)
        }
        let administrator = try await Self.principal("admin", in: bureau) { transaction, account in
            _ = try transaction.grant(.administrator, in: .bureau, to: account)
        }
        await #expect(throws: Authority.Denial.notPermitted(.readMeetings)) {
            try await bureau.test.store.read(by: administrator) { _ = try $0.meetingsOnDaysOff() }
        }
    }

    // MARK: -

    private static func principal(
        _ name: String, of member: ID<Member>? = nil, in bureau: Bureau,
        prepare: @escaping @Sendable (Transaction, ID<Account>) throws -> Void = { _, _ in }
    ) async throws -> Principal {
        try await bureau.test.write { transaction in
            let account = try transaction.createAccount(Account.Draft(name: name, title: nil), member: member).account
            try prepare(transaction, account.id)
            let session = try transaction.beginSession(
                of: account.id, isEnrolling: false, address: "127.0.0.1", agent: nil)
            return .account(account.id, name: account.name, .session(session.0))
        }
    }

    private static func subjects() async throws -> Subjects {
        let bureau = try await Bureau()
        let appointment = try await bureau.test.write { transaction in
            try transaction.appoint(bureau.secretary, to: .secretary, in: bureau.a, from: nil).appointment.id
        }
        let month = try await bureau.finalMonth()
        return try await bureau.test.write { transaction in
            let account = try transaction.createAccount(
                Account.Draft(name: "101", title: nil), member: bureau.secretary
            ).account.id
            let meeting = try transaction.scheduleMeeting(
                .regular, of: bureau.committee,
                at: Meeting.Slot(
                    date: LocalDate(parsing: "2026-12-25"), start: TimeOfDay(parsing: "09:00"), minutes: 60,
                    place: Text("会议室"))
            ).id
            func only<Subject>(_ table: SQL) throws -> ID<Subject> {
                try #require(try transaction.session.value("SELECT id FROM \(table) ORDER BY id LIMIT 1"))
            }
            return Subjects(
                bureau: bureau, cycle: try transaction.cycle(month), appointment: appointment,
                assignment: try only("assignment"), sheet: try only("sheet"),
                adjustment: try only("adjustment"), snapshot: try only("snapshot"), award: try only("award"),
                meeting: meeting, account: account)
        }
    }
}
