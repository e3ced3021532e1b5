package import Domain

/// A record of eligibility as it is listed: its number and whether it stands; to the committee's office also whom it is
/// about. Never what it says.
package struct EligibilityListing: Hashable, Sendable {
    package let id: ID<EligibilityNote>
    package let number: EligibilityNote.Number
    package let recordedOn: LocalDate
    /// nil while it stands.
    package let closing: EligibilityNote.Closing.Kind?
    /// nil for whoever knows the number alone.
    package let member: PersonReference?
}

/// What a record says, to the committee's office, which the audit keeps that it was read.
package struct DisclosedEligibility: Hashable, Sendable {
    package let listing: EligibilityListing
    package let ground: EligibilityNote.Ground
    package let closing: EligibilityNote.Closing?
    package let closingReason: String?
    /// A sign-in name, or the operator's.
    package let recordedBy: String
    /// What was decided of the member with it, the oldest first.
    package let decisions: [DecisionListing]

    package struct DecisionListing: Hashable, Sendable {
        package let month: Month
        package let branch: Code
        package let outcome: EligibilityDecision.Outcome
        package let reason: String
        package let on: LocalDate
        /// A sign-in name, or the operator's.
        package let by: String
    }
}

/// Where to find records of eligibility.
package struct EligibilityFilter: Hashable, Sendable {
    package var member: ID<Member>?
    package var stands: Bool

    package init(member: ID<Member>? = nil, stands: Bool = false) {
        (self.member, self.stands) = (member, stands)
    }
}

/// A record as it stands in its rows, opened.
struct StoredEligibility {
    let id: ID<EligibilityNote>
    let number: EligibilityNote.Number
    let committee: ID<Committee>
    let member: ID<Member>
    let note: EligibilityNote
    let closingReason: String?
    let recordedAt: Instant
    let recordedBy: String
    /// The appraisal that it follows from; nil for what the office recorded.
    let appraisal: ID<Appraisal>?
}

extension Transaction {
    // MARK: Who

    /// Whether the principal is of the office that keeps such records of a member, and neither the member nor acting for
    /// their branch.
    package func examines(_ member: ID<Member>) throws -> Bool {
        try authority.allows(.examineEligibility, in: place(of: member)) && !isConcerned(by: member)
    }

    /// Nobody reads or writes of themselves, nor of a branch that they act for.
    private func isConcerned(by member: ID<Member>) throws -> Bool {
        try member == authority.member || place(of: member).branch.map(authority.actsFor) ?? false
    }

    /// - Throws: a denial for whoever is not of the office, or is concerned.
    package func requireExamining(_ member: ID<Member>) throws {
        try require(.examineEligibility, in: place(of: member))
        if try isConcerned(by: member) { throw Authority.Denial.notPermitted(.examineEligibility) }
    }

    /// By which the records about a member are found: their keyed hash.
    private func subject(_ member: ID<Member>) -> String {
        keys.digest("\(member.rawValue)", for: "eligibility.subject")
    }

    // MARK: Recording

    /// Records something about a member. The audit keeps the number alone.
    ///
    /// - Throws: a denial for whoever is not of the office, or is concerned.
    package func recordEligibility(
        _ ground: EligibilityNote.Ground, of member: ID<Member>
    ) throws -> EligibilityListing {
        try requireExamining(member)
        if case .appraisal(let year, _) = ground, try decidedAppraisal(of: member, in: year) != nil {
            throw FieldErrors(
                "year", .conflict, "the appraisal of that year is on record, and what follows from it is recorded by it"
            )
        }
        return try listing(of: storedEligibility(insertEligibility(ground.facts(of: member), of: member)))
    }

