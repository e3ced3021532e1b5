package import Domain

extension Transaction {
    static let committeeColumns: SQL = "id, code, name, parent_id, version"

    /// All committees, by code.
    package func committees(_ page: PageRequest = PageRequest()) throws -> Page<Committee> {
        try authority.require(.readCommittees)
        let rows = try session.rows(
            """
            SELECT \(Self.committeeColumns) FROM committee
             WHERE code > \(page.after?.text() ?? "") AND \(try isWithin(.readCommittees, committee: "id"))
             ORDER BY code LIMIT \(page.limit + 1)
            """,
            Committee.init(row:)
        )
        return Page(rows, page) { [.string($0.code.text)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func committee(_ id: ID<Committee>) throws -> Committee {
        let found = try storedCommittee(id)
        try require(.readCommittees, in: place(of: id))
        return found
    }

    func storedCommittee(_ id: ID<Committee>) throws -> Committee {
        let found = try session.one(
            "SELECT \(Self.committeeColumns) FROM committee WHERE id = \(id)", Committee.init(row:))
        guard let found else { throw StoreError.notFound("committee") }
        return found
    }

    package func createCommittee(_ draft: Committee.Draft) throws -> Committee {
        var parent: ID<Committee>?
        if let code = draft.parent { parent = try requireCommittee(code.text, field: "parent") }
        if let parent {
            try require(.manageCommittees, in: place(of: parent))
        } else {
            try requireForBureau(.manageCommittees)
        }
        if try committeeID(draft.code) != nil {
            throw FieldErrors("code", .duplicate, "there is a committee \(draft.code.text) already")
        }
        let id: ID<Committee> = try session.insert(
            """
            INSERT INTO committee (code, name, parent_id) VALUES (\(draft.code), \(draft.name.string), \(parent)) RETURNING id
            """
        )
        try audit(
            .created, .committee, id, in: place(of: id),
            after: ["code": .open(.string(draft.code.text)), "name": .open(.string(draft.name.string))]
        )
        return try committee(id)
    }

    /// Gives a committee another name. What was posted keeps the one that it had.
    ///
    /// - Throws: ``StoreError``, ``Authority/Denial``.
    package func changeCommittee(_ id: ID<Committee>, name: Text, ifVersion version: Int?) throws -> Committee {
        let before = try committee(id)
        try require(.manageCommittees, in: place(of: id))
        let read = try check(version: before.version, against: version)
        try update("committee", id, at: read, setting: "name = \(name.string)")
        try audit(
            .changed, .committee, id, in: place(of: id), before: ["name": .open(.string(before.name))],
            after: ["name": .open(.string(name.string))])
        return try committee(id)
    }

    /// The committee and those above it, nearest first.
    func committeesUpward(from id: ID<Committee>) throws -> [ID<Committee>] {
        try session.rows(
            """
            WITH RECURSIVE upward (id, parent_id, distance) AS (
                SELECT id, parent_id, 0 FROM committee WHERE id = \(id)
                 UNION ALL
                SELECT committee.id, committee.parent_id, distance + 1
                  FROM committee JOIN upward ON committee.id = upward.parent_id
            )
            SELECT id FROM upward ORDER BY distance
            """
        ) { try $0["id"] }
    }

    /// Holds for the branches whose secretaries a committee calls to its meetings, and for what is of them: all its branches
    /// (design, section 4), those of the committees below it among them.
    ///
    /// - Parameter column: with the committee of which a branch is, or of which something is.
    func isCalled(by committee: ID<Committee>, _ column: SQL = "branch.committee_id") throws -> SQL {
        "\(column) IN \(list: try committeesBelow(committee))"
    }

    /// The committee and all those below it.
    func committeesBelow(_ id: ID<Committee>) throws -> [ID<Committee>] {
        try session.rows(
            """
            WITH RECURSIVE below (id) AS (
                SELECT id FROM committee WHERE id = \(id)
                 UNION ALL
                SELECT committee.id FROM committee JOIN below ON committee.parent_id = below.id
            )
            SELECT id FROM below ORDER BY id
            """
        ) { try $0["id"] }
    }
}

extension Committee {
    init(row: SQLRow) throws {
        self.init(
            id: try row["id"], code: try row["code"], name: try row["name"], parent: try row["parent_id"],
            version: try row["version"]
        )
    }
}
