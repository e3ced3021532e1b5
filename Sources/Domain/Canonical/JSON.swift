/// A JSON value that keeps what was written: numbers as their digits, members in their order.
///
/// Floating point never touches a score this way: `14.5` is read into ``Points`` from its text.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    /// A number as written (RFC 8259 §6).
    case number(String)
    case string(String)
    case array([JSON])
    case object(Object)

    /// Named members in the order they were written; each name once.
    package struct Object: Hashable, Sendable {
        package struct Member: Hashable, Sendable {
            package let name: String
            package let value: JSON
        }

        package private(set) var members: [Member] = []

        package init() {}

        package subscript(name: String) -> JSON? {
            get { members.first { $0.name == name }?.value }
            set {
                let place = members.firstIndex { $0.name == name }
                switch (place, newValue) {
                case (let place?, let value?): members[place] = Member(name: name, value: value)
                case (let place?, nil): members.remove(at: place)
                case (nil, let value?): members.append(Member(name: name, value: value))
                case (nil, nil): break
                }
            }
        }

        /// Adds a member whose name is known to be new.
        package mutating func append(_ name: String, _ value: JSON) {
            members.append(Member(name: name, value: value))
        }

        package mutating func reserveCapacity(_ count: Int) {
            members.reserveCapacity(count)
        }
    }
}

// MARK: - Making

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    /// Names are the programmer's; a name given twice keeps its last value.
    package init(dictionaryLiteral elements: (String, JSON)...) {
        var object = Object()
        for (name, value) in elements { object[name] = value }
        self = .object(object)
    }

    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .number(String(value)) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(nilLiteral: ()) { self = .null }

    package init(_ value: some BinaryInteger) { self = .number(String(value)) }
    package init(_ value: String?) { self = value.map(JSON.string) ?? .null }
    package init(_ points: Points?) { self = points.map { .number($0.description) } ?? .null }
    package init<Subject>(_ id: ID<Subject>?) { self = id.map { .number(String($0.rawValue)) } ?? .null }
    package init(_ date: LocalDate?) { self = date.map { .string($0.description) } ?? .null }
    package init(_ instant: Instant?) { self = instant.map { .string($0.description) } ?? .null }
    package init(_ month: Month) { self = .string(month.description) }

    package init<Elements: Sequence>(_ elements: Elements, _ transform: (Elements.Element) -> JSON) {
        self = .array(elements.map(transform))
    }
}

// MARK: - Reading

extension JSON {
    package subscript(name: String) -> JSON? {
        if case .object(let object) = self { object[name] } else { nil }
    }

    package var isNull: Bool { self == .null }

    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The value of a whole number: `1`, and `1.0`, which JSON Schema and JavaScript take for the same; not `1e3`.
    package var integer: Int64? {
        guard case .number(let digits) = self else { return nil }
        let parts = digits.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first, parts.count == 1 || parts[1].utf8.allSatisfy({ $0 == UInt8(ascii: "0") })
        else { return nil }
        return Int64(whole)
    }

    package var array: [JSON]? {
        if case .array(let values) = self { values } else { nil }
    }

    package var object: Object? {
        if case .object(let value) = self { value } else { nil }
    }

    /// What kind of value it is, for messages.
    package var kind: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
