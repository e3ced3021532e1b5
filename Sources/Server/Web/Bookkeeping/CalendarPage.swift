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
    let earlierPath: String
    let earlierName: String
    let laterPath: String
    let laterName: String
    let hasRows: Bool
    let rows: [Row]

    init(_ days: [CalendarDay], year: Int, _ words: Words) {
        title = words(.calendar)
        heading = words(.calendarHeading, ["year": String(year)])
        let list = LocalPath.administration("calendar")
        earlierPath = list.with("year", String(year - 1)).text
        earlierName = String(year - 1)
        laterPath = list.with("year", String(year + 1)).text
        laterName = String(year + 1)
        rows = days.map { day in
            Row(
                day: words.day(day.date), kind: words(day.kind == .holiday ? .dayOff : .dayWorked),
                isHoliday: day.kind == .holiday, name: day.name, source: day.source)
        }
        hasRows = !rows.isEmpty
    }
}

extension Site {
    static let calendarRoutes: [Route] = [
        .get("/administration/calendar", for: .signedIn) { visit in
            let asked = visit.query["year"]?.asciiNumber.flatMap { LocalDate.years.contains($0) ? $0 : nil }
            let (days, year) = try await visit.read { transaction in
                let year = asked ?? transaction.today.components.year
                return (try transaction.calendarDays(year: year), year)
            }
            return try visit.show(CalendarPage(days, year: year, visit.words))
        }
    ]
}
