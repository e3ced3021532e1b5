package import Domain

extension Transaction {
    /// The roles granted to an account that stand.
    func grants(of account: ID<Account>) throws -> [RoleListing] {
        try session.rows(
            """
            SELECT id, role, scope, committee_id, branch_id, group_id FROM role_grant
             WHERE account_id = \(account) AND ended_at IS NULL
             ORDER BY id
            """
        ) { (grant: try $0["id"] as ID<RoleGrant>, role: try $0["role"] as Role, scope: try Scope(row: $0)) }
        .map { try listing(of: $0.role, in: $0.scope, grant: $0.grant) }
    }

    func listing(of role: Role, in scope: Scope, grant: ID<RoleGrant>?) throws -> RoleListing {
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
        return RoleListing(
            grant: grant, role: role, scope: scope.kind, committee: committee, branch: branch, group: group
        )
    }

    /// Gives an account a role, of those that the principal has in full in that scope.
    ///
    /// - Throws: ``Account/Refusal``, ``Authority/Denial``.
    package func grant(_ role: Role, in scope: Scope, to id: ID<Account>) throws -> AccountListing {
        let account = try storedAccount(id).account
        if !authority.isUnlimited {
            try require(.readAccounts, in: place(of: account))
            // A role that somebody gave themselves would stay with them when their office goes.
            if id == principal.account { throw Account.Refusal.ownGrant }
        }
        guard role.scopes.contains(scope.kind) else { throw Account.Refusal.roleNeedsScope(role) }
        let place = try place(of: scope)
        if case .bureau = scope { try requireForBureau(.grantRoles) } else { try require(.grantRoles, in: place) }
        guard authority.mayGrant(role, in: place) else { throw Account.Refusal.exceedsOwn(role) }
        if account.isClosed { throw Account.Refusal.closed }
        try refuseMixing(role, with: account)
        let columns = scope.columns
        let stands = try session.exists(
            """
            SELECT 1 FROM role_grant
             WHERE account_id = \(id) AND role = \(role) AND scope = \(scope.kind) AND ended_at IS NULL
               AND committee_id IS NOT DISTINCT FROM \(columns.committee)
               AND branch_id IS NOT DISTINCT FROM \(columns.branch)
               AND group_id IS NOT DISTINCT FROM \(columns.group)
            """
        )
        if stands { throw Account.Refusal.alreadyGranted }
        let grant: ID<RoleGrant> = try session.insert(
            """
            INSERT INTO role_grant (account_id, role, scope, committee_id, branch_id, group_id, granted_at, granted_by)
            VALUES (\(id), \(role), \(scope.kind), \(columns.committee), \(columns.branch), \(columns.group), \(now),
                    \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .granted, .grant, grant, in: place,
            after: [
                "account": .open(JSON(id)), "role": .open(.string(role.rawValue)),
                "scope": .open(.string(scope.kind.rawValue)),
                "committee": .open(JSON(columns.committee)), "branch": .open(JSON(columns.branch)),
                "group": .open(JSON(columns.group)),
            ]
        )
        return try storedAccount(id)
    }

    /// Who lets others in, and who inspects them, takes no part in what is assessed: neither role goes with another's.
    ///
    /// - Throws: ``Account/Refusal/rolesExclude(_:_:)``.
    private func refuseMixing(_ role: Role, with account: Account) throws {
        let held = Set(try authority(of: account.id).held.map(\.role))
        let entering: Set<Role> = [.groupLeader, .branchOfficer, .secretary]
        let apart: Set<Role> = [.administrator, .auditor]
        let clash: Role? =
            entering.contains(role)
            ? held.first(where: apart.contains)
            : apart.contains(role) ? held.first(where: entering.contains) : nil
        if let clash { throw Account.Refusal.rolesExclude(role, clash) }
    }

    private typealias StoredGrant = (account: ID<Account>, role: Role, scope: Scope, ended: Instant?)

    private func storedGrant(_ id: ID<RoleGrant>) throws -> StoredGrant {
        let found = try session.one(
            "SELECT account_id, role, scope, committee_id, branch_id, group_id, ended_at FROM role_grant WHERE id = \(id)"
        ) { row in
            (
                account: try row["account_id"] as ID<Account>, role: try row["role"] as Role,
                scope: try Scope(row: row),
                ended: try row["ended_at"] as Instant?
            )
        }
        guard let found else { throw StoreError.notFound("grant") }
        return found
    }

    /// Whether the principal can take the role back as things stand.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func canEnd(_ id: ID<RoleGrant>) throws -> Bool {
        do {
            _ = try requireEnding(of: id)
            return true
        } catch is Account.Refusal, is Authority.Denial {
            return false
        }
    }

    private func requireEnding(of id: ID<RoleGrant>) throws -> StoredGrant {
        let found = try storedGrant(id)
        let place = try place(of: found.scope)
        try require(.grantRoles, in: place)
        guard authority.mayGrant(found.role, in: place) else { throw Account.Refusal.exceedsOwn(found.role) }
        guard found.ended == nil else { throw Account.Refusal.grantEnded }
        if found.role == .administrator { try refuseLastAdministrator(without: found.account) }
        return found
    }

    /// Takes a role back.
    ///
    /// - Throws: ``Account/Refusal``, ``Authority/Denial``.
    package func endGrant(_ id: ID<RoleGrant>) throws -> AccountListing {
        let found = try requireEnding(of: id)
        let ended = try session.changed(
            by: """
                UPDATE role_grant SET ended_at = \(now), ended_by = \(principal.name)
                 WHERE id = \(id) AND ended_at IS NULL
                """
        )
        guard ended == 1 else { throw Account.Refusal.grantEnded }
        try audit(
            .ended, .grant, id, in: place(of: found.scope),
            before: ["account": .open(JSON(found.account)), "role": .open(.string(found.role.rawValue))])
        return try storedAccount(found.account)
    }

    /// The scope named in a form.
    ///
    /// - Throws: ``FieldErrors``.
    package func requireScope(committee: String?, branch: String?, group: String?) throws -> Scope {
        switch (committee, branch, group) {
        case (nil, nil, nil): return .bureau
        case (let committee?, nil, nil): return .committee(try requireCommittee(committee))
        case (nil, let branch?, nil): return .branch(try requireBranch(branch))
        case (nil, let branch?, let group?):
            let id = try requireBranch(branch)
            return .group(try requireGroup(group, in: id), of: id)
        case (nil, nil, _?): throw FieldErrors("branch", .required, "a group is named with its branch")
        default: throw FieldErrors("committee", .conflict, "name a committee or a branch, not both")
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
