package import Domain

extension Transaction {
    // MARK: Before the vote

    /// Brings a motion before a branch's assembly.
    ///
    /// - Throws: a denial.
    package func bringMotion(_ motion: Motion, of branch: ID<Branch>) throws -> MotionListing {
        let place = try place(of: branch)
        try require(.keepMotions, in: place)
        try refuseDissolved(branch)
        let year = today.components.year
        let last: Int? = try session.value(
            "SELECT coalesce(max(number), 0) FROM motion WHERE branch_id = \(branch) AND year = \(year)")
        let number = Motion.Number(year: year, number: (last ?? 0) + 1)
        let id: ID<Motion> = try session.insert(
            """
            INSERT INTO motion (branch_id, year, number, kind, title, wording, origin, committee_on, papers, status,
                                brought_at, brought_by)
            VALUES (\(branch), \(number.year), \(number.number), \(motion.kind), \(motion.title), \(motion.wording),
                    \(motion.origin), \(motion.committeeOn), \(motion.papers), \(Motion.Status.brought), \(now),
                    \(principal.name))
            RETURNING id
            """)
        for (index, person) in motion.people.enumerated() {
            try session.run(
                """
                INSERT INTO motion_person (motion_id, place, name, member_id)
                VALUES (\(id), \(index + 1), \(person.name), \(person.member))
                """)
        }
        try audit(
            .recorded, .motion, id, in: place,
            after: [
                "number": .open(.string(number.text)), "branch": .open(JSON(branch)),
                "kind": .open(.string(motion.kind.rawValue)), "title": .open(.string(motion.title.string)),
                "wording": .hashed(.string(motion.wording.string)),
                "people": .hashed(.array(motion.people.map { .string($0.name) })),
            ])
        return try self.motion(id)
    }

    /// The member with the number, for a motion that is about them; a name where it is no number of the branch's.
    package func motionPerson(_ raw: String, of branch: ID<Branch>) throws -> Motion.Person {
        if let number = try? Code(raw.halfWidth), let member = try memberID(number),
            try place(of: member).branch == branch
        {
            return Motion.Person(name: try storedMember(member).member.name, member: member)
        }
        return Motion.Person(name: raw, member: nil)
    }

    /// Notes what was said of a motion, without which nothing is voted on.
    ///
    /// - Throws: ``FieldErrors`` for `on`; ``Motion/Refusal``.
    package func discussMotion(
        _ id: ID<Motion>, on day: LocalDate, said: Text, dissent: Text?
    ) throws -> MotionListing {
        let listing = try kept(id, in: [.brought])
        if day > today { throw FieldErrors("on", .range, "\(day) is still to come") }
        return try move(listing, .discussed(on: day, said: said, dissent: dissent), to: .discussed)
    }

    /// Enters what somebody wrote who will not be there: it stays sealed until the count.
    ///
    /// - Throws: ``FieldErrors`` for `member`, `receivedOn`; ``Motion/Refusal``.
    package func enterOpinion(
        _ choice: VoteChoice, of member: ID<Member>, receivedOn day: LocalDate, on id: ID<Motion>
    ) throws -> MotionListing {
        let listing = try kept(id, in: [.brought, .discussed])
        guard listing.motion.kind.rule.takesWrittenOpinions else { throw Motion.Refusal.noOpinions }
        if day > today { throw FieldErrors("receivedOn", .range, "\(day) is still to come") }
        guard try votingMembers(of: listing.branch, on: day).contains(where: { $0.member == member }) else {
            throw FieldErrors("member", .rule, "this one has no vote in the branch on \(day)")
        }
        if try session.exists(
            "SELECT 1 FROM written_opinion WHERE motion_id = \(id) AND member_id = \(member) AND withdrawn_at IS NULL")
        {
            throw Motion.Refusal.opinionIsThere
        }
        let sealed = try keys.encrypt(choice.sealed, for: Self.context(of: id, member))
        try session.run(
            """
            INSERT INTO written_opinion (motion_id, member_id, received_on, choice, entered_at, entered_by)
            VALUES (\(id), \(member), \(day), \(sealed), \(now), \(principal.name))
            """)
        try audit(
            .changed, .motion, id, in: place(of: listing.branch), after: ["opinionOf": .open(JSON(member))])
        return try motion(id)
    }

