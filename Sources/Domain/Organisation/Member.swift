/// A party member, with the standing and post the branch has on record.
package struct Member: Hashable, Sendable {
    package enum Standing: String, CaseIterable, Hashable, Sendable {
        /// 预备党员
        case probationary
        /// 正式党员
        case full
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case active
        /// 流动党员: away from the branch for work, still of it.
        case floating
        /// Moved to an organisation outside this database.
        case transferred
        case left
    }

    /// What is known of a member, apart from where they belong.
    package struct Draft: Hashable, Sendable {
        package let number: Code
        package let name: Text
        package let standing: Standing
        package let joined: LocalDate
        /// nil for as long as the member is probationary.
        package let becameFull: LocalDate?
        package let post: Text?

        package init(
            number: String, name: String, standing: Standing, joined: String, becameFull: String? = nil,
            post: String? = nil
        ) throws(FieldErrors) {
            var errors = FieldErrors()
            let parsedNumber = errors.take("number") { () throws(Rejection) in try Code(number) }
            let parsedName = errors.take("name") { () throws(Rejection) in try Text(name, maximum: 60) }
            let parsedJoined = errors.take("joined") { () throws(Rejection) in
                if joined.isEmpty { throw .missing }
                return try LocalDate(parsing: joined)
            }
            let parsedFull = errors.takeOptional("becameFull", becameFull, LocalDate.init(parsing:))
            let parsedPost = errors.takeOptional("post", post) { raw throws(Rejection) in try Text(raw, maximum: 60) }
            switch standing {
            case .probationary where becameFull != nil:
                errors.add("becameFull", .conflict, "a probationary member has not become full: leave it empty")
            case .full where becameFull == nil:
                errors.add("becameFull", .required, "a full member needs the date of becoming full")
            default: break
            }
            if let parsedJoined, let parsedFull, parsedFull < parsedJoined {
                errors.add("becameFull", .range, "nobody becomes full before joining (\(parsedJoined))")
            }
            guard let parsedNumber, let parsedName, let parsedJoined, errors.isEmpty else { throw errors }
            self.number = parsedNumber
            self.name = parsedName
            self.standing = standing
            self.joined = parsedJoined
            self.becameFull = parsedFull
            self.post = parsedPost
        }
    }

    package let id: ID<Member>
    package let number: Code
    package let name: String
    package let standing: Standing
    package let joined: LocalDate
    package let becameFull: LocalDate?
    package let post: String?
    package let status: Status
    package let version: Int

    package init(
        id: ID<Member>, number: Code, name: String, standing: Standing, joined: LocalDate, becameFull: LocalDate?,
        post: String?, status: Status, version: Int
    ) {
        self.id = id
        self.number = number
        self.name = name
        self.standing = standing
        self.joined = joined
        self.becameFull = becameFull
        self.post = post
        self.status = status
        self.version = version
    }
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
        case assessedClosedMonth(Month)

        package var code: String {
            switch self {
            case .alreadyThere: "alreadyInBranch"
            case .beforeCurrentBegan: "transferBeforeMembership"
            case .notInAnyBranch: "notInAnyBranch"
            case .holdsAreas: "memberHoldsAreas"
            case .holdsOffices: "memberHoldsOffices"
            case .assessedClosedMonth: "changesClosedMonth"
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
            case .assessedClosedMonth(let month):
                "the member's sheets count in \(month), which is closed: name a day after \(month.lastDay)"
            }
        }
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
