/// What the items of a scheme's menu bring, and what an entry for one has to say.
extension SchemeContent {
    /// What an item brings each time.
    package enum Amount: Hashable, Sendable {
        case fixed(Points)
        /// As many points as whoever records the entry gives, from the least to the greatest.
        case range(ClosedRange<Points>)
        /// Those of one of the levels (等级), at least one.
        case levels([Level])

        /// The most that it can be.
        package var greatest: Points {
            switch self {
            case .fixed(let points): points
            case .range(let bounds): bounds.upperBound
            case .levels(let levels): levels.map(\.points).max() ?? .zero
            }
        }

        /// What an entry brings each time; nil where it does not say what the amount asks for.
        package func points(given: Points?, level: Code?) -> Points? {
            switch self {
            case .fixed(let points): points
            case .range(let bounds): given.flatMap { bounds.contains($0) ? $0 : nil }
            case .levels(let levels): levels.first { $0.key == level }?.points
            }
        }
    }

    package struct Level: Hashable, Sendable {
        package let key: Code
        package let title: Title
        package let points: Points

        package init(key: Code, title: Title, points: Points) {
            self.key = key
            self.title = title
            self.points = points
        }
    }

    /// Whether an entry names the document (文号) that it stands on.
    package enum DocumentRule: String, CaseIterable, Hashable, Sendable {
        case none, optional, required
    }

    /// Something that an adjustment can be for.
    package struct MenuEntry: Hashable, Sendable {
        package let kind: Adjustment.Kind
        package let key: Code
        package let title: Title
        /// nil for a veto.
        package let amount: Amount?
        /// What it brings an area in a month at most; nil for a veto.
        package let cap: Points?
        package let document: DocumentRule
        /// The figure from which entries are proposed; nil for none, and for a veto.
        package let source: AreaFacts.Figure?

        /// The level with this key; nil for none.
        package func level(_ key: Code?) -> Level? {
            guard case .levels(let levels) = amount else { return nil }
            return levels.first { $0.key == key }
        }

        fileprivate init(_ item: Item, _ kind: Adjustment.Kind) {
            self.kind = kind
            (key, title, amount, cap, document) = (item.key, item.title, item.amount, item.cap, item.document)
            source = item.source
        }

        fileprivate init(_ veto: Veto) {
            (kind, key, title, amount, cap) = (.veto, veto.key, veto.title, nil, nil)
            document = veto.isByDecision ? .required : .none
            source = nil
        }
    }

    /// Everything an adjustment can be for, in the scheme's order.
    package var menu: [MenuEntry] {
        bonuses.map { MenuEntry($0, .bonus) } + deductions.map { MenuEntry($0, .deduction) }
            + vetoes.map(MenuEntry.init)
    }

    /// The entry with this key.
    package func menuItem(_ key: String) -> MenuEntry? {
        menu.first { $0.key.text == key }
    }
}
