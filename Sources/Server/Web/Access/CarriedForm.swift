import Domain

/// A form that came after its session had ended: it goes along through signing in, and is then asked about once more.
struct CarriedForm: Sendable {
    let path: LocalPath
    let form: Form

    /// - Parameter text: as a field of the sign-in form has it.
    init?(_ text: String?) {
        guard let text, let mark = text.firstIndex(of: " "), let path = LocalPath(String(text[..<mark])),
            Site.isPage(String(path.path)), !path.path.hasPrefix("/sign-"),
            let form = try? Form(text[text.index(after: mark)...].utf8)
        else { return nil }
        (self.path, self.form) = (path, form)
    }

    /// nil for a form that says nothing.
    init?(_ form: Form, to path: LocalPath) {
        let form = form.without("csrfToken")
        if form.isEmpty { return nil }
        (self.path, self.form) = (path, form)
    }

    var text: String { "\(path.text) \(form.encoded)" }
}

/// What was typed before the session ended, to be sent now.
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
        items = carried.form.items.map { Item(name: $0.name, value: $0.value) }
    }
}
