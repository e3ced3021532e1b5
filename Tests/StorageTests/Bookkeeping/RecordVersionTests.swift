import Domain
import Testing

@testable import Storage

/// What is changed between the moment it was read and the moment it is written is not written over, whatever the engine
/// lets happen in between.
struct RecordVersionTests {
    @Test func `a record that was changed since it was read is not changed`() async throws {
        let bureau = try await Bureau()
        try await bureau.test.write { transaction in
            let read = try transaction.check(version: transaction.branch(bureau.a).branch.version)
            try transaction.session.run("UPDATE branch SET name = '先到', version = version + 1 WHERE id = \(bureau.a)")
            #expect(throws: StoreError.staleVersion(current: 2)) {
                try transaction.update("branch", bureau.a, at: read, setting: "name = '后到'")
            }
            #expect(try transaction.branch(bureau.a).branch.name == "先到")
            // No use case did that, so there is nothing to audit.
            try transaction.beginAudit()
        }
    }

    @Test func `a record may be changed again at the version that a change left`() async throws {
        let bureau = try await Bureau()
        try await bureau.test.write { transaction in
            let read = try transaction.check(version: 1, against: 1)
            let next = try transaction.update("branch", bureau.a, at: read, setting: "name = '一'")
            try transaction.update("branch", bureau.a, at: next)
            #expect(try transaction.branch(bureau.a).branch.version == 3)
            #expect(throws: StoreError.staleVersion(current: 3)) { try transaction.check(version: 3, against: 2) }
            #expect(throws: StoreError.notFound("record")) {
                try transaction.update("branch", ID<Branch>(99), at: next)
            }
            try transaction.beginAudit()
        }
    }

    @Test func `a member is imported with a new telephone number and another name at once`() async throws {
        let bureau = try await Bureau()
        try await bureau.test.write { transaction in
            let outcome = try transaction.importMember(
                ListedMember(
                    Bureau.facts("102", "改了名"), branch: bureau.a, phone: .value(ListedPhone("13800138000"))),
                clearing: false)
            #expect(outcome.record.outcome == .changed)
            let member = try transaction.member(bureau.holder)
            #expect(member.member.name == "改了名" && member.member.version == 3 && member.maskedPhone != nil)
        }
    }

    @Test func `the offices of a member are listed in the order of their appointments`() async throws {
        let bureau = try await Bureau()
        try await bureau.test.write { transaction in
            for office in [Appointment.Office.publicity, .deputy, .discipline] {
                _ = try transaction.appoint(bureau.holder, to: office, in: bureau.a, from: nil)
            }
            _ = try transaction.appoint(bureau.secretary, to: .secretary, in: bureau.a, from: nil)
        }
        let (one, listed) = try await bureau.test.read { transaction in
            (
                try transaction.member(bureau.holder),
                try transaction.whole { try transaction.members(MemberFilter(), $0) }
            )
        }
        #expect(one.offices == [.publicity, .deputy, .discipline])
        #expect(listed.map(\.offices) == [[.secretary], [.publicity, .deputy, .discipline], [], []])
    }
}
