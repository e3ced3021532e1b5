/// Which days are worked: Monday to Friday, less the public holidays, plus the make-up working days (调休上班)
/// that the State Council's yearly notice names.
package struct WorkCalendar: Hashable, Sendable {
    package enum Exception: String, Hashable, Sendable, CaseIterable {
        /// A day off that would otherwise be worked, or a holiday that falls on a weekend.
        case holiday
        /// A weekend day that is worked to make up for a holiday.
        case workday
    }

    package let exceptions: [LocalDate: Exception]

    package init(exceptions: [LocalDate: Exception]) {
        self.exceptions = exceptions
    }

    package func isWorkingDay(_ date: LocalDate) -> Bool {
        switch exceptions[date] {
        case .holiday: false
        case .workday: true
        case nil: !date.weekday.isWeekend
        }
    }

    /// The date itself if it is worked, otherwise the next that is.
    package func workingDay(onOrAfter date: LocalDate) -> LocalDate {
        var day = date
        while !isWorkingDay(day) { day = day.adding(days: 1) }
        return day
    }

    /// nil for a month in which nobody works.
    package func lastWorkingDay(of month: Month) -> LocalDate? {
        let (first, last) = (month.firstDay.dayNumber, month.lastDay.dayNumber)
        return (first...last).reversed().lazy.map(LocalDate.init(dayNumber:)).first(where: isWorkingDay)
    }

    /// The day on which the `count`-th working day after `date` falls; `date` itself does not count.
    /// For a count of zero, `date`.
    package func day(after date: LocalDate, workingDays count: Int) -> LocalDate {
        var day = date
        for _ in 0..<count { day = workingDay(onOrAfter: day.adding(days: 1)) }
        return day
    }

    /// How many working days lie after `start`, up to and including `end`. Zero if `end` is not after `start`.
    package func workingDays(after start: LocalDate, through end: LocalDate) -> Int {
        guard start < end else { return 0 }
        return (start.dayNumber + 1...end.dayNumber).count { isWorkingDay(LocalDate(dayNumber: $0)) }
    }

    /// Whether the year's holidays are entered. If not, only its weekends are known.
    package func knows(year: Int) -> Bool {
        exceptions.keys.contains { $0.components.year == year }
    }
}
