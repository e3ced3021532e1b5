package import Domain

/// One exception to the working week, with the notice it comes from.
package struct CalendarDay: Hashable, Sendable {
    package let date: LocalDate
    package let kind: WorkCalendar.Exception
    /// 春节, 国庆节调休 …
    package let name: String
    package let source: String

    package init(date: LocalDate, kind: WorkCalendar.Exception, name: String, source: String) {
        self.date = date
        self.kind = kind
        self.name = name
        self.source = source
    }
}

/// What an import makes of the calendar.
package struct CalendarChange: Sendable {
    package let created: Int
    package let changed: Int
    package let unchanged: Int
    /// Days that were known and are not any more, by date.
    package let removed: [CalendarDay]
    /// Days that are known of the years that the import names, are not in it, and stay, by date.
    package let kept: [CalendarDay]

    /// The days that are new or another than they were, in the order in which they were given, with what was known of them.
    package let given: [(before: CalendarDay?, after: CalendarDay)]

    var changesAnything: Bool { created + changed + removed.count > 0 }

    /// - Parameters:
    ///   - standing: what is known of the years that `days` names, and of `year`.
    ///   - year: of which nothing stays but what `days` has.
    init(of standing: [CalendarDay], by days: [CalendarDay], replacing year: Int?) {
        let (known, named) = (Dictionary(standing.map { ($0.date, $0) }) { first, _ in first }, Set(days.map(\.date)))
        given = days.filter { known[$0.date] != $0 }.map { (known[$0.date], $0) }
        created = days.count { known[$0.date] == nil }
        unchanged = days.count { known[$0.date] == $0 }
        changed = days.count - created - unchanged
        let others = standing.filter { !named.contains($0.date) }
        removed = others.filter { $0.date.components.year == year }
        kept = others.filter { $0.date.components.year != year }
    }
}

extension Transaction {
    /// The exceptions of a year, or all of them, by date.
    package func calendarDays(year: Int? = nil) throws -> [CalendarDay] {
        let span: SQL = if let year { "date BETWEEN \("\(year)-01-01") AND \("\(year)-12-31")" } else { "1 = 1" }
        return try session.rows("SELECT date, kind, name, source FROM calendar_day WHERE \(span) ORDER BY date") {
            row in
            CalendarDay(
                date: try row["date"], kind: try row["kind"], name: try row["name"], source: try row["source"]
            )
        }
    }

    package func workCalendar() throws -> WorkCalendar {
        let days = try calendarDays()
        return WorkCalendar(exceptions: Dictionary(uniqueKeysWithValues: days.map { ($0.date, $0.kind) }))
    }

    /// Enters the given days. What else is known stays, but for a year that is to be replaced.
    ///
    /// - Parameter year: of which nothing stays but what is given.
    package func changeCalendar(by days: [CalendarDay], replacing year: Int? = nil) throws -> CalendarChange {
        let place = try placeOfBureau()
        try require(.manageCalendar, in: place)
        let years = Set(days.map(\.date.components.year)).union(year.map { [$0] } ?? []).sorted()
        let standing = try years.flatMap { try calendarDays(year: $0) }
        let change = CalendarChange(of: standing, by: days, replacing: year)
        guard change.changesAnything else { return change }
        for day in change.removed {
            try session.run("DELETE FROM calendar_day WHERE date = \(day.date)")
        }
        for day in days {
            try session.run(
                """
                INSERT INTO calendar_day (date, kind, name, source)
                VALUES (\(day.date), \(day.kind), \(day.name), \(day.source))
                ON CONFLICT (date) DO UPDATE SET kind = excluded.kind, name = excluded.name, source = excluded.source
                """
            )
        }
        try audit(
            .imported, .calendar, ID<CalendarDay>?.none, in: place,
            after: [
                "years": .open(JSON(years) { JSON($0) }), "days": .open(JSON(days.count)),
                "removed": .open(JSON(change.removed.count)),
            ]
        )
        return change
    }
}
