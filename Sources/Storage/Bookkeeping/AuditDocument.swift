import Domain

/// What an audit entry keeps of a record, before or after. Of each value it is said whether it may stand there as it is:
///
///     ["code": .open(JSON(code)), "title": .hashed(JSON(title))]
struct AuditDocument: ExpressibleByDictionaryLiteral {
    struct Value {
        fileprivate let json: JSON
        fileprivate let isHidden: Bool

        /// What may be read by whoever reads the audit, for as long as there is one.
        static func open(_ json: JSON) -> Value { Value(json: json, isHidden: false) }

        /// What says something about a person, or tells points before their month is closed.
        static func hashed(_ json: JSON) -> Value { Value(json: json, isHidden: true) }
    }

    private var members: [(name: String, value: Value)]

    init(dictionaryLiteral elements: (String, Value)...) {
        members = elements.map { (name: $0.0, value: $0.1) }
    }

    /// One value.
    init(_ name: String, _ value: Value) {
        members = [(name: name, value: value)]
    }

    /// A document that is public as a whole, such as a scheme.
    init(open document: JSON) {
        members = (document.object?.members ?? []).map { (name: $0.name, value: .open($0.value)) }
    }

    /// What a record keeps, column by column.
    init<Record: Columned>(_ record: Record) {
        members = Record.columns.compactMap { column in
            let value = JSON(column.scalar(record))
            return switch column.audited {
            case .open: (name: column.member, value: .open(value))
            case .hashed: (name: column.member, value: .hashed(value))
            case .omitted: nil
            }
        }
    }

    /// The same, and more.
    func with(_ name: String, _ value: Value) -> AuditDocument {
        var document = self
        document.members.append((name: name, value: value))
        return document
    }

    var hidesAnything: Bool { members.contains { $0.value.isHidden && !$0.value.json.isNull } }

    /// As it stands in the entry.
    ///
    /// - Parameter salt: nil where nothing is hidden.
    func kept(_ salt: AuditSalt?, _ keys: Keyring) -> JSON {
        var document = JSON.Object()
        for (name, value) in members {
            guard value.isHidden, !value.json.isNull, let salt else {
                document[name] = value.json
                continue
            }
            document[name] = ["hash": .string(salt.hash(of: value.json, with: keys))]
        }
        return .object(document)
    }
}

extension JSON {
    /// What a column holds. Bytes are none of the audit's; a fraction is none of ours.
    init(_ scalar: SQLScalar) {
        self =
            switch scalar {
            case .null, .blob, .real: .null
            case .integer(let value): JSON(value)
            case .text(let text): .string(text)
            }
    }
}
