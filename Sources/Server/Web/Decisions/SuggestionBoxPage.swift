import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Where a suggestion is handed in without a name, and where its answer is read by its code: nobody signs in here, and whoever has
/// signed in elsewhere is nobody as well.
struct SuggestionBoxPage: WebPage {
    static let template = TemplateName.suggestionBox

    let title: String
    let alert: String?
    let intro: [String]
    /// To the other of the two.
    let other: Frame.Link
    /// Where the form goes.
    let path: String
    let fields: [FormField]
    let button: String
    /// Of a suggestion that was read.
    let hasFacts: Bool
    let facts: [Fact]

    private init(
        _ title: String, _ intro: [String], at path: LocalPath, other: (LocalPath, Word), _ fields: [FormField],
        button: Word, facts: [Fact] = [], errors: FormErrors?, _ words: Words
    ) {
        self.title = errors == nil ? title : "\(words(.errorPrefix)) – \(title)"
        (self.intro, self.path, self.facts) = (intro, path.text, facts)
        self.other = Frame.Link(path: other.0.text, label: words(other.1), isCurrent: false)
        (alert, hasFacts) = (errors?.general, !facts.isEmpty)
        self.fields = FormField.focusing(fields)
        self.button = words(button)
    }

    /// What is suggested, and to which branch.
    static func handingIn(
        to boxes: [(code: Code, name: String)], _ form: Form, _ words: Words, errors: FormErrors? = nil
    ) -> SuggestionBoxPage {
        let branches = boxes.map { FormField.Choice(code: $0.code.text, label: "\($0.code.text) \($0.name)") }
        let asked = [
            SuggestionFields.branch.asked(words, by: .choice([.none] + branches)),
            SuggestionFields.kind.asked(words), SuggestionFields.said.asked(words),
        ]
        return SuggestionBoxPage(
            words(.suggestionBoxTitle),
            [words(.suggestionBoxIntro), words(.suggestionBoxNobody), words(.suggestionBoxNot)], at: .suggest,
            other: (.suggestAnswer, .suggestionAnswerTitle),
            asked.map { FormField($0, in: "suggestion", value: form[$0.name], error: errors?[$0.name], words) },
            button: .handInAnonymously, errors: errors, words)
    }

    /// The code is asked for, and what was answered to the suggestion that it is of is shown.
    static func reading(_ words: Words, found: JSON? = nil, errors: FormErrors? = nil) -> SuggestionBoxPage {
        let field = FormField(
            "code", .code, words(.suggestionCode), in: "suggestion", maximum: 200, hint: words(.ballotCodeHint),
            error: errors?["code"])
        return SuggestionBoxPage(
            words(.suggestionAnswerTitle), [words(.suggestionAnswerIntro)], at: .suggestAnswer,
            other: (.suggest, .suggestionBoxTitle), [field], button: .readSuggestion,
            facts: found.map { facts($0, words) } ?? [], errors: errors, words)
    }

    private static func facts(_ found: JSON, _ words: Words) -> [Fact] {
        func date(_ member: JSON?) -> String {
            (member?.string).flatMap { try? LocalDate(parsing: $0) }.map { words.date($0) } ?? "–"
        }
        func said<Value: Worded & RawRepresentable>(_ member: JSON?, _ type: Value.Type) -> String
        where Value.RawValue == String {
            member?.string.flatMap(Value.init(rawValue:)).map { words($0.word) } ?? "–"
        }
        let steps = (found["steps"]?.array ?? []).map { step in
            Fact(
                words.noted(said(step["step"], Suggestion.Step.self), date(step["takenOn"])),
                step["said"]?.string ?? "–")
        }
        return [
            Fact(words(.branch), found["branchName"]?.string ?? "–"),
            Fact(words(.suggestionKind), said(found["kind"], Suggestion.Kind.self)),
            Fact(words(.suggestionSaid), found["said"]?.string ?? "–"),
            Fact(words(.suggestionHandedInOn), date(found["handedInOn"])),
            Fact(words(.suggestionAnswerDue), date(found["answerDue"])),
            Fact(words(.state), said(found["status"], Suggestion.Status.self)),
        ] + steps
    }
}

extension Site {
    static let suggestionBoxRoutes: [Route] = [
        .get("/suggest", for: .anyone) { visit in
            let boxes = try await visit.read { try $0.suggestionBoxes() }
            return try visit.show(SuggestionBoxPage.handingIn(to: boxes, visit.form, visit.words))
        },
        .post("/suggest", for: .anyone, isCarried: false) { visit in
            let (words, form) = (visit.words, visit.form)
            do {
                let reply = try await visit.perform(
                    API.handInAnonymously,
                    ["branch": visit.text("branch"), "kind": visit.text("kind"), "said": visit.text("said")])
                let code = try JSON.parse(reply.body)["code"]?.string ?? ""
                return try visit.show(
                    ToldCodePage(
                        code, words(.suggestionCodeTitle),
                        [words(.suggestionCodeOnce), words(.suggestionCodeLost), words(.suggestionCodeWhere)],
                        back: ConfirmPage.Back(.suggestAnswer, words(.suggestionAnswerTitle))))
            } catch {
                guard let errors = FormErrors(error, words) else { throw error }
                let boxes = try await visit.read { try $0.suggestionBoxes() }
                return try visit.show(
                    SuggestionBoxPage.handingIn(to: boxes, form, words, errors: errors), status: errors.status,
                    headers: errors.headers)
            }
        },
        .get("/suggest/answer", for: .anyone) { visit in
            try visit.show(SuggestionBoxPage.reading(visit.words))
        },
        .post("/suggest/answer", for: .anyone, isCarried: false) { visit in
            let words = visit.words
            do {
                let reply = try await visit.perform(
                    API.readSuggestion, ["code": .string(visit.form["code"] ?? "")])
                return try visit.show(SuggestionBoxPage.reading(words, found: try JSON.parse(reply.body)))
            } catch {
                guard let errors = FormErrors(error, words) else { throw error }
                return try visit.show(
                    SuggestionBoxPage.reading(words, errors: errors), status: errors.status, headers: errors.headers)
            }
        },
    ]
}
