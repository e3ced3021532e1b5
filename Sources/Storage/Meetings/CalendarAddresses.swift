package import Domain

/// A calendar's secret address as its owner sees it. The secret is shown once, when it is made.
package struct CalendarAddressListing: Hashable, Sendable {
    package let madeAt: Instant
    package let lastUsed: Instant?
}

extension Transaction {
    /// The address of whoever asks; nil where there is none.
    package func ownCalendarAddress() throws -> CalendarAddressListing? {
        let account = try ownAccount().account.id
        return try session.one("SELECT made_at, last_used FROM calendar_address WHERE account_id = \(account)") {
            CalendarAddressListing(madeAt: try $0["made_at"], lastUsed: try $0["last_used"])
        }
    }

    /// Makes an address for whoever asks; the one that they had ends with it.
    ///
    /// - Returns: its secret, which nobody can read again.
    /// - Throws: ``Authority/Denial`` for whoever sees no meetings, of branches neither.
    package func makeCalendarAddress() throws -> (CalendarAddressListing, Secret) {
        let account = try ownAccount().account
        try requireOwnSession()
        try authority.require(.readBranchMeetings)
        try endStandingCalendarAddress(of: account)
        let secret = Secret(new: "")
        let id: ID<CalendarAddress> = try session.insert(
            """
            INSERT INTO calendar_address (account_id, hash, made_at)
            VALUES (\(account.id), \(secret.hash), \(now))
            RETURNING id
            """
        )
        try audit(
            .created, .calendarAddress, id, in: place(of: account), after: ["account": .open(JSON(account.id))])
        return (CalendarAddressListing(madeAt: now, lastUsed: nil), secret)
    }

    /// Ends the address of whoever asks.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` where there is none.
    package func endCalendarAddress() throws {
        let account = try ownAccount().account
        try requireOwnSession()
        guard try endStandingCalendarAddress(of: account) else { throw StoreError.notFound("calendar address") }
    }

    @discardableResult
    private func endStandingCalendarAddress(of account: Account) throws -> Bool {
        let ended: ID<CalendarAddress>? = try session.value(
            "DELETE FROM calendar_address WHERE account_id = \(account.id) RETURNING id")
        guard let ended else { return false }
        try audit(
            .ended, .calendarAddress, ended, in: place(of: account), before: ["account": .open(JSON(account.id))])
        return true
    }

    /// Whose address it is; nil if there is no such address, or its account is closed.
    package func signedIn(byCalendarAddress secret: Secret) throws -> SignedIn? {
        try session.one(
            """
            SELECT calendar_address.id, account.id AS account, account.name, calendar_address.last_used
              FROM calendar_address JOIN account ON account.id = calendar_address.account_id
             WHERE calendar_address.hash = \(secret.hash) AND account.closed_at IS NULL
            """
        ) { row in
            let principal = Principal.account(
                try row["account"], name: try row["name"], .calendar(try row["id"] as ID<CalendarAddress>))
            return SignedIn(principal, lastUsed: try row["last_used"], now: now)
        }
    }
}
