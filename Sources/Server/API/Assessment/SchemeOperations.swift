import Domain
import HTTPTypes
import Storage

extension Shape<SchemeListing> {
    static let scheme = Shape(
        "Scheme",
        [
            Field("id", .id) { JSON($0.scheme.id) },
            Field("committee", .code) { .string($0.committee.text) },
            Field("code", .code) { .string($0.scheme.content.code.text) },
            Field("number", .integer(1...Int64.max).means("The version under the code.")) { JSON($0.scheme.number) },
            Field("status", .choice(Scheme.Status.self)) { .string($0.scheme.status.rawValue) },
            Field("titleZh", .text) { .string($0.scheme.content.title.zh.string) },
            Field("titleEn", .text) { .string($0.scheme.content.title.en.string) },
            Field("effectiveFrom", .month) { JSON($0.scheme.content.effectiveFrom) },
            Field("publishedAt", .instant.orNull) { JSON($0.publishedAt) },
            Field("content", .schemeContent) { $0.scheme.content.json },
            Field("version", .version) { JSON($0.scheme.version) },
        ]
    )
}

extension Schema {
    private static let itemTitles: [Property] = [
        .required("key", .code), .required("titleZh", .text), .required("titleEn", .text),
    ]

    private static let lossItem = Schema.object(
        "SchemeLoss",
        itemTitles + [
            .optional("points", .pointsAboveZero.orNull.means("Each time; or min and max.")),
            .optional("min", .pointsAboveZero.orNull), .optional("max", .pointsAboveZero.orNull),
        ]
    ).means("Format 2: a cause by which a criterion of mode base loses points.")

    /// The scheme's document. What it must satisfy beyond its form is checked when it is read.
    static let schemeContent = Schema.object(
        "SchemeContent",
        [
            .optional(
                "format",
                .integer(1...2).orNull.means(
                    "2 for a scheme that says any of what only that format has; 1 if not given.")
            ),
            .required("code", .code),
            .required("titleZh", .text),
            .required("titleEn", .text),
            .required("effectiveFrom", .month.means("The first month it is in force.")),
            .required("scoringDueDay", .integer(1...28).means("Of the following month.")),
            .required("noticeWorkingDays", .integer(1...30)),
            .optional(
                "noticeCountsPostingDay",
                .boolean.orNull.means("Format 2: whether a posting day that is a working day is the first.")),
            .required("awardMinimum", .points),
            .required("awardsPerBranch", .integer(1...100)),
            .required("bonusCap", .points),
            .optional(
                "rounding",
                .choice(SchemeContent.Rounding.self).orNull.means(
                    "Format 2: at each division (tiers, if not given), or the weighted sum once (final).")),
            .optional(
                "trimFrom",
                .integer(3...100).orNull.means(
                    "Format 2: from how many sheets a trimmed mean drops one highest and one lowest; 5 if not given.")),
            .required(
                "criteria",
                .list(
                    .object(
                        "SchemeCriterion",
                        itemTitles + [
                            .required("maxPoints", .pointsAboveZero), .optional("guidance", .lines(1000)),
                            .optional(
                                "mode",
                                .choice(SchemeContent.Mode.self).orNull.means(
                                    "Format 2: base for one that starts from maxPoints and loses by losses; points if not given."
                                )),
                            .optional("losses", .list(lossItem, count: 0...SchemeContent.mostLosses).orNull),
                        ]
                    ),
                    count: 1...30
                )
            ),
            .required(
                "tiers",
                .list(
                    .object(
                        "SchemeTier",
                        [
                            .required("tier", .choice(Tier.self)),
                            .required("weight", .integer(0...100).means("Whole percent; they sum to 100.")),
                            .required("combine", .choice(Combination.self)),
                            .optional(
                                "minimumSheets",
                                .integer(1...1000).orNull.means(
                                    "Format 2: with fewer an area is incomplete; 1 if not given.")),
                            .optional(
                                "maximumSheets",
                                .integer(1...1000).orNull.means("Format 2, of the public tier: more are refused.")),
                            .optional(
                                "assessors",
                                .choice(SchemeContent.Assessors.self).orNull.means(
                                    "Format 2, of the group and branch tiers: any who may (if not given), the branch's secretary and committee (officers), or those whom it names (named); nobody else can score in it."
                                )),
                        ]
                    ),
                    count: 1...4
                )
            ),
            .required("bonuses", .list(schemeItem, count: 0...50)),
            .required("deductions", .list(schemeItem, count: 0...50)),
            .required(
                "vetoes",
                .list(
                    .object(
                        "SchemeVeto",
                        itemTitles + [
                            .optional(
                                "byDecision",
                                .boolean.orNull.means("Format 2: whether it takes the decision it stands on."))
                        ]), count: 0...50)),
        ]
    )

