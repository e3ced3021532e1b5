package import Domain

/// A month of an area that the principal answers for, as far as they may know it by now.
package struct OwnAreaMonth: Sendable {
    package let area: AreaInMonth
    package let month: Month
    /// nil for a month that was not opened.
    package let cycle: Cycle?
    /// The last day on which the principal's own sheet, which is missing, is in time; nil where none is wanted of them.
    package let ownSheetDue: LocalDate?
    /// nil while the month is open.
    package let explanation: AreaExplanation?
    /// The twelve months up to it, oldest first; empty while it is open.
    package let history: [AreaMonth]

    init(
        area: AreaInMonth, month: Month, cycle: Cycle?, ownSheetDue: LocalDate? = nil,
        explanation: AreaExplanation? = nil, history: [AreaMonth] = []
    ) {
        (self.area, self.month, self.cycle) = (area, month, cycle)
        (self.ownSheetDue, self.explanation, self.history) = (ownSheetDue, explanation, history)
    }
}

extension Transaction {
    /// What the areas that the principal answers for came to this month and the last, the newer first, by area.
    package func ownAreaMonths() throws -> [OwnAreaMonth] {
        guard let member = authority.member else { return [] }
        return try [today.month, today.month.adding(months: -1)].flatMap { month in
            try storedAreas(heldBy: member, in: month)
                .filter { try allows(.readMonths, in: $0.branch) }
                .map { try ownMonth(of: $0, in: month, by: member) }
        }
    }

    private func ownMonth(of area: AreaInMonth, in month: Month, by member: ID<Member>) throws -> OwnAreaMonth {
        guard let cycle = try cycle(of: area.branch, in: month) else {
            return OwnAreaMonth(area: area, month: month, cycle: nil)
        }
        guard cycle.status == .open else {
            return OwnAreaMonth(
                area: area, month: month, cycle: cycle,
                explanation: try explanationIfAssessed(of: area.id, in: cycle.id),
                history: try history(of: area.id, through: month))
        }
        let scheme = try storedScheme(cycle.scheme).scheme.content
        var due: LocalDate?
        if scheme.neededTiers.contains(.own) {
            let row = try scoreGrid(of: cycle.id, .own, by: .member(member)).rows.first { $0.area.id == area.id }
            if let row, row.sheet == nil { due = scheme.dueDate(for: month) }
        }
        return OwnAreaMonth(area: area, month: month, cycle: cycle, ownSheetDue: due)
    }

    /// nil where the month was closed without the area.
    private func explanationIfAssessed(
        of area: ID<ResponsibilityArea>, in cycle: ID<Cycle>
    ) throws -> AreaExplanation? {
        do {
            return try explanation(of: area, in: cycle)
        } catch StoreError.notFound {
            return nil
        }
    }
}
