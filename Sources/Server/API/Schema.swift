package import Domain

/// What a value on the wire looks like: the source both of the OpenAPI document and of the check of what comes in,
/// so that the two cannot drift apart.
package struct Schema: Sendable {
    package indirect enum Form: Sendable {
        /// What a person wrote in one line (``Text``), of 1 to `maximum` characters.
        case text(maximum: Int)
        /// What names somebody or something (``Text/init(name:maximum:)``).
        case name(maximum: Int)
        /// The same as a text, in several lines.
        case lines(maximum: Int)
        /// Text of at most `maximum` characters, whatever they are, or none.
        case anyText(maximum: Int)
        case code
        /// An address for mail (``EmailAddress``).
        case email
        case date
        case month
        case timeOfDay
        case instant
        case choice([String])
        case integer(ClosedRange<Int64>)
        case points(from: Points)
        case boolean
        case array(Schema, count: ClosedRange<Int>)
        /// An object whose member names are data: codes.
        case map(Schema)
        /// An object with exactly these members. With a name it is a component of the document.
        case object(name: String?, [Property])
        /// A document whose own format is described elsewhere, but for the members that it must have.
        case document([Property])
    }

    package struct Property: Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool

        static func required(_ name: String, _ schema: Schema) -> Property {
            Property(name: name, schema: schema, isRequired: true)
        }

        static func optional(_ name: String, _ schema: Schema) -> Property {
            Property(name: name, schema: schema, isRequired: false)
        }
    }

    package let form: Form
    package var isNullable = false
    package var note: String?

    package init(_ form: Form) {
        self.form = form
    }

    /// The same, or null.
    var orNull: Schema {
        var schema = self
        schema.isNullable = true
        return schema
    }

    /// The same, with a sentence on what it means.
    func means(_ note: String) -> Schema {
        var schema = self
        schema.note = note
        return schema
    }

    /// The same in a reply: a name may be from before names had to be whole.
    var told: Schema {
        guard case .name(let maximum) = form else { return self }
        var schema = Schema(.text(maximum: maximum))
        (schema.isNullable, schema.note) = (isNullable, note)
        return schema
    }

    /// How many characters there may be where it is typed; nil for what is chosen, or made of parts.
    var longestText: Int? {
        switch form {
        case .text(let maximum), .name(let maximum), .lines(let maximum), .anyText(let maximum): maximum
        case .code: Code.maximumLength
        case .email: EmailAddress.maximumLength
        case .integer(let range): String(range.upperBound).count
        case .date, .month, .timeOfDay, .instant, .choice, .points, .boolean, .array, .map, .object, .document: nil
        }
    }

    /// Of a member of it, or of a member of a list's elements: `content.code`, `tasks.due`. nil where it is not said.
    func member(_ path: some Collection<Substring>) -> Schema? {
        guard let name = path.first else { return self }
        return switch form {
        case .object(_, let properties), .document(let properties):
            properties.first { $0.name == name }?.schema.member(path.dropFirst())
        case .array(let element, _): element.member(path)
        case .map(let value): value.member(path.dropFirst())
        case .text, .name, .lines, .anyText, .code, .email, .date, .month, .timeOfDay, .instant, .choice, .integer,
            .points, .boolean:
            nil
        }
    }

    /// Of an object that is a component of the document.
    var componentName: String? {
        if case .object(let name, _) = form { name } else { nil }
    }

    static let code = Schema(.code)
    static let email = Schema(.email)
    static let date = Schema(.date)
    static let month = Schema(.month)
    static let timeOfDay = Schema(.timeOfDay)
    static let instant = Schema(.instant)
    static let boolean = Schema(.boolean)
    static let id = Schema(.integer(1...Int64.max))
    static let version = Schema(.integer(1...Int64.max)).means("Goes up with each change; stands in the ETag.")
    static let document = Schema(.document([]))
    static let points = Schema(.points(from: .zero))
    /// Of a difference.
    static let pointsEitherWay = Schema(.points(from: Points(hundredths: -Points.maximum.hundredths)))
    static let pointsAboveZero = Schema(.points(from: Points(hundredths: 1)))
    static let text = Schema(.text(maximum: 200))
    static let reason = Schema(.lines(maximum: Text.reasonMaximum))

    static func text(_ maximum: Int) -> Schema { Schema(.text(maximum: maximum)) }
    static func name(_ maximum: Int = 200) -> Schema { Schema(.name(maximum: maximum)) }
    static func lines(_ maximum: Int) -> Schema { Schema(.lines(maximum: maximum)) }
    static func anyText(_ maximum: Int) -> Schema { Schema(.anyText(maximum: maximum)) }
    static func integer(_ range: ClosedRange<Int64>) -> Schema { Schema(.integer(range)) }
    static let count = Schema(.integer(0...Int64.max))

    static func choice<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> Schema
    where Value.RawValue == String {
        Schema(.choice(Value.allCases.map(\.rawValue)))
    }

    static func choice(_ values: [String]) -> Schema { Schema(.choice(values)) }

    static func list(_ element: Schema, count: ClosedRange<Int> = 0...1_000_000) -> Schema {
        Schema(.array(element, count: count))
    }

    static func map(_ value: Schema) -> Schema { Schema(.map(value)) }

    static func document(having members: [Property]) -> Schema { Schema(.document(members)) }

    static func object(_ name: String?, _ properties: [Property]) -> Schema {
        Schema(.object(name: name, properties))
    }
}
