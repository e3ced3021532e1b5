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
    /// In an open month: whose sheets the tiers with weight wait for, as far as they are known by name. Of a tier that
    /// takes the sheets of any who may score it, nobody is.
    package let awaited: [Tier: [PersonReference]]
    /// Why it is not among the branch's areas of the month although it was assessed; nil for one that is.
    package let departure: ResponsibilityArea.Departure?

    package var isComplete: Bool { isVetoed || missing.isEmpty }

    /// The sheets that it lacks, by tier: those of somebody known by name, or one of nobody in particular.
    package var awaitedSheets: [AwaitedSheet] {
        missing.flatMap { missing -> [AwaitedSheet] in
            guard case .tier(let tier) = missing else { return [] }
            let people = (awaited[tier] ?? []).map(Optional.some)
            return (people.nonEmpty ?? [nil]).map {
                AwaitedSheet(tier: tier, area: area.code, areaName: area.name, assessor: $0)
            }
        }
    }
}

/// A sheet that is still to come.
package struct AwaitedSheet: Hashable, Sendable {
    package let tier: Tier
    package let area: Code
    package let areaName: String
    /// nil where it may be of any who score the tier.
    package let assessor: PersonReference?
}

extension Transaction {
    /// The completeness of every area of the cycle's branch, by code.
    package func completeness(of cycle: Cycle) throws -> [AreaCompleteness] {
        try require(.readProgress, in: cycle.branch)
        return try completeness(of: cycle, by: storedScheme(cycle.scheme).scheme.content, namingAwaited: true)
    }

    /// - Parameter namingAwaited: whether it is told whose sheets are awaited, which nobody has to look up who only counts.
    func completeness(
        of cycle: Cycle, by scheme: SchemeContent, namingAwaited: Bool = false
    ) throws -> [AreaCompleteness] {
        let records = try monthRecords(of: cycle)
        let awaited = try namingAwaited && cycle.status == .open ? awaited(in: cycle, records, by: scheme) : [:]
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
                lackingHolders: records.lackingHolders(of: area, by: scheme).map(\.person),
                awaited: awaited[area.id] ?? [:],
                departure: records.departures[area.id]
            )
        }
    }
    /// Whose sheets an open month waits for, by area.
    private func awaited(
        in cycle: Cycle, _ records: MonthRecords, by scheme: SchemeContent
    ) throws -> [ID<ResponsibilityArea>: [Tier: [PersonReference]]] {
        let rules = scheme.tiers.filter { $0.weight > 0 }
        let roll = try AssessorRoll(of: cycle.branch, in: cycle.month, self)
        let leaders =
            rules.contains { $0.tier == .group && $0.assessors == .any }
            ? try groupLeaders(of: cycle.branch, on: cycle.month.lastDay) : [:]
        /// Of the tier, whatever the area: nil where it depends on who holds it.
        var expected: [Tier: [AreaHolder]] = [:]
        for rule in rules {
            if let ids = roll.expected(in: rule.tier, by: rule.assessors) { expected[rule.tier] = try people(ids) }
        }
        var awaited: [ID<ResponsibilityArea>: [Tier: [PersonReference]]] = [:]
        for area in records.areas where records.departures[area.id] == nil {
            let holders = area.holders.map(\.id)
            for rule in rules {
                let given = records.assessors[area.id]?[rule.tier] ?? []
                let candidates: [AreaHolder] =
                    switch rule.tier {
                    case .own: area.holders
                    case .group, .branch:
                        expected[rule.tier]
                            // Any group leader may; whoever leads the holder's group is asked first, as long as one is lacking.
                            ?? (given.count < rule.neededSheets ? holders.flatMap { leaders[$0] ?? [] } : [])
                    case .public: []
                    }
                let open = candidates.filter { person in
                    !given.contains(person.id)
                        && Sheet.uncounted(
                            rule.tier, by: person.id, roll.standing(of: person.id), holders: holders,
                            expected: rule.assessors) == nil
                }
                if !open.isEmpty { awaited[area.id, default: [:]][rule.tier] = open.map(\.person) }
            }
        }
        return awaited
    }

    /// By member: who leads their group in the branch on the day.
    private func groupLeaders(of branch: ID<Branch>, on day: LocalDate) throws -> [ID<Member>: [AreaHolder]] {
        var leaders: [ID<Member>: [AreaHolder]] = [:]
        try session.forEach(
            """
            SELECT membership.member_id, member.id, member.number, member.name
              FROM appointment
              JOIN membership
                ON membership.branch_id = appointment.branch_id AND membership.group_id = appointment.group_id
               AND \(SpanColumns(of: "membership").areInForce(on: day))
              JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id = \(branch) AND appointment.office = 'groupLeader'
               AND \(SpanColumns(of: "appointment").areInForce(on: day))
             ORDER BY membership.member_id, member.number
            """
        ) { row in
            leaders[try row.at(0), default: []].append(
                AreaHolder(id: try row.at(1), person: PersonReference(number: try row.at(2), name: try row.at(3))))
        }
        return leaders
    }
}
