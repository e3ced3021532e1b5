package import Domain

/// A branch as lists show it.
package struct BranchListing: Hashable, Sendable {
    package let branch: Branch
    package let committee: Code
    package let secretary: PersonReference?
    /// Members at present.
    package let members: Int
    /// Areas at present.
    package let areas: Int
}

/// A member, named beside something else.
package struct PersonReference: Hashable, Sendable {
    package let number: Code
    package let name: String

    package init(number: Code, name: String) {
        self.number = number
        self.name = name
    }
}

/// A branch or an area, named beside something else.
package struct PlaceReference: Hashable, Sendable {
    package let code: Code
    package let name: String
}

extension Transaction {
    /// What people call these members.
    func people(named members: some Sequence<ID<Member>>) throws -> [ID<Member>: PersonReference] {
        var people: [ID<Member>: PersonReference] = [:]
        for some in Set(members).sorted().listsOfOneStatement {
            try session.forEach("SELECT id, number, name FROM member WHERE id IN \(list: some)") { row in
                people[try row.at(0)] = PersonReference(number: try row.at(1), name: try row.at(2))
            }
        }
        return people
    }

    /// What people call these areas or branches.
    ///
    /// - Parameter table: that has them.
    func places<Subject>(
        named subjects: some Sequence<ID<Subject>>, in table: SQL
    ) throws -> [ID<Subject>: PlaceReference] {
        var places: [ID<Subject>: PlaceReference] = [:]
        for some in Set(subjects).sorted().listsOfOneStatement {
            try session.forEach("SELECT id, code, name FROM \(table) WHERE id IN \(list: some)") { row in
                places[try row.at(0)] = PlaceReference(code: try row.at(1), name: try row.at(2))
            }
        }
        return places
    }

