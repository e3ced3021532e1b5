/// How somebody scored in a month's tier, beside the others who scored the same areas: figures to look into, and no verdict.
/// Nothing is corrected by them.
package struct AssessorFigures: Hashable, Sendable {
    /// A sheet that counts.
    package struct Given: Hashable, Sendable {
        package let area: ID<ResponsibilityArea>
        package let tier: Tier
        package let assessor: Sheet.Assessor
        package let total: Points

        package init(area: ID<ResponsibilityArea>, tier: Tier, assessor: Sheet.Assessor, total: Points) {
            (self.area, self.tier, self.assessor, self.total) = (area, tier, assessor, total)
        }
    }

    package let tier: Tier
    package let assessor: Sheet.Assessor
    package let sheets: Int
    /// Of the totals given, rounded half up to hundredths.
    package let mean: Points
    package let lowest: Points
    package let highest: Points
    /// How many of the areas somebody else scored too in the tier.
    package let compared: Int
    /// On those areas, how far the own totals lie above the others' mean, or with a minus below it: the mean over the areas of
    /// the own total less the others' mean, each rounded half up to hundredths. nil where nobody else scored any of them.
    package let distance: Points?

    /// The distance from the lowest to the highest total.
    package var spread: Points { highest - lowest }

    /// Of all who scored, by tier, and in it in the order of their first sheet.
    package static func all(of given: [Given]) -> [AssessorFigures] {
        Tier.allCases.flatMap { tier in
            let sheets = given.filter { $0.tier == tier }
            let byArea = Dictionary(grouping: sheets, by: \.area)
            var seen: Set<Sheet.Assessor> = []
            return sheets.map(\.assessor).filter { seen.insert($0).inserted }.map { assessor in
                AssessorFigures(tier, assessor, sheets.filter { $0.assessor == assessor }, beside: byArea)
            }
        }
    }

    /// - Precondition: `own` is not empty.
    private init(
        _ tier: Tier, _ assessor: Sheet.Assessor, _ own: [Given], beside all: [ID<ResponsibilityArea>: [Given]]
    ) {
        (self.tier, self.assessor, sheets) = (tier, assessor, own.count)
        let totals = own.map(\.total)
        mean = totals.mean ?? .zero
        lowest = totals.min() ?? .zero
        highest = totals.max() ?? .zero
        let distances = own.compactMap { sheet in
            (all[sheet.area] ?? []).filter { $0.assessor != assessor }.map(\.total).mean.map { sheet.total - $0 }
        }
        compared = distances.count
        distance = distances.mean
    }
}
