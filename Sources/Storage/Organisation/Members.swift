package import Domain

/// A member as lists show them.
package struct MemberListing: Hashable, Sendable {
    package let member: Member
    /// Where they belong at present; nil for one who has left.
    package let branch: Code?
    package let group: String?
    /// The offices held at present in the branch.
    package let offices: [Appointment.Office]
    /// The telephone number as it may be shown.
    package let maskedPhone: String?
}

/// Where to find members.
package struct MemberFilter: Hashable, Sendable {
    package var number: Code?
    package var branch: ID<Branch>?
    /// The name begins with this.
    package var name: String?

    package init(number: Code? = nil, branch: ID<Branch>? = nil, name: String? = nil) {
        self.number = number
        self.branch = branch
        self.name = name
    }
}

extension Transaction {
    /// Members by number.
    package func members(_ filter: MemberFilter, _ page: PageRequest = PageRequest()) throws -> Page<MemberListing> {
        try authority.require(.readOrganisation)
        var conditions: [SQL] = [
            "member.number > \(page.after?.text() ?? "")",
            try isWithin(.readOrganisation, branch: "membership.branch_id"),
        ]
        if let number = filter.number { conditions.append("member.number = \(number)") }
        if let branch = filter.branch { conditions.append("membership.branch_id = \(branch)") }
        if let name = filter.name {
            // All that begins with it: text is compared byte by byte, and no character comes after the last one.
            conditions.append("member.name >= \(name) AND member.name < \(name + "\u{10FFFF}")")
        }
        let rows = try session.rows(
            """
            \(memberListing)
             WHERE \(SQL.all(conditions))
             ORDER BY member.number LIMIT \(page.limit + 1)
            """
        ) { try MemberListing(row: $0, phone: phone(in: $0)) }
        return Page(rows, page) { [.string($0.member.number.text)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func member(_ id: ID<Member>) throws -> MemberListing {
        let found = try storedMember(id)
        if !authority.isUnlimited { try require(.readOrganisation, in: place(of: id)) }
        return found
    }

    func storedMember(_ id: ID<Member>) throws -> MemberListing {
        let found = try session.one("\(memberListing) WHERE member.id = \(id)") {
            try MemberListing(row: $0, phone: phone(in: $0))
        }
        guard let found else { throw StoreError.notFound("member") }
        return found
    }

    private var memberListing: SQL {
        """
        SELECT member.id, member.number, member.name, member.standing, member.joined, member.became_full, member.post,
               member.status, member.version, member.phone, branch.code AS branch_code, party_group.name AS group_name,
               (SELECT group_concat(appointment.office, ' ') FROM appointment
                 WHERE appointment.member_id = member.id AND appointment.branch_id = membership.branch_id
                   AND \(present("appointment"))) AS offices
          FROM member
          LEFT JOIN membership ON membership.member_id = member.id AND \(present("membership"))
          LEFT JOIN branch ON branch.id = membership.branch_id
          LEFT JOIN party_group ON party_group.id = membership.group_id
        """
    }

    /// - Parameter from: the first day in the branch; the day of joining the party if it is not known.
    package func createMember(
        _ draft: Member.Draft, branch: ID<Branch>, group: ID<Group>?, from: LocalDate? = nil,
        phone: PhoneNumber? = nil
    ) throws -> MemberListing {
        try require(.manageMembers, in: branch)
        if try memberID(draft.number) != nil {
            throw FieldErrors("number", .duplicate, "there is a member \(draft.number.text) already")
        }
        let id = try insertMember(draft, branch: branch, group: group, from: from)
        if let phone { try keep(phone, of: id) }
        return try member(id)
    }

    private func insertMember(
        _ draft: Member.Draft, branch: ID<Branch>, group: ID<Group>?, from: LocalDate?
    ) throws -> ID<Member> {
        let id: ID<Member> = try session.insert(
            """
            INSERT INTO member (number, name, standing, joined, became_full, post, status)
            VALUES (\(draft.number), \(draft.name.string), \(draft.standing), \(draft.joined), \(draft.becameFull),
                    \(draft.post?.string), \(Member.Status.active))
            RETURNING id
            """
        )
        try session.run(
            """
            INSERT INTO membership (member_id, branch_id, group_id, from_date)
            VALUES (\(id), \(branch), \(group), \(from ?? draft.joined))
            """
        )
        try audit(.created, .member, id, in: place(of: branch), after: draft.json)
        return id
    }

    /// Changes everything a draft says except the number. Where the member belongs changes by a transfer.
    package func changeMember(_ id: ID<Member>, to draft: Member.Draft, ifVersion version: Int?) throws -> MemberListing
    {
        let before = try member(id).member
        let place = try place(of: id)
        try require(.manageMembers, in: place)
        try check(version: before.version, against: version)
        guard draft.number == before.number else {
            throw FieldErrors("number", .unexpected, "a member keeps their number (\(before.number.text))")
        }
        try updateMember(before, to: draft)
        try audit(.changed, .member, id, in: place, before: before.json, after: draft.json)
        return try member(id)
    }

    private func updateMember(_ before: Member, to draft: Member.Draft) throws {
        try session.run(
            """
            UPDATE member
               SET name = \(draft.name.string), standing = \(draft.standing), joined = \(draft.joined),
                   became_full = \(draft.becameFull), post = \(draft.post?.string), version = version + 1
             WHERE id = \(before.id)
            """
        )
        // A membership that began with joining the party begins with it still, where that turns out to be earlier.
        if draft.joined < before.joined {
            try session.run(
                """
                UPDATE membership SET from_date = \(draft.joined)
                 WHERE member_id = \(before.id) AND from_date = \(before.joined)
                """
            )
        }
    }

    /// One row of the office's list of members.
    ///
    /// - Throws: ``FieldErrors`` if the member is on record in another branch or group: that takes a transfer.
    ///
    /// - Parameter phone: nil leaves what is known.
    package func importMember(
        _ draft: Member.Draft, branch: ID<Branch>, group: ID<Group>?, phone: PhoneNumber? = nil
    ) throws -> (ID<Member>, ImportOutcome) {
        try require(.manageMembers, in: branch)
        guard let id = try memberID(draft.number) else {
            let id = try insertMember(draft, branch: branch, group: group, from: nil)
            if let phone { try keep(phone, of: id) }
            return (id, .created)
        }
        let standing = try storedMember(id).member
        guard let present = try currentMembership(of: id) else {
            throw FieldErrors("branch", .conflict, "member \(draft.number.text) is on record as having left")
        }
        guard present.branch == branch else {
            let isSeen = try authority.sees(place(of: present.branch))
            let code: Code? = isSeen ? try session.value("SELECT code FROM branch WHERE id = \(present.branch)") : nil
            throw FieldErrors(
                "branch", .conflict,
                "member \(draft.number.text) is in \(code.map { "\($0.text)" as Sentence } ?? "another branch"): transfer the member instead"
            )
        }
        guard present.group == group || group == nil else {
            throw FieldErrors(
                "group", .conflict, "member \(draft.number.text) is in another group: transfer the member instead"
            )
        }
        let isNewPhone = try phone.map { try $0 != storedPhone(of: id) } ?? false
        if let phone, isNewPhone { try keep(phone, of: id) }
        if draft.describes(standing) { return (id, isNewPhone ? .changed : .unchanged) }
        try updateMember(standing, to: draft)
        try audit(.imported, .member, id, in: place(of: branch), before: standing.json, after: draft.json)
        return (id, .changed)
    }
}

extension MemberListing {
    fileprivate init(row: SQLRow, phone: PhoneNumber?) throws {
        maskedPhone = phone?.masked
        member = Member(
            id: try row["id"], number: try row["number"], name: try row["name"], standing: try row["standing"],
            joined: try row["joined"], becameFull: try row["became_full"], post: try row["post"],
            status: try row["status"], version: try row["version"]
        )
        branch = try row["branch_code"]
        group = try row["group_name"]
        let held: String? = try row["offices"]
        offices = (held ?? "").split(separator: " ").compactMap { Appointment.Office(rawValue: String($0)) }
    }
}

extension Member {
    fileprivate var json: JSON {
        [
            "number": .string(number.text), "name": .string(name), "standing": .string(standing.rawValue),
            "joined": JSON(joined), "becameFull": JSON(becameFull), "post": JSON(post),
        ]
    }
}

extension Member.Draft {
    fileprivate var json: JSON {
        [
            "number": .string(number.text), "name": .string(name.string), "standing": .string(standing.rawValue),
            "joined": JSON(joined), "becameFull": JSON(becameFull), "post": JSON(post?.string),
        ]
    }

    /// Whether the record says the same already.
    fileprivate func describes(_ member: Member) -> Bool {
        name.string == member.name && standing == member.standing && joined == member.joined
            && becameFull == member.becameFull && post?.string == member.post
    }
}
