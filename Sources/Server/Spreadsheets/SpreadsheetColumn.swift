package import Domain

/// A column that an import knows: how the program calls it, and what may stand above it.
package struct SpreadsheetColumn: Hashable, Sendable {
    /// Whether a file must have the column. Its cells may still be empty.
    package enum Need: Hashable, Sendable {
        case always
        /// A record that is not there yet takes it.
        case forNew
        case never
    }

    /// A heading that means this column, or none, by itself, and a certain one where certain others stand beside it.
    package struct Shared: Hashable, Sendable {
        let title: String
        /// What it means then.
        let key: String
        /// The headings that have to stand beside it, any of them.
        let beside: [String]
    }

    /// What records are asked by.
    package let key: String
    /// The headings that mean this column. Where one is to be named, the first is.
    package let titles: [String]
    package let need: Need
    /// Whether a value stands for the rows below it where cells were merged downwards.
    package var runsDown = false
    /// Where another column can say the same: a branch by its name beside its code.
    package var insteadOf: String?
    /// The maximum, or maxima, that a bracketed figure behind the heading has to agree with.
    package var figures: [Points] = []
    /// What may stand in a bracket behind the heading besides what may stand behind any: the words of its cells.
    package var words: [String] = []
    package var shared: [Shared] = []
    /// Whether an empty table to be filled in has it.
    package var isOffered = true

    package init(key: String, titles: [String], need: Need) {
        self.key = key
        self.titles = titles
        self.need = need
    }

    package init(key: String, titles: [String], required: Bool = true) {
        self.init(key: key, titles: titles, need: required ? .always : .never)
    }

    /// For messages.
    var title: String { titles.first ?? key }

    /// For a page. The second of the titles is the English one.
    func title(in language: Language) -> String {
        language == .chinese ? title : titles.dropFirst().first ?? title
    }

    func with<Value>(_ property: WritableKeyPath<SpreadsheetColumn, Value>, _ value: Value) -> SpreadsheetColumn {
        var column = self
        column[keyPath: property] = value
        return column
    }
}
