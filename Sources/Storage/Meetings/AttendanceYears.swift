package import Domain

/// What a year's meetings come to for one who was entitled to them. Why somebody was not there is no part of it.
package struct YearOfAttendance: Hashable, Sendable {
    package let member: PersonReference
    /// Meetings, not people: ``Attendance/Tally/entitled`` is always the sum of the three others.
    package fileprivate(set) var tally = Attendance.Tally()
    /// Of a leading cadre: those of the meetings of the branch and its groups that they were called to while they were one, as
    /// an ordinary member (双重组织生活); nil for whoever was none, and of committees' meetings.
    package fileprivate(set) var ordinary: Attendance.Tally?

    fileprivate mutating func count(_ line: SQLRow) throws {
        tally.count(try line["state"])
        if try line["late"] { tally.late += 1 }
        if try line["left_early"] { tally.leftEarly += 1 }
        if (try line["made_up_on"] as LocalDate?) != nil { tally.madeUp += 1 }
    }
}

/// A branch's own meetings of a year: how many were held, and what they come to for each of its roll.
package struct BranchAttendance: Sendable {
    /// How many were held and their attendance taken.
    package let meetings: Int
    /// By number. Of whoever does not see to meetings only their own.
    package let lines: [YearOfAttendance]
}

/// A secretary's attendance of their committee's meetings of a year, beside what else they have to do.
package struct SecretaryAttendance: Sendable {
    package let branch: Code
    package let branchName: String
    /// How the post was held last.
    package let basis: Branch.SecretaryPost
    package let year: YearOfAttendance
    /// To how many the year called them: the committee's, and those that their branch held while they were its secretary.
    package let meetings: Int
    /// The branch's areas, at the year's end or now.
    package let areas: Int
    /// What is still to be done about in the branch now.
    package let openFindings: Int
}

/// A meeting to which somebody was entitled, and how it was noted whether they were there. Why they were not is no part of it.
package struct MemberAttendance: Hashable, Sendable {
    package let meeting: MeetingListing
    package let state: Attendance.State
    package let isLate: Bool
    package let leftEarly: Bool
    /// nil where it was not made up for.
    package let madeUpOn: LocalDate?
    package let madeUpForm: String?
    /// Whether they were called to it as an ordinary member of the branch or its group, while they were a leading cadre.
    package let isOrdinary: Bool
    /// Whether whoever asks reads the meeting itself.
    package let isRead: Bool
}

extension Transaction {
    private static let attendanceLine: SQL =
        """
        SELECT meeting.date, meeting.kind, meeting.committee_id, attendance.member_id, attendance.branch_id, member.number, member.name, attendance.state,
               attendance.late, attendance.left_early, attendance.made_up_on
          FROM meeting
          JOIN meeting_record ON meeting_record.meeting_id = meeting.id
          JOIN attendance ON attendance.meeting_id = meeting.id
          JOIN member ON member.id = attendance.member_id
        """

    /// Holds for the year's meetings whose attendance was taken.
    static func wereHeld(in months: ClosedRange<Month>) -> SQL {
        """
        meeting.date BETWEEN \(months.lowerBound.firstDay) AND \(months.upperBound.lastDay)
           AND meeting.status = 'scheduled' AND meeting_record.taken_at IS NOT NULL
        """
    }

