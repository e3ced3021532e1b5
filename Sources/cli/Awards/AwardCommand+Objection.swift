import ArgumentParser
import Domain

extension AwardCommand {
    /// What the receiving body does daily with objections.
    struct Objections: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "objection", abstract: "Receive, investigate and decide objections to posted months.",
            discussion: "Who objected is shown to the receiving body alone, as somebody who has signed in.",
            subcommands: [
                List.self, Register.self, Admit.self, Refuse.self, Investigator.self, Tie.self, Decide.self, Tell.self,
                Withdraw.self, Who.self,
            ]
        )
    }

    struct Revoke: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back an honour of a final month; the month stands, and so does the reason beside it.")

        @Argument(help: "The award's id, as ‘zhibu award list --json’ shows it.") var award: Int
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post("/awards/\(award)/revoke", [:], ["reason": .string(reason)]).json
            output.show(after) {
                "\(after.shown("month")) \(after.shown("area")) \(after.person("member")): revoked"
            }
        }
    }
}

extension AwardCommand.Objections {
    /// Which objection is meant.
    struct Choice: ParsableArguments {
        @Argument(help: "Its number, such as 2026-3.") var number: String
        @Option(help: ArgumentHelp("The receiving committee, where several have that number.", valueName: "code"))
        var committee: String?

        /// The path of the objection, or a part of it.
        func path(_ part: String, with client: APIClient) async throws -> String {
            let found = try await client.list("/objections", [:]).filter {
                $0.shown("number") == number && (committee == nil || $0.shown("committee") == committee)
            }
            guard let only = found.first, found.count == 1 else {
                throw ValidationError(
                    found.isEmpty
                        ? "There is no objection \(number) here: ‘zhibu award objection list’ shows them."
                        : "Several committees have an objection \(number): name one by --committee.")
            }
            return "/objections/\(try only.id)/\(part)"
        }

