package import Domain

/// A member as lists show them.
package struct MemberListing: Hashable, Sendable {
    package let member: Member
    /// Where they belong at present; nil for one who has left.
    package let branch: Code?
    /// Of whom their latest change of status was: for one who has left, whom they left.
    package let lastBranch: Code?
    /// Since when their status is what it is; nil for whoever was never anything but active.
    package let statusSince: LocalDate?
    package let group: String?
    /// The offices held at present in the branch.
    package private(set) var offices: [Appointment.Office] = []
    /// Since when they are a leading cadre; nil for whoever is none at present.
    package let leaderSince: LocalDate?
    /// The telephone number as it may be shown.
    package let maskedPhone: String?
}

/// Where to find members.
package struct MemberFilter: Hashable, Sendable {
    package var number: Code?
    package var branch: ID<Branch>?
    /// The name begins with this, in whichever of its spellings (``NameForm``).
    package var name: String?
    /// nil for those who are of a branch; one who is named by number is found whatever they are.
    package var status: Member.Status?

    package init(
        number: Code? = nil, branch: ID<Branch>? = nil, name: String? = nil, status: Member.Status? = nil
    ) {
        self.number = number
        self.branch = branch
        self.name = name
        self.status = status
    }

    /// The column with the branch by which the members are found.
    fileprivate var branchColumn: SQL {
        switch status {
        case .active, .floating: "membership.branch_id"
        case .left: "latest.branch_id"
        case nil: number == nil ? "membership.branch_id" : "COALESCE(membership.branch_id, latest.branch_id)"
        }
    }

    private static let leavings: SQL = "('transferredOut', 'leftParty', 'expelled', 'died')"

    fileprivate var statusConditions: [SQL] {
        switch status {
        case .active: ["(latest.kind IS NULL OR latest.kind = 'returned')"]
        case .floating: ["latest.kind = 'floating'"]
        case .left:
            ["latest.kind IN \(Self.leavings)"]
                + (branch.map { branch in
                    [
                        """
                        member.id IN (SELECT gone.member_id FROM member_status_change AS gone
                                       WHERE gone.branch_id = \(branch) AND gone.kind IN \(Self.leavings))
                        """
                    ]
                } ?? [])
        case nil where number == nil: ["(latest.kind IS NULL OR latest.kind IN ('returned', 'floating'))"]
        case nil: []
        }
    }
}

extension Transaction {
    /// Members by number.
    package func members(_ filter: MemberFilter, _ page: PageRequest = PageRequest()) throws -> Page<MemberListing> {
        try authority.require(.readOrganisation)
        var conditions: [SQL] = [
            "member.number > \(page.after?.text() ?? "")",
            try isWithin(.readOrganisation, branch: filter.branchColumn),
        ]
        conditions += filter.statusConditions
        if let number = filter.number { conditions.append("member.number = \(number)") }
        if let branch = filter.branch { conditions.append("\(filter.branchColumn) = \(branch)") }
        if let name = filter.name {
            // All that begins with it: text is compared byte by byte, and no character comes after the last one.
            let ranges = NameForm.beginnings(name).map { beginning -> SQL in
                "(member.name >= \(beginning) AND member.name < \(beginning + "\u{10FFFF}"))"
            }
            conditions.append(SQL.any(ranges))
        }
        let rows = try session.rows(
            """
            \(memberListing)
             WHERE \(SQL.all(conditions))
             ORDER BY member.number LIMIT \(page.limit + 1)
            """
        ) { try MemberListing(row: $0, phone: phone(in: $0)) }
        let offices = try offices(of: rows.map(\.member.id))
        return Page(rows, page) { [.string($0.member.number.text)] }.map { $0.holding(offices[$0.member.id] ?? []) }
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
        return found.holding(try offices(of: [id])[id] ?? [])
    }

    /// The offices that each of the members holds at present in their branch, in the order of their appointments.
    private func offices(of members: [ID<Member>]) throws -> [ID<Member>: [Appointment.Office]] {
        var offices: [ID<Member>: [Appointment.Office]] = [:]
        try session.forEach(
            """
            SELECT appointment.member_id, appointment.office
              FROM appointment
              JOIN membership
                ON membership.member_id = appointment.member_id AND membership.branch_id = appointment.branch_id
               AND \(present("membership"))
             WHERE appointment.member_id IN \(list: members) AND \(present("appointment"))
             ORDER BY appointment.id
            """
        ) { row in
            offices[try row.at(0), default: []].append(try row.at(1))
        }
        return offices
    }

