package import Domain

/// An assessor's figures in a month, with who it is.
package struct AssessorListing: Hashable, Sendable {
    package let figures: AssessorFigures
    /// Where it is a member.
    package let member: PersonReference?
}

extension Transaction {
    /// How those who scored in a month did so, side by side, for the secretary and the committee's office: by tier, and in
    /// it by the members' numbers, or the labels.
    ///
    /// - Throws: ``FiguresNotVisible`` while the month is open.
    package func assessorComparison(in id: ID<Cycle>) throws -> [AssessorListing] {
        let cycle = try cycle(id)
        try require(.compareAssessors, in: cycle.branch)
        guard try mayShow(cycle) else { throw FiguresNotVisible() }
        let uncounted = Set(try uncountedSheets(in: cycle).keys)
        var people: [ID<Member>: PersonReference] = [:]
        var given: [AssessorFigures.Given] = []
        try session.forEach(
            """
            SELECT sheet.id, sheet.area_id, sheet.tier, sheet.assessor_id, sheet.assessor_label, sheet.total,
                   member.number, member.name
              FROM sheet LEFT JOIN member ON member.id = sheet.assessor_id
             WHERE sheet.cycle_id = \(cycle.id) AND \(KeptSheet.counts)
             ORDER BY coalesce(member.number, sheet.assessor_label) NULLS FIRST, sheet.id
            """
        ) { row in
            guard !uncounted.contains(try row["id"]) else { return }
            let member: ID<Member>? = try row["assessor_id"]
            if let member { people[member] = try PersonReference(row: row, number: "number", name: "name") }
            given.append(
                AssessorFigures.Given(
                    area: try row["area_id"], tier: try row["tier"],
                    assessor: try .kept(member: member, label: try row["assessor_label"]), total: try row["total"]))
        }
        return AssessorFigures.all(of: given).map { figures in
            let person: PersonReference? =
                if case .member(let id) = figures.assessor { people[id] } else { nil }
            return AssessorListing(figures: figures, member: person)
        }
    }
}
