import Foundation

/// Where a database of PostgreSQL's is: `postgres://user@host:port/name?option=value`, as its own programs take it.
package struct PostgreSQLAddress: Hashable, Sendable {
    /// For the library, with whatever it says.
    package let text: String

    /// - Returns: nil for what is none.
    package init?(_ text: String) {
        guard ["postgres://", "postgresql://"].contains(where: text.hasPrefix) else { return nil }
        self.text = text
    }

    /// Without user, password and options: for people and logs.
    package var shown: String {
        let rest = text.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "?" }
        guard let at = rest.lastIndex(of: "@") else { return "postgres://\(rest)" }
        return "postgres://\(rest[rest.index(after: at)...])"
    }
}
