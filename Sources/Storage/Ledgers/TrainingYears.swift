package import Domain

/// A member's study of a year.
package struct MemberTraining: Hashable, Sendable {
    package let member: PersonReference
    package let year: TrainingYear
}

extension Transaction {
    /// What a year's courses on record and meetings come to for each who is in the branch at the year's end or now, by number. Of
    /// whoever does not see to meetings only their own.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func trainingYears(of branch: ID<Branch>, in year: Int) throws -> [MemberTraining] {
        try require(.readBranchMeetings, in: branch)
        return try Month.months(of: year).map { try trainingYears(of: branch, in: $0) } ?? []
    }

    /// The same of any twelve months that follow one another.
    func trainingYears(of branch: ID<Branch>, in months: ClosedRange<Month>) throws -> [MemberTraining] {
        let place = try place(of: branch)
        try require(.readBranchMeetings, in: place)
        guard let span = DateSpan(from: months.lowerBound.firstDay, until: months.upperBound.lastDay) else { return [] }
        let isWhole = authority.isUnlimited || authority.allows(.readMeetings, in: place)
        let ofCommittee: Set<ID<Member>> = Set(
            try session.rows(
                """
                SELECT member_id FROM appointment
                 WHERE branch_id = \(branch) AND office <> 'groupLeader' AND \(SpanColumns(of: "appointment").meet(span))
                """
            ) { try $0["member_id"] })
        var people: [ID<Member>: PersonReference] = [:]
        var years: [ID<Member>: TrainingYear] = [:]
        try session.forEach(
            """
            SELECT member.id, member.number, member.name
              FROM membership JOIN member ON member.id = membership.member_id
             WHERE membership.branch_id = \(branch)
               AND \(SpanColumns(of: "membership").areInForce(on: min(today, months.upperBound.lastDay)))
            """
        ) { row in
            let member: ID<Member> = try row["id"]
            guard isWhole || authority.member == member else { return }
            people[member] = PersonReference(number: try row["number"], name: try row["name"])
            years[member] = TrainingYear(isOfCommittee: ofCommittee.contains(member))
        }
        // Wherever the course was entered: whoever came over from another branch brings it along.
        for course in try courses(in: months) {
            for member in course.members(.takingPart) { years[member]?.count(course, in: months) }
        }
        for some in people.keys.sorted().listsOfOneStatement {
            try session.forEach(
                """
                SELECT attendance.member_id, meeting.kind, meeting.also, meeting.minutes, meeting_record.form,
                       meeting_record.hours
                  FROM attendance
                  JOIN meeting ON meeting.id = attendance.meeting_id
                  JOIN meeting_record ON meeting_record.meeting_id = meeting.id
                 WHERE attendance.member_id IN \(list: some) AND meeting.branch_id IS NOT NULL
                   AND (attendance.state = 'present' OR attendance.made_up_on IS NOT NULL)
                   AND \(Self.wereHeld(in: months))
                """
            ) { row in
                let (kind, also): (Meeting.Kind, Meeting.Kind?) = (try row["kind"], try row["also"])
                let hours: Points? = try row["hours"]
                years[try row["member_id"]]?.count(
                    isLecture: kind == .lecture || also == .lecture, form: try row["form"], hours: hours,
                    minutes: try row["minutes"])
            }
        }
        return people.compactMap { member, person in
            years[member].map { MemberTraining(member: person, year: $0) }
        }.sorted { $0.member.number.text < $1.member.number.text }
    }

    /// Those that may have been in the months: one that began up to a year before may go on in them.
    private func courses(in months: ClosedRange<Month>) throws -> [LedgerContent] {
        try session.rows(
            """
            \(Self.ledgerListing)
             WHERE ledger_entry.ledger = \(Ledger.training)
               AND ledger_entry.day BETWEEN \(months.lowerBound.firstDay.adding(months: -12)) AND \(months.upperBound.lastDay)
               AND ledger_entry.state <> \(LedgerState.withdrawn)
            """
        ) { try ledgerListing($0).content }
    }
}
