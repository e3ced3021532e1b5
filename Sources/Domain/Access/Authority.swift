/// What a principal may do at this moment: the roles held, each in its scope. Found out in every transaction, so that
/// what was taken away is gone with the next request.
package struct Authority: Hashable, Sendable {
    /// A role held in a scope.
    package struct Held: Hashable, Sendable {
        package let role: Role
        package let scope: Scope
        /// Where the scope itself lies: the committees over it, nearest first; of a committee's scope, itself included.
        package let place: Place
        /// What it permits: what the role does, unless its holder has to keep apart (``Authority/init(member:held:)``).
        package let actions: Set<Action>

        package init(_ role: Role, in scope: Scope, at place: Place) {
            self.init(role, in: scope, at: place, permitting: role.actions)
        }

        private init(_ role: Role, in scope: Scope, at place: Place, permitting actions: Set<Action>) {
            self.role = role
            self.scope = scope
            self.place = place
            self.actions = actions
        }

        func limited(to actions: Set<Action>) -> Held {
            Held(role, in: scope, at: place, permitting: self.actions.intersection(actions))
        }

        var keptApart: Held { Held(role, in: scope, at: place, permitting: role.actionsApart) }

        /// Whether it lets its holder read alone, who has another role that takes no part in what is assessed.
        package var isKeptApart: Bool { actions != role.actions }

        func covers(_ other: Place) -> Bool {
            switch scope {
            case .bureau: true
            case .committee(let committee): other.committees.contains(committee)
            case .branch(let branch): other.branch == branch
            case .group(let group, let branch): other.branch == branch && (other.group ?? group) == group
            }
        }

        /// Whether `other` is a committee's own, and the scope lies below that committee.
        func liesBelow(_ other: Place) -> Bool {
            guard other.branch == nil, let committee = other.committees.first else { return false }
            return place.committees.contains(committee)
        }

        func sees(_ other: Place) -> Bool {
            // Who leads one group sees the branch, the other groups in it included.
            covers(other.narrowed(to: nil)) || liesBelow(other) && actions.contains { $0.reachesUp }
        }

        func allows(_ action: Action, in other: Place) -> Bool {
            // What is of no group is not a leader's to score, or to record.
            if Action.ofGroups.contains(action), case .group = scope, other.group == nil { return false }
            return actions.contains(action) && (covers(other) || action.reachesUp && liesBelow(other))
        }
    }

    /// Whose account it is, if a member's.
    package let member: ID<Member>?
    package let held: [Held]
    /// The operator's: everything, everywhere.
    package let isUnlimited: Bool

    /// Administrators and auditors enter no scores, on whatever way they came to a role that does: of such a role there
    /// remains what any member of the branch may read. Their own areas are no exception.
    package init(member: ID<Member>?, held: [Held]) {
        self.member = member
        self.held = held.contains { $0.role.isApart } ? held.map(\.keptApart) : held
        isUnlimited = false
    }

    private init(held: [Held], isUnlimited: Bool) {
        member = nil
        (self.held, self.isUnlimited) = (held, isUnlimited)
    }

    package static let unlimited = Authority(held: [], isUnlimited: true)
    package static let none = Authority(member: nil, held: [])

    /// Of what is permitted, these actions alone, and nothing of the principal's own.
    package func limited(to actions: Set<Action>) -> Authority {
        Authority(held: held.map { $0.limited(to: actions) }, isUnlimited: false)
    }

    /// Whether something there exists for the principal at all.
    package func sees(_ place: Place) -> Bool {
        isUnlimited || held.contains { $0.sees(place) }
    }

    package func allows(_ action: Action, in place: Place) -> Bool {
        isUnlimited || held.contains { $0.allows(action, in: place) }
    }

    /// Whether the action is permitted anywhere.
    package func allows(_ action: Action) -> Bool {
        isUnlimited || held.contains { $0.actions.contains(action) }
    }

    package enum Denial: Error, Hashable, Sendable {
        /// For the principal it does not exist: told as 404.
        case outOfScope
        /// It is there, but this is not the principal's to do: told as 403.
        case notPermitted(Action)
    }

    /// - Throws: ``Denial``: what is out of scope is told apart from what is not permitted.
    package func require(_ action: Action, in place: Place) throws(Denial) {
        if allows(action, in: place) { return }
        throw sees(place) ? .notPermitted(action) : .outOfScope
    }

    /// For what has no place of its own: a list, a form.
    ///
    /// - Throws: ``Denial/notPermitted(_:)`` if the action is permitted nowhere.
    package func require(_ action: Action) throws(Denial) {
        if !allows(action) { throw .notPermitted(action) }
    }

    /// Whether the principal acts for the branch: an office of it, which enters or answers for its scores. Being one of its
    /// members is not that.
    package func actsFor(_ branch: ID<Branch>) -> Bool {
        held.contains { held in
            switch held.scope {
            case .branch(branch), .group(_, branch): held.role != .member && held.role.isOfOffice
            case .branch, .group, .committee, .bureau: false
            }
        }
    }

    /// The branches that the principal acts for.
    package var branchesActedFor: Set<ID<Branch>> {
        Set(
            held.compactMap { held in
                switch held.scope {
                case .branch(let branch), .group(_, let branch): actsFor(branch) ? branch : nil
                case .committee, .bureau: nil
                }
            })
    }

    /// Whether the principal may enter this sheet: for anybody, or as its assessor.
    ///
    /// - Parameter area: the area's branch, narrowed to the group of whoever holds it.
    /// - Throws: ``Denial``.
    package func requireEntry(in tier: Tier, by assessor: Sheet.Assessor, of area: Place) throws(Denial) {
        if allows(.enterScores, in: area) { return }
        let isOwn = if case .member(let member) = assessor { member == self.member } else { false }
        switch tier {
        case .group where isOwn: try require(.enterGroupScores, in: area)
        case .own where isOwn, .branch where isOwn: try require(.enterOwnScores, in: area)
        default: try require(.enterScores, in: area)
        }
    }

    /// Whether ``requireEntry(in:by:of:)`` lets it pass.
    package func allowsEntry(in tier: Tier, by assessor: Sheet.Assessor, of area: Place) -> Bool {
        (try? requireEntry(in: tier, by: assessor, of: area)) != nil
    }

    /// Whether the principal has, in all of the scope, everything that the role permits there: nobody grants what they
    /// do not have, but for what is theirs to appoint (``Role/appointing``). What comes with an office nobody grants.
    ///
    /// - Parameter place: where the scope is; what is permitted there is permitted in all of the scope.
    package func mayGrant(_ role: Role, in place: Place) -> Bool {
        !role.isOfOffice && mayTakeBack(role, in: place)
    }

    /// Whether there is a scope in which the principal may grant the role.
    package func mayGrant(_ role: Role) -> Bool {
        isUnlimited && !role.isOfOffice || held.contains { mayGrant(role, in: $0.place) }
    }

    /// Whether the principal may take the role back from somebody.
    ///
    /// - Parameter place: where the scope is.
    package func mayTakeBack(_ role: Role, in place: Place) -> Bool {
        guard allows(.grantRoles, in: place) else { return false }
        if let appointing = role.appointing { return allows(appointing, in: place) }
        return role.actions.allSatisfy { allows($0, in: place) }
    }

    /// Where an action is permitted, for the lists: only what is in one of these is shown.
    package struct Reach: Hashable, Sendable {
        package var isEverything = false
        package var committees: Set<ID<Committee>> = []
        package var branches: Set<ID<Branch>> = []
        /// Committees of which their own things are shown, though not what lies below them.
        package var above: Set<ID<Committee>> = []

        package init() {}
    }

    package func reach(of action: Action) -> Reach {
        var reach = Reach()
        reach.isEverything = isUnlimited
        for held in held where held.actions.contains(action) {
            switch held.scope {
            case .bureau: reach.isEverything = true
            case .committee(let committee): reach.committees.insert(committee)
            case .branch(let branch), .group(_, let branch): reach.branches.insert(branch)
            }
            if action.reachesUp { reach.above.formUnion(held.place.committees) }
        }
        return reach
    }
}
