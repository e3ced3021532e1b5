import Domain
import Storage

extension API {
    private static let meetingFilter: [Operation.Query] = [
        .optional("committee", .code.means("Without the committees below it.")),
        .optional("year", .meetingYear.means("That they are held in.")),
    ]

    private static func filter(_ call: Call, _ transaction: Transaction) throws -> MeetingFilter {
        MeetingFilter(
            committee: try call.query["committee"].map { try transaction.requireCommittee($0) },
            year: call.query["year"].flatMap { Int($0) },
            status: call.query["status"].flatMap(Meeting.Status.init(rawValue:))
        )
    }

    private static func reply(_ listing: MeetingListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.meeting.json(listing), version: listing.version,
            location: isNew ? "/meetings/\(listing.id.rawValue)" : nil
        )
    }

    /// When the branch secretaries meet.
    static let meetingOperations: [Operation] = [
        scheduleYear, scheduleMeeting, listMeetings, meetingCalendar, showMeeting, moveMeeting, cancelMeeting,
    ]

    static let scheduleYear: Operation = .post(
        "scheduleYear", "/meetings/year", .meetings,
        "Schedule a year's monthly secretaries' meetings by a rule, as far as they are still to come; all or none",
        needing: [.scheduleMeetings], query: tryOutQuery, asking: MeetingYear.asked,
        returns: Shape.scheduledYear.schema
    ) { _, asked, transaction in
        let year = try transaction.scheduleYear(
            asked.year, of: asked.committee, by: asked.rule, minutes: asked.minutes, place: asked.place)
        return .json(Shape.scheduledYear.json(year))
    }

    static let scheduleMeeting: Operation = .post(
        "scheduleMeeting", "/meetings", .meetings,
        "Schedule an extraordinary meeting, the regular one of a month that has none, or the secretaries' yearly review",
        needing: [.scheduleMeetings],
        asking: NewMeeting.asked,
        returns: Shape.meeting.schema
    ) { _, new, transaction in
        reply(
            try transaction.scheduleMeeting(
                new.standing, new.kind, of: new.committee, for: new.month, at: new.slot), isNew: true)
    }

    static let listMeetings: Operation = .list(
        "listMeetings", "/meetings", .meetings, "Meetings in the order they are held", needing: [.readMeetings],
        query: meetingFilter + [.optional("status", .choice(Meeting.Status.self))], of: .meeting
    ) { call, transaction in try transaction.meetings(filter(call, transaction), call.page()) }

    /// Calendar programs are told an address and no more, so the language stands in it.
    static let meetingCalendar: Operation = .text(
        "meetingCalendar", "/meetings/calendar.ics", .meetings,
        "Meetings as an iCalendar file (RFC 5545) to subscribe to, the cancelled ones included",
        needing: [.readMeetings], query: meetingFilter + [.language], mediaType: "text/calendar"
    ) { call, transaction in
        CalendarFile(try transaction.meetingCalendar(of: filter(call, transaction)), try call.words()).text
    }.offeringBasic

    static let showMeeting: Operation = .get(
        "showMeeting", "/meetings/{meeting}", .meetings, "One meeting, with its moves and its cancellation",
        needing: [.readMeetings, .readBranchMeetings], returns: Shape.meetingHistory.schema
    ) { call, transaction in
        let listing = try transaction.meeting(call.id("meeting"))
        let record = MeetingHistory(listing: listing, history: try transaction.changes(of: listing))
        return .json(Shape.meetingHistory.json(record), version: listing.version)
    }

    static let moveMeeting: Operation = .post(
        "moveMeeting", "/meetings/{meeting}/move", .meetings, "Move a meeting to another time or place",
        needing: [.scheduleMeetings, .holdMeetings], asking: MeetingMove.asked, makesNew: false,
        returns: Shape.meeting.schema
    ) { call, move, transaction in
        reply(try transaction.moveMeeting(call.id("meeting"), by: move.change, reason: move.reason))
    }

    static let cancelMeeting: Operation = .post(
        "cancelMeeting", "/meetings/{meeting}/cancel", .meetings, "Call a meeting off for good",
        needing: [.scheduleMeetings, .holdMeetings], asking: MeetingCancellation.asked, makesNew: false,
        returns: Shape.meeting.schema
    ) { call, cancellation, transaction in
        reply(try transaction.cancelMeeting(call.id("meeting"), reason: cancellation.reason))
    }
}
