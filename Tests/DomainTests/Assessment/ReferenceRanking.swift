import Domain

/// The rules of scoring and ranking a second time, as plainly as they can be written and in no hurry: what the real
/// ones are held against. Everything is in whole hundredths.
struct ReferenceRanking {
    struct Area {
        let code: String
        let holders: [String]
        /// Why it has no place: `holder`, tiers without sheets, or `veto:` with the items. Empty if it has one.
        var causes: [String] = []
        var weighted = 0
        var bonuses = 0
        var deductions = 0
        var branchTier = 0
        var final = 0
        var trend = 0
        /// As they are compared: a sum, and of how many.
        var comparedBranchTier = (0, 1)
        var comparedTrend = (0, 1)
        var place = 0
        var decidedBy: String?
    }

    /// In the order of their places, and of their codes where a place is shared.
    let ranked: [Area]
    let unranked: [Area]
    let winners: [String]

    init(_ contenders: [Ranking.Contender], by scheme: SchemeContent) {
        var areas = contenders.map { Self.scored($0, by: scheme) }
        for index in areas.indices where areas[index].causes.isEmpty {
            let better = areas.filter { $0.causes.isEmpty && Self.beats($0, areas[index]) }
            areas[index].place = 1 + better.count
        }
        areas.sort { $0.code < $1.code }
        unranked = areas.filter { !$0.causes.isEmpty }
        var inOrder: [Area] = []
        for place in 1...(areas.count + 1) {
            for area in areas where area.causes.isEmpty && area.place == place {
                var area = area
                if let above = inOrder.last { area.decidedBy = Self.difference(above, area) }
                inOrder.append(area)
            }
        }
        ranked = inOrder
        winners =
            inOrder
            .filter { $0.place <= scheme.awardsPerBranch }
            .filter { $0.final >= scheme.awardMinimum.hundredths }
            .map(\.code)
    }

    // MARK: - Scoring

    private static func scored(_ contender: Ranking.Contender, by scheme: SchemeContent) -> Area {
        let record = contender.record
        var area = Area(code: record.area.text, holders: record.holders.map(\.text))

        if record.holders.isEmpty { area.causes.append("holder") }
        // Σ weight × sum ÷ count over a common denominator.
        var (sum, denominator) = (0, 1)
        for rule in scheme.tiers {
            let totals = record.sheets.filter { $0.tier == rule.tier }.map(\.total.hundredths)
            if rule.weight > 0, totals.count < rule.minimumSheets { area.causes.append(rule.tier.rawValue) }
            if !totals.isEmpty {
                var (total, count) = combined(totals, rule.combination, trimFrom: scheme.trimFrom)
                if rule.tier == .branch { area.branchTier = halfUp(total, count) }
                if scheme.rounding == .tiers { (total, count) = (halfUp(total, count), 1) }
                sum = sum * count + rule.weight * total * denominator
                denominator *= count
                if rule.tier == .branch { area.comparedBranchTier = (total, count) }
            }
        }
        area.weighted = halfUp(sum, 100 * denominator)

        area.bonuses = min(scheme.bonusCap.hundredths, brought(by: scheme.bonuses, to: record))
        area.deductions = brought(by: scheme.deductions, to: record)
        area.final = max(0, area.weighted + area.bonuses - area.deductions)

        let vetoes = scheme.vetoes.map(\.key.text).filter { key in record.entries.contains { $0.item.text == key } }
        if !vetoes.isEmpty {
            area.final = 0
            area.causes = vetoes.map { "veto:\($0)" }
        }

        let before = contender.preceding.map(\.hundredths)
        area.comparedTrend = before.isEmpty ? (area.final, 1) : (before.reduce(0, +), before.count)
        area.trend = halfUp(area.comparedTrend.0, area.comparedTrend.1)
        if scheme.rounding == .tiers { area.comparedTrend = (area.trend, 1) }
        return area
    }

    private static func brought(by items: [SchemeContent.Item], to record: AreaRecord) -> Int {
        let entries = record.entries.filter { entry in items.contains { $0.key == entry.item } }
        var sum = 0
        for item in items {
            var points = 0
            for entry in entries where entry.item == item.key {
                let others = entries.filter { $0.event != nil && $0.event?.name == entry.event?.name }
                if others.contains(where: { goesBefore($0, entry, items) }) { continue }
                points += worth(of: entry, items)
            }
            sum += min(points, item.cap.hundredths)
        }
        return sum
    }

    /// Whether one entry of an event is higher, or as high and was recorded before.
    private static func goesBefore(
        _ one: AreaRecord.Entry, _ other: AreaRecord.Entry, _ items: [SchemeContent.Item]
    ) -> Bool {
        let (its, others) = (worth(of: one, items), worth(of: other, items))
        if its != others { return its > others }
        guard let first = one.event?.origin, let second = other.event?.origin else { return false }
        return first < second
    }

    private static func worth(of entry: AreaRecord.Entry, _ items: [SchemeContent.Item]) -> Int {
        for item in items where item.key == entry.item {
            switch item.amount {
            case .fixed(let points): return entry.times * points.hundredths
            case .range: return entry.times * (entry.points?.hundredths ?? 0)
            case .levels(let levels):
                for level in levels where level.key == entry.level { return entry.times * level.points.hundredths }
            }
        }
        return 0
    }

    /// Strikes out the highest and the lowest, once for the trimmed mean and to the middle for the median, and takes the
    /// mean of the rest: what they sum to, and how many they are.
    private static func combined(_ totals: [Int], _ combination: Combination, trimFrom: Int) -> (Int, Int) {
        var rest = totals
        func strikeOutEnds() {
            for end in [rest.max(), rest.min()] {
                if let end, let place = rest.firstIndex(of: end) { rest.remove(at: place) }
            }
        }
        switch combination {
        case .mean: break
        case .median: while rest.count > 2 { strikeOutEnds() }
        case .trimmedMean: if rest.count >= trimFrom { strikeOutEnds() }
        }
        return (rest.reduce(0, +), rest.count)
    }

    /// Rounds half up; nothing here is negative.
    private static func halfUp(_ dividend: Int, _ divisor: Int) -> Int {
        (2 * dividend + divisor) / (2 * divisor)
    }

    // MARK: - Ranking

    private static func beats(_ one: Area, _ other: Area) -> Bool {
        if one.final > other.final { return true }
        if one.final < other.final { return false }
        if one.deductions < other.deductions { return true }
        if one.deductions > other.deductions { return false }
        if exceeds(one.comparedBranchTier, other.comparedBranchTier) { return true }
        if exceeds(other.comparedBranchTier, one.comparedBranchTier) { return false }
        return exceeds(one.comparedTrend, other.comparedTrend)
    }

    private static func exceeds(_ one: (Int, Int), _ other: (Int, Int)) -> Bool { one.0 * other.1 > other.0 * one.1 }

    private static func difference(_ one: Area, _ other: Area) -> String {
        if one.final != other.final { return "final" }
        if one.deductions != other.deductions { return "deductions" }
        if exceeds(one.comparedBranchTier, other.comparedBranchTier) { return "branchTier" }
        return exceeds(one.comparedTrend, other.comparedTrend) ? "trend" : "shared"
    }
}
