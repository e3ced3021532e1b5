package import Domain

extension Election.Kind: SQLTextValue {}
extension Election.Status: SQLTextValue {}

/// An election as it is shown, with all that became of it.
package struct ElectionListing: Hashable, Sendable {
    package let id: ID<Election>
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let committeeName: String
    package let election: Election
    package let status: Election.Status
    package let askedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let askedBy: String
    /// The oldest first.
    package fileprivate(set) var steps: [ElectionStep] = []
    /// Who stands now, in the order of the ballot.
    package fileprivate(set) var candidates: [PersonReference] = []
    /// The oldest first.
    package fileprivate(set) var rounds: [RoundListing] = []
    fileprivate(set) var standing: [ID<Member>] = []

    /// Who has a seat, round by round.
    package var elected: [RoundListing.Standing] { rounds.flatMap(\.elected) }
    package var seatsLeft: Int { election.seats - elected.count }

    package func step(_ status: Election.Status) -> ElectionStep? { steps.last { $0.status == status } }
}

/// What became of an election besides its rounds.
package struct ElectionStep: Hashable, Sendable {
    package let status: Election.Status
    package let day: LocalDate?
    package let document: Text?
    /// The reason, or how the candidates were found.
    package let said: Text?
    package let on: LocalDate
    package let by: String
}

/// A round, with its roll and its counts.
package struct RoundListing: Hashable, Sendable {
    package struct Standing: Hashable, Sendable {
        package let person: PersonReference
        package let yes: Int
    }

    package struct Excluded: Hashable, Sendable {
        package let person: PersonReference
        package let reason: String
    }

    package let round: Int
    package let ballot: Ballot
    package let candidates: [PersonReference]
    package let entitled: [PersonReference]
    package let excluded: [Excluded]
    package let present: [PersonReference]
    package let scrutineer: PersonReference
    package let tellers: [PersonReference]
    package let openedOn: LocalDate
    package let openedBy: String
    /// Whose count of the last attempt is entered.
    package let counted: [PersonReference]
    /// What the two counted where that differs, attempt by attempt.
    package let differences: [[BallotCount]]
    /// What both counted; nil until they agree.
    package let count: BallotCount?
    package let outcome: BallotResult.Outcome?
    package let elected: [Standing]
    package let tied: [Standing]
    /// Those whom ballots named without their standing, by the count.
    package let others: [Standing]
    /// Whoever is named in it.
    package let people: [ID<Member>: PersonReference]
    let result: BallotResult?
}

extension Transaction {
    // MARK: Reading

    private static let electionListing: SQL =
        """
        SELECT election.id, election.branch_id, branch.code AS branch_code, branch.name AS branch_name,
               committee.name AS committee_name, election.kind, election.title, election.seats, election.term_ends,
               election.status, election.asked_at, election.asked_by
          FROM election
          JOIN branch ON branch.id = election.branch_id
          JOIN committee ON committee.id = branch.committee_id
        """

    /// The elections of the branches whose motions the principal reads, the latest first.
    package func elections(branch: ID<Branch>? = nil) throws -> [ElectionListing] {
        try authority.require(.readMotions)
        var condition = try isWithin(.readMotions, branch: "election.branch_id")
        if let branch { condition = "\(condition) AND election.branch_id = \(branch)" }
        return try electionListings(condition).sorted { $0.id > $1.id }
    }

