package import Domain

/// One line of an attendance as it came in: whom it is about is named by number.
package struct AttendanceLine: Hashable, Sendable {
    package let member: Code
    package let state: Attendance.State
    package let reason: Text?
    package let isLate: Bool
    package let leftEarly: Bool
    package let deputy: Text?

    package init(
        _ member: Code, _ state: Attendance.State, reason: Text? = nil, isLate: Bool = false, leftEarly: Bool = false,
        deputy: Text? = nil
    ) {
        self.member = member
        self.state = state
        self.reason = reason
        self.isLate = isLate
        self.leftEarly = leftEarly
        self.deputy = deputy
    }
}

extension Transaction {
    /// Opens a meeting on its day or afterwards, and freezes its roll: who is entitled that day, and who may vote.
    ///
    /// - Parameters:
    ///   - chair: a member's number, or the name of an account. A branch's is led by whoever has an office in it
    ///     (党支部工作条例 Art 14).
    /// - Throws: ``MeetingRecord/Refusal``; ``FieldErrors`` for people whom nobody knows here.
    package func openMeeting(_ id: ID<Meeting>, chair: Code, recorder: Code) throws -> MeetingRecordListing {
        let meeting = try meeting(id)
        try requireArranging(meeting)
        try meeting.meeting.requireDay(today)
        guard meeting.opened == nil else { throw MeetingRecord.Refusal.opened }
        var errors = FieldErrors()
        let (chair, recorder) = (
            try person(chair, "chair", at: meeting, mustHoldOffice: meeting.branch != nil, &errors),
            try person(recorder, "recorder", at: meeting, mustHoldOffice: false, &errors)
        )
        guard let chair, let recorder else { throw errors }
        let isOnePerson =
            (chair.member != nil && chair.member == recorder.member)
            || (chair.account != nil && chair.account == recorder.account)
        if isOnePerson { throw MeetingRecord.Refusal.onePerson }
        let roll = try entitled(to: meeting)
        guard !roll.isEmpty else { throw MeetingRecord.Refusal.nobodyEntitled }
        try session.run(
            """
            INSERT INTO meeting_record (meeting_id, opened_at, opened_by, chair_member_id, chair_account_id, chair_name,
                                        recorder_member_id, recorder_account_id, recorder_name)
            VALUES (\(id), \(now), \(principal.name), \(chair.member), \(chair.account), \(chair.name),
                    \(recorder.member), \(recorder.account), \(recorder.name))
            """
        )
        for line in roll {
            try session.run(
                """
                INSERT INTO attendance (meeting_id, member_id, branch_id, entitled, votes)
                VALUES (\(id), \(line.member), \(line.branch), \(true), \(line.votes))
                """
            )
        }
        let agenda = try freezeAgenda(of: meeting)
        try escalateFindings(at: meeting)
        try update("meeting", id, at: check(version: meeting.version))
        try audit(
            .opened, .meeting, id, in: place(of: meeting),
            after: [
                "chair": .open(.string(chair.code.text)), "recorder": .open(.string(recorder.code.text)),
                "entitled": .open(JSON(roll.count)), "agendaDigest": .open(JSON(agenda)),
            ])
        return try requireRecord(id)
    }

