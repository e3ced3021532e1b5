/// What a committee does about findings that its branches do not report in time (DOMAIN §3): each of its secretaries'
/// meetings at which one is still overdue brings it a stage further. Without one, what is overdue is marked as such alone.
package struct FindingEscalation: Hashable, Sendable {
    /// How far an overdue finding has come.
    package enum Stage: String, CaseIterable, Hashable, Sendable, Comparable {
        /// 逾期: it is on the agenda.
        case overdue
        /// 督办: the branch's secretary answers for it at the meeting.
        case supervised
        /// 通报: to the party group (党组).
        case circulated

        private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

        package static func < (left: Stage, right: Stage) -> Bool { left.rank < right.rank }
    }

    /// That a finding was overdue at a secretaries' meeting of its committee. It never changes.
    package struct Entry: Hashable, Sendable {
        package let meeting: ID<Meeting>
        /// The meeting's day.
        package let on: LocalDate
        /// How many such meetings there were by then since it fell due, with this one.
        package let number: Int
        package let stage: Stage
        /// When it was due.
        package let due: LocalDate
        package let at: Instant

        package init(
            meeting: ID<Meeting>, on: LocalDate, number: Int, stage: Stage, due: LocalDate, at: Instant
        ) {
            (self.meeting, self.on, self.number) = (meeting, on, number)
            (self.stage, self.due, self.at) = (stage, due, at)
        }
    }

    package static let reminders = 0...30
    package static let supervisions = 1...6
    package static let usualSupervision = 2
    package static let circulations = 2...12
    package static let usualCirculation = 3

    /// So many days before it is due, a finding is put before who answers for it.
    package let remindDays: Int
    /// At which meeting after it fell overdue it is supervised.
    package let supervisedAt: Int
    /// At which one it is circulated.
    package let circulatedAt: Int
    /// The committee does without it for now.
    package let isOff: Bool

    /// - Parameter errors: gets what is wrong across the fields; then nil.
    package init?(
        remindDays: Int, supervisedAt: Int, circulatedAt: Int, isOff: Bool, noting errors: inout FieldErrors
    ) {
        if circulatedAt <= supervisedAt {
            errors.add("circulatedAt", .rule, "at a later meeting than the one at which it is supervised")
            return nil
        }
        self.init(
            kept: remindDays, supervisedAt: supervisedAt, circulatedAt: circulatedAt, isOff: isOff)
    }

    /// As it stands in its row.
    package init(kept remindDays: Int, supervisedAt: Int, circulatedAt: Int, isOff: Bool) {
        (self.remindDays, self.supervisedAt) = (remindDays, supervisedAt)
        (self.circulatedAt, self.isOff) = (circulatedAt, isOff)
    }

    /// What the next meeting brings to a finding that is still overdue there; nil where the committee does without it.
    ///
    /// - Parameters:
    ///   - entries: of the meetings before.
    ///   - due: when it is due now. What was given more time, or is there again, begins anew.
    package func next(after entries: [Entry], due: LocalDate) -> (number: Int, stage: Stage)? {
        if isOff { return nil }
        let number = entries.count { $0.due == due } + 1
        return (number, number >= circulatedAt ? .circulated : number >= supervisedAt ? .supervised : .overdue)
    }
}
