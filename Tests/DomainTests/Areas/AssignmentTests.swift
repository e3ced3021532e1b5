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
        let span = try assignment().succeeded(by: ID(2), on: LocalDate(parsing: day))
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
        #expect(refused { try assignment.succeeded(by: ID(member), on: day) } == refusal)
    }

    @Test func `an assignment from before the records began can end on any day`() throws {
        let span = try assignment(from: nil).succeeded(by: ID(2), on: LocalDate(parsing: "2001-01-01"))
        #expect(span.from == nil)
        #expect(span.until?.description == "2000-12-31")
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
