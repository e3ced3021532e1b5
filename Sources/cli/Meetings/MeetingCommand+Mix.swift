import ArgumentParser
import Domain

extension MeetingCommand {
    struct Mix: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Show how varied a branch's meetings of a year were: by form and scale, and what was felt of them.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "Such as 2026.") var year: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let mix = try await client.get(
                "/branches/\(try await client.branch(branch).id)/activities", ["year": String(year)])
            output.show(mix) {
                let forms = (mix["forms"]?.array ?? []).map { "\($0.shown("form")) \($0.shown("count"))" }
                return """
                    held \(mix.shown("held")): taken part in \(mix.shown("takenPart")), listened to \(mix.shown("listened")), \
                    small \(mix.shown("small")), large \(mix.shown("large")), felt by somebody \(mix.shown("felt"))
                    \(forms.joined(separator: ", "))
                    """
            }
        }
    }
}
