import Domain
import Storage

extension Shape<MemberTraining> {
    static let trainingYear = Shape(
        "MemberTrainingYear",
        [
            Field("member", .code) { .string($0.member.number.text) }, Field("name", .text) { .string($0.member.name) },
            Field("concentrated", .points.means("Hours of concentrated training.")) { JSON($0.year.concentrated) },
            Field("collective", .points.means("Hours of what was studied together.")) { JSON($0.year.collective) },
            Field("total", .points) { JSON($0.year.total) },
            Field("usual", .points.means("32, or 56 for secretaries and the committee.")) { JSON($0.year.usual) },
            Field("open", .points.means("What is still to come of that.")) { JSON($0.year.open) },
        ])
}

extension API {
    static let showTrainingYear: Operation = .get(
        "showTrainingYear", "/branches/{branch}/training", .ledgers,
        "The hours of a year's courses and meetings for each member; of whoever does not see to meetings only their own",
        needing: [.readBranchMeetings], query: [.required("year", .integer(2000...2199))],
        returns: .list(Shape.trainingYear.schema)
    ) { call, transaction in
        .json(
            JSON(
                try transaction.trainingYears(of: call.id("branch"), in: call.query["year"]?.asciiNumber ?? 0),
                Shape.trainingYear.json))
    }
}
