package import Domain

/// A cycle as lists show it.
package struct CycleListing: Hashable, Sendable {
    package let cycle: Cycle
    package let branch: Code
    package let branchName: String
    package let schemeCode: Code
    package let schemeNumber: Int
    package let dueDate: LocalDate
    /// How many areas the branch has in the month.
    package let areas: Int
    /// How many of them have a sheet in every tier that needs one, and a holder; vetoed ones count as complete. nil for
    /// whoever is not to see how far an open month is.
    package let complete: Int?
    package let sheets: Int?
    package let remarks: MonthRemarks
}

/// Where to find cycles.
package struct CycleFilter: Hashable, Sendable {
    package var month: Month?
    package var branch: ID<Branch>?
    package var status: Cycle.Status?

    package init(month: Month? = nil, branch: ID<Branch>? = nil, status: Cycle.Status? = nil) {
        self.month = month
        self.branch = branch
        self.status = status
    }
}

extension Transaction {
    static let cycleColumns: SQL =
        """
        cycle.id, cycle.branch_id, cycle.month, cycle.scheme_id, cycle.status, cycle.posted_on, cycle.notice_ends,
        cycle.reason, cycle.incomplete_reason, cycle.version
        """

    /// Cycles by month and branch code.
    package func cycles(_ filter: CycleFilter, _ page: PageRequest = PageRequest()) throws -> Page<CycleListing> {
        // The months are compared apart as well: a comparison across two tables is none that an index of one begins at.
        var conditions: [SQL] = [
            "cycle.month >= \(page.after?.text(0) ?? "")",
            "(cycle.month, branch.code) > (\(page.after?.text(0) ?? ""), \(page.after?.text(1) ?? ""))",
        ]
        try authority.require(.readMonths)
        conditions.append(try isWithin(.readMonths, branch: "cycle.branch_id"))
        if let month = filter.month { conditions.append("cycle.month = \(month)") }
        if let branch = filter.branch { conditions.append("cycle.branch_id = \(branch)") }
        if let status = filter.status { conditions.append("cycle.status = \(status)") }
        let rows = try session.rows(
            """
            SELECT \(Self.cycleColumns)
              FROM cycle JOIN branch ON branch.id = cycle.branch_id
             WHERE \(SQL.all(conditions))
             ORDER BY cycle.month, branch.code LIMIT \(page.limit + 1)
            """,
            Cycle.init(row:)
        )
        let listings = try rows.map(listing(of:))
        return Page(listings, page) { [JSON($0.cycle.month), .string($0.branch.text)] }
    }

    /// A branch's newest months.
    package func latestCycles(of branch: ID<Branch>, atMost limit: Int) throws -> Latest<CycleListing> {
        try authority.require(.readMonths)
        let within: SQL = "cycle.branch_id = \(branch) AND \(try isWithin(.readMonths, branch: "cycle.branch_id"))"
        let rows = try session.rows(
            "SELECT \(Self.cycleColumns) FROM cycle WHERE \(within) ORDER BY cycle.month DESC LIMIT \(limit)",
            Cycle.init(row:)
        )
        let count: Int = try session.value("SELECT count(*) FROM cycle WHERE \(within)") ?? 0
        return Latest(try rows.map(listing(of:)), of: count)
    }

    /// Every cycle of a month whose results the principal may read, by branch code; of one branch if given.
    func cycles(of month: Month, branch: ID<Branch>? = nil) throws -> [Cycle] {
        let only: SQL = if let branch { "cycle.branch_id = \(branch)" } else { "1 = 1" }
        return try session.rows(
            """
            SELECT \(Self.cycleColumns)
              FROM cycle JOIN branch ON branch.id = cycle.branch_id
             WHERE cycle.month = \(month) AND \(only) AND \(try isWithin(.readResults, branch: "cycle.branch_id"))
             ORDER BY branch.code
            """,
            Cycle.init(row:)
        )
    }

    /// - Throws: ``StoreError/notFound(_:)``.
    package func cycle(_ id: ID<Cycle>) throws -> Cycle {
        let found = try storedCycle(id)
        try require(.readMonths, in: found.branch)
        return found
    }

    func storedCycle(_ id: ID<Cycle>) throws -> Cycle {
        let found = try session.one("SELECT \(Self.cycleColumns) FROM cycle WHERE cycle.id = \(id)", Cycle.init(row:))
        guard let found else { throw StoreError.notFound("cycle") }
        return found
    }

