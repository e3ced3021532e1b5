import Domain
import HTTPTypes
import Storage

extension Shape<TokenListing> {
    static let token = Shape(
        "Token",
        [
            Field("id", .id) { JSON($0.id) },
            Field("name", .text) { .string($0.name) },
            Field("extent", .choice(APIToken.Extent.self)) { .string($0.extent.rawValue) },
            Field("madeAt", .instant) { JSON($0.madeAt) },
            Field("expiresAt", .instant) { JSON($0.expiresAt) },
            Field("lastUsed", .instant.orNull.means("To the minute.")) { JSON($0.lastUsed) },
        ]
    )
}

/// A token with its secret, as it is shown once.
struct NewToken: Sendable {
    let listing: TokenListing
    let secret: String
}

extension Shape<NewToken> {
    static let newToken = Shape(
        "NewTokenMade",
        [Field("secret", .text.means("Shown this once: send it as Authorization: Bearer.")) { .string($0.secret) }]
            + Shape<TokenListing>.token.fields.map { field in
                Field(field.name, field.schema) { field.read($0.listing) }
            }
    )
}

extension API {
    /// What everybody does with their own account, and nobody else does for them.
    static let ownAccountOperations: [Operation] = [
        changePassword, setPassword, beginSecondFactor, confirmSecondFactor, removeSecondFactor, listTokens,
        makeToken, revokeToken,
    ]

    static let changePassword: Operation = .steps(
        "changePassword", .put, "/account/password", .access,
        "Change one's password; all other sessions and all tokens end", needing: .ownAccount,
        body: .json(
            .object("PasswordChange", [.required("password", .password), .required("newPassword", .password)])
        ),
        returns: Shape.ownSession.schema
    ) { call, steps in
        let (password, new) = (try call.text("password"), try call.text("newPassword"))
        let account = try await steps.read { try $0.ownAccount() }
        let chosen = try Steps.chosen(new, for: account, field: "newPassword")
        return try await steps.passwords.withTurn(for: steps.visitor.guest()) { place in
            let verified = try await steps.checkOwnPassword(password, at: place)
            let hash = try await place.hash(chosen)
            let own = try await steps.write { transaction in
                try transaction.changeOwnPassword(to: hash, verified: verified)
                return try OwnSession(transaction)
            }
            return .json(Shape.ownSession.json(own))
        }
    }

    static let setPassword: Operation = .steps(
        "setPassword", .post, "/password-links/use", .access,
        "Set a password by the link that an administrator made; the link is spent with it", needing: .nothing,
        body: .json(
            .object("PasswordByLink", [.required("link", .text(100)), .required("newPassword", .password)])
        ),
        returns: .object("PasswordSet", [.required("name", .text.means("The sign-in name."))])
    ) { call, steps in
        let name = try await takeLink(Secret(call.text("link")), toSet: call.text("newPassword"), steps)
        return .json(["name": .string(name)])
    }

    static let beginSecondFactor: Operation = .post(
        "beginSecondFactor", "/account/second-factor", .access,
        "Begin to set up a second factor; it counts once a code of it was confirmed", needing: .ownAccount,
        makesNew: false,
        returns: .object(
            "SecondFactorSetup",
            [
                .required("secret", .text.means("Base 32, for an authenticator app (RFC 6238).")),
                .required("uri", .text(500).means("The same as a link or QR code.")),
            ]
        )
    ) { _, transaction in
        let setup = try transaction.beginSecondFactor()
        return .json(["secret": .string(setup.secret), "uri": .string(setup.uri)])
    }

    static let confirmSecondFactor: Operation = .post(
        "confirmSecondFactor", "/account/second-factor/confirm", .access,
        "Put the second factor in force by a code of it; the recovery codes are shown this once", needing: .ownAccount,
        body: .json(.object("SecondFactorCode", [.required("code", .text(20))])), makesNew: false,
        returns: .object("RecoveryCodes", [.required("recoveryCodes", .list(.text(20)))])
    ) { call, transaction in
        let codes = try transaction.confirmSecondFactor(code: call.text("code"))
        return .json(["recoveryCodes": JSON(codes) { .string($0) }])
    }

    static let removeSecondFactor: Operation = .steps(
        "removeSecondFactor", .post, "/account/second-factor/remove", .access,
        "Remove one's second factor, by the password", needing: .ownAccount,
        body: .json(.object("PasswordOnce", [.required("password", .password)])),
        returns: Shape.ownSession.schema
    ) { call, steps in
        let password = try call.text("password")
        return try await steps.passwords.withTurn(for: steps.visitor.guest()) { place in
            _ = try await steps.checkOwnPassword(password, at: place)
            let own = try await steps.write { transaction in
                try transaction.removeOwnSecondFactor()
                return try OwnSession(transaction)
            }
            return .json(Shape.ownSession.json(own))
        }
    }

    static let listTokens: Operation = .get(
        "listTokens", "/tokens", .access, "One's own tokens, in the order they were made", needing: .ownAccount,
        returns: .list(Shape.token.schema)
    ) { _, transaction in
        .json(JSON(try transaction.ownTokens(), Shape.token.json))
    }

    static let makeToken: Operation = .post(
        "makeToken", "/tokens", .access, "Make a token for a program; its secret is shown this once",
        needing: .ownAccount,
        body: .json(
            .object(
                "NewToken",
                [
                    .required("name", .text(60).means("What it is for.")),
                    .required("extent", .choice(APIToken.Extent.self)),
                    .required("days", .integer(1...Int64(APIToken.longestLifeInDays)).means("How long it lasts.")),
                ]
            )
        ),
        returns: Shape.newToken.schema
    ) { call, transaction in
        if transaction.isEnrolling { throw CredentialError.secondFactorNeeded }
        let name = try call.value("name") { raw throws(Rejection) in try Text(raw, maximum: 60) }
        let (listing, secret) = try transaction.makeToken(name, call.choice("extent"), days: call.integer("days"))
        return .json(Shape.newToken.json(NewToken(listing: listing, secret: secret.text)))
    }

    static let revokeToken: Operation = .delete(
        "revokeToken", "/tokens/{token}", .access, "Revoke one of one's own tokens", needing: .ownAccount
    ) { call, transaction in
        try transaction.requireOwnSession()
        try transaction.revokeToken(call.id("token"))
        return .nothing
    }

    /// - Returns: the sign-in name of whoever may sign in by it now.
    static func takeLink(_ link: Secret, toSet raw: String, _ steps: Steps) async throws -> String {
        let account = try await steps.store.read(by: .nobody) { try $0.account(ofLink: link) }
        let chosen = try Steps.chosen(raw, for: account, field: "newPassword")
        return try await steps.passwords.withTurn(for: steps.visitor.guest()) { place in
            let hash = try await place.hash(chosen)
            return try await steps.store.write(by: .nobody, for: steps.caller) { transaction in
                try transaction.setPassword(hash, byLink: link).account.name
            }
        }
    }
}
