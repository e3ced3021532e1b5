package import Domain

extension SecretBallot.Kind: SQLTextValue {}
extension SecretBallot.Status: SQLTextValue {}
extension SecretBallot.Mark: SQLTextValue {}
extension SecretBallot.Step: SQLTextValue {}

/// A ballot as far as it has come, with what its reader is told of it.
package struct SecretBallotListing: Hashable, Sendable {
    package let id: ID<SecretBallot>
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let ballot: SecretBallot
    package let status: SecretBallot.Status
    /// The day whose roll it is; nil before ballots were issued.
    package let rollOn: LocalDate?
    package let madeOn: LocalDate
    package let madeBy: String
    package var steps: [Step] = []
    /// How many are on the roll.
    package var entitled = 0
    /// Who is not, though a member, each with the paper that says so.
    package var without: [VoteListing.Voteless] = []
    /// How many have taken their ballot.
    package var issued = 0
    /// How many ballots came back.
    package var returned = 0
    package var own = Own.none
    /// As far as the reader is told; nil where nothing is.
    package var results: [Result]?

    /// What the reader has to do with it.
    package enum Own: String, CaseIterable, Hashable, Sendable {
        /// They are not on the roll.
        case none
        case toTake, taken
    }

    package struct Step: Hashable, Sendable {
        package let step: SecretBallot.Step
        package let reason: String?
        package let on: LocalDate
        package let by: String
    }

    /// How often a line was marked how.
    package struct Result: Hashable, Sendable {
        package let line: Int
        package let mark: SecretBallot.Mark
        package let count: Int
    }

    /// Whether it came to so few ballots that nothing is told of them.
    package var isTooFew: Bool { status == .closed && returned < SecretBallot.leastTold }
}

/// A ballot that waits for somebody.
package struct DueBallot: Sendable {
    package let listing: SecretBallotListing
    /// Whether they take theirs.
    package let isToTake: Bool
    /// Whether they open and close it.
    package let isKept: Bool
}

/// What a code's ballot asks, for whoever has the code.
package struct ReadBallot: Sendable {
    package let id: ID<SecretBallot>
    package let branchName: String
    package let ballot: SecretBallot
}

/// What the secret ballot of an appraisal came to.
package struct GradingBallot: Sendable {
    package let issued: Int
    package let returned: Int
    package let counts: [ID<Member>: GradeCounts]
}

extension Transaction {
    // MARK: Reading

    private static let ballotListing: SQL =
        """
        SELECT secret_ballot.id, secret_ballot.branch_id, branch.code AS branch_code, branch.name AS branch_name,
               secret_ballot.kind, secret_ballot.title, secret_ballot.question, secret_ballot.most,
               secret_ballot.asks_probationary, secret_ballot.status, secret_ballot.roll_on, secret_ballot.issued,
               secret_ballot.returned, secret_ballot.made_at, secret_ballot.made_by
          FROM secret_ballot
          JOIN branch ON branch.id = secret_ballot.branch_id
        """

