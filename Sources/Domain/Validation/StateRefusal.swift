/// A well-formed request that the present state of things does not allow: told to the client as 409 with `code`.
///
/// Each subject has its own closed set, nested in it: `Cycle.Refusal`, `Meeting.Refusal`, …
package protocol StateRefusal: Error, Sendable {
    /// Stable and machine-readable: `cycleNotOpen`.
    var code: String { get }
    /// One English sentence: what stands in the way and what can be done.
    var detail: Sentence { get }
}
