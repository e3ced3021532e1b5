/// What was recorded of people and areas with a day in a month that is over, closed, or has sheets already.
///
/// A closed month stands as it was closed; one that is open counts with it. Either way it stands on the month, so that
/// nobody bends one by a date in silence.
package struct LatePaper: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// An area was given to somebody else. It stands on the month as a change of holder.
        case holder
        /// They hold an area no longer, and nobody does in their place.
        case gaveUp
        /// Into another branch, or out of it.
        case transferred
        case left
        case returned
        /// They lead a group from the day on.
        case appointed
        /// They lead a group no longer.
        case relieved
    }

    /// A month of a branch that a change reaches back into.
    package struct Reached: Hashable, Sendable {
        package let branch: ID<Branch>
        package let month: Month
        /// Whether it is closed, and stands.
        package let isClosed: Bool

        package init(branch: ID<Branch>, month: Month, isClosed: Bool) {
            (self.branch, self.month, self.isClosed) = (branch, month, isClosed)
        }
    }

    /// The reason with which it is recorded; nil where the change reaches back into no month.
    ///
    /// - Parameter field: that asks for the reason.
    /// - Throws: ``FieldErrors`` where a reason is wanting.
    package static func reason(
        _ given: Text?, reaching months: [Reached], field: String
    ) throws(FieldErrors) -> Text? {
        guard let last = months.map(\.month).max() else { return nil }
        if let given { return given }
        throw FieldErrors(
            field, .required,
            months.contains(where: \.isClosed)
                ? "\(last) is closed and stands as it was closed: say why this is recorded only now"
                : "\(last) has sheets that this concerns: say why this is recorded only now")
    }
}
