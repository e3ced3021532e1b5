import Domain

extension Schema {
    /// The schema in the terms of JSON Schema 2020-12, as OpenAPI 3.1 has it. Named objects are referred to.
    func openAPI() -> JSON {
        var json = describedForm()
        if let note, json["$ref"] == nil { json["description"] = .string(note) }
        guard isNullable else { return .object(json) }
        if json["$ref"] != nil { return ["anyOf": [.object(json), ["type": "null"]]] }
        if let values = json["enum"]?.array { json["enum"] = .array(values + [.null]) }
        if let type = json["type"] { json["type"] = [type, "null"] }
        return .object(json)
    }

    /// The named objects that the schema is made of, itself included, by name.
    func components() -> [(name: String, schema: JSON)] {
        switch form {
        case .array(let element, _): element.components()
        case .map(let value): value.components()
        case .object(let name, let properties):
            properties.flatMap { $0.schema.components() }
                + (name.map { [($0, .object(Self.describe(properties)))] } ?? [])
        default: []
        }
    }

    private func describedForm() -> JSON.Object {
        var json = JSON.Object()
        switch form {
        case .text(let maximum):
            json["type"] = "string"
            json["minLength"] = 1
            json["maxLength"] = JSON(maximum)
            json["allOf"] = [["$ref": "#/components/schemas/Text"]]
        case .name(let maximum):
            json["type"] = "string"
            json["minLength"] = 1
            json["maxLength"] = JSON(maximum)
            json["allOf"] = [["$ref": "#/components/schemas/Name"]]
        case .lines(let maximum):
            json["type"] = "string"
            json["minLength"] = 1
            json["maxLength"] = JSON(maximum)
            json["allOf"] = [["$ref": "#/components/schemas/Lines"]]
        case .anyText(let maximum):
            json["type"] = "string"
            json["maxLength"] = JSON(maximum)
        case .code:
            json["type"] = "string"
            json["pattern"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$"
        case .email:
            json["type"] = "string"
            json["maxLength"] = JSON(EmailAddress.maximumLength)
            json["pattern"] = .string(EmailAddress.pattern)
        case .date:
            json["type"] = "string"
            json["format"] = "date"
            json["pattern"] = "^(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
        case .month:
            json["type"] = "string"
            json["pattern"] = "^2[01][0-9]{2}-(0[1-9]|1[0-2])$"
        case .timeOfDay:
            json["type"] = "string"
            json["pattern"] = "^([01]?[0-9]|2[0-3]):[0-5][0-9]$"
        case .instant:
            json["type"] = "string"
            json["format"] = "date-time"
        case .choice(let values):
            json["type"] = "string"
            json["enum"] = JSON(values) { .string($0) }
        case .integer(let range):
            json["type"] = "integer"
            json["minimum"] = JSON(range.lowerBound)
            json["maximum"] = JSON(range.upperBound)
            if range.upperBound == .max { json["format"] = "int64" }
        case .points(let minimum):
            json["type"] = "number"
            json["minimum"] = JSON(minimum)
            json["maximum"] = JSON(Points.maximum)
            json["multipleOf"] = .number("0.01")
        case .boolean: json["type"] = "boolean"
        case .array(let element, let count):
            json["type"] = "array"
            json["items"] = element.openAPI()
            if count.lowerBound > 0 { json["minItems"] = JSON(count.lowerBound) }
            if count.upperBound < 1_000_000 { json["maxItems"] = JSON(count.upperBound) }
        case .map(let value):
            json["type"] = "object"
            json["propertyNames"] = Schema.code.openAPI()
            json["additionalProperties"] = value.openAPI()
        case .object(let name?, _): json["$ref"] = .string("#/components/schemas/\(name)")
        case .object(nil, let properties): json = Self.describe(properties)
        case .document(let members) where members.isEmpty: json["type"] = "object"
        case .document(let members):
            if members.isEmpty {
                json["type"] = "object"
            } else {
                json = Self.describe(members)
                json["additionalProperties"] = true
            }
        }
        return json
    }

    /// What holds of every text of one line that a person wrote (``Text``), as a pattern: something to see, and nothing
    /// else.
    static let textComponent: JSON = [
        "description": "Something to see, in one line: no line breaks, no tabs, nothing that is not seen.",
        "pattern": .string("^[^\(hidden)]*[^\(hidden)\(blank)][^\(hidden)]*$"),
    ]

    /// What holds of every name: the same as of a text, and nothing in the place of a character that was lost.
    static let nameComponent: JSON = [
        "description": .string(
            "Something to see, in one line; neither ? nor a private character, as there is where one was lost. It is kept in "
                + "one form: composed, one dot between the parts of a name, no blanks beside ideographs, one width."),
        "pattern": .string("^[^\(hidden)\(lost)]*[^\(hidden)\(blank)\(lost)][^\(hidden)\(lost)]*$"),
    ]

    /// The same of several lines: something to see, and neither control characters nor those that turn the writing round.
    static let linesComponent: JSON = [
        "description": "Something to see; no control characters but tabs and line breaks.",
        "pattern": .string("^[^\(refused)]*[^\(unseen)][^\(refused)]*$"),
    ]

    private static let refused =
        #"\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF"#

    /// What does not stand in a line (`Unicode.Scalar.standsInALine`).
    private static let hidden =
        #"\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F"#
        + #"\u2028-\u202E\u2060-\u206F\u2800\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB"# + beyond

    /// White space and what Unicode calls default ignorable, the refused ones included.
    private static let unseen =
        #"\u0000-\u0020\u007F-\u00A0\u00AD\u034F\u061C\u115F\u1160\u1680\u17B4\u17B5\u180B-\u180F\u2000-\u200F"#
        + #"\u2028-\u202F\u205F-\u206F\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8"# + beyond

    /// What is in no name (`Unicode.Scalar.standsInAName`), hidden ones apart.
    private static let lost =
        #"?\uFF1F\uFE56\uE000-\uE814\uE865-\uF8FF\uFDD0-\uFDEF\uFFFC-\uFFFF"# + noncharacters
        + "\u{F0000}-\u{10FFFF}"

    /// Of the planes in which there are characters.
    private static let noncharacters: String = {
        var text = String.UnicodeScalarView()
        for plane: UInt32 in 1...14 {
            text.append(contentsOf: [plane << 16 | 0xFFFE, plane << 16 | 0xFFFF].compactMap(Unicode.Scalar.init))
        }
        return String(text)
    }()

    private static let blank = #"\u0020\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000"#

    /// A pattern has no escape for these that both JavaScript and Python read.
    private static let beyond = "\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}"

    private static func describe(_ properties: [Property]) -> JSON.Object {
        var members = JSON.Object()
        for property in properties {
            let schema = property.isRequired ? property.schema : property.schema.orNull
            members[property.name] = schema.openAPI()
        }
        var json = JSON.Object()
        json["type"] = "object"
        json["additionalProperties"] = false
        let required = properties.filter(\.isRequired).map(\.name)
        if !required.isEmpty { json["required"] = JSON(required) { .string($0) } }
        json["properties"] = .object(members)
        return json
    }
}
