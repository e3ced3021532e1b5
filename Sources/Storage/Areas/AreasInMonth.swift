package import Domain

/// An area as a month finds it: all who hold it on the month's last day answer for the month.
package struct AreaInMonth: Hashable, Sendable {
    package let id: ID<ResponsibilityArea>
    package let code: Code
    package let name: String
    package let kind: ResponsibilityArea.Kind
    /// Whose it is on that day.
    let branch: ID<Branch>
    /// Who hold the area on that day, by number; empty if nobody does.
    package let holders: [AreaHolder]
}

/// Somebody who holds an area on some day.
package struct AreaHolder: Hashable, Sendable {
    package let id: ID<Member>
    package let person: PersonReference

    package var name: String { person.name }
}

extension Transaction {
    /// The areas that are assessed in a cycle: those of its branch that exist on the month's last day, by code.
    package func areas(of cycle: Cycle) throws -> [AreaInMonth] {
        try require(.readMonths, in: cycle.branch)
        return try storedAreas(of: cycle)
    }

    /// The same, as they were when the month was closed.
    func storedAreas(of cycle: Cycle) throws -> [AreaInMonth] {
        guard let kept = try keptMonth(of: cycle) else { return try storedAreas(of: cycle.branch, in: cycle.month) }
        return kept.areas.filter { $0.departure == nil }.map(\.area)
            .sorted { $0.code < $1.code }
    }

    /// The branch's areas that exist on the month's last day, by code.
    func storedAreas(of branch: ID<Branch>, in month: Month) throws -> [AreaInMonth] {
        try areasInMonth(month, where: "area_branch.branch_id = \(branch) ORDER BY responsibility_area.code")
    }

    /// The areas that a member holds on the month's last day, by code.
    func storedAreas(heldBy member: ID<Member>, in month: Month) throws -> [AreaInMonth] {
        try areasInMonth(
            month,
            where: """
                responsibility_area.id IN (
                    SELECT held.area_id FROM assignment AS held
                     WHERE held.member_id = \(member)
                       AND \(SpanColumns(of: "held").areInForce(on: month.lastDay)))
                 ORDER BY responsibility_area.code
                """)
    }

    /// One area; nil if it does not exist on the month's last day.
    func areaInMonth(_ id: ID<ResponsibilityArea>, _ month: Month) throws -> AreaInMonth? {
        try areasInMonth(month, where: "responsibility_area.id = \(id)").first
    }

    /// The branch that an area belongs to; nil if there is no such area.
    ///
    /// - Parameter day: on which it is asked; today if nil.
    func branchID(of area: ID<ResponsibilityArea>, on day: LocalDate? = nil) throws -> ID<Branch>? {
        guard let day else {
            return try session.value("SELECT branch_id FROM responsibility_area WHERE id = \(area)")
        }
        return try session.value(
            """
            SELECT branch_id FROM area_branch
             WHERE area_id = \(area) AND \(SpanColumns(of: "area_branch").areInForce(on: day))
            """
        )
    }

    private func areasInMonth(_ month: Month, where condition: SQL) throws -> [AreaInMonth] {
        let day = month.lastDay
        let areas = try session.rows(
            """
            SELECT responsibility_area.id, responsibility_area.code, responsibility_area.name,
                   responsibility_area.kind, area_branch.branch_id
              FROM responsibility_area
              JOIN area_branch
                ON area_branch.area_id = responsibility_area.id
               AND \(SpanColumns(of: "area_branch").areInForce(on: day))
             WHERE \(SpanColumns.ofAreas.areInForce(on: day)) AND \(condition)
            """
        ) { row in
            AreaInMonth(
                id: try row["id"], code: try row["code"], name: try row["name"], kind: try row["kind"],
                branch: try row["branch_id"], holders: [])
        }
        let holders = try holders(of: areas.map(\.id), on: day)
        return areas.map { $0.held(by: holders[$0.id] ?? []) }
    }

    /// Who hold each of the areas on a day, by number; an area that nobody holds is not among them.
    func holders(
        of areas: [ID<ResponsibilityArea>], on day: LocalDate
    ) throws -> [ID<ResponsibilityArea>: [AreaHolder]] {
        if areas.isEmpty { return [:] }
        var holders: [ID<ResponsibilityArea>: [AreaHolder]] = [:]
        try session.forEach(
            """
            SELECT assignment.area_id, member.id, member.number, member.name
              FROM assignment JOIN member ON member.id = assignment.member_id
             WHERE assignment.area_id IN \(list: areas) AND \(SpanColumns(of: "assignment").areInForce(on: day))
            """
        ) { row in
            holders[try row.at(0), default: []].append(
                AreaHolder(id: try row.at(1), person: PersonReference(number: try row.at(2), name: try row.at(3))))
        }
        return holders.mapValues { held in held.sorted { $0.person.number < $1.person.number } }
    }
}

extension AreaInMonth {
    fileprivate func held(by holders: [AreaHolder]) -> AreaInMonth {
        AreaInMonth(id: id, code: code, name: name, kind: kind, branch: branch, holders: holders)
    }
}
