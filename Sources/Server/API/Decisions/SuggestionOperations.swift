import Domain
import HTTPTypes
import Storage

extension API {
    /// Suggestions to branches, and what was answered.
    static let suggestionOperations: [Operation] = [
        listSuggestions, showSuggestion, handInSuggestion, handInAnonymously, readSuggestion, answerSuggestion,
        followSuggestion, holdSuggestion,
    ]

    static let listSuggestions: Operation = .get(
        "listSuggestions", "/suggestions", .decisions,
        "Suggestions that are not answered; or all that were handed in in a year", needing: [.readMotions],
        query: [.optional("year", .integer(2000...2199)), .optional("branch", .code)],
        returns: .list(Shape.suggestion.schema)
    ) { call, transaction in
        let suggestions = try transaction.suggestions(
            year: call.query["year"]?.asciiNumber,
            branch: call.query["branch"].map { try transaction.requireBranch($0) })
        return .json(JSON(suggestions, Shape.suggestion.json))
    }

    static let showSuggestion: Operation = .get(
        "showSuggestion", "/suggestions/{suggestion}", .decisions,
        "A suggestion with its answers; of what is held back the branch’s members read the reason alone",
        needing: [.readMotions], returns: Shape.suggestion.schema
    ) { call, transaction in .json(Shape.suggestion.json(try transaction.suggestion(call.id("suggestion")))) }

    static let handInSuggestion: Operation = .post(
        "handInSuggestion", "/suggestions", .decisions, "Hand in a suggestion to one’s own branch, under one’s name",
        needing: [.suggest], asking: NewSuggestion.named, returns: Shape.suggestion.schema
    ) { _, suggestion, transaction in
        let listing = try transaction.handInSuggestion(suggestion)
        return .json(Shape.suggestion.json(listing), location: "/suggestions/\(listing.id.rawValue)")
    }

    static let handInAnonymously: Operation = .steps(
        "handInAnonymously", .post, "/suggestion-box", .decisions,
        "Hand in a suggestion without a name. Nobody signs in for it, and nothing is kept of who did; its code is told now, and never again",
        needing: .nothing, body: .json(NewSuggestion.anonymous.schema), makesNew: true,
        returns: .object(
            "HandedInSuggestion",
            [.required("code", .text(200).means("All that the answer is read by; kept nowhere."))])
    ) { call, steps in
        // By nobody, from nowhere: not even the audit could say more.
        let code = try await steps.store.write(by: .nobody) { transaction in
            let asked = try NewSuggestion.anonymous(call, transaction)
            return try transaction.handInAnonymously(asked.suggestion, to: asked.branch)
        }
        return .json(["code": .string(code.text)])
    }.readingItsBody.byNobody

    static let readSuggestion: Operation = .steps(
        "readSuggestion", .post, "/suggestion-box/answer", .decisions,
        "What was answered to the suggestion with a code. Nobody signs in for it", needing: .nothing,
        body: .json(.object("SuggestionCode", [.sealedCode])), returns: Shape.readSuggestion.schema
    ) { call, steps in
        try await steps.withCode(call) { code in
            let listing = try await steps.store.read(by: .nobody) { try $0.readSuggestion(code) }
            return .json(Shape.readSuggestion.json(listing))
        }
    }.byNobody

    static let answerSuggestion: Operation = step(
        "answerSuggestion", "answer", "Answer a suggestion; an answer is never changed, another one follows it",
        .answered, Asking("SuggestionAnswer") { $0.take(SuggestionFields.answer) })

    static let followSuggestion: Operation = step(
        "followSuggestion", "outcome", "Note what became of a suggestion that was answered", .followed,
        Asking("SuggestionOutcome") { $0.take(SuggestionFields.outcome) })

    static let holdSuggestion: Operation = step(
        "holdSuggestion", "hold",
        "Hold back a suggestion whose words name or insult somebody: members read the reason in their place. It stays due",
        .held, Asking("SuggestionHolding") { $0.take(SuggestionFields.reason) })

    /// What the branch does with one suggestion.
    private static func step(
        _ id: String, _ part: String, _ summary: String, _ step: Suggestion.Step, _ asked: Asking<Text>
    ) -> Operation {
        .post(
            id, "/suggestions/{suggestion}/\(part)", .decisions, summary, needing: [.keepMotions], asking: asked,
            makesNew: false, returns: Shape.suggestion.schema
        ) { call, said, transaction in
            .json(Shape.suggestion.json(try transaction.take(step, said: said, on: call.id("suggestion"))))
        }
    }
}
