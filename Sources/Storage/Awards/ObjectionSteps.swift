package import Domain

/// What the receiving body does with an objection until it is decided, and afterwards.
extension Transaction {
    /// Takes an objection in: it will be investigated.
    ///
    /// - Throws: ``Objection/Refusal``.
    package func admitObjection(_ id: ID<Objection>) throws -> ObjectionListing {
        let stored = try receivedObjection(id)
        try require(stored, .received)
        if stored.isAnonymous, !stored.hasLead { throw Objection.Refusal.noLead }
        return try move(stored, to: .admitted)
    }

    /// Does not take an objection in, with the reason.
    ///
    /// - Throws: ``Objection/Refusal``.
    package func refuseObjection(_ id: ID<Objection>, reason: Text) throws -> ObjectionListing {
        let stored = try receivedObjection(id)
        try require(stored, .received)
        return try move(
            stored, to: .notAdmitted,
            ", outcome = \(Objection.Outcome.notAdmitted), reasons = \(reason), decided_on = \(today)")
    }

    /// Says who investigates it: somebody who entered, scored, adjusted and holds nothing concerned in that month.
    ///
    /// - Throws: ``Objection/Refusal``, ``FieldErrors``.
    package func nameInvestigator(_ number: Code, of id: ID<Objection>) throws -> ObjectionListing {
        let stored = try receivedObjection(id)
        guard stored.status.isOpen else { throw Objection.Refusal.notOpen(stored.status) }
        let member = try requireMember(number.text)
        try requireUnbarred(member, from: stored)
        try update(
            "objection", id, at: check(version: stored.version), setting: "investigator_id = \(member)")
        try audit(
            .changed, .objection, id, in: place(of: stored.branch),
            before: ["investigator": .open(JSON(stored.investigator))],
            after: ["number": .open(.string(stored.number.text)), "investigator": .open(JSON(member))])
        return try objection(id)
    }

    /// Notes that somebody is too near to what an objection is about: of their household, or near to them otherwise. It is
    /// never taken back, and they do not investigate it.
    package func declareTie(of number: Code, to id: ID<Objection>, tie: Text) throws -> ObjectionListing {
        let stored = try receivedObjection(id)
        guard stored.status.isOpen else { throw Objection.Refusal.notOpen(stored.status) }
        let member = try requireMember(number.text)
        let sealed = try keys.encrypt(tie.string, for: stored.number.context(.tie))
        try session.run(
            """
            INSERT INTO objection_tie (objection_id, member_id, tie, declared_at, declared_by)
            VALUES (\(id), \(member), \(sealed), \(now), \(principal.name))
            """
        )
        try audit(
            .changed, .objection, id, in: place(of: stored.branch),
            after: ["number": .open(.string(stored.number.text)), "tied": .open(JSON(member))])
        return try objection(id)
    }

    /// Notes that whoever objected was told what became of it.
    ///
    /// - Throws: ``Objection/Refusal``, ``FieldErrors`` for `on`.
    package func tellObjection(_ id: ID<Objection>, on given: LocalDate?) throws -> ObjectionListing {
        let stored = try receivedObjection(id)
        guard let outcome = stored.outcome, stored.status == outcome.status, let decided = stored.decidedOn else {
            throw Objection.Refusal.notDecided(stored.status)
        }
        let day = given ?? today
        if day < decided || day > today {
            throw FieldErrors("on", .range, "a day from \(decided), when it was decided, to today")
        }
        return try move(stored, to: .told, ", told_on = \(day)")
    }

    /// Takes an objection back: for whoever objected by the receiving body, an appeal also by whoever made it.
    ///
    /// - Throws: ``Objection/Refusal/notOpen(_:)``
    package func withdrawObjection(_ id: ID<Objection>) throws -> ObjectionListing {
        let stored = try storedObjection(id)
        try require(.readResults, in: stored.branch)
        let isOwn =
            stored.appellant != nil
            && stored.appellant == authority.member.map { appellant($0, in: stored.cycle) }
        if !isOwn { _ = try receivedObjection(id) }
        // Sent twice, it is withdrawn once.
        if isOwn, stored.status == .withdrawn { return try objection(id) }
        guard stored.status.isOpen else { throw Objection.Refusal.notOpen(stored.status) }
        return try move(stored, to: .withdrawn, action: .withdrawn, isProtected: isOwn)
    }

