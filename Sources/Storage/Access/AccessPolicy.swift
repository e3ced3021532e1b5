package import Domain

/// What holds for all accounts of the bureau.
package struct AccessPolicy: Hashable, Sendable {
    /// Whoever has one of these roles signs in with a second factor.
    package let secondFactorRoles: Set<Role>
    package let version: Int
}

extension Transaction {
    package func accessPolicy() throws -> AccessPolicy {
        try authority.require(.readAccounts)
        return try storedAccessPolicy().policy
    }

    /// The policy, and how it is written; nil where none was set yet.
    private func storedAccessPolicy() throws -> (policy: AccessPolicy, text: String?) {
        let stored: String? = try session.value("SELECT value FROM setting WHERE key = 'accessPolicy'")
        guard let stored else { return (AccessPolicy(secondFactorRoles: [], version: 1), nil) }
        guard let json = try? JSON.parse(stored.utf8), let version = json["version"]?.integer else {
            throw StorageFault.corrupt("the access policy cannot be read")
        }
        let roles = (json["secondFactorRoles"]?.array ?? []).compactMap { $0.string.flatMap(Role.init(rawValue:)) }
        return (AccessPolicy(secondFactorRoles: Set(roles), version: Int(version)), stored)
    }

    /// Says which roles need a second factor, from the next sign-in on.
    package func setAccessPolicy(secondFactorRoles: Set<Role>, ifVersion version: Int?) throws -> AccessPolicy {
        try requireForBureau(.manageAccounts)
        let (before, stored) = try storedAccessPolicy()
        _ = try check(version: before.version, against: version)
        let after = AccessPolicy(secondFactorRoles: secondFactorRoles, version: before.version + 1)
        if let stored {
            let changed = try session.changed(
                by: """
                    UPDATE setting SET value = \(after.json.text)
                     WHERE key = 'accessPolicy' AND value = \(stored)
                    """
            )
            guard changed == 1 else { throw StoreError.staleVersion(current: before.version) }
        } else {
            try session.run("INSERT INTO setting (key, value) VALUES ('accessPolicy', \(after.json.text))")
        }
        try endSessionsThatLackASecondFactor()
        try audit(
            .changed, .policy, ID<AccessPolicy>?.none, in: .bureau, before: AuditDocument(open: before.json),
            after: AuditDocument(open: after.json))
        return after
    }

    /// Whoever signed in without what is needed now signs in again; not whoever said so, who would lose what they do.
    private func endSessionsThatLackASecondFactor() throws {
        let accounts = try session.rows(
            """
            SELECT DISTINCT account.id
              FROM sign_in_session JOIN account ON account.id = sign_in_session.account_id
             WHERE account.factor_confirmed = 0 AND account.closed_at IS NULL
            """
        ) { try $0.at(0) as ID<Account> }
        for account in accounts {
            // Whoever has left has sessions that are none.
            if try isLeaver(storedAccount(account).account) { continue }
            guard try lacksSecondFactor(account, having: authority(of: account)) else { continue }
            try session.run(
                """
                DELETE FROM sign_in_session
                 WHERE account_id = \(account) AND id IS DISTINCT FROM \(principal.session)
                """
            )
        }
    }

    /// Whether a role needs a second factor that the account does not have.
    func lacksSecondFactor(_ account: ID<Account>, having authority: Authority) throws -> Bool {
        let needed = try storedAccessPolicy().policy.secondFactorRoles
        if needed.isEmpty || !authority.held.contains(where: { needed.contains($0.role) }) { return false }
        return try session.exists("SELECT 1 FROM account WHERE id = \(account) AND factor_confirmed = 0")
    }
}

extension AccessPolicy {
    fileprivate var json: JSON {
        [
            "secondFactorRoles": JSON(secondFactorRoles.map(\.rawValue).sorted()) { .string($0) },
            "version": JSON(version),
        ]
    }
}