        func carryOut(
            _ part: String, _ body: JSON? = nil, with client: APIClient, _ output: Output
        ) async throws {
            let after = try await client.post(path(part, with: client), [:], body).json
            output.show(after) { "objection \(after.shown("number")): \(after.shown("status"))" }
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List objections, with when they are due.")

        @Option(help: "Only to this month.", transform: Typed.month) var month: Month?
        @Option(help: ArgumentHelp("Only to this branch.", valueName: "code")) var branch: String?
        @Flag(help: "Only those that their month waits for.") var open = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list(
                    "/objections",
                    ["month": month?.description, "branch": branch, "open": open ? "true" : nil]),
                [
                    .text("Number", "number"), .text("Committee", "committee"), .text("Branch", "branch"),
                    .text("Month", "month"), .text("Status", "status"), .text("Outcome", "outcome"),
                    .text("Due", "due"),
                ],
                none: "there are no objections here"
            )
        }
    }

    struct Register: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Receive an objection to a posted month.",
            discussion: """
                It is about one of --area, --sheet and --adjustment, or without any of them about how the month was done. \
                Without --name and --contact it is anonymous, and is taken in only with a --lead that can be checked.
                """)

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String
        @Option(help: "The area's code.") var area: String?
        @Option(help: "The sheet's id.") var sheet: Int?
        @Option(help: "The adjustment's id.") var adjustment: Int?
        @Option(help: "visit, letter, telephone or email.") var way: String
        @Option(help: "The day on which a letter came; today if left out.") var receivedOn: String?
        @Option(help: "What is objected, and why.") var grounds: String
        @Option(help: "Who objects.") var name: String?
        @Option(help: "How they are reached.") var contact: String?
        @Option(help: "What can be checked.") var lead: String?
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard [area != nil, sheet != nil, adjustment != nil].count(where: { $0 }) <= 1 else {
                throw ValidationError("Give one of --area, --sheet and --adjustment.")
            }
        }

        func perform(with client: APIClient) async throws {
            let cycles = try await client.list("/cycles", ["month": month.description, "branch": branch])
            guard let cycle = cycles.first else {
                throw ValidationError("The branch \(branch) has no month \(month).")
            }
            let about = area != nil ? "area" : sheet != nil ? "sheet" : adjustment != nil ? "adjustment" : "process"
            var body = JSON.Object()
            body["about"] = .string(about)
            if let area { body["area"] = .string(area) }
            if let sheet { body["sheet"] = JSON(sheet) }
            if let adjustment { body["adjustment"] = JSON(adjustment) }
            (body["way"], body["grounds"]) = (.string(way), .string(grounds))
            body["anonymous"] = .bool(name == nil && contact == nil)
            for (member, text) in [("receivedOn", receivedOn), ("name", name), ("contact", contact), ("lead", lead)] {
                if let text { body[member] = .string(text) }
            }
            let made = try await client.post("/cycles/\(try cycle.id)/objections", [:], .object(body)).json
            output.show(made) { "objection \(made.shown("number")): received, due \(made.shown("due"))" }
        }
    }

    struct Admit: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Take an objection in, to be investigated.")

        @OptionGroup var choice: Choice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut("admit", with: client, output)
        }
    }

    struct Refuse: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Do not take an objection in.")

        @OptionGroup var choice: Choice
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut("refuse", ["reason": .string(reason)], with: client, output)
        }
    }

    struct Investigator: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say who investigates an objection.",
            discussion: "Nobody who entered, scored, adjusted or holds anything concerned, or has a declared tie.")

        @OptionGroup var choice: Choice
        @Option(help: "The member's number.") var member: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut("investigator", ["member": .string(member)], with: client, output)
        }
    }

    struct Tie: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a member is too near to what an objection is about; it is never taken back.")

        @OptionGroup var choice: Choice
        @Option(help: "The member's number.") var member: String
        @Option(help: "Such as: of the holder's household.") var tie: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut(
                "ties", ["member": .string(member), "tie": .string(tie)], with: client, output)
        }
    }

    struct Decide: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide an objection that was admitted.",
            discussion: """
                What is upheld, wholly or in part, has a consequence: --withdraw for an adjustment, or --consequence with \
                what the API takes, such as \
                '{"what":"adjust","area":"CG-01-A01","item":"praised","reason":"…","date":"2026-10-08"}' or \
                '{"what":"reviseSheet","sheet":12,"points":{"order":55,"service":36}}'. Each may be given several times.
                """)

        @OptionGroup var choice: Choice
        @Option(help: "upheld, partlyUpheld or dismissed.") var outcome: String
        @Option(help: "What was found; for the receiving body alone.") var findings: String
        @Option(help: "Told to whoever objected, and if upheld shown on the month.") var reasons: String
        @Option(help: ArgumentHelp("An adjustment that is withdrawn.", valueName: "id")) var withdraw: [Int] = []
        @Option(help: ArgumentHelp("Another consequence.", valueName: "json")) var consequence: [String] = []
        @Flag(help: "Say what would move, and until when the notice would stand, but change nothing.")
        var dryRun = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let others = try consequence.map { text in
                guard let json = try? JSON.parse(text.utf8) else {
                    throw ValidationError("‘\(text)’ is not JSON.")
                }
                return json
            }
            let withdrawn = withdraw.map { ["what": "withdrawAdjustment", "adjustment": JSON($0)] as JSON }
            let after = try await client.post(
                choice.path("decide", with: client), ["dryRun": dryRun ? "true" : nil],
                [
                    "outcome": .string(outcome), "findings": .string(findings), "reasons": .string(reasons),
                    "consequences": .array(withdrawn + others),
                ]
            ).json
            output.show(after) {
                let moves = RemarkText.moves(after).map { "\n  \($0)" }.joined()
                let winners = after["winnersChange"]?.bool == true ? "others win" : "the winners stay"
                let tried = dryRun ? " (dry run: nothing was changed)" : ""
                return """
                    objection \(after.shown("number")): \(after.shown("status"))\(tried)\(moves)
                      \(winners); the notice stands until \(after.shown("noticeEnds"))
                    """
            }
        }
    }

    struct Tell: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that whoever objected was told what became of it.")

        @OptionGroup var choice: Choice
        @Option(help: "On which day; today if left out.") var on: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut("tell", on.map { ["on": .string($0)] } ?? [:], with: client, output)
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an objection back, for whoever objected.")

        @OptionGroup var choice: Choice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut("withdraw", with: client, output)
        }
    }

    struct Who: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read who objected; the audit keeps who did, and why.")

        @OptionGroup var choice: Choice
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let objector = try await client.post(
                choice.path("objector/disclosures", with: client), [:], ["reason": .string(reason)]
            ).json
            output.show(objector) { "\(objector.shown("name"))  \(objector.shown("contact"))" }
        }
    }
}
