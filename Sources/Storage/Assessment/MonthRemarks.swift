package import Domain

/// What stands on a month for ever, beside its figures.
package struct MonthRemarks: Hashable, Sendable {
    /// Why it was closed although areas were incomplete.
    package let incompleteReason: String?
    /// In the order in which it was opened again.
    package let reopenings: [CycleReopening]
    /// Changes of holder that were dated into it when it was over or had sheets, in the order in which they were made.
    package let holderChanges: [HolderChange]
    /// In the order in which its notice was prolonged.
    package let prolongations: [NoticeProlongation]
    /// What was recorded of people and areas with a day in it, or before, when it was closed or had sheets.
    package let latePapers: [LatePaperListing]
    /// Who does not score whom in it, in the order in which that was declared.
    package let recusals: [RecusalListing]
    /// In the order in which they had been entered.
    package let withdrawnSheets: [WithdrawnSheet]
    /// Objections to it, in the order they came.
    package let objections: [MonthObjection]
    /// Honours that the committee's office decided not to give, once the month is final.
    package let withheld: [WithheldHonour]
    /// Of how many winners' holders the office decided whether the honour is given; nil for none, and for
    /// whoever may not know.
    package let eligibilityDecided: Int?

    package var isEmpty: Bool {
        incompleteReason == nil && reopenings.isEmpty && holderChanges.isEmpty && prolongations.isEmpty
            && latePapers.isEmpty && recusals.isEmpty && withdrawnSheets.isEmpty && objections.isEmpty
            && withheld.isEmpty && eligibilityDecided == nil
    }
}

