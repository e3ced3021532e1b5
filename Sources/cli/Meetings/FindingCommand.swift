import ArgumentParser
import Domain

/// What was found wanting in branches, and what becomes of it.
struct FindingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finding", abstract: "Give findings to branches, report and verify what is done about them.",
        subcommands: [
            List.self, Show.self, Give.self, Measure.self, Report.self, Verify.self, Extend.self, Recheck.self,
            Withdraw.self, Import.self,
        ], defaultSubcommand: List.self)
}

extension FindingCommand {
    /// Which finding is meant.
    struct Choice: ParsableArguments {
        @Argument(help: "Its number, such as 2026-017.") var number: String
        @Option(help: ArgumentHelp("The committee, where several have that number.", valueName: "code"))
        var committee: String?

        /// The path of the finding, or a part of it.
        func path(_ part: String? = nil, with client: APIClient) async throws -> String {
            guard let wanted = Finding.Number(parsing: number) else {
                throw ValidationError("‘\(number)’ is no number of a finding: write it as 2026-017.")
            }
            let found = try await client.list("/findings", ["year": String(wanted.year)]).filter {
                $0.shown("number") == wanted.text && (committee == nil || $0.shown("committee") == committee)
            }
            guard let only = found.first, found.count == 1 else {
                throw ValidationError(
                    found.isEmpty
                        ? "There is no finding \(wanted.text) here: ‘zhibu finding list’ shows them."
                        : "Several committees have a finding \(wanted.text): name one by --committee.")
            }
            return "/findings/\(try only.id)" + (part.map { "/\($0)" } ?? "")
        }

        func carryOut(_ part: String, _ body: JSON.Object, with client: APIClient, _ output: Output) async throws {
            let after = try await client.post(path(part, with: client), [:], .object(body)).json
            output.show(after) {
                "finding \(after.shown("number")): \(after.shown("status")), due \(after.shown("due"))"
            }
        }
    }

