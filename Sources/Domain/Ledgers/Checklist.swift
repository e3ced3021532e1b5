/// 检查清单: what a committee's inspections look at. It is published before anybody is inspected by it, so that a branch knows
/// what is asked; what was published stays, and another takes its place under the next number (DOMAIN §6).
package struct Checklist: Hashable, Sendable {
    /// In characters.
    package static let titleMaximum = 100
    /// Of all items, in characters: as many as an inspection's record holds.
    package static let itemsMaximum = 2000

    package let title: Text
    /// Line by line.
    package let items: Text

    /// - Parameter errors: where it asks for traces of work in place of the work: ``ChecklistBan``.
    package init?(title: Text, items: Text, noting errors: inout FieldErrors) {
        if let ban = ChecklistBan.first(in: items.string) { errors.add("items", .rule, ban.sentence) }
        guard errors.isEmpty else { return nil }
        self.init(kept: title, items)
    }

    /// As it was kept.
    package init(kept title: Text, _ items: Text) {
        (self.title, self.items) = (title, items)
    }
}
