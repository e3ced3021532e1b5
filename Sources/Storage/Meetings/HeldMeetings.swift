import Domain

extension MeetingListing {
    /// Holds for the meetings of whoever holds this one: the committee, the branch, or one of its groups.
    fileprivate var isOfHost: SQL {
        guard let branch else { return "meeting.committee_id = \(committee)" }
        let isOfGroup: SQL = branch.group.map { "meeting.group_id = \($0)" } ?? "meeting.group_id IS NULL"
        return "meeting.branch_id = \(branch.id) AND \(isOfGroup)"
    }
}

extension Transaction {
    /// The committees' meetings of the last so many days that were opened, the latest first, as far as the principal sees them.
    package func meetingsHeld(inDays days: Int) throws -> [MeetingListing] {
        try committeeMeetings(from: today.adding(days: -days), until: today).filter { $0.opened != nil }.reversed()
    }

    /// Whether the principal gives findings to the branch of a meeting, or to those of the committee that holds it.
    package func mayGiveFindings(at meeting: MeetingListing) throws -> Bool {
        try authority.isUnlimited || authority.allows(.giveFindings, in: place(of: meeting))
    }

    /// Which one it is in its year, of the held meetings of its host and kind; nil until the attendance was taken. One that
    /// is recorded afterwards moves those after it.
    package func number(of listing: MeetingListing) throws -> Int? {
        guard listing.taken != nil else { return nil }
        let slot = listing.meeting.slot
        let first = "\(slot.date.components.year)-01-01"
        return try session.value(
            """
            SELECT count(*)
              FROM meeting
              JOIN meeting_record ON meeting_record.meeting_id = meeting.id
             WHERE \(listing.isOfHost) AND meeting.kind = \(listing.meeting.kind) AND meeting_record.taken_at IS NOT NULL
               AND meeting.date >= \(first)
               AND (meeting.date, meeting.start, meeting.id) <= (\(slot.date), \(slot.start), \(listing.id))
            """)
    }

    /// Of which of its host's last meetings the minutes nearly repeat what was said and decided, the latest first; nothing
    /// for whoever does not compare them.
    func alike(_ record: MeetingRecordListing) throws -> [MeetingRecordListing.Alike] {
        guard try authority.allows(.compareMinutes, in: place(of: record.meeting)) else { return [] }
        let said = TextLikeness(
            (record.items.compactMap(\.said?.string) + record.decisions.map(\.text.string)).joined(separator: "\n"))
        guard said.count >= TextLikeness.fewest else { return [] }
        let slot = record.meeting.meeting.slot
        let earlier = try session.rows(
            """
            SELECT meeting.id, meeting.date
              FROM meeting
              JOIN meeting_record ON meeting_record.meeting_id = meeting.id
             WHERE \(record.meeting.isOfHost) AND meeting_record.taken_at IS NOT NULL
               AND (meeting.date, meeting.start, meeting.id) < (\(slot.date), \(slot.start), \(record.meeting.id))
             ORDER BY meeting.date DESC, meeting.start DESC, meeting.id DESC LIMIT \(TextLikeness.meetings)
            """
        ) { row in (id: try row["id"] as ID<Meeting>, date: try row["date"] as LocalDate) }
        return try earlier.compactMap { meeting in
            let texts =
                try items(of: meeting.id).compactMap(\.said?.string) + decisions(of: meeting.id).map(\.text.string)
            return said.percent(of: TextLikeness(texts.joined(separator: "\n"))).map {
                MeetingRecordListing.Alike(meeting: meeting.id, date: meeting.date, percent: $0)
            }
        }
    }
}
