package import Domain

/// Days on which an area was one branch's.
package struct AreaStretch: Hashable, Sendable {
    package let branch: ID<Branch>
    /// nil where the reader does not see the branch.
    package let code: Code?
    package let span: DateSpan
}

/// Whose an area was, and is.
extension Transaction {
    /// The branches that have and had the area, oldest first.
    package func stretches(of area: ID<ResponsibilityArea>) throws -> [AreaStretch] {
        try require(.readOrganisation, in: place(of: area))
        return try storedStretches(of: area).map { branch, span in
            let code: Code? = try session.value("SELECT code FROM branch WHERE id = \(branch)")
            let isSeen = try authority.sees(place(of: branch))
            return AreaStretch(branch: branch, code: isSeen ? code : nil, span: span)
        }
    }

    func storedStretches(of area: ID<ResponsibilityArea>) throws -> [(branch: ID<Branch>, span: DateSpan)] {
        try session.rows(
            """
            SELECT branch_id, from_date, until_date FROM area_branch
             WHERE area_id = \(area)
             ORDER BY from_date NULLS FIRST
            """
        ) { (try $0.at(0), try DateSpan(row: $0)) }
    }

    /// Gives an area to another branch from a day on.
    func moveArea(_ id: ID<ResponsibilityArea>, to branch: ID<Branch>, from day: LocalDate) throws {
        try session.run(
            """
            UPDATE area_branch SET until_date = \(day.adding(days: -1))
             WHERE area_id = \(id) AND until_date IS NULL
            """
        )
        try session.run(
            "INSERT INTO area_branch (area_id, branch_id, from_date) VALUES (\(id), \(branch), \(day))")
        let version: Int? = try session.value("SELECT version FROM responsibility_area WHERE id = \(id)")
        guard let version else { throw StoreError.notFound("area") }
        try update(
            "responsibility_area", id, at: check(version: version), setting: "branch_id = \(branch)")
    }

    /// What was before an area came to its branch is another branch's history.
    ///
    /// - Throws: ``ResponsibilityArea/Refusal/cameLater(_:)``.
    func refuseBeforeMove(of area: ID<ResponsibilityArea>, _ day: LocalDate) throws {
        let came: LocalDate? = try session.value(
            "SELECT from_date FROM area_branch WHERE area_id = \(area) AND until_date IS NULL AND from_date IS NOT NULL"
        )
        if let came, day < came { throw ResponsibilityArea.Refusal.cameLater(came) }
    }

    /// The other branches that had, on a day, areas which the branch has on a later one.
    func formerBranches(ofAreasOf branch: ID<Branch>, on later: LocalDate, then day: LocalDate) throws -> [ID<Branch>] {
        let found = try session.rows(
            """
            SELECT past.branch_id
              FROM area_branch AS came
              JOIN area_branch AS past ON past.area_id = came.area_id
             WHERE came.branch_id = \(branch) AND came.from_date > \(day) AND came.from_date <= \(later)
               AND (came.until_date IS NULL OR came.until_date >= \(later))
               AND \(SpanColumns(of: "past").areInForce(on: day)) AND past.branch_id <> \(branch)
            """
        ) { try $0.at(0) as ID<Branch> }
        return Set(found).sorted()
    }
}
