package import Domain

extension Transaction {
    /// One row of the office's list of areas.
    ///
    /// A new area is established, and its holder's assignment begins, on the row's day. Of an area on record a row can
    /// change name, kind and boundary; branch, day and holder are history, which a list does not rewrite. What it does not
    /// say stays.
    ///
    /// - Parameters:
    ///   - branch: nil where the list does not say it.
    ///   - clearing: whether empty cells empty.
    /// - Throws: ``FieldErrors``.
    package func importArea(
        _ listed: ResponsibilityArea.Listed, branch: ID<Branch>?, holder: Said<ID<Member>>, clearing: Bool
    ) throws -> ImportedRecord {
        let code = listed.code.text
        var spared = Spared()
        guard let id = try areaID(listed.code) else {
            var errors = FieldErrors()
            if branch == nil { errors.add("branch", .missing) }
            let facts = errors.taking { () throws(FieldErrors) in
                try listed.facts(over: nil, clearing: clearing, sparing: &spared)
            }
            guard let branch, let facts else { throw errors }
            try establish(facts, branch: branch, holder: holder.value)
            return ImportedRecord(.created)
        }
        guard try authority.sees(place(of: id)) else {
            throw FieldErrors("code", .duplicate, "the code \(code) is taken")
        }
        let standing = try area(id)
        try require(.manageAreas, in: standing.area.branch)
        let latest = try latestAssignment(of: id)
        var errors = FieldErrors()
        if let branch, standing.area.branch != branch {
            errors.add(
                "branch", .conflict,
                "area \(code) belongs to \(standing.branch.text), and an area stays in its branch"
            )
        }
        if spared.take("member", holder, over: latest?.member, clearing: clearing) != latest?.member {
            let known = try latest.map { "member \(try storedMember($0.member).member.number.text)" } ?? "nobody"
            errors.add(
                "member", .conflict,
                "\(known) holds area \(code) on record: assign the area to give it to another"
            )
        }
        if let day = listed.established.value, day != standing.area.span.from, day != latest?.span.from {
            let known = standing.area.span.from.map { "on \($0)" } ?? "before the records began"
            errors.add("established", .conflict, "area \(code) was established \(known)")
        }
        let facts = errors.taking { () throws(FieldErrors) in
            try listed.facts(over: standing.area.facts, clearing: clearing, sparing: &spared)
        }
        guard let facts, errors.isEmpty else { throw errors }
        let place = try place(of: standing.area.branch)
        let (before, after) = (KeptArea(standing.area), KeptArea(facts, of: standing.area.branch))
        if after.saysTheSame(as: before) { return ImportedRecord(.unchanged, spared: spared) }
        try update(
            "responsibility_area", id, at: check(version: standing.area.version), setting: "\(settingTo: after)")
        try audit(.imported, .area, id, in: place, before: before.document, after: after.document)
        return ImportedRecord(.changed, spared: spared)
    }

    /// The branch of an area on record; nil for one that is not there for the principal.
    package func branch(ofArea code: Code) throws -> ID<Branch>? {
        guard let id = try areaID(code), try authority.isUnlimited || authority.sees(place(of: id)) else { return nil }
        return try branchID(of: id)
    }

    private func establish(
        _ facts: ResponsibilityArea.Facts, branch: ID<Branch>, holder: ID<Member>?
    ) throws {
        let made: ResponsibilityArea
        do {
            made = try createArea(facts, branch: branch).area
        } catch let refusal as ResponsibilityArea.Refusal {
            throw FieldErrors("established", .conflict, refusal.detail)
        }
        guard let holder else { return }
        guard let day = facts.established else { throw FieldErrors("established", .missing) }
        do {
            try beginAssignment(of: made, to: holder, from: day)
        } catch let refusal as Assignment.Refusal {
            throw FieldErrors("member", .conflict, refusal.detail)
        }
    }
}
