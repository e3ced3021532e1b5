/// The days from one date to another, both included. An open start means "since before the records began",
/// an open end "until further notice".
package struct DateSpan: Hashable, Sendable {
    package let from: LocalDate?
    package let until: LocalDate?

    /// nil if it would end before it begins.
    package init?(from: LocalDate?, until: LocalDate? = nil) {
        if let from, let until, until < from { return nil }
        self.from = from
        self.until = until
    }

    package func contains(_ date: LocalDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (until.map { date <= $0 } ?? true)
    }

    /// Those of the months whose last day is in it; nil for none.
    package func lastDays(within months: ClosedRange<Month>) -> ClosedRange<Month>? {
        let first = max(months.lowerBound, from?.month ?? months.lowerBound)
        let ending = until.map { $0 == $0.month.lastDay ? $0.month : $0.month.adding(months: -1) }
        let last = min(months.upperBound, ending ?? months.upperBound)
        return first <= last ? first...last : nil
    }

    package func overlaps(_ other: DateSpan) -> Bool {
        let startsInTime = if let from, let end = other.until { from <= end } else { true }
        let endsLateEnough = if let until, let start = other.from { start <= until } else { true }
        return startsInTime && endsLateEnough
    }
}
