import Domain

@testable import Server
@testable import Storage

/// Somebody with an account and a session of theirs, as the tests let them act: nobody's password is checked for it,
/// which would take long.
struct TestAccount: Sendable {
    let id: ID<Account>
    let name: String
    let session: ID<SignInSession>
    /// What the browser keeps.
    let cookie: Secret
    let csrfToken: String

    /// By the session.
    var principal: Principal { .account(id, name: name, .session(session)) }

    /// What a page of the server's own sends with a change.
    var headers: [String: String] {
        ["Cookie": "\(SessionCookie.name(.session, at: .local))=\(cookie.text)", "X-CSRF-Token": csrfToken]
    }
}

extension TestServer {
    static let password = "三岔路口的槐树 1987"
    /// Costs next to nothing: what it guards are tests.
    static let hashing = PasswordHash(logN: 10)
    /// Of ``password``.
    static let passwordHash = Result {
        try hashing.make(of: Password(choosing: password, names: []) { _ in false })
    }

    /// Makes an account, with a session.
    ///
    /// - Parameters:
    ///   - member: the number of the member whose it is, if a member's.
    ///   - grants: roles in scopes, named by the codes of a committee or a branch, or neither for the whole bureau.
    ///   - password: whether ``password`` is set.
    func account(
        _ name: String, member: String? = nil, grants: [Grant] = [], password: Bool = false
    ) async throws -> TestAccount {
        let hash = password ? try Self.passwordHash.get() : nil
        let id = try await store.write(by: .operator(systemUser: "test")) { transaction in
            let draft = try Account.Draft(name: name, title: member == nil ? "测试" : nil)
            let id = try transaction.createAccount(draft, member: member.map { try transaction.requireMember($0) })
                .account.id
            for grant in grants {
                let scope = try transaction.requireScope(committee: grant.committee, branch: grant.branch)
                _ = try transaction.grant(grant.role, in: scope, to: id)
            }
            if let hash {
                let link = try transaction.makePasswordLink(for: id)
                _ = try transaction.setPassword(hash, byLink: Secret(link.secret))
            }
            return id
        }
        return try await session(of: id, name)
    }

    struct Grant: Sendable {
        let role: Role
        var committee: String?
        var branch: String?

        init(_ role: Role, committee: String? = nil, branch: String? = nil) {
            (self.role, self.committee, self.branch) = (role, committee, branch)
        }
    }

    /// Another session of the account.
    func session(of id: ID<Account>, _ name: String, isEnrolling: Bool = false) async throws -> TestAccount {
        try await store.write(by: .nobody) { transaction in
            let (session, secret) = try transaction.beginSession(
                of: id, isEnrolling: isEnrolling, address: "192.0.2.1", agent: "Test"
            )
            return TestAccount(
                id: id, name: name, session: session, cookie: secret, csrfToken: transaction.csrfToken(of: session)
            )
        }
    }

    /// A token of the account's.
    func token(
        of account: TestAccount, _ extent: APIToken.Extent = .write, days: Int = 7
    ) async throws -> (id: ID<APIToken>, secret: String, principal: Principal) {
        try await store.write(by: account.principal) { transaction in
            let (listing, secret) = try transaction.makeToken(Text("测试"), extent, days: days)
            return (listing.id, secret.text, .account(account.id, name: account.name, .token(listing.id)))
        }
    }

    /// Sets up a second factor that is in force.
    ///
    /// - Returns: the app, and the recovery codes.
    func secure(_ account: TestAccount) async throws -> (app: TOTP, recovery: [String]) {
        let setup = try await store.write(by: account.principal) { try $0.beginSecondFactor() }
        let app = try TOTP(base32: setup.secret)
        let code = app.code(at: clock.now.seconds / TOTP.step)
        let codes = try await store.write(by: account.principal) { try $0.confirmSecondFactor(code: code) }
        return (app, codes)
    }
}

extension TOTP {
    /// As a person types it into an app.
    init(base32: String) throws {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (bytes, buffer, bits): ([UInt8], Int, Int) = ([], 0, 0)
        for letter in base32 {
            guard let value = alphabet.firstIndex(of: letter) else {
                throw FieldErrors("secret", .format, "no base 32")
            }
            buffer = buffer << 5 | value
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 0xFF))
            }
        }
        self.init(secret: bytes)
    }
}
