import Domain
import Storage

extension Shape<CalendarDay> {
    static let calendarDay = Shape(
        "CalendarDay",
        [
            Field("date", .date) { JSON($0.date) },
            Field("kind", .choice(WorkCalendar.Exception.self)) { .string($0.kind.rawValue) },
            Field("name", .text) { .string($0.name) },
            Field("source", .text.means("The notice that says so.")) { .string($0.source) },
        ]
    )
}

extension API {
    /// The working-day calendar: public holidays and make-up working days.
    static let calendarOperations: [Operation] = [listCalendarDays, importCalendar]

    static let listCalendarDays: Operation = .get(
        "listCalendarDays", "/calendar", .bookkeeping, "Holidays and make-up working days", needing: .signIn,
        query: [.optional("year", .integer(1900...2199))], returns: .list(Shape.calendarDay.schema)
    ) { call, transaction in
        let days = try transaction.calendarDays(year: call.query["year"].flatMap { Int($0) })
        return .json(JSON(days, Shape.calendarDay.json))
    }

    static let importCalendar: Operation = .post(
        "importCalendar", "/imports/calendar", .bookkeeping,
        "Holidays and make-up working days, from a spreadsheet or a document of holiday-cn; other days stay",
        needing: [.manageCalendar],
        query: ImportReport.query + [
            .optional(
                "replaceYear", .integer(1900...2199).means("Of this year, nothing stays but what the file has."))
        ],
        body: .spreadsheet, makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file throws in
            try CalendarSpreadsheet.importing(
                file, replacing: call.query["replaceYear"].flatMap { Int($0) }, into: transaction)
        }
    }
}
