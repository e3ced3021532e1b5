/// Meetings as an iCalendar file (RFC 5545), for people to subscribe to or open.
///
/// The same value always gives the same bytes.
package struct CalendarFile: Hashable, Sendable {
    /// One meeting. Summary and description are in the reader's language.
    package struct Event: Hashable, Sendable {
        package let meeting: ID<Meeting>
        package let slot: Meeting.Slot
        package let status: Meeting.Status
        package let sequence: Int
        package let summary: String
        package let description: String?
        /// When the meeting, or anything that the file says about it, was last changed.
        package let modified: Instant

        package init(
            _ meeting: ID<Meeting>, slot: Meeting.Slot, status: Meeting.Status = .scheduled, sequence: Int = 0,
            summary: String, description: String? = nil, modified: Instant
        ) {
            self.meeting = meeting
            self.slot = slot
            self.status = status
            self.sequence = sequence
            self.summary = summary
            self.description = description
            self.modified = modified
        }
    }

    /// The last day for something: it takes no time of that day. Summary and description are in the reader's language.
    package struct DueDay: Hashable, Sendable {
        /// Tells it from every other of the host.
        package let key: String
        package let day: LocalDate
        package let summary: String
        package let description: String

        package init(_ key: String, on day: LocalDate, summary: String, description: String) {
            (self.key, self.day, self.summary, self.description) = (key, day, summary, description)
        }
    }

    /// What calendar programs list it as.
    package let name: String
    /// The domain that meetings' ids are unique in. Change it, and calendars take every meeting for a new one.
    package let host: String
    /// The zone of the slots.
    package let zone: TimeZoneRules
    /// When the file is made: the DTSTAMP of its events, as RFC 5545 §3.8.7.2 has it for a published calendar.
    package let stamp: Instant
    package let events: [Event]
    package let due: [DueDay]

    package init(
        name: String, host: String, zone: TimeZoneRules, stamp: Instant, events: [Event], due: [DueDay] = []
    ) {
        self.name = name
        self.host = host
        self.zone = zone
        self.stamp = stamp
        self.events = events
        self.due = due
    }

    private static let refreshInterval = "PT1H"

    /// The whole file: UTF-8 lines of at most 75 octets, each ended by CRLF, the events in the order given.
    package var text: String {
        var lines = Lines()
        lines.add("BEGIN", "VCALENDAR")
        lines.add("PRODID", "-//Zhibu//Meetings//EN")
        lines.add("VERSION", "2.0")
        lines.add("CALSCALE", "GREGORIAN")
        lines.add("METHOD", "PUBLISH")
        lines.add("X-WR-CALNAME", text: name)
        // How often a subscriber looks again: as RFC 7986 has it, and as Outlook reads it.
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", Self.refreshInterval)
        lines.add("X-PUBLISHED-TTL", Self.refreshInterval)
        writeZone(to: &lines)
        for event in events { write(event, to: &lines) }
        for day in due { write(day, to: &lines) }
        lines.add("END", "VCALENDAR")
        return lines.text
    }

    private func writeZone(to lines: inout Lines) {
        lines.add("BEGIN", "VTIMEZONE")
        lines.add("TZID", zone.id)
        for observance in zone.observances {
            let component = observance.isDaylight ? "DAYLIGHT" : "STANDARD"
            lines.add("BEGIN", component)
            lines.add("DTSTART", Self.notation(observance.onset))
            lines.add("TZOFFSETFROM", Self.notation(offset: observance.offsetFrom))
            lines.add("TZOFFSETTO", Self.notation(offset: observance.offsetTo))
            lines.add("TZNAME", text: observance.name)
            lines.add("END", component)
        }
        lines.add("END", "VTIMEZONE")
    }

    private func write(_ event: Event, to lines: inout Lines) {
        lines.add("BEGIN", "VEVENT")
        lines.add("UID", text: "meeting-\(event.meeting.rawValue)@\(host)")
        lines.add("DTSTAMP", Self.notation(stamp))
        lines.add("LAST-MODIFIED", Self.notation(event.modified))
        lines.add("SEQUENCE", "\(event.sequence)")
        switch event.status {
        case .scheduled: lines.add("STATUS", "CONFIRMED")
        case .cancelled: lines.add("STATUS", "CANCELLED")
        }
        lines.add("DTSTART;TZID=\(zone.id)", Self.notation(event.slot.begins))
        lines.add("DTEND;TZID=\(zone.id)", Self.notation(event.slot.ends))
        lines.add("SUMMARY", text: event.summary)
        lines.add("LOCATION", text: event.slot.place.string)
        if let description = event.description, !description.isEmpty {
            lines.add("DESCRIPTION", text: description)
        }
        lines.add("END", "VEVENT")
    }

    private func write(_ due: DueDay, to lines: inout Lines) {
        lines.add("BEGIN", "VEVENT")
        lines.add("UID", text: "due-\(due.key)@\(host)")
        lines.add("DTSTAMP", Self.notation(stamp))
        lines.add("DTSTART;VALUE=DATE", due.day.description.filter { $0 != "-" })
        lines.add("DTEND;VALUE=DATE", due.day.adding(days: 1).description.filter { $0 != "-" })
        lines.add("TRANSP", "TRANSPARENT")
        lines.add("SUMMARY", text: due.summary)
        lines.add("DESCRIPTION", text: due.description)
        lines.add("END", "VEVENT")
    }

    /// `20261013T090000`.
    private static func notation(_ moment: LocalDateTime) -> String {
        moment.description.filter { $0 != "-" && $0 != ":" } + "00"
    }

    /// `20261013T010000Z`.
    private static func notation(_ instant: Instant) -> String {
        instant.description.filter { $0 != "-" && $0 != ":" }
    }

    /// `+0800`; seconds only where there are some. Zero is `+0000`, for RFC 5545 forbids `-0000`.
    private static func notation(offset: Int) -> String {
        let size = abs(offset)
        let seconds = size % 60 == 0 ? "" : (size % 60).twoDigits
        return "\(offset < 0 ? "-" : "+")\((size / 3600).twoDigits)\((size / 60 % 60).twoDigits)\(seconds)"
    }
}

/// Content lines, folded as they are added (RFC 5545 §3.1).
private struct Lines {
    /// In octets, without the line break, with the blank that a continuation begins with.
    static let maximumLength = 75

    private(set) var text = ""

    /// A property whose value is written as it is.
    mutating func add(_ property: String, _ value: String) {
        var length = 0
        for scalar in "\(property):\(value)".unicodeScalars {
            let octets = UTF8.width(scalar)
            if length + octets > Self.maximumLength {
                text += "\r\n "
                length = 1
            }
            text.unicodeScalars.append(scalar)
            length += octets
        }
        text += "\r\n"
    }

    /// A property whose value is TEXT (RFC 5545 §3.3.11): line breaks of every kind become `\n`; control characters,
    /// which no calendar may hold, are left out.
    mutating func add(_ property: String, text value: String) {
        var escaped = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", ";", ",":
                escaped.append("\\")
                escaped.append(scalar)
            case "\n" where previous == "\r":
                break
            case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
                escaped.append("\\")
                escaped.append("n")
            case "\t":
                escaped.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}":
                break
            default:
                escaped.append(scalar)
            }
            previous = scalar
        }
        add(property, String(escaped))
    }
}
