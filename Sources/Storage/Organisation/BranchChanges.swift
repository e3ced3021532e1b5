package import Domain

/// What became of a branch, as its page shows it.
package struct BranchChangeListing: Hashable, Sendable {
    package let change: BranchChange
    /// Whether there is another branch, seen or not.
    package let wentOn: Bool
    /// The other branch; nil where there is none, and for one that the reader does not see.
    package let other: Code?
    package let otherName: String?
    package let at: Instant
    /// A sign-in name, or the operator's.
    package let by: String
}

extension BranchChange.Kind: SQLTextValue {}

/// The history of branches: what they were called, and where they went.
extension Transaction {
    /// What became of the branch, oldest first.
    package func changes(of branch: ID<Branch>) throws -> [BranchChangeListing] {
        try require(.readOrganisation, in: branch)
        let found: [(other: ID<Branch>?, listing: BranchChangeListing)] = try session.rows(
            """
            SELECT branch_change.kind, branch_change.from_date, branch_change.other_id, branch_change.former_name,
                   branch_change.reason, branch_change.document, branch_change.changed_at, branch_change.changed_by,
                   other.code AS other_code, other.name AS other_name
              FROM branch_change LEFT JOIN branch AS other ON other.id = branch_change.other_id
             WHERE branch_change.branch_id = \(branch)
             ORDER BY branch_change.from_date, branch_change.id
            """
        ) { row in
            let change = BranchChange(
                kind: try row["kind"], from: try row["from_date"], formerName: try row["former_name"],
                reason: try row["reason"], document: try row["document"])
            let other: ID<Branch>? = try row["other_id"]
            let listing = BranchChangeListing(
                change: change, wentOn: other != nil, other: try row["other_code"], otherName: try row["other_name"],
                at: try row["changed_at"], by: try row["changed_by"])
            return (other, listing)
        }
        return try found.map { other, listing in
            guard let other, try !authority.sees(place(of: other)) else { return listing }
            return BranchChangeListing(
                change: listing.change, wentOn: true, other: nil, otherName: nil, at: listing.at, by: listing.by)
        }
    }

    func keep(
        _ kind: BranchChange.Kind, of branch: ID<Branch>, from day: LocalDate, other: ID<Branch>? = nil,
        formerName: String? = nil, because reason: Text, by document: Text
    ) throws {
        try session.run(
            """
            INSERT INTO branch_change (branch_id, kind, from_date, other_id, former_name, reason, document, changed_at,
                                       changed_by)
            VALUES (\(branch), \(kind), \(day), \(other), \(formerName), \(reason), \(document), \(now),
                    \(principal.name))
            """
        )
    }

    /// How `branch` is called on the last day of a month.
    ///
    /// - Parameter month: the column.
    static func branchName(in month: SQL) -> SQL {
        // Of text, every day of the month comes before its day 32.
        """
        coalesce((SELECT branch_change.former_name FROM branch_change
                   WHERE branch_change.branch_id = branch.id AND branch_change.kind = 'renamed'
                     AND branch_change.from_date > \(month) || '-32'
                   ORDER BY branch_change.from_date LIMIT 1), branch.name)
        """
    }

    /// What the branch was called on the month's last day.
    func storedBranchName(_ id: ID<Branch>, in month: Month) throws -> String {
        let name: String? = try session.value(
            "SELECT \(Self.branchName(in: "\(month)")) FROM branch WHERE branch.id = \(id)")
        guard let name else { throw StoreError.notFound("branch") }
        return name
    }

    /// What the branch was called on the month's last day, for whoever sees it at all: on the month's pages and prints.
    package func branchName(_ id: ID<Branch>, in month: Month) throws -> String {
        guard try authority.sees(place(of: id)) else { throw StoreError.notFound("branch") }
        return try storedBranchName(id, in: month)
    }

    // MARK: - Branches that are no more

    /// Refuses what a branch that is no more takes no part in.
    ///
    /// - Parameter day: on which it would; any day to come if nil.
    /// - Throws: ``Branch/Gone``.
    func refuseDissolved(_ branch: ID<Branch>, on day: LocalDate? = nil) throws {
        let found = try session.one("SELECT code, dissolved FROM branch WHERE id = \(branch)") { row in
            (code: try row.at(0) as Code, dissolved: try row.at(1) as LocalDate?)
        }
        guard let found, let since = found.dissolved, day.map({ $0 >= since }) ?? true else { return }
        throw Branch.Gone(branch: found.code, since: since, successor: try successor(of: branch))
    }

    /// The branch that one which is no more went to in the end, as far as the reader sees it.
    private func successor(of branch: ID<Branch>) throws -> (code: Code, name: String)? {
        var (last, known): (ID<Branch>?, Set<ID<Branch>>) = (nil, [branch])
        var next: ID<Branch>? = branch
        while let gone = next {
            next = try session.one(
                """
                SELECT other_id FROM branch_change
                 WHERE branch_id = \(gone) AND kind IN ('dissolved', 'merged') AND other_id IS NOT NULL
                 ORDER BY from_date DESC, id DESC LIMIT 1
                """
            ) { try $0.at(0) as ID<Branch> }
            guard let found = next, known.insert(found).inserted else { break }
            last = found
        }
        guard let last, try authority.sees(place(of: last)) else { return nil }
        return try session.one("SELECT code, name FROM branch WHERE id = \(last)") { (try $0.at(0), try $0.at(1)) }
    }

    /// How a branch is called now that was called so before; nil for no branch that the reader sees.
    func renamed(from name: String) throws -> (code: Code, name: String, from: LocalDate)? {
        let found = try session.rows(
            """
            SELECT branch.id, branch.code, branch.name, branch_change.from_date
              FROM branch_change JOIN branch ON branch.id = branch_change.branch_id
             WHERE branch_change.former_name = \(name) AND branch_change.kind = 'renamed'
             ORDER BY branch_change.from_date DESC, branch_change.id DESC
            """
        ) { row in
            (
                id: try row["id"] as ID<Branch>, code: try row["code"] as Code, name: try row["name"] as String,
                from: try row["from_date"] as LocalDate
            )
        }
        return try found.first { try authority.isUnlimited || authority.sees(place(of: $0.id)) }
            .map { ($0.code, $0.name, $0.from) }
    }
}
