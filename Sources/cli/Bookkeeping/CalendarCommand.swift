import ArgumentParser
import Domain

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Public holidays and make-up working days.",
        subcommands: [Import.self, List.self]
    )

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import the holidays of one or more years.",
            discussion: "They take the place of what was known of those years."
        )

        @OptionGroup var file: ImportOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/calendar", with: client)
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the holidays and make-up working days.")

        @Option(help: "Only of this year.") var year: Int?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/calendar", ["year": year.map(String.init)]).array ?? [],
                [.text("Date", "date"), .text("Kind", "kind"), .text("Name", "name"), .text("Source", "source")],
                none: "nothing is known of these days: ‘zhibu calendar import’ takes the official list"
            )
        }
    }
}
