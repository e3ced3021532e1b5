import Domain

/// How a value of the domain stands outside: in a request and a reply, in a form, in a spreadsheet's cell, on a page. All
/// that is said of a kind of value is said here, once; ``Field`` gives it a name.
struct Wire<Value: Sendable>: Sendable {
    /// Of a value that is there.
    var schema: Schema
    /// What a request says by leaving it out, or by null; nil for what has to be given.
    let absent: Value?
    /// The value, or nil with every error noted below `path`.
    let parse: @Sendable (_ json: JSON, _ path: String, inout FieldErrors) -> Value?
    let write: @Sendable (Value) -> JSON
    /// The value that a spreadsheet's cell says, which is trimmed and may be empty.
    let cell: @Sendable (String) throws(Rejection) -> Value
    /// What a form asks it with.
    let control: @Sendable (Words) -> FormField.Kind
    /// As people read it; nil for nothing.
    let say: @Sendable (Value, Words) -> String?
    /// What a spreadsheet's cells say, where these are certain words.
    var words: [String] = []

    var isRequired: Bool {
        if case .none = absent { true } else { false }
    }

    /// The same value, which may be left out.
    var optional: Wire<Value?> {
        Wire<Value?>(
            schema: schema, absent: .some(nil),
            parse: { [parse] json, path, errors in
                if json.isNull { return .some(nil) }
                return parse(json, path, &errors).map(Optional.some)
            },
            write: { [write] value in value.map(write) ?? .null },
            cell: { [cell] text throws(Rejection) in text.isEmpty ? nil : try cell(text) },
            control: control,
            say: { [say] value, words in value.flatMap { say($0, words) } }, words: words
        )
    }

    /// The same, with a sentence on what it means.
    func means(_ note: String) -> Wire {
        var wire = self
        wire.schema = schema.means(note)
        return wire
    }

    /// What a value in a document says, as people read it; as it stands where it is none.
    func say(_ json: JSON, _ words: Words) -> String? {
        var errors = FieldErrors()
        guard let value = parse(json, "", &errors), errors.isEmpty else { return json.string ?? json.text }
        return say(value, words)
    }
}

extension Wire {
    /// A value that is written as a text.
    ///
    /// - Parameters:
    ///   - read: the value that a person's text says.
    ///   - listed: the value that a spreadsheet's cell says; as a person's text if not given.
    ///   - strictly: what JSON has to observe besides, where a person's typing is taken more kindly.
    static func written(
        _ schema: Schema, _ control: @escaping @Sendable (Words) -> FormField.Kind,
        read: @escaping @Sendable (String) throws(Rejection) -> Value,
        listed: (@Sendable (String) throws(Rejection) -> Value)? = nil,
        strictly: @escaping @Sendable (String, Value) throws(Rejection) -> Void = { _, _ throws(Rejection) in },
        write: @escaping @Sendable (Value) -> String, say: @escaping @Sendable (Value, Words) -> String?
    ) -> Wire {
        Wire(
            schema: schema, absent: nil,
            parse: { json, path, errors in
                guard let raw = json.string else {
                    errors.add(
                        path, json.isNull ? .missing : Rejection(.format, "a text was expected, not \(json.kind)"))
                    return nil
                }
                return errors.take(path) { () throws(Rejection) in
                    let value = try read(raw)
                    try strictly(raw, value)
                    return value
                }
            },
            write: { .string(write($0)) },
            cell: { text throws(Rejection) in
                if text.isEmpty { throw .missing }
                if let listed { return try listed(text) }
                return try read(text)
            },
            control: control, say: say
        )
    }
}

// MARK: - The kinds of values

extension Wire<Code> {
    static let code = written(
        .code, { _ in .plain }, read: Code.init,
        strictly: { raw, code throws(Rejection) in
            if code.text != raw {
                throw Rejection(.format, "no white space around a code, and no full-width letters in it")
            }
        }, write: \.text, say: { code, _ in code.text })
}

extension Wire<Text> {
    /// - Parameters:
    ///   - maximum: in characters.
    ///   - isLong: whether a form gives it several lines.
    static func text(_ maximum: Int = 200, isLong: Bool = false) -> Wire {
        written(
            isLong ? .lines(maximum) : .text(maximum), { _ in isLong ? .long : .plain },
            read: { raw throws(Rejection) in
                try isLong ? Text(lines: raw, maximum: maximum) : Text(raw, maximum: maximum)
            },
            strictly: { raw, _ throws(Rejection) in
                if !isLong { try Text.requireLine(raw) }
                if raw.unicodeScalars.count > maximum { throw .tooLong(maximum: maximum) }
            }, write: \.string, say: { text, _ in text.string })
    }

