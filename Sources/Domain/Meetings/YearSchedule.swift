/// A year of monthly meetings by a rule, moved off weekends and holidays to the next working day.
///
/// It is a proposal: what it says is shown first, and the meetings still to come are then scheduled from it.
package struct YearSchedule: Hashable, Sendable {
    /// Why the day that the rule names is not worked.
    package enum DayOff: String, CaseIterable, Hashable, Sendable {
        case weekend
        /// A public holiday, those that fall on a weekend included.
        case holiday
    }

    /// One month's meeting.
    package struct Entry: Hashable, Sendable {
        /// The month that the meeting is for, even where it is held in the next one.
        package let month: Month
        /// The day that the rule names, worked or not.
        package let nominal: LocalDate
        /// When and where it is held: on ``nominal``, or on the first working day after it.
        package let slot: Meeting.Slot
        /// What it was moved off; nil where it is held on the day that the rule names.
        package let movedOff: DayOff?
        /// Whether the day it would be held on lies before today, so that the month is left out.
        package let isPast: Bool
    }

    /// What whoever schedules the year should know.
    package enum Warning: Hashable, Sendable {
        /// No holidays are entered for the year, so meetings may lie on one: whoever schedules moves those once they are.
        case holidaysUnknown(year: Int)
    }

    /// Twelve, January first, the past ones included.
    package let entries: [Entry]
    /// One for each year that meetings lie in and whose holidays are not known.
    package let warnings: [Warning]

    /// Refused if the year is out of range or if the rule's time, the length and the place do not make a slot.
    ///
    /// A meeting that falls on `today` is not past.
    package init(
        _ rule: MeetingRule, year: Int, minutes: Int, place: Text, calendar: WorkCalendar, today: LocalDate
    ) throws(Rejection) {
        guard let january = Month(year: year, month: 1) else {
            throw Rejection(.range, "years go from \(Month.years.lowerBound) to \(Month.years.upperBound)")
        }
        var entries: [Entry] = []
        for month in (0..<12).map({ january.adding(months: $0) }) {
            let nominal = rule.date(in: month, by: calendar)
            let actual = calendar.workingDay(onOrAfter: nominal)
            entries.append(
                Entry(
                    month: month,
                    nominal: nominal,
                    slot: try Meeting.Slot(date: actual, start: rule.start, minutes: minutes, place: place),
                    movedOff: calendar.dayOff(on: nominal),
                    isPast: actual < today
                )
            )
        }
        self.entries = entries
        let years = Set(entries.map(\.slot.date.components.year)).union([year])
        warnings = years.sorted().filter { !calendar.knows(year: $0) }.map { .holidaysUnknown(year: $0) }
    }
}

extension WorkCalendar {
    /// Why the day is not worked; nil if it is.
    package func dayOff(on date: LocalDate) -> YearSchedule.DayOff? {
        if isWorkingDay(date) { return nil }
        return exceptions[date] == .holiday ? .holiday : .weekend
    }
}
