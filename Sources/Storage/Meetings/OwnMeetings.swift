package import Domain

extension Transaction {
    /// The meetings of branches to which whoever reads is entitled on their days, in the order they are held, the cancelled
    /// ones included.
    package func ownBranchMeetings(from first: LocalDate, until last: LocalDate? = nil) throws -> [MeetingListing] {
        try authority.require(.readBranchMeetings)
        guard let member = try ownAccount().account.member else { return [] }
        return try branchMeetings(
            of: authority.reach(of: .readBranchMeetings).branches.sorted(), from: first, until: last
        ).filter { try isEntitled(member, to: $0) }
    }

    /// The meetings to come of whoever reads, those of branches and those of committees that they see as far as they are to
    /// be there: a secretary, and the committee's own office.
    package func ownMeetings(from first: LocalDate, until last: LocalDate) throws -> [MeetingListing] {
        guard authority.allows(.readBranchMeetings) else { return [] }
        let own = try ownBranchMeetings(from: first, until: last)
        let member = try ownAccount().account.member
        let committees = Set(
            authority.held.compactMap { held -> ID<Committee>? in
                if held.role == .committeeOfficer, case .committee(let committee) = held.scope {
                    committee
                } else {
                    nil
                }
            })
        let ofBureau = authority.held.contains { $0.role == .committeeOfficer && $0.scope == .bureau }
        let others =
            authority.allows(.readMeetings)
            ? try committeeMeetings(from: first, until: last).filter { listing in
                try ofBureau || committees.contains(listing.committee)
                    || member.map { try isEntitled($0, to: listing) } ?? false
            } : []
        return (own + others).filter { $0.meeting.status == .scheduled }.sorted {
            ($0.meeting.slot.begins, $0.id) < ($1.meeting.slot.begins, $1.id)
        }
    }
}
