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
                let forms = MeetingActivity.Form.allCases.map { "\($0.rawValue) \(mix.shown($0.rawValue))" }
                return """
                    held \(mix.shown("held")): active \(mix.shown("active")), passive \(mix.shown("passive")), \
                    small \(mix.shown("small")), large \(mix.shown("large")), felt by somebody \(mix.shown("felt"))
                    \(forms.joined(separator: ", "))
                    """
            }
        }
    }
}
