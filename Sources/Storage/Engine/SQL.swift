/// A statement with its arguments. Values put into the text by interpolation are always bound, never spliced:
///
///     let sql: SQL = "SELECT name FROM branch WHERE code = \(code)"
///
/// Only another ``SQL`` joins the text itself, so a statement can be built of parts, all of them literals.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    private(set) var arguments: [SQLScalar]

    /// - Parameter text: with a `?` for each argument.
    init(text: String, arguments: [SQLScalar]) {
        (self.text, self.arguments) = (text, arguments)
    }

    package init(stringLiteral value: String) {
        text = value
        arguments = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        arguments = stringInterpolation.arguments
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""
        var arguments: [SQLScalar] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            arguments.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        package mutating func appendInterpolation(_ value: some SQLValue) {
            text += "?"
            arguments.append(value.sqlScalar)
        }

        /// nil is bound as NULL.
        package mutating func appendInterpolation<Value: SQLValue>(_ value: Value?) {
            text += "?"
            arguments.append(value?.sqlScalar ?? .null)
        }

        package mutating func appendInterpolation(_ part: SQL) {
            text += part.text
            arguments += part.arguments
        }

        /// A parenthesised list, for `IN`. An empty list matches nothing.
        package mutating func appendInterpolation(list values: [some SQLValue]) {
            text +=
                values.isEmpty
                ? "(NULL)" : "(" + Array(repeating: "?", count: values.count).joined(separator: ", ") + ")"
            arguments += values.map(\.sqlScalar)
        }
    }

    /// How many queries ``merged(_:)`` takes; SQLite merges 500.
    package static let mostMerged = 200

    /// The rows of all queries together. Where an index gives each query's rows in the order that is asked for, they are
    /// merged, and only as far as they are read. One query with an OR or IN over all of them would sort all its rows, or
    /// look for them among everybody's.
    ///
    /// - Precondition: there is at least one.
    package static func merged(_ queries: [SQL]) -> SQL {
        queries.dropFirst().reduce(queries[0]) { "\($0)\nUNION ALL\n\($1)" }
    }

    /// The parts joined by ` AND `, or a condition that holds for every row if there are none.
    package static func all(_ conditions: [SQL]) -> SQL {
        guard var result = conditions.first else { return "1 = 1" }
        for condition in conditions.dropFirst() { result = "\(result)\n   AND \(condition)" }
        return result
    }
}

extension SQL {
    /// The parts with commas between them.
    ///
    /// - Precondition: there is at least one.
    static func list(_ parts: [SQL]) -> SQL {
        parts.dropFirst().reduce(parts[0]) { "\($0), \($1)" }
    }

    /// The conditions joined by ` OR `, or one that holds for no row if there are none.
    static func any(_ conditions: [SQL]) -> SQL {
        guard var result = conditions.first else { return "1 = 0" }
        for condition in conditions.dropFirst() { result = "\(result) OR \(condition)" }
        return "(\(result))"
    }
}

extension Array {
    /// The values in parts of 500: a statement takes some thousands of arguments.
    var listsOfOneStatement: [[Element]] {
        stride(from: 0, to: count, by: 500).map { Array(self[$0..<Swift.min($0 + 500, count)]) }
    }
}
