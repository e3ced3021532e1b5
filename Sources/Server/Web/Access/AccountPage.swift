import Domain
import Storage

/// Somebody's own account: who they are, how they sign in, where they are signed in, and what signs in in their name.
struct AccountPage: WebPage {
    static let template = TemplateName.account

    struct FormSection: Sendable {
        let alert: String?
        let fields: [FormField]
    }

    struct SecondFactorSection: Sendable {
        let isOn: Bool
        let codesLeft: String
        let removal: FormSection
    }

    struct SessionLine: Sendable {
        let id: String
        let began: String
        let lastUsed: String
        let address: String
        let agent: String
        let isCurrent: Bool
    }

    struct TokenLine: Sendable {
        let id: String
        let name: String
        let extent: String
        let madeAt: String
        let expires: String
        let lastUsed: String
    }

    /// Which form was sent, and what was wrong with it.
    enum Failed: Sendable {
        case password(FormErrors)
        case secondFactor(FormErrors)
        case token(FormErrors)
    }

    /// What the page shows, as it was read in one transaction.
    struct Content: Sendable {
        let own: OwnSession
        let sessions: [SessionListing]
        let tokens: [TokenListing]

        init(_ transaction: Transaction) throws {
            own = try OwnSession(transaction)
            sessions = try transaction.ownSessions()
            tokens = try transaction.ownTokens()
        }
    }

    let title: String
    let notice: String?
    let signInName: String
    /// Whose it is; nil where the sign-in name says it.
    let owner: String?
    let roles: [RoleLine]
    let password: FormSection
    let factor: SecondFactorSection
    let sessions: [SessionLine]
    let hasTokens: Bool
    let tokenLines: [TokenLine]
    let newToken: FormSection
    let extents: [FormField.Choice]
}

extension AccountPage {
    /// - Parameters:
    ///   - typed: what a form that failed had in its fields.
    ///   - time: a moment as the bureau's clocks show it.
    init(
        _ content: Content, _ words: Words, notice: String? = nil, failed: Failed? = nil, typed: Form = .empty,
        time: (Instant) -> String
    ) {
        let (account, current) = (content.own.account, content.own.session?.session.id)
        title = failed == nil ? words(.myAccount) : "\(words(.errorPrefix)) – \(words(.myAccount))"
        self.notice = notice
        signInName = account.account.name
        owner = account.shownName == account.account.name ? nil : account.shownName
        roles = account.roles.map { RoleLine($0, words) }
        password = Self.passwordForm(words, failed)
        factor = SecondFactorSection(
            isOn: account.account.hasSecondFactor,
            codesLeft: words(.secondFactorCodesLeft, ["count": String(content.own.recoveryCodesLeft)]),
            removal: Self.removalForm(words, failed)
        )
        sessions = content.sessions.map { listing in
            SessionLine(
                id: String(listing.session.id.rawValue), began: time(listing.session.began),
                lastUsed: time(listing.session.lastUsed), address: listing.address,
                agent: listing.agent.map(AgentName.shown) ?? words(.agentUnknown),
                isCurrent: listing.session.id == current
            )
        }
        hasTokens = !content.tokens.isEmpty
        tokenLines = content.tokens.map { token in
            TokenLine(
                id: String(token.id.rawValue), name: token.name, extent: words(token.extent.word),
                madeAt: time(token.madeAt), expires: time(token.expiresAt),
                lastUsed: token.lastUsed.map(time) ?? words(.never)
            )
        }
        newToken = Self.tokenForm(words, failed, typed)
        let chosen = typed["extent"] ?? APIToken.Extent.read.rawValue
        extents = FormField.Choice.all(of: APIToken.Extent.self, words, chosen: chosen)
    }

    private static func passwordForm(_ words: Words, _ failed: Failed?) -> FormSection {
        let errors: FormErrors? = if case .password(let errors) = failed { errors } else { nil }
        let current = FormField(
            "password", .password, words(.currentPassword), in: "change", autocomplete: "current-password",
            error: errors?["password"]
        )
        return FormSection(
            alert: errors?.general,
            fields: FormField.focusing([current] + FormField.newPassword(words, in: "change", errors))
        )
    }

    private static func removalForm(_ words: Words, _ failed: Failed?) -> FormSection {
        let errors: FormErrors? = if case .secondFactor(let errors) = failed { errors } else { nil }
        let password = FormField(
            "password", .password, words(.password), in: "remove", autocomplete: "current-password",
            error: errors?["password"]
        )
        return FormSection(alert: errors?.general, fields: FormField.focusing([password]))
    }

    private static func tokenForm(_ words: Words, _ failed: Failed?, _ typed: Form) -> FormSection {
        let errors: FormErrors? = if case .token(let errors) = failed { errors } else { nil }
        let name = FormField(
            "name", .plain, words(.tokenName), in: "token", maximum: 60, value: typed["name"], error: errors?["name"]
        )
        let days = FormField(
            "days", .number, words(.tokenDays), in: "token", maximum: 3,
            value: errors == nil ? "90" : typed["days"], hint: words(.tokenDaysHint), error: errors?["days"]
        )
        return FormSection(alert: errors?.general, fields: FormField.focusing([name, days]))
    }
}

extension APIToken.Extent: Worded {
    var word: Word {
        switch self {
        case .read: .tokenRead
        case .write: .tokenWrite
        }
    }
}
