import Crypto
import Domain
import Foundation
import Storage

/// What becomes of branches, as it was planned or carried out.
struct ReorganisationTold: Sendable {
    let plan: Reorganisation.Plan
    let isDryRun: Bool
    let state: String
}

extension Shape<Reorganisation.Person> {
    static let reorganisedPerson = Shape(
        "Person",
        [
            Field("number", .code) { .string($0.number.text) },
            Field("name", .text) { .string($0.name) },
        ]
    )
}

extension Shape<ReorganisationTold> {
    private static let renaming = Shape<Reorganisation.Plan.Renaming>(
        "BranchRenaming",
        [
            .init("branch", .code) { .string($0.branch.text) },
            .init("from", .text) { .string($0.from) },
            .init("to", .text) { .string($0.to) },
        ]
    )

    private static let member = Shape<Reorganisation.Plan.MemberMove>(
        "MemberMove",
        [
            .nested("member", .reorganisedPerson) { $0.person },
            .init("from", .code) { .string($0.from.text) },
            .init("to", .code) { .string($0.to.text) },
            .init("group", .text.orNull.means("In both branches.")) { JSON($0.group) },
        ]
    )

    private static let group = Shape<Reorganisation.Plan.GroupMove>(
        "GroupMove",
        [
            .init("branch", .code) { .string($0.branch.text) },
            .init("name", .text) { .string($0.name) },
            .init("isNew", .boolean.means("It is made; otherwise one of that name is there, and is joined.")) {
                .bool($0.isNew)
            },
        ]
    )

    private static let area = Shape<Reorganisation.Plan.AreaMove>(
        "AreaMove",
        [
            .init("area", .code) { .string($0.code.text) },
            .init("name", .text) { .string($0.name) },
            .init("from", .code) { .string($0.from.text) },
            .init("to", .code.orNull.means("null: it is retired.")) { JSON($0.to?.text) },
            .list("holders", .reorganisedPerson) { $0.holders },
        ]
    )

    private static let office = Shape<Reorganisation.Plan.OfficeEnd>(
        "OfficeEnd",
        [
            .init("branch", .code) { .string($0.branch.text) },
            .nested("member", .reorganisedPerson) { $0.person },
            .init("office", .choice(Appointment.Office.self)) { .string($0.office.rawValue) },
            .init("group", .text.orNull) { JSON($0.group) },
        ]
    )

    /// What is planned, from which the state is computed.
    private static let planned: [Shape<ReorganisationTold>.Field] = [
        .init("kind", .choice(Reorganisation.Kind.self)) { .string($0.plan.kind.rawValue) },
        .init("from", .date.means("The first day.")) { JSON($0.plan.day) },
        .nested("renaming", optional: renaming) { $0.plan.renaming },
        .init("ended", .list(.code).means("The branches that are no more from that day on.")) {
            JSON($0.plan.ended) { .string($0.text) }
        },
        .init("founded", .code.orNull.means("The branch that is founded on that day.")) {
            JSON($0.plan.founded?.code.text)
        },
        .list("members", member) { $0.plan.members },
        .list("groups", group) { $0.plan.groups },
        .list("areas", area) { $0.plan.areas },
        .list("offices", office) { $0.plan.offices },
        .init(
            "obstacles",
            .list(.anyText(Sentence.mostTold)).means("What stands in the way; it is carried out only without any.")
        ) {
            JSON($0.plan.obstacles) { .string($0.detail.told) }
        },
        .init("remarks", .list(.anyText(Sentence.mostTold)).means("What else to know.")) {
            JSON($0.plan.remarks) { .string($0.detail.told) }
        },
    ]

    static let reorganisation = Shape(
        "BranchReorganisation",
        planned + [
            .init("dryRun", .boolean) { .bool($0.isDryRun) },
            .init("state", .text.means("Of what is planned: send it along, and only this is carried out.")) {
                .string($0.state)
            },
        ]
    )

    /// What tells one plan from every other.
    static func state(of plan: Reorganisation.Plan) -> String {
        let told = ReorganisationTold(plan: plan, isDryRun: false, state: "")
        let json = JSON.object(
            planned.reduce(into: JSON.Object()) { object, field in object.append(field.name, field.read(told)) })
        return String(SHA256.hash(data: Data(json.bytes())).hexadecimal.prefix(32))
    }
}

extension Shape<BranchChangeListing> {
    static let branchChange = Shape(
        "BranchChange",
        [
            Field("kind", .choice(BranchChange.Kind.self)) { .string($0.change.kind.rawValue) },
            Field("from", .date.means("The first day.")) { JSON($0.change.from) },
            Field("other", .code.orNull.means("The other branch, if it is not out of sight.")) { JSON($0.other?.text) },
            Field("formerName", .text.orNull) { JSON($0.change.formerName) },
            Field("reason", .reason) { .string($0.change.reason) },
            Field("document", .text) { .string($0.change.document) },
            Field("at", .instant) { .string($0.at.description) },
            Field("by", .text) { .string($0.by) },
        ]
    )
}
