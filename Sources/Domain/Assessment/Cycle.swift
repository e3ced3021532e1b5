/// The assessment of one branch in one month by one scheme version. Its status goes back in one case: a closed month that
/// is not posted may be opened again by the committee's office, which stands on it for ever.
package struct Cycle: Hashable, Sendable {
    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// Sheets and adjustments are entered; nobody sees others' figures.
        case open
        /// Nothing more is entered; the ranking is fixed and visible.
        case closed
        /// The ranking is frozen as a snapshot and hangs on the wall.
        case posted
        /// The awards stand.
        case final
        /// Ended without a winner, with a reason.
        case withoutAward
    }

    package let id: ID<Cycle>
    package let branch: ID<Branch>
    package let month: Month
    package let scheme: ID<Scheme>
    package let status: Status
    package let postedOn: LocalDate?
    package let noticeEnds: LocalDate?
    /// Why the month ended without award.
    package let reason: String?
    /// Why it was closed although areas were incomplete; nil where none was.
    package let incompleteReason: String?
    package let version: Int

    package init(
        id: ID<Cycle>, branch: ID<Branch>, month: Month, scheme: ID<Scheme>, status: Status, postedOn: LocalDate?,
        noticeEnds: LocalDate?, reason: String?, incompleteReason: String? = nil, version: Int
    ) {
        self.id = id
        self.branch = branch
        self.month = month
        self.scheme = scheme
        self.status = status
        self.postedOn = postedOn
        self.noticeEnds = noticeEnds
        self.reason = reason
        self.incompleteReason = incompleteReason
        self.version = version
    }

    package enum Refusal: StateRefusal {
        case notOpen(Status)
        case notClosed(Status)
        case notPosted(Status)
        case noticeStands(until: LocalDate)
        case noWinner
        case alreadyEnded(Status)
        case monthHasNotBegun(Month)
        case monthNotOver(Month)
        /// Months that make this one's trend, and have sheets.
        case earlierMonthsOpen([Month])
        case notReopenable(Status)
        /// The calendar has taken working days from the notice; it has them again if it stands until this day.
        case noticeIsShort(until: LocalDate)
        /// The notice has its working days, ending on this day.
        case noticeHasItsDays(LocalDate)

        package var code: String {
            switch self {
            case .notOpen: "cycleNotOpen"
            case .notClosed: "cycleNotClosed"
            case .notPosted: "cycleNotPosted"
            case .noticeStands: "noticeStands"
            case .noWinner: "noWinner"
            case .alreadyEnded: "cycleEnded"
            case .monthHasNotBegun: "monthHasNotBegun"
            case .monthNotOver: "monthNotOver"
            case .earlierMonthsOpen: "earlierMonthsOpen"
            case .notReopenable: "cycleNotReopenable"
            case .noticeIsShort: "noticeIsShort"
            case .noticeHasItsDays: "noticeHasItsDays"
            }
        }

        package var detail: Sentence {
            switch self {
            case .notOpen(let status): "the month is \(Sentence(status.rawValue)): nothing more can be entered"
            case .notClosed(.open): "the month is still open: close it first"
            case .notClosed(let status): "the month is \(Sentence(status.rawValue)): only a closed month can be posted"
            case .notPosted(let status):
                "the month is \(Sentence(status.rawValue)): only a posted month can be finalised"
            case .noticeStands(let day): "the notice stands until the end of \(day): finalise after that day"
            case .noWinner:
                "no area reaches the minimum for the award: finalise without award, with a reason"
            case .alreadyEnded(let status): "the month is \(Sentence(status.rawValue)): its outcome stands"
            case .monthHasNotBegun(let month): "\(month) has not begun"
            case .monthNotOver(let month): "\(month) is not over: close it after \(month.lastDay)"
            case .earlierMonthsOpen(let months):
                "\(months.map { "\($0)" as Sentence }) still open, with sheets that make this month's trend: close that first"
            case .notReopenable(let status):
                "the month is \(Sentence(status.rawValue)): only a closed month that is not posted can be opened again"
            case .noticeIsShort(let day):
                "the calendar has changed, and the notice lacks working days: prolong it to \(day) first"
            case .noticeHasItsDays(let day): "the notice has its working days, and ends on \(day)"
            }
        }
    }

    /// What whoever closes or posts a month should know first; none of it stands in the way.
    package enum Warning: Hashable, Sendable {
        /// Earlier months that would make the trend are still open; they have no sheets.
        case earlierMonthsOpen([Month])
        /// Areas that are incomplete and therefore not ranked.
        case incomplete([Code])
        /// No holidays of the year are entered: a notice counts its weekends only.
        case holidaysUnknown(year: Int)
        case noWinner

        /// One English sentence.
        package var detail: Sentence {
            switch self {
            case .earlierMonthsOpen(let months):
                """
                \(months.map { "\($0)" as Sentence }) still open: what changes there changes this month's \
                trend
                """
            case .incomplete(let areas):
                "incomplete and therefore not ranked: \(areas.map { "\($0.text)" as Sentence })"
            case .holidaysUnknown(let year):
                "no holidays of \(year) are entered: the notice counts its weekends only"
            case .noWinner: "no area reaches the minimum for the award: this month can only end without award"
            }
        }
    }

    package func requireOpen() throws(Refusal) {
        guard status == .open else { throw .notOpen(status) }
    }

    /// Refuses unless nothing but what is missing stands against closing it today: it is over, and no month of its trend
    /// has sheets that may still change.
    ///
    /// - Parameter open: the months of its trend that are open and have sheets.
    package func requireClosable(today: LocalDate, open: [Month]) throws(Refusal) {
        try requireOpen()
        guard today > month.lastDay else { throw .monthNotOver(month) }
        try Self.requireSettled(open)
    }

    /// - Parameter open: as for ``requireClosable(today:open:)``.
    package static func requireSettled(_ open: [Month]) throws(Refusal) {
        if !open.isEmpty { throw .earlierMonthsOpen(open) }
    }

    package func requireReopenable() throws(Refusal) {
        guard status == .closed else { throw .notReopenable(status) }
    }

    /// Whether a month may be assessed already.
    package static func requireBegun(_ month: Month, today: LocalDate) throws(Refusal) {
        guard month <= today.month else { throw .monthHasNotBegun(month) }
    }

    /// When the notice ends that is posted today: it stands for the scheme's working days after today.
    package func notice(
        postedOn today: LocalDate, by scheme: SchemeContent, calendar: WorkCalendar
    ) throws(Refusal) -> LocalDate {
        guard status == .closed else { throw .notClosed(status) }
        return scheme.noticeEnds(postedOn: today, calendar: calendar)
    }

    /// On which day the notice would have to end, where the calendar has fewer working days in it than it had when it
    /// was posted; nil where it has enough.
    package func prolongedNotice(by scheme: SchemeContent, calendar: WorkCalendar) -> LocalDate? {
        guard status == .posted, let postedOn, let noticeEnds else { return nil }
        let end = scheme.noticeEnds(postedOn: postedOn, calendar: calendar)
        return end > noticeEnds ? end : nil
    }

    /// Whether the notice has stood its time: from the day after its last one.
    package func noticeHasStood(on today: LocalDate) -> Bool {
        status == .posted && noticeEnds.map { today > $0 } ?? true
    }

    /// Refuses unless the notice has stood its time and somebody wins.
    package func requireFinalisable(today: LocalDate, hasWinners: Bool) throws(Refusal) {
        guard status == .posted else { throw .notPosted(status) }
        if let noticeEnds, !noticeHasStood(on: today) { throw .noticeStands(until: noticeEnds) }
        guard hasWinners else { throw .noWinner }
    }

    /// Refuses unless the month can still end without award.
    package func requireEndableWithoutAward() throws(Refusal) {
        switch status {
        case .closed, .posted: break
        case .open: throw .notClosed(status)
        case .final, .withoutAward: throw .alreadyEnded(status)
        }
    }
}