    /// What a branch's own meetings of a year come to, worked out from their attendance. A gathering of two kinds is one.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func attendance(of branch: ID<Branch>, in year: Int) throws -> BranchAttendance {
        let place = try place(of: branch)
        try require(.readBranchMeetings, in: place)
        guard let months = Month.months(of: year) else { return BranchAttendance(meetings: 0, lines: []) }
        let isWhole = authority.isUnlimited || authority.allows(.readMeetings, in: place)
        let held: Int? = try session.value(
            """
            SELECT COUNT(*) FROM meeting JOIN meeting_record ON meeting_record.meeting_id = meeting.id
             WHERE meeting.branch_id = \(branch) AND \(Self.wereHeld(in: months))
            """)
        var found: [ID<Member>: YearOfAttendance] = [:]
        var ordinary: [(member: ID<Member>, date: LocalDate, state: Attendance.State)] = []
        try session.forEach(
            """
            \(Self.attendanceLine)
             WHERE meeting.branch_id = \(branch) AND \(Self.wereHeld(in: months)) AND attendance.entitled = 1
            """
        ) { row in
            let member: ID<Member> = try row["member_id"]
            guard isWhole || authority.member == member else { return }
            let person = PersonReference(number: try row["number"], name: try row["name"])
            try found[member, default: YearOfAttendance(member: person)].count(row)
            let kind: Meeting.Kind = try row["kind"]
            if kind.isOfOrdinaryLife { ordinary.append((member, try row["date"], try row["state"])) }
        }
        let leading = try leaderSpans(of: found.keys.sorted())
        for (member, date, state) in ordinary where leading[member]?.contains(where: { $0.contains(date) }) == true {
            var tally = found[member]?.ordinary ?? Attendance.Tally()
            tally.count(state)
            found[member]?.ordinary = tally
        }
        return BranchAttendance(
            meetings: held ?? 0, lines: found.values.sorted { $0.member.number.text < $1.member.number.text })
    }

    /// Whether whoever asks may read how a member's attendance of meetings was noted: their own, and that of those whose
    /// meetings they see to.
    package func readsAttendance(of member: ID<Member>) throws -> Bool {
        try authority.isUnlimited || authority.member == member
            || authority.allows(.readMeetings, in: place(of: member))
    }

    /// The meetings of a year, their branches' and the committees', to which a member was entitled and whose attendance was
    /// taken, in the order they were held. What somebody went to with another branch is that branch's to read, and their own.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func attendance(of member: ID<Member>, in year: Int) throws -> [MemberAttendance] {
        _ = try self.member(member)
        let isOwn = authority.member == member
        if try !readsAttendance(of: member) { try require(.readMeetings, in: place(of: member)) }
        guard let months = Month.months(of: year) else { return [] }
        let leading = try leaderSpans(of: [member])[member] ?? []
        let isSeen: SQL = isOwn ? "1 = 1" : try isWithin(.readMeetings, branch: "attendance.branch_id")
        var noted: [ID<Meeting>: (MeetingListing, Bool) -> MemberAttendance] = [:]
        try session.forEach(
            """
            SELECT attendance.meeting_id, attendance.state, attendance.late, attendance.left_early,
                   attendance.made_up_on, attendance.made_up_form
              FROM attendance
              JOIN meeting ON meeting.id = attendance.meeting_id
              JOIN meeting_record ON meeting_record.meeting_id = attendance.meeting_id
             WHERE attendance.member_id = \(member) AND attendance.entitled = 1 AND \(Self.wereHeld(in: months))
               AND \(isSeen)
            """
        ) { row in
            let (state, late, early): (Attendance.State, Bool, Bool) =
                (try row["state"], try row["late"], try row["left_early"])
            let (day, form): (LocalDate?, String?) = (try row["made_up_on"], try row["made_up_form"])
            noted[try row["meeting_id"]] = { meeting, isRead in
                MemberAttendance(
                    meeting: meeting, state: state, isLate: late, leftEarly: early, madeUpOn: day, madeUpForm: form,
                    isOrdinary: meeting.meeting.kind.isOfOrdinaryLife
                        && leading.contains { $0.contains(meeting.meeting.slot.date) }, isRead: isRead)
            }
        }
        return try meetings(noted.keys.sorted())
            .sorted { ($0.meeting.slot.begins, $0.id) < ($1.meeting.slot.begins, $1.id) }
            .compactMap { listing in
                let action: Action = listing.branch == nil ? .readMeetings : .readBranchMeetings
                return noted[listing.id]?(
                    listing, try authority.isUnlimited || authority.allows(action, in: place(of: listing)))
            }
    }

    /// What the year's meetings of committees come to for the secretaries of branches, as far as the principal sees to the
    /// branches, by branch and number: everybody who was a secretary in the year.
    ///
    /// - Parameter committee: with those below it; all if nil.
    /// - Throws: a denial.
    package func secretariesAttendance(in year: Int, of committee: ID<Committee>? = nil) throws -> [SecretaryAttendance]
    {
        try authority.require(.readMeetings)
        return try Month.months(of: year).map { try secretariesAttendance(in: $0, of: committee) } ?? []
    }

    /// The same of any months that follow one another.
    func secretariesAttendance(
        in months: ClosedRange<Month>, of committee: ID<Committee>? = nil
    ) throws -> [SecretaryAttendance] {
        try authority.require(.readMeetings)
        guard let span = DateSpan(from: months.lowerBound.firstDay, until: months.upperBound.lastDay) else { return [] }
        let below: SQL = try committee.map { try isCalled(by: $0) } ?? "1 = 1"
        let seen = try session.rows(
            "SELECT id, committee_id FROM branch WHERE \(below) AND \(try isWithin(.readMeetings, branch: "branch.id"))"
        ) { (id: try $0["id"] as ID<Branch>, committee: try $0["committee_id"] as ID<Committee>) }
        // Those of their branches, and those above, which may call them as well.
        let calling = try Dictionary(
            uniqueKeysWithValues: Set(seen.map(\.committee)).sorted().map { ($0, try place(of: $0).committees) })
        let committees = Set(calling.values.joined()).sorted()
        let callers = Dictionary(uniqueKeysWithValues: seen.map { ($0.id, calling[$0.committee] ?? []) })
        struct Post: Hashable {
            let member: ID<Member>
            let branch: ID<Branch>
        }
        struct Held {
            let code: Code
            let branchName: String
            let person: PersonReference
            let basis: Branch.SecretaryPost
            let last: Int64
            let spans: [DateSpan]
        }
        var held: [Post: Held] = [:]
        try session.forEach(
            """
            SELECT appointment.id, appointment.member_id, appointment.branch_id, appointment.basis, appointment.from_date,
                   appointment.until_date, branch.code, branch.name AS branch_name, member.number, member.name
              FROM appointment
              JOIN branch ON branch.id = appointment.branch_id
              JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id IN \(list: seen.map(\.id)) AND appointment.office = 'secretary'
               AND \(SpanColumns(of: "appointment").meet(span))
            """
        ) { row in
            let post = Post(member: try row["member_id"], branch: try row["branch_id"])
            let id: Int64 = try row["id"]
            let basis: Branch.SecretaryPost = try row["basis"]
            // How the post was held last.
            let later = held[post].flatMap { $0.last > id ? $0 : nil }
            held[post] = Held(
                code: try row["code"], branchName: try row["branch_name"],
                person: PersonReference(number: try row["number"], name: try row["name"]),
                basis: later?.basis ?? basis,
                last: later?.last ?? id,
                spans: (held[post]?.spans ?? [])
                    + [DateSpan(from: try row["from_date"], until: try row["until_date"])].compactMap(\.self))
        }
        let branches = Set(held.keys.map(\.branch)).sorted()
        let posts = Dictionary(grouping: held.keys, by: \.member)
        var years: [Post: YearOfAttendance] = [:]
        try session.forEach(
            """
            \(Self.attendanceLine)
             WHERE meeting.committee_id IN \(list: committees) AND \(Self.wereHeld(in: months)) AND attendance.entitled = 1
            """
        ) { row in
            // Whoever leads several of the branches that are called stands on the roll once, and was there for each of them.
            let (member, branch): (ID<Member>, ID<Branch>) = (try row["member_id"], try row["branch_id"])
            let (caller, date): (ID<Committee>, LocalDate) = (try row["committee_id"], try row["date"])
            for post in posts[member] ?? [] {
                guard let own = held[post] else { continue }
                let isCalled =
                    callers[post.branch]?.contains(caller) == true && own.spans.contains { $0.contains(date) }
                if isCalled || post.branch == branch {
                    try years[post, default: YearOfAttendance(member: own.person)].count(row)
                }
            }
        }
        var own: [ID<Branch>: [LocalDate]] = [:]
        try session.forEach(
            """
            SELECT meeting.branch_id, meeting.date
              FROM meeting JOIN meeting_record ON meeting_record.meeting_id = meeting.id
             WHERE meeting.branch_id IN \(list: branches) AND \(Self.wereHeld(in: months))
            """
        ) { row in own[try row["branch_id"], default: []].append(try row["date"]) }
        let day = min(today, months.upperBound.lastDay)
        let areas = try counts(
            """
            SELECT area_branch.branch_id
              FROM area_branch JOIN responsibility_area ON responsibility_area.id = area_branch.area_id
             WHERE area_branch.branch_id IN \(list: branches) AND \(SpanColumns(of: "area_branch").areInForce(on: day))
               AND \(SpanColumns.ofAreas.areInForce(on: day))
            """)
        let findings = try counts(
            """
            SELECT finding.branch_id FROM finding
             WHERE finding.branch_id IN \(list: branches) AND finding.status IN \(list: Finding.Status.stillOpen)
            """)
        return held.map { post, held in
            let year = years[post] ?? YearOfAttendance(member: held.person)
            let ownMeetings = (own[post.branch] ?? []).count { date in held.spans.contains { $0.contains(date) } }
            return SecretaryAttendance(
                branch: held.code, branchName: held.branchName, basis: held.basis, year: year,
                meetings: year.tally.entitled + ownMeetings, areas: areas[post.branch] ?? 0,
                openFindings: findings[post.branch] ?? 0)
        }.sorted { ($0.branch.text, $0.year.member.number.text) < ($1.branch.text, $1.year.member.number.text) }
    }

    private func counts(_ sql: SQL) throws -> [ID<Branch>: Int] {
        var counts: [ID<Branch>: Int] = [:]
        try session.forEach(sql) { row in
            let branch: ID<Branch> = try row["branch_id"]
            counts[branch, default: 0] += 1
        }
        return counts
    }
}
