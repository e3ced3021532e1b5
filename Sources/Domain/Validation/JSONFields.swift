/// Reads the members of a JSON object into values, collecting every error with its path, and refusing unknown names.
package struct JSONFields {
    private let object: JSON.Object
    private let path: String
    /// Whether the document was valid by the rules of the day on which it was kept: names may have had several lines.
    private let isKept: Bool
    private var known: Set<String> = []
    package private(set) var errors = FieldErrors()

    /// - Parameter path: where the object stands in the document: empty at the top, `criteria[2]` inside.
    package init(_ json: JSON, path: String = "", isKept: Bool = false) {
        self.path = path
        self.isKept = isKept
        object = json.object ?? JSON.Object()
        if json.object == nil { errors.add(path, .format, "an object was expected, not \(json.kind)") }
    }

    package mutating func text(_ name: String, maximum: Int = 200) -> Text? {
        let isKept = isKept
        return string(name) { raw throws(Rejection) in
            try isKept ? Text(keptLines: raw, maximum: maximum) : Text(raw, maximum: maximum)
        }
    }

    /// A text of several lines that may be left out, null or empty.
    package mutating func optionalLines(_ name: String, maximum: Int) -> Text? {
        guard let value = optional(name), value != .string("") else { return nil }
        let isKept = isKept
        return parse(name, value) { raw throws(Rejection) in
            try isKept ? Text(keptLines: raw, maximum: maximum) : Text(lines: raw, maximum: maximum)
        }
    }

    package mutating func string<Value>(_ name: String, _ make: (String) throws(Rejection) -> Value) -> Value? {
        guard let value = required(name) else { return nil }
        return parse(name, value, make)
    }

    package mutating func choice<Value: RawRepresentable & CaseIterable>(_ name: String) -> Value?
    where Value.RawValue == String {
        string(name) { raw throws(Rejection) in try Self.chosen(raw) }
    }

    /// A choice that may be left out or null: then, and where it cannot be read, `usual`.
    package mutating func choice<Value: RawRepresentable & CaseIterable>(_ name: String, usual: Value) -> Value
    where Value.RawValue == String {
        optional(name).flatMap { parse(name, $0) { raw throws(Rejection) in try Self.chosen(raw) } } ?? usual
    }

    private static func chosen<Value: RawRepresentable & CaseIterable>(_ raw: String) throws(Rejection) -> Value
    where Value.RawValue == String {
        guard let value = Value(rawValue: raw) else {
            throw Rejection(.unknown, "one of \(Value.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return value
    }

    /// A yes or no that may be left out or null, which means no.
    package mutating func flag(_ name: String) -> Bool {
        optional(name).flatMap { flag(name, $0) } ?? false
    }

    /// A yes or no that has to be said.
    package mutating func neededFlag(_ name: String) -> Bool? {
        required(name).flatMap { flag(name, $0) }
    }

    private mutating func flag(_ name: String, _ value: JSON) -> Bool? {
        if case .bool(let flag) = value { return flag }
        add(name, .format, "true or false")
        return nil
    }

    package mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = required(name) else { return nil }
        return integer(name, value, range)
    }

    /// A whole number that may be left out or null.
    package mutating func optionalInteger(_ name: String, in range: ClosedRange<Int>) -> Int? {
        optional(name).flatMap { integer(name, $0, range) }
    }

    private mutating func integer(_ name: String, _ value: JSON, _ range: ClosedRange<Int>) -> Int? {
        guard let number = value.integer, let integer = Int(exactly: number), range.contains(integer) else {
            add(name, .range, "a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return integer
    }

    package mutating func points(_ name: String, atMost maximum: Points = .maximum) -> Points? {
        guard let value = required(name) else { return nil }
        guard case .number(let digits) = value else {
            add(name, .format, "a number of points, for example 14.5")
            return nil
        }
        do {
            let points = try Points(digits)
            if points <= maximum { return points }
            add(name, .range, "at most \(maximum)")
        } catch {
            add(name, error)
        }
        return nil
    }

    /// Each element of an array, read by `read`; the elements' errors are collected too.
    package mutating func list<Value>(
        _ name: String, count: ClosedRange<Int>, _ read: (inout JSONFields) -> Value?
    ) -> [Value]? {
        guard let value = required(name) else { return nil }
        guard let elements = value.array, count.contains(elements.count) else {
            add(name, .length, "a list of \(count.lowerBound) to \(count.upperBound) entries")
            return nil
        }
        var values: [Value] = []
        for (index, element) in elements.enumerated() {
            var fields = JSONFields(element, path: qualified("\(name)[\(index)]"), isKept: isKept)
            if let value = read(&fields) { values.append(value) }
            fields.refuseUnknown()
            errors.add(fields.errors)
        }
        return values.count == elements.count ? values : nil
    }

    /// Adds an error about one of this object's members.
    package mutating func add(_ name: String, _ code: Rejection.Code, _ detail: Sentence) {
        errors.add(qualified(name), code, detail)
    }

    package mutating func add(_ name: String, _ rejection: Rejection) {
        errors.add(qualified(name), rejection)
    }

    /// Whether the object has the member, and says anything by it.
    package mutating func says(_ name: String) -> Bool {
        optional(name) != nil
    }

    /// To be called last: every member that was never asked for is an error.
    package mutating func refuseUnknown() {
        for member in object.members where !known.contains(member.name) {
            add(member.name, .unexpected, "there is no such member here")
        }
    }

    private mutating func required(_ name: String) -> JSON? {
        guard let value = optional(name) else {
            add(name, .missing)
            return nil
        }
        return value
    }

    private mutating func optional(_ name: String) -> JSON? {
        known.insert(name)
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    private mutating func parse<Value>(
        _ name: String, _ value: JSON, _ make: (String) throws(Rejection) -> Value
    ) -> Value? {
        guard let raw = value.string else {
            add(name, .format, "a text was expected, not \(value.kind)")
            return nil
        }
        do {
            return try make(raw)
        } catch {
            add(name, error)
            return nil
        }
    }

    private func qualified(_ name: String) -> String {
        path.isEmpty ? name : "\(path).\(name)"
    }
}