    /// What the month is assessed by. Whoever sees the month sees it.
    package func schemeContent(of cycle: Cycle) throws -> SchemeContent {
        try require(.readMonths, in: cycle.branch)
        return try storedScheme(cycle.scheme).scheme.content
    }

    func cycle(of branch: ID<Branch>, in month: Month) throws -> Cycle? {
        try session.one(
            "SELECT \(Self.cycleColumns) FROM cycle WHERE cycle.branch_id = \(branch) AND cycle.month = \(month)",
            Cycle.init(row:)
        )
    }

    package func listing(of cycle: Cycle) throws -> CycleListing {
        try require(.readMonths, in: cycle.branch)
        let code: Code? = try session.value("SELECT code FROM branch WHERE id = \(cycle.branch)")
        guard let code else { throw StoreError.notFound("branch") }
        let scheme = try storedScheme(cycle.scheme).scheme
        let completeness = try completeness(of: cycle, by: scheme.content)
        let tellsProgress =
            try cycle.status != .open || authority.allows(.readProgress, in: place(of: cycle.branch))
        return CycleListing(
            cycle: cycle, branch: code, branchName: try storedBranchName(cycle.branch, in: cycle.month),
            schemeCode: scheme.content.code,
            schemeNumber: scheme.number, dueDate: scheme.content.dueDate(for: cycle.month), areas: completeness.count,
            complete: tellsProgress ? completeness.count { $0.isComplete } : nil,
            sheets: tellsProgress ? completeness.map { $0.sheets.values.reduce(0, +) }.reduce(0, +) : nil,
            remarks: try storedRemarks(on: cycle)
        )
    }

    /// Opens a month for a branch, by the scheme in force. Opening it again changes nothing.
    ///
    /// - Throws: ``Cycle/Refusal/monthHasNotBegun(_:)``, ``Scheme/Refusal/noneInForce(_:)``.
    package func openCycle(of branch: ID<Branch>, in month: Month) throws -> (Cycle, ImportOutcome) {
        try require(.openMonths, in: branch)
        if let standing = try cycle(of: branch, in: month) { return (standing, .unchanged) }
        try Cycle.requireBegun(month, today: today)
        try refuseDissolved(branch, on: month.lastDay)
        let scheme = try schemeInForce(for: branch, in: month)
        let id: ID<Cycle> = try session.insert(
            """
            INSERT INTO cycle (branch_id, month, scheme_id, status)
            VALUES (\(branch), \(month), \(scheme), \(Cycle.Status.open))
            RETURNING id
            """
        )
        try audit(
            .opened, .cycle, id, in: place(of: branch),
            after: ["branch": .open(JSON(branch)), "month": .open(JSON(month)), "scheme": .open(JSON(scheme))]
        )
        note([FieldChange("opened", .null, JSON(month))])
        return (try storedCycle(id), .created)
    }

    /// Closes a month that is over: nothing more is entered, and the ranking becomes visible.
    ///
    /// - Parameters:
    ///   - incompleteReason: why it is closed although areas are incomplete; of a complete month it is not kept.
    ///   - incompleteAreas: how many are, as whoever closes it knows; nil for whoever does not say.
    /// - Returns: the closed cycle, and what whoever closed it should know.
    /// - Throws: ``Cycle/Refusal``, ``FieldErrors`` for `incompleteReason`.
    package func closeCycle(
        _ id: ID<Cycle>, incompleteReason: Text? = nil, incompleteAreas: Int? = nil
    ) throws -> (Cycle, warnings: [Cycle.Warning]) {
        let cycle = try storedCycle(id)
        try require(.closeMonths, in: cycle.branch)
        try cycle.requireClosable(today: today, open: openTrendMonths(before: cycle, withSheets: true))
        var warnings = try openMonthsWarning(before: cycle)
        let missing = try self.incompleteAreas(of: cycle)
        if let incompleteAreas, incompleteAreas != missing.count {
            throw FieldErrors(
                "incompleteAreas", .conflict,
                "\(missing.count) areas are incomplete, not \(incompleteAreas): look at which they are")
        }
        if !missing.isEmpty {
            guard incompleteReason != nil else {
                throw FieldErrors(
                    "incompleteReason", .required,
                    "incomplete and therefore not ranked: \(missing.map { "\($0.text)" as Sentence }): say why the month is closed without them"
                )
            }
            warnings.append(.incomplete(missing))
        }
        let kept = missing.isEmpty ? nil : incompleteReason
        try keepClosing(of: cycle, counting: monthRecords(of: cycle))
        try setStatus(
            of: cycle, to: .closed, .closed, ", incomplete_reason = \(kept)",
            because: kept.map { ("incompleteReason", $0) })
        return (try storedCycle(id), warnings)
    }

