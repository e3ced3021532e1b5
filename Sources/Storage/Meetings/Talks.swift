package import Domain

/// A talk as it is shown, in one of its revisions.
///
/// Who talked with whom, when, where, on what occasion and about which kinds of things is told to the parties, to the branch's
/// secretary, to the committee's office and to the auditor. The next step, with its day and what came of it, is for the parties
/// and the secretary, who see to it. That there is a note is for the parties alone (``Transaction/talkNote(of:)``).
package struct TalkListing: Hashable, Sendable {
    /// Of the talk, whatever its revision.
    package let id: ID<Talk>
    /// Of this revision.
    package let revisionID: ID<Talk>
    package let revision: Int
    package let isWithdrawn: Bool
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    /// Without the next step for whoever is not told it.
    package let talk: Talk
    /// By number.
    package let parties: [PersonReference]
    /// Why it took the place of the one before; nil for the first, and for what only adds to it.
    package let revisionReason: String?
    package let recordedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let recordedBy: String
    /// Whether the reader is a party of it.
    package let isOwn: Bool
    /// Whether the reader is told the next step.
    package let tellsNextStep: Bool

    package var status: Talk.Status { isWithdrawn ? .withdrawn : .stands }

    /// Whether the next step's day is over, and nobody has said what came of it.
    package func isOverdue(on today: LocalDate) -> Bool {
        !isWithdrawn && talk.outcome == nil && talk.followUp.map { today > $0 } ?? false
    }
}

extension Transaction {
    // MARK: Reading

    /// A year's talks, the latest first: those that the principal was a party of, and those of the branches whose talks they
    /// read. What was withdrawn is among them.
    package func talks(of year: Int, branch: ID<Branch>? = nil) throws -> [TalkListing] {
        if !authority.allows(.holdTalks) { try authority.require(.readTalks) }
        guard let months = Month.months(of: year) else { return [] }
        var conditions: [SQL] = [
            "talk.stands = 1 AND talk.day BETWEEN \(months.lowerBound.firstDay) AND \(months.upperBound.lastDay)"
        ]
        if let branch { conditions.append("talk.branch_id = \(branch)") }
        return try listings(of: storedTalks(SQL.all(conditions), permitting: .readTalks)).sorted {
            ($0.talk.day, $0.id) > ($1.talk.day, $1.id)
        }
    }

    /// A talk as it stands, for whoever may know of it.
    ///
    /// - Parameter id: of the talk, or of any of its revisions.
    /// - Throws: ``StoreError/notFound(_:)``: to nobody else it is told that there is one.
    package func talk(_ id: ID<Talk>) throws -> TalkListing {
        let origin: ID<Talk>? = try session.value("SELECT coalesce(origin_id, id) FROM talk WHERE id = \(id)")
        guard let origin,
            let row = try storedTalks(
                "coalesce(talk.origin_id, talk.id) = \(origin) AND talk.stands = 1"
            ).first,
            let listing = try listings(of: [row]).first, try listing.isOwn || allows(.readTalks, in: listing.branch)
        else { throw StoreError.notFound("talk") }
        return listing
    }

    /// What was said of a talk, the oldest first, as far as it is told to whoever reads the one that stands.
    package func revisions(of listing: TalkListing) throws -> [TalkListing] {
        let id = listing.id
        let rows = try storedTalks("talk.id = \(id) OR talk.origin_id = \(id)")
        return try listings(of: rows, tellsNextStep: listing.tellsNextStep).sorted { $0.revision < $1.revision }
    }

    /// Those of the principal's own, and of the branches whose secretary they are, of which the next step is near its day or
    /// past it.
    package func talksToFollow() throws -> [TalkListing] {
        if authority.isUnlimited { return [] }
        let last = ComingDue.last(from: today)
        let condition: SQL =
            "talk.stands = 1 AND talk.withdrawn = 0 AND talk.outcome IS NULL AND talk.follow_up <= \(last)"
        return try listings(of: storedTalks(condition, permitting: .recordTalks)).sorted {
            ($0.talk.followUp ?? today, $0.id) < ($1.talk.followUp ?? today, $1.id)
        }
    }

    private struct StoredTalk {
        let revisionID: ID<Talk>
        let origin: ID<Talk>?
        let revision: Int
        let isWithdrawn: Bool
        let branch: ID<Branch>
        let branchCode: Code
        let branchName: String
        let day: LocalDate
        let place: Text
        let occasion: Talk.Occasion
        let topics: [Talk.Topic]
        let nextStep: Text?
        let followUp: LocalDate?
        let outcome: Talk.Outcome?
        let reason: String?
        let recordedAt: Instant
        let recordedBy: String
    }