    /// A body of what was given.
    static func body(_ members: [(String, String?)]) -> JSON.Object {
        var body = JSON.Object()
        for (name, value) in members { if let value { body[name] = .string(value) } }
        return body
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List findings, with how far they are.")

        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @Option(help: "Only with a number of this year.") var year: Int?
        @Option(help: "open, measured, reported, returned, closed or withdrawn.") var status: String?
        @Flag(help: "Only those about which something is still to be done.") var open = false
        @Flag(help: "Only those that the branch should have reported.") var overdue = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list(
                    "/findings",
                    [
                        "branch": branch, "year": year.map(String.init), "status": status, "open": open ? "true" : nil,
                        "overdue": overdue ? "true" : nil,
                    ]),
                [
                    .text("Number", "number"), .text("Branch", "branch"), .text("What", "what"),
                    .text("Class", "class"), .text("Due", "due"),
                    .text("Status") { finding in
                        let stage = finding["escalation"]?["stage"]?.string
                        let overdue = finding["overdue"]?.bool == true ? "overdue" : nil
                        return finding.shown("status") + ((stage ?? overdue).map { " (\($0))" } ?? "")
                    },
                    .person("Answers", "holder"),
                ], none: "there are no findings here")
        }
    }

    struct Show: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Show one finding, with all that became of it.")

        @OptionGroup var choice: Choice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let finding = try await client.get(choice.path(with: client))
            output.show(finding) {
                let steps = (finding["steps"]?.array ?? []).map { step in
                    "\n  \(step.shown("at"))  \(step.shown("step"))  \(step.shown("by"))  \(step["text"]?.string ?? "")"
                }
                let escalations = (finding["escalations"]?.array ?? []).map { entry in
                    "\n  \(entry.shown("on"))  \(entry.shown("stage"))  at meeting \(entry.shown("number")) since it was due"
                }
                return """
                    \(finding.shown("number")) \(finding.shown("branch")): \(finding.shown("what"))
                      \(finding.shown("status")), due \(finding.shown("due")), first due \(finding.shown("firstDue"))\
                    \(steps.joined())\(escalations.joined())
                    """
            }
        }
    }

    struct Give: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a finding to branches, one for each with the one text.")

        @Option(help: ArgumentHelp("A branch; may be given several times.", valueName: "code")) var branch: [String]
        @Option(help: "meeting, inspection, talk, appraisal, complaint, audit or self.") var source: String
        @Option(help: "What was found.") var what: String
        @Option(help: "Where it is to go.") var direction: String
        @Option(help: "cohesion, activityForms, vanguardRole, bridgeToPublic or other.") var category: String
        @Option(name: .customLong("class"), help: "immediate, byDate or standing.") var handling: String
        @Option(help: "By when, of byDate.") var due: String?
        @Option(help: "What will be seen when it is done; needed unless immediate.") var standard: String?
        @Option(help: "Months between two reviews, of standing.") var interval: Int?
        @Option(help: "Why it is so.") var cause: String?
        @Option(help: ArgumentHelp("The meeting at which it was found, by its id.", valueName: "id")) var meeting: Int?
        @Option(help: "A document's number, a case's, a place.") var reference: String?
        @Option(help: "Which office of the branch answers for it; its secretary if left out.") var office: String?
        @Option(help: "When it was given; today if left out.") var givenOn: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var body = FindingCommand.body([
                ("source", source), ("what", what), ("direction", direction), ("category", category),
                ("class", handling), ("due", due), ("standard", standard), ("cause", cause), ("reference", reference),
                ("office", office), ("givenOn", givenOn),
            ])
            body["branches"] = JSON(branch) { .string($0) }
            if let interval { body["interval"] = JSON(interval) }
            if let meeting { body["meeting"] = JSON(meeting) }
            let made = try await client.post("/findings", [:], .object(body)).json
            output.list(
                made.array ?? [], [.text("Number", "number"), .text("Branch", "branch"), .text("Due", "due")],
                none: "nothing was given")
        }
    }

    struct Measure: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Write a measure down.")

        @OptionGroup var choice: Choice
        @Option(help: "What is done.") var text: String
        @Option(help: "Who does it.") var who: String
        @Option(help: "By when.") var due: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut(
                "measures", FindingCommand.body([("text", text), ("who", who), ("due", due)]), with: client, output)
        }
    }

    struct Report: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Report, as the branch, that it is done.", discussion: "Somebody else verifies it.")

        @OptionGroup var choice: Choice
        @Option(help: "What was done.") var text: String
        @Option(help: "In words, or where it is to be seen.") var evidence: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut(
                "report", FindingCommand.body([("text", text), ("evidence", evidence)]), with: client, output)
        }
    }

    struct Verify: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verify what was reported: it is closed, or returned with the reason.")

        @OptionGroup var choice: Choice
        @Option(help: "closed or returned.") var verdict: String
        @Option(help: "Why it is returned; of one that is closed, a note.") var reason: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut(
                "verify", FindingCommand.body([("verdict", verdict), ("reason", reason)]), with: client, output)
        }
    }

    struct Extend: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give more time; when it was due first stays beside it.")

        @OptionGroup var choice: Choice
        @Option(help: "The new day.") var due: String
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut(
                "extend", FindingCommand.body([("due", due), ("reason", reason)]), with: client, output)
        }
    }

    struct Recheck: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Look again at one that was closed: it stands, or has relapsed and is open again.")

        @OptionGroup var choice: Choice
        @Option(help: "stands or relapsed.") var outcome: String
        @Option(help: "On which day; today if left out.") var on: String?
        @Option(help: "What is there again; of one that stands, a note.") var reason: String?
        @Option(help: "The new day, of one that has relapsed and is due by a date.") var due: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut(
                "recheck",
                FindingCommand.body([("outcome", outcome), ("on", on), ("reason", reason), ("due", due)]),
                with: client, output)
        }
    }

    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a ledger of findings.",
            discussion: """
                Columns: 编号, 支部, 问题来源, 问题描述, 共性/个性, 原因, 整改方向, 整改标准, 整改措施, 责任人, 办理类别, 整改时限, 完成情况, \
                销号日期. What is on record stays as it is; the same again changes nothing.
                """)

        @OptionGroup var file: ImportOptions
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await importing(file, to: "/imports/findings", with: client, [])
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "Withdraw a finding; it keeps its number.")

        @OptionGroup var choice: Choice
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            try await choice.carryOut("withdraw", FindingCommand.body([("reason", reason)]), with: client, output)
        }
    }
}
