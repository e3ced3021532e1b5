import Domain

extension Transaction {
    /// The sign-in name of the first administrator.
    package static let firstAdministratorName = "admin"

    /// A link for the first administrator's password, made anew each time, as long as nobody could let others in; nil once
    /// somebody can. For the operator alone.
    package func firstAdministratorLink() throws -> PasswordLink? {
        if try hasAdministrator() { return nil }
        let id = try firstAdministrator()
        if try storedAccount(id).account.isClosed { _ = try reopenAccount(id) }
        do {
            _ = try grant(.administrator, in: .bureau, to: id)
        } catch Account.Refusal.alreadyGranted {
            // It was made at an earlier start.
        }
        return try makePasswordLink(for: id)
    }

    /// The account of that name, or of the next like it where that one is a member's: what becomes of the member must not
    /// keep everybody out.
    private func firstAdministrator() throws -> ID<Account> {
        for number in 1...99 {
            let name = number == 1 ? Self.firstAdministratorName : "\(Self.firstAdministratorName)\(number)"
            let standing: ID<Account>? = try session.value("SELECT id FROM account WHERE name = \(name)")
            guard let standing else {
                return try createAccount(Account.Draft(name: name, title: nil), member: nil).account.id
            }
            if try storedAccount(standing).account.member == nil { return standing }
        }
        throw StoreError.notFound("account")
    }
}
