package import Domain

/// An area as a month finds it: whoever holds it on the month's last day answers for the month.
package struct AreaInMonth: Hashable, Sendable {
    package let id: ID<ResponsibilityArea>
    package let code: Code
    package let name: String
    package let kind: ResponsibilityArea.Kind
    /// Whose it is now.
    let branch: ID<Branch>
    /// nil if nobody holds the area on that day.
    package let holder: ID<Member>?
    package let holderNumber: Code?
    package let holderName: String?

    /// The holder as people know them; nil if nobody holds the area on that day.
    package var holderReference: PersonReference? {
        guard let holderNumber, let holderName else { return nil }
        return PersonReference(number: holderNumber, name: holderName)
    }
}

extension Transaction {
    /// The areas that are assessed in a cycle: those of its branch that exist on the month's last day, by code.
    package func areas(of cycle: Cycle) throws -> [AreaInMonth] {
        try require(.readMonths, in: cycle.branch)
        return try storedAreas(of: cycle.branch, in: cycle.month)
    }

    /// The branch's areas that exist on the month's last day, by code.
    func storedAreas(of branch: ID<Branch>, in month: Month) throws -> [AreaInMonth] {
        try session.rows(
            """
            \(Self.areaInMonth(month))
               AND responsibility_area.branch_id = \(branch)
             ORDER BY responsibility_area.code
            """,
            AreaInMonth.init(row:)
        )
    }

    /// One area; nil if it does not exist on the month's last day.
    func areaInMonth(_ id: ID<ResponsibilityArea>, _ month: Month) throws -> AreaInMonth? {
        try session.one("\(Self.areaInMonth(month)) AND responsibility_area.id = \(id)", AreaInMonth.init(row:))
    }

    /// The branch that an area belongs to; nil if there is no such area.
    func branchID(of area: ID<ResponsibilityArea>) throws -> ID<Branch>? {
        try session.value("SELECT branch_id FROM responsibility_area WHERE id = \(area)")
    }

    private static func areaInMonth(_ month: Month) -> SQL {
        let day = month.lastDay
        return """
            SELECT responsibility_area.id, responsibility_area.code, responsibility_area.name,
                   responsibility_area.kind, responsibility_area.branch_id, assignment.member_id, member.number, member.name AS holder_name
              FROM responsibility_area
              LEFT JOIN assignment
                ON assignment.area_id = responsibility_area.id AND \(SpanColumns(of: "assignment").areInForce(on: day))
              LEFT JOIN member ON member.id = assignment.member_id
             WHERE \(SpanColumns.ofAreas.areInForce(on: day))
            """
    }
}

extension AreaInMonth {
    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        code = try row["code"]
        name = try row["name"]
        kind = try row["kind"]
        branch = try row["branch_id"]
        holder = try row["member_id"]
        holderNumber = try row["number"]
        holderName = try row["holder_name"]
    }
}
