package import Domain

/// An award as lists show it.
package struct AwardListing: Hashable, Sendable {
    package let id: ID<Award>
    package let month: Month
    package let branch: Code
    /// As it was called on the month's last day.
    package let branchName: String
    package let area: Code
    package let areaName: String
    package let member: PersonReference
    package let place: Int
    package let final: Points
    package let awardedOn: LocalDate
    /// nil for an honour that stands.
    package let revocation: HonourRevocation?
}

/// Where to find awards.
package struct AwardFilter: Hashable, Sendable {
    package var months: ClosedRange<Month>?
    package var branch: ID<Branch>?
    package var member: ID<Member>?

    package init(months: ClosedRange<Month>? = nil, branch: ID<Branch>? = nil, member: ID<Member>? = nil) {
        self.months = months
        self.branch = branch
        self.member = member
    }
}

extension Transaction {
    private static let awardListing: SQL =
        """
        SELECT award.id, award.month, award.place, award.final, award.awarded_on, branch.code AS branch_code,
               \(branchName(in: "award.month")) AS branch_name, responsibility_area.code AS area_code,
               responsibility_area.name AS area_name, member.number, member.name,
               award_revocation.reason AS revoked_reason, award_revocation.revoked_on, award_revocation.revoked_by
          FROM award
          JOIN cycle ON cycle.id = award.cycle_id
          JOIN branch ON branch.id = cycle.branch_id
          JOIN responsibility_area ON responsibility_area.id = award.area_id
          JOIN member ON member.id = award.member_id
          LEFT JOIN award_revocation ON award_revocation.award_id = award.id
        """

    /// Awards by month, in the order they became final.
    package func awards(_ filter: AwardFilter, _ page: PageRequest = PageRequest()) throws -> Page<AwardListing> {
        var conditions: [SQL] = [
            "(award.month, award.id) > (\(page.after?.text(0) ?? ""), \(page.after?.integer(1) ?? 0))"
        ]
        try authority.require(.readResults)
        conditions.append(try isWithin(.readResults, branch: "cycle.branch_id"))
        if let months = filter.months {
            conditions.append("award.month BETWEEN \(months.lowerBound) AND \(months.upperBound)")
        }
        if let branch = filter.branch { conditions.append("cycle.branch_id = \(branch)") }
        if let member = filter.member { conditions.append("award.member_id = \(member)") }
        let rows = try session.rows(
            """
            \(Self.awardListing)
             WHERE \(SQL.all(conditions))
             ORDER BY award.month, award.id LIMIT \(page.limit + 1)
            """,
            AwardListing.init(row:)
        )
        return Page(rows, page) { [JSON($0.month), JSON($0.id)] }
    }

    /// One award, and the branch whose it is.
    ///
    /// - Throws: ``StoreError/notFound(_:)``.
    package func award(_ id: ID<Award>) throws -> (AwardListing, ID<Branch>) {
        let found = try session.one("\(Self.awardListing) WHERE award.id = \(id)", AwardListing.init(row:))
        let branch: ID<Branch>? = try session.value(
            "SELECT cycle.branch_id FROM award JOIN cycle ON cycle.id = award.cycle_id WHERE award.id = \(id)")
        guard let found, let branch else { throw StoreError.notFound("award") }
        try require(.readResults, in: branch)
        return (found, branch)
    }

    func awards(of cycle: ID<Cycle>) throws -> [AwardListing] {
        try session.rows(
            "\(Self.awardListing) WHERE award.cycle_id = \(cycle) ORDER BY award.id", AwardListing.init(row:)
        )
    }
}

extension AwardListing {
    fileprivate init(row: SQLRow) throws {
        id = try row["id"]
        month = try row["month"]
        branch = try row["branch_code"]
        branchName = try row["branch_name"]
        area = try row["area_code"]
        areaName = try row["area_name"]
        member = PersonReference(number: try row["number"], name: try row["name"])
        place = try row["place"]
        final = try row["final"]
        awardedOn = try row["awarded_on"]
        let reason: String? = try row["revoked_reason"]
        revocation = try reason.map {
            HonourRevocation(reason: $0, on: try row["revoked_on"], by: try row["revoked_by"])
        }
    }
}