    /// The talks for which the condition holds, of the branches where the action is permitted and of the principal's own, each
    /// once. They are looked up one after the other: each of the two is found by an index of its own.
    private func storedTalks(_ condition: SQL, permitting action: Action) throws -> [StoredTalk] {
        let permitted =
            authority.allows(action)
            ? try storedTalks("\(condition) AND \(try isWithin(action, branch: "talk.branch_id"))") : []
        guard let member = authority.member, authority.allows(.holdTalks) else { return permitted }
        let own = try storedTalks(
            """
            \(condition)
            AND talk.id IN (SELECT talk_party.talk_id FROM talk_party WHERE talk_party.member_id = \(member))
            """)
        let known = Set(permitted.map(\.revisionID))
        return permitted + own.filter { !known.contains($0.revisionID) }
    }

    private func storedTalks(_ condition: SQL) throws -> [StoredTalk] {
        try session.rows(
            """
            SELECT talk.id, talk.origin_id, talk.revision, talk.withdrawn, talk.branch_id, branch.code AS branch_code,
                   branch.name AS branch_name, talk.day, talk.place, talk.occasion, talk.topics, talk.next_step,
                   talk.follow_up, talk.outcome, talk.revision_reason, talk.recorded_at, talk.recorded_by
              FROM talk
              JOIN branch ON branch.id = talk.branch_id
             WHERE \(condition)
            """
        ) { row in
            StoredTalk(
                revisionID: try row["id"], origin: try row["origin_id"], revision: try row["revision"],
                isWithdrawn: try row["withdrawn"], branch: try row["branch_id"], branchCode: try row["branch_code"],
                branchName: try row["branch_name"], day: try row["day"], place: try row["place"],
                occasion: try row["occasion"], topics: Talk.Topic.kept(try row["topics"]),
                nextStep: try row["next_step"], followUp: try row["follow_up"], outcome: try row["outcome"],
                reason: try row["revision_reason"], recordedAt: try row["recorded_at"],
                recordedBy: try row["recorded_by"])
        }
    }

    /// - Parameter tellsNextStep: whether the reader is told the next step; nil for as each of them says.
    private func listings(of rows: [StoredTalk], tellsNextStep: Bool? = nil) throws -> [TalkListing] {
        var parties: [ID<Talk>: [(id: ID<Member>, person: PersonReference)]] = [:]
        for some in rows.map(\.revisionID).listsOfOneStatement {
            try session.forEach(
                """
                SELECT talk_party.talk_id, member.id, member.number, member.name
                  FROM talk_party JOIN member ON member.id = talk_party.member_id
                 WHERE talk_party.talk_id IN \(list: some)
                """
            ) { row in
                let person = PersonReference(number: try row.at(2), name: try row.at(3))
                parties[try row.at(0), default: []].append((try row.at(1), person))
            }
        }
        return try rows.map { row in
            let those = parties[row.revisionID] ?? []
            let isOwn = authority.member.map { own in those.contains { $0.id == own } } ?? false
            let tells = try tellsNextStep ?? (isOwn || allows(.recordTalks, in: row.branch))
            return TalkListing(
                id: row.origin ?? row.revisionID, revisionID: row.revisionID, revision: row.revision,
                isWithdrawn: row.isWithdrawn, branch: row.branch, branchCode: row.branchCode,
                branchName: row.branchName,
                talk: Talk(
                    kept: row.day, row.place, those.map(\.id), row.occasion, row.topics, tells ? row.nextStep : nil,
                    tells ? row.followUp : nil, tells ? row.outcome : nil),
                parties: those.map(\.person).sorted { $0.number < $1.number }, revisionReason: row.reason,
                recordedOn: settings.timeZone.date(of: row.recordedAt), recordedBy: row.recordedBy, isOwn: isOwn,
                tellsNextStep: tells)
        }
    }

    // MARK: Who talks

