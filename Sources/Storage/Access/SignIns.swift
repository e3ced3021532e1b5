package import Domain

/// Somebody trying to sign in.
package struct SignInTry: Sendable {
    /// As it was typed.
    package let name: String
    package let address: String
    package let agent: String?
    /// What the browser brought that had signed in before.
    package let device: Secret?

    package init(name: String, address: String, agent: String?, device: Secret?) {
        self.name = name
        self.address = address
        self.agent = agent
        self.device = device
    }

    /// Sign-in names know no case; a blank at the end is not meant.
    fileprivate var foldedName: String { name.trimmed.lowercased() }
}

/// A try that was let through to have its password checked. It counts as a wrong one until it turns out right, so that
/// tries made at once are all counted.
package struct AdmittedTry: Sendable {
    fileprivate let id: Int64
    package let account: ID<Account>?
    /// nil where there is no such account, or it has no password: then the check takes as long.
    package let passwordHash: String?
}

package enum Admission: Sendable {
    case admitted(AdmittedTry)
    /// Too many were wrong: to be tried again after so many seconds.
    case wait(Int64)
}

/// Whether a try would be let through at this moment.
package struct Admissible: Sendable {
    /// In how many seconds; nil for now.
    package let wait: Int64?
    /// The number of the browser it comes from, where the account knows it.
    package let device: Int64?
}

package enum SignInOutcome: Sendable {
    case signedIn(ID<SignInSession>, ID<Account>, name: String, secret: Secret, device: Secret)
    /// The password was right, and a code of the second factor is wanted with it. A sealed ticket (``SignInTicket``) goes
    /// with it, for whoever asks for the code in a second step.
    case codeWanted(ticket: String)
    case refused
}

/// Signing in: throttled by account and by address, with an exception for browsers that have signed in before, so that
/// nobody keeps a colleague out by trying wrong passwords in their name. An account that does not exist is throttled
/// like one that does.
extension Transaction {
    /// What would become of a try, before it takes anything.
    package func admissible(_ attempt: SignInTry) throws -> Admissible {
        let account = try account(named: attempt.foldedName)
        let device = try account.flatMap { try knownDevice(attempt.device, of: $0.id) }
        let name = keys.digest(attempt.foldedName, for: "sign-in name")
        return Admissible(wait: try wait(name: name, address: attempt.address, device: device), device: device)
    }

    /// Lets a try through, and counts it.
    package func admit(_ attempt: SignInTry) throws -> Admission {
        try session.run("DELETE FROM sign_in_try WHERE at <= \(now.adding(seconds: -Throttle.window))")
        let name = keys.digest(attempt.foldedName, for: "sign-in name")
        let account = try account(named: attempt.foldedName)
        let device = try account.flatMap { try knownDevice(attempt.device, of: $0.id) }
        if let wait = try wait(name: name, address: attempt.address, device: device) { return .wait(wait) }
        let id: Int64 = try session.insert(
            """
            INSERT INTO sign_in_try (name_hash, address, device_id, at)
            VALUES (\(name), \(attempt.address), \(device), \(now))
            RETURNING id
            """
        )
        return .admitted(AdmittedTry(id: id, account: account?.id, passwordHash: account?.password))
    }

    /// What comes of a try whose password has been checked.
    ///
    /// - Parameters:
    ///   - code: of the second factor, if one was given.
    ///   - ticket: that the password was checked before, instead of now.
    package func conclude(
        _ attempt: SignInTry, _ admitted: AdmittedTry, isRight: Bool, code: String?, ticket: SignInTicket? = nil
    ) throws -> SignInOutcome {
        // Whatever changed while the password was checked counts.
        guard isRight, let id = admitted.account, let hash = try passwordHash(of: id), hash == admitted.passwordHash,
            let account = try? storedAccount(id).account, !account.isClosed, try !isLeaver(account),
            try ticket.map({ try isGood($0, for: id) }) ?? true
        else { return try refuse(attempt, admitted) }
        if account.hasSecondFactor {
            guard let code else {
                try session.run("DELETE FROM sign_in_try WHERE id = \(admitted.id)")
                return .codeWanted(ticket: try newSignInTicket(for: attempt.name, of: id))
            }
            guard try acceptCode(code, of: id) else { return try refuse(attempt, admitted) }
        }
        try forgetTries(of: account.name, address: attempt.address, device: attempt.device, own: admitted.id)
        let isEnrolling = try lacksSecondFactor(id, having: authority(of: id))
        let (session, secret) = try beginSession(
            of: id, isEnrolling: isEnrolling, address: attempt.address, agent: attempt.agent
        )
        let device = try rememberDevice(attempt.device, of: id)
        try audit(
            .signedIn, .account, id, in: place(of: account), after: ["session": .open(JSON(session))], by: account)
        return .signedIn(session, id, name: account.name, secret: secret, device: device)
    }

