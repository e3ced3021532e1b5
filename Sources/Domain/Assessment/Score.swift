/// One area's score in one month, with every part it was made of.
///
/// The rules are the design's §4 "Scoring", in whole hundredths:
/// 1. a sheet's total is the sum of its points; a tier's score is the tier's combination over its sheets, rounded half up
///    or, where the scheme rounds at the end, exact;
/// 2. weighted = Σ weight × tier score ÷ 100, rounded half up;
/// 3. final = weighted + min(Σ bonuses, bonusCap) − Σ deductions, never below 0. A veto makes it 0.
package struct Score: Hashable, Sendable {
    package struct TierPart: Hashable, Sendable {
        package let tier: Tier
        package let weight: Int
        /// How many sheets stand in the tier.
        package let sheets: Int
        /// How many it takes; 0 for a tier without weight.
        package let needed: Int
        /// Before it is rounded; nil without sheets.
        package let mean: Mean?

        /// Rounded; nil without sheets.
        package var score: Points? { mean?.rounded }
    }

    /// What one item of the menu brought, all its entries together.
    package struct ItemPart: Hashable, Sendable {
        package let item: Code
        package let kind: Adjustment.Kind
        package let times: Int
        /// Times × unit points, before the cap. Zero for a veto.
        package let uncapped: Points
        /// What counts. Zero for a veto.
        package let points: Points
    }

    package enum Missing: Hashable, Sendable, Comparable {
        /// Nobody held the area on the month's last day.
        case holder
        /// Fewer sheets than it takes stand in a tier that has weight.
        case tier(Tier)

        /// As the API names it: `holder`, `self`, `group`, `branch`, `public`.
        package var name: String {
            switch self {
            case .holder: "holder"
            case .tier(let tier): tier.rawValue
            }
        }
    }

    package enum Outcome: Hashable, Sendable {
        case ranked
        case incomplete([Missing])
        /// The keys of the vetoes.
        case vetoed([Code])
    }

    package let tiers: [TierPart]
    package let items: [ItemPart]
    /// Σ weight × tier score ÷ 100 over the tiers that have sheets; the whole only if none is missing.
    package let weighted: Points
    /// After the items' caps and the scheme's bonus cap.
    package let bonuses: Points
    /// Before the scheme's bonus cap, after the items'.
    package let uncappedBonuses: Points
    package let deductions: Points
    /// Zero for what is vetoed. Meaningless for what is incomplete, and never shown of it.
    package let final: Points
    package let outcome: Outcome
    private let rounding: SchemeContent.Rounding

    /// The branch tier's score, the third link of the ranking's chain; zero if the scheme needs none and none was given.
    package var branchTier: Points {
        tiers.first { $0.tier == .branch }?.score ?? .zero
    }

    package var isRanked: Bool { outcome == .ranked }

    /// The branch tier's score as the chain compares it.
    var comparedBranchTier: Mean {
        let mean = tiers.first { $0.tier == .branch }?.mean ?? Mean(.zero)
        return rounding == .final ? mean : Mean(mean.rounded)
    }

    /// What the final would be if only the weighted sum were rounded.
    package var finalRoundedOnce: Points {
        guard isRanked else { return final }
        return max(Self.weighted(tiers, .final) + bonuses - deductions, .zero)
    }

    private static func weighted(_ tiers: [TierPart], _ rounding: SchemeContent.Rounding) -> Points {
        Mean.weighted(
            tiers.compactMap { part in
                part.mean.map { (part.weight, rounding == .final ? $0 : Mean($0.rounded)) }
            })
    }

    package init(of record: AreaRecord, by scheme: SchemeContent) {
        tiers = scheme.tiers.map { rule in
            let totals = record.sheets.filter { $0.tier == rule.tier }.map(\.total)
            return TierPart(
                tier: rule.tier, weight: rule.weight, sheets: totals.count, needed: rule.neededSheets,
                mean: rule.combination.combine(totals, trimFrom: scheme.trimFrom)
            )
        }
        rounding = scheme.rounding
        items = Self.itemParts(of: record.entries, by: scheme)
        weighted = Self.weighted(tiers, scheme.rounding)
        uncappedBonuses = items.filter { $0.kind == .bonus }.map(\.points).sum()
        bonuses = min(uncappedBonuses, scheme.bonusCap)
        deductions = items.filter { $0.kind == .deduction }.map(\.points).sum()

        let vetoes = items.filter { $0.kind == .veto }.map(\.item)
        var missing = tiers.filter { $0.sheets < $0.needed }.map { Missing.tier($0.tier) }
        if record.holders.isEmpty { missing.insert(.holder, at: 0) }
        if !vetoes.isEmpty {
            outcome = .vetoed(vetoes)
            final = .zero
        } else {
            outcome = missing.isEmpty ? .ranked : .incomplete(missing)
            final = max(weighted + bonuses - deductions, .zero)
        }
    }

    /// The items that have entries, in the order of the scheme's menu.
    private static func itemParts(of entries: [AreaRecord.Entry], by scheme: SchemeContent) -> [ItemPart] {
        guard !entries.isEmpty else { return [] }
        var timesOf: [Code: Int] = [:]
        for entry in entries { timesOf[entry.item, default: 0] += entry.times }
        let amounts = (scheme.bonuses + scheme.deductions).reduce(into: [Code: SchemeContent.Item]()) {
            $0[$1.key] = $1
        }
        return scheme.menu.compactMap { entry in
            guard let times = timesOf[entry.key] else { return nil }
            let amount = amounts[entry.key]
            let uncapped = Points(hundredths: times * (amount?.points.hundredths ?? 0))
            return ItemPart(
                item: entry.key, kind: entry.kind, times: times, uncapped: uncapped,
                points: min(uncapped, amount?.cap ?? .zero)
            )
        }
    }
}
