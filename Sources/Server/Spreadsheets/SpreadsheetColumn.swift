/// A column that an import knows: how the program calls it, and what may stand above it.
package struct SpreadsheetColumn: Hashable, Sendable {
    /// What records are asked by.
    package let key: String
    /// The headings that mean this column. Where one is to be named, the first is.
    package let titles: [String]
    /// Whether the file must have the column. Its cells may still be empty.
    package let required: Bool

    package init(key: String, titles: [String], required: Bool = true) {
        self.key = key
        self.titles = titles
        self.required = required
    }

    /// For messages.
    var title: String { titles.first ?? key }
}
