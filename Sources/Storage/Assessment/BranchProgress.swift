package import Domain

/// How far a branch is with a month.
package struct BranchProgress: Sendable {
    package let branch: BranchListing
    /// nil for a month that was not opened.
    package let cycle: CycleListing?
    /// The last day on which what comes next is in time: to score and close, or to make final once the notice is over. nil
    /// where nothing sets one, or nothing comes next.
    package let due: LocalDate?

    /// By how many days it is late; 0 for what is in time.
    package func daysOverdue(on today: LocalDate) -> Int {
        due.map { max(0, today.dayNumber - $0.dayNumber) } ?? 0
    }
}

/// What keeps a branch's month from going on, besides the sheets that it still waits for.
package enum MonthBlock: Hashable, Sendable {
    /// It is closed after this day.
    case notOver(LocalDate)
    /// Months that make its trend have sheets and are open.
    case earlierOpen([Month])
    /// The notice stands until this day.
    case noticeStands(LocalDate)
    /// Objections that are not decided yet.
    case objectionsOpen([Objection.Number])
    /// The committee's office decides first whether honours are given.
    case eligibilityOpen
}

extension Transaction {
    /// The branches that the principal sees and that exist on the month's last day, by code, each with how far it is.
    package func branchProgress(in month: Month) throws -> [BranchProgress] {
        try authority.require(.readProgress)
        let filter = CycleFilter(month: month)
        let listings = try whole { try cycles(filter, $0) }
        let opened = Dictionary(listings.map { ($0.cycle.branch, $0) }, uniquingKeysWith: { first, _ in first })
        return try whole { try branches(dissolved: true, $0) }.filter { $0.branch.exists(on: month.lastDay) }
            .map { branch in
                let cycle = opened[branch.branch.id]
                return BranchProgress(
                    branch: branch, cycle: cycle, due: try due(of: cycle, branch: branch.branch.id, in: month))
            }
    }

    private func due(of listing: CycleListing?, branch: ID<Branch>, in month: Month) throws -> LocalDate? {
        guard let listing else {
            return today > month.lastDay ? try schemeContentInForce(on: month, for: branch)?.dueDate(for: month) : nil
        }
        return switch listing.cycle.status {
        case .open: listing.dueDate
        case .posted: listing.cycle.noticeEnds
        case .closed, .final, .withoutAward: nil
        }
    }

    /// What keeps a month from going on, for whoever closes it; nothing where nothing does, or for others.
    package func blocks(of cycle: Cycle) throws -> [MonthBlock] {
        guard try allows(.closeMonths, in: cycle.branch) else { return [] }
        switch cycle.status {
        case .open:
            let earlier = try openTrendMonths(before: cycle, withSheets: true)
            return (today > cycle.month.lastDay ? [] : [.notOver(cycle.month.lastDay)])
                + (earlier.isEmpty ? [] : [.earlierOpen(earlier)])
        case .posted:
            let open = try openObjections(to: cycle.id)
            let waits: [MonthBlock] = open.isEmpty ? [] : [.objectionsOpen(open)]
            guard let ends = cycle.noticeEnds, !cycle.noticeHasStood(on: today) else {
                // Told when the month could become final, and no sooner.
                return try waits + (awaitedEligibility(in: cycle) > 0 ? [.eligibilityOpen] : [])
            }
            return [.noticeStands(ends)] + waits
        case .closed, .final, .withoutAward: return []
        }
    }
}
