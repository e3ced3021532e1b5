import Domain
import Storage

/// The rules, with the texts they stand in and how well these are known.
struct CadenceRulesPage: WebPage {
    static let template = TemplateName.cadenceRules

    struct Line: Sendable {
        let rule: String
        let binds: String
        let frequency: String
        let strength: String
        let source: String
        let mark: String
    }

    let title: String
    let lines: [Line]
    let back: ConfirmPage.Back

    init(_ rules: CadenceRules, _ words: Words) {
        title = words(.cadenceRules)
        lines = rules.all.map { rule in
            Line(
                rule: words(rule.title), binds: words(rule.subject.word), frequency: words.frequency(rule),
                strength: words(rule.strength.word), source: words(rule.source), mark: words(rule.mark.word))
        }
        back = ConfirmPage.Back(.due, words(.dueTitle))
    }
}
