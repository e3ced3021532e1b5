package import Domain

/// What was recorded in a month, and what of it counts.
struct MonthRecords {
    /// The branch's areas on the month's last day, and besides those that were assessed in it and are not among them, by
    /// code.
    let areas: [AreaInMonth]
    let departures: [ID<ResponsibilityArea>: ResponsibilityArea.Departure]
    /// Those that stand and count, in the order they were recorded.
    let sheets: [ID<ResponsibilityArea>: [AreaRecord.SheetTotal]]
    /// Those that stand and do not count, with why.
    let uncounted: [ID<Sheet>: Sheet.Uncounted]
    /// The members whose sheets count.
    let assessors: [ID<ResponsibilityArea>: [Tier: Set<ID<Member>>]]
    /// The adjustments that count, in the order they were recorded.
    let entries: [ID<ResponsibilityArea>: [AreaRecord.Entry]]

    /// The areas that are not the branch's on the month's last day, by code.
    var departed: [Code: DepartedArea] {
        Dictionary(
            areas.compactMap { area in
                departures[area.id].map { (area.code, DepartedArea(id: area.id, departure: $0)) }
            }, uniquingKeysWith: { first, _ in first })
    }
}

/// An area that was assessed in a month and is not among the branch's areas on its last day.
package struct DepartedArea: Hashable, Sendable {
    package let id: ID<ResponsibilityArea>
    package let departure: ResponsibilityArea.Departure
}

extension MonthRecords {
    /// Those who hold an area and have not scored it themselves, where the scheme wants it.
    func lackingHolders(of area: AreaInMonth, by scheme: SchemeContent) -> [AreaHolder] {
        guard scheme.neededTiers.contains(.own) else { return [] }
        let given = assessors[area.id]?[.own] ?? []
        return area.holders.filter { !given.contains($0.id) }
    }
}

extension Transaction {
    /// What was recorded in the cycle, of one area only if given.
    ///
    /// Whose sheets count is decided by what the records say of the month's last day, for as long as the month is open. From
    /// then on it is what was kept when it was closed. Of a month from before that was kept, what its latest snapshot
    /// counted counts, and the areas that it has are those that there are.
    func monthRecords(of cycle: Cycle, only area: ID<ResponsibilityArea>? = nil) throws -> MonthRecords {
        let only: SQL = if let area { "area_id = \(area)" } else { "1 = 1" }
        let given: [GivenSheet] = try session.rows(
            """
            SELECT area_id, id, tier, total, assessor_id FROM sheet
             WHERE cycle_id = \(cycle.id) AND \(KeptSheet.counts) AND \(only)
             ORDER BY area_id, id
            """
        ) { row in
            GivenSheet(
                area: try row.at(0),
                total: AreaRecord.SheetTotal(sheet: try row.at(1), tier: try row.at(2), total: try row.at(3)),
                assessor: try row.at(4))
        }
        var entries: [ID<ResponsibilityArea>: [AreaRecord.Entry]] = [:]
        try session.forEach(
            """
            SELECT area_id, id, kind, item, times, points, level, event, coalesce(origin_id, id) FROM adjustment
             WHERE cycle_id = \(cycle.id) AND \(KeptAdjustment.counts) AND \(only)
             ORDER BY area_id, id
            """
        ) { row in
            let (event, origin): (String?, ID<Adjustment>) = (try row.at(7), try row.at(8))
            entries[try row.at(0), default: []].append(
                AreaRecord.Entry(
                    adjustment: try row.at(1), kind: try row.at(2), item: try row.at(3), times: try row.at(4),
                    points: try row.at(5), level: try row.at(6),
                    event: event.map { AreaRecord.Event(name: $0, origin: origin) })
            )
        }
        let (here, departed, uncounted) = try circumstances(
            of: cycle, given, assessed: Set(given.map(\.area)).union(entries.keys), only: area)
        var sheets: [ID<ResponsibilityArea>: [AreaRecord.SheetTotal]] = [:]
        var assessors: [ID<ResponsibilityArea>: [Tier: Set<ID<Member>>]] = [:]
        for sheet in given where uncounted[sheet.total.sheet] == nil {
            sheets[sheet.area, default: []].append(sheet.total)
            if let assessor = sheet.assessor {
                assessors[sheet.area, default: [:]][sheet.total.tier, default: []].insert(assessor)
            }
        }
        return MonthRecords(
            areas: (here + departed.map(\.area)).sorted { $0.code < $1.code },
            departures: Dictionary(
                departed.map { ($0.area.id, $0.departure) }, uniquingKeysWith: { first, _ in first }),
            sheets: sheets, uncounted: uncounted, assessors: assessors, entries: entries)
    }

