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

    /// By what an entry is judged.
    package struct Rules: Sendable {
        package let scheme: SchemeContent
        package let month: Month
        package let today: LocalDate

        package init(scheme: SchemeContent, month: Month, today: LocalDate) {
            self.scheme = scheme
            self.month = month
            self.today = today
        }

        package var deadline: Deadline { Deadline(scheme.dueDate(for: month), today: today) }
    }

    /// What an entry says.
    package struct Facts: Hashable, Sendable {
        package let kind: Kind
        package let item: Code
        package let times: Int
        package let reason: Text
        package let happenedOn: LocalDate
        package let details: Details
        /// Of what was entered in time, nil.
        package let lateReason: Text?

        /// An entry as it was kept.
        package init(
            kind: Kind, item: Code, times: Int, reason: Text, happenedOn: LocalDate, details: Details = .none,
            lateReason: Text?
        ) {
            self.kind = kind
            self.item = item
            self.times = times
            self.reason = reason
            self.happenedOn = happenedOn
            self.details = details
            self.lateReason = lateReason
        }

        /// An entry as it comes in: an item from the scheme's menu with exactly what it takes, a day of the month that is
        /// not still to come, and a reason where it is late.
        ///
        /// - Parameters: what could be read of each; nil is not judged, and was complained of before.
        package init?(
            item: Code?, times: Int?, reason: Text?, happenedOn: LocalDate?, details: Details?, lateReason: Text??,
            by rules: Rules, noting errors: inout FieldErrors
        ) {
            var found = FieldErrors()
            let entry = item.flatMap { Self.entry($0, in: rules.scheme, &found) }
            if let times, !Adjustment.times.contains(times) {
                found.add(
                    "times", .range,
                    "a whole number from \(Adjustment.times.lowerBound) to \(Adjustment.times.upperBound)")
            } else if let times, entry?.kind == .veto, times != 1 {
                found.add("times", .range, "a veto counts once")
            }
            if let day = happenedOn, !rules.month.contains(day) {
                found.add("date", .range, "the event must lie in \(rules.month)")
            } else if let day = happenedOn, day > rules.today {
                found.add("date", .range, "\(day) is still to come")
            }
            if let entry, let details { details.judge(as: entry, of: rules.scheme, noting: &found) }
            let deadline = rules.deadline
            if deadline.isPast, case .some(.none) = lateReason {
                found.add(
                    "lateReason", .late,
                    "entries were due on \(deadline.day): give the reason for the late entry"
                )
            }
            errors.add(found)
            guard found.isEmpty, let entry, let times, let reason, let happenedOn, let details, let lateReason else {
                return nil
            }
            self.init(
                kind: entry.kind, item: entry.key, times: times, reason: reason, happenedOn: happenedOn,
                details: details, lateReason: deadline.kept(lateReason))
        }

        private static func entry(
            _ item: Code, in scheme: SchemeContent, _ errors: inout FieldErrors
        ) -> SchemeContent.MenuEntry? {
            if let found = scheme.menuItem(item.text) { return found }
            let menu = scheme.menu.map { "\($0.key.text)" as Sentence }
            errors.add("item", .unknown, "not on the scheme's menu: \(menu)")
            return nil
        }

        /// Whether both tell the same of the same event; how late they came is none of it.
        package func tellsTheSame(as other: Facts) -> Bool {
            kind == other.kind && item == other.item && times == other.times && reason == other.reason
                && happenedOn == other.happenedOn && details == other.details
        }
    }
}
