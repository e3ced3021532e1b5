package import Domain

/// One who holds a winner and has something on record, as the committee's office sees it before the month becomes final.
package struct EligibilityCase: Hashable, Sendable {
    package let member: PersonReference
    /// The winners that they hold.
    package let areas: [PlaceReference]
    /// What is to be weighed, by its ids and numbers; empty for whom only a decision is on record.
    package let notes: [NoteReference]
    /// What was decided last; nil for nothing yet.
    package let decision: Decided?
    package let isAwaited: Bool

    package struct NoteReference: Hashable, Sendable {
        package let id: ID<EligibilityNote>
        package let number: EligibilityNote.Number
    }

    package struct Decided: Hashable, Sendable {
        package let outcome: EligibilityDecision.Outcome
        package let on: LocalDate
        /// A sign-in name, or the operator's.
        package let by: String
    }
}

/// An honour of a final month that was not given, as it stands on the month: whose, and nothing of why.
package struct WithheldHonour: Hashable, Sendable {
    package let area: Code
    package let areaName: String
    package let member: PersonReference
    package let on: LocalDate
}

extension Transaction {
    /// The posted or final month's winners of whom something is on record, for the committee's office.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial for whoever is not of the office, or is concerned.
    package func eligibility(in id: ID<Cycle>) throws -> [EligibilityCase] {
        try eligibilityCases(in: examinedCycle(id))
    }

    /// - Throws: ``StoreError/notFound(_:)``; a denial for whoever is not of the office, acts for the branch, or holds an
    ///   area that is assessed in the month.
    private func examinedCycle(_ id: ID<Cycle>) throws -> Cycle {
        let cycle = try storedCycle(id)
        try require(.examineEligibility, in: cycle.branch)
        if try isConcerned(by: cycle) { throw Authority.Denial.notPermitted(.examineEligibility) }
        return cycle
    }

    private func isConcerned(by cycle: Cycle) throws -> Bool {
        if authority.actsFor(cycle.branch) { return true }
        guard let member = authority.member else { return false }
        return try monthRecords(of: cycle).areas.contains { area in
            area.holders.contains { $0.id == member }
        }
    }

    /// Whether the reader is of the office that decides in the month.
    package func examinesEligibility(in cycle: Cycle) throws -> Bool {
        try allows(.examineEligibility, in: cycle.branch) && !isConcerned(by: cycle)
    }

    /// Whether there is anything of that in the month for the reader to see.
    package func hasEligibility(in cycle: Cycle) throws -> Bool {
        guard cycle.status == .posted || cycle.status == .final, try allows(.examineEligibility, in: cycle.branch),
            try session.exists("SELECT 1 FROM eligibility_note"), try examinesEligibility(in: cycle)
        else { return false }
        return try !eligibilityCases(in: cycle).isEmpty
    }

    /// Decides whether a winner's honour is given to one who holds it, before the month becomes final.
    ///
    /// - Throws: ``EligibilityDecision/Refusal``, ``FieldErrors`` for `member`; as ``eligibility(in:)``.
    package func decideEligibility(
        in id: ID<Cycle>, of member: Code, _ outcome: EligibilityDecision.Outcome, reason: Text
    ) throws -> [EligibilityCase] {
        let cycle = try examinedCycle(id)
        guard cycle.status == .posted else { throw EligibilityDecision.Refusal.notPosted(cycle.status) }
        guard let found = try memberID(member), try winners(of: cycle)[member] != nil else {
            throw FieldErrors("member", .reference, "no winner of the month is held by \(member.text)")
        }
        let inForce = try Set(eligibilityInForce(of: found, for: cycle.month).map(\.id))
        let last = try decisions(in: cycle.id)[found]
        let isOpen = EligibilityDecision.isNeeded(inForce, decided: last?.decision)
        // Without a ground nothing is kept from anybody.
        guard !inForce.isEmpty || (isOpen && outcome == .awarded) else {
            throw EligibilityDecision.Refusal.nothingToDecide
        }
        let subject = decisionSubject(found, in: cycle.id)
        let facts: JSON = [
            "member": JSON(found), "outcome": .string(outcome.rawValue), "reason": .string(reason.string),
            "weighed": .array(inForce.sorted().map { JSON($0) }),
        ]
        try session.run(
            """
            INSERT INTO eligibility_decision (cycle_id, subject, facts, decided_at, decided_by)
            VALUES (\(cycle.id), \(subject), \(try keys.encrypt(facts.bytes(), for: decisionContext(subject))), \(now),
                    \(principal.name))
            """
        )
        try audit(
            .recorded, .cycle, cycle.id, in: place(of: cycle.branch), after: ["eligibility": .open("decided")])
        return try eligibilityCases(in: cycle)
    }

