import ArgumentParser
import Domain

/// What a year's months leave with members and branches.
extension AwardCommand {
    struct Honours: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the year's table: months won, mean, trend, vetoes, points.")

        @OptionGroup var year: YearChoice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/honours", year.query()).array ?? [],
                [
                    .person("Member", "member"), .text("Branch", "branch"), .number("Months won", "monthsWon"),
                    .number("Revoked", "monthsRevoked"), .text("Last won", "lastWon"),
                    .number("Months ranked", "monthsRanked"), .points("Mean", "mean"), .points("Trend", "trend"),
                    .number("Vetoes", "vetoes"),
                    .number("Points") { $0["performance"]?.object?["total"]?.shown ?? "" },
                ],
                none: "nobody was ranked in \(year.year)"
            )
        }
    }

    struct Statement: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show one member's year: each month that its figures stand on, and how its points come about."
        )

        @OptionGroup var year: YearChoice
        @Option(help: ArgumentHelp("Whose.", valueName: "number")) var member: String
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let listings = try await client.get("/honours", year.query(member: member))
            output.show(listings) {
                (listings.array ?? []).map(Self.text).joined(separator: "\n\n")
            }
            if listings.array?.isEmpty ?? true { output.note("no closed month of \(year.year) is of them") }
        }

        private static func text(_ listing: JSON) -> String {
            let months = Table(
                listing["months"]?.array ?? [],
                [
                    .text("Month", "month"), .text("Area", "area"), .text("Name", "areaName"),
                    .text("Outcome", "outcome"), .number("Place", "place"), .points("Final", "final"),
                    .text("Honour", "honour"),
                    .text("Corrected by") { month in
                        (month["corrections"]?.array ?? []).map(\.shown).joined(separator: ", ")
                    },
                    .text("SHA-256") { String(($0["hash"]?.string ?? "").prefix(12)) },
                ])
            var lines = [
                "\(listing.person("member")), \(listing.shown("branch")): "
                    + "\(listing.shown("monthsRanked")) months ranked, \(listing.shown("monthsWon")) won, "
                    + "mean \(listing.shown("mean")), vetoes \(listing.shown("vetoes"))",
                months.text,
            ]
            if let points = listing["performance"], !points.isNull {
                lines.append(
                    "Points, for reference: \(points.shown("total")) = wins \(points.shown("wins")) "
                        + "+ mean \(points.shown("mean")) − vetoes \(points.shown("vetoes")), never below 0; "
                        + "by \(points.shown("title")) (\(points.shown("document")), published \(points.shown("publishedOn")))"
                )
            }
            return lines.joined(separator: "\n")
        }
    }

    struct BranchYears: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a year's months leave with each branch.")

        @OptionGroup var year: YearChoice
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            output.list(
                try await client.get("/branch-years", year.query()).array ?? [],
                [
                    .text("Branch", "branch"), .text("Name", "name"), .number("Months ranked", "monthsRanked"),
                    .number("Won", "monthsWon"), .number("Without award", "monthsWithoutAward"),
                    .points("Mean", "mean"), .points("Trend", "trend"), .number("Vetoes", "vetoes"),
                    .number("Objections", "objections"), .number("Upheld", "objectionsUpheld"),
                ],
                none: "no month of \(year.year) is closed"
            )
        }
    }
}

/// Which year, and of which branch.
struct YearChoice: ParsableArguments {
    @Option(help: "Such as 2026.") var year: Int
    @Option(help: ArgumentHelp("Only of this branch.", valueName: "code")) var branch: String?

    func query(member: String? = nil) -> APIClient.Query {
        ["year": String(year), "branch": branch, "member": member]
    }
}
