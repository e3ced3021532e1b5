/// From which side an area is scored. Tiers are kept apart: nobody scores on top of another's figure.
package enum Tier: String, CaseIterable, Hashable, Sendable, Comparable {
    /// 自评: the area's holder.
    case own = "self"
    /// 党小组评: a group leader of the branch.
    case group
    /// 支部评: members and officers of the branch.
    case branch
    /// 群众评: a resident or trader on a paper form, named by a label, entered by a branch officer.
    case `public`

    package static func < (left: Self, right: Self) -> Bool {
        left.order < right.order
    }

    private var order: Int {
        switch self {
        case .own: 0
        case .group: 1
        case .branch: 2
        case .public: 3
        }
    }
}

/// How a tier with several assessors becomes one score. Every division rounds half up to hundredths.
package enum Combination: String, CaseIterable, Hashable, Sendable {
    case mean
    /// The middle one; of an even count the mean of the two middle ones.
    case median
    /// The mean after one highest and one lowest are dropped, from five sheets on; below that the mean.
    case trimmedMean

    static let fewestToTrim = 5

    /// nil of no totals.
    package func combine(_ totals: [Points]) -> Points? {
        if totals.isEmpty { return nil }
        switch self {
        case .mean:
            return totals.mean
        case .median:
            let sorted = totals.sorted()
            let middle = sorted.count / 2
            return sorted.count.isMultiple(of: 2) ? sorted.dropFirst(middle - 1).prefix(2).mean : sorted[middle]
        case .trimmedMean:
            guard totals.count >= Self.fewestToTrim else { return totals.mean }
            return totals.sorted().dropFirst().dropLast().mean
        }
    }
}
