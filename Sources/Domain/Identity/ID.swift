/// The key of one record, typed by what it identifies, so that a member's id cannot be passed for a branch's.
///
/// Ids are positive integers given out by the store and never reused; people see codes and numbers instead.
package struct ID<Subject>: Hashable, Sendable, Comparable {
    package let rawValue: Int64

    package init(_ rawValue: Int64) {
        self.rawValue = rawValue
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue < right.rawValue
    }
}
