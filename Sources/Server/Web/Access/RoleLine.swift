import Domain
import Storage

/// A role that somebody has, in words.
struct RoleLine: Sendable {
    let role: String
    let scope: String
    /// Said of a role that comes with an office.
    let note: String?
}

extension RoleLine {
    init(_ listing: RoleListing, _ words: Words) {
        role = words(listing.role.word)
        scope =
            switch listing.scope {
            case .bureau: words(.scopeBureau)
            case .committee: words(.scopeCommittee, ["code": listing.committee?.text ?? ""])
            case .branch: words(.scopeBranch, ["code": listing.branch?.text ?? ""])
            case .group: words(.scopeGroup, ["code": listing.branch?.text ?? "", "group": listing.group ?? ""])
            }
        note = listing.grant == nil && listing.role != .member ? words(.roleFromOffice) : nil
    }
}

extension Role: Worded {
    var word: Word {
        switch self {
        case .member: .roleMember
        case .groupLeader: .roleGroupLeader
        case .branchOfficer: .roleBranchOfficer
        case .secretary: .roleSecretary
        case .committeeOfficer: .roleCommitteeOfficer
        case .auditor: .roleAuditor
        case .administrator: .roleAdministrator
        }
    }
}
