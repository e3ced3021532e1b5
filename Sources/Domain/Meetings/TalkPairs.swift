/// Who of a branch has talked with whom within a period, and who has not yet: derived from the talks, and entered by nobody.
///
/// The Regulations (支部工作条例, Article 19) ask for talks between the members of the branch committee, between them and the
/// other members, and among the other members. Of these only the first is one of each with each: a member has talked with the
/// committee once any of it has talked with them, and with other members once any of them has.
package struct TalkPairs: Hashable, Sendable {
    /// A talk, as far as it counts.
    package struct Held: Hashable, Sendable {
        package let day: LocalDate
        package let parties: Set<ID<Member>>

        package init(on day: LocalDate, _ parties: Set<ID<Member>>) {
            (self.day, self.parties) = (day, parties)
        }
    }

    package enum Relation: String, CaseIterable, Hashable, Sendable {
        /// One of the committee with each other one.
        case withinCommittee
        /// A member with any of the committee.
        case withCommittee
        /// A member with any other member who is not of the committee.
        case amongMembers
    }

    /// What is asked of one person.
    package struct Line: Hashable, Sendable {
        package let relation: Relation
        package let person: ID<Member>
        /// With whom of those they talked.
        package let with: [ID<Member>]
        /// Those of the committee with whom they did not.
        package let without: [ID<Member>]
        /// The day since when it is covered; nil for not yet.
        package let coveredOn: LocalDate?

        package var isCovered: Bool { coveredOn != nil }
    }

    package let lines: [Line]

    package var missing: Int { lines.count { !$0.isCovered } }

    /// The day since when everything is covered; nil for not yet, or where nothing is asked.
    package var coveredOn: LocalDate? {
        missing == 0 ? lines.compactMap(\.coveredOn).max() : nil
    }

    /// - Parameters:
    ///   - committee: whoever holds an office of the branch, in the order in which they are told.
    ///   - members: the others.
    ///   - talks: those of the period.
    package init(committee: [ID<Member>], members: [ID<Member>], talks: [Held]) {
        var first: [ID<Member>: [ID<Member>: LocalDate]] = [:]
        for talk in talks {
            for one in talk.parties {
                for other in talk.parties where other != one {
                    let known = first[one]?[other] ?? talk.day
                    first[one, default: [:]][other] = min(known, talk.day)
                }
            }
        }
        func line(_ relation: Relation, _ person: ID<Member>, among others: [ID<Member>]) -> Line? {
            let others = others.filter { $0 != person }
            if others.isEmpty { return nil }
            let days = others.compactMap { first[person]?[$0] }
            let isOfEach = relation == .withinCommittee
            return Line(
                relation: relation, person: person, with: others.filter { first[person]?[$0] != nil },
                without: relation == .amongMembers ? [] : others.filter { first[person]?[$0] == nil },
                coveredOn: isOfEach ? (days.count == others.count ? days.max() : nil) : days.min())
        }
        lines =
            committee.compactMap { line(.withinCommittee, $0, among: committee) }
            + members.compactMap { line(.withCommittee, $0, among: committee) }
            + members.compactMap { line(.amongMembers, $0, among: members) }
    }
}