    /// What names a person, a group, an area: in a spreadsheet as people write it, line breaks included.
    ///
    /// - Parameter maximum: in characters.
    static func name(_ maximum: Int = 200) -> Wire {
        written(
            .name(maximum), { _ in .plain }, read: { raw throws(Rejection) in try Text(name: raw, maximum: maximum) },
            strictly: { raw, _ throws(Rejection) in
                try Text.requireLine(raw)
                if raw.unicodeScalars.count > maximum { throw .tooLong(maximum: maximum) }
            }, write: \.string, say: { text, _ in text.string })
    }

    /// Why something is done.
    static let reason = text(Text.reasonMaximum, isLong: true)
}

extension Wire<LocalDate> {
    static let date = written(
        .date, { _ in .date }, read: LocalDate.init(parsing:), listed: LocalDate.init(written:), write: \.description,
        say: { date, words in words.date(date) })
}

extension Wire<Month> {
    static let month = written(
        .month, { _ in .month }, read: Month.init(parsing:), write: \.description,
        say: { month, words in words.month(month) })
}

extension Wire<TimeOfDay> {
    static let timeOfDay = written(
        .timeOfDay, { _ in .time }, read: TimeOfDay.init(parsing:), write: \.description,
        say: { time, _ in time.description })
}

extension Wire<PhoneNumber> {
    static let phone = written(
        .text(PhoneNumber.maximumLength).means("138 0013 8000, 0571-87654321: 7 to 15 digits."), { _ in .plain },
        read: PhoneNumber.init,
        strictly: { raw, _ throws(Rejection) in
            if raw.unicodeScalars.count > PhoneNumber.maximumLength {
                throw .tooLong(maximum: PhoneNumber.maximumLength)
            }
        }, write: \.text, say: { phone, _ in phone.masked })
}

extension Wire<EmailAddress> {
    static let email = written(
        .email.means("office@example.gov.cn"), { _ in .plain }, read: EmailAddress.init,
        strictly: { raw, address throws(Rejection) in
            if address.text != raw { throw Rejection(.format, "no white space around an address") }
        }, write: \.text, say: { address, _ in address.text })
}