    // MARK: -

    private func require(_ stored: StoredObjection, _ needed: Objection.Status) throws(Objection.Refusal) {
        guard stored.status == needed else { throw .notIn(stored.status, needed: needed) }
    }

    func move(
        _ stored: StoredObjection, to status: Objection.Status, _ more: SQL = "", action: AuditAction = .changed,
        isProtected: Bool = false
    ) throws -> ObjectionListing {
        try update(
            "objection", stored.id, at: check(version: stored.version), setting: "status = \(status)\(more)")
        try audit(
            action, .objection, stored.id, in: place(of: stored.branch),
            before: ["status": .open(.string(stored.status.rawValue))],
            after: ["number": .open(.string(stored.number.text)), "status": .open(.string(status.rawValue))],
            isProtected: isProtected)
        return try objection(stored.id)
    }

    /// - Throws: ``Objection/Refusal/barred(_:_:)``, with all that is in the way.
    func requireUnbarred(_ member: ID<Member>, from stored: StoredObjection) throws {
        let bars = try self.bars(of: member, from: stored)
        if bars.isEmpty { return }
        throw Objection.Refusal.barred(try storedMember(member).member.number, bars)
    }

    /// What keeps a member from investigating it: what they entered, scored, adjusted or hold of what is concerned, each
    /// record of it, whether it stands or not, and a declared tie.
    private func bars(of member: ID<Member>, from stored: StoredObjection) throws -> [Objection.Bar] {
        let cycle = try storedCycle(stored.cycle)
        let areas = try monthRecords(of: cycle, only: stored.matter.area).areas
        let codes = Dictionary(areas.map { ($0.id, $0.code) }, uniquingKeysWith: { first, _ in first })
        let names: [String] = try session.rows("SELECT name FROM account WHERE member_id = \(member) ORDER BY id") {
            try $0.at(0)
        }
        var bars: [Objection.Bar] = try areas.filter { area in
            try area.holders.contains { $0.id == member } || holdsInMonth(area.id, cycle.month, [member])
        }.map { .holds(area: $0.code) }
        try session.forEach(
            """
            SELECT id, area_id, assessor_id FROM sheet
             WHERE cycle_id = \(cycle.id) AND (assessor_id = \(member) OR recorded_by IN \(list: names))
             ORDER BY id
            """
        ) { row in
            guard let code = codes[try row.at(1)] else { return }
            let assessor: ID<Member>? = try row.at(2)
            let sheet: ID<Sheet> = try row.at(0)
            bars.append(assessor == member ? .scored(sheet: sheet, area: code) : .entered(sheet: sheet, area: code))
        }
        try session.forEach(
            """
            SELECT id, area_id FROM adjustment
             WHERE cycle_id = \(cycle.id) AND (recorder_id = \(member) OR recorded_by IN \(list: names))
             ORDER BY id
            """
        ) { row in
            guard let code = codes[try row.at(1)] else { return }
            bars.append(.adjusted(adjustment: try row.at(0), area: code))
        }
        if stored.matter == .process, try ledMonth(cycle.id, names) { bars.append(.ledMonth) }
        let ties = try storedTies(of: stored.id, stored.number)
        let number = try storedMember(member).member.number
        bars += ties.filter { $0.member.number == number }.map { .tied(reason: $0.tie) }
        return bars
    }

    /// Whether one of the accounts closed, opened again or posted the month.
    private func ledMonth(_ cycle: ID<Cycle>, _ names: [String]) throws -> Bool {
        try session.exists(
            """
            SELECT 1 FROM cycle_closing WHERE cycle_id = \(cycle) AND closed_by IN \(list: names)
            UNION ALL
            SELECT 1 FROM cycle_reopening WHERE cycle_id = \(cycle) AND reopened_by IN \(list: names)
            UNION ALL
            SELECT 1 FROM snapshot WHERE cycle_id = \(cycle) AND taken_by IN \(list: names)
            """
        )
    }
}
