import Domain
import Storage

extension Shape<AssessorNamingListing> {
    fileprivate static let naming = Shape(
        "AssessorNaming",
        [
            Field("id", .id) { JSON($0.id) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("tier", .choice(AssessorNaming.tiers.map(\.rawValue))) { .string($0.naming.tier.rawValue) },
            Field("month", .month.means("That it is for, or from which on it stands.")) { JSON($0.naming.month) },
            Field("standing", .boolean) { .bool($0.naming.isStanding) },
            .list("members", .person) { $0.members },
            Field("namedAt", .instant) { .string($0.namedAt.description) },
            Field("namedBy", .text) { .string($0.namedBy) },
        ]
    )
}

extension API {
    /// Whom a branch names to score in a tier, where its scheme leaves that to it.
    static let assessorNamingOperations: [Operation] = [listAssessorNamings, nameAssessors]

    static let listAssessorNamings: Operation = .list(
        "listAssessorNamings", "/branches/{branch}/assessor-namings", .assessment,
        "Whom the branch named to score in a tier, the latest first", needing: [.readProgress], of: .naming
    ) { call, transaction in
        try transaction.assessorNamings(of: call.id("branch"), call.page())
    }

    static let nameAssessors: Operation = .post(
        "nameAssessors", "/branches/{branch}/assessor-namings", .assessment,
        "Name who scores in a tier (a scheme's assessors: named), before its first sheet", needing: [.nameAssessors],
        body: .json(
            .object(
                "NewAssessorNaming",
                [
                    .required("tier", .choice(AssessorNaming.tiers.map(\.rawValue))), .required("month", .month),
                    .optional(
                        "standing",
                        .boolean.means(
                            "Whether it stands from the month on, until another one does; one for the month alone, if not given, goes before it."
                        )),
                    .required("members", .list(.code, count: AssessorNaming.counts).means("Their numbers.")),
                ])
        ), returns: Shape.naming.schema
    ) { call, transaction in
        let branch: ID<Branch> = try call.id("branch")
        // Whoever may not is told nothing of whom there is.
        try transaction.require(.nameAssessors, in: branch)
        let month = try call.value("month") { raw throws(Rejection) in try Month(parsing: raw) }
        let members = try SeveralAtOnce.named("members", call.texts("members")) {
            try transaction.requireMember($0, field: $1)
        }
        let naming = AssessorNaming(
            tier: try call.choice("tier"), month: month, isStanding: call.body["standing"]?.bool ?? false,
            members: members)
        return .json(Shape.naming.json(try transaction.nameAssessors(naming, of: branch)))
    }
}
