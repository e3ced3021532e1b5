package import Domain

/// A published table of performance points, as lists show it.
package struct PerformanceTableListing: Hashable, Sendable {
    package let id: ID<PerformanceTable>
    package let committee: Committee
    package let table: PerformanceTable
    /// By the server's clock.
    package let publishedOn: LocalDate
    /// A sign-in name, or the operator's.
    package let publishedBy: String
}

extension Transaction {
    /// Publishes a table for a year that is not over, and those after it. What was published never changes: another one
    /// takes its place from its own first year on.
    ///
    /// - Throws: ``StoreError/notFound(_:)``; ``FieldErrors`` for a year that is over.
    package func publish(
        _ table: PerformanceTable, by id: ID<Committee>
    ) throws -> PerformanceTableListing {
        _ = try committee(id)
        let place = try place(of: id)
        try require(.manageCommittees, in: place)
        if table.firstYear < today.components.year {
            throw FieldErrors(
                "firstYear", .late, "a year that is over keeps the table it had: \(today.components.year) or later")
        }
        let made: ID<PerformanceTable> = try session.insert(
            """
            INSERT INTO performance_table (committee_id, title, document, first_year, per_month_won, most_for_wins,
                                           per_veto, mean_levels, least_months, published_on, published_at, published_by)
            VALUES (\(id), \(table.title), \(table.document), \(table.firstYear), \(table.perMonthWon),
                    \(table.mostForWins), \(table.perVeto), \(table.levelsJSON.text), \(table.leastMonths), \(today),
                    \(now), \(principal.name))
            RETURNING id
            """
        )
        try audit(
            .created, .performanceTable, made, in: place,
            after: [
                "title": .open(.string(table.title.string)), "document": .open(.string(table.document.string)),
                "firstYear": .open(JSON(table.firstYear)), "perMonthWon": .open(JSON(table.perMonthWon)),
                "mostForWins": .open(JSON(table.mostForWins)), "perVeto": .open(JSON(table.perVeto)),
                "meanLevels": .open(table.levelsJSON), "leastMonths": .open(JSON(table.leastMonths)),
            ])
        let listing = try performanceTables(where: "performance_table.id = \(made)", limit: 1).first
        guard let listing else { throw StorageFault.corrupt("a table that was just published is not there") }
        return listing
    }

    /// Those that a committee published, the latest first.
    package func performanceTables(
        of id: ID<Committee>, _ page: PageRequest = PageRequest()
    ) throws -> Page<PerformanceTableListing> {
        _ = try committee(id)
        let after = page.after?.integer() ?? Int64.max
        let rows = try performanceTables(
            where: "performance_table.committee_id = \(id) AND performance_table.id < \(after)", limit: page.limit + 1)
        return Page(rows, page) { [JSON($0.id)] }
    }

    /// By branch, the table that the year goes by: its committee's, or that of the nearest one above it that has one in
    /// force. Of several from one committee the last one that was published for the latest year up to this one.
    func performanceTables(
        in year: Int, of branches: [ID<Branch>]
    ) throws -> [ID<Branch>: PerformanceTableListing] {
        var known: [ID<Committee>: PerformanceTableListing?] = [:]
        var tables: [ID<Branch>: PerformanceTableListing] = [:]
        for branch in branches {
            for committee in try place(of: branch).committees {
                let found: PerformanceTableListing?
                if let kept = known[committee] {
                    found = kept
                } else {
                    found = try performanceTable(in: year, of: committee)
                    known.updateValue(found, forKey: committee)
                }
                if let found {
                    tables[branch] = found
                    break
                }
            }
        }
        return tables
    }

    private func performanceTable(in year: Int, of committee: ID<Committee>) throws -> PerformanceTableListing? {
        try performanceTables(
            where: "performance_table.committee_id = \(committee) AND performance_table.first_year <= \(year)",
            order: "performance_table.first_year DESC, performance_table.id DESC", limit: 1
        ).first
    }

    private func performanceTables(
        where condition: SQL, order: SQL = "performance_table.id DESC", limit: Int
    ) throws -> [PerformanceTableListing] {
        let rows: [(ID<Committee>, (Committee) -> PerformanceTableListing)] = try session.rows(
            """
            SELECT id, committee_id, title, document, first_year, per_month_won, most_for_wins, per_veto, mean_levels,
                   least_months, published_on, published_by
              FROM performance_table
             WHERE \(condition)
             ORDER BY \(order) LIMIT \(limit)
            """
        ) { row in
            let (id, table): (ID<PerformanceTable>, PerformanceTable) = (try row["id"], try PerformanceTable(row: row))
            let (on, by): (LocalDate, String) = (try row["published_on"], try row["published_by"])
            return (
                try row["committee_id"],
                {
                    PerformanceTableListing(id: id, committee: $0, table: table, publishedOn: on, publishedBy: by)
                }
            )
        }
        return try rows.map { $1(try storedCommittee($0)) }
    }
}

extension PerformanceTable {
    fileprivate var levelsJSON: JSON {
        JSON(meanLevels) { ["from": JSON($0.from), "points": JSON($0.points)] }
    }

    fileprivate init(row: SQLRow) throws {
        let document: String = try row["mean_levels"]
        let levels = try JSON.parse(document.utf8).array?.compactMap { level -> MeanLevel? in
            guard case .number(let from) = level["from"], case .number(let points) = level["points"] else { return nil }
            return try MeanLevel(from: Points(from), points: Points(points))
        }
        guard let levels else { throw StorageFault.corrupt("the levels of a table of performance points") }
        self.init(
            title: try row["title"], document: try row["document"], firstYear: try row["first_year"],
            perMonthWon: try row["per_month_won"], mostForWins: try row["most_for_wins"],
            perVeto: try row["per_veto"], meanLevels: levels, leastMonths: try row["least_months"])
    }
}
