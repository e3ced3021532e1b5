import ArgumentParser
import Domain

extension AwardCommand {
    /// What the committee's office weighs before an honour becomes final, and decides.
    struct Eligibility: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "eligibility", abstract: "Weigh what is on record before an honour becomes final.",
            discussion:
                "What a record says is shown to the committee's office alone, and each reading is in the audit.",
            subcommands: [
                List.self, Record.self, Read.self, End.self, Withdraw.self, Month.self, Decide.self,
            ]
        )
    }
}

extension AwardCommand.Eligibility {
    /// Which record is meant.
    struct Choice: ParsableArguments {
        @Argument(help: "Its number, such as 2026-3.") var number: String
        @Option(help: ArgumentHelp("The committee, where several have that number.", valueName: "code"))
        var committee: String?

        /// The path of a part of the record.
        func path(_ part: String, with client: APIClient) async throws -> String {
            let found = try await client.list("/eligibility-notes", [:]).filter {
                $0.shown("number") == number && (committee == nil || $0.shown("committee") == committee)
            }
            guard let only = found.first, found.count == 1 else {
                throw ValidationError(
                    found.isEmpty
                        ? "There is no record \(number) here: ‘zhibu award eligibility list’ shows them."
                        : "Several committees have a record \(number): name one by --committee.")
            }
            return "/eligibility-notes/\(try only.id)/\(part)"
        }
    }

    /// Which month is meant.
    struct MonthChoice: ParsableArguments {
        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Domain.Month
        @Option(help: ArgumentHelp("The branch.", valueName: "code")) var branch: String

        func path(with client: APIClient) async throws -> String {
            "/cycles/\(try await client.cycle(of: month, in: branch).id)/eligibility"
        }
    }

    /// Who waits for a decision, and what was decided.
    static func show(_ cases: JSON, _ output: Output) {
        output.list(
            cases.array ?? [],
            [
                .person("Member", "member"),
                .text("Areas") { one in (one["areas"]?.array ?? []).map { $0.shown("code") }.joined(separator: ", ") },
                .text("Records") { one in
                    (one["notes"]?.array ?? []).map { $0.shown("number") }.joined(separator: ", ")
                },
                .text("Decision") { one in one["decision"]?["outcome"]?.string ?? "" },
                .text("Awaited") { one in one["awaited"]?.bool == true ? "yes" : "" },
            ], none: "there is nothing to decide in this month")
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the records by their numbers.")

        @Option(help: ArgumentHelp("Only of this member, for the committee's office.", valueName: "number"))
        var member: String?
        @Flag(help: "Only those that were neither ended nor withdrawn.") var standing = false
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list(
                    "/eligibility-notes", ["member": member, "standing": standing ? "true" : nil]),
                [
                    .text("Number", "number"), .text("Committee", "committee"), .person("Member", "member"),
                    .text("Recorded on", "recordedOn"), .text("Closed", "closing"),
                ], none: "there are no records here")
        }
    }

    struct Record: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record a sanction, an appraisal below competent or an investigation.",
            discussion: """
                A sanction takes --sanction (warning, seriousWarning, removal, probation, administrative, other), --from \
                and, where it ends by itself, --until; an appraisal --year and --grade (basicallyCompetent, \
                notCompetent); an investigation --from.
                """)

        @Option(help: "The member's number.") var member: String
        @Option(help: "sanction, appraisal or investigation.") var kind: String
        @Option(help: "Which sanction.") var sanction: String?
        @Option(help: "The first day.") var from: String?
        @Option(help: "The last day of a sanction.") var until: String?
        @Option(help: "The document of a sanction.") var document: String?
        @Option(help: "The year of an appraisal.") var year: Int?
        @Option(help: "The grade of an appraisal.") var grade: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let id = try await client.member(member).id
            var body = JSON.Object()
            body["kind"] = .string(kind)
            for (name, text) in [
                ("sanction", sanction), ("from", from), ("until", until), ("document", document), ("grade", grade),
            ] {
                if let text { body[name] = .string(text) }
            }
            if let year { body["year"] = JSON(year) }
            let made = try await client.post("/members/\(id)/eligibility-notes", [:], .object(body)).json
            output.show(made) { "record \(made.shown("number"))" }
        }
    }

    struct Read: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Read what a record says; the audit keeps who did, and why.")

        @OptionGroup var choice: Choice
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let told = try await client.post(
                choice.path("disclosures", with: client), [:], ["reason": .string(reason)]
            ).json
            output.show(told) {
                let parts = ["kind", "sanction", "from", "until", "document", "year", "grade", "endedOn"].compactMap {
                    told[$0].map { $0.isNull } == false ? "\($0) \(told.shown($0))" : nil
                }
                return "record \(told["note"]?.shown("number") ?? ""): \(parts.joined(separator: ", "))"
            }
        }
    }

    struct End: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that a sanction or an investigation is in force no more.")

        @OptionGroup var choice: Choice
        @Option(help: "From which day on; today if left out.") var on: String?
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            var body = JSON.Object()
            if let on { body["on"] = .string(on) }
            body["reason"] = .string(reason)
            let after = try await client.post(choice.path("end", with: client), [:], .object(body)).json
            output.show(after) { "record \(after.shown("number")): \(after.shown("closing"))" }
        }
    }

    struct Withdraw: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a record back that should not have been made; it stays as withdrawn.")

        @OptionGroup var choice: Choice
        @Option(help: "Why.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let after = try await client.post(
                choice.path("withdraw", with: client), [:], ["reason": .string(reason)]
            ).json
            output.show(after) { "record \(after.shown("number")): \(after.shown("closing"))" }
        }
    }

    struct Month: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show who holds a winner of a posted month and has something on record.")

        @OptionGroup var choice: MonthChoice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            AwardCommand.Eligibility.show(try await client.get(choice.path(with: client), [:]), output)
        }
    }

    struct Decide: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Decide before a month is final whether the honour is given; its ranking stands either way.")

        @OptionGroup var choice: MonthChoice
        @Option(help: "The member's number.") var member: String
        @Option(help: "awarded or notAwarded.") var outcome: String
        @Option(help: "Why; encrypted, and not made public.") var reason: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let cases = try await client.post(
                choice.path(with: client), [:],
                ["member": .string(member), "outcome": .string(outcome), "reason": .string(reason)]
            ).json
            AwardCommand.Eligibility.show(cases, output)
        }
    }
}
