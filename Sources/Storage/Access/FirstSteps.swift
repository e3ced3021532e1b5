package import Domain

/// How far a bureau has been set up: what there is of what its first month needs.
package struct FirstSteps: Hashable, Sendable {
    /// The account of those who have one of the ``Role/founding`` roles.
    package enum Holder: Hashable, Sendable {
        case nobody
        /// Nobody has set its password yet.
        case invited(ID<Account>)
        case entered
    }

    /// What a branch has, at present.
    package struct Branch: Hashable, Sendable {
        package let listing: BranchListing
        /// How many members have an account.
        package let accounts: Int
    }

    package let office: Holder
    package let auditor: Holder
    package let committees: [Committee]
    package let schemes: [SchemeListing]
    package let branches: [Branch]
    /// Whether a month was ever opened.
    package let hasMonth: Bool
}

extension Transaction {
    /// Whether the principal sets up a bureau in which no month was ever opened.
    package func isFirstDay() throws -> Bool {
        try setsUp() && !hasMonths()
    }

    /// For whoever lets others in, or makes committees and branches; of what they see.
    ///
    /// - Throws: ``Authority/Denial``.
    package func firstSteps() throws -> FirstSteps {
        guard setsUp() else { throw Authority.Denial.notPermitted(.manageCommittees) }
        let accounts = try accountsByBranch()
        return FirstSteps(
            office: try holder(of: .committeeOfficer), auditor: try holder(of: .auditor),
            committees: try whole { try committees($0) }, schemes: try whole { try schemes($0) },
            branches: try whole { try branches($0) }.map { listing in
                FirstSteps.Branch(listing: listing, accounts: accounts[listing.branch.id] ?? 0)
            },
            hasMonth: try hasMonths())
    }

    private func setsUp() -> Bool {
        authority.allows(.manageAccounts) || authority.allows(.manageCommittees)
    }

    private func hasMonths() throws -> Bool { try session.exists("SELECT 1 FROM cycle") }

    private func holder(of role: Role) throws -> FirstSteps.Holder {
        let accounts = try session.rows(
            """
            SELECT account.id, account.password IS NOT NULL AS has_password
              FROM role_grant JOIN account ON account.id = role_grant.account_id
             WHERE role_grant.role = \(role) AND role_grant.ended_at IS NULL AND account.closed_at IS NULL
             ORDER BY role_grant.id
            """
        ) { row in (id: try row["id"] as ID<Account>, hasPassword: try row["has_password"] as Bool) }
        if accounts.contains(where: \.hasPassword) { return .entered }
        return accounts.last.map { .invited($0.id) } ?? .nobody
    }

    private func accountsByBranch() throws -> [ID<Branch>: Int] {
        let counted = try session.rows(
            """
            SELECT membership.branch_id, count(*) AS accounts
              FROM membership JOIN account ON account.member_id = membership.member_id
             WHERE \(try isWithin(.readAccounts, branch: "membership.branch_id")) AND \(present("membership"))
               AND account.closed_at IS NULL
             GROUP BY membership.branch_id
             ORDER BY membership.branch_id
            """
        ) { row in (try row["branch_id"] as ID<Branch>, try row["accounts"] as Int) }
        return Dictionary(uniqueKeysWithValues: counted)
    }
}
