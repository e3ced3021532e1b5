package import Domain

/// A scheme as lists show it.
package struct SchemeListing: Hashable, Sendable {
    package let scheme: Scheme
    package let committee: Code
    package let publishedAt: Instant?
}

extension Transaction {
    private static let schemeListing: SQL =
        """
        SELECT scheme.id, scheme.committee_id, scheme.number, scheme.status, scheme.content, scheme.published_at,
               scheme.version, committee.code AS committee_code
          FROM scheme JOIN committee ON committee.id = scheme.committee_id
        """

    /// Schemes in the order they were made.
    package func schemes(_ page: PageRequest = PageRequest()) throws -> Page<SchemeListing> {
        try authority.require(.readCommittees)
        let rows = try session.rows(
            """
            \(Self.schemeListing)
             WHERE scheme.id > \(page.after?.integer() ?? 0)
               AND \(try isWithin(.readCommittees, committee: "scheme.committee_id"))
             ORDER BY scheme.id LIMIT \(page.limit + 1)
            """,
            listing(row:)
        )
        return Page(rows, page) { [JSON($0.scheme.id)] }
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func scheme(_ id: ID<Scheme>) throws -> SchemeListing {
        let found = try storedScheme(id)
        try require(.readCommittees, in: place(of: found.scheme.committee))
        return found
    }

    func storedScheme(_ id: ID<Scheme>) throws -> SchemeListing {
        let found = try session.one("\(Self.schemeListing) WHERE scheme.id = \(id)", listing(row:))
        guard let found else { throw StoreError.notFound("scheme") }
        return found
    }

    /// Takes in a scheme's document: as a new version if it says anything that the latest under its code does not.
    package func importScheme(
        _ content: SchemeContent, of committee: ID<Committee>
    ) throws -> (SchemeListing, ImportOutcome) {
        let place = try place(of: committee)
        try require(.manageSchemes, in: place)
        let latest: (id: ID<Scheme>, number: Int)? = try session.one(
            """
            SELECT id, number FROM scheme
             WHERE committee_id = \(committee) AND code = \(content.code)
             ORDER BY number DESC LIMIT 1
            """
        ) { (try $0["id"], try $0["number"]) }
        if let latest {
            let standing = try scheme(latest.id)
            if standing.scheme.content == content { return (standing, .unchanged) }
        }
        let id: ID<Scheme> = try session.insert(
            """
            INSERT INTO scheme (committee_id, code, number, effective_from, status, content)
            VALUES (\(committee), \(content.code), \((latest?.number ?? 0) + 1), \(content.effectiveFrom),
                    \(Scheme.Status.draft), \(content.json.text))
            RETURNING id
            """
        )
        try audit(.created, .scheme, id, in: place, after: AuditDocument(open: content.json))
        return (try scheme(id), .created)
    }

    /// Puts a draft into force from its month on. From now on it never changes.
    ///
    /// - Throws: ``Scheme/Refusal/alreadyPublished``; ``Scheme/Refusal/supersededMonthsInUse(_:)``, for no month has two
    ///   rubrics.
    package func publishScheme(_ id: ID<Scheme>) throws -> SchemeListing {
        let standing = try scheme(id).scheme
        let place = try place(of: standing.committee)
        try require(.manageSchemes, in: place)
        guard standing.status == .draft else { throw Scheme.Refusal.alreadyPublished }
        if let month = try lastMonthAssessed(under: standing.committee, from: standing.content.effectiveFrom) {
            throw Scheme.Refusal.supersededMonthsInUse(month)
        }
        try update(
            "scheme", id, at: check(version: standing.version),
            setting: "status = \(Scheme.Status.published), published_at = \(now)")
        try audit(.published, .scheme, id, in: place)
        return try scheme(id)
    }

    /// The latest month, from `first` on, that a branch below the committee has opened by a scheme of the committee's or of
    /// one above it, in the place of which another one would come.
    private func lastMonthAssessed(under committee: ID<Committee>, from first: Month) throws -> Month? {
        try session.one(
            """
            SELECT max(cycle.month)
              FROM branch
              JOIN cycle ON cycle.branch_id = branch.id AND cycle.month >= \(first)
              JOIN scheme ON scheme.id = cycle.scheme_id
             WHERE branch.committee_id IN \(list: committeesBelow(committee))
               AND scheme.committee_id IN \(list: place(of: committee).committees)
            """
        ) { try $0.at(0) as Month? } ?? nil
    }

    /// The scheme by which a branch assesses a month: the nearest committee's, upwards from the branch's own, and of
    /// that committee's published versions the one in force latest.
    ///
    /// - Throws: ``Scheme/Refusal/noneInForce(_:)``.
    func schemeInForce(for branch: ID<Branch>, in month: Month) throws -> ID<Scheme> {
        let own: ID<Committee>? = try session.value("SELECT committee_id FROM branch WHERE id = \(branch)")
        guard let own else { throw StoreError.notFound("branch") }
        guard let found = try schemeInForce(under: own, in: month) else { throw Scheme.Refusal.noneInForce(month) }
        return found
    }

    func schemeInForce(under nearest: ID<Committee>, in month: Month) throws -> ID<Scheme>? {
        for committee in try place(of: nearest).committees {
            let found: ID<Scheme>? = try session.value(
                """
                SELECT id FROM scheme
                 WHERE committee_id = \(committee) AND status = \(Scheme.Status.published)
                   AND effective_from <= \(month)
                 ORDER BY effective_from DESC, published_at DESC NULLS LAST, id DESC LIMIT 1
                """
            )
            if let found { return found }
        }
        return nil
    }
}

extension Transaction {
    private func listing(row: SQLRow) throws -> SchemeListing {
        let id: ID<Scheme> = try row["id"]
        let content = try known.documents.scheme(id, row["content"]) { text in
            do {
                return try SchemeContent(try JSON.parse(text.utf8), isKept: true)
            } catch {
                throw StorageFault.corrupt("a scheme's document cannot be read")
            }
        }
        return SchemeListing(
            scheme: Scheme(
                id: id, committee: try row["committee_id"], number: try row["number"],
                status: try row["status"], content: content, version: try row["version"]
            ),
            committee: try row["committee_code"], publishedAt: try row["published_at"]
        )
    }
}

extension Transaction {
    /// The schemes by which any branch would assess the month: of those that have opened it the one they opened it by, of
    /// the others the one in force for their committee.
    package func schemesInForce(in month: Month) throws -> [SchemeContent] {
        let within = try isWithin(.readMonths, branch: "branch.id")
        var ids = Set(
            try session.rows(
                """
                SELECT DISTINCT cycle.scheme_id
                  FROM cycle JOIN branch ON branch.id = cycle.branch_id
                 WHERE cycle.month = \(month) AND \(within)
                """
            ) { try $0.at(0) as ID<Scheme> }
        )
        let committees = try session.rows(
            """
            SELECT DISTINCT branch.committee_id
              FROM branch
             WHERE \(within)
               AND NOT EXISTS (SELECT 1 FROM cycle WHERE cycle.branch_id = branch.id AND cycle.month = \(month))
            """
        ) { try $0.at(0) as ID<Committee> }
        for committee in committees {
            if let found = try schemeInForce(under: committee, in: month) { ids.insert(found) }
        }
        guard !ids.isEmpty else { throw Scheme.Refusal.noneInForce(month) }
        return try ids.sorted().map { try storedScheme($0).scheme.content }
    }
}
