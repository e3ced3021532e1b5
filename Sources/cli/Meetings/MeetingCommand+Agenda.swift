import ArgumentParser
import Domain

extension MeetingCommand {
    /// The agenda of a secretaries' meeting.
    struct Agenda: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "agenda", abstract: "Show the agenda of a secretaries' meeting, and edit it until it opens.",
            subcommands: [Show.self, Edit.self], defaultSubcommand: Show.self)

        struct Show: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Show it part by part: a draft until the meeting opens, then as it was.")

            @OptionGroup var choice: Choice
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let agenda = try await client.get("/meetings/\(try await choice.id(with: client))/agenda")
                output.show(agenda) { MeetingCommand.text(ofAgenda: agenda) }
            }
        }

        struct Edit: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Say what to add, what to leave out and how long it takes, in place of what was said before.")

            @OptionGroup var choice: Choice
            @Option(
                parsing: .upToNextOption,
                help: ArgumentHelp("A line of one's own: passingOn=传达通报.", valueName: "part=line"))
            var add: [String] = []
            @Option(
                parsing: .upToNextOption,
                help: ArgumentHelp("What is left out of the draft, by its ‘about’: finding/12.", valueName: "about"))
            var leaveOut: [String] = []
            @Option(
                parsing: .upToNextOption,
                help: ArgumentHelp("How long a part takes: asks=15.", valueName: "part=minutes"))
            var minutes: [String] = []
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let path = "/meetings/\(try await choice.id(with: client))/agenda"
                let notes = try add.map { entry -> JSON in
                    let (part, line) = try Self.halves(of: entry, as: "passingOn=传达通报")
                    return ["part": .string(part), "title": .string(line)]
                }
                let times = try minutes.map { entry -> JSON in
                    let (part, count) = try Self.halves(of: entry, as: "asks=15")
                    guard let count = count.asciiNumber else {
                        throw CommandFailure(.usage, "‘\(entry)’ has no whole number of minutes: write it as asks=15")
                    }
                    return ["part": .string(part), "minutes": JSON(count)]
                }
                let version = try await client.get(path)["meeting"]?["version"]?.integer ?? 0
                let edited = try await client.put(
                    path,
                    [
                        "notes": .array(notes), "leftOut": JSON(leaveOut) { .string($0) }, "times": .array(times),
                    ], ifVersion: version)
                output.show(edited) { MeetingCommand.text(ofAgenda: edited) }
            }

            private static func halves(of entry: String, as example: String) throws -> (String, String) {
                let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    throw CommandFailure(.usage, "‘\(entry)’ is not understood: write it as \(example)")
                }
                return (parts[0], parts[1])
            }
        }
    }

    private static func text(ofAgenda agenda: JSON) -> String {
        let state = agenda["frozenAt"]?.string.map { "frozen at \($0)" } ?? "a draft until the meeting opens"
        let lines = agenda["lines"]?.array ?? []
        let folded = agenda["folded"]?.array ?? []
        var said = ["\(agenda.shown("minutes")) minutes planned; \(state)"]
        for time in agenda["times"]?.array ?? [] {
            let part = time.shown("part")
            said.append("\(part) (\(time.shown("minutes")) min)")
            said += lines.filter { $0.shown("part") == part }.map { line in
                let notes =
                    ["branch", "state", "due"].map { line.shown($0) }.filter { !$0.isEmpty }
                    + (line["overdue"] == .bool(true) ? [line["stage"]?.string ?? "overdue"] : [])
                return "  - \(line.shown("title"))"
                    + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
                    + records(of: line)
            }
            said += folded.filter { $0.shown("part") == part }.map { "  and \($0.shown("count")) more, folded" }
        }
        let left = agenda["leftOut"]?.array ?? []
        if !left.isEmpty {
            said.append("left out")
            said += left.map { entry in
                let notes = ["by", "at"].map { entry.shown($0) }.filter { !$0.isEmpty }.joined(separator: ", ")
                return "  - \(entry.shown("title"))\(notes.isEmpty ? "" : " (\(notes))")  [\(entry.shown("about"))]"
            }
        }
        return said.joined(separator: "\n")
    }

    /// By which a line is left out: each of its records.
    private static func records(of line: JSON) -> String {
        let several = (line["records"]?.array ?? []).compactMap { $0["about"]?.string }
        let keys = several.isEmpty ? [line["about"]?.string].compactMap(\.self) : several
        return keys.isEmpty ? "" : "  [\(keys.joined(separator: " "))]"
    }
}
