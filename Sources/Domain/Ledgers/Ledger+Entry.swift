/// Entries of a ledger: as an id's subject.
package enum LedgerEntry {
    package enum Refusal: StateRefusal {
        /// The step is not one of this ledger, or not in this state.
        case notNow
        /// Whoever took the step before cannot take this one.
        case samePerson
        /// It was taken as often as it can be.
        case taken
        /// Another step comes first, so many times.
        case after(times: Int)

        package var code: String {
            switch self {
            case .notNow, .taken, .after: "ledgerState"
            case .samePerson: "samePerson"
            }
        }

        package var detail: Sentence {
            switch self {
            case .notNow: "this step is not to be taken of what stands as it does"
            case .samePerson: "this is for another person than whoever took the step before"
            case .after(let times): "another step comes first, \(times) times"
            case .taken: "this was recorded as often as it can be"
            }
        }
    }

    /// - Parameters:
    ///   - taken: which steps were taken in this state.
    ///   - isTheSame: whether the same person took the step before.
    package static func state(
        after step: LedgerStep, from state: LedgerState, taken: [LedgerStep.Kind], isTheSame: Bool
    ) throws(Refusal) -> LedgerState {
        guard step.from.contains(state) else { throw .notNow }
        guard taken.count(where: { $0 == step.kind }) < step.times else { throw .taken }
        if let first = step.after, taken.count(where: { $0 == first.kind }) < first.times {
            throw .after(times: first.times)
        }
        if step.isByAnother, isTheSame { throw .samePerson }
        return step.to ?? state
    }
}
