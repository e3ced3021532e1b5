/// Who holds which office of a branch, from when to when.
package struct Appointment: Hashable, Sendable {
    package enum Office: String, CaseIterable, Hashable, Sendable {
        /// 支部书记: one at a time per branch.
        case secretary
        /// 副书记
        case deputy
        /// 组织委员
        case organisation
        /// 宣传委员
        case publicity
        /// 纪检委员
        case discipline
        /// 青年委员
        case youth
        /// 统战委员
        case unitedFront
        /// 支部委员 without a portfolio
        case committeeMember
        /// 党小组长: of one group; one at a time per group.
        case groupLeader
    }

    package let id: ID<Appointment>
    package let branch: ID<Branch>
    package let member: ID<Member>
    package let office: Office
    /// How the post is held; secretaries only.
    package let basis: Branch.SecretaryPost?
    /// The group led; group leaders only.
    package let group: ID<Group>?
    package let span: DateSpan
    /// The number of the committee's document that appoints; never nil for somebody of another branch.
    package let document: String?

    package init(
        id: ID<Appointment>, branch: ID<Branch>, member: ID<Member>, office: Office, basis: Branch.SecretaryPost?,
        group: ID<Group>?, span: DateSpan, document: String? = nil
    ) {
        self.id = id
        self.branch = branch
        self.member = member
        self.office = office
        self.basis = basis
        self.group = group
        self.span = span
        self.document = document
    }

    /// Of a document's number, in characters.
    package static let documentMaximum = 60

    package enum Refusal: StateRefusal {
        case officeTaken(by: Code, Office)
        case notInBranch
        case notOfTheGroup
        case alreadyEnded
        case endsBeforeItBegan
        case ownAppointment
        case keptApart(Role)

        package var code: String {
            switch self {
            case .officeTaken: "officeTaken"
            case .notInBranch, .notOfTheGroup: "notInBranch"
            case .alreadyEnded: "appointmentEnded"
            case .endsBeforeItBegan: "appointmentEndsBeforeItBegan"
            case .ownAppointment: "ownAppointment"
            case .keptApart: "rolesExclude"
            }
        }

        package var detail: Sentence {
            switch self {
            case .officeTaken(let number, let office):
                "member \(number.text) is \(Sentence(office.rawValue)) in that time: end that appointment first"
            case .notInBranch:
                "only a member of the branch can hold an office in it on that day; the committee may appoint somebody of another branch, by a document whose number is given"
            case .notOfTheGroup: "only a member of the branch can lead a group of it on that day"
            case .alreadyEnded: "the appointment has already ended"
            case .endsBeforeItBegan: "an appointment cannot end before it began"
            case .ownAppointment: "nobody appoints themselves: that is for somebody else who may"
            case .keptApart(let role):
                "the member's account is \(Sentence(role.rawValue)), and whoever is that enters no scores: let that role be taken back first, or held by an account of its own"
            }
        }
    }
}
