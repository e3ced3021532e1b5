import ArgumentParser
import Domain

extension AreaCommand {
    struct Retire: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an area up with a last day. What was assessed of it stays."
        )

        @Argument(help: "The area's code.") var code: String
        @Option(help: ArgumentHelp("The last day.", valueName: "date"), transform: Typed.date) var on: LocalDate
        @Option(help: "Why it is given up.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let area = try await client.area(code)
            let retired = try await client.post(
                "/areas/\(try area.id)/retire", [:], ["on": .string(on.description), "reason": .string(reason)]
            ).json
            output.show(retired) { "\(code): given up, \(on) is its last day" }
        }
    }
}
