package import Domain

extension Motion.Kind: SQLTextValue {}
extension Motion.Status: SQLTextValue {}
extension MotionStep.Kind: SQLTextValue {}
extension VoteCount.Method: SQLTextValue {}

/// A motion as it is shown, with all that became of it.
package struct MotionListing: Hashable, Sendable {
    package let id: ID<Motion>
    package let number: Motion.Number
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let motion: Motion
    package let status: Motion.Status
    package let broughtOn: LocalDate
    /// A sign-in name, or the operator's.
    package let broughtBy: String
    /// The oldest first.
    package fileprivate(set) var steps: [MotionStepListing] = []
    /// The oldest first; the last is the one that counts.
    package fileprivate(set) var votes: [VoteListing] = []
    /// Who has handed in an opinion; never what it says.
    package fileprivate(set) var opinions: [WrittenOpinionListing] = []

    /// The vote that decided it; nil while nothing is decided.
    package var resolution: VoteListing? {
        guard let vote = votes.last, !vote.outcomes.isEmpty, vote.outcomes.allSatisfy(\.isDecision) else { return nil }
        return vote
    }

    /// By when the higher organisation is to answer; nil where nothing waits for it.
    package var answerDue: LocalDate? {
        guard status == .decided, motion.kind.needsApproval, let vote = resolution, vote.outcomes.contains(.carried)
        else { return nil }
        return Motion.answerDue(after: vote.heldOn)
    }

    package func isOverdue(on today: LocalDate) -> Bool { answerDue.map { today > $0 } ?? false }
}

