/// A bonus, deduction or veto on an area in a month, from the scheme's menu.
package struct Adjustment: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// 加分
        case bonus
        /// 扣分
        case deduction
        /// 一票否决
        case veto
    }

    /// How often one entry may count.
    package static let times = 1...100

    package struct Draft: Hashable, Sendable {
        package let kind: Kind
        package let item: Code
        package let times: Int
        package let reason: Text
        package let happenedOn: LocalDate
        package let lateReason: Text?

        /// - Throws: an item that is not on the scheme's menu, a date outside the month or in the future, and so on.
        package init(
            item: String, times: Int, reason: String, happenedOn: String, lateReason: String?,
            scheme: SchemeContent, month: Month, today: LocalDate
        ) throws(FieldErrors) {
            var errors = FieldErrors()
            let found = scheme.menuItem(item)
            if found == nil {
                let menu = (scheme.bonuses + scheme.deductions).map(\.key.text) + scheme.vetoes.map(\.key.text)
                errors.add("item", .unknown, "not on the scheme's menu: \(menu.map { "\($0)" as Sentence })")
            }
            if !Adjustment.times.contains(times) {
                errors.add(
                    "times", .range,
                    "a whole number from \(Adjustment.times.lowerBound) to \(Adjustment.times.upperBound)")
            } else if found?.kind == .veto, times != 1 {
                errors.add("times", .range, "a veto counts once")
            }
            let parsedReason = errors.take("reason") { () throws(Rejection) in try Text.reason(reason) }
            let parsedDate = errors.take("date") { () throws(Rejection) in try LocalDate(parsing: happenedOn) }
            if let parsedDate {
                if !month.contains(parsedDate) {
                    errors.add("date", .range, "the event must lie in \(month)")
                } else if parsedDate > today {
                    errors.add("date", .range, "\(parsedDate) is still to come")
                }
            }
            let parsedLate = errors.takeOptional("lateReason", lateReason?.nonEmpty, Text.reason)
            let isLate = today > scheme.dueDate(for: month)
            if isLate, lateReason?.nonEmpty == nil {
                errors.add(
                    "lateReason", .late,
                    "entries were due on \(scheme.dueDate(for: month)): give the reason for the late entry"
                )
            }
            guard let found, let parsedReason, let parsedDate, errors.isEmpty else { throw errors }
            kind = found.kind
            self.item = found.key
            self.times = times
            self.reason = parsedReason
            self.happenedOn = parsedDate
            self.lateReason = isLate ? parsedLate : nil
        }
    }
}

extension SchemeContent {
    package struct MenuEntry: Hashable, Sendable {
        package let kind: Adjustment.Kind
        package let key: Code
        package let title: Title
    }

    /// Everything an adjustment can be for, in the scheme's order.
    package var menu: [MenuEntry] {
        bonuses.map { MenuEntry(kind: .bonus, key: $0.key, title: $0.title) }
            + deductions.map { MenuEntry(kind: .deduction, key: $0.key, title: $0.title) }
            + vetoes.map { MenuEntry(kind: .veto, key: $0.key, title: $0.title) }
    }

    /// The entry with this key.
    package func menuItem(_ key: String) -> MenuEntry? {
        menu.first { $0.key.text == key }
    }
}
