package import Domain

/// What there is in a month that somebody had to enter, in the branches of a committee and for itself. Only counted: who entered
/// how much is nobody's to see.
package struct BurdenRecords: Hashable, Sendable {
    /// What one rule asks for the last time in the month, of all whom it asks.
    package struct Asked: Hashable, Sendable {
        package let rule: CadenceRule
        /// How many records.
        package let records: Int
        /// How many of them there are.
        package let done: Int
    }

    /// The sheets of a tier that stand, and how many points they have in all.
    package struct Sheets: Hashable, Sendable {
        package var sheets = 0
        package var points = 0

        package init() {}
    }

    package let committee: Committee
    package let month: Month
    package let branches: Int
    /// Months that were opened.
    package let cycles: Int
    package let sheets: [Tier: Sheets]
    package let adjustments: Int
    package let facts: Int
    /// Findings that were given to branches in the month.
    package let findings: Int
    /// What a committee's office planned for branches in the month, without what was withdrawn; and of how many a result is on
    /// record.
    package let planItems: Int
    package let planItemsReported: Int
    package let asked: [Asked]
}

extension Transaction {
    /// What was asked in a month of a committee and the branches below it.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``Authority/Denial`` for whoever does not see what is due of the whole committee.
    package func burden(
        of id: ID<Committee>, in month: Month, by rules: CadenceRules
    ) throws -> BurdenRecords {
        try require(.readCadence, in: place(of: id))
        let scope = AskedScope.committee(id)
        let last = month.lastDay
        let branches: [ID<Branch>] = try session.rows(
            """
            SELECT branch.id FROM branch
             WHERE \(try askedBranches(in: scope)) AND (branch.founded IS NULL OR branch.founded <= \(last))
               AND (branch.dissolved IS NULL OR branch.dissolved > \(month.firstDay))
            """
        ) { try $0.at(0) }
        let cycles: [ID<Cycle>] = try branches.flatMap { branch in
            try session.rows("SELECT id FROM cycle WHERE month = \(month) AND branch_id = \(branch)") { try $0.at(0) }
        }
        var sheets: [Tier: BurdenRecords.Sheets] = [:]
        var adjustments = 0
        for cycle in cycles {
            let found = try session.rows(
                """
                SELECT sheet.tier, count(DISTINCT sheet.id) AS sheets, count(*) AS points
                  FROM sheet JOIN sheet_point ON sheet_point.sheet_id = sheet.id
                 WHERE sheet.cycle_id = \(cycle) AND sheet.stands = 1
                 GROUP BY sheet.tier
                """
            ) { (tier: try $0.at(0) as Tier, sheets: try $0.at(1) as Int, points: try $0.at(2) as Int) }
            for row in found {
                sheets[row.tier, default: BurdenRecords.Sheets()].sheets += row.sheets
                sheets[row.tier, default: BurdenRecords.Sheets()].points += row.points
            }
            adjustments +=
                try session.value("SELECT count(*) FROM adjustment WHERE cycle_id = \(cycle) AND stands = 1") ?? 0
        }
        let facts: Int? = try session.value(
            """
            SELECT count(*) FROM area_facts
              JOIN responsibility_area ON responsibility_area.id = area_facts.area_id
             WHERE area_facts.month = \(month) AND area_facts.stands = 1
               AND responsibility_area.branch_id IN \(list: branches)
            """)
        let findings: Int? = try session.value(
            """
            SELECT count(*) FROM finding
             WHERE branch_id IN \(list: branches) AND given_on >= \(month.firstDay) AND given_on <= \(last)
            """)
        var (planItems, planItemsReported) = (0, 0)
        for branch in branches {
            try session.forEach(
                """
                SELECT EXISTS (SELECT 1 FROM plan_item_result WHERE plan_item_id = plan_item.id) AS reported
                  FROM plan_item
                 WHERE branch_id = \(branch) AND month = \(month) AND committee_id IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM plan_item_withdrawal WHERE plan_item_id = plan_item.id)
                """
            ) { row in
                planItems += 1
                if try row.at(0) as Bool { planItemsReported += 1 }
            }
        }
        return BurdenRecords(
            committee: try committee(id), month: month, branches: branches.count, cycles: cycles.count, sheets: sheets,
            adjustments: adjustments, facts: facts ?? 0, findings: findings ?? 0, planItems: planItems,
            planItemsReported: planItemsReported,
            asked: try asked(by: rules, of: id, in: month))
    }

    /// Each obligation in the month that has its last day in it, by rule.
    private func asked(
        by rules: CadenceRules, of id: ID<Committee>, in month: Month
    ) throws -> [BurdenRecords.Asked] {
        let byRule = Dictionary(grouping: try asked(by: rules, in: .committee(id), in: month), by: \.rule)
        return rules.all.compactMap { rule in
            guard let found = byRule[rule] else { return nil }
            return BurdenRecords.Asked(
                rule: rule, records: found.reduce(0) { $0 + $1.obligation.quantity },
                done: found.reduce(0) { $0 + min($1.obligation.amount, $1.obligation.quantity) })
        }
    }

    /// What rules ask that has its last day in the month, of whoever is not excused and does not do without.
    func asked(by rules: CadenceRules, in scope: AskedScope, in month: Month) throws -> [ObligationListing] {
        // What is asked of a month of the assessment is counted by its sheets.
        // Talks are no forms that are filled in for a rule.
        let counted = rules.all.filter { $0.counts != .rankedMonth && $0.counts != .talkPairs }
        return try obligations(by: counted, in: scope, within: month.firstDay...month.lastDay, on: month.lastDay)
            .filter { listing in
                month.firstDay...month.lastDay ~= listing.obligation.until
                    && listing.obligation.state != .off && listing.obligation.state != .excused
            }
    }
}
