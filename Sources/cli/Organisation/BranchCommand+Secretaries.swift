import ArgumentParser
import Domain

extension BranchCommand {
    struct Secretaries: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Show a year of each who was a branch's secretary in it: meetings, study, papers, inspections, findings."
        )

        @Argument(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "Such as 2026.") var year: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let years =
                try await client.get(
                    "/branches/\(try await client.branch(branch).id)/secretaries", ["year": String(year)]
                ).array ?? []
            output.list(
                years,
                [
                    .text("Member", "member"), .text("Name", "name"), .text("Post", "basis"),
                    .number("Called", "meetings"), .number("Hours", "hours"), .number("Papers", "papers"),
                    .number("Inspections", "inspections"), .number("Findings", "findings"),
                    .number("Overdue", "overdueFindings"),
                ], none: "nobody was secretary of this branch in \(year)")
        }
    }
}
