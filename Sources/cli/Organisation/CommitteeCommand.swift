import ArgumentParser
import Domain

struct CommitteeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "committee", abstract: "The higher organisations.",
        subcommands: [Add.self, List.self, Contact.self, Escalation.self, Checklist.self, Staffing.self]
    )

    struct Add: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Make a committee.")

        @Argument(help: "Its code.") var code: String
        @Argument(help: "Its name.") var name: String
        @Option(help: ArgumentHelp("The code of the committee above.", valueName: "code")) var parent: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/committees", [:],
                .members(["code": .string(code), "name": .string(name), "parent": parent.json])
            ).json
            output.show(made) { "\(made.shown("code")) \(made.shown("name")): made" }
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the committees.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let committees = try await client.list("/committees")
            let codes = Dictionary(
                committees.map { ($0["id"]?.integer, $0.shown("code")) }, uniquingKeysWith: { first, _ in first }
            )
            output.list(
                committees,
                [
                    .text("Code", "code"), .text("Name", "name"),
                    .text("Below") { committee in committee["parent"]?.integer.flatMap { codes[$0] } ?? "" },
                ],
                none: "no committees yet: ‘zhibu committee add’ makes one"
            )
        }
    }
}