    private static let schemeItem = Schema.object(
        "SchemeItem",
        itemTitles + [
            .optional(
                "points", .pointsAboveZero.orNull.means("For each time; an item has these, or min and max, or levels.")),
            .optional("min", .pointsAboveZero.orNull.means("Format 2: the least that an entry gives each time.")),
            .optional("max", .pointsAboveZero.orNull.means("Format 2: the most that an entry gives each time.")),
            .optional(
                "levels",
                .list(
                    .object("SchemeLevel", itemTitles + [.required("points", .pointsAboveZero)]), count: 1...20
                ).orNull.means("Format 2: of which an entry names one.")),
            .required("cap", .pointsAboveZero.means("At most, in an area and month.")),
            .optional(
                "document",
                .choice(SchemeContent.DocumentRule.self).orNull.means(
                    "Format 2: whether an entry names the document it stands on; none if not given.")),
            .optional(
                "from",
                .choice(AreaFacts.Figure.self).orNull.means(
                    "Format 2: the figure of an area's facts from which entries are proposed, one for each it counts.")),
        ]
    )
}

extension API {
    private static func reply(_ listing: SchemeListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.scheme.json(listing), version: listing.scheme.version,
            location: isNew ? "/schemes/\(listing.scheme.id.rawValue)" : nil
        )
    }

    /// The committees' rubrics.
    static let schemeOperations: [Operation] = [listSchemes, importScheme, showScheme, publishScheme]

    static let listSchemes: Operation = .list(
        "listSchemes", "/schemes", .assessment, "Schemes in the order they were made", needing: [.readCommittees],
        of: .scheme
    ) {
        call, transaction in
        try transaction.schemes(call.page())
    }

    static let importScheme: Operation = .post(
        "importScheme", "/schemes", .assessment,
        "Take in a scheme; as a new version if the latest under its code says anything else (200 if it does not)",
        needing: [.manageSchemes],
        body: .json(
            .object("NewScheme", [.optional("committee", .code), .required("content", .schemeContent)])
        ),
        mayStandAlready: true, returns: Shape.scheme.schema
    ) { call, transaction in
        let committee = try transaction.requireCommittee(call.optionalText("committee"))
        let content: SchemeContent
        do throws(FieldErrors) {
            content = try SchemeContent(call.body["content"] ?? .null)
        } catch {
            throw FieldErrors(error.errors.map { $0.under("content") })
        }
        let (listing, outcome) = try transaction.importScheme(content, of: committee)
        return outcome == .unchanged ? reply(listing).unchanged : reply(listing, isNew: true)
    }

    static let showScheme: Operation = .get(
        "showScheme", "/schemes/{scheme}", .assessment, "One scheme", needing: [.readCommittees],
        returns: Shape.scheme.schema
    ) {
        call, transaction in
        reply(try transaction.scheme(call.id("scheme")))
    }

    static let publishScheme: Operation = .post(
        "publishScheme", "/schemes/{scheme}/publish", .assessment,
        "Put a draft into force from its month on; from then on it never changes", needing: [.manageSchemes],
        makesNew: false,
        returns: Shape.scheme.schema
    ) { call, transaction in
        reply(try transaction.publishScheme(call.id("scheme")))
    }
}
