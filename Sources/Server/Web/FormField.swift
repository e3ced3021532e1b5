/// One line of a form, with all that is said about it.
struct FormField: Sendable {
    enum Kind: Sendable {
        case plain
        case password
        case number
        /// A code, typed from another screen.
        case code
    }

    let id: String
    let name: String
    let label: String
    let type: String
    let inputMode: String?
    let autocomplete: String
    let maximum: String
    /// What was typed before; never a password or a code.
    let value: String?
    let hint: String?
    let error: String?
    /// The ids of hint and error, for whoever hears the page.
    let describedBy: String?
    var hasFocus = false

    /// - Parameters:
    ///   - form: tells this form's fields from others' of the same name on the page.
    ///   - autocomplete: what browsers and password managers should know of it (HTML, 4.10.18.7).
    init(
        _ name: String, _ kind: Kind, _ label: String, in form: String, autocomplete: String = "off",
        maximum: Int = 200, value: String? = nil, hint: String? = nil, error: String? = nil
    ) {
        id = "\(form)-\(name)"
        self.name = name
        self.label = label
        type = kind == .password ? "password" : "text"
        inputMode = kind == .number ? "numeric" : nil
        self.autocomplete = autocomplete
        self.maximum = String(maximum)
        self.value = kind == .password || kind == .code ? nil : value
        self.hint = hint
        self.error = error
        let described = [hint.map { _ in "\(form)-\(name)-hint" }, error.map { _ in "\(form)-\(name)-error" }]
            .compactMap(\.self)
        describedBy = described.isEmpty ? nil : described.joined(separator: " ")
    }

    /// The fields with the first that is wrong in focus, so that it is found, and heard, at once; without one, the first
    /// of all if `always`.
    static func focusing(_ fields: [FormField], always: Bool = false) -> [FormField] {
        var fields = fields
        if let place = fields.firstIndex(where: { $0.error != nil }) ?? (always ? fields.indices.first : nil) {
            fields[place].hasFocus = true
        }
        return fields
    }
}
