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
                return output.note("no branch has an assessment for \(month)")
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
                        .person("Holder", "holder"), .points("Final", "final"), .points("Weighted", "weighted"),
                        .points("+", "bonuses"), .points("−", "deductions"), .points("Branch tier", "branchTier"),
                        .points("Trend", "trend"), .text("Decided by") { Self.sentence(for: $0["decidedBy"]?.string) },
                    ]
                ).text
        )
        let unranked = ranking["unranked"]?.array ?? []
        if !unranked.isEmpty {
            let table = Table(
                unranked,
                [
                    .text("Area", "area"), .text("Name", "name"), .person("Holder", "holder"), .text("Cause", "cause"),
                    .text("What") { $0["cause"]?.string == "vetoed" ? Self.titles($0["vetoes"]) : $0.shown("missing") },
                ]
            )
            parts.append("Not ranked:\n\(table.text)")
        }
        return parts.joined(separator: "\n")
    }

    private var title: String {
        var title = "\(ranking.shown("branch")) \(ranking.shown("branchName")), \(ranking.shown("month"))"
        title += ranking["preview"]?.bool == true
            ? ": preview — the month is still open" : ": \(ranking.shown("status"))"
        return title
    }

    /// What put a row below the row above it, in words.
    private static func sentence(for link: String?) -> String {
        switch link {
        case nil: ""
        case "final": "final: a lower final score"
        case "deductions": "deductions: equal final, more deducted"
        case "branchTier": "branchTier: equal final and deductions, a lower branch score"
        case "trend": "trend: equal but for a lower trend of the months before"
        case "shared": "shared: equal in everything, so the place is shared"
        case let other?: other
        }
    }

    /// Vetoes as the reader knows them.
    private static func titles(_ vetoes: JSON?) -> String {
        (vetoes?.array ?? []).map { veto in
            veto["titleZh"]?.string ?? veto["item"]?.string ?? veto.shown
        }.joined(separator: ", ")
    }
}
