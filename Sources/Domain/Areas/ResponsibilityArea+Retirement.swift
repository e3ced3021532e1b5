extension ResponsibilityArea {
    package enum Refusal: StateRefusal {
        case alreadyRetired(LocalDate)
        case notEstablished(LocalDate)
        case heldFromLater(LocalDate)
        case changesClosedMonth(Month)
        case assessed(Month)
        /// It came to its branch on this day.
        case cameLater(LocalDate)

        package var code: String {
            switch self {
            case .alreadyRetired: "areaRetired"
            case .notEstablished: "areaNotEstablished"
            case .heldFromLater: "areaHeldFromLater"
            case .changesClosedMonth: "changesClosedMonth"
            case .assessed: "areaAssessed"
            case .cameLater: "areaCameLater"
            }
        }

        package var detail: Sentence {
            switch self {
            case .alreadyRetired(let date): "the area is retired: its last day is \(date)"
            case .notEstablished(let date): "the area is established on \(date): name that day or a later one"
            case .heldFromLater(let date):
                "an assignment of the area begins on \(date): the area cannot end before that day"
            case .changesClosedMonth(let month):
                "\(month) is closed, and which areas there were on its last day with it: name a day after \(month.lastDay)"
            case .assessed(let month):
                "there are sheets or adjustments of the area for \(month): it cannot end before \(month.lastDay)"
            case .cameLater(let date):
                "the area came to its branch on \(date), and what was before is another branch's: name that day or a later one"
            }
        }
    }

    /// The spans of the area and of the assignments that reach its last day when `day` becomes that of all.
    ///
    /// - Parameters:
    ///   - assignments: the spans of those that would be in force after it, or begin later.
    ///   - closed: the latest month of the branch that is no longer open.
    package func retired(
        on day: LocalDate, assignments: [DateSpan], closed: Month?
    ) throws(Refusal) -> (area: DateSpan, assignments: [DateSpan]) {
        if let last = span.until { throw .alreadyRetired(last) }
        if let closed, day < closed.lastDay { throw .changesClosedMonth(closed) }
        guard let ended = DateSpan(from: span.from, until: day) else { throw .notEstablished(span.from ?? day) }
        var endedAssignments: [DateSpan] = []
        for assignment in assignments {
            guard let span = DateSpan(from: assignment.from, until: day) else {
                throw .heldFromLater(assignment.from ?? day)
            }
            endedAssignments.append(span)
        }
        return (ended, endedAssignments)
    }

    /// The span of an assignment that begins on `day`: until further notice, or to the area's last day.
    package func assignment(from day: LocalDate) throws(Refusal) -> DateSpan {
        if let first = span.from, day < first { throw .notEstablished(first) }
        guard let begun = DateSpan(from: day, until: span.until) else { throw .alreadyRetired(span.until ?? day) }
        return begun
    }
}
