package import Domain

/// What came of scheduling a year.
package struct ScheduledYear: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let listing: MeetingListing
        /// The day that the rule names.
        package let nominal: LocalDate
        /// What it was moved off; nil where it is held on the day that the rule names.
        package let movedOff: YearSchedule.DayOff?
    }

    /// A month for which nothing was scheduled.
    package struct Skipped: Hashable, Sendable {
        package enum Cause: String, CaseIterable, Hashable, Sendable {
            /// The meeting would already have begun.
            case past
            /// The month has its regular meeting.
            case exists
        }

        package let month: Month
        package let cause: Cause
    }

    /// By month, as ``skipped`` is; together they are the year's twelve.
    package let scheduled: [Entry]
    package let skipped: [Skipped]
    package let warnings: [YearSchedule.Warning]
}

extension Transaction {
    /// Schedules a committee's regular secretaries' meetings of a year, as far as they are still to come and the
    /// months have none: all of them, or none.
    ///
    /// - Throws: ``Meeting/SchedulingRefusal``; ``FieldErrors`` if the year is over, or if the meeting would go on
    ///   past midnight.
    package func scheduleYear(
        _ year: Int, of committee: ID<Committee>, by rule: MeetingRule, minutes: Int, place: Text
    ) throws -> ScheduledYear {
        try require(.scheduleMeetings, in: self.place(of: committee))
        let schedule: YearSchedule
        do {
            schedule = try YearSchedule(
                rule, year: year, minutes: minutes, place: place, calendar: try workCalendar(), today: today
            )
        } catch let rejection as Rejection {
            throw FieldErrors("minutes", rejection)
        }
        let standing = try regularMonths(of: committee, in: year)
        let now = localNow
        var wanted: [YearSchedule.Entry] = []
        var skipped: [ScheduledYear.Skipped] = []
        for entry in schedule.entries {
            if entry.isPast || entry.slot.begins < now {
                skipped.append(ScheduledYear.Skipped(month: entry.month, cause: .past))
            } else if standing.contains(entry.month) {
                skipped.append(ScheduledYear.Skipped(month: entry.month, cause: .exists))
            } else {
                wanted.append(entry)
            }
        }
        if wanted.isEmpty {
            let existing = skipped.filter { $0.cause == .exists }.map(\.month)
            guard existing.isEmpty else { throw Meeting.SchedulingRefusal.alreadyScheduled(existing) }
            throw FieldErrors("year", .range, "all the meetings of \(year) would be in the past")
        }
        try refuseClashes(of: committee, at: wanted.map(\.slot))
        return ScheduledYear(
            scheduled: try wanted.map { entry in
                let meeting = Meeting(.secretaries, .regular, for: entry.month, at: entry.slot)
                return ScheduledYear.Entry(
                    listing: try insert(meeting, of: committee), nominal: entry.nominal, movedOff: entry.movedOff
                )
            },
            skipped: skipped, warnings: schedule.warnings
        )
    }

    /// Schedules one secretaries' meeting.
    ///
    /// - Parameter month: what it is about; that of its date if nil.
    /// - Throws: ``Meeting/SchedulingRefusal``; ``Meeting/Refusal/past``.
    package func scheduleMeeting(
        _ standing: Meeting.Standing, _ kind: Meeting.Kind = .secretaries, of committee: ID<Committee>,
        for month: Month? = nil, at slot: Meeting.Slot
    ) throws -> MeetingListing {
        try require(.scheduleMeetings, in: place(of: committee))
        if !kind.isOfCommittee { throw FieldErrors("kind", .unexpected, "a committee holds none: it is a branch's") }
        if kind == .annualReview, standing == .regular {
            throw FieldErrors("standing", .rule, "the regular meeting of a month is the secretaries’ meeting")
        }
        let month = month ?? slot.date.month
        if slot.begins < localNow { throw Meeting.Refusal.past }
        // A meeting about a month is held in it or, moved off holidays, early in the next.
        guard [slot.date.month, slot.date.month.adding(months: -1)].contains(month) else {
            throw FieldErrors("month", .range, "the month of the meeting's date (\(slot.date.month)) or the one before")
        }
        if standing == .regular, let date = try regularMeeting(of: committee, for: month) {
            throw Meeting.SchedulingRefusal.regularExists(month, on: date)
        }
        try refuseClashes(of: committee, at: [slot])
        return try insert(Meeting(kind, standing, for: month, at: slot), of: committee)
    }

