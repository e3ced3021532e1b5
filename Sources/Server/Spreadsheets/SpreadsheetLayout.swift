import Domain

/// Which cell of a file's rows belongs to which column, found by the file's headings. All records of a table share one.
final class SpreadsheetLayout: Sendable {
    /// The line of the headings, from 1.
    let line: Int
    /// The headings, trimmed, in the order of the file. A column without one has "".
    let headings: [String]
    /// The cell's place by the column's key, for the columns that the file has.
    let places: [String: Int]
    /// By key, the heading in the file, or for a column that the file does not have, how it would be called.
    let titles: [String: String]
    /// Whether the cell at a place belongs to a column.
    let isKnown: [Bool]
    /// The first place whose cells belong to a column; nil where none do.
    let firstPlace: Int?
    /// The places whose cells are not looked at, though they have a heading.
    let unused: [Int]
    /// How many cells every row must have at least.
    let leastCells: Int
    /// The places whose values stand for the empty cells below them.
    let filledDown: [Int]

    /// - Parameters:
    ///   - line: of the headings.
    ///   - headings: as they stand in the file.
    /// - Throws: all that is wrong with the headings: two for one column, none for one that every file needs, a maximum that
    ///   is not the scheme's; and where whoever sends the file wants it so, one without a use.
    init(
        line: Int, headings: [String], known: KnownColumns, options: SpreadsheetOptions
    ) throws(RowErrors) {
        let headings = headings.map(\.trimmed)
        let fits = known.fits(headings)
        var errors = RowErrors()
        var places: [String: Int] = [:]
        var titles = Dictionary(known.columns.map { ($0.key, $0.title) }) { first, _ in first }
        var unused: [Int] = []
        for (place, heading) in headings.enumerated() where !heading.isEmpty {
            let name = String(heading.prefix(40)).oneLine
            guard let fit = fits[place] else {
                unused.append(place)
                if options.isStrict, !known.isMapped(heading) {
                    errors.add(line: line, column: name, .unknown, Self.unknown(heading, among: known.columns))
                }
                continue
            }
            if let earlier = places[fit.key] {
                errors.add(
                    line: line, column: name, .duplicate,
                    """
                    columns \(earlier + 1) and \(place + 1), ‘\(headings[earlier].oneLine)’ and ‘\(heading.oneLine)’, are \
                    the same: keep one
                    """
                )
                continue
            }
            if let figure = fit.otherFigure, let maximum = known[fit.key]?.figures.first {
                errors.add(
                    line: line, column: name, .conflict,
                    "the heading says \(figure), and the scheme has \(maximum) for ‘\(known[fit.key]?.title ?? "")’: check which is right"
                )
            }
            places[fit.key] = place
            titles[fit.key] = heading.oneLine
        }
        Self.checkNeeded(known, places, headings, line, &errors)
        let filled = options.fillDown.map { Self.places(of: $0, known, places, headings) }
        for (name, found) in zip(options.fillDown, filled) where found.isEmpty {
            errors.add(line: line, .unknown, "there is no column ‘\(name.prefix(40))’ to be filled down")
        }
        Self.checkMapped(options, known, headings, line, &errors)
        try errors.check()

        self.line = line
        self.headings = headings.map(\.oneLine)
        (self.places, self.titles, self.unused) = (places, titles, unused)
        firstPlace = places.values.min()
        let used = Set(places.values)
        isKnown = headings.indices.map { used.contains($0) }
        leastCells =
            known.columns.compactMap { $0.need != .never ? places[$0.key] : nil }.max().map { $0 + 1 } ?? 0
        filledDown = Set(filled.joined()).sorted()
    }

    private static func checkNeeded(
        _ known: KnownColumns, _ places: [String: Int], _ headings: [String], _ line: Int, _ errors: inout RowErrors
    ) {
        let present = headings.filter { !$0.isEmpty }.prefix(30).map { "‘\($0.oneLine.prefix(40))’" as Sentence }
        for column in known.columns where column.need == .always && places[column.key] == nil {
            if let other = column.insteadOf, places[other] != nil { continue }
            if known.columns.contains(where: { $0.insteadOf == column.key && places[$0.key] != nil }) { continue }
            errors.add(
                line: line, column: column.title, .required,
                "the column ‘\(column.title)’ is missing: the headings are \(present)"
            )
        }
        for heading in headings where heading.contains("，") || heading.contains("；") {
            if headings.count > 2 { continue }
            errors.add(
                line: line, column: String(heading.prefix(40)), .unknown,
                "a full-width comma or semicolon parts no columns: use ‘,’")
        }
    }

    /// What whoever sends the file says of its columns has to be about some.
    private static func checkMapped(
        _ options: SpreadsheetOptions, _ known: KnownColumns, _ headings: [String], _ line: Int,
        _ errors: inout RowErrors
    ) {
        let present = Set(headings.map(SpreadsheetHeading.named))
        for mapped in options.columns {
            if !present.contains(SpreadsheetHeading.named(mapped.heading)) {
                let named = headings.filter { !$0.isEmpty }.prefix(30).map { "‘\($0.oneLine.prefix(40))’" as Sentence }
                errors.add(
                    line: line, column: mapped.heading, .unknown,
                    "there is no heading ‘\(mapped.heading.prefix(40))’: the headings are \(named)")
            }
            guard let key = mapped.key, known.column(named: key) == nil else { continue }
            let keys = known.columns.map { "\($0.key) (\($0.title))" as Sentence }
            errors.add(
                line: line, column: mapped.heading, .unknown,
                "‘\(mapped.heading.prefix(40))’ cannot be read as ‘\(key.prefix(40))’: there are \(keys)")
        }
    }

    /// The columns that somebody names, by key or heading: that one, and the one that says the same in another way.
    private static func places(
        of name: String, _ known: KnownColumns, _ places: [String: Int], _ headings: [String]
    ) -> [Int] {
        let named = SpreadsheetHeading.named(name)
        if let place = headings.firstIndex(where: { !$0.isEmpty && SpreadsheetHeading.named($0) == named }) {
            return [place]
        }
        guard let column = known.column(named: name) else { return [] }
        let others = known.columns.filter { $0.insteadOf == column.key || column.insteadOf == $0.key }
        return ([column] + others).compactMap { places[$0.key] }
    }

    private static func unknown(_ heading: String, among columns: [SpreadsheetColumn]) -> Sentence {
        let titles = columns.map { "‘\($0.title)’" as Sentence }
        return "no column is called ‘\(heading.oneLine.prefix(40))’: remove it, or name it one of \(titles)"
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
    /// A heading as a message names it: without line breaks and needless blanks.
    var oneLine: String {
        contains(where: \.isWhitespace) ? split(whereSeparator: \.isWhitespace).joined(separator: " ") : self
    }
}
