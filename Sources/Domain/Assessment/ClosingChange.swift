/// A sheet or an adjustment that was entered, revised or taken back late in a month: how often, when and by whom is for the
/// committee to know. It is no verdict, and no figure is made of it.
package struct ClosingChange: Hashable, Sendable {
    package enum Record: String, CaseIterable, Hashable, Sendable {
        case sheet, adjustment
    }

    package enum Act: String, CaseIterable, Hashable, Sendable {
        /// 录入
        case entered
        /// 修改
        case revised
        /// 撤回, 撤销
        case takenBack
    }

    /// When that was, as the month went.
    package enum Phase: String, CaseIterable, Hashable, Sendable {
        /// In the last two working days up to the closing.
        case lastDays
        /// After the month had been closed and was open again.
        case reopened
    }

    package let record: Record
    package let act: Act
    package let phase: Phase

    package init(_ record: Record, _ act: Act, _ phase: Phase) {
        (self.record, self.act, self.phase) = (record, act, phase)
    }
}

/// Which moments of a month are late, by the server's clock.
package struct ClosingWindow: Hashable, Sendable {
    /// A moment, and on which day it was at the bureau.
    package struct Moment: Hashable, Sendable {
        package let at: Instant
        package let on: LocalDate

        package init(_ at: Instant, on day: LocalDate) {
            (self.at, self.on) = (at, day)
        }
    }

    /// How many working days up to the closing are its last ones. The day of the closing is the last of them if it is
    /// worked; days off between them belong to them.
    package static let lastWorkingDays = 2

    /// Each time the month was closed, in order. The first follows its opening, each other a reopening.
    package let closings: [Moment]
    /// From which day on the last days before the first closing are; nil while it was never closed.
    package let lastDaysFrom: LocalDate?

    package init(closings: [Moment], calendar: WorkCalendar) {
        self.closings = closings
        lastDaysFrom = closings.first.map { calendar.first(ofLast: Self.lastWorkingDays, through: $0.on) }
    }

    /// nil for what came in before the last days, and for what a decision recorded after the month was closed for good.
    package func phase(of moment: Moment) -> ClosingChange.Phase? {
        guard let place = closings.firstIndex(where: { moment.at <= $0.at }), let lastDaysFrom else { return nil }
        return place > 0 ? .reopened : moment.on >= lastDaysFrom ? .lastDays : nil
    }
}

extension WorkCalendar {
    /// The first of the last working days up to a day, which counts if it is worked.
    ///
    /// - Parameter count: how many they are, at least one.
    package func first(ofLast count: Int, through date: LocalDate) -> LocalDate {
        var (day, left) = (date, count)
        while true {
            if isWorkingDay(day) { left -= 1 }
            if left <= 0 { return day }
            day = day.adding(days: -1)
        }
    }
}

/// How many late changes an area had in a month.
package struct ClosingFigures: Hashable, Sendable {
    private let counts: [ClosingChange.Record: [ClosingChange.Act: Int]]

    package init(_ changes: [ClosingChange]) {
        counts = changes.reduce(into: [:]) { $0[$1.record, default: [:]][$1.act, default: 0] += 1 }
    }

    package subscript(record: ClosingChange.Record, act: ClosingChange.Act) -> Int { counts[record]?[act] ?? 0 }

    package func count(of record: ClosingChange.Record) -> Int { (counts[record] ?? [:]).values.reduce(0, +) }

    package var total: Int { ClosingChange.Record.allCases.map(count).reduce(0, +) }

    /// How many each of several areas had on average, in hundredths; nil for none.
    package static func mean(of figures: [ClosingFigures]) -> Points? {
        figures.map { Points(hundredths: $0.total * 100) }.mean
    }
}
