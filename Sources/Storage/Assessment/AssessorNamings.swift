package import Domain

/// Whom a branch named to score in a tier, as lists show it.
package struct AssessorNamingListing: Hashable, Sendable {
    package let id: ID<AssessorNaming>
    package let branch: Code
    package let naming: AssessorNaming
    /// By number.
    package let members: [PersonReference]
    package let namedAt: Instant
    package let namedBy: String
}

extension Transaction {
    /// Names who scores in a tier of the branch, where its scheme leaves that to it.
    ///
    /// - Throws: ``FieldErrors`` for `members` where one of them is not of the branch on the month's last day;
    ///   ``AssessorNaming/Refusal``.
    package func nameAssessors(_ naming: AssessorNaming, of branch: ID<Branch>) throws -> AssessorNamingListing {
        let place = try place(of: branch)
        try require(.nameAssessors, in: place)
        try refuseDissolved(branch, on: naming.month.lastDay)
        let roll = try AssessorRoll(of: branch, in: naming.month, self)
        var errors = FieldErrors()
        let people = try people(naming.members)
        for person in people where roll.standing(of: person.id).membership != .current {
            errors.add(
                "members", .rule,
                "\(person.person.name) \(person.person.number.text) is not of the branch on \(naming.month.lastDay)")
        }
        try errors.check()
        if let month = try monthUnderWay(of: branch, naming) {
            throw AssessorNaming.Refusal.isUnderWay(month, naming.tier)
        }
        let id: ID<AssessorNaming> = try session.insert(
            """
            INSERT INTO assessor_naming (branch_id, tier, month, is_standing, named_at, named_by)
            VALUES (\(branch), \(naming.tier), \(naming.month), \(naming.isStanding), \(now), \(principal.name))
            RETURNING id
            """
        )
        for member in naming.members {
            try session.run("INSERT INTO named_assessor (naming_id, member_id) VALUES (\(id), \(member))")
        }
        try audit(
            .recorded, .assessorNaming, id, in: place,
            after: [
                "branch": .open(JSON(branch)), "tier": .open(.string(naming.tier.rawValue)),
                "month": .open(JSON(naming.month)), "standing": .open(.bool(naming.isStanding)),
                "members": .open(JSON(people) { .string($0.person.number.text) }),
            ])
        return try assessorNaming(id)
    }

    /// Whom the branch named so far, the latest first.
    package func assessorNamings(
        of branch: ID<Branch>, _ page: PageRequest = PageRequest()
    ) throws -> Page<AssessorNamingListing> {
        try require(.readProgress, in: branch)
        let after = page.after?.integer() ?? Int64.max
        let rows = try session.rows(
            """
            \(Self.namingListing)
             WHERE assessor_naming.branch_id = \(branch) AND assessor_naming.id < \(after)
             ORDER BY assessor_naming.id DESC LIMIT \(page.limit + 1)
            """
        ) { try namingListing(row: $0) }
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// Whom the branch named for a tier of the month; nil where it named nobody.
    package func assessors(named tier: Tier, in cycle: Cycle) throws -> [PersonReference]? {
        try require(.readProgress, in: cycle.branch)
        let namings = try storedNamings(of: cycle.branch).filter { $0.tier == tier }
        return try AssessorNaming.inForce(namings, in: cycle.month).map { try people($0.members).map(\.person) }
    }

    private func assessorNaming(_ id: ID<AssessorNaming>) throws -> AssessorNamingListing {
        let found = try session.one("\(Self.namingListing) WHERE assessor_naming.id = \(id)") {
            try namingListing(row: $0)
        }
        guard let found else { throw StoreError.notFound("naming") }
        return found
    }

    /// A month that it is for and that has sheets of the tier, or is open no more; nil where there is none.
    private func monthUnderWay(of branch: ID<Branch>, _ naming: AssessorNaming) throws -> Month? {
        let months: SQL = naming.isStanding ? "cycle.month >= \(naming.month)" : "cycle.month = \(naming.month)"
        return try session.value(
            """
            SELECT cycle.month FROM cycle
             WHERE cycle.branch_id = \(branch) AND \(months)
               AND (cycle.status <> \(Cycle.Status.open)
                    OR EXISTS (SELECT 1 FROM sheet WHERE sheet.cycle_id = cycle.id AND sheet.tier = \(naming.tier)))
             ORDER BY cycle.month LIMIT 1
            """
        )
    }

    /// The branch's, in the order in which they were recorded.
    func storedNamings(of branch: ID<Branch>) throws -> [AssessorNaming] {
        let members = try namedMembers(where: "assessor_naming.branch_id = \(branch)")
        return try session.rows(
            "SELECT id, tier, month, is_standing FROM assessor_naming WHERE branch_id = \(branch) ORDER BY id"
        ) { try AssessorNaming(row: $0, members: members[$0["id"]] ?? []) }
    }

    private func namedMembers(where condition: SQL) throws -> [ID<AssessorNaming>: [(
        id: ID<Member>, person: PersonReference
    )]] {
        var members: [ID<AssessorNaming>: [(id: ID<Member>, person: PersonReference)]] = [:]
        try session.forEach(
            """
            SELECT named_assessor.naming_id, member.id, member.number, member.name
              FROM assessor_naming
              JOIN named_assessor ON named_assessor.naming_id = assessor_naming.id
              JOIN member ON member.id = named_assessor.member_id
             WHERE \(condition)
             ORDER BY member.number
            """
        ) { row in
            members[try row.at(0), default: []].append(
                (try row.at(1), PersonReference(number: try row.at(2), name: try row.at(3))))
        }
        return members
    }

    private static let namingListing: SQL =
        """
        SELECT assessor_naming.id, branch.code, assessor_naming.tier, assessor_naming.month,
               assessor_naming.is_standing, assessor_naming.named_at, assessor_naming.named_by
          FROM assessor_naming JOIN branch ON branch.id = assessor_naming.branch_id
        """

    private func namingListing(row: SQLRow) throws -> AssessorNamingListing {
        let id: ID<AssessorNaming> = try row["id"]
        let members = try namedMembers(where: "assessor_naming.id = \(id)")[id] ?? []
        return AssessorNamingListing(
            id: id, branch: try row["code"], naming: try AssessorNaming(row: row, members: members),
            members: members.map(\.person), namedAt: try row["named_at"], namedBy: try row["named_by"])
    }

    /// Members with what people know them by, by number.
    func people(_ ids: some Collection<ID<Member>>) throws -> [AreaHolder] {
        try session.rows(
            "SELECT id, number, name FROM member WHERE id IN \(list: ids.sorted()) ORDER BY number"
        ) { AreaHolder(id: try $0.at(0), person: PersonReference(number: try $0.at(1), name: try $0.at(2))) }
    }
}

extension AssessorNaming {
    fileprivate init(row: SQLRow, members: [(id: ID<Member>, person: PersonReference)]) throws {
        self.init(
            tier: try row["tier"], month: try row["month"], isStanding: try row["is_standing"],
            members: members.map(\.id))
    }
}
