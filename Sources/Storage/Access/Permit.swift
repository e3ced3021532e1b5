package import Domain

/// What a credential lets its bearer do at this moment.
struct Permit {
    let authority: Authority
    /// Signed in with a password alone where a role needs a second factor: nothing is permitted until there is one.
    let isEnrolling: Bool
    /// A token for reading.
    let isReadOnly: Bool
    /// On what it rests; nil for whoever has no account.
    var basis: Entitlement.Basis?
    /// What it follows from, where that was not known yet.
    var readAnew: Entitlement?
}

/// A credential that does not do.
package enum CredentialError: Error, Hashable, Sendable {
    /// It was revoked, has expired, or its account is closed.
    case ended
    /// A second factor must be set up first.
    case secondFactorNeeded
    /// The token is for reading.
    case readOnly
    /// What concerns the account itself is for a session, not for a token.
    case sessionNeeded
    /// Only who is signed in has an account of their own.
    case noAccount
}

extension Permit {
    /// - Throws: ``CredentialError/ended``.
    init(of principal: Principal, in transaction: Transaction) throws {
        switch principal {
        case .operator: self.init(authority: .unlimited, isEnrolling: false, isReadOnly: false)
        case .nobody: self.init(authority: .none, isEnrolling: false, isReadOnly: false)
        case .account(let account, _, let credential):
            guard let (number, isReadOnly) = try transaction.numberWhereStands(credential, of: account) else {
                throw CredentialError.ended
            }
            let basis = Entitlement.Basis(number: number, day: transaction.today)
            let known = transaction.known.entitlements.entitlement(of: account, on: basis)
            let entitlement = try known ?? Entitlement(of: account, on: basis, in: transaction)
            let authority = entitlement.authority
            self.init(
                authority: credential.isOfCalendar ? authority.limited(to: CalendarAddress.actions) : authority,
                isEnrolling: entitlement.isEnrolling, isReadOnly: isReadOnly, basis: basis,
                readAnew: known == nil ? entitlement : nil)
        }
    }
}

extension Principal.Credential {
    fileprivate var isOfCalendar: Bool { if case .calendar = self { true } else { false } }
}

extension Entitlement {
    /// Whether a second factor is needed is asked anew as well: a role may have come since, or the factor gone.
    fileprivate init(of account: ID<Account>, on basis: Basis, in transaction: Transaction) throws {
        let authority = try transaction.authority(of: account)
        let isEnrolling = try transaction.lacksSecondFactor(account, having: authority)
        self.init(
            account: account, basis: basis, authority: isEnrolling ? .none : authority, isEnrolling: isEnrolling)
    }
}

extension Transaction {
    private static let basisNumber: SQL =
        "(SELECT authority_basis.number FROM authority_basis WHERE authority_basis.id = 1) AS number"

    /// The number of what authority rests on now, and whether the credential is for reading, in one statement; nil where the
    /// credential does not stand any more.
    fileprivate func numberWhereStands(
        _ credential: Principal.Credential, of account: ID<Account>
    ) throws -> (number: Int64, isReadOnly: Bool)? {
        switch credential {
        case .session(let id):
            let found = try session.one(
                """
                SELECT id, account_id, began, last_used, \(Self.basisNumber) FROM sign_in_session
                 WHERE id = \(id) AND account_id = \(account)
                """
            ) { (signedIn: try SignInSession(row: $0), number: try $0["number"] as Int64) }
            return found.flatMap { $0.signedIn.isAlive(at: now) ? ($0.number, false) : nil }
        case .token(let id):
            return try session.one(
                """
                SELECT extent, \(Self.basisNumber) FROM api_token
                 WHERE id = \(id) AND account_id = \(account) AND \(tokenStands)
                """
            ) { row in
                let isReadOnly = try row["extent"] as APIToken.Extent == .read
                return (try row["number"], isReadOnly)
            }
        case .calendar(let id):
            return try session.one(
                """
                SELECT \(Self.basisNumber) FROM calendar_address WHERE id = \(id) AND account_id = \(account)
                """
            ) { (try $0["number"], true) }
        case .reminder:
            return try session.one("SELECT \(Self.basisNumber)") { (try $0["number"], true) }
        }
    }
}

extension Transaction {
    /// The roles that an account has today: those of its member's branch and offices, and those granted that are in force.
    ///
    /// - Throws: ``CredentialError/ended`` for a closed account, and for that of a member who has left.
    func authority(of account: ID<Account>) throws -> Authority {
        let found = try session.one("SELECT member_id, closed_at FROM account WHERE id = \(account)") { row in
            (member: try row["member_id"] as ID<Member>?, closed: try row["closed_at"] as Instant?)
        }
        guard let found, found.closed == nil, try found.member.map({ try !hasLeft($0) }) ?? true else {
            throw CredentialError.ended
        }
        var held = try grantChain(of: [account]).inForce(of: account).map(\.held)
        if let member = found.member { held += try rolesOfOffice(of: member) }
        return Authority(member: found.member, held: held)
    }

    /// Nobody grants these: they come with being in the branch and with being appointed there, and go with it.
    func rolesOfOffice(of member: ID<Member>) throws -> [Authority.Held] {
        let branches = try session.rows(
            "SELECT branch_id FROM membership WHERE member_id = \(member) AND \(present("membership"))"
        ) { try $0.at(0) as ID<Branch> }
        let offices = try session.rows(
            """
            SELECT office, branch_id, group_id FROM appointment
             WHERE member_id = \(member) AND \(present("appointment"))
             ORDER BY id
            """
        ) { row in
            (
                office: try row["office"] as Appointment.Office, branch: try row["branch_id"] as ID<Branch>,
                group: try row["group_id"] as ID<Group>?
            )
        }
        return try branches.map { try held(.member, in: .branch($0)) }
            + offices.map { office in
                let scope: Scope = office.group.map { .group($0, of: office.branch) } ?? .branch(office.branch)
                return try held(office.office.role, in: scope)
            }
    }

    func held(_ role: Role, in scope: Scope) throws -> Authority.Held {
        Authority.Held(role, in: scope, at: try place(of: scope))
    }

    /// Where a scope is.
    func place(of scope: Scope) throws -> Place {
        switch scope {
        case .bureau: .bureau
        case .committee(let committee): try place(of: committee)
        case .branch(let branch): try place(of: branch)
        case .group(let group, let branch): try place(of: branch).narrowed(to: group)
        }
    }
}

extension Role: SQLTextValue {}
extension Scope.Kind: SQLTextValue {}
extension APIToken.Extent: SQLTextValue {}

extension Scope {
    /// From the columns `scope`, `committee_id`, `branch_id` and `group_id`.
    init(row: SQLRow) throws {
        let kind: Kind = try row["scope"]
        let (committee, branch, group): (ID<Committee>?, ID<Branch>?, ID<Group>?) = (
            try row["committee_id"], try row["branch_id"], try row["group_id"]
        )
        switch (kind, committee, branch, group) {
        case (.bureau, nil, nil, nil): self = .bureau
        case (.committee, let committee?, nil, nil): self = .committee(committee)
        case (.branch, nil, let branch?, nil): self = .branch(branch)
        case (.group, nil, let branch?, let group?): self = .group(group, of: branch)
        default: throw StorageFault.corrupt("a grant whose scope is not of its kind")
        }
    }
}
