/// On whose behalf a use case runs. Every use case takes one; the audit names it.
package enum Principal: Hashable, Sendable {
    /// A command run beside the database file itself, by the system user named.
    case `operator`(systemUser: String)
    /// Somebody with an account, by the credential they brought.
    case account(ID<Account>, name: String, Credential)
    /// Whoever has not signed in.
    case nobody

    package enum Credential: Hashable, Sendable {
        case session(ID<SignInSession>)
        case token(ID<APIToken>)
        /// The secret address of a calendar, which shows meetings alone.
        case calendar(ID<CalendarAddress>)
        /// None that anybody brings: the server itself reads what it reminds somebody of.
        case reminder
    }

    /// How the audit and the records name the author: `operator:anna`, `li.wei`. A sign-in name holds no colon.
    package var name: String {
        switch self {
        case .operator(let systemUser): "operator:\(systemUser)"
        case .account(_, let name, _): name
        case .nobody: "nobody"
        }
    }

    /// Whether the name, as the records have it, is an operator's.
    package static func isOperators(_ name: String) -> Bool { name.hasPrefix("operator:") }

    package var account: ID<Account>? {
        if case .account(let id, _, _) = self { id } else { nil }
    }

    package var session: ID<SignInSession>? {
        if case .account(_, _, .session(let id)) = self { id } else { nil }
    }
}
