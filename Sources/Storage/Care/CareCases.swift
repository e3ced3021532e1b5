package import Domain

/// A care case as those who keep it find it: whose it is and what is due, and nothing of what it says.
package struct CareListing: Hashable, Sendable {
    package let id: ID<CareCase>
    package let member: PersonReference
    /// The branch that the member belongs to now, or belonged to last.
    package let branch: ID<Branch>
    package let branchCode: Code
    package let branchName: String
    package let status: CareCase.Status
    package let recordedOn: LocalDate
    /// A sign-in name.
    package let recordedBy: String
    package let nextVisit: LocalDate?
    package let reviewDue: LocalDate?
}

/// A care case with all that it says, to one of the two who keep it.
package struct CareRecord: Hashable, Sendable {
    package let listing: CareListing
    package let care: CareCase
}

/// How many care cases have something near its day or past it: for a reminder that names nobody.
package struct CareDue: Hashable, Sendable {
    package let visits: Int
    package let reviews: Int
    /// The earliest of the visits' days.
    package let nextVisit: LocalDate?
    package let nextReview: LocalDate?
}

/// How many are in hardship in a branch or a committee, for those who know of no case.
package struct CareCountListing: Hashable, Sendable {
    package let code: Code
    package let name: String
    package let isOfCommittee: Bool
    package let counts: CareCounts

    init(of place: (code: Code, name: String), isOfCommittee: Bool, counts: CareCounts) {
        (code, name) = place
        (self.isOfCommittee, self.counts) = (isOfCommittee, counts)
    }
}

/// A case as it stands in its rows, opened.
private struct StoredCare {
    let id: ID<CareCase>
    let member: ID<Member>
    let care: CareCase
    let by: String
}

/// Care for members in hardship.
///
/// Two alone keep a case: the secretary of the branch that the member is in now, and the committee's care officer; of them
/// nobody keeps their own. To everybody else there is none: neither to the committee's office nor to the auditor, neither to the
/// administrator nor to the operator. Each reading is audited, and the audit has of it who read which case, and nothing of what
/// it says.
extension Transaction {
    // MARK: Who

    private func keeps(_ member: ID<Member>) throws -> Bool {
        try !authority.isUnlimited && member != authority.member && authority.allows(.keepCare, in: place(of: member))
    }

    /// - Throws: a denial for whoever keeps no case at all: the operator too.
    private func requireKeeping() throws {
        if authority.isUnlimited { throw Authority.Denial.notPermitted(.keepCare) }
        try authority.require(.keepCare)
    }

    /// Nothing is read of a case where the reading would leave no trace.
    private func requireTrace() throws {
        guard pendingAudit.isBegun else { throw StorageFault.corrupt("a care case is not read without a trace") }
    }

    // MARK: Reading

    /// The cases that the principal keeps, in the order they were entered; the audit keeps which were among them.
    ///
    /// - Parameter status: open or closed ones alone; nil for all.
    package func careCases(_ status: CareCase.Status? = nil) throws -> [CareListing] {
        try requireKeeping()
        try requireTrace()
        let found = try keptCare().filter { status == nil || $0.care.status == status }
        let listings = try found.map(listing)
        if let first = listings.first {
            let isOfOne = listings.allSatisfy { $0.branch == first.branch }
            let own = authority.held.first { $0.actions.contains(.keepCare) }?.place ?? .bureau
            try audit(
                .disclosed, .care, nil as ID<CareCase>?, in: isOfOne ? place(of: first.branch) : own,
                after: ["cases": .open(.array(found.map { JSON($0.id) }))])
        }
        return listings
    }

    /// A case with all that it says. The audit keeps that it was read.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` for whoever does not keep it.
    package func careCase(_ id: ID<CareCase>) throws -> CareRecord {
        let stored = try kept(id)
        try requireTrace()
        let listing = try listing(of: stored)
        try audit(.disclosed, .care, id, in: place(of: listing.branch))
        return CareRecord(listing: listing, care: stored.care)
    }

    /// What is near its day or past it, without saying of whom; nil for nothing, and for whoever keeps no case.
    package func careDue() throws -> CareDue? {
        guard !authority.isUnlimited, authority.allows(.keepCare), try session.exists("SELECT 1 FROM care_case") else {
            return nil
        }
        let last = ComingDue.last(from: today)
        let open = try keptCare()
        let visits = open.compactMap(\.care.nextVisit).filter { $0 <= last }
        let reviews = open.compactMap(\.care.reviewDue).filter { $0 <= last }
        if visits.isEmpty, reviews.isEmpty { return nil }
        return CareDue(
            visits: visits.count, reviews: reviews.count, nextVisit: visits.min(), nextReview: reviews.min())
    }

