/// What stands around every page.
struct Frame: Sendable {
    let language: String
    let stylePath: String
    /// Who is signed in; nil for nobody.
    let reader: Reader?
    let languages: LanguageForm?

    struct Reader: Sendable {
        let readerName: String
        let csrfToken: String
    }

    /// The choice of the language, which leads back to the page.
    struct LanguageForm: Sendable {
        let returnPath: String
        let choices: [Choice]
    }

    struct Choice: Sendable {
        let code: String
        let ownName: String
        let isCurrent: Bool
    }

    /// - Parameter returnPath: where the choice of another language leads; nil for a page without that choice.
    init(_ words: Words, stylePath: String, reader: Reader?, returnPath: String?) {
        language = words.language.rawValue
        self.stylePath = stylePath
        self.reader = reader
        languages = returnPath.map { path in
            LanguageForm(
                returnPath: path,
                choices: Language.allCases.map {
                    Choice(code: $0.rawValue, ownName: $0.ownName, isCurrent: $0 == words.language)
                }
            )
        }
    }
}