    /// Takes an opinion back that its sender wants back, or that was entered wrongly.
    ///
    /// - Throws: ``FieldErrors`` for `member`; ``Motion/Refusal``.
    package func withdrawOpinion(of member: ID<Member>, on id: ID<Motion>) throws -> MotionListing {
        let listing = try kept(id, in: [.brought, .discussed])
        let changed = try session.rows(
            """
            UPDATE written_opinion SET withdrawn_at = \(now), withdrawn_by = \(principal.name)
             WHERE motion_id = \(id) AND member_id = \(member) AND withdrawn_at IS NULL
            RETURNING id
            """
        ) { try $0.at(0) as Int64 }
        if changed.isEmpty { throw FieldErrors("member", .reference, "there is no opinion of this one") }
        try audit(
            .changed, .motion, id, in: place(of: listing.branch), after: ["opinionTakenBackBy": .open(JSON(member))])
        return try motion(id)
    }

    // MARK: The vote

    /// Opens the vote: the roll of its day is frozen.
    ///
    /// - Parameter without: who has no vote on that day though they are full members (留党察看, rights suspended), each with the
    ///   paper that says so.
    /// - Throws: ``FieldErrors``; ``Motion/Refusal``.
    package func openVote(
        on id: ID<Motion>, heldOn day: LocalDate, _ method: VoteCount.Method,
        without: [(member: ID<Member>, document: Text)]
    ) throws -> MotionListing {
        let listing = try kept(id, in: [.discussed])
        var errors = FieldErrors()
        if day > today { errors.add("on", .range, "\(day) is still to come: the roll is that of the day itself") }
        if let earliest = listing.earliestVote, day < earliest {
            errors.add("on", .range, "not before what went before it, on \(earliest)")
        }
        let roll = try votingMembers(of: listing.branch, on: day).map(\.member)
        for (place, voter) in without.enumerated() where !roll.contains(voter.member) {
            errors.add("without[\(place)].member", .rule, "this one is no full member of the branch on \(day)")
        }
        let voteless = Dictionary(without.map { ($0.member, $0.document) }) { first, _ in first }
        if voteless.count < without.count { errors.add("without", .duplicate, "somebody is named twice") }
        if roll.allSatisfy({ voteless[$0] != nil }) { errors.add("on", .rule, "nobody has a vote on \(day)") }
        try errors.check()
        let round = listing.votes.count + 1
        try session.run(
            """
            INSERT INTO motion_vote (motion_id, round, held_on, method, opened_at, opened_by)
            VALUES (\(id), \(round), \(day), \(method), \(now), \(principal.name))
            """)
        for member in roll {
            try session.run(
                """
                INSERT INTO motion_voter (motion_id, round, member_id, document)
                VALUES (\(id), \(round), \(member), \(voteless[member]))
                """)
        }
        try setStatus(.voting, of: id)
        try audit(
            .changed, .motion, id, in: place(of: listing.branch), before: Self.told(listing.status),
            after: Self.told(.voting).with("heldOn", .open(JSON(day)))
                .with("method", .open(.string(method.rawValue)))
                .with("entitled", .open(JSON(roll.count - voteless.count)))
                .with("without", .open(.array(voteless.keys.sorted().map { JSON($0) }))))
        return try motion(id)
    }

    /// Enters the count of an open vote, or another one in the place of one that was wrong: with the reason, and by somebody
    /// else. What nobody decided, for want of people or of good ballots, is voted on again.
    ///
    /// - Throws: ``FieldErrors``; ``Motion/Refusal``.
    package func countVote(_ count: VoteCount, of id: ID<Motion>) throws -> MotionListing {
        let listing = try kept(id, in: [.voting, .decided])
        guard let vote = listing.votes.last else { throw Motion.Refusal.status(listing.status) }
        if let own = authority.member, listing.motion.people.contains(where: { $0.member == own }) {
            throw Motion.Refusal.aboutYou
        }
        if let first = vote.count {
            guard count.reason != nil else { throw Motion.Refusal.counted }
            let isTheSame = first.by == principal.name || authority.member.map { $0 == first.member } ?? false
            if isTheSame { throw Motion.Refusal.countedByYou }
        } else if count.reason != nil {
            throw FieldErrors("reason", .rule, "this is the first count: leave this empty")
        }
        let roll = try motionRoll(of: id, round: vote.round).filter { $0.document == nil }.map(\.member)
        try count.check(
            vote.method, by: vote.rule, entitled: Set(roll), votedOn: Set(listing.motion.people.compactMap(\.member)),
            places: listing.motion.places)
        try requireAttendance(count, of: listing.branch, on: vote.heldOn)
        let written = try unsealed(of: listing, vote, roll, present: count.present)
        try session.run(
            """
            INSERT INTO motion_count (motion_id, round, content, written_yes, written_no, written_abstained, reason,
                                      counted_at, counted_by, member_id)
            VALUES (\(id), \(vote.round), \(count.kept.text), \(written.yes), \(written.no), \(written.abstained),
                    \(count.reason), \(now), \(principal.name), \(authority.member))
            """)
        let outcomes = count.outcomes(
            by: vote.rule, entitled: roll.count, written: written, places: listing.motion.places)
        let status: Motion.Status = outcomes.allSatisfy(\.isDecision) ? .decided : .discussed
        try setStatus(status, of: id)
        try audit(
            .changed, .motion, id, in: place(of: listing.branch), before: Self.told(listing.status),
            after: Self.told(status).with("present", .open(JSON(count.present.count)))
                .with("outcomes", .open(.array(outcomes.map { .string($0.rawValue) })))
                .with("reason", .hashed(JSON(count.reason?.string))))
        return try motion(id)
    }

