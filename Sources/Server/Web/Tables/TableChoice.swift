import Domain
import Foundation

/// How a reader wants a table: by which column, which way, and which of its rows. It stands in the page's address
/// (`?sort=-final&filter=夜市`), so that it is kept in a bookmark, sent on and gone back to.
struct TableChoice: Sendable {
    /// A column's key; nil for the order that the table has by itself.
    let sort: String?
    let isDescending: Bool
    /// As it was typed.
    let filter: String
    /// Which of its page's tables it is; nil where there is one.
    let name: String?

    static let none = TableChoice([:])
    /// Of a table that is long otherwise, which is sorted and filtered as a whole.
    private static let mostShown = 300

    /// - Parameters:
    ///   - query: the page's.
    ///   - name: of one of several tables on the page, before which its two values stand in the query.
    init(_ query: [String: String], of name: String? = nil) {
        self.name = name
        let asked = query[Self.parameter("sort", name)]?.nonEmpty
        let isDescending = asked?.hasPrefix("-") ?? false
        self.isDescending = isDescending
        sort = asked.map { isDescending ? String($0.dropFirst()) : $0 }
        filter = String((query[Self.parameter("filter", name)] ?? "").trimmed.prefix(SearchTerms.maximumLength))
    }

    private static func parameter(_ part: String, _ name: String?) -> String {
        name.map { "\($0)-\(part)" } ?? part
    }

    /// The names of its values in the query.
    var sortName: String { Self.parameter("sort", name) }
    var filterName: String { Self.parameter("filter", name) }

    /// The path with what is chosen.
    func kept(on path: LocalPath) -> LocalPath {
        var path = path
        if let sort { path = path.with(sortName, isDescending ? "-\(sort)" : sort) }
        return filter.isEmpty ? path : path.with(filterName, filter)
    }

    var isChosen: Bool { sort != nil || !filter.isEmpty }

    /// The rows that have the text in any of their columns, in the order of the chosen one, and what stands above them.
    ///
    /// - Parameters:
    ///   - rows: in the order that the table has by itself, which rows that are equal keep.
    ///   - columns: as they stand beside one another.
    ///   - page: with what else chooses its content.
    func arrange<Row>(
        _ rows: [Row], by columns: [TableColumn<Row>], on page: LocalPath, _ words: Words
    ) -> (rows: [Row], head: TableHead) {
        let kept = filtered(rows, by: columns)
        let column = columns.first { $0.key == sort }
        let arranged =
            isChosen ? (column.map { sorted(kept, by: $0, words) } ?? kept).prefix(Self.mostShown) : kept[...]
        let head = TableHead(
            self, columns.map { $0.heading(words) }, on: page, shown: arranged.count, of: rows.count, words)
        return (Array(arranged), head)
    }

    private func filtered<Row>(_ rows: [Row], by columns: [TableColumn<Row>]) -> [Row] {
        guard let terms = SearchTerms(filter)?.terms else { return rows }
        return rows.filter { row in
            let cells = columns.map { SearchTerms.folded($0.shown(row)) }
            return terms.allSatisfy { term in cells.contains { $0.contains(term) } }
        }
    }

    /// What has no value stands last, whichever way.
    private func sorted<Row>(_ rows: [Row], by column: TableColumn<Row>, _ words: Words) -> [Row] {
        let locale = Locale(identifier: words.language == .chinese ? "zh_Hans_CN@collation=pinyin" : "en")
        let keyed = rows.enumerated().map { (place: $0.offset, row: $0.element, key: column.rank($0.element)) }
        func order(_ one: TableColumn<Row>.Rank, _ other: TableColumn<Row>.Rank) -> ComparisonResult {
            switch (one, other) {
            case (.none, .none): .orderedSame
            case (.none, _): isDescending ? .orderedAscending : .orderedDescending
            case (_, .none): isDescending ? .orderedDescending : .orderedAscending
            case (.number(let one), .number(let other)):
                one < other ? .orderedAscending : one > other ? .orderedDescending : .orderedSame
            case (.number, .text): .orderedAscending
            case (.text, .number): .orderedDescending
            case (.text(let one), .text(let other)):
                // A code's second area stands before its tenth; Chinese goes by its sound.
                one.compare(other, options: [.caseInsensitive, .numeric], range: nil, locale: locale)
            }
        }
        let first: ComparisonResult = isDescending ? .orderedDescending : .orderedAscending
        return keyed.sorted { one, other in
            let order = order(one.key, other.key)
            return order == .orderedSame ? one.place < other.place : order == first
        }.map(\.row)
    }
}

/// A column by which a table is sorted, and in which its filter looks.
struct TableColumn<Row: Sendable>: Sendable {
    /// What a cell is sorted by.
    enum Rank: Sendable {
        case none
        case number(Int)
        case text(String)
    }

    /// In the address.
    let key: String
    let label: Word
    let isFigure: Bool
    let shown: @Sendable (Row) -> String
    private let ranked: (@Sendable (Row) -> Int?)?

    /// - Parameter rank: what the rows are sorted by where what is shown does not say, such as a day; nil is for none.
    init(
        _ key: String, _ label: Word, isFigure: Bool = false, rank: (@Sendable (Row) -> Int?)? = nil,
        _ shown: @escaping @Sendable (Row) -> String
    ) {
        (self.key, self.label, self.isFigure, ranked, self.shown) = (key, label, isFigure, rank, shown)
    }

    static func figure(_ key: String, _ label: Word, _ shown: @escaping @Sendable (Row) -> String) -> TableColumn {
        TableColumn(key, label, isFigure: true, shown)
    }

    func rank(_ row: Row) -> Rank {
        if let ranked { return ranked(row).map(Rank.number) ?? .none }
        let shown = shown(row)
        if isFigure { return shown.firstNumber.map(Rank.number) ?? .none }
        return shown.isEmpty || shown == "–" ? .none : .text(shown)
    }

    func heading(_ words: Words) -> TableHead.Column {
        TableHead.Column(key: key, label: words(label), isFigure: isFigure)
    }
}

extension String {
    /// The first number in what a cell shows, in hundredths: of 第 3 名 it is three. nil where there is none.
    var firstNumber: Int? {
        let digits = drop { !$0.isASCIIDigit }.prefix { $0.isASCIIDigit || $0 == "." }
        let parts = digits.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first.flatMap({ Int($0) }) else { return nil }
        let rest = parts.count == 2 ? Int((parts[1] + "00").prefix(2)) ?? 0 : 0
        return whole * 100 + rest
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