    /// The areas that would not be ranked if the month were closed now, by code.
    package func incompleteAreas(of cycle: Cycle) throws -> [Code] {
        try require(.readProgress, in: cycle.branch)
        return try completeness(of: cycle, by: storedScheme(cycle.scheme).scheme.content)
            .filter { !$0.isComplete }.map(\.area.code)
    }

    /// Opens a closed month again that is not posted. That it was stands on it for ever, and whatever is entered since is
    /// marked. It counts with what is known then of people and areas, late papers included.
    ///
    /// - Throws: ``Cycle/Refusal/notReopenable(_:)``.
    package func reopenCycle(_ id: ID<Cycle>, reason: Text) throws -> Cycle {
        let cycle = try storedCycle(id)
        try require(.overruleMonths, in: cycle.branch)
        try cycle.requireReopenable()
        let sheet: Int64? = try session.value("SELECT coalesce(max(id), 0) FROM sheet WHERE cycle_id = \(id)")
        let adjustment: Int64? = try session.value(
            "SELECT coalesce(max(id), 0) FROM adjustment WHERE cycle_id = \(id)")
        try session.run(
            """
            INSERT INTO cycle_reopening (cycle_id, reason, last_sheet, last_adjustment, reopened_at, reopened_by)
            VALUES (\(id), \(reason), \(sheet ?? 0), \(adjustment ?? 0), \(now), \(principal.name))
            """
        )
        try setStatus(of: cycle, to: .open, .reopened, ", incomplete_reason = NULL", because: ("reason", reason))
        return try storedCycle(id)
    }

    /// The months that make a month's trend and are still open, oldest first.
    ///
    /// - Parameter withSheets: those only that have sheets, or none of those.
    func openTrendMonths(before cycle: Cycle, withSheets: Bool) throws -> [Month] {
        try trendCycles(before: cycle).filter { earlier in
            guard earlier.status == .open else { return false }
            // Of another branch's month, only what it has on the areas that came from there.
            let only: SQL =
                if earlier.branch == cycle.branch { "1 = 1" } else {
                    """
                    EXISTS (SELECT 1 FROM area_branch
                             WHERE area_branch.area_id = sheet.area_id AND area_branch.branch_id = \(cycle.branch)
                               AND \(SpanColumns(of: "area_branch").areInForce(on: cycle.month.lastDay)))
                    """
                }
            let hasSheets = try session.exists(
                "SELECT 1 FROM sheet WHERE cycle_id = \(earlier.id) AND \(KeptSheet.counts) AND \(only)")
            return hasSheets == withSheets
        }.map(\.month)
    }

    /// What to know where an earlier month that would make the trend is still open, without sheets.
    func openMonthsWarning(before cycle: Cycle) throws -> [Cycle.Warning] {
        let open = try openTrendMonths(before: cycle, withSheets: false)
        return open.isEmpty ? [] : [.earlierMonthsOpen(open)]
    }

    /// - Parameter reason: why, with the member of the audit's document that says it.
    func setStatus(
        of cycle: Cycle, to status: Cycle.Status, _ action: AuditAction, _ more: SQL = "",
        because reason: (member: String, said: Text)? = nil
    ) throws {
        try update("cycle", cycle.id, at: check(version: cycle.version), setting: "status = \(status)\(more)")
        var after: AuditDocument = ["status": .open(.string(status.rawValue))]
        if let reason { after = after.with(reason.member, .open(.string(reason.said.string))) }
        try audit(
            action, .cycle, cycle.id, in: place(of: cycle.branch),
            before: ["status": .open(.string(cycle.status.rawValue))], after: after
        )
    }
}

extension Cycle {
    init(row: SQLRow) throws {
        self.init(
            id: try row["id"], branch: try row["branch_id"], month: try row["month"], scheme: try row["scheme_id"],
            status: try row["status"], postedOn: try row["posted_on"], noticeEnds: try row["notice_ends"],
            reason: try row["reason"], incompleteReason: try row["incomplete_reason"], version: try row["version"]
        )
    }
}
