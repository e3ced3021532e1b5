/// What a workbook's `workbook.xml` and the relationships of it say: which sheets there are, and where the other parts lie.
struct WorkbookContents {
    let sheets: [WorkbookSheet]
    let isSince1904: Bool
    /// Whether whoever wrote the formulas asks whoever opens them to compute.
    let isToBeComputed: Bool
    let sharedTexts: String?
    let styles: String?

    /// In bytes, of a part that only lists others.
    private static let longest = 16 << 20

    init(of archive: WorkbookArchive) throws(SpreadsheetFault) {
        let roots = try WorkbookRelations.read(beside: "", of: "", in: archive)
        let part = roots.target(of: "officeDocument") ?? "xl/workbook.xml"
        if let foreign = Self.foreign(archive, document: part) { throw SpreadsheetFault(.workbook(.other(foreign))) }
        guard let file = try archive.part(part, most: Self.longest) else {
            throw SpreadsheetFault(.workbook(.broken(part: part)))
        }
        let list = SheetList()
        try WorkbookXML.read(file, by: list)
        let (folder, name) = part.splitAtLastSlash
        let relations = try WorkbookRelations.read(beside: folder, of: name, in: archive)
        sheets = list.sheets.enumerated().compactMap { index, sheet in
            guard let relation = relations.byID[sheet.relation] else {
                // Without relationships, where Excel itself puts them.
                let usual = "\(folder)worksheets/sheet\(index + 1).xml"
                guard relations.byID.isEmpty, archive.has(usual) else { return nil }
                return WorkbookSheet(name: sheet.name, isHidden: sheet.isHidden, place: .part(usual))
            }
            // Charts, dialogs and macros are sheets too, but not tables.
            guard relation.kind == "worksheet" else { return nil }
            return WorkbookSheet(name: sheet.name, isHidden: sheet.isHidden, place: .part(relation.target))
        }
        isSince1904 = list.isSince1904
        isToBeComputed = list.isToBeComputed
        sharedTexts = relations.target(of: "sharedStrings")
        styles = relations.target(of: "styles")
    }

    /// What the archive is, if it is no workbook that can be read.
    private static func foreign(_ archive: WorkbookArchive, document: String) -> ForeignFile? {
        if archive.has(document), !document.hasSuffix(".bin") {
            return archive.hasFolder("word/") ? .wordDocument : archive.hasFolder("ppt/") ? .presentation : nil
        }
        if archive.has("xl/workbook.bin") || document.hasSuffix(".bin") { return .binaryWorkbook }
        if archive.has("index/document.iwa") || archive.has("index.zip") { return .numbers }
        if archive.has("meta-inf/manifest.xml"), archive.has("content.xml") { return .openDocument }
        if archive.has("word/document.xml") { return .wordDocument }
        if archive.has("ppt/presentation.xml") { return .presentation }
        return archive.has("[content_types].xml") ? nil : .archive
    }

    /// The list of sheets in `workbook.xml`.
    private final class SheetList: WorkbookXMLHandler {
        /// Excel's own bound is its memory; an office has some dozens.
        private static let most = 2000

        var sheets: [(name: String, isHidden: Bool, relation: String)] = []
        var isSince1904 = false
        var isToBeComputed = false
        private var isInSheets = false

        func start(_ name: String, _ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault) {
            switch name {
            case "workbookPr": isSince1904 = attributes.flag("date1904")
            case "calcPr": isToBeComputed = attributes.flag("fullCalcOnLoad")
            case "sheets": isInSheets = true
            case "sheet" where isInSheets:
                guard sheets.count < Self.most else { throw SpreadsheetFault(.workbook(.tooLarge(part: "sheets"))) }
                sheets.append(
                    (
                        attributes["name"] ?? "", ["hidden", "veryHidden"].contains(attributes["state"] ?? ""),
                        attributes["id"] ?? ""
                    )
                )
            default: break
            }
        }

        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

        func end(_ name: String) -> Bool {
            if name == "sheets" { isInSheets = false }
            return false
        }
    }
}

/// Which parts a part speaks of: the `.rels` beside it.
struct WorkbookRelations {
    struct Relation {
        /// The last word of the type's address, which alone is the same in both sorts of OOXML.
        let kind: String
        /// The part's name in the archive.
        let target: String
    }

    private(set) var byID: [String: Relation] = [:]
    private var inOrder: [Relation] = []

    func target(of kind: String) -> String? { inOrder.first { $0.kind == kind }?.target }

    static func read(
        beside folder: String, of name: String, in archive: WorkbookArchive
    ) throws(SpreadsheetFault) -> WorkbookRelations {
        guard let part = try archive.part("\(folder)_rels/\(name).rels", most: 16 << 20) else {
            return WorkbookRelations()
        }
        let list = List(folder: folder)
        try WorkbookXML.read(part, by: list)
        return list.relations
    }

    private final class List: WorkbookXMLHandler {
        private static let most = 20_000

        let folder: String
        var relations = WorkbookRelations()

        init(folder: String) {
            self.folder = folder
        }

        func start(_ name: String, _ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault) {
            guard name == "Relationship", attributes["TargetMode"] != "External", let id = attributes["Id"],
                let kind = attributes["Type"]?.splitAtLastSlash.name, let target = attributes["Target"]
            else { return }
            guard relations.inOrder.count < Self.most else {
                throw SpreadsheetFault(.workbook(.tooLarge(part: "rels")))
            }
            let relation = Relation(kind: kind, target: target.resolved(in: folder))
            if relations.byID[id] == nil { relations.byID[id] = relation }
            relations.inOrder.append(relation)
        }

        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

        func end(_ name: String) -> Bool { false }
    }
}

extension String {
    /// Before and after the last slash; the folder with it.
    fileprivate var splitAtLastSlash: (folder: String, name: String) {
        guard let slash = lastIndex(of: "/") else { return ("", self) }
        return (String(self[...slash]), String(self[index(after: slash)...]))
    }

    /// The name of the part that a relationship of a part in `folder` means.
    fileprivate func resolved(in folder: String) -> String {
        let target = String(map { $0 == "\\" ? "/" : $0 })
        let path = target.hasPrefix("/") ? target : folder + target
        var steps: [Substring] = []
        for step in path.split(separator: "/") {
            switch step {
            case ".": break
            case "..": _ = steps.popLast()
            default: steps.append(step)
            }
        }
        return steps.joined(separator: "/")
    }
}
