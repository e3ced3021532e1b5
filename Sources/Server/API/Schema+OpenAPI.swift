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
        case .code:
            json["type"] = "string"
            json["pattern"] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$"
        case .date:
            json["type"] = "string"
            json["format"] = "date"
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
            if range.upperBound != .max { json["maximum"] = JSON(range.upperBound) }
        case .points:
            json["type"] = "number"
            json["minimum"] = 0
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
            json["additionalProperties"] = value.openAPI()
        case .object(let name?, _): json["$ref"] = .string("#/components/schemas/\(name)")
        case .object(nil, let properties): json = Self.describe(properties)
        case .document: json["type"] = "object"
        }
        return json
    }

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
