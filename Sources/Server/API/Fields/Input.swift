import Domain
import Storage

/// What somebody asks for, read field by field: from the body of a request, or from a row of a spreadsheet. Every error is
/// collected, so that all that is wrong is told in one reply.
///
/// The reader of a kind of record takes each of its fields, whatever the others are: from that, too, is known which there
/// are (``Asking``).
struct Input {
    private enum Source {
        case object(JSON.Object)
        case row(SpreadsheetTable.Record, Found)
        /// Nothing is there: what is taken is only noted.
        case nothing
    }

    /// What the rows of a file named, found once for all of them.
    final class Found {
        fileprivate var values = Lookups<String, Any>()
    }

    private let source: Source
    /// Where what is named is looked up; nil where there is only a description to be made.
    private let transaction: Transaction?
    private let ids: [String: Int64]
    private(set) var errors = FieldErrors()
    private(set) var properties: [Schema.Property] = []
    private(set) var columns: [SpreadsheetColumn] = []

    /// The body of a request; anything but an object is an error.
    init(_ call: Call, _ transaction: Transaction) {
        let json = call.body
        ids = call.ids
        source = .object(json.object ?? JSON.Object())
        self.transaction = transaction
        if json.object == nil { errors.add("", .format, "an object was expected, not \(json.kind)") }
    }

    init(_ row: SpreadsheetTable.Record, _ transaction: Transaction, _ found: Found) {
        ids = [:]
        source = .row(row, found)
        self.transaction = transaction
    }

    /// Of nothing, to find out what is asked for.
    fileprivate init() {
        ids = [:]
        source = .nothing
        transaction = nil
    }

    /// The id in the request's path; nil where there is no request.
    func id<Subject>(_ name: String, of subject: Subject.Type = Subject.self) -> ID<Subject>? {
        ids[name].map { ID($0) }
    }

    /// The field's value; nil, with why, where it cannot be read. What may be left out and was is `.some(nil)`.
    mutating func take<Record, Value>(_ field: Field<Record, Value>) -> Value? {
        switch source {
        case .nothing:
            properties.append(field.property)
            if let column = field.column { columns.append(column) }
            return nil
        case .object(let object):
            properties.append(field.property)
            guard let json = object[field.name] else {
                if field.wire.isRequired { errors.add(field.name, .missing) }
                return field.wire.absent
            }
            return field.wire.parse(json, field.name, &errors)
        case .row(let row, _):
            return errors.take(field.name) { () throws(Rejection) in try field.wire.cell(row[field.name]) }
        }
    }

    /// What the row says of the field: a value, nothing by an empty cell, or nothing at all where there is no such column.
    /// nil, with why, where the cell cannot be read.
    mutating func said<Record, Value>(_ field: Field<Record, Value>) -> Said<Value>? {
        guard case .row(let row, _) = source else { return take(field).map(Said.value) }
        guard row.has(field.name) else { return .nothing }
        let cell = row[field.name]
        if cell.isEmpty { return .empty }
        return errors.take(field.name) { () throws(Rejection) in .value(try field.wire.cell(cell)) }
    }

    mutating func said<Record, Value>(_ field: Field<Record, Value?>) -> Said<Value>? {
        guard case .row(let row, _) = source else {
            return take(field).map { value in value.map(Said.value) ?? .empty }
        }
        guard row.has(field.name) else { return .nothing }
        return errors.take(field.name) { () throws(Rejection) in
            try field.wire.cell(row[field.name]).map(Said.value) ?? .empty
        }
    }

    /// What the field's value names, where the row says it.
    mutating func said<Record, Value, Named>(
        _ field: Field<Record, Value>, _ find: (Transaction, Value) throws -> Named
    ) throws -> Said<Named>? {
        if let known: Named = known(field.name) { return .value(known) }
        return try named(field.name, said(field), find)
    }

    mutating func said<Record, Value, Named>(
        _ field: Field<Record, Value?>, _ find: (Transaction, Value) throws -> Named
    ) throws -> Said<Named>? {
        if let known: Named = known(field.name) { return .value(known) }
        return try named(field.name, said(field), find)
    }

    /// What a row before this one named by the same cell.
    private func known<Named>(_ name: String) -> Named? {
        guard case .row(let row, let found) = source, row.has(name) else { return nil }
        return found.values["\(name)\t\(row[name])"] as? Named
    }

