package import Domain

extension Transaction {
    // MARK: Before the ballot

    /// Asks the higher organisation for an election (请示).
    package func askForElection(_ election: Election, of branch: ID<Branch>) throws -> ElectionListing {
        let place = try place(of: branch)
        try require(.keepMotions, in: place)
        try refuseDissolved(branch)
        let id: ID<Election> = try session.insert(
            """
            INSERT INTO election (branch_id, kind, title, seats, term_ends, status, asked_at, asked_by)
            VALUES (\(branch), \(election.kind), \(election.title), \(election.seats), \(election.termEnds),
                    \(Election.Status.asked), \(now), \(principal.name))
            RETURNING id
            """)
        try audit(
            .recorded, .election, id, in: place,
            after: [
                "branch": .open(JSON(branch)), "kind": .open(.string(election.kind.rawValue)),
                "title": .open(.string(election.title.string)), "seats": .open(JSON(election.seats)),
                "termEnds": .open(JSON(election.termEnds)),
            ])
        return try self.election(id)
    }

    /// The higher organisation's word: to the election itself, or to who was elected.
    ///
    /// - Throws: ``FieldErrors``; ``Election/Refusal``; a denial for whoever answers for the branch.
    package func answerElection(
        _ id: ID<Election>, on day: LocalDate, isApproved: Bool, document: Text?, reason: Text?
    ) throws -> ElectionListing {
        let listing = try election(id)
        try requireAnswering(in: listing.branch)
        let status: Election.Status
        switch listing.status {
        case .asked: status = isApproved ? .agreed : .refused
        case .elected: status = isApproved ? .approved : .refused
        case .agreed, .nominated, .voting, .approved, .refused, .withdrawn:
            throw Election.Refusal.status(listing.status)
        }
        var errors = FieldErrors()
        let earliest = listing.rounds.last?.ballot.heldOn ?? listing.askedOn
        if day > today { errors.add("on", .range, "\(day) is still to come") }
        if day < earliest, !listing.rounds.isEmpty { errors.add("on", .range, "not before the vote, on \(earliest)") }
        if !isApproved, reason == nil { errors.add("reason", .required, "say why it is refused") }
        try errors.check()
        return try move(listing, to: status, on: day, document: document, said: reason)
    }

    /// Names who stands; again as long as no ballot is open, and where too few were elected, for the seats that are left.
    ///
    /// - Parameter said: how they were found and looked at (推荐、酝酿、审查、公示).
    /// - Throws: ``FieldErrors``; ``Election/Refusal``.
    package func nominate(_ members: [ID<Member>], for id: ID<Election>, said: Text) throws -> ElectionListing {
        let listing = try kept(id, in: [.agreed, .nominated])
        let last = listing.rounds.last?.result?.outcome
        if let last, last != .tooFew { throw Election.Refusal.status(listing.status) }
        var errors = FieldErrors()
        if Set(members).count < members.count { errors.add("candidates", .duplicate, "somebody is named twice") }
        let voters = Set(try votingMembers(of: listing.branch, on: today).map(\.member))
        let seated = Set(listing.rounds.flatMap { $0.result?.elected ?? [] }.map(\.member))
        for (place, member) in members.enumerated() {
            if !voters.contains(member) {
                errors.add("candidates[\(place)]", .rule, "only a full member of the branch can be elected")
            } else if seated.contains(member) {
                errors.add("candidates[\(place)]", .rule, "this one is elected already")
            }
        }
        let needed = listing.rounds.isEmpty ? listing.election.candidates : 1
        if members.count < needed {
            errors.add("candidates", .rule, "at least \(needed) candidates for \(listing.seatsLeft) seats")
        }
        try errors.check()
        let step = try take(listing, to: .nominated, on: nil, document: nil, said: said)
        for (index, member) in members.enumerated() {
            try session.run(
                """
                INSERT INTO election_candidate (election_id, step_id, place, member_id)
                VALUES (\(id), \(step), \(index + 1), \(member))
                """)
        }
        return try election(id)
    }

    // MARK: The ballot

    /// Opens a round: the roll of its day is frozen, with whom the assembly left out and who is there.
    ///
    /// - Throws: ``FieldErrors``; ``Election/Refusal``.
    package func openBallot(
        of id: ID<Election>, on day: LocalDate, present: [ID<Member>], excluded: [Ballot.Excluded],
        scrutineer: ID<Member>, tellers: [ID<Member>]
    ) throws -> ElectionListing {
        let listing = try kept(id, in: [.nominated])
        let earliest = listing.rounds.last?.ballot.heldOn ?? listing.step(.agreed)?.day
        if day > today {
            throw FieldErrors("on", .range, "\(day) is still to come: the roll is that of the day itself")
        }
        if let earliest, day < earliest {
            throw FieldErrors("on", .range, "not before what went before it, on \(earliest)")
        }
        let voters = try votingMembers(of: listing.branch, on: day).map(\.member)
        let ballot = Ballot(
            heldOn: day, seats: listing.seatsLeft, candidates: listing.standing, excluded: excluded, present: present,
            scrutineer: scrutineer, tellers: tellers)
        try ballot.check(entitled: Set(voters))
        let round = listing.rounds.count + 1
        try session.run(
            """
            INSERT INTO election_round (election_id, round, content, opened_at, opened_by)
            VALUES (\(id), \(round), \(ballot.kept.text), \(now), \(principal.name))
            """)
        for voter in voters {
            try session.run(
                "INSERT INTO election_voter (election_id, round, member_id) VALUES (\(id), \(round), \(voter))")
        }
        try setStatus(.voting, of: id)
        try audit(
            .changed, .election, id, in: place(of: listing.branch), before: Self.told(listing.status),
            after: Self.told(.voting).with("heldOn", .open(JSON(day))).with("entitled", .open(JSON(voters.count)))
                .with("excluded", .open(JSON(excluded.count))).with("present", .open(JSON(present.count))))
        return try election(id)
    }

