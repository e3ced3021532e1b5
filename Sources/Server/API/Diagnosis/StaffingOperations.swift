import Domain
import Storage

extension Shape<Staffing.Line> {
    fileprivate static let staffingLine = Shape(
        "StaffingLine",
        [
            Field("branch", .code) { .string($0.code.text) }, Field("name", .text) { .string($0.name) },
            Field("members", .count) { JSON($0.members) },
            .nested("secretary", optional: .person) { $0.secretary },
            Field("post", .choice(Branch.SecretaryPost.self).orNull.means("How the secretary's post is held.")) {
                JSON($0.basis?.rawValue)
            },
            Field("work", .text.orNull.means("What the secretary is besides, in the bureau.")) { JSON($0.work) },
            Field("otherOffices", .count.means("Of branches, that the secretary has besides.")) {
                JSON($0.otherOffices)
            },
            Field("asked", .count.means("Records that rules asked of the branch in the month.")) { JSON($0.asked) },
            Field("done", .count) { JSON($0.done) },
            Field("planItems", .count.means("Arranged for it by the committee's office in the month.")) {
                JSON($0.planItems)
            },
            Field("meetings", .count.means("To how many its secretaries were called in the twelve months.")) {
                JSON($0.meetings)
            },
            Field("called", .count.means("Of these, the committees'.")) { JSON($0.called) },
            Field("attended", .count.means("Present or made up for.")) { JSON($0.attended) },
            Field("inspections", .count.means("Of the branch in the twelve months.")) { JSON($0.inspections) },
            Field("inspectedMinutes", .count) { JSON($0.inspectedMinutes) },
            Field("papers", .count.means("In the twelve months.")) { JSON($0.papers) },
        ])
}

extension Shape<Staffing> {
    static let staffing = Shape(
        "Staffing",
        [
            Field("committee", .code) { .string($0.committee.code.text) },
            Field("month", .month) { JSON($0.month) },
            Field("day", .date.means("As of which it is told.")) { JSON($0.day) },
            Field("members", .count) { JSON($0.members) },
            Field("fullTime", .count.means("Full-time secretaries; other full-time staff is on no record.")) {
                JSON($0.ratio.fullTime)
            },
            Field("ratio", .points.orNull.means("Full-time ones in per cent of members; null without any.")) {
                $0.ratio.share.map { JSON($0) } ?? .null
            },
            Field("standing", .choice(StaffingRatio.Standing.self).means("Against the usual 1–2 %.")) {
                .string($0.ratio.standing.rawValue)
            },
            Field("branches", .list(Shape<Staffing.Line>.staffingLine.schema).means("By code.")) {
                JSON($0.lines, Shape<Staffing.Line>.staffingLine.json)
            },
        ])
}

extension API {
    static let showStaffing: Operation = .get(
        "showStaffing", "/committees/{committee}/staffing", .diagnosis,
        "Who does a committee's party work, how many full-time ones there are, and what it comes to for each secretary",
        needing: [.readTalks], query: [.optional("month", .month.means("The present one if not given."))],
        returns: Shape.staffing.schema
    ) { call, transaction in
        let month = try call.queryValue("month", Month.init(parsing:)) ?? transaction.today.month
        return .json(Shape.staffing.json(try transaction.staffing(of: call.id("committee"), in: month)))
    }
}

extension Transaction {
    func staffing(of committee: ID<Committee>, in month: Month) throws -> Staffing {
        try staffing(of: committee, in: month, by: CadenceSeed.rules())
    }
}
