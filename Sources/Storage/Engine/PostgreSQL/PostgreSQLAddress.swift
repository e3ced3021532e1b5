import Foundation

/// Where a database of PostgreSQL's is: `postgres://user@host:port,host:port/name?option=value`, as its own programs take it.
package struct PostgreSQLAddress: Hashable, Sendable {
    /// As it was given.
    package let text: String
    private let components: Components

    /// - Returns: nil for what is none.
    package init?(_ text: String) {
        guard Self.isOne(text) else { return nil }
        self.text = text
        components = Components(text)
    }

    /// Whether a text begins as one.
    package static func isOne(_ text: String) -> Bool {
        ["postgres://", "postgresql://"].contains(where: text.hasPrefix)
    }

    /// Without user, password and options: for people and logs.
    package var shown: String {
        let name = components.name.isEmpty ? "" : "/\(components.name)"
        let hosts = components.hosts.isEmpty ? components.options["host", default: ""] : components.hosts
        return "postgres://\(hosts)\(name)"
    }

    /// Whether a password stands in it, which everybody on the machine could read among the running programs.
    package var hasPassword: Bool { components.user.contains(":") || components.options["password"] != nil }

    /// Whether what goes to and fro stays on this machine.
    package var isLocal: Bool {
        let hosts = (components.hosts.isEmpty ? components.options["host", default: ""] : components.hosts)
        return hosts.split(separator: ",").allSatisfy { host in
            let name = (host.removingPercentEncoding ?? String(host)).lowercased()
            return name.hasPrefix("/") || name.hasPrefix("[::1]")
                || ["localhost", "127.0.0.1"].contains(name.prefix { $0 != ":" })
        }
    }

    /// For the library: over a network only to a server that shows by its certificate that it is the one, unless something
    /// else is asked for.
    var connection: String {
        guard !isLocal, components.options["sslmode"] == nil, getenv("PGSSLMODE") == nil else { return text }
        return "\(text)\(text.contains("?") ? "&" : "?")sslmode=verify-full"
    }

    private struct Components: Hashable {
        let user: String
        /// With their ports.
        let hosts: String
        let name: String
        let options: [String: String]

        init(_ text: String) {
            let rest = text.drop { $0 != ":" }.dropFirst(3)
            let (place, query) = Self.split(rest, at: "?")
            let (authority, name) = Self.split(place, at: "/")
            let at = authority.lastIndex(of: "@")
            user = at.map { String(authority[..<$0]) } ?? ""
            hosts = String(at.map { authority[authority.index(after: $0)...] } ?? authority)
            self.name = String(name)
            options = Dictionary(
                query.split(separator: "&").map { option in
                    let (key, value) = Self.split(option, at: "=")
                    return (String(key), value.removingPercentEncoding ?? String(value))
                }, uniquingKeysWith: { $1 })
        }

        private static func split(_ text: Substring, at mark: Character) -> (Substring, Substring) {
            guard let index = text.firstIndex(of: mark) else { return (text, "") }
            return (text[..<index], text[text.index(after: index)...])
        }
    }
}