    private func refuse(_ attempt: SignInTry, _ admitted: AdmittedTry) throws -> SignInOutcome {
        // What was typed for a name may be a password: of a name that is nobody's only the hash is kept.
        let place = try admitted.account.map { try self.place(of: storedAccount($0).account) } ?? .bureau
        try audit(
            .refused, .account, admitted.account, in: place,
            after: ["name": .open(.string(keys.digest(attempt.foldedName, for: "sign-in name")))]
        )
        return .refused
    }

    // MARK: The password once more

    /// Like ``admit(_:)``, for somebody signed in who has to give their password again.
    package func admitOwn(address: String, device: Secret?) throws -> Admission {
        let account = try ownAccount().account
        try requireOwnSession()
        return try admit(SignInTry(name: account.name, address: address, agent: nil, device: device))
    }

    /// Notes that the password given again was wrong.
    package func refuseOwn() throws {
        let account = try ownAccount().account
        try audit(.refused, .account, account.id, in: place(of: account))
    }

    /// Takes back the count of a try that turned out right.
    package func concludeOwn(_ admitted: AdmittedTry) throws {
        try session.run("DELETE FROM sign_in_try WHERE id = \(admitted.id)")
    }

    // MARK: Throttling

    /// A known device's tries count for the device alone, all others' for the name and for the address.
    private func wait(name: String, address: String, device: Int64?) throws -> Int64? {
        if let device { return try wait(where: "device_id = \(device)") }
        let byName = try wait(where: "name_hash = \(name) AND device_id IS NULL")
        let byAddress = try wait(where: "address = \(address) AND device_id IS NULL")
        return [byName, byAddress].compactMap(\.self).max()
    }

    private func wait(where condition: SQL) throws -> Int64? {
        let tries = try session.rows(
            """
            SELECT at FROM sign_in_try
             WHERE \(condition) AND at > \(now.adding(seconds: -Throttle.window))
             ORDER BY id DESC LIMIT \(Throttle.wrongTries)
            """
        ) { try $0.at(0) as Instant }
        return Throttle.wait(after: tries, now: now)
    }

    func forgetTries(of name: String) throws {
        try session.run("DELETE FROM sign_in_try WHERE name_hash = \(keys.digest(name, for: "sign-in name"))")
    }

    /// After a success: those of this account from here. Others' tries at this address still count.
    private func forgetTries(of name: String, address: String, device: Secret?, own: Int64) throws {
        try session.run(
            """
            DELETE FROM sign_in_try
             WHERE id = \(own) OR name_hash = \(keys.digest(name, for: "sign-in name")) AND address = \(address)
            """
        )
    }

    private func account(named name: String) throws -> (id: ID<Account>, password: String?)? {
        try session.one("SELECT id, password FROM account WHERE name = \(name) AND closed_at IS NULL") { row in
            (id: try row["id"], password: try row["password"])
        }
    }

    // MARK: Devices

    /// How long a browser is known without being used, in seconds: 90 days.
    private static let deviceLife: Int64 = 90 * 86_400

    private func knownDevice(_ secret: Secret?, of account: ID<Account>) throws -> Int64? {
        guard let secret else { return nil }
        return try session.value(
            """
            SELECT id FROM known_device
             WHERE hash = \(secret.hash) AND account_id = \(account)
               AND last_used > \(now.adding(seconds: -Self.deviceLife))
            """
        )
    }

    private func rememberDevice(_ secret: Secret?, of account: ID<Account>) throws -> Secret {
        try session.run("DELETE FROM known_device WHERE last_used <= \(now.adding(seconds: -Self.deviceLife))")
        if let secret, let known = try knownDevice(secret, of: account) {
            try session.run("UPDATE known_device SET last_used = \(now) WHERE id = \(known)")
            return secret
        }
        let made = Secret(new: "")
        try session.run(
            "INSERT INTO known_device (account_id, hash, last_used) VALUES (\(account), \(made.hash), \(now))"
        )
        return made
    }
}
