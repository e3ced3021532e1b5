import Testing

@testable import Domain

/// By when a suggestion is answered, and how much may be said.
struct SuggestionTests {
    @Test(arguments: [
        (Suggestion.Kind.activity, "2026-11-24", "2026-12-01"), (.activity, "2026-12-28", "2027-01-04"),
        (.process, "2026-11-24", "2026-12-08"), (.process, "2028-02-16", "2028-03-01"),
        (.rules, "2026-11-24", "2026-12-24"), (.rules, "2026-10-31", "2026-11-30"),
        (.rules, "2026-12-31", "2027-01-31"),
        (.rules, "2027-01-31", "2027-02-28"), (.rules, "2028-01-30", "2028-02-29"),
    ])
    func `an activity is answered in a week, a way of working in two, a rule in a month`(
        kind: Suggestion.Kind, day: String, due: String
    ) throws {
        #expect(kind.answerDue(handedIn: try LocalDate(parsing: day)) == (try LocalDate(parsing: due)))
    }

    @Test func `each refusal has a code of its own, and of a full box it is told when to come again`() throws {
        let day = try LocalDate(parsing: "2026-11-25")
        let refusals: [Suggestion.Refusal] = [.full(until: day), .unanswered, .held]
        #expect(Set(refusals.map(\.code)).count == 3)
        #expect(Suggestion.Refusal.full(until: day).detail.description.contains("2026-11-25"))
        #expect(Suggestion.Step.held.maximum == Text.reasonMaximum && Suggestion.Step.answered.maximum == 2_000)
    }
}
