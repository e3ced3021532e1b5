import ArgumentParser
import Domain

struct AwardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "award", abstract: "Ranking, notice, award, honours.",
        subcommands: [
            Rank.self, Post.self, Finalise.self, List.self, Honours.self, Statement.self, BranchYears.self, Verify.self,
            Export.self, Compare.self,
            Notice.self, Certificate.self, Changes.self, Objections.self, Eligibility.self, Ledger.self, Revoke.self,
        ]
    )
}

extension AwardCommand {
    struct Post: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Post a closed month's ranking: it is frozen, and the notice begins."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @OptionGroup var choice: BranchChoice
        @OptionGroup var confirmation: Confirmation
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let round = try await CycleRound(of: month, choice, with: client, output) {
                ["posted", "final", "withoutAward"].contains($0) ? "posted already, or ended" : nil
            }
            try await round.run("Post", "post", nil, confirmation, with: client)
        }
    }

    struct Finalise: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the award final once the notice is over, or end the month without award."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @OptionGroup var choice: BranchChoice
        @Flag(help: "End the month without winners.") var withoutAward = false
        @Option(help: "Why there is no award.") var reason: String?
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard withoutAward == (reason != nil) else {
                throw ValidationError("--without-award and --reason go together.")
            }
        }

        func perform(with client: APIClient) async throws {
            let round = try await CycleRound(of: month, choice, with: client, output) {
                ["final", "withoutAward"].contains($0) ? "ended already" : nil
            }
            try await round.run { cycle in
                let path = "/cycles/\(try cycle.id)"
                if let reason {
                    return try await client.post("\(path)/end-without-award", [:], ["reason": .string(reason)]).json
                }
                let result = try await client.post("\(path)/finalise").json
                for award in result["awards"]?.array ?? [] {
                    output.note("★ \(award.shown("area")) \(award.shown("areaName")): \(award.person("member"))")
                }
                for honour in result["withheldHonours"]?.array ?? [] {
                    output.note(
                        "\(honour.shown("area")): not given to \(honour.person("member")), by decision of the higher organisation"
                    )
                }
                return result
            }
        }
    }

    struct List: ClientCommand {
        static let configuration = CommandConfiguration(abstract: "List the final awards.")

        @Option(help: "Only of this month.", transform: Typed.month) var month: Month?
        @Option(help: "Only of this year.") var year: Int?
        @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.list(
                    "/awards", ["month": month?.description, "year": year.map(String.init), "branch": branch]
                ),
                [
                    .text("Month", "month"), .text("Branch", "branch"), .text("Area", "area"),
                    .text("Name", "areaName"),
                    .person("Member", "member"), .number("Place", "place"), .points("Final", "final"),
                    .text("Awarded on", "awardedOn"),
                    .text("Revoked") { $0["revocation"]?["reason"]?.string ?? "" },
                ],
                none: "no award is final here: ‘zhibu award finalise’ makes it so after the notice"
            )
        }
    }

    struct Compare: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare the branches, and the kinds of areas, for the committee."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let comparison = try await client.get("/comparisons", ["month": month.description])
            let figures: [Table.Column] = [
                .number("Areas", "areas"), .number("Ranked", "ranked"),
                .number("Complete") { "\($0.shown("completeness")) %" },
                .points("Mean", "mean"), .points("Lowest", "lowest"), .points("Highest", "highest"),
                .points("Spread", "spread"),
            ]
            output.show(comparison) {
                let branches = Table(
                    comparison["branches"]?.array ?? [],
                    [.text("Branch", "branch"), .text("Name", "name"), .text("Status", "status")] + figures
                )
                let kinds = Table(comparison["kinds"]?.array ?? [], [.text("Kind", "kind")] + figures)
                return "\(branches.text)\n\n\(kinds.text)"
            }
        }
    }
}
