package import Domain

/// An account as lists show it.
package struct AccountListing: Hashable, Sendable {
    package let account: Account
    package let member: PersonReference?
    /// The roles it has today, those of its member's offices included, and those granted that lapsed.
    package let roles: [RoleListing]
}

/// A role with its scope in the words that people use.
package struct RoleListing: Hashable, Sendable {
    /// nil for one that comes with an office or with being a member: it ends there, not here.
    package internal(set) var grant: ID<RoleGrant>?
    /// Who answers for a grant: whoever granted it, or renewed it last.
    package internal(set) var answering: String?
    /// Why a grant gives nothing; nil where it is in force.
    package internal(set) var lapse: RoleGrant.Lapse?
    /// It was given by the first administrator, and hangs on nobody.
    package internal(set) var isFounding = false
    /// It lets its holder read alone, who is apart from what is assessed.
    package internal(set) var readsOnly = false
    package let role: Role
    package let scope: Scope.Kind
    package let committee: Code?
    package let branch: Code?
    package let group: String?

    init(role: Role, scope: Scope.Kind, committee: Code?, branch: Code?, group: String?) {
        self.role = role
        self.scope = scope
        self.committee = committee
        self.branch = branch
        self.group = group
    }
}

extension Transaction {
    private static let accountListing: SQL =
        """
        SELECT account.id, account.name, account.title, account.member_id, account.closed_at IS NOT NULL AS closed,
               account.password IS NOT NULL AS has_password, account.factor_confirmed, account.version,
               member.number AS member_number, member.name AS member_name
          FROM account
          LEFT JOIN member ON member.id = account.member_id
        """

    /// Accounts by name, the closed ones too.
    ///
    /// - Parameter neverEntered: only those that are open and whose owner has never set a password.
    package func accounts(
        name: String? = nil, neverEntered: Bool = false, _ page: PageRequest = PageRequest()
    ) throws -> Page<AccountListing> {
        try authority.require(.readAccounts)
        var conditions: [SQL] = ["account.name > \(page.after?.text() ?? "")"]
        if neverEntered { conditions.append("account.password IS NULL AND account.closed_at IS NULL") }
        if let name { conditions.append("account.name = \(name.lowercased())") }
        if !authority.reach(of: .readAccounts).isEverything {
            let within = try isWithin(.readAccounts, branch: "membership.branch_id")
            let others: SQL = try authority.allows(.readAccounts, in: placeOfBureau()) ? "1 = 1" : "1 = 0"
            conditions.append(
                """
                (account.member_id IN (SELECT membership.member_id FROM membership
                                        WHERE \(within) AND \(present("membership")))
                 OR account.member_id IS NULL AND \(others))
                """
            )
        }
        let rows = try session.rows(
            """
            \(Self.accountListing)
             WHERE \(SQL.all(conditions))
             ORDER BY account.name LIMIT \(page.limit + 1)
            """,
            Self.readAccount
        )
        return try Page(rows, page) { [.string($0.account.name)] }.map(listing(of:))
    }

    /// - Throws: ``StoreError/notFound(_:)``, ``Authority/Denial``.
    package func account(_ id: ID<Account>) throws -> AccountListing {
        let found = try storedAccount(id)
        try require(.readAccounts, in: place(of: found.account))
        return found
    }

    /// The account of whoever asks, for themselves.
    ///
    /// - Throws: ``CredentialError/noAccount`` for the operator and for nobody.
    package func ownAccount() throws -> AccountListing {
        guard let id = principal.account else { throw CredentialError.noAccount }
        return try storedAccount(id)
    }

    func storedAccount(_ id: ID<Account>) throws -> AccountListing {
        let found = try session.one("\(Self.accountListing) WHERE account.id = \(id)", Self.readAccount)
        guard let found else { throw StoreError.notFound("account") }
        return try listing(of: found)
    }

    /// Where an account belongs: where its member does; another one is the bureau's.
    func place(of account: Account) throws -> Place {
        try account.member.map(place(of:)) ?? placeOfBureau()
    }

    private static func readAccount(_ row: SQLRow) throws -> (account: Account, member: PersonReference?) {
        (
            Account(
                id: try row["id"], name: try row["name"], title: try row["title"], member: try row["member_id"],
                isClosed: try row["closed"], hasPassword: try row["has_password"],
                hasSecondFactor: try row["factor_confirmed"], version: try row["version"]
            ),
            try PersonReference(row: row, number: "member_number", name: "member_name")
        )
    }

    private func listing(of found: (account: Account, member: PersonReference?)) throws -> AccountListing {
        let chain = try grantChain(of: [found.account.id])
        let granted = chain.inForce(of: found.account.id).map(\.held)
        let offices = try found.account.member.map(rolesOfOffice) ?? []
        let held = Authority(member: found.account.member, held: granted + offices).held
        let roles =
            try chain.grants(to: found.account.id).map { try listing(of: $0, in: chain) }
            + held.suffix(offices.count).map(listing(of:))
        return AccountListing(account: found.account, member: found.member, roles: roles)
    }

    // MARK: Changing

