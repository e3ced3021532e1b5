import Domain
import Storage

/// The holiday calendar as a spreadsheet: 日期, 类型 (放假/上班), 名称, 依据.
enum CalendarSpreadsheet {
    static let columns = [
        SpreadsheetColumn(key: "date", titles: ["日期", "Date", "放假日期", "调休日期"]),
        SpreadsheetColumn(key: "kind", titles: ["类型", "Kind", "状态", "State", "类别", "安排"]),
        SpreadsheetColumn(key: "name", titles: ["名称", "Name", "节日", "节假日", "节日名称", "假日"]),
        SpreadsheetColumn(key: "source", titles: ["依据", "Source", "来源", "文件依据", "文号"]),
    ]

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        var days: [CalendarDay] = []
        var report = try ImportReport.importing(
            file, columns: columns, identity: { (try? LocalDate(written: $0["date"]))?.description ?? $0["date"] }
        ) { record in
            var errors = FieldErrors()
            let date = errors.take("date") { () throws(Rejection) in try LocalDate(written: record["date"]) }
            let kind = errors.take("kind") { () throws(Rejection) in try Vocabulary.calendarDay.read(record["kind"]) }
            let name = errors.take("name") { () throws(Rejection) in try Text(record["name"]) }
            let source = errors.take("source") { () throws(Rejection) in try Text(record["source"]) }
            guard let date, let kind, let name, let source else { throw errors }
            days.append(CalendarDay(date: date, kind: kind, name: name.string, source: source.string))
            return ImportedRecord(.created)
        }
        let replacement = try transaction.replaceCalendar(with: days)
        report.created = replacement.created
        report.changed = replacement.changed
        report.unchanged = replacement.unchanged
        if replacement.removed > 0 {
            report.warnings.append(gone(replacement.removed))
        }
        for meeting in try transaction.meetingsOnDaysOff() {
            report.warnings.append("the meeting of \(meeting.month) on \(meeting.date) now falls on a day off: move it")
        }
        return report
    }

    private static func gone(_ count: Int) -> Sentence {
        count == 1
            ? "one day that was known of these years is not in the file, and is gone"
            : "\(count) days that were known of these years are not in the file, and are gone"
    }
}
