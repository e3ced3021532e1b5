package import Domain

extension Transaction {
    /// The sheets of a month that is no longer open which the principal may read.
    ///
    /// Where fewer than ``Sheet/fewestShown`` scored an area in a tier, the assessed see its score and not the sheets, which
    /// would say who gave what: so whoever holds the area, whatever their office, and everybody who has no such task in the
    /// branch, for they would tell them. A self sheet tells nobody more than its tier does; and what one gave or entered
    /// oneself stays to be seen.
    func shownOnceClosed(of cycle: Cycle) throws -> SQL {
        if authority.isUnlimited { return "true" }
        let holds: SQL =
            """
            EXISTS (SELECT 1 FROM assignment
                     WHERE assignment.area_id = sheet.area_id AND assignment.member_id = \(authority.member)
                       AND \(SpanColumns(of: "assignment").areInForce(on: cycle.month.lastDay)))
            """
        let isOfficial: SQL =
            try authority.allows(.readAllSheets, in: place(of: cycle.branch)) ? "NOT \(holds)" : "false"
        return """
            (\(isOfficial) OR sheet.tier = \(Tier.own)
             OR sheet.assessor_id = \(authority.member) OR sheet.recorded_by = \(principal.name)
             OR (SELECT count(*) FROM sheet AS other
                  WHERE other.cycle_id = sheet.cycle_id AND other.area_id = sheet.area_id AND other.tier = sheet.tier
                    AND other.stands = 1) >= \(Sheet.fewestShown))
            """
    }
}

extension AreaExplanation {
    /// The tiers in which the reader sees the score and not the sheets.
    package var unseenTiers: [Tier] {
        score.tiers.filter { part in
            sheets.count { $0.sheet.tier == part.tier && $0.uncounted == nil } < part.sheets
        }.map(\.tier)
    }
}
