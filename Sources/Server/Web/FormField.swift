import Storage

/// One line of a form, with all that is said about it.
struct FormField: Sendable {
    enum Kind: Sendable {
        case plain
        case password
        /// A whole number, or points.
        case number
        /// A code, typed from another screen.
        case code
        case date
        case month
        /// Of day.
        case time
        /// Several lines of text.
        case long
        /// A document in JSON.
        case document
        /// One of these.
        case choice([Choice])
    }

    /// What can be chosen.
    struct Choice: Sendable {
        let code: String
        let label: String
        let isChosen: Bool
    }

    /// What a field with choices shows.
    struct Menu: Sendable {
        let choices: [Choice]
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
    let isRequired: Bool
    /// Said of a field that may be left empty.
    let optionalNote: String?
    /// In place of a line to type in; nil for all but choices.
    let menu: Menu?
    let isLong: Bool
    /// How many lines of a long text are seen at once.
    let rows: String
    var hasFocus = false

    /// - Parameters:
    ///   - form: tells this form's fields from others' of the same name on the page.
    ///   - autocomplete: what browsers and password managers should know of it (HTML, 4.10.18.7).
    ///   - optional: what is said of it if it may be left empty.
    init(
        _ name: String, _ kind: Kind, _ label: String, in form: String, autocomplete: String = "off",
        maximum: Int = 200, value: String? = nil, hint: String? = nil, error: String? = nil, optional: String? = nil
    ) {
        id = "\(form)-\(name)"
        self.name = name
        self.label = label
        (type, inputMode) =
            switch kind {
            case .password: ("password", nil)
            case .number: ("text", "decimal")
            case .date: ("date", nil)
            case .month: ("month", nil)
            case .time: ("time", nil)
            case .plain, .code, .long, .document, .choice: ("text", nil)
            }
        self.autocomplete = autocomplete
        self.maximum = String(maximum)
        let isSecret =
            switch kind {
            case .password, .code: true
            default: false
            }
        self.value = isSecret ? nil : value
        self.hint = hint
        self.error = error
        let described = [hint.map { _ in "\(form)-\(name)-hint" }, error.map { _ in "\(form)-\(name)-error" }]
            .compactMap(\.self)
        describedBy = described.isEmpty ? nil : described.joined(separator: " ")
        isRequired = optional == nil
        optionalNote = optional
        if case .choice(let choices) = kind {
            menu = Menu(
                choices: value == nil
                    ? choices
                    : choices.map { Choice(code: $0.code, label: $0.label, isChosen: $0.code == value) }
            )
        } else {
            menu = nil
        }
        switch kind {
        case .long: (isLong, rows) = (true, "3")
        case .document: (isLong, rows) = (true, "24")
        default: (isLong, rows) = (false, "1")
        }
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

/// A form of a page: its fields, what is wrong with all of it, and where it goes.
struct PageForm: Sendable {
    let action: String
    let alert: String?
    let fields: [FormField]
    let button: String
    /// Tells a form that was sent from the same form sent again: what it does, it does once.
    let key: String
    /// Of what is to be changed, as it was read; nil for what has no versions.
    let version: String?

    /// - Parameter errors: why it was not taken when it was last sent.
    init(
        to action: LocalPath, _ fields: [FormField], _ button: String, errors: FormErrors? = nil,
        version: String? = nil
    ) {
        self.version = version
        self.action = action.text
        alert = errors?.general
        self.fields = FormField.focusing(fields)
        self.button = button
        key = Secret(new: "form_").text
    }
}
