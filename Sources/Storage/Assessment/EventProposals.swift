package import Domain

/// What an area's facts propose to be recorded in its month.
package struct AreaProposal: Hashable, Sendable {
    package let area: AreaInMonth
    package let proposal: EventProposal
}

extension Transaction {
    /// What the facts of an open month's areas propose and is not recorded yet, by area, for whoever may record it; of a month
    /// that is closed nothing.
    package func eventProposals(in id: ID<Cycle>) throws -> [AreaProposal] {
        let cycle = try cycle(id)
        try require(.adjust, in: cycle.branch)
        let scheme = try storedScheme(cycle.scheme).scheme.content
        guard cycle.status == .open, scheme.menu.contains(where: { $0.source != nil }) else { return [] }
        let areas = try storedAreas(of: cycle)
        let facts = try storedFacts(of: areas.map(\.id), in: cycle.month)
        var recorded: [ID<ResponsibilityArea>: [Code: Int]] = [:]
        try session.forEach(
            "SELECT area_id, item, times FROM adjustment WHERE cycle_id = \(id) AND \(KeptAdjustment.counts)"
        ) { row in
            let (area, item, times): (ID<ResponsibilityArea>, Code, Int) = (try row.at(0), try row.at(1), try row.at(2))
            recorded[area, default: [:]][item, default: 0] += times
        }
        return areas.flatMap { area in
            EventProposal.proposals(
                by: scheme, of: facts[area.id]?.facts ?? .unknown, recorded: recorded[area.id] ?? [:]
            ).map { AreaProposal(area: area, proposal: $0) }
        }
    }
}
