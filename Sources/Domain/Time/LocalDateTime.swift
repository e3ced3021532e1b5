/// A wall-clock moment in the bureau's time zone, to the minute: when a meeting begins or ends.
package struct LocalDateTime: Hashable, Sendable, Comparable {
    package let date: LocalDate
    package let time: TimeOfDay

    package init(date: LocalDate, time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// What a clock shows that counts the seconds since 1970-01-01T00:00 by its own time: a moment's seconds plus the
    /// zone's offset. Seconds within the minute are dropped.
    package init(wallSeconds: Int) {
        let minutes = Int((Double(wallSeconds) / 60).rounded(.down))
        let day = Int((Double(minutes) / 1440).rounded(.down))
        date = LocalDate(dayNumber: day)
        time = TimeOfDay(minutesSinceMidnight: minutes - day * 1440)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }
}

extension LocalDateTime: CustomStringConvertible {
    /// ISO 8601 without an offset: `2026-10-13T09:00`.
    package var description: String { "\(date)T\(time)" }
}

extension TimeOfDay {
    fileprivate init(minutesSinceMidnight minutes: Int) {
        self.minutes = minutes
    }
}
