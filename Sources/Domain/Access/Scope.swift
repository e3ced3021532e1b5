/// Where a role is held.
package enum Scope: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case bureau, committee, branch, group
    }

    /// Everything in the database.
    case bureau
    /// A committee, the committees below it, and all their branches.
    case committee(ID<Committee>)
    case branch(ID<Branch>)
    /// A party group; its leader sees the branch, and enters for the group alone.
    case group(ID<Group>, of: ID<Branch>)

    package var kind: Kind {
        switch self {
        case .bureau: .bureau
        case .committee: .committee
        case .branch: .branch
        case .group: .group
        }
    }
}

/// Where something belongs: in the bureau, a committee, a branch, a group of it.
package struct Place: Hashable, Sendable {
    /// The committee it belongs to and those above it, nearest first; empty for what is the whole bureau's.
    package let committees: [ID<Committee>]
    package let branch: ID<Branch>?
    package let group: ID<Group>?

    package init(committees: [ID<Committee>] = [], branch: ID<Branch>? = nil, group: ID<Group>? = nil) {
        self.committees = committees
        self.branch = branch
        self.group = group
    }

    /// What belongs to no committee: the holiday calendar, accounts of nobody's members.
    package static let bureau = Place()

    /// The same branch, narrowed to one of its groups.
    package func narrowed(to group: ID<Group>?) -> Place {
        Place(committees: committees, branch: branch, group: group)
    }
}
