package import Domain

/// One move, or the cancellation, of a meeting.
package struct MeetingChange: Hashable, Sendable {
    package enum Change: String, CaseIterable, Hashable, Sendable, SQLTextValue {
        case moved, cancelled
    }

    package let change: Change
    /// The meeting's sequence from then on.
    package let sequence: Int
    /// When and where it was to be held until then.
    package let old: Meeting.Slot
    package let reason: String
    package let changedAt: Instant
    package let changedBy: String
}

extension Transaction {
    /// A meeting's moves and its cancellation, oldest first.
    package func changes(of meeting: MeetingListing) throws -> [MeetingChange] {
        try session.rows(
            """
            SELECT change, sequence, old_date, old_start, old_minutes, old_place, reason, changed_at, changed_by
              FROM meeting_change WHERE meeting_id = \(meeting.id)
             ORDER BY sequence
            """,
            MeetingChange.init(row:)
        )
    }

    /// Moves a meeting to another time or place.
    ///
    /// - Throws: ``Meeting/Refusal``, ``Meeting/SchedulingRefusal``; ``FieldErrors`` if it would go on past midnight.
    package func moveMeeting(
        _ id: ID<Meeting>, by change: Meeting.Slot.Change, reason: Text
    ) throws -> MeetingListing {
        let before = try meeting(id)
        try requireArranging(before)
        let slot: Meeting.Slot
        do {
            slot = try before.meeting.slot.changed(by: change)
        } catch {
            throw FieldErrors("minutes", error)
        }
        let moved = try before.meeting.moved(to: slot, reason: reason, now: localNow)
        if let branch = before.branch {
            try refuseClashes(id, of: branch.id, at: [slot])
            let focus: ID<Focus>? = try session.value(
                "SELECT focus_id FROM meeting_record WHERE meeting_id = \(id) AND focus_id IS NOT NULL")
            try requireServed(focus, by: branch.id, in: slot.date.month, keeping: focus, field: "date")
        } else {
            try refuseClashes(id, of: before.committee, at: [slot])
        }
        return try save(moved, before: before, as: .moved, reason: reason)
    }

    /// Calls a meeting off for good.
    ///
    /// - Throws: ``Meeting/Refusal``.
    package func cancelMeeting(_ id: ID<Meeting>, reason: Text) throws -> MeetingListing {
        let before = try meeting(id)
        try requireArranging(before)
        let cancelled = try before.meeting.cancelled(reason: reason, now: localNow)
        return try save(cancelled, before: before, as: .cancelled, reason: reason)
    }

    /// - Throws: ``Authority/Denial`` for whoever arranges and records no meeting there: a committee's office its own, a
    ///   branch's secretary and officers theirs, a party group's leader that group's.
    package func requireArranging(_ meeting: MeetingListing) throws {
        try require(meeting.branch == nil ? .scheduleMeetings : .holdMeetings, in: placeOfArranging(meeting))
    }

    /// Where it is arranged and recorded: for a party group's, in the group.
    private func placeOfArranging(_ meeting: MeetingListing) throws -> Place {
        try place(of: meeting).narrowed(to: meeting.branch?.group)
    }

    /// The party groups of a branch whose meetings whoever asks arranges and records: all of them for the branch's secretary
    /// and officers, their own for whoever leads one.
    package func groupsToConvene(of branch: ID<Branch>) throws -> [Group] {
        let place = try place(of: branch)
        return try groups(of: branch).filter { authority.allows(.holdMeetings, in: place.narrowed(to: $0.id)) }
    }

    /// Whether the reader arranges and records it.
    package func mayArrange(_ meeting: MeetingListing) throws -> Bool {
        try authority.allows(
            meeting.branch == nil ? .scheduleMeetings : .holdMeetings, in: placeOfArranging(meeting))
    }

    private func save(
        _ meeting: Meeting, before: MeetingListing, as change: MeetingChange.Change, reason: Text
    ) throws -> MeetingListing {
        let old = before.meeting.slot
        let kept = before.kept(meeting)
        try session.run(
            """
            INSERT INTO meeting_change (meeting_id, sequence, change, old_date, old_start, old_minutes, old_place,
                                        reason, changed_at, changed_by)
            VALUES (\(before.id), \(meeting.sequence), \(change), \(old.date), \(old.start), \(old.minutes),
                    \(old.place.string), \(reason.string), \(now), \(principal.name))
            """
        )
        try update(
            "meeting", before.id, at: check(version: before.version),
            setting: "\(settingTo: kept), changed_at = \(now)")
        try audit(
            change == .moved ? .moved : .cancelled, .meeting, before.id, in: place(of: before),
            before: before.kept.document, after: kept.document
        )
        return try self.meeting(before.id)
    }
}

extension MeetingChange {
    fileprivate init(row: SQLRow) throws {
        change = try row["change"]
        sequence = try row["sequence"]
        old = try Meeting.Slot(
            storedOn: row["old_date"], at: row["old_start"], minutes: row["old_minutes"], place: row["old_place"]
        )
        reason = try row["reason"]
        changedAt = try row["changed_at"]
        changedBy = try row["changed_by"]
    }
}