    /// Makes an account that can do nothing but what its member's offices bring, and that nobody can enter yet: that takes
    /// a link.
    ///
    /// - Parameter member: whose account it is, if a member's.
    package func createAccount(_ draft: Account.Draft, member: ID<Member>?) throws -> AccountListing {
        if let member {
            try require(.manageAccounts, in: place(of: member))
        } else {
            try requireForBureau(.manageAccounts)
        }
        if try session.exists("SELECT 1 FROM account WHERE name = \(draft.name.text)") {
            throw FieldErrors("name", .duplicate, "the name \(draft.name.text) is taken, perhaps by a closed account")
        }
        if let member, try session.exists("SELECT 1 FROM account WHERE member_id = \(member)") {
            throw Account.Refusal.memberHasAccount(try storedMember(member).member.number)
        }
        if let member, try hasLeft(member) { throw Account.Refusal.ownerLeft }
        let id: ID<Account> = try session.insert(
            """
            INSERT INTO account (name, title, member_id, created_at)
            VALUES (\(draft.name.text), \(draft.title?.string), \(member), \(now))
            RETURNING id
            """
        )
        let made = try storedAccount(id)
        try audit(
            .created, .account, id, in: place(of: made.account),
            after: [
                "name": .open(.string(draft.name.text)), "title": .hashed(JSON(draft.title?.string)),
                "member": .open(JSON(member)),
            ]
        )
        return made
    }

    /// Closes an account: whoever uses it is signed out, and nobody signs in with it again until it is reopened.
    ///
    /// - Throws: ``Account/Refusal``.
    package func closeAccount(_ id: ID<Account>) throws -> AccountListing {
        let before = try manageable(id)
        guard !before.isClosed else { throw Account.Refusal.closed }
        try refuseLastAdministrator(without: id)
        try update("account", id, at: check(version: before.version), setting: "closed_at = \(now)")
        try endEverything(of: id)
        try audit(.closed, .account, id, in: place(of: before))
        return try storedAccount(id)
    }

    /// - Throws: ``Account/Refusal/notClosed``.
    package func reopenAccount(_ id: ID<Account>) throws -> AccountListing {
        let before = try manageable(id)
        guard before.isClosed else { throw Account.Refusal.notClosed }
        if try isLeaver(before) { throw Account.Refusal.ownerLeft }
        try update("account", id, at: check(version: before.version), setting: "closed_at = NULL")
        try audit(.opened, .account, id, in: place(of: before))
        return try storedAccount(id)
    }

    // MARK: Of who leaves

    /// Whether it is the account of a member who has left.
    func isLeaver(_ account: Account) throws -> Bool {
        try account.member.map(hasLeft) ?? false
    }

    private func accountID(of member: ID<Member>) throws -> ID<Account>? {
        try session.value("SELECT id FROM account WHERE member_id = \(member)")
    }

    /// - Throws: ``Account/Refusal/lastAdministrator``.
    func refuseLastAdministrator(leaving member: ID<Member>) throws {
        if let account = try accountID(of: member) { try refuseLastAdministrator(without: account) }
    }

    /// Closes the account of a member who has left, for good: its grants end, and are not there any more should they
    /// come back.
    func endAccess(of member: ID<Member>) throws {
        guard let id = try accountID(of: member) else { return }
        let account = try storedAccount(id).account
        try endGrants(of: id)
        try endMailReminder(of: account)
        if !account.isClosed {
            try update("account", id, at: check(version: account.version), setting: "closed_at = \(now)")
            try audit(.closed, .account, id, in: place(of: account))
        }
        try endEverything(of: id)
    }

    /// The account, if the principal manages it.
    func manageable(_ id: ID<Account>) throws -> Account {
        let account = try storedAccount(id).account
        try require(.manageAccounts, in: place(of: account))
        return account
    }

    /// Ends all that was opened with the account: sessions, tokens, the calendar's address, links, known devices.
    func endEverything(of account: ID<Account>, except kept: ID<SignInSession>? = nil) throws {
        try session.run("DELETE FROM sign_in_session WHERE account_id = \(account) AND id IS DISTINCT FROM \(kept)")
        try session.run("DELETE FROM api_token WHERE account_id = \(account)")
        try session.run("DELETE FROM calendar_address WHERE account_id = \(account)")
        try session.run("DELETE FROM password_link WHERE account_id = \(account)")
        try session.run("DELETE FROM known_device WHERE account_id = \(account)")
    }

    // MARK: Administrators

    /// Somebody must be left who can let others in.
    ///
    /// - Throws: ``Account/Refusal/lastAdministrator`` if nobody is an administrator who can sign in without this one,
    ///   nor without those who have the role from it.
    func refuseLastAdministrator(without account: ID<Account>) throws {
        let isOne = try grantChain(of: [account]).inForce(of: account).contains { $0.role == .administrator }
        if isOne, try !hasAdministrator(besides: account) { throw Account.Refusal.lastAdministrator }
    }

    /// Whether there is an administrator who can sign in.
    package func hasAdministrator(besides account: ID<Account>? = nil) throws -> Bool {
        let holders: [ID<Account>] = try session.rows(
            """
            SELECT role_grant.account_id
              FROM role_grant JOIN account ON account.id = role_grant.account_id
             WHERE role_grant.role = \(Role.administrator) AND role_grant.ended_at IS NULL
               AND account.closed_at IS NULL AND account.password IS NOT NULL
             ORDER BY role_grant.id
            """
        ) { try $0.at(0) }
        var chain = try grantChain(of: holders)
        if let account { chain = chain.without(administrator: account) }
        return holders.contains { chain.inForce(of: $0).contains { $0.role == .administrator } }
    }
}

extension Transaction {
    /// The member whose account this is, where a form names nobody.
    ///
    /// - Throws: ``FieldErrors`` for `field` if it is no member's.
    package func ownMember(field: String) throws -> ID<Member> {
        guard let member = authority.member else {
            throw FieldErrors(field, .required, "name a member: you are signed in as nobody's")
        }
        return member
    }
}