    /// Those of whom a case can be opened, to choose from: members of the branches whose cases the principal keeps, but for
    /// themselves.
    package func careChoices() throws -> [PersonReference] {
        try requireKeeping()
        return try session.rows(
            """
            SELECT DISTINCT member.id, member.number, member.name
              FROM membership JOIN member ON member.id = membership.member_id
             WHERE \(try isWithin(.keepCare, branch: "membership.branch_id")) AND \(present("membership"))
            """
        ) { row -> (ID<Member>, PersonReference) in
            (try row.at(0), PersonReference(number: try row.at(1), name: try row.at(2)))
        }.filter { $0.0 != authority.member }.map(\.1).sorted { $0.number < $1.number }
    }

    // MARK: Writing

    /// Opens a case of a member who agreed to it in writing.
    ///
    /// - Throws: ``CareCase/Refusal``; a denial for whoever is not to keep it, the member themselves among them.
    package func recordCare(_ care: CareCase, of member: ID<Member>) throws -> CareListing {
        try requireKeeping()
        let place = try place(of: member)
        try require(.keepCare, in: place)
        guard try keeps(member), let branch = place.branch else { throw Authority.Denial.notPermitted(.keepCare) }
        let subject = careSubject(member)
        let known = try opened("care_case.subject = \(subject)")
        if known.contains(where: { $0.care.status == .open }) { throw CareCase.Refusal.open }
        let id = ID<CareCase>(try session.nextKeys(of: "care_case", count: 1))
        let facts = try keys.encrypt(care.kept(of: member).bytes(), for: Self.context(of: id))
        try session.run(
            """
            INSERT INTO care_case (id, subject, facts, recorded_at, recorded_by)
            VALUES (\(id), \(subject), \(facts), \(now), \(principal.name))
            """)
        try audit(.recorded, .care, id, in: self.place(of: branch))
        return try listing(of: kept(id))
    }

    /// Adds to a case: that it was looked at again, aid, a visit, that one of these was entered wrongly, that it is closed.
    /// The audit keeps that it was added to.
    ///
    /// - Throws: ``FieldErrors``; ``CareCase/Refusal``, ``StoreError/notFound(_:)``.
    package func addCare(_ content: CareStep.Content, to id: ID<CareCase>) throws -> CareListing {
        let stored = try kept(id)
        try stored.care.requireNext(content, today: today)
        let step = ID<CareStep>(try session.nextKeys(of: "care_step", count: 1))
        try session.run(
            """
            INSERT INTO care_step (id, case_id, facts, recorded_at, recorded_by)
            VALUES (\(step), \(id), \(try keys.encrypt(content.kept.bytes(), for: Self.context(of: step))), \(now),
                    \(principal.name))
            """)
        try audit(content.kind == .closing ? .closed : .changed, .care, id, in: place(of: stored.member))
        return try listing(of: kept(id))
    }

    // MARK: Counting

    /// How many are in hardship in each branch and committee of which the principal is told numbers, by these alone: of what
    /// lies below a committee its office is told no number, for the difference of two would tell what neither does.
    package func careCounts() throws -> [CareCountListing] {
        if authority.isUnlimited { throw Authority.Denial.notPermitted(.countCare) }
        try authority.require(.countCare)
        var (branches, committees): (Set<ID<Branch>>, Set<ID<Committee>>) = ([], [])
        for held in authority.held where held.actions.contains(.countCare) {
            switch held.scope {
            case .branch(let branch), .group(_, let branch): branches.insert(branch)
            case .committee(let committee): committees.insert(committee)
            case .bureau:
                committees.formUnion(
                    try session.rows("SELECT id FROM committee WHERE parent_id IS NULL") { try $0.at(0) })
            }
        }
        // What lies in another is part of its numbers.
        committees = try committees.filter { committee in
            try !place(of: committee).committees.dropFirst().contains { committees.contains($0) }
        }
        branches = try branches.filter { branch in
            try !place(of: branch).committees.contains { committees.contains($0) }
        }
        var counts: [ID<Branch>: [CareCase.Kind: Int]] = [:]
        for stored in try allCare() where stored.care.status == .open {
            guard let branch = try place(of: stored.member).branch else { continue }
            counts[branch, default: [:]][stored.care.facts.kind, default: 0] += 1
        }
        let ofCommittees = try committees.sorted().map { committee in
            let below = try committeesBelow(committee)
            let own: [ID<Branch>] = try session.rows(
                "SELECT id FROM branch WHERE committee_id IN \(list: below) ORDER BY id"
            ) { try $0.at(0) }
            return CareCountListing(
                of: try named("SELECT code, name FROM committee WHERE id = \(committee)"), isOfCommittee: true,
                counts: CareCounts(own.map { counts[$0] ?? [:] }))
        }
        let ofBranches = try branches.sorted().map { branch in
            CareCountListing(
                of: try named("SELECT code, name FROM branch WHERE id = \(branch)"), isOfCommittee: false,
                counts: CareCounts([counts[branch] ?? [:]]))
        }
        return ofCommittees + ofBranches
    }

