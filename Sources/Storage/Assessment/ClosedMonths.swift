import Domain

/// What a month counts, as it was when it was closed: which areas there were, who held them, and which sheets do not count.
/// What is recorded later of people and areas does not move it.
struct KeptMonth {
    let closing: Int64
    /// As they were then, each with why it left the month, if it did.
    let areas: [(area: AreaInMonth, departure: ResponsibilityArea.Departure?)]
    /// Of the sheets that stand.
    let uncounted: [ID<Sheet>: Sheet.Uncounted]
}

extension Transaction {
    /// How a month was closed last; nil for one that is open.
    func closing(of cycle: Cycle) throws -> Int64? {
        if cycle.status == .open { return nil }
        return try session.value(
            "SELECT id FROM cycle_closing WHERE cycle_id = \(cycle.id) ORDER BY id DESC LIMIT 1")
    }

    /// What a month that is not open counts, of one area only if given; nil for an open one.
    func keptMonth(of cycle: Cycle, only area: ID<ResponsibilityArea>? = nil) throws -> KeptMonth? {
        guard let closing = try closing(of: cycle) else { return nil }
        let only: SQL = if let area { "area_id = \(area)" } else { "1 = 1" }
        var holders: [ID<ResponsibilityArea>: [AreaHolder]] = [:]
        try session.forEach(
            """
            SELECT closed_holder.area_id, member.id, member.number, member.name
              FROM closed_holder JOIN member ON member.id = closed_holder.member_id
             WHERE closed_holder.closing_id = \(closing) AND \(only)
            """
        ) { row in
            holders[try row.at(0), default: []].append(
                AreaHolder(id: try row.at(1), person: PersonReference(number: try row.at(2), name: try row.at(3))))
        }
        holders = holders.mapValues { held in held.sorted { $0.person.number < $1.person.number } }
        let areas = try session.rows(
            """
            SELECT closed_area.area_id, closed_area.departure, closed_area.departure_day, responsibility_area.code,
                   responsibility_area.name, responsibility_area.kind
              FROM closed_area JOIN responsibility_area ON responsibility_area.id = closed_area.area_id
             WHERE closed_area.closing_id = \(closing) AND \(only)
             ORDER BY closed_area.area_id
            """
        ) { row in
            let id: ID<ResponsibilityArea> = try row.at(0)
            let area = AreaInMonth(
                id: id, code: try row.at(3), name: try row.at(4), kind: try row.at(5), branch: cycle.branch,
                holders: holders[id] ?? [])
            return (area: area, departure: try Self.departure(row))
        }
        return KeptMonth(closing: closing, areas: areas, uncounted: try keptUncounted(closing, only: area))
    }

    private func keptUncounted(
        _ closing: Int64, only area: ID<ResponsibilityArea>? = nil
    ) throws -> [ID<Sheet>: Sheet.Uncounted] {
        let only: SQL = if let area { "sheet.area_id = \(area)" } else { "1 = 1" }
        var uncounted: [ID<Sheet>: Sheet.Uncounted] = [:]
        try session.forEach(
            """
            SELECT closed_sheet.sheet_id, closed_sheet.cause
              FROM closed_sheet JOIN sheet ON sheet.id = closed_sheet.sheet_id
             WHERE closed_sheet.closing_id = \(closing) AND \(KeptSheet.counts) AND \(only)
            """
        ) { uncounted[try $0.at(0)] = try $0.at(1) }
        return uncounted
    }

    /// The sheets of a month that stand and do not count, of one area only if given, with why.
    func uncountedSheets(
        in cycle: Cycle, only area: ID<ResponsibilityArea>? = nil
    ) throws -> [ID<Sheet>: Sheet.Uncounted] {
        guard let closing = try closing(of: cycle) else { return try monthRecords(of: cycle, only: area).uncounted }
        return try keptUncounted(closing, only: area)
    }

