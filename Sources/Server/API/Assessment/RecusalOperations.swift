import Domain
import Storage

extension Shape<RecusalListing> {
    /// As the branch's list has it, for those in charge.
    fileprivate static let recusal = Shape(
        "Recusal",
        [
            Field("id", .id) { JSON($0.id) },
            Field("branch", .code) { .string($0.branch.text) },
            .nested("assessor", .person) { $0.assessor },
            .nested("holder", .person) { $0.holder },
            Field("ground", .choice(Recusal.Ground.self)) { .string($0.ground.rawValue) },
            Field("reason", .reason.orNull) { JSON($0.reason) },
            Field("from", .month) { JSON($0.from) },
            Field("until", .month.orNull.means("The last month; null for from then on.")) {
                JSON($0.until?.description)
            },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )

    /// As it stands on the month, for everybody: that they do not score, and not what is between them.
    static let monthRecusal = Shape(
        "MonthRecusal",
        [
            .nested("assessor", .person) { $0.assessor },
            .nested("holder", .person) { $0.holder },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension API {
    /// Who does not score what somebody else answers for.
    static let recusalOperations: [Operation] = [listRecusals, declareRecusal]

    static let listRecusals: Operation = .list(
        "listRecusals", "/branches/{branch}/recusals", .assessment,
        "Who does not score whom in the branch, the latest first", needing: [.readProgress], of: .recusal
    ) { call, transaction in
        try transaction.recusals(of: call.id("branch"), call.page())
    }

    static let declareRecusal: Operation = .post(
        "declareRecusal", "/branches/{branch}/recusals", .assessment,
        "Declare that one does not score what another answers for: of oneself, or as the committee's office of anybody; it is never taken back",
        needing: [.enterOwnScores, .overruleMonths],
        body: .json(
            .object(
                "NewRecusal",
                [
                    .optional("assessor", .code.means("Who does not score, by number; oneself if left out.")),
                    .required("holder", .code.means("Whose areas they do not score, by number.")),
                    .required("ground", .choice(Recusal.Ground.self)),
                    .optional("reason", .reason.means("Needed with another ground.")),
                    .required("from", .month),
                    .optional("until", .month.means("The last month; from then on if left out.")),
                ])
        ), returns: Shape<RecusalListing>.recusal.schema
    ) { call, transaction in
        let branch: ID<Branch> = try call.id("branch")
        if try !transaction.allows(.overruleMonths, in: branch) {
            try transaction.require(.enterOwnScores, in: branch)
        }
        let from = try call.value("from") { raw throws(Rejection) in try Month(parsing: raw) }
        let until: Month? =
            if call.optionalText("until") == nil { nil } else {
                try call.value("until") { raw throws(Rejection) in try Month(parsing: raw) }
            }
        let assessor =
            try call.optionalText("assessor").map { try transaction.requireMember($0, field: "assessor") }
            ?? transaction.ownMember(field: "assessor")
        let recusal = try Recusal(
            assessor: assessor, holder: try transaction.requireMember(call.text("holder"), field: "holder"),
            ground: try call.choice("ground"), reason: try call.optionalReason("reason"), from: from,
            until: until)
        return .json(Shape<RecusalListing>.recusal.json(try transaction.declare(recusal, in: branch)))
    }
}
