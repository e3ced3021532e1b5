/// A value that stands in columns of a table. From its one list follow what is written by INSERT and UPDATE, whether two
/// say the same, and what the audit keeps of it:
///
///     INSERT INTO member (\(columnsOf: Member.Facts.self), status) VALUES (\(valuesOf: facts), 'active')
///     UPDATE member SET \(settingTo: facts), version = version + 1 WHERE id = \(id)
protocol Columned {
    static var columns: [Column<Self>] { get }
}

/// One column, and whether the audit may hold it.
struct Column<Record>: Sendable {
    let name: String
    /// Its name in the audit's documents, which is the API's.
    let member: String
    let audited: AuditVisibility
    let scalar: @Sendable (Record) -> SQLScalar

    /// - Parameters:
    ///   - member: where it is not the column's name.
    ///   - audited: of every column it is said; there is no default.
    init<Value: SQLValue & SendableMetatype>(
        _ name: String, as member: String? = nil, audited: AuditVisibility,
        _ value: @escaping @Sendable (Record) -> Value
    ) {
        self.name = name
        self.member = member ?? name
        self.audited = audited
        scalar = { value($0).sqlScalar }
    }

    init<Value: SQLValue & SendableMetatype>(
        _ name: String, as member: String? = nil, audited: AuditVisibility,
        _ value: @escaping @Sendable (Record) -> Value?
    ) {
        self.name = name
        self.member = member ?? name
        self.audited = audited
        scalar = { value($0)?.sqlScalar ?? .null }
    }
}

extension Columned {
    /// Whether the columns of both hold the same.
    func saysTheSame(as other: Self) -> Bool {
        Self.columns.allSatisfy { $0.scalar(self) == $0.scalar(other) }
    }

    /// As the audit has it.
    var document: AuditDocument { AuditDocument(self) }
}

extension SQL.StringInterpolation {
    /// The names, with commas between them.
    mutating func appendInterpolation<Record: Columned>(columnsOf record: Record.Type) {
        appendLiteral(record.columns.map(\.name).joined(separator: ", "))
    }

    /// The values, bound, in the order of the names.
    mutating func appendInterpolation<Record: Columned>(valuesOf record: Record) {
        for (index, column) in Record.columns.enumerated() {
            if index > 0 { appendLiteral(", ") }
            append(column.scalar(record))
        }
    }

    /// `name = value` of each, with commas between them.
    mutating func appendInterpolation<Record: Columned>(settingTo record: Record) {
        for (index, column) in Record.columns.enumerated() {
            appendLiteral(index > 0 ? ", \(column.name) = " : "\(column.name) = ")
            append(column.scalar(record))
        }
    }

    private mutating func append(_ scalar: SQLScalar) {
        text += "?"
        arguments.append(scalar)
    }
}
