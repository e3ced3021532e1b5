package import Domain

extension Transaction {
    // MARK: The branch's

    /// Drafts the appraisal of a branch and year: the roll of its meeting's day is frozen.
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``, ``Branch/Gone``, a denial.
    package func draftAppraisal(_ appraisal: Appraisal, of branch: ID<Branch>) throws -> AppraisalListing {
        let place = try place(of: branch)
        try require(.keepMotions, in: place)
        try refuseDissolved(branch)
        if let meeting = appraisal.meeting { try requireMeeting(meeting, of: branch, on: appraisal.heldOn) }
        let stands = try session.exists(
            """
            SELECT 1 FROM appraisal
             WHERE branch_id = \(branch) AND year = \(appraisal.year) AND status <> \(Appraisal.Status.withdrawn)
            """)
        if stands { throw Appraisal.Refusal.stands(appraisal.year) }
        let graded = try votingMembers(of: branch, on: appraisal.heldOn).map(\.member)
        if graded.isEmpty { throw FieldErrors("on", .rule, "nobody has a vote on \(appraisal.heldOn)") }
        let others = appraisal.takesProbationary ? try probationaryMembers(of: branch, on: appraisal.heldOn) : []
        let id: ID<Appraisal> = try session.insert(
            """
            INSERT INTO appraisal (branch_id, year, held_on, meeting_id, probationary, status, drafted_at, drafted_by)
            VALUES (\(branch), \(appraisal.year), \(appraisal.heldOn), \(appraisal.meeting),
                    \(appraisal.takesProbationary), \(Appraisal.Status.drafted), \(now), \(principal.name))
            RETURNING id
            """)
        for (member, isGraded) in graded.map({ ($0, true) }) + others.map({ ($0, false) }) {
            try session.run(
                "INSERT INTO appraisal_line (appraisal_id, member_id, graded) VALUES (\(id), \(member), \(isGraded))")
        }
        try audit(
            .recorded, .appraisal, id, in: place,
            after: [
                "branch": .open(JSON(branch)), "year": .open(JSON(appraisal.year)),
                "heldOn": .open(JSON(appraisal.heldOn)), "graded": .open(JSON(graded.count)),
                "probationary": .open(JSON(others.count)),
            ])
        return try self.appraisal(id)
    }

    private func requireMeeting(_ id: ID<Meeting>, of branch: ID<Branch>, on day: LocalDate) throws {
        let found: (ID<Branch>?, LocalDate, Meeting.Kind, Meeting.Kind?, Bool)? = try session.one(
            "SELECT branch_id, date, kind, also, status = 'scheduled' FROM meeting WHERE id = \(id)"
        ) { (try $0.at(0), try $0.at(1), try $0.at(2), try $0.at(3), try $0.at(4)) }
        guard let (of, date, kind, also, isOn) = found, of == branch else {
            throw FieldErrors("meeting", .reference, "the branch has no such meeting")
        }
        if date != day || !isOn { throw FieldErrors("meeting", .rule, "the branch has no such meeting on \(day)") }
        if ![kind, also].contains(.assembly), ![kind, also].contains(.orgLife) {
            throw FieldErrors(
                "meeting", .rule, "members are appraised at an assembly, or at the meeting of organisational life")
        }
    }

    /// The assemblies and meetings of organisational life that the branch held or is to hold, this year and the year before.
    package func appraisalMeetings(of branch: ID<Branch>) throws -> [MeetingListing] {
        try require(.keepMotions, in: branch)
        let kinds: [Meeting.Kind] = [.assembly, .orgLife]
        let found = try session.rows(
            """
            SELECT id FROM meeting
             WHERE branch_id = \(branch) AND date >= \(today.adding(days: -366)) AND status = 'scheduled'
               AND (kind IN \(list: kinds) OR also IN \(list: kinds))
            """
        ) { try $0.at(0) as ID<Meeting> }
        return try meetings(found.sorted()).sorted { ($0.meeting.slot.begins, $0.id) > ($1.meeting.slot.begins, $1.id) }
    }

