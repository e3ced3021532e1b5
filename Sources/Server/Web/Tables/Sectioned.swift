/// The rows of a long table in parts, each under a heading that a list above the table leads to, so that nobody scrolls
/// through sixty areas. A short table is one part without a heading.
struct Sectioned<Row: Sendable>: Sendable {
    struct Section: Sendable {
        /// In the page's address.
        let id: String
        let heading: String?
        let rows: [Row]
    }

    /// A heading in the list above the table.
    struct Jump: Sendable {
        let target: String
        let label: String
    }

    let sections: [Section]
    let hasJumps: Bool
    let jumps: [Jump]
    /// Where the list stands.
    let listID: String
    /// Over how many columns a heading goes.
    let width: String

    private init(_ parts: [(heading: String, rows: [Row])], of name: String, width: Int) {
        sections = parts.enumerated().map {
            Section(id: "\(name)-\($0.offset + 1)", heading: $0.element.heading, rows: $0.element.rows)
        }
        jumps = zip(sections, parts).map { Jump(target: "#\($0.id)", label: $1.heading) }
        hasJumps = true
        listID = "\(name)-parts"
        self.width = String(width)
    }

    private init(whole rows: [Row], of name: String, width: Int) {
        sections = [Section(id: "\(name)-1", heading: nil, rows: rows)]
        (jumps, hasJumps, listID) = ([], false, "\(name)-parts")
        self.width = String(width)
    }

    /// By what the rows have in common, in the order in which that comes up first.
    ///
    /// - Parameters:
    ///   - name: of the table, as it stands in the ids of its parts.
    ///   - width: how many columns the table has.
    ///   - group: the heading of the part that a row is in.
    init(_ rows: [Row], of name: String, width: Int, _ words: Words, by group: (Row) -> String) {
        guard rows.count > SectionSize.whole else {
            self.init(whole: rows, of: name, width: width)
            return
        }
        let groups = Dictionary(grouping: rows, by: group)
        var order: [String] = []
        for row in rows where !order.contains(group(row)) { order.append(group(row)) }
        self.init(
            order.map { (words.noted($0, String(groups[$0]?.count ?? 0)), groups[$0] ?? []) }, of: name, width: width)
    }

    /// Of rows whose order says something, so many at a time.
    init(inOrder rows: [Row], of name: String, width: Int, _ words: Words) {
        guard rows.count > SectionSize.whole else {
            self.init(whole: rows, of: name, width: width)
            return
        }
        let parts = stride(from: 0, to: rows.count, by: SectionSize.part).map { first in
            let rows = Array(rows[first..<min(first + SectionSize.part, rows.count)])
            let span = words(.rowsFromTo, ["first": String(first + 1), "last": String(first + rows.count)])
            return (heading: span, rows: rows)
        }
        self.init(parts, of: name, width: width)
    }
}

private enum SectionSize {
    /// Up to how many rows are no parts.
    static let whole = 24
    /// How many rows whose order says something are one part.
    static let part = 20
}