    /// Branches by code.
    ///
    /// - Parameters:
    ///   - code: only the branch with this code.
    ///   - committee: only those of this committee and the ones below it.
    ///   - dissolved: with those that are no more; one that is named by its code is found in any case.
    package func branches(
        code: Code? = nil, committee: ID<Committee>? = nil, dissolved: Bool = false,
        _ page: PageRequest = PageRequest()
    ) throws -> Page<BranchListing> {
        try authority.require(.readOrganisation)
        var conditions: [SQL] = [
            "branch.code > \(page.after?.text() ?? "")", try isWithin(.readOrganisation, branch: "branch.id"),
        ]
        if let code { conditions.append("branch.code = \(code)") }
        if let committee {
            let below = try committeesBelow(committee)
            conditions.append("branch.committee_id IN \(list: below)")
        }
        if code == nil, !dissolved { conditions.append("(branch.dissolved IS NULL OR branch.dissolved > \(today))") }
        let rows = try session.rows(
            """
            \(branchListing)
             WHERE \(SQL.all(conditions))
             ORDER BY branch.code LIMIT \(page.limit + 1)
            """,
            BranchListing.init(row:)
        )
        return Page(rows, page) { [.string($0.branch.code.text)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func branch(_ id: ID<Branch>) throws -> BranchListing {
        let found = try session.one("\(branchListing) WHERE branch.id = \(id)", BranchListing.init(row:))
        guard let found else { throw StoreError.notFound("branch") }
        try require(.readOrganisation, in: id)
        return found
    }

    private var branchListing: SQL {
        """
        SELECT branch.id, branch.code, branch.name, branch.committee_id, branch.kind, branch.secretary_post,
               branch.founded, branch.dissolved, branch.term_began, branch.term_ends, branch.version,
               committee.code AS committee_code, secretary.number AS secretary_number, secretary.name AS secretary_name,
               (SELECT count(*) FROM membership
                 WHERE membership.branch_id = branch.id AND \(present("membership"))) AS members,
               (SELECT count(*) FROM responsibility_area
                 WHERE responsibility_area.branch_id = branch.id AND \(SpanColumns.ofAreas.reach(today))) AS areas
          FROM branch
          JOIN committee ON committee.id = branch.committee_id
          LEFT JOIN appointment
            ON appointment.branch_id = branch.id AND appointment.office = 'secretary' AND \(present("appointment"))
          LEFT JOIN member AS secretary ON secretary.id = appointment.member_id
        """
    }

    /// What the branch is called, for whoever sees it at all.
    package func branchName(_ id: ID<Branch>) throws -> String {
        let name: String? = try session.value("SELECT name FROM branch WHERE id = \(id)")
        guard let name, try authority.sees(place(of: id)) else { throw StoreError.notFound("branch") }
        return name
    }

    package func createBranch(_ draft: Branch.Draft, committee: ID<Committee>) throws -> BranchListing {
        try require(.manageCommittees, in: place(of: committee))
        if try branchID(draft.code) != nil {
            throw FieldErrors("code", .duplicate, "there is a branch \(draft.code.text) already")
        }
        let id: ID<Branch> = try session.insert(
            """
            INSERT INTO branch (code, name, committee_id, kind, secretary_post, founded, term_began, term_ends)
            VALUES (\(draft.code), \(draft.name.string), \(committee), \(draft.kind), \(draft.secretaryPost),
                    \(draft.founded), \(draft.termBegan), \(draft.termEnds))
            RETURNING id
            """
        )
        try audit(.created, .branch, id, in: place(of: id), after: draft.document)
        return try branch(id)
    }

    /// Changes everything a draft says except the code.
    ///
    /// - Parameter version: what the caller had read; nil to change it whatever it is.
    package func changeBranch(_ id: ID<Branch>, to draft: Branch.Draft, ifVersion version: Int?) throws -> BranchListing
    {
        let before = try branch(id).branch
        try require(.manageBranches, in: id)
        let read = try check(version: before.version, against: version)
        guard draft.code == before.code else {
            throw FieldErrors("code", .unexpected, "a branch keeps its code (\(before.code.text))")
        }
        if let founded = draft.founded, let dissolved = before.dissolved, founded >= dissolved {
            throw FieldErrors("founded", .range, "a branch cannot be founded after it is dissolved")
        }
        try update(
            "branch", id, at: read,
            setting: """
                name = \(draft.name.string), kind = \(draft.kind), secretary_post = \(draft.secretaryPost),
                founded = \(draft.founded), term_began = \(draft.termBegan), term_ends = \(draft.termEnds)
                """
        )
        try audit(.changed, .branch, id, in: place(of: id), before: before.document, after: draft.document)
        return try branch(id)
    }

    /// One row of the office's list of branches. What it does not say of a branch on record stays, as does what it knows
    /// nothing of: foundation and term.
    ///
    /// - Parameter clearing: whether empty cells empty.
    package func importBranch(
        _ listed: Branch.Listed, committee: ID<Committee>, clearing: Bool
    ) throws -> ImportedRecord {
        guard let id = try branchID(listed.code) else {
            let facts = try listed.facts(over: nil, clearing: clearing)
            let draft = try Branch.Draft(
                code: listed.code.text, name: facts.name.string, kind: facts.kind, secretaryPost: facts.secretaryPost)
            _ = try createBranch(draft, committee: committee)
            note([
                FieldChange("code", .null, .string(draft.code.text)),
                FieldChange("name", .null, .string(facts.name.string)),
                FieldChange("kind", .null, .string(facts.kind.rawValue)),
                FieldChange("secretaryPost", .null, .string(facts.secretaryPost.rawValue)),
            ])
            return ImportedRecord(.created)
        }
        guard try authority.sees(place(of: id)) else {
            throw FieldErrors("code", .duplicate, "the code \(listed.code.text) is taken")
        }
        let standing = try branch(id).branch
        try require(.manageBranches, in: id)
        let facts = try listed.facts(over: standing, clearing: clearing)
        if standing.name == facts.name.string, standing.kind == facts.kind,
            standing.secretaryPost == facts.secretaryPost
        {
            return ImportedRecord(.unchanged)
        }
        do {
            try refuseDissolved(id)
        } catch let gone as Branch.Gone {
            throw FieldErrors("code", .conflict, gone.detail)
        }
        try update(
            "branch", id, at: check(version: standing.version),
            setting: """
                name = \(facts.name.string), kind = \(facts.kind), secretary_post = \(facts.secretaryPost)
                """
        )
        try audit(
            .imported, .branch, id, in: place(of: id), before: standing.document,
            after: standing.document.with("name", .open(.string(facts.name.string)))
                .with("kind", .open(.string(facts.kind.rawValue)))
                .with("secretaryPost", .open(.string(facts.secretaryPost.rawValue))))
        note(
            [
                FieldChange("name", .string(standing.name), .string(facts.name.string)),
                FieldChange("kind", .string(standing.kind.rawValue), .string(facts.kind.rawValue)),
                FieldChange(
                    "secretaryPost", .string(standing.secretaryPost.rawValue), .string(facts.secretaryPost.rawValue)),
            ].filter { $0.before != $0.after })
        return ImportedRecord(.changed)
    }

    /// The branch's groups, by name.
    package func groups(of branch: ID<Branch>) throws -> [Group] {
        try require(.readOrganisation, in: branch)
        return try session.rows(
            "SELECT id, branch_id, name FROM party_group WHERE branch_id = \(branch) ORDER BY name, id"
        ) {
            row in
            Group(id: try row["id"], branch: try row["branch_id"], name: try row["name"])
        }
    }

    /// The group of that name in the branch, made if there is none yet.
    package func group(named name: Text, in branch: ID<Branch>) throws -> ID<Group> {
        try require(.manageMembers, in: branch)
        if let id: ID<Group> = try groupID(named: name, in: branch) { return id }
        try refuseDissolved(branch)
        try doubt(new: name, in: branch)
        return try makeGroup(named: name, in: branch)
    }

    func makeGroup(named name: Text, in branch: ID<Branch>) throws -> ID<Group> {
        let id: ID<Group> = try session.insert(
            "INSERT INTO party_group (branch_id, name) VALUES (\(branch), \(name.string)) RETURNING id"
        )
        try audit(
            .created, .group, id, in: place(of: branch),
            after: ["name": .open(.string(name.string)), "branch": .open(JSON(branch))])
        note([FieldChange("newGroup", .null, .string(name.string))])
        return id
    }

    /// A group of the branch.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func group(_ id: ID<Group>, in branch: ID<Branch>) throws -> Group {
        guard let found = try groups(of: branch).first(where: { $0.id == id }) else {
            throw StoreError.notFound("group")
        }
        return found
    }

    /// Gives a group another name. Who is in it, and who leads it, stays.
    package func renameGroup(_ id: ID<Group>, in branch: ID<Branch>, to name: Text) throws -> Group {
        let before = try group(id, in: branch)
        try require(.manageMembers, in: branch)
        try refuseDissolved(branch)
        if before.name == name.string { return before }
        if try groupID(named: name, in: branch) != nil {
            throw FieldErrors("name", .duplicate, "the branch has a group ‘\(name.string)’ already")
        }
        try session.run("UPDATE party_group SET name = \(name.string) WHERE id = \(id)")
        try audit(
            .renamed, .group, id, in: place(of: branch), before: ["name": .open(.string(before.name))],
            after: ["name": .open(.string(name.string)), "branch": .open(JSON(branch))])
        return try group(id, in: branch)
    }

    func groupID(named name: Text, in branch: ID<Branch>) throws -> ID<Group>? {
        try session.value("SELECT id FROM party_group WHERE branch_id = \(branch) AND name = \(name.string)")
    }

    /// The group named in a form.
    ///
    /// - Throws: ``FieldErrors`` if the branch has none of that name.
    package func requireGroup(_ raw: String, in branch: ID<Branch>, field: String = "group") throws -> ID<Group> {
        guard let name = NameForm.of(raw).nonEmpty.map(Text.init(kept:)) else { throw FieldErrors(field, .missing) }
        guard try authority.sees(place(of: branch)), let id = try groupID(named: name, in: branch) else {
            throw FieldErrors(field, .reference, "the branch has no group ‘\(name.string)’")
        }
        return id
    }
}

extension BranchListing {
    fileprivate init(row: SQLRow) throws {
        branch = Branch(
            id: try row["id"], code: try row["code"], name: try row["name"], committee: try row["committee_id"],
            kind: try row["kind"], secretaryPost: try row["secretary_post"], founded: try row["founded"],
            dissolved: try row["dissolved"], termBegan: try row["term_began"], termEnds: try row["term_ends"],
            version: try row["version"]
        )
        committee = try row["committee_code"]
        secretary = try PersonReference(row: row, number: "secretary_number", name: "secretary_name")
        members = try row["members"]
        areas = try row["areas"]
    }
}

extension PersonReference {
    /// nil where the row has no person.
    init?(row: SQLRow, number: String, name: String) throws {
        guard let found: Code = try row[number] as Code?, let known = try row[name] as String? else { return nil }
        self.number = found
        self.name = known
    }
}

extension Branch {
    fileprivate var document: AuditDocument {
        [
            "code": .open(.string(code.text)), "name": .open(.string(name)), "kind": .open(.string(kind.rawValue)),
            "secretaryPost": .open(.string(secretaryPost.rawValue)), "founded": .open(JSON(founded)),
            "termBegan": .open(JSON(termBegan)),
            "termEnds": .open(JSON(termEnds)),
        ]
    }
}

extension Branch.Draft {
    fileprivate var document: AuditDocument {
        [
            "code": .open(.string(code.text)), "name": .open(.string(name.string)),
            "kind": .open(.string(kind.rawValue)),
            "secretaryPost": .open(.string(secretaryPost.rawValue)), "founded": .open(JSON(founded)),
            "termBegan": .open(JSON(termBegan)),
            "termEnds": .open(JSON(termEnds)),
        ]
    }
}
