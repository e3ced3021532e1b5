import Domain
import Foundation

/// That a password was right waits for the code of the second factor, so that nobody types it twice: sealed with the
/// database's keys, in the page that asks for the code. Nothing of it is kept, so that any server of the database takes it.
///
/// It holds for a few minutes, and as long as the account is as it was: another password ends it, and so does a code of
/// the account's that was taken, with this ticket or without.
package struct SignInTicket: Sendable {
    /// In seconds: long enough to fetch a phone.
    package static let life: Int64 = 5 * 60
    /// What it is sealed for: nothing else that is encrypted opens as a ticket.
    private static let context = "sign-in"

    /// As it was typed.
    package let name: String
    fileprivate let account: ID<Account>
    fileprivate let until: Instant
    /// A keyed hash of what a code changes, and a new password.
    fileprivate let standing: String

    fileprivate init(name: String, account: ID<Account>, until: Instant, standing: String) {
        (self.name, self.account, self.until, self.standing) = (name, account, until, standing)
    }

    /// nil for what these keys did not seal as a ticket.
    fileprivate init?(_ sealed: String, _ keys: Keyring) {
        guard let bytes = Data(base64Encoded: sealed), let opened = try? keys.decrypt(Array(bytes), for: Self.context),
            let json = try? JSON.parse(opened), let name = json["name"]?.string,
            let account = json["account"]?.integer, let until = json["until"]?.integer,
            let standing = json["standing"]?.string
        else { return nil }
        self.init(name: name, account: ID(account), until: Instant(seconds: until), standing: standing)
    }

    fileprivate func sealed(_ keys: Keyring) throws -> String {
        let json: JSON = [
            "name": .string(name), "account": JSON(account), "until": JSON(until.seconds),
            "standing": .string(standing),
        ]
        return Data(try keys.encrypt(json.bytes(), for: Self.context)).base64EncodedString()
    }
}

extension Transaction {
    /// The ticket that somebody brings with their code; nil for one that is too old, that was used, or that is none.
    package func signInTicket(_ sealed: String) throws -> SignInTicket? {
        guard let ticket = SignInTicket(sealed, keys), try isGood(ticket, for: ticket.account) else { return nil }
        return ticket
    }

    /// A ticket for whoever gave the right password just now.
    func newSignInTicket(for name: String, of account: ID<Account>) throws -> String {
        try SignInTicket(
            name: name, account: account, until: now.adding(seconds: SignInTicket.life),
            standing: standing(of: account)
        ).sealed(keys)
    }

    func isGood(_ ticket: SignInTicket, for account: ID<Account>) throws -> Bool {
        try ticket.account == account && now < ticket.until && standing(of: account) == ticket.standing
    }

    private func standing(of account: ID<Account>) throws -> String {
        let step: Int64 = try session.value("SELECT factor_last_step FROM account WHERE id = \(account)") ?? 0
        let codes: Int = try session.value("SELECT count(*) FROM recovery_code WHERE account_id = \(account)") ?? 0
        let password = try passwordHash(of: account) ?? ""
        return keys.digest("\(account.rawValue)\n\(step)\n\(codes)\n\(password)", for: "sign-in ticket")
    }
}
