package import Domain

/// One change of whether a member is a leading cadre.
package struct LeaderChangeListing: Hashable, Sendable {
    package let change: Member.LeaderChange
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

extension Transaction {
    /// The latest change, of whether a member is a leading cadre, that holds today.
    ///
    /// - Parameter member: the column with the member.
    func latestLeaderChange(of member: SQL) -> SQL {
        """
        (SELECT turn.id FROM leader_change AS turn
          WHERE turn.member_id = \(member) AND turn.from_date <= \(today)
          ORDER BY turn.from_date DESC, turn.id DESC LIMIT 1)
        """
    }

    /// Since when a member is a leading cadre, and was before, those to come included, in the order of their days.
    package func leaderChanges(of id: ID<Member>) throws -> [LeaderChangeListing] {
        try require(.readOrganisation, in: place(of: id))
        return try session.rows(
            """
            SELECT leads, from_date, recorded_at, recorded_by FROM leader_change
             WHERE member_id = \(id) ORDER BY from_date, id
            """
        ) { row in
            LeaderChangeListing(
                change: Member.LeaderChange(leads: try row["leads"], from: try row["from_date"]),
                on: settings.timeZone.date(of: try row["recorded_at"]), by: try row["recorded_by"])
        }
    }

    /// The days on which each of some members was a leading cadre; nothing of whoever never was.
    func leaderSpans(of members: [ID<Member>]) throws -> [ID<Member>: [DateSpan]] {
        var changes: [ID<Member>: [Member.LeaderChange]] = [:]
        try session.forEach(
            """
            SELECT member_id, leads, from_date FROM leader_change
             WHERE member_id IN \(list: members) ORDER BY member_id, from_date, id
            """
        ) { row in
            changes[try row["member_id"], default: []].append(
                Member.LeaderChange(leads: try row["leads"], from: try row["from_date"]))
        }
        return changes.mapValues { Member.LeaderHistory($0).spans }
    }

    /// Records that a member is a leading cadre from a day on, or is none any more: it is the committee's office's to say.
    ///
    /// - Throws: ``Member/LeaderHistory/Refusal``; ``Membership/Refusal/notInAnyBranch`` for whoever has left.
    package func recordLeader(_ id: ID<Member>, _ change: Member.LeaderChange) throws -> MemberListing {
        let before = try member(id)
        let place = try place(of: id)
        try require(.appointSecretaries, in: place)
        try Member.LeaderHistory(leaderChanges(of: id).map(\.change)).require(change)
        guard try currentMembership(of: id) != nil else { throw Membership.Refusal.notInAnyBranch }
        try session.run(
            """
            INSERT INTO leader_change (member_id, leads, from_date, recorded_at, recorded_by)
            VALUES (\(id), \(change.leads), \(change.from), \(now), \(principal.name))
            """)
        try update("member", id, at: check(version: before.member.version))
        try audit(
            .recorded, .member, id, in: place,
            after: ["leader": .open(.bool(change.leads)), "on": .open(JSON(change.from))])
        return try storedMember(id)
    }

    /// What the office's list of members says of one: since when they are a leading cadre. Another day on record stands.
    ///
    /// - Returns: what is to be told of it; nil for nothing.
    /// - Throws: ``FieldErrors``, also for whoever may not say it.
    package func importLeader(_ id: ID<Member>, _ number: String, since day: LocalDate) throws -> (
        ImportOutcome, Sentence?
    ) {
        if let standing = try storedMember(id).leaderSince {
            if standing == day { return (.unchanged, nil) }
            return (
                .unchanged,
                "member \(number) is on record as a leading cadre since \(standing), not \(day): that stands"
                    as Sentence
            )
        }
        do {
            _ = try recordLeader(id, Member.LeaderChange(leads: true, from: day))
        } catch let refusal as Member.LeaderHistory.Refusal {
            throw FieldErrors("leaderSince", .conflict, refusal.detail)
        }
        note([FieldChange("leaderSince", .null, JSON(day))])
        return (.changed, nil)
    }
}
