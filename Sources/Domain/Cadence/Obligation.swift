/// What a rule asks of somebody in one period, and what there is of it.
package struct Obligation: Hashable, Sendable {
    package enum State: String, CaseIterable, Hashable, Sendable {
        case done
        /// It is still time.
        case due
        /// The time is over.
        case overdue
        /// It was excused, with a reason.
        case excused
        /// The branch does without.
        case off
    }

    /// A record that counts.
    package struct Record: Hashable, Sendable {
        package let id: Int64
        /// In which period it counts.
        package let on: LocalDate
        /// Since when it counts.
        package let since: LocalDate
        /// How much, of what is counted.
        package let amount: Int

        package init(id: Int64, on day: LocalDate, since: LocalDate? = nil, amount: Int = 1) {
            (self.id, on, self.since, self.amount) = (id, day, since ?? day, amount)
        }
    }

    package let quantity: Int
    package let period: CadencePeriod
    /// The last day on which it is in time.
    package let until: LocalDate
    /// Those that counted on the day, in their order.
    package let records: [Record]
    package let state: State

    /// How much there is.
    package var amount: Int { records.reduce(0) { $0 + $1.amount } }

    /// How things stood on a day, by the records that there were until then.
    ///
    /// - Parameters:
    ///   - until: the last day on which it is in time; the period's last day if left out.
    ///   - records: of the one who is asked, whatever their period.
    /// - Returns: nil for a period that had not begun.
    package init?(
        _ rule: CadenceRule, in period: CadencePeriod, on day: LocalDate, until: LocalDate? = nil, records: [Record],
        isOff: Bool = false, isExcused: Bool = false
    ) {
        guard period.first <= day || isOff || isExcused else { return nil }
        let until = until ?? period.last
        let counted = records.filter { period.contains($0.on) && $0.since <= day }
        self.quantity = rule.quantity
        self.period = period
        self.until = until
        self.records = counted
        state =
            if isOff { .off } else if counted.reduce(0, { $0 + $1.amount }) >= rule.quantity { .done } else if isExcused
            {
                .excused
            } else { day > until ? .overdue : .due }
    }
}

/// From which period on a branch does without a rule, or goes by it again. What was said last stands.
package struct CadenceSwitch: Hashable, Sendable {
    package let isOff: Bool
    /// The first day of its first period.
    package let from: LocalDate

    package init(isOff: Bool, from: LocalDate) {
        (self.isOff, self.from) = (isOff, from)
    }

    /// Whether the branch does without the rule in the period.
    ///
    /// - Parameter switches: of the branch and the rule, in the order in which they were recorded.
    package static func isOff(_ switches: [CadenceSwitch], in period: CadencePeriod) -> Bool {
        switches.last { $0.from <= period.first }?.isOff ?? false
    }

    package enum Refusal: StateRefusal {
        /// Only what is usual may be switched off.
        case isNeeded(CadenceRule)
        case isSoAlready(CadencePeriod, isOff: Bool)
        case isOver(CadencePeriod)

        package var code: String {
            switch self {
            case .isNeeded: "ruleIsNeeded"
            case .isSoAlready: "switchedAlready"
            case .isOver: "periodIsOver"
            }
        }

        package var detail: Sentence {
            switch self {
            case .isNeeded(let rule):
                "‘\(zh: rule.title.zh.string, en: rule.title.en.string)’ is not for a branch to do without: only what is usual may be switched off"
            case .isSoAlready(let period, let isOff):
                isOff
                    ? "the branch does without it in \(period.name) already"
                    : "the branch goes by it in \(period.name) already"
            case .isOver(let period):
                "\(period.name) is over: switch it from the present period on, or let the committee’s office excuse it"
            }
        }
    }
}

/// That the committee's office excuses somebody from what a rule asks in a period.
package enum CadenceExcuse {
    package enum Refusal: StateRefusal {
        case isExcusedAlready(CadencePeriod)
        /// The rule does not ask them in that period.
        case isNotAsked(CadencePeriod)
        case isTakenBackAlready

        package var code: String {
            switch self {
            case .isExcusedAlready: "excusedAlready"
            case .isNotAsked: "notAsked"
            case .isTakenBackAlready: "excuseTakenBack"
            }
        }

        package var detail: Sentence {
            switch self {
            case .isExcusedAlready(let period): "it is excused in \(period.name) already"
            case .isNotAsked(let period): "the rule asks nothing of them in \(period.name)"
            case .isTakenBackAlready: "the excuse was taken back already"
            }
        }
    }
}
