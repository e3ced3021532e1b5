import Domain
import Storage

extension Shape<Burden> {
    static let burden = Shape(
        "Burden",
        [
            Field("committee", .code) { .string($0.records.committee.code.text) },
            Field("month", .month) { JSON($0.records.month.description) },
            Field("branches", .count.means("Those of the committee and of the ones below it.")) {
                JSON($0.records.branches)
            },
            .list("lines", .burdenLine) { $0.lines },
            Field(
                "roles",
                .list(
                    .object(
                        "BurdenOfRole",
                        [
                            .required("role", .choice(Role.self)), .required("records", .count),
                            .required("fields", .count),
                        ]))
            ) { burden in
                JSON(burden.sums) { sum in
                    ["role": .string(sum.role.rawValue), "records": JSON(sum.records), "fields": JSON(sum.fields)]
                }
            },
        ]
    )
}

extension Shape<Burden.Line> {
    fileprivate static let burdenLine = Shape(
        "BurdenLine",
        [
            Field("role", .choice(Role.self).means("Whose work it is.")) { .string($0.role.rawValue) },
            Field("kind", .choice(Burden.Kind.self)) { .string($0.kind.rawValue) },
            Field("by", .choice(["scheme", "rule", "committee"]).means("What asks for it.")) {
                .string($0.source.name)
            },
            Field("rule", .code.orNull.means("Its key, where a rule asks for it.")) { JSON($0.source.rule?.key.text) },
            Field("ruleTitleZh", .text.orNull) { JSON($0.source.rule?.title.zh.string) },
            Field("ruleTitleEn", .text.orNull) { JSON($0.source.rule?.title.en.string) },
            Field(
                "records", .count.means("How many are asked; where nothing says how many, how many there are.")
            ) { JSON($0.records) },
            Field("done", .count) { JSON($0.done) },
            Field("fields", .count.means("That a person fills in for one, as the operations describe them.")) {
                JSON($0.fields)
            },
            Field("optionalFields", .count.means("That may be left out.")) { JSON($0.optional) },
            Field("derived", .count.means("Values that the program adds to one.")) { JSON($0.derived) },
            Field("allFields", .count) { JSON($0.allFields) },
        ]
    )
}

extension Burden.Source {
    var name: String {
        switch self {
        case .scheme: "scheme"
        case .rule: "rule"
        case .committee: "committee"
        }
    }

    /// nil where no rule asks.
    var rule: CadenceRule? {
        if case .rule(let rule) = self { rule } else { nil }
    }
}

extension API {
    /// What is asked of people, for whoever asks it.
    static let burdenOperations: [Operation] = [showBurden]

    static let showBurden: Operation = .get(
        "showBurden", "/committees/{committee}/burden", .cadence,
        "What is asked in a month in a committee's branches, of which role, by what, and how many fields",
        needing: [.readCadence], query: [.optional("month", .month.means("The present one if not given."))],
        returns: Shape.burden.schema
    ) { call, transaction in
        let month = try call.queryValue("month", Month.init(parsing:)) ?? transaction.today.month
        return .json(Shape.burden.json(try transaction.burden(of: call.id("committee"), in: month)))
    }
}

extension Transaction {
    func burden(of committee: ID<Committee>, in month: Month) throws -> Burden {
        Burden(try burden(of: committee, in: month, by: CadenceSeed.rules()))
    }
}
