package import Domain

/// An area as lists show it.
package struct AreaListing: Hashable, Sendable {
    package let area: ResponsibilityArea
    package let branch: Code
    /// Who hold the area today, by number.
    package let holders: [PersonReference]
}

/// Where to find areas. What is nil does not narrow the list.
package struct AreaFilter: Hashable, Sendable {
    package var code: Code?
    package var branch: ID<Branch>?
    package var kind: ResponsibilityArea.Kind?
    /// Held by this member today.
    package var holder: ID<Member>?

    package init(
        code: Code? = nil, branch: ID<Branch>? = nil, kind: ResponsibilityArea.Kind? = nil, holder: ID<Member>? = nil
    ) {
        self.code = code
        self.branch = branch
        self.kind = kind
        self.holder = holder
    }
}

extension Transaction {
    /// Areas by code, the retired ones too.
    package func areas(_ filter: AreaFilter, _ page: PageRequest = PageRequest()) throws -> Page<AreaListing> {
        try authority.require(.readOrganisation)
        var conditions: [SQL] = [
            "responsibility_area.code > \(page.after?.text() ?? "")",
            try isWithin(.readOrganisation, branch: "responsibility_area.branch_id"),
        ]
        if let code = filter.code { conditions.append("responsibility_area.code = \(code)") }
        if let branch = filter.branch { conditions.append("responsibility_area.branch_id = \(branch)") }
        if let kind = filter.kind { conditions.append("responsibility_area.kind = \(kind)") }
        if let holder = filter.holder {
            conditions.append(
                """
                responsibility_area.id IN (
                    SELECT held.area_id FROM assignment AS held
                     WHERE held.member_id = \(holder) AND \(present("held")))
                """
            )
        }
        let rows = try session.rows(
            """
            \(Self.areaListing)
             WHERE \(SQL.all(conditions))
             ORDER BY responsibility_area.code LIMIT \(page.limit + 1)
            """,
            AreaListing.init(row:)
        )
        let holders = try holders(of: rows.map(\.area.id), on: today)
        return Page(rows.map { $0.held(by: holders[$0.area.id] ?? []) }, page) { [.string($0.area.code.text)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func area(_ id: ID<ResponsibilityArea>) throws -> AreaListing {
        let found = try session.one("\(Self.areaListing) WHERE responsibility_area.id = \(id)", AreaListing.init(row:))
        guard let found else { throw StoreError.notFound("area") }
        try require(.readOrganisation, in: found.area.branch)
        return found.held(by: try holders(of: [id], on: today)[id] ?? [])
    }

    private static let areaListing: SQL =
        """
        SELECT responsibility_area.id, responsibility_area.code, responsibility_area.name,
               responsibility_area.branch_id, responsibility_area.kind, responsibility_area.boundary,
               responsibility_area.established AS from_date, responsibility_area.retired AS until_date,
               responsibility_area.version, branch.code AS branch_code
          FROM responsibility_area
          JOIN branch ON branch.id = responsibility_area.branch_id
        """

    /// Establishes an area that nobody holds yet.
    ///
    /// - Throws: ``FieldErrors``, or ``ResponsibilityArea/Refusal`` if a closed month would have had the area.
    package func createArea(_ facts: ResponsibilityArea.Facts, branch: ID<Branch>) throws -> AreaListing {
        try require(.manageAreas, in: branch)
        try refuseDissolved(branch)
        if try areaID(facts.code) != nil {
            throw FieldErrors("code", .duplicate, "there is an area \(facts.code.text) already")
        }
        if let closed = try closedMonth(of: branch, from: facts.established) {
            throw ResponsibilityArea.Refusal.changesClosedMonth(closed)
        }
        let kept = KeptArea(facts, of: branch)
        let id: ID<ResponsibilityArea> = try session.insert(
            "INSERT INTO responsibility_area (\(columnsOf: KeptArea.self)) VALUES (\(valuesOf: kept)) RETURNING id"
        )
        try session.run("INSERT INTO area_branch (area_id, branch_id) VALUES (\(id), \(branch))")
        try audit(.created, .area, id, in: place(of: branch), after: kept.document)
        return try area(id)
    }

    /// Changes everything that is known except the code. An area stays in its branch.
    ///
    /// - Parameter version: what the caller had read; nil to change it whatever it is.
    /// - Throws: ``FieldErrors``, or ``ResponsibilityArea/Refusal`` if a closed month would gain or lose the area.
    package func changeArea(
        _ id: ID<ResponsibilityArea>, to facts: ResponsibilityArea.Facts, ifVersion version: Int?
    ) throws -> AreaListing {
        let before = try area(id).area
        try require(.manageAreas, in: before.branch)
        let read = try check(version: before.version, against: version)
        guard facts.code == before.code else {
            throw FieldErrors("code", .unexpected, "an area keeps its code (\(before.code.text))")
        }
        if facts.established != before.span.from {
            guard DateSpan(from: facts.established, until: before.span.until) != nil else {
                throw FieldErrors("established", .range, "an area cannot be established after it is retired")
            }
            // Between the two days the area appears or disappears; an open one lies before everything.
            let days = [before.span.from, facts.established].compactMap(\.self)
            let earlier = days.count == 2 ? days.min() : nil
            if let closed = try closedMonth(ofThoseThatHad: id, from: earlier, before: days.max()) {
                throw ResponsibilityArea.Refusal.changesClosedMonth(closed)
            }
        }
        let kept = KeptArea(facts, of: before.branch)
        try update("responsibility_area", id, at: read, setting: "\(settingTo: kept)")
        try audit(
            .changed, .area, id, in: place(of: before.branch), before: KeptArea(before).document, after: kept.document
        )
        return try area(id)
    }

    /// Ends an area, and with it the assignments of all who hold it.
    ///
    /// - Parameter day: the last day of all.
    /// - Throws: ``ResponsibilityArea/Refusal``.
    package func retireArea(_ id: ID<ResponsibilityArea>, on day: LocalDate, reason: Text) throws -> AreaListing {
        let standing = try area(id).area
        try require(.manageAreas, in: standing.branch)
        try refuseBeforeMove(of: id, day.adding(days: 1))
        let held = try assignmentsReaching(day.adding(days: 1), of: id)
        let ended = try standing.retired(
            on: day, assignments: held.map(\.span), closed: closedMonth(of: standing.branch, from: nil)
        )
        try refuseAssessed(id, after: day)
        try update(
            "responsibility_area", id, at: check(version: standing.version), setting: "retired = \(ended.area.until)")
        for (assignment, span) in zip(held, ended.assignments) { try endAssignment(assignment, until: span.until) }
        try audit(
            .retired, .area, id, in: place(of: standing.branch), before: KeptArea(standing).document,
            after: ["on": .open(JSON(day)), "reason": .open(.string(reason.string))]
        )
        return try area(id)
    }

    /// What was entered for a month in which the area would no longer be must not get lost.
    private func refuseAssessed(_ id: ID<ResponsibilityArea>, after day: LocalDate) throws {
        let month: Month? = try session.value(
            """
            SELECT cycle.month
              FROM responsibility_area
              JOIN cycle ON cycle.branch_id = responsibility_area.branch_id AND cycle.month >= \(day.month)
             WHERE responsibility_area.id = \(id)
               AND (EXISTS (SELECT 1 FROM sheet WHERE sheet.cycle_id = cycle.id AND sheet.area_id = \(id))
                OR EXISTS (SELECT 1 FROM adjustment WHERE adjustment.cycle_id = cycle.id AND adjustment.area_id = \(id)))
             ORDER BY cycle.month DESC LIMIT 1
            """
        )
        if let month, month.lastDay > day { throw ResponsibilityArea.Refusal.assessed(month) }
    }

    /// The latest month of the branch that is no longer open and whose last day lies from `first` on and before `end`;
    /// nil on either side leaves it open.
    func closedMonth(of branch: ID<Branch>, from first: LocalDate?, before end: LocalDate? = nil) throws -> Month? {
        try closedMonth(where: "branch_id = \(branch)", from: first, before: end)
    }

    /// The same of all branches that have or had the area.
    private func closedMonth(
        ofThoseThatHad area: ID<ResponsibilityArea>, from first: LocalDate?, before end: LocalDate?
    ) throws -> Month? {
        let had: SQL =
            "branch_id IN (SELECT area_branch.branch_id FROM area_branch WHERE area_branch.area_id = \(area))"
        return try closedMonth(where: had, from: first, before: end)
    }

    private func closedMonth(where branch: SQL, from first: LocalDate?, before end: LocalDate?) throws -> Month? {
        var conditions: [SQL] = [branch, "status <> 'open'"]
        if let first { conditions.append("month >= \(first.month)") }
        if let end { conditions.append("month < \(end.month)") }
        return try session.value("SELECT month FROM cycle WHERE \(SQL.all(conditions)) ORDER BY month DESC LIMIT 1")
    }
}

extension ResponsibilityArea.Kind: SQLTextValue {}

extension AreaListing {
    fileprivate init(row: SQLRow) throws {
        let area = ResponsibilityArea(
            id: try row["id"],
            facts: ResponsibilityArea.Facts(
                code: try row["code"], name: try row["name"], kind: try row["kind"], boundary: try row["boundary"],
                established: try row["from_date"]),
            branch: try row["branch_id"], retired: try row["until_date"], version: try row["version"]
        )
        guard let area else { throw StorageFault.corrupt("an area that is retired before it is established") }
        self.area = area
        branch = try row["branch_code"]
        holders = []
    }

    private init(_ area: ResponsibilityArea, _ branch: Code, _ holders: [PersonReference]) {
        (self.area, self.branch, self.holders) = (area, branch, holders)
    }

    fileprivate func held(by holders: [AreaHolder]) -> AreaListing {
        AreaListing(area, branch, holders.map(\.person))
    }
}

/// An area as it is kept: what is known of it, and whose it is.
struct KeptArea: Columned {
    let facts: ResponsibilityArea.Facts
    let branch: ID<Branch>

    init(_ facts: ResponsibilityArea.Facts, of branch: ID<Branch>) {
        (self.facts, self.branch) = (facts, branch)
    }

    init(_ area: ResponsibilityArea) { self.init(area.facts, of: area.branch) }

    static let columns: [Column<KeptArea>] = [
        Column("code", audited: .open) { $0.facts.code },
        Column("name", audited: .open) { $0.facts.name },
        Column("branch_id", as: "branch", audited: .open) { $0.branch },
        Column("kind", audited: .open) { $0.facts.kind },
        Column("boundary", audited: .open) { $0.facts.boundary },
        Column("established", audited: .open) { $0.facts.established },
    ]
}
