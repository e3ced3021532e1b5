package import Domain

/// A line of the honours' ledger (荣誉台账): an award of a final month, or an honour from outside.
package struct HonoursLedgerEntry: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        case award(ID<Award>, month: Month, area: Code, areaName: String)
        case honour(ID<Honour>)
    }

    package let source: Source
    package let member: PersonReference
    package let branch: ID<Branch>
    package let branchCode: Code
    /// nil for an award, whose title is the words' to say.
    package let title: String?
    package let level: Honour.Level
    package let document: String?
    /// Of the paper where there is one; otherwise when the month became final.
    package let on: LocalDate
    /// nil for an award, which the branch gives, and where nobody is on record.
    package let issuer: String?
    /// How often an award's paper was said; 0 for not yet, and for what is from outside.
    package let paperRevision: Int
    package let paperReason: String?
    /// That it was revoked, or withdrawn; nil for what stands.
    package let ending: HonourRevocation?
}

/// Where to find lines of the ledger.
package struct HonoursLedgerFilter: Hashable, Sendable {
    /// nil for all years, which takes a member.
    package var year: Int?
    package var branch: ID<Branch>?
    package var member: ID<Member>?

    package init(year: Int? = nil, branch: ID<Branch>? = nil, member: ID<Member>? = nil) {
        (self.year, self.branch, self.member) = (year, branch, member)
    }
}

extension Transaction {
    /// The ledger's lines by day, of the branches whose results the principal reads. A month's award is of the month's year,
    /// what comes from outside of its day's.
    package func honoursLedger(_ filter: HonoursLedgerFilter) throws -> [HonoursLedgerEntry] {
        try authority.require(.readResults)
        return try (ledgerAwards(filter) + ledgerHonours(filter)).sorted {
            ($0.on, $0.branchCode, $0.member.number) < ($1.on, $1.branchCode, $1.member.number)
        }
    }

    private func ledgerAwards(_ filter: HonoursLedgerFilter) throws -> [HonoursLedgerEntry] {
        var conditions: [SQL] = [try isWithin(.readResults, branch: "cycle.branch_id")]
        if let year = filter.year {
            guard let months = Month.months(of: year) else { return [] }
            conditions.append("award.month BETWEEN \(months.lowerBound) AND \(months.upperBound)")
        }
        if let branch = filter.branch { conditions.append("cycle.branch_id = \(branch)") }
        if let member = filter.member { conditions.append("award.member_id = \(member)") }
        return try session.rows(
            """
            SELECT award.id, award.month, award.awarded_on, cycle.branch_id, branch.code AS branch_code,
                   responsibility_area.code AS area_code, responsibility_area.name AS area_name, member.number,
                   member.name, award_revocation.reason AS ended_reason, award_revocation.revoked_on AS ended_on,
                   award_revocation.revoked_by AS ended_by, award_paper.document, award_paper.dated,
                   award_paper.revision, award_paper.revision_reason
              FROM award
              JOIN cycle ON cycle.id = award.cycle_id
              JOIN branch ON branch.id = cycle.branch_id
              JOIN responsibility_area ON responsibility_area.id = award.area_id
              JOIN member ON member.id = award.member_id
              LEFT JOIN award_revocation ON award_revocation.award_id = award.id
              LEFT JOIN award_paper
                ON award_paper.award_id = award.id
               AND award_paper.revision =
                   (SELECT max(latest.revision) FROM award_paper AS latest WHERE latest.award_id = award.id)
             WHERE \(SQL.all(conditions))
            """
        ) { row in
            let paper: Int? = try row["revision"]
            let dated: LocalDate? = try row["dated"]
            return HonoursLedgerEntry(
                source: .award(
                    try row["id"], month: try row["month"], area: try row["area_code"], areaName: try row["area_name"]),
                member: PersonReference(number: try row["number"], name: try row["name"]),
                branch: try row["branch_id"], branchCode: try row["branch_code"], title: nil, level: .branch,
                document: try row["document"], on: try dated ?? row["awarded_on"], issuer: nil,
                paperRevision: paper ?? 0, paperReason: try row["revision_reason"], ending: try Self.ending(row))
        }
    }

    private static func ending(_ row: SQLRow) throws -> HonourRevocation? {
        let reason: String? = try row["ended_reason"]
        return try reason.map { HonourRevocation(reason: $0, on: try row["ended_on"], by: try row["ended_by"]) }
    }

    private static let honourListing: SQL =
        """
        SELECT honour.id, honour.branch_id, branch.code AS branch_code, member.number, member.name,
               \(columnsOf: KeptHonour.self), honour_withdrawal.reason AS ended_reason,
               honour_withdrawal.withdrawn_on AS ended_on, honour_withdrawal.withdrawn_by AS ended_by
          FROM honour
          JOIN branch ON branch.id = honour.branch_id
          JOIN member ON member.id = honour.member_id
          LEFT JOIN honour_withdrawal ON honour_withdrawal.honour_id = honour.id
        """

