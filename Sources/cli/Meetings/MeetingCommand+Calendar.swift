import ArgumentParser

extension MeetingCommand {
    struct Calendar: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the meetings as an iCalendar file, for Thunderbird and phones.",
            discussion: "Importing a later file updates what was moved or cancelled since."
        )

        @Option(name: .shortAndLong, help: ArgumentHelp("Where to; standard output unless given.", valueName: "file"))
        var output: String?
        @Option(help: "Only of this year.") var year: Int?
        @Option(help: ArgumentHelp("Only of this committee.", valueName: "code")) var committee: String?
        @Option(help: ArgumentHelp("Of what it says: zh-CN unless given, or en.", valueName: "language"))
        var language: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let calendar = try await client.text(
                "/meetings/calendar.ics",
                ["committee": committee, "year": year.map(String.init), "language": language]
            )
            guard let output else { return Output.toStandardOutput(calendar) }
            try options.output.write(Array(calendar.utf8), to: output)
        }
    }
}