    /// Nobody votes who is on record as not being there: where the assembly's attendance was taken, the count holds to it.
    private func requireAttendance(_ count: VoteCount, of branch: ID<Branch>, on day: LocalDate) throws {
        let taken = try assemblyAttendance(of: branch, on: day)
        var errors = FieldErrors()
        for (place, member) in count.present.enumerated() {
            guard let state = taken[member], state != .present else { continue }
            errors.add(
                "present[\(place)]", .conflict,
                "the attendance of that day’s assembly says that this one was not there: correct one of the two")
        }
        try errors.check()
    }

    /// Who with a vote was there by the attendance of the assembly of that day, by number.
    package func presentAtAssembly(of listing: MotionListing, _ vote: VoteListing) throws -> [Code] {
        let taken = try assemblyAttendance(of: listing.branch, on: vote.heldOn)
        return try motionRoll(of: listing.id, round: vote.round)
            .filter { $0.document == nil && taken[$0.member] == .present }.map(\.person.number)
    }

    private func assemblyAttendance(
        of branch: ID<Branch>, on day: LocalDate
    ) throws -> [ID<Member>: Attendance.State] {
        let rows = try session.rows(
            """
            SELECT attendance.member_id, attendance.state
              FROM attendance
              JOIN meeting ON meeting.id = attendance.meeting_id
             WHERE meeting.branch_id = \(branch) AND meeting.date = \(day)
               AND (meeting.kind = \(Meeting.Kind.assembly) OR meeting.also = \(Meeting.Kind.assembly))
               AND meeting.status = 'scheduled' AND attendance.state IS NOT NULL
            """
        ) { (try $0.at(0) as ID<Member>, try $0.at(1) as Attendance.State) }
        return Dictionary(rows) { one, other in one == .present ? one : other }
    }

    /// What those wrote who have a vote and were not there.
    private func unsealed(
        of listing: MotionListing, _ vote: VoteListing, _ roll: [ID<Member>], present: [ID<Member>]
    ) throws -> Tally {
        guard vote.rule.takesWrittenOpinions else { return Tally(yes: 0, no: 0, abstained: 0) }
        let counted = Set(roll).subtracting(present)
        let choices = try session.rows(
            """
            SELECT member_id, choice FROM written_opinion
             WHERE motion_id = \(listing.id) AND withdrawn_at IS NULL AND received_on <= \(vote.heldOn)
            """
        ) { row -> VoteChoice? in
            let member: ID<Member> = try row.at(0)
            guard counted.contains(member) else { return nil }
            let opened = try keys.decrypt(try row.at(1), for: Self.context(of: listing.id, member))
            guard let choice = VoteChoice(sealed: opened) else {
                throw StorageFault.corrupt("a written opinion cannot be read")
            }
            return choice
        }
        return Tally(choices.compactMap(\.self))
    }

    // MARK: What becomes of it

    /// Who gives the higher organisation's word: nobody does for a branch that they answer for.
    package func answersMotions(of branch: ID<Branch>) throws -> Bool {
        try allows(.answerMotions, in: branch) && !authority.actsFor(branch)
    }

    /// - Throws: a denial for whoever does not give the higher organisation's word.
    func requireAnswering(in branch: ID<Branch>) throws {
        try require(.answerMotions, in: branch)
        if authority.actsFor(branch) { throw Authority.Denial.notPermitted(.answerMotions) }
    }

