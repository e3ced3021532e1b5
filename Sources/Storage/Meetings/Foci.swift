package import Domain

extension Focus.Kind: SQLTextValue {}

/// A focus of enforcement as it is shown.
package struct FocusListing: Hashable, Sendable {
    package let id: ID<Focus>
    package let number: Focus.Number
    package let committee: ID<Committee>
    package let committeeCode: Code
    package let committeeName: String
    package let focus: Focus
    /// Goes up with each revision.
    package let version: Int
    package let setOn: LocalDate
    /// A sign-in name, or the operator's.
    package let setBy: String
    package let withdrawal: FocusWithdrawal?
}

/// What a focus said until it was corrected.
package struct FocusRevision: Hashable, Sendable {
    package let focus: Focus
    package let reason: String
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// That a focus was withdrawn.
package struct FocusWithdrawal: Hashable, Sendable {
    package let reason: String
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

extension Transaction {
    // MARK: Reading

    private static let focusListing: SQL =
        """
        SELECT focus.id, focus.year, focus.number, focus.committee_id, committee.code AS committee_code,
               committee.name AS committee_name, focus.title, focus.kind, focus.from_month, focus.until_month,
               focus.source, focus.area, focus.version, focus.set_at, focus.set_by,
               focus_withdrawal.reason AS ended_reason, focus_withdrawal.withdrawn_at AS ended_at,
               focus_withdrawal.withdrawn_by AS ended_by
          FROM focus
          JOIN committee ON committee.id = focus.committee_id
          LEFT JOIN focus_withdrawal ON focus_withdrawal.focus_id = focus.id
        """

    /// A committee's foci of a month, in the order in which they began.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func foci(of id: ID<Committee>, in month: Month) throws -> [FocusListing] {
        try authority.require(.readPlans)
        _ = try committee(id)
        return try focusListings("focus.committee_id = \(id) AND \(Self.isFocus(in: month...month))")
    }

    /// The foci of a month, of the committees that the principal reads of.
    package func foci(in month: Month) throws -> [FocusListing] {
        try authority.require(.readPlans)
        return try focusListings(
            """
            \(try isWithin(.readCommittees, committee: "focus.committee_id")) AND \(Self.isFocus(in: month...month))
            """)
    }

    /// The foci of some months of a branch's committee, and of those above it: what its work can serve.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func foci(for branch: ID<Branch>, in months: ClosedRange<Month>) throws -> [FocusListing] {
        try require(.readPlans, in: branch)
        return try foci(ofAnyOf: place(of: branch).committees, in: months)
    }

    /// The same for any of some branches whose plans the principal reads.
    package func foci(forAnyOf branches: [ID<Branch>], in months: ClosedRange<Month>) throws -> [FocusListing] {
        for branch in branches { try require(.readPlans, in: branch) }
        return try foci(ofAnyOf: Array(Set(branches.flatMap { try place(of: $0).committees })), in: months)
    }

    /// Those that stand of a committee and of those above it, as its meetings take them up.
    func fociForAgenda(of id: ID<Committee>, in months: ClosedRange<Month>) throws -> [FocusListing] {
        try foci(ofAnyOf: place(of: id).committees, in: months).filter { $0.withdrawal == nil }
    }

    func foci(ofAnyOf committees: [ID<Committee>], in months: ClosedRange<Month>) throws -> [FocusListing] {
        try focusListings("focus.committee_id IN \(list: committees.sorted()) AND \(Self.isFocus(in: months))")
    }

    /// - Throws: ``StoreError/notFound(_:)``; a denial.
    package func focus(_ id: ID<Focus>) throws -> FocusListing {
        guard let found = try storedFocus(id) else { throw StoreError.notFound("focus") }
        try authority.require(.readPlans)
        _ = try committee(found.committee)
        return found
    }

    /// What a focus said before, the oldest first.
    package func revisions(of listing: FocusListing) throws -> [FocusRevision] {
        try session.rows(
            """
            SELECT title, kind, from_month, until_month, source, area, reason, revised_at, revised_by FROM focus_revision
             WHERE focus_id = \(listing.id)
             ORDER BY number
            """
        ) { row in
            FocusRevision(
                focus: try Self.focus(row), reason: try row["reason"],
                on: settings.timeZone.date(of: try row["revised_at"]), by: try row["revised_by"])
        }
    }

    /// What people call these foci.
    func references(to foci: some Sequence<ID<Focus>>) throws -> [ID<Focus>: PlaceReference] {
        var references: [ID<Focus>: PlaceReference] = [:]
        for some in Set(foci).sorted().listsOfOneStatement {
            try session.forEach("SELECT id, year, number, title FROM focus WHERE id IN \(list: some)") { row in
                let number = Focus.Number(year: try row["year"], number: try row["number"])
                references[try row["id"]] = PlaceReference(code: try Code(number.text), name: try row["title"])
            }
        }
        return references
    }

    private static func isFocus(in months: ClosedRange<Month>) -> SQL {
        "focus.until_month >= \(months.lowerBound) AND focus.from_month <= \(months.upperBound)"
    }

    private func storedFocus(_ id: ID<Focus>) throws -> FocusListing? {
        try focusListings("focus.id = \(id)").first
    }

    private func focusListings(_ condition: SQL) throws -> [FocusListing] {
        try session.rows("\(Self.focusListing) WHERE \(condition)") { row in
            let ended: String? = try row["ended_reason"]
            return FocusListing(
                id: try row["id"], number: Focus.Number(year: try row["year"], number: try row["number"]),
                committee: try row["committee_id"], committeeCode: try row["committee_code"],
                committeeName: try row["committee_name"], focus: try Self.focus(row), version: try row["version"],
                setOn: settings.timeZone.date(of: try row["set_at"]), setBy: try row["set_by"],
                withdrawal: try ended.map { reason in
                    FocusWithdrawal(
                        reason: reason, on: settings.timeZone.date(of: try row["ended_at"]), by: try row["ended_by"])
                })
        }.sorted { ($0.focus.months.lowerBound, $0.id) < ($1.focus.months.lowerBound, $1.id) }
    }

    private static func focus(_ row: SQLRow) throws -> Focus {
        let (from, until): (Month, Month) = (try row["from_month"], try row["until_month"])
        guard from <= until else { throw StorageFault.corrupt("a focus that ends before it begins") }
        return Focus(kept: try row["title"], try row["kind"], from...until, try row["source"], try row["area"])
    }

    // MARK: Being served

    /// The focus that somebody names by its number.
    ///
    /// - Throws: ``FieldErrors`` for `field` where there is none, or none of theirs to read.
    package func requireFocus(_ number: Focus.Number, field: String = "focus") throws -> ID<Focus> {
        let found: ID<Focus>? = try session.value(
            """
            SELECT focus.id FROM focus
             WHERE focus.year = \(number.year) AND focus.number = \(number.number)
               AND \(isWithin(.readCommittees, committee: "focus.committee_id"))
            """)
        guard let found else { throw FieldErrors(field, .reference, "there is no focus \(number.text)") }
        return found
    }

    /// The focus that a list names: by its number, by its title in the month, or by both as a table of ours has it.
    ///
    /// - Parameter month: nil where it is not known: then it has to be named by its number.
    /// - Throws: ``FieldErrors`` for `field`.
    package func requireFocus(
        listed raw: String, in month: Month?, field: String = "focus"
    ) throws -> ID<Focus> {
        if let number = Focus.Number(raw) { return try requireFocus(number, field: field) }
        let named = try month.map { try foci(in: $0) } ?? []
        let title = NameForm.of(raw)
        let found = named.filter { $0.withdrawal == nil && NameForm.of($0.focus.title.string) == title }
        if found.count > 1 {
            throw FieldErrors(field, .conflict, "several foci are called ‘\(title)’: write the number")
        }
        if let only = found.first { return only.id }
        if let last = raw.split(whereSeparator: \.isWhitespace).last, let number = Focus.Number(String(last)) {
            let id = try requireFocus(number, field: field)
            let called = try references(to: [id])[id]?.name ?? ""
            if NameForm.of("\(called) \(number.text)") == title { return id }
            throw FieldErrors(field, .conflict, "the focus \(number.text) is called ‘\(called)’")
        }
        throw FieldErrors(field, .reference, "there is no focus \(raw.trimmed) in that month: write its number")
    }

    /// Whether a branch's work of a month can be said to serve a focus: one of its committees' that stands and is of the month.
    ///
    /// - Parameter standing: which it was said to serve before; that may have been withdrawn since.
    /// - Throws: ``FieldErrors`` for `field`.
    func requireServed(
        _ focus: ID<Focus>?, by branch: ID<Branch>, in month: Month, keeping standing: ID<Focus>? = nil,
        field: String = "focus"
    ) throws {
        guard let focus else { return }
        guard let listing = try storedFocus(focus), try place(of: branch).committees.contains(listing.committee) else {
            throw FieldErrors(field, .reference, "a focus of the branch’s committee, or of one above it, was expected")
        }
        guard listing.focus.months.contains(month) else {
            throw FieldErrors(
                field, .range,
                "the focus \(listing.number.text) is from \(listing.focus.months.lowerBound) to \(listing.focus.months.upperBound): \(month) is outside"
            )
        }
        if listing.withdrawal != nil, focus != standing {
            throw FieldErrors(field, .conflict, "the focus \(listing.number.text) was withdrawn")
        }
    }

    // MARK: Writing

    /// Notes what enforcement is about in some months, for the committee's branches to know. The same again is the one that
    /// stands.
    ///
    /// - Throws: ``FieldErrors``; ``StoreError/notFound(_:)``; a denial.
    package func setFocus(_ focus: Focus, of id: ID<Committee>) throws -> (ID<Focus>, ImportOutcome) {
        _ = try committee(id)
        let place = try place(of: id)
        try require(.setFoci, in: place)
        if let standing = try otherFocus(calledLike: focus, of: id) {
            if standing.focus == focus { return (standing.id, .unchanged) }
            throw Self.calledTwice
        }
        try requireRoom(for: focus, of: id)
        let year = focus.months.lowerBound.year
        let last: Int? = try session.value(
            "SELECT number FROM focus WHERE year = \(year) ORDER BY number DESC LIMIT 1")
        let kept = KeptFocus(focus: focus)
        let number = Focus.Number(year: year, number: (last ?? 0) + 1)
        let made: ID<Focus> = try session.insert(
            """
            INSERT INTO focus (committee_id, year, number, \(columnsOf: KeptFocus.self), set_at, set_by)
            VALUES (\(id), \(number.year), \(number.number), \(valuesOf: kept), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .focus, made, in: place,
            after: kept.document.with("committee", .open(JSON(id))).with("number", .open(.string(number.text))))
        return (made, .created)
    }

    /// Corrects what a focus says, with the reason; what it said stays. The same again changes nothing.
    ///
    /// - Throws: ``FieldErrors``; ``Focus/Refusal``; ``StoreError``; a denial.
    package func reviseFocus(
        _ id: ID<Focus>, _ focus: Focus, reason: Text, ifVersion expected: Int?
    ) throws -> FocusListing {
        let before = try focusToChange(id)
        let version = try check(version: before.version, against: expected)
        guard focus != before.focus else { return before }
        if try otherFocus(calledLike: focus, of: before.committee, than: id) != nil { throw Self.calledTwice }
        try requireRoom(for: focus, of: before.committee, than: id)
        // What it no longer held before is not asked again.
        let outside = try servedMonths(of: id).first { month in
            before.focus.months.contains(month) && !focus.months.contains(month)
        }
        if let outside {
            throw FieldErrors(
                outside < focus.months.lowerBound ? "from" : "until", .conflict,
                "something of \(outside) serves it: its months have to hold that")
        }
        let was = KeptFocus(focus: before.focus)
        let kept = KeptFocus(focus: focus)
        let last: Int? = try session.value(
            "SELECT number FROM focus_revision WHERE focus_id = \(id) ORDER BY number DESC LIMIT 1")
        try session.run(
            """
            INSERT INTO focus_revision (focus_id, number, \(columnsOf: KeptFocus.self), reason, revised_at, revised_by)
            VALUES (\(id), \((last ?? 0) + 1), \(valuesOf: was), \(reason), \(now), \(principal.name))
            """
        )
        try update("focus", id, at: version, setting: "\(settingTo: kept)")
        try audit(
            .revised, .focus, id, in: place(of: before.committee), before: was.document,
            after: kept.document.with("reason", .open(.string(reason.string))))
        return try self.focus(id)
    }

    /// Takes a focus back, with the reason. What served it stays as it was said.
    ///
    /// - Throws: ``Focus/Refusal``; ``StoreError/notFound(_:)``; a denial.
    package func withdrawFocus(_ id: ID<Focus>, reason: Text) throws -> FocusListing {
        let before = try focusToChange(id)
        try session.run(
            """
            INSERT INTO focus_withdrawal (focus_id, reason, withdrawn_at, withdrawn_by)
            VALUES (\(id), \(reason), \(now), \(principal.name))
            """
        )
        try audit(
            .withdrawn, .focus, id, in: place(of: before.committee),
            before: ["title": .open(.string(before.focus.title.string))],
            after: ["reason": .open(.string(reason.string))])
        return try focus(id)
    }

    private func focusToChange(_ id: ID<Focus>) throws -> FocusListing {
        let listing = try focus(id)
        try require(.setFoci, in: listing.committee)
        if listing.withdrawal != nil { throw Focus.Refusal.withdrawn }
        return listing
    }

    private static let calledTwice = FieldErrors(
        "title", .conflict, "a focus of that name stands in these months: correct that, or call this one otherwise")

    /// The one of that name that stands in some of its months.
    private func otherFocus(
        calledLike focus: Focus, of id: ID<Committee>, than own: ID<Focus>? = nil
    ) throws -> FocusListing? {
        try foci(ofAnyOf: [id], in: focus.months).first { other in
            other.withdrawal == nil && other.id != own
                && NameForm.of(other.focus.title.string) == NameForm.of(focus.title.string)
        }
    }

    /// - Throws: ``FieldErrors`` for `from` where a month has as many as it can have.
    private func requireRoom(for focus: Focus, of id: ID<Committee>, than own: ID<Focus>? = nil) throws {
        let others = try foci(ofAnyOf: [id], in: focus.months).filter { $0.withdrawal == nil && $0.id != own }
        for index in focus.months.lowerBound.index...focus.months.upperBound.index {
            let month = Month(index: index)
            guard others.count(where: { $0.focus.months.contains(month) }) >= Focus.mostInAMonth else { continue }
            throw FieldErrors("from", .tooMany, "\(month) has \(Focus.mostInAMonth) foci already: no more are noted")
        }
    }
}

/// A focus as it is kept.
struct KeptFocus: Columned {
    let focus: Focus

    static let columns: [Column<KeptFocus>] = [
        Column("title", audited: .open) { $0.focus.title },
        Column("kind", audited: .open) { $0.focus.kind },
        Column("from_month", as: "from", audited: .open) { $0.focus.months.lowerBound },
        Column("until_month", as: "until", audited: .open) { $0.focus.months.upperBound },
        Column("source", audited: .open) { $0.focus.source },
        Column("area", audited: .open) { $0.focus.area },
    ]
}
