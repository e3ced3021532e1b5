package import Domain

/// Something about a branch's months that waits for the principal.
package struct Duty: Hashable, Sendable {
    package enum Task: Hashable, Sendable {
        case openMonth
        /// A tier in which so many areas still lack the principal's own sheet.
        case score(Tier, areas: Int)
        /// So many areas lack a form of the public.
        case enterPublic(areas: Int)
        case closeMonth
        /// A month that is over and cannot be closed yet: how many areas are incomplete, and some of the sheets that are
        /// still to come.
        case completeMonth(areas: Int, awaited: [AwaitedSheet])
        case postMonth
        /// The notice has fewer working days than it is to have.
        case prolongNotice
        case finaliseMonth
        /// An objection that the principal's office received: to be taken in, to be decided, or to be answered.
        case handleObjection(ID<Objection>, Objection.Number, Objection.Status)
        /// The principal's office decides first of so many winners whether the honour is given.
        case decideEligibility(Int)
    }

    package let task: Task
    package let branch: ID<Branch>
    package let branchName: String
    package let month: Month
    /// nil for a month that is still to be opened.
    package let cycle: ID<Cycle>?
    /// The last day on which it is in time; nil where nothing sets one.
    package let due: LocalDate?
}

extension Transaction {
    /// What waits for the principal in the branches where they have a role of the branch itself, by branch and month.
    package func duties() throws -> [Duty] {
        let branches = authority.reach(of: .readMonths).branches.sorted()
        return try branches.flatMap { branch in
            try openingDuty(of: branch) + unendedCycles(of: branch).flatMap(duties(in:))
        } + objectionDuties() + eligibilityDuties()
    }

    /// What the receiving body has still to do, by when it is due.
    private func objectionDuties() throws -> [Duty] {
        if authority.isUnlimited { return [] }
        return try objectionsToHandle().map { listing in
            try duty(
                .handleObjection(listing.id, listing.number, listing.status), of: listing.branch, listing.month,
                listing.cycle, due: listing.due)
        }
    }

    /// What the committee's office decides before months become final.
    private func eligibilityDuties() throws -> [Duty] {
        if authority.isUnlimited { return [] }
        return try eligibilityToDecide().map { cycle, count in
            try duty(.decideEligibility(count), of: cycle.branch, cycle.month, cycle.id, due: cycle.noticeEnds)
        }
    }

    /// A month is opened once it is over, at the latest.
    private func openingDuty(of branch: ID<Branch>) throws -> [Duty] {
        let month = today.month.adding(months: -1)
        guard try allows(.openMonths, in: branch), try cycle(of: branch, in: month) == nil,
            try !storedAreas(of: branch, in: month).isEmpty,
            // Without a scheme there is nothing to assess it by, and it cannot be opened.
            let scheme = try schemeContentInForce(on: month, for: branch)
        else { return [] }
        return [try duty(.openMonth, of: branch, month, nil, due: scheme.dueDate(for: month))]
    }

    /// What a month that is still to be opened would be assessed by; nil where nothing is in force then.
    func schemeContentInForce(on month: Month, for branch: ID<Branch>) throws -> SchemeContent? {
        do {
            return try storedScheme(schemeInForce(for: branch, in: month)).scheme.content
        } catch is Scheme.Refusal {
            return nil
        }
    }

    /// The branch's months that have not ended, oldest first.
    func unendedCycles(of branch: ID<Branch>) throws -> [Cycle] {
        let unended: [Cycle.Status] = [.open, .closed, .posted]
        return try session.rows(
            """
            SELECT \(Self.cycleColumns) FROM cycle
             WHERE cycle.branch_id = \(branch) AND cycle.status IN \(list: unended.map(\.rawValue))
             ORDER BY cycle.month
            """,
            Cycle.init(row:)
        )
    }

    private func duties(in cycle: Cycle) throws -> [Duty] {
        let scheme = try storedScheme(cycle.scheme).scheme.content
        let due = scheme.dueDate(for: cycle.month)
        func duty(_ task: Duty.Task, due: LocalDate?) throws -> Duty {
            try self.duty(task, of: cycle.branch, cycle.month, cycle.id, due: due)
        }
        switch cycle.status {
        case .open:
            let scoring = try scoringTasks(in: cycle, by: scheme).map { try duty($0, due: due) }
            guard try allows(.closeMonths, in: cycle.branch), today > cycle.month.lastDay else { return scoring }
            let open = try completeness(of: cycle, by: scheme, namingAwaited: true).filter { !$0.isComplete }
            let task: Duty.Task =
                open.isEmpty
                ? .closeMonth
                : .completeMonth(areas: open.count, awaited: Array(open.flatMap(\.awaitedSheets).prefix(5)))
            return scoring + [try duty(task, due: open.isEmpty ? nil : due)]
        case .closed:
            return try allows(.publishMonths, in: cycle.branch) ? [duty(.postMonth, due: nil)] : []
        case .posted:
            guard try allows(.publishMonths, in: cycle.branch) else { return [] }
            if try prolongedNotice(of: cycle) != nil { return [try duty(.prolongNotice, due: cycle.noticeEnds)] }
            return try cycle.noticeHasStood(on: today) && openObjections(to: cycle.id).isEmpty
                && awaitedEligibility(in: cycle) == 0
                ? [duty(.finaliseMonth, due: nil)] : []
        case .final, .withoutAward: return []
        }
    }

    /// Of their own accord members may score others in the branch tier as well; it waits for the officers.
    private func scoringTasks(in cycle: Cycle, by scheme: SchemeContent) throws -> [Duty.Task] {
        let isOfficer = try allows(.enterScores, in: cycle.branch)
        var tasks: [Duty.Task] = []
        if let member = authority.member, try isOfficer || allows(.enterOwnScores, in: cycle.branch) {
            for tier in scheme.neededTiers where tier != .public && (tier != .branch || isOfficer) {
                let lacking = try scoreGrid(of: cycle.id, tier, by: .member(member)).rows.count { $0.sheet == nil }
                if lacking > 0 { tasks.append(.score(tier, areas: lacking)) }
            }
        }
        if isOfficer, scheme.neededTiers.contains(.public) {
            let lacking = try completeness(of: cycle, by: scheme).count {
                $0.sheets[.public] ?? 0 < $0.needed[.public] ?? 0
            }
            if lacking > 0 { tasks.append(.enterPublic(areas: lacking)) }
        }
        return tasks
    }

    private func duty(
        _ task: Duty.Task, of branch: ID<Branch>, _ month: Month, _ cycle: ID<Cycle>?, due: LocalDate?
    ) throws -> Duty {
        Duty(
            task: task, branch: branch, branchName: try storedBranchName(branch, in: month), month: month, cycle: cycle,
            due: due)
    }
}
