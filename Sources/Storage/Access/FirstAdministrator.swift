import Domain

extension Transaction {
    /// The sign-in name of the first administrator.
    package static let firstAdministratorName = "admin"

    /// A link for the first administrator's password, made anew each time, as long as nobody could let others in; nil once
    /// somebody can. For the operator alone.
    package func firstAdministratorLink() throws -> PasswordLink? {
        if try hasAdministrator() { return nil }
        let name = Self.firstAdministratorName
        let standing: ID<Account>? = try session.value("SELECT id FROM account WHERE name = \(name)")
        let id = try standing ?? createAccount(Account.Draft(name: name, title: nil), member: nil).account.id
        if try storedAccount(id).account.isClosed { _ = try reopenAccount(id) }
        do {
            _ = try grant(.administrator, in: .bureau, to: id)
        } catch Account.Refusal.alreadyGranted {
            // It was made at an earlier start.
        }
        return try makePasswordLink(for: id)
    }
}
