package import Domain

extension Suggestion.Kind: SQLTextValue {}
extension Suggestion.Status: SQLTextValue {}
extension Suggestion.Step: SQLTextValue {}

/// A suggestion as its reader sees it, with what the branch did about it.
package struct SuggestionListing: Hashable, Sendable {
    package let id: ID<Suggestion>
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let suggestion: Suggestion
    package let handedInOn: LocalDate
    package let status: Suggestion.Status
    package let isHeld: Bool
    /// Who handed it in; nil without a name.
    let member: ID<Member>?
    package fileprivate(set) var author: PersonReference?
    package fileprivate(set) var steps: [Step] = []
    /// Whether the reader sees what it says and what was answered.
    package fileprivate(set) var isOpenToReader = true

    package struct Step: Hashable, Sendable {
        package let step: Suggestion.Step
        /// Of that step: the second answer is 2.
        package let number: Int
        package let said: String
        package let on: LocalDate
        /// A sign-in name, or the operator's.
        package let by: String
    }

    package var isAnonymous: Bool { member == nil }
    package var answerDue: LocalDate { suggestion.kind.answerDue(handedIn: handedInOn) }

    package func isOverdue(on today: LocalDate) -> Bool { status == .open && today > answerDue }

    /// Why members read nothing of it.
    package var heldBecause: String? { steps.last { $0.step == .held }?.said }

    /// The last answer.
    package var answer: Step? { steps.last { $0.step == .answered } }
}

/// A suggestion that waits for the reader: to be answered, or to be told of its answer.
package struct DueSuggestion: Sendable {
    package let listing: SuggestionListing
    /// Whether it is the reader's own, and answered.
    package let isOwn: Bool
}

extension Transaction {
    // MARK: Reading

    private static let suggestionListing: SQL =
        """
        SELECT suggestion.id, suggestion.branch_id, branch.code AS branch_code, branch.name AS branch_name,
               suggestion.kind, suggestion.said, suggestion.handed_in_on, suggestion.member_id, suggestion.status,
               suggestion.held
          FROM suggestion
          JOIN branch ON branch.id = suggestion.branch_id
        """