    /// How many of a posted month's winners' holders wait for the office's decision.
    func awaitedEligibility(in cycle: Cycle) throws -> Int {
        guard cycle.status == .posted, try session.exists("SELECT 1 FROM eligibility_note") else { return 0 }
        return try eligibilityCases(in: cycle).count(where: \.isAwaited)
    }

    /// The posted months in which the principal's office has to decide, by branch and month, with of how many.
    func eligibilityToDecide() throws -> [(cycle: Cycle, count: Int)] {
        guard authority.allows(.examineEligibility),
            try session.exists("SELECT 1 FROM eligibility_note")
        else { return [] }
        let posted = try session.rows(
            """
            SELECT \(Self.cycleColumns) FROM cycle
             WHERE cycle.status = 'posted' AND \(try isWithin(.examineEligibility, branch: "cycle.branch_id"))
             ORDER BY cycle.branch_id, cycle.month
            """, Cycle.init(row:))
        return try posted.compactMap { cycle in
            let count = try awaitedEligibility(in: cycle)
            return try count > 0 && !isConcerned(by: cycle) ? (cycle, count) : nil
        }
    }

    /// Of whom the honour is not given, of those who hold a winner.
    ///
    /// - Throws: ``EligibilityDecision/Refusal/undecided(_:)``, which names nobody.
    func requireEligibilityDecided(in cycle: Cycle) throws -> Set<Code> {
        let cases = try eligibilityCases(in: cycle)
        let awaited = cases.count(where: \.isAwaited)
        if awaited > 0 { throw EligibilityDecision.Refusal.undecided(awaited) }
        return Set(cases.filter { $0.decision?.outcome == .notAwarded }.map(\.member.number))
    }

    // MARK: What stands on the month

    func withhold(
        _ area: ID<ResponsibilityArea>, from holder: Code, in cycle: Cycle
    ) throws {
        guard let member = try memberID(holder) else {
            throw StorageFault.corrupt("a winner of a ranking is not on record")
        }
        try session.run(
            """
            INSERT INTO honour_withheld (cycle_id, area_id, member_id, withheld_on)
            VALUES (\(cycle.id), \(area), \(member), \(today))
            """
        )
    }

    /// The honours of a final month that were not given, by area and member.
    func withheldHonours(of cycle: ID<Cycle>) throws -> [WithheldHonour] {
        try session.rows(
            """
            SELECT responsibility_area.code, responsibility_area.name, member.number AS member_number,
                   member.name AS member_name, honour_withheld.withheld_on
              FROM honour_withheld
              JOIN responsibility_area ON responsibility_area.id = honour_withheld.area_id
              JOIN member ON member.id = honour_withheld.member_id
             WHERE honour_withheld.cycle_id = \(cycle)
            """
        ) { row in
            WithheldHonour(
                area: try row["code"], areaName: try row["name"],
                member: PersonReference(number: try row["member_number"], name: try row["member_name"]),
                on: try row["withheld_on"])
        }.sorted { ($0.area, $0.member.number) < ($1.area, $1.member.number) }
    }

    /// Of how many it was decided before the month became final; nil for nobody, and for whoever may not know. With one
    /// winner alone the number would tell who has something on record: it is the office's and the auditor's to know.
    func eligibilityDecided(in cycle: Cycle) throws -> Int? {
        guard cycle.postedOn != nil else { return nil }
        let decided: Int? = try session.value(
            "SELECT count(DISTINCT subject) FROM eligibility_decision WHERE cycle_id = \(cycle.id)")
        guard let decided, decided > 0, try allows(.readAudit, in: cycle.branch) || examinesEligibility(in: cycle)
        else { return nil }
        return decided
    }

    // MARK: Reading

    private func eligibilityCases(in cycle: Cycle) throws -> [EligibilityCase] {
        guard cycle.postedOn != nil else { return [] }
        let decided = try decisions(in: cycle.id)
        return try winners(of: cycle).sorted { $0.key < $1.key }.compactMap { number, areas in
            guard
                let (id, name) = try session.one(
                    "SELECT id, name FROM member WHERE number = \(number)",
                    { (try $0.at(0) as ID<Member>, try $0.at(1) as String) })
            else { throw StorageFault.corrupt("a winner of a ranking is not on record") }
            let notes = try eligibilityInForce(of: id, for: cycle.month)
            let last = decided[id]
            if notes.isEmpty, last == nil { return nil }
            return EligibilityCase(
                member: PersonReference(number: number, name: name), areas: areas,
                notes: notes.map { .init(id: $0.id, number: $0.number) }, decision: last?.said,
                isAwaited: cycle.status == .posted
                    && EligibilityDecision.isNeeded(Set(notes.map(\.id)), decided: last?.decision))
        }
    }