extension Wire where Value: Worded & CaseIterable & RawRepresentable, Value.RawValue == String {
    /// - Parameter vocabulary: what a spreadsheet says for it.
    static func choice(in vocabulary: Vocabulary<Value>? = nil) -> Wire where Value: Hashable {
        var wire = written(
            .choice(Value.self), { .menu(of: Value.self, $0) },
            read: { raw throws(Rejection) in
                if let value = vocabulary?.find(raw) ?? Value(rawValue: raw) ?? Value.worded(raw) { return value }
                if let vocabulary { return try vocabulary.read(raw) }
                throw Rejection(.unknown, "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
            },
            strictly: { raw, _ throws(Rejection) in
                guard Value(rawValue: raw) != nil else {
                    throw Rejection(.unknown, "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
                }
            },
            write: \.rawValue, say: { value, words in words(value.word) })
        wire.words = vocabulary?.all ?? []
        return wire
    }
}

extension Wire {
    /// Some of certain choices, each once.
    ///
    /// - Parameters:
    ///   - least: how many at least.
    ///   - cell: what a spreadsheet's cell says.
    static func several<Choice>(
        atLeast least: Int = 1, cell: @escaping @Sendable (String) throws(Rejection) -> [Choice]
    ) -> Wire
    where
        Value == [Choice], Choice: Worded & CaseIterable & RawRepresentable & Hashable & Sendable,
        Choice.RawValue == String
    {
        let most = Choice.allCases.count
        return Wire(
            schema: .list(.choice(Choice.self), count: least...most), absent: nil,
            parse: { json, path, errors in
                guard let list = json.array, list.count <= most else {
                    errors.add(
                        path, json.isNull ? .missing : Rejection(.format, "a list was expected, not \(json.kind)"))
                    return nil
                }
                if list.count < least { errors.add(path, .missing) }
                let found = list.enumerated().map { index, item in
                    Wire<Choice>.choice().parse(item, "\(path)[\(index)]", &errors)
                }
                return found.count < least || found.contains(nil) ? nil : found.compactMap(\.self)
            },
            write: { JSON($0) { .string($0.rawValue) } },
            cell: cell,
            control: { .several(FormField.Choice.all(of: Choice.self, $0)) },
            say: { choices, words in words.list(choices.map { words($0.word) }).nonEmpty })
    }
}

extension Worded where Self: CaseIterable {
    /// The one of which a download says so, in either language.
    static func worded(_ text: String) -> Self? {
        guard let resources = try? WebResources.embedded.get() else { return nil }
        let plain = text.filter { !$0.isWhitespace }.lowercased()
        for language in Language.allCases {
            guard let words = try? resources.words(of: language) else { continue }
            if let found = allCases.first(where: { words($0.word).filter { !$0.isWhitespace }.lowercased() == plain }) {
                return found
            }
        }
        return nil
    }
}

extension Wire<Int> {
    static func integer(_ range: ClosedRange<Int>) -> Wire {
        let schema = Schema.integer(Int64(range.lowerBound)...Int64(range.upperBound))
        let outside = Schema.outside(Int64(range.lowerBound)...Int64(range.upperBound))
        return Wire(
            schema: schema, absent: nil,
            parse: { json, path, errors in
                guard let integer = json.integer, range.contains(Int(integer)) else {
                    errors.add(path, json.isNull ? .missing : outside)
                    return nil
                }
                return Int(integer)
            },
            write: { JSON($0) },
            cell: { text throws(Rejection) in
                if text.isEmpty { throw .missing }
                guard let integer = text.wholeNumber else {
                    throw Rejection(.format, "‘\(text.prefix(40))’ is not a whole number: write 1, 2, 3 …")
                }
                guard range.contains(integer) else { throw outside }
                return integer
            },
            control: { _ in .number }, say: { value, _ in String(value) })
    }
}

extension Wire<Bool> {
    static let boolean = Wire(
        schema: .boolean, absent: nil,
        parse: { json, path, errors in
            if json.bool == nil {
                errors.add(
                    path,
                    json.isNull ? .missing : Rejection(.format, "true or false was expected, not \(json.kind)"))
            }
            return json.bool
        },
        write: { .bool($0) }, cell: Vocabulary.yesNo.read,
        control: { words in
            .choice([
                FormField.Choice(code: "true", label: words(.yes)), FormField.Choice(code: "false", label: words(.no)),
            ])
        },
        say: { value, words in words(value ? .yes : .no) })
}

extension Wire<Points> {
    static let pointsFromZero = points(.points) { points throws(Rejection) in points }
    static let pointsAboveZero = points(.pointsAboveZero, positive)

    /// - Parameter accept: the points, where they are in range.
    private static func points(
        _ schema: Schema, _ accept: @escaping @Sendable (Points) throws(Rejection) -> Points
    ) -> Wire {
        Wire(
            schema: schema, absent: nil,
            parse: { json, path, errors in
                guard case .number(let digits) = json else {
                    errors.add(path, json.isNull ? .missing : Rejection(.format, "a number of points, for example 2.5"))
                    return nil
                }
                return errors.take(path) { () throws(Rejection) in try accept(Points(digits)) }
            },
            write: { JSON($0) },
            cell: { text throws(Rejection) in
                if text.isEmpty { throw .missing }
                return try accept(listedPoints(text))
            },
            control: { _ in .number }, say: { points, _ in points.description })
    }

    private static func positive(_ points: Points) throws(Rejection) -> Points {
        if points == .zero { throw Rejection(.range, "more than 0") }
        return points
    }

    /// Points as a table has them: full-width digits are read, and 分 behind them.
    static func listedPoints(_ text: String) throws(Rejection) -> Points {
        // Most are as they are to be.
        if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return try Points(text) }
        var plain = text.halfWidth.replacing("。", with: ".").filter { !$0.isWhitespace }
        if plain.hasSuffix("分") { plain.removeLast() }
        return try Points(plain.isEmpty ? text : plain)
    }
}

extension String {
    /// A whole number as a table has it: with full-width digits, and with 次, 个 or 件 behind it, or .0.
    fileprivate var wholeNumber: Int? {
        var plain = halfWidth.filter { !$0.isWhitespace }
        if let unit = plain.last, "次个件".contains(unit) { plain.removeLast() }
        if let point = plain.firstIndex(of: "."), plain[point...].dropFirst().allSatisfy({ $0 == "0" }) {
            plain = String(plain[..<point])
        }
        return plain.asciiNumber
    }
}

// MARK: - What only replies have

extension Wire<String> {
    /// A telephone number of which so much is shown as tells it from others.
    static let masked = told(.text.means("Masked."), write: { .string($0) }, say: { masked, _ in masked })
}

extension Wire {
    /// A value that nobody sends: it is written, and never read.
    static func told(
        _ schema: Schema, write: @escaping @Sendable (Value) -> JSON,
        say: @escaping @Sendable (Value, Words) -> String?
    ) -> Wire {
        Wire(
            schema: schema, absent: nil,
            parse: { _, path, errors in
                errors.add(path, .unexpected, "it is told, and cannot be given")
                return nil
            },
            write: write,
            cell: { _ throws(Rejection) in throw Rejection(.unexpected, "it is told, and cannot be given") },
            control: { _ in .plain }, say: say)
    }

    /// Each of a list, which is only told.
    static func list<Element>(_ element: Wire<Element>) -> Wire where Value == [Element] {
        told(
            .list(element.schema), write: { JSON($0, element.write) },
            say: { values, words in words.list(values.compactMap { element.say($0, words) }).nonEmpty })
    }
}
