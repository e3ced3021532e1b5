/// A role given to an account in a scope, beyond what its member's offices bring.
///
/// It says who answers for it: whoever granted it, or renewed it last. Whether it is in force is not kept but found out
/// each time (``lapses(among:of:)``), so that no way in which a role can go is forgotten.
package struct RoleGrant: Hashable, Sendable {
    /// Who answers for a grant.
    package enum Granter: Hashable, Sendable {
        /// A command run beside the file.
        case `operator`
        case account(ID<Account>)
        /// No account has the name that is on record.
        case unknown
    }

    /// Whoever holds a grant, or answers for one.
    package struct Holder: Hashable, Sendable {
        package let isClosed: Bool
        /// It is the account of a member who is in no branch today.
        package let hasLeft: Bool

        package init(isClosed: Bool, hasLeft: Bool) {
            self.isClosed = isClosed
            self.hasLeft = hasLeft
        }
    }

    /// Why a grant that nobody took back gives nothing.
    package enum Lapse: String, CaseIterable, Hashable, Sendable {
        /// The role comes with an office or with membership, and in no other way: the grant is from before that was so.
        case roleOfOffice
        /// The holder's member has left the party, or the bureau.
        case holderLeft
        /// The account that answers for it is closed.
        case granterClosed
        /// The account that answers for it no longer has a role by which it could grant this one.
        case granterWithoutRole
    }

    package let id: ID<RoleGrant>
    package let account: ID<Account>
    package let role: Role
    package let scope: Scope
    /// Where the scope is.
    package let place: Place
    package let granter: Granter
    package let granted: Instant
    /// When it was renewed last, if ever.
    package let renewed: Instant?
    /// Given by the first administrator, who does not have the role, for nobody else was there to give it
    /// (``Role/founding``). Like the operator's it hangs on nothing.
    package let isFounding: Bool

    package init(
        id: ID<RoleGrant>, account: ID<Account>, role: Role, scope: Scope, place: Place, granter: Granter,
        granted: Instant, renewed: Instant?, isFounding: Bool
    ) {
        self.id = id
        self.account = account
        self.role = role
        self.scope = scope
        self.place = place
        self.granter = granter
        self.granted = granted
        self.renewed = renewed
        self.isFounding = isFounding
    }

    /// The grant with somebody else to answer for it from now on.
    package func renewed(by granter: Granter, at now: Instant) -> RoleGrant {
        RoleGrant(
            id: id, account: account, role: role, scope: scope, place: place, granter: granter, granted: granted,
            renewed: now, isFounding: isFounding)
    }

    package var held: Authority.Held { Authority.Held(role, in: scope, at: place) }

    /// Which of the grants are not in force, and why.
    ///
    /// A grant hangs on its granter: on a grant of theirs that is in force, was there before it, and has the whole role
    /// in all of the scope. That one hangs on another, up to the operator's and to the founding ones, which hang on
    /// nothing. What leads back to itself leads nowhere: it is in force only if it is from one of these on.
    ///
    /// What its granter was granted anew, later than this, does not bring it back; what was renewed counts as never
    /// having lapsed.
    ///
    /// - Parameters:
    ///   - grants: those that nobody took back, of the accounts in question and of all whose grants these hang on.
    ///   - holders: those accounts.
    package static func lapses(
        among grants: [RoleGrant], of holders: [ID<Account>: Holder]
    ) -> [ID<RoleGrant>: Lapse] {
        var lapses: [ID<RoleGrant>: Lapse] = [:]
        var open: [RoleGrant] = []
        var inForce: [ID<Account>: [RoleGrant]] = [:]
        for grant in grants {
            if grant.role.isOfOffice {
                lapses[grant.id] = .roleOfOffice
            } else if holders[grant.account]?.hasLeft == true {
                lapses[grant.id] = .holderLeft
            } else if grant.granter == .operator || grant.isFounding {
                inForce[grant.account, default: []].append(grant)
            } else {
                open.append(grant)
            }
        }
        // What is in force brings more in force, until nothing does.
        var found = true
        while found {
            found = false
            open.removeAll { grant in
                guard case .account(let granter) = grant.granter, holders[granter]?.isClosed == false else {
                    return false
                }
                let before = (inForce[granter] ?? []).filter { $0.granted <= grant.renewed ?? grant.granted }
                guard Authority(member: nil, held: before.map(\.held)).mayGrant(grant.role, in: grant.place) else {
                    return false
                }
                inForce[grant.account, default: []].append(grant)
                found = true
                return true
            }
        }
        for grant in open {
            if case .account(let granter) = grant.granter, holders[granter]?.isClosed == true {
                lapses[grant.id] = .granterClosed
            } else {
                lapses[grant.id] = .granterWithoutRole
            }
        }
        return lapses
    }
}
