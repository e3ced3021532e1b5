import ArgumentParser
import Domain

/// Motions before a branch's assembly: discussed, voted on, and what became of them.
struct MotionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "motion", abstract: "Bring motions before an assembly, and enter how it voted.",
        subcommands: [
            List.self, Show.self, Bring.self, Discuss.self, Opinion.self, Vote.self, Count.self, Answer.self,
            Withdraw.self, Resolution.self,
        ], defaultSubcommand: List.self)

    /// What every command tells of a motion when it is done.
    fileprivate static func told(_ motion: JSON) -> String {
        let head = "\(motion.shown("number")) \(motion.shown("title")): \(motion.shown("status"))"
        let votes = (motion["votes"]?.array ?? []).map { vote -> String in
            let outcomes = (vote["outcomes"]?.array ?? []).compactMap(\.string).joined(separator: ", ")
            return "vote \(vote.shown("round")) on \(vote.shown("heldOn")): \(vote.shown("entitled")) entitled, "
                + "\(vote.shown("majority")) needed: \(outcomes.isEmpty ? "not counted" : outcomes)"
        }
        return ([head] + votes).joined(separator: "\n")
    }
}

extension MotionCommand {
    struct List: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "List motions that something is still to come of, or a year's.")

        @Option(help: "All that were brought in this year, such as 2026.") var year: Int?
        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/motions", ["year": year.map(String.init), "branch": branch]).array ?? [],
                [
                    .number("Id", "id"), .text("Branch", "branch"), .text("Number", "number"), .text("Kind", "kind"),
                    .text("Title", "title"), .text("Status", "status"),
                    .text("Result") { motion in
                        (motion["votes"]?.array?.last?["outcomes"]?.array ?? []).compactMap(\.string)
                            .joined(separator: ", ")
                    },
                    .text("Answer due") { $0["answerDue"]?.string ?? "" },
                ], none: "there are no motions here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show a motion with its votes.")

        @Argument(help: "The motion's id, as ‘zhibu motion list’ shows it.") var motion: Int
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let found = try await client.get("/motions/\(motion)")
            output.show(found) {
                MotionCommand.told(found) + "\n\(found.shown("wording"))"
            }
        }
    }

    struct Bring: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring a motion before a branch's assembly. It stays as it is brought.")

        @Option(help: ArgumentHelp("The branch's code.", valueName: "code")) var branch: String
        @Option(
            help: """
                general, admission, becomingFull, longerProbation, cancellation, sanction, commendation, nomination or \
                bylaw.
                """)
        var kind: String
        @Option(help: "What it is called.") var title: String
        @Option(help: "What is decided if it is carried.") var wording: String
        @Option(help: "Who brought it, such as the branch committee.") var origin: String
        @Option(help: "When the branch's committee talked it over.") var committeeOn: String?
        @Option(help: "What lies before the assembly.") var papers: String?
        @Option(
            help: ArgumentHelp(
                "Who is voted on: a member's number, or the name of who is none yet; again for others.",
                valueName: "person"))
        var person: [String] = []
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let made = try await client.post(
                "/motions", [:],
                .members([
                    "branch": .string(branch), "kind": .string(kind), "title": .string(title),
                    "wording": .string(wording), "origin": .string(origin), "committeeOn": committeeOn.json,
                    "papers": papers.json, "people": .array(person.map { .string($0) }),
                ])
            ).json
            output.show(made) { "\(made.shown("id")): \(MotionCommand.told(made))" }
        }
    }

    struct Discuss: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note what was said, without which nothing is voted on.")

        @Argument(help: "The motion's id.") var motion: Int
        @Option(help: "The day.") var on: String
        @Option(help: "What was said.") var said: String
        @Option(help: "Who thought otherwise, and why.") var dissent: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/motions/\(motion)/discussion", [:],
                .members(["on": .string(on), "said": .string(said), "dissent": dissent.json])
            ).json
            output.show(after) { MotionCommand.told(after) }
        }
    }

    struct Opinion: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "opinion",
            abstract: "Written opinions of those who will not be there; sealed until the count.",
            subcommands: [Enter.self, Withdraw.self])

        struct Enter: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Enter an opinion that was handed in.")

            @Argument(help: "The motion's id.") var motion: Int
            @Option(help: ArgumentHelp("Whose it is.", valueName: "number")) var member: String
            @Option(help: "yes, no or abstain.") var choice: String
            @Option(help: "The day on which it was handed in.") var receivedOn: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let after = try await client.post(
                    "/motions/\(motion)/opinions", [:],
                    ["member": .string(member), "choice": .string(choice), "receivedOn": .string(receivedOn)]
                ).json
                output.show(after) { "\(MotionCommand.told(after))\nsealed until the count" }
            }
        }

        struct Withdraw: ClientCommand {
            static let configuration = CommandConfiguration(abstract: "Take an opinion back before the vote is opened.")

            @Argument(help: "The motion's id.") var motion: Int
            @Option(help: ArgumentHelp("Whose it is.", valueName: "number")) var member: String
            @OptionGroup var options: ClientOptions

            func perform(with client: APIClient) async throws {
                let after = try await client.post(
                    "/motions/\(motion)/withdraw-opinion", [:], ["member": .string(member)]
                ).json
                output.show(after) { MotionCommand.told(after) }
            }
        }
    }

    struct Vote: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the vote: the roll of its day is frozen.")

        @Argument(help: "The motion's id.") var motion: Int
        @Option(help: "The day of the vote.") var on: String
        @Option(help: "showOfHands, secretBallot or namedBallot.") var method: String
        @Option(
            help: ArgumentHelp(
                "A full member who has no vote, with the paper that says so: 1101=甲纪〔2026〕3号; again for others.",
                valueName: "number=paper"))
        var without: [String] = []
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let voteless = try without.map { try Typed.pair($0, "document", called: "the paper that says so") }
            let after = try await client.post(
                "/motions/\(motion)/vote", [:],
                ["on": .string(on), "method": .string(method), "without": .array(voteless)]
            ).json
            output.show(after) { MotionCommand.told(after) }
        }
    }

    struct Count: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Enter the count; or another one in its place, with the reason and by somebody else.")

        @Argument(help: "The motion's id.") var motion: Int
        @Option(help: ArgumentHelp("Who with a vote was there; again for others.", valueName: "number"))
        var present: [String]
        @Option(
            help: ArgumentHelp(
                "Of each that is voted on: for, against, abstentions, and of ballots the invalid ones, such as 9,2,1.",
                valueName: "numbers"))
        var result: [String] = []
        @Option(help: "How many ballots were issued.") var issued: Int?
        @Option(help: "How many came back.") var returned: Int?
        @Option(help: ArgumentHelp("Who watched the counting.", valueName: "number")) var scrutineer: String
        @Option(help: ArgumentHelp("Who counted; again for others.", valueName: "number")) var teller: [String]
        @Option(help: "Why it is counted anew.") var reason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let results = try result.map { typed -> JSON in
                let numbers = typed.split(separator: ",", omittingEmptySubsequences: false).map {
                    Int($0)
                }
                guard (3...4).contains(numbers.count), !numbers.contains(nil) else {
                    throw ValidationError("‘\(typed)’: write for, against and abstentions, such as 9,2,1")
                }
                let known = numbers.compactMap(\.self)
                return [
                    "yes": JSON(known[0]), "no": JSON(known[1]), "abstained": JSON(known[2]),
                    "invalid": JSON(known.count > 3 ? known[3] : 0),
                ]
            }
            let after = try await client.post(
                "/motions/\(motion)/count", [:],
                .members([
                    "present": .array(present.map { .string($0) }), "results": .array(results),
                    "issued": issued.map { JSON($0) }, "returned": returned.map { JSON($0) },
                    "scrutineer": .string(scrutineer), "tellers": .array(teller.map { .string($0) }),
                    "reason": reason.json,
                ])
            ).json
            output.show(after) { MotionCommand.told(after) }
        }
    }

    struct Answer: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record whether the higher organisation approves what was carried.")

        @Argument(help: "The motion's id.") var motion: Int
        @OptionGroup var answer: HigherAnswerOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                "/motions/\(motion)/answer", [:], answer.members
            ).json
            output.show(after) { MotionCommand.told(after) }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a motion that nobody voted on.")

        @Argument(help: "The motion's id.") var motion: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/motions/\(motion)/withdraw", [:], ["reason": .string(reason)]).json
            output.show(after) { MotionCommand.told(after) }
        }
    }

    struct Resolution: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write what was decided as a document for Word, to print, sign and file.")

        @Argument(help: "The motion's id.") var motion: Int
        @OptionGroup var file: DocumentOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await file.save("/motions/\(motion)/resolution.docx", with: client, output)
        }
    }
}

/// The higher organisation's answer.
struct HigherAnswerOptions: ParsableArguments {
    @Option(help: "The day of the answer.") var on: String
    @Flag(inversion: .prefixedNo, help: "Whether it is approved.") var approved: Bool
    @Option(help: "The paper that says so.") var document: String?
    @Option(help: "Why it is refused.") var reason: String?

    var members: JSON {
        .members([
            "on": .string(on), "approved": .bool(approved), "document": document.json, "reason": reason.json,
        ])
    }
}
