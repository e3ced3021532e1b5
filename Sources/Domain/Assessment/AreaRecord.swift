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

    /// An adjustment that stands.
    package struct Entry: Hashable, Sendable {
        package let adjustment: ID<Adjustment>
        package let kind: Adjustment.Kind
        package let item: Code
        package let times: Int

        package init(adjustment: ID<Adjustment>, kind: Adjustment.Kind, item: Code, times: Int) {
            self.adjustment = adjustment
            self.kind = kind
            self.item = item
            self.times = times
        }
    }

    package let area: Code
    package let kind: ResponsibilityArea.Kind
    /// The member's number who holds the area on the month's last day.
    package let holder: Code?
    package let sheets: [SheetTotal]
    package let entries: [Entry]

    package init(
        area: Code, kind: ResponsibilityArea.Kind, holder: Code?, sheets: [SheetTotal], entries: [Entry]
    ) {
        self.area = area
        self.kind = kind
        self.holder = holder
        self.sheets = sheets
        self.entries = entries
    }
}
