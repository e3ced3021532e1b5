import Domain
import Storage

extension Shape<RoleListing> {
    static let role = Shape(
        "RoleHeld",
        [
            Field("grant", .id.orNull.means("null for one that comes with membership or office, and ends with it.")) {
                JSON($0.grant)
            },
            Field(
                "grantedBy",
                .text.orNull.means(
                    "Who answers for the grant: whoever granted it, or renewed it last. It goes with theirs.")
            ) { JSON($0.answering) },
            Field(
                "founding",
                .boolean.means(
                    "The first administrator gave it, without having it, to the first who did: it hangs on nobody.")
            ) { .bool($0.isFounding) },
            Field(
                "lapse",
                .choice(RoleGrant.Lapse.self).orNull.means(
                    "Why the grant gives nothing, though nobody took it back; null where it is in force.")
            ) { JSON($0.lapse?.rawValue) },
            Field(
                "readsOnly",
                .boolean.means("It lets its holder read alone: administrators and auditors enter no scores.")
            ) { .bool($0.readsOnly) },
            Field("role", .choice(Role.self)) { .string($0.role.rawValue) },
            Field("scope", .choice(Scope.Kind.self)) { .string($0.scope.rawValue) },
            Field("committee", .code.orNull) { JSON($0.committee?.text) },
            Field("branch", .code.orNull) { JSON($0.branch?.text) },
            Field("group", .text.orNull) { JSON($0.group) },
        ]
    )
}

extension Shape<AccountListing> {
    static let account = Shape(
        "Account",
        [
            Field("id", .id) { JSON($0.account.id) },
            Field("name", .text.means("The sign-in name.")) { .string($0.account.name) },
            Field("title", .text.orNull.means("Whose it is, where it is no member's.")) { JSON($0.account.title) },
            .nested("member", optional: .person) { $0.member },
            Field("closed", .boolean) { .bool($0.account.isClosed) },
            Field("hasPassword", .boolean.means("Whether one was set yet.")) { .bool($0.account.hasPassword) },
            Field("hasSecondFactor", .boolean) { .bool($0.account.hasSecondFactor) },
            .list("roles", .role) { $0.roles },
            Field("version", .version) { JSON($0.account.version) },
        ]
    )
}

extension Shape<PasswordLink> {
    static let passwordLink = Shape(
        "PasswordLink",
        [
            Field("path", .text.means("To be opened on this server, once; whoever opens it sets the password.")) {
                .string(PasswordPage.path(for: $0.secret))
            },
            Field("link", .text(100).means("The same for POST /password-links/use.")) { .string($0.secret) },
            Field("expiresAt", .instant) { JSON($0.expiresAt) },
        ]
    )
}

extension Shape<AccessPolicy> {
    static let accessPolicy = Shape(
        "AccessPolicy",
        [
            Field("secondFactorRoles", .list(.choice(Role.self)).means("Who needs a second factor to sign in.")) {
                JSON($0.secondFactorRoles.map(\.rawValue).sorted()) { .string($0) }
            },
            Field("version", .version) { JSON($0.version) },
        ]
    )
}

