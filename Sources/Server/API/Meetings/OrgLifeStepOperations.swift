import Domain
import Storage

extension Shape<OrgLifeStepListing> {
    static let orgLifeStep = Shape(
        "OrgLifeStep",
        [
            Field("step", .choice(OrgLifeStep.self)) { .string($0.step.rawValue) },
            Field("day", .date.means("By when it is done: by the day of the meeting.")) { JSON($0.day) },
            Field("doneOn", .date.orNull) { JSON($0.doneOn) }, Field("notedAt", .instant.orNull) { JSON($0.notedAt) },
            Field("notedBy", .text.orNull) { JSON($0.notedBy) },
            Field(
                "notedAfterSigning",
                .boolean.means("Whether it is dated before the minutes were signed, and was noted only afterwards.")
            ) { .bool($0.isNotedAfterSigning) },
        ])
}

/// A step that was done, or was not after all.
struct NotedStep {
    let step: OrgLifeStep
    let on: LocalDate?

    static let step = Field("step", Wire<OrgLifeStep>.choice(), .orgLifeStep)
    static let on = Field(
        "on", Wire<LocalDate>.date.means("When it was done; null takes back that it was.").optional, .orgLifeDoneOn,
        hint: .orgLifeDoneHint)

    static let asked = Asking<NotedStep>("NotedStep") { input in
        let (step, on) = (input.take(step), input.take(on))
        guard let step, let on else { return nil }
        return NotedStep(step: step, on: on)
    }
}

extension API {
    static let listOrgLifeSteps: Operation = .get(
        "listOrgLifeSteps", "/meetings/{meeting}/steps", .meetings,
        "The steps of a meeting of organisational life by their days, done or not; none of any other meeting",
        needing: [.readMeetings, .readBranchMeetings], returns: .list(Shape.orgLifeStep.schema)
    ) { call, transaction in
        .json(JSON(try transaction.orgLifeSteps(of: call.id("meeting")), Shape.orgLifeStep.json))
    }

    static let noteOrgLifeStep: Operation = .post(
        "noteOrgLifeStep", "/meetings/{meeting}/steps", .meetings,
        "Note on which day a step of a meeting of organisational life was done, or take that back",
        needing: [.scheduleMeetings, .holdMeetings], asking: NotedStep.asked, makesNew: false,
        returns: .list(Shape.orgLifeStep.schema)
    ) { call, noted, transaction in
        .json(
            JSON(
                try transaction.noteOrgLifeStep(noted.step, of: call.id("meeting"), on: noted.on),
                Shape.orgLifeStep.json))
    }
}
