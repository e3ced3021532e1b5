import ArgumentParser
import Domain

/// What enforcement is about in a month, and which of branches' work serves it.
struct FocusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "focus", abstract: "Note what enforcement is about in a month, and see which work serves it.",
        discussion: "A focus orders nothing and has no target. What serves one is said with the record itself.",
        subcommands: [List.self, Show.self, Set.self, Revise.self, Withdraw.self, Share.self],
        defaultSubcommand: List.self)

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List a committee's foci of a month.")

        @Argument(help: "The committee's code.") var committee: String
        @Option(help: "Such as 2026-12; this month unless given.", transform: Typed.month) var month: Month?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let path = "/committees/\(try await client.committee(committee).id)/foci"
            output.list(
                try await client.get(path, ["month": month?.description]).array ?? [],
                [
                    .number("Id", "id"), .text("Number", "number"), .text("Kind", "kind"), .text("From", "from"),
                    .text("Until", "until"), .text("Title", "title"), .text("Set by", "source"),
                    .text("Withdrawn") { $0["withdrawal"]?["on"]?.string ?? "" },
                ], none: "no focus is noted for this month")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List what serves a focus.")

        @Argument(help: "The focus's id, as ‘zhibu focus list’ shows it.") var focus: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/foci/\(focus)", [:])["serving"]?.array ?? [],
                [
                    .text("Day", "day"), .text("Branch", "branch"), .text("Kind", "kind"), .number("Id", "id"),
                    .text("Title", "title"),
                ], none: "nothing on record says that it serves it")
        }
    }

    /// What a focus says.
    struct Saying: ParsableArguments {
        @Option(help: ArgumentHelp("What it is called.", valueName: "text")) var title: String
        @Option(help: "campaign, district or season.") var kind: String
        @Option(help: "The first month, such as 2026-12.", transform: Typed.month) var from: Month
        @Option(help: "The last month; the first alone if left out.", transform: Typed.month) var until: Month?
        @Option(help: ArgumentHelp("Who set it in the administration, or by which document.", valueName: "text"))
        var source: String
        @Option(help: ArgumentHelp("Where.", valueName: "text")) var area: String?

        func body(reason: String? = nil) -> JSON {
            .members([
                "title": .string(title), "kind": .string(kind), "from": JSON(from),
                "until": until.map { JSON($0) }, "source": .string(source), "area": area.json, "reason": reason.json,
            ])
        }
    }

    struct Set: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Note a focus for a committee's branches to know.")

        @Argument(help: "The committee's code.") var committee: String
        @OptionGroup var saying: Saying
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let path = "/committees/\(try await client.committee(committee).id)/foci"
            let made = try await client.post(path, [:], saying.body()).json
            output.show(made) { "\(made.shown("id")): \(made.shown("number")) \(made.shown("title"))" }
        }
    }

    struct Revise: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Correct what a focus says; what it said stays.")

        @Argument(help: "The focus's id, as ‘zhibu focus list’ shows it.") var focus: Int
        @OptionGroup var saying: Saying
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let path = "/foci/\(focus)"
            let version = try await client.get(path, [:])["focus"]?["version"]?.integer ?? 0
            let after = try await client.put(path, saying.body(reason: reason), ifVersion: version)
            output.show(after) { "\(after.shown("number")) \(after.shown("title")): corrected" }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a focus; what served it stays as it is.")

        @Argument(help: "The focus's id, as ‘zhibu focus list’ shows it.") var focus: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/foci/\(focus)/withdraw", [:], ["reason": .string(reason)]).json
            output.show(after) { "\(after.shown("number")) \(after.shown("title")): withdrawn" }
        }
    }

    struct Share: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show how work was divided: of a branch, or of all branches of a committee.",
            discussion: "Of each kind of work how much serves a focus and how much none; no branch is ranked by it.")

        @Option(help: ArgumentHelp("A branch.", valueName: "code")) var branch: String?
        @Option(help: ArgumentHelp("A committee's branches.", valueName: "code")) var committee: String?
        @Option(help: "Such as 2026-10; this month unless given.", transform: Typed.month) var from: Month?
        @Option(help: "Such as 2026-12; the first month alone unless given.", transform: Typed.month) var until: Month?
        @OptionGroup var options: ClientOptions

        func validate() throws {
            if (branch == nil) == (committee == nil) { throw ValidationError("give --branch or --committee") }
        }

        func perform(with client: APIClient) async throws {
            let query: APIClient.Query = ["from": from?.description, "until": until?.description]
            var shares: [JSON] = []
            if let branch {
                shares = [try await client.get("/branches/\(try await client.branch(branch).id)/focus-share", query)]
            } else if let committee {
                let path = "/committees/\(try await client.committee(committee).id)/focus-shares"
                shares = try await client.get(path, query).array ?? []
            }
            let lines = shares.flatMap { share in
                (share["kinds"]?.array ?? []).map { $0.with("branch", share["branch"] ?? .null) }
            }
            output.list(
                lines,
                [
                    .text("Branch", "branch"), .text("Kind", "kind"),
                    .text("Serves") { line in
                        if line["all"]?.integer == 0 { return "nothing on record" }
                        return (line["foci"]?.array ?? []).filter { $0["count"]?.integer != 0 }
                            .map { "\($0.shown("focus")): \($0.shown("count"))" }.joined(separator: ", ")
                    },
                    .text("Serves none") { $0["all"]?.integer == 0 ? "" : $0.shown("servingNone") },
                ], none: "there is no branch")
        }
    }
}
