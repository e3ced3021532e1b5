import Domain

/// One field of a kind of record, said once: its name, how its value stands outside, what people call it, and where a
/// record has it. The API's property and reply, the form's line, the page's fact, the spreadsheet's column and the
/// audit's label follow from it.
///
/// A field that is only asked for, such as the reason of a change, is one of no record: `Field<Never, Text>`.
struct Field<Record: Sendable, Value: Sendable>: Sendable {
    /// Of the member in JSON and of the field in a form; errors speak of it.
    let name: String
    let wire: Wire<Value>
    let label: Word
    let hint: Word?
    let headings: SpreadsheetHeadings?
    let read: @Sendable (Record) -> Value

    init(
        _ name: String, _ wire: Wire<Value>, _ label: Word, hint: Word? = nil, headings: SpreadsheetHeadings? = nil,
        read: @escaping @Sendable (Record) -> Value
    ) {
        (self.name, self.wire, self.label, self.hint) = (name, wire, label, hint)
        (self.headings, self.read) = (headings, read)
    }

    /// In the body of a request.
    var property: Schema.Property {
        wire.isRequired ? .required(name, wire.schema) : .optional(name, wire.schema)
    }

    /// In a reply.
    var told: Shape<Record>.Field {
        Shape.Field(name, wire.isRequired ? wire.schema.told : wire.schema.told.orNull) { [self] in wire.write(read($0))
        }
    }

    /// On a page; nil where there is nothing to say.
    func fact(_ record: Record, _ words: Words) -> Fact? {
        wire.say(read(record), words).map { Fact(words(label), $0) }
    }

    /// In a file to take along: dates as programs read them, everything else as people do; empty for nothing.
    func exported(_ record: Record, _ words: Words) -> String {
        let value = read(record)
        if case .date = wire.schema.form { return formText(wire.write(value)) ?? "" }
        return wire.say(value, words) ?? ""
    }

    /// In a spreadsheet that is read; nil for a field that has no column there.
    var column: SpreadsheetColumn? {
        headings?.column(of: name, words: wire.words)
    }

    /// In a form.
    ///
    /// - Parameter record: whose value it holds at first.
    func asked(_ words: Words, of record: Record?) -> FormRoute.Field {
        asked(words, first: record.flatMap { formText(wire.write(read($0))) })
    }

    /// - Parameter first: what it holds at first.
    func asked(_ words: Words, first: String? = nil) -> FormRoute.Field {
        FormRoute.Field(
            name, wire.control(words), label, maximum: wire.schema.longestText ?? 200, hint: hint, value: first,
            isOptional: !wire.isRequired)
    }

    /// The same, asked for in another way: with suggestions, or a menu of what there is.
    func asked(_ words: Words, by kind: FormField.Kind, first: String? = nil) -> FormRoute.Field {
        FormRoute.Field(
            name, kind, label, maximum: wire.schema.longestText ?? 200, hint: hint, value: first,
            isOptional: !wire.isRequired)
    }

    /// The same of a record that has this one as a part.
    func of<Whole: Sendable>(_ part: @escaping @Sendable (Whole) -> Record) -> Field<Whole, Value> {
        Field<Whole, Value>(name, wire, label, hint: hint) { [read] in read(part($0)) }
    }

    /// The same, which may be left out.
    var optional: Field<Record, Value?> {
        Field<Record, Value?>(name, wire.optional, label, hint: hint) { [read] in read($0) }
    }

    private func formText(_ json: JSON) -> String? {
        switch json {
        case .null: nil
        case .string(let text): text
        default: json.text
        }
    }
}

extension FormField {
    /// A line of a form that shows and does more than carry out an operation.
    ///
    /// - Parameter form: tells this form's fields from others' of the same name on the page.
    init(
        _ field: FormRoute.Field, in form: String, value: String? = nil, hint: String? = nil, error: String? = nil,
        _ words: Words
    ) {
        self.init(
            field.name, field.kind, words(field.label), in: form, maximum: field.maximum, value: value ?? field.value,
            hint: hint ?? field.hint.map { words($0) }, error: error,
            optional: field.isOptional ? words(.optionalNote) : nil)
    }
}

extension Field where Record == Never {
    /// A field that is only asked for.
    init(
        _ name: String, _ wire: Wire<Value>, _ label: Word, hint: Word? = nil, headings: SpreadsheetHeadings? = nil
    ) {
        self.init(name, wire, label, hint: hint, headings: headings) { (_: Never) -> Value in }
    }
}
