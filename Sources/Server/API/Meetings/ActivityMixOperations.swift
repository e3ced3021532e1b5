import Domain
import Storage

extension Shape<ActivityMix> {
    static let activityMix = Shape(
        "ActivityMix",
        [
            Field("held", .count) { JSON($0.held) },
            Field("takenPart", .count.means("Discussion, vote, practice, service, visit, oath.")) { JSON($0.active) },
            Field("listened", .count.means("Study and reports.")) { JSON($0.passive) },
            Field("small", .count) { JSON($0.scales[.small] ?? 0) },
            Field("large", .count) { JSON($0.scales[.large] ?? 0) },
            Field("felt", .count.means("Of which it is on record what changed, for whom or who saw it.")) {
                JSON($0.felt)
            },
            Field("forms", .list(formCount.schema)) { mix in
                JSON(MeetingActivity.Form.allCases.map { ($0, mix.forms[$0] ?? 0) }, formCount.json)
            },
        ])

    private static let formCount = Shape<(MeetingActivity.Form, Int)>(
        "ActivityFormCount",
        [
            .init("form", .choice(MeetingActivity.Form.self)) { .string($0.0.rawValue) },
            .init("count", .count) { JSON($0.1) },
        ])
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
