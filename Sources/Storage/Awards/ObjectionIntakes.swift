package import Domain

/// Where an objection to a month is entered: which month, and by whom it is received.
package struct ObjectionDesk: Sendable {
    package let cycle: Cycle
    package let postedOn: LocalDate
    package let today: LocalDate
    let receiver: Committee
    let snapshot: SnapshotReference
}

extension Transaction {
    /// For the receiving body.
    ///
    /// - Throws: ``Objection/Refusal/notPosted(_:)``; a denial for whoever is not of the body that the notice names.
    package func receivingDesk(for id: ID<Cycle>) throws -> ObjectionDesk {
        let cycle = try storedCycle(id)
        try require(.readResults, in: cycle.branch)
        let desk = try noticeReceiver(for: cycle.branch)
        guard try mayReceive(at: desk.committee.id, of: cycle.branch) else {
            throw Authority.Denial.notPermitted(.receiveObjections)
        }
        return try objectionDesk(cycle, desk.committee)
    }

    /// For a member's own page.
    ///
    /// - Throws: ``Objection/Refusal/notPosted(_:)``
    package func appealDesk(for id: ID<Cycle>) throws -> ObjectionDesk {
        let cycle = try storedCycle(id)
        try require(.appeal, in: cycle.branch)
        return try objectionDesk(cycle, noticeReceiver(for: cycle.branch).committee)
    }

    /// Whoever appeals held the area in the month.
    ///
    /// - Throws: a denial for whoever did not.
    package func requireOwn(_ area: ID<ResponsibilityArea>, at desk: ObjectionDesk) throws {
        guard let member = authority.member, try holds(area, member, in: desk.cycle) else {
            throw Authority.Denial.notPermitted(.appeal)
        }
    }

    private func holds(_ area: ID<ResponsibilityArea>, _ member: ID<Member>, in cycle: Cycle) throws -> Bool {
        try monthRecords(of: cycle, only: area).areas.first?.holders.contains { $0.id == member } ?? false
    }

    private func objectionDesk(_ cycle: Cycle, _ receiver: Committee) throws -> ObjectionDesk {
        try Objection.requirePosted(cycle)
        guard let snapshot = try latestSnapshot(of: cycle.id), let postedOn = cycle.postedOn else {
            throw StorageFault.corrupt("a posted month without a snapshot")
        }
        return ObjectionDesk(cycle: cycle, postedOn: postedOn, today: today, receiver: receiver, snapshot: snapshot)
    }

    /// Whether whoever asks is of the body that receives objections to the month's notice.
    package func receivesObjections(to cycle: Cycle) throws -> Bool {
        try allows(.readResults, in: cycle.branch)
            && mayReceive(at: noticeReceiver(for: cycle.branch).committee.id, of: cycle.branch)
    }

    /// The areas that a month has, by code.
    package func areasOfMonth(_ cycle: Cycle) throws -> [AreaInMonth] {
        try require(.readResults, in: cycle.branch)
        return try monthRecords(of: cycle).areas
    }

    /// What an objection is about, in the month of the desk.
    ///
    /// - Throws: ``FieldErrors``: another month's sheet, adjustment or area is none of this one.
    package func matter(
        _ kind: Objection.Matter.Kind, area: Code?, sheet: ID<Sheet>?, adjustment: ID<Adjustment>?,
        at desk: ObjectionDesk
    ) throws -> Objection.Matter {
        var errors = FieldErrors()
        for (field, isGiven, needed) in [
            ("area", area != nil, Objection.Matter.Kind.area), ("sheet", sheet != nil, .sheet),
            ("adjustment", adjustment != nil, .adjustment),
        ] {
            if kind == needed, !isGiven { errors.add(field, .required, "which one it is about") }
            if kind != needed, isGiven { errors.add(field, .conflict, "it is about something else") }
        }
        try errors.check()
        let cycle = desk.cycle.id
        if let area {
            let found = try monthRecords(of: desk.cycle).areas.first { $0.code == area }
            guard let found else {
                throw FieldErrors("area", .reference, "the month has no responsibility area \(area.text)")
            }
            return .area(found.id)
        }
        if let sheet {
            let of: ID<ResponsibilityArea>? = try session.value(
                "SELECT area_id FROM sheet WHERE id = \(sheet) AND cycle_id = \(cycle) AND \(KeptSheet.counts)")
            guard let of else { throw FieldErrors("sheet", .reference, "no sheet of the month has this number") }
            return .sheet(sheet, of: of)
        }
        if let adjustment {
            let of: ID<ResponsibilityArea>? = try session.value(
                """
                SELECT area_id FROM adjustment
                 WHERE id = \(adjustment) AND cycle_id = \(cycle) AND \(KeptAdjustment.counts)
                """)
            guard let of else {
                throw FieldErrors("adjustment", .reference, "no adjustment of the month has this number")
            }
            return .adjustment(adjustment, of: of)
        }
        return .process
    }

