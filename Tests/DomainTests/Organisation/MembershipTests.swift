import Domain
import Testing

@Suite struct MembershipTests {
    private func membership(from: String? = "2026-01-01") throws -> Membership {
        let from = try from.map { try LocalDate(parsing: $0) }
        return Membership(branch: ID(1), group: ID(11), span: try #require(DateSpan(from: from)))
    }

    @Test(arguments: ["2026-01-02", "2026-11-24"])
    func `a transfer ends one membership the day before the next begins`(day: String) throws {
        let day = try LocalDate(parsing: day)
        let (ended, begun) = try membership().transferred(to: ID(2), group: ID(21), on: day, areas: [], offices: [])
        #expect(
            ended
                == Membership(
                    branch: ID(1), group: ID(11),
                    span: try #require(
                        DateSpan(
                            from: try LocalDate(parsing: "2026-01-01"), until: day.adding(days: -1)
                        ))))
        #expect(begun == Membership(branch: ID(2), group: ID(21), span: try #require(DateSpan(from: day))))
    }

    @Test func `a membership from before the records began can end on any day`() throws {
        let day = try LocalDate(parsing: "1950-01-01")
        let (ended, begun) = try membership(from: nil).transferred(
            to: ID(2), group: nil, on: day, areas: [], offices: [])
        #expect(ended.span.from == nil && ended.span.until == day.adding(days: -1))
        #expect(begun.span.from == day && begun.span.until == nil && begun.group == nil)
    }

    @Test(
        arguments: [
            // To another branch.
            (2, 21, "2026-06-01", [], [], nil), (2, nil, "2026-06-01", [], [], nil), (2, 11, "2026-06-01", [], [], nil),
            (2, 21, "2026-01-01", [], [], "transferBeforeMembership"),
            (2, 21, "2025-06-01", [], [], "transferBeforeMembership"),
            (2, 21, "2026-06-01", ["A01"], [], "memberHoldsAreas"),
            (2, 21, "2026-06-01", [], [.secretary], "memberHoldsOffices"),
            (2, 21, "2026-06-01", ["A01"], [.deputy], "memberHoldsAreas"),
            // To another group of the same branch: areas and offices go along.
            (1, 12, "2026-06-01", ["A01"], [.organisation], nil), (1, nil, "2026-06-01", ["A01"], [], nil),
            (1, 12, "2026-01-01", [], [], "transferBeforeMembership"),
            // To where one is.
            (1, 11, "2026-06-01", [], [], "alreadyInBranch"),
            (1, 11, "2025-06-01", ["A01"], [.deputy], "alreadyInBranch"),
        ] as [(Int64, Int64?, String, [String], [Appointment.Office], String?)])
    func `a member is transferred once areas and offices are in other hands`(
        branch: Int64, group: Int64?, day: String, areas: [String], offices: [Appointment.Office], refusal: String?
    ) throws {
        let membership = try membership()
        let (day, codes) = (try LocalDate(parsing: day), try areas.map { try Code($0) })
        #expect(
            refused {
                try membership.transferred(
                    to: ID(branch), group: group.map { ID($0) }, on: day, areas: codes, offices: offices)
            } == refusal
        )
    }

    @Test func `a refusal names what the member still holds`() throws {
        let refusal = Membership.Refusal.holdsAreas([try Code("CG-03-A01"), try Code("CG-03-A02")])
        #expect(refusal.detail.description.contains("CG-03-A01, CG-03-A02"))
        #expect(
            Membership.Refusal.holdsOffices([.secretary, .groupLeader]).detail.description.contains(
                "secretary, groupLeader"))
        #expect(
            Membership.Refusal.beforeCurrentBegan(try LocalDate(parsing: "2026-01-01")).detail.description.contains(
                "2026-01-01"))
    }
}
