import ArgumentParser
import Domain

extension CommitteeCommand {
    struct Staffing: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show who does a committee’s party work, and what it comes to for each secretary.")

        @Argument(help: ArgumentHelp("The committee’s code.", valueName: "code")) var committee: String
        @Option(help: ArgumentHelp("The month; the present one if not given.", valueName: "month")) var month: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get(
                "/committees/\(try await client.committee(committee).id)/staffing", ["month": month])
            output.list(
                found["branches"]?.array ?? [],
                [
                    .text("Branch", "branch"), .number("Members", "members"), .person("Secretary", "secretary"),
                    .text("Post", "post"), .number("Asked", "asked"), .number("Done", "done"),
                    .number("Planned", "planItems"), .number("Meetings", "meetings"), .number("Called", "called"),
                    .number("Attended", "attended"), .number("Inspections", "inspections"),
                    .number("Papers", "papers"),
                ], none: "there is no branch")
        }
    }
}
