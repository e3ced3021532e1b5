package import Domain

extension Digest.State: SQLTextValue {}

/// What became of one digest.
package struct DigestListing: Hashable, Sendable {
    package let id: ID<DigestListing>
    package let account: ID<Account>
    /// The sign-in name.
    package let name: String
    package let day: LocalDate
    package let state: Digest.State
    package let tries: Int
    package let triedAt: Instant
    /// Why the last try failed.
    package let fault: String?
}

/// Somebody who is to be reminded by mail.
package struct DigestRecipient: Hashable, Sendable {
    package let account: ID<Account>
    /// The sign-in name.
    package let name: String
    package let address: EmailAddress
    package let language: MailReminder.Language
}

/// Which digests were handed over. A digest is recorded as begun before it is handed over, and as sent or failed afterwards:
/// where the machine stops in between, that one is never sent a second time. Nothing is lost by it, for what it says stands on
/// Today and in the next one; a mail that comes twice would have people doubt all of them.
extension Transaction {
    /// Who is to be reminded today: those who want it, have an address and an open account, and whose digest of the day was
    /// neither sent nor begun.
    ///
    /// - Parameter isAsked: whether somebody asks for it now: then no try waits for the one before.
    /// - Throws: ``Authority/Denial`` for whoever does not maintain the database.
    package func digestRecipients(isAsked: Bool) throws -> [DigestRecipient] {
        try requireMaintenance()
        let waited: [SQL] = Digest.pauses.enumerated().map { index, pause in
            "(digest.tries = \(index + 1) AND digest.tried_at <= \(now.adding(seconds: -pause)))"
        }
        let isDue: SQL = isAsked ? "1 = 1" : "(\(SQL.any(waited)))"
        return try session.rows(
            """
            SELECT mail_reminder.account_id, mail_reminder.address, mail_reminder.language, account.name
              FROM mail_reminder
              JOIN account ON account.id = mail_reminder.account_id
              LEFT JOIN digest ON digest.account_id = mail_reminder.account_id AND digest.day = \(today)
             WHERE mail_reminder.wanted = 1 AND mail_reminder.address IS NOT NULL AND account.closed_at IS NULL
               AND (digest.id IS NULL
                    OR digest.state = 'failed' AND \(isDue))
             ORDER BY mail_reminder.id
            """
        ) { row -> DigestRecipient? in
            // One that does not open keeps nobody else's from going: the examination tells of it.
            try (try? mailAddress(in: row)).map { address in
                DigestRecipient(
                    account: try row["account_id"], name: try row["name"], address: address,
                    language: try row["language"])
            }
        }.compactMap(\.self)
    }

    /// Records that the day's digest is about to be handed over.
    ///
    /// - Returns: whether it is to be handed over now; false where it was meanwhile.
    package func beginDigest(of account: ID<Account>) throws -> Bool {
        try requireMaintenance()
        try session.run("DELETE FROM digest WHERE day < \(today.adding(days: -Digest.keptFor))")
        return try session.changed(
            by: """
                INSERT INTO digest (account_id, day, state, tries, tried_at)
                VALUES (\(account), \(today), 'begun', 1, \(now))
                ON CONFLICT (account_id, day) DO UPDATE
                   SET state = 'begun', tries = digest.tries + 1, tried_at = \(now), fault = NULL
                 WHERE digest.state = 'failed'
                """) == 1
    }

    /// Records what became of a digest that was begun.
    ///
    /// - Parameter fault: why it was not taken; nil for one that was.
    package func endDigest(of account: ID<Account>, on day: LocalDate, fault: String?) throws {
        try requireMaintenance()
        try session.run(
            """
            UPDATE digest SET state = \(fault == nil ? Digest.State.sent : .failed), fault = \(fault)
             WHERE account_id = \(account) AND day = \(day) AND state = 'begun'
            """)
    }

    /// The digests of the last weeks, the latest day first.
    package func digests(
        on day: LocalDate? = nil, state: Digest.State? = nil, _ page: PageRequest = PageRequest()
    ) throws -> Page<DigestListing> {
        try requireMaintenance()
        var conditions: [SQL] = []
        if let day { conditions.append("digest.day = \(day)") }
        if let state { conditions.append("digest.state = \(state)") }
        if let after = page.after {
            conditions.append("(digest.day, digest.id) < (\(after.text(0)), \(after.integer(1)))")
        }
        let rows = try session.rows(
            """
            SELECT digest.id, digest.account_id, account.name, digest.day, digest.state, digest.tries, digest.tried_at,
                   digest.fault
              FROM digest JOIN account ON account.id = digest.account_id
             WHERE \(SQL.all(conditions))
             ORDER BY digest.day DESC, digest.id DESC LIMIT \(page.limit + 1)
            """
        ) { row in
            DigestListing(
                id: try row["id"], account: try row["account_id"], name: try row["name"], day: try row["day"],
                state: try row["state"], tries: try row["tries"], triedAt: try row["tried_at"],
                fault: try row["fault"])
        }
        return Page(rows, page) { [.string($0.day.description), JSON($0.id)] }
    }
}
