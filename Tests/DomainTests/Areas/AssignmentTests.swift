import Domain
import Testing

@Suite struct AssignmentTests {
    private func assignment(from: String? = "2026-03-01") throws -> Assignment {
        let from = try from.map { try LocalDate(parsing: $0) }
        return Assignment(id: ID(5), area: ID(1), member: ID(1), span: try #require(DateSpan(from: from)))
    }

    @Test(arguments: [
        ("2026-03-02", "2026-03-01"), ("2026-11-01", "2026-10-31"), ("2027-01-01", "2026-12-31"),
        ("2028-03-01", "2028-02-29"),
    ])
    func `an assignment ends the day before the next begins`(day: String, until: String) throws {
        let span = try #require(
            try Assignment.succession(
                of: [assignment()], by: [ID(2)], as: .alone, on: LocalDate(parsing: day)
            ).first?.span)
        #expect(span.from?.description == "2026-03-01")
        #expect(span.until?.description == until)
    }

    @Test(
        arguments: [
            (2, "2026-06-15", nil), (2, "2026-03-02", nil), (2, "2026-03-01", "assignmentBeforeCurrent"),
            (2, "2026-02-01", "assignmentBeforeCurrent"), (1, "2026-06-15", "alreadyHolds"),
            (1, "2026-02-01", "alreadyHolds"),
        ] as [(Int64, String, String?)])
    func `an area changes hands after the present assignment began`(
        member: Int64, day: String, refusal: String?
    ) throws {
        let (assignment, day) = (try assignment(), try LocalDate(parsing: day))
        let found = refused {
            try Assignment.succession(of: [assignment], by: [ID(member)], as: .alone, on: day)
        }
        #expect(found == refusal)
    }

    @Test func `an assignment from before the records began can end on any day`() throws {
        let span = try #require(
            try Assignment.succession(
                of: [assignment(from: nil)], by: [ID(2)], as: .alone, on: LocalDate(parsing: "2001-01-01")
            ).first?.span)
        #expect(span.from == nil)
        #expect(span.until?.description == "2000-12-31")
    }

    // Members 1 and 2 hold the area together, 1 since March and 2 since May.
    @Test(
        arguments: [
            // Who begins, how, from when: who ends, or why not.
            (3, .alone, "2026-06-15", "1 2"), (3, .beside, "2026-06-15", ""),
            (3, .insteadOf(ID(1)), "2026-06-15", "1"), (3, .insteadOf(ID(2)), "2026-06-15", "2"),
            (3, .insteadOf(ID(4)), "2026-06-15", "doesNotHold"), (2, .beside, "2026-06-15", "alreadyHolds"),
            (1, .alone, "2026-06-15", "alreadyHolds"), (2, .insteadOf(ID(1)), "2026-06-15", "alreadyHolds"),
            // From before the other began.
            (3, .beside, "2026-04-01", ""), (3, .insteadOf(ID(1)), "2026-04-01", "1"),
            (3, .insteadOf(ID(2)), "2026-04-01", "assignmentBeforeCurrent"),
            (3, .alone, "2026-04-01", "assignmentBeforeCurrent"),
        ] as [(Int64, Assignment.Manner, String, String)])
    func `who begins to hold an area of two ends both, one or none`(
        member: Int64, manner: Assignment.Manner, day: String, expected: String
    ) throws {
        let (standing, day) = (try coHolders(), try LocalDate(parsing: day))
        do {
            let ended = try Assignment.succession(of: standing, by: [ID(member)], as: manner, on: day)
            #expect(ended.map { "\($0.assignment.member.rawValue)" }.joined(separator: " ") == expected)
            #expect(ended.allSatisfy { $0.span.until == day.adding(days: -1) })
        } catch {
            #expect(error.code == expected)
        }
    }

    @Test(
        arguments: [
            ("2026-06-15", nil), ("2026-05-01", nil), ("2026-04-30", "endsBeforeItBegan"),
        ] as [(String, String?)])
    func `one of several ends what they hold after it began, once`(day: String, refusal: String?) throws {
        let (second, day) = (try coHolders()[1], try LocalDate(parsing: day))
        #expect(refused { try second.ended(on: day) } == refusal)
        let ended = Assignment(
            id: second.id, area: second.area, member: second.member,
            span: try #require(DateSpan(from: second.span.from, until: try LocalDate(parsing: "2026-06-30"))))
        #expect(refused { try ended.ended(on: LocalDate(parsing: "2026-06-30")) } == "assignmentEnded")
        #expect(refused { try ended.ended(on: LocalDate(parsing: "2026-06-29")) } == nil)
    }

    private func coHolders() throws -> [Assignment] {
        try [(1, "2026-03-01"), (2, "2026-05-01")].map { member, from in
            Assignment(
                id: ID(member), area: ID(1), member: ID(member),
                span: try #require(DateSpan(from: try LocalDate(parsing: from))))
        }
    }

    @Test(
        arguments: [
            ("减少占道经营", "每周巡查三次", "2026-12-31", []), ("减少占道经营", nil, nil, []), (" ", nil, nil, ["objective required"]),
            ("", "", "2026-02-30", ["objective required", "measure required", "due range"]),
        ] as [(String, String?, String?, [String])])
    func `a task is an objective, perhaps with a measure and a date`(
        objective: String, measure: String?, due: String?, expected: [String]
    ) {
        #expect(complaints { try Assignment.Task(objective: objective, measure: measure, due: due) } == expected)
    }
}