    /// Says of everybody on the roll whether they were there. Until the minutes are signed it may be said anew. What was made
    /// up stays of whoever was not there.
    ///
    /// - Parameter expected: the meeting's version that the caller had read.
    /// - Throws: ``MeetingRecord/Refusal``, also of a branch committee of which less than half was there; ``FieldErrors``;
    ///   ``StoreError/staleVersion(current:)``.
    package func takeAttendance(
        of id: ID<Meeting>, _ lines: [AttendanceLine], sittingIn: [Code] = [], ifVersion expected: Int? = nil
    ) throws -> MeetingRecordListing {
        let record = try unsignedRecord(id)
        let version = try check(version: record.meeting.version, against: expected)
        let roll = try session.rows(
            """
            SELECT attendance.member_id, member.number
              FROM attendance JOIN member ON member.id = attendance.member_id
             WHERE attendance.meeting_id = \(id) AND attendance.entitled = 1
            """
        ) { (try $0["member_id"] as ID<Member>, try $0["number"] as Code) }
        let numbers = Dictionary(uniqueKeysWithValues: roll)
        var errors = FieldErrors()
        var entries: [Attendance.Entry] = []
        for (index, line) in lines.enumerated() {
            guard let member = try memberID(line.member) else {
                errors.add("entries[\(index)].member", .reference, "no member has that number")
                continue
            }
            entries.append(
                Attendance.Entry(
                    member, line.state, reason: line.reason, isLate: line.isLate, leftEarly: line.leftEarly,
                    deputy: line.deputy))
        }
        let guests = try sittingIn.enumerated().compactMap { index, number in
            try guest(number, "sittingIn[\(index)]", at: record.meeting, &errors)
        }
        guard errors.isEmpty else { throw errors }
        let attendance = Attendance(
            entries, sittingIn: guests.map(\.member), roll: Set(numbers.keys), name: { numbers[$0]?.text ?? "" },
            noting: &errors)
        guard let attendance else { throw errors }
        let present = attendance.entries.count { $0.state == .present }
        if let quorum = record.meeting.meeting.kind.quorum, !quorum.isReached(present: present, of: numbers.count) {
            throw MeetingRecord.Refusal.noQuorum(present: present, entitled: numbers.count)
        }
        try session.run("DELETE FROM attendance WHERE meeting_id = \(id) AND entitled = 0")
        for entry in attendance.entries {
            try session.run(
                """
                UPDATE attendance
                   SET state = \(entry.state), reason = \(entry.reason), late = \(entry.isLate),
                       left_early = \(entry.leftEarly), deputy = \(entry.deputy),
                       made_up_on = CASE WHEN \(entry.state == .present) = 1 THEN NULL ELSE made_up_on END,
                       made_up_form = CASE WHEN \(entry.state == .present) = 1 THEN NULL ELSE made_up_form END
                 WHERE meeting_id = \(id) AND member_id = \(entry.member)
                """
            )
        }
        for guest in guests {
            try session.run(
                """
                INSERT INTO attendance (meeting_id, member_id, branch_id, entitled, votes, state)
                VALUES (\(id), \(guest.member), \(guest.branch), \(false), \(false), 'present')
                """
            )
        }
        let isFirst = record.takenAt == nil
        if isFirst { try session.run("UPDATE meeting_record SET taken_at = \(now) WHERE meeting_id = \(id)") }
        try update("meeting", id, at: version)
        let excused = attendance.entries.count { $0.state == .excused }
        try audit(
            isFirst ? .recorded : .revised, .meeting, id, in: place(of: record.meeting),
            after: [
                "entitled": .open(JSON(numbers.count)), "present": .open(JSON(present)),
                "excused": .open(JSON(excused)), "absent": .open(JSON(numbers.count - present - excused)),
                "sittingIn": .open(JSON(guests.count)),
                "attendance": .hashed(
                    JSON(attendance.entries) { entry in
                        [
                            "member": .string(numbers[entry.member]?.text ?? ""),
                            "state": .string(entry.state.rawValue), "reason": JSON(entry.reason?.string),
                            "late": .bool(entry.isLate), "leftEarly": .bool(entry.leftEarly),
                            "deputy": JSON(entry.deputy?.string),
                        ]
                    }),
            ])
        return try requireRecord(id)
    }

    /// Writes down what was said and decided, in place of what stood. Until the minutes are signed it may be written anew.
    ///
    /// - Throws: ``MeetingRecord/Refusal``; ``FieldErrors``; ``StoreError/staleVersion(current:)``.
    package func writeMinutes(
        of id: ID<Meeting>, began: TimeOfDay?, ended: TimeOfDay?, items: [MeetingRecord.Item],
        decisions: [MeetingRecord.Decision], activity: MeetingActivity = .none, ifVersion expected: Int? = nil
    ) throws -> MeetingRecordListing {
        let record = try unsignedRecord(id)
        var errors = FieldErrors()
        activity.note(of: record.meeting.meeting, noting: &errors)
        try noteDecided(decisions, of: id, noting: &errors)
        try errors.check()
        if let branch = record.meeting.branch {
            try requireServed(
                activity.focus, by: branch.id, in: record.meeting.meeting.slot.date.month,
                keeping: record.activity.focus)
        }
        let version = try check(version: record.meeting.version, against: expected)
        if let began, let ended, ended <= began {
            throw FieldErrors("ended", .range, "after \(began), when it began")
        }
        try session.run("DELETE FROM meeting_item WHERE meeting_id = \(id)")
        try session.run("DELETE FROM meeting_decision WHERE meeting_id = \(id)")
        for (index, item) in items.enumerated() {
            try session.run(
                """
                INSERT INTO meeting_item (meeting_id, position, title, planned, taken, said, dissent)
                VALUES (\(id), \(index + 1), \(item.title), \(item.planned), \(item.taken), \(item.said), \(item.dissent))
                """
            )
        }
        for (index, decision) in decisions.enumerated() {
            try session.run(
                """
                INSERT INTO meeting_decision (meeting_id, position, decision, answerable, due)
                VALUES (\(id), \(index + 1), \(decision.text), \(decision.answerable), \(decision.due))
                """
            )
        }
        try session.run(
            """
            UPDATE meeting_record
               SET began = \(began), ended = \(ended), form = \(activity.form), scale = \(activity.scale),
                   changed = \(activity.changed), changed_for = \(activity.changedFor), seen_by = \(activity.seenBy),
                   speaker = \(activity.speaker), lecture = \(activity.lecture), hours = \(activity.hours),
                   focus_id = \(activity.focus)
             WHERE meeting_id = \(id)
            """)
        try update("meeting", id, at: version)
        try audit(
            .revised, .meeting, id, in: place(of: record.meeting),
            after: [
                "items": .open(JSON(items.count)), "decisions": .open(JSON(decisions.count)),
                "meetingForm": .open(JSON(activity.form?.rawValue)), "scale": .open(JSON(activity.scale?.rawValue)),
                "hours": .open(activity.hours.map { JSON($0) } ?? .null), "focus": .open(JSON(activity.focus)),
                "record": .hashed(
                    [
                        "items": JSON(items) { item in
                            [
                                "title": .string(item.title.string), "said": JSON(item.said?.string),
                                "dissent": JSON(item.dissent?.string),
                            ]
                        },
                        "decisions": JSON(decisions) { .string($0.text.string) }, "activity": activity.document,
                    ]),
            ])
        return try requireRecord(id)
    }

