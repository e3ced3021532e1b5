import Domain
import HTTPTypes
import Storage

/// Whoever is signed in, as they see themselves.
struct OwnSession: Sendable {
    let account: AccountListing
    /// nil for a token.
    let session: SessionListing?
    let csrfToken: String?
    /// A second factor has to be set up before anything else.
    let isEnrolling: Bool
    let recoveryCodesLeft: Int

    /// - Throws: ``CredentialError/noAccount``.
    init(_ transaction: Transaction) throws {
        account = try transaction.ownAccount()
        isEnrolling = transaction.isEnrolling
        let id = transaction.principal.session
        session = try transaction.ownSession()
        csrfToken = id.map { transaction.csrfToken(of: $0) }
        recoveryCodesLeft = try transaction.ownRecoveryCodesLeft()
    }
}

extension Shape<OwnSession> {
    static let ownSession = Shape(
        "OwnSession",
        [
            .nested("account", .account) { $0.account },
            Field("session", .id.orNull.means("null for a token.")) { JSON($0.session?.session.id) },
            Field("csrfToken", .text.orNull.means("Goes into the header X-CSRF-Token of every change.")) {
                JSON($0.csrfToken)
            },
            Field("needsSecondFactor", .boolean.means("Nothing else is permitted until it is set up.")) {
                .bool($0.isEnrolling)
            },
            Field("recoveryCodesLeft", .count) { JSON($0.recoveryCodesLeft) },
            Field("ends", .instant.orNull.means("At the latest; half an hour after the last request otherwise.")) {
                JSON($0.session?.session.ends)
            },
        ]
    )
}

extension Shape<SessionListing> {
    static let session = Shape(
        "Session",
        [
            Field("id", .id) { JSON($0.session.id) },
            Field("began", .instant) { JSON($0.session.began) },
            Field("lastUsed", .instant.means("To the minute.")) { JSON($0.session.lastUsed) },
            Field("ends", .instant) { JSON($0.session.ends) },
            Field("address", .text) { .string($0.address) },
            Field("agent", .text.orNull) { JSON($0.agent) },
        ]
    )
}

extension API {
    /// Signing in and out.
    static let sessionOperations: [Operation] = [signIn, showSession, signOut, listSessions, endSession]

    static let signIn: Operation = .steps(
        "signIn", .post, "/session", .access,
        "Sign in; the session is in a cookie that the reply sets. 401 codeNeeded asks for a code as well",
        needing: .nothing,
        body: .json(
            .object(
                "SignIn",
                [
                    .required("name", .text(60).means("The sign-in name.")),
                    .required("password", .password),
                    .optional("code", .text(20).means("Of the second factor: the app's, or a recovery code.")),
                ]
            )
        ),
        makesNew: true, returns: Shape.ownSession.schema
    ) { call, steps in
        let outcome = try await trySignIn(
            name: call.text("name"), .password(call.text("password")), code: call.optionalText("code"), steps
        )
        return try await reply(to: outcome, steps)
    }

    static let showSession: Operation = .get(
        "showSession", "/session", .access, "Who is signed in", needing: .ownAccount, returns: Shape.ownSession.schema
    ) {
        _, transaction in
        .json(Shape.ownSession.json(try OwnSession(transaction)))
    }

    static let signOut: Operation = .steps(
        "signOut", .delete, "/session", .access, "Sign out: the session ends; a token is revoked", needing: .ownAccount,
        returns: .object("SignedOut", [])
    ) { _, steps in
        // Also a token for reading ends itself.
        try await steps.store.write(by: steps.visitor.principal, for: steps.caller, isReading: true) {
            transaction in
            switch transaction.principal {
            case .account(_, _, .session(let session)): try transaction.endOwnSession(session)
            case .account(_, _, .token(let token)): try transaction.revokeToken(token)
            // Nobody asks for anything but the calendar by its address, and for nothing as the reminder.
            case .account(_, _, .calendar), .account(_, _, .reminder), .operator, .nobody:
                throw CredentialError.noAccount
            }
        }
        if let session = steps.visitor.principal.session { steps.imports.kept.forget(session) }
        var reply = Reply.json([:])
        reply.headers.append(SessionCookie.clear(.session, at: steps.visitor.door))
        return reply
    }

    static let listSessions: Operation = .get(
        "listSessions", "/sessions", .access, "One's own sessions, the newest first", needing: .ownAccount,
        returns: .list(Shape.session.schema)
    ) { _, transaction in
        .json(JSON(try transaction.ownSessions(), Shape.session.json))
    }

    static let endSession: Operation = .delete(
        "endSession", "/sessions/{session}", .access, "End one of one's own sessions", needing: .ownAccount
    ) { call, transaction in
        try transaction.requireOwnSession()
        try transaction.endOwnSession(call.id("session"))
        return .nothing
    }

    /// By what somebody shows that it is they.
    enum Proof: Sendable {
        case password(String)
        /// That their password was right a moment ago.
        case ticket(SignInTicket)
    }

    /// Signs somebody in: where it may be tried now, a place is taken, the try counted, its password checked, and then it is
    /// decided in one transaction.
    static func trySignIn(name: String, _ proof: Proof, code: String?, _ steps: Steps) async throws -> SignInOutcome {
        let visitor = steps.visitor
        let attempt = SignInTry(name: name, address: visitor.address, agent: visitor.agent, device: visitor.device)
        // Whoever has to wait for their throttle takes nobody's place.
        let admissible = try await steps.store.read(by: .nobody) { try $0.admissible(attempt) }
        try Steps.admissible(admissible)
        return try await steps.passwords.withTurn(for: visitor.guest(device: admissible.device)) { place in
            let admission = try await steps.store.write(by: .nobody, for: steps.caller) { try $0.admit(attempt) }
            let admitted = try Steps.admitted(admission)
            let (isRight, ticket): (Bool, SignInTicket?) =
                switch proof {
                case .password(let password): (try await place.verify(password, against: admitted.passwordHash), nil)
                case .ticket(let ticket): (true, ticket)
                }
            return try await steps.store.write(by: .nobody, for: steps.caller) { transaction in
                try transaction.conclude(attempt, admitted, isRight: isRight, code: code, ticket: ticket)
            }
        }
    }

    /// What a program is told, and the cookies that a browser gets.
    ///
    /// - Throws: a ``Problem`` (401).
    static func reply(to outcome: SignInOutcome, _ steps: Steps) async throws -> Reply {
        let visitor = steps.visitor
        switch outcome {
        case .refused:
            throw Problem(.unauthorized, "wrongCredentials", "the name, the password or the code is not right")
        case .codeWanted:
            throw Problem(.unauthorized, "codeNeeded", "send the code of the second factor as well")
        case .signedIn(let session, let account, let name, let secret, let device):
            let own = try await steps.store.read(by: .account(account, name: name, .session(session))) {
                try OwnSession($0)
            }
            var reply = Reply.json(Shape.ownSession.json(own))
            reply.headers.append(SessionCookie.set(.session, to: secret, at: visitor.door))
            reply.headers.append(SessionCookie.set(.device, to: device, at: visitor.door))
            return reply
        }
    }
}

extension Reply {
    /// The reply of an act that leaves nothing to be sent (204).
    static let nothing: Reply = {
        var reply = Reply(mediaType: "", body: [])
        reply.headers = [:]
        return reply
    }()
}
