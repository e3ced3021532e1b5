import Domain

/// A longer official paper (GB/T 9704-2012), section by section: what a page shows and prints, and what a word processor is
/// given. It has the SHA-256 of what it says on it.
struct OfficialPaper: Sendable {
    struct Cell: Sendable {
        let label: String
        let text: String
    }

    struct Row: Sendable {
        let first: String
        let others: [Cell]
    }

    struct Table: Sendable {
        let headings: [String]
        let rows: [Row]
    }

    struct Names: Sendable {
        let label: String
        let people: String
    }

    /// One thing below another; it has one of these.
    struct Block: Sendable {
        let part: String?
        let text: String?
        let names: Names?
        let table: Table?

        static func part(_ heading: String) -> Block { Block(part: heading, text: nil, names: nil, table: nil) }
        static func text(_ text: String) -> Block { Block(part: nil, text: text, names: nil, table: nil) }
        static func names(_ label: String, _ people: String) -> Block {
            Block(part: nil, text: nil, names: Names(label: label, people: people), table: nil)
        }

        /// - Parameter rows: a text for each heading; nil and what is empty is a dash.
        static func table(_ headings: [String], _ rows: [[String?]]) -> Block {
            let said = rows.map { row in
                let texts = row.map { $0?.nonEmpty ?? "–" }
                return Row(
                    first: texts.first ?? "–",
                    others: zip(headings, texts).dropFirst().map { Cell(label: $0, text: $1) })
            }
            return Block(part: nil, text: nil, names: nil, table: Table(headings: headings, rows: said))
        }
    }

    struct Section: Sendable {
        let heading: String
        let blocks: [Block]
    }

    /// Whose paper it is, in red.
    let title: String
    let issueNumber: String?
    let issuer: String
    let date: String
    let sections: [Section]
    let digestLabel: String
    let digest: String

    /// - Parameter sections: without their numbers.
    init(
        title: String, number: String?, issuer: String, date: String, sections: [(heading: String, blocks: [Block])],
        digestLabel: String, digest: String, _ words: Words
    ) {
        (self.title, issueNumber, self.issuer, self.date) = (title, number, issuer, date)
        (self.digestLabel, self.digest) = (digestLabel, digest)
        self.sections = sections.enumerated().map { index, section in
            Section(heading: MinutesPage.heading(index + 1, section.heading, words), blocks: section.blocks)
        }
    }

    /// What it says, for a word processor.
    func document(_ words: Words) -> WordDocument {
        typealias Paragraph = WordDocument.Paragraph
        // Its mark stands 35 mm below the text's upper edge, the number two lines below.
        var blocks: [WordDocument.Block] = [.text(title, as: .letterhead, before: 99)]
        if let issueNumber { blocks.append(.text(issueNumber, alignment: .centre, indent: 0, before: 58)) }
        blocks.append(.text("\(issuer)\t\(date)", as: .issue, before: 29))
        for section in sections {
            blocks.append(.text(section.heading, as: .heading1))
            for block in section.blocks {
                if let part = block.part { blocks.append(.text(part, as: .heading2)) }
                if let text = block.text { blocks.append(.text(text)) }
                if let names = block.names {
                    blocks.append(
                        .paragraph(
                            Paragraph(
                                [
                                    WordDocument.Run(names.label),
                                    WordDocument.Run(names.people, role: .body),
                                ], as: .label, indent: 2, hanging: 3)))
                }
                if let table = block.table { blocks.append(.table(table.forWordProcessors)) }
            }
        }
        blocks.append(.text("\(digestLabel) \(digest)", as: .note, before: 12))
        return WordDocument(title: title, language: words.language, blocks: blocks)
    }
}

extension OfficialPaper.Table {
    /// Its columns are as wide as their longest text wants, within bounds.
    fileprivate var forWordProcessors: WordDocument.Table {
        let texts = rows.map { [$0.first] + $0.others.map(\.text) }
        return WordDocument.Table(
            columns: headings.enumerated().map { index, heading in
                let longest = texts.map { $0[index].count }.max() ?? 0
                return WordDocument.Table.Column(heading, share: min(10, max(5, heading.count, longest)))
            }, rows: texts.map { WordDocument.Table.Row($0) })
    }
}
