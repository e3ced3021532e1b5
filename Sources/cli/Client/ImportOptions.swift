import ArgumentParser

/// What every import of a spreadsheet takes.
struct ImportOptions: ParsableArguments {
    @Argument(
        help: "The spreadsheet: an Excel workbook or CSV.", completion: .file(extensions: ["xlsx", "xls", "csv"]))
    var file: String

    @OptionGroup var sending: SendingOptions

    @OptionGroup(title: "Reading options") var reading: ReadingOptions
}

/// What is asked of an import beside its file.
struct SendingOptions: ParsableArguments {
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
}

extension ClientCommand {
    /// Sends a spreadsheet and says what it came to.
    func importing(
        _ file: ImportOptions, to path: String, with client: APIClient, _ parameters: [(String, String?)] = []
    ) async throws {
        try await importing(file.file, file.sending, file.reading, to: path, with: client, parameters)
    }

    func importing(
        _ file: String, _ sending: SendingOptions, _ reading: ReadingOptions, to path: String, with client: APIClient,
        _ parameters: [(String, String?)] = []
    ) async throws {
        let report = try await client.upload(
            file, to: path,
            parameters: parameters + [
                ("dryRun", sending.dryRun ? "true" : nil), ("confirm", sending.confirm ? "true" : nil),
                ("expect", sending.expect),
            ] + reading.parameters
        )
        output.imported(report, from: file)
    }
}
