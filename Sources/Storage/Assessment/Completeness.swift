package import Domain

/// What an area has, and what it still lacks, in a month. It tells no figures.
package struct AreaCompleteness: Hashable, Sendable {
    package let area: AreaInMonth
    /// How many sheets stand, by tier.
    package let sheets: [Tier: Int]
    package let isVetoed: Bool
    package let missing: [Score.Missing]

    package var isComplete: Bool { isVetoed || missing.isEmpty }
}

extension Transaction {
    /// The completeness of every area of the cycle's branch, by code.
    package func completeness(of cycle: Cycle) throws -> [AreaCompleteness] {
        try require(.readProgress, in: cycle.branch)
        return try completeness(of: cycle, by: storedScheme(cycle.scheme).scheme.content)
    }

    func completeness(of cycle: Cycle, by scheme: SchemeContent) throws -> [AreaCompleteness] {
        var sheets: [ID<ResponsibilityArea>: [Tier: Int]] = [:]
        try session.forEach(
            """
            SELECT area_id, tier, count(*) FROM sheet
             WHERE cycle_id = \(cycle.id) AND \(KeptSheet.counts)
             GROUP BY area_id, tier
            """
        ) { row in
            sheets[try row.at(0), default: [:]][try row.at(1)] = try row.at(2)
        }
        let vetoed = Set(
            try session.rows(
                """
                SELECT DISTINCT area_id FROM adjustment
                 WHERE cycle_id = \(cycle.id) AND \(KeptAdjustment.counts) AND kind = \(Adjustment.Kind.veto)
                """
            ) { try $0.at(0) as ID<ResponsibilityArea> }
        )
        return try storedAreas(of: cycle.branch, in: cycle.month).map { area in
            let counts = sheets[area.id] ?? [:]
            var missing = scheme.neededTiers.filter { (counts[$0] ?? 0) == 0 }.map { Score.Missing.tier($0) }
            if area.holder == nil { missing.insert(.holder, at: 0) }
            return AreaCompleteness(
                area: area, sheets: counts, isVetoed: vetoed.contains(area.id), missing: missing
            )
        }
    }
}
