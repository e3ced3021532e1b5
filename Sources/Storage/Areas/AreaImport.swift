package import Domain

extension Transaction {
    /// One row of the office's list of areas.
    ///
    /// A new area is established, and its holders' assignments begin, on the row's day. Of an area on record a row can
    /// change name, kind and boundary; branch, day and holder are history, which a list does not rewrite. What it does not
    /// say stays.
    ///
    /// - Parameters:
    ///   - branch: nil where the list does not say it.
    ///   - clearing: whether empty cells empty.
    /// - Throws: ``FieldErrors``.
    package func importArea(
        _ listed: ResponsibilityArea.Listed, branch: ID<Branch>?, holders: Said<[ID<Member>]>, clearing: Bool
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
            try establish(facts, branch: branch, holders: holders.value ?? [])
            return ImportedRecord(.created)
        }
        guard try authority.sees(place(of: id)) else {
            throw FieldErrors("code", .duplicate, "the code \(code) is taken")
        }
        let standing = try area(id)
        try require(.manageAreas, in: standing.area.branch)
        let held = try holdings(of: standing.area)
        var errors = FieldErrors()
        if let branch, standing.area.branch != branch {
            errors.add(
                "branch", .conflict,
                "area \(code) belongs to \(standing.branch.text), and an area stays in its branch"
            )
        }
        let listedHolders = spared.take("member", holders, over: held.now.nonEmpty, clearing: clearing) ?? []
        if ![held.now, held.last].contains(where: { Set($0) == Set(listedHolders) }) {
            errors.add("member", .conflict, try otherHolders(of: code, than: held.now))
        }
        if let day = listed.established.value, day != standing.area.span.from, !held.begun.contains(day) {
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
        note(after.changes(since: before))
        return ImportedRecord(.changed, spared: spared)
    }

    /// The branch of an area on record; nil for one that is not there for the principal.
    package func branch(ofArea code: Code) throws -> ID<Branch>? {
        guard let id = try areaID(code), try authority.isUnlimited || authority.sees(place(of: id)) else { return nil }
        return try branchID(of: id)
    }

    /// Who hold an area today, or held it on its last day, and who are to hold it in the end; on which days theirs began.
    private func holdings(
        of area: ResponsibilityArea
    ) throws -> (now: [ID<Member>], last: [ID<Member>], begun: [LocalDate]) {
        let day = area.span.until.map { min($0, today) } ?? today
        let reaching = try assignmentsReaching(day, of: area.id)
        return (
            reaching.filter { $0.span.contains(day) }.map(\.member),
            reaching.filter { $0.span.until == area.span.until }.map(\.member), reaching.compactMap(\.span.from)
        )
    }

    /// That an area has other holders than a list says.
    private func otherHolders(of area: String, than known: [ID<Member>]) throws -> Sentence {
        let numbers = try known.map { try storedMember($0).member.number.text }.sorted()
        guard let only = numbers.first else {
            return "nobody holds area \(area) on record: assign the area to give it to somebody"
        }
        return numbers.count == 1
            ? "member \(only) holds area \(area) on record: assign the area to give it to another, or to another besides"
            : "members \(numbers.map { "\($0)" as Sentence }) hold area \(area) on record: assign the area to change who does"
    }

    private func establish(
        _ facts: ResponsibilityArea.Facts, branch: ID<Branch>, holders: [ID<Member>]
    ) throws {
        let made: ResponsibilityArea
        do {
            made = try createArea(facts, branch: branch).area
        } catch let refusal as ResponsibilityArea.Refusal {
            throw FieldErrors("established", .conflict, refusal.detail)
        }
        try note(
            KeptArea(facts, of: branch).changes(since: nil).map {
                $0.field == "branch" ? FieldChange("branch", .null, try codeNoted(of: branch)) : $0
            })
        if holders.isEmpty { return }
        guard let day = facts.established else { throw FieldErrors("established", .missing) }
        do {
            try beginAssignments(of: made, to: holders, from: day)
        } catch let refusal as Assignment.Refusal {
            throw FieldErrors("member", .conflict, refusal.detail)
        }
        try note(
            holders.map { try storedMember($0).member.number.text }.sorted().map {
                FieldChange("member", .null, .string($0))
            })
    }
}
