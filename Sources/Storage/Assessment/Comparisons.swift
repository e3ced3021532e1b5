package import Domain

/// The figures of several areas side by side: of a branch, or of a kind of area across the branches.
package struct ComparisonRow: Hashable, Sendable {
    package private(set) var areas = 0
    package private(set) var ranked = 0
    package private(set) var vetoed = 0
    /// Of the ranked areas' finals; nil where none is ranked.
    package private(set) var lowest: Points?
    package private(set) var highest: Points?
    private var sum = Points.zero

    /// Of the ranked areas' finals, rounded half up to hundredths; nil where none is ranked.
    package var mean: Points? {
        ranked == 0
            ? nil : Points(hundredths: Points.divideRoundingHalfUp(sum.hundredths, by: ranked))
    }

    /// The distance from the lowest to the highest final.
    package var spread: Points? {
        guard let lowest, let highest else { return nil }
        return highest - lowest
    }

    /// How many of a hundred areas were assessed in full (ranked or vetoed), rounded half up.
    package var completeness: Int {
        areas == 0 ? 0 : Points.divideRoundingHalfUp((ranked + vetoed) * 100, by: areas)
    }

    mutating func add(_ score: Score) {
        areas += 1
        switch score.outcome {
        case .ranked:
            ranked += 1
            sum += score.final
            lowest = min(lowest ?? score.final, score.final)
            highest = max(highest ?? score.final, score.final)
        case .vetoed: vetoed += 1
        case .incomplete: break
        }
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
        var byKind: [ResponsibilityArea.Kind: ComparisonRow] = [:]
        var isPreview = false
        try authority.require(.readResults)
        // Branch by branch, and of each only the figures: a bureau of any size fits in memory.
        for cycle in try cycles(of: month).filter(mayShow) {
            isPreview = isPreview || cycle.status == .open
            var figures = ComparisonRow()
            for (kind, score) in try scores(of: cycle) {
                figures.add(score)
                if let kind { byKind[kind, default: ComparisonRow()].add(score) }
            }
            let code: Code? = try session.value("SELECT code FROM branch WHERE id = \(cycle.branch)")
            guard let code else { throw StoreError.notFound("branch") }
            let name = try storedBranchName(cycle.branch, in: month)
            branches.append(
                Comparison.BranchRow(branch: code, name: name, status: cycle.status, row: figures)
            )
        }
        let kinds = ResponsibilityArea.Kind.allCases.compactMap { kind in
            byKind[kind].map { Comparison.KindRow(kind: kind, row: $0) }
        }
        return Comparison(month: month, branches: branches, kinds: kinds, isPreview: isPreview)
    }

    /// The scores of a branch's areas, each with the area's kind as it is now; nil for an area that is no more. How they
    /// rank does not matter here.
    private func scores(of cycle: Cycle) throws -> [(ResponsibilityArea.Kind?, Score)] {
        if let snapshot = try latestSnapshot(of: cycle.id) {
            let ranking = try frozen(snapshot).ranking
            let kinds = Dictionary(
                try storedAreas(of: cycle).map { ($0.code, $0.kind) },
                uniquingKeysWith: { first, _ in first }
            )
            return ranking.rows.map { (kinds[$0.area], $0.score) } + ranking.unranked.map { (kinds[$0.area], $0.score) }
        }
        let scheme = try storedScheme(cycle.scheme).scheme.content
        return try areaRecords(of: cycle).map { area, record in (area.kind, Score(of: record, by: scheme)) }
    }
}
