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
            SchemeListing.init(row:)
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
        let found = try session.one("\(Self.schemeListing) WHERE scheme.id = \(id)", SchemeListing.init(row:))
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
        try audit(.created, .scheme, id, in: place, after: content.json)
        return (try scheme(id), .created)
    }

    /// Puts a draft into force from its month on. From now on it never changes.
    ///
    /// - Throws: ``Scheme/Refusal/alreadyPublished``.
    package func publishScheme(_ id: ID<Scheme>) throws -> SchemeListing {
        let standing = try scheme(id).scheme
        let place = try place(of: standing.committee)
        try require(.manageSchemes, in: place)
        guard standing.status == .draft else { throw Scheme.Refusal.alreadyPublished }
        try session.run(
            """
            UPDATE scheme SET status = \(Scheme.Status.published), published_at = \(now), version = version + 1
             WHERE id = \(id)
            """
        )
        try audit(.published, .scheme, id, in: place)
        return try scheme(id)
    }

    /// The scheme by which a branch assesses a month: the nearest committee's, upwards from the branch's own, and of
    /// that committee's published versions the one in force latest.
    ///
    /// - Throws: ``Scheme/Refusal/noneInForce(_:)``.
    func schemeInForce(for branch: ID<Branch>, in month: Month) throws -> ID<Scheme> {
        let own: ID<Committee>? = try session.value("SELECT committee_id FROM branch WHERE id = \(branch)")
        guard let own else { throw StoreError.notFound("branch") }
        for committee in try committeesUpward(from: own) {
            let found: ID<Scheme>? = try session.value(
                """
                SELECT id FROM scheme
                 WHERE committee_id = \(committee) AND status = \(Scheme.Status.published)
                   AND effective_from <= \(month)
                 ORDER BY effective_from DESC, published_at DESC, id DESC LIMIT 1
                """
            )
            if let found { return found }
        }
        throw Scheme.Refusal.noneInForce(month)
    }
}

extension SchemeListing {
    fileprivate init(row: SQLRow) throws {
        let document: String = try row["content"]
        let content: SchemeContent
        do {
            content = try SchemeContent(try JSON.parse(document.utf8))
        } catch {
            throw StorageFault.corrupt("a scheme's document cannot be read")
        }
        scheme = Scheme(
            id: try row["id"], committee: try row["committee_id"], number: try row["number"],
            status: try row["status"], content: content, version: try row["version"]
        )
        committee = try row["committee_code"]
        publishedAt = try row["published_at"]
    }
}

extension Transaction {
    /// The schemes by which any branch would assess the month.
    package func schemesInForce(in month: Month) throws -> [SchemeContent] {
        var ids: Set<ID<Scheme>> = []
        let within = try isWithin(.readMonths, branch: "branch.id")
        for branch in try session.rows("SELECT id FROM branch WHERE \(within)", { try $0.at(0) as ID<Branch> }) {
            if let standing = try cycle(of: branch, in: month) {
                ids.insert(standing.scheme)
            } else if let found = try? schemeInForce(for: branch, in: month) {
                ids.insert(found)
            }
        }
        guard !ids.isEmpty else { throw Scheme.Refusal.noneInForce(month) }
        return try ids.sorted().map { try storedScheme($0).scheme.content }
    }
}
