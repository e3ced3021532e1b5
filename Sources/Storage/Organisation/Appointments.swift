package import Domain

/// An appointment as lists show it.
package struct AppointmentListing: Hashable, Sendable {
    package let appointment: Appointment
    package let branch: Code
    package let member: PersonReference
    package let group: String?
}

extension Transaction {
    private static let appointmentListing: SQL =
        """
        SELECT appointment.id, appointment.branch_id, appointment.member_id, appointment.office, appointment.basis,
               appointment.group_id, appointment.from_date, appointment.until_date, appointment.document, branch.code AS branch_code,
               member.number, member.name, party_group.name AS group_name
          FROM appointment
          JOIN branch ON branch.id = appointment.branch_id
          JOIN member ON member.id = appointment.member_id
          LEFT JOIN party_group ON party_group.id = appointment.group_id
        """

    /// A branch's appointments, in the order they were made.
    package func appointments(of branch: ID<Branch>, _ page: PageRequest = PageRequest()) throws -> Page<
        AppointmentListing
    > {
        try require(.readOrganisation, in: branch)
        let rows = try session.rows(
            """
            \(Self.appointmentListing)
             WHERE appointment.branch_id = \(branch) AND appointment.id > \(page.after?.integer() ?? 0)
             ORDER BY appointment.id LIMIT \(page.limit + 1)
            """,
            AppointmentListing.init(row:)
        )
        return Page(rows, page) { [JSON($0.appointment.id)] }
    }

