import ArgumentParser
import Domain

/// What is asked of people in a month.
struct BurdenCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "burden", abstract: "Show what was asked in a month: of which role, by what, how many fields.",
        discussion: """
            Of a committee and the branches below it. How many fields a record has is counted in the descriptions of the \
            operations that take them; nobody's own share is counted.
            """
    )

    @Option(help: ArgumentHelp("The committee.", valueName: "code")) var committee: String
    @Option(help: ArgumentHelp("The month; the present one if not given.", valueName: "month")) var month: String?
    @OptionGroup var options: ClientOptions

    func perform(with client: APIClient) async throws {
        let found = try await client.get(
            "/committees/\(try await client.committee(committee).id)/burden", ["month": month])
        output.list(
            found["lines"]?.array ?? [],
            [
                .text("Role", "role"), .text("Record", "kind"),
                .text("By") { $0["ruleTitleZh"]?.string ?? $0.shown("by") }, .number("Asked", "records"),
                .number("Done", "done"), .number("Fields", "fields"), .number("May be left out", "optionalFields"),
                .number("Derived", "derived"), .number("In all", "allFields"),
            ], none: "nothing was asked")
    }
}
