/// From which side an area is scored. Tiers are kept apart: nobody scores on top of another's figure.
package enum Tier: String, CaseIterable, Hashable, Sendable, Comparable {
    /// 自评: the area's holders, each for themselves.
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

/// How a tier with several assessors becomes one score.
package enum Combination: String, CaseIterable, Hashable, Sendable {
    case mean
    /// The middle one; of an even count the mean of the two middle ones.
    case median
    /// The mean after one highest and one lowest are dropped, from so many sheets on as the scheme says; below that the
    /// mean.
    case trimmedMean

    /// From how many sheets a trimmed mean drops, if the scheme does not say.
    package static let usualTrimFrom = 5

    /// nil of no totals.
    package func combine(_ totals: [Points], trimFrom: Int = usualTrimFrom) -> Mean? {
        switch self {
        case .mean:
            return Mean(of: totals)
        case .median:
            guard !totals.isEmpty else { return nil }
            return Mean(of: totals.sorted()[(totals.count - 1) / 2...totals.count / 2])
        case .trimmedMean:
            guard drops(totals.count, trimFrom: trimFrom) else { return Mean(of: totals) }
            return Mean(of: totals.sorted().dropFirst().dropLast())
        }
    }

    /// Whether one highest and one lowest of so many sheets are dropped.
    package func drops(_ sheets: Int, trimFrom: Int) -> Bool {
        self == .trimmedMean && sheets >= trimFrom
    }
}
