package import Domain

/// A late paper as it stands on a month.
package struct LatePaperListing: Hashable, Sendable {
    package let kind: LatePaper.Kind
    package let member: PersonReference
    package let area: Code?
    package let from: LocalDate
    package let reason: String
    package let at: Instant
    package let on: LocalDate
    /// A sign-in name, or the operator's.
    package let by: String
    /// The month was closed then, and stands as it was closed; otherwise it counts with it.
    package let isAfterClosing: Bool
}

extension Transaction {
    /// The months of the branches that reach to the day or are later, in which a sheet of the member's stands.
    ///
    /// - Parameter tier: of that tier only.
    func monthsReached(
        by member: ID<Member>, in branches: [ID<Branch>], tier: Tier? = nil, from day: LocalDate
    ) throws -> [LatePaper.Reached] {
        let only: SQL = if let tier { "sheet.tier = \(tier)" } else { "1 = 1" }
        return try branches.flatMap { branch in
            try session.rows(
                """
                SELECT cycle.month, cycle.status FROM cycle
                 WHERE cycle.branch_id = \(branch) AND cycle.month >= \(day.month)
                   AND EXISTS (SELECT 1 FROM sheet
                                WHERE sheet.cycle_id = cycle.id AND sheet.assessor_id = \(member)
                                  AND \(KeptSheet.counts) AND \(only))
                 ORDER BY cycle.month
                """
            ) { row in
                LatePaper.Reached(
                    branch: branch, month: try row.at(0), isClosed: try row.at(1) as Cycle.Status != .open)
            }
        }
    }

    /// The months of a branch, of those given, that were opened; the last one where none was.
    func monthsReached(of branch: ID<Branch>, in months: ClosedRange<Month>) throws -> [LatePaper.Reached] {
        let opened = try session.rows(
            """
            SELECT month, status FROM cycle
             WHERE branch_id = \(branch) AND month >= \(months.lowerBound) AND month <= \(months.upperBound)
             ORDER BY month
            """
        ) { row in
            LatePaper.Reached(branch: branch, month: try row.at(0), isClosed: try row.at(1) as Cycle.Status != .open)
        }
        return opened.isEmpty
            ? [LatePaper.Reached(branch: branch, month: months.upperBound, isClosed: false)] : opened
    }

    /// A closed month is the committee's office's to add to.
    ///
    /// - Throws: ``Authority/Denial``.
    func requireLate(_ months: [LatePaper.Reached]) throws {
        for branch in Set(months.filter(\.isClosed).map(\.branch)).sorted() {
            try require(.overruleMonths, in: branch)
        }
    }

    /// Lets a change stand on the months that it reaches back into. It has to be audited as the member's with it.
    ///
    /// - Parameter change: the change of holder that it is about.
    func keep(
        _ kind: LatePaper.Kind, of member: ID<Member>, area: ID<ResponsibilityArea>? = nil, from day: LocalDate,
        on months: [LatePaper.Reached], _ reason: Text, change: Int64? = nil
    ) throws {
        for reached in months {
            let standing = try cycle(of: reached.branch, in: reached.month)
            let closing = try standing.flatMap(closing(of:))
            try session.run(
                """
                INSERT INTO late_paper (member_id, branch_id, month, closing_id, kind, area_id, holder_change_id,
                                        from_date, reason, recorded_at, recorded_by)
                VALUES (\(member), \(reached.branch), \(reached.month), \(closing), \(kind), \(area), \(change),
                        \(day), \(reason), \(now), \(principal.name))
                """
            )
        }
    }

    /// What stands on the month of late papers, in the order in which they were recorded.
    func storedLatePapers(on cycle: Cycle) throws -> [LatePaperListing] {
        let current = try closing(of: cycle)
        return try session.rows(
            """
            SELECT late_paper.kind, member.number, member.name, responsibility_area.code, late_paper.from_date,
                   late_paper.reason, late_paper.recorded_at, late_paper.recorded_by, late_paper.closing_id
              FROM late_paper
              JOIN member ON member.id = late_paper.member_id
              LEFT JOIN responsibility_area ON responsibility_area.id = late_paper.area_id
             WHERE late_paper.branch_id = \(cycle.branch) AND late_paper.month = \(cycle.month)
               AND late_paper.kind <> \(LatePaper.Kind.holder)
             ORDER BY late_paper.id
            """
        ) { row in
            let at: Instant = try row["recorded_at"]
            let closing: Int64? = try row["closing_id"]
            return LatePaperListing(
                kind: try row["kind"], member: PersonReference(number: try row["number"], name: try row["name"]),
                area: try row["code"], from: try row["from_date"], reason: try row["reason"], at: at,
                on: settings.timeZone.date(of: at), by: try row["recorded_by"],
                isAfterClosing: closing != nil && closing == current)
        }
    }

    /// The changes of holder that were recorded when the month was closed as it is.
    func holderChangesAfterClosing(of cycle: Cycle) throws -> Set<Int64> {
        guard let closing = try closing(of: cycle) else { return [] }
        return Set(
            try session.rows(
                """
                SELECT holder_change_id FROM late_paper
                 WHERE branch_id = \(cycle.branch) AND month = \(cycle.month) AND closing_id = \(closing)
                   AND kind = \(LatePaper.Kind.holder)
                """
            ) { try $0.at(0) })
    }
}

extension LatePaper.Kind: SQLTextValue {}
