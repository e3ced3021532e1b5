/// A page of the handbook, taken apart: as much of Markdown as the handbook uses (`Markdown+Reading.swift`). Its parts are
/// what a template shows (``PageValue``).
struct Markdown: Sendable {
    let title: String
    let blocks: [Block]

    /// One of these things; all others are nil.
    struct Block: Sendable {
        var section: Heading?
        var part: Heading?
        var paragraph: Line?
        var code: String?
        var picture: Picture?
        var bullets: List?
        var steps: List?
        var table: Table?
        var quote: Quote?
    }

    /// Text of which each piece looks one way.
    struct Line: Sendable {
        let runs: [Run]
    }

    /// One of these things; all others are nil.
    struct Run: Sendable {
        var text: String?
        var strong: String?
        var code: String?
        var link: Link?
    }

    struct Link: Sendable {
        let path: String
        let label: String
    }

    struct Heading: Sendable {
        let id: String
        let runs: [Run]
    }

    struct Picture: Sendable {
        let path: String
        /// In pixels, so that the text stands still while it is fetched.
        let width: String
        let height: String
        /// What is to be seen on it.
        var alternative = ""
    }

    struct List: Sendable {
        let items: [Item]
    }

    struct Item: Sendable {
        let runs: [Run]
        /// What stands below its first line.
        let blocks: [Block]
    }

    struct Quote: Sendable {
        let blocks: [Block]
    }

    struct Table: Sendable {
        let headings: [String]
        let rows: [Row]
    }

    struct Row: Sendable {
        /// What the row is about: its first cell.
        let subject: Line
        let cells: [Cell]
    }

    struct Cell: Sendable {
        /// The heading of its column.
        let label: String
        let runs: [Run]
    }

    /// What a link or a picture leads to.
    enum Target: Sendable {
        case page(String)
        case picture(Picture)
        /// Where nobody gets from here: of the link the text is left.
        case elsewhere
    }

    /// Something that has a meaning in Markdown and none here, so that it would stand on the page as it was typed.
    struct Fault: Error, Equatable, CustomStringConvertible {
        let line: String
        let cause: String

        var description: String { "‘\(line)’: \(cause)" }
    }
}
