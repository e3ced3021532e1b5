import Domain

/// What a rubric comes to, before anybody goes by it: the form that is filled in, and a made-up area's month worked out.
struct SchemeExample: Sendable {
    struct Column: Sendable {
        let title: String
        let maximum: String
    }

    struct TierLine: Sendable {
        let tier: String
        let totals: String
        let combination: String
        let score: String
        let weight: String
        let share: String
    }

    struct ItemLine: Sendable {
        let item: String
        let points: String
    }

    let columns: [Column]
    let hasLosses: Bool
    /// What criteria that start from a base would be on a sheet that names causes.
    let losses: [String]
    let maximumTotal: String
    let tiers: [TierLine]
    let weighted: String
    let hasItems: Bool
    let items: [ItemLine]
    let formula: String

    /// Of how many sheets the totals are said.
    private static let mostTotals = 9

    init(_ scheme: SchemeContent, _ words: Words) {
        let record = scheme.example
        let score = Score(of: record, by: scheme)
        columns = scheme.criteria.map {
            Column(
                title: words($0.title), maximum: words(.maximumPoints, ["points": $0.maximum.description]))
        }
        losses = scheme.criteria.compactMap { criterion in
            let lost = criterion.exampleLosses
            guard !lost.isEmpty else { return nil }
            let sum = "\(criterion.maximum) − \(lost.map(\.total).sum()) = \(criterion.points(after: lost))"
            return words.named(
                words(criterion.title), "\(LossLines.written(lost, of: criterion, words)) → \(sum)")
        }
        hasLosses = !losses.isEmpty
        maximumTotal = scheme.maximumTotal.description
        tiers = zip(scheme.tiers, score.tiers).compactMap { rule, part in
            guard let mean = part.mean else { return nil }
            let totals = record.sheets.filter { $0.tier == rule.tier }.map(\.total.description)
            let more = totals.count > Self.mostTotals ? ["…"] : []
            return TierLine(
                tier: words(rule.tier.word),
                totals: (totals.prefix(Self.mostTotals) + more).joined(separator: " · "),
                combination: ExplanationPage.combination(rule, of: part, scheme, words),
                score: ExplanationPage.figure(mean, scheme, words), weight: "\(part.weight) %",
                share: ExplanationPage.share(of: mean, weight: part.weight, scheme))
        }
        weighted = score.weighted.fixed
        items = score.items.map { part in
            let entry = scheme.menuItem(part.item.text)
            let sign = part.kind == .bonus ? "+" : "−"
            return ItemLine(
                item: "\(words(part.kind.word)) · \(entry.map { words($0.title) } ?? part.item.text)",
                points: "\(sign)\(part.points.fixed)")
        }
        hasItems = !items.isEmpty
        formula = ExplanationPage.formula(score, words)
    }
}
