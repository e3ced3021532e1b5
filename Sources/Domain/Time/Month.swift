/// A calendar month in the bureau's time zone, from 2000-01 to 2199-12: the period of an assessment.
package struct Month: Hashable, Sendable, Comparable {
    /// Months since the year 0, so that arithmetic is addition.
    package let index: Int

    package static let years = 2000...2199

    /// For months known to lie in range: results of arithmetic near them.
    package init(index: Int) {
        self.index = index
    }

    package init?(year: Int, month: Int) {
        guard Self.years.contains(year), (1...12).contains(month) else { return nil }
        index = year * 12 + month - 1
    }

    /// From January to December; nil for a year that no month is of.
    package static func months(of year: Int) -> ClosedRange<Month>? {
        guard let january = Month(year: year, month: 1) else { return nil }
        return january...january.adding(months: 11)
    }

    /// The twelve that end with this one; fewer in the first year that there is.
    package var twelveUntil: ClosedRange<Month> {
        max(adding(months: -11), Month(index: Self.years.lowerBound * 12))...self
    }

    /// Reads `2026-11`.
    package init(parsing raw: String) throws(Rejection) {
        var digits = ASCIIDigits(raw)
        guard let year = digits.take(4), digits.skip("-"), let number = digits.take(2), digits.isAtEnd else {
            throw Rejection(.format, "‘\(raw.prefix(40))’ is not a month: write it as 2026-11")
        }
        guard let month = Month(year: year, month: number) else {
            throw Rejection(.range, "there is no month \(raw) between 2000 and 2199")
        }
        self = month
    }

    package var year: Int { index / 12 }
    /// 1 to 12.
    package var number: Int { index % 12 + 1 }

    package var firstDay: LocalDate { LocalDate(proleptic: year, number, 1) }
    package var lastDay: LocalDate { adding(months: 1).firstDay.adding(days: -1) }

    package func adding(months: Int) -> Month {
        Month(index: index + months)
    }

    package func contains(_ date: LocalDate) -> Bool {
        date.month == self
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.index < right.index
    }
}

extension Month: CustomStringConvertible {
    /// ISO 8601: `2026-11`.
    package var description: String {
        String(unsafeUninitializedCapacity: 7) { text in
            text.write(year, width: 4, at: 0, then: "-")
            text.write(number, width: 2, at: 5)
            return 7
        }
    }
}
