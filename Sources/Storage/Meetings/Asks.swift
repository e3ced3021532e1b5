package import Domain

/// What a branch asked of its committee, as it is shown.
package struct AskListing: Hashable, Sendable {
    package let id: ID<Ask>
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let committee: ID<Committee>
    package let committeeName: String
    package let ask: Ask
    package let status: Ask.Status
    package let askedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let askedBy: String
    /// What became of it, the oldest first.
    package fileprivate(set) var steps: [AskStep]

    /// By when it is to be settled: as the answer says, otherwise as it was asked.
    package var due: LocalDate { steps.last { $0.due != nil }?.due ?? ask.due }

    package func isOverdue(on today: LocalDate) -> Bool { status.isOpen && today > due }
}

/// A step of what became of an ask: an answer, a result, or that it was withdrawn.
package struct AskStep: Hashable, Sendable {
    package let status: Ask.Status
    package let said: String?
    package let due: LocalDate?
    package let evidence: String?
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

extension Transaction {
    // MARK: Reading

    private static let askListing: SQL =
        """
        SELECT ask.id, ask.branch_id, branch.code AS branch_code, branch.name AS branch_name, ask.committee_id,
               committee.name AS committee_name, ask.title, ask.request, ask.standard, ask.due, ask.status,
               ask.asked_at, ask.asked_by
          FROM ask
          JOIN branch ON branch.id = ask.branch_id
          JOIN committee ON committee.id = ask.committee_id
        """

    /// What was asked in a year, or, without one, what something is still to come of; by when it is due.
    package func asks(year: Int? = nil, branch: ID<Branch>? = nil) throws -> [AskListing] {
        try authority.require(.readPlans)
        var conditions: [SQL] = [try isWithin(.readPlans, branch: "ask.branch_id")]
        if let year {
            conditions.append("ask.year = \(year)")
        } else {
            conditions.append("ask.status IN \(list: Ask.Status.open.map(\.rawValue))")
        }
        if let branch { conditions.append("ask.branch_id = \(branch)") }
        return try askListings(SQL.all(conditions))
    }

    private func askListings(_ condition: SQL) throws -> [AskListing] {
        let found = try session.rows("\(Self.askListing) WHERE \(condition)") { try askListing($0) }
        return try found.map(withSteps).sorted {
            ($0.due, $0.branchCode, $0.id) < ($1.due, $1.branchCode, $1.id)
        }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func ask(_ id: ID<Ask>) throws -> AskListing {
        let found = try session.one("\(Self.askListing) WHERE ask.id = \(id)") { try askListing($0) }
        guard let found else { throw StoreError.notFound("ask") }
        try require(.readPlans, in: found.branch)
        return try withSteps(found)
    }

    private func askListing(_ row: SQLRow) throws -> AskListing {
        AskListing(
            id: try row["id"], branch: try row["branch_id"], branchCode: try row["branch_code"],
            branchName: try row["branch_name"], committee: try row["committee_id"],
            committeeName: try row["committee_name"],
            ask: Ask(kept: try row["title"], try row["request"], try row["standard"], try row["due"]),
            status: try row["status"], askedOn: settings.timeZone.date(of: try row["asked_at"]),
            askedBy: try row["asked_by"], steps: [])
    }

    private func withSteps(_ listing: AskListing) throws -> AskListing {
        var listing = listing
        listing.steps = try askSteps(of: listing.id)
        return listing
    }

    private func askSteps(of id: ID<Ask>) throws -> [AskStep] {
        try session.rows(
            """
            SELECT status, said, due, evidence, recorded_at, recorded_by FROM ask_step
             WHERE ask_id = \(id)
             ORDER BY number
            """
        ) { row in
            AskStep(
                status: try row["status"], said: try row["said"], due: try row["due"], evidence: try row["evidence"],
                on: settings.timeZone.date(of: try row["recorded_at"]), by: try row["recorded_by"])
        }
    }

    // MARK: What is near

    /// What a committee's branches have asked that is near or overdue, not answered yet, or had its result since the
    /// meeting before; the rest that stands is counted.
    ///
    /// - Parameter before: the day of the meeting before.
    package func asksForAgenda(
        of committee: ID<Committee>, on today: LocalDate, after before: LocalDate
    ) throws -> AgendaPart<AskListing> {
        let years = [before.components.year - 1, before.components.year, today.components.year]
        let listings = try askListings(
            """
            \(try isCalled(by: committee, "ask.committee_id"))
            AND (ask.status IN \(list: Ask.Status.open.map(\.rawValue)) OR ask.year IN \(list: years))
            AND \(try isWithin(.readPlans, branch: "ask.branch_id"))
            """)
        let open = listings.filter(\.status.isOpen)
        func isNear(_ ask: AskListing) -> Bool { ask.due <= ComingDue.last(from: today) || ask.askedOn > before }
        let reported = listings.filter { ask in
            !ask.status.isOpen && ask.status != .withdrawn && ask.steps.last.map { $0.on > before } ?? false
        }
        return AgendaPart(listings: open.filter(isNear) + reported, others: open.filter { !isNear($0) })
    }

    /// What waits for the principal's office: to be answered, or near its day.
    package func asksToAnswer() throws -> [AskListing] {
        guard !authority.isUnlimited, authority.allows(.answerAsks) else { return [] }
        return try askListings(
            """
            ask.status IN \(list: Ask.Status.open.map(\.rawValue))
            AND \(isWithin(.answerAsks, branch: "ask.branch_id"))
            """
        ).filter { $0.status == .asked || $0.due <= ComingDue.last(from: today) }
    }

    // MARK: Writing

    /// Asks something of the committee of a branch.
    package func makeAsk(_ ask: Ask, of branch: ID<Branch>) throws -> AskListing {
        let place = try place(of: branch)
        try require(.askUpward, in: place)
        guard let committee = place.committees.first else { throw StoreError.notFound("committee") }
        let id: ID<Ask> = try session.insert(
            """
            INSERT INTO ask (committee_id, branch_id, year, title, request, standard, due, status, asked_at, asked_by)
            VALUES (\(committee), \(branch), \(today.components.year), \(ask.title), \(ask.request), \(ask.standard),
                    \(ask.due), \(Ask.Status.asked), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .ask, id, in: place,
            after: [
                "branch": .open(JSON(branch)), "title": .open(.string(ask.title.string)),
                "request": .open(.string(ask.request.string)), "standard": .open(.string(ask.standard.string)),
                "due": .open(JSON(ask.due)),
            ])
        return try self.ask(id)
    }

    /// Answers what was asked.
    ///
    /// - Throws: ``Ask/Refusal``, ``FieldErrors`` for `due`.
    package func answerAsk(_ id: ID<Ask>, _ answer: Ask.Answer, said: Text, due: LocalDate?) throws -> AskListing {
        let listing = try ask(id)
        try require(.answerAsks, in: listing.branch)
        let status = try Ask.status(answered: answer, from: listing.status)
        if let due, due < today { throw FieldErrors("due", .range, "\(due) is over") }
        return try move(listing, to: status, said: said, due: status.isTakenOn ? due : nil, evidence: nil)
    }

    /// Says what came of what the committee took on; another result takes the place of the one before.
    ///
    /// - Throws: ``Ask/Refusal``.
    package func recordResult(_ result: WorkResult, of id: ID<Ask>) throws -> AskListing {
        let listing = try ask(id)
        try require(.answerAsks, in: listing.branch)
        let status = try Ask.status(with: result.kind, from: listing.status)
        return try move(listing, to: status, said: result.reason, due: nil, evidence: result.evidence)
    }

    /// Takes back what was asked, with the reason, by whoever asks for the branch.
    ///
    /// - Throws: ``Ask/Refusal/notOpen(_:)``
    package func withdrawAsk(_ id: ID<Ask>, reason: Text) throws -> AskListing {
        let listing = try ask(id)
        try require(.askUpward, in: listing.branch)
        try Ask.requireOpen(listing.status)
        return try move(listing, to: .withdrawn, said: reason, due: nil, evidence: nil)
    }

    private func move(
        _ listing: AskListing, to status: Ask.Status, said: Text?, due: LocalDate?, evidence: Text?
    ) throws -> AskListing {
        try session.run("UPDATE ask SET status = \(status) WHERE id = \(listing.id)")
        try session.run(
            """
            INSERT INTO ask_step (ask_id, number, status, said, due, evidence, recorded_at, recorded_by)
            VALUES (\(listing.id), \(listing.steps.count + 1), \(status), \(said), \(due), \(evidence), \(now),
                    \(principal.name))
            """
        )
        try audit(
            status == .withdrawn ? .withdrawn : .changed, .ask, listing.id, in: place(of: listing.branch),
            before: ["status": .open(.string(listing.status.rawValue))],
            after: [
                "status": .open(.string(status.rawValue)), "reason": .open(JSON(said?.string)),
                "due": .open(JSON(due)), "evidence": .open(JSON(evidence?.string)),
            ])
        return try ask(listing.id)
    }
}

extension Ask.Status: SQLTextValue {}
