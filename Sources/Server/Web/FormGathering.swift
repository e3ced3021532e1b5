import Domain

extension FormRoute {
    /// What a form gathers one after another, without script: fields are filled in, looked at and set aside in words, and
    /// the same fields are there for the next. All of it is a list of objects in the operation's body.
    struct Gathering: Sendable {
        /// What the button sends that sets aside what was filled in, and those that take one of them out again.
        static let add = "gatherAdd"
        static let remove = "gatherRemove"

        /// Of the list in the body; the fields are `name.member`.
        let name: String
        let label: Word
        let hint: Word
        let button: Word
        let fields: [Field]
        var rows: [Rows] = []
        let maximum: Int
        /// Stands in for what is asked beside it and not filled in yet, while one of them is tried out.
        let standIn: [String: JSON?]
        /// What was filled in as an element of the list; nil where nothing was chosen.
        let read: @Sendable (_ filledIn: [String: JSON]) -> JSON?
        /// An element in words.
        let tell: @Sendable (JSON) -> String

        /// The fields' names, by which errors find them.
        var sentNames: Set<String> { Set(fields.map(\.name) + rows.map(\.name)) }

        private func hidden(_ place: Int) -> String { "\(name)[\(place)]" }

        /// What was set aside, as the form carries it.
        ///
        /// - Throws: a ``Problem`` (400) for what no form of ours carries.
        func gathered(_ form: Form) throws -> [JSON] {
            var gathered: [JSON] = []
            while let text = form[hidden(gathered.count)] {
                guard let element = try? JSON.parse(text.utf8), element.object != nil else { throw Form.unreadable }
                gathered.append(element)
            }
            return gathered
        }

        /// Whether anything was filled in for the next; what is merely chosen in rows is there from the beginning.
        func isTyped(_ form: Form) -> Bool {
            fields.contains { form[$0.name] != nil } || rows.contains { !$0.filled(form).isEmpty }
        }

        /// All of it, with what is filled in for the next.
        func json(_ visit: Visit) throws -> JSON? {
            let elements = try gathered(visit.form) + [next(visit)].compactMap(\.self)
            return elements.isEmpty ? nil : .array(elements)
        }

        private func next(_ visit: Visit) -> JSON? {
            var filledIn: [String: JSON] = [:]
            func member(_ full: String) -> String { String(full.dropFirst(name.count + 1)) }
            for field in fields { filledIn[member(field.name)] = field.json(visit, at: field.name) }
            for rows in rows { filledIn[member(rows.name)] = rows.json(visit) }
            return read(filledIn)
        }

        /// The form with what was filled in set aside; nil where nothing was.
        func adding(_ visit: Visit) throws -> Form? {
            guard let element = next(visit) else { return nil }
            return form(visit.form, try gathered(visit.form) + [element], keepingNext: false)
        }

        /// The form without what its button takes out; nil if it was another button.
        func without(_ form: Form) throws -> Form? {
            guard let place = form[Self.remove]?.asciiNumber else { return nil }
            var gathered = try gathered(form)
            if gathered.indices.contains(place) { gathered.remove(at: place) }
            return self.form(form, gathered, keepingNext: true)
        }

        private func form(_ form: Form, _ gathered: [JSON], keepingNext: Bool) -> Form {
            var values: [String: String] = [:]
            for item in form.items where item.name != Self.add && item.name != Self.remove {
                let isGathered = item.name.hasPrefix("\(name)[")
                let isNext = item.name.hasPrefix("\(name).")
                if !isGathered, keepingNext || !isNext { values[item.name] = item.value }
            }
            for (place, element) in gathered.enumerated() { values[hidden(place)] = element.text }
            return Form(values: values)
        }

        func lines(_ form: Form, _ words: Words, _ errors: inout FormErrors?) throws -> [PageForm.Gathering.Item] {
            try gathered(form).enumerated().map { place, element in
                let text = tell(element)
                return PageForm.Gathering.Item(
                    itemName: hidden(place), itemValue: element.text, itemText: text,
                    itemError: errors?.takeAll(below: hidden(place)), itemPlace: String(place),
                    itemRemove: words(.gatherRemoveThis, ["what": text]))
            }
        }
    }
}
