package import Domain

/// An objection as it is shown: to everybody who reads the month's results its number and how far it is, and the rest to
/// the receiving body and to whoever appealed.
package struct ObjectionListing: Hashable, Sendable {
    /// What came in, and what was found. Never who objected.
    package struct Details: Hashable, Sendable {
        package let kind: Objection.Kind
        package let matter: Objection.Matter
        package let area: Code?
        package let areaName: String?
        package let way: Objection.Way
        package let isAnonymous: Bool
        package let grounds: String
        package let lead: String?
        package let receivedOn: LocalDate
        package let receivedAt: Instant
        /// A sign-in name, or the operator's; nil for what came from a member's own page.
        package let receivedBy: String?
        package let investigator: PersonReference?
        /// nil for whoever appealed, to whom the reasons are told.
        package let findings: String?
        package let reasons: String?
        package let toldOn: LocalDate?
        package let ties: [Tie]
        /// Whether the reader appealed.
        package let isOwn: Bool
    }

    /// That somebody is too near to what an objection is about.
    package struct Tie: Hashable, Sendable {
        package let member: PersonReference
        package let tie: String
        package let at: Instant
        package let by: String
    }

    package let id: ID<Objection>
    package let number: Objection.Number
    package let committeeName: String
    package let cycle: ID<Cycle>
    package let month: Month
    package let branch: ID<Branch>
    package let branchCode: Code
    package let status: Objection.Status
    package let outcome: Objection.Outcome?
    package let due: LocalDate
    package let decidedOn: LocalDate?
    package let version: Int
    /// nil for whoever knows the number alone.
    package let details: Details?
    /// Whether the reader is of the receiving body.
    package let isReceived: Bool

    package func isOverdue(on today: LocalDate) -> Bool { status.isOpen && today > due }
}

/// Where to find objections.
package struct ObjectionFilter: Hashable, Sendable {
    package var month: Month?
    package var branch: ID<Branch>?
    /// Of which the number is.
    package var year: Int?
    package var isOpen: Bool

    package init(month: Month? = nil, branch: ID<Branch>? = nil, year: Int? = nil, isOpen: Bool = false) {
        self.month = month
        self.branch = branch
        self.year = year
        self.isOpen = isOpen
    }
}

/// An objection as it stands in its row.
struct StoredObjection {
    let id: ID<Objection>
    let number: Objection.Number
    let committee: ID<Committee>
    let cycle: ID<Cycle>
    let branch: ID<Branch>
    let matter: Objection.Matter
    let isAnonymous: Bool
    let hasLead: Bool
    let appellant: String?
    let status: Objection.Status
    let outcome: Objection.Outcome?
    let investigator: ID<Member>?
    let decidedOn: LocalDate?
    let version: Int
}

extension Transaction {
    private static let objectionListing: SQL =
        """
        SELECT objection.id, objection.committee_id, committee.code AS committee_code, committee.name AS committee_name,
               objection.year, objection.number, objection.cycle_id, cycle.month, cycle.branch_id,
               branch.code AS branch_code, objection.kind, objection.matter, objection.area_id, objection.sheet_id,
               objection.adjustment_id, objection.way, objection.anonymous, objection.grounds, objection.lead,
               objection.appellant, objection.received_on, objection.received_at, objection.received_by,
               objection.due_on, objection.status, objection.outcome, objection.investigator_id, objection.findings,
               objection.reasons, objection.decided_on, objection.told_on, objection.version,
               area.code AS area_code, area.name AS area_name,
               member.number AS investigator_number, member.name AS investigator_name
          FROM objection
          JOIN committee ON committee.id = objection.committee_id
          JOIN cycle ON cycle.id = objection.cycle_id
          JOIN branch ON branch.id = cycle.branch_id
          LEFT JOIN responsibility_area AS area ON area.id = objection.area_id
          LEFT JOIN member ON member.id = objection.investigator_id
        """