    /// Signs the minutes as their chair or recorder: oneself, or where the named person signed on paper. What was signed
    /// stands from then on.
    ///
    /// - Parameters:
    ///   - digest: of the record that was read.
    ///   - isOnPaper: the named person signed the print. One of the two signs here in any case.
    ///   - lateReason: why the recorder signs only now, more than three working days after the meeting.
    /// - Throws: ``MeetingRecord/Refusal``; ``FieldErrors`` for a late one without a reason.
    package func signMinutes(
        of id: ID<Meeting>, as signer: MeetingRecord.Signer, digest: String, isOnPaper: Bool = false,
        lateReason: Text? = nil
    ) throws -> MeetingRecordListing {
        let meeting = try meeting(id)
        guard let record = try meetingRecord(of: meeting) else { throw MeetingRecord.Refusal.notOpened }
        guard record.takenAt != nil else { throw MeetingRecord.Refusal.notTaken }
        if record.signature(of: signer) != nil { throw MeetingRecord.Refusal.signedAlready(signer) }
        let isOther = record.signatures.contains(where: \.isOnPaper)
        if isOnPaper {
            try requireArranging(meeting)
            if isOther || record.person(signer).isReader { throw MeetingRecord.Refusal.notSigner(signer) }
        } else if !record.person(signer).isReader {
            throw MeetingRecord.Refusal.notSigner(signer)
        }
        guard record.digest == digest else { throw MeetingRecord.Refusal.changed }
        let isLate = signer == .recorder && today > record.inTimeUntil
        if isLate, lateReason == nil {
            throw FieldErrors(
                "lateReason", .late,
                "the minutes were in time until \(record.inTimeUntil): say why they are signed only now")
        }
        if !isLate, lateReason != nil {
            throw FieldErrors("lateReason", .unexpected, "the minutes are in time, or it is not the recorder who signs")
        }
        try session.run(
            """
            INSERT INTO meeting_signature (meeting_id, signer, on_paper, digest, signed_at, signed_by)
            VALUES (\(id), \(signer), \(isOnPaper), \(digest), \(now), \(principal.name))
            """
        )
        if let lateReason {
            try session.run("UPDATE meeting_record SET late_reason = \(lateReason) WHERE meeting_id = \(id)")
        }
        if record.signatures.count + 1 == MeetingRecord.Signer.allCases.count {
            try session.run("UPDATE meeting_record SET signed_at = \(now) WHERE meeting_id = \(id)")
        }
        try update("meeting", id, at: check(version: meeting.version))
        try audit(
            .signed, .meeting, id, in: place(of: meeting),
            after: [
                "signer": .open(.string(signer.rawValue)), "onPaper": .open(.bool(isOnPaper)),
                "digest": .open(.string(digest)), "lateReason": .open(JSON(lateReason?.string)),
            ])
        return try requireRecord(id)
    }

