package import Domain

extension Transaction {
    /// What the rules ask on a day of whoever reads: of the committees whose office they have, of the branches for which they
    /// hold an office, as their secretary, and of the groups that they lead.
    ///
    /// - Throws: ``Authority/Denial`` for whoever does not see what is due.
    package func ownObligations(on day: LocalDate, by rules: CadenceRules) throws -> [ObligationListing] {
        try authority.require(.readCadence)
        var committees: Set<ID<Committee>> = []
        var branches: Set<ID<Branch>> = []
        var groups: [ID<Branch>: Set<Int64>] = [:]
        for held in authority.held {
            switch (held.role, held.scope) {
            case (.committeeOfficer, .committee(let committee)): committees.insert(committee)
            case (.committeeOfficer, .bureau): committees.formUnion(try placeOfBureau().committees.suffix(1))
            case (.secretary, .branch(let branch)), (.branchOfficer, .branch(let branch)): branches.insert(branch)
            case (.groupLeader, .group(let group, let branch)):
                groups[branch, default: []].insert(group.rawValue)
            default: break
            }
        }
        let member = try ownAccount().member?.number
        let ofCommittees = try committees.sorted().flatMap { committee in
            try due(on: day, by: rules, in: .committee(committee)).filter {
                $0.subject.kind == .committee && $0.subject.id == committee.rawValue
            }
        }
        let ofBranches = try branches.union(groups.keys).sorted().flatMap { branch in
            try due(on: day, by: rules, in: .branch(branch)).filter { listing in
                switch listing.subject.kind {
                case .committee: false
                case .branch: branches.contains(branch)
                case .group: branches.contains(branch) || groups[branch, default: []].contains(listing.subject.id)
                case .secretary: member != nil && listing.subject.person?.number == member
                }
            }
        }
        return ofCommittees + ofBranches
    }
}
