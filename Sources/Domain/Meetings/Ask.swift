/// What a branch's secretary asks of the committee (需上级协调事项), which its office answers. What was asked stays as it was; each
/// step is kept with who took it and when.
package struct Ask: Hashable, Sendable {
    package static let titleMaximum = 100

    package let title: Text
    /// What is asked.
    package let request: Text
    /// What would settle it.
    package let standard: Text
    package let due: LocalDate

    /// - Throws: ``FieldErrors`` for `due`.
    package init(title: Text, request: Text, standard: Text, due: LocalDate, today: LocalDate) throws(FieldErrors) {
        if due < today { throw FieldErrors("due", .range, "\(due) is over") }
        self.init(kept: title, request, standard, due)
    }

    /// As it stands in its row.
    package init(kept title: Text, _ request: Text, _ standard: Text, _ due: LocalDate) {
        (self.title, self.request, self.standard, self.due) = (title, request, standard, due)
    }

    package enum Status: String, CaseIterable, Hashable, Sendable {
        /// Nobody has answered yet.
        case asked
        case accepted, partlyAccepted, declined
        case done, partlyDone, notDone
        case withdrawn

        /// Whether something is still to come of it.
        package var isOpen: Bool { self == .asked || isTakenOn }
        /// Whether the committee has taken it on, wholly or in part.
        package var isTakenOn: Bool { self == .accepted || self == .partlyAccepted }
        package var isResult: Bool { self == .done || self == .partlyDone || self == .notDone }

        package static let open = allCases.filter(\.isOpen)
    }

    package enum Answer: String, CaseIterable, Hashable, Sendable {
        case accepted, partly, declined

        package var status: Status {
            switch self {
            case .accepted: .accepted
            case .partly: .partlyAccepted
            case .declined: .declined
            }
        }
    }

    package enum Refusal: StateRefusal {
        case answered(Status)
        case notTakenOn(Status)
        case notOpen(Status)

        package var code: String { "askStatus" }

        package var detail: Sentence {
            switch self {
            case .answered(let status): "this is \(Sentence(status.rawValue)): it was answered"
            case .notTakenOn(let status):
                "this is \(Sentence(status.rawValue)): a result is of what the committee has taken on"
            case .notOpen(let status): "this is \(Sentence(status.rawValue)): there is nothing left to withdraw"
            }
        }
    }

    /// What an answer makes of it.
    package static func status(answered answer: Answer, from status: Status) throws(Refusal) -> Status {
        guard status == .asked else { throw .answered(status) }
        return answer.status
    }

    /// What a result makes of it; another one takes the place of the one before.
    package static func status(with result: WorkResult.Kind, from status: Status) throws(Refusal) -> Status {
        guard status.isTakenOn || status.isResult else { throw .notTakenOn(status) }
        return switch result {
        case .done: .done
        case .partly: .partlyDone
        case .not: .notDone
        }
    }

    /// - Throws: ``Refusal/notOpen(_:)``
    package static func requireOpen(_ status: Status) throws(Refusal) {
        guard status.isOpen else { throw .notOpen(status) }
    }
}
