import Domain
import Storage

extension Shape<MeetingRecord.Item> {
    static let meetingItem = Shape(
        "RecordedItem",
        [
            Field("title", .text(200)) { .string($0.title.string) },
            Field("planned", Schema.integer(1...720).orNull.means("Minutes it should take.")) {
                $0.planned.map { JSON($0) } ?? .null
            },
            Field("taken", Schema.integer(1...720).orNull.means("Minutes it took.")) {
                $0.taken.map { JSON($0) } ?? .null
            },
            Field("said", .lines(MeetingRecord.longest).orNull) { JSON($0.said?.string) },
            Field("dissent", .lines(MeetingRecord.longest).orNull.means("Who thought otherwise, and what.")) {
                JSON($0.dissent?.string)
            },
        ])
}

extension Shape<MeetingRecord.Decision> {
    static let meetingDecision = Shape(
        "RecordedDecision",
        [
            Field("decision", .lines(MeetingRecord.longest)) { .string($0.text.string) },
            Field("answerable", .text(200).orNull) { JSON($0.answerable?.string) },
            Field("due", .date.orNull) { JSON($0.due) },
        ])
}

extension Shape<DecisionResultListing> {
    static let decisionResult = Shape(
        "DecisionResult",
        [
            Field("decision", Schema.integer(1...Int64(MeetingRecord.Decision.most)).means("Its place, from 1.")) {
                JSON($0.result.decision)
            },
            Field("result", .choice(WorkResult.Kind.self)) { .string($0.result.kind.rawValue) },
            Field("said", .lines(DecisionResult.longest)) { .string($0.result.said.string) },
            Field("on", .date) { JSON($0.result.on) }, Field("notedAt", .instant) { JSON($0.notedAt) },
            Field("notedBy", .text) { .string($0.notedBy) },
        ])
}

extension Shape<MeetingRecordListing.Line> {
    static let rollLine = Shape(
        "RollLine",
        [
            Field("member", .code) { .string($0.member.number.text) },
            Field("name", .text) { .string($0.member.name) },
            Field("branch", .code) { .string($0.branch.text) },
            Field("entitled", Schema.boolean.means("False of whoever sits in.")) { .bool($0.isEntitled) },
            Field("votes", .boolean) { .bool($0.votes) },
            Field("state", .choice(Attendance.State.self).orNull.means("null until the attendance was taken.")) {
                JSON($0.state?.rawValue)
            },
            Field("reason", .reason.orNull.means("null also for whoever does not read it.")) { JSON($0.reason) },
            Field("late", .boolean) { .bool($0.isLate) },
            Field("leftEarly", .boolean) { .bool($0.leftEarly) },
            Field("deputy", .text(200).orNull) { JSON($0.deputy) },
            Field("madeUpOn", .date.orNull) { JSON($0.madeUpOn) },
            Field("madeUpForm", .text(200).orNull) { JSON($0.madeUpForm) },
        ])
}

extension Shape<Attendance.Tally> {
    static let tally = Shape(
        "AttendanceTally",
        [
            Field("entitled", .count.means("present + excused + absent.")) { JSON($0.entitled) },
            Field("present", .count) { JSON($0.present) }, Field("excused", .count) { JSON($0.excused) },
            Field("absent", .count) { JSON($0.absent) }, Field("late", .count) { JSON($0.late) },
            Field("leftEarly", .count) { JSON($0.leftEarly) }, Field("madeUp", .count) { JSON($0.madeUp) },
            Field("sittingIn", .count) { JSON($0.sittingIn) },
            Field("voting", .count.means("Of the entitled, those who may vote.")) { JSON($0.voting) },
            Field("votingPresent", .count) { JSON($0.votingPresent) },
        ])
}

extension Shape<MeetingRecordListing.Person> {
    static let meetingPerson = Shape(
        "MeetingPerson",
        [Field("code", .code) { .string($0.code.text) }, Field("name", .text) { .string($0.name) }])
}

