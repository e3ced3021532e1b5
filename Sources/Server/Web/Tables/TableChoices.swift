/// What is chosen in each of several tables on one page: choosing in one leaves the others as they are.
struct TableChoices: Sendable {
    private let choices: [TableChoice]

    static let none = TableChoices([])

    init(_ choices: [TableChoice]) {
        self.choices = choices
    }

    /// What is chosen in the table of this name; nothing where it is none of them.
    subscript(name: String) -> TableChoice { choices.first { $0.name == name } ?? TableChoice([:], of: name) }

    /// The page as a table's links and its form lead back to it: with what is chosen in the others.
    func page(_ path: LocalPath, for name: String) -> LocalPath {
        choices.filter { $0.name != name }.reduce(path) { $1.kept(on: $0) }
    }

    /// The rows of the table of this name as they are chosen, and what stands above them (``TableChoice/arrange``).
    func arrange<Row>(
        _ rows: [Row], of name: String, by columns: [TableColumn<Row>], on path: LocalPath, _ words: Words
    ) -> (rows: [Row], head: TableHead) {
        self[name].arrange(rows, by: columns, on: page(path, for: name), words)
    }
}
