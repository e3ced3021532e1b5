/// What became of a branch from a day on: part of its history, which never changes.
package struct BranchChange: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case renamed
        /// It is no more; its members went to the other branch, if there is one.
        case dissolved
        /// It is no more: it went into the other branch.
        case merged
        /// The other branch went into it.
        case absorbed
        /// The other branch was founded out of a part of it.
        case split
        /// It was founded out of the other one, or out of a part of it.
        case founded
        /// It took members or areas of the other one, which was dissolved.
        case received
    }

    package let kind: Kind
    /// The first day.
    package let from: LocalDate
    /// How it was called before; of a renaming alone.
    package let formerName: String?
    package let reason: String
    /// The document that it stands on (批复文号).
    package let document: String

    package init(kind: Kind, from: LocalDate, formerName: String?, reason: String, document: String) {
        (self.kind, self.from, self.formerName) = (kind, from, formerName)
        (self.reason, self.document) = (reason, document)
    }
}

extension Branch {
    /// The longest number of a document, in characters.
    package static let documentMaximum = 60

    /// Something was to be done with a branch that is no more.
    package struct Gone: StateRefusal {
        package let branch: Code
        package let since: LocalDate
        /// Where it went, with that branch's name; nil where it went nowhere, or the reader does not see it.
        package let successor: (code: Code, name: String)?

        package init(branch: Code, since: LocalDate, successor: (code: Code, name: String)?) {
            (self.branch, self.since, self.successor) = (branch, since, successor)
        }

        package var code: String { "branchDissolved" }

        package var detail: Sentence {
            guard let successor else { return "branch \(branch.text) is no more since \(since)" }
            return
                "branch \(branch.text) is no more since \(since): it went to \(successor.code.text) \(successor.name)"
        }
    }
}
