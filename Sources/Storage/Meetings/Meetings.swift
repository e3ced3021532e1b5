package import Domain

extension Meeting.Kind: SQLTextValue {}
extension Meeting.Standing: SQLTextValue {}
extension Meeting.Status: SQLTextValue {}

/// A meeting as lists show it.
package struct MeetingListing: Hashable, Sendable {
    /// The branch that holds a meeting, and of which of its party groups it is.
    package struct Host: Hashable, Sendable {
        package let id: ID<Branch>
        package let code: Code
        package let name: String
        package let group: ID<Group>?
        package let groupName: String?
    }

    package let id: ID<Meeting>
    package let meeting: Meeting
    /// Whose it is, or whose the branch is that holds it.
    package let committee: ID<Committee>
    package let committeeCode: Code
    package let committeeName: String
    /// Which branch holds it; nil for a committee's.
    package let branch: Host?
    /// Whether it was opened, and since when it is known who was there; both signatures, and when the last was given.
    package let opened: Instant?
    package let taken: Instant?
    package let signed: Instant?
    /// When it was scheduled, or last moved or cancelled.
    package let changedAt: Instant
    package let version: Int

    /// The branch's that holds it, or the committee's.
    package var hostName: String { branch?.name ?? committeeName }
}

/// Which meetings are wanted.
package struct MeetingFilter: Hashable, Sendable {
    /// Of this very committee, without the ones below it.
    package var committee: ID<Committee>?
    /// Those held in this year.
    package var year: Int?
    package var status: Meeting.Status?

    package init(committee: ID<Committee>? = nil, year: Int? = nil, status: Meeting.Status? = nil) {
        self.committee = committee
        self.year = year
        self.status = status
    }

    fileprivate static func isHeld(in year: Int) -> SQL {
        "meeting.date BETWEEN \("\(year)-01-01") AND \("\(year)-12-31")"
    }

    fileprivate var conditions: [SQL] {
        var conditions: [SQL] = []
        if let committee { conditions.append("meeting.committee_id = \(committee)") }
        if let year { conditions.append(MeetingFilter.isHeld(in: year)) }
        if let status { conditions.append("meeting.status = \(status)") }
        return conditions
    }
}

extension Transaction {
    /// What the bureau's clocks show now.
    package var localNow: LocalDateTime {
        LocalDateTime(wallSeconds: Int(now.seconds) + settings.timeZone.offset(at: now))
    }

    private static let meetingListing: SQL =
        """
        SELECT meeting.id AS id, meeting.committee_id, meeting.kind, meeting.standing, meeting.month, meeting.date,
               meeting.start, meeting.minutes, meeting.place, meeting.status, meeting.sequence, meeting.changed_at,
               meeting.version, meeting.also, meeting.theme, meeting.branch_id, meeting.group_id,
               committee.id AS host_committee_id, committee.code AS committee_code, committee.name AS committee_name,
               branch.code AS branch_code, branch.name AS branch_name, party_group.name AS group_name,
               meeting_record.opened_at, meeting_record.taken_at, meeting_record.signed_at, meeting_change.reason
          FROM meeting
          LEFT JOIN branch ON branch.id = meeting.branch_id
          LEFT JOIN party_group ON party_group.id = meeting.group_id
          JOIN committee ON committee.id = COALESCE(meeting.committee_id, branch.committee_id)
          LEFT JOIN meeting_record ON meeting_record.meeting_id = meeting.id
          LEFT JOIN meeting_change
            ON meeting_change.meeting_id = meeting.id AND meeting_change.sequence = meeting.sequence
        """

    /// Holds for the meetings after those of the pages before.
    private static func isAfter(_ page: PageRequest) -> [SQL] {
        guard let after = page.after else { return [] }
        return [
            "(meeting.date, meeting.start, meeting.id) > (\(after.text(0)), \(after.text(1)), \(after.integer(2)))"
        ]
    }

    /// Where a meeting stands among others, by which the next page begins.
    private static func cursor(_ listing: MeetingListing) -> [JSON] {
        let slot = listing.meeting.slot
        return [.string(slot.date.description), .string(slot.start.description), JSON(listing.id)]
    }

    /// Meetings in the order they are held, the cancelled ones included unless the filter says otherwise.
    package func meetings(
        _ filter: MeetingFilter = MeetingFilter(), _ page: PageRequest = PageRequest()
    ) throws -> Page<MeetingListing> {
        try authority.require(.readMeetings)
        var conditions = filter.conditions
        conditions += Self.isAfter(page)
        let rows = try session.rows(
            """
            \(try meetingsWithinReach(conditions, limit: page.limit + 1))
             ORDER BY date, start, id LIMIT \(page.limit + 1)
            """,
            MeetingListing.init(row:)
        )
        return Page(rows, page, key: Self.cursor)
    }

