import Domain
import Testing

/// What is recorded with a day in a month that is over, closed, or has sheets takes a reason.
@Suite struct LatePaperTests {
    @Test(
        arguments: [
            ([], nil, nil, nil), ([], "迟到", nil, nil), ([("2026-10", false)], "迟到", "迟到", nil),
            ([("2026-10", true)], "迟到", "迟到", nil),
            ([("2026-10", false)], nil, nil, "2026-10 has sheets that this concerns"),
            ([("2026-10", true), ("2026-11", false)], nil, nil, "2026-11 is closed and stands as it was closed"),
        ] as [([(String, Bool)], String?, String?, String?)])
    func `a change that reaches back into a month takes a reason, and keeps it`(
        months: [(String, Bool)], given: String?, kept: String?, refused: String?
    ) throws {
        let reached = try months.map {
            LatePaper.Reached(branch: ID(1), month: try Month(parsing: $0), isClosed: $1)
        }
        do {
            let reason = try LatePaper.reason(
                given.map { try Text($0) }, reaching: reached, field: "lateReason")
            #expect(refused == nil && reason?.string == kept)
        } catch let errors as FieldErrors {
            let error = try #require(errors.errors.first)
            #expect(error.field == "lateReason" && error.code == .required)
            #expect(error.detail.description.hasPrefix(refused ?? "no refusal"))
        }
    }
}
