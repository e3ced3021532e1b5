import Domain

/// Which cell of a file's rows belongs to which column, found by the file's headings. All records of a table share one.
final class SpreadsheetLayout: Sendable {
    /// The headings, trimmed, in the order of the file. A column without one has "".
    let headings: [String]
    /// The cell's place by the column's key, for the columns that the file has.
    let places: [String: Int]
    /// By key, the heading in the file, or for a column that the file does not have, how it would be called.
    let titles: [String: String]
    /// Whether the cell at a place belongs to a column.
    let isKnown: [Bool]
    /// How many cells every row must have at least.
    let leastCells: Int

    /// Titles match whatever their order, the white space around them, and upper or lower case in ASCII.
    ///
    /// - Throws: all that is wrong with the headings: one that no column has, two for one column, none for a required
    ///   column.
    init(headings row: SpreadsheetRow, columns: [SpreadsheetColumn]) throws(RowErrors) {
        var keys: [String: SpreadsheetColumn] = [:]
        for column in columns {
            for title in column.titles { keys[title.asciiFolded] = column }
        }
        let headings = row.cells.map(\.trimmed)
        var errors = RowErrors()
        var places: [String: Int] = [:]
        var titles = Dictionary(columns.map { ($0.key, $0.title) }) { first, _ in first }
        for (place, heading) in headings.enumerated() where !heading.isEmpty {
            let name = String(heading.prefix(40))
            guard let column = keys[heading.asciiFolded] else {
                errors.add(line: row.line, column: name, .unknown, Self.unknown(heading, among: columns))
                continue
            }
            if let earlier = places[column.key] {
                errors.add(
                    line: row.line, column: name, .duplicate,
                    """
                    columns \(earlier + 1) and \(place + 1), ‘\(headings[earlier])’ and ‘\(heading)’, are the same: keep \
                    one
                    """
                )
            } else {
                places[column.key] = place
                titles[column.key] = heading
            }
        }
        let present = headings.filter { !$0.isEmpty }.prefix(30).map { "‘\($0.prefix(40))’" as Sentence }
        for column in columns where column.required && places[column.key] == nil {
            errors.add(
                line: row.line, column: column.title, .required,
                "the column ‘\(column.title)’ is missing: the headings are \(present)"
            )
        }
        try errors.check()

        self.headings = headings
        self.places = places
        self.titles = titles
        isKnown = headings.indices.map { place in places.values.contains(place) }
        leastCells = columns.compactMap { $0.required ? places[$0.key] : nil }.max().map { $0 + 1 } ?? 0
    }

    private static func unknown(_ heading: String, among columns: [SpreadsheetColumn]) -> Sentence {
        if heading.contains("，") || heading.contains("；") {
            return "a full-width comma or semicolon parts no columns: use ‘,’"
        }
        let titles = columns.map { "‘\($0.title)’" as Sentence }
        return "no column is called ‘\(heading.prefix(40))’: remove it, or name it one of \(titles)"
    }

    /// Whether anything is read from the column.
    func hasUse(ofColumnAt place: Int) -> Bool {
        isKnown.indices.contains(place) && isKnown[place]
    }

    /// How a cell's column is named in messages: by its heading, or by its number where it has none.
    func name(ofColumnAt place: Int) -> String {
        headings.indices.contains(place) && !headings[place].isEmpty ? headings[place] : "\(place + 1)"
    }
}

extension String {
    /// With A–Z as a–z, and nothing else changed: no locale, and no full-width letters.
    fileprivate var asciiFolded: String {
        String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
