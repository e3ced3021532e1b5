package import Domain

/// Meetings as a calendar to subscribe to, the cancelled ones included, so that they vanish from where they stood. What it
/// says of them is for whoever knows the reader's language to say (``CalendarFile``).
package struct MeetingCalendar: Hashable, Sendable {
    /// Whose meetings alone it has; nil for all that the reader sees.
    package let committeeName: String?
    /// In the order they are held.
    package let meetings: [MeetingListing]
    /// Of branches, to which the reader is entitled: in the order they are held.
    package var branchMeetings: [MeetingListing] = []
    /// What is due for the reader, by rule and last day.
    package var due: [DueDay] = []
    /// What the ids of meetings are unique in.
    package let host: String
    package let zone: TimeZoneRules
    package let madeAt: Instant

    /// The last day for what one rule asks of the reader, once however often it asks.
    package struct DueDay: Hashable, Sendable {
        package let rule: CadenceRule
        package let until: LocalDate
        /// The branches, groups and committees of which it is asked, each once.
        package let places: [String]
    }

    /// How long a branch's meeting stays that was held or cancelled, in days: so that it vanishes from where it stood.
    fileprivate static let past = 31
}

extension Transaction {
    /// All that a person's own calendar has: the committees' meetings that they see, those of branches to which they are
    /// entitled, and what is due for them. Nothing in it names another person.
    ///
    /// - Throws: ``Authority/Denial`` for whoever sees no meetings at all.
    package func personalCalendar(by rules: CadenceRules) throws -> MeetingCalendar {
        try authority.require(.readBranchMeetings)
        let own = try ownBranchMeetings(from: today.adding(days: -MeetingCalendar.past))
        let obligations =
            authority.allows(.readCadence)
            ? try ownObligations(on: today, by: rules).filter {
                $0.obligation.state == .due
                    || $0.obligation.state == .overdue
                        && $0.obligation.until >= today.adding(days: -MeetingCalendar.past)
            } : []
        var due: [MeetingCalendar.DueDay] = []
        for (until, listings) in Dictionary(grouping: obligations, by: \.obligation.until).sorted(by: {
            $0.key < $1.key
        }) {
            for rule in rules.all {
                let asked = listings.filter { $0.rule == rule }
                if asked.isEmpty { continue }
                let places = asked.map {
                    [$0.subject.name, $0.subject.group].compactMap(\.self).joined(separator: " ")
                }
                due.append(MeetingCalendar.DueDay(rule: rule, until: until, places: Set(places).sorted()))
            }
        }
        let meetings = authority.allows(.readMeetings) ? try allMeetings(MeetingFilter()) : []
        let days = (meetings + own).sorted { $0.meeting.slot.begins < $1.meeting.slot.begins }
        return MeetingCalendar(
            committeeName: nil, meetings: meetings, branchMeetings: own, due: due, host: "\(settings.instance).zhibu",
            zone: try zoneRules(for: days), madeAt: now)
    }

    package func meetingCalendar(of filter: MeetingFilter = MeetingFilter()) throws -> MeetingCalendar {
        let meetings = try allMeetings(filter)
        return MeetingCalendar(
            committeeName: try filter.committee.map { try committee($0).name }, meetings: meetings,
            host: "\(settings.instance).zhibu", zone: try zoneRules(for: meetings), madeAt: now
        )
    }

    /// The offsets that hold around the meetings; around today where there are none.
    private func zoneRules(for meetings: [MeetingListing]) throws -> TimeZoneRules {
        // In the order they are held.
        let first = meetings.first?.meeting.slot.date ?? today
        let last = meetings.last?.meeting.slot.date ?? today
        do {
            // From a year before, so that a change of that year brings about what holds on the first day.
            return try settings.timeZone.rules(from: first.components.year - 1, through: last.components.year)
        } catch {
            throw StorageFault.corrupt("the time zone cannot stand in a calendar: \(error.code.rawValue)")
        }
    }
}

extension BureauTimeZone {
    /// One observance for the offset at the start of the first year, and one for each change until the last year ends.
    fileprivate func rules(from first: Int, through last: Int) throws(Rejection) -> TimeZoneRules {
        let start = Self.newYear(first)
        let offset = offset(at: start)
        let changes = transitions(from: start, to: Self.newYear(last + 1))
        var observances = [
            TimeZoneRules.Observance(
                onset: LocalDateTime(wallSeconds: 0), offsetFrom: offset, offsetTo: offset, name: Self.name(of: offset)
            )
        ]
        for change in changes {
            let before = self.offset(at: change.at.adding(seconds: -1))
            let after = self.offset(at: change.at)
            observances.append(
                TimeZoneRules.Observance(
                    onset: LocalDateTime(wallSeconds: Int(change.at.seconds) + before), offsetFrom: before,
                    offsetTo: after, name: Self.name(of: after), isDaylight: change.isDaylight
                )
            )
        }
        return try TimeZoneRules(id: identifier, observances: observances)
    }

    /// Midnight UTC of 1 January: within a day of the bureau's, which is near enough for telling a year's changes.
    private static func newYear(_ year: Int) -> Instant {
        Instant(seconds: Int64(Month(index: year * 12).firstDay.dayNumber) * 86_400)
    }

    /// As the zone database names zones without an abbreviation: `+08`, `+0530`.
    private static func name(of offset: Int) -> String {
        let minutes = abs(offset) / 60
        let rest = minutes % 60 == 0 ? "" : (minutes % 60).twoDigits
        return "\(offset < 0 ? "-" : "+")\((minutes / 60).twoDigits)\(rest)"
    }
}
