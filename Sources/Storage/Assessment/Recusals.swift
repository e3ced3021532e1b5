package import Domain

/// Who does not score whom, as lists show it.
package struct RecusalListing: Hashable, Sendable {
    package let id: ID<Recusal>
    package let branch: Code
    package let assessor: PersonReference
    package let holder: PersonReference
    package let ground: Recusal.Ground
    package let reason: String?
    package let from: Month
    package let until: Month?
    package let at: Instant
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

extension Transaction {
    /// Declares that a member does not score what another answers for: their own account of themselves, or the committee's
    /// office of anybody. Nobody declares it of somebody whose sheets they would rather be without.
    ///
    /// - Throws: ``FieldErrors`` where one of the two is not of the branch; ``Recusal/Refusal``.
    package func declare(_ recusal: Recusal, in branch: ID<Branch>) throws -> RecusalListing {
        let place = try place(of: branch)
        let isOwn = recusal.assessor == authority.member && authority.allows(.enterOwnScores, in: place)
        if !isOwn { try require(.overruleMonths, in: place) }
        try refuseDissolved(branch, on: recusal.from.lastDay)
        let roll = try AssessorRoll(of: branch, in: recusal.from, self)
        var errors = FieldErrors()
        for (field, id) in [("assessor", recusal.assessor), ("holder", recusal.holder)]
        where roll.standing(of: id).membership != .current {
            errors.add(field, .rule, "they are not of the branch on \(recusal.from.lastDay)")
        }
        try errors.check()
        if let month = try closedMonth(of: branch, among: recusal) { throw Recusal.Refusal.isClosed(month) }
        let id: ID<Recusal> = try session.insert(
            """
            INSERT INTO recusal (branch_id, assessor_id, holder_id, ground, reason, from_month, until_month, declared_at,
                                 declared_by)
            VALUES (\(branch), \(recusal.assessor), \(recusal.holder), \(recusal.ground), \(recusal.reason),
                    \(recusal.from), \(recusal.until), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .recusal, id, in: place,
            after: [
                "branch": .open(JSON(branch)), "assessor": .open(JSON(recusal.assessor)),
                "holder": .open(JSON(recusal.holder)), "ground": .open(.string(recusal.ground.rawValue)),
                "reason": .hashed(JSON(recusal.reason?.string)), "from": .open(JSON(recusal.from)),
                "until": .open(JSON(recusal.until?.description)),
            ])
        let made = try recusalListings(where: "recusal.id = \(id)", limit: 1).first
        guard let made else { throw StorageFault.corrupt("a recusal that was just recorded is not there") }
        return made
    }

    /// Those that were declared in the branch, the latest first.
    package func recusals(
        of branch: ID<Branch>, _ page: PageRequest = PageRequest()
    ) throws -> Page<RecusalListing> {
        try require(.readProgress, in: branch)
        let after = page.after?.integer() ?? Int64.max
        let rows = try recusalListings(
            where: "recusal.branch_id = \(branch) AND recusal.id < \(after)", limit: page.limit + 1)
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// Those in force in the month, in the order they were declared.
    func storedRecusals(in cycle: Cycle) throws -> [RecusalListing] {
        try recusalListings(
            where: "recusal.branch_id = \(cycle.branch) AND \(Self.recusalsInForce(in: cycle.month))"
        ).reversed()
    }

    /// By assessor, of whose areas their sheets do not count in the month.
    func recusedFrom(
        in branch: ID<Branch>, _ month: Month, only member: ID<Member>?
    ) throws -> [ID<Member>: Set<ID<Member>>] {
        let only: SQL = if let member { "assessor_id = \(member)" } else { "1 = 1" }
        var recused: [ID<Member>: Set<ID<Member>>] = [:]
        try session.forEach(
            """
            SELECT assessor_id, holder_id FROM recusal
             WHERE branch_id = \(branch) AND \(Self.recusalsInForce(in: month)) AND \(only)
            """
        ) { row in recused[try row.at(0), default: []].insert(try row.at(1)) }
        return recused
    }

    private static func recusalsInForce(in month: Month) -> SQL {
        "recusal.from_month <= \(month) AND (recusal.until_month IS NULL OR recusal.until_month >= \(month))"
    }

    /// The first month that it would be for and that is open no more; nil where there is none.
    private func closedMonth(of branch: ID<Branch>, among recusal: Recusal) throws -> Month? {
        let last: SQL = if let until = recusal.until { "cycle.month <= \(until)" } else { "1 = 1" }
        return try session.value(
            """
            SELECT cycle.month FROM cycle
             WHERE cycle.branch_id = \(branch) AND cycle.month >= \(recusal.from) AND \(last)
               AND cycle.status <> \(Cycle.Status.open)
             ORDER BY cycle.month LIMIT 1
            """
        )
    }

    /// The latest first.
    ///
    /// - Parameter limit: how many at most; nil for all.
    private func recusalListings(where condition: SQL, limit: Int? = nil) throws -> [RecusalListing] {
        let most: SQL = if let limit { "LIMIT \(limit)" } else { "" }
        return try session.rows(
            """
            SELECT recusal.id, branch.code, recusal.ground, recusal.reason, recusal.from_month, recusal.until_month,
                   recusal.declared_at, recusal.declared_by, assessor.number AS assessor_number,
                   assessor.name AS assessor_name, holder.number AS holder_number, holder.name AS holder_name
              FROM recusal
              JOIN branch ON branch.id = recusal.branch_id
              JOIN member AS assessor ON assessor.id = recusal.assessor_id
              JOIN member AS holder ON holder.id = recusal.holder_id
             WHERE \(condition)
             ORDER BY recusal.id DESC \(most)
            """
        ) { row in
            let at: Instant = try row["declared_at"]
            func person(_ one: String) throws -> PersonReference {
                PersonReference(number: try row["\(one)_number"], name: try row["\(one)_name"])
            }
            return RecusalListing(
                id: try row["id"], branch: try row["code"], assessor: try person("assessor"),
                holder: try person("holder"), ground: try row["ground"], reason: try row["reason"],
                from: try row["from_month"], until: try row["until_month"], at: at,
                on: settings.timeZone.date(of: at), by: try row["declared_by"])
        }
    }
}

extension Recusal.Ground: SQLTextValue {}
