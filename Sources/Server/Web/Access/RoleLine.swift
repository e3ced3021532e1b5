import Domain
import Storage

/// A role that somebody has, in words.
struct RoleLine: Sendable {
    let role: String
    let scope: String
    /// That it comes with an office, who granted it, or why it gives nothing.
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
        note =
            if let lapse = listing.lapse {
                words(lapse.word, ["name": listing.answering ?? ""])
            } else if let answering = listing.answering, listing.isFounding {
                words(.roleFoundedBy, ["name": answering])
            } else if let answering = listing.answering {
                words(.roleGrantedBy, ["name": answering])
            } else if listing.readsOnly {
                words(.roleReadsOnly)
            } else {
                listing.role == .member ? nil : words(.roleFromOffice)
            }
    }
}

extension RoleGrant.Lapse: Worded {
    var word: Word {
        switch self {
        case .roleOfOffice: .lapseRoleOfOffice
        case .holderLeft: .lapseHolderLeft
        case .granterClosed: .lapseGranterClosed
        case .granterWithoutRole: .lapseGranterWithoutRole
        }
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
        case .careOfficer: .roleCareOfficer
        case .auditor: .roleAuditor
        case .administrator: .roleAdministrator
        }
    }
}
