package import Domain

extension Transaction {
    // MARK: Reading

    /// The grants that nobody took back, of some accounts and of all whose grants these hang on.
    func grantChain(of accounts: [ID<Account>]) throws -> GrantChain {
        var chain = GrantChain()
        var open = accounts
        var known: Set<ID<Account>> = []
        while let account = open.popLast() {
            guard known.insert(account).inserted else { continue }
            let found = try grantsOnRecord(to: account)
            for (grant, answers) in found {
                chain.grants.append(grant)
                chain.answering[grant.id] = answers
                if case .account(let granter) = grant.granter, !grant.role.isOfOffice { open.append(granter) }
            }
            // Of an account with no grant it matters only as a granter's, and that one has nothing to grant by.
            if !found.isEmpty { chain.holders[account] = try holder(account) }
        }
        return chain
    }

    private func grantsOnRecord(to account: ID<Account>) throws -> [(grant: RoleGrant, answers: String)] {
        try session.rows(
            """
            SELECT role_grant.id, role_grant.role, role_grant.scope, role_grant.committee_id, role_grant.branch_id,
                   role_grant.group_id, role_grant.granted_at, role_grant.renewed_at, granter.id AS granter_id,
                   role_grant.founding IS NOT NULL AS is_founding,
                   COALESCE(role_grant.renewed_by, role_grant.granted_by) AS answers
              FROM role_grant
              LEFT JOIN account AS granter ON granter.name = COALESCE(role_grant.renewed_by, role_grant.granted_by)
             WHERE role_grant.account_id = \(account) AND role_grant.ended_at IS NULL
             ORDER BY role_grant.id
            """
        ) { row in
            let scope = try Scope(row: row)
            let answers: String = try row["answers"]
            let granter: ID<Account>? = try row["granter_id"]
            let grant = RoleGrant(
                id: try row["id"], account: account, role: try row["role"], scope: scope, place: try place(of: scope),
                granter: Principal.isOperators(answers) ? .operator : granter.map { .account($0) } ?? .unknown,
                granted: try row["granted_at"], renewed: try row["renewed_at"], isFounding: try row["is_founding"])
            return (grant, answers)
        }
    }

    private func holder(_ account: ID<Account>) throws -> RoleGrant.Holder {
        let found = try session.one(
            """
            SELECT account.closed_at, account.member_id,
                   EXISTS (SELECT 1 FROM membership
                            WHERE membership.member_id = account.member_id AND \(present("membership"))) AS belongs
              FROM account
             WHERE account.id = \(account)
            """
        ) { row in
            let belongs: Bool = try row["belongs"]
            return RoleGrant.Holder(
                isClosed: try row["closed_at"] as Instant? != nil,
                hasLeft: try row["member_id"] as ID<Member>? != nil && !belongs)
        }
        guard let found else { throw StoreError.notFound("account") }
        return found
    }

    /// A role that came with membership or office.
    func listing(of held: Authority.Held) throws -> RoleListing {
        var listing = try listing(of: held.role, in: held.scope)
        listing.readsOnly = held.isKeptApart
        return listing
    }

    func listing(of grant: RoleGrant, in chain: GrantChain) throws -> RoleListing {
        var listing = try listing(of: grant.role, in: grant.scope)
        listing.grant = grant.id
        listing.answering = chain.answering[grant.id]
        listing.lapse = chain.lapses[grant.id]
        listing.isFounding = grant.isFounding
        return listing
    }

    private func listing(of role: Role, in scope: Scope) throws -> RoleListing {
        var committee: Code?
        var branch: Code?
        var group: String?
        switch scope {
        case .bureau: break
        case .committee(let id): committee = try session.value("SELECT code FROM committee WHERE id = \(id)")
        case .branch(let id): branch = try session.value("SELECT code FROM branch WHERE id = \(id)")
        case .group(let id, let of):
            branch = try session.value("SELECT code FROM branch WHERE id = \(of)")
            group = try session.value("SELECT name FROM party_group WHERE id = \(id)")
        }
        return RoleListing(role: role, scope: scope.kind, committee: committee, branch: branch, group: group)
    }

    // MARK: Granting

