import Domain
import Storage

extension Site {
    static let suggestionRoutes: [Route] =
        [
            .get("/suggestions", for: .signedIn) { visit in
                try visit.authority.require(API.listSuggestions)
                let content = try await visit.reading(SuggestionsPage.Content.init)
                return try visit.show(SuggestionsPage(content, visit.words, notice: visit.notice))
            },
            .table("/suggestions") { visit in
                try visit.authority.require(API.listSuggestions)
                return SuggestionsPage.table(try await visit.reading(SuggestionsPage.Content.init), visit.words)
            },
            .get("/suggestions/{suggestion}", for: .signedIn) { visit in
                try visit.authority.require(API.showSuggestion)
                let id: ID<Suggestion> = try visit.id("suggestion")
                let content = try await visit.read { try SuggestionPage.Content($0, id) }
                return try visit.show(SuggestionPage(content, visit.words, notice: visit.notice))
            },
        ] + suggestionForms.flatMap(\.routes) + suggestionBoxRoutes

    private static let suggestionForms: [FormRoute] = [
        FormRoute("/suggestions/new", API.handInSuggestion, .handInSuggestion) { visit in
            let branch = try await visit.read { try $0.branchOfOwnSuggestion() }
            let words = visit.words
            return FormRoute.Asked(
                back: ConfirmPage.Back(.suggestions, words(.suggestionsTitle)),
                intro: words(.handInSuggestionIntro, ["branch": branch.name]),
                fields: [SuggestionFields.kind.asked(words), SuggestionFields.said.asked(words)])
        } next: { _, made in
            (made["id"]?.integer.map { LocalPath.one(.suggestions, ID<Suggestion>($0)) } ?? .suggestions)
                .with(.recorded)
        },
        step("answer", API.answerSuggestion, .answerSuggestion, .answerSuggestionIntro) {
            SuggestionFields.answer.asked($0)
        },
        step("outcome", API.followSuggestion, .followSuggestion, nil) { SuggestionFields.outcome.asked($0) },
        step("hold", API.holdSuggestion, .holdSuggestion, .holdSuggestionIntro) {
            SuggestionFields.reason.asked($0)
        },
    ]

    /// What the branch does with one suggestion, which its page leads to.
    private static func step(
        _ part: String, _ operation: Operation, _ title: Word, _ intro: Word?,
        _ field: @escaping @Sendable (Words) -> FormRoute.Field
    ) -> FormRoute {
        FormRoute("/suggestions/{suggestion}/\(part)", operation, title) { visit in
            let id: ID<Suggestion> = try visit.id("suggestion")
            let listing = try await visit.read { transaction in
                try transaction.requireKeepingSuggestion(id)
                return try transaction.suggestion(id)
            }
            let words = visit.words
            return FormRoute.Asked(
                back: ConfirmPage.Back(LocalPath.one(.suggestions, id), listing.title(words)),
                intro: intro.map { words($0) }, fields: [field(words)], outcome: [listing.suggestion.said.string])
        } next: { visit, _ in
            LocalPath.one(.suggestions, try visit.id("suggestion", of: Suggestion.self)).with(.recorded)
        }
    }
}
