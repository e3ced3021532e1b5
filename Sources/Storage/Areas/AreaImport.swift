package import Domain

extension Transaction {
    /// One row of the office's list of areas.
    ///
    /// A new area is established, and its holder's assignment begins, on the row's day. Of an area on record a row can
    /// change name, kind and boundary; branch, day and holder are history, which a list does not rewrite.
    ///
    /// - Parameter holder: nil if nobody holds the area.
    /// - Throws: ``FieldErrors`` for `branch`, `member` or `established`.
    package func importArea(
        _ facts: ResponsibilityArea.Facts, branch: ID<Branch>, holder: ID<Member>?
    ) throws -> ImportOutcome {
        guard let id = try areaID(facts.code) else {
            try establish(facts, branch: branch, holder: holder)
            return .created
        }
        guard try authority.sees(place(of: id)) else {
            throw FieldErrors("code", .duplicate, "the code \(facts.code.text) is taken")
        }
        let standing = try area(id)
        try require(.manageAreas, in: standing.area.branch)
        let latest = try latestAssignment(of: id)
        var errors = FieldErrors()
        if standing.area.branch != branch {
            errors.add(
                "branch", .conflict,
                "area \(facts.code.text) belongs to \(standing.branch.text), and an area stays in its branch"
            )
        }
        if latest?.member != holder {
            let known = try latest.map { "member \(try storedMember($0.member).member.number.text)" } ?? "nobody"
            errors.add(
                "member", .conflict,
                "\(known) holds area \(facts.code.text) on record: assign the area to give it to another"
            )
        }
        if facts.established != standing.area.span.from, facts.established != latest?.span.from {
            let known = standing.area.span.from.map { "on \($0)" } ?? "before the records began"
            errors.add("established", .conflict, "area \(facts.code.text) was established \(known)")
        }
        try errors.check()
        let (before, after) = (
            KeptArea(standing.area), KeptArea(facts.established(standing.area.span.from), of: branch)
        )
        if after.saysTheSame(as: before) { return .unchanged }
        try update(
            "responsibility_area", id, at: check(version: standing.area.version), setting: "\(settingTo: after)")
        try audit(.imported, .area, id, in: place(of: branch), before: before.document, after: after.document)
        return .changed
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
