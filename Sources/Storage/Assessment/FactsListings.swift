package import Domain

/// An area's facts of a month as lists show them.
package struct FactsListing: Hashable, Sendable {
    package let id: ID<AreaFacts>
    package let areaID: ID<ResponsibilityArea>
    package let area: Code
    package let areaName: String
    /// Whose it was at the month's end.
    package let branch: Code
    package let month: Month
    package let facts: AreaFacts
    package let timing: AreaFacts.Timing
    package let revision: Int
    package let stands: Bool
    /// nil for the first, and for what only added to the one before.
    package let revisionReason: Text?
    package let recordedAt: Instant
    package let recordedBy: String
}

extension Transaction {
    private static func factsListing(of month: Month) -> SQL {
        """
        SELECT area_facts.id, area_facts.area_id, area_facts.month, area_facts.filed, area_facts.closed_in_time,
               area_facts.redone, area_facts.complaints, area_facts.substantiated, area_facts.called_back,
               area_facts.satisfied, area_facts.late, area_facts.since_closing, area_facts.revision, area_facts.stands,
               area_facts.revision_reason, area_facts.recorded_at, area_facts.recorded_by,
               responsibility_area.code AS area_code, responsibility_area.name AS area_name,
               branch.code AS branch_code
          FROM area_facts
          JOIN responsibility_area ON responsibility_area.id = area_facts.area_id
          JOIN area_branch
            ON area_branch.area_id = area_facts.area_id
           AND \(SpanColumns(of: "area_branch").areInForce(on: month.lastDay))
          JOIN branch ON branch.id = area_branch.branch_id
        """
    }

    /// What is known of a month's areas, in the order in which it was recorded; of one branch or one area if given. With
    /// `revisions`, what was revised too.
    package func facts(
        of month: Month, branch: ID<Branch>? = nil, area: ID<ResponsibilityArea>? = nil, revisions: Bool = false,
        _ page: PageRequest = PageRequest()
    ) throws -> Page<FactsListing> {
        try authority.require(.readMonths)
        var conditions: [SQL] = [
            "area_facts.month = \(month)", "area_facts.id > \(page.after?.integer() ?? 0)",
            try isWithin(.readMonths, branch: "area_branch.branch_id"),
        ]
        if let branch { conditions.append("area_branch.branch_id = \(branch)") }
        if let area { conditions.append("area_facts.area_id = \(area)") }
        if !revisions { conditions.append(KeptFacts.counts) }
        let rows = try session.rows(
            """
            \(Self.factsListing(of: month))
             WHERE \(SQL.all(conditions))
             ORDER BY area_facts.id LIMIT \(page.limit + 1)
            """,
            FactsListing.init(row:)
        )
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// What is known of the areas of a cycle, whichever branch has them by now.
    package func facts(of cycle: Cycle) throws -> [ID<ResponsibilityArea>: FactsListing] {
        try require(.readMonths, in: cycle.branch)
        return try storedFacts(of: storedAreas(of: cycle).map(\.id), in: cycle.month)
    }

    /// What is known of an area in a month; nil for nothing.
    package func facts(of area: ID<ResponsibilityArea>, in month: Month) throws -> FactsListing? {
        guard let branch = try branchID(of: area, on: month.lastDay) else { return nil }
        try require(.readMonths, in: branch)
        return try storedFacts(of: [area], in: month)[area]
    }

    func storedFacts(
        of areas: [ID<ResponsibilityArea>], in month: Month
    ) throws -> [ID<ResponsibilityArea>: FactsListing] {
        if areas.isEmpty { return [:] }
        let found = try session.rows(
            """
            \(Self.factsListing(of: month))
             WHERE area_facts.area_id IN \(list: areas) AND area_facts.month = \(month) AND \(KeptFacts.counts)
             ORDER BY area_facts.id
            """,
            FactsListing.init(row:)
        )
        return Dictionary(found.map { ($0.areaID, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension FactsListing {
    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        areaID = try row["area_id"]
        area = try row["area_code"]
        areaName = try row["area_name"]
        branch = try row["branch_code"]
        month = try row["month"]
        facts = try AreaFacts(row: row)
        timing = try AreaFacts.Timing(row: row)
        revision = try row["revision"]
        stands = try row["stands"]
        revisionReason = try row["revision_reason"]
        recordedAt = try row["recorded_at"]
        recordedBy = try row["recorded_by"]
    }
}