    /// Enters what a teller counted: by that teller, or on paper by somebody who keeps the branch's elections; never both by one
    /// person. The first stays unread until the other is entered. Where they differ, both count anew.
    ///
    /// - Throws: ``FieldErrors``; ``Election/Refusal``.
    package func enterBallotCount(
        _ count: BallotCount, by teller: ID<Member>, of id: ID<Election>
    ) throws -> ElectionListing {
        let listing = try election(id)
        guard listing.status == .voting, let round = listing.rounds.last else {
            throw Election.Refusal.status(listing.status)
        }
        guard round.ballot.tellers.contains(teller) else {
            throw FieldErrors("teller", .rule, "this one is none of the round’s tellers")
        }
        if authority.member != teller {
            try require(.keepMotions, in: listing.branch)
            if let member = authority.member, round.ballot.candidates.contains(member) {
                throw Election.Refusal.notATeller
            }
        }
        let attempts = try ballotCounts(of: id, round: round.round)
        let open = attempts.last.flatMap { $0.count < Election.tellers ? $0 : nil }
        let attempt = open == nil ? attempts.count + 1 : attempts.count
        if open?[teller] != nil { throw Election.Refusal.countIsThere }
        let isTheSame = try session.exists(
            """
            SELECT 1 FROM election_count
             WHERE election_id = \(id) AND round = \(round.round) AND attempt = \(attempt)
               AND (counted_by = \(principal.name) OR member_id = \(authority.member))
            """)
        if isTheSame { throw Election.Refusal.countedByYou }
        try count.check(
            present: round.present.count, seats: round.ballot.seats, candidates: round.ballot.candidates,
            voters: Set(try votingMembers(of: listing.branch, on: round.ballot.heldOn).map(\.member)))
        try session.run(
            """
            INSERT INTO election_count (election_id, round, attempt, teller_id, content, counted_at, counted_by, member_id)
            VALUES (\(id), \(round.round), \(attempt), \(teller), \(count.kept.text), \(now), \(principal.name),
                    \(authority.member))
            """)
        let after = try election(id)
        let status = Self.status(of: after)
        try setStatus(status, of: id)
        var told = Self.told(status).with("teller", .open(JSON(teller)))
        if let outcome = after.rounds.last?.outcome { told = told.with("outcome", .open(.string(outcome.rawValue))) }
        try audit(
            .changed, .election, id, in: place(of: listing.branch), before: Self.told(listing.status), after: told)
        return try election(id)
    }

    private static func status(of listing: ElectionListing) -> Election.Status {
        guard listing.rounds.last?.outcome != nil else { return .voting }
        return listing.seatsLeft == 0 ? .elected : .nominated
    }

    /// Leaves the seats empty for which too few were elected, as those with a vote agreed.
    ///
    /// - Throws: ``Election/Refusal``.
    package func settleElection(_ id: ID<Election>, because reason: Text) throws -> ElectionListing {
        let listing = try kept(id, in: [.nominated])
        guard listing.rounds.last?.outcome == .tooFew, !listing.elected.isEmpty else {
            throw Election.Refusal.status(listing.status)
        }
        return try move(listing, to: .elected, on: nil, document: nil, said: reason)
    }

    /// Takes an election back of which no ballot was opened.
    ///
    /// - Throws: ``Election/Refusal``.
    package func withdrawElection(_ id: ID<Election>, reason: Text) throws -> ElectionListing {
        let listing = try kept(id, in: [.asked, .agreed, .nominated])
        if !listing.rounds.isEmpty { throw Election.Refusal.status(listing.status) }
        return try move(listing, to: .withdrawn, on: nil, document: nil, said: reason)
    }

    /// - Throws: a denial; ``StoreError/notFound(_:)``.
    package func requireKeepingElection(_ id: ID<Election>) throws {
        try require(.keepMotions, in: election(id).branch)
    }

    private func kept(_ id: ID<Election>, in states: Set<Election.Status>) throws -> ElectionListing {
        let listing = try election(id)
        try require(.keepMotions, in: listing.branch)
        if !states.contains(listing.status) { throw Election.Refusal.status(listing.status) }
        return listing
    }

    private func move(
        _ listing: ElectionListing, to status: Election.Status, on day: LocalDate?, document: Text?, said: Text?
    ) throws -> ElectionListing {
        _ = try take(listing, to: status, on: day, document: document, said: said)
        return try election(listing.id)
    }

    /// - Returns: the step that was noted.
    private func take(
        _ listing: ElectionListing, to status: Election.Status, on day: LocalDate?, document: Text?, said: Text?
    ) throws -> ID<ElectionStep> {
        let step: ID<ElectionStep> = try session.insert(
            """
            INSERT INTO election_step (election_id, status, day, document, said, taken_at, taken_by)
            VALUES (\(listing.id), \(status), \(day), \(document), \(said), \(now), \(principal.name))
            RETURNING id
            """)
        try setStatus(status, of: listing.id)
        try audit(
            status == .withdrawn ? .withdrawn : .changed, .election, listing.id, in: place(of: listing.branch),
            before: Self.told(listing.status),
            after: Self.told(status).with("on", .open(JSON(day))).with("document", .open(JSON(document?.string)))
                .with("reason", .hashed(JSON(said?.string))))
        return step
    }

    private func setStatus(_ status: Election.Status, of id: ID<Election>) throws {
        try session.run("UPDATE election SET status = \(status) WHERE id = \(id)")
    }

    private static func told(_ status: Election.Status) -> AuditDocument {
        ["status": .open(.string(status.rawValue))]
    }
}
