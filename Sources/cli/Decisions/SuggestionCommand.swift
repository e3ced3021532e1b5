import ArgumentParser
import Domain

/// Suggestions to a branch, under a name or without one, and their answers.
struct SuggestionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggestion", abstract: "Hand in suggestions, by name or without one, and answer them.",
        subcommands: [
            List.self, Show.self, HandIn.self, Read.self, Answer.self, Outcome.self, Hold.self,
        ], defaultSubcommand: List.self)

    /// What every command tells of a suggestion.
    fileprivate static func told(_ suggestion: JSON) -> String {
        let head =
            "\(suggestion.shown("branchName")), \(suggestion.shown("kind")), \(suggestion.shown("handedInOn")): "
            + "\(suggestion.shown("status")), answer due \(suggestion.shown("answerDue"))"
        let said = suggestion["said"]?.string ?? "held back"
        let steps = (suggestion["steps"]?.array ?? []).map { step in
            "\(step.shown("step")) \(step.shown("number")), \(step.shown("takenOn")): \(step.shown("said"))"
        }
        return ([head, said] + steps).joined(separator: "\n")
    }
}

extension SuggestionCommand {
    struct List: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "List suggestions that are not answered, or a year's.")

        @Option(help: "All that were handed in in this year, such as 2026.") var year: Int?
        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/suggestions", ["year": year.map(String.init), "branch": branch]).array ?? [],
                [
                    .number("Id", "id"), .text("Branch", "branch"), .text("Day", "handedInOn"), .text("Kind", "kind"),
                    .text("By") { $0["author"]?["name"]?.string ?? "" },
                    .text("Said") { $0["said"]?.string ?? "held back" },
                    .text("Status", "status"), .text("Answer due", "answerDue"),
                ], none: "there are no suggestions here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show a suggestion with its answers.")

        @OptionGroup var suggestion: SuggestionArgument
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get(suggestion.path)
            output.show(found) { SuggestionCommand.told(found) }
        }
    }

    struct HandIn: ClientCommand {
        static let configuration = CommandConfiguration(
            commandName: "hand-in",
            abstract: "Hand in a suggestion: to your own branch by name, or to any without one.",
            discussion: """
                Without a name the server keeps nothing of who it was, and shows once the code by which the answer is read. What \
                this machine keeps (its shell's history, who is signed in to it) and what the network sees is not the server's to \
                promise: what is suggested is asked for if it is not given, and then stands in no history.
                """)

        @Option(help: "activity (answered in a week), process (in two) or rules (in a month).") var kind: String
        @Option(help: "What is suggested; asked for, or read from standard input, if not given.") var said: String?
        @Flag(help: "Without a name.") var anonymous = false
        @Option(help: ArgumentHelp("Without a name: to which branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func validate() throws {
            if anonymous != (branch != nil) {
                throw ValidationError("--anonymous and --branch go together: by name it is your own branch’s")
            }
        }

        func perform(with client: APIClient) async throws {
            let said = try said ?? Prompt.ask("Suggestion")
            guard let branch else {
                let made = try await client.post(
                    "/suggestions", [:], ["kind": .string(kind), "said": .string(said)]
                ).json
                return output.show(made) { "\(made.shown("id")): \(SuggestionCommand.told(made))" }
            }
            let made = try await client.post(
                "/suggestion-box", [:],
                ["branch": .string(branch), "kind": .string(kind), "said": .string(said)]
            ).json
            output.show(made) { "\(made.shown("code"))\ncopy it now: it is kept nowhere" }
        }
    }

    struct Read: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read the answer by a suggestion's code. The code is asked for, or read from standard input.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.post(
                "/suggestion-box/answer", [:], ["code": .string(try Prompt.ask("Code"))]
            ).json
            output.show(found) { SuggestionCommand.told(found) }
        }
    }

    struct Answer: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer a suggestion. An answer is never changed: another one follows it.")

        @OptionGroup var suggestion: SuggestionArgument
        @Option(help: "The answer, which the branch's members read.") var said: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await take("answer", of: suggestion, ["said": .string(said)], with: client)
        }
    }

    struct Outcome: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Note what became of an answered suggestion.")

        @OptionGroup var suggestion: SuggestionArgument
        @Option(help: "What became of it, which the branch's members read.") var said: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await take("outcome", of: suggestion, ["said": .string(said)], with: client)
        }
    }

    struct Hold: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold back a suggestion whose words name or insult somebody. It stays due.")

        @OptionGroup var suggestion: SuggestionArgument
        @Option(help: "Why: members read it in place of the words.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await take("hold", of: suggestion, ["reason": .string(reason)], with: client)
        }
    }
}

/// Which suggestion.
struct SuggestionArgument: ParsableArguments {
    @Argument(help: "The suggestion's id, as ‘zhibu suggestion list’ shows it.") var suggestion: Int

    var path: String { "/suggestions/\(suggestion)" }
}

extension ClientCommand {
    /// What the branch does with a suggestion.
    fileprivate func take(
        _ step: String, of suggestion: SuggestionArgument, _ said: JSON, with client: APIClient
    ) async throws {
        let after = try await client.post("\(suggestion.path)/\(step)", [:], said).json
        output.show(after) { SuggestionCommand.told(after) }
    }
}
