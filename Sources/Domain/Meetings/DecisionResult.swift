/// What came of a decision of a meeting, noted after it. It follows the decision and not the minutes, which stay as they were
/// signed; a later one stands beside the one before.
package struct DecisionResult: Hashable, Sendable {
    /// Longest text of what came of it.
    package static let longest = 500

    /// Its place among the meeting's decisions, from 1.
    package let decision: Int
    package let kind: WorkResult.Kind
    package let said: Text
    /// The day that it is of.
    package let on: LocalDate

    package init(of decision: Int, _ kind: WorkResult.Kind, said: Text, on: LocalDate) {
        (self.decision, self.kind, self.said, self.on) = (decision, kind, said, on)
    }
}
