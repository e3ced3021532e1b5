import Domain
import Storage

/// The days off and the days worked instead, by the State Council's notices.
struct CalendarPage: WebPage {
    static let template = TemplateName.calendar

    struct Row: Sendable {
        let day: String
        let kind: String
        let isHoliday: Bool
        let name: String
        let source: String
    }

    let title: String
    let heading: String
    let turning: Turning
    let hasRows: Bool
    let rows: [Row]
    let steps: [Step]
    let downloads: Downloads

    init(_ days: [CalendarDay], year: Int, _ permission: Permission, _ words: Words) {
        title = words(.calendar)
        heading = words(.calendarHeading, ["year": String(year)])
        let list = LocalPath.administration("calendar")
        turning = Turning(year: year) { list.with("year", String($0)) }
        rows = days.map { day in
            Row(
                day: words.day(day.date), kind: words(day.kind == .holiday ? .dayOff : .dayWorked),
                isHoliday: day.kind == .holiday, name: day.name, source: day.source)
        }
        hasRows = !rows.isEmpty
        steps = permission.step(
            API.importCalendar, at: .imports.with("list", ImportedList.calendar.rawValue), words(.importCalendarStep))
        downloads = Downloads(list.with("year", String(year)))
    }

    static func table(_ days: [CalendarDay], year: Int, _ words: Words) -> DownloadTable {
        DownloadTable(
            words, [words(.calendar), String(year)], [.date, .state, .name, .source],
            days.map { day in
                [
                    .text(day.date.description), .text(words(day.kind == .holiday ? .dayOff : .dayWorked)),
                    .text(day.name), .text(day.source),
                ]
            })
    }
}

extension Site {
    static let calendarRoutes: [Route] = [
        .get("/administration/calendar", for: .signedIn) { visit in
            let (year, days) = try await visit.calendar()
            return try visit.show(CalendarPage(days, year: year, Permission(visit.authority), visit.words))
        },
        .table("/administration/calendar") { visit in
            let (year, days) = try await visit.calendar()
            return CalendarPage.table(days, year: year, visit.words)
        },
    ]
}

extension Visit {
    fileprivate func calendar() async throws -> (year: Int, days: [CalendarDay]) {
        let asked = query["year"]?.asciiNumber.flatMap { LocalDate.years.contains($0) ? $0 : nil }
        return try await read { transaction in
            let year = asked ?? transaction.today.components.year
            return (year, try transaction.calendarDays(year: year))
        }
    }
}
