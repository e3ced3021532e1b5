package import Domain

/// One change of a member's status, as far as its reader may know it.
package struct StatusChangeListing: Hashable, Sendable {
    package let status: Member.Status
    /// In which way they left. This and what follows is nil for whoever manages no members there.
    package let leaving: Member.Leaving?
    package let from: LocalDate
    package let reason: String?
    package let document: String?
    /// Whose member they were, or became.
    package let branch: Code
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// Why a member's status changes, and the paper it stands on.
package struct StatusGrounds: Hashable, Sendable {
    package let on: LocalDate
    package let reason: Text
    package let document: Text?

    package init(on: LocalDate, reason: Text, document: Text?) {
        (self.on, self.reason, self.document) = (on, reason, document)
    }
}

extension Transaction {
    /// The latest change of a member's status that holds today.
    ///
    /// - Parameter member: the column with the member.
    func latestStatusChange(of member: SQL) -> SQL {
        """
        (SELECT change.id FROM member_status_change AS change
          WHERE change.member_id = \(member) AND change.from_date <= \(today)
          ORDER BY change.from_date DESC, change.id DESC LIMIT 1)
        """
    }

    /// Whether the member has left by today.
    func hasLeft(_ member: ID<Member>) throws -> Bool {
        let kind: Member.StatusChange.Kind? = try session.value(
            """
            SELECT kind FROM member_status_change
             WHERE member_id = \(member) AND from_date <= \(today)
             ORDER BY from_date DESC, id DESC LIMIT 1
            """)
        return kind?.status.hasLeft ?? false
    }

    func statusHistory(of member: ID<Member>) throws -> Member.StatusHistory {
        Member.StatusHistory(
            try session.rows(
                "SELECT kind, from_date FROM member_status_change WHERE member_id = \(member) ORDER BY from_date, id"
            ) { Member.StatusChange(try $0.at(0), from: try $0.at(1)) })
    }

    /// The changes of the member's status, those to come included, in the order of their days.
    package func statusChanges(of id: ID<Member>) throws -> [StatusChangeListing] {
        let place = try place(of: id)
        try require(.readOrganisation, in: place)
        // Why somebody was expelled, or that they were, is for those alone who keep or inspect the records.
        let isOpen = authority.allows(.manageMembers, in: place) || authority.allows(.readAudit, in: place)
        return try session.rows(
            """
            SELECT member_status_change.kind, member_status_change.from_date, member_status_change.reason,
                   member_status_change.document, branch.code, member_status_change.recorded_at,
                   member_status_change.recorded_by
              FROM member_status_change JOIN branch ON branch.id = member_status_change.branch_id
             WHERE member_status_change.member_id = \(id)
             ORDER BY member_status_change.from_date, member_status_change.id
            """
        ) { row in
            let kind: Member.StatusChange.Kind = try row["kind"]
            let at: Instant = try row["recorded_at"]
            return StatusChangeListing(
                status: kind.status, leaving: isOpen ? kind.leaving : nil, from: try row["from_date"],
                reason: isOpen ? try row["reason"] : nil, document: isOpen ? try row["document"] : nil,
                branch: try row["code"], on: settings.timeZone.date(of: at), by: try row["recorded_by"])
        }
    }

    // MARK: - Leaving

    /// Records that a member leaves: from the day on they are of no branch. What was before stays.
    ///
    /// Whoever has left signs in no more; what their account had been given ends for good.
    ///
    /// Where it reaches back into a month in which sheets of theirs stand, or an area changes hands, it stands on that month;
    /// a closed one is the committee's office's to add to, and stays as it was closed.
    ///
    /// - Parameters:
    ///   - isEnding: whether the areas and offices that they hold end with it; otherwise they stand in the way.
    ///   - lateReason: why it is recorded only now, which everybody reads on the month; needed where it reaches back into one.
    /// - Throws: ``Member/StatusHistory/Refusal``, ``Membership/Refusal``, ``FieldErrors``.
    package func leaveMember(
        _ id: ID<Member>, as leaving: Member.Leaving, _ grounds: StatusGrounds, isEnding: Bool,
        lateReason: Text? = nil
    ) throws -> MemberListing {
        let before = try member(id)
        let place = try place(of: id)
        try require(.manageMembers, in: place)
        let day = grounds.on
        let areas = try areasHeld(by: id, from: day)
        let offices = try officesHeld(by: id, from: day)
        try statusHistory(of: id).requireLeaving(
            on: day, holding: areas.map(\.code), offices.map(\.office), isEnding: isEnding)
        if leaving.needsDocument, grounds.document == nil {
            throw FieldErrors(
                "document", .required, "give the number of the letter or decision that this stands on")
        }
        guard let present = try currentMembership(of: id) else { throw Membership.Refusal.notInAnyBranch }
        let span = try present.ended(before: day)
        try refuseLastAdministrator(leaving: id)
        let branches = Set([present.branch] + offices.map(\.branch)).sorted()
        let reached = try monthsReached(by: id, in: branches, from: day)
        try requireLate(reached)
        let given = try areas.map { ($0, try monthsReached(by: $0, from: day)) }
        let late = try LatePaper.reason(
            lateReason, reaching: reached + given.flatMap(\.1), field: "lateReason")
        for (area, months) in given { try giveUp(area, of: id, from: day, on: months, late) }
        for office in offices { try endAppointment(office, before: day) }
        let left = try session.changed(
            by: "UPDATE membership SET until_date = \(span.until) WHERE member_id = \(id) AND until_date IS NULL")
        guard left == 1 else { throw Membership.Refusal.notInAnyBranch }
        if day <= today { try endAccess(of: id) }
        if let late { try keep(.left, of: id, from: day, on: reached, late) }
        return try record(
            Member.StatusChange.Kind(leaving), of: before, in: present.branch, grounds, as: .left, at: place, late)
    }

    private struct HeldArea {
        let assignment: Assignment
        let code: Code
        let branch: ID<Branch>
    }

    /// What the member would hold on the day or after it, in whichever branch.
    private func areasHeld(by member: ID<Member>, from day: LocalDate) throws -> [HeldArea] {
        try session.rows(
            """
            SELECT assignment.id, assignment.area_id, assignment.member_id, assignment.from_date,
                   assignment.until_date, responsibility_area.code, responsibility_area.branch_id
              FROM assignment JOIN responsibility_area ON responsibility_area.id = assignment.area_id
             WHERE assignment.member_id = \(member) AND \(SpanColumns(of: "assignment").reach(day))
             ORDER BY responsibility_area.code, assignment.id
            """
        ) { HeldArea(assignment: try Assignment(row: $0), code: try $0["code"], branch: try $0["branch_id"]) }
    }

    /// The months of which the area changes hands although they are over or have sheets.
    private func monthsReached(by held: HeldArea, from day: LocalDate) throws -> [LatePaper.Reached] {
        let area = try area(held.assignment.area).area
        guard let months = try monthsChanged(by: held.assignment, of: area, from: day) else { return [] }
        return try monthsReached(of: held.branch, in: months)
    }

    /// Ends what the member holds of an area the day before: unless others hold it with them, nobody does until it is
    /// assigned anew.
    private func giveUp(
        _ held: HeldArea, of member: ID<Member>, from day: LocalDate, on months: [LatePaper.Reached], _ late: Text?
    ) throws {
        try require(.manageAreas, in: held.branch)
        if let late, !months.isEmpty {
            try require(.overruleMonths, in: held.branch)
            try keep(.gaveUp, of: member, area: held.assignment.area, from: day, on: months, late)
        }
        let area = try area(held.assignment.area).area
        try endAssignment(held.assignment, before: day)
        try update("responsibility_area", area.id, at: check(version: area.version))
    }

    // MARK: - Floating and coming back

    /// Records that a member is away from a day on, and stays of the branch.
    ///
    /// - Throws: ``Member/StatusHistory/Refusal``, ``Membership/Refusal``.
    package func floatMember(_ id: ID<Member>, _ grounds: StatusGrounds) throws -> MemberListing {
        let before = try member(id)
        let place = try place(of: id)
        try require(.manageMembers, in: place)
        try statusHistory(of: id).requireFloating(on: grounds.on)
        guard let present = try currentMembership(of: id) else { throw Membership.Refusal.notInAnyBranch }
        if let first = present.span.from, grounds.on < first { throw Membership.Refusal.beforeCurrentBegan(first) }
        return try record(.floating, of: before, in: present.branch, grounds, as: .floated, at: place)
    }

    /// Records that a member is back: from floating, or in a branch again from a day on. Nothing that their account had
    /// been given comes back with them.
    ///
    /// - Parameters:
    ///   - branch: which they come into; where they were away, they are of their branch all the time.
    ///   - lateReason: as for leaving.
    /// - Throws: ``Member/StatusHistory/Refusal``, ``FieldErrors``.
    package func returnMember(
        _ id: ID<Member>, to branch: ID<Branch>?, group: ID<Group>?, _ grounds: StatusGrounds, lateReason: Text? = nil
    ) throws -> MemberListing {
        let before = try member(id)
        let place = try place(of: id)
        try require(.manageMembers, in: place)
        let history = try statusHistory(of: id)
        switch try history.returning(on: grounds.on, today: today) {
        case .left:
            guard let branch else {
                throw FieldErrors("branch", .required, "name the branch that the member comes into")
            }
            try require(.manageMembers, in: branch)
            try refuseDissolved(branch)
            let reached = try monthsReached(by: id, in: [branch], from: grounds.on)
            try requireLate(reached)
            let late = try LatePaper.reason(lateReason, reaching: reached, field: "lateReason")
            if let late { try keep(.returned, of: id, from: grounds.on, on: reached, late) }
            // Where they have left by now: what their account still has ends before they are back.
            if try hasLeft(id) { try endAccess(of: id) }
            try session.run(
                """
                INSERT INTO membership (member_id, branch_id, group_id, from_date, recorded_on)
                VALUES (\(id), \(branch), \(group), \(grounds.on), \(today))
                """
            )
            return try record(
                .returned, of: before, in: branch, grounds, as: .returned, at: self.place(of: branch), late)
        case .active, .floating:
            guard let present = try currentMembership(of: id) else { throw Membership.Refusal.notInAnyBranch }
            if branch.map({ $0 != present.branch }) ?? false || group != nil {
                throw FieldErrors(
                    "branch", .conflict,
                    "whoever is floating is of their branch all the time: leave it empty, and transfer the member afterwards"
                )
            }
            return try record(.returned, of: before, in: present.branch, grounds, as: .returned, at: place)
        }
    }

    private func record(
        _ kind: Member.StatusChange.Kind, of before: MemberListing, in branch: ID<Branch>, _ grounds: StatusGrounds,
        as action: AuditAction, at place: Place, _ late: Text? = nil
    ) throws -> MemberListing {
        let id = before.member.id
        try session.run(
            """
            INSERT INTO member_status_change (member_id, branch_id, kind, from_date, reason, document, recorded_at,
                                              recorded_by)
            VALUES (\(id), \(branch), \(kind), \(grounds.on), \(grounds.reason.string), \(grounds.document?.string),
                    \(now), \(principal.name))
            """
        )
        try update("member", id, at: check(version: before.member.version))
        try audit(
            action, .member, id, in: place, before: ["branch": .open(JSON(before.branch?.text))],
            after: [
                "on": .open(JSON(grounds.on)), "leaving": .hashed(JSON(kind.leaving?.rawValue)),
                "reason": .hashed(.string(grounds.reason.string)),
                "document": .hashed(JSON(grounds.document?.string)), "lateReason": .open(JSON(late?.string)),
            ])
        return try storedMember(id)
    }
}

extension Member.StatusChange.Kind: SQLTextValue {}
