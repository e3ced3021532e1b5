import Domain

/// What stands above a table that can be sorted and filtered: headings that are links, and a form; no script.
struct TableHead: Sendable {
    struct Column: Sendable {
        let key: String
        let label: String
        let isFigure: Bool
    }

    struct Heading: Sendable {
        let label: String
        let path: String
        let isFigure: Bool
        /// Of the column by which it is sorted, in words of ARIA.
        let order: String?
        /// The same as a sign.
        let sign: String?
    }

    struct Kept: Sendable {
        let name: String
        let value: String
    }

    /// The form: the text, and for a narrow screen, which has no headings, the column.
    struct Tools: Sendable {
        let action: String
        let kept: [Kept]
        /// The names of the two fields.
        let filterName: String
        let sortName: String
        let filter: String
        let sorts: [FormField.Choice]
        /// How many rows of how many are shown; nil where all are.
        let outcome: String?
        /// The table as it is by itself; nil where it is.
        let wholePath: String?
    }

    let headings: [Heading]
    let tools: Tools

    /// - Parameters:
    ///   - columns: as they stand beside one another.
    ///   - page: with what else chooses its content.
    init(
        _ choice: TableChoice, _ columns: [Column], on page: LocalPath, shown: Int, of all: Int, _ words: Words
    ) {
        // Of several tables on a page, the reader comes back to the one that was chosen in.
        let place = choice.name.map { "#\($0)" } ?? ""
        func path(_ sort: String) -> String {
            let sorted = page.with(choice.sortName, sort)
            return (choice.filter.isEmpty ? sorted : sorted.with(choice.filterName, choice.filter)).text + place
        }
        headings = columns.map { column in
            let isSorted = column.key == choice.sort
            // The highest figures are what is looked for first.
            let isUp = isSorted ? choice.isDescending : !column.isFigure
            return Heading(
                label: column.label, path: path(isUp ? column.key : "-\(column.key)"), isFigure: column.isFigure,
                order: isSorted ? (choice.isDescending ? "descending" : "ascending") : nil,
                sign: isSorted ? (choice.isDescending ? "▼" : "▲") : nil)
        }
        let sort = choice.sort.map { choice.isDescending ? "-\($0)" : $0 }
        tools = Tools(
            action: String(page.path) + place,
            kept: page.items.map { Kept(name: $0.name, value: $0.value) }, filterName: choice.filterName,
            sortName: choice.sortName, filter: choice.filter,
            sorts: [FormField.Choice(code: "", label: words(.sortByItself), isChosen: sort == nil)]
                + columns.map { column in
                    let code = column.key == choice.sort ? sort ?? "" : column.isFigure ? "-\(column.key)" : column.key
                    return FormField.Choice(code: code, label: column.label, isChosen: code == sort)
                },
            outcome: shown == all
                ? nil : words.counted(.rowsShown, shown, ["all": String(all)]),
            wholePath: choice.isChosen ? page.text + place : nil)
    }
}

extension LocalPath {
    /// What stands in its query.
    fileprivate var items: [(name: String, value: String)] {
        Form.query(String(text.dropFirst(path.count + 1))).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Visit {
    /// How the reader wants the page's table.
    var tableChoice: TableChoice { TableChoice(query) }

    /// The same of each of a page's tables, by their names.
    func tableChoices(of names: [String]) -> TableChoices {
        TableChoices(names.map { TableChoice(query, of: $0) })
    }
}
