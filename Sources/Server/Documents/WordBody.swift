/// `word/document.xml`: what a document says, block by block, and how its pages are set up.
///
/// Lengths are in twentieths of a point, as the format has them. The members of an element stand in the order of its schema,
/// which programs insist on.
struct WordBody {
    let xml: String

    init(_ document: WordDocument) {
        let page = document.page
        var blocks = ""
        for (index, block) in document.blocks.enumerated() {
            switch block {
            case .paragraph(let paragraph): blocks += Self.xml(paragraph)
            case .table(let table):
                blocks += Self.xml(table, width: page.width - Self.twips(page.margins.left + page.margins.right))
                // Two tables would become one, and after the last a paragraph has to stand.
                if index + 1 == document.blocks.count { blocks += Self.seam }
                if index + 1 < document.blocks.count, case .table = document.blocks[index + 1] { blocks += Self.seam }
            }
        }
        xml = "<w:document \(WordDocument.namespaces)><w:body>\(blocks)\(Self.section(page))</w:body></w:document>"
    }

    /// - Parameter length: in millimetres.
    static func twips(_ length: Int) -> Int { (length * 14_400 + 127) / 254 }

    private static let seam = #"<w:p><w:pPr><w:spacing w:before="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>"#

    // MARK: - Paragraphs

    private static func xml(_ paragraph: WordDocument.Paragraph) -> String {
        let shape = WordStyles.Shape(paragraph.style)
        var properties = #"<w:pStyle w:val="\#(paragraph.style.id)"/>"#
        if paragraph.startsPage { properties += "<w:pageBreakBefore/>" }
        var spacing = ""
        if let before = paragraph.before { spacing += #" w:before="\#(before * 20)""# }
        if let line = paragraph.line { spacing += #" w:line="\#(line * 20)" w:lineRule="exact""# }
        if !spacing.isEmpty { properties += "<w:spacing\(spacing)/>" }
        // In characters for who goes on writing, and as a length for programs that know of no characters.
        let size = (paragraph.runs.first?.size ?? shape.size) * 20
        var indent = ""
        if let end = paragraph.endIndent { indent += #" w:rightChars="\#(end * 100)" w:right="\#(end * size)""# }
        if let hanging = paragraph.hanging {
            let start = (paragraph.indent ?? 0) + hanging
            indent += #" w:leftChars="\#(start * 100)" w:left="\#(start * size)""#
            indent += #" w:hangingChars="\#(hanging * 100)" w:hanging="\#(hanging * size)""#
        } else if let first = paragraph.indent {
            indent += #" w:firstLineChars="\#(first * 100)" w:firstLine="\#(first * size)""#
        }
        if !indent.isEmpty { properties += "<w:ind\(indent)/>" }
        if let alignment = paragraph.alignment { properties += #"<w:jc w:val="\#(alignment.rawValue)"/>"# }
        return "<w:p><w:pPr>\(properties)</w:pPr>\(paragraph.runs.map(xml).joined())</w:p>"
    }

    private static func xml(_ run: WordDocument.Run) -> String {
        var properties = run.role.map { WordFont($0).xml } ?? ""
        if run.isBold { properties += "<w:b/>" }
        if let size = run.size { properties += #"<w:sz w:val="\#(size * 2)"/><w:szCs w:val="\#(size * 2)"/>"# }
        if !properties.isEmpty { properties = "<w:rPr>\(properties)</w:rPr>" }
        return "<w:r>\(properties)\(XMLText.inRun(run.text))</w:r>"
    }

    // MARK: - Tables

    private static func xml(_ table: WordDocument.Table, width: Int) -> String {
        let shares = max(1, table.columns.reduce(0) { $0 + $1.share })
        let widths = table.columns.map { width * $0.share / shares }
        let lines = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
            #"<w:\#($0) w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#
        }
        let head = row(table.columns.map(\.heading), of: table, widths, isBold: true, isHeading: true)
        let rows = table.rows.map { row($0.cells, of: table, widths, isBold: $0.isBold, isHeading: false) }
        return """
            <w:tbl><w:tblPr><w:tblW w:w="\(widths.reduce(0, +))" w:type="dxa"/><w:tblBorders>\(lines.joined())\
            </w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr>\
            <w:tblGrid>\(widths.map { #"<w:gridCol w:w="\#($0)"/>"# }.joined())</w:tblGrid>\
            \(head)\(rows.joined())</w:tbl>
            """
    }

    private static func row(
        _ texts: [String], of table: WordDocument.Table, _ widths: [Int], isBold: Bool, isHeading: Bool
    ) -> String {
        let cells = zip(zip(texts, table.columns), widths).map { cell, width in
            let (text, column) = cell
            let paragraph = WordDocument.Paragraph(
                [WordDocument.Run(text, isBold: isBold)], as: .cell, alignment: column.alignment)
            return """
                <w:tc><w:tcPr><w:tcW w:w="\(width)" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>\
                \(xml(paragraph))</w:tc>
                """
        }
        return "<w:tr><w:trPr><w:cantSplit/>\(isHeading ? "<w:tblHeader/>" : "")</w:trPr>\(cells.joined())</w:tr>"
    }

    // MARK: - The page

    private static func section(_ page: WordDocument.PageSetup) -> String {
        let margins = page.margins
        let footers =
            page.isNumbered
            ? [("default", WordDocument.footerRelations.odd), ("even", WordDocument.footerRelations.even)].map {
                #"<w:footerReference w:type="\#($0)" r:id="\#($1)"/>"#
            } : []
        let sides = ["top", "left", "bottom", "right"].map {
            #"<w:\#($0) w:val="double" w:sz="18" w:space="24" w:color="\#(WordDocument.red)"/>"#
        }
        let isLandscape = page.orientation == .landscape
        return """
            <w:sectPr>\(footers.joined())\
            <w:pgSz w:w="\(page.width)" w:h="\(page.height)"\(isLandscape ? #" w:orient="landscape""# : "")/>\
            <w:pgMar w:top="\(twips(margins.top))" w:right="\(twips(margins.right))" \
            w:bottom="\(twips(margins.bottom))" w:left="\(twips(margins.left))" w:header="851" w:footer="1304" \
            w:gutter="0"/>\
            \(page.isFramed ? #"<w:pgBorders w:offsetFrom="page">\#(sides.joined())</w:pgBorders>"# : "")</w:sectPr>
            """
    }
}

extension WordDocument.PageSetup {
    /// Of A4, 210 by 297 millimetres, as word processors round it.
    private static let (shortEdge, longEdge) = (11_906, 16_838)

    fileprivate var width: Int { orientation == .portrait ? Self.shortEdge : Self.longEdge }
    fileprivate var height: Int { orientation == .portrait ? Self.longEdge : Self.shortEdge }
}
