/// What becomes of branches from a day on, by decision of the committee's office: one is given another name or dissolved,
/// several are merged, or a new one is founded out of a part.
///
/// It is planned first. The plan says exactly what moves, what ends and what stands in the way; only that of which nothing
/// stands in the way is carried out, and of what was planned nothing else. Months before the day stand as they were.
package enum Reorganisation {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case renaming, dissolution, merger, split
    }

    /// A branch that takes part.
    package struct Party: Hashable, Sendable {
        package let code: Code
        package let name: String
        package let founded: LocalDate?
        /// The first day on which it is no more.
        package let dissolved: LocalDate?
        /// The first day of what became of it last.
        package let changed: LocalDate?
        package let groups: Set<String>
        /// The latest month that is not open any more.
        package let closed: Month?

        package init(
            code: Code, name: String, founded: LocalDate? = nil, dissolved: LocalDate? = nil,
            changed: LocalDate? = nil, groups: Set<String> = [], closed: Month? = nil
        ) {
            (self.code, self.name, self.founded, self.dissolved) = (code, name, founded, dissolved)
            (self.changed, self.groups, self.closed) = (changed, groups, closed)
        }
    }

    package struct Person: Hashable, Sendable {
        package let id: ID<Member>
        package let number: Code
        package let name: String

        package init(id: ID<Member>, number: Code, name: String) {
            (self.id, self.number, self.name) = (id, number, name)
        }

        var sentence: Sentence {
            let said = "\(number.text) \(name)"
            return "\(said)"
        }
    }

    /// A membership that reaches the day.
    package struct Membership: Hashable, Sendable {
        package let id: Int64
        package let person: Person
        package let group: String?
        package let span: DateSpan
        /// Whether it is among those that go.
        package let goes: Bool

        package init(id: Int64, person: Person, group: String?, span: DateSpan, goes: Bool) {
            (self.id, self.person, self.group, self.span, self.goes) = (id, person, group, span, goes)
        }
    }

    /// An area that there is on the day or later.
    package struct Area: Hashable, Sendable {
        package struct Holding: Hashable, Sendable {
            package let person: Person
            package let span: DateSpan

            package init(person: Person, span: DateSpan) {
                (self.person, self.span) = (person, span)
            }
        }

        package let id: ID<ResponsibilityArea>
        package let code: Code
        package let name: String
        package let established: LocalDate?
        /// The first day in its branch; nil where it was never in another.
        package let came: LocalDate?
        /// Who hold it on the day or later.
        package let holders: [Holding]
        /// The latest month with sheets or adjustments of it, of those that end on the day or later.
        package let assessed: Month?
        package let goes: Bool

        package init(
            id: ID<ResponsibilityArea>, code: Code, name: String, established: LocalDate? = nil,
            came: LocalDate? = nil, holders: [Holding] = [], assessed: Month? = nil, goes: Bool
        ) {
            (self.id, self.code, self.name, self.established) = (id, code, name, established)
            (self.came, self.holders, self.assessed, self.goes) = (came, holders, assessed, goes)
        }
    }

    /// An appointment that reaches the day.
    package struct Office: Hashable, Sendable {
        package let id: ID<Appointment>
        package let person: Person
        package let office: Appointment.Office
        package let group: String?
        package let span: DateSpan

        package init(
            id: ID<Appointment>, person: Person, office: Appointment.Office, group: String?, span: DateSpan
        ) {
            (self.id, self.person, self.office, self.group, self.span) = (id, person, office, group, span)
        }
    }

    /// A month of a branch, of those that have not ended or that end on the day or later.
    package struct MonthState: Hashable, Sendable {
        package let month: Month
        package let status: Cycle.Status

        package init(month: Month, status: Cycle.Status) {
            (self.month, self.status) = (month, status)
        }
    }

    /// A branch that gives up members and areas, with all that is in it from the day on.
    package struct Giver: Hashable, Sendable {
        package let party: Party
        /// Whether it is no more afterwards.
        package let ends: Bool
        package let members: [Membership]
        package let areas: [Area]
        package let offices: [Office]
        package let months: [MonthState]
        /// Whether it had areas at the end of the month before the day, and that month was never opened.
        package let lacksMonthBefore: Bool

        package init(
            party: Party, ends: Bool, members: [Membership] = [], areas: [Area] = [], offices: [Office] = [],
            months: [MonthState] = [], lacksMonthBefore: Bool = false
        ) {
            (self.party, self.ends, self.members, self.areas) = (party, ends, members, areas)
            (self.offices, self.months, self.lacksMonthBefore) = (offices, months, lacksMonthBefore)
        }
    }

    /// Where members or areas go.
    package enum Taker: Hashable, Sendable {
        case standing(Party)
        case founded(Code, name: String)

        package var code: Code {
            switch self {
            case .standing(let party): party.code
            case .founded(let code, _): code
            }
        }

        package var name: String {
            switch self {
            case .standing(let party): party.name
            case .founded(_, let name): name
            }
        }

        var groups: Set<String> {
            if case .standing(let party) = self { party.groups } else { [] }
        }
    }
}