    /// Adds to signed minutes, under the next number. What was signed stays as it is.
    package func amendMinutes(of id: ID<Meeting>, _ text: Text) throws -> MeetingRecordListing {
        let meeting = try meeting(id)
        try requireArranging(meeting)
        guard let record = try meetingRecord(of: meeting), meeting.signed != nil else {
            throw MeetingRecord.Refusal.notSigned
        }
        let number = record.amendments.count + 1
        try session.run(
            """
            INSERT INTO meeting_amendment (meeting_id, number, amendment, made_at, made_by)
            VALUES (\(id), \(number), \(text), \(now), \(principal.name))
            """
        )
        try update("meeting", id, at: check(version: meeting.version))
        try audit(
            .amended, .meeting, id, in: place(of: meeting),
            after: ["number": .open(JSON(number)), "amendment": .hashed(.string(text.string))])
        return try requireRecord(id)
    }

    /// Notes that somebody who was not there made it up since (补课): they stay excused or absent, and it counts as made up.
    ///
    /// - Throws: ``MeetingRecord/Refusal/notTaken``; ``FieldErrors`` for whoever was there or is not on the roll, and for a day
    ///   before the meeting or after today.
    package func makeUp(
        meeting id: ID<Meeting>, member number: Code, on day: LocalDate, form: Text
    ) throws -> MeetingRecordListing {
        let meeting = try meeting(id)
        try requireArranging(meeting)
        guard meeting.taken != nil else { throw MeetingRecord.Refusal.notTaken }
        if let rejection = notAfterwards(on: day, of: meeting) { throw FieldErrors("on", rejection) }
        let changed = try session.changed(
            by: """
                UPDATE attendance SET made_up_on = \(day), made_up_form = \(form)
                 WHERE meeting_id = \(id) AND entitled = 1 AND state IN ('excused', 'absent')
                   AND member_id IN (SELECT id FROM member WHERE number = \(number))
                """)
        guard changed == 1 else {
            throw FieldErrors("member", .reference, "nobody of that number is excused or absent there")
        }
        try update("meeting", id, at: check(version: meeting.version))
        try audit(
            .recorded, .meeting, id, in: place(of: meeting),
            after: [
                "madeUp": .hashed(.string(number.text)), "on": .open(JSON(day)), "form": .open(.string(form.string)),
            ])
        return try requireRecord(id)
    }

    /// Who would lead a meeting and write it down where nobody says otherwise: the branch's secretary or the group's leader,
    /// and whoever asks, if that is another. Of a committee's meeting, whoever asks leads it.
    package func suggestedPeople(for meeting: MeetingListing) throws -> (chair: Code?, recorder: Code?) {
        let own: Code? = try authority.member.flatMap { member in
            try session.value("SELECT number FROM member WHERE id = \(member)")
        }
        guard let host = meeting.branch else {
            let account: Code? = try principal.account.flatMap { id in
                try session.value("SELECT name FROM account WHERE id = \(id)")
            }
            return (own ?? account, nil)
        }
        let office: SQL =
            host.group.map { "office = 'groupLeader' AND group_id = \($0)" } ?? "office = 'secretary'"
        let chair: Code? = try session.value(
            """
            SELECT member.number FROM appointment JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id = \(host.id) AND \(office)
               AND \(SpanColumns(of: "appointment").areInForce(on: meeting.meeting.slot.date))
             ORDER BY appointment.id LIMIT 1
            """)
        return (chair, own == chair ? nil : own)
    }

    // MARK: Looking up

    /// Why nothing that comes after a meeting can have been on that day; nil where it can.
    func notAfterwards(on day: LocalDate, of meeting: MeetingListing) -> Rejection? {
        let held = meeting.meeting.slot.date
        if held...max(held, today) ~= day { return nil }
        return Rejection(.range, "from \(held), the day of the meeting, until today")
    }

    func requireRecord(_ id: ID<Meeting>) throws -> MeetingRecordListing {
        guard let record = try meetingRecord(id) else { throw MeetingRecord.Refusal.notOpened }
        return record
    }

    private func unsignedRecord(_ id: ID<Meeting>) throws -> StoredMeetingRecord {
        let meeting = try meeting(id)
        try requireArranging(meeting)
        guard let record = try storedRecord(of: meeting) else { throw MeetingRecord.Refusal.notOpened }
        if try session.exists("SELECT 1 FROM meeting_signature WHERE meeting_id = \(id)") {
            throw MeetingRecord.Refusal.signed
        }
        return record
    }

    /// One of those entitled on the day of a meeting.
    private struct Entitled {
        let member: ID<Member>
        let branch: ID<Branch>
        let votes: Bool
    }

    /// Whether somebody is entitled to a meeting on its day.
    func isEntitled(_ member: ID<Member>, to meeting: MeetingListing) throws -> Bool {
        try entitled(to: meeting).contains { $0.member == member }
    }

