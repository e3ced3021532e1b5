package import Domain

/// A token as its owner sees it. Its secret is shown once, when it is made.
package struct TokenListing: Hashable, Sendable {
    package let id: ID<APIToken>
    package let name: String
    package let extent: APIToken.Extent
    package let madeAt: Instant
    package let expiresAt: Instant
    package let lastUsed: Instant?
}

extension Transaction {
    /// Holds for the tokens that still stand.
    var tokenStands: SQL { "api_token.made_at <= \(now.adding(seconds: 60)) AND api_token.expires_at > \(now)" }

    /// Whom a token's secret signs in; nil if there is no such token or it has expired.
    package func signedIn(byToken secret: Secret) throws -> SignedIn? {
        try session.one(
            """
            SELECT api_token.id, account.id AS account, account.name, api_token.last_used
              FROM api_token JOIN account ON account.id = api_token.account_id
             WHERE api_token.hash = \(secret.hash) AND account.closed_at IS NULL AND \(tokenStands)
            """
        ) { row in
            let principal = Principal.account(
                try row["account"], name: try row["name"], .token(try row["id"] as ID<APIToken>))
            return SignedIn(principal, lastUsed: try row["last_used"], now: now)
        }
    }

    /// The tokens of whoever asks, in the order they were made.
    package func ownTokens() throws -> [TokenListing] {
        let account = try ownAccount().account.id
        return try session.rows(
            """
            SELECT id, name, extent, made_at, expires_at, last_used FROM api_token
             WHERE account_id = \(account)
             ORDER BY id
            """,
            TokenListing.init(row:)
        )
    }

    /// Makes a token for whoever asks.
    ///
    /// - Parameter days: how long it lasts, 1 to ``APIToken/longestLifeInDays``.
    /// - Returns: the token, and its secret, which nobody can read again.
    package func makeToken(_ name: Text, _ extent: APIToken.Extent, days: Int) throws -> (TokenListing, Secret) {
        let account = try ownAccount().account
        try requireOwnSession()
        let secret = Secret(new: "zhibu_")
        let id: ID<APIToken> = try session.insert(
            """
            INSERT INTO api_token (account_id, name, extent, hash, made_at, expires_at)
            VALUES (\(account.id), \(name.string), \(extent), \(secret.hash), \(now),
                    \(now.adding(seconds: Int64(days) * 86_400)))
            RETURNING id
            """
        )
        try audit(
            .created, .token, id, in: place(of: account),
            after: [
                "account": .open(JSON(account.id)), "extent": .open(.string(extent.rawValue)),
                "days": .open(JSON(days)),
            ]
        )
        guard let made = try ownTokens().first(where: { $0.id == id }) else { throw StoreError.notFound("token") }
        return (made, secret)
    }

    /// Revokes one of the tokens of whoever asks.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` for another account's.
    package func revokeToken(_ id: ID<APIToken>) throws {
        let account = try ownAccount().account
        let ended = try session.changed(by: "DELETE FROM api_token WHERE id = \(id) AND account_id = \(account.id)")
        guard ended == 1 else { throw StoreError.notFound("token") }
        try audit(.ended, .token, id, in: place(of: account), before: ["account": .open(JSON(account.id))])
    }

    /// What concerns the account itself is not done by a token, which lies in a file somewhere.
    ///
    /// - Throws: ``CredentialError/sessionNeeded``.
    @discardableResult
    package func requireOwnSession() throws -> ID<SignInSession> {
        guard let session = principal.session else { throw CredentialError.sessionNeeded }
        return session
    }
}

extension TokenListing {
    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        name = try row["name"]
        extent = try row["extent"]
        madeAt = try row["made_at"]
        expiresAt = try row["expires_at"]
        lastUsed = try row["last_used"]
    }
}
