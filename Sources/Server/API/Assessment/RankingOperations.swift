import Domain
import Storage

/// A row of a ranking with its listing, which knows the names.
struct RankingRow: Sendable {
    let row: Ranking.Row
    let area: AreaInMonth?
}

struct UnrankedRow: Sendable {
    let unranked: Ranking.Unranked
    let area: AreaInMonth?
}

extension Shape<RankingRow> {
    static let rankingRow = Shape(
        "RankingRow",
        [
            Field("place", .integer(1...Int64.max).means("Shared by areas that nothing in the chain parts.")) {
                JSON($0.row.place)
            },
            Field("area", .code) { .string($0.row.area.text) },
            Field("name", .text.orNull) { JSON($0.area?.name) },
            .nested("holder", optional: .person) { $0.area?.holderReference },
            Field("final", .points.means("weighted + bonuses − deductions, never below 0.")) {
                JSON($0.row.score.final)
            },
            Field("weighted", .points.means("Σ weight × tier score ÷ 100.")) { JSON($0.row.score.weighted) },
            Field("bonuses", .points.means("After the caps.")) { JSON($0.row.score.bonuses) },
            Field("deductions", .points.means("After the caps.")) { JSON($0.row.score.deductions) },
            Field("branchTier", .points) { JSON($0.row.score.branchTier) },
            Field(
                "trend", .points.means("The mean of the preceding months' finals; the current one where there is none.")
            ) {
                JSON($0.row.trend)
            },
            Field("trendMonths", .integer(0...3)) { JSON($0.row.trendMonths) },
            Field(
                "decidedBy",
                .choice(Ranking.Link.self).orNull.means(
                    "Which link of the chain put it below the row above; null at the top.")
            ) { JSON($0.row.decidedBy?.rawValue) },
            Field("tiers", Schema.map(.points).means("Each tier's score.")) { row in
                var tiers = JSON.Object()
                for part in row.row.score.tiers where part.score != nil { tiers[part.tier.rawValue] = JSON(part.score) }
                return .object(tiers)
            },
        ]
    )
}

extension Shape<UnrankedRow> {
    static let unrankedRow = Shape(
        "UnrankedRow",
        [
            Field("area", .code) { .string($0.unranked.area.text) },
            Field("name", .text.orNull) { JSON($0.area?.name) },
            .nested("holder", optional: .person) { $0.area?.holderReference },
            Field("cause", .choice(["incomplete", "vetoed"])) { .string($0.cause) },
            Field("missing", .missing) { row in
                guard case .incomplete(let missing) = row.unranked.score.standing else { return [] }
                return JSON(missing) { .string($0.name) }
            },
            Field("vetoes", .list(.code).means("Keys in the scheme's menu.")) { row in
                guard case .vetoed(let vetoes) = row.unranked.score.standing else { return [] }
                return JSON(vetoes) { .string($0.text) }
            },
        ]
    )
}

extension UnrankedRow {
    var cause: String {
        if case .vetoed = unranked.score.standing { "vetoed" } else { "incomplete" }
    }
}

extension Shape<SnapshotReference> {
    static let snapshotReference = Shape(
        "SnapshotReference",
        [
            Field("id", .id) { JSON($0.id) },
            Field("number", .integer(1...Int64.max)) { JSON($0.number) },
            Field("hash", .text(64).means("SHA-256 over the ranking and, through it, over its inputs.")) {
                .string($0.hash)
            },
            Field("takenAt", .instant) { JSON($0.takenAt) },
        ]
    )
}

extension Shape<RankingListing> {
    static let ranking = Shape(
        "Ranking",
        [
            Field("branch", .code) { .string($0.branch.text) },
            Field("branchName", .text) { .string($0.branchName) },
            Field("month", .month) { JSON($0.cycle.month) },
            Field("status", .choice(Cycle.Status.self)) { .string($0.cycle.status.rawValue) },
            Field("preview", .boolean.means("The month is still open: nothing of this stands.")) {
                .bool($0.isPreview)
            },
            .list("ranked", .rankingRow) { listing in
                listing.ranking.rows.map { RankingRow(row: $0, area: listing.areas[$0.area]) }
            },
            .list("unranked", .unrankedRow) { listing in
                listing.ranking.unranked.map { UnrankedRow(unranked: $0, area: listing.areas[$0.area]) }
            },
            Field("winners", .list(.code).means("The areas that win, if the month is finalised with award.")) {
                $0.cycle.status == .withoutAward ? [] : JSON($0.ranking.winners) { .string($0.text) }
            },
            .nested("snapshot", optional: .snapshotReference) { $0.snapshot },
        ]
    )
}

extension API {
    /// Rankings and what explains them.
    static let rankingOperations: [Operation] = [
        .get(
            "showRankings", "/rankings", .assessment,
            "A month's rankings by branch, each row with its parts and what decided it",
            query: [.required("month", .month), .optional("branch", .code)], returns: .list(Shape.ranking.schema)
        ) { call, transaction in
            let filter = try cycleFilter(call, transaction)
            guard let month = filter.month else { throw FieldErrors("month", .missing) }
            return .json(JSON(try transaction.rankings(of: month, branch: filter.branch), Shape.ranking.json))
        },
        .get(
            "explainArea", "/cycles/{cycle}/areas/{area}", .assessment,
            "One area's month, opened down to its sheets, adjustments and earlier months",
            returns: Shape.explanation.schema
        ) { call, transaction in
            let explanation = try transaction.explanation(of: call.id("area"), in: call.id("cycle"))
            return .json(Shape.explanation.json(explanation))
        },
    ]
}
