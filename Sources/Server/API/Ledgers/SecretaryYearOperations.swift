import Domain
import Storage

extension Shape<SecretaryYear> {
    static let secretaryYear = Shape(
        "SecretaryYear",
        [
            Field("member", .code) { .string($0.member.number.text) }, Field("name", .text) { .string($0.member.name) },
            Field("basis", .choice(Branch.SecretaryPost.self).means("How the post was held last.")) {
                .string($0.attendance.basis.rawValue)
            },
            .nested("attendance", .attendanceYear) { $0.attendance.year },
            Field(
                "meetings", .count.means("To how many the year called them: the committee's, and their branch's own.")
            ) {
                JSON($0.attendance.meetings)
            },
            Field("areas", .count.means("The branch's, at the year's end or now.")) { JSON($0.attendance.areas) },
            Field("hours", .points.orNull.means("Of study; null for whoever is not in the branch any more.")) {
                $0.training.map { JSON($0.total) } ?? .null
            },
            Field("hoursOpen", .points.orNull.means("What is still to come of the usual.")) {
                $0.training.map { JSON($0.open) } ?? .null
            },
            Field("papers", .count.means("Of the year, of which they are the author.")) { JSON($0.papers) },
            Field("gradedPapers", .count) { JSON($0.graded) },
            Field("inspections", .count.means("Of the branch in the year.")) { JSON($0.inspections) },
            Field("inspectedMinutes", .count) { JSON($0.inspectedMinutes) },
            Field("findings", .count.means("Of the year, given to the branch.")) { JSON($0.findings) },
            Field("openFindings", .count) { JSON($0.openFindings) },
            Field("overdueFindings", .count) { JSON($0.overdueFindings) },
        ])
}

extension API {
    static let showSecretaryYears: Operation = .get(
        "showSecretaryYears", "/branches/{branch}/secretaries", .ledgers,
        "A year of each who was the branch's secretary in it: post, meetings, study, papers, inspections, findings; no mark",
        needing: [.readMeetings], query: [.required("year", .integer(2000...2199))],
        returns: .list(Shape.secretaryYear.schema)
    ) { call, transaction in
        .json(
            JSON(
                try transaction.secretaryYears(of: call.id("branch"), in: call.query["year"]?.asciiNumber ?? 0),
                Shape.secretaryYear.json))
    }
}