    /// What can be told from the cell alone, found out once for all rows that say the same.
    func once<Value>(_ field: String, _ cell: String, _ tell: (String) -> Value) -> Value {
        guard case .row(_, let found) = source else { return tell(cell) }
        let key = "\(field)\t\(cell)\t"
        if let known = found.values[key] as? Value { return known }
        let told = tell(cell)
        found.values[key] = .some(told)
        return told
    }

    private mutating func named<Value, Named>(
        _ name: String, _ said: Said<Value>?, _ find: (Transaction, Value) throws -> Named
    ) throws -> Said<Named>? {
        guard let said else { return nil }
        let value: Value
        switch said {
        case .nothing: return .nothing
        case .empty: return .empty
        case .value(let read): value = read
        }
        guard case .row(let row, let found) = source else { return try look { .value(try find($0, value)) } }
        let key = "\(name)\t\(row[name])"
        if let any = found.values[key], let known = any as? Named { return .value(known) }
        guard let named = try look({ try find($0, value) }) else { return nil }
        found.values[key] = .some(named)
        return .value(named)
    }

    /// What the field's value names.
    ///
    /// - Parameter find: looks it up, and says by ``FieldErrors`` that there is no such thing.
    mutating func take<Record, Value, Named>(
        _ field: Field<Record, Value>, _ find: (Transaction, Value) throws -> Named
    ) throws -> Named? {
        guard let value = take(field) else { return nil }
        guard case .row(let row, let found) = source else { return try look { try find($0, value) } }
        let key = "\(field.name)\t\(row[field.name])"
        if let any = found.values[key], let known = any as? Named { return known }
        guard let named = try look({ try find($0, value) }) else { return nil }
        found.values[key] = .some(named)
        return named
    }

    /// What is to be found by what was taken.
    ///
    /// - Parameter find: what it says by ``FieldErrors`` is told with all the others.
    mutating func look<Named>(_ find: (Transaction) throws -> Named) throws -> Named? {
        guard let transaction else { return nil }
        do {
            return try find(transaction)
        } catch let found as FieldErrors {
            errors.add(found)
            return nil
        }
    }

    mutating func note(_ field: String, _ code: Rejection.Code, _ detail: Sentence) {
        errors.add(field, code, detail)
    }

    /// Lets a rule across fields note what is wrong with them.
    mutating func decide<Value>(_ rule: (inout FieldErrors) -> Value?) -> Value? {
        if case .nothing = source { return nil }
        return rule(&errors)
    }

    /// - Throws: all that is wrong, members included that nothing asked for.
    func check() throws(FieldErrors) {
        var errors = errors
        if case .object(let object) = source {
            let known = Set(properties.map(\.name))
            for member in object.members where !known.contains(member.name) {
                errors.add(member.name, .unexpected, "there is no such member here")
            }
        }
        try errors.check()
    }
}

/// What a body, or a row, asks for: how it is read, and from that what it is made of.
struct Asking<Asked>: Sendable {
    let schema: Schema
    /// Of a spreadsheet with a row for each.
    let columns: [SpreadsheetColumn]
    private let read: @Sendable (inout Input) throws -> Asked?

    /// - Parameters:
    ///   - name: the component's in the document.
    ///   - read: takes every field there is, and only then looks at what they are; nil where one could not be read.
    init(_ name: String, _ read: @escaping @Sendable (inout Input) throws -> Asked?) {
        var input = Input()
        // It has nothing to read, and so nothing to refuse.
        _ = try? read(&input)
        schema = .object(name, input.properties)
        columns = input.columns
        self.read = read
    }

    /// What the request's body asks for.
    ///
    /// - Throws: ``FieldErrors`` with all that is wrong.
    func callAsFunction(_ call: Call, _ transaction: Transaction) throws -> Asked {
        try asked(Input(call, transaction))
    }

    /// What the row asks for.
    ///
    /// - Parameter found: what the rows before it named.
    func callAsFunction(
        _ row: SpreadsheetTable.Record, _ transaction: Transaction, _ found: Input.Found
    ) throws -> Asked {
        try asked(Input(row, transaction, found))
    }

    private func asked(_ input: Input) throws -> Asked {
        var input = input
        let asked = try read(&input)
        try input.check()
        guard let asked else { throw AskingFault.unsaid(schema.componentName) }
        return asked
    }
}

/// A reader that reads nothing and does not say why: a fault of the program.
enum AskingFault: Error {
    case unsaid(String?)
}
