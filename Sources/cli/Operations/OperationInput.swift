import ArgumentParser
import Domain
import Server

/// What was typed for an operation, sorted into the parts of its request.
///
/// Only what cannot be sent at all is refused here. Whether a value is valid is the API's to say, of all of them at once:
/// what is not of its type goes there as the text that it is.
struct OperationInput: Equatable {
    /// By parameter: an id, or a code that people know.
    private(set) var path: [String: String] = [:]
    private(set) var query: [String: String] = [:]
    /// nil where the operation takes no JSON.
    private(set) var body: JSON?

    /// - Parameters:
    ///   - words: `name=value` each, in any order.
    ///   - hasBody: the body is given as a whole, so that none of its members is named.
    init(_ operation: Server.Operation, _ words: [String], hasBody: Bool = false) throws(ValidationError) {
        for word in words {
            guard let sign = word.firstIndex(of: "="), sign > word.startIndex else {
                throw ValidationError("‘\(word)’ does not say what it is: write name=value")
            }
            let (name, value) = (String(word[..<sign]), String(word[word.index(after: sign)...]))
            if operation.pathParameters.contains(name) {
                try Self.put(value, under: name, in: &path)
            } else if operation.query.contains(where: { $0.name == name }) {
                try Self.put(value, under: name, in: &query)
            } else if case .json(let schema) = operation.body, !hasBody {
                var place = MemberPath(name: name)
                body = try place.put(value, schema, into: body, of: operation)
            } else if hasBody, operation.takes(name) {
                throw ValidationError("\(name): the body is given as a whole, so that its members are not named")
            } else {
                throw operation.unknown(name)
            }
        }
        for name in operation.pathParameters where path[name, default: ""].isEmpty {
            throw ValidationError("\(operation.id) needs to know which \(name): \(name)=…")
        }
        // What is missing is the API's to list.
        if body == nil, !hasBody, case .json(let schema) = operation.body, !schema.isNullable {
            body = .object(.init())
        }
    }

    private static func put(
        _ value: String, under name: String, in values: inout [String: String]
    ) throws(ValidationError) {
        if values.updateValue(value, forKey: name) != nil { throw MemberPath.twice(name) }
    }
}

/// Where a name such as `content.criteria[0].maxPoints` leads in a body.
private struct MemberPath {
    let name: String
    private var rest: Substring

    init(name: String) {
        self.name = name
        rest = name[...]
    }

    static func twice(_ name: String) -> ValidationError { ValidationError("\(name) is given twice") }

    /// What stands at the place before, with the value put in.
    mutating func put(
        _ raw: String, _ schema: Schema, into old: JSON?, of operation: Server.Operation
    ) throws(ValidationError) -> JSON {
        switch schema.form {
        case .object(_, let members), .document(let members):
            guard let part = takeName() else { return try whole(raw, instead: old) }
            let member = members.first { $0.name == part }
            if member == nil, case .object = schema.form { throw operation.unknown(name) }
            return try put(raw, member.map(\.anySchema), under: part, into: old, of: operation)
        case .map(let value):
            // A code may have dots in it: where nothing is nested further in, all that is left is the code.
            let isDeep =
                switch value.form {
                case .object, .document, .map, .array: true
                default: false
                }
            guard let key = isDeep ? takeName() : takeRest() else { return try whole(raw, instead: old) }
            return try put(raw, value, under: key, into: old, of: operation)
        case .array(let element, _):
            var values = old?.array ?? []
            if let index = takeIndex() {
                guard index <= values.count else {
                    throw ValidationError("\(name): the entry before it is missing: count from [0] on")
                }
                let before = index < values.count ? values[index] : nil
                let value = try put(raw, element, into: before, of: operation)
                if before == nil { values.append(value) } else { values[index] = value }
            } else if !rest.isEmpty {
                throw operation.unknown(name)
            } else if old == nil, raw.isEmpty {
                // The empty list.
            } else if old == nil, let list = Self.parsed(raw)?.array {
                values = list
            } else {
                values.append(try put(raw, element, into: nil, of: operation))
            }
            return .array(values)
        default:
            guard rest.isEmpty else { throw operation.unknown(name) }
            guard old == nil else { throw Self.twice(name) }
            return Self.typed(raw, schema)
        }
    }

    /// - Parameter schema: nil where the document's own format says what it is.
    private mutating func put(
        _ raw: String, _ schema: Schema?, under part: String, into old: JSON?, of operation: Server.Operation
    ) throws(ValidationError) -> JSON {
        var object = old?.object ?? JSON.Object()
        if let schema {
            object[part] = try put(raw, schema, into: object[part], of: operation)
        } else if rest.isEmpty {
            guard object[part] == nil else { throw Self.twice(name) }
            object[part] = Self.parsed(raw) ?? .string(raw)
        } else {
            object[part] = try put(raw, Schema(.document([])), into: object[part], of: operation)
        }
        return .object(object)
    }

    /// A value with members, given at once as JSON.
    private func whole(_ raw: String, instead old: JSON?) throws(ValidationError) -> JSON {
        guard old == nil else { throw Self.twice(name) }
        return Self.parsed(raw) ?? .string(raw)
    }

    private static func typed(_ raw: String, _ schema: Schema) -> JSON {
        switch schema.form {
        case .anyText: break
        case _ where raw.isEmpty && schema.isNullable: return .null
        case .integer, .points: if let json = parsed(raw), case .number = json { return json }
        case .boolean: if let json = parsed(raw), json.bool != nil { return json }
        default: break
        }
        return .string(raw)
    }

    private static func parsed(_ raw: String) -> JSON? { try? JSON.parse(Array(raw.utf8)) }

    // MARK: The name's parts

    /// Up to the next dot or bracket; nil at the end.
    private mutating func takeName() -> String? {
        if rest.first == "." { rest.removeFirst() }
        guard !rest.isEmpty else { return nil }
        let part = rest.prefix { $0 != "." && $0 != "[" }
        rest = rest[part.endIndex...]
        return String(part)
    }

    private mutating func takeRest() -> String? {
        if rest.first == "." { rest.removeFirst() }
        defer { rest = "" }
        return rest.isEmpty ? nil : String(rest)
    }

    /// `[0]`; nil where there is none.
    private mutating func takeIndex() -> Int? {
        guard rest.first == "[", let end = rest.firstIndex(of: "]"),
            let index = Int(rest[rest.index(after: rest.startIndex)..<end]), index >= 0
        else { return nil }
        rest = rest[rest.index(after: end)...]
        return index
    }
}

extension Schema.Property {
    /// Of an optional member null says the same as leaving it out.
    fileprivate var anySchema: Schema {
        var schema = schema
        if !isRequired { schema.isNullable = true }
        return schema
    }
}