/// That the notice got its working days, after the calendar had taken some away.
package struct NoticeProlongation: Hashable, Sendable {
    package let endedOn: LocalDate
    package let endsOn: LocalDate
    package let at: Instant
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// That a closed month was opened again.
package struct CycleReopening: Hashable, Sendable {
    package let reason: String
    package let at: Instant
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// That an area was given to somebody else with effect in a month that was over or had sheets.
package struct HolderChange: Hashable, Sendable {
    package let area: Code
    package let areaName: String
    /// Who held it until then, by number; empty for nobody.
    package let before: [PersonReference]
    /// Who hold it from then on, by number; empty for nobody.
    package let after: [PersonReference]
    package let from: LocalDate
    package let reason: String
    package let at: Instant
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
    /// The month was closed then, and stands as it was closed.
    package let isAfterClosing: Bool
}

/// A sheet that stands and does not count.
package struct UncountedSheet: Hashable, Sendable {
    package let sheet: ID<Sheet>
    package let area: Code
    package let tier: Tier
    package let assessor: PersonReference
    package let cause: Sheet.Uncounted
}

/// How many sheets of the public tier stand in a month by whom they were entered.
package struct PublicSheets: Hashable, Sendable {
    /// A sign-in name, or the operator's.
    package let enteredBy: String
    /// The member's name whose account it is.
    package let name: String?
    package let count: Int
}

extension Transaction {
    /// What stands on the month for ever. Whoever sees the month sees it.
    package func remarks(on cycle: Cycle) throws -> MonthRemarks {
        try require(.readMonths, in: cycle.branch)
        return try storedRemarks(on: cycle)
    }

    func storedRemarks(on cycle: Cycle) throws -> MonthRemarks {
        MonthRemarks(
            incompleteReason: cycle.incompleteReason,
            reopenings: try session.rows(
                """
                SELECT reason, reopened_at, reopened_by FROM cycle_reopening
                 WHERE cycle_id = \(cycle.id)
                 ORDER BY id
                """
            ) { row in
                let at: Instant = try row.at(1)
                return CycleReopening(
                    reason: try row.at(0), at: at, on: settings.timeZone.date(of: at), by: try row.at(2))
            },
            holderChanges: try storedHolderChanges(in: cycle), prolongations: try storedProlongations(of: cycle.id),
            latePapers: try storedLatePapers(on: cycle), recusals: try storedRecusals(in: cycle),
            withdrawnSheets: try storedWithdrawnSheets(in: cycle),
            objections: try storedObjections(to: cycle),
            withheld: cycle.status == .final ? try withheldHonours(of: cycle.id) : [],
            eligibilityDecided: try eligibilityDecided(in: cycle)
        )
    }

    private func storedProlongations(of cycle: ID<Cycle>) throws -> [NoticeProlongation] {
        try session.rows(
            """
            SELECT ended_on, ends_on, prolonged_at, prolonged_by FROM notice_prolongation
             WHERE cycle_id = \(cycle)
             ORDER BY id
            """
        ) { row in
            let at: Instant = try row.at(2)
            return NoticeProlongation(
                endedOn: try row.at(0), endsOn: try row.at(1), at: at, on: settings.timeZone.date(of: at),
                by: try row.at(3))
        }
    }

    private func storedHolderChanges(in cycle: Cycle) throws -> [HolderChange] {
        let late = try holderChangesAfterClosing(of: cycle)
        let changes: [(id: Int64, change: HolderChange)] = try session.rows(
            """
            SELECT holder_change.id, responsibility_area.code, responsibility_area.name, holder_change.from_date,
                   holder_change.reason, holder_change.changed_at, holder_change.changed_by,
                   former.number AS before_number, former.name AS before_name, later.number AS after_number, later.name AS after_name
              FROM area_branch
              JOIN responsibility_area ON responsibility_area.id = area_branch.area_id
              JOIN holder_change
                ON holder_change.area_id = responsibility_area.id AND holder_change.last_month >= \(cycle.month)
               AND holder_change.first_month <= \(cycle.month)
              LEFT JOIN member AS former ON former.id = holder_change.before_id
              LEFT JOIN member AS later ON later.id = holder_change.after_id
             WHERE area_branch.branch_id = \(cycle.branch)
               AND \(SpanColumns(of: "area_branch").areInForce(on: cycle.month.lastDay))
            """
        ) { row in
            let at: Instant = try row["changed_at"]
            let others = try storedOthers(of: row["id"])
            func people(_ one: PersonReference?, _ others: [PersonReference]) -> [PersonReference] {
                ([one].compactMap(\.self) + others).sorted { $0.number < $1.number }
            }
            let change = HolderChange(
                area: try row["code"], areaName: try row["name"],
                before: people(
                    try PersonReference(row: row, number: "before_number", name: "before_name"), others.before),
                after: people(try PersonReference(row: row, number: "after_number", name: "after_name"), others.after),
                from: try row["from_date"], reason: try row["reason"], at: at,
                on: settings.timeZone.date(of: at), by: try row["changed_by"],
                isAfterClosing: late.contains(try row["id"]))
            return (try row["id"], change)
        }
        return changes.sorted { $0.id < $1.id }.map(\.change)
    }

    /// Who else held the area before such a change, and after it.
    private func storedOthers(
        of change: Int64
    ) throws -> (before: [PersonReference], after: [PersonReference]) {
        let others: [(person: PersonReference, before: Bool, after: Bool)] = try session.rows(
            """
            SELECT member.number, member.name, holder_change_other.held_before, holder_change_other.held_after
              FROM holder_change_other JOIN member ON member.id = holder_change_other.member_id
             WHERE holder_change_other.change_id = \(change)
            """
        ) { (PersonReference(number: try $0.at(0), name: try $0.at(1)), try $0.at(2), try $0.at(3)) }
        return (others.filter(\.before).map(\.person), others.filter(\.after).map(\.person))
    }

    /// The sheets that stand and do not count, in the order they were recorded.
    func storedUncounted(_ causes: [ID<Sheet>: Sheet.Uncounted]) throws -> [UncountedSheet] {
        try causes.keys.sorted().compactMap { id in
            guard let cause = causes[id] else { return nil }
            return try session.one(
                """
                SELECT responsibility_area.code, sheet.tier, member.number, member.name
                  FROM sheet
                  JOIN responsibility_area ON responsibility_area.id = sheet.area_id
                  JOIN member ON member.id = sheet.assessor_id
                 WHERE sheet.id = \(id)
                """
            ) { row in
                UncountedSheet(
                    sheet: id, area: try row.at(0), tier: try row.at(1),
                    assessor: PersonReference(number: try row.at(2), name: try row.at(3)), cause: cause)
            }
        }
    }

    /// The sheets of the public tier that stand, by whom they were entered, by their names.
    func storedPublicSheets(in cycle: Cycle) throws -> [PublicSheets] {
        let entered: [(by: String, count: Int)] = try session.rows(
            """
            SELECT sheet.recorded_by, count(*) FROM sheet
             WHERE sheet.cycle_id = \(cycle.id) AND sheet.tier = \(Tier.public) AND \(KeptSheet.counts)
             GROUP BY sheet.recorded_by
            """
        ) { (try $0.at(0), try $0.at(1)) }
        return try entered.sorted { $0.by < $1.by }.map { entered in
            let name: String? = try session.value(
                """
                SELECT member.name FROM account JOIN member ON member.id = account.member_id
                 WHERE account.name = \(entered.by)
                """
            )
            return PublicSheets(enteredBy: entered.by, name: name, count: entered.count)
        }
    }
}
