import ArgumentParser
import Domain

extension MeetingCommand {
    /// What branches are to do in a month.
    struct Plan: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "plan", abstract: "Plan a month's work, and report what came of it.",
            subcommands: [List.self, Record.self, Report.self, Withdraw.self, Import.self], defaultSubcommand: List.self
        )

        struct List: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "List a month's items, by when they are due.")

            @Option(help: "Such as 2026-12; this month unless given.", transform: Typed.month) var month: Month?
            @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
            @Option(help: "Only open, done, partly, not or withdrawn.") var status: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                output.list(
                    try await client.get(
                        "/plan-items", ["month": month?.description, "branch": branch, "status": status]
                    ).array ?? [],
                    [
                        .number("Id", "id"), .text("Due", "due"), .text("Branch", "branch"), .text("Kind", "kind"),
                        .text("What", "title"), .text("Answerable", "answerable"), .text("Status", "status"),
                        .text("Why not") { $0["report"]?["reason"]?.string ?? "" },
                    ], none: "nothing is planned here")
            }
        }

        struct Record: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Plan something, an item for each branch.")

            @Option(help: "Such as 2026-12.", transform: Typed.month) var month: Month
            @Option(help: ArgumentHelp("For this branch; again for others, all if left out.", valueName: "code"))
            var branch: [String] = []
            @Option(help: "What is done.") var title: String
            @Option(help: "The kind of activity.") var kind: String
            @Option(help: "The theme.") var theme: String?
            @Option(help: "What it consists of.") var content: String?
            @Option(help: "Who takes part.") var participants: String?
            @Option(help: "By when.") var due: String
            @Option(help: "By what it will be seen to be done.") var standard: String?
            @Option(help: "From what it was made.") var madeFrom: String?
            @Option(help: "Who answers, by office; the secretary if left out.") var answerable: String?
            @Option(help: ArgumentHelp("The number of a focus that it serves.", valueName: "number")) var focus: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let made = try await client.post(
                    "/plan-items", [:],
                    .members([
                        "branches": branch.isEmpty ? nil : .array(branch.map { .string($0) }),
                        "month": JSON(month), "title": .string(title), "kind": .string(kind), "theme": theme.json,
                        "content": content.json, "participants": participants.json, "due": .string(due),
                        "standard": standard.json, "madeFrom": madeFrom.json, "answerable": answerable.json,
                        "focus": focus.json,
                    ])
                ).json
                output.show(made) {
                    (made.array ?? []).map { "\($0.shown("id")): \($0.shown("branch")) \($0.shown("title"))" }
                        .joined(separator: "\n")
                }
            }
        }

        struct Report: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Say what came of an item.")

            @Argument(help: "The item's id, as ‘zhibu meeting plan list’ shows it.") var item: Int
            @Option(help: "done, partly or not.") var result: String
            @Option(help: "Why, unless it is done.") var reason: String?
            @Option(help: "What shows it.") var evidence: String?
            @Option(help: "Why what was reported is corrected.") var revisionReason: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let after = try await client.post(
                    "/plan-items/\(item)/report", [:],
                    .members([
                        "result": .string(result), "reason": reason.json, "evidence": evidence.json,
                        "revisionReason": revisionReason.json,
                    ])
                ).json
                output.show(after) { "\(after.shown("branch")) \(after.shown("title")): \(after.shown("status"))" }
            }
        }

        struct Withdraw: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Withdraw an item that nothing was reported of.")

            @Argument(help: "The item's id, as ‘zhibu meeting plan list’ shows it.") var item: Int
            @Option(help: "Why.") var reason: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let after = try await client.post(
                    "/plan-items/\(item)/withdraw", [:], ["reason": .string(reason)]
                ).json
                output.show(after) { "\(after.shown("branch")) \(after.shown("title")): withdrawn" }
            }
        }

        struct Import: ClientCommand {
            static let configuration = CommandConfiguration(
                abstract: "Import the office's list of a month's work.",
                discussion: "Columns: 活动类别, 活动主题, 活动内容, 参与人员, 完成时间, 系统录入要求, 支部编号; the same again changes nothing.")

            @OptionGroup var file: ImportOptions
            @Option(help: "Such as 2026-12.", transform: Typed.month) var month: Month
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                try await importing(file, to: "/imports/planItems", with: client, [("month", month.description)])
            }
        }
    }

    /// What branches ask of their committees.
    struct Ask: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "ask", abstract: "Ask something of the committee, and answer it.",
            subcommands: [List.self, Make.self, Answer.self, Result.self, Withdraw.self], defaultSubcommand: List.self)

        struct List: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "List what is open, or was asked in a year.")

            @Option(help: "Such as 2026.") var year: Int?
            @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                output.list(
                    try await client.get("/asks", ["year": year.map(String.init), "branch": branch]).array ?? [],
                    [
                        .number("Id", "id"), .text("By", "settledBy"), .text("Branch", "branch"),
                        .text("What", "title"), .text("Status", "status"),
                        .text("Said") { $0["steps"]?.array?.last?["said"]?.string ?? "" },
                    ], none: "nothing is asked here")
            }
        }

        struct Make: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Ask something of the branch's committee.")

            @Option(help: "The branch's code.") var branch: String
            @Option(help: "What it is called.") var title: String
            @Option(help: "What is asked.") var request: String
            @Option(help: "What would settle it.") var standard: String
            @Option(help: "By when.") var due: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                try await step(
                    "/asks",
                    [
                        "branch": .string(branch), "title": .string(title), "request": .string(request),
                        "standard": .string(standard), "due": .string(due),
                    ], client)
            }
        }

        struct Answer: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Take it on, wholly or in part, or decline it.")

            @Argument(help: "The ask's id, as ‘zhibu meeting ask list’ shows it.") var ask: Int
            @Option(help: "accepted, partly or declined.") var answer: String
            @Option(help: "What will be done, or why not.") var said: String
            @Option(help: "By when; as it was asked for if left out.") var due: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                try await step(
                    "/asks/\(ask)/answer",
                    .members(["answer": .string(answer), "said": .string(said), "due": due.json]), client)
            }
        }

        struct Result: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Say what came of what was taken on.")

            @Argument(help: "The ask's id, as ‘zhibu meeting ask list’ shows it.") var ask: Int
            @Option(help: "done, partly or not.") var result: String
            @Option(help: "Why, unless it is done.") var reason: String?
            @Option(help: "What shows it.") var evidence: String?
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                try await step(
                    "/asks/\(ask)/result",
                    .members(["result": .string(result), "reason": reason.json, "evidence": evidence.json]), client)
            }
        }

        struct Withdraw: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Take back what the branch asked.")

            @Argument(help: "The ask's id, as ‘zhibu meeting ask list’ shows it.") var ask: Int
            @Option(help: "Why.") var reason: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                try await step("/asks/\(ask)/withdraw", ["reason": .string(reason)], client)
            }
        }
    }
}

extension ClientCommand {
    /// Takes a step with an ask, and says what it has become.
    fileprivate func step(_ path: String, _ body: JSON, _ client: APIClient) async throws {
        let after = try await client.post(path, [:], body).json
        output.show(after) {
            "\(after.shown("id")): \(after.shown("branch")) \(after.shown("title")): \(after.shown("status"))"
        }
    }
}