    /// Objections in the order they came, of the months whose results the principal reads.
    package func objections(
        _ filter: ObjectionFilter, _ page: PageRequest = PageRequest()
    ) throws -> Page<ObjectionListing> {
        try authority.require(.readResults)
        var conditions: [SQL] = [
            "objection.id > \(page.after?.integer() ?? 0)", try isWithin(.readResults, branch: "cycle.branch_id"),
        ]
        if let month = filter.month { conditions.append("cycle.month = \(month)") }
        if let branch = filter.branch { conditions.append("cycle.branch_id = \(branch)") }
        if let year = filter.year { conditions.append("objection.year = \(year)") }
        if filter.isOpen { conditions.append("objection.status IN ('received', 'admitted')") }
        let rows = try session.rows(
            """
            \(Self.objectionListing)
             WHERE \(SQL.all(conditions))
             ORDER BY objection.id LIMIT \(page.limit + 1)
            """
        ) { try objectionListing($0) }
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func objection(_ id: ID<Objection>) throws -> ObjectionListing {
        let found = try session.one("\(Self.objectionListing) WHERE objection.id = \(id)") { try objectionListing($0) }
        guard let found else { throw StoreError.notFound("objection") }
        try require(.readResults, in: found.branch)
        return try withTies(found)
    }

    /// The appeals that whoever asks has made about a month.
    package func ownAppeals(in cycle: ID<Cycle>) throws -> [ObjectionListing] {
        guard let member = authority.member else { return [] }
        try require(.readResults, in: storedCycle(cycle).branch)
        return try session.rows(
            """
            \(Self.objectionListing)
             WHERE objection.cycle_id = \(cycle) AND objection.appellant = \(appellant(member, in: cycle))
             ORDER BY objection.id
            """
        ) { try objectionListing($0) }
    }

    /// What the receiving body has still to do, by when it is due: what was received and admitted, and what was decided and
    /// not told yet.
    package func objectionsToHandle() throws -> [ObjectionListing] {
        guard authority.allows(.receiveObjections) else { return [] }
        return try session.rows(
            """
            \(Self.objectionListing)
             WHERE objection.status IN ('received', 'admitted', 'notAdmitted', 'upheld', 'partlyUpheld', 'dismissed')
               AND \(try isWithin(.receiveObjections, committee: "objection.committee_id"))
             ORDER BY objection.due_on, objection.id
            """
        ) { try objectionListing($0) }.filter(\.isReceived)
    }

    /// Who objected, to the receiving body alone. The audit keeps who read it, and why; the operator does not.
    ///
    /// - Throws: ``StoreError/notFound(_:)`` also for an anonymous one.
    package func discloseObjector(of id: ID<Objection>, reason: Text) throws -> ObjectionIntake.Objector {
        let stored = try receivedObjection(id)
        if authority.isUnlimited { throw Authority.Denial.notPermitted(.receiveObjections) }
        let sealed: [UInt8]? = try session.value(
            "SELECT objector FROM objection WHERE id = \(id) AND objector IS NOT NULL")
        guard let sealed else { throw StoreError.notFound("objector") }
        let json = try JSON.parse(try keys.decrypt(sealed, for: stored.number.context(.objector)))
        guard let name = json["name"]?.string, let contact = json["contact"]?.string else {
            throw StorageFault.corrupt("who objected cannot be read")
        }
        try audit(
            .disclosed, .objection, id, in: place(of: stored.branch),
            after: [
                "number": .open(.string(stored.number.text)), "what": .open("objector"),
                "reason": .open(.string(reason.string)),
            ])
        return ObjectionIntake.Objector(name: Text(kept: name), contact: Text(kept: contact))
    }

    // MARK: Reading

    private func objectionListing(_ row: SQLRow) throws -> ObjectionListing {
        let number = Objection.Number(
            committee: try row["committee_code"], year: try row["year"], number: try row["number"])
        let (branch, cycle): (ID<Branch>, ID<Cycle>) = (try row["branch_id"], try row["cycle_id"])
        let isReceived = try mayReceive(at: row["committee_id"], of: branch)
        let appellant: String? = try row["appellant"]
        let isOwn = appellant != nil && appellant == authority.member.map { self.appellant($0, in: cycle) }
        func opened(_ column: String, _ field: Objection.Sealed) throws -> String? {
            let sealed: [UInt8]? = try row[column]
            return try sealed.map { String(decoding: try keys.decrypt($0, for: number.context(field)), as: UTF8.self) }
        }
        var details: ObjectionListing.Details?
        if isReceived || isOwn {
            details = ObjectionListing.Details(
                kind: try row["kind"], matter: try Objection.Matter(row: row), area: try row["area_code"],
                areaName: try row["area_name"], way: try row["way"], isAnonymous: try row["anonymous"],
                grounds: try opened("grounds", .grounds) ?? "", lead: try opened("lead", .lead),
                receivedOn: try row["received_on"], receivedAt: try row["received_at"],
                receivedBy: try row["received_by"],
                investigator: try PersonReference(row: row, number: "investigator_number", name: "investigator_name"),
                findings: isReceived ? try opened("findings", .findings) : nil, reasons: try row["reasons"],
                toldOn: try row["told_on"], ties: [], isOwn: isOwn)
        }
        return ObjectionListing(
            id: try row["id"], number: number, committeeName: try row["committee_name"], cycle: cycle,
            month: try row["month"], branch: branch, branchCode: try row["branch_code"], status: try row["status"],
            outcome: try row["outcome"], due: try row["due_on"], decidedOn: try row["decided_on"],
            version: try row["version"], details: details, isReceived: isReceived)
    }

    private func withTies(_ listing: ObjectionListing) throws -> ObjectionListing {
        guard listing.isReceived, let details = listing.details else { return listing }
        return listing.with(details.with(ties: try storedTies(of: listing.id, listing.number)))
    }

    func storedTies(of id: ID<Objection>, _ number: Objection.Number) throws -> [ObjectionListing.Tie] {
        try session.rows(
            """
            SELECT member.number, member.name, objection_tie.tie, objection_tie.declared_at, objection_tie.declared_by
              FROM objection_tie JOIN member ON member.id = objection_tie.member_id
             WHERE objection_tie.objection_id = \(id)
             ORDER BY objection_tie.id
            """
        ) { row in
            ObjectionListing.Tie(
                member: PersonReference(number: try row.at(0), name: try row.at(1)),
                tie: String(decoding: try keys.decrypt(try row.at(2), for: number.context(.tie)), as: UTF8.self),
                at: try row.at(3), by: try row.at(4))
        }
    }

    /// - Throws: ``StoreError/notFound(_:)``; a denial for whoever is not of the receiving body.
    func receivedObjection(_ id: ID<Objection>) throws -> StoredObjection {
        let found = try storedObjection(id)
        try require(.readResults, in: found.branch)
        guard try mayReceive(at: found.committee, of: found.branch) else {
            throw Authority.Denial.notPermitted(.receiveObjections)
        }
        return found
    }

    /// - Throws: as ``receivedObjection(_:)``.
    package func requireReceiving(_ id: ID<Objection>) throws {
        _ = try receivedObjection(id)
    }

    func storedObjection(_ id: ID<Objection>) throws -> StoredObjection {
        let found = try session.one(
            """
            SELECT objection.id, committee.code, objection.committee_id, objection.year, objection.number,
                   objection.cycle_id, cycle.branch_id, objection.matter, objection.area_id, objection.sheet_id,
                   objection.adjustment_id, objection.anonymous, objection.lead IS NOT NULL AS has_lead,
                   objection.appellant, objection.status, objection.outcome, objection.investigator_id,
                   objection.decided_on, objection.version
              FROM objection
              JOIN committee ON committee.id = objection.committee_id
              JOIN cycle ON cycle.id = objection.cycle_id
             WHERE objection.id = \(id)
            """
        ) { row in
            StoredObjection(
                id: try row["id"],
                number: Objection.Number(
                    committee: try row["code"], year: try row["year"], number: try row["number"]),
                committee: try row["committee_id"], cycle: try row["cycle_id"], branch: try row["branch_id"],
                matter: try Objection.Matter(row: row), isAnonymous: try row["anonymous"],
                hasLead: try row["has_lead"], appellant: try row["appellant"], status: try row["status"],
                outcome: try row["outcome"], investigator: try row["investigator_id"],
                decidedOn: try row["decided_on"], version: try row["version"])
        }
        guard let found else { throw StoreError.notFound("objection") }
        return found
    }

    /// Whether the principal is of the receiving body: its office, and never the branch that scored.
    func mayReceive(at committee: ID<Committee>, of branch: ID<Branch>) throws -> Bool {
        try allows(.receiveObjections, in: committee) && !authority.actsFor(branch)
    }

    /// A keyed hash of who appealed, by which they find their own; within one month alone, so that nobody sees of two months
    /// that it was the same.
    func appellant(_ member: ID<Member>, in cycle: ID<Cycle>) -> String {
        keys.digest("\(member.rawValue)", for: "objection.appellant:\(cycle.rawValue)")
    }

    /// Objections of which something does not open with the keys.
    func unreadableObjections() throws -> [ID<Objection>] {
        try session.rows(
            """
            SELECT objection.id, committee.code, objection.year, objection.number, objection.objector,
                   objection.grounds, objection.lead, objection.findings
              FROM objection JOIN committee ON committee.id = objection.committee_id
             ORDER BY objection.id
            """
        ) { row -> ID<Objection>? in
            let number = Objection.Number(
                committee: try row["code"], year: try row["year"], number: try row["number"])
            for field in [Objection.Sealed.objector, .grounds, .lead, .findings] {
                let sealed: [UInt8]? = try row[field.rawValue]
                if let sealed, (try? keys.decrypt(sealed, for: number.context(field))) == nil { return try row["id"] }
            }
            return nil
        }.compactMap(\.self)
    }
}

extension Objection {
    /// What of an objection is encrypted.
    enum Sealed: String {
        case objector, grounds, lead, findings, tie
    }
}

extension Objection.Number {
    /// Where an encrypted value stands: elsewhere it does not open.
    func context(_ field: Objection.Sealed) -> String { "objection.\(field.rawValue):\(committee.text)-\(text)" }
}

extension Objection.Matter {
    init(row: SQLRow) throws {
        let area: ID<ResponsibilityArea>? = try row["area_id"]
        let kind: Kind = try row["matter"]
        switch (kind, area) {
        case (.sheet, let area?): self = .sheet(try row["sheet_id"], of: area)
        case (.adjustment, let area?): self = .adjustment(try row["adjustment_id"], of: area)
        case (.area, let area?): self = .area(area)
        case (.process, nil): self = .process
        default: throw StorageFault.corrupt("an objection about nothing")
        }
    }

