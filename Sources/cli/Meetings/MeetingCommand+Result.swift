import ArgumentParser
import Domain

extension MeetingCommand {
    struct Result: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note what came of a decision of a meeting, also once its minutes are signed.")

        @OptionGroup var choice: Choice
        @Option(help: "Its place among the meeting's decisions, from 1.") var decision: Int
        @Option(help: "done, partly or not.") var result: String
        @Option(help: "What was done, and what changed.") var said: String
        @Option(help: "Of which day that is.", transform: Typed.date) var on: LocalDate
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let record = try await client.post(
                "/meetings/\(try await choice.id(with: client))/results", [:],
                [
                    "decision": JSON(decision), "result": .string(result), "said": .string(said),
                    "on": .string(on.description),
                ]
            ).json
            output.show(record) {
                let noted = (record["results"]?.array ?? []).filter { $0["decision"]?.integer == Int64(decision) }
                return Table(
                    noted,
                    [
                        .text("Day", "on"), .text("Result", "result"), .text("What came of it", "said"),
                        .text("By", "notedBy"),
                    ]
                ).text
            }
        }
    }
}
