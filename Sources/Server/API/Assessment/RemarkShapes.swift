import Domain
import Storage

extension Shape<MonthRemarks> {
    /// What stands on a month for ever.
    static let remarks = Shape(
        "MonthRemarks",
        [
            Field("incompleteReason", .reason.orNull.means("Why it was closed although areas were incomplete.")) {
                JSON($0.incompleteReason)
            },
            .list("reopenings", .reopening) { $0.reopenings },
            .list("holderChanges", .holderChange) { $0.holderChanges },
            .list("prolongations", .prolongation) { $0.prolongations },
            .list("latePapers", .latePaper) { $0.latePapers },
            .list("recusals", .monthRecusal) { $0.recusals },
            .list("withdrawnSheets", .withdrawnSheet) { $0.withdrawnSheets },
            .list("objections", .monthObjection) { $0.objections },
            .list("withheldHonours", .withheldHonour) { $0.withheld },
            Field(
                "eligibilityDecided",
                .count.orNull.means(
                    "Of how many winners' holders the committee's office decided; null for none, and for whoever may not know."
                )
            ) { $0.eligibilityDecided.map { JSON($0) } ?? .null },
        ]
    )
}

extension Shape<CycleReopening> {
    static let reopening = Shape(
        "CycleReopening",
        [
            Field("reason", .reason) { .string($0.reason) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<LatePaperListing> {
    /// What was recorded of people and areas with a day in the month, or before, when it was closed or had sheets.
    static let latePaper = Shape(
        "LatePaper",
        [
            Field("kind", .choice(LatePaper.Kind.self)) { .string($0.kind.rawValue) },
            .nested("member", .person) { $0.member },
            Field("area", .code.orNull) { JSON($0.area?.text) },
            Field("from", .date) { JSON($0.from) },
            Field("reason", .reason) { .string($0.reason) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
            .monthStands { $0.isAfterClosing },
        ]
    )
}

extension Shape.Field {
    fileprivate static func monthStands(_ read: @escaping @Sendable (Value) -> Bool) -> Shape.Field {
        Shape.Field(
            "monthStands",
            .boolean.means("The month was closed then, and stands as it was closed; otherwise it counts with it.")
        ) { .bool(read($0)) }
    }
}

extension Shape<NoticeProlongation> {
    /// That the notice was prolonged, for the calendar had changed.
    static let prolongation = Shape(
        "NoticeProlongation",
        [
            Field("endedOn", .date) { JSON($0.endedOn) },
            Field("endsOn", .date) { JSON($0.endsOn) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<HolderChange> {
    /// A change of holder that was dated into a month that was over or had sheets.
    static let holderChange = Shape(
        "HolderChange",
        [
            Field("area", .code) { .string($0.area.text) },
            .list("before", .person) { $0.before },
            .list("after", .person) { $0.after },
            Field("from", .date) { JSON($0.from) },
            Field("reason", .reason) { .string($0.reason) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
            .monthStands { $0.isAfterClosing },
        ]
    )
}

extension Shape<UncountedSheet> {
    /// A sheet that stands and does not count.
    static let uncountedSheet = Shape(
        "UncountedSheet",
        [
            Field("sheet", .id) { JSON($0.sheet) },
            Field("area", .code) { .string($0.area.text) },
            Field("tier", .choice(Tier.self)) { .string($0.tier.rawValue) },
            .nested("assessor", .person) { $0.assessor },
            Field("cause", .choice(Sheet.Uncounted.self)) { .string($0.cause.rawValue) },
        ]
    )
}

extension Shape<WithdrawnSheet> {
    /// A sheet that was taken back by whoever had entered it.
    static let withdrawnSheet = Shape(
        "WithdrawnSheet",
        [
            Field("sheet", .id) { JSON($0.sheet) },
            Field("area", .code) { .string($0.area.text) },
            Field("tier", .choice(Tier.self)) { .string($0.tier.rawValue) },
            .nested("assessor", optional: .person) { $0.assessor },
            Field("label", .text.orNull.means("The assessor's, in the public tier.")) { JSON($0.label) },
            Field("reason", .reason) { .string($0.reason) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}

extension Shape<PublicSheets> {
    /// How many sheets of the public tier somebody entered.
    static let publicSheets = Shape(
        "PublicSheets",
        [
            Field("enteredBy", .text) { .string($0.enteredBy) },
            Field("name", .text.orNull.means("The member's whose account it is.")) { JSON($0.name) },
            Field("count", .count) { JSON($0.count) },
        ]
    )
}

extension Shape.Field {
    /// Why an area that was assessed in a month is not among the branch's on its last day; null for one that is.
    static func departure(
        _ departure: @escaping @Sendable (Value) -> ResponsibilityArea.Departure?
    ) -> Shape.Field {
        Shape.Field(
            "departure",
            .object(
                "AreaDeparture",
                [
                    .required("kind", .choice(ResponsibilityArea.Departure.Kind.self)),
                    .required("day", .date.orNull.means("That it counts from, or its last one.")),
                ]
            ).orNull
        ) { value in
            departure(value).map { ["kind": .string($0.kind.rawValue), "day": JSON($0.day)] } ?? .null
        }
    }
}
