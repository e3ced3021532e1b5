import Domain

/// Rows and columns for people, aligned also where Chinese and Latin text are mixed.
struct Table {
    struct Column: Sendable {
        let title: String
        /// Numbers stand to the right.
        let isNumber: Bool
        let cell: @Sendable (JSON) -> String
    }

    private let columns: [Column]
    private let rows: [[String]]

    init(_ items: [JSON], _ columns: [Column]) {
        self.columns = columns
        rows = items.map { item in columns.map { $0.cell(item).visible } }
    }

    var text: String {
        let widths = columns.indices.map { index in
            rows.reduce(DisplayWidth.of(columns[index].title)) { max($0, DisplayWidth.of($1[index])) }
        }
        let lines = ([columns.map(\.title)] + rows).map { cells in
            columns.indices.map { index in
                let space = String(repeating: " ", count: widths[index] - DisplayWidth.of(cells[index]))
                return columns[index].isNumber ? space + cells[index] : cells[index] + space
            }
            .joined(separator: "  ")
            .withoutTrailingSpaces
        }
        return lines.joined(separator: "\n")
    }
}

extension Table.Column {
    /// A text, or whatever else stands in a member.
    static func text(_ title: String, _ name: String) -> Table.Column {
        Table.Column(title: title, isNumber: false) { $0.shown(name) }
    }

    static func text(_ title: String, _ cell: @escaping @Sendable (JSON) -> String) -> Table.Column {
        Table.Column(title: title, isNumber: false, cell: cell)
    }

    static func number(_ title: String, _ name: String) -> Table.Column {
        Table.Column(title: title, isNumber: true) { $0.shown(name) }
    }

    static func number(_ title: String, _ cell: @escaping @Sendable (JSON) -> String) -> Table.Column {
        Table.Column(title: title, isNumber: true, cell: cell)
    }

    /// Points, always with two decimals, so that they stand one below the other.
    static func points(_ title: String, _ name: String) -> Table.Column {
        Table.Column(title: title, isNumber: true) { item in
            guard case .number(let digits)? = item[name] else { return "" }
            return (try? Points(digits))?.fixed ?? digits
        }
    }

    /// People by name and number.
    static func people(_ title: String, _ name: String) -> Table.Column {
        Table.Column(title: title, isNumber: false) { $0.people(name) }
    }

    /// A person by name and number.
    static func person(_ title: String, _ name: String) -> Table.Column {
        Table.Column(title: title, isNumber: false) { $0.person(name) }
    }
}

extension String {
    fileprivate var withoutTrailingSpaces: String {
        var rest = self[...]
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