    private typealias Circumstances = (
        here: [AreaInMonth], departed: [(area: AreaInMonth, departure: ResponsibilityArea.Departure)],
        uncounted: [ID<Sheet>: Sheet.Uncounted]
    )

    /// Which areas there are in the month, which left it, and which sheets do not count.
    private func circumstances(
        of cycle: Cycle, _ given: [GivenSheet], assessed: Set<ID<ResponsibilityArea>>,
        only area: ID<ResponsibilityArea>?
    ) throws -> Circumstances {
        if let kept = try keptMonth(of: cycle, only: area) {
            return (
                kept.areas.filter { $0.departure == nil }.map(\.area),
                kept.areas.compactMap { area, departure in departure.map { (area, $0) } }, kept.uncounted
            )
        }
        let frozen = try frozenInputs(of: cycle)
        let existing: [AreaInMonth] =
            if let area { try [areaInMonth(area, cycle.month)].compactMap(\.self) } else {
                try storedAreas(of: cycle.branch, in: cycle.month)
            }
        let here = existing.filter { $0.branch == cycle.branch }
        return (
            here, try departedAreas(assessed.subtracting(here.map(\.id)), from: cycle, frozen),
            try self.uncounted(given, of: here, in: cycle, frozen)
        )
    }

    /// What a month's latest snapshot froze; nil where there is none, or none that can be read.
    private func frozenInputs(of cycle: Cycle) throws -> Ranking.Inputs? {
        switch cycle.status {
        case .open, .closed: return nil
        case .posted, .final, .withoutAward: break
        }
        guard let snapshot = try latestSnapshot(of: cycle.id) else { return nil }
        do {
            return try frozen(snapshot).inputs
        } catch StorageFault.corrupt {
            // That is for its verification to say.
            return nil
        }
    }

    /// A sheet that stands.
    private struct GivenSheet {
        let area: ID<ResponsibilityArea>
        let total: AreaRecord.SheetTotal
        /// nil in the public tier.
        let assessor: ID<Member>?
    }

    private func uncounted(
        _ given: [GivenSheet], of areas: [AreaInMonth], in cycle: Cycle, _ frozen: Ranking.Inputs?
    ) throws -> [ID<Sheet>: Sheet.Uncounted] {
        let counted = Set((frozen?.contenders ?? []).flatMap { $0.record.sheets.map(\.sheet) })
        let holders = Dictionary(areas.map { ($0.id, $0.holders.map(\.id)) }, uniquingKeysWith: { first, _ in first })
        let scheme = try storedScheme(cycle.scheme).scheme.content
        var roll: AssessorRoll?
        var uncounted: [ID<Sheet>: Sheet.Uncounted] = [:]
        for sheet in given where !counted.contains(sheet.total.sheet) {
            // Of an area that the branch no longer has in the month, nothing comes of any sheet.
            guard let member = sheet.assessor, let holders = holders[sheet.area] else { continue }
            let known = try roll ?? AssessorRoll(of: cycle.branch, in: cycle.month, self)
            roll = known
            uncounted[sheet.total.sheet] = Sheet.uncounted(
                sheet.total.tier, by: member, known.standing(of: member), holders: holders,
                expected: scheme.assessors(in: sheet.total.tier))
        }
        return uncounted
    }

    private func departedAreas(
        _ ids: Set<ID<ResponsibilityArea>>, from cycle: Cycle, _ frozen: Ranking.Inputs?
    ) throws -> [(area: AreaInMonth, departure: ResponsibilityArea.Departure)] {
        try ids.sorted().compactMap { id in
            let found = try session.one(
                """
                SELECT code, name, kind, area_branch.branch_id, established, retired
                  FROM responsibility_area
                  JOIN area_branch
                    ON area_branch.area_id = responsibility_area.id
                   AND \(SpanColumns(of: "area_branch").areInForce(on: cycle.month.lastDay))
                 WHERE responsibility_area.id = \(id)
                """
            ) { row in
                (
                    code: try row["code"] as Code, name: try row["name"] as String,
                    kind: try row["kind"] as ResponsibilityArea.Kind, branch: try row["branch_id"] as ID<Branch>,
                    established: try row["established"] as LocalDate?, retired: try row["retired"] as LocalDate?
                )
            }
            guard let found,
                let departure = ResponsibilityArea.departure(
                    on: cycle.month.lastDay, established: found.established, retired: found.retired,
                    branch: found.branch, assessed: cycle.branch)
            else { return nil }
            if let frozen, !frozen.contenders.contains(where: { $0.record.area == found.code }) { return nil }
            let area = AreaInMonth(
                id: id, code: found.code, name: found.name, kind: found.kind, branch: found.branch, holders: [])
            return (area, departure)
        }
    }
}
