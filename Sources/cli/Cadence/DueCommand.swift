import ArgumentParser
import Domain

/// What the rules ask, and what is there of it.
struct DueCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "Show what is due on a day.",
        discussion: """
            Worked out from the rules and the records there are: nothing is entered for it. Without --all what is done, \
            excused or done without is left out; with --year all periods of it that have begun are shown.
            """
    )

    @Option(help: ArgumentHelp("The day; today if not given.", valueName: "date")) var day: String?
    @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
    @Option(help: ArgumentHelp("Only of this committee, those below it and their branches.", valueName: "code"))
    var committee: String?
    @Option(help: "All periods of this year, as they stand on the day.") var year: Int?
    @Flag(help: "Also what is done, excused or done without.") var all = false
    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        let found =
            if let year {
                try await client.get(
                    "/obligations",
                    ["year": String(year), "day": day, "branch": branch, "committee": committee])
            } else {
                try await client.get("/due", ["day": day, "branch": branch, "committee": committee])
            }
        let shown = (found.array ?? []).filter { row in
            all || year != nil || ["due", "overdue"].contains(row["state"]?.string)
        }
        output.list(
            shown,
            [
                .text("Of", Self.subject), .text("Rule", "titleZh"), .text("Period", "period"),
                .text("State", "state"), .text("Until", "dueUntil"),
                .text("Done") { "\($0.shown("done"))/\($0.shown("quantity"))" },
                .text("Strength") { $0["verified"]?.bool == false ? "unverified" : $0.shown("strength") },
                .text("Reason") { $0["excuse"]?["reason"]?.string ?? "" },
            ], none: "nothing is due")
    }

    private static func subject(_ row: JSON) -> String {
        let subject = row["subject"] ?? .null
        let part = subject["group"]?.string ?? subject["member"]?["name"]?.string
        return ([subject.shown("code"), subject.shown("name")] + [part].compactMap(\.self)).joined(separator: " ")
    }
}