    /// How many who have a vote were at the meeting on record; 0 where its attendance was not taken.
    package func presentAtAppraisal(of listing: AppraisalListing) throws -> Int {
        guard let meeting = listing.appraisal.meeting else { return 0 }
        let count: Int? = try session.value(
            """
            SELECT COUNT(*) FROM attendance
              JOIN appraisal_line ON appraisal_line.member_id = attendance.member_id
             WHERE attendance.meeting_id = \(meeting) AND attendance.state = \(Attendance.State.present)
               AND appraisal_line.appraisal_id = \(listing.id) AND appraisal_line.graded = 1
            """)
        return count ?? 0
    }

    private func probationaryMembers(of branch: ID<Branch>, on day: LocalDate) throws -> [ID<Member>] {
        try session.rows(
            """
            SELECT DISTINCT member.id
              FROM membership JOIN member ON member.id = membership.member_id
             WHERE membership.branch_id = \(branch) AND \(SpanColumns(of: "membership").areInForce(on: day))
               AND (member.became_full IS NULL OR member.became_full > \(day))
            """
        ) { try $0.at(0) as ID<Member> }.sorted()
    }

    /// Enters how many ballots there were. What is on record once something was counted is corrected with the reason, and by
    /// somebody else.
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``.
    package func enterAppraisalBallots(
        _ ballots: AppraisalBallots, of id: ID<Appraisal>, reason: Text?
    ) throws -> AppraisalListing {
        let stored = try kept(id, in: Appraisal.Status.open + [.decided])
        try requireHeld(stored)
        if stored.status != .drafted { try requireAnother(of: .balloted, in: stored, reason) }
        try ballots.check(entitled: stored.course.graded)
        let most = stored.course.lines.values.compactMap { $0.counts?.total }.max() ?? 0
        if ballots.valid < most {
            throw FieldErrors("valid", .rule, "\(most) ballots are counted of somebody: correct that first")
        }
        return try take(.balloted(ballots, reason: reason), in: stored)
    }

    /// Enters what was counted of everybody; or another count in its place, with the reason and by somebody else.
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``.
    package func countAppraisal(_ count: AppraisalCount, of id: ID<Appraisal>) throws -> AppraisalListing {
        let stored = try kept(id, in: Appraisal.Status.open + [.decided])
        try requireHeld(stored)
        guard let ballots = stored.course.ballots else { throw Appraisal.Refusal.noBallots }
        if stored.status == .drafted {
            if count.reason != nil {
                throw FieldErrors("reason", .rule, "this is the first count: leave this empty")
            }
        } else {
            try requireAnother(of: .counted, in: stored, count.reason)
        }
        try count.check(roll: stored.roll, valid: ballots.valid, today: today)
        return try take(.counted(count), in: stored)
    }

    /// Enters which grades the committee proposes, and why; until something is decided it may propose others.
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``.
    package func proposeGrades(_ gradings: [AppraisalGrading], in id: ID<Appraisal>) throws -> AppraisalListing {
        let stored = try kept(id, in: [.counted, .proposed])
        try AppraisalGrading.check(
            proposed: gradings, counts: stored.course.lines.filter(\.value.isGraded).compactMapValues(\.counts))
        return try take(.proposed(gradings), in: stored)
    }

    /// Enters what was decided of everybody. A grade below competent is weighed from then on before an honour becomes final
    /// (``noteAppraisals(_:of:because:)``).
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``.
    package func decideAppraisal(_ decision: AppraisalDecision, of id: ID<Appraisal>) throws -> AppraisalListing {
        try decide(decision, of: kept(id, in: [.proposed]))
    }

    /// Corrects what was decided of some: with the reason, and by somebody else than who entered what stands. Both stay; who
    /// it is about is told and signs anew.
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``.
    package func correctAppraisal(_ decision: AppraisalDecision, of id: ID<Appraisal>) throws -> AppraisalListing {
        let stored = try kept(id, in: Appraisal.Status.standing)
        try requireAnother(of: .decided, in: stored, decision.reason)
        for (place, line) in decision.lines.enumerated() where stored.course.lines[line.member]?.decided == line {
            throw FieldErrors("grades[\(place)].grade", .unchanged, "this was decided of them already")
        }
        return try decide(decision, of: stored)
    }

