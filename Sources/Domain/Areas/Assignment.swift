/// Which member answers for an area, from when to when, with the tasks they took on.
///
/// A month belongs to all who hold the area on its last day.
package struct Assignment: Hashable, Sendable {
    /// What the member undertook: an objective, by which measure, by when.
    package struct Task: Hashable, Sendable {
        package let objective: Text
        package let measure: Text?
        package let due: LocalDate?

        package init(objective: String, measure: String? = nil, due: String? = nil) throws(FieldErrors) {
            var errors = FieldErrors()
            let parsedObjective = errors.take("objective") { () throws(Rejection) in try Text(objective) }
            let parsedMeasure = errors.takeOptional("measure", measure) { raw throws(Rejection) in try Text(raw) }
            let parsedDue = errors.takeOptional("due", due, LocalDate.init(parsing:))
            guard let parsedObjective, errors.isEmpty else { throw errors }
            self.objective = parsedObjective
            self.measure = parsedMeasure
            self.due = parsedDue
        }
    }

    package let id: ID<Assignment>
    package let area: ID<ResponsibilityArea>
    package let member: ID<Member>
    package let span: DateSpan

    package init(id: ID<Assignment>, area: ID<ResponsibilityArea>, member: ID<Member>, span: DateSpan) {
        self.id = id
        self.area = area
        self.member = member
        self.span = span
    }

    /// Whether it is in force on a day, and has no end before that of the area.
    package func isHeld(on day: LocalDate, until last: LocalDate?) -> Bool { span.contains(day) && span.until == last }

    /// What becomes of those who hold the area when somebody begins to.
    package enum Manner: Hashable, Sendable {
        /// Theirs ends the day before.
        case alone
        /// They hold it on.
        case beside
        /// This one's ends the day before, the others hold it on.
        case insteadOf(ID<Member>)
    }

    package enum Refusal: StateRefusal {
        case notInBranch(Code)
        case alreadyHolds
        /// Whoever is to be succeeded does not hold the area on that day or later.
        case doesNotHold(LocalDate)
        case alreadyEnded(LocalDate)
        case endsBeforeItBegan(LocalDate)
        /// Nobody else holds the area on this day.
        case lastHolder(LocalDate)
        case beforeCurrentBegan(LocalDate)

        package var code: String {
            switch self {
            case .notInBranch: "notInBranch"
            case .alreadyHolds: "alreadyHolds"
            case .doesNotHold: "doesNotHold"
            case .alreadyEnded: "assignmentEnded"
            case .endsBeforeItBegan: "endsBeforeItBegan"
            case .lastHolder: "lastHolder"
            case .beforeCurrentBegan: "assignmentBeforeCurrent"
            }
        }

        package var detail: Sentence {
            switch self {
            case .notInBranch(let number): "member \(number.text) is not in the area's branch on that day"
            case .alreadyHolds: "the member already holds the area"
            case .doesNotHold(let date): "whoever is to be succeeded does not hold the area on \(date)"
            case .alreadyEnded(let date): "the assignment has ended: its last day was \(date)"
            case .endsBeforeItBegan(let date): "the assignment began on \(date): it cannot end before that day"
            case .lastHolder(let date):
                "nobody else holds the area on \(date): assign it to somebody from that day on, or retire it"
            case .beforeCurrentBegan(let date):
                "the present assignment began on \(date): a new one takes effect after that day"
            }
        }
    }

    /// Which assignments end, and how, when others of the area begin on `day`.
    ///
    /// - Parameters:
    ///   - standing: the area's that are in force on the day or later.
    ///   - members: who begin to hold it.
    package static func succession(
        of standing: [Assignment], by members: [ID<Member>], as manner: Manner, on day: LocalDate
    ) throws(Refusal) -> [(assignment: Assignment, span: DateSpan)] {
        if standing.contains(where: { members.contains($0.member) }) { throw .alreadyHolds }
        var succeeded: [Assignment]
        switch manner {
        case .alone: succeeded = standing
        case .beside: succeeded = []
        case .insteadOf(let holder):
            succeeded = standing.filter { $0.member == holder }
            if succeeded.isEmpty { throw .doesNotHold(day) }
        }
        var ended: [(assignment: Assignment, span: DateSpan)] = []
        for assignment in succeeded {
            guard day > .earliest,
                let span = DateSpan(from: assignment.span.from, until: day.adding(days: -1))
            else { throw .beforeCurrentBegan(assignment.span.from ?? day) }
            ended.append((assignment, span))
        }
        return ended
    }

    /// The assignment as it ends with a last day, with others who hold the area on.
    package func ended(on day: LocalDate) throws(Refusal) -> DateSpan {
        if let until = span.until, until <= day { throw .alreadyEnded(until) }
        guard let ended = DateSpan(from: span.from, until: day) else { throw .endsBeforeItBegan(span.from ?? day) }
        return ended
    }
}
