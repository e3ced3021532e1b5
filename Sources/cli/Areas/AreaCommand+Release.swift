import ArgumentParser
import Domain

extension AreaCommand {
    struct Release: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "End one holder's charge of an area that is held by several.",
            discussion: "The others hold it on. To replace the only holder, assign the area; to end it, retire it."
        )

        @Argument(help: "The area's code.") var code: String
        @Option(help: ArgumentHelp("The member's number.", valueName: "number")) var member: String
        @Option(help: ArgumentHelp("Their last day.", valueName: "date"), transform: Typed.date) var on: LocalDate
        @Option(
            help: ArgumentHelp(
                "Why, where it changes a month that is over or has sheets; it stands on that month.",
                valueName: "reason"))
        var reason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let area = try await client.area(code)
            let assignments = try await client.get("/areas/\(try area.id)/assignments").array ?? []
            let held = assignments.last { $0["member"]?.shown("number") == member }
            guard let held else { throw CommandFailure(.data, "member \(member) does not hold area \(code)") }
            let ended = try await client.post(
                "/assignments/\(try held.id)/end", [:],
                .members(["on": .string(on.description), "reason": reason.map(JSON.string)])
            ).json
            output.show(ended) { "\(code): \(ended.person("member")) holds it until \(on)" }
        }
    }
}
