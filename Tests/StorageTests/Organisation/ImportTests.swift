import Domain
import Testing

@testable import Storage

/// What a row of the office's lists comes to.
@Suite struct ImportTests {
    @Test func `a member's row creates, changes or leaves alone`() async throws {
        let bureau = try await Bureau()
        func take(_ facts: Member.Facts, group: ID<Group>? = nil) async throws -> ImportOutcome {
            try await bureau.test.write { try $0.importMember(facts, branch: bureau.a, group: group).1 }
        }
        #expect(try await take(Bureau.facts("103", "新党员")) == .created)
        let audited = try await bureau.test.read { try $0.auditCount() }
        #expect(try await take(Bureau.facts("103", "新党员")) == .unchanged)
        // A list without groups says nothing about them.
        #expect(try await take(Bureau.facts("102", "党员甲")) == .unchanged)
        #expect(try await take(Bureau.facts("102", "党员甲"), group: bureau.group) == .unchanged)
        #expect(try await bureau.test.read { try $0.auditCount() } == audited)
        #expect(try await take(Bureau.facts("103", "新党员", post: "中队长")) == .changed)
        let found = try await bureau.test.read { transaction in
            try transaction.whole { try transaction.members(MemberFilter(number: Code("103")), $0) }
        }
        #expect(found.map(\.member.facts.post?.string) == ["中队长"] && found.map(\.member.version) == [2])
    }

    @Test func `a list moves nobody to another branch`() async throws {
        let bureau = try await Bureau()
        do {
            try await bureau.test.write { transaction in
                _ = try transaction.importMember(Bureau.facts("102", "党员甲"), branch: bureau.b, group: nil)
            }
            Issue.record("moved by a list")
        } catch let errors as FieldErrors {
            #expect(errors.errors.map(\.field) == ["branch"])
        }
    }

    @Test func `a branch's row creates, changes or leaves alone, and keeps what the list does not know`() async throws {
        let bureau = try await Bureau()
        func take(_ name: String, _ code: String = "C") async throws -> ImportOutcome {
            try await bureau.test.write { transaction in
                try transaction.importBranch(
                    Branch.Draft(code: code, name: name, kind: .ordinary, secretaryPost: .fullTime),
                    committee: bureau.committee
                )
            }
        }
        #expect(try await take("丙支部") == .created)
        #expect(try await take("丙支部") == .unchanged)
        try await bureau.test.run("UPDATE branch SET founded = '2001-07-01' WHERE code = 'C'")
        #expect(try await take("丙联合支部") == .changed)
        #expect(try await bureau.test.value("SELECT founded FROM branch WHERE code = 'C'") == "2001-07-01")
    }

    @Test func `an office's row appoints once`() async throws {
        let bureau = try await Bureau()
        func take(_ member: ID<Member>) async throws -> ImportOutcome {
            try await bureau.test.write { transaction in
                try transaction.importAppointment(member, to: .secretary, in: bureau.a, group: nil, field: "offices")
            }
        }
        #expect(try await take(bureau.secretary) == .created)
        #expect(try await take(bureau.secretary) == .unchanged)
        do {
            _ = try await take(bureau.holder)
            Issue.record("two secretaries")
        } catch let errors as FieldErrors {
            #expect(errors.errors.map(\.field) == ["offices"])
        }
    }

    @Test func `an area's row creates, changes or leaves alone, and rewrites no history`() async throws {
        let bureau = try await Bureau()
        func take(_ name: String, holder: ID<Member>?) async throws -> ImportOutcome {
            try await bureau.test.write { transaction in
                try transaction.importArea(
                    Bureau.area(name), branch: bureau.a, holder: holder
                )
            }
        }
        #expect(try await take("东门夜市", holder: bureau.holder) == .unchanged)
        #expect(try await take("东门市场", holder: bureau.holder) == .changed)
        do {
            _ = try await take("东门市场", holder: bureau.secretary)
            Issue.record("another holder by a list")
        } catch let errors as FieldErrors {
            #expect(errors.errors.map(\.field) == ["member"])
        }
    }

    @Test func `a scheme's document that stands already makes no new version`() async throws {
        let bureau = try await Bureau()
        let (outcome, number) = try await bureau.test.write { transaction in
            let content = try transaction.whole { try transaction.schemes($0) }[0].scheme.content
            let (listing, outcome) = try transaction.importScheme(content, of: bureau.committee)
            return (outcome, listing.scheme.number)
        }
        #expect(outcome == .unchanged && number == 1)
    }
}
