package import Domain

/// A line of a ledger that was kept elsewhere.
package struct ListedFinding: Hashable, Sendable {
    /// nil for a line that only counts.
    package let number: Finding.Number?
    package let branch: ID<Branch>
    package let source: Finding.Source
    package let reference: Text?
    package let scope: Finding.Scope?
    package let what: Text
    package let direction: Text?
    package let cause: Text?
    package let category: Finding.Category?
    package let standard: Text?
    package let handling: Finding.Handling
    package let due: LocalDate?
    package let interval: Int?
    package let office: Appointment.Office?
    package let givenOn: LocalDate?
    package let measures: [Text]
    /// 责任人, as the ledger names them.
    package let who: Text?
    package let report: Text?
    package let evidence: Text?
    package let closedOn: LocalDate?
    package let isRechecked: Bool

    package init(
        number: Finding.Number?, branch: ID<Branch>, source: Finding.Source, reference: Text?, scope: Finding.Scope?,
        what: Text, direction: Text?, cause: Text?, category: Finding.Category?, standard: Text?,
        handling: Finding.Handling, due: LocalDate?, interval: Int?, office: Appointment.Office?, givenOn: LocalDate?,
        measures: [Text], who: Text?, report: Text?, evidence: Text?, closedOn: LocalDate?, isRechecked: Bool
    ) {
        (self.number, self.branch, self.source, self.reference) = (number, branch, source, reference)
        (self.scope, self.what, self.direction, self.cause) = (scope, what, direction, cause)
        (self.category, self.standard, self.handling, self.due) = (category, standard, handling, due)
        (self.interval, self.office, self.givenOn, self.measures) = (interval, office, givenOn, measures)
        (self.who, self.report, self.evidence, self.closedOn) = (who, report, evidence, closedOn)
        self.isRechecked = isRechecked
    }

    /// The fields that say otherwise than what is on record; what the ledger leaves empty says nothing.
    package func differences(from content: FindingContent) -> [String] {
        let (matter, course) = (content.listing.matter, content.listing.course)
        var fields: [String] = []
        func compare<Value: Equatable>(_ field: String, _ listed: Value?, _ standing: Value?) {
            if let listed, listed != standing { fields.append(field) }
        }
        compare("branch", branch, content.listing.branch)
        compare("source", source, matter.source)
        compare("reference", reference, matter.reference)
        compare("scope", scope, matter.scope)
        compare("what", what, matter.what)
        compare("direction", direction, matter.direction)
        compare("cause", cause, matter.cause)
        compare("category", category, matter.category)
        compare("standard", standard, matter.standard)
        compare("class", handling, course.handling)
        // Of what was extended, a ledger of before says when it was due first.
        if let due, due != course.due, due != course.firstDue { fields.append("due") }
        compare("interval", interval, course.interval)
        compare("office", office, matter.office)
        compare("givenOn", givenOn, matter.givenOn)
        compare("closedOn", closedOn, course.closedOn)
        return fields
    }
}

extension Transaction {
    /// The findings of a year with all that became of them, by number.
    package func findingLedger(_ filter: FindingFilter) throws -> [FindingContent] {
        let listings = try whole { try findings(filter, $0) }
        var steps: [ID<Finding>: [FindingStep]] = [:]
        for start in stride(from: 0, to: listings.count, by: 500) {
            let ids = listings[start..<min(start + 500, listings.count)].map(\.id)
            try session.forEach(
                """
                SELECT finding_id, kind, text, evidence, who, day, due_on, was_due, taken_at, taken_by FROM finding_step
                 WHERE finding_id IN \(list: ids)
                 ORDER BY id
                """
            ) { row in steps[try row["finding_id"], default: []].append(try FindingStep(row: row)) }
        }
        return listings.map {
            FindingContent(listing: $0, steps: steps[$0.id, default: []], others: [], next: [])
        }.sorted { ($0.listing.number, $0.listing.id) < ($1.listing.number, $1.listing.id) }
    }

    /// What a line of a ledger is on record as: by its number, or, of a line without one, by branch, text and day.
    package func standingFinding(_ listed: ListedFinding) throws -> FindingContent? {
        guard let committee = try place(of: listed.branch).committees.first else { return nil }
        let id: ID<Finding>?
        if let number = listed.number {
            id = try session.value(
                """
                SELECT id FROM finding
                 WHERE committee_id = \(committee) AND year = \(number.year) AND number = \(number.number)
                """)
        } else {
            let day: SQL = if let givenOn = listed.givenOn { "given_on = \(givenOn)" } else { "1 = 1" }
            id = try session.value(
                """
                SELECT id FROM finding WHERE branch_id = \(listed.branch) AND what = \(listed.what) AND \(day)
                 ORDER BY id DESC LIMIT 1
                """)
        }
        guard let id else { return nil }
        return try findingContent(id)
    }

    /// Gives what a line of a ledger says, with its measures and, where the ledger closed it, how: whoever is named there
    /// reported it, and whoever enters it vouches for that it was verified.
    ///
    /// - Throws: ``FieldErrors``, ``Finding/Refusal``; a denial for whoever is not of the office.
    package func importFinding(_ listed: ListedFinding) throws -> ImportOutcome {
        try require(.readFindings, in: listed.branch)
        try requireGiving(in: listed.branch)
        let day = listed.givenOn ?? today
        if listed.isRechecked {
            throw FieldErrors(
                "recheck", .rule, "it is not on record yet: leave this empty, and enter there what was found again")
        }
        if let number = listed.number, number.year != day.components.year {
            throw FieldErrors("number", .conflict, "the number is of another year than the day on which it was given")
        }
        let matter = try Finding.Matter(
            source: listed.source, meeting: nil, reference: listed.reference, scope: listed.scope, what: listed.what,
            direction: listed.direction ?? listed.standard ?? listed.what, cause: listed.cause,
            category: listed.category ?? .other, standard: listed.standard, handling: listed.handling,
            due: listed.handling == .byDate ? listed.due : nil, interval: listed.interval,
            office: listed.office ?? .secretary, givenOn: day, branches: 1, today: today)
        if let closed = listed.closedOn {
            var errors = FieldErrors()
            if listed.measures.isEmpty { errors.add("measures", .required, "what was closed had a measure") }
            if listed.who == nil { errors.add("who", .required, "who answered for what was closed") }
            if listed.report == nil { errors.add("report", .required, "what was done about what was closed") }
            if closed < day || closed > today {
                errors.add("closedOn", .range, "a day from when it was given to today")
            }
            try errors.check()
        }
        guard let given = try giveFindings(matter, to: [listed.branch], numbered: listed.number).first else {
            throw StoreError.notFound("finding")
        }
        note([
            FieldChange("number", .null, .string(given.number.text)),
            FieldChange("what", .null, .string(matter.what.string)), FieldChange("due", .null, JSON(given.course.due)),
        ])
        let who = listed.who ?? Text(kept: given.holder?.name ?? "–")
        for measure in listed.measures.prefix(Finding.mostMeasures) {
            _ = try carryOut(
                .measured(Finding.Measure(text: measure, who: who, due: listed.due ?? given.course.due)), of: given.id)
        }
        if let closed = listed.closedOn, let report = listed.report {
            let reporter = Finding.Person(account: who.string, member: nil)
            _ = try carryOut(
                .reported(report, evidence: listed.evidence), of: given.id, by: reporter, on: closed, listed: who)
            _ = try carryOut(.closed(note: nil), of: given.id, on: closed, listed: nil)
        }
        return .created
    }
}
