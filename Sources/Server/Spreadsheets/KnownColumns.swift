import Domain

/// The columns of an import by all their headings: what a heading means.
struct KnownColumns {
    /// How a heading fits a column.
    struct Fit: Hashable {
        let key: String
        /// A maximum in its bracket that is not the column's.
        var otherFigure: Points?
    }

    let columns: [SpreadsheetColumn]
    private let keys: [String: String]
    private let byKey: [String: SpreadsheetColumn]
    /// Those that may have a figure behind them without brackets, the longest first.
    private let figured: [(title: String, key: String)]
    /// What the headings mean that whoever sends the file speaks of.
    private let mapped: [String: String?]

    init(_ columns: [SpreadsheetColumn], _ options: SpreadsheetOptions = SpreadsheetOptions()) {
        self.columns = columns
        var keys: [String: String] = [:]
        for column in columns {
            for title in column.titles where keys[SpreadsheetHeading.plain(title)] == nil {
                keys[SpreadsheetHeading.plain(title)] = column.key
            }
        }
        self.keys = keys
        byKey = Dictionary(columns.map { ($0.key, $0) }) { first, _ in first }
        figured = columns.filter { !$0.figures.isEmpty }.flatMap { column in
            column.titles.map { (SpreadsheetHeading.plain($0), column.key) }
        }.sorted { $0.0.count > $1.0.count }
        mapped = Dictionary(
            options.columns.map { (SpreadsheetHeading.named($0.heading), $0.key) }, uniquingKeysWith: { $1 })
    }

    subscript(key: String) -> SpreadsheetColumn? { byKey[key] }

    /// The column that somebody names by its key or by a heading.
    func column(named name: String) -> SpreadsheetColumn? {
        byKey[name] ?? keys[SpreadsheetHeading.plain(name)].flatMap { byKey[$0] }
    }

    /// Whether whoever sends the file says what the heading means, be it nothing.
    func isMapped(_ heading: String) -> Bool { mapped[SpreadsheetHeading.named(heading)] != nil }

    /// The column that a heading means; nil for none. A bracket that says something else makes it another heading.
    func fit(_ heading: String) -> Fit? {
        if heading.isEmpty { return nil }
        if let said = mapped[SpreadsheetHeading.named(heading)] {
            return said.flatMap { column(named: $0) }.map { Fit(key: $0.key) }
        }
        let heading = SpreadsheetHeading(heading)
        if let key = keys[heading.whole] { return Fit(key: key) }
        for short in heading.shorter {
            guard let key = keys[short.words], let column = byKey[key] else { continue }
            return Self.fit(short.tails, column)
        }
        // 学习与纪律15分
        guard let (title, key) = figured.first(where: { heading.whole.hasPrefix($0.title) }),
            let figure = SpreadsheetHeading.figure(String(heading.whole.dropFirst(title.count)))
        else { return nil }
        let figures = byKey[key]?.figures ?? []
        return Fit(key: key, otherFigure: figures.contains(figure) ? nil : figure)
    }

    private static func fit(_ tails: [String], _ column: SpreadsheetColumn) -> Fit? {
        var fit = Fit(key: column.key)
        for tail in tails {
            if !column.figures.isEmpty, let figure = SpreadsheetHeading.figure(tail) {
                if !column.figures.contains(figure) { fit.otherFigure = figure }
            } else if !column.figures.isEmpty, tail.contains(where: \.isNumber) {
                // 15%: a weight, or whatever else.
                return nil
            } else if !SpreadsheetHeading.says(tail, nothingBut: column) {
                return nil
            }
        }
        return fit
    }

    /// What each heading of a line means, also by those that stand beside it.
    func fits(_ headings: [String]) -> [Fit?] {
        var fits = headings.map { fit($0) }
        let plain = headings.map(SpreadsheetHeading.plain)
        for column in columns {
            for shared in column.shared where !fits.contains(where: { $0?.key == shared.key }) {
                let title = SpreadsheetHeading.plain(shared.title)
                let beside = Set(shared.beside.map(SpreadsheetHeading.plain))
                guard let place = plain.firstIndex(of: title), plain.contains(where: beside.contains),
                    fits[place].map({ $0.key == column.key }) ?? true, !isMapped(headings[place])
                else { continue }
                fits[place] = Fit(key: shared.key)
            }
        }
        return fits
    }
}
