/// A wall-clock moment in the bureau's time zone, to the minute: when a meeting begins or ends.
package struct LocalDateTime: Hashable, Sendable, Comparable {
    package let date: LocalDate
    package let time: TimeOfDay

    package init(date: LocalDate, time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }
}

extension LocalDateTime: CustomStringConvertible {
    /// ISO 8601 without an offset: `2026-10-13T09:00`.
    package var description: String { "\(date)T\(time)" }
}
