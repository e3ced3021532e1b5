package import Domain

extension MailReminder.Language: SQLTextValue {}

/// What is on record of whether somebody is reminded by mail.
package struct MailReminderListing: Hashable, Sendable {
    package let account: Account
    package let reminder: MailReminder
    /// 0 where nothing is on record.
    package let version: Int
}

/// Addresses for mail: encrypted where they stand, each for its account's row alone. One that does not open (the key was
/// lost) keeps nobody from setting another, from taking it off, or from leaving.
extension Transaction {
    /// Of whoever asks.
    ///
    /// - Throws: ``CredentialError/noAccount``.
    package func ownMailReminder() throws -> MailReminderListing {
        try storedMailReminder(of: ownAccount().account)
    }

    /// Of an account that the principal manages.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``Authority/Denial``.
    package func mailReminder(of id: ID<Account>) throws -> MailReminderListing {
        try storedMailReminder(of: manageable(id))
    }

    /// Says for oneself whether one is reminded by mail, where and in which language.
    package func setOwnMailReminder(_ reminder: MailReminder, ifVersion version: Int?) throws -> MailReminderListing {
        let account = try ownAccount().account
        try requireOwnSession()
        let standing = try storedMailReminder(of: account)
        return try keep(reminder.own(over: standing.reminder), over: standing, ifVersion: version)
    }

    /// Keeps somebody's address for them. A no of their own stands, and so does an address that they set.
    ///
    /// - Throws: ``MailReminder/Refusal``, ``StoreError/notFound(_:)``, ``StoreError/staleVersion(current:)``.
    package func setMailReminder(
        _ reminder: MailReminder, of id: ID<Account>, ifVersion version: Int?
    ) throws -> MailReminderListing {
        let standing = try storedMailReminder(of: manageable(id))
        return try keep(
            reminder.kept(over: standing.version == 0 ? nil : standing.reminder), over: standing, ifVersion: version)
    }

    private func keep(
        _ reminder: MailReminder, over standing: MailReminderListing, ifVersion version: Int?
    ) throws -> MailReminderListing {
        _ = try check(version: standing.version, against: version)
        let account = standing.account
        let address = try reminder.address.map { try keys.encrypt($0.text, for: Self.mailContext(of: account.id)) }
        let byOther: Int? = reminder.isKeptByOther ? 1 : nil
        let kept: ID<MailReminder>? = try session.value(
            """
            INSERT INTO mail_reminder (account_id, address, wanted, language, by_other)
            VALUES (\(account.id), \(address), \(reminder.isWanted), \(reminder.language), \(byOther))
            ON CONFLICT (account_id) DO UPDATE
               SET address = \(address), wanted = \(reminder.isWanted), language = \(reminder.language),
                   by_other = \(byOther),
                   version = mail_reminder.version + 1
             WHERE mail_reminder.version = \(standing.version)
            RETURNING id
            """
        )
        guard let kept else { throw StoreError.staleVersion(current: try storedMailReminder(of: account).version) }
        try audit(
            .recorded, .mailReminder, kept, in: place(of: account),
            before: standing.version == 0 ? nil : standing.reminder.document(of: account),
            after: reminder.document(of: account))
        return try storedMailReminder(of: account)
    }

    /// Of whoever has left: their address is not kept.
    func endMailReminder(of account: Account) throws {
        let standing = try storedMailReminder(of: account)
        let ended: ID<MailReminder>? = try session.value(
            "DELETE FROM mail_reminder WHERE account_id = \(account.id) RETURNING id")
        guard let ended else { return }
        try audit(
            .ended, .mailReminder, ended, in: place(of: account), before: standing.reminder.document(of: account))
    }

    private func storedMailReminder(of account: Account) throws -> MailReminderListing {
        let found = try session.one(
            """
            SELECT account_id, address, wanted, language, version, by_other FROM mail_reminder
             WHERE account_id = \(account.id)
            """
        ) { row in
            let (stored, address): ([UInt8]?, EmailAddress?) = (try row["address"], try? mailAddress(in: row))
            return MailReminderListing(
                account: account,
                reminder: MailReminder(
                    address: address, isWanted: try row["wanted"], language: try row["language"],
                    isKeptByOther: (try row["by_other"] as Int?) != nil,
                    isAddressLost: stored != nil && address == nil),
                version: try row["version"])
        }
        return found ?? MailReminderListing(account: account, reminder: .none, version: 0)
    }

    /// From the columns `account_id` and `address`.
    func mailAddress(in row: SQLRow) throws -> EmailAddress? {
        guard let stored: [UInt8] = try row["address"] as [UInt8]? else { return nil }
        let text = String(
            decoding: try keys.decrypt(stored, for: Self.mailContext(of: row["account_id"])), as: UTF8.self)
        do {
            return try EmailAddress(text)
        } catch {
            throw StorageFault.corrupt("an address for mail that no form would have taken")
        }
    }

    /// Whose address does not open, the first hundred.
    func unreadableMailReminders() throws -> [ID<Account>] {
        var found: [ID<Account>] = []
        try session.forEach(
            "SELECT account_id, address FROM mail_reminder WHERE address IS NOT NULL ORDER BY id"
        ) { row in
            if found.count < 100, (try? mailAddress(in: row)) == nil { found.append(try row["account_id"]) }
        }
        return found
    }

    private static func mailContext(of account: ID<Account>) -> String { "mail_reminder.address:\(account.rawValue)" }
}

extension MailReminder {
    fileprivate func document(of account: Account) -> AuditDocument {
        let document: AuditDocument = [
            "account": .open(JSON(account.id)), "wanted": .open(.bool(isWanted)),
            "language": .open(.string(language.rawValue)),
        ]
        // Of one that is lost nothing is known, not even that there was none.
        return isAddressLost ? document : document.with("address", .hashed(JSON(address?.text)))
    }
}
