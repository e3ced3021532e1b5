package import Domain

/// A published checklist, as lists show it.
package struct ChecklistListing: Hashable, Sendable {
    package let id: ID<Checklist>
    package let committee: Committee
    /// Per committee, from 1 on; the highest is in force.
    package let number: Int
    package let checklist: Checklist
    /// By the server's clock.
    package let publishedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let publishedBy: String
}

extension Transaction {
    /// Publishes what a committee's inspections look at, in the place of what it published before.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func publish(_ checklist: Checklist, by id: ID<Committee>) throws -> ChecklistListing {
        _ = try committee(id)
        let place = try place(of: id)
        try require(.guideLedgers, in: place)
        let last: Int? = try session.value(
            "SELECT number FROM inspection_checklist WHERE committee_id = \(id) ORDER BY number DESC LIMIT 1")
        let number = (last ?? 0) + 1
        let made: ID<Checklist> = try session.insert(
            """
            INSERT INTO inspection_checklist (committee_id, number, title, items, published_on, published_at, published_by)
            VALUES (\(id), \(number), \(checklist.title), \(checklist.items), \(today), \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .published, .checklist, made, in: place,
            after: [
                "number": .open(JSON(number)), "title": .open(.string(checklist.title.string)),
                "items": .open(.string(checklist.items.string)),
            ])
        let listing = try checklists(where: "committee_id = \(id) AND number = \(number)", limit: 1).first
        guard let listing else { throw StorageFault.corrupt("a checklist that was just published is not there") }
        return listing
    }

    /// Those that a committee published, the latest first.
    package func checklists(
        of id: ID<Committee>, _ page: PageRequest = PageRequest()
    ) throws -> Page<ChecklistListing> {
        try authority.require(.readLedgers)
        _ = try committee(id)
        let after = page.after?.integer() ?? Int64.max
        let rows = try checklists(where: "committee_id = \(id) AND number < \(after)", limit: page.limit + 1)
        return Page(rows, page) { [JSON($0.number)] }
    }

    /// By which branches are inspected today: their committee's checklist, or that of the nearest one above it that has one.
    package func checklistsInForce(for branches: [ID<Branch>]) throws -> [ID<Branch>: ChecklistListing] {
        var known: [ID<Committee>: ChecklistListing?] = [:]
        var found: [ID<Branch>: ChecklistListing] = [:]
        for branch in branches {
            for committee in try place(of: branch).committees {
                if known[committee] == nil {
                    known[committee] = .some(try checklists(where: "committee_id = \(committee)", limit: 1).first)
                }
                if case .some(.some(let listing)) = known[committee] {
                    found[branch] = listing
                    break
                }
            }
        }
        return found
    }

    /// The published checklist by which an inspection was held, word for word, known to the branch by its day; nil for an
    /// inspection by anything else.
    package func publishedChecklist(of entry: LedgerListing) throws -> ChecklistListing? {
        guard entry.ledger == .inspection, let items = entry.content.text(.checklist) else { return nil }
        return try checklists(
            where: """
                committee_id IN \(list: place(of: entry.branch).committees) AND items = \(items)
                AND published_on <= \(entry.day)
                """, order: "published_on DESC, number DESC, id DESC", limit: 1
        ).first
    }

    private func checklists(
        where condition: SQL, order: SQL = "number DESC", limit: Int
    ) throws -> [ChecklistListing] {
        try session.rows(
            """
            SELECT id, committee_id, number, title, items, published_on, published_by FROM inspection_checklist
             WHERE \(condition)
             ORDER BY \(order) LIMIT \(limit)
            """
        ) { row in
            (
                id: try row["id"] as ID<Checklist>, committee: try row["committee_id"] as ID<Committee>,
                number: try row["number"] as Int,
                checklist: Checklist(kept: try row["title"], try row["items"]),
                on: try row["published_on"] as LocalDate, by: try row["published_by"] as String
            )
        }.map {
            ChecklistListing(
                id: $0.id, committee: try storedCommittee($0.committee), number: $0.number, checklist: $0.checklist,
                publishedOn: $0.on, publishedBy: $0.by)
        }
    }
}
