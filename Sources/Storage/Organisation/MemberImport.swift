package import Domain

/// A member as the office's list has them.
package struct ListedMember: Sendable {
    package let facts: Member.Listed
    /// nil where the list does not say it.
    package let branch: ID<Branch>?
    package let group: Said<Text>
    /// The first day in the branch.
    package let from: Said<LocalDate>
    package let phone: Said<ListedPhone>

    package init(
        facts: Member.Listed, branch: ID<Branch>?, group: Said<Text>, from: Said<LocalDate>, phone: Said<ListedPhone>
    ) {
        (self.facts, self.branch, self.group, self.from, self.phone) = (facts, branch, group, from, phone)
    }
}

/// What a row of the list came to, and where the member belongs.
package struct ImportedMember: Sendable {
    package let id: ID<Member>
    package let branch: ID<Branch>
    package let group: ID<Group>?
    package var record: ImportedRecord
}

extension Transaction {
    /// One row of the office's list of members. What it does not say of a member on record stays.
    ///
    /// A new member belongs to the branch from the day that the list says, or from joining the party.
    ///
    /// - Parameter clearing: whether empty cells empty.
    /// - Throws: ``FieldErrors``, also if the member is on record in another branch or group: that takes a transfer.
    package func importMember(_ listed: ListedMember, clearing: Bool) throws -> ImportedMember {
        if let branch = listed.branch { try require(.manageMembers, in: branch) }
        guard let id = try memberID(listed.facts.number) else { return try takeOn(listed, clearing: clearing) }
        let number = listed.facts.number.text
        let standing = try storedMember(id).member
        guard let present = try currentMembership(of: id) else {
            throw FieldErrors("branch", .conflict, "member \(number) is on record as having left")
        }
        if listed.branch != present.branch {
            // A list that does not say the branch is about whom its sender sees.
            let isSeen = try authority.sees(place(of: present.branch))
            guard listed.branch == nil, isSeen else {
                let code: Code? =
                    isSeen ? try session.value("SELECT code FROM branch WHERE id = \(present.branch)") : nil
                throw FieldErrors(
                    "branch", .conflict,
                    "member \(number) is in \(code.map { "\($0.text)" as Sentence } ?? "another branch"): transfer the member instead"
                )
            }
            try require(.manageMembers, in: present.branch)
        }
        var spared = Spared()
        let facts = try listed.facts.facts(over: standing.facts, clearing: clearing, sparing: &spared)
        let group = try sameGroup(listed, as: present, clearing: clearing, sparing: &spared)
        var remarks: [Sentence] = []
        if let from = listed.from.value, from != present.span.from {
            let known =
                present.span.from.map { "since \($0)" as Sentence } ?? ("since before the records began" as Sentence)
            remarks.append("member \(number) is on record in the branch \(known), not since \(from): that stands")
        }
        let (before, version) = (try storedPhone(of: id), try check(version: standing.version))
        let phone = try listed.phone.map { listed throws(FieldErrors) in try listed.number(over: before) }
        let after = spared.take("phone", phone, over: before, clearing: clearing)
        let read = after == before ? version : try keep(after, of: id, at: version)
        var outcome = after == before ? ImportOutcome.unchanged : .changed
        if !facts.saysTheSame(as: standing.facts) {
            try updateMember(standing, at: read, to: facts)
            try audit(
                .imported, .member, id, in: place(of: present.branch), before: standing.facts.document,
                after: facts.document)
            outcome = .changed
        }
        return ImportedMember(
            id: id, branch: present.branch, group: group,
            record: ImportedRecord(outcome, spared: spared, remarks: remarks))
    }

    private func takeOn(_ listed: ListedMember, clearing: Bool) throws -> ImportedMember {
        var errors = FieldErrors()
        var spared = Spared()
        if listed.branch == nil { errors.add("branch", .missing) }
        let facts = errors.taking { () throws(FieldErrors) in
            try listed.facts.facts(over: nil, clearing: clearing, sparing: &spared)
        }
        let from = listed.from.value
        if let from, let facts, from < facts.joined {
            errors.add("from", .range, "nobody is in a branch before joining the party (\(facts.joined))")
        }
        let phone = errors.taking { () throws(FieldErrors) in
            try listed.phone.value?.number(over: nil)
        }
        guard let branch = listed.branch, let facts, let phone, errors.isEmpty else { throw errors }
        try doubt(new: facts, in: branch)
        let group = try listed.group.value.map { try self.group(named: $0, in: branch) }
        let id = try insertMember(facts, branch: branch, group: group, from: from)
        if let phone { try keep(phone, of: id, at: .first) }
        return ImportedMember(
            id: id, branch: branch, group: group, record: ImportedRecord(.created, spared: spared))
    }

    /// The member's group, which a list does not change.
    private func sameGroup(
        _ listed: ListedMember, as present: Membership, clearing: Bool, sparing spared: inout Spared
    ) throws -> ID<Group>? {
        switch listed.group {
        case .nothing: return present.group
        case .empty where !clearing || present.group == nil:
            if present.group != nil { spared.note("group") }
            return present.group
        case .value(let name):
            if let group = try groupID(named: name, in: present.branch), group == present.group { return group }
            fallthrough
        case .empty:
            throw FieldErrors(
                "group", .conflict,
                "member \(listed.facts.number.text) is in another group: transfer the member instead")
        }
    }

    /// Whether the member holds the office in the branch until further notice.
    package func holds(_ office: Appointment.Office, in branch: ID<Branch>, _ member: ID<Member>) throws -> Bool {
        try require(.readOrganisation, in: branch)
        return try session.exists(
            """
            SELECT 1 FROM appointment
             WHERE member_id = \(member) AND branch_id = \(branch) AND office = \(office) AND until_date IS NULL
            """
        )
    }
}

extension FieldErrors {
    /// What `make` yields; nil with all that is wrong with it noted.
    mutating func taking<Value>(_ make: () throws(FieldErrors) -> Value) -> Value? {
        do {
            return try make()
        } catch {
            add(error)
            return nil
        }
    }
}