    private func decide(_ decision: AppraisalDecision, of stored: StoredAppraisal) throws -> AppraisalListing {
        let graded = stored.course.lines.filter(\.value.isGraded)
        try decision.check(
            proposed: graded.compactMapValues { $0.proposed?.grade },
            standing: graded.compactMapValues { $0.decided?.grade }, earliest: stored.appraisal.heldOn, today: today)
        let after = try take(.decided(decision), in: stored)
        try noteAppraisals(decision.lines, of: stored.id, because: decision.reason)
        return after
    }

    /// Notes who was told what was decided of them, and by whom: somebody else.
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``.
    package func tellGrades(
        _ members: [ID<Member>], in id: ID<Appraisal>, on day: LocalDate, by teller: ID<Member>
    ) throws -> AppraisalListing {
        let stored = try kept(id, in: [.decided])
        var errors = FieldErrors()
        if day > today { errors.add("on", .range, "\(day) is still to come") }
        if members.isEmpty { errors.add("members", .required, "say who was told") }
        for (place, member) in members.enumerated() {
            guard let line = stored.course.lines[member], let decidedOn = line.decidedOn else {
                errors.add("members[\(place)]", .rule, "nothing was decided of this one here")
                continue
            }
            if line.toldOn != nil { errors.add("members[\(place)]", .unchanged, "this one was told already") }
            if member == teller { errors.add("members[\(place)]", .rule, "nobody is told by themselves") }
            if day < decidedOn { errors.add("on", .range, "not before what went before it, on \(decidedOn)") }
            if members[..<place].contains(member) {
                errors.add("members[\(place)]", .duplicate, "somebody is named twice")
            }
        }
        try errors.check()
        return try take(.told(members, on: day, by: teller), in: stored)
    }

    /// Notes who has signed on paper, with what they remarked.
    ///
    /// - Throws: ``FieldErrors``; ``Appraisal/Refusal``.
    package func noteSignatures(
        _ signatures: [AppraisalSignature], in id: ID<Appraisal>
    ) throws -> AppraisalListing {
        let stored = try kept(id, in: [.decided])
        var errors = FieldErrors()
        if signatures.isEmpty { errors.add("signatures", .required, "say who has signed") }
        for (place, signature) in signatures.enumerated() {
            let path = "signatures[\(place)].member"
            let line = stored.course.lines[signature.member]
            if line?.toldOn == nil {
                errors.add(path, .rule, "who has not been told yet signs nothing")
            } else if line?.signature != nil {
                errors.add(path, .unchanged, "this one has signed already")
            } else if signatures[..<place].contains(where: { $0.member == signature.member }) {
                errors.add(path, .duplicate, "somebody is named twice")
            }
        }
        try errors.check()
        return try take(.signed(signatures, isOnPaper: true), in: stored)
    }

    /// Takes an appraisal back of which nothing is decided.
    ///
    /// - Throws: ``Appraisal/Refusal``.
    package func withdrawAppraisal(_ id: ID<Appraisal>, reason: Text) throws -> AppraisalListing {
        try take(.withdrawn(reason: reason), in: kept(id, in: Set(Appraisal.Status.open)))
    }

    /// - Throws: a denial; ``StoreError/notFound(_:)``.
    package func requireKeepingAppraisal(_ id: ID<Appraisal>) throws {
        try require(.keepMotions, in: storedAppraisal(id).branch)
    }

    /// Those on the roll whom the numbers name, wherever they are by now.
    ///
    /// - Parameter part: what of an element the number is.
    /// - Throws: ``FieldErrors`` for `field`, each with its place.
    package func appraised(
        _ numbers: [Code], in id: ID<Appraisal>, field: String, part: String = ""
    ) throws -> [ID<Member>] {
        let roll = Dictionary(
            try session.rows(
                """
                SELECT member.number, member.id
                  FROM appraisal_line JOIN member ON member.id = appraisal_line.member_id
                 WHERE appraisal_line.appraisal_id = \(id)
                """
            ) { (try $0.at(0) as Code, try $0.at(1) as ID<Member>) }
        ) { first, _ in first }
        var errors = FieldErrors()
        for (place, number) in numbers.enumerated() where roll[number] == nil {
            errors.add("\(field)[\(place)]\(part)", .reference, "this one is not on the roll of this appraisal")
        }
        try errors.check()
        return numbers.compactMap { roll[$0] }
    }