    /// The ballots of the branches whose motions the principal reads, the newest first.
    package func secretBallots(branch: ID<Branch>? = nil) throws -> [SecretBallotListing] {
        try authority.require(.readMotions)
        var conditions: [SQL] = [try isWithin(.readMotions, branch: "secret_ballot.branch_id")]
        if let branch { conditions.append("secret_ballot.branch_id = \(branch)") }
        return try ballotListings(SQL.all(conditions)).sorted { $0.id > $1.id }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func secretBallot(_ id: ID<SecretBallot>) throws -> SecretBallotListing {
        guard let found = try ballotListings("secret_ballot.id = \(id)").first else {
            throw StoreError.notFound("secret ballot")
        }
        try require(.readMotions, in: found.branch)
        return found
    }

    /// The last secret ballot of a branch on its members that was closed within a month of their appraisal, so that nobody copies by
    /// hand what was counted; nil where there is none that the principal is told the counts of.
    package func gradingBallot(for appraisal: AppraisalListing) throws -> GradingBallot? {
        let day = appraisal.appraisal.heldOn
        let found = try ballotListings(
            """
            secret_ballot.branch_id = \(appraisal.branch) AND secret_ballot.kind = \(SecretBallot.Kind.appraisal)
            AND secret_ballot.status = \(SecretBallot.Status.closed)
            AND secret_ballot.roll_on BETWEEN \(day.adding(days: -30)) AND \(day.adding(days: 30))
            """
        ).max { $0.id < $1.id }
        guard let found, let results = found.results, try allows(.keepMotions, in: appraisal.branch) else { return nil }
        var counts: [ID<Member>: GradeCounts] = [:]
        for (index, line) in found.ballot.lines.enumerated() {
            guard let member = line.member else { continue }
            let told = results.filter { $0.line == index + 1 }
            counts[member] = GradeCounts(
                Appraisal.Grade.allCases.map { grade in
                    told.first { $0.mark == .grade(grade) }?.count ?? 0
                })
        }
        return GradingBallot(issued: found.issued, returned: found.returned, counts: counts)
    }

    /// Ballots that wait for the principal: to be taken, or to be opened or closed by whoever keeps them.
    package func secretBallotsDue() throws -> [DueBallot] {
        guard !authority.isUnlimited, authority.allows(.readMotions) else { return [] }
        return try ballotListings(
            """
            secret_ballot.status IN \(list: [SecretBallot.Status.issuing, .voting])
            AND \(try isWithin(.readMotions, branch: "secret_ballot.branch_id"))
            """
        ).sorted { $0.id < $1.id }.map { listing in
            DueBallot(
                listing: listing, isToTake: listing.status == .issuing && listing.own == .toTake,
                isKept: try allows(.keepMotions, in: listing.branch))
        }.filter { $0.isToTake || $0.isKept }
    }

    private func ballotListings(_ condition: SQL) throws -> [SecretBallotListing] {
        let found = try session.rows("\(Self.ballotListing) WHERE \(condition)") { row in
            (
                listing: SecretBallotListing(
                    id: try row["id"], branch: try row["branch_id"], branchCode: try row["branch_code"],
                    branchName: try row["branch_name"],
                    ballot: SecretBallot(
                        kept: try row["kind"], try row["title"], try row["question"], [], try row["most"],
                        try row["asks_probationary"]),
                    status: try row["status"], rollOn: try row["roll_on"],
                    madeOn: settings.timeZone.date(of: try row["made_at"]), madeBy: try row["made_by"]),
                issued: try row["issued"] as Int?, returned: try row["returned"] as Int?
            )
        }
        return try found.map { row in
            let (id, ballot) = (row.listing.id, row.listing.ballot)
            let lines = try session.rows(
                "SELECT text, member_id FROM ballot_line WHERE ballot_id = \(id) ORDER BY line"
            ) {
                SecretBallot.Line(text: try $0.at(0), member: try $0.at(1))
            }
            var listing = SecretBallotListing(
                id: id, branch: row.listing.branch, branchCode: row.listing.branchCode,
                branchName: row.listing.branchName,
                ballot: SecretBallot(
                    kept: ballot.kind, ballot.title, ballot.question, lines, ballot.most, ballot.asksProbationary),
                status: row.listing.status, rollOn: row.listing.rollOn, madeOn: row.listing.madeOn,
                madeBy: row.listing.madeBy)
            listing.steps = try ballotSteps(of: id)
            try tellRoll(&listing, issued: row.issued)
            listing.returned = try row.returned ?? returnedBallots(id)
            listing.results = try toldResults(of: listing)
            return listing
        }
    }

    private func ballotSteps(of id: ID<SecretBallot>) throws -> [SecretBallotListing.Step] {
        try session.rows(
            "SELECT step, reason, taken_at, taken_by FROM ballot_step WHERE ballot_id = \(id) ORDER BY id"
        ) { row in
            SecretBallotListing.Step(
                step: try row["step"], reason: try row["reason"],
                on: settings.timeZone.date(of: try row["taken_at"]), by: try row["taken_by"])
        }
    }

    private func tellRoll(_ listing: inout SecretBallotListing, issued: Int?) throws {
        let id = listing.id
        listing.entitled =
            try session.value("SELECT count(*) FROM ballot_voter WHERE ballot_id = \(id) AND document IS NULL") ?? 0
        listing.issued =
            try issued
            ?? session.value("SELECT count(*) FROM ballot_voter WHERE ballot_id = \(id) AND taken = 1") ?? 0
        listing.without = try session.rows(
            """
            SELECT member.number, member.name, ballot_voter.document
              FROM ballot_voter JOIN member ON member.id = ballot_voter.member_id
             WHERE ballot_voter.ballot_id = \(id) AND ballot_voter.document IS NOT NULL
            """
        ) {
            VoteListing.Voteless(
                person: PersonReference(number: try $0.at(0), name: try $0.at(1)), document: try $0.at(2))
        }.sorted { $0.person.number < $1.person.number }
        guard let member = authority.member else { return }
        let taken: Bool? = try session.value(
            """
            SELECT taken FROM ballot_voter
             WHERE ballot_id = \(id) AND member_id = \(member) AND document IS NULL
            """)
        listing.own = taken.map { $0 ? .taken : .toTake } ?? .none
    }

    /// How many are in the box.
    private func returnedBallots(_ id: ID<SecretBallot>) throws -> Int {
        try session.value("SELECT count(*) FROM ballot_mark WHERE ballot_id = \(id) AND line = 0") ?? 0
    }

    /// Of a closed ballot, as far as it concerns the principal: a straw vote the branch's members, an appraisal its committee,
    /// and of each member that member.
    private func toldResults(of listing: SecretBallotListing) throws -> [SecretBallotListing.Result]? {
        guard listing.status == .closed, !listing.isTooFew else { return nil }
        let tallies = try session.rows(
            "SELECT line, mark, count FROM ballot_tally WHERE ballot_id = \(listing.id) ORDER BY line, mark"
        ) { SecretBallotListing.Result(line: try $0.at(0), mark: try $0.at(1), count: try $0.at(2)) }
        if try allows(.keepMotions, in: listing.branch) { return tallies }
        guard let member = authority.member else { return nil }
        switch listing.ballot.kind {
        case .straw: return try place(of: member).branch == listing.branch ? tallies : nil
        case .appraisal:
            guard let own = listing.ballot.lines.firstIndex(where: { $0.member == member }) else { return nil }
            return tallies.filter { $0.line == own + 1 }
        }
    }

    /// Who is of a branch today, by number.
    package func membersToday(of branch: ID<Branch>) throws -> [PersonReference] {
        try require(.readOrganisation, in: branch)
        return try branchMembers(of: branch, on: today).map(\.person)
    }

    /// Who would be on the ballot's roll if it were frozen today, by number.
    package func rollToday(of listing: SecretBallotListing) throws -> [PersonReference] {
        try require(.readOrganisation, in: listing.branch)
        return try ballotRoll(of: listing).map(\.person)
    }

    private func ballotRoll(
        of listing: SecretBallotListing
    ) throws -> [(member: ID<Member>, person: PersonReference)] {
        try listing.ballot.asksProbationary
            ? branchMembers(of: listing.branch, on: today) : votingMembers(of: listing.branch, on: today)
    }

    // MARK: Keeping

    /// Drafts a ballot of a branch.
    ///
    /// - Throws: ``FieldErrors`` for `members`.
    package func makeSecretBallot(
        _ ballot: SecretBallot, of branch: ID<Branch>
    ) throws -> SecretBallotListing {
        let place = try place(of: branch)
        try require(.keepMotions, in: place)
        try refuseDissolved(branch)
        let members = Set(try branchMembers(of: branch, on: today).map(\.member))
        var errors = FieldErrors()
        for (index, line) in ballot.lines.enumerated() {
            if let member = line.member, !members.contains(member) {
                errors.add("members[\(index)]", .rule, "this one is no member of the branch today")
            }
        }
        try errors.check()
        let id: ID<SecretBallot> = try session.insert(
            """
            INSERT INTO secret_ballot (branch_id, kind, title, question, most, asks_probationary, status, made_at, made_by)
            VALUES (\(branch), \(ballot.kind), \(ballot.title), \(ballot.question), \(ballot.most),
                    \(ballot.asksProbationary), \(SecretBallot.Status.drafted), \(now), \(principal.name))
            RETURNING id
            """)
        for (index, line) in ballot.lines.enumerated() {
            try session.run(
                """
                INSERT INTO ballot_line (ballot_id, line, text, member_id)
                VALUES (\(id), \(index + 1), \(line.text), \(line.member))
                """)
        }
        try audit(
            .recorded, .secretBallot, id, in: place,
            after: [
                "branch": .open(JSON(branch)), "kind": .open(.string(ballot.kind.rawValue)),
                "title": .open(.string(ballot.title.string)), "question": .hashed(JSON(ballot.question?.string)),
                "lines": .open(JSON(ballot.lines.count)),
            ])
        return try secretBallot(id)
    }

    /// Whoever keeps the branch's motions keeps its ballots.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``Authority/Denial``.
    package func requireKeepingBallot(_ id: ID<SecretBallot>) throws {
        try require(.keepMotions, in: secretBallot(id).branch)
    }

    /// Begins to issue ballots: the roll of the day is frozen.
    ///
    /// - Parameter without: who has no vote on that day though a member, each with the paper that says so.
    /// - Throws: ``FieldErrors`` for `without`; ``SecretBallot/Refusal``.
    package func issueBallots(
        _ id: ID<SecretBallot>, without: [(member: ID<Member>, document: Text)]
    ) throws -> SecretBallotListing {
        let listing = try kept(id, for: .issued)
        let roll = try ballotRoll(of: listing).map(\.member)
        var errors = FieldErrors()
        for (place, voter) in without.enumerated() where !roll.contains(voter.member) {
            errors.add("without[\(place)].member", .rule, "this one is not on the roll of \(today)")
        }
        let voteless = Dictionary(without.map { ($0.member, $0.document) }) { first, _ in first }
        if voteless.count < without.count { errors.add("without", .duplicate, "somebody is named twice") }
        if roll.allSatisfy({ voteless[$0] != nil }) { errors.add("without", .rule, "nobody has a vote on \(today)") }
        try errors.check()
        for member in roll {
            try session.run(
                """
                INSERT INTO ballot_voter (ballot_id, member_id, document)
                VALUES (\(id), \(member), \(voteless[member]))
                """)
        }
        try session.run(
            """
            UPDATE secret_ballot SET secret = \(try sealed(CodeSecret(), of: id)), roll_on = \(today) WHERE id = \(id)
            """)
        return try take(
            .issued, of: listing, reason: nil,
            telling: [("on", JSON(today)), ("entitled", JSON(roll.count - voteless.count))])
    }

    /// Makes all void that was issued, codes that were lost among it, before anything can be cast: each takes a new ballot.
    ///
    /// - Throws: ``SecretBallot/Refusal``.
    package func issueBallotsAnew(_ id: ID<SecretBallot>, reason: Text) throws -> SecretBallotListing {
        let listing = try kept(id, for: .issuedAnew)
        try session.run("UPDATE ballot_voter SET taken = 0 WHERE ballot_id = \(id) AND taken = 1")
        try session.run("UPDATE secret_ballot SET secret = \(try sealed(CodeSecret(), of: id)) WHERE id = \(id)")
        return try take(.issuedAnew, of: listing, reason: reason)
    }

    /// Opens the box: no ballot is issued any more, and from now on they are cast. The two never overlap, so that no order in
    /// which anything was written says who cast what.
    ///
    /// - Throws: ``SecretBallot/Refusal``.
    package func openBallotBox(_ id: ID<SecretBallot>) throws -> SecretBallotListing {
        let listing = try kept(id, for: .opened)
        if listing.issued == 0 { throw SecretBallot.Refusal.noneTaken }
        try session.run("UPDATE secret_ballot SET issued = \(listing.issued) WHERE id = \(id)")
        return try take(.opened, of: listing, reason: nil, telling: [("issued", JSON(listing.issued))])
    }

    /// Counts what was cast and keeps the counts alone, where there are enough ballots to hide each: neither what was cast nor
    /// the key stays.
    ///
    /// - Throws: ``SecretBallot/Refusal``.
    package func closeSecretBallot(_ id: ID<SecretBallot>) throws -> SecretBallotListing {
        let listing = try kept(id, for: .closed)
        if listing.returned >= SecretBallot.leastTold {
            for line in 1...listing.ballot.lines.count {
                for mark in listing.ballot.marks {
                    try session.run(
                        """
                        INSERT INTO ballot_tally (ballot_id, line, mark, count)
                        SELECT \(id), \(line), \(mark), count(*) FROM ballot_mark
                         WHERE ballot_id = \(id) AND line = \(line) AND mark = \(mark)
                        """)
                }
            }
        }
        try session.run("UPDATE secret_ballot SET returned = \(listing.returned) WHERE id = \(id)")
        return try take(
            .closed, of: listing, reason: nil,
            telling: [("issued", JSON(listing.issued)), ("returned", JSON(listing.returned))])
    }

    /// Takes a ballot back; nothing is told of what was cast.
    ///
    /// - Throws: ``SecretBallot/Refusal``.
    package func withdrawSecretBallot(_ id: ID<SecretBallot>, reason: Text) throws -> SecretBallotListing {
        try take(.withdrawn, of: kept(id, for: .withdrawn), reason: reason)
    }

    private func kept(_ id: ID<SecretBallot>, for step: SecretBallot.Step) throws -> SecretBallotListing {
        let listing = try secretBallot(id)
        try require(.keepMotions, in: listing.branch)
        if !step.from.contains(listing.status) { throw SecretBallot.Refusal.status(listing.status) }
        return listing
    }

    private func take(
        _ step: SecretBallot.Step, of listing: SecretBallotListing, reason: Text?, telling: [(String, JSON)] = []
    ) throws -> SecretBallotListing {
        let id = listing.id
        try session.run(
            """
            INSERT INTO ballot_step (ballot_id, step, reason, taken_at, taken_by)
            VALUES (\(id), \(step), \(reason), \(now), \(principal.name))
            """)
        try session.run("UPDATE secret_ballot SET status = \(step.to) WHERE id = \(id)")
        if !SecretBallot.Status.open.contains(step.to) {
            try session.run("DELETE FROM ballot_mark WHERE ballot_id = \(id)")
            try session.run("UPDATE secret_ballot SET secret = NULL WHERE id = \(id)")
        }
        var after: AuditDocument = [
            "step": .open(.string(step.rawValue)), "status": .open(.string(step.to.rawValue)),
            "reason": .hashed(JSON(reason?.string)),
        ]
        for (name, value) in telling { after = after.with(name, .open(value)) }
        try audit(
            step == .withdrawn ? .withdrawn : .changed, .secretBallot, id, in: place(of: listing.branch),
            before: ["status": .open(.string(listing.status.rawValue))], after: after)
        return try secretBallot(id)
    }

    // MARK: Taking and casting

    /// The ballot that the principal is to take.
    ///
    /// - Throws: ``SecretBallot/Refusal``.
    package func ballotToTake(_ id: ID<SecretBallot>) throws -> SecretBallotListing {
        let listing = try secretBallot(id)
        guard listing.status == .issuing else { throw SecretBallot.Refusal.status(listing.status) }
        switch listing.own {
        case .toTake: return listing
        case .taken: throw SecretBallot.Refusal.taken
        case .none: throw SecretBallot.Refusal.notOnRoll
        }
    }

    /// Hands the principal their ballot, once: its code, which is kept nowhere. That it was taken is a flag on the roll; when,
    /// and after whom, is not written down.
    ///
    /// - Throws: ``SecretBallot/Refusal``.
    package func takeBallot(_ id: ID<SecretBallot>) throws -> (listing: SecretBallotListing, code: SealedCode) {
        _ = try ballotToTake(id)
        let taken = try session.changed(
            by: """
                UPDATE ballot_voter SET taken = 1
                 WHERE ballot_id = \(id) AND member_id = \(authority.member) AND taken = 0
                """)
        // Of two who come for it at once, one takes it.
        guard taken == 1 else { throw SecretBallot.Refusal.taken }
        guard let secret = try ballotSecret(of: id) else { throw StorageFault.corrupt("a ballot has no key") }
        return (try secretBallot(id), try secret.newCode())
    }

    /// What the ballot with the code asks. It takes nobody: whoever has the code may read it.
    ///
    /// - Throws: ``FieldErrors`` for `code`; ``SecretBallot/Refusal``.
    package func readBallot(_ code: SealedCode) throws -> ReadBallot {
        let (listing, secret) = try openBallot(of: code)
        if try isCast(code, secret) { throw SecretBallot.Refusal.cast }
        return ReadBallot(id: listing.id, branchName: listing.branchName, ballot: listing.ballot)
    }

    /// Puts a ballot into the box: each line that is marked by itself, under a number that follows from code and line, and
    /// beside it nothing: no time, no address, no account, no entry in the audit.
    ///
    /// - Throws: ``FieldErrors`` for `code`, `marks`; ``SecretBallot/Refusal``.
    package func castBallot(_ code: SealedCode, _ marks: SecretBallot.Marks) throws {
        let (listing, secret) = try openBallot(of: code)
        if try isCast(code, secret) { throw SecretBallot.Refusal.cast }
        try listing.ballot.check(marks)
        // The sheet itself, so that one that says nothing is returned too, and each only once.
        let lines = [(0, SecretBallot.Mark?.none)] + marks.map { ($0.key, $0.value) }
        let marked = lines.map { (key: secret.nullifier(of: code, line: $0.0), line: $0.0, mark: $0.1) }
        for line in marked.sorted(by: { $0.key < $1.key }) {
            try session.run(
                """
                INSERT INTO ballot_mark (nullifier, ballot_id, line, mark)
                VALUES (\(line.key), \(listing.id), \(line.line), \(line.mark))
                """)
        }
    }

    /// The ballot whose box is open for the code.
    ///
    /// - Throws: ``FieldErrors`` for `code`; ``SecretBallot/Refusal`` where nothing is cast yet.
    private func openBallot(of code: SealedCode) throws -> (listing: SecretBallotListing, secret: CodeSecret) {
        let open: [ID<SecretBallot>] = try session.rows(
            """
            SELECT id FROM secret_ballot
             WHERE status IN \(list: [SecretBallot.Status.issuing, .voting])
             ORDER BY id
            """
        ) { try $0.at(0) }
        for id in open {
            guard let secret = try ballotSecret(of: id), secret.hasSealed(code) else { continue }
            guard let listing = try ballotListings("secret_ballot.id = \(id)").first else { continue }
            if listing.status != .voting { throw SecretBallot.Refusal.status(listing.status) }
            return (listing, secret)
        }
        throw FieldErrors("code", .reference, "this code is of no ballot that can be cast now")
    }

    private func isCast(_ code: SealedCode, _ secret: CodeSecret) throws -> Bool {
        try session.exists("SELECT 1 FROM ballot_mark WHERE nullifier = \(secret.nullifier(of: code, line: 0))")
    }

    private func ballotSecret(of id: ID<SecretBallot>) throws -> CodeSecret? {
        let stored: [UInt8]? = try session.value("SELECT secret FROM secret_ballot WHERE id = \(id)")
        return try stored.map { CodeSecret(try keys.decrypt($0, for: Self.context(of: id))) }
    }

    private func sealed(_ secret: CodeSecret, of id: ID<SecretBallot>) throws -> [UInt8] {
        try keys.encrypt(secret.bytes, for: Self.context(of: id))
    }

    private static func context(of id: ID<SecretBallot>) -> String { "secret_ballot.secret:\(id.rawValue)" }
}
