import Domain

/// A form that came after its session had ended: it goes along through signing in, and whoever filled it in is then asked
/// about it once more. Nobody else is: it would be recorded as theirs.
struct CarriedForm: Sendable {
    let path: LocalPath
    let form: Form
    /// The name that whoever filled it in signs in with.
    let account: String

    /// - Parameter text: as a field of the sign-in form has it.
    init?(_ text: String?) {
        guard let text, let mark = text.firstIndex(of: " "), let path = LocalPath(String(text[..<mark])),
            Site.isPage(String(path.path)), !path.path.hasPrefix("/sign-"),
            let form = try? Form(text[text.index(after: mark)...].utf8)
        else { return nil }
        self.init(form, to: path)
    }

    /// nil for a form that says nothing.
    init?(_ form: Form, to path: LocalPath) {
        // What is said of a member in hardship goes nowhere before whoever keeps it has signed in again.
        guard let account = form["reader"], !path.path.hasPrefix(LocalPath.care.text) else { return nil }
        (self.path, self.account) = (path, account)
        // A note on a talk is for its parties alone: it goes nowhere before they have signed in again.
        self.form = form.without("csrfToken").without(TalkFields.note.name)
        if fields.isEmpty { return nil }
    }

    /// What was filled in.
    var fields: [(name: String, value: String)] { form.without("reader").items }

    var text: String { "\(path.text) \(form.encoded)" }
}

/// What was typed before the session ended, to be sent in the one that stands.
struct ResumePage: WebPage {
    static let template = TemplateName.resume

    struct Item: Sendable {
        let name: String
        let value: String
    }

    let title: String
    let action: String
    let items: [Item]

    init(_ carried: CarriedForm, _ words: Words) {
        title = words(.resumeTitle)
        action = carried.path.text
        items = carried.fields.map { Item(name: $0.name, value: $0.value) }
    }
}