    // MARK: The members' own

    /// Writes what the principal thinks of themselves, or writes it anew, until something is decided. The audit keeps that it
    /// was written, and nothing of what it says.
    ///
    /// - Throws: ``Appraisal/Refusal``, ``StoreError/notFound(_:)``; a denial for whoever is not on the roll.
    package func writeAppraisalStatement(_ statement: Text, in id: ID<Appraisal>) throws -> AppraisalListing {
        let (stored, member) = try ownAppraisal(id)
        if !stored.status.isOpen { throw Appraisal.Refusal.status(stored.status) }
        let sealed = try keys.encrypt(statement.string, for: Self.statementContext(of: id, member))
        try session.run(
            """
            INSERT INTO appraisal_statement (appraisal_id, member_id, statement, written_at)
            VALUES (\(id), \(member), \(sealed), \(now))
            ON CONFLICT (appraisal_id, member_id)
            DO UPDATE SET statement = excluded.statement, written_at = excluded.written_at
            """)
        try audit(
            .changed, .appraisal, id, in: place(of: stored.branch),
            after: ["statementWritten": .open(.bool(true)), "member": .open(JSON(member))])
        return try appraisal(id)
    }

    /// What a member wrote of themselves: for those on the roll until something is decided or it is withdrawn; from then on for
    /// its author alone. Nobody reads one by an office.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` where there is none; a denial.
    package func appraisalStatement(
        of member: ID<Member>, in id: ID<Appraisal>
    ) throws -> (text: String, author: PersonReference, writtenOn: LocalDate) {
        let stored = try storedAppraisal(id)
        try require(.readMotions, in: stored.branch)
        let isOnRoll = authority.member.map { stored.roll[$0] != nil } ?? false
        guard authority.member == member || isOnRoll && stored.status.isOpen else {
            throw Authority.Denial.notPermitted(.answerAppraisal)
        }
        let found = try session.one(
            "SELECT statement, written_at FROM appraisal_statement WHERE appraisal_id = \(id) AND member_id = \(member)"
        ) { (sealed: try $0.at(0) as [UInt8], at: try $0.at(1) as Instant) }
        guard let found, let author = try people(named: [member])[member] else {
            throw StoreError.notFound("appraisalStatement")
        }
        return (
            String(decoding: try keys.decrypt(found.sealed, for: Self.statementContext(of: id, member)), as: UTF8.self),
            author, settings.timeZone.date(of: found.at)
        )
    }

    /// Signs what was decided of the principal, with what they remark.
    ///
    /// - Throws: ``Appraisal/Refusal``, ``StoreError/notFound(_:)``; a denial for whoever gets no grade there.
    package func signAppraisal(_ id: ID<Appraisal>, remark: Text?) throws -> AppraisalListing {
        let (stored, member) = try ownAppraisal(id)
        guard let line = stored.course.lines[member], line.isGraded else {
            throw Authority.Denial.notPermitted(.answerAppraisal)
        }
        if line.signature != nil { throw Appraisal.Refusal.signed }
        if stored.status != .decided { throw Appraisal.Refusal.status(stored.status) }
        if line.toldOn == nil { throw Appraisal.Refusal.notToldYet }
        return try take(.signed([AppraisalSignature(member: member, remark: remark)], isOnPaper: false), in: stored)
    }

    /// Statements that do not open with the keys, the first hundred.
    func unreadableAppraisalStatements() throws -> [ID<Appraisal>] {
        var found: [ID<Appraisal>] = []
        try session.forEach(
            "SELECT appraisal_id, member_id, statement FROM appraisal_statement ORDER BY appraisal_id, member_id"
        ) { row in
            let (id, member, sealed): (ID<Appraisal>, ID<Member>, [UInt8]) = (
                try row["appraisal_id"], try row["member_id"], try row["statement"]
            )
            let opened = try? keys.decrypt(sealed, for: Self.statementContext(of: id, member))
            if found.count < 100, opened == nil { found.append(id) }
        }
        return found
    }

    private static func statementContext(of id: ID<Appraisal>, _ member: ID<Member>) -> String {
        "appraisal.statement:\(id.rawValue):\(member.rawValue)"
    }

