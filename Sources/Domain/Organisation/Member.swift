/// A party member, with the standing and post the branch has on record.
package struct Member: Hashable, Sendable {
    package enum Standing: String, CaseIterable, Hashable, Sendable {
        /// 预备党员
        case probationary
        /// 正式党员
        case full
    }

    /// What is known of a member, apart from where they belong.
    package struct Facts: Hashable, Sendable {
        /// Of a name, and of a post, in characters.
        package static let nameMaximum = 60

        package let number: Code
        package let name: Text
        package let standing: Standing
        package let joined: LocalDate
        /// nil for as long as the member is probationary.
        package let becameFull: LocalDate?
        /// The post in the bureau.
        package let post: Text?

        package init(
            number: Code, name: Text, standing: Standing, joined: LocalDate, becameFull: LocalDate? = nil,
            post: Text? = nil
        ) throws(FieldErrors) {
            var errors = FieldErrors()
            let facts = Facts(
                number: number, name: name, standing: standing, joined: joined, becameFull: becameFull, post: post,
                noting: &errors)
            guard let facts else { throw errors }
            self = facts
        }

        /// - Parameters: what could be read of each; nil is not judged, and was complained of before.
        package init?(
            number: Code?, name: Text?, standing: Standing?, joined: LocalDate?, becameFull: LocalDate??,
            post: Text??, noting errors: inout FieldErrors
        ) {
            let isSound = Self.judge(standing, joined: joined, becameFull: becameFull, &errors)
            guard isSound, let number, let name, let standing, let joined, let becameFull, let post else { return nil }
            self.number = number
            self.name = name
            self.standing = standing
            self.joined = joined
            self.becameFull = becameFull
            self.post = post
        }

        private static func judge(
            _ standing: Standing?, joined: LocalDate?, becameFull: LocalDate??, _ errors: inout FieldErrors
        ) -> Bool {
            var found = FieldErrors()
            switch (standing, becameFull) {
            case (.probationary, .some(.some)):
                found.add("becameFull", .conflict, "a probationary member has not become full: leave it empty")
            case (.full, .some(.none)):
                found.add("becameFull", .required, "a full member needs the date of becoming full")
            default: break
            }
            if let joined, let full = becameFull ?? nil, full < joined {
                found.add("becameFull", .range, "nobody becomes full before joining (\(joined))")
            }
            errors.add(found)
            return found.isEmpty
        }
    }

    package let id: ID<Member>
    package let facts: Facts
    package let status: Status
    package let version: Int

    package init(id: ID<Member>, facts: Facts, status: Status, version: Int) {
        self.id = id
        self.facts = facts
        self.status = status
        self.version = version
    }

    package var number: Code { facts.number }
    package var name: String { facts.name.string }
}

/// The days a member belongs to a branch, and to which group of it. What happened in a branch stays there:
/// a transfer ends one membership and begins another.
package struct Membership: Hashable, Sendable {
    package let branch: ID<Branch>
    package let group: ID<Group>?
    package let span: DateSpan

    package init(branch: ID<Branch>, group: ID<Group>?, span: DateSpan) {
        self.branch = branch
        self.group = group
        self.span = span
    }

    package enum Refusal: StateRefusal {
        case alreadyThere
        case beforeCurrentBegan(LocalDate)
        case notInAnyBranch
        case holdsAreas([Code])
        case holdsOffices([Appointment.Office])

        package var code: String {
            switch self {
            case .alreadyThere: "alreadyInBranch"
            case .beforeCurrentBegan: "transferBeforeMembership"
            case .notInAnyBranch: "notInAnyBranch"
            case .holdsAreas: "memberHoldsAreas"
            case .holdsOffices: "memberHoldsOffices"
            }
        }

        package var detail: Sentence {
            switch self {
            case .alreadyThere: "the member is already in that branch and group"
            case .beforeCurrentBegan(let date):
                "the present membership began on \(date): a transfer takes effect after that day"
            case .notInAnyBranch: "the member is in no branch at present"
            case .holdsAreas(let codes):
                "the member still answers for \(codes.map { "\($0.text)" as Sentence }): assign them to others first"
            case .holdsOffices(let offices):
                "the member still holds office (\(offices.map { Sentence($0.rawValue) })): appoint others first"
            }
        }
    }

    /// The days of this membership where it ends the day before.
    package func ended(before day: LocalDate) throws(Refusal) -> DateSpan {
        guard day > .earliest, let span = DateSpan(from: span.from, until: day.adding(days: -1)) else {
            throw .beforeCurrentBegan(span.from ?? day)
        }
        return span
    }

    /// The two memberships a transfer makes of this one: it ends the day before, the new one begins on the day.
    ///
    /// - Parameters:
    ///   - areas: the areas the member would still hold in this branch on or after `day`.
    ///   - offices: the offices the member would still hold in this branch on or after `day`.
    package func transferred(
        to branch: ID<Branch>, group: ID<Group>?, on day: LocalDate, areas: [Code], offices: [Appointment.Office]
    ) throws(Refusal) -> (ended: Membership, begun: Membership) {
        if branch == self.branch, group == self.group { throw .alreadyThere }
        if branch != self.branch, !areas.isEmpty { throw .holdsAreas(areas) }
        if branch != self.branch, !offices.isEmpty { throw .holdsOffices(offices) }
        guard day > .earliest, let ending = DateSpan(from: span.from, until: day.adding(days: -1)),
            let beginning = DateSpan(from: day, until: nil)
        else { throw .beforeCurrentBegan(span.from ?? day) }
        return (
            Membership(branch: self.branch, group: self.group, span: ending),
            Membership(branch: branch, group: group, span: beginning)
        )
    }
}
