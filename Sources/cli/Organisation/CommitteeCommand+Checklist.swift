import ArgumentParser
import Domain

extension CommitteeCommand {
    struct Checklist: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a committee's inspections look at, or publish it.",
            discussion: """
                With --title and an --item for each line it is published, in the place of what was published before. A \
                checklist that asks for photos, notebooks, likes or media items is refused.
                """
        )

        @Argument(help: "The committee's code.") var code: String
        @Option(help: ArgumentHelp("What it is called.", valueName: "text")) var title: String?
        @Option(help: ArgumentHelp("What is looked at; as often as there are items.", valueName: "text"))
        var item: [String] = []
        @OptionGroup var options: ClientOptions

        func validate() throws {
            if (title == nil) != item.isEmpty { throw ValidationError("--title and --item go together") }
        }

        func perform(with client: APIClient) async throws {
            let path = "/committees/\(try await client.committee(code).id)/checklists"
            if let title {
                let made = try await client.post(
                    path, [:], ["title": .string(title), "items": .string(item.joined(separator: "\n"))]
                ).json
                output.show(made) { "\(code) \(made.shown("number")): published" }
                return
            }
            let checklists = try await client.list(path)
            output.list(
                checklists,
                [
                    .number("No.", "number"), .text("Published", "publishedOn"), .text("By", "publishedBy"),
                    .text("Title", "title"),
                    .text("Items") { ($0["items"]?.string ?? "").split(separator: "\n").joined(separator: "; ") },
                ], none: "nothing is published yet")
        }
    }
}
