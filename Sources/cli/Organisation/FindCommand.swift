import ArgumentParser
import Domain

struct FindCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Find people, areas, branches, months and findings.",
        discussion: """
            By any part of a name, a code or a number; one Chinese character is enough. Of several words each has to be \
            found: ‘zhibu find 甲支部 10月’ finds that branch's Octobers.
            """
    )

    @Argument(help: ArgumentHelp("What to look for.", valueName: "text")) var texts: [String]
    @Option(help: ArgumentHelp("Only these: person, area, branch, month or finding.", valueName: "kind")) var kind:
        String?
    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        output.list(
            try await client.list("/records", ["text": texts.joined(separator: " "), "kind": kind]),
            [
                .text("Kind", "kind"), .text("Code", "code"), .text("Name", "name"), .text("Branch", "branch"),
                .text("Past") { $0["isPast"] == true ? "yes" : "" },
            ],
            none: "nothing here has that in its name, its code or its number"
        )
    }
}
