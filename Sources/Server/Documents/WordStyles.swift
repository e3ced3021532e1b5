/// `word/styles.xml`: what a paragraph of each style looks like (GB/T 9704-2012).
struct WordStyles {
    let xml: String

    /// How a style is set.
    struct Shape {
        /// In points.
        let size: Int
        let role: WordDocument.Role
        var isBold = false
        var alignment = WordDocument.Alignment.justified
        /// Of the first line where it is Chinese, in characters.
        var indent = 0
        /// In points.
        var line = 29
        var after = 0
        /// In the red of official papers.
        var isRed = false
        /// Its first line's tab leads to the right edge, and a red rule stands below.
        var isRuled = false
        /// How deep it stands in the outline; nil for what is no heading.
        var level: Int?

        init(_ style: WordDocument.Style) {
            switch style {
            case .title:
                (size, role, alignment, line, after) = (22, .title, .centre, 32, 29)
            case .letterhead: (size, role, alignment, line, isRed) = (26, .title, .centre, 36, true)
            case .issue: (size, role, alignment, after, isRuled) = (16, .body, .start, 29, true)
            case .heading1: (size, role, indent, level) = (16, .heading1, 2, 0)
            case .heading2: (size, role, indent, level) = (16, .heading2, 2, 1)
            case .heading3: (size, role, isBold, indent, level) = (16, .body, true, 2, 2)
            case .body: (size, role, indent) = (16, .body, 2)
            case .label: (size, role) = (16, .heading1)
            case .cell: (size, role, alignment, line) = (12, .body, .start, 16)
            case .note: (size, role, alignment, line) = (9, .body, .start, 12)
            }
        }
    }

    init(language: Language) {
        let styles = WordDocument.Style.allCases.map { style in
            let shape = Shape(style)
            let size = shape.size
            let indent = language == .chinese ? shape.indent : 0
            let isBody = style == .body
            let edge = WordBody.twips(156) - size * 20
            let rule =
                shape.isRuled
                ? """
                <w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="\(WordDocument.red)"/></w:pBdr>\
                <w:tabs><w:tab w:val="right" w:pos="\(edge)"/></w:tabs>
                """ : ""
            return """
                <w:style w:type="paragraph"\(isBody ? #" w:default="1""# : "") w:styleId="\(style.id)">\
                <w:name w:val="\(style.name)"/>\(isBody ? "" : #"<w:basedOn w:val="\#(WordDocument.Style.body.id)"/>"#)\
                <w:qFormat/><w:pPr>\(shape.level == nil ? "" : "<w:keepNext/>")\(rule)\
                <w:spacing w:before="0" w:after="\(shape.after * 20)" w:line="\(shape.line * 20)" w:lineRule="exact"/>\
                <w:ind w:firstLineChars="\(indent * 100)" w:firstLine="\(indent * size * 20)"/>\
                <w:jc w:val="\(shape.alignment.rawValue)"/>\
                \(shape.level.map { #"<w:outlineLvl w:val="\#($0)"/>"# } ?? "")</w:pPr>\
                <w:rPr>\(WordFont(shape.role).xml)\(shape.isBold ? "<w:b/>" : "")\
                \(shape.isRed ? #"<w:color w:val="\#(WordDocument.red)"/>"# : "")\
                <w:sz w:val="\(size * 2)"/><w:szCs w:val="\(size * 2)"/></w:rPr></w:style>
                """
        }
        let spoken = #"<w:lang w:val="en-GB" w:eastAsia="zh-CN"/>"#
        xml = """
            <w:styles \(WordDocument.namespaces)><w:docDefaults><w:rPrDefault><w:rPr>\(WordFont(.body).xml)\
            <w:sz w:val="32"/><w:szCs w:val="32"/>\(spoken)</w:rPr></w:rPrDefault></w:docDefaults>\
            \(styles.joined())</w:styles>
            """
    }
}

extension WordDocument.Style {
    /// What paragraphs call it.
    var id: String {
        switch self {
        case .title: "Title"
        case .heading1: "Heading1"
        case .heading2: "Heading2"
        case .heading3: "Heading3"
        case .letterhead: "ZhibuLetterhead"
        case .issue: "ZhibuIssue"
        case .body: "Normal"
        case .label: "ZhibuLabel"
        case .cell: "ZhibuCell"
        case .note: "ZhibuNote"
        }
    }

    /// What word processors call it: by these names they know their own.
    fileprivate var name: String {
        switch self {
        case .title: "Title"
        case .heading1: "heading 1"
        case .heading2: "heading 2"
        case .heading3: "heading 3"
        case .letterhead: "Zhibu Letterhead"
        case .issue: "Zhibu Issue"
        case .body: "Normal"
        case .label: "Zhibu Label"
        case .cell: "Zhibu Cell"
        case .note: "Zhibu Note"
        }
    }
}

/// The fonts that official papers are set in, by their role; and what to take where one of them is not installed.
struct WordFont {
    private let chinese: String
    private let alternatives: String

    init(_ role: WordDocument.Role) {
        (chinese, alternatives) =
            switch role {
            case .title: ("方正小标宋简体", "FZXiaoBiaoSong-B05S,STZhongsong,SimSun")
            case .heading1: ("黑体", "SimHei,Noto Sans CJK SC")
            case .heading2: ("楷体_GB2312", "KaiTi,STKaiti")
            case .body: ("仿宋_GB2312", "FangSong,STFangsong,Noto Serif CJK SC")
            }
    }

    /// Of a run or a style.
    var xml: String {
        #"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="\#(chinese)"/>"#
    }

    /// `word/fontTable.xml`.
    static let table: String = {
        let fonts = WordDocument.Role.allCases.map { role in
            let font = WordFont(role)
            return """
                <w:font w:name="\(font.chinese)"><w:altName w:val="\(font.alternatives)"/><w:charset w:val="86"/>\
                <w:family w:val="\(role == .heading1 ? "swiss" : "roman")"/></w:font>
                """
        }
        return "<w:fonts \(WordDocument.namespaces)>\(fonts.joined())</w:fonts>"
    }()
}
