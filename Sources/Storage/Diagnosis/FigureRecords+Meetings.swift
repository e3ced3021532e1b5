import Domain

// What branches' figures have from meetings, votes and talks.

extension Transaction {
    func addMeetings(to records: inout FigureRecords) throws {
        struct Held {
            let id: ID<Meeting>
            let branch: ID<Branch>
            let day: LocalDate
            let title: FigureRecord.Title
            let form: MeetingActivity.Form?
            let scale: MeetingActivity.Scale?
            let isFelt: Bool
        }
        let months = records.months
        let held = try session.rows(
            """
            SELECT meeting.id, meeting.branch_id, meeting.date, meeting.kind, meeting.theme, meeting_record.form,
                   meeting_record.scale,
                   coalesce(meeting_record.changed, meeting_record.changed_for, meeting_record.seen_by) AS felt
              FROM meeting JOIN meeting_record ON meeting_record.meeting_id = meeting.id
             WHERE meeting.branch_id IN \(list: records.ids) AND \(Self.wereHeld(in: months))
             ORDER BY meeting.id
            """
        ) { row in
            Held(
                id: try row["id"], branch: try row["branch_id"], day: try row["date"],
                title: .meeting(try row["kind"], theme: try row["theme"]), form: try row["form"],
                scale: try row["scale"], isFelt: (try row["felt"] as String?) != nil)
        }
        var tallies: [ID<Meeting>: Attendance.Tally] = [:]
        try session.forEach(
            """
            SELECT attendance.meeting_id, attendance.state, attendance.made_up_on
              FROM meeting
              JOIN meeting_record ON meeting_record.meeting_id = meeting.id
              JOIN attendance ON attendance.meeting_id = meeting.id
             WHERE meeting.branch_id IN \(list: records.ids) AND \(Self.wereHeld(in: months)) AND attendance.entitled = 1
            """
        ) { row in
            let meeting: ID<Meeting> = try row["meeting_id"]
            tallies[meeting, default: Attendance.Tally()].count(try row["state"])
            if (try row["made_up_on"] as LocalDate?) != nil { tallies[meeting]?.madeUp += 1 }
        }
        for meeting in held {
            func add(_ figure: BranchFigure, _ counts: Bool, kind: String? = nil) {
                records.add(
                    .meeting(meeting.id), on: meeting.day, meeting.title, counts: counts, kind: kind, to: figure,
                    of: meeting.branch)
            }
            if let tally = tallies[meeting.id], tally.entitled > 0 {
                records.add(
                    FigureRecord(
                        .meeting(meeting.id), on: meeting.day, meeting.title, part: tally.present + tally.madeUp,
                        whole: tally.entitled), to: .meetingsAttended, of: meeting.branch)
            }
            // Of which nothing is on record of how it was held, it is not known whether anything was felt.
            if meeting.isFelt || meeting.form != nil || meeting.scale != nil { add(.meetingsFelt, meeting.isFelt) }
            if let form = meeting.form {
                add(.meetingsTakenPartIn, !form.isPassive)
                add(.differentForms, true, kind: form.rawValue)
                add(.kindsOfWork, true, kind: form.rawValue)
            }
            if let scale = meeting.scale {
                add(.smallMeetings, scale == .small)
                add(.smallAndFelt, scale == .small && meeting.isFelt)
            }
        }
    }

    /// Votes on motions, and the rounds of elections.
    func addVotes(to records: inout FigureRecords) throws {
        for motion in try motions(of: records.ids, votedOnWithin: records.days) {
            for vote in motion.votes where records.holds(vote.heldOn) {
                guard let count = vote.count, !vote.entitled.isEmpty else { continue }
                records.add(
                    FigureRecord(
                        .motion(motion.id), on: vote.heldOn, .text(motion.motion.title.string),
                        part: count.present.count, whole: vote.entitled.count), to: .votesAttended, of: motion.branch)
            }
        }
        for election in try elections(of: records.ids) {
            for round in election.rounds where records.holds(round.openedOn) {
                let voters = round.entitled.count - round.excluded.count
                guard voters > 0 else { continue }
                records.add(
                    FigureRecord(
                        .election(election.id), on: round.openedOn, .text(election.election.title.string),
                        part: round.present.count, whole: voters), to: .votesAttended, of: election.branch)
            }
        }
    }

    /// What is asked of each person (``TalkPairs``), over the twelve months as one period.
    func addTalks(to records: inout FigureRecords) throws {
        let period = CadencePeriod(records.months)
        let rolls = try TalkRolls(in: "branch.id IN \(list: records.ids)", within: records.days, self)
        for branch in records.ids {
            let lines = rolls.pairs(of: branch, in: period, until: records.day).lines
            let people = try people(named: lines.map(\.person))
            let named = lines.compactMap { line in people[line.person].map { (line: line, person: $0) } }
            for (line, person) in named.sorted(by: { $0.person.number < $1.person.number }) {
                records.add(
                    .person, on: line.coveredOn ?? records.day, .talks(line.relation, of: person.name),
                    counts: line.isCovered, to: .talksCovered, of: branch)
            }
        }
    }
}
