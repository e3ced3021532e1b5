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

    private static func place(_ raw: String) throws(Rejection) -> Text {
        try Text(raw, maximum: Meeting.Slot.placeMaximum)
    }

    private static func reason(_ raw: String) throws(Rejection) -> Text {
        try Text(raw, maximum: Text.reasonMaximum)
    }

    private static func slot(_ call: Call) throws -> Meeting.Slot {
        let date = try call.value("date", LocalDate.init(parsing:))
        let start = try call.value("start", TimeOfDay.init(parsing:))
        let place = try call.value("place", place)
        do {
            return try Meeting.Slot(date: date, start: start, minutes: try call.integer("minutes"), place: place)
        } catch let rejection as Rejection {
            throw FieldErrors("minutes", rejection)
        }
    }

    private static func reply(_ listing: MeetingListing, isNew: Bool = false) -> Reply {
        .json(
            Shape.meeting.json(listing), version: listing.version,
            location: isNew ? "/meetings/\(listing.id.rawValue)" : nil
        )
    }

    /// When the branch secretaries meet.
    static let meetingOperations: [Operation] = [
        .post(
            "scheduleYear", "/meetings/year", .meetings,
            "Schedule a year's monthly secretaries' meetings by a rule, as far as they are still to come; all or none",
            body: .json(
                .object(
                    "MeetingYear",
                    [
                        .optional("committee", .code.means("May be left out where there is only one.")),
                        .required("year", .meetingYear),
                        .required("rule", .text(60).means("2nd Tuesday 09:00, 第二个星期二 09:00, last Friday 14:30.")),
                        .required("minutes", .meetingMinutes),
                        .required("place", .meetingPlace),
                    ]
                )
            ),
            returns: Shape.scheduledYear.schema
        ) { call, transaction in
            let year = try transaction.scheduleYear(
                call.integer("year"), of: transaction.requireCommittee(call.optionalText("committee")),
                by: call.value("rule", MeetingRule.init(parsing:)), minutes: call.integer("minutes"),
                place: call.value("place", place)
            )
            return .json(Shape.scheduledYear.json(year))
        },
        .post(
            "scheduleMeeting", "/meetings", .meetings,
            "Schedule an extraordinary meeting, or the regular one of a month that has none",
            body: .json(
                .object(
                    "NewMeeting",
                    [
                        .optional("committee", .code.means("May be left out where there is only one.")),
                        .optional("standing", .choice(Meeting.Standing.self).means("Extraordinary if not given.")),
                        .optional("month", .month.means("What it is about; the month of its date if not given.")),
                        .required("date", .date),
                        .required("start", .timeOfDay),
                        .required("minutes", .meetingMinutes),
                        .required("place", .meetingPlace),
                    ]
                )
            ),
            returns: Shape.meeting.schema
        ) { call, transaction in
            let listing = try transaction.scheduleMeeting(
                call.optionalChoice("standing") ?? .extraordinary,
                of: transaction.requireCommittee(call.optionalText("committee")),
                for: call.optionalValue("month", Month.init(parsing:)), at: slot(call)
            )
            return reply(listing, isNew: true)
        },
        .list(
            "listMeetings", "/meetings", .meetings, "Meetings in the order they are held",
            query: meetingFilter + [.optional("status", .choice(Meeting.Status.self))], of: .meeting
        ) { call, transaction in
            try transaction.meetings(filter(call, transaction), call.page())
        },
        .text(
            "meetingCalendar", "/meetings/calendar.ics", .meetings,
            "Meetings as an iCalendar file (RFC 5545) to subscribe to, the cancelled ones included",
            query: meetingFilter, mediaType: "text/calendar"
        ) { call, transaction in
            try transaction.calendarFile(of: filter(call, transaction)).text
        },
        .get(
            "showMeeting", "/meetings/{meeting}", .meetings, "One meeting, with its moves and its cancellation",
            returns: Shape.meetingRecord.schema
        ) { call, transaction in
            let listing = try transaction.meeting(call.id("meeting"))
            let record = MeetingRecord(listing: listing, history: try transaction.changes(of: listing.id))
            return .json(Shape.meetingRecord.json(record), version: listing.version)
        },
        .post(
            "moveMeeting", "/meetings/{meeting}/move", .meetings, "Move a meeting to another time or place",
            body: .json(
                .object(
                    "MeetingMove",
                    [
                        .optional("date", .date),
                        .optional("start", .timeOfDay),
                        .optional("minutes", .meetingMinutes),
                        .optional("place", .meetingPlace),
                        .required("reason", .reason),
                    ]
                )
            ),
            makesNew: false, returns: Shape.meeting.schema
        ) { call, transaction in
            let change = Meeting.Slot.Change(
                date: try call.optionalValue("date", LocalDate.init(parsing:)),
                start: try call.optionalValue("start", TimeOfDay.init(parsing:)),
                minutes: call.body["minutes"]?.integer.map { Int($0) }, place: try call.optionalValue("place", place)
            )
            return reply(
                try transaction.moveMeeting(call.id("meeting"), by: change, reason: call.value("reason", reason))
            )
        },
        .post(
            "cancelMeeting", "/meetings/{meeting}/cancel", .meetings, "Call a meeting off for good",
            body: .json(.object("MeetingCancellation", [.required("reason", .reason)])), makesNew: false,
            returns: Shape.meeting.schema
        ) { call, transaction in
            reply(try transaction.cancelMeeting(call.id("meeting"), reason: call.value("reason", reason)))
        },
    ]
}
