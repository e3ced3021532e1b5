package import Domain

/// What an area has, and what it still lacks, in a month. It tells no figures.
package struct AreaCompleteness: Hashable, Sendable {
    package let area: AreaInMonth
    /// How many sheets stand and count, by tier.
    package let sheets: [Tier: Int]
    /// How many it takes, by tier; 0 of one without weight.
    package let needed: [Tier: Int]
    package let isVetoed: Bool
    package let missing: [Score.Missing]
    /// Who hold it and have not scored it themselves, where the self tier has weight: each of several is expected to,
    /// though the tier is complete with as many sheets as it takes.
    package let lackingHolders: [PersonReference]
    /// Why it is not among the branch's areas of the month although it was assessed; nil for one that is.
    package let departure: ResponsibilityArea.Departure?

    package var isComplete: Bool { isVetoed || missing.isEmpty }
}

extension Transaction {
    /// The completeness of every area of the cycle's branch, by code.
    package func completeness(of cycle: Cycle) throws -> [AreaCompleteness] {
        try require(.readProgress, in: cycle.branch)
        return try completeness(of: cycle, by: storedScheme(cycle.scheme).scheme.content)
    }

    func completeness(of cycle: Cycle, by scheme: SchemeContent) throws -> [AreaCompleteness] {
        let records = try monthRecords(of: cycle)
        let needed = scheme.tiers.reduce(into: [Tier: Int]()) { $0[$1.tier] = $1.neededSheets }
        return records.areas.map { area in
            var counts: [Tier: Int] = [:]
            for sheet in records.sheets[area.id] ?? [] { counts[sheet.tier, default: 0] += 1 }
            var missing = scheme.tiers.filter { counts[$0.tier] ?? 0 < $0.neededSheets }.map {
                Score.Missing.tier($0.tier)
            }
            if area.holders.isEmpty { missing.insert(.holder, at: 0) }
            return AreaCompleteness(
                area: area, sheets: counts, needed: needed,
                isVetoed: (records.entries[area.id] ?? []).contains { $0.kind == .veto },
                missing: missing,
                lackingHolders: needed[.own] ?? 0 == 0
                    ? []
                    : area.holders.filter { !(records.selfAssessors[area.id] ?? []).contains($0.id) }.map(\.person),
                departure: records.departures[area.id]
            )
        }
    }
}
