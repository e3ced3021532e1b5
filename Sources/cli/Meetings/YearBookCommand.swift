import ArgumentParser
import Domain

/// A branch's year book, put together from its records.
struct YearBookCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "yearbook", abstract: "Put a branch's year book together from its records.",
        discussion: """
            Nothing is entered for it, and nothing of it is kept. The SHA-256 it tells is the one on its print, for as long as \
            no record in it changes; --json gives what it is taken over.
            """)

    @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
    @Option(help: "Such as 2026.") var year: Int
    @OptionGroup var document: OptionalDocument
    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        let id = try await client.branch(branch).id
        if try await document.save("/branches/\(id)/year-book.docx", year: year, with: client, output) { return }
        let sealed = try await client.get("/branches/\(id)/year-book", ["year": String(year)])
        output.show(sealed) {
            let book = sealed["book"] ?? .null
            let parts = ["roster", "plan", "meetings", "movements", "honours", "findings", "months"].map {
                "\($0): \((book[$0]?.array ?? []).count)"
            }
            return "\(book.shown("name")) \(year): \(parts.joined(separator: ", "))\nSHA-256 \(sealed.shown("digest"))"
        }
    }
}
