import Domain
import Foundation
import Storage

/// A year's holidays as the project holiday-cn publishes them:
/// `{"year": 2026, "papers": ["https://…"], "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": true}, …]}`.
enum HolidayDocument {
    /// In bytes; a year's takes some thousands.
    private static let largest = 1 << 20

    /// The days in the file; nil for one that is no JSON document.
    ///
    /// - Throws: ``RowErrors``.
    static func days(in file: ImportedFile) throws -> [CalendarDay]? {
        guard let handle = FileHandle(forReadingAtPath: file.path) else { return nil }
        defer { try? handle.close() }
        guard let data = try handle.read(upToCount: largest + 1) else { return nil }
        // Past a byte order mark and blanks.
        guard data.first(where: { $0 > 0x20 && $0 < 0x80 }) == UInt8(ascii: "{") else { return nil }
        guard data.count <= largest else {
            throw fault(line: 1, .tooMany, "a year’s holidays take no megabyte: this is another file")
        }
        let json: JSON
        do throws(JSON.SyntaxError) {
            json = try JSON.parse(data)
        } catch {
            let line = data.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            throw fault(line: line, .format, "this is not JSON: \(error.message)")
        }
        return try days(of: json)
    }

    private static func days(of json: JSON) throws(RowErrors) -> [CalendarDay] {
        var fields = JSONFields(json)
        let papers = (json["papers"]?.array ?? []).compactMap(\.string).joined(separator: " ")
        let year = fields.integer("year", in: 1900...2199)
        let source = (try? Text(papers)) ?? (try? Text("holiday-cn \(year ?? 0)"))
        let days = fields.list("days", count: 1...400) { fields -> CalendarDay? in
            let name = fields.text("name", maximum: 100)
            let date = fields.string("date") { raw throws(Rejection) in try LocalDate(parsing: raw) }
            let isOff = fields.neededFlag("isOffDay")
            guard let name, let date, let isOff, let source else { return nil }
            return CalendarDay(
                date: date, kind: isOff ? .holiday : .workday, name: isOff ? name.string : "\(name.string)调休",
                source: source.string)
        }
        var seen: Set<LocalDate> = []
        for (index, day) in (days ?? []).enumerated() where !seen.insert(day.date).inserted {
            fields.add("days[\(index)].date", .duplicate, "\(day.date) stands in the file already")
        }
        guard let days, fields.errors.isEmpty else {
            var errors = RowErrors()
            for error in fields.errors.errors {
                errors.add(line: 1, column: error.field, error.code, error.detail)
            }
            throw errors
        }
        return days
    }

    private static func fault(line: Int, _ code: Rejection.Code, _ detail: Sentence) -> RowErrors {
        var errors = RowErrors()
        errors.add(line: line, code, detail)
        return errors
    }
}
