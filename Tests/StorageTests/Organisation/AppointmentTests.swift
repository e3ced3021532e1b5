import Domain
import Testing

@testable import Storage

/// One secretary at a time per branch, one leader at a time per group.
@Suite struct AppointmentTests {
    private func appoint(
        _ member: ID<Member>, _ office: Appointment.Office = .secretary, from: String?, until: String? = nil,
        group: ID<Group>? = nil, in bureau: Bureau
    ) async throws {
        try await bureau.test.write { transaction in
            let made = try transaction.appoint(
                member, to: office, in: bureau.a, group: group, from: from.map(LocalDate.init(parsing:))
            )
            guard let until else { return }
            _ = try transaction.endAppointment(made.appointment.id, on: LocalDate(parsing: until))
        }
    }

    private func refusal(_ body: () async throws -> Void) async throws -> String? {
        do {
            try await body()
            return nil
        } catch let refusal as Appointment.Refusal {
            return refusal.code
        }
    }

    @Test(
        arguments: [
            // The one who is secretary, and the one who would be: from, until, from, whether it is refused.
            ("2026-01-01", nil, "2026-06-01", true),
            ("2026-01-01", "2026-05-31", "2026-06-01", false),
            ("2026-01-01", "2026-06-01", "2026-06-01", true),
            ("2026-01-01", "2026-05-31", nil, true),
            (nil, "2026-05-31", "2026-06-01", false),
            (nil, "2026-05-31", nil, true),
            (nil, nil, "2026-06-01", true),
            // One who begins later takes the office too: nobody knows yet when the earlier one would end.
            ("2026-06-01", nil, "2026-01-01", true),
        ] as [(String?, String?, String?, Bool)])
    func `a branch has one secretary at a time`(
        _ from: String?, _ until: String?, _ next: String?, _ isRefused: Bool
    ) async throws {
        let bureau = try await Bureau()
        try await appoint(bureau.secretary, from: from, until: until, in: bureau)
        let code = try await refusal { try await appoint(bureau.holder, from: next, in: bureau) }
        #expect(code == (isRefused ? "officeTaken" : nil))
        let secretary = try await bureau.test.read { try $0.branch(bureau.a).secretary?.number.text }
        #expect(secretary == (isRefused ? (until == nil ? "101" : nil) : "102"))
    }

    @Test func `a group has one leader at a time, and other offices may be shared`() async throws {
        let bureau = try await Bureau()
        try await appoint(bureau.secretary, .groupLeader, from: nil, group: bureau.group, in: bureau)
        let code = try await refusal {
            try await appoint(bureau.holder, .groupLeader, from: nil, group: bureau.group, in: bureau)
        }
        #expect(code == "officeTaken")
        try await appoint(bureau.secretary, .publicity, from: nil, in: bureau)
        try await appoint(bureau.holder, .publicity, from: nil, in: bureau)
        let offices = try await bureau.test.read { try $0.member(bureau.secretary).offices }
        #expect(Set(offices) == [.groupLeader, .publicity])
    }

    @Test func `only a member of the branch holds an office in it`() async throws {
        let bureau = try await Bureau()
        #expect(try await refusal { try await appoint(bureau.other, from: nil, in: bureau) } == "notInBranch")
    }

    @Test func `an appointment ends once, and not before it began`() async throws {
        let bureau = try await Bureau()
        let id = try await bureau.test.write { transaction in
            try transaction.appoint(
                bureau.secretary, to: .secretary, in: bureau.a, from: LocalDate(parsing: "2026-06-01")
            ).appointment.id
        }
        func end(_ day: String) async throws {
            try await bureau.test.write { _ = try $0.endAppointment(id, on: LocalDate(parsing: day)) }
        }
        #expect(try await refusal { try await end("2026-05-31") } == "appointmentEndsBeforeItBegan")
        try await end("2026-06-01")
        #expect(try await refusal { try await end("2026-07-01") } == "appointmentEnded")
    }

    @Test func `a secretary's post is held as the branch holds it unless said otherwise`() async throws {
        let bureau = try await Bureau()
        try await appoint(bureau.secretary, from: nil, in: bureau)
        let held = try await bureau.test.read { transaction in
            try transaction.whole { try transaction.appointments(of: bureau.a, $0) }
        }
        #expect(held.map(\.appointment.basis) == [.fullTime])
    }
}
