import Domain
import Storage

extension Shape<CalendarAddressListing?> {
    static let calendarAddress = Shape(
        "CalendarAddress",
        [
            Field("madeAt", .instant.orNull.means("null where there is none.")) { JSON($0?.madeAt) },
            Field("lastUsed", .instant.orNull.means("To the minute.")) { JSON($0?.lastUsed) },
        ]
    )
}

/// An address with its secret, as it is shown once.
struct NewCalendarAddress: Sendable {
    let listing: CalendarAddressListing
    let secret: Secret
}

extension Shape<NewCalendarAddress> {
    static let newCalendarAddress = Shape(
        "NewCalendarAddress",
        [
            Field(
                "path", .text.means("Shown this once: below the server's address; ?language=en for another language.")
            ) { .string(CalendarAddressPath.text($0.secret)) },
            Field("madeAt", .instant) { JSON($0.listing.madeAt) },
        ]
    )
}

/// Where a calendar is found by its secret.
enum CalendarAddressPath {
    static let route = "/calendars/{secret}.ics"

    static func text(_ secret: Secret) -> String { "/calendars/\(secret.text).ics" }
}

extension API {
    /// One's own secret address for calendar programs, which cannot sign in.
    static let calendarAddressOperations: [Operation] = [
        showCalendarAddress, makeCalendarAddress, endCalendarAddress,
    ]

    static let showCalendarAddress: Operation = .get(
        "showCalendarAddress", "/calendar-address", .meetings, "Whether one has a secret address for a calendar",
        needing: .ownAccount, returns: Shape.calendarAddress.schema
    ) { _, transaction in
        .json(Shape.calendarAddress.json(try transaction.ownCalendarAddress()))
    }

    static let makeCalendarAddress: Operation = .post(
        "makeCalendarAddress", "/calendar-address", .meetings,
        "Make a secret address at which a calendar program finds one's meetings and what is due; the one before ends",
        needing: [.readBranchMeetings], returns: Shape.newCalendarAddress.schema
    ) { _, transaction in
        let (listing, secret) = try transaction.makeCalendarAddress()
        return .json(Shape.newCalendarAddress.json(NewCalendarAddress(listing: listing, secret: secret)))
    }

    static let endCalendarAddress: Operation = .delete(
        "endCalendarAddress", "/calendar-address", .meetings, "End one's secret address for a calendar",
        needing: .ownAccount
    ) { _, transaction in
        try transaction.endCalendarAddress()
        return .nothing
    }
}
