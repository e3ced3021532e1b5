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
package struct CalendarReplacement: Hashable, Sendable {
    package let created: Int
    package let changed: Int
    package let unchanged: Int
    package let removed: Int

    var changesAnything: Bool { created + changed + removed > 0 }

    init(of standing: Set<CalendarDay>, with days: [CalendarDay]) {
        let dates = Set(standing.map(\.date))
        created = days.count { !dates.contains($0.date) }
        unchanged = days.count { standing.contains($0) }
        changed = days.count - created - unchanged
        removed = dates.subtracting(days.map(\.date)).count
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

    /// Puts the given days in the place of whatever the calendar said of their years.
    ///
    /// - Returns: what became of the days given, and how many that stood are no longer there.
    package func replaceCalendar(with days: [CalendarDay]) throws -> CalendarReplacement {
        let place = try placeOfBureau()
        try require(.manageCalendar, in: place)
        let years = Set(days.map(\.date.components.year))
        var standing: Set<CalendarDay> = []
        for year in years { standing.formUnion(try calendarDays(year: year)) }
        let replacement = CalendarReplacement(of: standing, with: days)
        guard replacement.changesAnything else { return replacement }
        for year in years {
            try session.run("DELETE FROM calendar_day WHERE date BETWEEN \("\(year)-01-01") AND \("\(year)-12-31")")
        }
        for day in days {
            try session.run(
                """
                INSERT INTO calendar_day (date, kind, name, source)
                VALUES (\(day.date), \(day.kind), \(day.name), \(day.source))
                """
            )
        }
        try audit(
            .imported, .calendar, ID<CalendarDay>?.none, in: place,
            after: ["years": .open(JSON(years.sorted()) { JSON($0) }), "days": .open(JSON(days.count))]
        )
        return replacement
    }
}