    /// The offices that a member holds and held, in whatever branch, in the order they were made. Of branches that are not
    /// the reader's to see there is nothing.
    package func appointments(of member: ID<Member>) throws -> [AppointmentListing] {
        try require(.readOrganisation, in: place(of: member))
        return try session.rows(
            "\(Self.appointmentListing) WHERE appointment.member_id = \(member) ORDER BY appointment.id",
            AppointmentListing.init(row:)
        ).filter { try authority.sees(place(of: $0.appointment.branch)) }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func appointment(_ id: ID<Appointment>) throws -> AppointmentListing {
        let found = try session.one(
            "\(Self.appointmentListing) WHERE appointment.id = \(id)", AppointmentListing.init(row:))
        guard let found else { throw StoreError.notFound("appointment") }
        try require(.readOrganisation, in: found.appointment.branch)
        return found
    }

    /// One that is named in a list.
    ///
    /// - Throws: ``FieldErrors`` for `field` where there is none for the principal.
    package func requireAppointment(_ id: ID<Appointment>, field: String) throws -> AppointmentListing {
        let branch: ID<Branch>? = try session.value("SELECT branch_id FROM appointment WHERE id = \(id)")
        guard let branch, try authority.sees(place(of: branch)) else {
            throw FieldErrors(field, .reference, "there is no such appointment")
        }
        return try appointment(id)
    }

    /// Who may appoint to an office, and relieve of it. Nobody appoints themselves.
    private func requireAppointing(_ office: Appointment.Office, in branch: ID<Branch>, _ member: ID<Member>?) throws {
        if authority.isUnlimited { return }
        try require(Self.appointing(office), in: branch)
        if let member, member == authority.member { throw Appointment.Refusal.ownAppointment }
    }

    private static func appointing(_ office: Appointment.Office) -> Action {
        office == .secretary ? .appointSecretaries : .appointOfficers
    }

    /// The offices of the branch to which the principal may appoint, and of which they may relieve.
    package func officesToFill(in branch: ID<Branch>) throws -> [Appointment.Office] {
        try Appointment.Office.allCases.filter { try allows(Self.appointing($0), in: branch) }
    }

    /// The offices of the branch to which the principal may appoint somebody of another branch.
    package func officesToSend(to branch: ID<Branch>) throws -> [Appointment.Office] {
        guard try allows(.appointSecretaries, in: branch) else { return [] }
        return try officesToFill(in: branch).filter { $0 != .groupLeader }
    }

    /// Appoints a member of the branch to an office; somebody of another branch by the committee's document.
    ///
    /// - Parameters:
    ///   - group: the group to be led; group leaders only.
    ///   - basis: how the secretary's post is held; the branch's usual way if nil.
    ///   - document: the number of the committee's document.
    ///   - from: the first day; nil for "since before the records began".
    ///   - until: the last day, of one that is over already; nil for until further notice.
    ///   - reason: needed where it reaches back into a month with sheets of theirs that it makes count, on which it then stands.
    /// - Throws: ``Appointment/Refusal``, ``Membership/Refusal``, ``FieldErrors``.
    package func appoint(
        _ member: ID<Member>, to office: Appointment.Office, in branch: ID<Branch>, group: ID<Group>? = nil,
        basis: Branch.SecretaryPost? = nil, document: Text? = nil, from: LocalDate?, until: LocalDate? = nil,
        reason: Text? = nil
    ) throws -> AppointmentListing {
        try requireAppointing(office, in: branch, member)
        try refuseDissolved(branch)
        if (office == .groupLeader) != (group != nil) {
            throw FieldErrors("group", .conflict, "a group leader leads one group, and no other office has one")
        }
        if office != .secretary, basis != nil {
            throw FieldErrors("basis", .conflict, "only a secretary is full-time or concurrent")
        }
        let isSent = try !isMember(member, of: branch, on: from ?? today)
        if isSent {
            try requireSending(member, to: office, in: branch, document, on: from ?? today)
        }
        // Not the other way about: whoever is inspected would choose who inspects them.
        if office.role.entersScores, let role = try roleApart(of: member) { throw Appointment.Refusal.keptApart(role) }
        guard let span = DateSpan(from: from, until: until) else { throw Appointment.Refusal.endsBeforeItBegan }
        try refuseTaken(office, of: branch, by: member, group: group, in: span)
        let late = try keepLate(.appointed, of: member, office, in: branch, isSent: isSent, from: from, reason)
        var held = basis
        if office == .secretary, held == nil {
            held = try session.value("SELECT secretary_post FROM branch WHERE id = \(branch)")
        }
        let id: ID<Appointment> = try session.insert(
            """
            INSERT INTO appointment (branch_id, member_id, office, basis, group_id, from_date, until_date, document,
                                     recorded_on)
            VALUES (\(branch), \(member), \(office), \(held), \(group), \(from), \(until), \(document?.string),
                    \(today))
            RETURNING id
            """
        )
        try audit(
            .appointed, .appointment, id, in: place(of: branch),
            after: [
                "member": .open(JSON(member)), "branch": .open(JSON(branch)), "office": .open(.string(office.rawValue)),
                "from": .open(JSON(from)), "until": .open(JSON(until)), "document": .open(JSON(document?.string)),
                "reason": .open(JSON(late?.string)),
            ]
        )
        return try appointment(id)
    }

    /// Whether somebody of another branch may be appointed: by the committee's office, with its document, and to whatever
    /// is not of a group (下派).
    private func requireSending(
        _ member: ID<Member>, to office: Appointment.Office, in branch: ID<Branch>, _ document: Text?, on day: LocalDate
    ) throws {
        guard office != .groupLeader else { throw Appointment.Refusal.notOfTheGroup }
        guard document != nil else { throw Appointment.Refusal.notInBranch }
        try require(.appointSecretaries, in: branch)
        let belongs = try session.exists(
            """
            SELECT 1 FROM membership
             WHERE member_id = \(member) AND \(SpanColumns(of: "membership").areInForce(on: day))
            """
        )
        if !belongs { throw Membership.Refusal.notInAnyBranch }
    }

    /// One secretary at a time per branch, one leader at a time per group; the other offices may be shared, though nobody holds one twice.
    private func refuseTaken(
        _ office: Appointment.Office, of branch: ID<Branch>, by member: ID<Member>, group: ID<Group>?, in span: DateSpan
    ) throws {
        let isExclusive = office == .secretary || office == .groupLeader
        let others: SQL = isExclusive ? "1 = 1" : "appointment.member_id = \(member)"
        let holder: Code? = try session.value(
            """
            SELECT member.number
              FROM appointment JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id = \(branch) AND appointment.office = \(office)
               AND appointment.group_id IS NOT DISTINCT FROM \(group) AND \(others)
               AND \(SpanColumns(of: "appointment").meet(span))
             ORDER BY appointment.id LIMIT 1
            """
        )
        if let holder { throw Appointment.Refusal.officeTaken(by: holder, office) }
    }

    /// Lets an appointment, or its end, stand on the months with sheets of the member's that count by it, or do not.
    private func keepLate(
        _ kind: LatePaper.Kind, of member: ID<Member>, _ office: Appointment.Office, in branch: ID<Branch>,
        isSent: Bool, from day: LocalDate?, _ reason: Text?
    ) throws -> Text? {
        // A member of the branch may score it without an office, but for the group's tier.
        guard isSent || office == .groupLeader else { return nil }
        let first = day ?? .earliest
        let reached = try monthsReached(by: member, in: [branch], tier: isSent ? nil : .group, from: first)
        try requireLate(reached)
        guard let late = try LatePaper.reason(reason, reaching: reached, field: "reason") else { return nil }
        try keep(kind, of: member, from: first, on: reached, late)
        return late
    }

    /// Ends an appointment with a last day.
    ///
    /// - Parameter reason: needed where it reaches back into a month with sheets of theirs, on which it then stands.
    /// - Throws: ``Appointment/Refusal``, ``FieldErrors``.
    package func endAppointment(
        _ id: ID<Appointment>, on day: LocalDate, reason: Text? = nil
    ) throws -> AppointmentListing {
        let before = try appointment(id).appointment
        try requireAppointing(before.office, in: before.branch, nil)
        guard before.span.until == nil else { throw Appointment.Refusal.alreadyEnded }
        guard DateSpan(from: before.span.from, until: day) != nil else { throw Appointment.Refusal.endsBeforeItBegan }
        let next = day.adding(days: 1)
        let isSent = try !isMember(before.member, of: before.branch, on: next)
        let late = try keepLate(
            .relieved, of: before.member, before.office, in: before.branch, isSent: isSent, from: next, reason)
        let ended = try session.changed(
            by: "UPDATE appointment SET until_date = \(day) WHERE id = \(id) AND until_date IS NULL")
        guard ended == 1 else { throw Appointment.Refusal.alreadyEnded }
        try audit(
            .ended, .appointment, id, in: place(of: before.branch),
            after: ["until": .open(JSON(day)), "reason": .open(JSON(late?.string))])
        return try appointment(id)
    }

    /// The offices that the member would hold on the day or after it, in whichever branch, in the order of their
    /// appointments.
    func officesHeld(by member: ID<Member>, from day: LocalDate) throws -> [Appointment] {
        try session.rows(
            """
            \(Self.appointmentListing)
             WHERE appointment.member_id = \(member) AND \(SpanColumns(of: "appointment").reach(day))
             ORDER BY appointment.id
            """,
            AppointmentListing.init(row:)
        ).map(\.appointment)
    }

    /// Ends an appointment the day before `day`. One that would have begun on the day or later comes to nothing.
    func endAppointment(_ appointment: Appointment, before day: LocalDate) throws {
        try requireAppointing(appointment.office, in: appointment.branch, nil)
        let last = day.adding(days: -1)
        if DateSpan(from: appointment.span.from, until: last) != nil {
            try session.run("UPDATE appointment SET until_date = \(last) WHERE id = \(appointment.id)")
        } else {
            try session.run("DELETE FROM appointment WHERE id = \(appointment.id)")
        }
        try audit(
            .ended, .appointment, appointment.id, in: place(of: appointment.branch),
            before: [
                "member": .open(JSON(appointment.member)), "branch": .open(JSON(appointment.branch)),
                "office": .open(.string(appointment.office.rawValue)), "from": .open(JSON(appointment.span.from)),
                "until": .open(JSON(appointment.span.until)),
            ], after: ["until": .open(JSON(last))])
    }

    /// One office named in the office's list of members.
    ///
    /// - Throws: ``FieldErrors`` for `field` if another member holds it.
    package func importAppointment(
        _ member: ID<Member>, to office: Appointment.Office, in branch: ID<Branch>, group: ID<Group>?, field: String
    ) throws -> ImportOutcome {
        try require(.readOrganisation, in: branch)
        let holds = try session.exists(
            """
            SELECT 1 FROM appointment
             WHERE member_id = \(member) AND branch_id = \(branch) AND office = \(office)
               AND group_id IS NOT DISTINCT FROM \(group) AND until_date IS NULL
            """
        )
        if holds { return .unchanged }
        do {
            _ = try appoint(member, to: office, in: branch, group: group, from: nil)
            note([FieldChange("office", .null, .string(office.rawValue))])
        } catch let refusal as Appointment.Refusal {
            throw FieldErrors(field, .conflict, refusal.detail)
        }
        return .created
    }

    /// Whether the member belongs to the branch on that day.
    func isMember(_ member: ID<Member>, of branch: ID<Branch>, on day: LocalDate) throws -> Bool {
        try session.exists(
            """
            SELECT 1 FROM membership
             WHERE member_id = \(member) AND branch_id = \(branch)
               AND \(SpanColumns(of: "membership").areInForce(on: day))
            """
        )
    }
}

extension AppointmentListing {
    fileprivate init(row: SQLRow) throws {
        appointment = Appointment(
            id: try row["id"], branch: try row["branch_id"], member: try row["member_id"], office: try row["office"],
            basis: try row["basis"], group: try row["group_id"], span: try DateSpan(row: row),
            document: try row["document"]
        )
        branch = try row["branch_code"]
        member = PersonReference(number: try row["number"], name: try row["name"])
        group = try row["group_name"]
    }
}
