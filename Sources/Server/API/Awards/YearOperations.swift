import Domain
import Storage

extension Shape<YearFigures.AreaMonth> {
    /// What a figure stands on.
    fileprivate static let areaMonth = Shape(
        "AreaMonth",
        [
            Field("month", .month) { JSON($0.month) },
            Field("area", .code) { .string($0.area.text) },
            Field("areaName", .text) { .string($0.areaName) },
            Field("outcome", .choice(YearOutcome.self)) { .string(YearOutcome($0.standing).rawValue) },
            Field("place", Schema.integer(1...Int64.max).orNull) { $0.place.map { JSON($0) } ?? .null },
            Field("final", .points.orNull) { JSON($0.final) },
            Field("honour", .choice(YearFigures.Honour.self).orNull.means("Of a final month's winner.")) {
                JSON($0.honour?.rawValue)
            },
            Field("corrections", .list(.text).means("The objections that were upheld and moved the area, by number.")) {
                JSON($0.corrections) { .string($0.text) }
            },
            Field("hash", .text.orNull.means("SHA-256 of the ranking that stands; null for one never posted.")) {
                JSON($0.hash)
            },
        ]
    )
}

/// What became of an area in a month, as the API says it.
private enum YearOutcome: String, CaseIterable {
    case ranked, vetoed, incomplete

    init(_ standing: YearFigures.Standing) {
        switch standing {
        case .ranked: self = .ranked
        case .vetoed: self = .vetoed
        case .incomplete: self = .incomplete
        }
    }
}

extension YearFigures.AreaMonth {
    /// nil for what has none.
    var place: Int? {
        if case .ranked(let place, _) = standing { place } else { nil }
    }
}

extension Shape<YearFigures> {
    /// The figures that members and branches have alike.
    fileprivate static let counted: [Field] = [
        Field("monthsWon", .integer(0...12).means("Of which an award stands.")) { JSON($0.monthsWon.count) },
        Field("monthsRevoked", .integer(0...12).means("Of which an award was revoked.")) {
            JSON($0.monthsRevoked.count)
        },
        Field("monthsRanked", .integer(0...12)) { JSON($0.monthsRanked.count) },
        Field("mean", .points.orNull.means("Of the finals in those months; null where nothing was ranked.")) {
            JSON($0.mean)
        },
        Field("vetoes", .count.means("Areas and months that a veto left without a place.")) { JSON($0.vetoes.count) },
        Field("corrected", .count.means("Areas and months that an upheld objection moved.")) {
            JSON($0.corrected.count)
        },
    ]
}

extension Shape.Field {
    /// The same of a value that has this one as a part.
    fileprivate func of<Whole>(_ part: @escaping @Sendable (Whole) -> Value) -> Shape<Whole>.Field {
        Shape<Whole>.Field(name, schema) { [read] in read(part($0)) }
    }
}

extension Shape<HonourListing.Performance> {
    fileprivate static let performance = Shape(
        "Performance",
        [
            Field("table", .id) { JSON($0.table.id) },
            Field("committee", .code) { .string($0.table.committee.code.text) },
            Field("title", .text(100)) { .string($0.table.table.title.string) },
            Field("document", .text(PerformanceTable.documentMaximum)) { .string($0.table.table.document.string) },
            Field("publishedOn", .date) { JSON($0.table.publishedOn) },
            Field("wins", .points.means("For the months won, bounded.")) { JSON($0.outcome.wins) },
            Field("mean", .points.means("For the level that the mean reached.")) {
                JSON($0.outcome.level?.points ?? .zero)
            },
            Field("vetoes", .points.means("Taken.")) { JSON($0.outcome.vetoes) },
            Field("total", .points.means("Never below 0. For reference: nothing follows of itself.")) {
                JSON($0.outcome.total)
            },
        ]
    )
}

extension Shape<HonourListing> {
    fileprivate static let honour = Shape(
        "Honour",
        [
            .nested("member", .person) { $0.member },
            Field("branch", .code) { .string($0.branch.text) },
        ] + Shape<YearFigures>.counted.map { $0.of(\.figures) } + [
            Field("trend", .points.orNull.means("The mean of the last three finals.")) { JSON($0.figures.trend) },
            Field(
                "lastWon",
                .month.orNull.means("The last month, of this year or before, of which they have an award that stands.")
            ) { JSON($0.lastWon?.description) },
            .nested("performance", optional: .performance) { $0.performance },
            Field(
                "grade",
                .choice(Appraisal.Grade.self).means(
                    "What the branch’s appraisal of the year decided; null for whoever is not told."
                ).orNull
            ) { JSON($0.grade?.rawValue) },
            .list("months", .areaMonth) { $0.figures.areaMonths },
        ]
    )
}

extension Shape<BranchYear> {
    fileprivate static let branchYear = Shape(
        "BranchYear",
        [
            Field("branch", .code) { .string($0.branch.text) },
            Field("name", .text) { .string($0.name) },
        ] + Shape<YearFigures>.counted.map { $0.of(\.figures) } + [
            Field("trend", .points.orNull.means("The mean of the finals of the last three months that have any.")) {
                JSON($0.figures.trendOfMonths)
            },
            Field("monthsWithoutAward", .integer(0...12)) { JSON($0.monthsWithoutAward.count) },
            Field("objections", .count.means("To its months, appeals among them.")) { JSON($0.objections) },
            Field("objectionsUpheld", .count.means("Wholly or in part.")) { JSON($0.objectionsUpheld) },
        ]
    )
}

extension API {
    /// What a year's months leave with members and branches.
    static let yearOperations: [Operation] = [listHonours, listBranchYears]

    private static let yearQuery: [Operation.Query] = [
        .required("year", .integer(2000...2199)), .optional("branch", .code),
    ]

    static let listHonours: Operation = .get(
        "listHonours", "/honours", .awards, "The year's table: what its months leave with each member",
        needing: [.readResults],
        query: yearQuery + [.optional("member", .code.means("Only this one's, by number, in whatever branch."))],
        returns: .list(Shape.honour.schema)
    ) { call, transaction in
        let member = try call.query["member"].map { try transaction.requireMember($0) }
        return .json(JSON(try results(call, transaction, member: member).members, Shape.honour.json))
    }

    static let listBranchYears: Operation = .get(
        "listBranchYears", "/branch-years", .awards, "What a year's months leave with each branch",
        needing: [.readResults], query: yearQuery, returns: .list(Shape<BranchYear>.branchYear.schema)
    ) { call, transaction in
        .json(JSON(try results(call, transaction).branches, Shape.branchYear.json))
    }

    private static func results(_ call: Call, _ transaction: Transaction, member: ID<Member>? = nil) throws
        -> YearResults
    {
        try transaction.yearResults(
            of: call.query["year"]?.asciiNumber ?? 0,
            branch: call.query["branch"].map { try transaction.requireBranch($0) }, member: member)
    }
}
