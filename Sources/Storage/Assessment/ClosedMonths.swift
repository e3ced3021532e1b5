import Domain

/// What a month counts, as it was when it was closed: which areas there were, who held them, and which sheets do not count.
/// What is recorded later of people and areas does not move it.
struct KeptMonth {
    let closing: Int64
    let areas: [(id: ID<ResponsibilityArea>, departure: ResponsibilityArea.Departure?)]
    /// By number.
    let holders: [ID<ResponsibilityArea>: [AreaHolder]]
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
        let areas: [(id: ID<ResponsibilityArea>, departure: ResponsibilityArea.Departure?)] = try session.rows(
            """
            SELECT area_id, departure, departure_day FROM closed_area
             WHERE closing_id = \(closing) AND \(only)
             ORDER BY area_id
            """
        ) { row in
            let kind: ResponsibilityArea.Departure.Kind? = try row.at(1)
            return (id: try row.at(0), departure: try kind.map { try Self.departure($0, try row.at(2)) })
        }
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
        var uncounted: [ID<Sheet>: Sheet.Uncounted] = [:]
        try session.forEach("SELECT sheet_id, cause FROM closed_sheet WHERE closing_id = \(closing) ORDER BY sheet_id")
        {
            uncounted[try $0.at(0)] = try $0.at(1)
        }
        return KeptMonth(closing: closing, areas: areas, holders: holders, uncounted: uncounted)
    }

    /// The areas of a month that is not open, as they were then, each with why it left the month, if it did.
    func areas(
        of kept: KeptMonth, in cycle: Cycle
    ) throws -> [(area: AreaInMonth, departure: ResponsibilityArea.Departure?)] {
        try kept.areas.map { id, departure in
            let area = try session.one(
                "SELECT code, name, kind FROM responsibility_area WHERE id = \(id)"
            ) { row in
                AreaInMonth(
                    id: id, code: try row["code"], name: try row["name"], kind: try row["kind"], branch: cycle.branch,
                    holders: kept.holders[id] ?? [])
            }
            guard let area else { throw StorageFault.corrupt("a closed month has an area that is not on record") }
            return (area, departure)
        }
    }

    private static func departure(
        _ kind: ResponsibilityArea.Departure.Kind, _ day: LocalDate?
    ) throws -> ResponsibilityArea.Departure {
        switch (kind, day) {
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
