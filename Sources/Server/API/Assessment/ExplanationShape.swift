import Domain
import Storage

extension Shape<AreaExplanation> {
    /// Every figure of an area's month with the records and the rule behind it.
    static let explanation = Shape(
        "AreaExplanation",
        [
            Field("branch", .code) { .string($0.branch.text) },
            Field("month", .month) { JSON($0.cycle.month) },
            Field("status", .choice(Cycle.Status.self)) { .string($0.cycle.status.rawValue) },
            Field("preview", .boolean) { .bool($0.isPreview) },
            Field("area", .code) { .string($0.area.code.text) },
            Field("name", .text) { .string($0.area.name) },
            .list("holders", .person) { $0.area.holders.map(\.person) },
            Field(
                "lackingHolders",
                .list(Shape<PersonReference>.person.schema).means(
                    "Who hold it and have not scored it themselves. The tier may be complete without them.")
            ) { JSON($0.lackingHolders, Shape<PersonReference>.person.json) },
            Field("standing", .choice(["ranked", "incomplete", "vetoed"])) { .string($0.standing) },
            Field("missing", .missing) { explanation in
                guard case .incomplete(let missing) = explanation.score.outcome else { return [] }
                return JSON(missing) { .string($0.name) }
            },
            .departure { $0.departure },
            Field("place", .integer(1...Int64.max).orNull) { $0.row.map { JSON($0.place) } ?? .null },
            Field("decidedBy", .choice(Ranking.Link.self).orNull) { JSON($0.row?.decidedBy?.rawValue) },
            Field(
                "decidedByRounding",
                .boolean.means(
                    "Whether it stands below the row above only because the tiers are rounded each: rounded once at the end they would change places, or share one, or share none."
                )
            ) { .bool($0.isDecidedByRounding) },
            .nested("distanceUp", optional: .distance) { explanation in
                explanation.row.flatMap { explanation.ranking.distanceUp(from: $0, by: explanation.scheme) }
            },
            .nested("distanceDown", optional: .distance) { explanation in
                explanation.row.flatMap { explanation.ranking.distanceDown(from: $0, by: explanation.scheme) }
            },
            Field("final", .points.orNull.means("null for what is incomplete.")) { explanation in
                if case .incomplete = explanation.score.outcome { .null } else { JSON(explanation.score.final) }
            },
            Field("weighted", .points.orNull.means("null for what is incomplete.")) { explanation in
                if case .incomplete = explanation.score.outcome { .null } else { JSON(explanation.score.weighted) }
            },
            Field("bonuses", .points.means("After the items' caps and the scheme's.")) { JSON($0.score.bonuses) },
            Field("uncappedBonuses", .points.means("Before the scheme's cap.")) { JSON($0.score.uncappedBonuses) },
            Field("bonusCap", .points) { JSON($0.scheme.bonusCap) },
            Field("deductions", .points) { JSON($0.score.deductions) },
            .list("tiers", .tierPart) { explanation in
                explanation.score.tiers.map { part in
                    TierLine(
                        part: part, combination: explanation.scheme.combination(of: part.tier),
                        drops: explanation.scheme.combination(of: part.tier)?.drops(
                            part.sheets, trimFrom: explanation.scheme.trimFrom) ?? false,
                        isVisible: !explanation.isPreview,
                        showsSheets: !explanation.unseenTiers.contains(part.tier)
                    )
                }
            },
            .list("items", .itemPart) { explanation in
                explanation.score.items.map {
                    ItemLine(part: $0, title: explanation.scheme.menuItem($0.item.text)?.title)
                }
            },
            .list("entries", .entryPart) { $0.score.entries },
            Field("trend", .points.orNull) { $0.row.map { JSON($0.trend) } ?? .null },
            .list("preceding", .precedingFinal) { $0.preceding },
            .list("sheets", .sheet) { $0.sheets },
            .list("adjustments", .adjustment) { $0.adjustments },
            .nested("facts", optional: .facts) { $0.facts },
        ]
    )
}

extension AreaExplanation {
    fileprivate var isDecidedByRounding: Bool {
        let rows = ranking.rows
        guard let row, let index = rows.firstIndex(where: { $0.area == row.area }), index > 0 else { return false }
        return Ranking.roundingDecides(row, below: rows[index - 1])
    }

