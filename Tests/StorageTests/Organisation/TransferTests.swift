import Domain
import Testing

@testable import Storage

/// A transfer ends one membership and begins another: what happened in a branch stays there.
@Suite struct TransferTests {
    private func transfer(
        _ member: ID<Member>, to branch: ID<Branch>, on day: String, in bureau: Bureau
    ) async throws -> MemberListing {
        try await bureau.test.write { transaction in
            try transaction.transferMember(
                member, to: branch, group: nil, on: LocalDate(parsing: day), reason: Text("工作调动")
            )
        }
    }

    @Test func `the history says where the member was, and when`() async throws {
        let bureau = try await Bureau()
        let version = try await bureau.test.read { try $0.member(bureau.secretary).member.version }
        let moved = try await transfer(bureau.secretary, to: bureau.b, on: "2026-11-01", in: bureau)
        #expect(moved.branch?.text == "B" && moved.group == nil && moved.member.version == version + 1)
        let history = try await bureau.test.read { try $0.memberships(of: bureau.secretary) }
        let lines = history.map {
            "\($0.branch.text) \($0.group ?? "-") \($0.span.from?.description ?? "…") \($0.span.until?.description ?? "…") \($0.reason ?? "-")"
        }
        #expect(lines == ["A 一组 2010-01-01 2026-10-31 -", "B - 2026-11-01 … 工作调动"])
        let (before, after) = try await bureau.test.read { transaction in
            (
                try transaction.isMember(bureau.secretary, of: bureau.a, on: LocalDate(parsing: "2026-10-31")),
                try transaction.isMember(bureau.secretary, of: bureau.a, on: LocalDate(parsing: "2026-11-01"))
            )
        }
        #expect(before && !after)
    }

    @Test func `sheets and awards stay with the branch in which they came about`() async throws {
        let bureau = try await Bureau()
        let cycle = try await bureau.finalMonth()
        let frozen = try await bureau.test.read { try $0.rankings(of: Month(parsing: "2026-11")).map(\.ranking) }
        try await bureau.test.write { transaction in
            _ = try transaction.assign(bureau.area, to: bureau.secretary, from: LocalDate(parsing: "2026-12-10"))
        }
        _ = try await transfer(bureau.holder, to: bureau.b, on: "2026-12-15", in: bureau)
        let (awards, inBoth, sheets, rankings, holder) = try await bureau.test.read { transaction in
            (
                try transaction.whole { try transaction.awards(AwardFilter(branch: bureau.a), $0) },
                try transaction.whole { try transaction.awards(AwardFilter(branch: bureau.b), $0) },
                try transaction.whole { try transaction.sheets(of: cycle, $0) },
                try transaction.rankings(of: Month(parsing: "2026-11")).map(\.ranking),
                try transaction.areaInMonth(bureau.area, Month(parsing: "2026-11"))?.holders.map(\.id)
            )
        }
        #expect(awards.map(\.member.number.text) == ["102"] && awards.map(\.branch.text) == ["A"])
        #expect(inBoth.isEmpty)
        #expect(sheets.map { $0.assessor?.number.text } == ["102"])
        #expect(rankings == frozen)
        #expect(holder == [bureau.holder])
    }

    @Test func `whoever answers for an area or holds an office does not leave it behind`() async throws {
        let bureau = try await Bureau()
        do {
            _ = try await transfer(bureau.holder, to: bureau.b, on: "2026-11-24", in: bureau)
            Issue.record("the area was left behind")
        } catch let refusal as Membership.Refusal {
            #expect(refusal.code == "memberHoldsAreas")
        }
        try await bureau.test.write { transaction in
            _ = try transaction.appoint(bureau.secretary, to: .secretary, in: bureau.a, from: nil)
        }
        do {
            _ = try await transfer(bureau.secretary, to: bureau.b, on: "2026-11-24", in: bureau)
            Issue.record("the office was left behind")
        } catch let refusal as Membership.Refusal {
            #expect(refusal.code == "memberHoldsOffices")
        }
        #expect(try await bureau.test.read { try $0.memberships(of: bureau.holder).count } == 1)
    }
}