    /// All that some branches ever held.
    func elections(of branches: [ID<Branch>]) throws -> [ElectionListing] {
        try authority.require(.readMotions)
        return try electionListings("election.branch_id IN \(list: branches)")
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func election(_ id: ID<Election>) throws -> ElectionListing {
        guard let found = try electionListings("election.id = \(id)").first else {
            throw StoreError.notFound("election")
        }
        try require(.readMotions, in: found.branch)
        return found
    }

    /// What waits for the principal: a count as a teller, an answer as the higher organisation.
    package func electionsDue() throws -> [ElectionListing] {
        guard !authority.isUnlimited, authority.allows(.readMotions) else { return [] }
        let waiting: [Election.Status] = [.asked, .voting, .elected]
        return try electionListings(
            "election.status IN \(list: waiting) AND \(try isWithin(.readMotions, branch: "election.branch_id"))"
        ).filter { listing in
            if listing.status == .voting { return teller(of: listing) != nil }
            return try answersMotions(of: listing.branch)
        }
    }

    /// The branches that the principal keeps and whose term ends within six months, the day and whether two are left; none that
    /// has asked for an election of this term (届满提醒, DOMAIN §14).
    package func termsEnding() throws -> [(branch: Branch, ends: LocalDate, isNear: Bool)] {
        guard !authority.isUnlimited, authority.allows(.keepMotions) else { return [] }
        let ending = try session.rows(
            """
            SELECT branch.id, branch.term_ends FROM branch
             WHERE branch.dissolved IS NULL AND branch.term_ends <= \(today.adding(months: 7))
               AND \(isWithin(.keepMotions, branch: "branch.id"))
             ORDER BY branch.code
            """
        ) { (id: try $0.at(0) as ID<Branch>, ends: try $0.at(1) as LocalDate) }
        return try ending.compactMap { id, ends in
            let reminders = Election.reminders(ofTermEnding: ends)
            guard let first = reminders.min(), let last = reminders.max(), first <= today else { return nil }
            let isAsked = try session.exists(
                """
                SELECT 1 FROM election
                 WHERE branch_id = \(id) AND status <> \(Election.Status.withdrawn)
                   AND term_ends > \(ends.adding(months: -12))
                """)
            return isAsked ? nil : (try branch(id).branch, ends, last <= today)
        }
    }

    /// As whom the principal counts now; nil for whoever does not, or has.
    package func teller(of listing: ElectionListing) -> PersonReference? {
        guard listing.status == .voting, let round = listing.rounds.last, let member = authority.member,
            let place = round.ballot.tellers.firstIndex(of: member), round.tellers.indices.contains(place)
        else { return nil }
        let teller = round.tellers[place]
        return round.counted.contains(teller) ? nil : teller
    }

    private func electionListings(_ condition: SQL) throws -> [ElectionListing] {
        let listings = try session.rows("\(Self.electionListing) WHERE \(condition)") { row in
            ElectionListing(
                id: try row["id"], branch: try row["branch_id"], branchCode: try row["branch_code"],
                branchName: try row["branch_name"], committeeName: try row["committee_name"],
                election: Election(
                    kept: try row["kind"], try row["title"], try row["seats"], try row["term_ends"]),
                status: try row["status"], askedOn: settings.timeZone.date(of: try row["asked_at"]),
                askedBy: try row["asked_by"])
        }
        return try listings.map { listing in
            var listing = listing
            listing.steps = try electionSteps(of: listing.id)
            listing.rounds = try electionRounds(of: listing.id)
            listing.standing = try standing(in: listing)
            listing.candidates = try named(listing.standing)
            return listing
        }
    }

    private func electionSteps(of id: ID<Election>) throws -> [ElectionStep] {
        try session.rows(
            """
            SELECT status, day, document, said, taken_at, taken_by FROM election_step
             WHERE election_id = \(id)
             ORDER BY id
            """
        ) { row in
            ElectionStep(
                status: try row["status"], day: try row["day"], document: try row["document"], said: try row["said"],
                on: settings.timeZone.date(of: try row["taken_at"]), by: try row["taken_by"])
        }
    }

    /// Who stands in the round to come, or that is open: those tied, those who are left, or as they were named since.
    private func standing(in listing: ElectionListing) throws -> [ID<Member>] {
        let named = try session.rows(
            """
            SELECT election_candidate.member_id, election_step.taken_at
              FROM election_candidate JOIN election_step ON election_step.id = election_candidate.step_id
             WHERE election_candidate.election_id = \(listing.id)
               AND election_candidate.step_id =
                   (SELECT max(step_id) FROM election_candidate AS other WHERE other.election_id = \(listing.id))
             ORDER BY election_candidate.place
            """
        ) { (member: try $0.at(0) as ID<Member>, at: try $0.at(1) as Instant) }
        guard let last = listing.rounds.last else { return named.map(\.member) }
        guard let result = last.result else { return last.ballot.candidates }
        let opened: Instant? = try session.value(
            "SELECT opened_at FROM election_round WHERE election_id = \(listing.id) AND round = \(last.round)")
        switch result.outcome {
        case .tied: return result.tied.map(\.member)
        case .ballotsVoid: return last.ballot.candidates
        case .filled: return []
        case .tooFew:
            if let at = named.first?.at, let opened, at > opened { return named.map(\.member) }
            let seated = Set(result.elected.map(\.member))
            return last.ballot.candidates.filter { !seated.contains($0) }
        }
    }

    private func electionRounds(of id: ID<Election>) throws -> [RoundListing] {
        let kept = try session.rows(
            "SELECT round, content, opened_at, opened_by FROM election_round WHERE election_id = \(id) ORDER BY round"
        ) { row in
            let content: String = try row["content"]
            guard let ballot = Ballot(kept: try JSON.parse(content.utf8)) else {
                throw StorageFault.corrupt("a round of an election cannot be read")
            }
            return (
                round: try row["round"] as Int, ballot: ballot, at: try row["opened_at"] as Instant,
                by: try row["opened_by"] as String
            )
        }
        return try kept.map { row in
            let voters: [ID<Member>] = try session.rows(
                "SELECT member_id FROM election_voter WHERE election_id = \(id) AND round = \(row.round)"
            ) { try $0.at(0) }
            return try round(
                row.round, row.ballot, voters, attempts: ballotCounts(of: id, round: row.round),
                openedOn: settings.timeZone.date(of: row.at), by: row.by)
        }
    }

    private func round(
        _ number: Int, _ ballot: Ballot, _ voters: [ID<Member>], attempts: [[ID<Member>: BallotCount]],
        openedOn: LocalDate, by: String
    ) throws -> RoundListing {
        let whole = attempts.filter { $0.count == Election.tellers }
        let agreed = whole.last.flatMap { Set($0.values).count == 1 ? $0.values.first : nil }
        let result = agreed.map {
            BallotResult(
                of: $0, candidates: ballot.candidates, seats: ballot.seats, present: ballot.present.count)
        }
        let people = try people(
            named: voters + ballot.candidates + [ballot.scrutineer]
                + attempts.flatMap { $0.values.flatMap { $0.others.map(\.member) } })
        func those(_ members: [ID<Member>]) -> [PersonReference] { members.compactMap { people[$0] } }
        func standings(_ found: [BallotResult.Standing]) -> [RoundListing.Standing] {
            found.compactMap { standing in
                people[standing.member].map { RoundListing.Standing(person: $0, yes: standing.yes) }
            }
        }
        guard let scrutineer = people[ballot.scrutineer] else {
            throw StorageFault.corrupt("who watched the counting is not on record")
        }
        let open = attempts.last.map { $0.count < Election.tellers ? Array($0.keys) : [] } ?? []
        return RoundListing(
            round: number, ballot: ballot, candidates: those(ballot.candidates),
            entitled: those(voters).sorted { $0.number < $1.number },
            excluded: ballot.excluded.compactMap { excluded in
                people[excluded.member].map { RoundListing.Excluded(person: $0, reason: excluded.reason.string) }
            },
            present: those(ballot.present).sorted { $0.number < $1.number }, scrutineer: scrutineer,
            tellers: those(ballot.tellers), openedOn: openedOn, openedBy: by, counted: those(open),
            differences: whole.filter { Set($0.values).count > 1 }.map { attempt in
                ballot.tellers.compactMap { attempt[$0] }
            },
            count: agreed, outcome: result?.outcome, elected: standings(result?.elected ?? []),
            tied: standings(result?.tied ?? []),
            others: standings(
                (agreed?.others ?? []).map { BallotResult.Standing(member: $0.member, yes: $0.yes) }),
            people: people, result: result)
    }

    /// What the tellers counted, attempt by attempt.
    func ballotCounts(of id: ID<Election>, round: Int) throws -> [[ID<Member>: BallotCount]] {
        let rows = try session.rows(
            """
            SELECT attempt, teller_id, content FROM election_count
             WHERE election_id = \(id) AND round = \(round)
             ORDER BY attempt
            """
        ) { row in
            let content: String = try row["content"]
            guard let count = BallotCount(kept: try JSON.parse(content.utf8)) else {
                throw StorageFault.corrupt("a teller's count cannot be read")
            }
            return (attempt: try row["attempt"] as Int, teller: try row["teller_id"] as ID<Member>, count: count)
        }
        return Dictionary(grouping: rows, by: \.attempt).sorted { $0.key < $1.key }.map { _, rows in
            Dictionary(rows.map { ($0.teller, $0.count) }) { first, _ in first }
        }
    }

    private func named(_ members: [ID<Member>]) throws -> [PersonReference] {
        let people = try people(named: members)
        return members.compactMap { people[$0] }
    }
}

extension Ballot {
    /// As a row keeps it.
    var kept: JSON {
        [
            "heldOn": JSON(heldOn), "seats": JSON(seats), "candidates": .array(candidates.map { JSON($0) }),
            "excluded": .array(
                excluded.map { ["member": JSON($0.member), "reason": .string($0.reason.string)] }),
            "present": .array(present.map { JSON($0) }), "scrutineer": JSON(scrutineer),
            "tellers": .array(tellers.map { JSON($0) }),
        ]
    }

