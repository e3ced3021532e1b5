package import Domain

/// A member's rights and what was made use of in a year: counts alone, of one member, beside nobody else's.
package struct MemberRightsListing: Hashable, Sendable {
    package let member: PersonReference
    package let year: Int
    package let rights: [Right]
    /// Motions of which they are named as who brought them.
    package let motions: Int
    /// Suggestions that they handed in under their name; of those without one nobody knows.
    package let suggestions: Int
    /// Votes on whose roll they stood with a vote, and those at which they were counted as there.
    package let votes: Int
    package let votesPresent: Int
    /// The same of rounds of elections.
    package let rounds: Int
    package let roundsPresent: Int
    /// Elections in which they stood.
    package let candidacies: Int
    /// Appeals that they made; told to nobody else.
    package let appeals: Int?
    package let isOwn: Bool

    package struct Right: Hashable, Sendable {
        package let right: MemberRight
        package let state: MemberRight.State
    }
}

extension Transaction {
    /// A member's rights, and what was made use of in a year: for the member, and for whoever sees to the branch's meetings.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func memberRights(of member: ID<Member>, in year: Int) throws -> MemberRightsListing {
        let listing = try self.member(member).member
        if try !readsAttendance(of: member) { try require(.readMeetings, in: place(of: member)) }
        let isOwn = authority.member == member
        let votes = try votesOnRoll(of: member)
        let ofYear = votes.filter { $0.heldOn.components.year == year }
        let rounds = try electionRounds(withVoter: member).filter { $0.heldOn.components.year == year }
        let becameFull = listing.facts.becameFull
        let suspended = votes.max { ($0.heldOn, $0.motion, $0.round) < ($1.heldOn, $1.motion, $1.round) }.flatMap {
            last in
            last.document.map { (document: $0, on: last.heldOn) }
        }
        return MemberRightsListing(
            member: PersonReference(number: listing.number, name: listing.name), year: year,
            rights: MemberRight.allCases.map { right in
                MemberRightsListing.Right(
                    right: right,
                    state: right.state(isFull: becameFull.map { $0 <= today } ?? false, suspended: suspended))
            },
            motions: try motionsBrought(by: listing.name, member, in: year),
            suggestions: try suggestionsHandedIn(by: member, in: year),
            votes: ofYear.count { $0.document == nil }, votesPresent: ofYear.count { $0.wasThere },
            rounds: rounds.count, roundsPresent: rounds.count { $0.wasThere },
            candidacies: try candidacies(of: member, in: year), appeals: isOwn ? try ownAppeals(in: year) : nil,
            isOwn: isOwn)
    }

    private struct RollLine {
        let motion: ID<Motion>
        let round: Int
        let heldOn: LocalDate
        /// Under which they had no vote.
        let document: String?
        let wasThere: Bool
    }

    private func votesOnRoll(of member: ID<Member>) throws -> [RollLine] {
        let rows = try session.rows(
            """
            SELECT motion_voter.motion_id, motion_voter.round, motion_voter.document, motion_vote.held_on
              FROM motion_voter
              JOIN motion_vote ON motion_vote.motion_id = motion_voter.motion_id
                              AND motion_vote.round = motion_voter.round
             WHERE motion_voter.member_id = \(member)
            """
        ) { row in
            (
                motion: try row.at(0) as ID<Motion>, round: try row.at(1) as Int, document: try row.at(2) as String?,
                heldOn: try row.at(3) as LocalDate
            )
        }
        return try rows.map { row in
            let counts = try session.rows(
                """
                SELECT content FROM motion_count WHERE motion_id = \(row.motion) AND round = \(row.round) ORDER BY id
                """
            ) { try $0.at(0) as String }
            let present = try counts.last.flatMap { try JSON.parse($0.utf8)["present"]?.memberIDs } ?? []
            return RollLine(
                motion: row.motion, round: row.round, heldOn: row.heldOn, document: row.document,
                wasThere: present.contains(member))
        }
    }

    private func electionRounds(
        withVoter member: ID<Member>
    ) throws -> [(heldOn: LocalDate, wasThere: Bool)] {
        try session.rows(
            """
            SELECT election_round.content
              FROM election_voter
              JOIN election_round ON election_round.election_id = election_voter.election_id
                                 AND election_round.round = election_voter.round
             WHERE election_voter.member_id = \(member)
            """
        ) { row in
            let content: String = try row.at(0)
            let kept = try JSON.parse(content.utf8)
            guard let day = try kept["heldOn"]?.string.map({ try LocalDate(parsing: $0) }) else {
                throw StorageFault.corrupt("a round of an election cannot be read")
            }
            return (day, kept["present"]?.memberIDs?.contains(member) ?? false)
        }
    }

    /// Of the branches that they were in: a motion says in words who brought it.
    private func motionsBrought(by name: String, _ member: ID<Member>, in year: Int) throws -> Int {
        let count: Int? = try session.value(
            """
            SELECT COUNT(*) FROM motion
             WHERE motion.year = \(year) AND motion.origin = \(name)
               AND motion.branch_id IN (SELECT membership.branch_id FROM membership WHERE membership.member_id = \(member))
            """)
        return count ?? 0
    }

    private func candidacies(of member: ID<Member>, in year: Int) throws -> Int {
        let found = try session.rows(
            """
            SELECT election_candidate.election_id, election_step.taken_at
              FROM election
              JOIN election_candidate ON election_candidate.election_id = election.id
              JOIN election_step ON election_step.id = election_candidate.step_id
             WHERE election.branch_id IN (SELECT membership.branch_id FROM membership WHERE membership.member_id = \(member))
               AND election_candidate.member_id = \(member)
            """
        ) { (try $0.at(0) as ID<Election>, settings.timeZone.date(of: try $0.at(1))) }
        return Set(found.filter { $0.1.components.year == year }.map(\.0)).count
    }

    /// The principal's own, month by month: who appealed is known to nobody else.
    private func ownAppeals(in year: Int) throws -> Int {
        guard let months = Month.months(of: year), authority.allows(.readResults) else { return 0 }
        let cycles: [ID<Cycle>] = try session.rows(
            """
            SELECT id FROM cycle
             WHERE month BETWEEN \(months.lowerBound) AND \(months.upperBound)
               AND \(try isWithin(.readResults, branch: "cycle.branch_id"))
            """
        ) { try $0.at(0) }
        return try cycles.map { try ownAppeals(in: $0).count }.reduce(0, +)
    }
}
