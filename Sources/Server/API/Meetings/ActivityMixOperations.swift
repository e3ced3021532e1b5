import Domain
import Storage

extension Shape<ActivityMix> {
    static let activityMix = Shape(
        "ActivityMix",
        [
            Field("held", .count) { JSON($0.held) },
            Field("active", .count.means("Discussion, vote, practice, service, visit, oath.")) { JSON($0.active) },
            Field("passive", .count.means("Study and reports.")) { JSON($0.passive) },
            Field("small", .count) { JSON($0.scales[.small] ?? 0) },
            Field("large", .count) { JSON($0.scales[.large] ?? 0) },
            Field("felt", .count.means("Of which it is on record what changed, for whom or who saw it.")) {
                JSON($0.felt)
            },
        ]
            + MeetingActivity.Form.allCases.map { form in
                Field(form.rawValue, .count) { JSON($0.forms[form] ?? 0) }
            })
}

extension API {
    static let showActivityMix: Operation = .get(
        "showActivityMix", "/branches/{branch}/activities", .meetings,
        "How varied the meetings were that a branch held in a year: by form and scale, and what somebody felt of them",
        needing: [.readBranchMeetings], query: [.required("year", .integer(2000...2199))],
        returns: Shape.activityMix.schema
    ) { call, transaction in
        .json(
            Shape.activityMix.json(
                try transaction.activityMix(of: call.id("branch"), in: call.query["year"]?.asciiNumber ?? 0)))
    }
}
