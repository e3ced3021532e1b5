package import Domain

/// That a branch does without a rule, or goes by it again, as lists show it.
package struct CadenceSwitchListing: Hashable, Sendable {
    package let id: ID<CadenceSwitch>
    /// Its key.
    package let rule: String
    package let branch: Code
    package let isOff: Bool
    /// The first period.
    package let period: String
    package let from: LocalDate
    package let reason: String
    package let at: Instant
    package let by: String
}

extension Transaction {
    /// Switches a rule off for a branch, or on again, from a period on that is not over.
    ///
    /// - Throws: ``CadenceSwitch/Refusal``.
    package func switchRule(
        _ rule: CadenceRule, off isOff: Bool, for branch: ID<Branch>, from period: CadencePeriod, because reason: Text
    ) throws -> CadenceSwitchListing {
        let place = try place(of: branch)
        try require(.switchRules, in: place)
        try refuseDissolved(branch)
        guard rule.mayBeSwitchedOff else { throw CadenceSwitch.Refusal.isNeeded(rule) }
        if period.last < today { throw CadenceSwitch.Refusal.isOver(period) }
        let said = try storedSwitches(in: .branch(branch))[branch]?[rule.key.text] ?? []
        if CadenceSwitch.isOff(said, in: period) == isOff {
            throw CadenceSwitch.Refusal.isSoAlready(period, isOff: isOff)
        }
        let id: ID<CadenceSwitch> = try session.insert(
            """
            INSERT INTO cadence_switch (rule, branch_id, is_off, period, from_date, reason, switched_at, switched_by)
            VALUES (\(rule.key), \(branch), \(isOff), \(period.name), \(period.first), \(reason), \(now),
                    \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .cadenceSwitch, id, in: place,
            after: [
                "rule": .open(.string(rule.key.text)), "branch": .open(JSON(branch)), "off": .open(.bool(isOff)),
                "period": .open(.string(period.name)), "reason": .open(.string(reason.string)),
            ])
        let made = try switchListings("cadence_switch.id = \(id)").first
        guard let made else { throw StorageFault.corrupt("a switch that was just recorded is not there") }
        return made
    }

    /// What the branch switched, the latest first.
    package func cadenceSwitches(
        of branch: ID<Branch>, _ page: PageRequest = PageRequest()
    ) throws -> Page<CadenceSwitchListing> {
        try require(.readCadence, in: branch)
        let after = page.after?.integer() ?? Int64.max
        let rows = try switchListings(
            """
            cadence_switch.branch_id = \(branch) AND cadence_switch.id < \(after)
             ORDER BY cadence_switch.id DESC LIMIT \(page.limit + 1)
            """)
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// By branch and rule, in the order in which they were recorded.
    func storedSwitches(in scope: AskedScope) throws -> [ID<Branch>: [String: [CadenceSwitch]]] {
        let condition = try askedBranches(in: scope)
        var found: [(id: Int64, branch: ID<Branch>, rule: String, said: CadenceSwitch)] = []
        try session.forEach(
            """
            SELECT id, branch_id, rule, is_off, from_date FROM cadence_switch
             WHERE branch_id IN (SELECT branch.id FROM branch WHERE \(condition))
            """
        ) { row in
            found.append(
                (
                    try row.at(0), try row.at(1), try row.at(2),
                    CadenceSwitch(isOff: try row.at(3), from: try row.at(4))
                ))
        }
        var switches: [ID<Branch>: [String: [CadenceSwitch]]] = [:]
        for (_, branch, rule, said) in found.sorted(by: { $0.id < $1.id }) {
            switches[branch, default: [:]][rule, default: []].append(said)
        }
        return switches
    }

    /// - Parameter tail: the condition, with what follows it.
    private func switchListings(_ tail: SQL) throws -> [CadenceSwitchListing] {
        try session.rows(
            """
            SELECT cadence_switch.id, cadence_switch.rule, branch.code, cadence_switch.is_off, cadence_switch.period,
                   cadence_switch.from_date, cadence_switch.reason, cadence_switch.switched_at,
                   cadence_switch.switched_by
              FROM cadence_switch
              JOIN branch ON branch.id = cadence_switch.branch_id
             WHERE \(tail)
            """
        ) { row in
            CadenceSwitchListing(
                id: try row["id"], rule: try row["rule"], branch: try row["code"], isOff: try row["is_off"],
                period: try row["period"], from: try row["from_date"], reason: try row["reason"],
                at: try row["switched_at"], by: try row["switched_by"])
        }
    }
}
