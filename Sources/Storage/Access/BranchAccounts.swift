package import Domain

/// What came of letting a branch's members in, each by their number.
package struct BranchAccounts: Hashable, Sendable {
    /// An account that its member enters by the link, once.
    package struct Made: Hashable, Sendable {
        package let account: AccountListing
        package let member: PersonReference
        package let link: PasswordLink
        /// Whether the account was made now; otherwise nobody had set its password yet.
        package let isNew: Bool
    }

    /// A member who got no link.
    package struct Skipped: Hashable, Sendable {
        package enum Cause: String, CaseIterable, Hashable, Sendable {
            /// They have set a password: they are in.
            case isIn
            /// Their account is closed.
            case closed
            /// Somebody else's account has their number for its name.
            case nameTaken
        }

        package let member: PersonReference
        package let cause: Cause
    }

    package let made: [Made]
    package let skipped: [Skipped]
}

extension Transaction {
    /// Makes an account for each present member of the branch who has none, named by their number, and a link for each
    /// who has set no password yet. It can be done again: whoever is in stays as they are, the others get a new link.
    package func letMembersIn(of branch: ID<Branch>) throws -> BranchAccounts {
        try require(.manageAccounts, in: branch)
        var made: [BranchAccounts.Made] = []
        var skipped: [BranchAccounts.Skipped] = []
        for (id, member, account) in try membersWithAccounts(of: branch) {
            if let account {
                if account.isClosed || account.hasPassword {
                    skipped.append(.init(member: member, cause: account.isClosed ? .closed : .isIn))
                } else {
                    let link = try makePasswordLink(for: account.id)
                    made.append(
                        .init(account: try storedAccount(account.id), member: member, link: link, isNew: false))
                }
                continue
            }
            let draft = try Account.Draft(name: member.number.text, title: nil)
            if try session.exists("SELECT 1 FROM account WHERE name = \(draft.name.text)") {
                skipped.append(.init(member: member, cause: .nameTaken))
                continue
            }
            let account = try createAccount(draft, member: id)
            let link = try makePasswordLink(for: account.account.id)
            made.append(.init(account: account, member: member, link: link, isNew: true))
        }
        return BranchAccounts(made: made, skipped: skipped)
    }

    private typealias MemberAccount = (id: ID<Account>, isClosed: Bool, hasPassword: Bool)

    private func membersWithAccounts(
        of branch: ID<Branch>
    ) throws -> [(id: ID<Member>, member: PersonReference, account: MemberAccount?)] {
        try session.rows(
            """
            SELECT member.id, member.number, member.name, account.id AS account_id,
                   account.closed_at IS NOT NULL AS closed, account.password IS NOT NULL AS has_password
              FROM membership
              JOIN member ON member.id = membership.member_id
              LEFT JOIN account ON account.member_id = member.id
             WHERE membership.branch_id = \(branch) AND \(present("membership"))
             ORDER BY member.number
            """
        ) { row in
            let account: ID<Account>? = try row["account_id"]
            let (closed, hasPassword) = (try row["closed"] as Bool, try row["has_password"] as Bool)
            return (
                try row["id"], PersonReference(number: try row["number"], name: try row["name"]),
                account.map { ($0, closed, hasPassword) }
            )
        }
    }
}