    /// Gives an account a role, of those that are granted and that the principal has in full in that scope; the first of
    /// all who have it is made by the first administrator (``Role/founding``).
    ///
    /// - Throws: ``FieldErrors`` for a role that comes with office; ``Account/Refusal``, ``Authority/Denial``.
    package func grant(_ role: Role, in scope: Scope, to id: ID<Account>) throws -> AccountListing {
        if role.isOfOffice { throw FieldErrors("role", .rule, Account.Refusal.roleOfOffice(role).detail) }
        let account = try storedAccount(id).account
        if !authority.isUnlimited { try require(.readAccounts, in: place(of: account)) }
        guard role.scopes.contains(scope.kind) else { throw Account.Refusal.roleNeedsScope(role) }
        let place = try place(of: scope)
        if case .bureau = scope { try requireForBureau(.grantRoles) }
        let isFounding = try !authority.mayGrant(role, in: place) && mayFound(role, in: scope)
        try requireGranting(role, in: place, to: account, isFounding: isFounding)
        let chain = try grantChain(of: [id])
        for grant in chain.grants where grant.account == id && grant.role == role && grant.scope == scope {
            // What is granted anew stands by itself, and brings nothing back that hung on the one before.
            guard chain.lapses[grant.id] != nil else { throw Account.Refusal.alreadyGranted }
            try end(grant)
        }
        let columns = scope.columns
        let grant: ID<RoleGrant> = try session.insert(
            """
            INSERT INTO role_grant
                   (account_id, role, scope, committee_id, branch_id, group_id, granted_at, granted_by, founding)
            VALUES (\(id), \(role), \(scope.kind), \(columns.committee), \(columns.branch), \(columns.group), \(now),
                    \(principal.name), \(isFounding ? 1 : nil as Int?))
            RETURNING id
            """
        )
        let document = Self.document(of: role, in: scope, to: id)
        try audit(
            .granted, .grant, grant, in: place,
            after: isFounding ? document.with("founding", .open(true)) : document)
        return try storedAccount(id)
    }

    /// Whether the principal is the first administrator, by the operator's word, and nobody has had the role in earnest
    /// yet: a grant that was taken back from an account that nobody ever entered was a slip.
    private func mayFound(_ role: Role, in scope: Scope) throws -> Bool {
        guard Role.founding.contains(role), scope == .bureau, let own = principal.account,
            try grantChain(of: [own]).inForce(of: own).contains(where: {
                $0.role == .administrator && $0.granter == .operator
            })
        else { return false }
        return try !session.exists(
            """
            SELECT 1 FROM role_grant JOIN account ON account.id = role_grant.account_id
             WHERE role_grant.role = \(role) AND (role_grant.ended_at IS NULL OR account.password IS NOT NULL)
            """)
    }

    /// The roles that the principal can make the first of their kind.
    package func foundableRoles() throws -> [Role] {
        try Role.granted.filter { try mayFound($0, in: .bureau) }
    }

    /// The roles that the principal can give the account as things stand, in one scope or another.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``Authority/Denial``.
    package func grantableRoles(to id: ID<Account>) throws -> [Role] {
        let account = try account(id).account
        guard !account.isClosed, authority.isUnlimited || id != principal.account, try !holder(id).hasLeft else {
            return []
        }
        return try Role.granted.filter { role in
            guard try authority.mayGrant(role) || mayFound(role, in: .bureau) else { return false }
            return try isAllowed { try refuseMixing(role, with: account) }
        }
    }

    /// Makes the account of the first who has one of the ``Role/founding`` roles, with the role and with a link that lets
    /// its owner in.
    ///
    /// - Throws: ``FieldErrors``, ``Account/Refusal``, ``Authority/Denial``.
    package func letFirstIn(
        as role: Role, _ draft: Account.Draft
    ) throws -> (account: AccountListing, link: PasswordLink) {
        guard Role.founding.contains(role) else {
            throw FieldErrors(
                "role", .rule, "a first account is made for the committee’s office and for an auditor alone")
        }
        let made = try createAccount(draft, member: nil)
        let listing = try grant(role, in: .bureau, to: made.account.id)
        return (listing, try makePasswordLink(for: made.account.id))
    }

    /// Who may give an account a role, or answer for one that it has.
    private func requireGranting(
        _ role: Role, in place: Place, to account: Account, isFounding: Bool = false
    ) throws {
        try require(.grantRoles, in: place)
        // A role that somebody gave themselves would stay with them when their own goes.
        if !authority.isUnlimited, account.id == principal.account { throw Account.Refusal.ownGrant }
        guard isFounding || authority.mayGrant(role, in: place) else { throw Account.Refusal.exceedsOwn(role) }
        if account.isClosed { throw Account.Refusal.closed }
        if try holder(account.id).hasLeft { throw Account.Refusal.holderLeft }
        try refuseMixing(role, with: account)
    }

    private static func document(of role: Role, in scope: Scope, to account: ID<Account>) -> AuditDocument {
        let columns = scope.columns
        return [
            "account": .open(JSON(account)), "role": .open(.string(role.rawValue)),
            "scope": .open(.string(scope.kind.rawValue)), "committee": .open(JSON(columns.committee)),
            "branch": .open(JSON(columns.branch)), "group": .open(JSON(columns.group)),
        ]
    }

