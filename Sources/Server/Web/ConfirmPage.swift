/// A page that is one form: what it is about, what to know first, and the question.
struct ConfirmPage: WebPage {
    static let template = TemplateName.confirm

    struct Back: Sendable {
        let path: String
        let label: String

        init(_ path: LocalPath, _ label: String) {
            self.path = path.text
            self.label = label
        }
    }

    let title: String
    let heading: String
    let back: Back
    let intro: String?
    /// What comes of it.
    let outcome: [String]
    let hasOutcome: Bool
    let warnings: [String]
    let hasWarnings: Bool
    /// What would come of it; nil before anything was asked for, and for what is done at once.
    let preview: FormPreview?
    let form: PageForm

    init(
        title: String, isWrong: Bool = false, _ words: Words, back: Back, intro: String?, outcome: [String] = [],
        warnings: [String] = [], preview: FormPreview? = nil, form: PageForm
    ) {
        heading = title
        self.title = isWrong ? "\(words(.errorPrefix)) – \(title)" : title
        self.back = back
        self.intro = intro
        self.outcome = outcome
        hasOutcome = !outcome.isEmpty
        self.warnings = warnings
        hasWarnings = !warnings.isEmpty
        self.preview = preview
        self.form = form
    }
}
