import Storage

/// One line of a form, with all that is said about it.
struct FormField: Sendable {
    enum Kind: Sendable {
        case plain
        case password
        /// A whole number, or points.
        case number
        /// A line, with what was typed there before to choose from.
        case suggested([String])
        /// A code, typed from another screen.
        case code
        case date
        case month
        /// Of day.
        case time
        /// Several lines of text.
        case long
        /// One of these.
        case choice([Choice])
        /// One of two choices, `true` and `false`.
        case yesOrNo([Choice])
        /// As many of these as are ticked; the value are their codes, with spaces between.
        case several([Choice])
    }

    /// What can be chosen.
    struct Choice: Sendable {
        let code: String
        let label: String
        var isChosen = false

        /// The same, chosen at first or not.
        func chosen(_ isChosen: Bool) -> Choice { Choice(code: code, label: label, isChosen: isChosen) }
    }

    struct Suggestions: Sendable {
        let listID: String
        let suggested: [String]
    }

    /// What can be ticked.
    struct Box: Sendable {
        let boxName: String
        let boxLabel: String
        let isTicked: Bool
    }

    /// The boxes of a field that takes several.
    struct Boxes: Sendable {
        let each: [Box]
    }

    /// Yes or no, of which no is chosen at first.
    static func yesOrNo(_ words: Words) -> Kind {
        .yesOrNo([Choice(code: "false", label: words(.no)), Choice(code: "true", label: words(.yes))])
    }

    /// The name under which a form sends that a choice of several is ticked.
    static func box(_ field: String, _ code: String) -> String { "\(field).\(code)" }

    /// A value as the field shows it.
    static func label(of value: String, _ kind: Kind) -> String {
        switch kind {
        case .choice(let choices), .yesOrNo(let choices), .several(let choices):
            value.split(separator: " ", omittingEmptySubsequences: false).map { code in
                choices.first { $0.code == code }?.label ?? String(code)
            }.joined(separator: ", ")
        default: value
        }
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
    /// In place of a line to type in; nil for all but several choices.
    let boxes: Boxes?
    /// What may be meant; nil for all but a line with suggestions.
    let suggestions: Suggestions?
    let isLong: Bool
    /// How many lines of a long text are seen at once.
    let rows: String
    var hasFocus = false

    /// - Parameters:
    ///   - form: tells this form's fields from others' of the same name on the page.
    ///   - autocomplete: what browsers and password managers should know of it (HTML, 4.10.18.7).
    ///   - optional: what is said of it if it may be left empty.
    ///   - isOfRow: whether it may be left empty with all its row.
    init(
        _ name: String, _ kind: Kind, _ label: String, in form: String, autocomplete: String = "off",
        maximum: Int = 200, value: String? = nil, hint: String? = nil, error: String? = nil, optional: String? = nil,
        isOfRow: Bool = false
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
            case .plain, .suggested, .code, .long, .choice, .yesOrNo, .several: ("text", nil)
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
        isRequired = optional == nil && !isOfRow
        optionalNote = optional
        switch kind {
        case .choice(let choices), .yesOrNo(let choices):
            menu = Menu(
                choices: value == nil
                    ? choices
                    : choices.map { Choice(code: $0.code, label: $0.label, isChosen: $0.code == value) }
            )
        default: menu = nil
        }
        if case .several(let choices) = kind {
            let ticked = value.map { $0.split(separator: " ").map(String.init) }
            boxes = Boxes(
                each: choices.map {
                    Box(
                        boxName: Self.box(name, $0.code), boxLabel: $0.label,
                        isTicked: ticked?.contains($0.code) ?? $0.isChosen)
                })
        } else {
            boxes = nil
        }
        if case .suggested(let lines) = kind {
            suggestions = Suggestions(listID: "\(form)-\(name)-list", suggested: lines)
        } else {
            suggestions = nil
        }
        if case .long = kind { (isLong, rows) = (true, "3") } else { (isLong, rows) = (false, "1") }
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
    /// A row of fields, one of several alike.
    struct Line: Sendable {
        let legend: String
        /// Whether what it is about is to be read above it.
        let isOfRecord: Bool
        var fields: [FormField]
    }

    /// Rows of fields alike.
    struct Group: Sendable {
        let groupLabel: String
        let groupHint: String?
        let groupError: String?
        var lines: [Line]
    }

    /// What is gathered one after another: what there is, and the fields of the next.
    struct Gathering: Sendable {
        struct Item: Sendable {
            let itemName: String
            let itemValue: String
            let itemText: String
            let itemError: String?
            let itemPlace: String
            let itemRemove: String
        }

        let gatherLabel: String
        let gatherHint: String
        let gatherError: String?
        let items: [Item]
        let hasItems: Bool
        let part: [FormField]
        let partRows: [Group]
        let gatherAdd: String

        init(
            _ items: [Item], fields: [FormField], groups: [Group], error: String?, label: String, hint: String,
            add: String
        ) {
            (self.items, hasItems, part, partRows) = (items, !items.isEmpty, FormField.focusing(fields), groups)
            (gatherError, gatherLabel, gatherHint, gatherAdd) = (error, label, hint, add)
        }
    }

    /// What the button sends that asks for more empty rows.
    static let moreRows = "moreRows"

    let action: String
    let alert: String?
    let fields: [FormField]
    let groups: [Group]
    let hasGroups: Bool
    /// Whether there may be more rows than are shown.
    let takesMoreRows: Bool
    let gathering: Gathering?
    let button: String
    /// Tells a form that was sent from the same form sent again: what it does, it does once.
    let key: String
    /// Of what is to be changed, as it was read; nil for what has no versions.
    let version: String?

    /// - Parameter errors: why it was not taken when it was last sent.
    init(
        to action: LocalPath, _ fields: [FormField], groups: [Group] = [], gathering: Gathering? = nil,
        _ button: String, errors: FormErrors? = nil, version: String? = nil
    ) {
        self.gathering = gathering
        self.version = version
        self.groups = fields.contains { $0.error != nil } ? groups : Self.focusing(groups)
        hasGroups = !groups.isEmpty
        takesMoreRows = groups.contains { $0.lines.contains { !$0.isOfRecord } }
        self.action = action.text
        alert = errors?.general
        self.fields = FormField.focusing(fields)
        self.button = button
        key = Secret(new: "form_").text
    }

    /// The first field of the rows that is wrong gets the focus, as one above them would.
    private static func focusing(_ groups: [Group]) -> [Group] {
        var groups = groups
        for group in groups.indices {
            for line in groups[group].lines.indices {
                groups[group].lines[line].fields = FormField.focusing(groups[group].lines[line].fields)
                if groups[group].lines[line].fields.contains(where: \.hasFocus) { return groups }
            }
        }
        return groups
    }
}
