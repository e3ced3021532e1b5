import Domain
import Storage

extension Shape<AssessorListing> {
    static let assessorFigures = Shape(
        "AssessorFigures",
        [
            Field("tier", .choice(Tier.self)) { .string($0.figures.tier.rawValue) },
            Field("assessor", .text.means("The member's number; in the public tier the label.")) {
                .string($0.code)
            },
            Field("assessorName", .text.orNull.means("Where it is a member.")) { JSON($0.member?.name) },
            Field("sheets", .count.means("That count.")) { JSON($0.figures.sheets) },
            Field("mean", .points.means("Of the totals given.")) { JSON($0.figures.mean) },
            Field("lowest", .points) { JSON($0.figures.lowest) },
            Field("highest", .points) { JSON($0.figures.highest) },
            Field("spread", .points.means("From the lowest to the highest.")) { JSON($0.figures.spread) },
            Field("compared", .count.means("How many of the areas somebody else scored too in the tier.")) {
                JSON($0.figures.compared)
            },
            Field(
                "distance",
                .pointsEitherWay.orNull.means(
                    "On those areas, how far the totals lie above the others' mean, or with a minus below it.")
            ) { JSON($0.figures.distance) },
        ]
    )
}

extension AssessorListing {
    /// By which they go: the number, or in the public tier the label.
    var code: String {
        switch figures.assessor {
        case .label(let label): label.string
        case .member: member?.number.text ?? ""
        }
    }
}

extension API {
    static let assessorComparisonOperations: [Operation] = [compareAssessors]

    static let compareAssessors: Operation = .get(
        "compareAssessors", "/cycles/{cycle}/assessors", .assessment,
        "How those who scored did so, beside the others on the same areas; once the month is closed",
        needing: [.compareAssessors], returns: .list(Shape.assessorFigures.schema)
    ) { call, transaction in
        .json(JSON(try transaction.assessorComparison(in: call.id("cycle")), Shape.assessorFigures.json))
    }
}