    /// Those whom the numbers name, of the branch or of the secretaries under its committee on that day.
    ///
    /// - Throws: ``FieldErrors`` for `parties`, each with its place.
    package func talkParties(_ numbers: [Code], of branch: ID<Branch>, on day: LocalDate) throws -> [ID<Member>] {
        var errors = FieldErrors()
        var found: [ID<Member>] = []
        for (index, number) in numbers.enumerated() {
            if let member = try talkParty(number, of: branch, on: day) {
                found.append(member)
            } else {
                errors.add(
                    "parties[\(index)]", .reference,
                    "there was no member \(number.text) of the branch on \(day), and no such secretary under its committee"
                )
            }
        }
        if numbers.count < Talk.parties.lowerBound {
            errors.add("parties", .required, "at least two talk with each other")
        }
        try errors.check()
        return found
    }

    /// The member with the number, if they may be a party of a talk of the branch on that day.
    package func talkParty(_ number: Code, of branch: ID<Branch>, on day: LocalDate) throws -> ID<Member>? {
        guard let member = try memberID(number) else { return nil }
        if try isOf(branch, member, on: day) { return member }
        return try isSecretary(besides: branch, member, on: day) ? member : nil
    }

    /// Those to choose the parties from: whoever is of the branch today, and, for whoever sees the committee's meetings, the
    /// other secretaries under it.
    package func talkPartyChoices(of branch: ID<Branch>) throws -> [PersonReference] {
        try require(.readOrganisation, in: branch)
        var found: [ID<Member>: PersonReference] = [:]
        func note(_ query: SQL) throws {
            try session.forEach(query) { row in
                found[try row.at(0)] = PersonReference(number: try row.at(1), name: try row.at(2))
            }
        }
        try note(
            """
            SELECT member.id, member.number, member.name
              FROM membership JOIN member ON member.id = membership.member_id
             WHERE membership.branch_id = \(branch) AND \(present("membership"))
            """)
        try note(
            """
            SELECT member.id, member.number, member.name
              FROM appointment JOIN member ON member.id = appointment.member_id
             WHERE appointment.branch_id = \(branch) AND \(present("appointment"))
            """)
        if try authority.allows(.readMeetings, in: place(of: branch)) {
            try note(
                """
                SELECT member.id, member.number, member.name
                  FROM appointment
                  JOIN member ON member.id = appointment.member_id
                  JOIN branch ON branch.id = appointment.branch_id
                 WHERE branch.committee_id = (SELECT own.committee_id FROM branch AS own WHERE own.id = \(branch))
                   AND appointment.office = \(Appointment.Office.secretary) AND \(present("appointment"))
                """)
        }
        return found.values.sorted { $0.number < $1.number }
    }

    /// The branch that a list names, or the only one whose talks the principal records.
    ///
    /// - Throws: ``FieldErrors`` for `branch`.
    package func branchOfTalks(_ said: String?) throws -> ID<Branch> {
        if let said = said?.nonEmpty { return try requireBranch(listed: said) }
        let own = try branchesOfTalks()
        guard let only = own.first, own.count == 1 else { throw FieldErrors("branch", .missing) }
        return only
    }

    private func isOf(_ branch: ID<Branch>, _ member: ID<Member>, on day: LocalDate) throws -> Bool {
        try session.exists(
            """
            SELECT 1 FROM membership
             WHERE member_id = \(member) AND branch_id = \(branch)
               AND \(SpanColumns(of: "membership").areInForce(on: day))
            UNION ALL
            SELECT 1 FROM appointment
             WHERE member_id = \(member) AND branch_id = \(branch)
               AND \(SpanColumns(of: "appointment").areInForce(on: day))
            """)
    }

    private func isSecretary(besides branch: ID<Branch>, _ member: ID<Member>, on day: LocalDate) throws -> Bool {
        try session.exists(
            """
            SELECT 1 FROM appointment
              JOIN branch ON branch.id = appointment.branch_id
             WHERE appointment.member_id = \(member) AND appointment.office = \(Appointment.Office.secretary)
               AND \(SpanColumns(of: "appointment").areInForce(on: day))
               AND branch.committee_id = (SELECT own.committee_id FROM branch AS own WHERE own.id = \(branch))
            """)
    }

    // MARK: Writing

    /// The branches whose talks the principal records, whoever the parties are.
    package func branchesOfTalks() throws -> [ID<Branch>] {
        try session.rows(
            "SELECT branch.id FROM branch WHERE branch.dissolved IS NULL AND \(isWithin(.recordTalks, branch: "branch.id"))"
        ) { try $0.at(0) as ID<Branch> }.sorted()
    }

