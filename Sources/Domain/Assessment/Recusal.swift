/// That a member does not score what another answers for (回避): they are of one household, or one stands in for the other.
///
/// It stands from a month on, or up to one, and is never taken back. Sheets that were given all the same stand and do not
/// count, as those of a holder outside the self tier.
package struct Recusal: Hashable, Sendable {
    package enum Ground: String, CaseIterable, Hashable, Sendable {
        /// One household, marriage, kinship.
        case household
        /// One does the other's work in the area for the time being.
        case standingIn
        /// With its reason.
        case other
    }

    /// Who does not score.
    package let assessor: ID<Member>
    /// The areas that this member holds.
    package let holder: ID<Member>
    package let ground: Ground
    package let reason: Text?
    package let from: Month
    /// The last month; nil for from then on.
    package let until: Month?

    /// - Throws: ``FieldErrors`` for `holder`, `until` and `reason`.
    package init(
        assessor: ID<Member>, holder: ID<Member>, ground: Ground, reason: Text?, from: Month, until: Month?
    ) throws(FieldErrors) {
        var errors = FieldErrors()
        if assessor == holder {
            errors.add("holder", .rule, "nobody scores their own area anyway: name the other member")
        }
        if let until, until < from { errors.add("until", .range, "it ends no earlier than it begins: \(from)") }
        if ground == .other, reason == nil { errors.add("reason", .required, "say what the other ground is") }
        try errors.check()
        (self.assessor, self.holder, self.ground) = (assessor, holder, ground)
        (self.reason, self.from, self.until) = (reason, from, until)
    }

    package enum Refusal: StateRefusal {
        /// A month that it would be for is closed, and stands as it was closed.
        case isClosed(Month)

        package var code: String { "monthClosed" }

        package var detail: Sentence {
            switch self {
            case .isClosed(let month):
                "\(month) is closed, and stands as it was closed: let it begin with a month that is open, or later"
            }
        }
    }
}
