/// What a table says of one field of a record that may be there already: a column that it does not have says nothing, and
/// an empty cell empties only where that was asked for.
package enum Said<Value> {
    /// There is no such column.
    case nothing
    /// The cell is empty.
    case empty
    case value(Value)

    package var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// What is to be on record.
    ///
    /// - Parameters:
    ///   - standing: what is on record; nil for nothing.
    ///   - clearing: whether empty cells empty.
    package func over(_ standing: Value?, clearing: Bool) -> Value? {
        switch self {
        case .nothing: standing
        case .empty: clearing ? nil : standing
        case .value(let value): value
        }
    }

    /// Whether the cell would empty something if it were asked to.
    package func spares(_ standing: Value?, clearing: Bool) -> Bool {
        if case .empty = self { !clearing && standing != nil } else { false }
    }

    package func map<Other, Failure: Error>(_ change: (Value) throws(Failure) -> Other) throws(Failure) -> Said<Other> {
        switch self {
        case .nothing: .nothing
        case .empty: .empty
        case .value(let value): .value(try change(value))
        }
    }
}

extension Said: Sendable where Value: Sendable {}
extension Said: Equatable where Value: Equatable {}

/// What of a list's row does not go without saying: the fields whose empty cells would have emptied something.
package struct Spared: Hashable, Sendable {
    package private(set) var fields: [String] = []

    package init() {}

    /// What is to be on record of an optional field, its sparing noted.
    package mutating func take<Value>(
        _ field: String, _ said: Said<Value>, over standing: Value?, clearing: Bool
    ) -> Value? {
        if said.spares(standing, clearing: clearing) { fields.append(field) }
        return said.over(standing, clearing: clearing)
    }

    package mutating func note(_ field: String) { fields.append(field) }
}

extension FieldErrors {
    /// What is to be on record of a field that every record has: what the table says, or what stands.
    package mutating func take<Value>(
        _ field: String, _ said: Said<Value>, over standing: Value?, clearing: Bool
    ) -> Value? {
        if let value = said.over(standing, clearing: clearing) { return value }
        add(field, .missing)
        return nil
    }
}
