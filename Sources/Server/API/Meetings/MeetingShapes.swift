import Domain
import Storage

extension Shape<MeetingListing> {
    static let meeting = Shape(
        "Meeting",
        [
            Field("id", .id) { JSON($0.id) },
            MeetingFields.committee.told, MeetingFields.kind.told, MeetingFields.standing.told,
            Field("branch", .code.orNull.means("That holds it; null for a committee's.")) {
                JSON($0.branch?.code.text)
            },
            Field("group", .text.orNull.means("The name of the party group that meets.")) {
                JSON($0.branch?.groupName)
            },
            Field("also", .choice(Meeting.Kind.self).orNull.means("What else the same gathering is.")) {
                JSON($0.meeting.also?.rawValue)
            },
            Field("theme", .text.orNull) { JSON($0.meeting.theme?.string) },
            Field("openedAt", .instant.orNull) { JSON($0.opened) },
            Field("takenAt", .instant.orNull.means("Since when it is known who was there: it counts as held.")) {
                JSON($0.taken)
            },
            Field("signedAt", .instant.orNull.means("When both had signed the minutes.")) { JSON($0.signed) },
            MeetingFields.month.told, MeetingFields.date.of(\.meeting.slot).told,
            MeetingFields.start.of(\.meeting.slot).told,
            Field("end", .timeOfDay.means("00:00 is the midnight after it.")) {
                .string($0.meeting.slot.ends.time.description)
            },
            MeetingFields.minutes.of(\.meeting.slot).told, MeetingFields.place.of(\.meeting.slot).told,
            MeetingFields.status.told,
            Field("sequence", .count.means("How often it was moved or cancelled.")) { JSON($0.meeting.sequence) },
            MeetingFields.reason.told,
            Field("version", .version) { JSON($0.version) },
        ]
    )
}

extension Shape<ScheduledYear.Entry> {
    static let scheduledMeeting = Shape(
        "ScheduledMeeting",
        Shape<MeetingListing>.meeting.fields.map { field in
            Field(field.name, field.schema) { field.read($0.listing) }
        } + [
            Field("nominalDate", .date.means("The day that the rule names.")) { JSON($0.nominal) },
            Field(
                "movedOff",
                .choice(YearSchedule.DayOff.self).orNull.means("Why it is not held on that day; null where it is.")
            ) { JSON($0.movedOff?.rawValue) },
        ]
    )
}

extension Shape<ScheduledYear> {
    static let scheduledYear = Shape(
        "ScheduledYear",
        [
            .list("scheduled", .scheduledMeeting) { $0.scheduled },
            .list("skipped", .skippedMonth) { $0.skipped },
            Field("warnings", .list(.text(500))) { JSON($0.warnings) { .string($0.sentence) } },
        ]
    )
}

extension Shape<ScheduledYear.Skipped> {
    static let skippedMonth = Shape(
        "SkippedMonth",
        [
            Field("month", .month) { JSON($0.month) },
            Field("cause", .choice(ScheduledYear.Skipped.Cause.self)) { .string($0.cause.rawValue) },
        ]
    )
}

/// A meeting with what became of it since it was scheduled.
struct MeetingHistory: Sendable {
    let listing: MeetingListing
    let history: [MeetingChange]
}

extension Shape<MeetingHistory> {
    static let meetingHistory = Shape(
        "MeetingRecord",
        Shape<MeetingListing>.meeting.fields.map { field in
            Field(field.name, field.schema) { field.read($0.listing) }
        } + [.list("history", .meetingChange) { $0.history }]
    )
}

extension Shape<MeetingChange> {
    static let meetingChange = Shape(
        "MeetingChange",
        [
            Field("change", .choice(MeetingChange.Change.self)) { .string($0.change.rawValue) },
            Field("sequence", .count) { JSON($0.sequence) },
            .nested("old", .meetingSlot) { $0.old },
            Field("reason", .reason) { .string($0.reason) },
            Field("changedAt", .instant) { JSON($0.changedAt) },
            Field("changedBy", .text) { .string($0.changedBy) },
        ]
    )
}

extension Shape<Meeting.Slot> {
    static let meetingSlot = Shape(
        "MeetingSlot",
        [
            MeetingFields.date.told, MeetingFields.start.told, MeetingFields.minutes.told, MeetingFields.place.told,
        ]
    )
}

extension Schema {
    static let meetingYear = Schema.integer(Int64(Month.years.lowerBound)...Int64(Month.years.upperBound))
}

extension YearSchedule.Warning {
    fileprivate var sentence: String {
        switch self {
        case .holidaysUnknown(let year):
            "no holidays of \(year) are entered yet: only weekends are known; "
                + "import them with ‘zhibu calendar import’, which names the meetings that then have to be moved"
        }
    }
}