extension API {
    private static func reply(_ listing: AccountListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.account.json(listing), version: listing.account.version,
            location: isNew ? "/accounts/\(listing.account.id.rawValue)" : nil
        )
    }

    private static func act(
        _ id: String, _ verb: String, _ summary: String,
        _ perform: @escaping @Sendable (ID<Account>, Transaction) throws -> AccountListing
    ) -> Operation {
        .post(
            id, "/accounts/{account}/\(verb)", .access, summary, needing: [.manageAccounts], makesNew: false,
            returns: Shape.account.schema
        ) { call, transaction in
            reply(try perform(call.id("account"), transaction))
        }
    }

    /// Accounts, as those see them who let others in, and who say what others may do.
    static let accountOperations: [Operation] = [
        listAccounts, createAccount, showAccount, closeAccount, reopenAccount, signOutAccount, resetSecondFactor,
        makePasswordLink, letFirstIn, letMembersIn, grantRole, endGrant, renewGrant, showAccessPolicy, setAccessPolicy,
    ]

    static let listAccounts: Operation = .list(
        "listAccounts", "/accounts", .access, "Accounts by sign-in name, the closed ones too", needing: [.readAccounts],
        query: [.optional("name", .code)], of: .account
    ) { call, transaction in
        try transaction.accounts(name: call.query["name"], call.page())
    }

    static let createAccount: Operation = .post(
        "createAccount", "/accounts", .access,
        "Make an account; what it may do comes with its member's offices or is granted, and a link lets its owner in",
        needing: [.manageAccounts],
        body: .json(
            .object(
                "NewAccount",
                [
                    .required("name", .code.means("To sign in with; kept in lower case, and for good.")),
                    .optional("member", .code.means("The number of the member whose it is.")),
                    .optional(
                        "title", .name(60).means("Whose it is, where it is no member's: one of the two is needed.")),
                ]
            )
        ),
        returns: Shape.account.schema
    ) { call, transaction in
        let draft = try Account.Draft(name: call.text("name"), title: call.optionalText("title"))
        let member = try call.optionalText("member").map { try transaction.requireMember($0) }
        if member == nil, draft.title == nil {
            throw FieldErrors("title", .required, "an account of no member says by a title whose it is")
        }
        return reply(try transaction.createAccount(draft, member: member), isNew: true)
    }

    static let showAccount: Operation = .get(
        "showAccount", "/accounts/{account}", .access, "One account", needing: [.readAccounts],
        returns: Shape.account.schema
    ) {
        call, transaction in
        reply(try transaction.account(call.id("account")))
    }

    static let closeAccount: Operation = act(
        "closeAccount", "close", "Close an account: its owner is signed out and cannot sign in again"
    ) {
        id, transaction in
        try transaction.closeAccount(id)
    }

    static let reopenAccount: Operation = act("reopenAccount", "reopen", "Let the owner of a closed account in again") {
        id, transaction in
        try transaction.reopenAccount(id)
    }

    static let signOutAccount: Operation = act(
        "signOutAccount", "sign-out", "End every session and token of an account"
    ) { id, transaction in
        try transaction.signOutEverywhere(id)
    }

    static let resetSecondFactor: Operation = act(
        "resetSecondFactor", "second-factor/reset", "Remove a second factor that its owner has lost"
    ) {
        id, transaction in
        try transaction.resetSecondFactor(of: id)
    }

    static let makePasswordLink: Operation = .post(
        "makePasswordLink", "/accounts/{account}/links", .access,
        "Make a link by which the owner sets a password, once and within a day; it replaces the one before",
        needing: [.manageAccounts], returns: Shape.passwordLink.schema
    ) { call, transaction in
        .json(Shape.passwordLink.json(try transaction.makePasswordLink(for: call.id("account"))))
    }

    static let grantRole: Operation = .post(
        "grantRole", "/accounts/{account}/grants", .access,
        "Give an account a role in a scope, of those that one has in full oneself and that do not come with office",
        needing: [.grantRoles],
        body: .json(
            .object(
                "NewGrant",
                [
                    .required(
                        "role",
                        .choice(Role.self).means("Those of members and offices come with these, and are refused.")),
                    .optional("committee", .code.means("The scope: this committee and all below it.")),
                    .optional("branch", .code.means("The scope: this branch. Neither: the whole bureau.")),
                ]
            )
        ),
        returns: Shape.account.schema
    ) { call, transaction in
        let scope = try transaction.requireScope(
            committee: call.optionalText("committee"), branch: call.optionalText("branch"))
        return reply(try transaction.grant(call.choice("role"), in: scope, to: call.id("account")))
    }

    static let endGrant: Operation = .post(
        "endGrant", "/grants/{grant}/end", .access, "Take a granted role back", needing: [.grantRoles], makesNew: false,
        returns: Shape.account.schema
    ) { call, transaction in
        reply(try transaction.endGrant(call.id("grant")))
    }

    static let renewGrant: Operation = .post(
        "renewGrant", "/grants/{grant}/renew", .access,
        "Answer for a granted role in place of whoever did; one that lapsed is in force again", needing: [.grantRoles],
        makesNew: false, returns: Shape.account.schema
    ) { call, transaction in
        reply(try transaction.renewGrant(call.id("grant")))
    }

    static let showAccessPolicy: Operation = .get(
        "showAccessPolicy", "/access-policy", .access, "What holds for all accounts", needing: [.readAccounts],
        returns: Shape.accessPolicy.schema
    ) { _, transaction in
        let policy = try transaction.accessPolicy()
        return .json(Shape.accessPolicy.json(policy), version: policy.version)
    }

    static let setAccessPolicy: Operation = .put(
        "setAccessPolicy", "/access-policy", .access,
        "Say which roles need a second factor; who has none yet signs in again and sets one up",
        needing: [.manageAccounts],
        body: .object(
            "AccessPolicyForm", [.required("secondFactorRoles", .list(.choice(Role.self), count: 0...7))]),
        returns: Shape.accessPolicy.schema
    ) { call, transaction in
        let roles = (call.body["secondFactorRoles"]?.array ?? []).compactMap {
            $0.string.flatMap(Role.init(rawValue:))
        }
        let policy = try transaction.setAccessPolicy(secondFactorRoles: Set(roles), ifVersion: call.version)
        return .json(Shape.accessPolicy.json(policy), version: policy.version)
    }
}
