import Domain
import Storage

extension AreaRecord.Labels {
    /// Who held the area, by the names of that time.
    fileprivate func people(_ holders: [Code]) -> [PersonReference] {
        holders.enumerated().map { index, number in
            PersonReference(number: number, name: self.holders.indices.contains(index) ? self.holders[index] : "")
        }
    }
}

extension Shape<Ranking.Row> {
    static let rankingRow = Shape(
        "RankingRow",
        [
            Field("place", .integer(1...Int64.max).means("Shared by areas that nothing in the chain parts.")) {
                JSON($0.place)
            },
            Field("area", .code) { .string($0.area.text) },
            Field("name", .text) { .string($0.labels.area) },
            .list("holders", .person) { $0.labels.people($0.holders) },
            Field("final", .points.means("weighted + bonuses − deductions, never below 0.")) {
                JSON($0.score.final)
            },
            Field("weighted", .points.means("Σ weight × tier score ÷ 100.")) { JSON($0.score.weighted) },
            Field("bonuses", .points.means("After the caps.")) { JSON($0.score.bonuses) },
            Field("deductions", .points.means("After the caps.")) { JSON($0.score.deductions) },
            Field("branchTier", .points) { JSON($0.score.branchTier) },
            Field(
                "trend", .points.means("The mean of the preceding months' finals; the current one where there is none.")
            ) {
                JSON($0.trend)
            },
            Field("trendMonths", .integer(0...3)) { JSON($0.trendMonths) },
            Field(
                "decidedBy",
                .choice(Ranking.Link.self).orNull.means(
                    "Which link of the chain put it below the row above; null at the top.")
            ) { JSON($0.decidedBy?.rawValue) },
            Field("tiers", Schema.map(.points).means("Each tier's score.")) { row in
                var tiers = JSON.Object()
                for part in row.score.tiers where part.score != nil { tiers[part.tier.rawValue] = JSON(part.score) }
                return .object(tiers)
            },
        ]
    )
}

extension Shape<UnrankedArea> {
    static let unrankedRow = Shape(
        "UnrankedRow",
        [
            Field("area", .code) { .string($0.row.area.text) },
            Field("name", .text) { .string($0.row.labels.area) },
            .list("holders", .person) { $0.row.labels.people($0.row.holders) },
            Field(
                "cause",
                .choice(["incomplete", "vetoed", "departed"]).means(
                    "departed: assessed, but not among the branch's areas on the month's last day.")
            ) { .string($0.cause) },
            Field("missing", .missing) { area in
                guard case .incomplete(let missing) = area.row.score.outcome else { return [] }
                return JSON(missing) { .string($0.name) }
            },
            Field("vetoes", .list(.code).means("Keys in the scheme's menu.")) { area in
                guard case .vetoed(let vetoes) = area.row.score.outcome else { return [] }
                return JSON(vetoes) { .string($0.text) }
            },
            .departure { $0.departure },
        ]
    )
}

extension UnrankedArea {
    fileprivate var cause: String {
        if case .vetoed = row.score.outcome { return "vetoed" }
        return departure == nil ? "incomplete" : "departed"
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
            .list("ranked", .rankingRow) { $0.ranking.rows },
            .list("unranked", .unrankedRow) { $0.unranked },
            Field("winners", .list(.code).means("The areas that win, if the month is finalised with award.")) {
                JSON($0.winners) { .string($0.area.text) }
            },
            .nested("remarks", .remarks) { $0.remarks },
            .list("uncountedSheets", .uncountedSheet) { $0.uncounted },
            Field(
                "publicSheets",
                .list(Shape<PublicSheets>.publicSheets.schema).means("Of the public tier, by whom they were entered.")
            ) { JSON($0.publicSheets, Shape<PublicSheets>.publicSheets.json) },
            .nested("snapshot", optional: .snapshotReference) { $0.snapshot },
        ]
    )
}

extension API {
    /// Rankings and what explains them.
    static let rankingOperations: [Operation] = [showRankings, explainArea]

    static let showRankings: Operation = .get(
        "showRankings", "/rankings", .assessment,
        "A month's rankings by branch, each row with its parts and what decided it", needing: [.readResults],
        query: [.required("month", .month), .optional("branch", .code)], returns: .list(Shape.ranking.schema)
    ) { call, transaction in
        let filter = try cycleFilter(call, transaction)
        guard let month = filter.month else { throw FieldErrors("month", .missing) }
        return .json(JSON(try transaction.rankings(of: month, branch: filter.branch), Shape.ranking.json))
    }

    static let explainArea: Operation = .get(
        "explainArea", "/cycles/{cycle}/areas/{area}", .assessment,
        "One area's month, opened down to its sheets, adjustments and earlier months", needing: [.readResults],
        returns: Shape.explanation.schema
    ) { call, transaction in
        let explanation = try transaction.explanation(of: call.id("area"), in: call.id("cycle"))
        return .json(Shape.explanation.json(explanation))
    }
}
