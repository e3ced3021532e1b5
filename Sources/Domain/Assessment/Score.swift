/// One area's score in one month, with every part it was made of.
///
/// The rules are the design's §4 "Scoring", in whole hundredths:
/// 1. a sheet's total is the sum of its points; a tier's score is the tier's combination over its sheets, rounded half up
///    or, where the scheme rounds at the end, exact;
/// 2. weighted = Σ weight × tier score ÷ 100, rounded half up;
/// 3. of an area's entries of one kind with the same event only the highest counts, equal ones: the one recorded first;
///    what one item brings is times × its points, at most its cap;
/// 4. final = weighted + min(Σ bonuses, bonusCap) − Σ deductions, never below 0. A veto makes it 0.
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

    /// What one adjustment brings.
    package struct EntryPart: Hashable, Sendable {
        package let adjustment: ID<Adjustment>
        package let item: Code
        package let times: Int
        /// Times × points, before its item's cap. Zero for a veto.
        package let points: Points
        /// The one of the same event under which it counts, and so brings nothing itself; nil for one that counts.
        package let countsUnder: ID<Adjustment>?
    }

    /// What one item of the menu brought, all its entries that count together.
    package struct ItemPart: Hashable, Sendable {
        package let item: Code
        package let kind: Adjustment.Kind
        package let times: Int
        /// Before the cap. Zero for a veto.
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
    /// In the order of the record's.
    package let entries: [EntryPart]
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
        entries = Self.entryParts(of: record.entries, by: scheme)
        items = Self.itemParts(of: entries, by: scheme)
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

    private static func entryParts(of entries: [AreaRecord.Entry], by scheme: SchemeContent) -> [EntryPart] {
        guard !entries.isEmpty else { return [] }
        let menu = scheme.menu.reduce(into: [Code: SchemeContent.MenuEntry]()) { $0[$1.key] = $1 }
        let worths = entries.map { entry in
            let each = menu[entry.item]?.amount?.points(given: entry.points, level: entry.level) ?? .zero
            return Points(hundredths: each.hundredths * entry.times)
        }
        var counting: [EventKey: Int] = [:]
        for (index, entry) in entries.enumerated() {
            guard let key = EventKey(entry) else { continue }
            if let standing = counting[key] {
                let isLess = worths[index] < worths[standing]
                let isLater = worths[index] == worths[standing] && entry.isRecordedAfter(entries[standing])
                if isLess || isLater { continue }
            }
            counting[key] = index
        }
        return entries.indices.map { index in
            let entry = entries[index]
            let counts = EventKey(entry).flatMap { counting[$0] } ?? index
            return EntryPart(
                adjustment: entry.adjustment, item: entry.item, times: entry.times, points: worths[index],
                countsUnder: counts == index ? nil : entries[counts].adjustment)
        }
    }

    /// Bonuses and deductions of one event are each counted once.
    private struct EventKey: Hashable {
        let kind: Adjustment.Kind
        let event: String

        init?(_ entry: AreaRecord.Entry) {
            guard entry.kind != .veto, let event = entry.event else { return nil }
            (kind, self.event) = (entry.kind, event.name)
        }
    }

    /// The items that have entries which count, in the order of the scheme's menu.
    private static func itemParts(of entries: [EntryPart], by scheme: SchemeContent) -> [ItemPart] {
        guard !entries.isEmpty else { return [] }
        let counting = Dictionary(grouping: entries.filter { $0.countsUnder == nil }, by: \.item)
        return scheme.menu.compactMap { entry in
            guard let parts = counting[entry.key] else { return nil }
            let uncapped = parts.map(\.points).sum()
            return ItemPart(
                item: entry.key, kind: entry.kind, times: parts.map(\.times).reduce(0, +), uncapped: uncapped,
                points: min(uncapped, entry.cap ?? .zero))
        }
    }
}

extension AreaRecord.Entry {
    fileprivate func isRecordedAfter(_ other: AreaRecord.Entry) -> Bool {
        guard let own = event?.origin, let others = other.event?.origin else { return false }
        return own > others
    }
}