    fileprivate var standing: String {
        switch score.outcome {
        case .ranked: "ranked"
        case .incomplete: "incomplete"
        case .vetoed: "vetoed"
        }
    }
}

/// A tier's part with the rule that made its score.
struct TierLine: Sendable {
    let part: Score.TierPart
    let combination: Combination?
    /// Whether one highest and one lowest were dropped.
    let drops: Bool
    /// Not before the month closes: a tier of one sheet would tell that sheet's total.
    let isVisible: Bool
    /// Whether the reader sees the sheets that made it.
    let showsSheets: Bool
}

/// An item's part with its title.
struct ItemLine: Sendable {
    let part: Score.ItemPart
    let title: SchemeContent.Title?
}

extension SchemeContent {
    fileprivate func combination(of tier: Tier) -> Combination? {
        tiers.first { $0.tier == tier }?.combination
    }
}

extension Shape<TierLine> {
    static let tierPart = Shape(
        "TierPart",
        [
            Field("tier", .choice(Tier.self)) { .string($0.part.tier.rawValue) },
            Field("weight", .integer(0...100)) { JSON($0.part.weight) },
            Field("combine", .choice(Combination.self).orNull) { JSON($0.combination?.rawValue) },
            Field("sheets", .count) { JSON($0.part.sheets) },
            Field(
                "sheetsShown",
                .boolean.means(
                    "Whether its sheets are among those below: where fewer than \(Sheet.fewestShown) scored, the assessed see the score alone."
                )
            ) { .bool($0.showsSheets) },
            Field("needed", .count.means("How many the scheme takes at least; 0 without weight.")) {
                JSON($0.part.needed)
            },
            Field("trimmed", .boolean.means("Whether one highest and one lowest were dropped.")) { .bool($0.drops) },
            Field("score", .points.orNull.means("null until the month closes.")) {
                $0.isVisible ? JSON($0.part.score) : .null
            },
            Field(
                "exact",
                .object("Mean", [.required("total", .points), .required("count", .count)]).orNull.means(
                    "What the score is before it is rounded: total ÷ count; null until the month closes.")
            ) { line in
                guard line.isVisible, let mean = line.part.mean else { return .null }
                return ["total": JSON(Points(hundredths: mean.total)), "count": JSON(mean.count)]
            },
        ]
    )
}

extension Shape<ItemLine> {
    static let itemPart = Shape(
        "ItemPart",
        [
            Field("item", .code) { .string($0.part.item.text) },
            Field("titleZh", .text.orNull) { JSON($0.title?.zh.string) },
            Field("titleEn", .text.orNull) { JSON($0.title?.en.string) },
            Field("kind", .choice(Adjustment.Kind.self)) { .string($0.part.kind.rawValue) },
            Field("times", .count) { JSON($0.part.times) },
            Field("uncapped", .points) { JSON($0.part.uncapped) },
            Field("points", .points.means("What counts.")) { JSON($0.part.points) },
        ]
    )
}

extension Shape<Ranking.Distance> {
    /// The fewest points of its final by which an area would have come to another place.
    static let distance = Shape(
        "Distance",
        [
            Field("points", .points.means("More, or fewer, than its final.")) { JSON($0.points) },
            Field("place", .integer(1...Int64.max).means("Which place it would have come to.")) { JSON($0.place) },
        ]
    )
}

extension Shape<Score.EntryPart> {
    static let entryPart = Shape(
        "EntryPart",
        [
            Field("adjustment", .id) { JSON($0.adjustment) },
            Field("item", .code) { .string($0.item.text) },
            Field("times", .count) { JSON($0.times) },
            Field("points", .points.means("Times × points, before the item's cap; 0 for a veto.")) { JSON($0.points) },
            Field(
                "countsUnder",
                .id.orNull.means(
                    "The adjustment of the same event under which it counts, and so brings nothing itself.")
            ) { JSON($0.countsUnder) },
        ]
    )
}

extension Shape<PrecedingFinal> {
    static let precedingFinal = Shape(
        "PrecedingFinal",
        [
            Field("month", .month) { JSON($0.month) },
            Field("final", .points) { JSON($0.final) },
        ]
    )
}
