package import Domain

/// What was looked up of places within one transaction: an import asks for the same branch a hundred thousand times.
final class PlaceCache {
    var found = FoundPlaces()
}

/// Where things belong, for permission and for the audit.
extension Transaction {
    /// A committee's own.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func place(of committee: ID<Committee>) throws -> Place {
        if let known = places.found.committees[committee] { return known }
        let found = Place(committees: try committeesUpward(from: committee))
        places.found.committees[committee] = found
        return found
    }

    /// A branch, below its committees.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func place(of branch: ID<Branch>) throws -> Place {
        if let known = places.found.branches[branch] { return known }
        let committee: ID<Committee>? = try session.value("SELECT committee_id FROM branch WHERE id = \(branch)")
        guard let committee else { throw StoreError.notFound("branch") }
        let found = Place(committees: try place(of: committee).committees, branch: branch)
        places.found.branches[branch] = found
        return found
    }

    /// The branch that a member belongs to now, or belonged to last.
    func place(of member: ID<Member>) throws -> Place {
        let branch: ID<Branch>? = try session.value(
            """
            SELECT branch_id FROM membership
             WHERE member_id = \(member) AND (from_date IS NULL OR from_date <= \(today))
             ORDER BY from_date DESC NULLS LAST, id DESC LIMIT 1
            """
        )
        let first: ID<Branch>? =
            try branch
            ?? session.value(
                """
                SELECT branch_id FROM membership WHERE member_id = \(member)
                 ORDER BY from_date NULLS FIRST, id LIMIT 1
                """
            )
        guard let first else { return .bureau }
        return try place(of: first)
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    func place(of area: ID<ResponsibilityArea>) throws -> Place {
        guard let branch = try branchID(of: area) else { throw StoreError.notFound("area") }
        return try place(of: branch)
    }

    /// A month's, which is its branch's.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    func place(ofCycle cycle: ID<Cycle>) throws -> Place {
        let branch: ID<Branch>? = try session.value("SELECT branch_id FROM cycle WHERE id = \(cycle)")
        guard let branch else { throw StoreError.notFound("cycle") }
        return try place(of: branch)
    }

    /// What is the whole bureau's: the top committee's, where there is one.
    func placeOfBureau() throws -> Place {
        let roots = try session.rows("SELECT id FROM committee WHERE parent_id IS NULL ORDER BY id LIMIT 2") {
            try $0.at(0) as ID<Committee>
        }
        guard let root = roots.first, roots.count == 1 else { return .bureau }
        return try place(of: root)
    }
}

/// Permission, decided by ``Authority`` on what was loaded.
extension Transaction {
    /// - Throws: ``Authority/Denial``.
    func require(_ action: Action, in place: Place) throws {
        try authority.require(action, in: place)
    }

    /// - Throws: ``Authority/Denial``, ``StoreError/notFound(_:)``.
    package func require(_ action: Action, in branch: ID<Branch>) throws {
        if authority.isUnlimited { return }
        try authority.require(action, in: place(of: branch))
    }

    /// Whether the action is permitted in the branch.
    package func allows(_ action: Action, in branch: ID<Branch>) throws -> Bool {
        try authority.isUnlimited || authority.allows(action, in: place(of: branch))
    }

    /// - Throws: ``Authority/Denial``, ``StoreError/notFound(_:)``.
    package func require(_ action: Action, in committee: ID<Committee>) throws {
        if authority.isUnlimited { return }
        try authority.require(action, in: place(of: committee))
    }

    /// Whether the action is permitted for the committee itself.
    package func allows(_ action: Action, in committee: ID<Committee>) throws -> Bool {
        try authority.isUnlimited || authority.allows(action, in: place(of: committee))
    }

    /// For what is to be made for the whole bureau, or holds for all of it: that is no secret, so who may not is told so.
    ///
    /// - Throws: ``Authority/Denial/notPermitted(_:)``.
    func requireForBureau(_ action: Action) throws {
        if !authority.allows(action, in: .bureau) { throw Authority.Denial.notPermitted(action) }
    }

    /// Holds for the rows whose branch is where the action is permitted.
    ///
    /// - Parameter branch: the column.
    func isWithin(_ action: Action, branch: SQL) throws -> SQL {
        let reach = authority.reach(of: action)
        if reach.isEverything { return "1 = 1" }
        let branches: SQL = "\(branch) IN \(list: reach.branches.sorted())"
        if reach.committees.isEmpty { return branches }
        let below = try below(reach.committees)
        return """
            (\(branches)
             OR \(branch) IN (SELECT branch.id FROM branch WHERE branch.committee_id IN \(list: below)))
            """
    }

    /// Holds for the rows whose committee is where the action is permitted, or one above that which it reaches up to.
    ///
    /// - Parameter committee: the column.
    func isWithin(_ action: Action, committee: SQL) throws -> SQL {
        guard let committees = try committees(of: action) else { return "1 = 1" }
        return "\(committee) IN \(list: committees)"
    }

    /// The committees where the action is permitted, and those above that it reaches up to; nil where it is everywhere.
    func committees(of action: Action) throws -> [ID<Committee>]? {
        let reach = authority.reach(of: action)
        if reach.isEverything { return nil }
        return Set(try below(reach.committees)).union(reach.above).sorted()
    }

    private func below(_ committees: Set<ID<Committee>>) throws -> [ID<Committee>] {
        try committees.sorted().flatMap(committeesBelow)
    }
}
