/// How often a rule asks: once in each calendar month, quarter, half-year or year, or within so many months after something
/// happened.
package enum Cadence: Hashable, Sendable {
    case month, quarter, halfYear, year
    case monthsAfter(Event, Int)

    /// From when months are counted.
    package enum Event: String, CaseIterable, Hashable, Sendable {
        /// Of a secretary.
        case appointment
    }

    /// How many months may be counted from an event.
    package static let monthsAfterAnEvent = 1...60

    /// How many months a calendar period has; nil for one that an event begins.
    var length: Int? {
        switch self {
        case .month: 1
        case .quarter: 3
        case .halfYear: 6
        case .year: 12
        case .monthsAfter: nil
        }
    }

    /// The calendar period that holds the day; nil where an event begins it.
    package func period(on day: LocalDate) -> CadencePeriod? {
        guard let length else { return nil }
        let month = day.month
        return calendarPeriod(from: month.adding(months: -((month.number - 1) % length)), length)
    }

    /// The calendar periods that hold any of the days, the earliest first; none where an event begins them.
    package func periods(within days: ClosedRange<LocalDate>) -> [CadencePeriod] {
        guard let length, let first = period(on: days.lowerBound) else { return [] }
        var periods = [first]
        while let last = periods.last, last.last < days.upperBound {
            periods.append(calendarPeriod(from: last.last.adding(days: 1).month, length))
        }
        return periods
    }

    /// The period that an event begins; nil for a calendar period. It ends on the day of the same number as the event's, or on
    /// the last of a month that has none.
    package func period(after event: LocalDate) -> CadencePeriod? {
        guard case .monthsAfter(_, let months) = self else { return nil }
        return CadencePeriod(
            name: event.description, first: event, last: event.adding(months: months))
    }

    /// The earliest day of any period that holds one of the days.
    package func earliestDay(of days: ClosedRange<LocalDate>) -> LocalDate {
        if case .monthsAfter(_, let months) = self { return days.lowerBound.adding(months: -months) }
        return period(on: days.lowerBound)?.first ?? days.lowerBound
    }

    private func calendarPeriod(from month: Month, _ length: Int) -> CadencePeriod {
        let name =
            switch length {
            case 1: month.description
            case 3: "\(month.year)-Q\((month.number + 2) / 3)"
            case 6: "\(month.year)-H\((month.number + 5) / 6)"
            default: "\(month.year)"
            }
        return CadencePeriod(
            name: name, first: month.firstDay, last: month.adding(months: length - 1).lastDay)
    }

    /// Reads the name of one of its periods: `2026-10`, `2026-Q4`, `2026-H2`, `2026`; of one that an event begins, the event's
    /// day.
    package func period(named raw: String) throws(Rejection) -> CadencePeriod {
        if case .monthsAfter = self {
            let event = try LocalDate(parsing: raw)
            return CadencePeriod(name: raw, first: event, last: period(after: event)?.last ?? event)
        }
        let text = raw.trimmed.uppercased()
        if let month = Self.firstMonth(of: text), let period = period(on: month.firstDay), period.name == text {
            return period
        }
        let example =
            switch self {
            case .quarter: "2026-Q4"
            case .halfYear: "2026-H2"
            case .year: "2026"
            case .month, .monthsAfter: "2026-10"
            }
        throw Rejection(.format, "‘\(raw.prefix(40))’ is no period of this rule: write it as \(example)")
    }

    private static func firstMonth(of text: String) -> Month? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count <= 2, let year = parts[0].asciiNumber else { return nil }
        guard parts.count == 2 else { return Month(year: year, month: 1) }
        let number = parts[1].dropFirst().asciiNumber.flatMap { $0 <= 12 ? $0 : nil }
        return switch parts[1].first {
        case "Q": number.flatMap { Month(year: year, month: $0 * 3 - 2) }
        case "H": number.flatMap { Month(year: year, month: $0 * 6 - 5) }
        default: parts[1].asciiNumber.flatMap { Month(year: year, month: $0) }
        }
    }
}

/// The days within which a rule asks for something once: both ends are in it.
package struct CadencePeriod: Hashable, Sendable {
    /// `2026-10`, `2026-Q4`, `2026-H2`, `2026`, or the day of the event that begins it.
    package let name: String
    package let first: LocalDate
    package let last: LocalDate

    init(name: String, first: LocalDate, last: LocalDate) {
        (self.name, self.first, self.last) = (name, first, last)
    }

    /// Months that are looked at as one, whatever the calendar's periods are.
    package init(_ months: ClosedRange<Month>) {
        self.init(
            name: "\(months.lowerBound)–\(months.upperBound)", first: months.lowerBound.firstDay,
            last: months.upperBound.lastDay)
    }

    package var days: Int { last.dayNumber - first.dayNumber + 1 }

    package func contains(_ day: LocalDate) -> Bool { first <= day && day <= last }

    /// Whether whoever existed on those days is asked: they did on the period's last day, and on at least half of its days.
    package func binds(whoExisted spans: [DateSpan]) -> Bool {
        guard spans.contains(where: { $0.contains(last) }) else { return false }
        return daysCovered(by: spans) * 2 >= days
    }

    /// Of its days, how many are in any of the spans.
    private func daysCovered(by spans: [DateSpan]) -> Int {
        let parts = spans.map { (from: max($0.from ?? first, first), until: min($0.until ?? last, last)) }
            .filter { $0.from <= $0.until }.sorted { $0.from < $1.from }
        var covered = 0
        var next = first
        for part in parts where part.until >= next {
            covered += part.until.dayNumber - max(part.from, next).dayNumber + 1
            next = part.until.adding(days: 1)
        }
        return covered
    }
}

extension LocalDate {
    /// The day of the same number so many months later, or the last of a month that has no such day.
    package func adding(months: Int) -> LocalDate {
        let target = month.adding(months: months)
        return min(target.firstDay.adding(days: components.day - 1), target.lastDay)
    }
}

extension DateSpan {
    /// The days that are in both; nil for none.
    package func intersection(_ other: DateSpan) -> DateSpan? {
        let begins = [from, other.from].compactMap(\.self).max()
        let ends = [until, other.until].compactMap(\.self).min()
        return DateSpan(from: begins, until: ends)
    }
}
