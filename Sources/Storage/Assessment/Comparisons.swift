package import Domain

/// The figures of several areas side by side: of a branch, or of a kind of area across the branches.
package struct ComparisonRow: Hashable, Sendable {
    package let areas: Int
    package let ranked: Int
    package let vetoed: Int
    /// Of the ranked areas' finals; nil where none is ranked.
    package let mean: Points?
    package let lowest: Points?
    package let highest: Points?

    /// The distance from the lowest to the highest final.
    package var spread: Points? {
        guard let lowest, let highest else { return nil }
        return highest - lowest
    }

    /// How many of a hundred areas were assessed in full (ranked or vetoed), rounded half up.
    package var completeness: Int {
        areas == 0 ? 0 : Points.divideRoundingHalfUp((ranked + vetoed) * 100, by: areas)
    }

    init(_ scores: [Score]) {
        areas = scores.count
        let finals = scores.filter(\.isRanked).map(\.final)
        ranked = finals.count
        vetoed = scores.count { if case .vetoed = $0.standing { true } else { false } }
        mean = finals.mean
        lowest = finals.min()
        highest = finals.max()
    }
}

/// A month across the branches, for the committee.
package struct Comparison: Hashable, Sendable {
    package struct BranchRow: Hashable, Sendable {
        package let branch: Code
        package let name: String
        package let status: Cycle.Status
        package let row: ComparisonRow
    }

    package struct KindRow: Hashable, Sendable {
        package let kind: ResponsibilityArea.Kind
        package let row: ComparisonRow
    }

    package let month: Month
    package let branches: [BranchRow]
    /// Kinds exist so that unlike areas are not compared as if they were alike.
    package let kinds: [KindRow]
    /// Some of the months are still open.
    package let isPreview: Bool
}

extension Transaction {
    /// The month's figures by branch and by kind of area.
    package func comparison(of month: Month) throws -> Comparison {
        var branches: [Comparison.BranchRow] = []
        var byKind: [ResponsibilityArea.Kind: [Score]] = [:]
        var isPreview = false
        for listing in try rankings(of: month) {
            isPreview = isPreview || listing.isPreview
            let scores =
                listing.ranking.rows.map { ($0.area, $0.score) } + listing.ranking.unranked.map { ($0.area, $0.score) }
            for (area, score) in scores {
                guard let kind = listing.kinds[area] else { continue }
                byKind[kind, default: []].append(score)
            }
            branches.append(
                Comparison.BranchRow(
                    branch: listing.branch, name: listing.branchName, status: listing.cycle.status,
                    row: ComparisonRow(scores.map(\.1))
                )
            )
        }
        let kinds = ResponsibilityArea.Kind.allCases.compactMap { kind in
            byKind[kind].map { Comparison.KindRow(kind: kind, row: ComparisonRow($0)) }
        }
        return Comparison(month: month, branches: branches, kinds: kinds, isPreview: isPreview)
    }
}
