import Domain
import Storage

/// What somebody said that the headings of a list's files mean, kept for the next file with the same headings.
struct HeadingMemory {
    let transaction: Transaction
    /// The operation that takes such files.
    let list: String

    /// What was said of a file with these headings.
    func recall(_ headings: [String]) throws -> [SpreadsheetOptions.Mapped] {
        try transaction.headingMeanings(of: Self.names(headings), in: list).map {
            SpreadsheetOptions.Mapped(heading: $0.heading, key: $0.column)
        }
    }

    func keep(_ mapped: [SpreadsheetOptions.Mapped], of headings: [String]) throws {
        let names = Set(Self.names(headings))
        let told = mapped.map { HeadingMeaning(heading: SpreadsheetHeading.named($0.heading), column: $0.key) }
            .filter { names.contains($0.heading) }
        if !told.isEmpty { try transaction.keep(told, of: Self.names(headings), in: list) }
    }

    private static func names(_ headings: [String]) -> [String] {
        Set(headings.map(SpreadsheetHeading.named).filter { !$0.isEmpty }).sorted()
    }
}