    /// Records a talk of a branch: by one of its parties, or by the branch's secretary. The same again is the one that stands.
    ///
    /// - Parameter note: for the parties; only one of them writes it.
    /// - Throws: ``FieldErrors``; ``Branch/Gone``, ``Authority/Denial``.
    package func recordTalk(_ talk: Talk, of branch: ID<Branch>, note: Text?) throws -> (TalkListing, ImportOutcome) {
        let place = try place(of: branch)
        let isOwn = authority.member.map(talk.parties.contains) ?? false
        if !(isOwn && authority.allows(.holdTalks, in: place)) { try require(.recordTalks, in: place) }
        if note != nil, !isOwn {
            throw FieldErrors("note", .rule, "a note is written by one who talked, and read by nobody else")
        }
        try refuseDissolved(branch, on: talk.day)
        let standing = try listings(
            of: storedTalks("talk.branch_id = \(branch) AND talk.day = \(talk.day) AND \(KeptTalk.counts)")
        ).first { $0.talk.isTheSame(as: talk) }
        if let standing {
            guard let field = talk.firstDifference(from: standing.talk) else {
                guard let note else { return (standing, .unchanged) }
                try writeTalkNote(note, on: standing.id)
                return (standing, .changed)
            }
            throw FieldErrors(
                field, .conflict, "the same talk is on record with something else here: correct that one")
        }
        try requireParties(talk, in: branch)
        let id = try record(try KeptTalk(talk, of: branch, self), in: place)
        try keepParties(talk, of: id)
        if let note { try writeTalkNote(note, on: id) }
        try self.note(KeptTalk(talk, of: branch, self).changes(since: nil))
        return (try self.talk(id), .created)
    }

    /// Corrects what is on record of a talk, with the reason; what was said before stays readable. What came of the next step
    /// stays as long as that step does.
    ///
    /// - Throws: ``FieldErrors``; ``Talk/Refusal``, ``StoreError/notFound(_:)``.
    package func reviseTalk(_ id: ID<Talk>, to talk: Talk, because reason: Text) throws -> TalkListing {
        let (listing, standing) = try revisable(id)
        let outcome = talk.nextStep == listing.talk.nextStep ? listing.talk.outcome : nil
        let talk = outcome.map(talk.with(outcome:)) ?? talk
        if talk == listing.talk { throw FieldErrors("day", .unchanged, "the talk says the same already") }
        // Whoever may record it without being a party may take themselves out of it, and nobody else may.
        let isOwn = authority.member.map(talk.parties.contains) ?? false
        if !isOwn { try require(.recordTalks, in: listing.branch) }
        try refuseDissolved(listing.branch, on: talk.day)
        try requireParties(talk, in: listing.branch)
        let made = try revise(
            standing, to: KeptTalk(talk, of: listing.branch, self), because: reason, in: place(of: listing.branch))
        try keepParties(talk, of: made)
        return try self.talk(made)
    }

    /// Says what came of the next step. The same again changes nothing; another outcome is a revision with its reason.
    ///
    /// - Throws: ``FieldErrors`` for `revisionReason`; ``Talk/Refusal``, ``StoreError/notFound(_:)``.
    package func reportTalk(
        _ id: ID<Talk>, _ outcome: Talk.Outcome, revisionReason: Text?
    ) throws -> (TalkListing, ImportOutcome) {
        let (listing, standing) = try revisable(id)
        if listing.talk.nextStep == nil { throw Talk.Refusal.noNextStep }
        let kept = try KeptTalk(listing.talk.with(outcome: outcome), of: listing.branch, self)
        let place = try place(of: listing.branch)
        let made: ID<Talk>
        switch listing.talk.outcome {
        case outcome: return (listing, .unchanged)
        case nil: made = try complete(standing, by: kept, in: place)
        default:
            guard let revisionReason else {
                throw FieldErrors("revisionReason", .required, "another result is on record: say why it is corrected")
            }
            made = try revise(standing, to: kept, because: revisionReason, in: place)
        }
        try keepParties(listing.talk, of: made)
        return (try talk(made), .changed)
    }

    /// Takes a talk back that was recorded wrongly: it stays readable, and counts for nothing.
    ///
    /// - Throws: ``Talk/Refusal``, ``StoreError/notFound(_:)``.
    package func withdrawTalk(_ id: ID<Talk>, reason: Text) throws -> TalkListing {
        let (listing, standing) = try revisable(id)
        let made = try withdraw(
            standing, saying: KeptTalk(listing.talk, of: listing.branch, self), because: reason,
            in: place(of: listing.branch))
        try keepParties(listing.talk, of: made)
        return try talk(made)
    }

