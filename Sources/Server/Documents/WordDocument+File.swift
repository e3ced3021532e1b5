extension WordDocument {
    /// The file: a ZIP archive of parts in XML (ECMA-376, "Office Open XML").
    ///
    /// - Throws: a ``Problem`` where it cannot be made on this machine.
    func bytes() throws -> [UInt8] {
        try ZIPFile.bytes(of: parts.map { ($0.name, Array($0.xml.utf8)) })
    }

    /// The parts of the file in the order in which they stand in it.
    var parts: [(name: String, xml: String)] {
        var parts = [
            ("[Content_Types].xml", contentTypes), ("_rels/.rels", Self.packageRelations),
            ("docProps/core.xml", properties), ("word/document.xml", WordBody(self).xml),
            ("word/styles.xml", WordStyles(language: language).xml), ("word/fontTable.xml", WordFont.table),
            ("word/settings.xml", settings), ("word/_rels/document.xml.rels", relations),
        ]
        if page.isNumbered {
            parts += [("word/footer1.xml", Self.footer(.end)), ("word/footer2.xml", Self.footer(.start))]
        }
        return parts.map { (name: $0.0, xml: Self.declaration + $0.1) }
    }

    private static let declaration = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    /// The namespaces that a part of the document says at its head.
    static let namespaces =
        #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="\#(office)""#

    private var contentTypes: String {
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        let overrides =
            [
                ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
                ("word/document.xml", "\(word).document.main+xml"), ("word/styles.xml", "\(word).styles+xml"),
                ("word/fontTable.xml", "\(word).fontTable+xml"), ("word/settings.xml", "\(word).settings+xml"),
            ]
            + (page.isNumbered ? ["word/footer1.xml", "word/footer2.xml"].map { ($0, "\(word).footer+xml") } : [])
        return """
            <Types xmlns="\(Self.package)/content-types">\
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
            <Default Extension="xml" ContentType="application/xml"/>\
            \(overrides.map { #"<Override PartName="/\#($0.0)" ContentType="\#($0.1)"/>"# }.joined())</Types>
            """
    }

    private static func relations(_ targets: [(type: String, target: String)]) -> String {
        let said = targets.enumerated().map { index, relation in
            #"<Relationship Id="rId\#(index + 1)" Type="\#(relation.type)" Target="\#(relation.target)"/>"#
        }
        return #"<Relationships xmlns="\#(package)/relationships">\#(said.joined())</Relationships>"#
    }

    private static let packageRelations = relations([
        ("\(office)/officeDocument", "word/document.xml"),
        ("\(package)/relationships/metadata/core-properties", "docProps/core.xml"),
    ])

    private var relations: String {
        let footers = page.isNumbered ? ["footer1.xml", "footer2.xml"].map { ("\(Self.office)/footer", $0) } : []
        return Self.relations(
            ["styles", "fontTable", "settings"].map { ("\(Self.office)/\($0)", "\($0).xml") } + footers)
    }

    /// What `word/_rels/document.xml.rels` calls the footers of odd and of even pages.
    static let footerRelations = (odd: "rId4", even: "rId5")

    /// No moment stands in it: the same document is the same file.
    private var properties: String {
        """
        <cp:coreProperties xmlns:cp="\(Self.package)/metadata/core-properties" \
        xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>\(XMLText.escaped(title))</dc:title>\
        <dc:language>\(language.rawValue)</dc:language></cp:coreProperties>
        """
    }

    private var settings: String {
        """
        <w:settings \(Self.namespaces)>\(page.isNumbered ? "<w:evenAndOddHeaders/>" : "")\
        <w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" \
        w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>
        """
    }

    /// The number of the page between two dashes, in 14 points, one character from the margin.
    private static func footer(_ alignment: Alignment) -> String {
        let indent = alignment == .end ? #"w:rightChars="100" w:right="280""# : #"w:leftChars="100" w:left="280""#
        let font = #"<w:rPr><w:rFonts w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="宋体"/><w:sz w:val="28"/></w:rPr>"#
        let run = { (content: String) in "<w:r>\(font)\(content)</w:r>" }
        let field = ["begin", "separate", "end"].map { run(#"<w:fldChar w:fldCharType="\#($0)"/>"#) }
        return """
            <w:ftr \(namespaces)><w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/>\
            <w:ind \(indent) w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="\(alignment.rawValue)"/></w:pPr>\
            \(run(#"<w:t xml:space="preserve">— </w:t>"#))\(field[0])\
            \(run(#"<w:instrText xml:space="preserve"> PAGE </w:instrText>"#))\(field[1])\(run("<w:t>1</w:t>"))\
            \(field[2])\(run(#"<w:t xml:space="preserve"> —</w:t>"#))</w:p></w:ftr>
            """
    }
}
