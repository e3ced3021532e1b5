/// The number formats of a workbook's cells, by the number that a cell has for its style.
struct WorkbookStyles {
    private var formats: [CellFormat] = []

    init() {}

    /// - Parameter codes: what the workbook itself defines; it may give a built-in number another meaning.
    init(numbers: [Int], codes: [Int: String]) {
        var known: [Int: CellFormat] = [:]
        for number in Set(numbers) {
            known[number] = codes[number].map(CellFormat.init(code:)) ?? CellFormat(builtIn: number)
        }
        formats = numbers.map { known[$0] ?? .number }
    }

    subscript(_ style: Int) -> CellFormat {
        formats.indices.contains(style) ? formats[style] : .number
    }

    init(of part: WorkbookArchive.Part) throws(SpreadsheetFault) {
        let list = List()
        try WorkbookXML.read(part, by: list)
        self.init(numbers: list.numbers, codes: list.codes)
    }

    private final class List: WorkbookXMLHandler {
        /// Excel's own bound.
        private static let most = 65_536
        /// Excel takes a few hundred.
        private static let mostCodes = 4096

        var numbers: [Int] = []
        var codes: [Int: String] = [:]
        private var isInCells = false

        func start(_ name: String, _ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault) {
            switch name {
            case "numFmt":
                guard codes.count < Self.mostCodes else { throw SpreadsheetFault(.workbook(.tooLarge(part: "styles"))) }
                if let number = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
                    codes[number] = String(code.prefix(255))
                }
            case "cellXfs": isInCells = true
            case "xf" where isInCells:
                guard numbers.count < Self.most else { throw SpreadsheetFault(.workbook(.tooLarge(part: "styles"))) }
                numbers.append(attributes["numFmtId"].flatMap { Int($0) } ?? 0)
            default: break
            }
        }

        func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

        func end(_ name: String) -> Bool {
            if name == "cellXfs" { isInCells = false }
            return false
        }
    }
}
