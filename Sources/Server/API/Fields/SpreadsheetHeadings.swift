/// What stands above a field's column in an office's spreadsheets.
struct SpreadsheetHeadings: Sendable {
    /// What is written above it: in the office's own tables, and in a download.
    let chinese: String
    let english: String
    /// What is read as well.
    let also: [String]
    let need: SpreadsheetColumn.Need
    var runsDown = false
    var insteadOf: String?
    var shared: [SpreadsheetColumn.Shared] = []
    var isOffered = true

    static func named(
        _ chinese: String, _ english: String, also: [String] = [], need: SpreadsheetColumn.Need = .always
    ) -> SpreadsheetHeadings {
        SpreadsheetHeadings(chinese: chinese, english: english, also: also, need: need)
    }

    /// The same, with values that stand for the empty cells below them where cells were merged.
    var runningDown: SpreadsheetHeadings { with(\.runsDown, true) }

    /// The same, where another column says the same in another way.
    func insteadOf(_ key: String) -> SpreadsheetHeadings { with(\.insteadOf, key).with(\.isOffered, false) }

    func with<Value>(_ property: WritableKeyPath<SpreadsheetHeadings, Value>, _ value: Value) -> SpreadsheetHeadings {
        var headings = self
        headings[keyPath: property] = value
        return headings
    }

    /// - Parameter words: what its cells may say.
    func column(of key: String, words: [String]) -> SpreadsheetColumn {
        var column = SpreadsheetColumn(key: key, titles: [chinese, english] + also, need: need)
        (column.runsDown, column.insteadOf, column.shared) = (runsDown, insteadOf, shared)
        (column.words, column.isOffered) = (words, isOffered)
        return column
    }

    func written(in language: Language) -> String { language == .chinese ? chinese : english }
}
