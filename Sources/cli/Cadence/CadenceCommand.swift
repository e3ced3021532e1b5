import ArgumentParser
import Domain

/// The rules of what is done how often, who is excused, and what a branch does without.
struct CadenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cadence", abstract: "The rules of what is done how often; excuses and switches.",
        subcommands: [
            Rules.self, Excuse.self, Excuses.self, Withdraw.self, Switch.self, Switches.self,
        ]
    )

    struct Rules: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show the rules, each with its source.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/cadence/rules").array ?? [],
                [
                    .text("Rule", "key"), .text("Title", "titleZh"), .text("Binds", "binds"),
                    .text("Period", "period"), .number("Times", "quantity"), .text("Strength", "strength"),
                    .text("Mark", "mark"), .text("Source", "sourceZh"),
                ], none: "there are no rules")
        }
    }

    struct Excuse: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Excuse a branch, one of its groups, or a committee from what a rule asks in a period.")

        @Argument(help: "The rule's key, as ‘zhibu cadence rules’ shows it.") var rule: String
        @Option(help: "Such as 2026-10, 2026-Q4, 2026-H2 or 2026, as the rule has it.") var period: String
        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("The committee.", valueName: "code")) var committee: String?
        @Option(help: ArgumentHelp("Of a rule for groups: which one.", valueName: "name")) var group: String?
        @Option(help: ArgumentHelp("Of a rule for secretaries: which one.", valueName: "number")) var member: String?
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard (branch == nil) != (committee == nil) else {
                throw ValidationError("Name a branch by --branch, or a committee by --committee.")
            }
        }

        func perform(with client: APIClient) async throws {
            var body = JSON.Object()
            (body["rule"], body["period"], body["reason"]) = (.string(rule), .string(period), .string(reason))
            if let group { body["group"] = .string(group) }
            if let member { body["member"] = .string(member) }
            let path =
                if let branch {
                    "/branches/\(try await client.branch(branch).id)/excuses"
                } else {
                    "/committees/\(try await client.committee(committee ?? "").id)/excuses"
                }
            let made = try await client.post(path, [:], .object(body)).json
            output.show(made) {
                "\(made.shown("id")): \(made.shown("code")) is excused from \(made.shown("rule")) in \(made.shown("period"))"
            }
        }
    }

    struct Excuses: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the excuses of a branch, or of a committee itself, those taken back included.")

        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("The committee.", valueName: "code")) var committee: String?
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard (branch == nil) != (committee == nil) else {
                throw ValidationError("Name a branch by --branch, or a committee by --committee.")
            }
        }

        func perform(with client: APIClient) async throws {
            let path =
                if let branch {
                    "/branches/\(try await client.branch(branch).id)/excuses"
                } else {
                    "/committees/\(try await client.committee(committee ?? "").id)/excuses"
                }
            output.list(
                try await client.list(path),
                [
                    .number("Excuse", "id"), .text("Rule", "rule"), .text("Period", "period"),
                    .text("Reason", "reason"), .text("By", "by"), .text("Taken back", "withdrawalReason"),
                ], none: "there are no excuses")
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Take an excuse back; it stays visible.")

        @Argument(help: "The excuse's id, as ‘zhibu cadence excuses’ shows it.") var excuse: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/excuses/\(excuse)/withdraw", [:], ["reason": .string(reason)]).json
            output.show(after) {
                "\(after.shown("code")): \(after.shown("rule")) is asked again in \(after.shown("period"))"
            }
        }
    }

    struct Switch: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Have a branch do without what is only usual, or go by it again.")

        @Argument(help: "The rule's key, as ‘zhibu cadence rules’ shows it.") var rule: String
        @Argument(help: "off or on.") var state: State
        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String
        @Option(help: "The first period: such as 2026-10, 2026-Q4, 2026-H2 or 2026, as the rule has it.")
        var from: String
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        enum State: String, ExpressibleByArgument, CaseIterable {
            case off, on
        }

        func perform(with client: APIClient) async throws {
            let id = try await client.branch(branch).id
            let made = try await client.post(
                "/branches/\(id)/rule-switches", [:],
                [
                    "rule": .string(rule), "off": .bool(state == .off), "period": .string(from),
                    "reason": .string(reason),
                ]
            ).json
            output.show(made) {
                "\(made.shown("branch")): \(made.shown("rule")) is \(state.rawValue) from \(made.shown("period")) on"
            }
        }
    }

    struct Switches: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is usual and a branch does without, or goes by again.")

        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list("/branches/\(try await client.branch(branch).id)/rule-switches"),
                [
                    .text("Rule", "rule"), .text("Off") { $0["off"]?.bool == true ? "off" : "on" },
                    .text("From", "period"), .text("Reason", "reason"), .text("By", "by"),
                ], none: "nothing was switched")
        }
    }
}
