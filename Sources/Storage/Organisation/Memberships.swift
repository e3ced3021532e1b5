package import Domain

/// One stretch of a member's history.
package struct MembershipRecord: Hashable, Sendable {
    package let branch: Code
    package let group: String?
    package let span: DateSpan
    package let reason: String?
}

extension Transaction {
    /// The member's branches, oldest first.
    package func memberships(of id: ID<Member>) throws -> [MembershipRecord] {
        try require(.readOrganisation, in: place(of: id))
        return try session.rows(
            """
            SELECT branch.code, party_group.name, membership.from_date, membership.until_date, membership.reason
              FROM membership
              JOIN branch ON branch.id = membership.branch_id
              LEFT JOIN party_group ON party_group.id = membership.group_id
             WHERE membership.member_id = \(id)
             ORDER BY membership.from_date NULLS FIRST, membership.id
            """
        ) { row in
            MembershipRecord(
                branch: try row.at(0), group: try row.at(1), span: try DateSpan(row: row), reason: try row["reason"]
            )
        }
    }

    func currentMembership(of id: ID<Member>) throws -> Membership? {
        try session.one(
            """
            SELECT branch_id, group_id, from_date, until_date FROM membership
             WHERE member_id = \(id) AND until_date IS NULL
            """
        ) { Membership(branch: try $0["branch_id"], group: try $0["group_id"], span: try DateSpan(row: $0)) }
    }

    /// Moves a member to another branch or group from a day on. What happened before stays where it happened.
    ///
    /// Where it reaches back into a month in which sheets of theirs stand, it stands on that month; a closed one is the
    /// committee's office's to add to, and stays as it was closed.
    ///
    /// - Throws: ``Membership/Refusal``.
    package func transferMember(
        _ id: ID<Member>, to branch: ID<Branch>, group: ID<Group>?, on day: LocalDate, reason: Text
    ) throws -> MemberListing {
        let before = try member(id)
        let place = try place(of: id)
        try require(.manageMembers, in: place)
        try require(.manageMembers, in: branch)
        try refuseDissolved(branch)
        guard let present = try currentMembership(of: id) else { throw Membership.Refusal.notInAnyBranch }
        let areas: [Code] = try session.rows(
            """
            SELECT responsibility_area.code
              FROM assignment JOIN responsibility_area ON responsibility_area.id = assignment.area_id
             WHERE assignment.member_id = \(id) AND responsibility_area.branch_id = \(present.branch)
               AND \(SpanColumns(of: "assignment").reach(day))
             ORDER BY responsibility_area.code
            """
        ) { try $0["code"] }
        let offices: [Appointment.Office] = try session.rows(
            """
            SELECT office FROM appointment
             WHERE member_id = \(id) AND branch_id = \(present.branch)
               AND \(SpanColumns(of: "appointment").reach(day))
             ORDER BY id
            """
        ) { try $0["office"] }
        let reached =
            try branch == present.branch ? [] : monthsReached(by: id, in: [present.branch, branch], from: day)
        try requireLate(reached)
        let (ended, begun) = try present.transferred(to: branch, group: group, on: day, areas: areas, offices: offices)
        let left = try session.changed(
            by: "UPDATE membership SET until_date = \(ended.span.until) WHERE member_id = \(id) AND until_date IS NULL"
        )
        guard left == 1 else { throw Membership.Refusal.notInAnyBranch }
        try session.run(
            """
            INSERT INTO membership (member_id, branch_id, group_id, from_date, reason, recorded_on)
            VALUES (\(id), \(begun.branch), \(begun.group), \(begun.span.from), \(reason.string), \(today))
            """
        )
        try update("member", id, at: check(version: before.member.version))
        try keep(.transferred, of: id, from: day, on: reached, reason)
        let after = try storedMember(id)
        try audit(
            .transferred, .member, id, in: place,
            before: ["branch": .open(JSON(before.branch?.text)), "group": .open(JSON(before.group))],
            after: [
                "branch": .open(JSON(after.branch?.text)), "group": .open(JSON(after.group)), "on": .open(JSON(day)),
                "reason": .open(.string(reason.string)),
            ]
        )
        return after
    }
}