    private func insertEligibility(_ facts: JSON, of member: ID<Member>) throws -> ID<EligibilityNote> {
        guard let committee = try place(of: member).committees.first else { throw StoreError.notFound("committee") }
        let year = today.components.year
        let last: Int? = try session.value(
            "SELECT coalesce(max(number), 0) FROM eligibility_note WHERE committee_id = \(committee) AND year = \(year)"
        )
        let code: Code? = try session.value("SELECT code FROM committee WHERE id = \(committee)")
        guard let code else { throw StoreError.notFound("committee") }
        let number = EligibilityNote.Number(committee: code, year: year, number: (last ?? 0) + 1)
        let sealed = try keys.encrypt(facts.bytes(), for: number.context)
        let id: ID<EligibilityNote> = try session.insert(
            """
            INSERT INTO eligibility_note (committee_id, year, number, subject, facts, recorded_at, recorded_by)
            VALUES (\(committee), \(year), \(number.number), \(subject(member)), \(sealed), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .recorded, .eligibility, id, in: place(of: committee), after: ["number": .open(.string(number.text))])
        return id
    }

    /// What is weighed before an honour becomes final follows what an appraisal decided: a grade below competent makes a record
    /// here, and a correction that lifts it takes the record back.
    ///
    /// The grade stands in the appraisal alone. The record names that, and the grade is read there whenever the record is
    /// opened, so that neither can say another than the other; nobody enters or withdraws such a record by hand.
    func noteAppraisals(_ lines: [AppraisalGrading], of id: ID<Appraisal>, because reason: Text?) throws {
        for line in lines {
            let standing = try session.rows(
                "\(Self.eligibility) WHERE eligibility_note.subject = \(subject(line.member)) ORDER BY eligibility_note.id"
            ) { try storedEligibility($0) }.first { $0.appraisal == id && $0.note.closing == nil }
            switch (line.grade.belowCompetent, standing) {
            case (.some, nil):
                let facts: JSON = [
                    "member": JSON(line.member), "kind": .string(EligibilityNote.Kind.appraisal.rawValue),
                    "appraisal": JSON(id),
                ]
                _ = try insertEligibility(facts, of: line.member)
            case (nil, let standing?):
                guard let reason else {
                    throw StorageFault.corrupt("a first decision found a record of an earlier one")
                }
                _ = try close(standing, .withdrawn, reason: reason, .withdrawn)
            case (.some, .some), (nil, nil): break
            }
        }
    }

    /// Says that a record counts no more from a day on, with the reason.
    ///
    /// - Throws: ``FieldErrors`` for `on`; ``EligibilityNote/Refusal``, ``StoreError/notFound(_:)``.
    package func endEligibility(
        _ id: ID<EligibilityNote>, on day: LocalDate?, reason: Text
    ) throws -> EligibilityListing {
        let stored = try examined(id)
        let day = day ?? today
        if day > today { throw FieldErrors("on", .range, "\(day) is still to come") }
        switch stored.note.ground {
        case .appraisal: throw EligibilityNote.Refusal.doesNotEnd
        case .sanction(_, let from, _, _), .investigation(let from):
            if day < from { throw FieldErrors("on", .range, "it ends no earlier than it begins: \(from)") }
        }
        return try close(stored, .ended(on: day), reason: reason, .ended)
    }

    /// Takes a record back that should not have been made, with the reason.
    ///
    /// - Throws: ``EligibilityNote/Refusal``, ``StoreError/notFound(_:)``.
    package func withdrawEligibility(_ id: ID<EligibilityNote>, reason: Text) throws -> EligibilityListing {
        let stored = try examined(id)
        if stored.appraisal != nil { throw EligibilityNote.Refusal.followsAppraisal }
        return try close(stored, .withdrawn, reason: reason, .withdrawn)
    }

    private func close(
        _ stored: StoredEligibility, _ closing: EligibilityNote.Closing, reason: Text, _ action: AuditAction
    ) throws -> EligibilityListing {
        if let closed = stored.note.closing { throw EligibilityNote.Refusal.closed(closed.kind) }
        let facts: JSON = ["on": JSON(closing.day), "reason": .string(reason.string)]
        try session.run(
            """
            INSERT INTO eligibility_note_closing (note_id, kind, facts, closed_at, closed_by)
            VALUES (\(stored.id), \(closing.kind), \(try keys.encrypt(facts.bytes(), for: stored.number.closingContext)),
                    \(now), \(principal.name))
            """
        )
        try audit(
            action, .eligibility, stored.id, in: place(of: stored.committee),
            after: ["number": .open(.string(stored.number.text))])
        return try listing(of: storedEligibility(stored.id))
    }

    // MARK: Reading

    /// The records in the order they came, by their numbers. Whoever is concerned by one is not told that there is one.
    package func eligibilityNotes(
        _ filter: EligibilityFilter, _ page: PageRequest = PageRequest()
    ) throws -> Page<EligibilityListing> {
        if !authority.allows(.readAudit) { try authority.require(.examineEligibility) }
        var conditions: [SQL] = ["eligibility_note.id > \(page.after?.integer() ?? 0)"]
        if let member = filter.member {
            // Who it is about is for the office alone.
            try requireExamining(member)
            conditions.append("eligibility_note.subject = \(subject(member))")
        } else {
            conditions.append(
                """
                (\(try isWithin(.examineEligibility, committee: "eligibility_note.committee_id"))
                 OR \(try isWithin(.readAudit, committee: "eligibility_note.committee_id")))
                """)
        }
        if filter.stands {
            conditions.append(
                """
                NOT EXISTS (SELECT 1 FROM eligibility_note_closing WHERE note_id = eligibility_note.id)
                """)
        }
        let concerned = try concerned().sorted()
        if !concerned.isEmpty { conditions.append("eligibility_note.subject NOT IN \(list: concerned)") }
        let rows = try session.rows(
            """
            \(Self.eligibility)
             WHERE \(SQL.all(conditions))
             ORDER BY eligibility_note.id LIMIT \(page.limit + 1)
            """
        ) { try listing(of: storedEligibility($0)) }
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// The hashes of those by whom the principal is concerned: themselves, and the members of branches that they act for.
    private func concerned() throws -> Set<String> {
        var members = Set([authority.member].compactMap(\.self))
        for branch in authority.branchesActedFor.sorted() {
            members.formUnion(
                try session.rows("SELECT DISTINCT member_id FROM membership WHERE branch_id = \(branch)") {
                    try $0.at(0)
                })
        }
        return Set(members.map(subject))
    }

    /// What a record says, to the committee's office alone. The audit keeps who read it, and why; the operator does not.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` for whoever is not of the office: nobody finds by its id that there is one.
    package func discloseEligibility(_ id: ID<EligibilityNote>, reason: Text) throws -> DisclosedEligibility {
        let stored = try examined(id)
        if authority.isUnlimited { throw Authority.Denial.notPermitted(.examineEligibility) }
        try audit(
            .disclosed, .eligibility, id, in: place(of: stored.committee),
            after: ["number": .open(.string(stored.number.text)), "reason": .open(.string(reason.string))])
        return DisclosedEligibility(
            listing: try listing(of: stored), ground: stored.note.ground, closing: stored.note.closing,
            closingReason: stored.closingReason, recordedBy: stored.recordedBy,
            decisions: try decisions(weighing: id, of: stored.member))
    }

    /// The record, for whoever may write it.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; a denial for whoever may know its number.
    package func requireExamining(_ id: ID<EligibilityNote>) throws -> EligibilityListing {
        try listing(of: examined(id))
    }

    private func examined(_ id: ID<EligibilityNote>) throws -> StoredEligibility {
        let stored = try storedEligibility(id)
        if try isConcerned(by: stored.member) { throw StoreError.notFound("eligibilityNote") }
        if try mayOpen(stored) { return stored }
        throw try allows(.readAudit, in: stored.committee)
            ? Authority.Denial.notPermitted(.examineEligibility) : StoreError.notFound("eligibilityNote")
    }

    private func mayOpen(_ stored: StoredEligibility) throws -> Bool {
        try !isConcerned(by: stored.member)
            && (allows(.examineEligibility, in: stored.committee)
                || authority.allows(.examineEligibility, in: place(of: stored.member)))
    }

    private func listing(of stored: StoredEligibility) throws -> EligibilityListing {
        EligibilityListing(
            id: stored.id, number: stored.number, recordedOn: settings.timeZone.date(of: stored.recordedAt),
            closing: stored.note.closing?.kind,
            member: try mayOpen(stored)
                ? session.one("SELECT number, name FROM member WHERE id = \(stored.member)") {
                    PersonReference(number: try $0.at(0), name: try $0.at(1))
                } : nil)
    }

    private static let eligibility: SQL =
        """
        SELECT eligibility_note.id, eligibility_note.committee_id, committee.code, eligibility_note.year,
               eligibility_note.number, eligibility_note.facts, eligibility_note.recorded_at,
               eligibility_note.recorded_by, eligibility_note_closing.kind AS closing,
               eligibility_note_closing.facts AS closing_facts
          FROM eligibility_note
          JOIN committee ON committee.id = eligibility_note.committee_id
          LEFT JOIN eligibility_note_closing ON eligibility_note_closing.note_id = eligibility_note.id
        """

    private func storedEligibility(_ id: ID<EligibilityNote>) throws -> StoredEligibility {
        let found = try session.one("\(Self.eligibility) WHERE eligibility_note.id = \(id)") {
            try storedEligibility($0)
        }
        guard let found else { throw StoreError.notFound("eligibilityNote") }
        return found
    }

    private func storedEligibility(_ row: SQLRow) throws -> StoredEligibility {
        let number = EligibilityNote.Number(
            committee: try row["code"], year: try row["year"], number: try row["number"])
        let facts = try JSON.parse(try keys.decrypt(try row["facts"], for: number.context))
        let appraisal: ID<Appraisal>? = facts["appraisal"]?.integer.map { ID($0) }
        guard let member = facts["member"]?.integer,
            let ground = try appraisal.map({ try ground(of: ID(member), in: $0) })
                ?? EligibilityNote.Ground(facts: facts)
        else { throw StorageFault.corrupt("a record of eligibility cannot be read") }
        let kind: EligibilityNote.Closing.Kind? = try row["closing"]
        var closing: EligibilityNote.Closing?
        var closingReason: String?
        if let kind {
            let facts = try JSON.parse(try keys.decrypt(try row["closing_facts"], for: number.closingContext))
            closingReason = facts["reason"]?.string
            closing =
                switch kind {
                case .withdrawn: .withdrawn
                case .ended: try facts["on"]?.string.map { .ended(on: try LocalDate(parsing: $0)) }
                }
        }
        return StoredEligibility(
            id: try row["id"], number: number, committee: try row["committee_id"], member: ID(member),
            note: EligibilityNote(ground, closing: closing), closingReason: closingReason,
            recordedAt: try row["recorded_at"], recordedBy: try row["recorded_by"], appraisal: appraisal)
    }

    /// What an appraisal says of a member: the grade below competent that was decided last.
    private func ground(of member: ID<Member>, in id: ID<Appraisal>) throws -> EligibilityNote.Ground? {
        let stored = try storedAppraisal(id)
        let grades = stored.steps.compactMap { step -> EligibilityNote.Grade? in
            guard case .decided(let decision) = step.step else { return nil }
            return decision.lines.first { $0.member == member }?.grade.belowCompetent
        }
        return grades.last.map { .appraisal(year: stored.appraisal.year, $0) }
    }

    /// What is to be weighed of a member before the honours of the month become final, whoever recorded it.
    func eligibilityInForce(of member: ID<Member>, for month: Month) throws -> [StoredEligibility] {
        try session.rows(
            """
            \(Self.eligibility)
             WHERE eligibility_note.subject = \(subject(member))
             ORDER BY eligibility_note.id
            """
        ) { try storedEligibility($0) }.filter { $0.note.isInForce(for: month, through: today) }
    }

    /// Records of which something does not open with the keys.
    func unreadableEligibility() throws -> [ID<EligibilityNote>] {
        try session.rows("\(Self.eligibility) ORDER BY eligibility_note.id") { row -> ID<EligibilityNote>? in
            (try? storedEligibility(row)) == nil ? try row["id"] : nil
        }.compactMap(\.self)
    }
}

extension EligibilityNote.Number {
    /// Where the encrypted values stand: elsewhere they do not open.
    fileprivate var context: String { "eligibility.facts:\(committee.text)-\(text)" }
    fileprivate var closingContext: String { "eligibility.closing:\(committee.text)-\(text)" }
}

extension EligibilityNote.Closing {
    fileprivate var day: LocalDate? { if case .ended(let day) = self { day } else { nil } }
}

extension EligibilityNote.Ground {
    /// All that a record says, and of whom, as it is encrypted.
    fileprivate func facts(of member: ID<Member>) -> JSON {
        var facts = JSON.Object()
        facts["member"] = JSON(member)
        facts["kind"] = .string(kind.rawValue)
        switch self {
        case .sanction(let sanction, let from, let until, let document):
            facts["sanction"] = .string(sanction.rawValue)
            facts["from"] = JSON(from)
            facts["until"] = JSON(until)
            facts["document"] = JSON(document?.string)
        case .appraisal(let year, let grade):
            facts["year"] = JSON(year)
            facts["grade"] = .string(grade.rawValue)
        case .investigation(let since): facts["from"] = JSON(since)
        }
        return .object(facts)
    }

    fileprivate init?(facts: JSON) {
        func day(_ name: String) -> LocalDate? { facts[name]?.string.flatMap { try? LocalDate(parsing: $0) } }
        switch facts["kind"]?.string.flatMap(EligibilityNote.Kind.init(rawValue:)) {
        case .sanction:
            guard let sanction = facts["sanction"]?.string.flatMap(EligibilityNote.Sanction.init(rawValue:)),
                let from = day("from")
            else { return nil }
            self = .sanction(
                sanction, from: from, until: day("until"), document: facts["document"]?.string.map(Text.init(kept:)))
        case .appraisal:
            guard let year = facts["year"]?.integer,
                let grade = facts["grade"]?.string.flatMap(EligibilityNote.Grade.init(rawValue:))
            else { return nil }
            self = .appraisal(year: Int(year), grade)
        case .investigation:
            guard let since = day("from") else { return nil }
            self = .investigation(since: since)
        case nil: return nil
        }
    }
}

extension EligibilityNote.Closing.Kind: SQLTextValue {}
