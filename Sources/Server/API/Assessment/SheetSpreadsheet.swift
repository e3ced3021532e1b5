import Domain
import Storage

/// A month's score sheets: 责任区编号, 层级, 评分人, a column for each criterion by its title, behind that of one that starts
/// from a base another for what it lost for (〈title〉扣分原因), 说明.
enum SheetSpreadsheet {
    static func importing(_ file: ImportedFile, _ month: MonthImport, into transaction: Transaction) throws
        -> ImportReport
    {
        let schemes = try transaction.schemesInForce(in: month.month)
        let columns = columns(of: schemes)
        let criteria = criteria(of: schemes).map {
            (key: $0.key.text, field: "points.\($0.key.text)", lost: "losses.\($0.key.text)", bases: $0.bases)
        }
        let desk = EntryDesk(transaction, month: month.month)
        var blank = 0
        var report = try ImportReport.importing(
            file, columns: columns, names: ["area", "tier", "assessor"],
            identity: { "\($0["area"])\t\($0["tier"])\t\($0["assessor"])" }
        ) { record in
            let cells = criteria.map { record[$0.field] }
            let lines = criteria.map { $0.bases.isEmpty ? "" : record[$0.lost] }
            if cells.allSatisfy(\.isEmpty), lines.allSatisfy(\.isEmpty), record["comment"].isEmpty,
                record["total"].isEmpty
            {
                // A form that was handed out and not filled in, or a download's area without a sheet.
                blank += 1
                return nil
            }
            var errors = FieldErrors()
            let tier = errors.take("tier") { () throws(Rejection) in try tierWire.cell(record["tier"]) }
            let area = try errors.collect { try desk.area(record["area"].halfWidth) }
            var points: [String: Points] = [:]
            var isWhole = true
            for (criterion, cell) in zip(criteria, cells) where !cell.isEmpty {
                let given = errors.take(criterion.field) { () throws(Rejection) in try Wire.listedPoints(cell) }
                if given == nil { isWhole = false }
                points[criterion.key] = given
            }
            var losses: [String: String] = [:]
            // Those that nobody wrote, because they follow.
            var following: [Points] = []
            for (criterion, line) in zip(criteria, lines) where !line.isEmpty {
                losses[criterion.key] = line
                if points[criterion.key] != nil { continue }
                let points = criterion.bases.lazy.compactMap { Sheet.points(of: $0, after: line) }.first
                if let points { following.append(points) } else { isWhole = false }
            }
            if isWhole { check(record["total"], against: points.values.sum() + following.sum(), &errors) }
            let assessor = try tier.flatMap { tier in
                try errors.collect {
                    try desk.assessor(tier == .public ? record["assessor"] : record["assessor"].halfWidth, in: tier)
                }
            }
            guard let tier, let area, let assessor, errors.isEmpty else { throw errors }
            let entry = SheetEntry(
                area: area, tier: tier, assessor: assessor, points: points, losses: losses,
                comment: record["comment"].nonEmpty, lateReason: month.lateReason?.string,
                revisionReason: month.revisionReason?.string
            )
            return ImportedRecord(try desk.record(entry).1)
        }
        if blank > 0 {
            report.notes.append(
                blank == 1
                    ? "a row has no points, and is passed over" : "\(blank) rows have no points, and are passed over"
            )
        }
        return report
    }

    private static let tierWire = Wire<Tier>.choice(in: .tier)

    /// A total that stands beside the points is their sum.
    private static func check(_ total: String, against sum: Points, _ errors: inout FieldErrors) {
        guard !total.isEmpty,
            let said = errors.take("total", { () throws(Rejection) in try Wire.listedPoints(total) })
        else { return }
        if said != sum { errors.add("total", .conflict, "the points of the row add up to \(sum), not \(said)") }
    }

    /// - Parameter schemes: those in force in the month.
    static func columns(of schemes: [SchemeContent]) -> [SpreadsheetColumn] {
        let tier = SpreadsheetColumn(
            key: "tier", titles: ["层级", "Tier", "评分层级", "评价层级", "评议层级", "打分层级", "评分类别"], need: .always
        ).with(\.words, Vocabulary.tier.all)
        return [
            SpreadsheetColumn(key: "area", titles: ["责任区编号", "Area", "责任区编码", "责任区代码", "area code"], need: .always),
            tier,
            SpreadsheetColumn(
                key: "assessor",
                titles: ["评分人", "Assessor", "评分人编号", "评议人", "评议人编号", "打分人", "打分人编号", "评价人", "评分人工号", "评分人员"],
                need: .always),
        ]
            + criteria(of: schemes).flatMap { criterion in
                let points = SpreadsheetColumn(
                    key: "points.\(criterion.key.text)", titles: criterion.titles,
                    need: schemes.count == 1 ? .always : .never
                ).with(\.figures, criterion.maxima)
                if criterion.bases.isEmpty { return [points] }
                let titles = criterion.bases.map(\.title)
                let lost = SpreadsheetColumn(
                    key: "losses.\(criterion.key.text)",
                    titles: titles.flatMap { title in [Language.chinese, .english].map { lostFor(title, in: $0) } },
                    need: .never)
                return [points, lost]
            } + [
                SpreadsheetColumn(
                    key: "comment", titles: ["说明", "Comment", "评语", "评分说明", "情况说明", "评价说明"], need: .never),
                SpreadsheetColumn(
                    key: "total", titles: ["合计", "Total", "总分", "总计", "合计得分", "得分合计", "总得分", "合计分", "合计分数"],
                    need: .never
                ).with(\.isOffered, false).with(\.figures, totals(of: schemes)),
            ]
    }

    /// What is written above what a criterion lost for.
    static func lostFor(_ title: SchemeContent.Title, in language: Language) -> String {
        switch language {
        case .chinese: "\(title.zh.string)扣分原因"
        case .english: "\(title.en.string) lost for"
        }
    }

    /// What is written above the column.
    static func heading(_ key: String, in language: Language) -> String {
        columns(of: []).first { $0.key == key }?.title(in: language) ?? key
    }

    /// What all criteria together may come to.
    private static func totals(of schemes: [SchemeContent]) -> [Points] {
        schemes.map { $0.criteria.map(\.maximum).sum() }
    }

    /// The criteria of all schemes in force, with the headings under which their points may stand, and their maxima.
    private static func criteria(
        of schemes: [SchemeContent]
    ) -> [(key: Code, titles: [String], maxima: [Points], bases: [SchemeContent.Criterion])] {
        var titles: [Code: [String]] = [:]
        var maxima: [Code: [Points]] = [:]
        var bases: [Code: [SchemeContent.Criterion]] = [:]
        var keys: [Code] = []
        for criterion in schemes.flatMap(\.criteria) {
            if titles[criterion.key] == nil { keys.append(criterion.key) }
            maxima[criterion.key, default: []].append(criterion.maximum)
            if criterion.mode == .base { bases[criterion.key, default: []].append(criterion) }
            for title in [criterion.title.zh.string, criterion.title.en.string, criterion.key.text]
            where titles[criterion.key]?.contains(title) != true {
                titles[criterion.key, default: []].append(title)
            }
        }
        return keys.map { ($0, titles[$0] ?? [], maxima[$0] ?? [], bases[$0] ?? []) }
    }
}
