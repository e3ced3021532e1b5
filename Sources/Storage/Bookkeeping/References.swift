package import Domain

/// From what people write to what the database knows: codes and numbers to ids.
extension Transaction {
    func committeeID(_ code: Code) throws -> ID<Committee>? {
        try session.value("SELECT id FROM committee WHERE code = \(code)")
    }

    func branchID(_ code: Code) throws -> ID<Branch>? {
        try session.value("SELECT id FROM branch WHERE code = \(code)")
    }

    func memberID(_ number: Code) throws -> ID<Member>? {
        try session.value("SELECT id FROM member WHERE number = \(number)")
    }

    func areaID(_ code: Code) throws -> ID<ResponsibilityArea>? {
        try session.value("SELECT id FROM responsibility_area WHERE code = \(code)")
    }

    /// The committee named in a form; if none is named, the only one that the principal has a role in, or the one at the
    /// top if there is just one.
    ///
    /// - Throws: ``FieldErrors`` for `field`.
    package func requireCommittee(_ raw: String?, field: String = "committee") throws -> ID<Committee> {
        if let raw { return try require(raw, field, "committee", committeeID, place(of:)) }
        let own = Set(
            authority.held.compactMap { held in
                if case .committee(let committee) = held.scope { committee } else { nil }
            }
        )
        if let only = own.first, own.count == 1 { return only }
        let roots: [ID<Committee>] = try session.rows(
            "SELECT id FROM committee WHERE parent_id IS NULL ORDER BY id LIMIT 2"
        ) {
            try $0["id"]
        }
        guard let root = roots.first, roots.count == 1 else {
            throw FieldErrors(field, .required, "there are several committees: name one by its code")
        }
        return root
    }

    package func requireBranch(_ raw: String, field: String = "branch") throws -> ID<Branch> {
        try require(raw, field, "branch", branchID, place(of:))
    }

    /// The branch that a list names: by its code, or by its name where only one of those that the principal sees has it.
    ///
    /// - Throws: ``FieldErrors`` for `field`.
    package func requireBranch(listed raw: String, field: String = "branch") throws -> ID<Branch> {
        func isSeen(_ id: ID<Branch>) throws -> Bool { try authority.isUnlimited || authority.sees(place(of: id)) }
        if let code = try? Code(raw.halfWidth), let id = try branchID(code), try isSeen(id) {
            try refuseGone(id, field)
            return id
        }
        guard let name = NameForm.of(raw).nonEmpty.map(Text.init(kept:)) else { throw FieldErrors(field, .missing) }
        let named = try session.rows(
            "SELECT id FROM branch WHERE name = \(name.string) AND dissolved IS NULL ORDER BY id"
        ) { try $0["id"] as ID<Branch> }.filter { try isSeen($0) }
        guard let only = named.first else {
            let gone = try session.rows(
                "SELECT id FROM branch WHERE name = \(name.string) AND dissolved IS NOT NULL ORDER BY id"
            ) { try $0["id"] as ID<Branch> }.filter { try isSeen($0) }
            if let last = gone.last { try refuseGone(last, field) }
            if let now = try renamed(from: name.string) {
                throw FieldErrors(
                    field, .reference,
                    "the branch that was called \(name.string) is called \(now.name) since \(now.from): write its code, \(now.code.text)"
                )
            }
            throw FieldErrors(field, .reference, "there is no \("branch" as Sentence) \(name.string)")
        }
        if named.count > 1 {
            throw FieldErrors(field, .conflict, "several branches are called ‘\(name.string)’: write the branch's code")
        }
        return only
    }

    /// A list that names a branch which is no more is told where it went.
    private func refuseGone(_ branch: ID<Branch>, _ field: String) throws {
        do {
            try refuseDissolved(branch)
        } catch let gone as Branch.Gone {
            throw FieldErrors(field, .conflict, gone.detail)
        }
    }