    /// What stands on a month besides its ranking: the areas that were assessed and are not among the branch's on its last
    /// day, by code, and the sheets that do not count.
    func setAside(
        in cycle: Cycle
    ) throws -> (departed: [Code: DepartedArea], uncounted: [ID<Sheet>: Sheet.Uncounted]) {
        guard let closing = try closing(of: cycle) else {
            let records = try monthRecords(of: cycle)
            return (records.departed, records.uncounted)
        }
        var departed: [Code: DepartedArea] = [:]
        try session.forEach(
            """
            SELECT closed_area.area_id, closed_area.departure, closed_area.departure_day, responsibility_area.code
              FROM closed_area JOIN responsibility_area ON responsibility_area.id = closed_area.area_id
             WHERE closed_area.closing_id = \(closing) AND closed_area.departure IS NOT NULL
            """
        ) { row in
            departed[try row.at(3)] = try Self.departure(row).map { DepartedArea(id: try row.at(0), departure: $0) }
        }
        return (departed, try keptUncounted(closing))
    }

    /// From the second and the third column.
    private static func departure(_ row: SQLRow) throws -> ResponsibilityArea.Departure? {
        guard let kind: ResponsibilityArea.Departure.Kind = try row.at(1) else { return nil }
        switch (kind, try row.at(2) as LocalDate?) {
        case (.established, let day?): return .established(day)
        case (.retired, let day?): return .retired(day)
        case (.moved, _): return .moved
        case (_, nil): throw StorageFault.corrupt("an area that left a month on no day")
        }
    }

    /// Keeps what a month counts at this moment, with which it is closed.
    func keepClosing(of cycle: Cycle, counting records: MonthRecords) throws {
        let closing: Int64 = try session.insert(
            """
            INSERT INTO cycle_closing (cycle_id, closed_at, closed_by)
            VALUES (\(cycle.id), \(now), \(principal.name))
            RETURNING id
            """
        )
        for area in records.areas {
            let departure = records.departures[area.id]
            try session.run(
                """
                INSERT INTO closed_area (cycle_id, closing_id, area_id, departure, departure_day)
                VALUES (\(cycle.id), \(closing), \(area.id), \(departure?.kind), \(departure?.day))
                """
            )
            for holder in area.holders {
                try session.run(
                    """
                    INSERT INTO closed_holder (cycle_id, closing_id, area_id, member_id)
                    VALUES (\(cycle.id), \(closing), \(area.id), \(holder.id))
                    """
                )
            }
        }
        for (sheet, cause) in records.uncounted.sorted(by: { $0.key < $1.key }) {
            try session.run(
                """
                INSERT INTO closed_sheet (cycle_id, closing_id, sheet_id, cause)
                VALUES (\(cycle.id), \(closing), \(sheet), \(cause))
                """
            )
        }
    }
}

// MARK: - Months from before

extension Store {
    /// What the months count that were closed before that was kept: it is found out once, when the file is first opened by a
    /// program that keeps it.
    func keepClosedMonths() async throws {
        let isDue = try await engine.read {
            try $0.exists("SELECT 1 FROM setting WHERE key = 'closedMonths' AND value = '0'")
        }
        if isDue { try await write(by: .operator(systemUser: "zhibu")) { try $0.keepClosedMonths() } }
    }
}

extension Settings {
    /// Notes that of every month that is closed it is kept what it counts.
    static func noteClosedMonths(in session: any Session) throws {
        try session.run("UPDATE setting SET value = '1' WHERE key = 'closedMonths'")
    }
}

extension Transaction {
    fileprivate func keepClosedMonths() throws {
        let closed = try session.rows(
            "SELECT \(Self.cycleColumns) FROM cycle WHERE cycle.status <> \(Cycle.Status.open) ORDER BY cycle.id",
            Cycle.init(row:))
        for cycle in closed {
            try keepClosing(of: cycle, counting: monthRecords(of: cycle))
            try audit(
                .kept, .cycle, cycle.id, in: place(of: cycle.branch),
                after: ["branch": .open(JSON(cycle.branch)), "month": .open(JSON(cycle.month))])
        }
        try Settings.noteClosedMonths(in: session)
    }
}

extension Sheet.Uncounted: SQLTextValue {}
extension ResponsibilityArea.Departure.Kind: SQLTextValue {}
