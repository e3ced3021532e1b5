/// What is decided on an objection that was admitted.
package struct ObjectionDecision: Hashable, Sendable {
    /// What comes of one that is upheld, wholly or in part. Its author is the decision.
    package enum Consequence: Hashable, Sendable {
        /// The causes as ``LossLine``s, where criteria start from a base.
        case reviseSheet(ID<Sheet>, points: [String: Points], losses: [String: String], comment: String?)
        case adjust(
            area: ID<ResponsibilityArea>, item: Code, times: Int, reason: Text, date: LocalDate,
            details: Adjustment.Details)
        /// What is not said stays as it stands.
        case reviseAdjustment(
            ID<Adjustment>, times: Int?, reason: Text?, date: LocalDate?, details: Adjustment.Details)
        case withdrawAdjustment(ID<Adjustment>)
    }

    package static let mostConsequences = 50

    package let outcome: Objection.Outcome
    /// What the investigation found: for the receiving body.
    package let findings: Text
    /// Told to whoever objected; of one that is upheld it stands on the month.
    package let reasons: Text
    package let consequences: [Consequence]

    /// - Throws: ``FieldErrors`` for `consequences`, where there are none though something has to come of it, or the other
    ///   way about.
    package init(
        _ outcome: Objection.Outcome, findings: Text, reasons: Text, consequences: [Consequence]
    ) throws(FieldErrors) {
        if outcome.movesThings, consequences.isEmpty {
            throw FieldErrors(
                "consequences", .required,
                "what is upheld needs a consequence: a revised sheet, or an adjustment added, revised or withdrawn")
        }
        if !outcome.movesThings, !consequences.isEmpty {
            throw FieldErrors("consequences", .conflict, "nothing comes of what is dismissed")
        }
        self.outcome = outcome
        self.findings = findings
        self.reasons = reasons
        self.consequences = consequences
    }
}