    /// The member whom a list names by name alone: the only one of that name in the branch.
    ///
    /// - Throws: ``FieldErrors`` for `field`.
    package func requireMember(named name: Text, in branch: ID<Branch>, field: String) throws -> ID<Member> {
        try require(.readOrganisation, in: branch)
        let named = try session.rows(
            """
            SELECT member.id FROM membership JOIN member ON member.id = membership.member_id
             WHERE membership.branch_id = \(branch) AND \(present("membership")) AND member.name = \(name.string)
             ORDER BY member.id LIMIT 2
            """
        ) { try $0["id"] as ID<Member> }
        guard let only = named.first else {
            throw FieldErrors(field, .reference, "the branch has no member called \(name.string)")
        }
        if named.count > 1 {
            throw FieldErrors(
                field, .conflict, "the branch has several members called \(name.string): write the member's number")
        }
        return only
    }

    /// - Throws: ``FieldErrors`` for `field` where the member on record has another name than the list beside the number.
    package func requireName(_ name: Text, of member: ID<Member>, field: String) throws {
        let known = try storedMember(member).member
        guard known.name != name.string else { return }
        throw FieldErrors(
            field, .conflict, "member \(known.number.text) is called \(known.name) on record, not \(name.string)")
    }

    package func requireMember(_ raw: String, field: String = "member") throws -> ID<Member> {
        try require(raw, field, "member", memberID, place(of:))
    }

    /// The member that a month's form or list names: whoever sees the branch that they were in at its end sees them there.
    package func requireMember(_ raw: String, in month: Month, field: String) throws -> ID<Member> {
        try require(raw, field, "member", memberID) { member in
            let place = try place(of: member)
            if authority.sees(place) { return place }
            let then: ID<Branch>? = try session.value(
                """
                SELECT branch_id FROM membership
                 WHERE member_id = \(member) AND \(SpanColumns(of: "membership").areInForce(on: month.lastDay))
                """
            )
            return try then.map { try self.place(of: $0) } ?? place
        }
    }

    package func requireArea(_ raw: String, field: String = "area") throws -> ID<ResponsibilityArea> {
        try require(raw, field, "responsibility area", areaID, place(of:))
    }

    /// The area that a month's form or list names: whoever sees the branch that has it in the month sees it there.
    package func requireArea(
        _ raw: String, in month: Month, field: String = "area"
    ) throws -> ID<ResponsibilityArea> {
        try require(raw, field, "responsibility area", areaID) { area in
            guard let branch = try branchID(of: area, on: month.lastDay) else { throw StoreError.notFound("area") }
            return try place(of: branch)
        }
    }

    /// What is out of the principal's scope is not there.
    private func require<Subject>(
        _ raw: String, _ field: String, _ what: Sentence, _ find: (Code) throws -> ID<Subject>?,
        _ place: (ID<Subject>) throws -> Place
    ) throws -> ID<Subject> {
        let code: Code
        do {
            code = try Code(raw)
        } catch {
            throw FieldErrors(field, error)
        }
        guard let id = try find(code), try authority.isUnlimited || authority.sees(place(id)) else {
            throw FieldErrors(field, .reference, "there is no \(what) \(code.text)")
        }
        return id
    }
}

/// What one row of an imported file came to.
package enum ImportOutcome: Hashable, Sendable {
    case created, changed, unchanged

    /// The outcome of a row that also brought a part of its own.
    package func including(_ part: ImportOutcome) -> ImportOutcome {
        self == .unchanged && part != .unchanged ? .changed : self
    }
}

/// What a row of an imported file came to, and what does not go without saying.
package struct ImportedRecord: Sendable {
    package var outcome: ImportOutcome
    package var spared: Spared
    package var remarks: [Sentence]

    package init(_ outcome: ImportOutcome, spared: Spared = Spared(), remarks: [Sentence] = []) {
        (self.outcome, self.spared, self.remarks) = (outcome, spared, remarks)
    }
}