    /// The higher organisation's answer to what was carried.
    ///
    /// - Throws: ``FieldErrors`` for `on`, `reason`; ``Motion/Refusal``; a denial for whoever answers for the branch.
    package func answerMotion(
        _ id: ID<Motion>, on day: LocalDate, isApproved: Bool, document: Text?, reason: Text?
    ) throws -> MotionListing {
        let listing = try motion(id)
        try requireAnswering(in: listing.branch)
        guard listing.motion.kind.needsApproval else { throw Motion.Refusal.noApproval }
        guard listing.answerDue != nil, let vote = listing.votes.last else {
            throw Motion.Refusal.status(listing.status)
        }
        var errors = FieldErrors()
        if day > today { errors.add("on", .range, "\(day) is still to come") }
        if day < vote.heldOn { errors.add("on", .range, "not before the vote, on \(vote.heldOn)") }
        if !isApproved, reason == nil { errors.add("reason", .required, "say why it is refused") }
        try errors.check()
        return try move(
            listing, .answered(on: day, isApproved: isApproved, document: document, reason: reason),
            to: isApproved ? .approved : .refused)
    }

    /// Takes a motion back that nobody voted on.
    ///
    /// - Throws: ``Motion/Refusal``.
    package func withdrawMotion(_ id: ID<Motion>, reason: Text) throws -> MotionListing {
        try move(kept(id, in: [.brought, .discussed]), .withdrawn(reason: reason), to: .withdrawn)
    }

    /// - Throws: a denial; ``StoreError/notFound(_:)``.
    package func requireKeepingMotion(_ id: ID<Motion>) throws { try require(.keepMotions, in: motion(id).branch) }

    /// A motion for whoever keeps the branch's, in one of these states.
    private func kept(_ id: ID<Motion>, in states: Set<Motion.Status>) throws -> MotionListing {
        let listing = try motion(id)
        try require(.keepMotions, in: listing.branch)
        if !states.contains(listing.status) { throw Motion.Refusal.status(listing.status) }
        return listing
    }

    private func move(
        _ listing: MotionListing, _ step: MotionStep, to status: Motion.Status
    ) throws -> MotionListing {
        let row = KeptMotionStep(step: step)
        try session.run(
            """
            INSERT INTO motion_step (motion_id, \(columnsOf: KeptMotionStep.self), taken_at, taken_by)
            VALUES (\(listing.id), \(valuesOf: row), \(now), \(principal.name))
            """)
        try setStatus(status, of: listing.id)
        try audit(
            status == .withdrawn ? .withdrawn : .changed, .motion, listing.id, in: place(of: listing.branch),
            before: Self.told(listing.status),
            after: row.document.with("status", .open(.string(status.rawValue))))
        return try motion(listing.id)
    }

    private func setStatus(_ status: Motion.Status, of id: ID<Motion>) throws {
        try session.run("UPDATE motion SET status = \(status) WHERE id = \(id)")
    }

    private static func told(_ status: Motion.Status) -> AuditDocument {
        ["status": .open(.string(status.rawValue))]
    }

    private static func context(of id: ID<Motion>, _ member: ID<Member>) -> String {
        "motion.opinion:\(id.rawValue):\(member.rawValue)"
    }
}

extension MotionListing {
    /// The day of the discussion, or of the vote before.
    fileprivate var earliestVote: LocalDate? {
        if let before = votes.last { return before.heldOn }
        return steps.first { $0.step.kind == .discussed }?.step.day
    }
}

extension VoteChoice {
    /// One character each, so that what is sealed is of one length.
    fileprivate var sealed: String {
        switch self {
        case .yes: "+"
        case .no: "-"
        case .abstain: "0"
        }
    }

    fileprivate init?(sealed: [UInt8]) {
        guard let found = VoteChoice.allCases.first(where: { Array($0.sealed.utf8) == sealed }) else { return nil }
        self = found
    }
}

/// A step as it is kept.
private struct KeptMotionStep: Columned {
    let step: MotionStep

    static let columns: [Column<KeptMotionStep>] = [
        Column("step", audited: .open) { $0.step.kind },
        Column("day", as: "on", audited: .open) { $0.step.day },
        Column("said", audited: .hashed) { $0.step.said },
        Column("dissent", audited: .hashed) { $0.step.dissent },
        Column("approved", audited: .open) { $0.step.isApproved },
        Column("document", audited: .open) { $0.step.document },
    ]
}
