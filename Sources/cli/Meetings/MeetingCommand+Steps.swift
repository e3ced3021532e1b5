import ArgumentParser
import Domain

extension MeetingCommand {
    struct Steps: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the steps of a meeting of organisational life, or note that one was done.")

        @OptionGroup var choice: Choice
        @Option(help: "The step to note: arranged, lookedBack, notified, held, attended or filed.") var step: String?
        @Option(help: "On which day it was done.", transform: Typed.date) var on: LocalDate?
        @Flag(help: "It was not done after all.") var undone = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let path = "/meetings/\(try await choice.id(with: client))/steps"
            guard let step else {
                return output.list(
                    try await client.get(path).array ?? [], Self.columns, none: "this meeting has no such steps")
            }
            guard (on != nil) != undone else {
                throw CommandFailure(.usage, "say on which day it was done (--on), or that it was not (--undone)")
            }
            let steps = try await client.post(path, [:], ["step": .string(step), "on": JSON(on?.description)]).json
            output.list(steps.array ?? [], Self.columns, none: "")
        }

        private static let columns: [Table.Column] = [
            .text("Step", "step"), .text("By", "day"), .text("Done", "doneOn"), .text("Noted by", "notedBy"),
            .text("Noted at", "notedAt"),
        ]
    }
}
