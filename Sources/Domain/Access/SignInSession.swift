/// What somebody who signed in carries from request to request.
package struct SignInSession: Hashable, Sendable {
    /// In seconds: what becomes of a session that nobody uses.
    package static let idleLimit: Int64 = 30 * 60
    /// In seconds: how long a session can last in all.
    package static let longestLife: Int64 = 8 * 3600
    /// In seconds: how exactly its last use is kept. A session never outlives its idle limit by this; it may fall short
    /// of it by so much.
    package static let useIsKeptTo: Int64 = 60

    package let id: ID<SignInSession>
    package let account: ID<Account>
    package let began: Instant
    package let lastUsed: Instant

    package init(id: ID<SignInSession>, account: ID<Account>, began: Instant, lastUsed: Instant) {
        self.id = id
        self.account = account
        self.began = began
        self.lastUsed = lastUsed
    }

    package var ends: Instant { began.adding(seconds: Self.longestLife) }

    /// Whether the session still stands. One that was last used in the future does not: the clock was set back, and what
    /// had ended must not begin again.
    package func isAlive(at now: Instant) -> Bool {
        now < ends && now < lastUsed.adding(seconds: Self.idleLimit) && lastUsed <= now.adding(seconds: 60)
    }
}

/// What a program signs in with in somebody's name.
package enum APIToken {
    package enum Extent: String, CaseIterable, Hashable, Sendable {
        /// Only what changes nothing.
        case read
        /// Whatever its account may do, apart from the account itself.
        case write
    }

    package static let longestLifeInDays = 366
}