    /// The meeting that is held next, or is being held; nil where none is scheduled.
    package func nextMeeting() throws -> MeetingListing? {
        let scheduled: [SQL] = ["meeting.date >= \(today)", "meeting.status = 'scheduled'"]
        let coming = try session.rows(
            "\(try meetingsWithinReach(scheduled, limit: 20)) ORDER BY date, start, id LIMIT 20",
            MeetingListing.init(row:)
        )
        return coming.first { $0.meeting.slot.ends > localNow }
    }

    /// Every meeting that the filter lets through, in the order they are held.
    func allMeetings(_ filter: MeetingFilter) throws -> [MeetingListing] {
        try authority.require(.readMeetings)
        return try session.rows(
            "\(try meetingsWithinReach(filter.conditions)) ORDER BY date, start, id", MeetingListing.init(row:)
        )
    }

    /// A branch's own meetings in the order they are held, the cancelled ones included.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func meetings(
        of branch: ID<Branch>, year: Int? = nil, kind: Meeting.Kind? = nil, _ page: PageRequest = PageRequest()
    ) throws -> Page<MeetingListing> {
        try require(.readBranchMeetings, in: place(of: branch))
        var conditions: [SQL] = ["meeting.branch_id = \(branch)"]
        if let year { conditions.append(MeetingFilter.isHeld(in: year)) }
        if let kind { conditions.append("(meeting.kind = \(kind) OR meeting.also = \(kind))") }
        conditions += Self.isAfter(page)
        let rows = try session.rows(
            """
            \(Self.meetingListing)
             WHERE \(SQL.all(conditions))
             ORDER BY meeting.date, meeting.start, meeting.id LIMIT \(page.limit + 1)
            """, MeetingListing.init(row:))
        return Page(rows, page, key: Self.cursor)
    }

    /// The meetings of some branches from a day on, in the order they are held, the cancelled ones included: branch by branch,
    /// as each one's are indexed in that order.
    func branchMeetings(
        of branches: [ID<Branch>], from first: LocalDate, until last: LocalDate?
    ) throws -> [MeetingListing] {
        let until: SQL = last.map { "meeting.date <= \($0)" } ?? "1 = 1"
        return try branches.flatMap { branch in
            try session.rows(
                """
                \(Self.meetingListing)
                 WHERE meeting.branch_id = \(branch) AND meeting.date >= \(first) AND \(until)
                 ORDER BY meeting.date, meeting.start, meeting.id
                """, MeetingListing.init(row:))
        }.sorted { ($0.meeting.slot.begins, $0.id) < ($1.meeting.slot.begins, $1.id) }
    }

    /// The meetings of committees on some days, as far as the principal sees them.
    func committeeMeetings(from first: LocalDate, until last: LocalDate) throws -> [MeetingListing] {
        try authority.require(.readMeetings)
        return try session.rows(
            "\(try meetingsWithinReach(["meeting.date BETWEEN \(first) AND \(last)"])) ORDER BY date, start, id",
            MeetingListing.init(row:))
    }

    /// The meetings of committees for which the conditions hold, as far as the principal's scope goes: committee by
    /// committee, as each one's are indexed in the order they are held.
    private func meetingsWithinReach(_ conditions: [SQL], limit: Int? = nil) throws -> SQL {
        func meetings(where committee: SQL) -> SQL {
            "\(Self.meetingListing)\n WHERE \(SQL.all([committee] + conditions))"
        }
        guard let committees = try committees(of: .readMeetings) else {
            return meetings(where: "meeting.committee_id IS NOT NULL")
        }
        if !(1...SQL.mostMerged).contains(committees.count) {
            return meetings(where: "meeting.committee_id IN \(list: committees)")
        }
        return session.merged(over: committees.map(\.rawValue), by: "date, start, id", limit: limit) {
            meetings(where: "meeting.committee_id = \($0)")
        }
    }

    /// The meetings of all committees that stand on these days.
    func scheduledMeetings(on days: [LocalDate]) throws -> [MeetingListing] {
        try session.rows(
            """
            \(Self.meetingListing)
             WHERE meeting.date IN \(list: days) AND meeting.status = 'scheduled'
             ORDER BY meeting.date, meeting.start, meeting.id
            """,
            MeetingListing.init(row:)
        )
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func meeting(_ id: ID<Meeting>) throws -> MeetingListing {
        let found = try session.one("\(Self.meetingListing) WHERE meeting.id = \(id)", MeetingListing.init(row:))
        guard let found else { throw StoreError.notFound("meeting") }
        try require(found.branch == nil ? .readMeetings : .readBranchMeetings, in: place(of: found))
        return found
    }

    /// The meetings with these ids, in no order. Permission is the caller's to ask for.
    func meetings(_ ids: [ID<Meeting>]) throws -> [MeetingListing] {
        try ids.listsOfOneStatement.flatMap { some in
            try session.rows("\(Self.meetingListing) WHERE meeting.id IN \(list: some)", MeetingListing.init(row:))
        }
    }

    /// Where a meeting belongs: to its committee, or to the branch that holds it.
    func place(of meeting: MeetingListing) throws -> Place {
        try meeting.branch.map { try place(of: $0.id) } ?? place(of: meeting.committee)
    }

    /// The scheduled meetings from today on that fall on a day that is not worked, by date and as far as the principal's
    /// scope goes: the months they are for, and the days they are held on.
    package func meetingsOnDaysOff() throws -> [(month: Month, date: LocalDate)] {
        try authority.require(.readMeetings)
        let calendar = try workCalendar()
        let meetings = try session.rows(
            """
            SELECT month, date FROM meeting
             WHERE date >= \(today) AND status = 'scheduled' AND committee_id IS NOT NULL
               AND \(try isWithin(.readMeetings, committee: "committee_id"))
             ORDER BY date, start, id
            """
        ) { row in (month: try row["month"] as Month, date: try row["date"] as LocalDate) }
        return meetings.filter { !calendar.isWorkingDay($0.date) }
    }
}

