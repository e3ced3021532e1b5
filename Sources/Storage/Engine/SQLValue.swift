package import Domain

/// What a column can hold.
package enum SQLScalar: Hashable, Sendable {
    case null
    case integer(Int64)
    /// No column of ours is one; a computed one would be a mistake, which no type reads.
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// What it is, without what it says: for messages, which must not quote a bureau's data.
    var kind: String {
        switch self {
        case .null: "nothing"
        case .integer: "a whole number"
        case .real: "a fraction"
        case .text: "a text"
        case .blob: "bytes"
        }
    }
}

/// A value that stands in a column: how it is written, and how it is read back.
package protocol SQLValue {
    var sqlScalar: SQLScalar { get }
    /// nil if the column holds something that this type cannot be; the session reports that as corruption.
    init?(sqlScalar: SQLScalar)
}

extension Int64: SQLValue {
    package var sqlScalar: SQLScalar { .integer(self) }
    package init?(sqlScalar: SQLScalar) {
        guard case .integer(let value) = sqlScalar else { return nil }
        self = value
    }
}

extension Int: SQLValue {
    package var sqlScalar: SQLScalar { .integer(Int64(self)) }
    package init?(sqlScalar: SQLScalar) {
        guard case .integer(let value) = sqlScalar else { return nil }
        self = Int(value)
    }
}

extension Bool: SQLValue {
    package var sqlScalar: SQLScalar { .integer(self ? 1 : 0) }
    package init?(sqlScalar: SQLScalar) {
        guard case .integer(let value) = sqlScalar else { return nil }
        self = value != 0
    }
}

extension String: SQLValue {
    package var sqlScalar: SQLScalar { .text(self) }
    package init?(sqlScalar: SQLScalar) {
        guard case .text(let value) = sqlScalar else { return nil }
        self = value
    }
}

extension Array: SQLValue where Element == UInt8 {
    package var sqlScalar: SQLScalar { .blob(self) }
    package init?(sqlScalar: SQLScalar) {
        guard case .blob(let value) = sqlScalar else { return nil }
        self = value
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    package var sqlScalar: SQLScalar { self?.sqlScalar ?? .null }
    package init?(sqlScalar: SQLScalar) {
        if sqlScalar == .null {
            self = .none
        } else if let value = Wrapped(sqlScalar: sqlScalar) {
            self = value
        } else {
            return nil
        }
    }
}

// MARK: - The domain's values

extension ID: SQLValue {
    package var sqlScalar: SQLScalar { .integer(rawValue) }
    package init?(sqlScalar: SQLScalar) {
        guard case .integer(let value) = sqlScalar else { return nil }
        self.init(value)
    }
}

extension Points: SQLValue {
    package var sqlScalar: SQLScalar { .integer(Int64(hundredths)) }
    package init?(sqlScalar: SQLScalar) {
        guard case .integer(let value) = sqlScalar else { return nil }
        self.init(hundredths: Int(value))
    }
}

extension Instant: SQLValue {
    package var sqlScalar: SQLScalar { .integer(seconds) }
    package init?(sqlScalar: SQLScalar) {
        guard case .integer(let value) = sqlScalar else { return nil }
        self.init(seconds: value)
    }
}

/// Values kept as the text they are written as.
package protocol SQLTextValue: SQLValue {
    var sqlText: String { get }
    init?(sqlText: String)
}

extension SQLTextValue {
    package var sqlScalar: SQLScalar { .text(sqlText) }
    package init?(sqlScalar: SQLScalar) {
        guard case .text(let text) = sqlScalar else { return nil }
        self.init(sqlText: text)
    }
}

extension SQLTextValue where Self: RawRepresentable, RawValue == String {
    package var sqlText: String { rawValue }
    package init?(sqlText: String) { self.init(rawValue: sqlText) }
}

extension LocalDate: SQLTextValue {
    package var sqlText: String { description }
    package init?(sqlText: String) { try? self.init(parsing: sqlText) }
}

extension Month: SQLTextValue {
    package var sqlText: String { description }
    package init?(sqlText: String) { try? self.init(parsing: sqlText) }
}

extension TimeOfDay: SQLTextValue {
    package var sqlText: String { description }
    package init?(sqlText: String) { try? self.init(parsing: sqlText) }
}

extension Code: SQLTextValue {
    package var sqlText: String { text }
    package init?(sqlText: String) { try? self.init(sqlText) }
}

extension Text: SQLTextValue {
    package var sqlText: String { string }
    package init?(sqlText: String) { self.init(kept: sqlText) }
}

extension WorkCalendar.Exception: SQLTextValue {}
