import Domain
import HTTPTypes
import Storage

/// What an operation in several steps works with: it opens its own transactions, and checks passwords between them.
struct Steps: Sendable {
    let store: Store
    let visitor: Visitor
    let caller: Transaction.Caller
    let passwords: PasswordDesk
    let backups: BackupDesk
    let digests: DigestDesk
    let imports: ImportDesk
    let codeTries: RecentTries

    func read<Value: Sendable>(_ useCase: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await store.read(by: visitor.principal, useCase)
    }

    func write<Value: Sendable>(_ useCase: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await store.write(by: visitor.principal, for: caller, useCase)
    }

    /// Checks the password of whoever is signed in once more, before something is done that a browser left open must not
    /// do. Throttled like signing in.
    ///
    /// - Returns: the hash that it was checked against.
    /// - Throws: ``FieldErrors`` for `password`, a ``Problem`` (429).
    func checkOwnPassword(_ password: String, at place: PasswordDesk.Turn) async throws -> String? {
        let address = visitor.address
        let device = visitor.device
        let admission = try await write { try $0.admitOwn(address: address, device: device) }
        let admitted = try Self.admitted(admission)
        guard try await place.verify(password, against: admitted.passwordHash) else {
            try await write { try $0.refuseOwn() }
            throw FieldErrors("password", .rule, "this is not the password you signed in with")
        }
        try await write { try $0.concludeOwn(admitted) }
        return admitted.passwordHash
    }

    /// - Throws: a ``Problem`` (429) where too many tries were wrong.
    static func admitted(_ admission: Admission) throws(Problem) -> AdmittedTry {
        switch admission {
        case .admitted(let admitted): return admitted
        case .wait(let seconds): throw tooManyTries(seconds)
        }
    }

    /// - Throws: a ``Problem`` (429) where too many tries were wrong.
    static func admissible(_ found: Admissible) throws(Problem) {
        if let seconds = found.wait { throw tooManyTries(seconds) }
    }

    static func tooManyTries(_ seconds: Int64) -> Problem {
        Problem(
            .tooManyRequests, "tooManyTries",
            "too many wrong tries: wait \(max(1, (seconds + 59) / 60)) min, then try again",
            headers: [.retryAfter: String(seconds)]
        )
    }

    /// The password that somebody chooses for an account.
    ///
    /// - Throws: ``FieldErrors`` for `field`.
    static func chosen(_ raw: String, for account: AccountListing, field: String) throws -> Password {
        do {
            return try Password(
                choosing: raw, names: [account.account.name, account.member?.number.text].compactMap(\.self),
                isCommon: CommonPasswords.contain
            )
        } catch {
            throw FieldErrors(field, error)
        }
    }
}

extension Schema {
    /// A password as it is typed; what it must be beyond its length is said when it is chosen.
    static let password = Schema(.lines(maximum: 200))
}
