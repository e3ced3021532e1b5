/// What a scheme lists as an event and an area's facts count, but is not recorded yet: a proposal, of which nothing comes
/// until somebody records it.
package struct EventProposal: Hashable, Sendable {
    package let item: SchemeContent.MenuEntry
    package let figure: AreaFacts.Figure
    /// How many the facts say there were.
    package let counted: Int
    /// How often the item is recorded in the area's month, by whom and for whatever reason.
    package let recorded: Int

    /// How often it is proposed: at least once, and no more than one entry may say.
    package var times: Int { min(counted - recorded, Adjustment.times.upperBound) }

    /// What that would bring the area beyond what is recorded, as far as the item's cap leaves room; nil where whoever records
    /// it says how many points.
    package var points: Points? {
        guard case .fixed(let each) = item.amount, let cap = item.cap else { return nil }
        func brought(_ times: Int) -> Points { min(Points(hundredths: each.hundredths * times), cap) }
        return brought(recorded + times) - brought(recorded)
    }

    /// What the facts of an area's month propose, in the order of the scheme's menu. Where more is recorded than the facts
    /// count, they propose nothing.
    ///
    /// - Parameter recorded: how often each item is recorded in the area's month.
    package static func proposals(
        by scheme: SchemeContent, of facts: AreaFacts, recorded: [Code: Int]
    ) -> [EventProposal] {
        scheme.menu.compactMap { item in
            guard let figure = item.source, let counted = facts[figure] else { return nil }
            let recorded = recorded[item.key] ?? 0
            return counted > recorded
                ? EventProposal(item: item, figure: figure, counted: counted, recorded: recorded) : nil
        }
    }
}
