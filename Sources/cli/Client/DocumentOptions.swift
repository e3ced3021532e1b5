import ArgumentParser

/// Where a document for word processors is written, and in which language.
struct DocumentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where to.", valueName: "file"), completion: .file(extensions: ["docx"]))
    var docx: String
    @OptionGroup var content: DocumentContent

    /// - Parameter path: of the operation that makes it.
    func save(_ path: String, with client: APIClient, _ output: Output) async throws {
        try await content.save(path, to: docx, with: client, output)
    }
}

/// Where a document for word processors is written, if one is wanted of what the command otherwise shows.
struct OptionalDocument: ParsableArguments {
    @Option(
        help: ArgumentHelp("Write it as a document for Word.", valueName: "file"),
        completion: .file(extensions: ["docx"]))
    var docx: String?
    @OptionGroup var content: DocumentContent

    /// - Returns: whether it was wanted, and is written.
    func save(_ path: String, year: Int, with client: APIClient, _ output: Output) async throws -> Bool {
        guard let docx else { return false }
        try await content.save(path, year: year, to: docx, with: client, output)
        return true
    }
}

/// What a document for word processors says, for a command that writes one or tells something else.
struct DocumentContent: ParsableArguments {
    @Option(help: ArgumentHelp("Of what the document says: zh-CN unless given, or en.", valueName: "language"))
    var language: String?

    /// - Parameters:
    ///   - path: of the operation that makes it.
    ///   - year: which, of what is a year's.
    func save(
        _ path: String, year: Int? = nil, to file: String, with client: APIClient, _ output: Output
    ) async throws {
        let document = try await client.file(path, ["year": year.map(String.init), "language": language])
        try output.write(document, to: file)
    }
}
