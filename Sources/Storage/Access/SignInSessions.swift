package import Domain

/// A session as its owner sees it.
package struct SessionListing: Hashable, Sendable {
    package let session: SignInSession
    package let isEnrolling: Bool
    package let address: String
    /// The browser or program, as it names itself.
    package let agent: String?
}

/// Whom a secret signs in.
package struct SignedIn: Hashable, Sendable {
    package let principal: Principal
    /// Whether the secret's last use is so long ago that a new one should be noted.
    package let isUseToBeNoted: Bool
    /// For how long it does not have to be asked for again: until it ends, or its use is to be noted; nil where that is now.
    private(set) var isKnownFor: Range<Instant>?

    init(_ principal: Principal, lastUsed: Instant?, now: Instant) {
        self.principal = principal
        isUseToBeNoted = lastUsed.map { now >= $0.adding(seconds: SignInSession.useIsKeptTo) } ?? true
    }

    /// Of a session that is alive.
    init(_ principal: Principal, _ session: SignInSession, now: Instant) {
        self.init(principal, lastUsed: session.lastUsed, now: now)
        let until = min(session.ends, session.lastUsed.adding(seconds: SignInSession.useIsKeptTo))
        if now < until { isKnownFor = now..<until }
    }
}

extension Transaction {
    private static let sessionListing: SQL =
        """
        SELECT sign_in_session.id, sign_in_session.account_id, sign_in_session.began, sign_in_session.last_used,
               sign_in_session.stage = 'enrolling' AS enrolling, sign_in_session.address, sign_in_session.agent
          FROM sign_in_session
        """

    /// The session that whoever asks is in; nil for a token.
    package func ownSession() throws -> SessionListing? {
        try principal.session.flatMap(liveSession)
    }

    /// The session, if it still stands.
    func liveSession(_ id: ID<SignInSession>) throws -> SessionListing? {
        let found = try session.one(
            "\(Self.sessionListing) WHERE sign_in_session.id = \(id)", SessionListing.init(row:)
        )
        return found.flatMap { $0.session.isAlive(at: now) ? $0 : nil }
    }

    /// Whether a session has not ended; asked by the server itself.
    package func stands(_ id: ID<SignInSession>) throws -> Bool {
        guard authority.isUnlimited else { throw StoreError.notFound("session") }
        return try liveSession(id) != nil
    }

    /// Whom a session's secret signs in; nil if there is no such session or it has ended.
    package func signedIn(bySession secret: Secret) throws -> SignedIn? {
        let found = try session.one(
            """
            SELECT sign_in_session.id, sign_in_session.account_id, sign_in_session.began, sign_in_session.last_used,
                   account.name
              FROM sign_in_session JOIN account ON account.id = sign_in_session.account_id
             WHERE sign_in_session.hash = \(secret.hash) AND account.closed_at IS NULL
            """
        ) { (own: try SignInSession(row: $0), name: try $0["name"] as String) }
        guard let (own, name) = found, own.isAlive(at: now) else { return nil }
        return SignedIn(.account(own.account, name: name, .session(own.id)), own, now: now)
    }

    /// Whether a session is still kept that has ended.
    package func hasEnded(_ secret: Secret) throws -> Bool {
        let id: ID<SignInSession>? = try session.value("SELECT id FROM sign_in_session WHERE hash = \(secret.hash)")
        return try id.map { try liveSession($0) == nil } ?? false
    }

    /// Forgets a session that has ended, so that a clock that is set back does not revive it.
    package func endForGood(_ secret: Secret) throws {
        guard try hasEnded(secret) else { return }
        try session.run("DELETE FROM sign_in_session WHERE hash = \(secret.hash)")
    }

    /// Notes that the principal's credential is used now.
    package func noteUse(by principal: Principal) throws {
        guard case .account(_, _, let credential) = principal else { return }
        switch credential {
        case .session(let id):
            try session.run("UPDATE sign_in_session SET last_used = \(now) WHERE id = \(id) AND last_used < \(now)")
        case .token(let id): try session.run("UPDATE api_token SET last_used = \(now) WHERE id = \(id)")
        case .calendar(let id): try session.run("UPDATE calendar_address SET last_used = \(now) WHERE id = \(id)")
        case .reminder: break
        }
    }

    func beginSession(of account: ID<Account>, isEnrolling: Bool, address: String, agent: String?) throws
        -> (ID<SignInSession>, Secret)
    {
        // Those long ended are of no more use.
        try session.run(
            "DELETE FROM sign_in_session WHERE last_used < \(now.adding(seconds: -SignInSession.longestLife))"
        )
        let secret = Secret(new: "")
        let stage = isEnrolling ? "enrolling" : "full"
        let id: ID<SignInSession> = try session.insert(
            """
            INSERT INTO sign_in_session (account_id, hash, stage, began, last_used, address, agent)
            VALUES (\(account), \(secret.hash), \(stage), \(now), \(now), \(address), \(agent.map { String($0.prefix(200)) }))
            RETURNING id
            """
        )
        return (id, secret)
    }

    /// The sessions of whoever asks, newest first.
    package func ownSessions() throws -> [SessionListing] {
        let account = try ownAccount().account.id
        return try session.rows(
            """
            \(Self.sessionListing)
             WHERE sign_in_session.account_id = \(account)
             ORDER BY sign_in_session.id DESC
            """,
            SessionListing.init(row:)
        ).filter { $0.session.isAlive(at: now) }
    }

    /// Ends one of the sessions of whoever asks.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` for another account's.
    package func endOwnSession(_ id: ID<SignInSession>) throws {
        let account = try ownAccount().account
        let ended = try session.changed(
            by: "DELETE FROM sign_in_session WHERE id = \(id) AND account_id = \(account.id)"
        )
        guard ended == 1 else { throw StoreError.notFound("session") }
        try audit(.signedOut, .account, account.id, in: place(of: account), after: ["session": .open(JSON(id))])
    }

    /// Ends all sessions and tokens of an account, as its administrator.
    package func signOutEverywhere(_ id: ID<Account>) throws -> AccountListing {
        let account = try manageable(id)
        try endEverything(of: id)
        try audit(.signedOut, .account, id, in: place(of: account), after: ["everywhere": .open(true)])
        return try storedAccount(id)
    }

    package func csrfToken(of session: ID<SignInSession>) -> String {
        keys.csrfToken(of: session)
    }
}

extension Keyring {
    /// What a page of our own sends with a change, and a page of another site cannot know.
    package func csrfToken(of session: ID<SignInSession>) -> String {
        digest(String(session.rawValue), for: "csrf")
    }
}

extension SignInSession {
    /// From the columns `id`, `account_id`, `began` and `last_used`.
    init(row: SQLRow) throws {
        self.init(
            id: try row["id"], account: try row["account_id"], began: try row["began"], lastUsed: try row["last_used"]
        )
    }
}

extension SessionListing {
    fileprivate init(row: SQLRow) throws {
        session = try SignInSession(row: row)
        isEnrolling = try row["enrolling"]
        address = try row["address"]
        agent = try row["agent"]
    }
}