    private var memberListing: SQL {
        """
        SELECT member.id, member.number, member.name, member.standing, member.joined, member.became_full, member.post,
               member.version, member.phone, branch.code AS branch_code, party_group.name AS group_name,
               latest.kind AS latest_kind, latest.from_date AS latest_from, former.code AS former_code,
               turn.leads AS leads, turn.from_date AS leads_from
          FROM member
          LEFT JOIN membership ON membership.member_id = member.id AND \(present("membership"))
          LEFT JOIN branch ON branch.id = membership.branch_id
          LEFT JOIN party_group ON party_group.id = membership.group_id
          LEFT JOIN member_status_change AS latest ON latest.id = \(latestStatusChange(of: "member.id"))
          LEFT JOIN branch AS former ON former.id = latest.branch_id
          LEFT JOIN leader_change AS turn ON turn.id = \(latestLeaderChange(of: "member.id"))
        """
    }

    /// - Parameter from: the first day in the branch; the day of joining the party if it is not known.
    package func createMember(
        _ facts: Member.Facts, branch: ID<Branch>, group: ID<Group>?, from: LocalDate? = nil,
        phone: PhoneNumber? = nil
    ) throws -> MemberListing {
        try require(.manageMembers, in: branch)
        try refuseDissolved(branch)
        if try memberID(facts.number) != nil {
            throw FieldErrors("number", .duplicate, "there is a member \(facts.number.text) already")
        }
        let id = try insertMember(facts, branch: branch, group: group, from: from)
        if let phone { try keep(phone, of: id, at: .first) }
        return try member(id)
    }

    func insertMember(
        _ facts: Member.Facts, branch: ID<Branch>, group: ID<Group>?, from: LocalDate?
    ) throws -> ID<Member> {
        let id: ID<Member> = try session.insert(
            """
            INSERT INTO member (\(columnsOf: Member.Facts.self), status)
            VALUES (\(valuesOf: facts), 'active')
            RETURNING id
            """
        )
        try session.run(
            """
            INSERT INTO membership (member_id, branch_id, group_id, from_date, recorded_on)
            VALUES (\(id), \(branch), \(group), \(from ?? facts.joined), \(today))
            """
        )
        try audit(.created, .member, id, in: place(of: branch), after: facts.document)
        return id
    }

    /// Changes everything that is known except the number. Where the member belongs changes by a transfer.
    package func changeMember(_ id: ID<Member>, to facts: Member.Facts, ifVersion version: Int?) throws -> MemberListing
    {
        let before = try member(id).member
        let place = try place(of: id)
        try require(.manageMembers, in: place)
        let read = try check(version: before.version, against: version)
        guard facts.number == before.number else {
            throw FieldErrors("number", .unexpected, "a member keeps their number (\(before.number.text))")
        }
        try updateMember(before, at: read, to: facts)
        try audit(.changed, .member, id, in: place, before: before.facts.document, after: facts.document)
        return try member(id)
    }

    func updateMember(_ before: Member, at version: RecordVersion, to facts: Member.Facts) throws {
        try update("member", before.id, at: version, setting: "\(settingTo: facts)")
        // A membership that began with joining the party begins with it still, where that turns out to be earlier.
        if facts.joined < before.facts.joined {
            try session.run(
                """
                UPDATE membership SET from_date = \(facts.joined)
                 WHERE member_id = \(before.id) AND from_date = \(before.facts.joined)
                """
            )
        }
    }
}

extension MemberListing {
    fileprivate init(row: SQLRow, phone: PhoneNumber?) throws {
        maskedPhone = phone?.masked
        let latest: Member.StatusChange.Kind? = try row["latest_kind"]
        member = Member(
            id: try row["id"], facts: try Member.Facts(row: row), status: latest?.status ?? .active,
            version: try row["version"])
        statusSince = try row["latest_from"]
        let leads: Bool? = try row["leads"]
        leaderSince = leads == true ? try row["leads_from"] : nil
        lastBranch = try row["former_code"]
        branch = try row["branch_code"]
        group = try row["group_name"]
    }

    fileprivate func holding(_ offices: [Appointment.Office]) -> MemberListing {
        var listing = self
        listing.offices = offices
        return listing
    }
}

extension Member.Facts: Columned {
    static let columns: [Column<Member.Facts>] = [
        Column("number", audited: .open) { $0.number },
        Column("name", audited: .hashed) { $0.name },
        Column("standing", audited: .open) { $0.standing },
        Column("joined", audited: .hashed) { $0.joined },
        Column("became_full", as: "becameFull", audited: .hashed) { $0.becameFull },
        Column("post", audited: .hashed) { $0.post },
    ]

    fileprivate init(row: SQLRow) throws {
        do {
            try self.init(
                number: row["number"], name: row["name"], standing: row["standing"], joined: row["joined"],
                becameFull: row["became_full"], post: row["post"])
        } catch is FieldErrors {
            throw StorageFault.corrupt("a member of whom two dates, or a date and the standing, contradict")
        }
    }
}
