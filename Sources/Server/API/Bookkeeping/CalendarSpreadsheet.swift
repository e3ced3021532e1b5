import Domain
import Storage

/// The holiday calendar as a spreadsheet: 日期, 类型 (放假/上班), 名称, 依据. A file changes the days that it names.
enum CalendarSpreadsheet {
    static let columns = [
        SpreadsheetColumn(key: "date", titles: ["日期", "Date", "放假日期", "调休日期"]),
        SpreadsheetColumn(key: "kind", titles: ["类型", "Kind", "状态", "State", "类别", "安排"]),
        SpreadsheetColumn(key: "name", titles: ["名称", "Name", "节日", "节假日", "节日名称", "假日"]),
        SpreadsheetColumn(key: "source", titles: ["依据", "Source", "来源", "文件依据", "文号"]),
    ]

    /// - Parameter year: of which nothing stays but what the file has.
    static func importing(
        _ file: ImportedFile, replacing year: Int?, into transaction: Transaction
    ) throws -> ImportReport {
        var report = ImportReport()
        let days: [CalendarDay]
        var lines: [LocalDate: Int] = [:]
        if let read = try HolidayDocument.days(in: file) {
            days = read
        } else {
            (days, lines, report) = try rows(of: file)
        }
        let change = try transaction.changeCalendar(by: days, replacing: year)
        (report.created, report.changed, report.unchanged) = (change.created, change.changed, change.unchanged)
        if file.changes?.areWanted == true { report.changes = table(of: change, lines) }
        for (year, dates) in change.removed.byYear {
            report.warnings.append("no longer known of \(year): \(told(dates))")
        }
        for (year, dates) in change.kept.byYear {
            report.warnings.append(
                "known of \(year), not in the file, and staying: \(told(dates)); replace the year to remove them")
        }
        for meeting in try transaction.meetingsOnDaysOff() {
            report.warnings.append("the meeting of \(meeting.month) on \(meeting.date) now falls on a day off: move it")
        }
        for notice in try transaction.shortNotices() {
            report.warnings.append(
                "the notice of \(notice.branch.text) for \(notice.cycle.month) lacks working days now: its secretary prolongs it to \(notice.prolongedTo)"
            )
        }
        return report
    }

    /// What becomes of the days that the file has, and which are removed.
    private static func table(of change: CalendarChange, _ lines: [LocalDate: Int]) -> ChangeTable {
        var table = ChangeTable()
        func note(_ outcome: RowChange.Outcome, _ before: CalendarDay?, _ after: CalendarDay?) {
            guard let date = (after ?? before)?.date else { return }
            let values: [(String, (CalendarDay) -> String)] = [
                ("kind", \.kind.rawValue), ("name", \.name), ("source", \.source),
            ]
            table.note(
                line: after == nil ? nil : lines[date], outcome, [RowChange.Name(field: "date", value: "\(date)")],
                values.map { FieldChange($0, JSON(before.map($1)), JSON(after.map($1))) }
                    .filter { $0.before != $0.after })
        }
        for (before, after) in change.given { note(before == nil ? .created : .changed, before, after) }
        for day in change.removed { note(.removed, day, nil) }
        return table
    }

    private static func rows(of file: ImportedFile) throws -> ([CalendarDay], [LocalDate: Int], ImportReport) {
        var days: [CalendarDay] = []
        var lines: [LocalDate: Int] = [:]
        let report = try ImportReport.importing(
            file, columns: columns, names: ["date"],
            identity: { (try? LocalDate(written: $0["date"]))?.description ?? $0["date"] }
        ) { record in
            var errors = FieldErrors()
            let date = errors.take("date") { () throws(Rejection) in try LocalDate(written: record["date"]) }
            let kind = errors.take("kind") { () throws(Rejection) in try Vocabulary.calendarDay.read(record["kind"]) }
            let name = errors.take("name") { () throws(Rejection) in try Text(record["name"]) }
            let source = errors.take("source") { () throws(Rejection) in try Text(record["source"]) }
            guard let date, let kind, let name, let source else { throw errors }
            lines[date] = record.line
            days.append(CalendarDay(date: date, kind: kind, name: name.string, source: source.string))
            return ImportedRecord(.created)
        }
        return (days, lines, report)
    }

    /// The first few of the dates, and how many there are.
    private static func told(_ dates: [LocalDate]) -> Sentence {
        let first = dates.prefix(12).map { "\($0)" as Sentence }
        return dates.count > first.count ? "\(first) and others, \(dates.count) days" : "\(first)"
    }
}

extension [CalendarDay] {
    /// The dates of each year, in order.
    fileprivate var byYear: [(year: Int, dates: [LocalDate])] {
        Dictionary(grouping: map(\.date), by: \.components.year).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.sorted()) }
    }
}