    /// Who is entitled to a meeting on its day, everybody once.
    private func entitled(to meeting: MeetingListing) throws -> [Entitled] {
        let day = meeting.meeting.slot.date
        let found: [(member: ID<Member>, branch: ID<Branch>, becameFull: LocalDate?)]
        func people(_ table: SQL, where condition: SQL) throws -> [(
            member: ID<Member>, branch: ID<Branch>, becameFull: LocalDate?
        )] {
            try session.rows(
                """
                SELECT \(table).member_id, \(table).branch_id, member.became_full
                  FROM \(table)
                  JOIN member ON member.id = \(table).member_id
                 WHERE \(condition) AND \(SpanColumns(of: table).areInForce(on: day))
                 ORDER BY \(table).member_id, \(table).branch_id
                """
            ) { (member: try $0["member_id"], branch: try $0["branch_id"], becameFull: try $0["became_full"]) }
        }
        if let host = meeting.branch, meeting.meeting.kind == .branchCommittee {
            found = try people(
                "appointment", where: "appointment.branch_id = \(host.id) AND appointment.office <> 'groupLeader'")
        } else if let host = meeting.branch {
            let group: SQL = host.group.map { "membership.group_id = \($0)" } ?? "1 = 1"
            found = try people("membership", where: "membership.branch_id = \(host.id) AND \(group)")
        } else {
            let branches = try session.rows(
                "SELECT id FROM branch WHERE \(try isCalled(by: meeting.committee))"
            ) { try $0["id"] as ID<Branch> }
            found = try people(
                "appointment",
                where: "appointment.branch_id IN \(list: branches) AND appointment.office = 'secretary'")
        }
        var seen: Set<ID<Member>> = []
        return found.filter { seen.insert($0.member).inserted }.map { person in
            Entitled(
                member: person.member, branch: person.branch, votes: person.becameFull.map { $0 <= day } ?? false)
        }
    }

    func guest(
        _ number: Code, _ field: String, at meeting: MeetingListing, _ errors: inout FieldErrors
    ) throws -> (member: ID<Member>, branch: ID<Branch>)? {
        guard let member = try memberID(number) else {
            errors.add(field, .reference, "no member has that number")
            return nil
        }
        let branch: ID<Branch>? = try session.value(
            """
            SELECT branch_id FROM membership
             WHERE member_id = \(member) AND \(SpanColumns(of: "membership").areInForce(on: meeting.meeting.slot.date))
             ORDER BY id LIMIT 1
            """)
        guard let branch else {
            errors.add(field, .reference, "they belonged to no branch on that day")
            return nil
        }
        return (member, branch)
    }

    /// Whom a meeting is led or written down by: a member by number, or an account by its name.
    private func person(
        _ code: Code, _ field: String, at meeting: MeetingListing, mustHoldOffice: Bool, _ errors: inout FieldErrors
    ) throws -> MeetingPerson? {
        let day = meeting.meeting.slot.date
        let account = try session.one(
            "SELECT id, member_id, title FROM account WHERE name = \(code) AND closed_at IS NULL"
        ) {
            (
                id: try $0["id"] as ID<Account>, member: try $0["member_id"] as ID<Member>?,
                title: try $0["title"] as String?
            )
        }
        let member = try memberID(code) ?? account?.member
        if let host = meeting.branch {
            let office = try member.map { member in
                try session.exists(
                    """
                    SELECT 1 FROM appointment
                     WHERE member_id = \(member) AND branch_id = \(host.id)
                       AND \(SpanColumns(of: "appointment").areInForce(on: day))
                    """)
            }
            let belongs = try member.map { try isMember($0, of: host.id, on: day) } ?? false
            guard office == true || (!mustHoldOffice && belongs) else {
                errors.add(
                    field, .reference,
                    mustHoldOffice
                        ? "nobody of that number had an office in the branch on that day: it is led by its secretary, or by whom they ask of its committee"
                        : "nobody of that number belonged to the branch on that day")
                return nil
            }
        }
        if let member {
            let own: ID<Account>? =
                try account.flatMap { $0.member == member ? $0.id : nil }
                ?? session.value("SELECT id FROM account WHERE member_id = \(member) AND closed_at IS NULL")
            let person: (Code, String)? = try session.one("SELECT number, name FROM member WHERE id = \(member)") {
                (try $0["number"], try $0["name"])
            }
            guard let (number, name) = person else { throw StoreError.notFound("member") }
            return MeetingPerson(member: member, account: own, code: number, name: name)
        }
        guard let account else {
            errors.add(field, .reference, "neither a member's number nor the name of an account")
            return nil
        }
        return MeetingPerson(member: nil, account: account.id, code: code, name: account.title ?? code.text)
    }
}
