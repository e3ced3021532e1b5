import ArgumentParser

/// Where a document for word processors is written, and in which language.
struct DocumentOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where to.", valueName: "file"), completion: .file(extensions: ["docx"]))
    var docx: String
    @Option(help: ArgumentHelp("Of what it says: zh-CN unless given, or en.", valueName: "language"))
    var language: String?

    /// - Parameter path: of the operation that makes it.
    func save(_ path: String, with client: APIClient, _ output: Output) async throws {
        try output.write(try await client.file(path, ["language": language]), to: docx)
    }
}
