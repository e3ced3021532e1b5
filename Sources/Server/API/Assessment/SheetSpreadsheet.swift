import Domain
import Storage

/// A month's score sheets: 责任区编号, 层级, 评分人, a column for each criterion by its title, 说明.
enum SheetSpreadsheet {
    static func importing(_ file: ImportedFile, _ month: MonthImport, into transaction: Transaction) throws
        -> ImportReport
    {
        let schemes = try transaction.schemesInForce(in: month.month)
        let columns = columns(of: schemes)
        let criteria = criteria(of: schemes)
        let desk = EntryDesk(transaction, month: month.month)
        return try ImportReport.importing(
            file, columns: columns, identity: { "\($0["area"])\t\($0["tier"])\t\($0["assessor"])" }
        ) { record in
            var errors = FieldErrors()
            let tier = errors.take("tier") { () throws(Rejection) in try Vocabulary.tier.read(record["tier"]) }
            let area = try errors.collect { try desk.area(record["area"]) }
            var points: [String: Points] = [:]
            for (key, _) in criteria {
                let cell = record["points.\(key.text)"]
                if cell.isEmpty { continue }
                points[key.text] = errors.take("points.\(key.text)") { () throws(Rejection) in try Points(cell) }
            }
            let assessor = try tier.flatMap { tier in
                try errors.collect { try desk.assessor(record["assessor"], in: tier) }
            }
            guard let tier, let area, let assessor, errors.isEmpty else { throw errors }
            let entry = SheetEntry(
                area: area, tier: tier, assessor: assessor, points: points, comment: record["comment"].nonEmpty,
                lateReason: month.lateReason?.string, revisionReason: month.revisionReason?.string
            )
            return try desk.record(entry).1
        }
    }

    /// - Parameter schemes: those in force in the month.
    static func columns(of schemes: [SchemeContent]) -> [SpreadsheetColumn] {
        [
            SpreadsheetColumn(key: "area", titles: ["责任区编号", "area"]),
            SpreadsheetColumn(key: "tier", titles: ["层级", "tier"]),
            SpreadsheetColumn(key: "assessor", titles: ["评分人", "assessor"]),
        ]
            + criteria(of: schemes).map { key, titles in
                SpreadsheetColumn(key: "points.\(key.text)", titles: titles, required: schemes.count == 1)
            } + [SpreadsheetColumn(key: "comment", titles: ["说明", "comment"], required: false)]
    }

    /// The criteria of all schemes in force, with the headings under which their points may stand.
    private static func criteria(of schemes: [SchemeContent]) -> [(key: Code, titles: [String])] {
        var titles: [Code: [String]] = [:]
        var keys: [Code] = []
        for criterion in schemes.flatMap(\.criteria) {
            if titles[criterion.key] == nil { keys.append(criterion.key) }
            for title in [criterion.title.zh.string, criterion.title.en.string, criterion.key.text]
            where titles[criterion.key]?.contains(title) != true {
                titles[criterion.key, default: []].append(title)
            }
        }
        return keys.map { ($0, titles[$0] ?? []) }
    }
}
