import Domain
import Storage

extension CalendarFile {
    /// A calendar in the reader's language.
    init(_ calendar: MeetingCalendar, _ words: Words) {
        self.init(
            name: calendar.committeeName.map { words(.calendarOfCommittee, ["committee": $0]) }
                ?? words(.calendarOfAll),
            calendar, words)
    }

    /// A person's own calendar, in their language.
    init(ownOf calendar: MeetingCalendar, _ words: Words) {
        self.init(name: words(.calendarOwn), calendar, words)
    }

    private init(name: String, _ calendar: MeetingCalendar, _ words: Words) {
        self.init(
            name: name, host: calendar.host, zone: calendar.zone, stamp: calendar.madeAt,
            events: calendar.meetings.map { listing in
                let meeting = listing.meeting
                let word: Word =
                    switch meeting.standing {
                    case .regular: .calendarMeeting
                    case .extraordinary: .calendarMeetingExtraordinary
                    }
                return Event(
                    listing.id, slot: meeting.slot, status: meeting.status, sequence: meeting.sequence,
                    summary: meeting.kind == .annualReview
                        ? "\(listing.committeeName) \(words(meeting.kind.word))"
                        : words(word, ["committee": listing.committeeName]),
                    description: Self.description(of: meeting, words), modified: listing.changedAt
                )
            }
                // What a branch's meeting is about, and why it was moved, may name people: that stands in the console.
                + calendar.branchMeetings.map { listing in
                    Event(
                        listing.id, slot: listing.meeting.slot, status: listing.meeting.status,
                        sequence: listing.meeting.sequence, summary: listing.nameInCalendar(words),
                        modified: listing.changedAt)
                },
            due: calendar.due.map { due in
                DueDay(
                    "\(due.rule.key.text)-\(due.until)", on: due.until,
                    summary: words(.calendarDue, ["rule": words(due.rule.title)]), description: words.list(due.places))
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

extension MeetingListing {
    /// What a calendar or a mail calls it: of which kind it is, and whose.
    func nameInCalendar(_ words: Words) -> String {
        let kinds = [meeting.kind, meeting.also].compactMap(\.self).map { words($0.word) }
        let host = branch.map { [$0.name, $0.groupName].compactMap(\.self).joined(separator: " ") } ?? committeeName
        return words.noted(words.list(kinds), host)
    }
}
