package import Domain

/// A link by which somebody sets their password, once.
package struct PasswordLink: Hashable, Sendable {
    package let secret: String
    package let expiresAt: Instant
}

extension Transaction {
    /// How long a link lasts, in seconds: a day.
    package static let linkLife: Int64 = 86_400

    /// Makes a link by which the account's owner sets a password; one made before stops working.
    package func makePasswordLink(for id: ID<Account>) throws -> PasswordLink {
        let account = try manageable(id)
        if account.isClosed { throw Account.Refusal.closed }
        if try isLeaver(account) { throw Account.Refusal.ownerLeft }
        let secret = Secret(new: "")
        let expires = now.adding(seconds: Self.linkLife)
        try session.run("DELETE FROM password_link WHERE account_id = \(id)")
        try session.run(
            """
            INSERT INTO password_link (account_id, hash, made_at, made_by, expires_at)
            VALUES (\(id), \(secret.hash), \(now), \(principal.name), \(expires))
            """
        )
        try audit(.linked, .account, id, in: place(of: account))
        return PasswordLink(secret: secret.text, expiresAt: expires)
    }

    /// Whose password a link sets.
    ///
    /// - Throws: ``Account/Refusal/linkSpent``.
    package func account(ofLink secret: Secret) throws -> AccountListing {
        let id: ID<Account>? = try session.value(
            """
            SELECT account_id FROM password_link
             WHERE hash = \(secret.hash) AND expires_at > \(now) AND made_at <= \(now.adding(seconds: 60))
            """
        )
        guard let id else { throw Account.Refusal.linkSpent }
        let found = try storedAccount(id)
        if try found.account.isClosed || isLeaver(found.account) { throw Account.Refusal.linkSpent }
        return found
    }

    /// Sets the password by a link, which is spent with it. Whatever was opened with the old one ends.
    ///
    /// - Parameter hash: by ``PasswordHash``.
    /// - Throws: ``Account/Refusal/linkSpent``.
    package func setPassword(_ hash: String, byLink secret: Secret) throws -> AccountListing {
        let account = try account(ofLink: secret).account
        // Of two who come with it at once, one takes it.
        let taken: ID<Account>? = try session.value(
            "DELETE FROM password_link WHERE hash = \(secret.hash) RETURNING account_id")
        guard taken == account.id else { throw Account.Refusal.linkSpent }
        try setPassword(hash, of: account, keeping: nil)
        return try storedAccount(account.id)
    }

    /// Sets the password of whoever asks. All other sessions and all tokens end.
    ///
    /// - Parameters:
    ///   - verified: the hash that the present password was checked against; should it stand no more, nothing is done.
    /// - Throws: ``StoreError/staleVersion(current:)``.
    package func changeOwnPassword(to hash: String, verified: String?) throws {
        let account = try ownAccount().account
        let session = try requireOwnSession()
        guard try passwordHash(of: account.id) == verified else {
            throw StoreError.staleVersion(current: account.version)
        }
        try setPassword(hash, of: account, keeping: session)
    }

    private func setPassword(_ hash: String, of account: Account, keeping session: ID<SignInSession>?) throws {
        try update(
            "account", account.id, at: check(version: account.version),
            setting: "password = \(hash), password_set_at = \(now)")
        try endEverything(of: account.id, except: session)
        try forgetTries(of: account.name)
        try audit(.passwordSet, .account, account.id, in: place(of: account))
    }

    /// What a try is checked against; nil where no password is set.
    func passwordHash(of account: ID<Account>) throws -> String? {
        try session.value("SELECT password FROM account WHERE id = \(account) AND password IS NOT NULL")
    }
}