    /// - Throws: ``StoreError/notFound(_:)``; a denial for whoever is not on the roll.
    private func ownAppraisal(_ id: ID<Appraisal>) throws -> (StoredAppraisal, ID<Member>) {
        let stored = try storedAppraisal(id)
        try require(.answerAppraisal, in: stored.branch)
        guard let member = authority.member, stored.roll[member] != nil else {
            throw Authority.Denial.notPermitted(.answerAppraisal)
        }
        return (stored, member)
    }

    // MARK: Steps

    /// An appraisal for whoever keeps the branch's, in one of these states.
    private func kept(_ id: ID<Appraisal>, in states: [Appraisal.Status]) throws -> StoredAppraisal {
        try kept(id, in: Set(states))
    }

    private func kept(_ id: ID<Appraisal>, in states: Set<Appraisal.Status>) throws -> StoredAppraisal {
        let stored = try storedAppraisal(id)
        try require(.keepMotions, in: stored.branch)
        if !states.contains(stored.status) { throw Appraisal.Refusal.status(stored.status) }
        return stored
    }

    private func requireHeld(_ stored: StoredAppraisal) throws {
        if today < stored.appraisal.heldOn { throw Appraisal.Refusal.notHeld(stored.appraisal.heldOn) }
    }

    /// What stands is followed by another only with the reason, and by another person, as the count of a motion is.
    private func requireAnother(
        of kind: AppraisalStep.Kind, in stored: StoredAppraisal, _ reason: Text?
    ) throws {
        guard let last = stored.steps.last(where: { $0.step.kind == kind }) else { return }
        if reason == nil { throw Appraisal.Refusal.needsReason }
        let isTheSame = last.by == principal.name || authority.member.map { $0 == last.member } ?? false
        if isTheSame { throw Appraisal.Refusal.enteredByYou }
    }

    private func take(_ step: AppraisalStep, in stored: StoredAppraisal) throws -> AppraisalListing {
        try session.run(
            """
            INSERT INTO appraisal_step (appraisal_id, step, content, reason, taken_at, taken_by, member_id)
            VALUES (\(stored.id), \(step.kind), \(step.kept.text), \(step.reason), \(now), \(principal.name),
                    \(authority.member))
            """)
        let status = AppraisalCourse(roll: stored.roll, stored.steps.map(\.step) + [step]).status
        if status != stored.status {
            try session.run("UPDATE appraisal SET status = \(status) WHERE id = \(stored.id)")
        }
        try audit(
            step.action, .appraisal, stored.id, in: place(of: stored.branch),
            before: ["status": .open(.string(stored.status.rawValue))],
            after: step.told.with("status", .open(.string(status.rawValue)))
                .with("step", .open(.string(step.kind.rawValue)))
                .with("reason", .hashed(JSON(step.reason?.string))))
        return try appraisal(stored.id)
    }
}

extension AppraisalStep {
    fileprivate var action: AuditAction {
        switch self {
        case .signed: .signed
        case .withdrawn: .withdrawn
        case .balloted, .counted, .proposed, .decided, .told: .changed
        }
    }

    /// As the audit has it: how many ballots gave whom which grade, and what was decided of whom, tell only whether it was so.
    fileprivate var told: AuditDocument {
        switch self {
        case .balloted(let ballots, _):
            [
                "present": .open(JSON(ballots.present)), "issued": .open(JSON(ballots.issued)),
                "returned": .open(JSON(ballots.returned)), "valid": .open(JSON(ballots.valid)),
            ]
        case .counted, .proposed: ["grades": .hashed(kept)]
        case .decided(let decision): ["on": .open(JSON(decision.on)), "grades": .hashed(kept)]
        case .told(let members, let day, let teller):
            [
                "members": .open(.array(members.map { JSON($0) })), "on": .open(JSON(day)),
                "toldBy": .open(JSON(teller)),
            ]
        case .signed(let signatures, let isOnPaper):
            [
                "members": .open(.array(signatures.map { JSON($0.member) })), "onPaper": .open(.bool(isOnPaper)),
                "remarks": .hashed(kept),
            ]
        case .withdrawn: [:]
        }
    }
}
