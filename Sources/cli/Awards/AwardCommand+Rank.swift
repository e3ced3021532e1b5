import ArgumentParser
import Domain

extension AwardCommand {
    struct Rank: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show a month's ranking, each place with what decided it.",
            discussion: "Of a month that is still open it is a preview, and marked as such."
        )

        @Option(help: "Such as 2026-10.", transform: Typed.month) var month: Month
        @Option(help: ArgumentHelp("Only this branch.", valueName: "code")) var branch: String?
        @OptionGroup var options: ClientOptions

        func perform(with client: APIClient) async throws {
            let rankings = try await client.get("/rankings", ["month": month.description, "branch": branch])
            if rankings.array?.isEmpty != false, !output.isJSON {
                return output.note("nothing to show for \(month): no month was assessed there, or it is still open")
            }
            output.show(rankings) {
                (rankings.array ?? []).map { RankingText(ranking: $0).text }.joined(separator: "\n\n")
            }
        }
    }
}

/// One branch's ranking as it is read.
private struct RankingText {
    let ranking: JSON

    var text: String {
        var parts = [title]
        let winners = Set((ranking["winners"]?.array ?? []).compactMap(\.string))
        let ranked = ranking["ranked"]?.array ?? []
        parts.append(
            ranked.isEmpty
                ? "no area is ranked"
                : Table(
                    ranked,
                    [
                        .text("") { winners.contains($0.shown("area")) ? "★" : "" },
                        .number("Place", "place"), .text("Area", "area"), .text("Name", "name"),
                        .people("Holder", "holders"), .points("Final", "final"), .points("Weighted", "weighted"),
                        .points("+", "bonuses"), .points("−", "deductions"), .points("Branch tier", "branchTier"),
                        .points("Trend", "trend"),
                        .text("Decided by") { Ranking.Link.sentence(for: $0["decidedBy"]?.string) },
                    ]
                ).text
        )
        let unranked = ranking["unranked"]?.array ?? []
        if !unranked.isEmpty {
            let table = Table(
                unranked,
                [
                    .text("Area", "area"), .text("Name", "name"), .people("Holder", "holders"), .text("Cause", "cause"),
                    .text("What") {
                        $0["departure"]?.departed
                            ?? $0.shown($0["cause"]?.string == "vetoed" ? "vetoes" : "missing")
                    },
                ]
            )
            parts.append("Not ranked:\n\(table.text)")
        }
        parts += RemarkText.lines(ranking)
        return parts.joined(separator: "\n")
    }

    private var title: String {
        var title = "\(ranking.shown("branch")) \(ranking.shown("branchName")), \(ranking.shown("month"))"
        title +=
            ranking["preview"]?.bool == true
            ? ": preview — the month is still open" : ": \(ranking.shown("status"))"
        return title
    }
}
