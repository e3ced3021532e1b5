/// What PostgreSQL says of a statement that it does not carry out.
///
/// Of its words only those are kept that quote no values: its own messages would (`Key (number)=(…)`).
package struct PostgreSQLError: Error, Hashable, Sendable {
    /// Five characters of its manual's appendix A; empty where there was no answer at all.
    package let state: String
    /// What it would have broken, by its name.
    package let constraint: String?
    /// Of a trigger of ours, or of a statement that cannot be run as it is.
    package let words: String?

    /// What ``PostgreSQLSchema``'s triggers refuse with.
    static let refused = "ZH001"
    /// The role may not do this.
    static let notPermitted = "42501"
    /// There is a row with this key.
    static let sameKey = "23505"

    init(state: String, constraint: String? = nil, words: String? = nil) {
        self.state = state
        self.constraint = constraint
        self.words = state == Self.refused || state.hasPrefix("42") ? words : nil
    }

    /// Whether the same body may come through when it is run again: it met another one, of whose work it then knows.
    var mayPassLater: Bool { ["40001", "40P01", Self.sameKey].contains(state) }

    /// Whether there is no connection any more, or one to a server that is no longer the one that takes writes.
    var endsConnection: Bool {
        state.isEmpty || state.hasPrefix("08") || ["57P01", "57P02", "57P03", "25006"].contains(state)
    }

    /// As the rest of the program knows faults of a database; nil for what is a fault of a statement.
    var storageFault: StorageFault? {
        switch state {
        case "53100": .diskFull("PostgreSQL's disk is full")
        case "53300": .cannotWrite("PostgreSQL takes no more connections")
        case "55P03": .cannotWrite("others hold PostgreSQL's locks")
        case "XX001", "XX002": .corrupt("PostgreSQL found a damaged page (\(state))")
        default: endsConnection ? .cannotWrite("PostgreSQL does not answer (\(state))") : nil
        }
    }
}
