import Domain
import Storage

extension Shape<AreaProposal> {
    fileprivate static let areaProposal = Shape(
        "EventProposal",
        [
            Field("area", .code) { .string($0.area.code.text) },
            Field("areaName", .text) { .string($0.area.name) },
            Field("kind", .choice(Adjustment.Kind.self)) { .string($0.proposal.item.kind.rawValue) },
            Field("item", .code) { .string($0.proposal.item.key.text) },
            Field("titleZh", .text) { .string($0.proposal.item.title.zh.string) },
            Field("titleEn", .text) { .string($0.proposal.item.title.en.string) },
            Field("figure", .choice(AreaFacts.Figure.self)) { .string($0.proposal.figure.rawValue) },
            Field("counted", .count.means("By the facts of the area's month.")) { JSON($0.proposal.counted) },
            Field("recorded", .count.means("How often the item is recorded already.")) { JSON($0.proposal.recorded) },
            Field("times", .count.means("How often it is proposed.")) { JSON($0.proposal.times) },
            Field(
                "points",
                .points.orNull.means("What that would bring, within the cap; null where it is for the recorder to say.")
            ) { JSON($0.proposal.points) },
        ]
    )
}

extension API {
    static let proposalOperations: [Operation] = [showProposals]

    static let showProposals: Operation = .get(
        "showProposals", "/cycles/{cycle}/proposals", .assessment,
        "What the facts of an open month propose and is not recorded: somebody records each as an adjustment, or nobody does",
        needing: [.adjust], returns: .list(Shape.areaProposal.schema)
    ) { call, transaction in
        .json(JSON(try transaction.eventProposals(in: call.id("cycle")), Shape.areaProposal.json))
    }
}
