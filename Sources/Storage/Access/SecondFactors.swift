import Crypto
package import Domain

/// What somebody needs to set up a second factor.
package struct SecondFactorSetup: Hashable, Sendable {
    /// Base 32, to be typed into an authenticator app.
    package let secret: String
    /// The same as a link or QR code.
    package let uri: String
}

extension Transaction {
    private static let recoveryCodes = 10

    /// Begins to set up a second factor: it counts once a code of it has been given back.
    ///
    /// - Throws: ``Account/Refusal/secondFactorStands``.
    package func beginSecondFactor() throws -> SecondFactorSetup {
        let account = try ownAccount().account
        try requireOwnSession()
        if account.hasSecondFactor { throw Account.Refusal.secondFactorStands }
        let factor = TOTP()
        let stored = try keys.encrypt(factor.secret, for: Self.context(of: account.id))
        let begun = try session.changed(
            by: """
                UPDATE account SET factor = \(stored), factor_last_step = 0
                 WHERE id = \(account.id) AND factor_confirmed = 0
                """
        )
        guard begun == 1 else { throw Account.Refusal.secondFactorStands }
        try audit(.changed, .account, account.id, in: place(of: account), after: ["secondFactorBegun": .open(true)])
        return SecondFactorSetup(secret: factor.base32, uri: factor.uri(account: account.name))
    }

    /// The second factor that whoever asks has begun to set up and not yet confirmed; nil if there is none.
    package func secondFactorBegun() throws -> SecondFactorSetup? {
        let account = try ownAccount().account
        try requireOwnSession()
        guard !account.hasSecondFactor, let factor = try secondFactor(of: account.id) else { return nil }
        return SecondFactorSetup(secret: factor.base32, uri: factor.uri(account: account.name))
    }

    /// Puts the second factor in force by a first code of it, and makes the recovery codes, shown this once.
    ///
    /// - Throws: ``FieldErrors`` for `code`, ``Account/Refusal``.
    package func confirmSecondFactor(code: String) throws -> [String] {
        let account = try ownAccount().account
        let session = try requireOwnSession()
        if account.hasSecondFactor { throw Account.Refusal.secondFactorStands }
        guard try secondFactor(of: account.id) != nil else { throw Account.Refusal.noSecondFactor }
        guard try acceptCode(code, of: account.id) else {
            throw FieldErrors("code", .rule, "not the code that the app shows now: is its clock right?")
        }
        let codes = (0..<Self.recoveryCodes).map { _ in Self.newRecoveryCode() }
        try update("account", account.id, at: check(version: account.version), setting: "factor_confirmed = 1")
        try self.session.run("DELETE FROM recovery_code WHERE account_id = \(account.id)")
        for code in codes {
            try self.session.run(
                "INSERT INTO recovery_code (account_id, hash) VALUES (\(account.id), \(hash(ofRecovery: code, account.id)))"
            )
        }
        // Who signed in without it signs in again; this session is now one with it.
        try self.session.run("DELETE FROM sign_in_session WHERE account_id = \(account.id) AND id <> \(session)")
        try self.session.run("UPDATE sign_in_session SET stage = 'full' WHERE id = \(session)")
        try audit(.secured, .account, account.id, in: place(of: account))
        return codes
    }

    /// Removes the second factor of whoever asks, once their password was checked.
    ///
    /// - Throws: ``Account/Refusal/noSecondFactor``.
    package func removeOwnSecondFactor() throws {
        let account = try ownAccount().account
        try requireOwnSession()
        guard account.hasSecondFactor else { throw Account.Refusal.noSecondFactor }
        try removeSecondFactor(of: account)
    }

    /// Removes the second factor of somebody who lost it, as their administrator. They are signed out everywhere.
    ///
    /// - Throws: ``Account/Refusal/noSecondFactor``.
    package func resetSecondFactor(of id: ID<Account>) throws -> AccountListing {
        let account = try manageable(id)
        guard account.hasSecondFactor else { throw Account.Refusal.noSecondFactor }
        try endEverything(of: id)
        try removeSecondFactor(of: account)
        return try storedAccount(id)
    }

    private func removeSecondFactor(of account: Account) throws {
        try update(
            "account", account.id, at: check(version: account.version),
            setting: "factor = NULL, factor_confirmed = 0, factor_last_step = 0")
        try session.run("DELETE FROM recovery_code WHERE account_id = \(account.id)")
        try audit(.unsecured, .account, account.id, in: place(of: account))
    }

    // MARK: Checking

    /// Whether the code is one of the account's app, or one of its recovery codes; either counts once.
    func acceptCode(_ raw: String, of account: ID<Account>) throws -> Bool {
        let code = raw.filter { !$0.isWhitespace && $0 != "-" }.lowercased()
        if let factor = try secondFactor(of: account) {
            let last: Int64 = try session.value("SELECT factor_last_step FROM account WHERE id = \(account)") ?? 0
            if let step = factor.step(of: code, at: now.seconds, after: last) {
                // Of two who come with it at once, one takes it.
                return try session.changed(
                    by: """
                        UPDATE account SET factor_last_step = \(step)
                         WHERE id = \(account) AND factor_last_step < \(step)
                        """
                ) == 1
            }
        }
        return try session.changed(
            by: """
                DELETE FROM recovery_code WHERE account_id = \(account) AND hash = \(hash(ofRecovery: code, account))
                """
        ) == 1
    }

    /// How many recovery codes whoever asks has left.
    package func ownRecoveryCodesLeft() throws -> Int {
        let account = try ownAccount().account.id
        return try session.value("SELECT count(*) FROM recovery_code WHERE account_id = \(account)") ?? 0
    }

    private func secondFactor(of account: ID<Account>) throws -> TOTP? {
        let stored: [UInt8]? = try session.value(
            "SELECT factor FROM account WHERE id = \(account) AND factor IS NOT NULL")
        return try stored.map { TOTP(secret: try keys.decrypt($0, for: Self.context(of: account))) }
    }

    /// Whose second factor does not open.
    func unreadableFactors() throws -> [ID<Account>] {
        let ids: [ID<Account>] = try session.rows("SELECT id FROM account WHERE factor IS NOT NULL ORDER BY id") {
            try $0.at(0)
        }
        return ids.filter { (try? secondFactor(of: $0)) == nil }
    }

    private static func context(of account: ID<Account>) -> String { "account.factor:\(account.rawValue)" }

    /// Fifty random bits, in letters that are not taken for one another.
    private static func newRecoveryCode() -> String {
        let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")
        var random = SystemRandomNumberGenerator()
        return String((0..<10).map { _ in letters[Int.random(in: letters.indices, using: &random)] })
    }

    /// Keyed: fifty bits could be tried out.
    private func hash(ofRecovery code: String, _ account: ID<Account>) -> [UInt8] {
        Array(keys.digest(code, for: "recovery:\(account.rawValue)").utf8)
    }
}