    /// The suggestions of a year, or, without one, those that are not answered; by branch and day. Those of a day stand in no order
    /// that says which came first.
    package func suggestions(year: Int? = nil, branch: ID<Branch>? = nil) throws -> [SuggestionListing] {
        try authority.require(.readMotions)
        var conditions: [SQL] = [try isWithin(.readMotions, branch: "suggestion.branch_id")]
        if let year {
            guard let months = Month.months(of: year) else { return [] }
            conditions.append(
                """
                suggestion.handed_in_on BETWEEN \(months.lowerBound.firstDay) AND \(months.upperBound.lastDay)
                """)
        } else {
            conditions.append("suggestion.status = \(Suggestion.Status.open)")
        }
        if let branch { conditions.append("suggestion.branch_id = \(branch)") }
        return try suggestionListings(SQL.all(conditions)).map(told)
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func suggestion(_ id: ID<Suggestion>) throws -> SuggestionListing {
        guard let found = try suggestionListings("suggestion.id = \(id)").first else {
            throw StoreError.notFound("suggestion")
        }
        try require(.readMotions, in: found.branch)
        return try told(found)
    }

    /// What is to be done: by the branch what is near its day or past it; for two weeks each is told that their own is answered.
    package func suggestionsDue() throws -> [DueSuggestion] {
        guard !authority.isUnlimited, authority.allows(.readMotions) else { return [] }
        var due: [DueSuggestion] = []
        if authority.allows(.keepMotions) {
            let near = ComingDue.last(from: today)
            due += try suggestionListings(
                """
                suggestion.status = \(Suggestion.Status.open)
                AND \(try isWithin(.keepMotions, branch: "suggestion.branch_id"))
                """
            ).filter { $0.answerDue <= near }.map { DueSuggestion(listing: $0, isOwn: false) }
        }
        if let member = authority.member {
            let since = today.adding(days: -Suggestion.answerIsNewFor)
            due += try suggestionListings(
                """
                suggestion.member_id = \(member) AND suggestion.status = \(Suggestion.Status.answered)
                AND \(try isWithin(.readMotions, branch: "suggestion.branch_id"))
                """
            ).filter { $0.answer.map { $0.on >= since } ?? false }.map { DueSuggestion(listing: $0, isOwn: true) }
        }
        return due
    }

    /// How many somebody handed in under their name in a year.
    func suggestionsHandedIn(by member: ID<Member>, in year: Int) throws -> Int {
        guard let months = Month.months(of: year) else { return 0 }
        return try session.value(
            """
            SELECT count(*) FROM suggestion
             WHERE member_id = \(member)
               AND handed_in_on BETWEEN \(months.lowerBound.firstDay) AND \(months.upperBound.lastDay)
            """) ?? 0
    }

    private func suggestionListings(_ condition: SQL) throws -> [SuggestionListing] {
        let found = try session.rows("\(Self.suggestionListing) WHERE \(condition)") { row in
            SuggestionListing(
                id: try row["id"], branch: try row["branch_id"], branchCode: try row["branch_code"],
                branchName: try row["branch_name"],
                suggestion: Suggestion(kind: try row["kind"], said: try row["said"]),
                handedInOn: try row["handed_in_on"], status: try row["status"], isHeld: try row["held"],
                member: try row["member_id"])
        }
        let people = try people(named: found.compactMap(\.member))
        return try found.map { kept in
            var listing = kept
            listing.author = kept.member.flatMap { people[$0] }
            listing.steps = try suggestionSteps(of: kept.id)
            return listing
        }.sorted { ($0.branchCode, $0.handedInOn, $0.id) < ($1.branchCode, $1.handedInOn, $1.id) }
    }

    private func suggestionSteps(of id: ID<Suggestion>) throws -> [SuggestionListing.Step] {
        var numbers: [Suggestion.Step: Int] = [:]
        return try session.rows(
            "SELECT step, said, taken_at, taken_by FROM suggestion_step WHERE suggestion_id = \(id) ORDER BY number"
        ) { row in
            let step: Suggestion.Step = try row["step"]
            numbers[step, default: 0] += 1
            return SuggestionListing.Step(
                step: step, number: numbers[step] ?? 1, said: try row["said"],
                on: settings.timeZone.date(of: try row["taken_at"]), by: try row["taken_by"])
        }
    }

    /// Of what is held back members are told why, and neither its words, its author nor what was answered: an answer may repeat them.
    private func told(_ kept: SuggestionListing) throws -> SuggestionListing {
        guard kept.isHeld, try !readsHeld(kept) else { return kept }
        var listing = kept
        (listing.author, listing.isOpenToReader) = (nil, false)
        listing.steps = kept.steps.filter { $0.step == .held }
        return listing
    }

    private func readsHeld(_ listing: SuggestionListing) throws -> Bool {
        if let member = listing.member, member == authority.member { return true }
        // The branch that held it back, the office over it, the auditor.
        return try [Action.keepMotions, .answerMotions, .readAudit].contains { try allows($0, in: listing.branch) }
    }

    // MARK: Handing in

    /// The branches that suggestions can be handed in to, by code; for whoever comes, for nobody signs in to hand one in.
    package func suggestionBoxes() throws -> [(code: Code, name: String)] {
        try session.rows("SELECT code, name FROM branch WHERE \(isWithBox)") {
            (code: try $0.at(0) as Code, name: try $0.at(1) as String)
        }.sorted { $0.code < $1.code }
    }

    /// - Throws: ``FieldErrors`` for `branch`.
    package func suggestionBox(_ code: Code) throws -> ID<Branch> {
        let found: ID<Branch>? = try session.value("SELECT id FROM branch WHERE code = \(code) AND \(isWithBox)")
        guard let found else {
            let what: Sentence = "branch"
            throw FieldErrors("branch", .reference, "there is no \(what) \(code.text)")
        }
        return found
    }

    /// Of a branch that stands today.
    private var isWithBox: SQL { "dissolved IS NULL AND (founded IS NULL OR founded <= \(today))" }

    /// The branch in which the principal hands in under their name.
    ///
    /// - Throws: ``Authority/Denial`` for whoever is no member.
    package func branchOfOwnSuggestion() throws -> Branch {
        guard let member = authority.member, let own = try place(of: member).branch else {
            throw Authority.Denial.notPermitted(.suggest)
        }
        try require(.suggest, in: own)
        return try branch(own).branch
    }

    /// Hands in a suggestion to the principal's own branch, under their name.
    package func handInSuggestion(_ suggestion: Suggestion) throws -> SuggestionListing {
        let branch = try branchOfOwnSuggestion().id
        try refuseDissolved(branch)
        let id = try insert(suggestion, to: branch, of: authority.member).id
        try audit(
            .recorded, .suggestion, id, in: place(of: branch),
            after: [
                "branch": .open(JSON(branch)), "kind": .open(.string(suggestion.kind.rawValue)),
                "said": .hashed(.string(suggestion.said.string)), "member": .open(JSON(authority.member)),
            ])
        return try self.suggestion(id)
    }

    /// Hands in a suggestion of which nobody is to find who it was: the day, and beside it no account, no address, no time, no entry in
    /// the audit. Its code is told once, and by it alone is the answer read.
    ///
    /// - Throws: ``Suggestion/Refusal/full(until:)``.
    package func handInAnonymously(_ suggestion: Suggestion, to branch: ID<Branch>) throws -> SealedCode {
        let handedIn: Int? = try session.value(
            """
            SELECT count(*) FROM suggestion
             WHERE branch_id = \(branch) AND handed_in_on = \(today) AND member_id IS NULL
            """)
        if (handedIn ?? 0) >= Suggestion.anonymousADay {
            throw Suggestion.Refusal.full(until: today.adding(days: 1))
        }
        return try insert(suggestion, to: branch, of: nil).code
    }

    /// Under a key that follows from a new code, so that no key says which came first; of what has a name the code is good for
    /// nothing.
    private func insert(
        _ suggestion: Suggestion, to branch: ID<Branch>, of member: ID<Member>?
    ) throws -> (id: ID<Suggestion>, code: SealedCode) {
        let code = try suggestionSecret.newCode()
        let (id, hash) = try suggestionKey(of: code)
        try session.run(
            """
            INSERT INTO suggestion (id, branch_id, kind, said, handed_in_on, member_id, code_hash, status)
            VALUES (\(id), \(branch), \(suggestion.kind), \(suggestion.said), \(today), \(member),
                    \(member == nil ? hash : nil), \(Suggestion.Status.open))
            """)
        return (id, code)
    }

    /// The suggestion with the code, as whoever handed it in reads it. It takes nobody: whoever has the code may.
    ///
    /// - Throws: ``FieldErrors`` for `code`.
    package func readSuggestion(_ code: SealedCode) throws -> SuggestionListing {
        let unknown = FieldErrors("code", .reference, "this code is of no suggestion")
        guard suggestionSecret.hasSealed(code) else { throw unknown }
        let (id, hash) = try suggestionKey(of: code)
        let kept: String? = try session.value("SELECT code_hash FROM suggestion WHERE id = \(id)")
        guard let kept, Array(kept.utf8).isEqualInSteadyTime(to: Array(hash.utf8)),
            let found = try suggestionListings("suggestion.id = \(id)").first
        else { throw unknown }
        return found
    }

    /// Of all suggestions' codes; whoever has the file alone cannot try a code that they found.
    private var suggestionSecret: CodeSecret { CodeSecret(Array(keys.digest("codes", for: "suggestion").utf8)) }

    /// Under which a suggestion with the code stands: what is kept of the code, and the first 52 bits of that as its key, which programs
    /// read as a number without loss.
    private func suggestionKey(of code: SealedCode) throws -> (id: ID<Suggestion>, hash: String) {
        let hash = suggestionSecret.nullifier(of: code)
        guard let key = Int64(hash.prefix(13), radix: 16), key > 0 else {
            throw StorageFault.corrupt("a suggestion’s key could not be made")
        }
        return (ID(key), hash)
    }

    // MARK: Answering

    /// Whoever keeps the branch's motions answers its suggestions.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``Authority/Denial``.
    package func requireKeepingSuggestion(_ id: ID<Suggestion>) throws {
        try require(.keepMotions, in: suggestion(id).branch)
    }

    /// Answers a suggestion, notes what became of it, or holds it back.
    ///
    /// - Throws: ``Suggestion/Refusal``.
    package func take(_ step: Suggestion.Step, said: Text, on id: ID<Suggestion>) throws -> SuggestionListing {
        let listing = try suggestion(id)
        try require(.keepMotions, in: listing.branch)
        switch step {
        case .answered: break
        case .followed: if listing.status == .open { throw Suggestion.Refusal.unanswered }
        case .held: if listing.isHeld { throw Suggestion.Refusal.held }
        }
        let number = listing.steps.count + 1
        try session.run(
            """
            INSERT INTO suggestion_step (suggestion_id, number, step, said, taken_at, taken_by)
            VALUES (\(id), \(number), \(step), \(said), \(now), \(principal.name))
            """)
        let status = step == .answered ? Suggestion.Status.answered : listing.status
        try session.run(
            """
            UPDATE suggestion SET status = \(status), held = \(listing.isHeld || step == .held) WHERE id = \(id)
            """)
        try audit(
            .changed, .suggestion, id, in: place(of: listing.branch),
            before: ["status": .open(.string(listing.status.rawValue))],
            after: [
                "step": .open(.string(step.rawValue)), "number": .open(JSON(number)),
                "said": .hashed(.string(said.string)), "status": .open(.string(status.rawValue)),
            ])
        return try suggestion(id)
    }
}
