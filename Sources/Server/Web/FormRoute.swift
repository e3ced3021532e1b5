import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A page that is one form, and what the form does: one operation of the API.
struct FormRoute: Sendable {
    /// A field of the form, which is the member of the same name in the operation's body.
    struct Field: Sendable {
        let name: String
        let kind: FormField.Kind
        let label: Word
        var maximum = 200
        var hint: Word?
        /// What it holds at first.
        var value: String?
        var isOptional = false

        init(
            _ name: String, _ kind: FormField.Kind, _ label: Word, maximum: Int = 200, hint: Word? = nil,
            value: String? = nil, isOptional: Bool = false
        ) {
            (self.name, self.kind, self.label, self.maximum) = (name, kind, label, maximum)
            (self.hint, self.value, self.isOptional) = (hint, value, isOptional)
        }

        /// Why something is done, as every such form asks for it.
        static func reason(_ label: Word = .reason) -> Field {
            Field("reason", .long, label, maximum: Text.reasonMaximum)
        }

        fileprivate var isDocument: Bool { if case .document = kind { true } else { false } }

        /// What was typed, as the operation's body has it.
        fileprivate func json(_ visit: Visit) -> JSON? {
            switch kind {
            case .number: visit.number(name)
            // What is no JSON is passed on as it was typed, for the operation to say so.
            case .document: visit.form[name].map { (try? JSON.parse($0.utf8)) ?? .string($0) }
            default: visit.text(name)
            }
        }
    }

    /// What the page says and asks.
    struct Asked: Sendable {
        let back: ConfirmPage.Back
        var intro: String?
        var fields: [Field] = []
        var warnings: [String] = []
        /// Of what is to be changed, as it was read.
        var version: Int?
        /// What stands in the way already; nil where nothing does.
        var refusal: FormErrors?
        /// Members of the body that are not asked for.
        var fixed: [String: JSON] = [:]
    }

    let path: String
    let operation: String
    let title: Word
    let ask: @Sendable (Visit) async throws -> Asked
    /// What is answered when it is done, given the operation's reply.
    let answer: @Sendable (Visit, JSON) throws -> Response

    /// - Parameter title: of the page, and of its button.
    init(
        _ path: String, _ operation: String, _ title: Word,
        ask: @escaping @Sendable (Visit) async throws -> Asked,
        answer: @escaping @Sendable (Visit, JSON) throws -> Response
    ) {
        (self.path, self.operation, self.title, self.ask, self.answer) = (path, operation, title, ask, answer)
    }

    /// - Parameter next: where it leads when it is done.
    init(
        _ path: String, _ operation: String, _ title: Word,
        ask: @escaping @Sendable (Visit) async throws -> Asked,
        next: @escaping @Sendable (Visit, JSON) throws -> LocalPath
    ) {
        self.init(path, operation, title, ask: ask) { visit, made in visit.go(to: try next(visit, made)) }
    }

    var routes: [Site.Route] {
        [
            .get(path, for: .signedIn) { visit in try show(visit, try await ask(visit), errors: nil) },
            .post(path, for: .signedIn) { visit in
                let asked = try await ask(visit)
                var body: [String: JSON?] = asked.fixed
                for field in asked.fields { body[field.name] = field.json(visit) }
                do {
                    let reply = try await visit.perform(operation, body, version: visit.form["version"])
                    let made = reply.body.isEmpty ? JSON.null : try JSON.parse(reply.body)
                    return try answer(visit, made)
                } catch {
                    guard let errors = FormErrors(error, visit.words) else { throw error }
                    return try show(visit, asked, errors: errors)
                }
            },
        ]
    }

    private func show(_ visit: Visit, _ asked: Asked, errors: FormErrors?) throws -> Response {
        let words = visit.words
        let errors = errors ?? asked.refusal
        let isSent = !visit.form.isEmpty
        let fields = asked.fields.map { field in
            FormField(
                field.name, field.kind, words(field.label), in: operation, maximum: field.maximum,
                value: isSent ? visit.form[field.name] : field.value, hint: field.hint.map { words($0) },
                error: errors?.error(of: field.name, isDocument: field.isDocument),
                optional: field.isOptional ? words(.optionalNote) : nil
            )
        }
        let page = ConfirmPage(
            title: words(title), isWrong: errors != nil && isSent, words, back: asked.back,
            intro: asked.intro, warnings: asked.warnings,
            form: PageForm(
                to: visit.page, fields, words(title), errors: errors, version: asked.version.map(String.init))
        )
        return try visit.show(page, status: errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }
}
