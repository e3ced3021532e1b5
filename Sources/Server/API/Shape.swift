import Domain

/// How a value of the domain stands on the wire: one list of fields from which both its JSON and its schema come.
struct Shape<Value>: Sendable {
    struct Field: Sendable {
        let name: String
        let schema: Schema
        let read: @Sendable (Value) -> JSON

        init(_ name: String, _ schema: Schema, _ read: @escaping @Sendable (Value) -> JSON) {
            self.name = name
            self.schema = schema
            self.read = read
        }

        /// A field in a shape of its own.
        static func nested<Part>(
            _ name: String, _ shape: Shape<Part>, _ part: @escaping @Sendable (Value) -> Part
        ) -> Field {
            Field(name, shape.schema) { shape.json(part($0)) }
        }

        /// A field in a shape of its own, or null.
        static func nested<Part>(
            _ name: String, optional shape: Shape<Part>, _ part: @escaping @Sendable (Value) -> Part?
        ) -> Field {
            Field(name, shape.schema.orNull) { part($0).map(shape.json) ?? .null }
        }

        /// A list of values in a shape of their own.
        static func list<Part>(
            _ name: String, _ shape: Shape<Part>, _ parts: @escaping @Sendable (Value) -> [Part]
        ) -> Field {
            Field(name, .list(shape.schema)) { JSON(parts($0), shape.json) }
        }
    }

    let name: String
    let fields: [Field]

    /// - Parameter name: the component's name in the document.
    init(_ name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields
    }

    var schema: Schema {
        .object(name, fields.map { .required($0.name, $0.schema) })
    }

    func json(_ value: Value) -> JSON {
        var object = JSON.Object()
        object.reserveCapacity(fields.count)
        // A shape names each of its fields once.
        for field in fields { object.append(field.name, field.read(value)) }
        return .object(object)
    }
}
