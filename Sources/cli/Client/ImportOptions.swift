import ArgumentParser

/// What every import of a spreadsheet takes.
struct ImportOptions: ParsableArguments {
    @Argument(
        help: "The spreadsheet: an Excel workbook or CSV.", completion: .file(extensions: ["xlsx", "xls", "csv"]))
    var file: String

    @Flag(help: "Check everything and show what would change, row by row and field by field, but change nothing.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "The digest that a dry run gave out: the file goes in only if it still does what was shown there.",
            valueName: "digest"))
    var expect: String?

    @Flag(
        help: "What the program took for a slip of the pen, such as a member on record under another number, is meant.")
    var confirm = false

    @OptionGroup(title: "Reading options") var reading: ReadingOptions
}

extension ClientCommand {
    /// Sends a spreadsheet and says what it came to.
    func importing(
        _ file: ImportOptions, to path: String, with client: APIClient, _ parameters: [(String, String?)] = []
    ) async throws {
        let report = try await client.upload(
            file.file, to: path,
            parameters: parameters + [
                ("dryRun", file.dryRun ? "true" : nil), ("confirm", file.confirm ? "true" : nil),
                ("expect", file.expect),
            ] + file.reading.parameters
        )
        output.imported(report, from: file.file)
    }
}