    /// Takes an objection down, as the receiving body.
    package func register(_ intake: ObjectionIntake, at desk: ObjectionDesk) throws -> ObjectionListing {
        try objection(keep(intake, at: desk, appellant: nil))
    }

    /// Takes a member's appeal down about an area that they held in the month. The same appeal again is the one that is open;
    /// one that was decided is not made again about the same ranking.
    ///
    /// - Throws: ``FieldErrors``, ``Objection/Refusal/decidedBefore(_:)``.
    package func appeal(
        about matter: Objection.Matter, grounds: Text, contact: Text?, at desk: ObjectionDesk
    ) throws -> (ObjectionListing, ImportOutcome) {
        let member = try ownMember(field: "area")
        guard let area = matter.area, try holds(area, member, in: desk.cycle) else {
            throw FieldErrors("area", .rule, "a member appeals about an area that they held in the month")
        }
        let key = appellant(member, in: desk.cycle.id)
        let before = try session.one(
            """
            SELECT id, status FROM objection
             WHERE cycle_id = \(desk.cycle.id) AND appellant = \(key) AND area_id = \(area)
               AND snapshot_id = \(desk.snapshot.id) AND status <> \(Objection.Status.withdrawn)
             ORDER BY id DESC LIMIT 1
            """
        ) { (try $0.at(0) as ID<Objection>, try $0.at(1) as Objection.Status) }
        if let (id, status) = before {
            guard status.isOpen else { throw Objection.Refusal.decidedBefore(try storedObjection(id).number) }
            return (try objection(id), .unchanged)
        }
        let person = try storedMember(member).member
        let intake = ObjectionIntake(
            kind: .appeal, matter: matter, way: .ownPage, receivedOn: today, grounds: grounds, lead: nil,
            objector: ObjectionIntake.Objector(
                name: Text(kept: "\(person.name) \(person.number.text)"), contact: contact ?? Text(kept: "–")))
        return (try objection(keep(intake, at: desk, appellant: key)), .created)
    }

    private func keep(
        _ intake: ObjectionIntake, at desk: ObjectionDesk, appellant: String?
    ) throws -> ID<Objection> {
        let (committee, year) = (desk.receiver.id, today.components.year)
        let last: Int? = try session.value(
            "SELECT coalesce(max(number), 0) FROM objection WHERE committee_id = \(committee) AND year = \(year)")
        let number = Objection.Number(committee: desk.receiver.code, year: year, number: (last ?? 0) + 1)
        guard let ends = desk.cycle.noticeEnds else { throw StorageFault.corrupt("a notice without an end") }
        let due = Objection.due(noticeEnds: ends, calendar: try workCalendar())
        let objector = try intake.objector.map { objector in
            let json: JSON = ["name": .string(objector.name.string), "contact": .string(objector.contact.string)]
            return try keys.encrypt(json.bytes(), for: number.context(.objector))
        }
        let grounds = try keys.encrypt(intake.grounds.string, for: number.context(.grounds))
        let lead = try intake.lead.map { try keys.encrypt($0.string, for: number.context(.lead)) }
        let id: ID<Objection> = try session.insert(
            """
            INSERT INTO objection (committee_id, year, number, cycle_id, snapshot_id, kind, matter, area_id, sheet_id,
                                   adjustment_id, way, anonymous, objector, grounds, lead, appellant, received_on,
                                   received_at, received_by, due_on, status)
            VALUES (\(committee), \(year), \(number.number), \(desk.cycle.id), \(desk.snapshot.id), \(intake.kind),
                    \(intake.matter.kind), \(intake.matter.area), \(intake.matter.sheet), \(intake.matter.adjustment),
                    \(intake.way), \(intake.objector == nil), \(objector), \(grounds), \(lead), \(appellant),
                    \(intake.receivedOn), \(now), \(appellant == nil ? principal.name : nil), \(due),
                    \(Objection.Status.received))
            RETURNING id
            """
        )
        try audit(
            .recorded, .objection, id, in: place(of: desk.cycle.branch),
            after: [
                "number": .open(.string(number.text)), "cycle": .open(JSON(desk.cycle.id)),
                "status": .open(.string(Objection.Status.received.rawValue)),
            ], isProtected: appellant != nil)
        return id
    }
}
