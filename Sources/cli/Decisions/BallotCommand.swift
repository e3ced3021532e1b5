import ArgumentParser
import Domain

/// Secret ballots on the device: issued, cast by their codes, counted.
struct BallotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ballot", abstract: "Ask or grade by secret ballot: issue, cast and count.",
        subcommands: [
            List.self, Show.self, Straw.self, Appraisal.self, Issue.self, IssueAnew.self, Take.self, Open.self,
            Read.self,
            Cast.self, Close.self, Withdraw.self,
        ], defaultSubcommand: List.self)

    /// What every command tells of a ballot when it is done.
    fileprivate static func told(_ ballot: JSON) -> String {
        let head = "\(ballot.shown("title")): \(ballot.shown("status"))"
        let turnout =
            "\(ballot.shown("entitled")) on the roll, \(ballot.shown("issued")) issued, \(ballot.shown("returned")) returned"
        return ([head, turnout] + results(ballot)).joined(separator: "\n")
    }

    private static func results(_ ballot: JSON) -> [String] {
        if ballot["tooFew"]?.bool == true { return ["fewer than five ballots: nothing is told"] }
        let results = ballot["results"]?.array ?? []
        return (ballot["lines"]?.array ?? []).compactMap { line in
            let counts = results.filter { $0["line"] == line["line"] }.map {
                "\($0.shown("mark")) \($0.shown("count"))"
            }
            return counts.isEmpty
                ? nil : "\(line.shown("line")). \(line.shown("text")): \(counts.joined(separator: ", "))"
        }
    }
}

extension BallotCommand {
    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List secret ballots, the newest first.")

        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/secret-ballots", ["branch": branch]).array ?? [],
                [
                    .number("Id", "id"), .text("Branch", "branch"), .text("Kind", "kind"), .text("Title", "title"),
                    .text("Status", "status"), .number("Roll", "entitled"), .number("Issued", "issued"),
                    .number("Returned", "returned"), .text("Own", "own"),
                ], none: "there are no secret ballots here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show a ballot, and its counts once it is closed.")

        @OptionGroup var ballot: BallotArgument
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get(ballot.path)
            output.show(found) { BallotCommand.told(found) }
        }
    }

    struct Straw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Draft a straw vote, which decides nothing.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "What it is called.") var title: String
        @Option(help: "What is asked.") var question: String
        @Option(help: ArgumentHelp("A choice; again for others, two to six.", valueName: "text")) var choice: [String]
        @Option(help: "How many may be chosen; 1 if not given.") var most: Int?
        @Flag(help: "Ask probationary members as well.") var probationary = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/secret-ballots", [:],
                .members([
                    "branch": .string(branch), "kind": "straw", "title": .string(title), "question": .string(question),
                    "choices": .array(choice.map { .string($0) }), "most": most.map { JSON($0) },
                    "probationary": .bool(probationary),
                ])
            ).json
            output.show(made) { "\(made.shown("id")): \(BallotCommand.told(made))" }
        }
    }

    struct Appraisal: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Draft the grading of members.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "What it is called.") var title: String
        @Option(help: ArgumentHelp("Who is graded; again for others.", valueName: "number")) var member: [String]
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/secret-ballots", [:],
                [
                    "branch": .string(branch), "kind": "appraisal", "title": .string(title),
                    "members": .array(member.map { .string($0) }),
                ]
            ).json
            output.show(made) { "\(made.shown("id")): \(BallotCommand.told(made))" }
        }
    }

    struct Issue: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Begin to issue ballots: the roll of today is frozen.")

        @OptionGroup var ballot: BallotArgument
        @Option(
            help: ArgumentHelp(
                "A member who has no vote, with the paper that says so: 1101=甲纪〔2026〕3号; again for others.",
                valueName: "number=paper"))
        var without: [String] = []
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let voteless = try without.map { try Typed.pair($0, "document", called: "the paper that says so") }
            try await take("issue", of: ballot, ["without": .array(voteless)], with: client)
        }
    }

    struct IssueAnew: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make void all ballots that were taken: each takes a new one.")

        @OptionGroup var ballot: BallotArgument
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await take("issue-anew", of: ballot, ["reason": .string(reason)], with: client)
        }
    }

    struct Take: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take your ballot, once: its code is shown now, and never again.")

        @OptionGroup var ballot: BallotArgument
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let taken = try await client.post("\(ballot.path)/take", [:]).json
            output.show(taken) { "\(taken.shown("code"))\ncopy it now: it is kept nowhere" }
        }
    }

    struct Open: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the box: no more is issued, and ballots are cast.")

        @OptionGroup var ballot: BallotArgument
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await take("open", of: ballot, with: client)
        }
    }

    struct Read: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what the ballot with a code asks. The code is asked for, or read from standard input.")

        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let paper = try await client.post("/ballot-box/paper", [:], ["code": .string(try Prompt.ask("Code"))]).json
            output.show(paper) {
                let lines = (paper["lines"]?.array ?? []).map { "\($0.shown("line")). \($0.shown("text"))" }
                let marks = (paper["marks"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
                return
                    (["\(paper.shown("branchName")): \(paper.shown("title"))"]
                    + [paper["question"]?.string].compactMap { $0 }
                    + lines + ["mark with \(marks)"]).joined(separator: "\n")
            }
        }
    }

    struct Cast: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cast the ballot with a code. The code is asked for, or read from standard input.")

        @Option(
            help: ArgumentHelp(
                "A line and how it is marked, such as 1=chosen or 2=excellent; again for others. None is a blank ballot.",
                valueName: "line=mark"))
        var mark: [String] = []
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let marks = try mark.map { typed -> JSON in
                let parts = typed.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, let line = Int(parts[0]) else {
                    throw ValidationError("‘\(typed)’: write the line and its mark, such as 1=chosen")
                }
                return ["line": JSON(line), "mark": .string(String(parts[1]))]
            }
            let cast = try await client.post(
                "/ballot-box", [:], ["code": .string(try Prompt.ask("Code")), "marks": .array(marks)]
            ).json
            output.show(cast) { "the ballot is cast" }
        }
    }

    struct Close: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close the box and count; of fewer than five ballots nothing is kept.")

        @OptionGroup var ballot: BallotArgument
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await take("close", of: ballot, with: client)
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a ballot that is not counted.")

        @OptionGroup var ballot: BallotArgument
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await take("withdraw", of: ballot, ["reason": .string(reason)], with: client)
        }
    }
}

/// Which ballot.
struct BallotArgument: ParsableArguments {
    @Argument(help: "The ballot's id, as ‘zhibu ballot list’ shows it.") var ballot: Int

    var path: String { "/secret-ballots/\(ballot)" }
}

extension ClientCommand {
    /// What whoever keeps a ballot does with it.
    fileprivate func take(
        _ step: String, of ballot: BallotArgument, _ said: JSON? = nil, with client: APIClient
    ) async throws {
        let after = try await client.post("\(ballot.path)/\(step)", [:], said).json
        output.show(after) { BallotCommand.told(after) }
    }
}
