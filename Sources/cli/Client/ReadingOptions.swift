import ArgumentParser

/// How a spreadsheet is to be read.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The sheet of a workbook; the first that is to be seen if not given.", valueName: "name"))
    var sheet: String?

    @Option(
        help: ArgumentHelp(
            "A column whose values stand for the empty cells below them, as where cells were merged. May be given several times.",
            valueName: "column"))
    var fillDown: [String] = []

    @Option(
        help: ArgumentHelp(
            "What a heading means: 职务=post; 备注=- for a column that is not to be used. May be given several times; kept for the next file with the same headings.",
            valueName: "heading=column"))
    var column: [String] = []

    @Flag(help: "Let empty cells empty what is on record. Without it they change nothing.")
    var emptyClears = false

    @Flag(help: "Refuse a file with columns that have no use here. Without it they are named.")
    var strict = false

    func validate() throws {
        for text in column where !text.contains("=") {
            throw ValidationError("--column takes a heading and what it means, such as 职务=post, not ‘\(text)’.")
        }
    }

    /// As the API's imports take them.
    var parameters: [(String, String?)] {
        [
            ("sheet", sheet), ("fillDown", joined(fillDown)), ("columns", joined(column)),
            ("emptyClears", emptyClears ? "true" : nil), ("strict", strict ? "true" : nil),
        ]
    }

    /// Commas part what is given several times; a heading's own are left out, and are not missed.
    private func joined(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.map { $0.filter { $0 != "," } }.joined(separator: ",")
    }
}