    fileprivate init?(kept: JSON) {
        guard let heldOn = kept["heldOn"]?.string.flatMap({ try? LocalDate(parsing: $0) }),
            let seats = kept["seats"]?.integer, let candidates = kept["candidates"]?.memberIDs,
            let present = kept["present"]?.memberIDs, let scrutineer = kept["scrutineer"]?.integer,
            let tellers = kept["tellers"]?.memberIDs, let excluded = kept["excluded"]?.array
        else { return nil }
        self.init(
            heldOn: heldOn, seats: Int(seats), candidates: candidates,
            excluded: excluded.compactMap { one in
                guard let member = one["member"]?.integer, let reason = one["reason"]?.string else { return nil }
                return Excluded(member: ID(member), reason: Text(kept: reason))
            }, present: present, scrutineer: ID(scrutineer), tellers: tellers)
    }
}

extension BallotCount {
    /// As a row keeps it.
    var kept: JSON {
        [
            "issued": JSON(issued), "returned": JSON(returned), "void": JSON(void),
            "marks": .array(marks.map { .array([JSON($0.yes), JSON($0.no), JSON($0.blank)]) }),
            "others": .array(others.map { .array([JSON($0.member), JSON($0.yes)]) }),
        ]
    }

    fileprivate init?(kept: JSON) {
        func numbers(_ json: JSON) -> [Int] { (json.array ?? []).compactMap { $0.integer.map { Int($0) } } }
        let marks = (kept["marks"]?.array ?? []).map(numbers)
        let others = (kept["others"]?.array ?? []).map(numbers)
        guard let issued = kept["issued"]?.integer, let returned = kept["returned"]?.integer,
            let void = kept["void"]?.integer, marks.allSatisfy({ $0.count == 3 }),
            others.allSatisfy({ $0.count == 2 })
        else { return nil }
        self.init(
            issued: Int(issued), returned: Int(returned), void: Int(void),
            marks: marks.map { Marks(yes: $0[0], no: $0[1], blank: $0[2]) },
            others: others.map { Other(member: ID(Int64($0[0])), yes: $0[1]) })
    }
}