/// A meeting as it is kept: how it is arranged, and whose it is.
struct KeptMeeting: Columned {
    let meeting: Meeting
    /// One of the two has it.
    let committee: ID<Committee>?
    let branch: ID<Branch>?
    let group: ID<Group>?

    init(_ meeting: Meeting, of committee: ID<Committee>) {
        (self.meeting, self.committee, branch, group) = (meeting, committee, nil, nil)
    }

    init(_ meeting: Meeting, of branch: ID<Branch>, _ group: ID<Group>?) {
        (self.meeting, committee, self.branch, self.group) = (meeting, nil, branch, group)
    }

    static let columns: [Column<KeptMeeting>] = [
        Column("committee_id", as: "committee", audited: .open) { $0.committee },
        Column("kind", audited: .open) { $0.meeting.kind },
        Column("standing", audited: .open) { $0.meeting.standing },
        Column("month", audited: .open) { $0.meeting.month },
        Column("date", audited: .open) { $0.meeting.slot.date },
        Column("start", audited: .open) { $0.meeting.slot.start },
        Column("minutes", audited: .open) { $0.meeting.slot.minutes },
        Column("place", audited: .open) { $0.meeting.slot.place },
        Column("status", audited: .open) { $0.meeting.status },
        Column("sequence", audited: .open) { $0.meeting.sequence },
        Column("branch_id", as: "branch", audited: .open) { $0.branch },
        Column("group_id", as: "group", audited: .open) { $0.group },
        Column("also", audited: .open) { $0.meeting.also },
        Column("theme", audited: .open) { $0.meeting.theme },
    ]
}

extension MeetingListing {
    var kept: KeptMeeting { kept(meeting) }

    /// As it is kept once it is another, which stays with whom it is.
    func kept(_ meeting: Meeting) -> KeptMeeting {
        branch.map { KeptMeeting(meeting, of: $0.id, $0.group) } ?? KeptMeeting(meeting, of: committee)
    }

    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        committee = try row["host_committee_id"]
        committeeCode = try row["committee_code"]
        committeeName = try row["committee_name"]
        changedAt = try row["changed_at"]
        version = try row["version"]
        (opened, taken, signed) = (try row["opened_at"], try row["taken_at"], try row["signed_at"])
        let host: ID<Branch>? = try row["branch_id"]
        branch = try host.map {
            Host(
                id: $0, code: try row["branch_code"], name: try row["branch_name"], group: try row["group_id"],
                groupName: try row["group_name"])
        }
        meeting = Meeting(
            try row["kind"], also: try row["also"], try row["standing"], for: try row["month"],
            theme: try row["theme"],
            at: try Meeting.Slot(
                storedOn: row["date"], at: row["start"], minutes: row["minutes"], place: row["place"]
            ),
            status: try row["status"], sequence: try row["sequence"], reason: try row["reason"]
        )
    }
}

extension Meeting.Slot {
    /// A slot that was valid when it was stored.
    init(storedOn date: LocalDate, at start: TimeOfDay, minutes: Int, place: Text) throws {
        do {
            try self.init(date: date, start: start, minutes: minutes, place: place)
        } catch {
            throw StorageFault.corrupt("a meeting's date, time or place: \(error.code.rawValue)")
        }
    }
}
