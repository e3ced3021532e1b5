import Domain

// What branches' figures have from those who hold their offices, and from how they study.

/// Who is or was a branch's secretary, from when to when.
struct SecretaryPost {
    let branch: ID<Branch>
    let member: ID<Member>
    let person: PersonReference
    /// What they are besides, in the bureau.
    let work: String?
    let basis: Branch.SecretaryPost?
    let span: DateSpan
}

extension Transaction {
    /// The secretaries that some branches had on any of the days, in the order of their appointment.
    func secretaryPosts(of branches: [ID<Branch>], in days: ClosedRange<LocalDate>) throws -> [SecretaryPost] {
        guard let span = DateSpan(from: days.lowerBound, until: days.upperBound) else { return [] }
        return try session.rows(
            """
            SELECT appointment.branch_id, appointment.member_id, appointment.basis, appointment.from_date,
                   appointment.until_date, member.number, member.name, member.post
              FROM appointment JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id IN \(list: branches) AND appointment.office = \(Appointment.Office.secretary)
               AND \(SpanColumns(of: "appointment").meet(span))
             ORDER BY appointment.id
            """
        ) { row in
            SecretaryPost(
                branch: try row["branch_id"], member: try row["member_id"],
                person: PersonReference(number: try row["number"], name: try row["name"]), work: try row["post"],
                basis: try row["basis"], span: try DateSpan(row: row))
        }
    }

    /// Month by month, as far as they are over and the branch was there on their last day; and the committees' meetings.
    func addSecretaries(to records: inout FigureRecords, in scope: AskedScope) throws {
        let posts = Dictionary(grouping: try secretaryPosts(of: records.ids, in: records.days), by: \.branch)
        for (id, branch) in records.branches.sorted(by: { $0.key < $1.key }) {
            for index in records.months.lowerBound.index...records.months.upperBound.index {
                let month = Month(index: index)
                guard month.lastDay <= records.today, branch.exists(on: month.lastDay) else { continue }
                let post = posts[id]?.last { $0.span.contains(month.lastDay) }
                records.add(
                    .month, on: month.lastDay, .month(month), counts: post != nil, to: .monthsWithSecretary, of: id)
                guard let post else { continue }
                records.add(
                    .month, on: month.lastDay, .month(month), counts: post.basis == .fullTime, to: .monthsFullTime,
                    of: id)
            }
        }
        let ids = Dictionary(records.branches.values.map { ($0.code, $0.id) }, uniquingKeysWith: { first, _ in first })
        var committee: ID<Committee>?
        if case .committee(let id) = scope { committee = id }
        for attendance in try secretariesAttendance(in: records.months, of: committee) {
            guard let branch = ids[attendance.branch] else { continue }
            let (person, tally) = (attendance.year.member, attendance.year.tally)
            let title = FigureRecord.Title.person(number: person.number, name: person.name)
            if tally.entitled > 0 {
                records.add(
                    FigureRecord(
                        .person, on: records.day, title, part: tally.present + tally.madeUp, whole: tally.entitled),
                    to: .secretaryAttended, of: branch)
            }
            if attendance.meetings > 0 {
                records.add(
                    FigureRecord(.person, on: records.day, title, part: attendance.meetings), to: .secretaryMeetings,
                    of: branch)
            }
        }
    }

    func addTraining(to records: inout FigureRecords) throws {
        for branch in records.ids {
            for training in try trainingYears(of: branch, in: records.months) {
                records.add(
                    .person, on: records.day,
                    .person(number: training.member.number, name: training.member.name),
                    counts: training.year.open == .zero, to: .membersTrained, of: branch)
            }
        }
    }
}