    /// Who holds the winners of a posted ranking, each with which.
    private func winners(of cycle: Cycle) throws -> [Code: [PlaceReference]] {
        guard let snapshot = try latestSnapshot(of: cycle.id) else { return [:] }
        let ranking = try frozen(snapshot).ranking
        var winners: [Code: [PlaceReference]] = [:]
        for row in ranking.rows where ranking.winners.contains(row.area) {
            for holder in row.holders {
                winners[holder, default: []].append(.init(code: row.area, name: row.labels.area))
            }
        }
        return winners
    }

    private struct StoredDecision {
        let decision: EligibilityDecision
        let reason: String
        let said: EligibilityCase.Decided
    }

    /// What was decided last of each.
    private func decisions(in cycle: ID<Cycle>) throws -> [ID<Member>: StoredDecision] {
        Dictionary(
            try session.rows(
                """
                SELECT subject, facts, decided_at, decided_by FROM eligibility_decision
                 WHERE cycle_id = \(cycle)
                 ORDER BY id
                """
            ) { try storedDecision($0) }, uniquingKeysWith: { $1 })
    }

    /// The decisions that weighed a record.
    func decisions(
        weighing note: ID<EligibilityNote>, of member: ID<Member>
    ) throws -> [DisclosedEligibility.DecisionListing] {
        // Found by the months whose winners the member held: whom a decision is about stands in it encrypted.
        let cycles: [(ID<Cycle>, Month, Code)] = try session.rows(
            """
            SELECT DISTINCT cycle.id, cycle.month, branch.code
              FROM membership
              JOIN cycle ON cycle.branch_id = membership.branch_id
              JOIN branch ON branch.id = cycle.branch_id
              JOIN eligibility_decision ON eligibility_decision.cycle_id = cycle.id
             WHERE membership.member_id = \(member)
             ORDER BY cycle.month, cycle.id
            """
        ) { (try $0.at(0), try $0.at(1), try $0.at(2)) }
        return try cycles.flatMap { cycle, month, branch in
            try session.rows(
                """
                SELECT subject, facts, decided_at, decided_by FROM eligibility_decision
                 WHERE cycle_id = \(cycle) AND subject = \(decisionSubject(member, in: cycle))
                 ORDER BY id
                """
            ) { try storedDecision($0).1 }.filter { $0.decision.weighed.contains(note) }.map {
                DisclosedEligibility.DecisionListing(
                    month: month, branch: branch, outcome: $0.decision.outcome, reason: $0.reason, on: $0.said.on,
                    by: $0.said.by)
            }
        }
    }

    private func storedDecision(_ row: SQLRow) throws -> (ID<Member>, StoredDecision) {
        let facts = try JSON.parse(try keys.decrypt(try row["facts"], for: decisionContext(try row["subject"])))
        guard let member = facts["member"]?.integer, let reason = facts["reason"]?.string,
            let outcome = facts["outcome"]?.string.flatMap(EligibilityDecision.Outcome.init(rawValue:))
        else { throw StorageFault.corrupt("a decision on eligibility cannot be read") }
        let weighed = (facts["weighed"]?.array ?? []).compactMap { $0.integer.map { ID<EligibilityNote>($0) } }
        return (
            ID(member),
            StoredDecision(
                decision: EligibilityDecision(outcome, weighing: Set(weighed)), reason: reason,
                said: EligibilityCase.Decided(
                    outcome: outcome, on: settings.timeZone.date(of: try row["decided_at"]), by: try row["decided_by"]))
        )
    }

    /// Within one month alone, so that nobody sees of two months that it was the same.
    private func decisionSubject(_ member: ID<Member>, in cycle: ID<Cycle>) -> String {
        keys.digest("\(member.rawValue)", for: "eligibility.decision:\(cycle.rawValue)")
    }

    private func decisionContext(_ subject: String) -> String { "eligibility.decision:\(subject)" }

    /// Months of which a decision does not open with the keys.
    func unreadableEligibilityDecisions() throws -> [ID<Cycle>] {
        try session.rows(
            "SELECT cycle_id, subject, facts, decided_at, decided_by FROM eligibility_decision ORDER BY id"
        ) { row -> ID<Cycle>? in
            (try? storedDecision(row)) == nil ? try row["cycle_id"] : nil
        }.compactMap(\.self)
    }
}