    private func insert(_ meeting: Meeting, of committee: ID<Committee>) throws -> MeetingListing {
        try insert(KeptMeeting(meeting, of: committee), in: place(of: committee))
    }

    /// Arranges a meeting of a branch, or records that there was one.
    ///
    /// - Parameters:
    ///   - group: the name of the party group that meets; of no other kind.
    /// - Throws: ``StoreError/notFound(_:)``; ``Meeting/SchedulingRefusal``; ``FieldErrors`` for a committee's kind, for a day
    ///   further back than ``Meeting/furthestBack``, for a group of another branch.
    package func scheduleMeeting(
        _ kind: Meeting.Kind, also: Meeting.Kind? = nil, of branch: ID<Branch>, group: Text? = nil,
        theme: Text? = nil, at slot: Meeting.Slot
    ) throws -> MeetingListing {
        let place = try place(of: branch)
        let found = try group.flatMap { try groupID(named: $0, in: branch) }
        // A group's leader arranges that group's meetings, and nothing that counts for the branch.
        try require(.holdMeetings, in: kind == .group && also == nil ? place.narrowed(to: found) : place)
        var errors = FieldErrors()
        if kind.isOfCommittee { errors.add("kind", .unexpected, "a branch holds none: it is a committee's") }
        if let also, also.isOfCommittee || also == kind {
            errors.add("also", .unexpected, "another kind that a branch holds, or nothing")
        }
        if (kind == .group) != (group != nil) {
            errors.add(
                "group", kind == .group ? .required : .unexpected,
                "a meeting of a party group names it, and no other does")
        }
        if let group, found == nil {
            errors.add("group", .reference, "the branch has no group ‘\(group.string)’")
        }
        if slot.date < today.adding(days: -Meeting.furthestBack) {
            errors.add(
                "date", .range,
                "longer ago than a year: what was held before stays in the paper it was written on")
        }
        guard errors.isEmpty else { throw errors }
        if slot.begins >= localNow { try refuseClashes(of: branch, at: [slot]) }
        let meeting = Meeting(kind, also: also, .regular, for: slot.date.month, theme: theme, at: slot)
        return try insert(KeptMeeting(meeting, of: branch, found), in: place)
    }

    private func insert(_ kept: KeptMeeting, in place: Place) throws -> MeetingListing {
        let id: ID<Meeting> = try session.insert(
            """
            INSERT INTO meeting (\(columnsOf: KeptMeeting.self), created_at, changed_at)
            VALUES (\(valuesOf: kept), \(now), \(now))
            RETURNING id
            """
        )
        try audit(.scheduled, .meeting, id, in: place, after: kept.document)
        return try self.meeting(id)
    }

    /// The months of the year whose regular meeting stands.
    private func regularMonths(of committee: ID<Committee>, in year: Int) throws -> Set<Month> {
        Set(
            try session.rows(
                """
                SELECT month FROM meeting
                 WHERE committee_id = \(committee) AND kind = 'secretaries' AND standing = 'regular'
                   AND status = 'scheduled' AND month BETWEEN \("\(year)-01") AND \("\(year)-12")
                """
            ) { try $0["month"] }
        )
    }

    /// The day of the month's regular meeting; nil if it has none.
    private func regularMeeting(of committee: ID<Committee>, for month: Month) throws -> LocalDate? {
        try session.value(
            """
            SELECT date FROM meeting
             WHERE committee_id = \(committee) AND kind = 'secretaries' AND standing = 'regular'
               AND status = 'scheduled' AND month = \(month)
            """
        )
    }
}