    var sheet: ID<Sheet>? { if case .sheet(let sheet, _) = self { sheet } else { nil } }
    var adjustment: ID<Adjustment>? { if case .adjustment(let adjustment, _) = self { adjustment } else { nil } }
}

extension ObjectionListing {
    fileprivate func with(_ details: Details) -> ObjectionListing {
        ObjectionListing(
            id: id, number: number, committeeName: committeeName, cycle: cycle, month: month, branch: branch,
            branchCode: branchCode, status: status, outcome: outcome, due: due, decidedOn: decidedOn, version: version,
            details: details, isReceived: isReceived)
    }
}

extension ObjectionListing.Details {
    fileprivate func with(ties: [ObjectionListing.Tie]) -> Self {
        Self(
            kind: kind, matter: matter, area: area, areaName: areaName, way: way, isAnonymous: isAnonymous,
            grounds: grounds, lead: lead, receivedOn: receivedOn, receivedAt: receivedAt, receivedBy: receivedBy,
            investigator: investigator, findings: findings, reasons: reasons, toldOn: toldOn, ties: ties, isOwn: isOwn)
    }
}

extension Objection.Kind: SQLTextValue {}
extension Objection.Matter.Kind: SQLTextValue {}
extension Objection.Way: SQLTextValue {}
extension Objection.Status: SQLTextValue {}
extension Objection.Outcome: SQLTextValue {}
