/// Everything that was recorded of one area in one month: what its score is computed from, and nothing else.
package struct AreaRecord: Hashable, Sendable {
    /// A sheet that stands, as far as scoring needs it.
    package struct SheetTotal: Hashable, Sendable {
        package let sheet: ID<Sheet>
        package let tier: Tier
        package let total: Points

        package init(sheet: ID<Sheet>, tier: Tier, total: Points) {
            self.sheet = sheet
            self.tier = tier
            self.total = total
        }
    }

    package struct Labels: Hashable, Sendable {
        package let area: String
        /// In the order of the record's holders.
        package let holders: [String]

        package init(area: String = "", holders: [String] = []) {
            self.area = area
            self.holders = holders
        }
    }

    /// An adjustment that stands.
    package struct Entry: Hashable, Sendable {
        package let adjustment: ID<Adjustment>
        package let kind: Adjustment.Kind
        package let item: Code
        package let times: Int
        /// Given each time, where the item has a least and a greatest.
        package let points: Points?
        /// Where the item has levels.
        package let level: Code?
        package let event: Event?

        package init(
            adjustment: ID<Adjustment>, kind: Adjustment.Kind, item: Code, times: Int, points: Points? = nil,
            level: Code? = nil, event: Event? = nil
        ) {
            self.adjustment = adjustment
            self.kind = kind
            self.item = item
            self.times = times
            self.points = points
            self.level = level
            self.event = event
        }
    }

    /// The event that an adjustment is of.
    package struct Event: Hashable, Sendable {
        package let name: String
        /// The first revision of the adjustment: which of two was recorded first.
        package let origin: ID<Adjustment>

        package init(name: String, origin: ID<Adjustment>) {
            self.name = name
            self.origin = origin
        }
    }

    package let area: Code
    /// The numbers of the members who hold the area on the month's last day, in their order; empty if nobody does.
    package let holders: [Code]
    /// The names, as they were when it was recorded: what hangs on the wall. No figure depends on them.
    package let labels: Labels
    package let sheets: [SheetTotal]
    package let entries: [Entry]

    package init(
        area: Code, holders: [Code], labels: Labels = Labels(), sheets: [SheetTotal], entries: [Entry]
    ) {
        self.area = area
        self.holders = holders
        self.labels = labels
        self.sheets = sheets
        self.entries = entries
    }
}