    /// Who lets others in, and who inspects them, takes no part in what is assessed: neither role goes with an office that
    /// enters scores, of today or to come. That a member scores their own area is barred where roles are read
    /// (``Authority/init(member:held:)``).
    ///
    /// - Throws: ``Account/Refusal/rolesExclude(_:_:)``.
    private func refuseMixing(_ role: Role, with account: Account) throws {
        guard role.isApart, let member = account.member else { return }
        let offices: [Appointment.Office] = try session.rows(
            """
            SELECT office FROM appointment
             WHERE member_id = \(member) AND \(SpanColumns(of: "appointment").reach(today))
             ORDER BY id
            """
        ) { try $0["office"] }
        if let clash = offices.map(\.role).first(where: \.entersScores) {
            throw Account.Refusal.rolesExclude(role, clash)
        }
    }

    /// The role that keeps the member out of whatever enters scores; nil if none does.
    func roleApart(of member: ID<Member>) throws -> Role? {
        let account: ID<Account>? = try session.value(
            "SELECT id FROM account WHERE member_id = \(member) AND closed_at IS NULL")
        guard let account else { return nil }
        return try grantChain(of: [account]).inForce(of: account).map(\.role).first(where: \.isApart)
    }

    // MARK: Ending

    private func storedGrant(_ id: ID<RoleGrant>) throws -> (grant: RoleGrant, chain: GrantChain) {
        let account: ID<Account>? = try session.value("SELECT account_id FROM role_grant WHERE id = \(id)")
        guard let account else { throw StoreError.notFound("grant") }
        let chain = try grantChain(of: [account])
        if let grant = chain.grants.first(where: { $0.id == id }) { return (grant, chain) }
        // One that was taken back is told as such to whoever could have done so.
        let ended = try session.one(
            "SELECT role, scope, committee_id, branch_id, group_id FROM role_grant WHERE id = \(id)"
        ) { (role: try $0["role"] as Role, scope: try Scope(row: $0)) }
        if let ended { try requireTakingBack(ended.role, in: place(of: ended.scope)) }
        throw Account.Refusal.grantEnded
    }

    private func requireTakingBack(_ role: Role, in place: Place) throws {
        try require(.grantRoles, in: place)
        guard authority.mayTakeBack(role, in: place) else { throw Account.Refusal.exceedsOwn(role) }
    }

