import Domain
import Storage

extension CalendarFile {
    /// A calendar in the reader's language.
    init(_ calendar: MeetingCalendar, _ words: Words) {
        self.init(
            name: calendar.committeeName.map { words(.calendarOfCommittee, ["committee": $0]) }
                ?? words(.calendarOfAll),
            host: calendar.host, zone: calendar.zone, stamp: calendar.madeAt,
            events: calendar.meetings.map { listing in
                let meeting = listing.meeting
                let word: Word =
                    switch meeting.standing {
                    case .regular: .calendarMeeting
                    case .extraordinary: .calendarMeetingExtraordinary
                    }
                return Event(
                    listing.id, slot: meeting.slot, status: meeting.status, sequence: meeting.sequence,
                    summary: words(word, ["committee": listing.committeeName]),
                    description: Self.description(of: meeting, words), modified: listing.changedAt
                )
            }
        )
    }

    /// What the meeting is about, and why it is not where it was.
    private static func description(of meeting: Meeting, _ words: Words) -> String {
        let month = words.month(meeting.month)
        guard let reason = meeting.reason else { return month }
        let word: Word =
            switch meeting.status {
            case .scheduled: .calendarMovedReason
            case .cancelled: .calendarCancelledReason
            }
        return "\(month)\n\(words.named(words(word), reason.string))"
    }
}
