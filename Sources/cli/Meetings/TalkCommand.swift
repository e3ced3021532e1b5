import ArgumentParser
import Domain

/// Who talked with whom, on what occasion, and what they agreed.
struct TalkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "talk", abstract: "Record talks, and see who has talked with whom.",
        subcommands: [
            List.self, Show.self, Record.self, Revise.self, Outcome.self, Withdraw.self, Note.self, Pairs.self,
            Import.self,
        ], defaultSubcommand: List.self)
}

extension TalkCommand {
    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List a year's talks, the latest first.")

        @Option(help: "Such as 2026; this year unless given.") var year: Int?
        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/talks", ["year": year.map(String.init), "branch": branch]).array ?? [],
                [
                    .number("Id", "id"), .text("Day", "day"), .text("Branch", "branch"),
                    .text("Who") { $0.parties }, .text("Occasion", "occasion"),
                    .text("Topics") { ($0["topics"]?.array ?? []).compactMap(\.string).joined(separator: ", ") },
                    .text("Next step") { $0["nextStep"]?.string ?? "" },
                    .text("Status") { $0["outcome"]?.string ?? $0.shown("status") },
                ], none: "there are no talks here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one talk, with what was said of it before it was corrected.")

        @Argument(help: "The talk's id, as ‘zhibu talk list’ shows it.") var talk: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let record = try await client.get("/talks/\(talk)")
            output.show(record) { (record["revisions"]?.array ?? []).map(\.talkLine).joined(separator: "\n") }
        }
    }

    /// What is said of a talk.
    struct Content: ParsableArguments {
        @Option(help: "The day, such as 2026-11-20.") var day: String
        @Option(help: "Where.") var place: String
        @Option(help: ArgumentHelp("The number of one who talked; again for the others.", valueName: "number"))
        var party: [String]
        @Option(
            help: """
                yearly, changeOfPost, commended, setback, signs, sanction, admission, gradeFedBack or askedFor.
                """)
        var occasion: String
        @Option(help: "thought, work, study, life or integrity; again for others.") var topic: [String]
        @Option(help: "What was agreed to be done next.") var nextStep: String?
        @Option(help: "When that is looked at again.") var followUp: String?

        var members: JSON {
            .members([
                "day": .string(day), "place": .string(place), "parties": .array(party.map { .string($0) }),
                "occasion": .string(occasion), "topics": .array(topic.map { .string($0) }), "nextStep": nextStep.json,
                "followUp": followUp.json,
            ])
        }
    }

    struct Record: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record a talk, as one of its parties or as the branch's secretary.",
            discussion: "A note on it is written by ‘zhibu talk note write’, by one of the parties.")

        @Option(help: "The branch's code.") var branch: String
        @OptionGroup var content: Content
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post("/talks", [:], content.members.with("branch", .string(branch))).json
            output.show(made) { made.talkLine }
        }
    }

    struct Revise: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Correct what is on record of a talk; what was said before stays readable.")

        @Argument(help: "The talk's id, as ‘zhibu talk list’ shows it.") var talk: Int
        @OptionGroup var content: Content
        @Option(help: "Why.") var revisionReason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/talks/\(talk)/revise", [:], content.members.with("revisionReason", .string(revisionReason))
            ).json
            output.show(after) { after.talkLine }
        }
    }

    struct Outcome: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Say whether the agreed next step was done.")

        @Argument(help: "The talk's id, as ‘zhibu talk list’ shows it.") var talk: Int
        @Option(help: "done or not.") var outcome: String
        @Option(help: "Why another outcome that is on record is corrected.") var revisionReason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/talks/\(talk)/outcome", [:],
                .members(["outcome": .string(outcome), "revisionReason": revisionReason.json])
            ).json
            output.show(after) { after.talkLine }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a talk that was recorded wrongly.")

        @Argument(help: "The talk's id, as ‘zhibu talk list’ shows it.") var talk: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/talks/\(talk)/withdraw", [:], ["reason": .string(reason)]).json
            output.show(after) { after.talkLine }
        }
    }

    /// The note on a talk, for its parties alone.
    struct Note: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "note", abstract: "The note on a talk, which only its parties read.",
            subcommands: [Show.self, Write.self, Delete.self], defaultSubcommand: Show.self)

        struct Show: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Show the note.")

            @Argument(help: "The talk's id.") var talk: Int
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let note = try await client.get("/talks/\(talk)/note")
                output.show(note) { note.shown("note") }
            }
        }

        struct Write: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Write the note.",
                discussion: "It is asked for, or read from standard input: a command line stays in the shell's history."
            )

            @Argument(help: "The talk's id.") var talk: Int
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let text = try Prompt.ask("Note")
                let after = try await client.post("/talks/\(talk)/note", [:], ["note": .string(text)]).json
                output.show(after) { "the note is written" }
            }
        }

        struct Delete: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Delete the note; the talk stays on record.")

            @Argument(help: "The talk's id.") var talk: Int
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                _ = try await client.delete("/talks/\(talk)/note")
                output.show(.object(JSON.Object())) { "the note is deleted" }
            }
        }
    }

    struct Pairs: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show who of a branch has talked with whom in a year, and who has not yet.")

        @Option(help: "The branch's code.") var branch: String
        @Option(help: "Such as 2026; this year unless given.") var year: Int?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            let pairs = try await client.get("/branches/\(id)/talk-pairs", ["year": year.map(String.init)])
            @Sendable func names(_ line: JSON, _ member: String) -> String {
                (line[member]?.array ?? []).compactMap { $0["name"]?.string }.joined(separator: ", ")
            }
            output.show(pairs) {
                Table(
                    pairs["lines"]?.array ?? [],
                    [
                        .text("Relation", "relation"), .person("Who", "person"), .text("With") { names($0, "with") },
                        .text("Not yet") { names($0, "without") },
                        .text("Covered") { $0["coveredOn"]?.string ?? "no" },
                    ]
                ).text
            }
        }
    }

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a branch's list of talks.",
            discussion: """
                Columns: 支部编号, 谈话日期, 谈话地点, 谈话人, 谈话对象, 谈话事由, 谈话内容类别, 下一步打算, 跟进日期, 落实情况. What was said has none; the \
                same again changes nothing.
                """)

        @OptionGroup var file: ImportOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/talks", with: client, [])
        }
    }
}

extension JSON {
    /// Who talked, by name and number.
    fileprivate var parties: String {
        (self["parties"]?.array ?? []).map { "\($0.shown("name")) \($0.shown("number"))" }.joined(separator: ", ")
    }

    /// A talk in a line.
    fileprivate var talkLine: String {
        let step = self["nextStep"]?.string.map { ", next: \($0)" } ?? ""
        let outcome = self["outcome"]?.string.map { " (\($0))" } ?? ""
        return """
            \(shown("id")): \(shown("branch")) \(shown("day")) \(parties), \(shown("occasion"))\(step)\(outcome), \
            \(shown("status"))
            """
    }
}
