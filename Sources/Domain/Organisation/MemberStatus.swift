extension Member {
    /// What a member is to the bureau's branches. Since when, and why, says ``StatusHistory``.
    package enum Status: String, CaseIterable, Hashable, Sendable {
        case active
        /// 流动党员: away for work, still of the branch.
        case floating
        /// Of the bureau's branches no longer.
        case left

        package var hasLeft: Bool { self == .left }
    }

    /// In which way somebody left.
    package enum Leaving: String, CaseIterable, Hashable, Sendable {
        /// To an organisation outside this database.
        case transferredOut
        case leftParty
        case expelled
        case died

        /// Whether it stands on a paper of its own: a letter of introduction, a decision.
        package var needsDocument: Bool { self != .died }
    }

    /// One change of a member's status. It is never overwritten: what turns out wrong is followed by another.
    package struct StatusChange: Hashable, Sendable {
        package enum Kind: String, CaseIterable, Hashable, Sendable {
            /// Back from away, or a member again.
            case returned
            case floating
            case transferredOut, leftParty, expelled, died

            package init(_ leaving: Leaving) {
                switch leaving {
                case .transferredOut: self = .transferredOut
                case .leftParty: self = .leftParty
                case .expelled: self = .expelled
                case .died: self = .died
                }
            }

            package var leaving: Leaving? {
                switch self {
                case .returned, .floating: nil
                case .transferredOut: .transferredOut
                case .leftParty: .leftParty
                case .expelled: .expelled
                case .died: .died
                }
            }

            package var status: Status {
                switch self {
                case .returned: .active
                case .floating: .floating
                case .transferredOut, .leftParty, .expelled, .died: .left
                }
            }
        }

        package let kind: Kind
        /// The first day on which it holds.
        package let from: LocalDate

        package init(_ kind: Kind, from: LocalDate) {
            (self.kind, self.from) = (kind, from)
        }
    }

    /// A member's changes of status: by their days, those of one day as they were recorded. Whoever has none is active.
    package struct StatusHistory: Hashable, Sendable {
        package let changes: [StatusChange]

        package init(_ changes: [StatusChange]) {
            self.changes = changes
        }

        private var last: StatusChange? { changes.last }

        /// Refuses unless the member can leave on the day: from it on they are of the branch no longer.
        ///
        /// - Parameters:
        ///   - areas: those they would still hold on the day.
        ///   - offices: those they would still hold on the day.
        ///   - isEnding: whether what they hold ends with it.
        package func requireLeaving(
            on day: LocalDate, holding areas: [Code], _ offices: [Appointment.Office], isEnding: Bool
        ) throws(Refusal) {
            if let last, last.kind.status.hasLeft { throw .alreadyLeft(last.from) }
            try requireAfterLast(day)
            if !isEnding, !areas.isEmpty || !offices.isEmpty { throw .holds(areas, offices) }
        }

        /// Refuses unless the member can be away from the day on.
        package func requireFloating(on day: LocalDate) throws(Refusal) {
            switch last?.kind.status {
            case .left: throw .alreadyLeft(last?.from ?? day)
            case .floating: throw .alreadyFloating
            case .active, nil: try requireAfterLast(day)
            }
        }

        /// What the member comes back from on the day.
        ///
        /// Whoever comes back on the very day on which they left has, as it turned out, not left.
        package func returning(on day: LocalDate, today: LocalDate) throws(Refusal) -> Status {
            guard let last, last.kind.status != .active else { throw .isHere }
            try requireAfterLast(day)
            if last.kind.status.hasLeft, day > last.from {
                if last.kind == .died { throw .died(last.from) }
                if last.from > today { throw .leavesLater(last.from) }
            }
            return last.kind.status
        }

        private func requireAfterLast(_ day: LocalDate) throws(Refusal) {
            if let last, day < last.from { throw .beforeLastChange(last.from) }
        }

        package enum Refusal: StateRefusal {
            case alreadyLeft(LocalDate)
            case alreadyFloating
            case isHere
            case beforeLastChange(LocalDate)
            case leavesLater(LocalDate)
            case died(LocalDate)
            case holds([Code], [Appointment.Office])

            package var code: String {
                switch self {
                case .alreadyLeft: "memberLeft"
                case .alreadyFloating: "memberFloats"
                case .isHere: "memberIsHere"
                case .beforeLastChange: "statusBeforeLastChange"
                case .leavesLater: "memberLeavesLater"
                case .died: "memberDied"
                case .holds(let areas, _): areas.isEmpty ? "memberHoldsOffices" : "memberHoldsAreas"
                }
            }

            package var detail: Sentence {
                switch self {
                case .alreadyLeft(let day): "the member is on record as having left from \(day) on"
                case .alreadyFloating: "the member is on record as floating already"
                case .isHere: "the member has neither left nor is floating: there is nothing to come back from"
                case .beforeLastChange(let day):
                    "the member's last change of status counts from \(day): name that day or a later one"
                case .leavesLater(let day):
                    "the member leaves on \(day) only: name that day, which undoes it, or wait until it has come"
                case .died(let day):
                    "the member is on record as having died: if that is a mistake, name \(day), which undoes it"
                case .holds(let areas, let offices):
                    "the member still holds \(areas.map { "\($0.text)" as Sentence } + offices.map { Sentence($0.rawValue) }): end that in the same step, or give it to others first"
                }
            }
        }
    }
}
