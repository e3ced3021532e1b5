/// How a record that is never overwritten came to stand: as the first, or in the place of the one before, with a reason.
/// What was before stays readable; what was withdrawn is the last of its kind and counts for nothing.
package struct Revision: Hashable, Sendable {
    /// 1 for the first record, 2 for its first revision, and so on.
    package let number: Int
    /// Why it took the place of the one before; nil for the first, and for what only adds to it.
    package let reason: Text?
    package let isWithdrawal: Bool

    private init(number: Int, reason: Text?, isWithdrawal: Bool) {
        self.number = number
        self.reason = reason
        self.isWithdrawal = isWithdrawal
    }

    package static let first = Revision(number: 1, reason: nil, isWithdrawal: false)

    /// The one that takes the place of revision `number`, where nothing was withdrawn.
    package static func after(_ number: Int, because reason: Text) -> Revision {
        Revision(number: number + 1, reason: reason, isWithdrawal: false)
    }

    /// The one that says all that revision `number` says, and more: nothing is taken back, and no reason is needed.
    package static func completing(_ number: Int) -> Revision {
        Revision(number: number + 1, reason: nil, isWithdrawal: false)
    }

    /// The one by which revision `number` is taken back.
    package static func withdrawing(_ number: Int, because reason: Text) -> Revision {
        Revision(number: number + 1, reason: reason, isWithdrawal: true)
    }
}

/// Until when records are in time. What comes later is taken, with a reason that stays with it for ever.
package struct Deadline: Hashable, Sendable {
    /// The last day on which they are in time.
    package let day: LocalDate
    private let today: LocalDate

    package init(_ day: LocalDate, today: LocalDate) {
        self.day = day
        self.today = today
    }

    package var isPast: Bool { today > day }

    /// The reason to keep of one that was given: of what comes in time, none.
    package func kept(_ reason: Text?) -> Text? { isPast ? reason : nil }
}
