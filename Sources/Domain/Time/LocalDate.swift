/// A calendar day in the bureau's time zone, from 1900-01-01 to 2199-12-31.
package struct LocalDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    package let dayNumber: Int

    package static let years = 1900...2199

    /// nil for a day that does not exist or lies outside ``years``.
    package init?(year: Int, month: Int, day: Int) {
        guard Self.years.contains(year), (1...12).contains(month),
            (1...Self.daysIn(month: month, of: year)).contains(day)
        else { return nil }
        self.init(proleptic: year, month, day)
    }

    /// 1900-01-01, before which there is no day.
    package static let earliest = LocalDate(proleptic: years.lowerBound, 1, 1)

    /// For days known to lie in range: results of arithmetic near them.
    package init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// The day by the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
    init(proleptic year: Int, _ month: Int, _ day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = era * 146_097 + dayOfEra - 719_468
    }

    /// Reads `2026-11-23`.
    package init(parsing raw: String) throws(Rejection) {
        guard let (year, month, day) = Self.numbers(of: raw) else {
            throw Rejection(.format, "‘\(raw.prefix(40))’ is not a date: write it as 2026-11-23")
        }
        guard let date = LocalDate(year: year, month: month, day: day) else {
            throw Rejection(.range, "there is no day \(raw) between 1900 and 2199")
        }
        self = date
    }

    private static func numbers(of raw: String) -> (year: Int, month: Int, day: Int)? {
        var digits = ASCIIDigits(raw)
        guard let year = digits.take(4), digits.skip("-"), let month = digits.take(2), digits.skip("-"),
            let day = digits.take(2), digits.isAtEnd
        else { return nil }
        return (year, month, day)
    }

    package var components: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    package var month: Month {
        let (year, month, _) = components
        return Month(index: year * 12 + month - 1)
    }

    package var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[((dayNumber + 3) % 7 + 7) % 7]
    }

    package func adding(days: Int) -> LocalDate {
        LocalDate(dayNumber: dayNumber + days)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.dayNumber < right.dayNumber
    }

    static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }
}

extension LocalDate: CustomStringConvertible {
    /// ISO 8601: `2026-11-23`.
    package var description: String {
        let (year, month, day) = components
        // Only of what was damaged.
        guard (0...9_999).contains(year) else { return "\(year)-\(month.twoDigits)-\(day.twoDigits)" }
        return String(unsafeUninitializedCapacity: 10) { text in
            text.write(year, width: 4, at: 0, then: "-")
            text.write(month, width: 2, at: 5, then: "-")
            text.write(day, width: 2, at: 8)
            return 10
        }
    }
}

/// Monday first, as ISO 8601 and Chinese calendars count.
package enum Weekday: Int, CaseIterable, Hashable, Sendable {
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    package var isWeekend: Bool { self == .saturday || self == .sunday }
}
