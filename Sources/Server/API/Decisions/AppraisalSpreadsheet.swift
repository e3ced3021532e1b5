import Domain
import Storage

/// What was counted at an appraisal, as offices tick it off (民主测评表): 姓名 | 优秀 | 合格 | 基本合格 | 不合格, and how many ballots
/// stand under each; the day of the statement (自评日期) and whether the others spoke (互评) beside it.
enum AppraisalSpreadsheet {
    private enum Column: String, CaseIterable {
        case number, name, excellent, competent, basicallyCompetent, notCompetent, statementOn, peersSpoke

        var headings: SpreadsheetHeadings {
            switch self {
            case .number:
                .named(
                    MemberFields.numberHeadings.chinese, MemberFields.numberHeadings.english,
                    also: MemberFields.numberHeadings.also + ["编号"])
            case .name: MemberFields.nameHeadings(.always).with(\.insteadOf, "number")
            case .excellent: grade("优秀", "Excellent")
            case .competent: grade("合格", "Competent")
            case .basicallyCompetent: grade("基本合格", "Basically competent")
            case .notCompetent: grade("不合格", "Not competent")
            case .statementOn:
                .named("自评日期", "Statement on", also: ["自评", "自评时间", "个人自评日期"], need: .never)
            case .peersSpoke: .named("互评", "Peers spoke", also: ["是否互评", "党员互评"], need: .never)
            }
        }

        private func grade(_ chinese: String, _ english: String) -> SpreadsheetHeadings {
            .named(chinese, english, also: ["\(chinese)票", "\(chinese)票数"])
        }

        var column: SpreadsheetColumn { headings.column(of: rawValue, words: []) }

        static let grades: [Column] = [.excellent, .competent, .basicallyCompetent, .notCompetent]
    }

    static let columns = Column.allCases.map(\.column)

    private static func uncounted(_ numbers: String, _ more: Int) -> Sentence {
        more > 0
            ? "not in the file, and nothing is counted of them yet: \(numbers) and \(more) more"
            : "not in the file, and nothing is counted of them yet: \(numbers)"
    }

    static func importing(
        _ file: ImportedFile, of appraisal: ID<Appraisal>, into transaction: Transaction
    ) throws -> ImportReport {
        let desk = try AppraisalDesk(transaction, appraisal: appraisal)
        return try ImportReport.importingRoll(
            file, columns: columns, missing: { desk.uncounted },
            telling: uncounted, finish: desk.finish
        ) { try take($0, desk) }
    }

    private static func take(_ record: SpreadsheetTable.Record, _ desk: AppraisalDesk) throws -> ImportedRecord {
        var errors = FieldErrors()
        func said<Value>(_ column: Column, _ parse: (String) throws(Rejection) -> Value) -> Value? {
            let key = column.rawValue
            guard record.has(key), let cell = record[key].nonEmpty else { return nil }
            return errors.take(key) { () throws(Rejection) in try parse(cell) }
        }
        let number = said(.number) { cell throws(Rejection) in try Code(cell) }
        let name = said(.name) { cell throws(Rejection) in try Text(name: cell) }
        let counts = Column.grades.map { column in
            said(column) { cell throws(Rejection) in
                guard let count = cell.halfWidth.asciiNumber, GradeCounts.range.contains(count) else {
                    throw Rejection(.format, "how many ballots: a whole number")
                }
                return count
            }
        }
        let day = said(.statementOn) { cell throws(Rejection) in try LocalDate(written: cell) }
        let spoke = said(.peersSpoke) { cell throws(Rejection) in try Vocabulary.yesNo.read(cell) }
        let known = counts.compactMap(\.self)
        if !known.isEmpty, known.count < counts.count {
            // An empty cell is no 0: nobody knows whether it was forgotten.
            for (column, count) in zip(Column.grades, counts) where count == nil {
                errors.add(column.rawValue, .required, "how many ballots: 0 where there were none")
            }
        }
        try errors.check()
        return try desk.take(
            desk.member(number: number, name: name), GradeCounts(known), statementOn: day, peersSpoke: spoke)
    }

    /// As it goes in again: everybody on the roll.
    static func download(_ listing: AppraisalListing, _ words: Words) -> DownloadTable {
        typealias Line = AppraisalListing.Line
        func column(_ column: Column, _ cell: @escaping (Line, Words) -> String?) -> DownloadTable.Column<Line> {
            .init(column.headings, cell)
        }
        func counts(_ column: Column, of grade: Appraisal.Grade) -> DownloadTable.Column<Line> {
            .init(column.headings) { line, _ in line.counts.map { String($0[grade]) } }
        }
        return DownloadTable(
            words, [words(.appraisalCountsSheet), listing.branchName, String(listing.appraisal.year)],
            [
                column(.number) { line, _ in line.person.number.text }, column(.name) { line, _ in line.person.name },
                counts(.excellent, of: .excellent), counts(.competent, of: .competent),
                counts(.basicallyCompetent, of: .basicallyCompetent), counts(.notCompetent, of: .notCompetent),
                column(.statementOn) { line, _ in line.statementOn?.description },
                column(.peersSpoke) { line, words in words(line.peersSpoke ? .yes : .no) },
            ], of: listing.lines)
    }
}

extension API {
    static let importAppraisalCounts: Operation = .post(
        "importAppraisalCounts", "/appraisals/{appraisal}/counts/import", .decisions,
        "What was counted at an appraisal, from a spreadsheet with a line for each who gets a grade",
        needing: [.keepMotions], query: ImportReport.query, body: .spreadsheet, makesNew: false,
        returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try AppraisalSpreadsheet.importing(file, of: call.id("appraisal"), into: transaction)
        }
    }
}
