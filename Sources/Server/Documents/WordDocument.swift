/// A document for word processors (`.docx`), set as official papers are (GB/T 9704-2012): what an office hands round, signs
/// and files. Equal values give equal bytes on one machine.
struct WordDocument: Sendable, Equatable {
    /// The media type of its file.
    static let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    /// The red of marks, rules and frames.
    static let red = "A8201A"

    /// What programs show as its title.
    let title: String
    /// By which its paragraphs are indented and hyphenated.
    let language: Language
    var page = PageSetup()
    let blocks: [Block]

    enum Block: Sendable, Equatable {
        case paragraph(Paragraph)
        case table(Table)
    }

    // MARK: - The page

    /// A page of A4.
    struct PageSetup: Sendable, Equatable {
        enum Orientation: Sendable { case portrait, landscape }

        /// In millimetres; top, right, bottom and left of the sheet as it is held.
        struct Margins: Sendable, Equatable {
            let top: Int, right: Int, bottom: Int, left: Int

            /// Those of official papers.
            static let official = Margins(top: 37, right: 26, bottom: 35, left: 28)
        }

        var orientation = Orientation.portrait
        var margins = Margins.official
        /// `— 1 —` at the foot: of odd pages on the right, of even ones on the left.
        var isNumbered = true
        /// A double line in red around the page, as certificates have it.
        var isFramed = false
    }

    // MARK: - Paragraphs

    /// What a paragraph is; its font, size, place and line follow from that.
    enum Style: String, CaseIterable, Sendable {
        /// 小标宋 in 22 points, centred.
        case title
        /// 黑体.
        case heading1
        /// 楷体.
        case heading2
        /// 仿宋, bold.
        case heading3
        /// 小标宋 in red, centred: whose paper it is.
        case letterhead
        /// Who issues it, at the left, and after a tab the day, at the right; a red rule below.
        case issue
        /// 仿宋 in 16 points on lines of 29.
        case body
        /// 黑体, not indented: what stands before a list of names.
        case label
        /// What stands in a table.
        case cell
        /// Below the text, in small letters.
        case note
    }

    /// A font by what it is for. Its own name is the file's business.
    enum Role: CaseIterable, Sendable {
        case title, heading1, heading2, body
    }

    /// Text in one manner. A line break in it breaks the line.
    struct Run: Sendable, Equatable {
        let text: String
        var isBold = false
        /// nil for the style's own.
        var role: Role?
        /// In points; nil for the style's own.
        var size: Int?

        init(_ text: String, isBold: Bool = false, role: Role? = nil, size: Int? = nil) {
            (self.text, self.isBold, self.role, self.size) = (text, isBold, role, size)
        }
    }

    enum Alignment: String, Sendable {
        case start = "left"
        case centre = "center"
        case end = "right"
        case justified = "both"
    }

    /// What is nil is as the style has it.
    struct Paragraph: Sendable, Equatable {
        let style: Style
        let runs: [Run]
        var alignment: Alignment?
        /// Of its first line, in characters.
        var indent: Int?
        /// How far its other lines stand behind the first, in characters.
        var hanging: Int?
        /// From the right edge, in characters: a signature stands four in.
        var endIndent: Int?
        /// The height of a line, in points, whatever stands in it.
        var line: Int?
        /// Above it, in points.
        var before: Int?
        /// Whether it begins a new page.
        var startsPage = false

        init(
            _ runs: [Run], as style: Style = .body, alignment: Alignment? = nil, indent: Int? = nil,
            hanging: Int? = nil,
            endIndent: Int? = nil, line: Int? = nil, before: Int? = nil, startsPage: Bool = false
        ) {
            (self.style, self.runs, self.alignment, self.indent) = (style, runs, alignment, indent)
            (self.hanging, self.endIndent) = (hanging, endIndent)
            (self.line, self.before, self.startsPage) = (line, before, startsPage)
        }
    }

    // MARK: - Tables

    /// With a line around every cell; its heading stands on every page that it goes on to, and no row is torn.
    struct Table: Sendable, Equatable {
        struct Column: Sendable, Equatable {
            let heading: String
            /// Of the width between the margins, beside the other columns' shares; at least 1.
            let share: Int
            var alignment = Alignment.start

            init(_ heading: String, share: Int, alignment: Alignment = .start) {
                (self.heading, self.share, self.alignment) = (heading, share, alignment)
            }
        }

        struct Row: Sendable, Equatable {
            /// A text for each column.
            let cells: [String]
            var isBold = false

            init(_ cells: [String], isBold: Bool = false) {
                (self.cells, self.isBold) = (cells, isBold)
            }
        }

        let columns: [Column]
        let rows: [Row]
    }
}

extension WordDocument.Block {
    /// A paragraph of one text.
    static func text(
        _ text: String, as style: WordDocument.Style = .body, alignment: WordDocument.Alignment? = nil,
        indent: Int? = nil, endIndent: Int? = nil, line: Int? = nil, before: Int? = nil, startsPage: Bool = false
    ) -> Self {
        .paragraph(
            WordDocument.Paragraph(
                [WordDocument.Run(text)], as: style, alignment: alignment, indent: indent, endIndent: endIndent,
                line: line,
                before: before, startsPage: startsPage))
    }

    /// Who signs, and the day below it: at the right, four characters in.
    static func signature(_ issuer: String, _ day: String) -> [Self] {
        [
            .text(issuer, alignment: .end, indent: 0, endIndent: 4, before: 29),
            .text(day, alignment: .end, indent: 0, endIndent: 4),
        ]
    }
}