    private func named(_ query: SQL) throws -> (code: Code, name: String) {
        guard let found = try session.one(query, { (code: try $0.at(0) as Code, name: try $0.at(1) as String) }) else {
            throw StorageFault.corrupt("what was counted is not on record")
        }
        return found
    }

    // MARK: Rows

    private func keptCare() throws -> [StoredCare] { try allCare().filter { try keeps($0.member) } }

    private func allCare() throws -> [StoredCare] { try opened("care_case.id > 0") }

    private func kept(_ id: ID<CareCase>) throws -> StoredCare {
        if authority.isUnlimited { throw Authority.Denial.notPermitted(.keepCare) }
        guard let found = try opened("care_case.id = \(id)").first, try keeps(found.member) else {
            throw StoreError.notFound("careCase")
        }
        return found
    }

    /// The cases of a condition on `care_case`, in the order they were entered, with their steps.
    private func opened(_ condition: SQL) throws -> [StoredCare] {
        let rows = try session.rows(
            """
            SELECT care_case.id, care_case.facts, care_case.recorded_at, care_case.recorded_by
              FROM care_case
             WHERE \(condition)
             ORDER BY care_case.id
            """
        ) { row -> (id: ID<CareCase>, facts: [UInt8], at: Instant, by: String) in
            (try row["id"], try row["facts"], try row["recorded_at"], try row["recorded_by"])
        }
        var steps: [ID<CareCase>: [CareStep]] = [:]
        for some in rows.map(\.id).listsOfOneStatement {
            try session.forEach(
                """
                SELECT care_step.id, care_step.case_id, care_step.facts, care_step.recorded_at, care_step.recorded_by
                  FROM care_step
                 WHERE care_step.case_id IN \(list: some)
                """
            ) { row in steps[try row["case_id"], default: []].append(try step(row)) }
        }
        return try rows.map { row in
            let facts = try JSON.parse(try keys.decrypt(row.facts, for: Self.context(of: row.id)))
            guard let member = facts["member"]?.integer,
                let care = CareCase(
                    kept: facts, recorded: settings.timeZone.date(of: row.at),
                    steps: (steps[row.id] ?? []).sorted { $0.id < $1.id })
            else { throw StorageFault.corrupt("a care case cannot be read") }
            return StoredCare(id: row.id, member: ID(member), care: care, by: row.by)
        }
    }

    private func step(_ row: SQLRow) throws -> CareStep {
        let id: ID<CareStep> = try row["id"]
        let facts = try JSON.parse(try keys.decrypt(try row["facts"], for: Self.context(of: id)))
        guard let content = CareStep.Content(kept: facts) else {
            throw StorageFault.corrupt("a step of a care case cannot be read")
        }
        return CareStep(
            id, content, recorded: settings.timeZone.date(of: try row["recorded_at"]), by: try row["recorded_by"])
    }

    private func listing(of stored: StoredCare) throws -> CareListing {
        let place = try place(of: stored.member)
        guard let branch = place.branch,
            let member = try session.one(
                "SELECT number, name FROM member WHERE id = \(stored.member)",
                { PersonReference(number: try $0.at(0), name: try $0.at(1)) })
        else { throw StorageFault.corrupt("whose care case it is is not on record") }
        let (code, name) = try named("SELECT code, name FROM branch WHERE id = \(branch)")
        return CareListing(
            id: stored.id, member: member, branch: branch, branchCode: code, branchName: name,
            status: stored.care.status, recordedOn: stored.care.recorded, recordedBy: stored.by,
            nextVisit: stored.care.nextVisit, reviewDue: stored.care.reviewDue)
    }

    /// Cases of which something does not open with the keys.
    func unreadableCare() throws -> [ID<CareCase>] {
        try session.rows("SELECT id FROM care_case ORDER BY id") { try $0.at(0) as ID<CareCase> }
            .filter { (try? opened("care_case.id = \($0)")) == nil }
    }

    /// By which the cases of a member are found: their keyed hash.
    private func careSubject(_ member: ID<Member>) -> String {
        keys.digest("\(member.rawValue)", for: "care.subject")
    }

    private static func context(of id: ID<CareCase>) -> String { "care.case:\(id.rawValue)" }
    private static func context(of id: ID<CareStep>) -> String { "care.step:\(id.rawValue)" }
}
