import Domain
import Storage

/// How a meeting is arranged, field by field.
enum MeetingFields {
    static let committee = Field("committee", .code, .committee) { (listing: MeetingListing) in listing.committeeCode }
    static let kind = Field("kind", .choice(), .meetingKind) { (listing: MeetingListing) in listing.meeting.kind }
    static let standing = Field(
        "standing", Wire.choice().means("A committee has one regular meeting in a month."), .meetingStanding
    ) { (listing: MeetingListing) in listing.meeting.standing }
    static let month = Field("month", Wire.month.means("What it is about, wherever it is moved."), .meetingAbout) {
        (listing: MeetingListing) in listing.meeting.month
    }
    static let date = Field("date", .date, .date) { (slot: Meeting.Slot) in slot.date }
    static let start = Field("start", .timeOfDay, .start) { (slot: Meeting.Slot) in slot.start }
    static let minutes = Field("minutes", .integer(Meeting.Slot.lengths), .minutes) { (slot: Meeting.Slot) in
        slot.minutes
    }
    static let place = Field("place", .text(Meeting.Slot.placeMaximum), .where) { (slot: Meeting.Slot) in slot.place }
    static let status = Field("status", .choice(), .state) { (listing: MeetingListing) in listing.meeting.status }
    static let reason = Field(
        "reason", Wire.reason.means("Why it was last moved or cancelled.").optional, .reason
    ) { (listing: MeetingListing) in listing.meeting.reason }

    // Those that are only asked for.

    static let ofCommittee = Field(
        "committee", Wire.code.means("May be left out where there is only one.").optional, .committee)
    static let newStanding = Field(
        "standing", Wire<Meeting.Standing>.choice().means("Extraordinary if not given.").optional, .meetingStanding)
    static let ofCommittees = Field(
        "kind",
        Wire<Meeting.Kind>.choice().means("secretaries or annualReview; secretaries if not given.").optional,
        .meetingKind)
    static let aboutMonth = Field(
        "month", Wire.month.means("What it is about; the month of its date if not given.").optional, .meetingAbout)
    static let year = Field("year", .integer(Month.years), .year)
    static let rule = Field("rule", .meetingRule, .meetingRule, hint: .meetingRuleHint)
    static let because = Field("reason", .reason, .reason)

    /// When and where.
    static func slot(_ input: inout Input) -> Meeting.Slot? {
        let (date, start) = (input.take(date), input.take(start))
        let (minutes, place) = (input.take(minutes), input.take(place))
        return input.decide { errors in
            guard let start, let minutes else { return nil }
            guard
                errors.take("minutes", { () throws(Rejection) in try Meeting.Slot.end(of: minutes, from: start) })
                    != nil, let date, let place
            else { return nil }
            return errors.take("minutes") { () throws(Rejection) in
                try Meeting.Slot(date: date, start: start, minutes: minutes, place: place)
            }
        }
    }

    /// - Parameter code: nil for the only one there is.
    static func takeCommittee(_ input: inout Input) throws -> ID<Committee>? {
        try input.take(ofCommittee) { try $0.requireCommittee($1?.text) }
    }
}

extension Wire<MeetingRule> {
    static let meetingRule = written(
        .text(60).means(
            "2nd Tuesday 09:00, 第二个星期二 09:00, last Friday 14:30, 每月10日 09:00, 每月最后一个工作日 09:00."), { _ in .plain },
        read: MeetingRule.init(parsing:), write: \.description, say: { rule, _ in rule.description })
}

// MARK: - What is asked for

/// A year of regular meetings.
struct MeetingYear {
    let committee: ID<Committee>
    let year: Int
    let rule: MeetingRule
    let minutes: Int
    let place: Text

    static let asked = Asking<MeetingYear>("MeetingYear") { input in
        let committee = try MeetingFields.takeCommittee(&input)
        let (year, rule) = (input.take(MeetingFields.year), input.take(MeetingFields.rule))
        let (minutes, place) = (input.take(MeetingFields.minutes), input.take(MeetingFields.place))
        guard let committee, let year, let rule, let minutes, let place else { return nil }
        return MeetingYear(committee: committee, year: year, rule: rule, minutes: minutes, place: place)
    }
}

/// One meeting to be scheduled.
struct NewMeeting {
    let committee: ID<Committee>
    let kind: Meeting.Kind
    let standing: Meeting.Standing
    let month: Month?
    let slot: Meeting.Slot

    static let asked = Asking<NewMeeting>("NewMeeting") { input in
        let committee = try MeetingFields.takeCommittee(&input)
        let (kind, standing) = (input.take(MeetingFields.ofCommittees), input.take(MeetingFields.newStanding))
        let (month, slot) = (input.take(MeetingFields.aboutMonth), MeetingFields.slot(&input))
        guard let committee, let kind, let standing, let month, let slot else { return nil }
        return NewMeeting(
            committee: committee, kind: kind ?? .secretaries, standing: standing ?? .extraordinary, month: month,
            slot: slot)
    }
}

/// What of a meeting's time and place is to be another, and why.
struct MeetingMove {
    let change: Meeting.Slot.Change
    let reason: Text

    static let asked = Asking<MeetingMove>("MeetingMove") { input in
        let (date, start) = (input.take(MeetingFields.date.optional), input.take(MeetingFields.start.optional))
        let (minutes, place) = (input.take(MeetingFields.minutes.optional), input.take(MeetingFields.place.optional))
        let reason = input.take(MeetingFields.because)
        guard let date, let start, let minutes, let place, let reason else { return nil }
        return MeetingMove(
            change: Meeting.Slot.Change(date: date, start: start, minutes: minutes, place: place), reason: reason)
    }
}

/// Why a meeting is called off.
struct MeetingCancellation {
    let reason: Text

    static let asked = Asking<MeetingCancellation>("MeetingCancellation") { input in
        input.take(MeetingFields.because).map(MeetingCancellation.init)
    }
}
