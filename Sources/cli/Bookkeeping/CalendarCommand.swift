import ArgumentParser
import Domain

struct CalendarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Public holidays and make-up working days.",
        subcommands: [Import.self, List.self]
    )

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import holidays and make-up working days, from a spreadsheet or a document of holiday-cn.",
            discussion: "What else is known stays."
        )

        @Option(help: ArgumentHelp("Remove what is known of this year and is not in the file.", valueName: "year"))
        var replaceYear: Int?
        @OptionGroup var file: ImportOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(
                file, to: "/imports/calendar", with: client, [("replaceYear", replaceYear.map(String.init))])
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
