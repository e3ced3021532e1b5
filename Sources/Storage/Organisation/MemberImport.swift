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
    package let status: Said<Member.Status>

    package init(
        facts: Member.Listed, branch: ID<Branch>?, group: Said<Text>, from: Said<LocalDate>, phone: Said<ListedPhone>,
        status: Said<Member.Status>
    ) {
        (self.facts, self.branch, self.group, self.from, self.phone) = (facts, branch, group, from, phone)
        self.status = status
    }
}

/// What a row of the list came to, and where the member belongs.
package struct ImportedMember: Sendable {
    package let id: ID<Member>
    package let branch: ID<Branch>
    package let group: ID<Group>?
    /// Whether they are of the branch; one who has left holds nothing there.
    package var isHere = true
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
        let listing = try storedMember(id)
        let standing = listing.member
        guard !standing.status.hasLeft, let present = try currentMembership(of: id) else {
            return try hasLeft(listed, listing)
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
        if let said = listed.status.value, said != standing.status {
            remarks.append(
                "member \(number) is \(Sentence(standing.status.rawValue)) on record, not \(Sentence(said.rawValue)) as the list says: that is recorded on the member's page, or by ‘zhibu member leave’, ‘float’ and ‘return’"
            )
        }
        let (before, version) = (try storedPhone(of: id), try check(version: standing.version))
        let phone = try listed.phone.map { listed throws(FieldErrors) in try listed.number(over: before) }
        let after = spared.take("phone", phone, over: before, clearing: clearing)
        let read = after == before ? version : try keep(after, of: id, at: version)
        if after != before { note([FieldChange(phone: before, after)]) }
        var outcome = after == before ? ImportOutcome.unchanged : .changed
        if !facts.saysTheSame(as: standing.facts) {
            try updateMember(standing, at: read, to: facts)
            note(facts.changes(since: standing.facts))
            try audit(
                .imported, .member, id, in: place(of: present.branch), before: standing.facts.document,
                after: facts.document)
            outcome = .changed
        }
        return ImportedMember(
            id: id, branch: present.branch, group: group,
            record: ImportedRecord(outcome, spared: spared, remarks: remarks))
    }

    /// A row about somebody who has left: nothing, where the list says so too.
    private func hasLeft(_ listed: ListedMember, _ standing: MemberListing) throws -> ImportedMember {
        let number = standing.member.number.text
        let place = try place(of: standing.member.id)
        guard authority.isUnlimited || authority.sees(place), let branch = place.branch else {
            throw FieldErrors("branch", .conflict, "member \(number) is on record, and of none of your branches")
        }
        if case .value(.left) = listed.status, standing.member.status.hasLeft {
            return ImportedMember(
                id: standing.member.id, branch: branch, group: nil, isHere: false, record: ImportedRecord(.unchanged))
        }
        guard standing.member.status.hasLeft, let day = standing.statusSince else {
            throw FieldErrors("branch", .conflict, "member \(number) is of no branch at present")
        }
        throw FieldErrors(
            "branch", .conflict,
            "member \(number) has left on record, from \(day) on: bring them back on the member's page or by ‘zhibu member return’, or leave the row out"
        )
    }

    private func takeOn(_ listed: ListedMember, clearing: Bool) throws -> ImportedMember {
        var errors = FieldErrors()
        var spared = Spared()
        if listed.branch == nil { errors.add("branch", .missing) }
        if case .value(.left) = listed.status {
            errors.add("status", .conflict, "nobody is taken on record who has left: leave the row out")
        }
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
        try note(
            facts.changes(since: nil) + [
                FieldChange("branch", .null, codeNoted(of: branch)),
                FieldChange("group", .null, JSON(listed.group.value?.string)),
                FieldChange("from", .null, JSON(from ?? facts.joined)), FieldChange(phone: nil, phone),
            ])
        var remarks: [Sentence] = []
        if case .value(.floating) = listed.status {
            remarks.append(
                "member \(facts.number.text) is taken on record as active: that they are floating, since when and why, is recorded on the member's page, or by ‘zhibu member float’"
            )
        }
        return ImportedMember(
            id: id, branch: branch, group: group, record: ImportedRecord(.created, spared: spared, remarks: remarks))
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

    /// Whether that is the post on record of the member with the number.
    package func hasPost(_ post: String, _ number: Code) throws -> Bool {
        guard let id = try memberID(number), try authority.isUnlimited || authority.sees(place(of: id)) else {
            return false
        }
        return try storedMember(id).member.facts.post?.string == post
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

extension FieldChange {
    /// Of numbers no more is told than anywhere.
    fileprivate init(phone before: PhoneNumber?, _ after: PhoneNumber?) {
        self.init(
            "phone", JSON(before?.masked), JSON(after?.masked), mark: "\(before?.text ?? "") \(after?.text ?? "")")
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
