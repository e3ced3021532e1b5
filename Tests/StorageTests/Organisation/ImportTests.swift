import Domain
import Testing

@testable import Storage

/// What a row of the office's lists comes to.
@Suite struct ImportTests {
    @Test func `a member's row creates, changes or leaves alone`() async throws {
        let bureau = try await Bureau()
        let group = try await bureau.test.value("SELECT name FROM party_group WHERE id = \(bureau.group)") as String?
        func take(_ facts: Member.Facts, group: Said<Text> = .nothing) async throws -> ImportOutcome {
            try await bureau.test.write {
                try $0.importMember(ListedMember(facts, branch: bureau.a, group: group), clearing: false).record.outcome
            }
        }
        #expect(try await take(Bureau.facts("103", "新党员")) == .created)
        let audited = try await bureau.test.read { try $0.auditCount() }
        #expect(try await take(Bureau.facts("103", "新党员")) == .unchanged)
        // A list without groups says nothing about them.
        #expect(try await take(Bureau.facts("102", "党员甲")) == .unchanged)
        #expect(try await take(Bureau.facts("102", "党员甲"), group: .value(Text(kept: group ?? ""))) == .unchanged)
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
                _ = try transaction.importMember(
                    ListedMember(Bureau.facts("102", "党员甲"), branch: bureau.b), clearing: false)
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
                    Branch.Listed(
                        code: Code(code), name: .value(Text(name)), kind: .value(.ordinary),
                        secretaryPost: .value(.fullTime)),
                    committee: bureau.committee, clearing: false
                ).outcome
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
                let facts = try Bureau.area(name)
                let listed = ResponsibilityArea.Listed(
                    code: facts.code, name: .value(facts.name), kind: .value(facts.kind),
                    boundary: facts.boundary.map { .value($0) } ?? .empty,
                    established: facts.established.map { .value($0) } ?? .empty)
                return try transaction.importArea(
                    listed, branch: bureau.a, holders: holder.map { .value([$0]) } ?? .empty, clearing: false
                ).outcome
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
