import ArgumentParser
import Domain

/// Elections of a branch's committee, or of its secretary.
struct ElectionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "election", abstract: "Hold elections: candidates, rounds, two tellers who count apart.",
        subcommands: [
            List.self, Show.self, Ask.self, Answer.self, Nominate.self, Open.self, Count.self, Settle.self,
            Withdraw.self, Papers.self,
        ], defaultSubcommand: List.self)

    /// What every command tells of an election when it is done.
    fileprivate static func told(_ election: JSON) -> String {
        func names(_ list: JSON?) -> String {
            (list?.array ?? []).map { ($0["person"] ?? $0).shown("name") }.joined(separator: ", ")
        }
        let head =
            "\(election.shown("branch")) \(election.shown("title")): \(election.shown("status")), "
            + "\(election.shown("seatsLeft")) of \(election.shown("seats")) seats left"
        let rounds = (election["rounds"]?.array ?? []).map { round -> String in
            let outcome = round["outcome"]?.string ?? "counted by \((round["counted"]?.array ?? []).count) of 2"
            return "round \(round.shown("round")) on \(round.shown("heldOn")): \(round.shown("entitled")) entitled, "
                + "\((round["present"]?.array ?? []).count) there: \(outcome) \(names(round["elected"]))"
        }
        return ([head] + rounds).joined(separator: "\n")
    }
}

extension ElectionCommand {
    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List elections, the latest first.")

        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/elections", ["branch": branch]).array ?? [],
                [
                    .number("Id", "id"), .text("Branch", "branch"), .text("Title", "title"), .text("Kind", "kind"),
                    .number("Seats", "seats"), .text("Status", "status"),
                ], none: "there are no elections here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show an election with its rounds.")

        @Argument(help: "The election's id, as ‘zhibu election list’ shows it.") var election: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get("/elections/\(election)")
            output.show(found) { ElectionCommand.told(found) }
        }
    }

    struct Ask: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Ask the higher organisation for an election.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(help: "committee or secretary.") var kind: String
        @Option(help: "What it is called.") var title: String
        @Option(help: "How many are elected.") var seats: Int
        @Option(help: "When the term ends that it follows.") var termEnds: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/elections", [:],
                [
                    "branch": .string(branch), "kind": .string(kind), "title": .string(title), "seats": JSON(seats),
                    "termEnds": .string(termEnds),
                ]
            ).json
            output.show(made) { "\(made.shown("id")): \(ElectionCommand.told(made))" }
        }
    }

    struct Answer: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record the higher organisation's word: to an election, or to who was elected.")

        @Argument(help: "The election's id.") var election: Int
        @OptionGroup var answer: HigherAnswerOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/elections/\(election)/answer", [:], answer.members
            ).json
            output.show(after) { ElectionCommand.told(after) }
        }
    }

    struct Nominate: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Name who stands.")

        @Argument(help: "The election's id.") var election: Int
        @Option(
            help: ArgumentHelp("A candidate; again for the others, in the order of the ballot.", valueName: "number"))
        var candidate: [String]
        @Option(help: "How they were proposed, talked over, examined and shown.") var found: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/elections/\(election)/candidates", [:],
                ["candidates": .array(candidate.map { .string($0) }), "found": .string(found)]
            ).json
            output.show(after) { ElectionCommand.told(after) }
        }
    }

    struct Open: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a round: the roll of its day is frozen; four fifths have to be there.")

        @Argument(help: "The election's id.") var election: Int
        @Option(help: "The day of the ballot.") var on: String
        @Option(help: ArgumentHelp("Who with a vote is there; again for others.", valueName: "number"))
        var present: [String]
        @Option(
            help: ArgumentHelp(
                "Whom the assembly left out of those entitled, and why: 1101=出国一年; again for others.",
                valueName: "number=reason"))
        var without: [String] = []
        @Option(help: ArgumentHelp("Who watches the counting.", valueName: "number")) var scrutineer: String
        @Option(help: ArgumentHelp("Who counts; twice, for two count apart.", valueName: "number")) var teller: [String]
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let excluded = try without.map { try Typed.pair($0, "reason", called: "the reason") }
            let after = try await client.post(
                "/elections/\(election)/ballots", [:],
                [
                    "on": .string(on), "present": .array(present.map { .string($0) }), "excluded": .array(excluded),
                    "scrutineer": .string(scrutineer), "tellers": .array(teller.map { .string($0) }),
                ]
            ).json
            output.show(after) { ElectionCommand.told(after) }
        }
    }

    struct Count: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter what a teller counted; it is unread until the other's is there.")

        @Argument(help: "The election's id.") var election: Int
        @Option(help: ArgumentHelp("Whose count it is.", valueName: "number")) var teller: String
        @Option(help: "How many ballots were issued.") var issued: Int
        @Option(help: "How many came back.") var returned: Int
        @Option(help: "How many of these are invalid.") var invalid: Int = 0
        @Option(
            help: ArgumentHelp(
                "Of each candidate in the order of the ballot: for, against, blank, such as 9,2,1.",
                valueName: "numbers"))
        var marks: [String] = []
        @Option(help: ArgumentHelp("Somebody else who was named: 1108=2; again for others.", valueName: "number=votes"))
        var other: [String] = []
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let rows = try marks.map { typed -> JSON in
                let numbers = typed.split(separator: ",", omittingEmptySubsequences: false).compactMap { Int($0) }
                guard numbers.count == 3 else {
                    throw ValidationError("‘\(typed)’: write for, against and blank, such as 9,2,1")
                }
                return ["yes": JSON(numbers[0]), "no": JSON(numbers[1]), "blank": JSON(numbers[2])]
            }
            let others = try other.map { typed -> JSON in
                let parts = typed.split(separator: "=").map(String.init)
                guard parts.count == 2, let votes = Int(parts[1]) else {
                    throw ValidationError("‘\(typed)’: write the number, =, and the votes")
                }
                return ["member": .string(parts[0]), "yes": JSON(votes)]
            }
            let after = try await client.post(
                "/elections/\(election)/counts", [:],
                [
                    "teller": .string(teller), "issued": JSON(issued), "returned": JSON(returned),
                    "invalid": JSON(invalid), "marks": .array(rows), "others": .array(others),
                ]
            ).json
            output.show(after) { ElectionCommand.told(after) }
        }
    }

    struct Settle: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leave the seats empty for which too few were elected, as those with a vote agreed.")

        @Argument(help: "The election's id.") var election: Int
        @Option(help: "How they agreed.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/elections/\(election)/settle", [:], ["reason": .string(reason)]).json
            output.show(after) { ElectionCommand.told(after) }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw an election of which no ballot was opened.")

        @Argument(help: "The election's id.") var election: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/elections/\(election)/withdraw", [:], ["reason": .string(reason)]).json
            output.show(after) { ElectionCommand.told(after) }
        }
    }

    struct Papers: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the papers of an election as a document for Word, to print, sign and file.")

        @Argument(help: "The election's id.") var election: Int
        @OptionGroup var file: DocumentOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await file.save("/elections/\(election)/papers.docx", with: client, output)
        }
    }
}
