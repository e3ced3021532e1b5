import ArgumentParser
import Domain

extension BranchCommand {
    struct Year: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a branch’s year came to, or write it as one page for Word.")

        @Argument(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "Such as 2026.") var year: Int
        @OptionGroup var document: OptionalDocument
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            if try await document.save("/branches/\(id)/year.docx", year: year, with: client, output) { return }
            let found = try await client.get("/branches/\(id)/year", ["year": String(year)])
            output.show(found) {
                (found.object?.members ?? []).compactMap { member in
                    member.value.integer.map { "\(member.name): \($0)" }
                }.joined(separator: "\n")
            }
        }
    }
}