extension Shape<MeetingRecordListing.Signature> {
    static let signature = Shape(
        "MinutesSigned",
        [
            Field("signer", .choice(MeetingRecord.Signer.self)) { .string($0.signer.rawValue) },
            Field("onPaper", .boolean) { .bool($0.isOnPaper) }, Field("digest", .text(64)) { .string($0.digest) },
            Field("signedAt", .instant) { JSON($0.at) }, Field("signedBy", .text) { .string($0.by) },
        ])
}

extension Shape<MeetingRecordListing.Amendment> {
    static let amendment = Shape(
        "MinutesAmended",
        [
            Field("number", .count) { JSON($0.number) },
            Field("amendment", .lines(MeetingRecord.longest)) { .string($0.text) },
            Field("madeAt", .instant) { JSON($0.at) }, Field("madeBy", .text) { .string($0.by) },
        ])
}

extension Shape<MeetingRecordListing.Alike> {
    static let alikeMinutes = Shape(
        "AlikeMinutes",
        [
            Field("meeting", .id) { JSON($0.meeting) }, Field("date", .date) { JSON($0.date) },
            Field("percent", .integer(90...100)) { JSON($0.percent) },
        ])
}

extension Shape<MeetingRecordListing> {
    static let record = Shape(
        "RecordOfMeeting",
        [
            .nested("meeting", .meeting) { $0.meeting },
            Field("openedAt", .instant) { JSON($0.openedAt) }, Field("openedBy", .text) { .string($0.openedBy) },
            Field("takenAt", .instant.orNull.means("Since when it is known who was there.")) { JSON($0.takenAt) },
            .nested("chair", .meetingPerson) { $0.chair }, .nested("recorder", .meetingPerson) { $0.recorder },
            Field("began", .timeOfDay.orNull) { JSON($0.began?.description) },
            Field("ended", .timeOfDay.orNull) { JSON($0.ended?.description) },
            Field("form", .choice(MeetingActivity.Form.self).orNull.means("How a branch's meeting was held.")) {
                JSON($0.activity.form?.rawValue)
            },
            Field("scale", .choice(MeetingActivity.Scale.self).orNull) { JSON($0.activity.scale?.rawValue) },
            Field("changed", .lines(Text.reasonMaximum).orNull.means("What changed by it.")) {
                JSON($0.activity.changed?.string)
            },
            Field("changedFor", .text(200).orNull) { JSON($0.activity.changedFor?.string) },
            Field("seenBy", .text(200).orNull) { JSON($0.activity.seenBy?.string) },
            Field("speaker", .text(200).orNull.means("Of a lecture.")) { JSON($0.activity.speaker?.string) },
            Field("lecture", .text(200).orNull.means("What it was on.")) { JSON($0.activity.lecture?.string) },
            Field("hours", Schema.pointsAboveZero.orNull) { $0.activity.hours.map { JSON($0) } ?? .null },
            MeetingRecordFields.focus.told,
            .nested("tally", optional: .tally) { $0.tally }, .list("roll", .rollLine) { $0.roll },
            .list("items", .meetingItem) { $0.items }, .list("decisions", .meetingDecision) { $0.decisions },
            .list("results", .decisionResult) { $0.results },
            Field("digest", .text(64).means("SHA-256 over what is recorded: what a signature is given under.")) {
                .string($0.digest)
            },
            .list("signatures", .signature) { $0.signatures },
            Field("lateReason", .reason.orNull.means("Why the recorder signed late.")) { JSON($0.lateReason) },
            .list("amendments", .amendment) { $0.amendments },
            Field(
                "alike",
                .list(Shape<MeetingRecordListing.Alike>.alikeMinutes.schema).means(
                    "Earlier meetings of the same host whose minutes say nearly the same. Empty for whoever is not the "
                        + "committee’s office or an auditor.")
            ) { JSON($0.alike, Shape<MeetingRecordListing.Alike>.alikeMinutes.json) },
        ])
}