    private func ledgerHonours(_ filter: HonoursLedgerFilter) throws -> [HonoursLedgerEntry] {
        var conditions: [SQL] = [try isWithin(.readResults, branch: "honour.branch_id")]
        if let year = filter.year {
            guard let months = Month.months(of: year) else { return [] }
            conditions.append(
                "honour.awarded_on BETWEEN \(months.lowerBound.firstDay) AND \(months.upperBound.lastDay)")
        }
        if let branch = filter.branch { conditions.append("honour.branch_id = \(branch)") }
        if let member = filter.member { conditions.append("honour.member_id = \(member)") }
        return try session.rows(
            "\(Self.honourListing) WHERE \(SQL.all(conditions))"
        ) { try Self.entry($0) }
    }

    private static func entry(_ row: SQLRow) throws -> HonoursLedgerEntry {
        let kept = try Honour(row: row)
        return HonoursLedgerEntry(
            source: .honour(try row["id"]), member: PersonReference(number: try row["number"], name: try row["name"]),
            branch: try row["branch_id"], branchCode: try row["branch_code"], title: kept.title.string,
            level: kept.level, document: kept.document?.string, on: kept.awardedOn, issuer: kept.issuer?.string,
            paperRevision: 0, paperReason: nil, ending: try ending(row))
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func honour(_ id: ID<Honour>) throws -> HonoursLedgerEntry {
        let found = try session.one("\(Self.honourListing) WHERE honour.id = \(id)") { try Self.entry($0) }
        guard let found else { throw StoreError.notFound("honour") }
        try require(.readResults, in: found.branch)
        return found
    }

    /// Whether a line of a list is a month's award, which the ledger has by itself.
    package func isLedgerAward(
        _ title: Text, _ level: Honour.Level, of member: ID<Member>, on day: LocalDate
    ) throws -> Bool {
        let titles = ["最佳党员责任区", "best party member"]
        guard level == .branch, titles.contains(where: title.string.lowercased().hasPrefix) else { return false }
        return try honoursLedger(HonoursLedgerFilter(member: member)).contains { entry in
            if case .award = entry.source { entry.on == day } else { false }
        }
    }

    // MARK: Writing

    /// Nobody of the office writes down an honour of their own, or of a branch that they act for.
    private func requireKeepingHonours(in branch: ID<Branch>, of member: ID<Member>?) throws {
        try require(.keepHonours, in: branch)
        if authority.actsFor(branch) || (member != nil && member == authority.member) {
            throw Authority.Denial.notPermitted(.keepHonours)
        }
    }

    /// Records a member's honour from outside. The same again is the one that stands.
    package func recordHonour(_ honour: Honour, of member: ID<Member>) throws -> (HonoursLedgerEntry, ImportOutcome) {
        let place = try place(of: member)
        let then: ID<Branch>? = try session.value(
            """
            SELECT branch_id FROM membership
             WHERE member_id = \(member) AND \(SpanColumns(of: "membership").areInForce(on: honour.awardedOn))
             ORDER BY id LIMIT 1
            """)
        try require(.keepHonours, in: place)
        // It stays where it was earned, if the office sees that branch, and is otherwise of where the member is.
        let earned = try then.flatMap { try allows(.keepHonours, in: $0) ? $0 : nil }
        guard let branch = earned ?? place.branch else { throw StoreError.notFound("branch") }
        try requireKeepingHonours(in: branch, of: member)
        let kept = KeptHonour(member: member, branch: branch, honour: honour)
        let standing: ID<Honour>? = try session.value(
            """
            SELECT honour.id FROM honour
             WHERE honour.member_id = \(member) AND honour.awarded_on = \(honour.awardedOn)
               AND honour.title = \(honour.title) AND honour.level = \(honour.level)
               AND coalesce(honour.document, '') = \(honour.document?.string ?? "")
               AND coalesce(honour.issuer, '') = \(honour.issuer?.string ?? "")
               AND NOT EXISTS (SELECT 1 FROM honour_withdrawal WHERE honour_withdrawal.honour_id = honour.id)
             ORDER BY honour.id LIMIT 1
            """)
        if let standing { return (try self.honour(standing), .unchanged) }
        let id: ID<Honour> = try session.insert(
            """
            INSERT INTO honour (member_id, branch_id, \(columnsOf: KeptHonour.self), recorded_at, recorded_by)
            VALUES (\(member), \(branch), \(valuesOf: kept), \(now), \(principal.name))
            RETURNING id
            """
        )
        let number: Code? = try session.value("SELECT number FROM member WHERE id = \(member)")
        try audit(
            .recorded, .honour, id, in: self.place(of: branch),
            after: kept.document.with("member", .open(JSON(number?.text))))
        note(kept.changes(since: nil))
        return (try self.honour(id), .created)
    }

    /// Withdraws an honour that was recorded wrongly, or taken back by who gave it. It stays, with the reason.
    ///
    /// - Throws: ``StoreError/notFound(_:)``, ``HonourWithdrawn``.
    package func withdrawHonour(_ id: ID<Honour>, reason: Text) throws -> HonoursLedgerEntry {
        let entry = try honour(id)
        let member: ID<Member>? = try session.value("SELECT member_id FROM honour WHERE id = \(id)")
        try requireKeepingHonours(in: entry.branch, of: member)
        if entry.ending != nil { throw HonourWithdrawn() }
        try session.run(
            """
            INSERT INTO honour_withdrawal (honour_id, reason, withdrawn_on, withdrawn_at, withdrawn_by)
            VALUES (\(id), \(reason), \(today), \(now), \(principal.name))
            """
        )
        try audit(
            .withdrawn, .honour, id, in: place(of: entry.branch),
            before: ["title": .open(JSON(entry.title)), "member": .open(.string(entry.member.number.text))],
            after: ["reason": .open(.string(reason.string))])
        return try honour(id)
    }

    /// Says under which paper an award was given. What was said before is corrected by a numbered revision, with the reason.
    ///
    /// - Throws: ``FieldErrors``, ``StoreError/notFound(_:)``.
    package func recordPaper(
        of id: ID<Award>, document: Text, dated: LocalDate?, revisionReason: Text?
    ) throws -> (AwardPaperListing, ImportOutcome) {
        let (listing, branch) = try award(id)
        let member = try memberID(listing.member.number)
        try requireKeepingHonours(in: branch, of: member)
        let paper = try AwardPaper(
            document: document, dated: dated ?? today, awardedOn: listing.awardedOn, today: today)
        let before = try storedPapers(of: id).last
        if let before {
            if before.paper == paper { return (before, .unchanged) }
            if revisionReason == nil {
                throw FieldErrors("revisionReason", .required, "another paper is on record: say why it is corrected")
            }
        }
        let revision = (before?.revision ?? 0) + 1
        try session.run(
            """
            INSERT INTO award_paper (award_id, revision, document, dated, revision_reason, recorded_at, recorded_by)
            VALUES (\(id), \(revision), \(paper.document), \(paper.dated), \(before == nil ? nil : revisionReason),
                    \(now), \(principal.name))
            """
        )
        func told(_ paper: AwardPaper) -> AuditDocument {
            ["document": .open(.string(paper.document.string)), "dated": .open(JSON(paper.dated))]
        }
        let after = told(paper)
        try audit(
            before == nil ? .recorded : .revised, .award, id, in: place(of: branch),
            before: before.map { told($0.paper) },
            after: before == nil ? after : after.with("reason", .open(JSON(revisionReason?.string))))
        guard let made = try storedPapers(of: id).last else { throw StoreError.notFound("award") }
        return (made, before == nil ? .created : .changed)
    }

    /// What was said of an award's paper, the oldest first.
    package func papers(of id: ID<Award>) throws -> [AwardPaperListing] {
        _ = try award(id)
        return try storedPapers(of: id)
    }

    private func storedPapers(of id: ID<Award>) throws -> [AwardPaperListing] {
        try session.rows(
            """
            SELECT revision, document, dated, revision_reason, recorded_at, recorded_by FROM award_paper
             WHERE award_id = \(id)
             ORDER BY revision
            """
        ) { row in
            AwardPaperListing(
                revision: try row["revision"], paper: AwardPaper(kept: try row["document"], try row["dated"]),
                reason: try row["revision_reason"], on: settings.timeZone.date(of: try row["recorded_at"]),
                by: try row["recorded_by"])
        }
    }
}

/// What was said of an award's paper, once.
package struct AwardPaperListing: Hashable, Sendable {
    package let revision: Int
    package let paper: AwardPaper
    /// nil for the first.
    package let reason: String?
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
}

/// The honour was withdrawn already.
struct HonourWithdrawn: StateRefusal {
    let code = "honourWithdrawn"
    let detail: Sentence = "this honour was withdrawn already"
}

/// An honour as it is kept.
struct KeptHonour: Columned {
    let member: ID<Member>
    let branch: ID<Branch>
    let honour: Honour

    static let columns: [Column<KeptHonour>] = [
        Column("title", audited: .open) { $0.honour.title },
        Column("level", audited: .open) { $0.honour.level },
        Column("document", audited: .open) { $0.honour.document },
        Column("awarded_on", as: "awardedOn", audited: .open) { $0.honour.awardedOn },
        Column("issuer", audited: .open) { $0.honour.issuer },
    ]
}

extension Honour {
    fileprivate init(row: SQLRow) throws {
        self.init(
            kept: try row["title"], try row["level"], try row["document"], try row["awarded_on"], try row["issuer"])
    }
}

extension Honour.Level: SQLTextValue {}
