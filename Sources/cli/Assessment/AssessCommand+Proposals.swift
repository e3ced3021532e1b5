import ArgumentParser
import Domain

extension AssessCommand {
    struct Proposals: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what the figures of an open month propose and is not recorded.",
            discussion: "Nothing is recorded by itself: ‘zhibu assess adjust’ does, with the day and the reason."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("Only this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cycles = try await client.list(
                "/cycles",
                ["month": month.description, "branch": branch, "status": Cycle.Status.open.rawValue])
            var proposals: [JSON] = []
            for cycle in cycles {
                proposals += try await client.get("/cycles/\(try cycle.id)/proposals").array ?? []
            }
            if proposals.isEmpty, !output.isJSON {
                return output.note("nothing is proposed for \(month) that is not recorded")
            }
            output.show(.array(proposals)) {
                Table(
                    proposals,
                    [
                        .text("Area", "area"), .text("Name", "areaName"), .text("Figure", "figure"),
                        .number("Counted", "counted"), .number("Recorded", "recorded"), .text("Kind", "kind"),
                        .text("Item", "item"), .number("Times", "times"), .points("Points", "points"),
                    ]
                ).text
            }
        }
    }
}
