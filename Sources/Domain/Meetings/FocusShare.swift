/// How a branch's work of some months was divided: of each kind of record, how many serve which focus, and how many serve none.
/// Serving none is as good: nothing is expected, and no branch is ranked by it (M30).
package struct FocusShare: Hashable, Sendable {
    /// What can say that it serves a focus.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case planItem, meeting, deed, publicity
    }

    /// nil for what serves none.
    private var counts: [Kind: [ID<Focus>?: Int]] = [:]

    package init() {}

    /// Counts a record once, for the focus that it serves or for none.
    package mutating func count(_ kind: Kind, serving focus: ID<Focus>?) {
        counts[kind, default: [:]][focus, default: 0] += 1
    }

    /// How many of the kind are on record; of zero nothing can be said.
    package func all(_ kind: Kind) -> Int { counts[kind]?.values.reduce(0, +) ?? 0 }

    package func serving(_ focus: ID<Focus>?, _ kind: Kind) -> Int { counts[kind]?[focus] ?? 0 }

    package func servingNone(_ kind: Kind) -> Int { serving(nil, kind) }

    package func servingAny(_ kind: Kind) -> Int { all(kind) - servingNone(kind) }

    /// Every focus that something serves.
    package var foci: Set<ID<Focus>> { Set(counts.values.flatMap { $0.keys.compactMap(\.self) }) }
}
