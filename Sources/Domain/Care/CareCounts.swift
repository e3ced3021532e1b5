/// How many members of a branch or a committee are in hardship, by kind, for those who know of no case.
///
/// A number is told from three on, and only where nothing smaller can be reckoned from it: neither what remains of the total
/// when the kinds are taken off, nor what remains of a committee when one of its branches is.
package struct CareCounts: Hashable, Sendable {
    /// The least number that is told.
    package static let least = 3

    /// By kind; without a number for what is not told.
    package let kinds: [CareCase.Kind: Int]
    /// nil where it is not told.
    package let total: Int?

    /// - Parameter branches: the open cases of each branch by kind, of branches without any too.
    package init(_ branches: [[CareCase.Kind: Int]]) {
        var kinds: [CareCase.Kind: Int] = [:]
        var hidden: [Int] = []
        for kind in CareCase.Kind.allCases {
            let counts = branches.map { $0[kind, default: 0] }
            let count = counts.reduce(0, +)
            if Self.isTold(count, of: counts) { kinds[kind] = count } else { hidden.append(count) }
        }
        self.kinds = kinds
        let totals = branches.map { $0.values.reduce(0, +) }
        let total = totals.reduce(0, +)
        let rest = hidden.reduce(0, +)
        // Each that is hidden is taken to be 0, 1 or 2: their sum is told only where it leaves all three open for each.
        let isVague =
            hidden.isEmpty
            || hidden.allSatisfy { $0 < Self.least } && rest >= Self.least
                && (Self.least - 1) * hidden.count - rest >= Self.least
        self.total = isVague && Self.isTold(total, of: totals) ? total : nil
    }

    /// Whether a number is told that several branches make up: nobody who knows what one of them told finds out fewer than
    /// three in the others.
    private static func isTold(_ count: Int, of counts: [Int]) -> Bool {
        count >= least && (counts.count < 2 || counts.allSatisfy { $0 < least || count - $0 >= least })
    }
}
