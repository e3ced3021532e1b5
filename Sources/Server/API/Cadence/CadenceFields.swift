import Domain

/// What is asked for excuses and switches, field by field.
enum CadenceFields {
    static let rule = Field<Never, Code>("rule", .code, .cadenceRule)
    static let period = Field<Never, Text>(
        "period", Wire<Text>.text(20).means("2026-10, 2026-Q4, 2026-H2 or 2026, as the rule has it."), .cadencePeriod,
        hint: .cadencePeriodHint)
    static let firstPeriod = Field<Never, Text>(
        "period", Wire<Text>.text(20).means("The first one: 2026-10, 2026-Q4, 2026-H2 or 2026, as the rule has it."),
        .cadenceFrom, hint: .cadencePeriodHint)
    static let group = Field<Never, Text?>(
        "group", Wire<Text>.text().means("Of a rule for groups: its name.").optional, .group)
    static let member = Field<Never, Code?>(
        "member", Wire<Code>.code.means("Of a rule for secretaries: the number of one.").optional, .memberNumber)
    static let off = Field<Never, Bool>("off", .boolean, .cadenceOff, hint: .cadenceOffHint)
    static let reason = Field<Never, Text>("reason", .reason, .reason)
}