/// What became of a motion besides its votes.
package struct MotionStepListing: Hashable, Sendable {
    package let step: MotionStep
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// A vote on a motion, with the roll of its day.
package struct VoteListing: Hashable, Sendable {
    package let round: Int
    package let heldOn: LocalDate
    package let method: VoteCount.Method
    package let rule: VoteRule
    package let places: Int
    /// Who has a vote, by number.
    package let entitled: [PersonReference]
    /// Who has none on that day though they are full members, each with the paper that says so.
    package let without: [Voteless]
    package let openedOn: LocalDate
    package let openedBy: String
    /// The first, and those that took its place; the last is the one that counts.
    package let counts: [CountListing]

    package struct Voteless: Hashable, Sendable {
        package let person: PersonReference
        package let document: String
    }

    package var count: CountListing? { counts.last }
    package var outcomes: [VoteCount.Outcome] { count.map(outcomes(of:)) ?? [] }

    package func outcomes(of listing: CountListing) -> [VoteCount.Outcome] {
        listing.count.outcomes(by: rule, entitled: entitled.count, written: listing.written, places: places)
    }
}

/// A count as it was entered.
package struct CountListing: Hashable, Sendable {
    package let count: VoteCount
    /// What those wrote who were not there.
    package let written: Tally
    package let present: [PersonReference]
    package let scrutineer: PersonReference
    package let tellers: [PersonReference]
    package let on: LocalDate
    package let by: String
    let member: ID<Member>?
}

package struct WrittenOpinionListing: Hashable, Sendable {
    package let person: PersonReference
    package let receivedOn: LocalDate
    package let by: String
    package let isWithdrawn: Bool
}

extension Transaction {
    // MARK: Reading

    private static let motionListing: SQL =
        """
        SELECT motion.id, motion.branch_id, branch.code AS branch_code, branch.name AS branch_name, motion.year,
               motion.number, motion.kind, motion.title, motion.wording, motion.origin, motion.committee_on,
               motion.papers, motion.status, motion.brought_at, motion.brought_by
          FROM motion
          JOIN branch ON branch.id = motion.branch_id
        """

    /// The motions of a year, or, without one, those that something is still to come of; in the order they were brought.
    package func motions(year: Int? = nil, branch: ID<Branch>? = nil) throws -> [MotionListing] {
        try authority.require(.readMotions)
        var conditions: [SQL] = [try isWithin(.readMotions, branch: "motion.branch_id")]
        if let year {
            conditions.append("motion.year = \(year)")
        } else {
            conditions.append("motion.status IN \(list: Motion.Status.open + [.decided])")
        }
        if let branch { conditions.append("motion.branch_id = \(branch)") }
        let found = try motionListings(SQL.all(conditions))
        return year == nil ? found.filter { $0.status != .decided || $0.answerDue != nil } : found
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func motion(_ id: ID<Motion>) throws -> MotionListing {
        guard let found = try motionListings("motion.id = \(id)").first else { throw StoreError.notFound("motion") }
        try require(.readMotions, in: found.branch)
        return found
    }

    /// What is to be done about motions: by the branch until they are counted, by its committee where an answer is near its day
    /// or past it.
    package func motionsDue() throws -> [MotionListing] {
        let keeps = authority.allows(.keepMotions)
        guard !authority.isUnlimited, keeps || authority.allows(.answerMotions) else { return [] }
        let places = SQL.any(
            try [Action.keepMotions, .answerMotions].filter { authority.allows($0) }
                .map { try isWithin($0, branch: "motion.branch_id") })
        // What needs no approval is decided for good, and would be looked through for ever.
        return try motionListings(
            """
            motion.status IN \(list: [Motion.Status.voting, .decided])
            AND (motion.status = \(Motion.Status.voting) OR motion.kind IN \(list: Motion.Kind.approved))
            AND \(places)
            """
        )
        .filter { listing in
            if listing.status == .voting { return try allows(.keepMotions, in: listing.branch) }
            return listing.answerDue.map { $0 <= ComingDue.last(from: today) } ?? false
        }
    }

    /// Those of some branches that were voted on within some days, by branch and number.
    func motions(of branches: [ID<Branch>], votedOnWithin days: ClosedRange<LocalDate>) throws -> [MotionListing] {
        try authority.require(.readMotions)
        return try motionListings(
            """
            motion.branch_id IN \(list: branches)
            AND EXISTS (SELECT 1 FROM motion_vote
                         WHERE motion_vote.motion_id = motion.id
                           AND motion_vote.held_on BETWEEN \(days.lowerBound) AND \(days.upperBound))
            """)
    }

    private func motionListings(_ condition: SQL) throws -> [MotionListing] {
        let rows = try session.rows("\(Self.motionListing) WHERE \(condition)") { row in
            (
                id: try row["id"] as ID<Motion>, branch: try row["branch_id"] as ID<Branch>,
                code: try row["branch_code"] as Code, name: try row["branch_name"] as String,
                number: Motion.Number(year: try row["year"], number: try row["number"]),
                kind: try row["kind"] as Motion.Kind, title: try row["title"] as Text,
                wording: try row["wording"] as Text, origin: try row["origin"] as Text,
                committeeOn: try row["committee_on"] as LocalDate?, papers: try row["papers"] as Text?,
                status: try row["status"] as Motion.Status, at: try row["brought_at"] as Instant,
                by: try row["brought_by"] as String
            )
        }
        return try rows.map { row in
            let motion = Motion(
                kept: row.kind, row.title, row.wording, row.origin, row.committeeOn, row.papers,
                try motionPeople(of: row.id))
            var listing = MotionListing(
                id: row.id, number: row.number, branch: row.branch, branchCode: row.code, branchName: row.name,
                motion: motion, status: row.status, broughtOn: settings.timeZone.date(of: row.at), broughtBy: row.by)
            listing.steps = try motionSteps(of: row.id)
            listing.votes = try motionVotes(of: row.id, motion)
            listing.opinions = try writtenOpinions(of: row.id)
            return listing
        }.sorted {
            ($0.branchCode, $0.number.year, $0.number.number) < ($1.branchCode, $1.number.year, $1.number.number)
        }
    }

    private func motionPeople(of id: ID<Motion>) throws -> [Motion.Person] {
        try session.rows("SELECT name, member_id FROM motion_person WHERE motion_id = \(id) ORDER BY place") {
            Motion.Person(name: try $0.at(0), member: try $0.at(1))
        }
    }

    private func motionSteps(of id: ID<Motion>) throws -> [MotionStepListing] {
        try session.rows(
            """
            SELECT step, day, said, dissent, approved, document, taken_at, taken_by FROM motion_step
             WHERE motion_id = \(id)
             ORDER BY id
            """
        ) { row in
            let (day, said): (LocalDate?, Text?) = (try row["day"], try row["said"])
            let step: MotionStep
            switch (try row["step"] as MotionStep.Kind, day, said) {
            case (.discussed, let day?, let said?):
                step = .discussed(on: day, said: said, dissent: try row["dissent"])
            case (.answered, let day?, let said):
                step = .answered(
                    on: day, isApproved: try row["approved"] ?? false, document: try row["document"], reason: said)
            case (.withdrawn, nil, let said?): step = .withdrawn(reason: said)
            default: throw StorageFault.corrupt("a step of a motion cannot be read")
            }
            return MotionStepListing(
                step: step, on: settings.timeZone.date(of: try row["taken_at"]), by: try row["taken_by"])
        }
    }

    private func motionVotes(of id: ID<Motion>, _ motion: Motion) throws -> [VoteListing] {
        let votes = try session.rows(
            "SELECT round, held_on, method, opened_at, opened_by FROM motion_vote WHERE motion_id = \(id) ORDER BY round"
        ) { row in
            (
                round: try row["round"] as Int, heldOn: try row["held_on"] as LocalDate,
                method: try row["method"] as VoteCount.Method, at: try row["opened_at"] as Instant,
                by: try row["opened_by"] as String
            )
        }
        return try votes.map { vote in
            let roll = try motionRoll(of: id, round: vote.round)
            return VoteListing(
                round: vote.round, heldOn: vote.heldOn, method: vote.method, rule: motion.kind.rule,
                places: motion.places, entitled: roll.filter { $0.document == nil }.map(\.person),
                without: roll.compactMap { voter in
                    voter.document.map { VoteListing.Voteless(person: voter.person, document: $0) }
                },
                openedOn: settings.timeZone.date(of: vote.at), openedBy: vote.by,
                counts: try motionCounts(of: id, round: vote.round))
        }
    }

    /// By number.
    func motionRoll(
        of id: ID<Motion>, round: Int
    ) throws -> [(member: ID<Member>, person: PersonReference, document: String?)] {
        try session.rows(
            """
            SELECT member.id, member.number, member.name, motion_voter.document
              FROM motion_voter JOIN member ON member.id = motion_voter.member_id
             WHERE motion_voter.motion_id = \(id) AND motion_voter.round = \(round)
            """
        ) { row in
            (
                member: try row.at(0) as ID<Member>,
                person: PersonReference(number: try row.at(1), name: try row.at(2)),
                document: try row.at(3) as String?
            )
        }.sorted { $0.person.number < $1.person.number }
    }

    private func motionCounts(of id: ID<Motion>, round: Int) throws -> [CountListing] {
        let kept = try session.rows(
            """
            SELECT content, written_yes, written_no, written_abstained, reason, counted_at, counted_by, member_id
              FROM motion_count
             WHERE motion_id = \(id) AND round = \(round)
             ORDER BY id
            """
        ) { row in
            let content: String = try row["content"]
            guard let count = VoteCount(kept: try JSON.parse(content.utf8), reason: try row["reason"]) else {
                throw StorageFault.corrupt("a count of a vote cannot be read")
            }
            return (
                count: count,
                written: Tally(
                    yes: try row["written_yes"], no: try row["written_no"], abstained: try row["written_abstained"]),
                at: try row["counted_at"] as Instant, by: try row["counted_by"] as String,
                member: try row["member_id"] as ID<Member>?
            )
        }
        let people = try people(named: kept.flatMap { $0.count.present + $0.count.tellers + [$0.count.scrutineer] })
        func named(_ members: [ID<Member>]) -> [PersonReference] {
            members.compactMap { people[$0] }.sorted { $0.number < $1.number }
        }
        return try kept.map { row in
            guard let scrutineer = people[row.count.scrutineer] else {
                throw StorageFault.corrupt("who watched the counting is not on record")
            }
            return CountListing(
                count: row.count, written: row.written, present: named(row.count.present), scrutineer: scrutineer,
                tellers: named(row.count.tellers), on: settings.timeZone.date(of: row.at), by: row.by,
                member: row.member)
        }
    }

    private func writtenOpinions(of id: ID<Motion>) throws -> [WrittenOpinionListing] {
        try session.rows(
            """
            SELECT member.number, member.name, written_opinion.received_on, written_opinion.entered_by,
                   written_opinion.withdrawn_at IS NOT NULL
              FROM written_opinion JOIN member ON member.id = written_opinion.member_id
             WHERE written_opinion.motion_id = \(id)
             ORDER BY written_opinion.id
            """
        ) { row in
            WrittenOpinionListing(
                person: PersonReference(number: try row.at(0), name: try row.at(1)), receivedOn: try row.at(2),
                by: try row.at(3), isWithdrawn: try row.at(4))
        }
    }

    /// Those with a vote in a branch on a day: full members by then, floating ones among them, for whoever is away has the
    /// right and is not there.
    package func voters(of branch: ID<Branch>, on day: LocalDate) throws -> [PersonReference] {
        try require(.readOrganisation, in: branch)
        return try votingMembers(of: branch, on: day).map(\.person)
    }

    func votingMembers(
        of branch: ID<Branch>, on day: LocalDate
    ) throws -> [(member: ID<Member>, person: PersonReference)] {
        try branchMembers(of: branch, on: day, "member.became_full <= \(day)")
    }

    /// The members of a branch on a day for whom the condition holds, by number.
    func branchMembers(
        of branch: ID<Branch>, on day: LocalDate, _ condition: SQL = "1 = 1"
    ) throws -> [(member: ID<Member>, person: PersonReference)] {
        try session.rows(
            """
            SELECT DISTINCT member.id, member.number, member.name
              FROM membership JOIN member ON member.id = membership.member_id
             WHERE membership.branch_id = \(branch) AND \(SpanColumns(of: "membership").areInForce(on: day))
               AND \(condition)
            """
        ) { row in
            (
                member: try row.at(0) as ID<Member>,
                person: PersonReference(number: try row.at(1), name: try row.at(2))
            )
        }.sorted { $0.person.number < $1.person.number }
    }
}

extension VoteCount {
    /// As a row keeps it.
    var kept: JSON {
        [
            "present": .array(present.map { JSON($0) }), "issued": ballots.map { JSON($0.issued) } ?? .null,
            "returned": ballots.map { JSON($0.returned) } ?? .null, "scrutineer": JSON(scrutineer),
            "tellers": .array(tellers.map { JSON($0) }),
            "tallies": .array(
                tallies.map { [JSON($0.yes), JSON($0.no), JSON($0.abstained), JSON($0.void)] }.map(JSON.array)),
        ]
    }

    fileprivate init?(kept: JSON, reason: Text?) {
        guard let present = kept["present"]?.memberIDs, let tellers = kept["tellers"]?.memberIDs,
            let scrutineer = kept["scrutineer"]?.integer, let rows = kept["tallies"]?.array
        else { return nil }
        var tallies: [Tally] = []
        for row in rows {
            let numbers = (row.array ?? []).compactMap { $0.integer.map { Int($0) } }
            guard numbers.count == 4 else { return nil }
            tallies.append(Tally(yes: numbers[0], no: numbers[1], abstained: numbers[2], void: numbers[3]))
        }
        let ballots = kept["issued"]?.integer.flatMap { issued in
            kept["returned"]?.integer.map { Ballots(issued: Int(issued), returned: Int($0)) }
        }
        self.init(
            present: present, ballots: ballots, tallies: tallies, scrutineer: ID(scrutineer), tellers: tellers,
            reason: reason)
    }
}

extension JSON {
    var memberIDs: [ID<Member>]? { array.map { $0.compactMap { $0.integer.map { ID($0) } } } }
}
