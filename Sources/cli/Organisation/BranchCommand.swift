import ArgumentParser
import Domain

struct BranchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch", abstract: "Party branches.",
        subcommands: [
            Import.self, List.self, Show.self, Appoint.self, Relieve.self, Rename.self, Merge.self, Split.self,
            Dissolve.self, RenameGroup.self, ImportOffices.self, Secretaries.self, Year.self,
        ]
    )

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Import the office's list of branches.")

        @OptionGroup var file: ImportOptions
        @Option(help: ArgumentHelp("The committee's code, where there is more than one.", valueName: "code"))
        var committee: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/branches", with: client, [("committee", committee)])
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the branches.")

        @Option(help: ArgumentHelp("Only below this committee.", valueName: "code")) var committee: String?
        @Flag(help: "With those that are no more.") var dissolved = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list(
                    "/branches", ["committee": committee, "dissolved": dissolved ? "true" : nil]),
                [
                    .text("Code", "code"), .text("Name", "name"), .text("Committee", "committee"),
                    .text("Kind", "kind"),
                    .person("Secretary", "secretary"), .text("Post", "secretaryPost"), .number("Members", "members"),
                    .number("Areas", "areas"), .text("No more since", "dissolved"),
                ],
                none: "no branches here: ‘zhibu branch import’ takes the office's list"
            )
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show a branch, its groups and its offices.")

        @Argument(help: "The branch's code.") var code: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let branch = try await client.branch(code)
            let path = "/branches/\(try branch.id)"
            let groups = try await client.get("\(path)/groups")
            let changes = try await client.get("\(path)/changes")
            let appointments = try await client.list("\(path)/appointments")
            output.show(
                branch.with("groups", groups).with("appointments", .array(appointments)).with("changes", changes)
            ) {
                let offices = Table(
                    appointments,
                    [
                        .text("Office", "office"), .person("Member", "member"), .text("Basis", "basis"),
                        .text("Group", "group"), .text("From", "from"), .text("Until", "until"),
                    ]
                )
                return [
                    branch.outline,
                    "groups: " + (groups.array ?? []).map { $0.shown("name") }.joined(separator: ", "),
                    appointments.isEmpty ? "nobody is appointed" : "\n" + offices.text,
                ].joined(separator: "\n")
                    + ((changes.array ?? []).isEmpty
                        ? ""
                        : "\n\n"
                            + Table(
                                changes.array ?? [],
                                [
                                    .text("From", "from"), .text("Change", "kind"), .text("Other branch", "other"),
                                    .text("Former name", "formerName"), .text("Document", "document"),
                                ]
                            ).text)
            }
        }
    }
}
