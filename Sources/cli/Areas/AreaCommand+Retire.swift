import ArgumentParser
import Domain

extension AreaCommand {
    struct Retire: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give areas up with a last day: all of them, or none. What was assessed of them stays."
        )

        @Argument(help: ArgumentHelp("The areas' codes.", valueName: "code")) var codes: [String]
        @Option(help: ArgumentHelp("The last day.", valueName: "date"), transform: Typed.date) var on: LocalDate
        @Option(help: "Why it is given up.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let body: JSON = ["on": .string(on.description), "reason": .string(reason)]
            let retired: [JSON]
            if let code = codes.first, codes.count == 1 {
                let area = try await client.area(code)
                retired = [try await client.post("/areas/\(try area.id)/retire", [:], body).json]
            } else {
                let all = body.with("areas", JSON(codes) { .string($0) })
                retired = try await client.post("/retirements", [:], all).json.array ?? []
            }
            output.show(retired.count == 1 ? retired[0] : .array(retired)) {
                retired.map { "\($0.shown("code")): given up, \(on) is its last day" }.joined(separator: "\n")
            }
        }
    }
}