    /// The talk that stands, for whoever may correct it: a party, or the branch's secretary.
    private func revisable(_ id: ID<Talk>) throws -> (TalkListing, StandingRevision<KeptTalk>) {
        let listing = try talk(id)
        if !(listing.isOwn && authority.allows(.holdTalks)) { try require(.recordTalks, in: listing.branch) }
        if listing.isWithdrawn { throw Talk.Refusal.withdrawn }
        let kept = try KeptTalk(listing.talk, of: listing.branch, self)
        return (
            listing,
            StandingRevision(
                id: listing.revisionID, origin: listing.id, number: listing.revision,
                document: kept.document(of: .first))
        )
    }

    /// Each party is a member of the branch or holds an office of it on that day, or is a secretary under its committee, and
    /// one of them at least is the branch's own.
    private func requireParties(_ talk: Talk, in branch: ID<Branch>) throws {
        var errors = FieldErrors()
        let own = try talk.parties.filter { try isOf(branch, $0, on: talk.day) }
        for member in talk.parties where !own.contains(member) {
            if try isSecretary(besides: branch, member, on: talk.day) { continue }
            errors.add(
                "parties", .rule, "they are not all of the branch on \(talk.day), or secretaries under its committee")
        }
        if own.isEmpty, errors.isEmpty {
            errors.add("parties", .rule, "none of them was of the branch on \(talk.day)")
        }
        try errors.check()
    }

    private func keepParties(_ talk: Talk, of revision: ID<Talk>) throws {
        for member in talk.parties {
            try session.run("INSERT INTO talk_party (talk_id, member_id) VALUES (\(revision), \(member))")
        }
    }

    fileprivate func numbers(of members: [ID<Member>]) throws -> [Code] {
        try session.rows("SELECT number FROM member WHERE id IN \(list: members)") { try $0.at(0) as Code }.sorted()
    }
}

/// A talk as it is kept.
struct KeptTalk: Revisable {
    typealias Subject = Talk

    let branch: ID<Branch>
    let talk: Talk
    let numbers: [Code]

    init(_ talk: Talk, of branch: ID<Branch>, _ transaction: Transaction) throws {
        (self.talk, self.branch) = (talk, branch)
        numbers = try transaction.numbers(of: talk.parties)
    }

    static let table: SQL = "talk"
    static let subject = AuditSubject.talk
    static let recording = AuditAction.recorded
    static let thread = RevisionThread.origin

    static let columns: [Column<KeptTalk>] = [
        Column("branch_id", as: "branch", audited: .open) { $0.branch },
        Column("day", audited: .open) { $0.talk.day },
        Column("place", audited: .open) { $0.talk.place },
        Column("occasion", audited: .open) { $0.talk.occasion },
        Column("topics", audited: .open) { $0.talk.topics.map(\.rawValue).joined(separator: ",") },
        // Whoever reads the audit is not told it.
        Column("next_step", as: "nextStep", audited: .hashed) { $0.talk.nextStep },
        Column("follow_up", as: "followUp", audited: .hashed) { $0.talk.followUp },
        Column("outcome", audited: .hashed) { $0.talk.outcome },
    ]

    func document(of revision: Revision) -> AuditDocument {
        let said = document.with("parties", .open(JSON(numbers) { .string($0.text) }))
        return revision.reason.map { said.with("reason", .hashed(.string($0.string))) } ?? said
    }
}

extension Talk.Topic {
    /// As a column holds them, with commas between them.
    fileprivate static func kept(_ text: String) -> [Talk.Topic] {
        text.split(separator: ",").compactMap { Talk.Topic(rawValue: String($0)) }
    }
}

extension Talk {
    /// The field in which two of one talk differ first; nil where they are the same.
    fileprivate func firstDifference(from other: Talk) -> String? {
        if place != other.place { return "place" }
        if topics != other.topics { return "topics" }
        if nextStep != other.nextStep { return "nextStep" }
        if followUp != other.followUp { return "followUp" }
        // What came of it is told later; a record without it says nothing of it.
        return outcome == nil || outcome == other.outcome ? nil : "outcome"
    }
}

extension Talk.Occasion: SQLTextValue {}
extension Talk.Outcome: SQLTextValue {}
