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
        /// Of a field that takes several: whether what is ticked are ids.
        var isOfIDs = false

        init(
            _ name: String, _ kind: FormField.Kind, _ label: Word, maximum: Int = 200, hint: Word? = nil,
            value: String? = nil, isOptional: Bool = false
        ) {
            (self.name, self.kind, self.label, self.maximum) = (name, kind, label, maximum)
            (self.hint, self.value, self.isOptional) = (hint, value, isOptional)
        }

        /// The same where the case at hand cannot do without it.
        var needed: Field {
            var field = self
            field.isOptional = false
            return field
        }

        /// Several records, by their ids.
        static func several(_ name: String, ids choices: [FormField.Choice], _ label: Word) -> Field {
            var field = Field(name, .several(choices), label)
            field.isOfIDs = true
            return field
        }

        /// Why something is done, as every such form asks for it.
        static func reason(_ label: Word = .reason) -> Field {
            Field("reason", .long, label, maximum: Text.reasonMaximum)
        }

        /// Why it is done only now, where it concerns a month that is over or has sheets.
        static let lateReason = Field(
            "reason", .long, .reason, maximum: Text.reasonMaximum, hint: .assignReasonHint, isOptional: true)

        /// What was typed, as the operation's body has it.
        func json(_ visit: Visit, at name: String) -> JSON? {
            switch kind {
            case .number: visit.number(name)
            case .yesOrNo: visit.form[name].flatMap { ["true": .bool(true), "false": .bool(false)][$0] }
            case .several(let choices):
                .array(
                    choices.filter { visit.form[FormField.box(name, $0.code)] != nil }.map { choice in
                        (isOfIDs ? choice.code.asciiNumber : nil).map { JSON($0) } ?? .string(choice.code)
                    })
            default: visit.text(name)
            }
        }

        /// What is shown of it: what was typed, as long as there is something.
        func shown(_ visit: Visit, at name: String) -> String? {
            guard case .several(let choices) = kind else { return visit.form[name] }
            return choices.map(\.code).filter { visit.form[FormField.box(name, $0)] != nil }.joined(separator: " ")
        }

        fileprivate var isChoice: Bool {
            switch kind {
            case .choice, .yesOrNo: true
            default: false
            }
        }
    }

    /// Rows of the same fields, which are a list of objects in the operation's body. A row in which nothing was typed is
    /// left out.
    struct Rows: Sendable {
        let name: String
        let label: Word
        let columns: [Field]
        var hint: Word?
        /// What the rows hold at first, by their columns' names.
        var values: [[String: String]] = []
        /// How many empty ones follow.
        var blanks = 3
        let maximum: Int
        /// What each row is about, in words and in the body, where the rows stand for records: all of them are sent, as many as
        /// there are.
        var records: [(said: String, body: [String: JSON])] = []

        func name(_ row: Int, _ column: Field) -> String { "\(name)[\(row)].\(column.name)" }

        /// The rows that were sent, those first in which something was typed: these are in the places that errors name.
        fileprivate func shown(_ form: Form) -> [Int] {
            let filled = filled(form)
            return filled + sent(form).filter { !filled.contains($0) }
        }

        /// The rows of the form that was sent, by their places in it.
        fileprivate func sent(_ form: Form) -> [Int] {
            (0..<maximum).filter { row in columns.contains { form.has(name(row, $0)) } }
        }

        /// Those in which something was typed; what is merely chosen is there from the beginning.
        func filled(_ form: Form) -> [Int] {
            if !records.isEmpty { return sent(form).filter(records.indices.contains) }
            return sent(form).filter { row in
                columns.contains { !$0.isChoice && form[name(row, $0)]?.nonEmpty != nil }
            }
        }

        func json(_ visit: Visit) -> JSON {
            .array(
                filled(visit.form).map { row in
                    var object = JSON.Object()
                    if records.indices.contains(row) {
                        for (name, value) in records[row].body { object[name] = value }
                    }
                    for column in columns { object[column.name] = column.json(visit, at: name(row, column)) }
                    return .object(object)
                })
        }
    }

    /// What the page says and asks.
    struct Asked: Sendable {
        let back: ConfirmPage.Back
        var intro: String?
        var fields: [Field] = []
        var rows: [Rows] = []
        /// What is gathered one after another; nil for what is filled in at once.
        var gathering: Gathering?
        /// What comes of it.
        var outcome: [String] = []
        var warnings: [String] = []
        /// Of what is to be changed, as it was read.
        var version: Int?
        /// What stands in the way already; nil where nothing does.
        var refusal: FormErrors?
        /// Members of the body that are not asked for.
        var fixed: [String: JSON] = [:]
        /// The body with what follows from what was asked.
        var completing: (@Sendable (_ body: [String: JSON?]) -> [String: JSON?])?
    }

    let path: String
    let operation: Operation
    let title: Word
    let place: Place?
    let ask: @Sendable (Visit) async throws -> Asked
    /// What is answered when it is done, given the operation's reply.
    let answer: @Sendable (Visit, JSON) async throws -> Response
    /// What is shown of the operation's reply to a dry run before it is done; nil for what is done at once.
    var preview: (@Sendable (Visit, JSON) throws -> FormPreview)?

    /// - Parameters:
    ///   - operation: whoever is permitted none of its actions is not asked. What it is about decides the operation itself.
    ///   - title: of the page, and of its button.
    ///   - place: where they must be permitted; nil for anywhere.
    init(
        _ path: String, _ operation: Operation, _ title: Word, in place: Place? = nil,
        ask: @escaping @Sendable (Visit) async throws -> Asked,
        answer: @escaping @Sendable (Visit, JSON) async throws -> Response
    ) {
        (self.path, self.operation, self.title, self.place) = (path, operation, title, place)
        (self.ask, self.answer) = (ask, answer)
    }

    /// - Parameter next: where it leads when it is done.
    init(
        _ path: String, _ operation: Operation, _ title: Word, in place: Place? = nil,
        ask: @escaping @Sendable (Visit) async throws -> Asked,
        next: @escaping @Sendable (Visit, JSON) async throws -> LocalPath
    ) {
        self.init(path, operation, title, in: place, ask: ask) { visit, made in
            visit.go(to: try await next(visit, made))
        }
    }

    var routes: [Site.Route] {
        [
            .get(path, for: .signedIn) { visit in
                // Nobody fills in what is refused in the end.
                try visit.authority.require(operation, in: place)
                return try show(visit, try await ask(visit), errors: nil)
            },
            .post(path, for: .signedIn) { visit in
                // Nobody fills in what is refused in the end.
                try visit.authority.require(operation, in: place)
                let asked = try await ask(visit)
                if visit.form[PageForm.moreRows] != nil { return try show(visit, asked, errors: nil) }
                if let gathering = asked.gathering {
                    if let gathered = try gathering.without(visit.form) {
                        return try show(visit.sending(gathered), asked, errors: nil)
                    }
                    if visit.form[Gathering.add] != nil { return try await add(visit, asked, gathering) }
                }
                do {
                    if let preview {
                        let trial = try await dryRun(visit, try body(visit, asked))
                        let shown = try preview(visit, try JSON.parse(trial.body))
                        // Where it is not any more what was shown, it is shown anew.
                        if visit.form[FormPreview.seen] != shown.fingerprint {
                            // What was filled in last is shown in words, as what was gathered before it.
                            let visit = visit.sending(try asked.gathering?.adding(visit) ?? visit.form)
                            return try show(visit, asked, errors: nil, preview: shown.keeping(visit.form))
                        }
                    }
                    let reply = try await visit.perform(
                        operation, try body(visit, asked), version: visit.form["version"])
                    let made = reply.body.isEmpty ? JSON.null : try JSON.parse(reply.body)
                    return try await answer(visit, made)
                } catch {
                    guard let errors = FormErrors(error, visit.words) else { throw error }
                    return try show(visit, asked, errors: errors)
                }
            },
        ]
    }

    private func dryRun(_ visit: Visit, _ body: [String: JSON?]) async throws -> Reply {
        try await visit.perform(
            operation, body, query: [("dryRun", "true")], version: visit.form["version"], once: false)
    }

    /// Gathers what was filled in last, if it would be taken with what was gathered before it.
    private func add(_ visit: Visit, _ asked: Asked, _ gathering: Gathering) async throws -> Response {
        let place = try gathering.gathered(visit.form).count
        var errors: FormErrors?
        do {
            // What is not filled in yet is none of its faults.
            _ = try await dryRun(
                visit, try body(visit, asked).merging(gathering.standIn) { filled, other in filled ?? other })
        } catch {
            errors = FormErrors(error, visit.words)
            if errors == nil { throw error }
        }
        if let errors, errors.concerns(gathering.name) { return try show(visit, asked, errors: errors) }
        guard let form = try gathering.adding(visit), place < gathering.maximum else {
            let word = place < gathering.maximum ? Word.gatherNothing : .gatherFull
            return try show(visit, asked, errors: FormErrors(gathering.name, word, visit.words))
        }
        return try show(visit.sending(form), asked, errors: nil)
    }

    /// What was filled in, as the operation takes it. `content.code` is the member `code` of the member `content`.
    private func body(_ visit: Visit, _ asked: Asked) throws -> [String: JSON?] {
        var body: [String: JSON?] = [:]
        var inner: [String: JSON.Object] = [:]
        let members =
            asked.fixed.map { ($0.key, Optional($0.value)) }
            + asked.fields.map { ($0.name, $0.json(visit, at: $0.name)) } + asked.rows.map { ($0.name, $0.json(visit)) }
        for (name, value) in members {
            let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
            if parts.count == 2 {
                inner[parts[0], default: JSON.Object()][parts[1]] = value
            } else {
                body[name] = value
            }
        }
        for (name, object) in inner { body[name] = .object(object) }
        if let gathering = asked.gathering { body[gathering.name] = try gathering.json(visit) }
        return asked.completing?(body) ?? body
    }

    /// The same, with what would come of it shown before it is done.
    ///
    /// - Parameter preview: of the operation's reply to a dry run, which it has to take.
    func previewing(_ preview: @escaping @Sendable (Visit, JSON) throws -> FormPreview) -> FormRoute {
        var route = self
        route.preview = preview
        return route
    }

    private func show(
        _ visit: Visit, _ asked: Asked, errors: FormErrors?, preview: FormPreview? = nil
    ) throws -> Response {
        let words = visit.words
        var errors = errors ?? asked.refusal
        let isSent = !visit.form.isEmpty
        let fields = asked.fields.map { field in
            formField(
                field, at: field.name, showing: isSent ? field.shown(visit, at: field.name) : field.value,
                over: isSent && errors?.isOutdated == true ? field.value : nil, &errors, words)
        }
        let groups = asked.rows.map { group($0, isSent ? visit.form : nil, visit, &errors) }
        let gathering = try asked.gathering.map { gathering in
            // What has been gathered makes room for the next.
            let isTyped = gathering.isTyped(visit.form)
            let count = try gathering.gathered(visit.form).count
            errors?.move(below: "\(gathering.name)[\(count)]", to: gathering.name, among: gathering.sentNames)
            return PageForm.Gathering(
                try gathering.lines(visit.form, words, &errors),
                fields: gathering.fields.map { field in
                    formField(
                        field, at: field.name, showing: isTyped ? field.shown(visit, at: field.name) : field.value,
                        &errors, words)
                },
                groups: gathering.rows.map { group($0, isTyped ? visit.form : nil, visit, &errors) },
                error: errors?.take(gathering.name), label: words(gathering.label), hint: words(gathering.hint),
                add: words(gathering.button))
        }
        errors?.sayTheRest()
        let page = ConfirmPage(
            title: words(title), isWrong: errors != nil && isSent, words, back: asked.back,
            intro: asked.intro, outcome: asked.outcome, warnings: asked.warnings, preview: preview,
            form: PageForm(
                to: visit.page, fields, groups: groups, gathering: gathering,
                words(preview == nil && self.preview != nil ? .showFirst : preview == nil ? title : .showAgain),
                errors: errors,
                // Whoever has not been told what another wrote meanwhile has still read what they read.
                version: isSent && errors?.isOutdated != true
                    ? visit.form["version"] : asked.version.map(String.init))
        )
        return try visit.show(page, status: errors?.status ?? .ok, headers: errors?.headers ?? [:])
    }

    /// - Parameter standing: what another has written there meanwhile.
    private func formField(
        _ field: Field, at name: String, showing value: String?, over standing: String? = nil, isOfRow: Bool = false,
        _ errors: inout FormErrors?, _ words: Words
    ) -> FormField {
        var hint = field.hint.map { words($0) }
        if let standing, standing != value {
            hint = words(.nowStands, ["value": FormField.label(of: standing, field.kind)])
        }
        return FormField(
            name, field.kind, words(field.label), in: operation.id, maximum: bound(of: field, at: name), value: value,
            hint: hint,
            error: errors?.take(name), optional: field.isOptional ? words(.optionalNote) : nil, isOfRow: isOfRow
        )
    }

    /// How many characters may be typed: what the operation takes, where it says so itself.
    private func bound(of field: Field, at name: String) -> Int {
        guard case .json(let schema) = operation.body else { return field.maximum }
        // `tasks[2].due` is the member `due` of the elements of `tasks`.
        let path = name.replacing(/\[\d+\]/, with: "").split(separator: ".")
        return schema.member(path)?.longestText ?? field.maximum
    }

    /// - Parameter form: what was sent; nil when the page is first shown.
    private func group(_ rows: Rows, _ form: Form?, _ visit: Visit, _ errors: inout FormErrors?) -> PageForm.Group {
        let words = visit.words
        let sent = form.map(rows.shown) ?? []
        let count =
            if let form {
                max(sent.count, form[PageForm.moreRows] == nil ? 0 : rows.filled(form).count + max(rows.blanks, 3))
            } else {
                rows.values.count + rows.blanks
            }
        let lines = (0..<min(count, rows.maximum)).map { row in
            let record = rows.records.indices.contains(row) ? rows.records[row].said : nil
            return PageForm.Line(
                legend: record ?? "\(words(rows.label)) \(row + 1)", isOfRecord: record != nil,
                fields: rows.columns.map { column in
                    let value: String?
                    if form != nil {
                        value =
                            sent.indices.contains(row)
                            ? column.shown(visit, at: rows.name(sent[row], column)) : column.value
                    } else {
                        value = rows.values.indices.contains(row) ? rows.values[row][column.name] : column.value
                    }
                    return formField(column, at: rows.name(row, column), showing: value, isOfRow: true, &errors, words)
                })
        }
        return PageForm.Group(
            groupLabel: words(rows.label), groupHint: rows.hint.map { words($0) }, groupError: errors?.take(rows.name),
            lines: lines)
    }
}

extension FormRoute.Asked {
    /// The same, with what would be refused said at once: it is tried, and nothing of it stays.
    ///
    /// - Throws: what is no refusal by the state of things, such as ``Authority/Denial``.
    func rehearsed(by visit: Visit, _ useCase: @escaping @Sendable (Transaction) throws -> Void) async throws -> Self {
        var asked = self
        do {
            try await visit.rehearse(useCase)
        } catch {
            guard let refusal = FormErrors(error, visit.words) else { throw error }
            asked.refusal = refusal
        }
        return asked
    }
}