    /// Whether the principal can take the role back as things stand.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func canEnd(_ id: ID<RoleGrant>) throws -> Bool {
        try isAllowed { _ = try requireEnding(of: id) }
    }

    private func isAllowed(_ check: () throws -> Void) throws -> Bool {
        do {
            try check()
            return true
        } catch is Account.Refusal, is Authority.Denial {
            return false
        }
    }

    private func requireEnding(of id: ID<RoleGrant>) throws -> RoleGrant {
        let (grant, _) = try storedGrant(id)
        if try !isOwnSlip(grant) { try requireTakingBack(grant.role, in: grant.place) }
        if grant.role == .administrator { try refuseLastAdministrator(without: grant.account) }
        return grant
    }

    /// Whether the first administrator gave the role themselves, to an account that nobody has entered yet.
    private func isOwnSlip(_ grant: RoleGrant) throws -> Bool {
        guard grant.isFounding, let own = principal.account, grant.granter == .account(own) else { return false }
        return try authority.allows(.grantRoles, in: .bureau) && !storedAccount(grant.account).account.hasPassword
    }

    /// Takes a role back.
    ///
    /// - Throws: ``Account/Refusal``, ``Authority/Denial``.
    package func endGrant(_ id: ID<RoleGrant>) throws -> AccountListing {
        let grant = try requireEnding(of: id)
        try end(grant)
        return try storedAccount(grant.account)
    }

    /// Takes back all that was granted to an account.
    func endGrants(of account: ID<Account>) throws {
        for grant in try grantChain(of: [account]).grants(to: account) { try end(grant) }
    }

    /// Takes back what was granted in a branch that is no more.
    func endGrants(in branch: ID<Branch>) throws {
        let accounts = try session.rows(
            "SELECT account_id FROM role_grant WHERE branch_id = \(branch) AND ended_at IS NULL"
        ) { try $0.at(0) as ID<Account> }
        for grant in try grantChain(of: Set(accounts).sorted()).grants {
            switch grant.scope {
            case .branch(branch), .group(_, of: branch): try end(grant)
            case .bureau, .committee, .branch, .group: break
            }
        }
    }

    private func end(_ grant: RoleGrant) throws {
        let ended = try session.changed(
            by: """
                UPDATE role_grant SET ended_at = \(now), ended_by = \(principal.name)
                 WHERE id = \(grant.id) AND ended_at IS NULL
                """
        )
        guard ended == 1 else { throw Account.Refusal.grantEnded }
        try audit(
            .ended, .grant, grant.id, in: grant.place,
            before: ["account": .open(JSON(grant.account)), "role": .open(.string(grant.role.rawValue))])
    }

    // MARK: Renewing

    /// Whether the principal can renew the grant as things stand.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func canRenew(_ id: ID<RoleGrant>) throws -> Bool {
        try isAllowed { _ = try requireRenewing(of: id) }
    }

    private func requireRenewing(of id: ID<RoleGrant>) throws -> RoleGrant {
        let (grant, chain) = try storedGrant(id)
        if grant.role.isOfOffice {
            try requireTakingBack(grant.role, in: grant.place)
            throw Account.Refusal.roleOfOffice(grant.role)
        }
        try requireGranting(grant.role, in: grant.place, to: storedAccount(grant.account).account)
        let own: RoleGrant.Granter = principal.account.map { .account($0) } ?? .operator
        if chain.lapses[grant.id] == nil, grant.granter == .operator || grant.isFounding || grant.granter == own {
            throw Account.Refusal.nothingToRenew
        }
        // With the principal to answer for it: what they have must not come from it.
        var after = try grantChain(of: [grant.account] + (principal.account.map { [$0] } ?? []))
        after.grants = after.grants.map { $0.id == id ? $0.renewed(by: own, at: now) : $0 }
        if after.lapses[id] != nil { throw Account.Refusal.hangsOnGrant }
        return grant
    }

    /// Answers for a grant from now on, in place of whoever did: one that lapsed is in force again, with what hangs on it.
    ///
    /// - Throws: ``Account/Refusal``, ``Authority/Denial``.
    package func renewGrant(_ id: ID<RoleGrant>) throws -> AccountListing {
        let grant = try requireRenewing(of: id)
        let renewed = try session.changed(
            by: """
                UPDATE role_grant SET renewed_at = \(now), renewed_by = \(principal.name)
                 WHERE id = \(id) AND ended_at IS NULL
                """
        )
        guard renewed == 1 else { throw Account.Refusal.grantEnded }
        try audit(
            .renewed, .grant, id, in: grant.place,
            after: Self.document(of: grant.role, in: grant.scope, to: grant.account))
        return try storedAccount(grant.account)
    }

    /// The scope named in a form.
    ///
    /// - Throws: ``FieldErrors``.
    package func requireScope(committee: String?, branch: String?) throws -> Scope {
        switch (committee, branch) {
        case (nil, nil): return .bureau
        case (let committee?, nil): return .committee(try requireCommittee(committee))
        case (nil, let branch?):
            let id = try requireBranch(branch)
            try refuseDissolved(id)
            return .branch(id)
        case (_?, _?): throw FieldErrors("committee", .conflict, "name a committee or a branch, not both")
        }
    }
}

extension Scope {
    fileprivate var columns: (committee: ID<Committee>?, branch: ID<Branch>?, group: ID<Group>?) {
        switch self {
        case .bureau: (nil, nil, nil)
        case .committee(let committee): (committee, nil, nil)
        case .branch(let branch): (nil, branch, nil)
        case .group(let group, let branch): (nil, branch, group)
        }
    }
}

/// The grants that nobody took back, of some accounts and of all whose grants these hang on.
struct GrantChain {
    fileprivate(set) var grants: [RoleGrant] = []
    fileprivate var holders: [ID<Account>: RoleGrant.Holder] = [:]
    /// Who answers for each, by name.
    fileprivate var answering: [ID<RoleGrant>: String] = [:]

    /// Those that are not in force, and why.
    var lapses: [ID<RoleGrant>: RoleGrant.Lapse] { RoleGrant.lapses(among: grants, of: holders) }

    func grants(to account: ID<Account>) -> [RoleGrant] { grants.filter { $0.account == account } }

    func inForce(of account: ID<Account>) -> [RoleGrant] {
        let own = grants(to: account)
        if own.isEmpty { return [] }
        let lapses = lapses
        return own.filter { lapses[$0.id] == nil }
    }

    /// As it would be if the account were no administrator.
    func without(administrator account: ID<Account>) -> GrantChain {
        var rest = self
        rest.grants.removeAll { $0.account == account && $0.role == .administrator }
        return rest
    }
}
