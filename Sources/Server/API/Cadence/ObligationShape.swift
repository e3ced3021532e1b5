import Domain
import Storage

extension Shape<CadenceRule> {
    static let cadenceRule = Shape(
        "CadenceRule",
        [
            Field("key", .code) { .string($0.key.text) },
            Field("titleZh", .text) { .string($0.title.zh.string) },
            Field("titleEn", .text) { .string($0.title.en.string) },
            Field("sourceZh", .text.means("The text it stands in.")) { .string($0.source.zh.string) },
            Field("sourceEn", .text) { .string($0.source.en.string) },
            Field("strength", .choice(CadenceRule.Strength.self).means("Only `must` blocks.")) {
                .string($0.strength.rawValue)
            },
            Field(
                "mark",
                .choice(CadenceRule.Mark.self).means(
                    "How well its text is known: seen, at second hand, or from memory. What is from memory never blocks."
                )
            ) { .string($0.mark.rawValue) },
            Field("verified", .boolean) { .bool($0.isVerified) },
            Field("binds", .choice(CadenceRule.Subject.self)) { .string($0.subject.rawValue) },
            Field("period", .text(20).means("month, quarter, halfYear, year, or `months after appointment`.")) {
                .string($0.cadence.name)
            },
            Field("quantity", .integer(1...100).means("In each period.")) { JSON($0.quantity) },
            Field("counts", .choice(CadenceRule.Source.Kind.self)) { .string($0.counts.kind.rawValue) },
            Field("meeting", .choice(Meeting.Kind.self).orNull.means("Of which kind, where meetings count.")) {
                JSON($0.counts.meeting?.rawValue)
            },
            Field("from", .date.orNull.means("The first day on which it is in force.")) { JSON($0.inForce.from) },
            Field("until", .date.orNull.means("The last one.")) { JSON($0.inForce.until) },
            Field("mayBeSwitchedOff", .boolean.means("By a branch.")) { .bool($0.mayBeSwitchedOff) },
        ]
    )
}

extension Cadence {
    fileprivate var name: String {
        switch self {
        case .month: "month"
        case .quarter: "quarter"
        case .halfYear: "halfYear"
        case .year: "year"
        case .monthsAfter(let event, let months): "\(months) after \(event.rawValue)"
        }
    }
}

extension CadenceRule.Source {
    var kind: Kind {
        switch self {
        case .meeting: .meeting
        case .rankedMonth: .rankedMonth
        case .talkPairs: .talkPairs
        case .appraisal: .appraisal
        }
    }

    /// nil where no meeting counts.
    var meeting: Meeting.Kind? {
        if case .meeting(let kind) = self { kind } else { nil }
    }
}

extension Shape<AskedSubject> {
    fileprivate static let askedSubject = Shape(
        "AskedSubject",
        [
            Field("kind", .choice(AskedSubject.Kind.self)) { .string($0.kind.rawValue) },
            Field("code", .code.means("The committee's or the branch's.")) { .string($0.code.text) },
            Field("name", .text) { .string($0.name) },
            Field("group", .text.orNull.means("Its name, where the rule is for groups.")) { JSON($0.group) },
            .nested("member", optional: .person) { $0.person },
        ]
    )
}

extension Shape<ObligationListing> {
    static let obligation = Shape(
        "Obligation",
        [
            Field("rule", .code) { .string($0.rule.key.text) },
            Field("titleZh", .text) { .string($0.rule.title.zh.string) },
            Field("titleEn", .text) { .string($0.rule.title.en.string) },
            Field("sourceZh", .text) { .string($0.rule.source.zh.string) },
            Field("sourceEn", .text) { .string($0.rule.source.en.string) },
            Field("strength", .choice(CadenceRule.Strength.self)) { .string($0.rule.strength.rawValue) },
            Field("mark", .choice(CadenceRule.Mark.self)) { .string($0.rule.mark.rawValue) },
            Field("verified", .boolean) { .bool($0.rule.isVerified) },
            .nested("subject", .askedSubject) { $0.subject },
            Field("period", .text(20).means("2026-10, 2026-Q4, 2026-H2, 2026, or the day of the event.")) {
                .string($0.obligation.period.name)
            },
            Field("from", .date) { JSON($0.obligation.period.first) },
            Field("until", .date) { JSON($0.obligation.period.last) },
            Field("dueUntil", .date.means("The last day on which it is in time.")) { JSON($0.obligation.until) },
            Field("state", .choice(Obligation.State.self)) { .string($0.obligation.state.rawValue) },
            Field("done", .count) { JSON($0.obligation.amount) },
            Field("quantity", .integer(1...100)) { JSON($0.obligation.quantity) },
            Field(
                "counted",
                .list(
                    .object(
                        "CountedRecord",
                        [
                            .required("kind", .choice(CadenceRule.Source.Kind.self)), .required("id", .id),
                            .required("date", .date),
                        ])
                ).means("A meeting, a branch's month, or the branch that has all its talks.")
            ) { listing in
                JSON(listing.obligation.records) { record in
                    [
                        "kind": .string(listing.rule.counts.kind.rawValue), "id": JSON(record.id),
                        "date": JSON(record.on),
                    ]
                }
            },
            .nested("excuse", optional: .cadenceExcuse) { $0.excuse },
        ]
    )
}

extension Shape<CadenceExcuseListing> {
    static let cadenceExcuse = Shape(
        "CadenceExcuse",
        [
            Field("id", .id) { JSON($0.id) },
            Field("rule", .code) { .string($0.rule) },
            Field("subject", .choice(AskedSubject.Kind.self)) { .string($0.subject.rawValue) },
            Field("code", .code.means("The committee's or the branch's.")) { .string($0.code.text) },
            Field("period", .text(20)) { .string($0.period) },
            Field("from", .date) { JSON($0.from) },
            Field("until", .date) { JSON($0.until) },
            Field("reason", .reason) { .string($0.reason) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
            Field("withdrawalReason", .reason.orNull.means("null while it stands.")) { JSON($0.withdrawal?.reason) },
            Field("withdrawnAt", .instant.orNull) { JSON($0.withdrawal?.at) },
            Field("withdrawnBy", .text.orNull) { JSON($0.withdrawal?.by) },
        ]
    )
}

extension Shape<CadenceSwitchListing> {
    static let ruleSwitch = Shape(
        "RuleSwitch",
        [
            Field("id", .id) { JSON($0.id) },
            Field("rule", .code) { .string($0.rule) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("off", .boolean.means("false where the branch goes by it again.")) { .bool($0.isOff) },
            Field("period", .text(20).means("The first one.")) { .string($0.period) },
            Field("from", .date) { JSON($0.from) },
            Field("reason", .reason) { .string($0.reason) },
            Field("at", .instant) { JSON($0.at) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}
