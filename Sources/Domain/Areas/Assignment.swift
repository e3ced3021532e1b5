/// Which member answers for an area, from when to when, with the tasks they took on.
///
/// A month belongs to whoever holds the area on its last day.
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

    package enum Refusal: StateRefusal {
        case notInBranch(Code)
        case alreadyHolds
        case beforeCurrentBegan(LocalDate)

        package var code: String {
            switch self {
            case .notInBranch: "notInBranch"
            case .alreadyHolds: "alreadyHolds"
            case .beforeCurrentBegan: "assignmentBeforeCurrent"
            }
        }

        package var detail: Sentence {
            switch self {
            case .notInBranch(let number): "member \(number.text) is not in the area's branch on that day"
            case .alreadyHolds: "the member already holds the area"
            case .beforeCurrentBegan(let date):
                "the present assignment began on \(date): a new one takes effect after that day"
            }
        }
    }

    /// The assignment as it ends when the next begins on `day`.
    package func succeeded(by member: ID<Member>, on day: LocalDate) throws(Refusal) -> DateSpan {
        if member == self.member { throw .alreadyHolds }
        guard day > .earliest, let span = DateSpan(from: span.from, until: day.adding(days: -1)) else {
            throw .beforeCurrentBegan(span.from ?? day)
        }
        return span
    }
}
