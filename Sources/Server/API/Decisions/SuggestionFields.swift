import Domain
import Storage

/// What is said of a suggestion, field by field.
enum SuggestionFields {
    static let branch = Field("branch", .code, .branch) { (listing: SuggestionListing) in listing.branchCode }
    static let kind = Field("kind", Wire<Suggestion.Kind>.choice(), .suggestionKind, hint: .suggestionKindHint) {
        (listing: SuggestionListing) in listing.suggestion.kind
    }
    static let said = Field(
        "said", Wire.text(Suggestion.saidMaximum, isLong: true).means("What is suggested."), .suggestionSaid
    ) { (listing: SuggestionListing) in listing.suggestion.said }
    static let handedInOn = Field("handedInOn", Wire.date, .suggestionHandedInOn) { (listing: SuggestionListing) in
        listing.handedInOn
    }
    static let answerDue = Field(
        "answerDue", Wire.date.means("By when it is to be answered."), .suggestionAnswerDue
    ) { (listing: SuggestionListing) in listing.answerDue }
    static let status = Field("status", Wire<Suggestion.Status>.choice(), .state) { (listing: SuggestionListing) in
        listing.status
    }

    // Of what is asked for.

    static let answer = Field(
        "said", Wire.text(Suggestion.answerMaximum, isLong: true).means("The branch’s members read it."),
        .suggestionAnswer, hint: .suggestionAnswerHint)
    static let outcome = Field(
        "said", Wire.text(Suggestion.answerMaximum, isLong: true).means("The branch’s members read it."),
        .suggestionOutcome)
    static let reason = Field("reason", Wire.reason.means("Members read it in place of the words."), .reason)
}

/// A suggestion that is to be handed in.
enum NewSuggestion {
    /// Under one's name, to one's own branch.
    static let named = Asking<Suggestion>("NewSuggestion") { suggestion(&$0) }

    /// Without a name.
    static let anonymous = Asking<(branch: ID<Branch>, suggestion: Suggestion)>("NewAnonymousSuggestion") { input in
        let branch = try input.take(SuggestionFields.branch) { try $0.suggestionBox($1) }
        let suggestion = suggestion(&input)
        guard let branch, let suggestion else { return nil }
        return (branch, suggestion)
    }

    private static func suggestion(_ input: inout Input) -> Suggestion? {
        let (kind, said) = (input.take(SuggestionFields.kind), input.take(SuggestionFields.said))
        guard let kind, let said else { return nil }
        return Suggestion(kind: kind, said: said)
    }
}

extension Shape<SuggestionListing> {
    static let suggestion = Shape(
        "Suggestion",
        [
            Field("id", .id) { JSON($0.id) }, SuggestionFields.branch.told,
            Field("branchName", .text) { .string($0.branchName) }, SuggestionFields.kind.told,
            Field(
                "said",
                .lines(Suggestion.saidMaximum).means("Null where it is held back and not the reader’s to see.").orNull
            ) { $0.isOpenToReader ? .string($0.suggestion.said.string) : .null },
            Field("anonymous", .boolean) { .bool($0.isAnonymous) },
            .nested("author", optional: .person) { $0.author },
            SuggestionFields.handedInOn.told, SuggestionFields.answerDue.told, SuggestionFields.status.told,
            Field("held", .boolean.means("Held back: members read the reason, and nothing of what it says.")) {
                .bool($0.isHeld)
            },
            .list("steps", .suggestionStep) { $0.steps },
        ])

    /// As whoever has its code reads it.
    static let readSuggestion = Shape(
        "SuggestionByCode",
        [
            Field("branchName", .text) { .string($0.branchName) }, SuggestionFields.kind.told,
            SuggestionFields.said.told, SuggestionFields.handedInOn.told, SuggestionFields.answerDue.told,
            SuggestionFields.status.told, Field("held", .boolean) { .bool($0.isHeld) },
            .list("steps", .suggestionStep) { $0.steps },
        ])
}

extension Shape<SuggestionListing.Step> {
    fileprivate static let suggestionStep = Shape(
        "SuggestionStep",
        [
            Field("step", .choice(Suggestion.Step.self)) { .string($0.step.rawValue) },
            Field("number", .count.means("Of that step: the second answer is 2.")) { JSON($0.number) },
            Field("said", .lines(Suggestion.answerMaximum)) { .string($0.said) },
            Field("takenOn", .date) { JSON($0.on) }, Field("takenBy", .text) { .string($0.by) },
        ])
}

extension Suggestion.Kind: Worded {
    var word: Word {
        switch self {
        case .activity: .suggestionActivity
        case .process: .suggestionProcess
        case .rules: .suggestionRules
        }
    }
}

extension Suggestion.Status: Worded {
    var word: Word { self == .open ? .suggestionOpen : .suggestionAnswered }
}

extension Suggestion.Step: Worded {
    var word: Word {
        switch self {
        case .answered: .suggestionAnswer
        case .followed: .suggestionOutcome
        case .held: .suggestionHeld
        }
    }
}
